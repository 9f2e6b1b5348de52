/** Every backend, and the reference that runs a tape in the real field, agree to the last bit. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Compiled, type CompileInput, compile } from '../../src/compile/compile.js'
import { DomainError } from '../../src/errors.js'
import { floatingValues } from '../../src/evaluate/floating.js'
import { lower } from '../../src/evaluate/lower.js'
import { real } from '../../src/evaluate/real.js'
import { run } from '../../src/evaluate/run.js'
import { add, call, list, mul, num, pow, sub, sum, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { arity } from '../../src/functions/row.js'
import { allRows } from '../../src/functions/table.js'
import { runs } from '../cases/runs.js'
import { canonical, shown, trees } from '../cases/trees.js'

const names = ['x', 'y', 'z']
const NUMBERS = [-2.5, -1, -0.5, -0, 0, 1e-300, 0.3, 1, 2, 7.25, 40, 1e200, Number.POSITIVE_INFINITY, Number.NaN]
const point = fc.array(fc.constantFrom(...NUMBERS), { minLength: 3, maxLength: 3 })
const tree = trees({
  symbols: names,
  constants: ['pi', 'e', 'inf'],
  functions: ['sin', 'log', 'atan', 'exp', 'abs', 'sigmoid'],
  depth: 4,
})

const BACKENDS = ['javascript', 'wasm', 'interpreter'] as const
const all = <I extends CompileInput>(e: I, args: readonly string[] = names): Compiled<I>[] =>
  BACKENDS.map(backend => compile(e, args, { backend }))

/** The results of all ways to run the same code. */
function results(roots: readonly Expr[], args: readonly string[], at: readonly number[]): Float64Array[] {
  const tape = lower(roots, args)
  const registers = run(tape, real, at)
  const known = floatingValues(tape, real, at, { undefined: 'nan' })
  // Infinite results are looked at as `evaluate` does.
  const reference = Float64Array.from(tape.outputs, (r, k) => {
    const value = registers[r] as number
    return Math.abs(value) === Infinity ? (known[k] as number) : value
  })
  const compiled = all(roots, args).flatMap(f => [
    f.intoAt(new Float64Array(f.size), at),
    f.into(new Float64Array(f.size), ...at),
    Float64Array.from(f(...at)),
  ])
  return [reference, ...compiled]
}

const bits = (values: Float64Array): string[] => Array.from(values, x => (Object.is(x, -0) ? '-0' : String(x)))

function expectAgreement(roots: readonly Expr[], args: readonly string[], at: readonly number[], what: string): void {
  const [reference = new Float64Array(0), ...others] = results(roots, args, at)
  for (const other of others) expect(bits(other), what).toEqual(bits(reference))
}

/** All backends, or undefined for a function that has a derivative but no kernel. */
function compiledWithKernel(e: Expr, args: readonly string[]): Compiled[] | undefined {
  try {
    return all(e, args)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no-kernel') return undefined
    throw error
  }
}

describe('agreement', () => {
  it('on random expressions', () => {
    fc.assert(
      fc.property(tree, point, (t, at) => expectAgreement([canonical(t)], names, at, shown(t))),
      runs(100),
    )
  })

  it('on conditions, also where they are unknown', () => {
    const condition = fc.constantFrom('lt', 'le', 'eq', 'ne', 'gt', 'ge')
    const comparison = fc.tuple(condition, tree, tree).map(([head, a, b]) => call(head, [canonical(a), canonical(b)]))
    const compound = fc
      .tuple(fc.constantFrom('and', 'or'), comparison, comparison)
      .map(([head, a, b]) => call(head, [a, call('not', [b])]))
    fc.assert(
      fc.property(fc.oneof(comparison, compound), point, (c, at) => {
        expectAgreement(
          [call('piecewise', [sym('x'), c, num(7)]), call('piecewise', [num(3), c])],
          names,
          at,
          String(at),
        )
      }),
      runs(100),
    )
  })

  it('on every function of the table', () => {
    let compared = 0
    for (const r of allRows()) {
      const [count, most] = arity(r)
      if (most === 0 || r.structure || r.lists !== undefined) continue
      const args = Array.from({ length: Math.max(count, r.fold ? 2 : 1) }, (_, k) => `a${k}`)
      const f = compiledWithKernel(call(r.name, args.map(sym)), args)
      if (f === undefined) continue
      compared++
      for (const x of [-1.5, -1, 0, 0.3, 1, 2, 5.5]) {
        const at = args.map((_, k) => (k === 0 ? x : 0.7 - k / 5))
        const [first, ...others] = f.map(g => g(...at))
        for (const value of others) expect(value, `${r.name} at ${at}`).toBe(first)
      }
    }
    expect(compared).toBeGreaterThan(40)
  })

  it.each([2, 3, 5, 6, 7, 13, 31, 63, 64, 65, 100, 1001, -2, -7, -64, -65])('on the power %i', n => {
    for (const x of [-1.7, 0.3, 1.1, 0]) expectAgreement([pow(sym('x'), num(n))], ['x'], [x], `${x}^${n}`)
  })

  it('on long programs: a chain of functions', () => {
    const many = fc.array(tree, { minLength: 150, maxLength: 250 })
    fc.assert(
      fc.property(many, point, (ts, at) => {
        const roots = ts.map(canonical)
        const shared = roots.map((e, k) => add(e, mul(num(k + 1), roots[(k * 7) % roots.length] as Expr)))
        const outputs = [...roots, ...shared, num(3), sym('y'), sym('y')]
        expect(compile(outputs, names, { backend: 'javascript' }).source).not.toContain('call(')
        expectAgreement(outputs, names, at, 'a chain')
      }),
      runs(1),
    )
  })

  it('with more arguments than a function can have', () => {
    const args = Array.from({ length: 70_000 }, (_, k) => `a${k}`)
    const at = Float64Array.from(args, (_, k) => 1 / (k + 1))
    const [first, ...others] = all(sum(args.map(sym)), args).map(f => f.intoAt(new Float64Array(1), at)[0])
    for (const value of others) expect(value).toBe(first)
  })
})

describe('size', () => {
  it.each(BACKENDS)('20,000 nested sines compile to %s', backend => {
    let e: Expr = sym('x')
    let expected = 1
    for (let k = 0; k < 20_000; k++) {
      e = call('sin', [e])
      expected = Math.sin(expected)
    }
    expect(compile(e, ['x'], { backend })(1)).toBe(expected)
  })

  it('lists nested 20,000 deep keep their shape', () => {
    let e: Expr = sym('x')
    for (let k = 0; k < 20_000; k++) e = list([e])
    let value: unknown = compile(e, ['x'])(5)
    let depth = 0
    for (; Array.isArray(value); depth++) value = value[0]
    expect([value, depth]).toEqual([5, 20_000])
  })

  it('very long programs are assembled, without being asked', () => {
    const args = Array.from({ length: 60_000 }, (_, k) => `a${k}`)
    const f = compile(sum(args.map((a, k) => mul(num(k), sym(a)))), args)
    expect(f.backend).toBe('wasm')
    expect(
      f.intoAt(
        new Float64Array(1),
        args.map(() => 2),
      )[0],
    ).toBe(60_000 * 59_999)
  })
})

describe('where code generation is forbidden', () => {
  it('the interpreter takes over with the same results', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fluxion-'))
    try {
      const entry = join(folder, 'entry.mjs')
      const bundle = join(folder, 'bundle.mjs')
      const source = (path: string): string => JSON.stringify(resolve('src', path))
      writeFileSync(
        entry,
        `import { compile } from ${source('compile/compile.ts')}
import { call, sub, mul, sym, num, pow } from ${source('expr/build.ts')}
const e = sub(call('sin', [mul(sym('x'), sym('y'))]), pow(sym('x'), num(7)))
const f = compile({ e, pair: [e, sym('y')] }, ['x', 'y'])
let refused = ''
try { compile(e, ['x', 'y'], { backend: 'javascript' }) } catch (error) { refused = error.code }
console.log(JSON.stringify([f.backend, f(0.3, 1.7), refused, f.source.includes('sin(')]))`,
      )
      buildSync({
        entryPoints: [entry],
        bundle: true,
        format: 'esm',
        platform: 'node',
        outfile: bundle,
        nodePaths: [resolve('node_modules')],
      })
      const output = (flags: string[]): unknown =>
        JSON.parse(execFileSync(process.execPath, [...flags, bundle], { encoding: 'utf8' }))
      const e = Math.sin(0.3 * 1.7) - compile(pow(sym('x'), num(7)), ['x'])(0.3)
      const value = { e, pair: [e, 1.7] }
      expect(output(['--disallow-code-generation-from-strings'])).toEqual([
        'interpreter',
        value,
        'code-generation',
        true,
      ])
      expect(output([])).toEqual(['javascript', value, '', true])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the emitted text', () => {
  const e = sub(mul(sym('alpha'), call('sin', [sym('beta')])), sym('alpha'))

  it('holds no name of the user', () => {
    const f = compile({ secret: e, 'x;process.exit()': e }, ['alpha', 'beta'])
    expect(f.source).not.toMatch(/alpha|beta|secret|process/)
    expect(f(2, 0)).toEqual({ secret: -2, 'x;process.exit()': -2 })
  })

  it.each([
    'x;process.exit()',
    '");process.exit();("',
    '`+process.exit()+`',
    '__proto__',
    'constructor',
    'x0',
    'out',
    'w',
    'f0',
    '',
    '\0',
    '*/',
  ])('the name %j is only a name', name => {
    const f = compile({ [name]: mul(sym(name), num(3)) }, [name], { backend: 'javascript' })
    expect(Object.entries(f(2))).toEqual([[name, 6]])
  })
})
