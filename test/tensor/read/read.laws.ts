/** Random well-shaped texts: what is read has the value that the same operations have on arrays, at two sizes; in print or not. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTensor } from '../../../src/tensor/read/read.js'
import { runs } from '../../cases/runs.js'
import { type Dense, dense, denseOf } from '../value.js'

/** A text with its rows and columns (m, n are sizes; 1 for vectors and scalars), and the value for given arrays. */
interface Sample {
  readonly text: string
  readonly rows: string
  readonly columns: string
  /** How tightly it binds: 0 sum, 1 product, 2 power, 3 primary. */
  readonly level: number
  readonly value: (w: World) => Matrix
}
type Matrix = readonly (readonly number[])[]
type World = ReadonlyMap<string, Matrix>

const SIZES = ['1', 'm', 'n'] as const
/** One name for each shape. */
const NAMES: Readonly<Record<string, string>> = { m1: 'u', n1: 'v', mn: 'A', nm: 'B', mm: 'C', nn: 'D', '11': 's' }
const LET = 'u:[m] v:[n] A:[m,n] B:[n,m] C:[m,m] D:[n,n] s:[]'

const at = (a: Matrix, i: number, j: number): number => a[i]?.[j] ?? Number.NaN
const make = (rows: number, columns: number, f: (i: number, j: number) => number): Matrix =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => f(i, j)))
const width = (a: Matrix): number => a[0]?.length ?? 0
const each = (a: Matrix, f: (x: number) => number): Matrix => a.map(r => r.map(f))
const turned = (a: Matrix): Matrix => make(width(a), a.length, (i, j) => at(a, j, i))
const times = (a: Matrix, b: Matrix): Matrix =>
  make(a.length, width(b), (i, j) => a[i]?.reduce((z, x, k) => z + x * at(b, k, j), 0) ?? 0)
/** Scalars serve every entry. */
const both = (a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix => {
  const wide = a.length * width(a) >= b.length * width(b) ? a : b
  const entry = (c: Matrix, i: number, j: number): number => (c.length * width(c) === 1 ? at(c, 0, 0) : at(c, i, j))
  return make(wide.length, width(wide), (i, j) => f(entry(a, i, j), entry(b, i, j)))
}
const total = (a: Matrix): number => a.flat().reduce((x, y) => x + y, 0)
const wrap = (s: Sample, least: number): string => (s.level < least ? `(${s.text})` : s.text)

type Make = fc.Arbitrary<Sample>
const scalar = (text: string, value: Sample['value'], level = 3): Sample => ({
  text,
  rows: '1',
  columns: '1',
  level,
  value,
})
const number = fc.constantFrom('2', '0.5', '3').map(text => scalar(text, () => [[Number(text)]]))

const known = new Map<string, Make>()

/** Expressions of one shape, up to a depth. */
function shaped(rows: string, columns: string, depth: number): Make {
  const key = `${rows} ${columns} ${depth}`
  const old = known.get(key) ?? made(rows, columns, depth)
  known.set(key, old)
  return old
}

function made(rows: string, columns: string, depth: number): Make {
  const name = NAMES[rows + columns]
  const flipped = NAMES[columns + rows]
  const leaves: Make[] = []
  const named = (text: string, from: string, f: (a: Matrix) => Matrix): Sample => ({
    text,
    rows,
    columns,
    level: 3,
    value: w => f(w.get(from) as Matrix),
  })
  if (name !== undefined) leaves.push(fc.constant(named(name, name, a => a)))
  else if (flipped !== undefined) leaves.push(fc.constant(named(`${flipped}'`, flipped, turned)))
  if (rows === '1' && columns === '1') leaves.push(number)
  if (depth === 0) return fc.oneof(...leaves)
  const same = (): Make => shaped(rows, columns, depth - 1)
  const one = (): Make => shaped('1', '1', depth - 1)
  const with2 = (a: Make, b: Make, f: (a: Sample, b: Sample) => Sample): Make => fc.tuple(a, b).map(([p, q]) => f(p, q))
  const here = (text: string, level: number, value: Sample['value']): Sample => ({ text, rows, columns, level, value })
  const sums = (a: Make, b: Make): Make[] => [
    with2(a, b, (p, q) => here(`${p.text} + ${wrap(q, 1)}`, 0, w => both(p.value(w), q.value(w), (x, y) => x + y))),
    with2(a, b, (p, q) => here(`${p.text} - ${wrap(q, 1)}`, 0, w => both(p.value(w), q.value(w), (x, y) => x - y))),
  ]
  const entries = (a: Make, b: Make): Make =>
    with2(a, b, (p, q) => here(`${wrap(p, 1)}.*${wrap(q, 2)}`, 1, w => both(p.value(w), q.value(w), (x, y) => x * y)))
  const product = (inner: string): Make =>
    with2(shaped(rows, inner, depth - 1), shaped(inner, columns, depth - 1), (p, q) =>
      here(`${wrap(p, 1)}*${wrap(q, 2)}`, 1, w => times(p.value(w), q.value(w))),
    )
  const all: Make[] = [
    ...leaves,
    ...sums(same(), same()),
    ...sums(one(), same()),
    entries(same(), same()),
    entries(same(), one()),
    with2(one(), same(), (p, q) =>
      here(`${wrap(p, 1)}*${wrap(q, 2)}`, 1, w => both(p.value(w), q.value(w), (x, y) => x * y)),
    ),
    same().map(p => here(`-${wrap(p, 2)}`, 1, w => each(p.value(w), x => -x))),
    shaped(columns, rows, depth - 1).map(p => here(`${wrap(p, 3)}'`, 3, w => turned(p.value(w)))),
    same().map(p => here(`sin(${p.text})`, 3, w => each(p.value(w), Math.sin))),
    same().map(p => here(`${wrap(p, 3)}.^2`, 2, w => each(p.value(w), x => x * x))),
  ]
  if (rows !== '1' || columns !== '1')
    for (const inner of rows === '1' || columns === '1' ? ['m', 'n'] : SIZES) all.push(product(inner))
  else {
    const [m, n] = ['m', 'n']
    const vector = (): Make =>
      fc.oneof(shaped(m as string, '1', depth - 1), shaped('m', 'n', depth - 1), shaped('1', n as string, depth - 1))
    all.push(
      vector().map(p => scalar(`sum(${p.text})`, w => [[total(p.value(w))]])),
      vector().map(p => scalar(`norm2(${p.text})^2`, w => [[total(each(p.value(w), x => x * x))]], 2)),
      shaped('n', 'n', depth - 1).map(p =>
        scalar(`tr(${p.text})`, w => [[p.value(w).reduce((z, r, k) => z + (r[k] ?? 0), 0)]]),
      ),
      with2(shaped('1', 'n', depth - 1), shaped('n', '1', depth - 1), (p, q) =>
        scalar(`${wrap(p, 1)}*${wrap(q, 2)}`, w => times(p.value(w), q.value(w)), 1),
      ),
    )
  }
  if (columns === '1' && rows !== '1')
    all.push(
      shaped(rows, 'n', depth - 1).map(p => here(`sum(${p.text}, 2)`, 3, w => p.value(w).map(r => [total([r])]))),
    )
  return fc.oneof(...all)
}

function worldOf(m: number, n: number): World {
  const length: Readonly<Record<string, number>> = { '1': 1, m, n }
  let k = 0
  return new Map(
    Object.entries(NAMES).map(([shape, name]) => [
      name,
      make(length[shape[0] ?? ''] ?? 0, length[shape[1] ?? ''] ?? 0, () => Math.sin(7 * ++k) + 0.3),
    ]),
  )
}

/** Rows of a column vector, of a matrix: as a node has them. */
const flat = (a: Matrix): number[] => a.flat()

describe('random well-shaped texts', () => {
  const worlds = [
    [2, 3],
    [4, 2],
  ] as const
  const some = fc
    .constantFrom(...SIZES)
    .chain(rows => fc.constantFrom(...SIZES).chain(columns => shaped(rows, columns, 3)))
  test('are read as what they compute', () => {
    fc.assert(
      fc.property(some, sample => {
        const { node, row } = readTensor(sample.text, { let: LET })
        expect(row).toBe(sample.rows === '1' && sample.columns !== '1')
        for (const [m, n] of worlds) {
          const world = worldOf(m, n)
          const tensors = Object.fromEntries(
            [...world].map(([name, a]): [string, Dense] => [
              name,
              dense(width(a) === 1 ? [a.length] : [a.length, width(a)], flat(a)),
            ]),
          )
          const found = denseOf(node, { numbers: { m, n, s: at(world.get('s') as Matrix, 0, 0) }, tensors })
          const expected = flat(sample.value(world))
          const scale = Math.max(1, ...expected.map(Math.abs))
          expect(found.data).toHaveLength(expected.length)
          for (const [k, x] of expected.entries())
            expect(Math.abs((found.data[k] ?? Number.NaN) - x) / scale).toBeLessThan(1e-8)
        }
      }),
      runs(30),
    )
  })
})
