/** Compiled functions over many points: what is answered, by every backend, and what is refused. */
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type CompileInput, compile } from '../../src/compile/compile.js'
import { ShapeError } from '../../src/errors.js'
import { num, sum, sym } from '../../src/expr/build.js'
import { parse } from '../../src/parse/parse.js'
import { canonical, shown, trees } from '../cases/trees.js'

const BACKENDS = ['javascript', 'wasm', 'interpreter'] as const
const names = ['x', 'y', 'z']
const tree = trees({ symbols: names, constants: ['pi'], functions: ['sin', 'log', 'abs', 'sigmoid'], depth: 4 })

/** Columns of so many points, the same at every run. */
const columnsOf = (args: number, count: number): Float64Array[] =>
  Array.from({ length: args }, (_, k) => Float64Array.from({ length: count }, (_, i) => Math.sin(7 * i + k) * 3))

function expectPointwise(input: CompileInput, args: readonly string[], count: number, what: string): void {
  for (const backend of BACKENDS) {
    const f = compile(input, args, { backend })
    const columns = columnsOf(args.length, count)
    const mapped = f.map(columns)
    const points = new Float64Array(args.length * count)
    for (const [k, column] of columns.entries()) for (const [i, v] of column.entries()) points[i * args.length + k] = v
    const interleaved = f.map(points)
    const out = new Float64Array(f.size)
    for (let i = 0; i < count; i++) {
      f.intoAt(
        out,
        columns.map(column => column[i] as number),
      )
      for (let k = 0; k < f.size; k++) {
        expect(mapped[k]?.[i], `${what}, ${backend}, point ${i}`).toBe(out[k])
        expect(interleaved[i * f.size + k], `${what}, ${backend}, point ${i}`).toBe(out[k])
      }
    }
  }
}

describe('elementary functions in pairs of points', () => {
  const ODD = [0, -0, Number.NaN, Infinity, -Infinity, 1e-310, 1e300, -1e300, 13_000, -750, 1]
  const COUNT = 2 * ODD.length * ODD.length
  const x = Float64Array.from({ length: COUNT }, (_, i) =>
    i % 3 === 0 ? Math.sin(i) * 9 : (ODD[i % ODD.length] as number),
  )
  const y = Float64Array.from({ length: COUNT }, (_, i) => (i % 5 === 0 ? i / 7 : (ODD[(i * 7) % 11] as number)))

  it.each([
    ...[
      'exp(x)',
      'log(x)',
      'exp(x) - 1',
      'log(1 + x)',
      'log(1 - y)',
      'tanh(x)',
      'sigmoid(x)',
      'sin(x)',
      'cos(x)',
      'tan(x)',
      'x^y',
      'x^70',
      '2^y',
    ],
    ...[
      'sin(x)*cos(x)',
      'cos(x) - sin(x)',
      'cos(y)*sin(x) + sin(y)*cos(x)',
      'atan(x) + gamma(y)',
      'max(x, y) - floor(x)',
    ],
    'piecewise(x, x > y and x > 0 or not (x < 1), y, x == y, sqrt(x), log(x) > 0, log(y)^2)',
  ])('%s has the bits of single calls, also where one of a pair is out of range', text => {
    const single = compile(parse(text), ['x', 'y'], { backend: 'interpreter' })
    const expected = x.map((a, i) => single(a, y[i] as number))
    for (const backend of [undefined, ...BACKENDS])
      expect(compile(parse(text), ['x', 'y'], backend && { backend }).map([x, y])[0]).toEqual(expected)
  })
})

describe.each(BACKENDS)('%s', backend => {
  const f = compile({ product: parse('x*y'), others: [num(5), sym('y'), parse('x*y')] }, ['x', 'y'], { backend })

  it('columns to columns', () => {
    const columns = [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]
    expect(f.map(columns)).toEqual(
      [
        [4, 10, 18],
        [5, 5, 5],
        [4, 5, 6],
        [4, 10, 18],
      ].map(c => Float64Array.from(c)),
    )
    const out = columnsOf(4, 3)
    expect(f.map(columns, out)).toBe(out)
    expect(out[0]).toEqual(Float64Array.of(4, 10, 18))
  })

  it('points to results, one after another', () => {
    const results = f.map(Float64Array.of(1, 4, 2, 5))
    expectTypeOf(results).toEqualTypeOf<Float64Array>()
    expect([...results]).toEqual([4, 5, 4, 4, 10, 5, 5, 10])
    const out = new Float64Array(8)
    expect(f.map(Float64Array.of(1, 4, 2, 5), out)).toBe(out)
  })

  it('no points, and lists of numbers', () => {
    expect(f.map([new Float64Array(0), []])).toEqual(Array.from({ length: 4 }, () => new Float64Array(0)))
    expect(f.map(new Float64Array(0))).toEqual(new Float64Array(0))
    expect(f.map([[1], [2]])[0]).toEqual(Float64Array.of(2))
  })

  it('over the arguments themselves', () => {
    const memory = new Float64Array(8)
    const [x, y] = [memory.subarray(0, 3), memory.subarray(2, 5)]
    memory.set([1, 2, 3, 4, 5])
    const g = compile([parse('x+y'), parse('x-y')], ['x', 'y'], { backend })
    g.map([x, y], [memory.subarray(1, 4), memory.subarray(5, 8)])
    expect([...memory]).toEqual([1, 4, 6, 8, 5, -2, -2, -2])
  })

  it('a function of nothing has as many points as its results', () => {
    const g = compile([num(3)], [], { backend })
    expect(g.map([], [new Float64Array(2)])).toEqual([Float64Array.of(3, 3)])
    expect(() => g.map([])).toThrow(expect.objectContaining({ code: 'column-count' }))
  })

  const [a, b] = [new Float64Array(3), new Float64Array(2)]
  const four = columnsOf(4, 3)
  it.each<[string, () => unknown, string]>([
    ['too few columns', () => f.map([a]), 'column-count'],
    ['columns of two lengths', () => f.map([a, b]), 'column-length'],
    ['a number for a column', () => f.map([a, 3] as never), 'column-length'],
    ['a text for a column', () => f.map([a, 'abc'] as never), 'column-length'],
    ['nothing', () => f.map(undefined as never), 'column-count'],
    ['too few results', () => f.map([a, a], [a]), 'column-count'],
    ['a short column of results', () => f.map([a, a], [...four.slice(1), b]), 'column-length'],
    ['a list for a column of results', () => f.map([a, a], [...four.slice(1), [1, 2, 3]] as never), 'column-kind'],
    ['half a point', () => f.map(a), 'column-length'],
    ['a short array of results', () => f.map(new Float64Array(4), a), 'column-length'],
    ['a list for the results', () => f.map(new Float64Array(4), [1] as never), 'column-kind'],
  ])('refuses %s', (_, run, code) => {
    expect(run).toThrow(ShapeError)
    expect(run).toThrow(expect.objectContaining({ code }))
  })
})

describe('the bits are those of single calls', () => {
  it('of random expressions', () => {
    fc.assert(
      fc.property(tree, tree, (s, t) => {
        const roots = [canonical(s), canonical(t), num(2), canonical(s)]
        expectPointwise(roots, names, 3, `${shown(s)}, ${shown(t)}`)
      }),
      { numRuns: 200 },
    )
  })

  it.each([255, 256, 257, 1023, 1024, 1025, 2100])('of %i points', count => {
    expectPointwise(parse('sin(x)*y + x/(1 + y^2)'), ['x', 'y'], count, 'blocks')
  })

  it('of programs with many arguments and results, and of long ones', () => {
    const many = Array.from({ length: 150 }, (_, k) => `a${k}`)
    expectPointwise(sum(many.map(sym)), many, 5, 'many arguments')
    const long = Array.from({ length: 1200 }, (_, k) => parse(`sin(x + ${k})/y`))
    expectPointwise(long, ['x', 'y'], 4, 'a long program')
  })
})
