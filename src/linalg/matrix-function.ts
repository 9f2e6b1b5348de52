/**
 * Functions of a square matrix: expm by scaling and squaring with the Padé approximant of degree 13 (Higham, SIAM J. Matrix Anal.
 * Appl. 26, 2005), sqrtm and logm of a symmetric matrix from its eigenvalues, of another by the product form of the Denman-Beavers
 * iteration (Cheng, Higham, Kenney, Laub, same journal 22, 2001) and by inverse scaling with a Padé approximant of degree 7. For a
 * condition k of the matrix the relative error is about k*1e-15. NaN where no real principal value exists (a negative eigenvalue), and
 * for the root of a singular matrix that is not symmetric.
 */
import { diagonalise, isSymmetric } from './eigen.js'
import { columnNorm, determinant, factorise, factorsOf, identity, solverOf } from './factorisation.js'
import { gridOf, placesOf } from './places.js'
import { multiply } from './product.js'

/** A function of matrices of a size, in reading order; its memory is taken once. */
export type MatrixKernel = (rows: number, columns: number) => (a: Float64Array, out: Float64Array) => void

/** The derivative of such a function in a direction `e`. */
export type DirectedKernel = (
  rows: number,
  columns: number,
) => (a: Float64Array, e: Float64Array, out: Float64Array) => void

const inRoom =
  (f: (workspace: Workspace, a: Float64Array, out: Float64Array) => void): MatrixKernel =>
  n => {
    const workspace = new Workspace(n)
    return (a, out) => {
      workspace.reset()
      if (a.every(Number.isFinite)) f(workspace, a, out)
      else out.fill(Number.NaN)
    }
  }

/**
 * The derivative of f at A in the direction E is the block above the diagonal of f([[A, E], [0, A]]). Higham, "Functions of Matrices"
 * (2008), theorem 3.6.
 */
export const blockTriangular =
  (f: MatrixKernel): DirectedKernel =>
  n => {
    const [input, output] = [new Float64Array(4 * n * n), new Float64Array(4 * n * n)]
    const whole = f(2 * n, 2 * n)
    return (a, e, out) => {
      for (let i = 0; i < n; i++) {
        input.set(a.subarray(i * n, (i + 1) * n), 2 * i * n)
        input.set(e.subarray(i * n, (i + 1) * n), 2 * i * n + n)
        input.set(a.subarray(i * n, (i + 1) * n), 2 * (n + i) * n + n)
      }
      whole(input, output)
      for (let i = 0; i < n; i++) out.set(output.subarray(2 * i * n + n, 2 * (i + 1) * n), i * n)
    }
  }

/** Arithmetic on matrices of one size, and memory for the intermediate ones. */
class Workspace {
  readonly #factors
  readonly #solve
  readonly #places
  readonly #taken: Float64Array[] = []
  #next = 0

  constructor(readonly n: number) {
    this.#factors = factorsOf(n)
    this.#solve = solverOf(this.#factors, n, false, new Float64Array(n * n))
    this.#places = gridOf(0, placesOf([n], [n]), placesOf([n], [1]))
  }

  reset(): void {
    this.#next = 0
  }

  /** The matrices taken after a mark are free again once it is released. */
  mark(): number {
    return this.#next
  }

  release(mark: number): void {
    this.#next = mark
  }

  /** A matrix that is free until the next reset. */
  take(): Float64Array {
    const k = this.#next++
    this.#taken[k] ??= new Float64Array(this.n * this.n)
    return this.#taken[k]
  }

  times(a: Float64Array, b: Float64Array, out: Float64Array): Float64Array {
    multiply(a, this.#places, b, this.#places, out, this.#places)
    return out
  }

  /** The sum of multiples of matrices, `out` itself perhaps among them, and of the identity. */
  sum(out: Float64Array, parts: readonly (readonly [number, Float64Array])[], ones = 0): Float64Array {
    for (let k = 0; k < out.length; k++) {
      let s = k % (this.n + 1) === 0 ? ones : 0
      for (const [c, m] of parts) s += c * (m[k] as number)
      out[k] = s
    }
    return out
  }

  /** Overwrites `b` with inv(a)*b; answers the determinant of a. */
  divide(a: Float64Array, b: Float64Array): number {
    this.#factors.lu.set(a)
    factorise(this.#factors)
    this.#solve(b)
    return determinant(this.#factors)
  }
}

/** Numerator of the approximant, from the constant up. Higham 2005, table 2.3 and equation (2.1). */
const EXPONENTIAL = [
  ...[64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600],
  ...[670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1],
]
const LARGEST_NORM = 5.371920351148152

function exponential(workspace: Workspace, a: Float64Array, out: Float64Array): void {
  const halvings = Math.max(0, Math.ceil(Math.log2(columnNorm(a, workspace.n) / LARGEST_NORM)))
  const x = workspace.sum(workspace.take(), [[2 ** -halvings, a]])
  const [x2, x4, x6] = [workspace.take(), workspace.take(), workspace.take()]
  workspace.times(x, x, x2)
  workspace.times(x2, x2, x4)
  workspace.times(x4, x2, x6)
  const b = (k: number): number => EXPONENTIAL[k] as number
  const half = (k: number, to: Float64Array): Float64Array => {
    const high = workspace.sum(workspace.take(), [
      [b(k + 12), x6],
      [b(k + 10), x4],
      [b(k + 8), x2],
    ])
    const top = workspace.times(x6, high, workspace.take())
    return workspace.sum(
      to,
      [
        [1, top],
        [b(k + 6), x6],
        [b(k + 4), x4],
        [b(k + 2), x2],
      ],
      b(k),
    )
  }
  const odd = workspace.times(x, half(1, workspace.take()), workspace.take())
  const even = half(0, workspace.take())
  const quotient = workspace.sum(workspace.take(), [
    [1, even],
    [1, odd],
  ])
  workspace.divide(
    workspace.sum(workspace.take(), [
      [1, even],
      [-1, odd],
    ]),
    quotient,
  )
  let [value, other] = [quotient, workspace.take()]
  for (let k = 0; k < halvings; k++) [value, other] = [workspace.times(value, value, other), value]
  out.set(value)
}

/** f of the eigenvalues of a symmetric matrix. */
function ofEigenvalues(
  workspace: Workspace,
  a: Float64Array,
  out: Float64Array,
  f: (x: number, scale: number) => number,
): void {
  const { n } = workspace
  const copy = workspace.take()
  copy.set(a)
  const { values, vectors } = diagonalise(copy, n, workspace.take())
  const scale = values.reduce((s, v) => Math.max(s, Math.abs(v)), 0)
  const [scaled, turned] = [workspace.take(), workspace.take()]
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      scaled[i * n + j] = (vectors[i * n + j] as number) * f(values[j] as number, scale)
      turned[j * n + i] = vectors[i * n + j] as number
    }
  }
  workspace.times(scaled, turned, out)
}

function squareRoot(workspace: Workspace, a: Float64Array, out: Float64Array): void {
  // An eigenvalue within the rounding of the largest one is zero.
  const root = (x: number, scale: number): number =>
    x < 0 && -x <= workspace.n * Number.EPSILON * scale ? 0 : Math.sqrt(x)
  if (isSymmetric(a, workspace.n)) ofEigenvalues(workspace, a, out, root)
  else out.set(iteratedRoot(workspace, a, workspace.take()))
}

const MOST_TURNS = 50

/** M tends to the identity and X to the root; the scaling by determinants brings far eigenvalues near. */
function iteratedRoot(workspace: Workspace, a: Float64Array, x: Float64Array): Float64Array {
  const { n } = workspace
  const [m, inverse, copy, factor] = [workspace.take(), workspace.take(), workspace.take(), workspace.take()]
  m.set(a)
  x.set(a)
  let before = Infinity
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    identity(inverse, n)
    copy.set(m)
    const det = workspace.divide(copy, inverse)
    const s = before > 0.01 ? Math.abs(det) ** (-1 / n) : 1
    if (!(s > 0 && Number.isFinite(s))) break
    workspace.sum(factor, [[0.5 / Math.sqrt(s), inverse]], 0.5 * Math.sqrt(s))
    x.set(workspace.times(x, factor, copy))
    workspace.sum(
      m,
      [
        [s / 4, m],
        [1 / (4 * s), inverse],
      ],
      0.5,
    )
    const distance = columnNorm(workspace.sum(copy, [[1, m]], -1), n)
    if (distance <= n * Number.EPSILON || (distance < 1e-9 && distance >= before / 2)) return x
    before = distance
  }
  return x.fill(Number.NaN)
}

/** Nodes and weights of Gauss and Legendre on [-1, 1], 7 points. Abramowitz, Stegun, table 25.4. */
const NODES = [
  [0, 0.4179591836734694],
  [0.4058451513773972, 0.3818300505051189],
  [0.7415311855993945, 0.2797053914892766],
  [0.9491079123427585, 0.1294849661688697],
].flatMap(([t, w]) =>
  t === 0
    ? [[0, w]]
    : [
        [t, w],
        [-(t as number), w],
      ],
) as [number, number][]
const NEAR_ONE = 0.25

function logarithm(workspace: Workspace, a: Float64Array, out: Float64Array): void {
  if (isSymmetric(a, workspace.n)) ofEigenvalues(workspace, a, out, x => (x === 0 ? -Infinity : Math.log(x)))
  else if (!scaledLogarithm(workspace, a, out)) out.fill(Number.NaN)
}

/** By roots until the matrix is near the identity; false where a root does not exist. */
function scaledLogarithm(workspace: Workspace, a: Float64Array, out: Float64Array): boolean {
  const { n } = workspace
  const [root, next, less, sum] = [workspace.take(), workspace.take(), workspace.take(), workspace.take()]
  root.set(a)
  let roots = 0
  for (; !(columnNorm(workspace.sum(less, [[1, root]], -1), n) <= NEAR_ONE); roots++) {
    if (roots > MOST_TURNS || Number.isNaN(root[0])) return false
    const kept = workspace.mark()
    root.set(iteratedRoot(workspace, root, next))
    workspace.release(kept)
  }
  sum.fill(0)
  const [below, above] = [workspace.take(), workspace.take()]
  for (const [t, w] of NODES) {
    above.set(less)
    workspace.divide(workspace.sum(below, [[(1 + t) / 2, less]], 1), above)
    workspace.sum(sum, [
      [1, sum],
      [w / 2, above],
    ])
  }
  workspace.sum(out, [[2 ** roots, sum]])
  return true
}

export const expm = inRoom(exponential)
export const logm = inRoom(logarithm)
export const sqrtm = inRoom(squareRoot)
