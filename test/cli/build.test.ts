/** The command `build`: what it prints, what it writes, and how mistakes are told. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it, test } from 'vitest'
import { main } from '../../src/cli/shell.js'
import { BUILD_TARGETS } from '../../src/flx/files.js'
import { LAYER, NEURON } from '../flx/files.js'

const folder = mkdtempSync(join(tmpdir(), 'fluxion-build-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fluxion = (...argv: string[]) => main(argv, async () => undefined)

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const neuron = file('neuron.flx', NEURON)

describe('without --emit', () => {
  it('prints each export, its formula and its values', async () => {
    const { status, output, diagnostics } = await fluxion(
      'build',
      file('f.flx', 'f = x^3\nexport f\nexport d = diff f\nat x = 2\nat x = 1/2'),
    )
    expect([status, diagnostics]).toEqual([0, ''])
    expect(output).toBe(`f(x) = x^3
  at x = 2: 8
  at x = 1/2: 0.125
d(x) = diff f
  3*x^2
  at x = 2: 12
  at x = 1/2: 0.75`)
  })

  it('says what is doubtful', async () => {
    const path = file('doubt.flx', 'f = x/3y\nexport f')
    const { status, diagnostics } = await fluxion('build', path)
    expect([status, diagnostics]).toEqual([
      0,
      `${path}:1:6: /3y is read as /3*y; write /(3*y) to divide by the product`,
    ])
  })
})

describe('--emit', () => {
  it.each(BUILD_TARGETS.filter(t => t !== 'matlab'))('writes all exports in %s', async target => {
    const out = join(folder, target)
    const { status, output } = await fluxion('build', neuron, '--emit', target, '-o', out)
    expect(status).toBe(0)
    expect(output.split('\n')).toEqual(
      readdirSync(out)
        .map(f => join(out, f))
        .sort((a, b) => output.indexOf(a) - output.indexOf(b)),
    )
    const text = readFileSync(output.split('\n')[0] as string, 'utf8')
    for (const name of ['f', 'slope', 'H', 'g', 'delete'])
      expect(text).toContain(`${name}(w, x, b`.replace('g(w, x, b', 'g(a, c'))
    // The one routine that three of them call.
    expect(text.match(/^(?:static |pure )?(?:function|double|fn|def) fx_sigmoid\(/gm)?.length ?? 1).toBe(1)
  })

  it('writes a file for each function of MATLAB', async () => {
    const out = join(folder, 'matlab')
    await fluxion('build', neuron, '--emit', 'matlab', '-o', out)
    expect(readdirSync(out).sort()).toEqual(['H.m', 'delete.m', 'f.m', 'g.m', 'slope.m'])
  })

  it('writes several at once, modules with types', async () => {
    const out = join(folder, 'several')
    const { output } = await fluxion('build', neuron, '--emit', 'c,js', '--emit', 'ts,types', '-o', out)
    const files = ['neuron.c', 'neuron.js', 'neuron.d.ts', 'neuron.ts', 'neuron.d.flx.ts']
    expect(output.split('\n')).toEqual(files.map(f => join(out, f)))
    const types = 'export function slope(w: number, x: number, b: number): [number, number, number]'
    for (const f of ['neuron.d.ts', 'neuron.ts', 'neuron.d.flx.ts'])
      expect(readFileSync(join(out, f), 'utf8')).toContain(types)
    const module = await import(pathToFileURL(join(out, 'neuron.js')).href)
    expect(module.selfTest()).toEqual([])
    expect(module.delete(1, 2, 0)).toBe(100)
  })

  it('writes the values of vectors and matrices as a self-test', async () => {
    const [file, out] = [join(folder, 'fit.flx'), join(folder, 'fit')]
    writeFileSync(
      file,
      `let A:[m,n] x:[n] b:[m] c:real
export slope = gradient norm(A*x - b)^2 + c*sum(x) by x, c
export residual = A*x - b
export curvature = hessian norm(A*x - b)^2 by x
at A = [1, 2; 3, 4; 5, 6], x = [1; 2], b = [1; 1; 1], c = 2
`,
    )
    await fluxion('build', file, '--emit', 'js', '-o', out)
    const [right, wrong] = [join(out, 'fit.js'), join(out, 'wrong.js')]
    const text = readFileSync(right, 'utf8')
    writeFileSync(wrong, text.replace('const grad_x =', 'c += 1\n  const grad_x ='))
    expect((await import(pathToFileURL(right).href)).selfTest()).toEqual([])
    expect((await import(pathToFileURL(wrong).href)).selfTest()).toEqual(['slope'])
  })

  it('prints one that has no folder', async () => {
    const { output } = await fluxion('build', neuron, '--emit', 'numpy')
    expect(output).toContain('def slope(w, x, b):')
  })

  it.each(['c', 'rust', 'fortran', 'numpy', 'matlab', 'js', 'ts'])('writes arrays in %s', async target => {
    const { status, diagnostics } = await fluxion(
      'build',
      file('layer.flx', LAYER),
      '--emit',
      target,
      '-o',
      join(folder, `a-${target}`),
    )
    expect([status, diagnostics]).toEqual([0, ''])
  })
})

const MISTAKES: readonly (readonly [argv: readonly string[], says: string])[] = [
  [['build'], 'build takes one file'],
  [['build', 'a.flx', 'b.flx'], 'build takes one file'],
  [['build', join(folder, 'none.flx')], 'no such file'],
  [['build', neuron, '--emit', 'cobol'], '--emit takes c, rust'],
  [['build', neuron, '-o', 'out'], 'goes with --emit'],
  [['build', neuron, '--emit', 'c', '-o', neuron], 'EEXIST'],
  [['build', file('w.flx', 'export f = x\nexport g = sinx(2)')], 'w.flx:2:12: there is no function sinx'],
  [['build', file('u.flx', 'let foo:function\nexport f = x\nexport g = foo(x)'), '--emit', 'c'], 'u.flx:3:1: '],
  [['build', file('layer.flx', LAYER), '--emit', 'glsl'], 'layer.flx:4:1: '],
]

test.each(MISTAKES)('%j is refused', async (argv, says) => {
  const { status, output, diagnostics } = await fluxion(...argv)
  expect([status, output]).toEqual([2, ''])
  expect(diagnostics).toContain(says)
})

it('watches on after a mistake', async () => {
  const path = file('watched.flx', 'export f = (')
  const { status, watch } = await fluxion('build', path, '--watch')
  expect([status, watch]).toEqual([2, path])
})

it('takes no longer than --timeout says', async () => {
  const path = file('slow.flx', 'export g = diff sin(x^2)*exp(x)*tan(x) by x, 40')
  const { status, diagnostics } = await fluxion('build', path, '--timeout', '0.2')
  expect(status).not.toBe(0)
  expect(diagnostics).toContain('this takes longer than 200 ms; --timeout SECONDS sets more')
})

it('is in the help', async () => {
  expect((await fluxion('--help')).output).toContain('build')
  const { output } = await fluxion('help', 'build')
  expect(output).toContain('export slope = gradient f by w, x, b')
  // The example of the help is one.
  const example = output.split('\n').filter(line => /^ {2}(?!--)\S/.test(line) && !/^ {2,}-/.test(line))
  expect((await fluxion('build', file('help.flx', example.join('\n')))).status).toBe(0)
})

it('builds the example', async () => {
  const { status, output } = await fluxion('build', 'examples/model/neuron.flx')
  expect(status).toBe(0)
  expect(output).toContain('at w = 1/2, x = 2, b = -1, t = 1: [-0.5, -0.25]')
})
