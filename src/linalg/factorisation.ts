/**
 * The factorisation P*A = L*U with partial pivoting, and what follows from it: determinants, solutions, inverses, and an estimate of
 * the condition. Matrices are square, in reading order. A zero pivot is no error: solutions are then infinite or NaN.
 * Large
 * matrices go block by block, so that most of the work is products. Golub, Van Loan, "Matrix Computations", 4th edition, 3.2 to 3.6.
 */

import { gridOf, type Places, placesOf } from './places.js'
import { engine, multiply } from './product.js'

/** L (unit diagonal, below) and U in one matrix; row i of P*A is row `order[i]` of A. */
export interface Factors {
  readonly n: number
  readonly lu: Float64Array
  readonly order: Int32Array
  /** 1 or -1: the sign of the permutation. */
  sign: number
  /** For each row of A the sum of the sizes of its entries. */
  readonly sizes: Float64Array
  readonly blocks: readonly Block[]
}

/** Columns that are factored together; the rest of the matrix follows by one product. */
interface Block {
  readonly from: number
  readonly to: number
  readonly below: Places
  readonly right: Places
  readonly rest: Places
}

const WIDTH = 32

/** The starts and ends of runs of WIDTH; a remainder that is not worth a run goes to the last one. */
function runs(n: number): (readonly [from: number, to: number])[] {
  const count = Math.max(1, Math.floor(n / WIDTH))
  return Array.from({ length: count }, (_, k) => [k * WIDTH, k === count - 1 ? n : (k + 1) * WIDTH] as const)
}

/** The part of a matrix in reading order with these rows and columns. */
function part(
  rows: readonly [number, number],
  columns: readonly [number, number],
  row: number,
  column: number,
): Places {
  const offset = rows[0] * row + columns[0] * column
  return gridOf(offset, placesOf([rows[1] - rows[0]], [row]), placesOf([columns[1] - columns[0]], [column]))
}

/** Room for the factors of a matrix of that size. */
export function factorsOf(n: number, lu: Float64Array = new Float64Array(n * n)): Factors {
  const blocks = runs(n).map(([from, to]) => ({
    from,
    to,
    below: part([to, n], [from, to], n, 1),
    right: part([from, to], [to, n], n, 1),
    rest: part([to, n], [to, n], n, 1),
  }))
  return { n, lu, order: new Int32Array(n), sign: 1, sizes: new Float64Array(n), blocks }
}

/** Factors in place what stands in `lu`. */
export function factorise(f: Factors): void {
  const { n, lu, order, blocks } = f
  f.sign = 1
  for (let i = 0; i < n; i++) f.sizes[i] = rowSize(lu, n, i)
  for (let i = 0; i < n; i++) order[i] = i
  for (const { from, to, below, right, rest } of blocks) {
    factorColumns(f, from, to)
    if (to === n) continue
    for (let i = from + 1; i < to; i++)
      for (let k = from; k < i; k++) subtractRow(lu, i * n, k * n, to, n, lu[i * n + k] as number)
    multiply(lu, below, lu, right, lu, rest, engine(), 'subtract')
  }
}

/** Factors some columns, from the diagonal down; whole rows change places. */
function factorColumns(f: Factors, from: number, to: number): void {
  const { n, lu } = f
  for (let k = from; k < to; k++) {
    const p = pivotRow(lu, n, k)
    if (p !== k) swapRows(f, k, p)
    const pivot = lu[k * n + k] as number
    if (pivot === 0) continue
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k] as number) / pivot
      lu[i * n + k] = factor
      if (factor !== 0) subtractRow(lu, i * n, k * n, k + 1, to, factor)
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

/** Replaces right-hand sides, n by count in reading order, by solutions. */
export type Solver = (data: Float64Array) => void

/** Solves A*X = B, or A'*X = B, for as many right-hand sides. `scratch` is as long as the sides. */
export function solverOf(f: Factors, count: number, transposed: boolean, scratch: Float64Array): Solver {
  const { n, lu, order } = f
  if (transposed) {
    // A' = U'*L'*P: forward through U', back through L', then the rows to their places.
    const [down, up] = [triangle(f, count, 1, n, false, true), triangle(f, count, 1, n, true, false)]
    return data => {
      down(lu, data)
      up(lu, data)
      for (let i = 0; i < n; i++) copyRow(data, i, scratch, order[i] as number, count)
      data.set(scratch)
    }
  }
  const [down, up] = [triangle(f, count, n, 1, true, true), triangle(f, count, n, 1, false, false)]
  return data => {
    for (let i = 0; i < n; i++) copyRow(data, order[i] as number, scratch, i, count)
    data.set(scratch)
    down(lu, data)
    up(lu, data)
  }
}

/** Fewer right-hand sides are solved row by row. */
const MOST_SINGLE = 8

/** A triangular system: entry (i, k) stands at `i*row + k*column`, the diagonal may be ones, and rows go down or up. */
function triangle(
  { n }: Factors,
  count: number,
  row: number,
  column: number,
  unit: boolean,
  forward: boolean,
): (t: Float64Array, x: Float64Array) => void {
  const blocks = (count < MOST_SINGLE ? [[0, n] as const] : runs(n)).map(([from, to]) => {
    const rest = forward ? ([to, n] as const) : ([0, from] as const)
    const all = [0, count] as const
    return {
      from,
      to,
      left: part(rest, [from, to], row, column),
      right: part([from, to], all, count, 1),
      rest: part(rest, all, count, 1),
    }
  })
  if (count === 1) return (t, x) => substitute(t, x, n, row, column, unit, forward)
  if (!forward) blocks.reverse()
  return (t, x) => {
    for (const { from, to, left, right, rest } of blocks) {
      for (let k = 0; k < to - from; k++) {
        const i = forward ? from + k : to - 1 - k
        for (let j = 0; j < k; j++) {
          const done = forward ? from + j : to - 1 - j
          subtractSide(x, i, done, count, t[i * row + done * column] as number)
        }
        if (!unit) divideRow(x, i, count, t[i * (n + 1)] as number)
      }
      if (left.rows.length > 0) multiply(t, left, x, right, x, rest, engine(), 'subtract')
    }
  }
}

/** A triangular system with one right-hand side. */
function substitute(
  t: Float64Array,
  x: Float64Array,
  n: number,
  row: number,
  column: number,
  unit: boolean,
  forward: boolean,
): void {
  for (let k = 0; k < n; k++) {
    const i = forward ? k : n - 1 - k
    let sum = x[i] as number
    const [from, to] = forward ? [0, i] : [i + 1, n]
    for (let j = from; j < to; j++) sum -= (t[i * row + j * column] as number) * (x[j] as number)
    x[i] = unit ? sum : sum / (t[i * (n + 1)] as number)
  }
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
 * An estimate, at most a few times too large, of 1 over the largest sum in a row of |inv A|*|A|: how many digits solutions keep, however
 * the rows are scaled; 0 for a zero pivot. Skeel, "Scaling for numerical stability in Gaussian elimination", J. ACM 26 (1979); Hager,
 * "Condition estimates", SIAM J. Sci. Stat. Comput. 5 (1984).
 */
export function reciprocalCondition(f: Factors): number {
  const { n, lu, sizes } = f
  for (let k = 0; k < n; k++) if (lu[k * n + k] === 0) return 0
  if (n === 0) return 1
  const x = new Float64Array(n).fill(1 / n)
  const scratch = new Float64Array(n)
  const [solve, solveTransposed] = [solverOf(f, 1, false, scratch), solverOf(f, 1, true, scratch)]
  const scale = (): void => {
    for (let i = 0; i < n; i++) x[i] = (x[i] as number) * (sizes[i] as number)
  }
  let estimate = 0
  let last = -1
  for (let turn = 0; turn < 5; turn++) {
    solveTransposed(x)
    scale()
    const size = x.reduce((s, v) => s + Math.abs(v), 0)
    if (!(size > estimate)) break
    estimate = size
    for (let i = 0; i < n; i++) x[i] = (x[i] as number) >= 0 ? 1 : -1
    scale()
    solve(x)
    const at = x.reduce((best, v, i) => (Math.abs(v) > Math.abs(x[best] as number) ? i : best), 0)
    if (at === last) break
    last = at
    x.fill(0)
    x[at] = 1
  }
  return 1 / estimate
}

function rowSize(a: Float64Array, n: number, i: number): number {
  let size = 0
  for (let j = 0; j < n; j++) size += Math.abs(a[i * n + j] as number)
  return size
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
