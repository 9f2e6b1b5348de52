/** Expression files in other languages, run by their real tools: each text compares itself with the values of the file. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/shell.js'

const work = mkdtempSync(join(tmpdir(), 'fluxion-flx-tools-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** The example, and exports of vectors and matrices in a file of the same name. */
const ARRAYS = join(work, 'neuron.flx')
const FILES = ['examples/model/neuron.flx', ARRAYS]
writeFileSync(
  ARRAYS,
  `let A:[m,n] x:[n] b:[m] c:real k:real
loss = norm(A*x - b)^2 + c*sum(x)
export loss
export slope = gradient loss by x, c
export residual = A*x - b
export curvature = hessian loss by x
export matrix = hessian c^3*k by c, k
at A = [1, 2; 3, 4; 5, 6], x = [1; 2], b = [1; 1; 1], c = 2, k = 3
`,
)

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

describe.each(Object.entries(TOOLS))('expression files in %s', (language, { needs, commands }) => {
  const [program, ...args] = needs
  const isThere = spawnSync(program, args, { stdio: 'ignore' }).status === 0
  it.skipIf(!isThere).each(FILES)('%s compiles and agrees with its values', async source => {
    const { status } = await main(['build', source, '--emit', language, '-o', work], async () => undefined)
    expect(status).toBe(0)
    for (const [file, ...words] of commands) execFileSync(file, words, { cwd: work, stdio: 'pipe' })
  })
})
