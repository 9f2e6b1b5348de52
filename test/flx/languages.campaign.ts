/** Expression files in other languages, run by their real tools: each text compares itself with the values of the file. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/shell.js'

const work = mkdtempSync(join(tmpdir(), 'fluxion-flx-tools-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

type Command = readonly [string, ...string[]]

/** What has to be there, and what compiles and runs the text of `neuron.flx`; all end with status 0. */
const TOOLS: Readonly<Record<string, { readonly needs: Command; readonly commands: readonly Command[] }>> = {
  c: {
    needs: ['gcc', '--version'],
    commands: [
      ['gcc', '-std=c99', '-Wall', '-Wextra', '-Werror', '-c', 'neuron.c', '-o', 'neuron.o'],
      ['gcc', '-std=c99', '-DFLUXION_TEST', 'neuron.c', '-lm', '-o', 'neuron'],
      ['./neuron'],
    ],
  },
  rust: {
    needs: ['rustc', '--version'],
    commands: [['rustc', '--test', '--edition', '2021', 'neuron.rs', '-o', 'neuron-rust'], ['./neuron-rust']],
  },
  numpy: { needs: ['python3', '-c', 'import numpy'], commands: [['python3', 'neuron.py']] },
  pytorch: { needs: ['/usr/bin/python3', '-c', 'import torch'], commands: [['/usr/bin/python3', 'neuron_torch.py']] },
  js: {
    needs: ['node', '--version'],
    commands: [['node', '-e', `import('./neuron.js').then(m => process.exit(m.selfTest().length))`]],
  },
  fortran: { needs: ['gfortran', '--version'], commands: [['gfortran', '-std=f2008', '-c', 'neuron.f90']] },
}

describe.each(Object.entries(TOOLS))('the example in %s', (language, { needs, commands }) => {
  const [program, ...args] = needs
  const isThere = spawnSync(program, args, { stdio: 'ignore' }).status === 0
  it.skipIf(!isThere)('compiles and agrees with the values of the file', async () => {
    const { status } = await main(
      ['build', 'examples/model/neuron.flx', '--emit', language, '-o', work],
      async () => undefined,
    )
    expect(status).toBe(0)
    for (const [file, ...words] of commands) execFileSync(file, words, { cwd: work, stdio: 'pipe' })
  })
})
