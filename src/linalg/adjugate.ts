/**
 * The adjugate det(A)*inv(A), which is a polynomial in the entries and so has a value and a derivative at singular matrices too. From
 * singular values: Stewart, "On the adjugate matrix", Linear Algebra Appl. 283 (1998).
 */
import { determinant, factorise, factorsOf, identity, reciprocalCondition, solverOf } from './factorisation.js'
import type { DirectedKernel, MatrixKernel } from './matrix-function.js'
import { dyads, singular } from './singular.js'

/** Up to this size by minors, which are exact for whole numbers. */
const SMALL = 4

type Dual = readonly [value: number, change: number]

function determinantOf(rows: readonly (readonly Dual[])[]): Dual {
  const [first] = rows
  if (first === undefined) return [1, 0]
  let [value, change] = [0, 0]
  for (const [j, [x, dx]] of first.entries()) {
    const [m, dm] = determinantOf(rows.slice(1).map(row => row.filter((_, k) => k !== j)))
    const sign = j % 2 === 0 ? 1 : -1
    value += sign * x * m
    change += sign * (dx * m + x * dm)
  }
  return [value, change]
}

/** Cofactors turned round. */
function byMinors(a: Float64Array, e: Float64Array | undefined, n: number, out: Float64Array): void {
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j): Dual => [a[i * n + j] as number, e?.[i * n + j] ?? 0]),
  )
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const minor = rows.filter((_, k) => k !== j).map(row => row.filter((_, k) => k !== i))
      const d = determinantOf(minor)[e === undefined ? 0 : 1]
      out[i * n + j] = (i + j) % 2 === 0 ? d : 0 - d
    }
  }
}

const WELL_CONDITIONED = 1e-8

/** det(A)*inv(A), which is defined for every A: by minors, by solving, or for what is nearly singular by singular values. */
export const adjugate: MatrixKernel = n => {
  const factors = factorsOf(n)
  const solve = solverOf(factors, n, false, new Float64Array(n * n))
  return (a, out) => {
    if (!a.every(Number.isFinite)) out.fill(Number.NaN)
    else if (n <= SMALL) byMinors(a, undefined, n, out)
    else {
      factors.lu.set(a)
      factorise(factors)
      if (reciprocalCondition(factors) > WELL_CONDITIONED) {
        identity(out, n)
        solve(out)
        const d = determinant(factors)
        for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) * d
      } else {
        const { u, s, v } = singular(a, n, n)
        const sign = signOf(u, n) * signOf(v, n)
        dyads(out, v, u, n, n, k => sign * productWithout(s, k, k))
      }
    }
  }
}

/** With F = U'*E*V the change is V*G*U' where G[i,j] = -F[i,j]*(product of the other values), and on the diagonal their sums. */
export const adjugateAlong: DirectedKernel = n => (a, e, out) => {
  if (![...a, ...e].every(Number.isFinite)) out.fill(Number.NaN)
  else if (n <= SMALL) byMinors(a, e, n, out)
  else {
    const { u, s, v } = singular(a, n, n)
    const sign = signOf(u, n) * signOf(v, n)
    const f = sandwich(u, e, v, n, true)
    const g = new Float64Array(n * n)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (i !== j) g[i * n + j] = -sign * (f[i * n + j] as number) * productWithout(s, i, j)
        else
          for (let k = 0; k < n; k++)
            if (k !== i)
              g[i * n + i] = (g[i * n + i] as number) + sign * (f[k * n + k] as number) * productWithout(s, i, k)
      }
    }
    out.set(sandwich(v, g, u, n, false))
  }
}

function sandwich(x: Float64Array, m: Float64Array, y: Float64Array, n: number, inner: boolean): Float64Array {
  const at = (z: Float64Array, i: number, k: number): number => z[inner ? k * n + i : i * n + k] as number
  const [half, out] = [new Float64Array(n * n), new Float64Array(n * n)]
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++)
      for (let j = 0; j < n; j++) half[i * n + j] = (half[i * n + j] as number) + at(x, i, k) * (m[k * n + j] as number)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++)
        out[i * n + j] = (out[i * n + j] as number) + (half[i * n + k] as number) * at(y, j, k)
  return out
}

/** The sign of the determinant of an orthogonal matrix. */
function signOf(x: Float64Array, n: number): number {
  const f = factorsOf(n)
  f.lu.set(x)
  factorise(f)
  return Math.sign(determinant(f))
}

/** The product of the values but for those at two places. */
const productWithout = (s: Float64Array, i: number, j: number): number =>
  s.reduce((p, x, k) => (k === i || k === j ? p : p * x), 1)
