/** Factorisations, eigenvalues and functions of matrices, against identities and known values. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagonalise } from '../../src/linalg/eigen.js'
import {
  determinant,
  factorise,
  factorsOf,
  identity,
  logDeterminant,
  reciprocalCondition,
  solverOf,
} from '../../src/linalg/factorisation.js'
import { expm, logm, sqrtm } from '../../src/linalg/matrix-function.js'
import { determinant as permutations } from '../compile/tensor/reference.js'

const times = (a: ArrayLike<number>, b: ArrayLike<number>, n: number): number[] =>
  Array.from({ length: n * n }, (_, at) => {
    let sum = 0
    for (let k = 0; k < n; k++) sum += (a[Math.floor(at / n) * n + k] as number) * (b[k * n + (at % n)] as number)
    return sum
  })

const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((m, x, k) => Math.max(m, Math.abs(x - (b[k] as number))), 0)

const turned = (a: ArrayLike<number>, n: number): number[] =>
  Array.from(a, (_, k) => a[(k % n) * n + Math.floor(k / n)] as number)

const entry = fc.integer({ min: -100, max: 100 }).map(k => k / 50)
const matrices = fc
  .integer({ min: 1, max: 6 })
  .chain(n => fc.array(entry, { minLength: n * n, maxLength: n * n }).map(a => ({ n, a })))

function factored(a: ArrayLike<number>, n: number) {
  const f = factorsOf(n)
  f.lu.set(Array.from(a))
  factorise(f)
  return f
}

describe('factors', () => {
  it('give the determinant, its logarithm, and solutions', () => {
    fc.assert(
      fc.property(matrices, ({ n, a }) => {
        const f = factored(a, n)
        const all = Array.from({ length: n }, (_, k) => k)
        const det = permutations({ shape: [n, n], data: a }, all, all)
        expect(Math.abs(determinant(f) - det)).toBeLessThan(1e-9 * 2 ** n)
        if (Math.abs(det) < 1e-3) return
        if (det > 0) expect(Math.exp(logDeterminant(f))).toBeCloseTo(det, 6)
        else expect(logDeterminant(f)).toBeNaN()
        for (const transposed of [false, true]) {
          const x = new Float64Array(n * n)
          identity(x, n)
          solverOf(f, n, transposed, new Float64Array(n * n))(x)
          const unit = new Float64Array(n * n)
          identity(unit, n)
          expect(distance(times(transposed ? turned(a, n) : a, x, n), unit)).toBeLessThan(1e-7)
        }
      }),
    )
  })

  it.each([95, 96, 150, 203])('of a matrix of size %d, block by block, solve systems of any width', n => {
    const a = Float64Array.from({ length: n * n }, (_, k) => Math.sin(k * k) + (k % (n + 1) === 0 ? 1 : 0))
    const f = factored(a, n)
    for (const count of [1, 7, 8, 33])
      for (const transposed of [false, true]) {
        const x = Float64Array.from({ length: n * count }, (_, k) => Math.cos(k * k))
        const sides = x.slice()
        solverOf(f, count, transposed, new Float64Array(n * count))(x)
        const back = sides.map((_, at) => {
          let sum = 0
          for (let k = 0; k < n; k++) {
            const i = Math.floor(at / count)
            sum += (a[transposed ? k * n + i : i * n + k] as number) * (x[k * count + (at % count)] as number)
          }
          return sum
        })
        expect(distance(back, sides)).toBeLessThan(1e-9)
      }
  })

  it('of a large matrix have its determinant', () => {
    const n = 130
    // Two triangles with known diagonals, rows turned around.
    const lower = Array.from({ length: n * n }, (_, k) =>
      k % n <= k / n ? (k % (n + 1) === 0 ? 1 : Math.sin(k)) / 1 : 0,
    )
    const upper = Array.from({ length: n * n }, (_, k) =>
      k % (n + 1) === 0 ? 1 + (k % 3) / 10 : k % n > k / n ? Math.cos(k) / 50 : 0,
    )
    const diagonal = upper.filter((_, k) => k % (n + 1) === 0).reduce((p, v) => p + Math.log(v), 0)
    const product = times(
      lower.map((v, k) => (k % (n + 1) === 0 ? v : v / 50)),
      upper,
      n,
    )
    expect(logDeterminant(factored(product, n))).toBeCloseTo(diagonal, 9)
    const swapped = [...product.slice(n, 2 * n), ...product.slice(0, n), ...product.slice(2 * n)]
    expect(Math.log(-determinant(factored(swapped, n)))).toBeCloseTo(diagonal, 9)
  })

  it.each([
    ['rows in another order', [0, 1, 1, 0], -1],
    ['a zero column', [0, 1, 0, 2], 0],
    ['far apart', [1e-200, 0, 0, 1e200], 1],
    ['nothing', [], 1],
  ])('of %s have the right determinant', (_, a, det) => {
    expect(determinant(factored(a, Math.sqrt(a.length))) + 0).toBe(det)
  })

  it('give the logarithm of a determinant that is too large for a number', () => {
    const n = 200
    const f = factored(
      Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1000 : 0)),
      n,
    )
    expect(determinant(f)).toBe(Number.POSITIVE_INFINITY)
    expect(logDeterminant(f)).toBeCloseTo(n * Math.log(1000), 8)
  })

  it.each([
    ['the identity', [1, 0, 0, 1], 1],
    ['a diagonal, however scaled', [1, 0, 0, 1e-200], 1],
    ['the first nine numbers, a singular matrix', [1, 2, 3, 4, 5, 6, 7, 8, 9], 0],
    ['Hilbert, 3 by 3', [1, 1 / 2, 1 / 3, 1 / 2, 1 / 3, 1 / 4, 1 / 3, 1 / 4, 1 / 5], 1 / 415],
  ])('tell the condition of %s', (_, a, reciprocal) => {
    const found = reciprocalCondition(factored(a, Math.sqrt(a.length)))
    expect(Math.abs(found - reciprocal)).toBeLessThan(1e-16 + reciprocal * 1e-6)
  })
})

describe('eigenvalues', () => {
  it('and vectors make up a symmetric matrix', () => {
    fc.assert(
      fc.property(matrices, ({ n, a }) => {
        const s = a.map((x, k) => x + (turned(a, n)[k] as number))
        const { values, vectors } = diagonalise(Float64Array.from(s), n, new Float64Array(n * n))
        const scaled = Array.from(vectors, (x, k) => x * (values[k % n] as number))
        expect(distance(times(scaled, turned(vectors, n), n), s)).toBeLessThan(1e-13)
      }),
    )
  })
})

const KERNELS = { expm, logm, sqrtm } as const

const apply = (head: keyof typeof KERNELS, a: readonly number[]): number[] => {
  const n = Math.sqrt(a.length)
  const out = new Float64Array(a.length)
  KERNELS[head](n, n)(Float64Array.from(a), out)
  return [...out]
}

const nothing = (n: number): number[] => new Array<number>(n).fill(Number.NaN)

describe('functions of matrices', () => {
  it.each<[string, keyof typeof KERNELS, number[], number[], number]>([
    ['exp of zero', 'expm', [0, 0, 0, 0], [1, 0, 0, 1], 0],
    ['exp of a nilpotent', 'expm', [0, 1, 0, 0], [1, 1, 0, 1], 1e-15],
    ['exp of a rotation', 'expm', [0, -Math.PI, Math.PI, 0], [-1, 0, 0, -1], 1e-14],
    // Moler, Van Loan, "Nineteen dubious ways": the power series fails here.
    [
      'exp with large entries that cancel',
      'expm',
      [-49, 24, -64, 31],
      [-0.735758758144753, 0.551819099658098, -1.47151759908826, 1.10363824071557],
      1e-11,
    ],
    ['exp of a large diagonal', 'expm', [700, 0, 0, -700], [Math.exp(700), 0, 0, Math.exp(-700)], 1e292],
    ['root of a symmetric matrix', 'sqrtm', [5, 4, 4, 5], [2, 1, 1, 2], 1e-15],
    [
      'root of a singular symmetric matrix',
      'sqrtm',
      [1, 1, 1, 1],
      [Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2],
      1e-15,
    ],
    ['root of a rotation', 'sqrtm', [0, -1, 1, 0], [Math.SQRT1_2, -Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2], 1e-15],
    ['root of a triangle', 'sqrtm', [4, 5, 0, 9], [2, 1, 0, 3], 1e-14],
    ['no root: a negative eigenvalue', 'sqrtm', [-1, 1, 0, 2], nothing(4), 0],
    ['no root: a negative eigenvalue, symmetric', 'sqrtm', [1, 2, 2, 1], nothing(4), 0],
    ['no root: nilpotent', 'sqrtm', [0, 1, 0, 0], nothing(4), 0],
    [
      'log of a symmetric matrix',
      'logm',
      [2, 1, 1, 2],
      [Math.log(3) / 2, Math.log(3) / 2, Math.log(3) / 2, Math.log(3) / 2],
      1e-15,
    ],
    ['log of a rotation', 'logm', [0, -1, 1, 0], [0, -Math.PI / 2, Math.PI / 2, 0], 1e-14],
    ['log of a shear', 'logm', [1, 1, 0, 1], [0, 1, 0, 0], 1e-13],
    ['no log: two negative eigenvalues', 'logm', [-1, 0, 0.5, -2], nothing(4), 0],
    ['not a number', 'expm', [1, Number.NaN, 0, 1], nothing(4), 0],
  ])('%s', (_, head, a, expected, slack) => {
    for (const [k, x] of apply(head, a).entries()) {
      if (Number.isNaN(expected[k])) expect(x).toBeNaN()
      else expect(Math.abs(x - (expected[k] as number))).toBeLessThanOrEqual(slack)
    }
  })

  it('undo each other', () => {
    fc.assert(
      fc.property(matrices, ({ n, a }) => {
        // A heavy diagonal keeps eigenvalues to the right of zero.
        const heavy = a.map((x, k) => x / n + (k % (n + 1) === 0 ? 4 : 0))
        const root = apply('sqrtm', heavy)
        expect(distance(times(root, root, n), heavy)).toBeLessThan(1e-12)
        expect(distance(apply('expm', apply('logm', heavy)), heavy)).toBeLessThan(1e-11)
        const small = a.map(x => x / n)
        expect(distance(apply('logm', apply('expm', small)), small)).toBeLessThan(1e-11)
      }),
    )
  })

  it('commute with a change of basis', () => {
    const [b, inverse] = [
      [2, 1, 1, 1],
      [1, -1, -1, 2],
    ]
    for (const head of ['expm', 'sqrtm', 'logm'] as const) {
      const a = [3, 0.5, 0.25, 2]
      const changed = times(times(b, a, 2), inverse, 2)
      expect(distance(apply(head, changed), times(times(b, apply(head, a), 2), inverse, 2))).toBeLessThan(1e-12)
    }
  })
})
