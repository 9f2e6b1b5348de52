/** Symmetric matrices: eigenvalues and eigenvectors in order, Cholesky's factor; and triangles. */
import { diagonalise } from './eigen.js'
import type { MatrixKernel } from './matrix-function.js'

/** The eigenvalues of the symmetric part in ascending order, and the vectors as columns. */
function eigen(a: Float64Array, n: number): { values: Float64Array; vectors: Float64Array; order: number[] } {
  const half = a.map((x, k) => (x + (a[(k % n) * n + Math.floor(k / n)] as number)) / 2)
  const { values, vectors } = diagonalise(half, n, new Float64Array(n * n))
  const order = [...values.keys()].sort((p, q) => (values[p] as number) - (values[q] as number))
  return { values, vectors, order }
}

export const eigenvalues: MatrixKernel = n => (a, out) => {
  if (!a.every(Number.isFinite)) out.fill(Number.NaN)
  else {
    const { values, order } = eigen(a, n)
    for (const [k, from] of order.entries()) out[k] = values[from] as number
  }
}

export const eigenvectors: MatrixKernel = n => (a, out) => {
  if (!a.every(Number.isFinite)) out.fill(Number.NaN)
  else {
    const { vectors, order } = eigen(a, n)
    for (const [k, from] of order.entries())
      for (let i = 0; i < n; i++) out[i * n + k] = vectors[i * n + from] as number
  }
}

/** L with A = L*L' for the symmetric part of A; NaN where an eigenvalue is not positive. Golub, Van Loan, 4.2.5. */
export const cholesky: MatrixKernel = n => (a, out) => {
  out.fill(0)
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let rest = ((a[i * n + j] as number) + (a[j * n + i] as number)) / 2
      for (let k = 0; k < j; k++) rest -= (out[i * n + k] as number) * (out[j * n + k] as number)
      if (i > j) out[i * n + j] = rest / (out[j * n + j] as number)
      else if (rest > 0) out[i * n + i] = Math.sqrt(rest)
      else {
        out.fill(Number.NaN)
        return
      }
    }
  }
}

/** Zeros above the diagonal. */
export const lowerTriangle: MatrixKernel = (_, columns) => (a, out) => {
  for (let at = 0; at < out.length; at++) out[at] = at % columns <= Math.floor(at / columns) ? (a[at] as number) : 0
}
