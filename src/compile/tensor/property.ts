/**
 * Whether values are what was declared of them. Answers rely on declarations (a symmetric matrix is its own transpose), so a value that
 * breaks one would be answered wrongly.
 */
import { DomainError } from '../../errors.js'
import type { Property, Variable } from '../../tensor/node.js'

/** Numbers are taken as equal within this part of the largest of them. */
const TOLERANCE = 1e-9

/** Raises `DomainError` for a value that breaks a declared property. */
export function requireProperties(v: Variable, shape: readonly number[], data: Float64Array): void {
  for (const property of v.properties) {
    if (HOLDS[property](data, shape.at(-1) ?? 1)) continue
    throw new DomainError(`${v.name} is declared ${property}, and the value given for it is not`, 'property')
  }
}

const largest = (a: Float64Array): number => a.reduce((m, x) => Math.max(m, Math.abs(x)), 0)

/** Whether the entries of a matrix with n columns for which `where` holds are zero. */
const zeros = (a: Float64Array, n: number, where: (row: number, column: number) => boolean): boolean =>
  a.every((x, k) => x === 0 || !where(Math.floor(k / n), k % n))

function symmetric(a: Float64Array, n: number): boolean {
  const slack = TOLERANCE * largest(a)
  return a.every((x, k) => Math.abs(x - (a[(k % n) * n + Math.floor(k / n)] as number)) <= slack)
}

/** Whether Cholesky's factorisation exists after a shift of what rounding may take away: no eigenvalue is negative beyond that. */
function semidefinite(a: Float64Array, n: number): boolean {
  const shift = TOLERANCE * largest(a)
  if (!symmetric(a, n)) return false
  if (shift === 0) return true
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = (a[i * n + j] as number) + (i === j ? shift : 0)
      for (let k = 0; k < j; k++) rest -= (l[i * n + k] as number) * (l[j * n + k] as number)
      if (i === j && !(rest > 0)) return false
      l[i * n + j] = i === j ? Math.sqrt(rest) : rest / (l[j * n + j] as number)
    }
  }
  return true
}

const HOLDS: Readonly<Record<Property, (a: Float64Array, n: number) => boolean>> = {
  symmetric,
  psd: semidefinite,
  diagonal: (a, n) => zeros(a, n, (row, column) => row !== column),
  lower: (a, n) => zeros(a, n, (row, column) => row < column),
  positive: a => a.every(x => x > 0),
  // Between -1 and 1, as the entries of a vector of length 1 are.
  unit: a => a.every(x => Math.abs(x) <= 1 + TOLERANCE),
}
