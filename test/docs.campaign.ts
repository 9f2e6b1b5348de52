/** The reference of the exported functions and types is made without a warning: no link is broken, no type is missing. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

it('npm run docs', async () => {
  const { stdout, stderr } = await promisify(execFile)('npm', ['run', '-s', 'docs'], { cwd: root })
  expect(stdout + stderr).toContain('generated')
}, 300_000)
