/**
 * One product as a graph: labels are vertices, matrices edges, vectors weights of vertices. Bound vertices are removed one by one
 * (series-parallel reduction): at degree one a matrix meets a vector, at degree two two matrices meet, parallel edges multiply entry
 * by entry. What is left can be written in matrix notation exactly when the graph, with the axes of the result joined, has
 * treewidth at most two (Brijder, Gyssens, Van den Bussche, arXiv 1904.03934).
 */
import { mul, num } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { spend } from '../work.js'
import { diagonalWithin } from './diagonals.js'
import { applied, dotted, entrywise, isUnitColumn, product, raise, shortest, sumOf } from './forms.js'
import { apply, HEAD, isFunction } from './heads.js'
import type { Counts } from './means.js'
import type { Dim, Label } from './node.js'

/** An entrywise product of forms over one of others. */
export interface Ratio {
  readonly above: readonly Expr[]
  readonly below: readonly Expr[]
}

export interface Edge extends Ratio {
  readonly from: Label
  readonly to: Label
}

const UNIT: Ratio = { above: [], below: [] }
export const formOf = (r: Ratio): Expr => entrywise(r.above, r.below)
const isUnit = (r: Ratio): boolean => r.above.length === 0 && r.below.length === 0
const joined = (a: Ratio, b: Ratio): Ratio => ({ above: [...a.above, ...b.above], below: [...a.below, ...b.below] })

/** `e^p` as a ratio. */
export function ratioOf(e: Expr, p: Expr): Ratio {
  if (p.kind === 'num' && p.value.sign() < 0) return { above: [], below: [raise(e, num(p.value.neg()))] }
  return { above: [raise(e, p)], below: [] }
}

export class Graph {
  readonly #order: number
  readonly #sizes: readonly Dim[]
  readonly #isBefore: (a: string, b: string) => boolean
  readonly #counts: Counts
  readonly #weights = new Map<Label, Ratio>()
  #edges: Edge[] = []
  /** The edges at each label, in the order in which they were made. */
  readonly #incident = new Map<Label, Edge[]>()
  readonly #alive = new Set<Label>()
  /** Labels of factors with three axes or more: they stay. */
  readonly pinned = new Set<Label>()
  /** The places of Levi-Civita symbols that are left. */
  crossings: (readonly Label[])[] = []
  /** Single entries that are factors. */
  readonly scalars: Expr[] = []

  constructor(
    order: number,
    sizes: readonly Dim[],
    turn: (e: Expr) => Expr,
    isBefore: (a: string, b: string) => boolean,
    counts: Counts,
  ) {
    this.#counts = counts
    this.#isBefore = isBefore
    this.#order = order
    this.#sizes = sizes
    this.turn = turn
    for (const l of sizes.keys()) this.#alive.add(l)
  }

  /** A label whose place is known is no vertex. */
  fix(label: Label): void {
    this.#alive.delete(label)
  }

  weigh(label: Label, ratio: Ratio): void {
    this.#weights.set(label, joined(this.weight(label), ratio))
  }

  link(from: Label, to: Label, ratio: Ratio): void {
    if (from === to) this.#loop(from, ratio)
    else this.#add({ from, to, ...ratio })
  }

  weight = (label: Label): Ratio => this.#weights.get(label) ?? UNIT

  get edges(): readonly Edge[] {
    return this.#edges
  }

  /** Bound labels that are left. */
  get bound(): Label[] {
    return [...this.#alive].filter(l => l >= this.#order)
  }

  readonly turn: (e: Expr) => Expr
  size = (label: Label): Dim => this.#sizes[label] as Dim

  /** How many bound labels are left; what removes one looks at all of them. */
  #left(): number {
    spend(this.#alive.size)
    return this.bound.length
  }

  /** Removes bound vertices as long as one can be. `last` of them stay: what is left of a scalar. */
  reduce(last = 0): void {
    while (
      this.#left() > last &&
      (this.#removeIsolated() ||
        this.#removeLeaf() ||
        this.#removeCrossing() ||
        this.#removePath() ||
        this.#mergeParallel())
    );
    if (last === 0) while (this.#mergeParallel());
  }

  #loop(label: Label, ratio: Ratio): void {
    // The diagonal of what is divided by: elsewhere it may be zero.
    const onDiagonal = (forms: readonly Expr[]): Expr[] =>
      forms.length === 0 ? [] : [diagonalWithin(entrywise(forms, []))]
    this.weigh(label, { above: onDiagonal(ratio.above), below: onDiagonal(ratio.below) })
  }

  #at(label: Label): readonly Edge[] {
    return this.#incident.get(label) ?? []
  }

  #add(edge: Edge): void {
    this.#edges.push(edge)
    for (const l of [edge.from, edge.to]) this.#incident.set(l, [...this.#at(l), edge])
  }

  #remove(edges: readonly Edge[]): void {
    this.#edges = this.#edges.filter(e => !edges.includes(e))
    for (const l of edges.flatMap(e => [e.from, e.to]))
      this.#incident.set(
        l,
        this.#at(l).filter(e => !edges.includes(e)),
      )
  }

  #drop(label: Label, ...edges: readonly Edge[]): void {
    this.#remove(edges)
    this.#weights.delete(label)
    this.#alive.delete(label)
  }

  /** What an edge is made of, each with its rows at `from`. */
  #seenFrom(from: Label, edge: Edge): Ratio {
    return edge.from === from ? edge : { above: edge.above.map(this.turn), below: edge.below.map(this.turn) }
  }

  /** The matrix of an edge with rows at `from`. */
  matrix(edge: Edge, from: Label): Expr {
    const m = formOf(edge)
    return edge.from === from ? m : this.turn(m)
  }

  /** A vertex without edges, if it is not the last thing left: a scalar of its own. */
  #removeIsolated(): boolean {
    const v = this.bound.find(l => this.#at(l).length === 0 && !this.#isHeld(l))
    if (v === undefined || (this.#order === 0 && this.bound.length < 2)) return false
    this.scalars.push(this.#single(v))
    this.#drop(v)
    return true
  }

  /** A vertex with one edge: its vector goes through the matrix. Of those at one vertex the first; the sums of a chain are taken from its end. */
  #removeLeaf(): boolean {
    const leaves = this.bound.filter(l => this.#at(l).length === 1 && !this.#isHeld(l))
    const beside = (l: Label): Label => other(this.#at(l)[0] as Edge, l)
    const last = leaves.at(-1)
    if (last === undefined) return false
    const u = beside(last)
    const isChain = u >= this.#order && this.#at(u).length === 2
    const v = isChain ? last : (leaves.find(l => beside(l) === u) as Label)
    const [edge] = this.#at(v) as [Edge]
    const weight = this.weight(v)
    const result = isUnit(weight) ? this.#rowSum(edge, u) : applied(this.matrix(edge, u), formOf(weight))
    this.#drop(v, edge)
    this.weigh(u, { above: [result], below: [] })
    return true
  }

  #isHeld(label: Label): boolean {
    return this.pinned.has(label) || this.crossings.some(at => at.includes(label))
  }

  /** A vector at one place of a Levi-Civita symbol: the matrix of its cross product joins the others. */
  #removeCrossing(): boolean {
    for (const at of this.crossings) {
      const others = this.crossings.filter(c => c !== at)
      const isFree = (l: Label): boolean =>
        l >= this.#order && this.#at(l).length === 0 && !this.pinned.has(l) && !others.some(c => c.includes(l))
      const free = [0, 1, 2].filter(j => isFree(at[j] as Label))
      // A chosen place is left for last: the entry there.
      const k = free.findLast(j => !this.weight(at[j] as Label).above.some(isUnitColumn)) ?? free.at(-1)
      if (k === undefined) continue
      const [v, a, b] = [0, 1, 2].map(j => at[(k + j) % 3]) as [Label, Label, Label]
      const weight = this.weight(v)
      this.crossings = others
      this.#drop(v)
      this.link(b, a, {
        above: [apply('skew', isUnit(weight) ? apply('ones', this.size(v)) : formOf(weight))],
        below: [],
      })
      return true
    }
    return false
  }

  /** The sum of each row, the rows being at u; of products of entries a diagonal, where that is shorter. */
  #rowSum(edge: Edge, u: Label): Expr {
    const m = this.matrix(edge, u)
    const other = edge.from === u ? edge.to : edge.from
    const sum = isCall(m, HEAD.transpose)
      ? this.turn(this.#counted(apply('sum', m.args[0] as Expr, num(1)), other))
      : this.#counted(apply('sum', m, num(2)), other)
    const [a, b, ...more] = this.#seenFrom(u, edge).above
    if (a === undefined || b === undefined || more.length + edge.below.length > 0) return sum
    const diagonals = [product(a, this.turn(b)), product(b, this.turn(a))].map(e => apply('diagonal', e))
    return shortest(sum, ...diagonals)
  }

  /** A sum, of which the number of entries is that of the places at some labels. */
  #counted(sum: Expr, ...labels: readonly Label[]): Expr {
    if (isFunction(sum, 'sum')) this.#counts.set(sum, mul(...labels.map(this.size)))
    return sum
  }

  /** A vertex between two others: their matrices meet. */
  #removePath(): boolean {
    for (const v of this.bound) {
      const [p, q, ...others] = this.#at(v)
      if (p === undefined || q === undefined || others.length > 0 || this.#isHeld(v)) continue
      const [a, b] = [other(p, v), other(q, v)]
      if (a === b) continue
      const weight = this.weight(v)
      const middle = isUnit(weight) ? [] : [diagonal(formOf(weight))]
      const whole = product(this.matrix(p, a), ...middle, this.matrix(q, v))
      this.#drop(v, p, q)
      this.link(a, b, { above: [whole], below: [] })
      return true
    }
    return false
  }

  #mergeParallel(): boolean {
    for (const p of this.#edges) {
      const q = this.#at(p.from).find(
        e => e !== p && ((e.from === p.from && e.to === p.to) || (e.from === p.to && e.to === p.from)),
      )
      if (q === undefined) continue
      this.#remove([p, q])
      this.#add({ from: p.from, to: p.to, ...joined(p, this.#seenFrom(p.from, q)) })
      return true
    }
    return false
  }

  /** The scalar that a graph without axes of the result is, if it comes down to one. */
  scalar(): Expr | undefined {
    this.reduce(2)
    while (this.#removeIsolated());
    const [u, v, ...others] = this.bound
    if (u === undefined || others.length + this.crossings.length > 0) return undefined
    if (v === undefined) return this.#single(u)
    if (this.#edges.length === 2 && isUnit(this.weight(u)) && isUnit(this.weight(v))) return this.#cycle(u, v)
    while (this.#mergeParallel());
    const [edge, ...more] = this.#edges
    if (edge === undefined || more.length > 0) return undefined
    return this.#pair(edge, u, v)
  }

  /** Two vertices joined by two matrices: a trace, or the sum of an entrywise product. */
  #cycle(u: Label, v: Label): Expr {
    const [p, q] = this.#edges as [Edge, Edge]
    const trace = apply('tr', product(this.matrix(p, u), this.matrix(q, v)))
    const turned = apply('tr', product(this.matrix(q, u), this.matrix(p, v)))
    return shortest(this.#counted(apply('sum', formOf(joined(p, this.#seenFrom(p.from, q)))), u, v), trace, turned)
  }

  /** Two vertices joined by one matrix: `x'*A*y`. */
  #pair(edge: Edge, u: Label, v: Label): Expr {
    const [x, y] = [this.weight(u), this.weight(v)]
    if (isUnit(x) && isUnit(y)) return this.#counted(sumOf(formOf(edge), 2), u, v)
    if (isUnit(x)) return this.#counted(sumOf(product(this.matrix(edge, u), formOf(y)), 1), u)
    if (isUnit(y)) return this.#counted(sumOf(product(this.matrix(edge, v), formOf(x)), 1), v)
    return shortest(
      dotted(this.turn(formOf(x)), applied(this.matrix(edge, u), formOf(y))),
      dotted(this.turn(formOf(y)), applied(this.matrix(edge, v), formOf(x))),
    )
  }

  /** One vertex: the sum of its weight, or a dot product. */
  #single(v: Label): Expr {
    const { above, below } = this.weight(v)
    const whole = this.#counted(sumOf(entrywise(above, below), 1), v)
    if (above.length < 2) return whole
    const [first, ...rest] = above as [Expr, ...Expr[]]
    const last = above[above.length - 1] as Expr
    const isTurned = first.kind === 'sym' && last.kind === 'sym' && this.#isBefore(last.name, first.name)
    if (isTurned && above.length === 2 && below.length === 0) return product(this.turn(last), first)
    return shortest(
      product(this.turn(first), entrywise(rest, below)),
      product(this.turn(last), entrywise(above.slice(0, -1), below)),
      product(this.turn(entrywise(rest, below)), first),
      whole,
    )
  }

  /** The matrix that is left between the two axes of the result. */
  between(a: Label, b: Label): Expr | undefined {
    const [edge, ...more] = this.#edges
    if (this.bound.length + more.length + this.crossings.length > 0) return undefined
    const [x, y] = [this.weight(a), this.weight(b)]
    if (edge === undefined) return this.#outer(x, y, a, b)
    const m = this.matrix(edge, a)
    if (isUnit(x) && isUnit(y)) return m
    const scaled = product(...(isUnit(x) ? [] : [diagonal(formOf(x))]), m, ...(isUnit(y) ? [] : [diagonal(formOf(y))]))
    if (isUnit(x) || isUnit(y)) return scaled
    const straight = this.#seenFrom(a, edge)
    const outer = product(formOf(x), this.turn(formOf(y)))
    const whole = entrywise([outer, ...straight.above], straight.below)
    if (x.above.length + y.above.length > 0) return shortest(whole, scaled)
    const divisor = product(entrywise(x.below, []), this.turn(entrywise(y.below, [])))
    return shortest(entrywise(straight.above, [...straight.below, divisor]), whole, scaled)
  }

  #outer(x: Ratio, y: Ratio, a: Label, b: Label): Expr {
    if (isUnit(x) && isUnit(y)) return apply('ones', this.size(a), this.size(b))
    const left = isUnit(x) ? apply('ones', this.size(a)) : formOf(x)
    const right = isUnit(y) ? apply('ones', this.size(b)) : formOf(y)
    return product(left, this.turn(right))
  }

  /** The vector that is left at the axis of the result. */
  vector(a: Label): Expr | undefined {
    if (this.bound.length + this.#edges.length + this.crossings.length > 0) return undefined
    const w = this.weight(a)
    return isUnit(w) ? apply('ones', this.size(a)) : formOf(w)
  }
}

const other = (e: Edge, v: Label): Label => (e.from === v ? e.to : e.from)

/** `diag(v)`, and the vector itself where it is a diagonal already. */
export const diagonal = (v: Expr): Expr => apply('diag', v)
