/**
 * Singular values and vectors by one-sided rotations (Hestenes): columns are turned until they are at right angles to one another. Small
 * singular values come out as exactly as the matrix determines them. Golub, Van Loan, "Matrix Computations", 4th edition, 8.6.3.
 */
import { identity } from './factorisation.js'
import type { MatrixKernel } from './matrix-function.js'

/** A = U*diag(s)*V' with k = min(rows, columns) columns in U and V, the largest value first; matrices in reading order. */
export interface Singular {
  readonly count: number
  readonly u: Float64Array
  readonly s: Float64Array
  readonly v: Float64Array
}

const MOST_SWEEPS = 60

export function singular(a: Float64Array, rows: number, columns: number): Singular {
  if (rows < columns) {
    const { count, u, s, v } = singular(transposed(a, rows, columns), columns, rows)
    return { count, u: v, s, v: u }
  }
  // Columns as rows, so that a column lies together.
  const w = transposed(a, rows, columns)
  const turns = new Float64Array(columns * columns)
  identity(turns, columns)
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotated = false
    for (let p = 0; p < columns - 1; p++)
      for (let q = p + 1; q < columns; q++) rotated = rotate(w, turns, rows, columns, p, q) || rotated
    if (!rotated) break
  }
  return sorted(w, turns, rows, columns)
}

function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(a.length)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j] as number
  return out
}

function dot(a: Float64Array, n: number, p: number, q: number): number {
  let sum = 0
  for (let k = 0; k < n; k++) sum += (a[p * n + k] as number) * (a[q * n + k] as number)
  return sum
}

/** Turns two columns so that they stand at right angles; false where they do already. */
function rotate(w: Float64Array, v: Float64Array, rows: number, columns: number, p: number, q: number): boolean {
  const [alpha, beta, gamma] = [dot(w, rows, p, p), dot(w, rows, q, q), dot(w, rows, p, q)]
  if (!(Math.abs(gamma) > Number.EPSILON * Math.sqrt(alpha) * Math.sqrt(beta))) return false
  const zeta = (beta - alpha) / (2 * gamma)
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(zeta, 1))
  const c = 1 / Math.hypot(t, 1)
  turn(w, rows, p, q, c, c * t)
  turn(v, columns, p, q, c, c * t)
  return true
}

function turn(x: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    const [a, b] = [x[p * n + k] as number, x[q * n + k] as number]
    x[p * n + k] = c * a - s * b
    x[q * n + k] = s * a + c * b
  }
}

function sorted(w: Float64Array, turns: Float64Array, rows: number, columns: number): Singular {
  const lengths = Array.from({ length: columns }, (_, k) => Math.sqrt(dot(w, rows, k, k)))
  const order = [...lengths.keys()].sort((p, q) => (lengths[q] as number) - (lengths[p] as number))
  const [u, s, v] = [new Float64Array(rows * columns), new Float64Array(columns), new Float64Array(columns * columns)]
  const least = rows * Number.EPSILON * (lengths[order[0] ?? 0] ?? 0)
  for (const [k, from] of order.entries()) {
    const length = lengths[from] as number
    s[k] = length
    for (let i = 0; i < columns; i++) v[i * columns + k] = turns[from * columns + i] as number
    if (length > least) for (let i = 0; i < rows; i++) u[i * columns + k] = (w[from * rows + i] as number) / length
    else complete(u, rows, columns, k)
  }
  return { count: columns, u, s, v }
}

/** A column of length one at right angles to those before it. */
function complete(u: Float64Array, rows: number, columns: number, k: number): void {
  for (let unit = 0; unit < rows; unit++) {
    const x = new Float64Array(rows)
    x[unit] = 1
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < k; j++) {
        let along = 0
        for (let i = 0; i < rows; i++) along += (u[i * columns + j] as number) * (x[i] as number)
        for (let i = 0; i < rows; i++) x[i] = (x[i] as number) - along * (u[i * columns + j] as number)
      }
    }
    const length = Math.sqrt(x.reduce((sum, y) => sum + y * y, 0))
    if (length < 0.5 / Math.sqrt(rows)) continue
    for (let i = 0; i < rows; i++) u[i * columns + k] = (x[i] as number) / length
    return
  }
}

/** What becomes of the parts; of a matrix with an entry that is no number nothing. */
const ofParts =
  (f: (parts: Singular, out: Float64Array, rows: number, columns: number) => void): MatrixKernel =>
  (rows, columns) =>
  (a, out) => {
    if (a.every(Number.isFinite)) f(singular(a, rows, columns), out, rows, columns)
    else out.fill(Number.NaN)
  }

/** `out += sum over k of weight(k)*x[:,k]*y[:,k]'`, x with `rows` rows and y with `columns`. */
export function dyads(
  out: Float64Array,
  x: Float64Array,
  y: Float64Array,
  columns: number,
  count: number,
  weight: (k: number) => number,
): void {
  out.fill(0)
  for (let k = 0; k < count; k++) {
    const c = weight(k)
    if (c === 0) continue
    for (let at = 0; at < out.length; at++) {
      const [i, j] = [Math.floor(at / columns), at % columns]
      out[at] = (out[at] as number) + c * (x[i * count + k] as number) * (y[j * count + k] as number)
    }
  }
}

/** Singular values below this part of the largest are taken as zero, as NumPy does. */
const cut = ({ s }: Singular, rows: number, columns: number): number =>
  Math.max(rows, columns) * Number.EPSILON * (s[0] ?? 0)

export const singularValues = ofParts(({ s }, out) => out.set(s))
export const largestSingular = ofParts(({ s }, out) => out.fill(s[0] ?? 0))
export const nuclear = ofParts(({ s }, out) => out.fill(s.reduce((sum, x) => sum + x, 0)))
export const leftVectors = ofParts(({ u }, out) => out.set(u))
export const rightVectors = ofParts(({ v }, out) => out.set(v))
const firstColumn = (x: Float64Array, count: number, out: Float64Array): void => {
  for (let i = 0; i < out.length; i++) out[i] = x[i * count] as number
}
export const leftVector = ofParts(({ u, count }, out) => firstColumn(u, count, out))
export const rightVector = ofParts(({ v, count }, out) => firstColumn(v, count, out))

export const pseudoinverse = ofParts((parts, out, rows, columns) => {
  const least = cut(parts, rows, columns)
  const { u, s, v, count } = parts
  dyads(out, v, u, rows, count, k => ((s[k] as number) > least ? 1 / (s[k] as number) : 0))
})

/** U*V' of the directions in which the matrix is not zero. */
export const polarFactor = ofParts((parts, out, rows, columns) => {
  const least = cut(parts, rows, columns)
  const { u, s, v, count } = parts
  dyads(out, u, v, columns, count, k => ((s[k] as number) > least ? 1 : 0))
})
