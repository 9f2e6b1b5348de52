/** Laws of vectors and matrices, over random texts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateTensor } from '../../src/compile/tensor/evaluate.js'
import { diff, equivalent, latex, type Tensor } from '../../src/index.js'
import { permute } from '../../src/tensor/algebra.js'
import { readTensor } from '../../src/tensor/read/read.js'
import { transfer } from '../../src/tensor/transfer.js'
import { equivalentTensors } from '../../src/verify/tensors.js'
import { runs } from '../cases/runs.js'
import { accepted } from '../print/katex.js'
import { matrix, POINT, SHAPES, scalar, tensor, vector } from './expressions.js'

const RUNS = runs(20)
const VARIABLES = ['A', 'B', 'P', 'Q', 'D', 'x', 'y', 's'] as const
const variable = fc.constantFrom(...VARIABLES)
const any = fc.oneof(scalar(2), vector('m', 2), vector('n', 2), matrix('m', 'n', 2), matrix('n', 'n', 2))

const options = { let: SHAPES }
const by = (t: Tensor, ...names: string[]): Tensor => diff(t, ...names, options) as Tensor

/** The text of a tensor means the tensor: the same node, or, where factors were taken out of a sum, one of the same values. */
function readsBack(t: Tensor): void {
  const again = readTensor(String(t), { ...options, shape: t.node.shape })
  const { space } = t.setting
  const node = transfer(space, again.node)
  const means = node === t.node || equivalentTensors(space, node, t.node).verdict === 'verified'
  expect([String(t), means]).toEqual([String(t), true])
}

const values = (t: Tensor['node'], at: object = POINT): number[] =>
  [evaluateTensor(t, at as typeof POINT, { undefined: 'nan' }) as unknown].flat(9) as number[]

describe('texts', () => {
  test('read back as the tensor that they were printed from', () => {
    fc.assert(
      fc.property(any, text => readsBack(tensor(text))),
      RUNS,
    )
  })

  test('of gradients, Jacobians and Hessians, too', () => {
    fc.assert(
      fc.property(scalar(2), variable, variable, (text, a, b) => {
        const t = tensor(text)
        readsBack(by(t, a))
        readsBack(by(t, a, b))
      }),
      RUNS,
    )
    fc.assert(
      fc.property(vector('m', 2), variable, (text, a) => readsBack(by(tensor(text), a))),
      RUNS,
    )
  })

  test('in LaTeX are accepted by KaTeX', () => {
    fc.assert(
      fc.property(any, variable, (text, a) => {
        const t = tensor(text)
        for (const source of [latex(t), latex(by(t, a))]) {
          expect(source).not.toContain('undefined')
          accepted(source)
        }
      }),
      RUNS,
    )
  })
})

// ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────

type Array2 = number | readonly number[] | readonly (readonly number[])[]
const STEP = 1e-3

/** All ways of moving a value within what it is declared to be, in reading order. */
function moves(name: string): ((h: number) => Array2)[] {
  const base = POINT[name as 'A'] as unknown as Array2
  if (typeof base === 'number') return [h => base + h]
  if (typeof base[0] === 'number')
    return base.map((_, i) => (h: number) => (base as readonly number[]).map((x, k) => (k === i ? x + h : x)))
  const rows = base as readonly (readonly number[])[]
  const mirrored = name === 'P' || name === 'Q'
  const step = (i: number, j: number, k: number, l: number): number => {
    if (name === 'D' && i !== j) return 0
    const own = k === i && l === j ? 1 : 0
    return mirrored ? (own + (k === j && l === i ? 1 : 0)) / 2 : own
  }
  return rows.flatMap((row, i) =>
    row.map((_, j) => (h: number) => rows.map((r, k) => r.map((x, l) => x + h * step(i, j, k, l)))),
  )
}

/** Derivatives by central differences of order four, outputs first. */
function slopes(t: Tensor, name: string): number[] {
  const columns = moves(name).map(move => {
    const at = (k: number): number[] => values(t.node, { ...POINT, [name]: move(k * STEP) })
    const [a, b, c, d] = [at(2), at(1), at(-1), at(-2)] as [number[], number[], number[], number[]]
    return a.map((_, k) => {
      const [p, q, r, s] = [a[k], b[k], c[k], d[k]] as [number, number, number, number]
      return (8 * (q - r) - (p - s)) / (12 * STEP)
    })
  })
  return (columns[0] as number[]).flatMap((_, k) => columns.map(c => c[k] as number))
}

function expectNear(found: readonly number[], wanted: readonly number[], size: number): void {
  expect(found.length).toBe(wanted.length)
  const scale = Math.max(size, ...wanted.map(Math.abs))
  const gap = Math.max(0, ...found.map((x, k) => Math.abs(x - (wanted[k] as number))))
  expect(gap / scale).toBeLessThan(1e-6)
}

/** Values so large that differences of them mean nothing are left out. */
const usable = (all: readonly number[]): boolean => all.every(x => Number.isFinite(x) && Math.abs(x) < 1e6)

describe('derivatives', () => {
  test('agree with differences of values', () => {
    let compared = 0
    fc.assert(
      fc.property(any, variable, (text, name) => {
        const t = tensor(text)
        const f = values(t.node)
        if (!usable(f)) return
        compared++
        expectNear(values(by(t, name).node), slopes(t, name), Math.max(1, ...f.map(Math.abs)))
      }),
      RUNS,
    )
    expect(compared).toBeGreaterThan(RUNS.numRuns / 2)
  })

  test('of second order agree with differences of those of first order', () => {
    fc.assert(
      fc.property(scalar(2), variable, variable, (text, a, b) => {
        const slope = by(tensor(text), a)
        const f = values(slope.node)
        if (usable(f)) expectNear(values(by(slope, b).node), slopes(slope, b), Math.max(1, ...f.map(Math.abs)))
      }),
      RUNS,
    )
  })

  test('do not depend on the order of the variables', () => {
    fc.assert(
      fc.property(scalar(2), variable, variable, (text, a, b) => {
        const t = tensor(text)
        const [ab, ba] = [by(t, a, b), by(t, b, a)]
        const first = by(t, a).node.shape.length
        const order = ab.node.shape.map((_, k) => (k < first ? ab.node.shape.length - first + k : k - first))
        const turned = values(permute(t.setting.space, ba.node, order))
        if (usable(turned)) expectNear(values(ab.node), turned, 1)
      }),
      RUNS,
    )
  })
})

describe('equivalence', () => {
  test('of a text with itself is verified, and with another value refuted', () => {
    fc.assert(
      fc.property(fc.oneof(scalar(1), vector('n', 1), matrix('m', 'n', 1)), text => {
        expect(equivalent(text, text, options).verdict).toBe('verified')
        expect([text, equivalent(text, `(${text}) + 1`, options).verdict]).toEqual([text, 'refuted'])
      }),
      runs(8),
    )
  })
})
