/** Products of matrices: every way to multiply gives the bits of sums in the order of the inner index, from zero. */
import { describe, expect, it } from 'vitest'
import { moduleBytes } from '../../src/linalg/module.js'
import { gridOf, type Places, placesOf } from '../../src/linalg/places.js'
import { engine, multiply } from '../../src/linalg/product.js'
import { multiplyVector } from '../../src/linalg/vector-product.js'

/** Numbers of many sizes, so that sums in another order would have other bits. */
const entries = (n: number, seed: number): Float64Array =>
  Float64Array.from({ length: n }, (_, k) => Math.sin(seed + k * k) * 10 ** ((k % 7) - 3))

/** The sums one by one, in reading order. */
function plainly(a: Float64Array, p: Places, b: Float64Array, q: Places): Float64Array {
  const out = new Float64Array(p.rows.length * q.columns.length)
  let next = 0
  for (const i of p.rows)
    for (const j of q.columns) {
      let sum = 0
      for (const [k, column] of p.columns.entries())
        sum += (a[p.offset + i + column] as number) * (b[q.offset + j + (q.rows[k] as number)] as number)
      out[next++] = sum
    }
  return out
}

const LAYOUTS: Readonly<Record<string, (m: number, n: number) => Places>> = {
  'in reading order': (m, n) => gridOf(0, placesOf([m], [n]), placesOf([n], [1])),
  transposed: (m, n) => gridOf(0, placesOf([m], [1]), placesOf([n], [m])),
  'every second column, rows in any order': (m, n) =>
    gridOf(
      1,
      placesOf([m], [2 * n]).map((_, k) => ((k * 7) % m) * 2 * n),
      placesOf([n], [2]),
    ),
  'irregular columns': (m, n) =>
    gridOf(
      0,
      placesOf([m], [n]),
      placesOf([n], [1]).map(k => (k * 3) % n),
    ),
}

const SIZES = [
  [1, 1, 1],
  [2, 3, 4],
  [9, 10, 11],
  [64, 33, 10],
  [1, 700, 9],
  [515, 2, 9],
  [3, 2, 519],
  [3, 800, 5],
  [515, 386, 2],
] as const

describe.each(['wasm', 'javascript'] as const)('the product by %s', name => {
  it('runs by what it says', () => {
    expect(engine(name).name).toBe(name)
  })

  it.each(SIZES)('%d by %d times %d columns has the bits of plain sums, wherever the entries stand', (m, k, n) => {
    for (const [left, p] of Object.entries(LAYOUTS))
      for (const [right, q] of Object.entries(LAYOUTS)) {
        const [a, b] = [entries(2 * m * k + 2, 1), entries(2 * k * n + 2, 2)]
        const out = new Float64Array(m * n)
        multiply(a, p(m, k), b, q(k, n), out, gridOf(0, placesOf([m], [n]), placesOf([n], [1])), engine(name))
        expect(
          Buffer.compare(Buffer.from(out.buffer), Buffer.from(plainly(a, p(m, k), b, q(k, n)).buffer)),
          `${left}, ${right}`,
        ).toBe(0)
      }
  })

  it('writes to the places of the result alone', () => {
    const [m, k, n] = [70, 5, 30]
    const out = new Float64Array(2 * m * n + 1).fill(7)
    const [a, b] = [entries(m * k, 1), entries(k * n, 2)]
    const plain = LAYOUTS['in reading order'] as (m: number, n: number) => Places
    multiply(a, plain(m, k), b, plain(k, n), out, gridOf(1, placesOf([m], [2 * n]), placesOf([n], [2])), engine(name))
    const expected = plainly(a, plain(m, k), b, plain(k, n))
    expect([...out].filter((_, i) => i % 2 === 1)).toEqual([...expected])
    expect([...out].filter((_, i) => i % 2 === 0).every(x => x === 7)).toBe(true)
  })

  it('carries NaN and infinities to the entries that they belong to', () => {
    const a = new Float64Array(40 * 40).fill(1)
    const b = a.slice()
    a[3 * 40 + 7] = Number.NaN
    b[7 * 40 + 20] = Number.POSITIVE_INFINITY
    const out = new Float64Array(40 * 40)
    const places = gridOf(0, placesOf([40], [40]), placesOf([40], [1]))
    multiply(a, places, b, places, out, places, engine(name))
    expect([...out].map((x, i) => (Number.isNaN(x) ? i : -1)).filter(i => i >= 0)).toEqual(
      Array.from({ length: 40 }, (_, j) => 3 * 40 + j),
    )
    expect(out[20]).toBe(Number.POSITIVE_INFINITY)
    expect(out[21]).toBe(40)
  })
})

describe('the module', () => {
  it('is valid and small enough to be compiled at once everywhere', () => {
    const bytes = moduleBytes(80)
    const { WebAssembly: assembly } = globalThis as unknown as { WebAssembly: { validate(b: Uint8Array): boolean } }
    expect(assembly.validate(bytes)).toBe(true)
    expect(bytes.length).toBeLessThan(4096)
  })
})

describe('the product of a matrix and a vector', () => {
  it.each([
    ['by rows', 9, 11, { row: 11, column: 1 }],
    ['by rows, a few', 3, 100, { row: 100, column: 1 }],
    ['by columns', 11, 9, { row: 1, column: 11 }],
    ['by columns, a few', 100, 3, { row: 1, column: 100 }],
    ['spread out', 6, 5, { row: 20, column: 3 }],
  ])('%s has the bits of plain sums', (_, rows, columns, steps) => {
    const a = entries(rows * columns * 5, 3)
    const x = entries(2 * columns, 4)
    const y = new Float64Array(3 * rows)
    multiplyVector(a, { offset: 0, rows, columns, ...steps }, x, { offset: 1, step: 2 }, y, { offset: 2, step: 3 })
    const matrix = gridOf(0, placesOf([rows], [steps.row]), placesOf([columns], [steps.column]))
    const vector = gridOf(1, placesOf([columns], [2]), Int32Array.of(0))
    expect([...y].filter((__, k) => k % 3 === 2)).toEqual([...plainly(a, matrix, x, vector)])
    expect([...y].filter((__, k) => k % 3 !== 2).every(v => v === 0)).toBe(true)
  })
})
