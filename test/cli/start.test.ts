/** The command in a clone that has not been built. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const start = fileURLToPath(new URL('../../src/cli/start.mjs', import.meta.url))
const clone = mkdtempSync(join(tmpdir(), 'fluxion-start-'))
afterAll(() => rmSync(clone, { recursive: true }))

test('says in one line how it is built', () => {
  mkdirSync(join(clone, 'src/cli'), { recursive: true })
  cpSync(start, join(clone, 'src/cli/start.mjs'))
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(clone, 'src/cli/start.mjs'), 'x^2', 'x'], {
    encoding: 'utf8',
  })
  expect([status, stdout, stderr]).toEqual([1, '', 'fluxion: it is not built yet: npm ci, and then npm run build\n'])
})
