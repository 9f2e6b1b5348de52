/**
 * Every row of the table of operations: its slope and its derivative in a direction equal differences of its kernel, its facts hold for
 * values, what it is written as is read back, and KaTeX takes its LaTeX.
 */
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { diff, evaluate, latex, parse } from '../../src/index.js'
import type { OperationRow } from '../../src/tensor/functions/row.js'
import { isAlongAxis, OPERATIONS } from '../../src/tensor/functions/table.js'

type Matrix = number[][]

/** Neither symmetric nor singular, and with positive eigenvalues, so that all functions have a value. */
const SQUARE: Matrix = [
  [2, 0.3, -0.4],
  [0.1, 1.5, 0.6],
  [0.5, -0.2, 3],
]
const SYMMETRIC: Matrix = [
  [2, 0.3, -0.4],
  [0.3, 1.5, 0.6],
  [-0.4, 0.6, 3],
]
const TALL: Matrix = [
  [1, 0.4],
  [-0.3, 2],
  [0.7, 0.5],
]
const DIRECTION: Matrix = [
  [0.3, -0.5, 0.2],
  [0.4, 0.1, 0.9],
  [-0.6, 0.7, 0.8],
]

const shaped = (m: Matrix, like: Matrix): Matrix => like.map((r, i) => r.map((_, j) => m[i]?.[j] as number))
const symmetrised = (m: Matrix): Matrix => m.map((r, i) => r.map((x, j) => (x + (m[j]?.[i] as number)) / 2))
const moved = (a: Matrix, h: number, e: Matrix): Matrix =>
  a.map((r, i) => r.map((x, j) => x + h * (e[i]?.[j] as number)))
const flat = (v: unknown): number[] => (Array.isArray(v) ? v.flatMap(flat) : [v as number])

interface Case {
  readonly text: string
  readonly value: Matrix
  readonly direction: Matrix
  readonly shape: readonly number[]
  readonly property: string
}

/** The operation on X, which stands for what it takes. */
function caseOf(row: OperationRow): Case {
  const [name] = row.names
  const written = row.written ? `${row.written.name}(X, ${row.written.after})` : `${name}(X)`
  switch (row.takes) {
    case 'square':
      return { text: written, value: SQUARE, direction: DIRECTION, shape: [3, 3], property: '' }
    case 'symmetric':
      return { text: written, value: SYMMETRIC, direction: symmetrised(DIRECTION), shape: [3, 3], property: ' psd' }
    case 'matrix':
      return { text: written, value: TALL, direction: shaped(DIRECTION, TALL), shape: [3, 2], property: '' }
    default:
      return { text: `${name}(X, 2)`, value: SQUARE, direction: DIRECTION, shape: [3, 3], property: '' }
  }
}

const letOf = ({ shape, property }: Case): string => `X:[${shape}]${property}; E:[${shape}]`
const entriesAt = (text: string, let_: string, at: Record<string, unknown>): number[] =>
  flat(evaluate(text, at as never, { let: let_ }))

function differences(c: Case): number[] {
  const h = 1e-5
  const [up, down] = [h, -h].map(s =>
    entriesAt(c.text, letOf(c), { X: moved(c.value, s, c.direction), E: c.direction }),
  )
  return (up as number[]).map((x, k) => (x - (down?.[k] as number)) / (2 * h))
}

const close = (found: readonly number[], expected: readonly number[], slack = 1e-7): void => {
  expect(found.length).toBe(expected.length)
  for (const [k, x] of found.entries()) expect(Math.abs(x - (expected[k] as number))).toBeLessThan(slack)
}

/** Weights for the entries of a result, none like another. */
const weights = (n: number): number[] => Array.from({ length: n }, (_, k) => 0.7 - 0.31 * k + 0.05 * k * k)

describe.each(OPERATIONS.map(row => [row.names[0], row] as const))('%s', (_, row) => {
  const c = caseOf(row)
  const declared = letOf(c)

  it('has a slope that agrees with differences', () => {
    const expected = differences(c)
    const w = weights(expected.length)
    const shape = evaluate(c.text, { X: c.value, E: c.direction } as never, { let: declared }) as unknown
    const f = Array.isArray(shape) ? `sum(reshape(${c.text}, ${w.length}).*w)` : `${w[0]}*${c.text}`
    const options = { let: `${declared}; w:[${w.length}]` }
    if (typeof row.slope !== 'string') {
      expect(() => diff(f, 'X', options)).toThrow(row.slope.refused)
      return
    }
    const slope = diff(f, 'X', options)
    const found = flat(evaluate(slope, { X: c.value, w } as never))
    const along = flat(c.direction).reduce((s, e, k) => s + e * (found[k] ?? (found[0] as number)), 0)
    // reshape goes column by column.
    const columns = Array.isArray(shape) && Array.isArray(shape[0]) ? (shape[0] as number[]).length : 1
    const rows = expected.length / columns
    const total = expected.reduce((s, x, k) => s + x * (w[(k % columns) * rows + Math.floor(k / columns)] as number), 0)
    expect(Math.abs(along - total)).toBeLessThan(1e-6)
  })

  it.runIf(row.directed !== undefined)('has a derivative in a direction that agrees with differences', () => {
    const text = isAlongAxis(row) ? `${row.names[0]}(X, E, 2)` : `${row.names[0]}(X, E)`
    close(entriesAt(text, declared, { X: c.value, E: c.direction }), differences(c))
    const back = parse(String(parse(text, { let: declared })), { let: declared })
    expect(String(back)).toBe(String(parse(text, { let: declared })))
    expect(() => katex.renderToString(latex(back), { strict: 'error' })).not.toThrow()
    if (row.directed?.formula === undefined || isAlongAxis(row)) return
    // By the direction and by the matrix.
    for (const by of ['X', 'E']) {
      const slope = diff(`sum(${text}.*X)`, by, { let: declared })
      const at = (h: number): number => {
        const point = { X: c.value, E: c.direction, [by]: moved(by === 'X' ? c.value : c.direction, h, DIRECTION) }
        return entriesAt(`sum(${text}.*X)`, declared, point)[0] as number
      }
      const found = flat(evaluate(slope, { X: c.value, E: c.direction } as never))
      const along = flat(DIRECTION).reduce((s, e, k) => s + e * (found[k] as number), 0)
      expect(Math.abs(along - (at(1e-5) - at(-1e-5)) / 2e-5)).toBeLessThan(1e-6)
    }
  })

  it('has the facts that its row tells', () => {
    const at = { X: c.value }
    const values = entriesAt(c.text, declared, at)
    const { facts } = row
    if (facts.nonnegative) expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    if (facts.distribution) close(entriesAt(`sum(${c.text}, 2)`, declared, at), [1, 1, 1])
    if (facts.orthonormal) {
      const product = evaluate(c.text, at as never, { let: declared }) as unknown as Matrix
      const columns = product[0]?.length ?? 0
      const gram = Array.from({ length: columns ** 2 }, (__, k) =>
        product.reduce((s, r) => s + (r[Math.floor(k / columns)] as number) * (r[k % columns] as number), 0),
      )
      close(
        gram,
        gram.map((__, k) => Number(k % (columns + 1) === 0)),
      )
    }
    const turnedValue = c.value[0]?.map((__, j) => c.value.map(r => r[j] as number)) as Matrix
    const turned = { ...c, value: turnedValue, shape: [...c.shape].reverse() }
    if (facts.transpose === 'ignored') close(entriesAt(c.text, letOf(turned), { X: turnedValue }), values)
    if (facts.transpose === 'kept') {
      const f = `(${c.text.replace(/\(.*/, '')}(X'))'`
      close(entriesAt(f, declared, at), values)
    }
    if (facts.symmetric !== undefined) {
      const s = entriesAt(c.text, 'X:[3,3]', { X: SYMMETRIC })
      close(
        s,
        s.map((__, k) => s[(k % 3) * 3 + Math.floor(k / 3)] as number),
      )
    }
    if (facts.diagonal !== undefined) {
      const diagonal = [1.5, 0.7, 2]
      const dense = diagonal.map((x, i) => diagonal.map((__, j) => (i === j ? x : 0)))
      close(
        entriesAt(`${row.names[0]}(diag(x))`, 'x:[3]', { x: diagonal }),
        entriesAt(c.text, `X:[3,3]${c.property}`, { X: dense }),
      )
    }
  })

  it('is read as it is written, and typeset', () => {
    const e = parse(c.text, { let: declared })
    expect(String(e)).toBe(c.text)
    expect(() => katex.renderToString(latex(e), { strict: 'error' })).not.toThrow()
    for (const name of row.names)
      expect(String(parse(c.text.replace(row.names[0], name), { let: declared }))).toBe(c.text)
  })

  it('is of a number what its row tells', () => {
    if (row.ofNumber === undefined) return
    const name = row.written ? `norm(s, ${row.written.after})` : `${row.names[0]}(s)`
    const one = row.takes === 'symmetric' ? ' psd' : ''
    const matrix = isAlongAxis(row) ? c.text.replace(', 2', '') : c.text
    const declaredOne = isAlongAxis(row) ? 'X:[n]' : `X:[n,n]${one}`
    const value = evaluate(name, { s: 1.7 } as never, { let: 's:[]; unused:[n]' })
    close(flat(value), entriesAt(matrix, declaredOne, { X: isAlongAxis(row) ? [1.7] : [[1.7]] }))
  })
})
