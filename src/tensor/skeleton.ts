/**
 * What a tensor is entry by entry: an expression in which parts that mix entries (products of matrices, sums over axes, inverses) stand
 * as symbols. Laws of scalars hold for it, so that it is rewritten by the scalar rules and becomes a tensor again; the parts are
 * rewritten first, each on its own. Works through the distinct nodes.
 */
import type { Assumption, Assumptions } from '../expr/assumption.js'
import { call, exp, list, one, pow, product, sum, zero } from '../expr/build.js'
import { type Expr, factorsOf, isCall, type Sym, termsOf } from '../expr/node.js'
import { placeholder } from '../expr/placeholder.js'
import { freeSymbols } from '../expr/walk.js'
import type { Space } from './draft.js'
import { elementwise } from './elementwise.js'
import type { Factor, Node, Shape, Term } from './node.js'
import { nodesOf } from './node.js'
import { transferParts } from './transfer.js'

/** Rewrites an expression, told what is known of its symbols. */
export type Rewrite = (e: Expr, assumptions: Assumptions) => Expr

/** The symbol that stands for a part. */
export const partFor = (node: Node): Sym => placeholder(node.id)

/** The tensor with every part of it rewritten. */
export function rewrittenEntries(space: Space, root: Node, rewrite: Rewrite): Node {
  return new Rewriting(space, rewrite).run(root)
}

/** So many factors of a product are rewritten one by one. */
const MOST_ALONE = 8

class Rewriting {
  readonly #space: Space
  readonly #rewrite: Rewrite
  readonly #skeletons = new Map<Node, Expr>()
  readonly #made = new Map<Node, Node>()
  /** Nodes below which nothing changed so far, nor by writing them as scalars: exp(x).*exp(-x) is 1 already. */
  readonly #same = new Set<Node>()
  /** What the symbols stand for, and what is known of them. */
  readonly #atoms = new Map<string, Node>()
  readonly #assumptions = new Map<string, ReadonlySet<Assumption>>()

  constructor(space: Space, rewrite: Rewrite) {
    this.#space = space
    this.#rewrite = rewrite
  }

  run(root: Node): Node {
    for (const node of nodesOf([root])) this.#skeletons.set(node, this.#skeleton(node))
    return this.#remade(root)
  }

  #skeleton(node: Node): Expr {
    switch (node.kind) {
      case 'map': {
        const args = node.args.map(a => this.#skeletons.get(a) as Expr)
        const e = node.head === 'exp' ? exp(args[0] as Expr) : call(node.head, args)
        if (e.kind === 'call' && node.args.every(a => this.#same.has(a))) this.#same.add(node)
        return e
      }
      case 'sum': {
        const terms = node.terms.map(t => this.#term(node.shape, t))
        const e = sum([zero, ...terms.map(t => t.e)])
        if (terms.every(t => t.same) && termsOf(e).length >= terms.length) this.#same.add(node)
        return e
      }
      case 'variable':
      case 'constant':
      case 'basis':
      case 'placement':
        this.#same.add(node)
        return this.#atom(node)
      case 'operation':
      case 'reshape': {
        const part = this.#remade(node.of)
        if (part !== node.of) return this.#atom(transferParts(this.#space, node, p => (p === node.of ? part : p)))
        this.#same.add(node)
        return this.#atom(node)
      }
      default:
        return node satisfies never
    }
  }

  #term(shape: Shape, t: Term): { readonly e: Expr; readonly same: boolean } {
    const plain = t.deltas.length === 0 && t.bound.length === 0 && t.factors.every(isInPlace(shape))
    // Where entries are mixed, the scalars among the factors still stand outside.
    const open = plain ? t.factors : t.factors.filter(f => f.at.length === 0)
    const mixed = plain ? [] : t.factors.filter(f => f.at.length > 0)
    if (mixed.length > MOST_ALONE) this.#remake([...new Set(mixed.map(f => f.node))])
    const factors = mixed.map(f => ({ ...f, node: this.#remade(f.node) }))
    const parts = [
      ...open.map(f => pow(this.#skeletons.get(f.node) as Expr, f.power)),
      ...(plain ? [] : [this.#atom(this.#space.sum(shape, [{ ...t, coefficient: one, factors }]))]),
    ]
    const isKept = factorsOf(product(parts)).length >= parts.length
    return {
      e: product([t.coefficient, ...parts]),
      same: isKept && open.every(f => this.#same.has(f.node)) && factors.every((f, k) => f.node === mixed[k]?.node),
    }
  }

  #atom(node: Node): Expr {
    const atom = partFor(node)
    const { name } = atom
    this.#atoms.set(name, node)
    if (node.kind === 'variable' && node.properties.has('positive')) this.#assumptions.set(name, POSITIVE)
    else if (this.#space.isNonnegative(node)) this.#assumptions.set(name, NONNEGATIVE)
    return atom
  }

  /** The part as a tensor again, rewritten. */
  #remade(node: Node): Node {
    const old = this.#made.get(node)
    if (old !== undefined) return old
    const e = this.#skeletons.get(node) as Expr
    return this.#keep(node, this.#rewrite(e, this.#assumptions))
  }

  /** Many parts at once: what they have in common, as the functions in the slope of a long chain have nearly all, is rewritten once. */
  #remake(nodes: readonly Node[]): void {
    const open = nodes.filter(n => !this.#made.has(n))
    const all = this.#rewrite(list(open.map(n => this.#skeletons.get(n) as Expr)), this.#assumptions)
    if (isCall(all, 'list') && all.args.length === open.length)
      for (const [k, node] of open.entries()) this.#keep(node, all.args[k] as Expr)
  }

  #keep(node: Node, rewritten: Expr): Node {
    const isSame = rewritten === this.#skeletons.get(node) && this.#same.has(node)
    const result = isSame ? node : this.#tensor(rewritten, node.shape)
    this.#made.set(node, result)
    return result
  }

  #tensor(e: Expr, shape: Shape): Node {
    const values = new Map<string, Node>()
    for (const name of freeSymbols(e)) {
      const node = this.#atoms.get(name)
      if (node !== undefined) values.set(name, node)
    }
    const node = elementwise(this.#space, e, values)
    if (node.shape.length === shape.length) return node
    // One value for all entries is repeated.
    const repeated = { coefficient: one, factors: [{ node, at: [], power: one }], deltas: [], bound: [] }
    return this.#space.sum(shape, [repeated])
  }
}

const POSITIVE: ReadonlySet<Assumption> = new Set(['positive'])
const NONNEGATIVE: ReadonlySet<Assumption> = new Set(['nonnegative'])

/** Whether a factor is taken at the axes of the result in order, or is a scalar. */
const isInPlace =
  (shape: Shape) =>
  (f: Factor): boolean =>
    f.at.length === 0 || (f.at.length === shape.length && f.at.every((l, k) => l === k))
