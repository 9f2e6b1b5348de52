/**
 * What the library answers in Node it answers in the other programs that run JavaScript: Deno, Bun and the next Node, each from the npm
 * registry, and in a worker of each; the command, too, starts there.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programs } from './programs.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'fluxion-runtimes-'))
const run = promisify(execFile)

/** The package and the command line before the file. */
const RUNTIMES: readonly (readonly [name: string, packages: readonly string[], command: readonly string[]])[] = [
  ['Node 22', ['node@22'], ['node_modules/node/bin/node']],
  ['Node 24', ['node@24'], ['node_modules/node/bin/node']],
  ['Deno', ['deno@2'], ['node_modules/.bin/deno', 'run', '--allow-all', '--quiet']],
  ['Bun', ['bun@1'], ['node_modules/.bin/bun']],
]

const library = pathToFileURL(join(root, 'dist/index.js')).href
const command = join(root, 'dist/command/main.cjs')

beforeAll(() => {
  writeFileSync(join(work, 'programs.mjs'), programs.replace("'fluxion'", `'${library}'`))
  writeFileSync(
    join(work, 'worker.mjs'),
    `import { parentPort } from 'node:worker_threads'
import { diff } from '${library}'
parentPort.postMessage(String(diff('w^3', 'w')))`,
  )
  writeFileSync(
    join(work, 'main.mjs'),
    `import { Worker } from 'node:worker_threads'
const worker = new Worker(new URL('./worker.mjs', import.meta.url))
worker.on('message', answer => { console.log(answer); process.exit() })`,
  )
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe.each(RUNTIMES)('%s', (name, packages, [file = '', ...options]) => {
  const folder = join(work, name.replace(' ', '-'))
  const ran = async (...args: readonly string[]): Promise<string> =>
    (await run(join(folder, file), [...options, ...args])).stdout

  beforeAll(async () => {
    await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', ...packages])
  }, 300_000)

  it('answers what this Node answers', async () => {
    const { stdout } = await run(process.execPath, [join(work, 'programs.mjs')])
    expect(stdout.split('\n').length).toBeGreaterThan(40)
    expect(await ran(join(work, 'programs.mjs'))).toBe(stdout)
  })

  it('answers in a worker', async () => {
    expect(await ran(join(work, 'main.mjs'))).toBe('3*w^2\n')
  })

  it('starts the command', async () => {
    expect(await ran(command, 'w^3', 'w')).toBe('3*w^2\n')
  })
})
