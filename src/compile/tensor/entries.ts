/**
 * Entries as expressions in the body of a loop. A tensor that is used once and made entry by entry is put off: it is computed where it is
 * used, in the loop that needs it; every other one is read where it stands. The same for loops at known sizes and for those of texts.
 */
import { call, exp, one, pow, sum } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { isOperation, type Map as MapNode, type Node, partsOf, type Sum } from '../../tensor/node.js'
import { covers } from './access.js'
import type { Extents } from './extents.js'
import { aliasOf, type FlatFactor, type FlatTerm, Flattening, isSparse } from './flat.js'
import { countUses, isCondition } from './use.js'

/** What the lowering of nodes offers; `B` is a loop under construction. */
export interface EntryHost<S, B> {
  /** Whether the entries stand somewhere already. */
  isPlaced(node: Node): boolean
  /** The entry of a tensor that is read; it is computed first if need be. */
  read(body: B, factor: FlatFactor<S>): Expr
  /** A term at a place of a loop whose classes at the axes of the sum are `at`. */
  term(body: B, term: FlatTerm<S>, at: readonly number[], domain: ReadonlySet<number>): Expr
  /** Whether the loop has room for a sum of such terms. */
  hasRoom(body: B, terms: readonly FlatTerm<S>[]): boolean
}

export class Entries<S, B> {
  readonly flat: Flattening<S>
  readonly #host: EntryHost<S, B>
  readonly #uses: ReadonlyMap<Node, number>
  readonly #most: number
  /** What is put off, with the number of its operations. */
  readonly #putOff = new Map<Node, number>()

  /** At most so many operations are put off to the place where they are used. */
  constructor(
    host: EntryHost<S, B>,
    extents: Extents<S>,
    nodes: readonly Node[],
    roots: readonly Node[],
    most: number,
  ) {
    this.#host = host
    this.#uses = countUses(nodes, roots)
    this.#most = most
    this.flat = new Flattening(extents, node => this.isPutOff(node) && (this.#uses.get(node) ?? 0) <= 1)
  }

  isPutOff(node: Node): boolean {
    return this.#putOff.has(node)
  }

  /** Puts a tensor off; false for what is to be stored. Parts come before what they are parts of: so nothing goes deeper than what is put off. */
  putOff(node: Node): boolean {
    const weight = this.#weight(node)
    if (weight === undefined || weight > this.#most) return false
    this.#putOff.set(node, weight)
    return true
  }

  /** How many operations it takes to compute an entry where it is used; undefined for what is to be stored. */
  #weight(node: Node): number | undefined {
    const below = partsOf(node).reduce((w, p) => w + (this.#putOff.get(p) ?? 0), 1)
    const once = (this.#uses.get(node) ?? 0) <= 1
    switch (node.kind) {
      case 'variable':
      case 'constant':
      case 'basis':
      case 'placement':
        return 0
      case 'map':
        return once || isCondition(node) ? below : undefined
      case 'sum':
        return once || this.#isView(node) ? below + node.terms.length : undefined
      case 'operation':
        return isOperation(node, 'inv') ? below : undefined
      case 'reshape':
        return undefined
    }
  }

  /** A sum that needs no memory of its own. */
  #isView(node: Sum): boolean {
    const terms = this.flat.terms(node)
    return terms.some(isSparse) || terms.every(t => t.factors.length === 0) || aliasOf(terms) !== undefined
  }

  /** The factor that another one is a view of. */
  behind(factor: FlatFactor<S>): FlatFactor<S> {
    let { node, at } = factor
    while (node.kind === 'sum' && !this.#host.isPlaced(node)) {
      const terms = this.flat.terms(node)
      const alias = aliasOf(terms)
      if (alias === undefined) break
      const axes = (terms[0] as FlatTerm<S>).axes
      const outer = at
      at = alias.at.map(c => (c < 0 ? c : (outer[axes.indexOf(c)] as number)))
      node = alias.node
    }
    return { node, at, power: factor.power }
  }

  /** A factor at a place: computed there if it was put off and each of its entries is needed once, else read. */
  factor(body: B, factor: FlatFactor<S>, domain: ReadonlySet<number>): Expr {
    const { node, at, power } = this.behind(factor)
    const isOpen = (node.kind === 'map' || node.kind === 'sum') && !this.#host.isPlaced(node)
    if (!isOpen) return this.#host.read(body, { node, at, power })
    const isHere = this.isPutOff(node) && covers(at, domain)
    if (node.kind === 'map' && (isHere || isCondition(node))) return this.map(body, node, at, domain)
    if (node.kind === 'sum') {
      const terms = this.flat.terms(node)
      const fits = terms.every(t => t.factors.length === 0) || (isHere && this.#host.hasRoom(body, terms))
      if (fits && !terms.some(isSparse)) return sum(terms.map(t => this.#host.term(body, t, at, domain)))
    }
    return this.#host.read(body, { node, at, power })
  }

  map(body: B, node: MapNode, at: readonly number[], domain: ReadonlySet<number>): Expr {
    const args = node.args.map(arg =>
      this.factor(body, { node: arg, at: arg.shape.length === 0 ? [] : at, power: one }, domain),
    )
    const [a, b] = args as [Expr, Expr]
    return node.head === 'exp' ? exp(a) : node.head === 'pow' ? pow(a, b) : call(node.head, args)
  }
}
