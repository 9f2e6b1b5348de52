/**
 * Derivatives by several variables: gradients, Jacobians, Hessians, and their products with vectors. Reverse mode (adjoint.ts) does the
 * work; forward mode (derivative.ts) where there are fewer variables than outputs, where each rule is to be told, and for what it alone
 * settles: parts of complex functions, and branches at single points. Entries may share expressions and keep products nested.
 */
import { ShapeError } from '../errors.js'
import { one, zero } from '../expr/build.js'
import { times, total } from '../expr/kept.js'
import { isCondition } from '../expr/kind.js'
import { type Expr, isCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { spend } from '../work.js'
import { adjoints, type Weighted } from './adjoint.js'
import { conditionRefusal, derivative, derivatives, type Recorder, tangents, type Variable } from './derivative.js'
import { partsIn } from './parts.js'
import { branches, hasPoints, MOST_NODES, settledTies } from './ties.js'
import { Variables } from './variables.js'

/** The partial derivatives of a scalar, in the order of the variables. */
export function gradient(e: Expr, variables: readonly Variable[], record?: Recorder): Expr[] {
  refuseList(e, 'the gradient is that of a scalar; a list has a jacobian')
  if (record !== undefined) return variables.map(x => derivative(e, x, record))
  return new Group(variables).gradient(e)
}

/** One row per output, one column per variable. */
export function jacobian(outputs: readonly Expr[], variables: readonly Variable[], record?: Recorder): Expr[][] {
  for (const f of outputs) refuseList(f, 'the jacobian is that of a list of scalars, not of a matrix')
  if (record !== undefined) return outputs.map(f => gradient(f, variables, record))
  const group = new Group(variables)
  if (!byColumns(outputs, variables)) return outputs.map(f => group.gradient(f))
  const columns = variables.map(x => derivatives(outputs, x))
  return outputs.map((_, k) => columns.map(column => column[k] as Expr))
}

/** Whether a pass for each variable over what the outputs share meets fewer nodes than a sweep for each output. */
function byColumns(outputs: readonly Expr[], variables: readonly Variable[]): boolean {
  if (variables.length >= outputs.length) return false
  const shared = postorder(outputs).length * variables.length
  let alone = 0
  for (const f of outputs) {
    alone += postorder(f).length
    if (alone > shared) return true
  }
  return false
}

/** The matrix of second derivatives. It is symmetric: each row is computed from the diagonal on. */
export function hessian(e: Expr, variables: readonly Variable[]): Expr[][] {
  const group = new Group(variables)
  const upper = gradient(e, variables).map((slope, i) => group.gradient(slope, i))
  return variables.map((_, i) => variables.map((__, j) => (upper[Math.min(i, j)] as Expr[])[Math.max(i, j)] as Expr))
}

/** The second derivatives by each variable alone. */
export const diagonal = (e: Expr, variables: readonly Variable[]): Expr[] =>
  gradient(e, variables).map((slope, i) => gradient(slope, [variables[i] as Variable])[0] as Expr)

/** The Hessian times a vector, without the Hessian. */
export function hessianProduct(e: Expr, variables: readonly Variable[], vector: readonly Expr[]): Expr[] {
  return jacobianProduct(gradient(e, variables), variables, vector)
}

/** The Jacobian times a vector: the derivative along it. */
export function jacobianProduct(
  outputs: readonly Expr[],
  variables: readonly Variable[],
  vector: readonly Expr[],
): Expr[] {
  for (const f of outputs) refuseList(f, 'the derivative along a vector is that of scalars, not of a matrix')
  const group = new Group(variables)
  return group.along(outputs, vector)
}

/** A vector times the Jacobian: the gradient of the outputs weighted by it. */
export function vectorProduct(
  outputs: readonly Expr[],
  variables: readonly Variable[],
  vector: readonly Expr[],
): Expr[] {
  for (const f of outputs) refuseList(f, 'the product of a vector and a jacobian is that of scalars, not of a matrix')
  return new Group(variables).weighted(outputs.map((of, k) => ({ of, weight: vector[k] as Expr })))
}

function refuseList(e: Expr, why: string): void {
  if (isCall(e, 'list')) throw new ShapeError(why)
  if (isCondition(e)) throw new ShapeError(conditionRefusal(e))
}

/** What of an expression is not for a sweep. */
interface Facts {
  /** Parts of complex functions: their derivatives are not proportional to those of their arguments. */
  readonly parts: boolean
  /** Branches that may hold at single points. */
  readonly points: boolean
  /** Parts without a value, among few enough nodes that these are looked at. */
  readonly faults: boolean
  /** Few enough nodes that the places where branches meet are looked at. */
  readonly ties: boolean
}

function factsOf(roots: readonly Expr[]): Facts {
  const nodes = postorder(roots)
  const isPart = partsIn(roots)
  let [conj, abs, i, points, ties] = [false, false, false, false, false]
  for (const n of nodes) {
    if (n.kind !== 'call') continue
    if (n.head === 'abs') abs = true
    else if (n.head === 'i') i = true
    else if (n.head === 'eq' || n.head === 'ne') points = true
    else if (n.args.length === 1 && isPart(n)) conj = true
    ties ||= branches(n.head)
  }
  const few = nodes.length <= MOST_NODES
  const faults = few && roots.some(e => e.kind === 'call' && e.singular)
  return { parts: conj || (abs && i), points, faults, ties: ties && few }
}

/** Variables, kept for many derivatives by them; those that are components of others apart, for neither is constant to the other. */
class Group {
  readonly #all: readonly Variable[]
  readonly #symbols: Variables
  readonly #components: Variables
  /** For each variable, where it stands: among the symbols, or among the components. */
  readonly #places: readonly { readonly among: Variables; readonly at: number }[]
  /** The same the other way: those that stand at a place. */
  readonly #at = new Map<Variables, number[][]>()

  constructor(all: readonly Variable[]) {
    this.#all = all
    const isSymbol = (x: Variable): boolean => x.kind === 'sym'
    this.#symbols = new Variables(all.filter(isSymbol))
    this.#components = new Variables(all.filter(x => !isSymbol(x)))
    this.#places = all.map(x => {
      const among = isSymbol(x) ? this.#symbols : this.#components
      return { among, at: among.indexOf(x) as number }
    })
    for (const among of [this.#symbols, this.#components])
      this.#at.set(
        among,
        Array.from({ length: among.count }, () => []),
      )
    for (const [k, { among, at }] of this.#places.entries()) this.#at.get(among)?.[at]?.push(k)
  }

  /** The gradient from one variable on; before it there are zeros. */
  gradient(e: Expr, from = 0): Expr[] {
    spend(this.#all.length)
    const facts = factsOf([e])
    // What has no value anywhere has no derivative, though a sweep meets only what depends on a variable.
    if (facts.parts || facts.faults) return this.#all.map((x, k) => (k < from ? zero : derivative(e, x)))
    const swept = this.#swept([{ of: e, weight: one }], from)
    if (!facts.points && !facts.ties) return swept
    return this.#all.map((x, k) => {
      if (k < from) return zero
      if (facts.points && hasPoints(e, x)) return derivative(e, x)
      const d = swept[k] as Expr
      return facts.ties ? settledTies(e, d, x) : d
    })
  }

  /** The gradient of a weighted sum. */
  weighted(outputs: readonly Weighted[]): Expr[] {
    const { parts, points, faults, ties } = factsOf(outputs.map(o => o.of))
    if (!parts && !points && !faults && !ties) return this.#swept(outputs, 0)
    const rows = outputs.map(({ of, weight }) => this.gradient(of).map(d => times(weight, d, { b: true })))
    return this.#all.map((_, k) => total(rows.map(row => row[k] as Expr)))
  }

  /** The derivatives of outputs along a vector. */
  along(outputs: readonly Expr[], vector: readonly Expr[]): Expr[] {
    const { parts, points, faults, ties } = factsOf(outputs)
    const plain = !parts && !points && !faults && !ties && this.#symbols.count * this.#components.count === 0
    const distinct = new Set(this.#places.map(p => p.at)).size === this.#all.length
    if (plain && distinct) return tangents(outputs, this.#symbols.count > 0 ? this.#symbols : this.#components, vector)
    return outputs.map(f => total(this.gradient(f).map((d, k) => times(vector[k] as Expr, d, { b: true }))))
  }

  #swept(outputs: readonly Weighted[], from: number): Expr[] {
    const found = new Array<Expr>(this.#places.length).fill(zero)
    for (const among of [this.#symbols, this.#components]) {
      const least = this.#least(among, from)
      if (least >= among.count) continue
      for (const [at, slope] of adjoints(outputs, among, least))
        for (const k of this.#at.get(among)?.[at] ?? []) if (k >= from) found[k] = slope
    }
    return found
  }

  /** The least place of a variable from one on: variables named twice stand at their first. */
  #least(among: Variables, from: number): number {
    let least = among.count
    for (let k = from; k < this.#places.length; k++) {
      const p = this.#places[k]
      if (p?.among === among && p.at < least) least = p.at
    }
    return least
  }
}
