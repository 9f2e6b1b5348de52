/**
 * The factorisation P*A = L*U with partial pivoting, and what follows from it: determinants, solutions, inverses, and an estimate of
 * the condition. Matrices are square, in reading order. A zero pivot is no error: solutions are then infinite or NaN.
 * Golub, Van Loan, "Matrix Computations", 4th edition, sections 3.2 to 3.5.
 */

/** L (unit diagonal, below) and U in one matrix; row i of P*A is row `order[i]` of A. */
export interface Factors {
  readonly n: number
  readonly lu: Float64Array
  readonly order: Int32Array
  /** 1 or -1: the sign of the permutation. */
  sign: number
  /** The 1-norm of the matrix. */
  norm: number
}

/** Room for the factors of a matrix of that size. */
export const factorsOf = (n: number, lu: Float64Array = new Float64Array(n * n)): Factors => ({
  n,
  lu,
  order: new Int32Array(n),
  sign: 1,
  norm: 0,
})

/** Factors in place what stands in `lu`. */
export function factorise(f: Factors): void {
  const { n, lu, order } = f
  f.sign = 1
  f.norm = columnNorm(lu, n)
  for (let i = 0; i < n; i++) order[i] = i
  for (let k = 0; k < n; k++) {
    const p = pivotRow(lu, n, k)
    if (p !== k) swapRows(f, k, p)
    const pivot = lu[k * n + k] as number
    if (pivot === 0) continue
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k] as number) / pivot
      lu[i * n + k] = factor
      if (factor !== 0) subtractRow(lu, i * n, k * n, k + 1, n, factor)
    }
  }
}

function pivotRow(lu: Float64Array, n: number, k: number): number {
  let best = Math.abs(lu[k * n + k] as number)
  let at = k
  for (let i = k + 1; i < n; i++) {
    const size = Math.abs(lu[i * n + k] as number)
    if (size > best) {
      best = size
      at = i
    }
  }
  return at
}

function swapRows(f: Factors, a: number, b: number): void {
  const { n, lu, order } = f
  for (let j = 0; j < n; j++) {
    const kept = lu[a * n + j] as number
    lu[a * n + j] = lu[b * n + j] as number
    lu[b * n + j] = kept
  }
  const kept = order[a] as number
  order[a] = order[b] as number
  order[b] = kept
  f.sign = -f.sign
}

/** Subtracts `factor` times the entries from..to of one row from those of another. */
function subtractRow(x: Float64Array, row: number, other: number, from: number, to: number, factor: number): void {
  for (let j = from; j < to; j++) x[row + j] = (x[row + j] as number) - factor * (x[other + j] as number)
}

export function determinant({ n, lu, sign }: Factors): number {
  let d = sign
  for (let k = 0; k < n; k++) d *= lu[k * n + k] as number
  return d
}

/** The logarithm of the determinant; NaN where that is not positive. */
export function logDeterminant({ n, lu, sign }: Factors): number {
  let [s, sum] = [sign, 0]
  for (let k = 0; k < n; k++) {
    const u = lu[k * n + k] as number
    s *= Math.sign(u)
    sum += Math.log(Math.abs(u))
  }
  return s > 0 ? sum : Number.NaN
}

/** Right-hand sides as columns. */
export interface Sides {
  readonly data: Float64Array
  /** Their number: `data` is n by `count`, in reading order. */
  readonly count: number
}

/** Replaces the right-hand sides B by the solutions of A*X = B, or of A'*X = B. `scratch` is as long as the sides. */
export function solve(f: Factors, sides: Sides, transposed: boolean, scratch: Float64Array): void {
  if (transposed) solveTransposed(f, sides, scratch)
  else solvePlain(f, sides, scratch)
}

function solvePlain({ n, lu, order }: Factors, { data, count }: Sides, scratch: Float64Array): void {
  for (let i = 0; i < n; i++) copyRow(data, order[i] as number, scratch, i, count)
  for (let i = 0; i < n; i++) for (let k = 0; k < i; k++) subtractSide(scratch, i, k, count, lu[i * n + k] as number)
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtractSide(scratch, i, k, count, lu[i * n + k] as number)
    divideRow(scratch, i, count, lu[i * n + i] as number)
  }
  for (let i = 0; i < n; i++) copyRow(scratch, i, data, i, count)
}

/** A' = U'*L'*P: forward through U', back through L', then the rows to their places. */
function solveTransposed({ n, lu, order }: Factors, { data, count }: Sides, scratch: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtractSide(data, i, k, count, lu[k * n + i] as number)
    divideRow(data, i, count, lu[i * n + i] as number)
  }
  for (let i = n - 1; i >= 0; i--)
    for (let k = i + 1; k < n; k++) subtractSide(data, i, k, count, lu[k * n + i] as number)
  for (let i = 0; i < n; i++) copyRow(data, i, scratch, order[i] as number, count)
  for (let i = 0; i < n; i++) copyRow(scratch, i, data, i, count)
}

function copyRow(from: Float64Array, i: number, to: Float64Array, k: number, count: number): void {
  for (let j = 0; j < count; j++) to[k * count + j] = from[i * count + j] as number
}

/** Subtracts `factor` times side k from side i. */
function subtractSide(x: Float64Array, i: number, k: number, count: number, factor: number): void {
  if (factor === 0) return
  subtractRow(x, i * count, k * count, 0, count, factor)
}

function divideRow(x: Float64Array, i: number, count: number, by: number): void {
  for (let j = 0; j < count; j++) x[i * count + j] = (x[i * count + j] as number) / by
}

/** Fills `data` with the identity, so that `solve` makes it the inverse. */
export function identity(data: Float64Array, n: number): void {
  data.fill(0)
  for (let k = 0; k < n; k++) data[k * n + k] = 1
}

/**
 * An estimate of 1/(|A| |inv A|) in the 1-norm, at most a few times too large; 0 for a zero pivot.
 * Hager, "Condition estimates", SIAM J. Sci. Stat. Comput. 5 (1984).
 */
export function reciprocalCondition(f: Factors): number {
  const { n, lu, norm } = f
  for (let k = 0; k < n; k++) if (lu[k * n + k] === 0) return 0
  if (n === 0) return 1
  const x = new Float64Array(n).fill(1 / n)
  const scratch = new Float64Array(n)
  let estimate = 0
  let last = -1
  for (let turn = 0; turn < 5; turn++) {
    solve(f, { data: x, count: 1 }, false, scratch)
    const size = x.reduce((s, v) => s + Math.abs(v), 0)
    if (!(size > estimate)) break
    estimate = size
    for (let i = 0; i < n; i++) x[i] = (x[i] as number) >= 0 ? 1 : -1
    solve(f, { data: x, count: 1 }, true, scratch)
    const at = x.reduce((best, v, i) => (Math.abs(v) > Math.abs(x[best] as number) ? i : best), 0)
    if (at === last) break
    last = at
    x.fill(0)
    x[at] = 1
  }
  return 1 / (norm * estimate)
}

/** The largest sum of sizes in a column. */
export function columnNorm(a: Float64Array, n: number): number {
  let norm = 0
  for (let j = 0; j < n; j++) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += Math.abs(a[i * n + j] as number)
    if (!(sum <= norm)) norm = sum
  }
  return norm
}
