/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's method: rotations until what stands off the diagonal is nothing beside
 * it. Small eigenvalues come out as exactly as the matrix determines them. Golub, Van Loan, "Matrix Computations", 4th edition, 8.5.
 */

/** A = V*diag(values)*V' with the eigenvectors as columns of V; matrices in reading order. */
export interface Eigen {
  readonly values: Float64Array
  readonly vectors: Float64Array
}

const MOST_SWEEPS = 60

/** Whether the matrix equals its transpose, entry by entry. */
export function isSymmetric(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (a[i * n + j] !== a[j * n + i]) return false
  return true
}

/** Overwrites `a`, which becomes diagonal, and `vectors`. */
export function diagonalise(a: Float64Array, n: number, vectors: Float64Array): Eigen {
  vectors.fill(0)
  for (let k = 0; k < n; k++) vectors[k * n + k] = 1
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotated = false
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotated = rotate(a, vectors, n, p, q) || rotated
    if (!rotated) break
  }
  return { values: a.filter((_, k) => k % (n + 1) === 0), vectors }
}

/** Turns the plane of axes p and q so that their entry becomes zero; false where it is nothing already. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const apq = a[p * n + q] as number
  const [app, aqq] = [a[p * n + p] as number, a[q * n + q] as number]
  if (!(Math.abs(apq) > Number.EPSILON * Math.sqrt(Math.abs(app)) * Math.sqrt(Math.abs(aqq)) * 0.25)) return false
  const theta = (aqq - app) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  turnColumns(a, n, p, q, c, s)
  turnRows(a, n, p, q, c, s)
  a[p * n + q] = 0
  a[q * n + p] = 0
  turnColumns(v, n, p, q, c, s)
  return true
}

function turnColumns(a: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < n * n; k += n) {
    const x = a[k + p] as number
    const y = a[k + q] as number
    a[k + p] = c * x - s * y
    a[k + q] = s * x + c * y
  }
}

function turnRows(a: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    const x = a[p * n + k] as number
    const y = a[q * n + k] as number
    a[p * n + k] = c * x - s * y
    a[q * n + k] = s * x + c * y
  }
}
