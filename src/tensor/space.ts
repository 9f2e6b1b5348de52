/**
 * Makes tensors, each once: equal nodes of one space are one object, so that sharing and equality cost nothing. A space lives as
 * long as the tensors made in it: every call that reads a text opens its own. Here are the table of nodes and the constructors of
 * leaves; sums become canonical in sum.ts, functions in map.ts, operations in operation.ts.
 */

import { add, one } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import type { Expr } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { memo } from '../memo.js'
import { einsum, factor, identity, ones, transpose } from './algebra.js'
import { chainTerms } from './chains.js'
import type { Chain, Space as Constructors, DraftTerm, Oriented } from './draft.js'
import * as facts from './facts.js'
import { makeMap } from './map.js'
import type { Basis, Constant, Dim, Node, Placement, Property, Reshape, Shape, Sum, Variable } from './node.js'
import { makeOperation } from './operation.js'
import { reshapedParts } from './reshape.js'
import { transposed } from './shapes.js'
import { makeSum } from './sum.js'

/** Sums of more terms are not compared with their transposes. */
const MOST_COMPARED = 8

export class Space implements Constructors {
  readonly #nodes = new Map<string, Node>()
  readonly #names = new ExprMap<number>()
  readonly #nonnegative = new Set<Node>()
  readonly #symmetric = new Set<Node>()
  readonly #turned = new Map<Node, Node>()
  readonly #chains = new Map<Node, Chain>()
  readonly #before = new Set<string>()
  readonly #sizes = new Set<string>()
  /** The sums that were compared with their transposes. */
  readonly #compared = new Set<Node>()

  isSize = (e: Expr): boolean => e.kind === 'sym' && this.#sizes.has(e.name)

  /** A number for an expression: equal ones have equal numbers. */
  name(e: Expr): number {
    return memo(this.#names, e, () => this.#names.size)
  }

  names(all: readonly Expr[]): string {
    return all.map(e => this.name(e)).join(',')
  }

  /** The node of that key, made if there is none; `fields` are those beside its number. */
  intern<N extends Node>(key: string, fields: Omit<N, 'id'>): N {
    const old = this.#nodes.get(key)
    if (old !== undefined) return old as N
    const fresh = { ...fields, id: this.#nodes.size } as N
    this.#nodes.set(key, fresh)
    if (facts.nonnegative(fresh, part => this.#nonnegative.has(part))) this.#nonnegative.add(fresh)
    if (facts.symmetric(fresh, this.isSymmetric)) this.#symmetric.add(fresh)
    return fresh
  }

  /** Whether every entry is known to be at least 0. */
  isNonnegative = (node: Node): boolean => this.#nonnegative.has(node)
  /** Whether it is known to equal its transpose. */
  isSymmetric = (node: Node): boolean => {
    if (node.kind !== 'sum' || node.shape.length !== 2 || this.#compared.has(node)) return this.#symmetric.has(node)
    this.#compared.add(node)
    const [m, n] = node.shape.map(d => this.name(d))
    if (m === n && node.terms.length <= MOST_COMPARED && transpose(this, node) === node) this.#symmetric.add(node)
    return this.#symmetric.has(node)
  }

  variable(name: string, shape: Shape, properties: Iterable<Property> = []): Node {
    if (shape.length === 0) throw new Error('a scalar is a symbol in coefficients')
    const set = new Set(properties)
    // Sizes are ordered as the axes of variables are read, whatever is made of them.
    for (const d of shape) this.name(d)
    for (const d of shape) for (const size of freeSymbols(d)) this.#sizes.add(size)
    return this.intern<Variable>(`v${JSON.stringify(name)}`, { kind: 'variable', name, shape, properties: set })
  }

  /** A scalar expression without tensors. */
  scalar(e: Expr): Node {
    return this.sum([], [{ coefficient: e, factors: [], deltas: [], bound: [] }])
  }

  /** A literal with numbers (or scalar expressions) in reading order. */
  constant(shape: Shape, entries: readonly Expr[]): Node {
    return this.intern<Constant>(`c${this.names(shape)}|${this.names(entries)}`, { kind: 'constant', shape, entries })
  }

  /** The vector of size n with a one at `place`, counted from 1. */
  basis(n: Dim, place: Dim): Node {
    return this.intern<Basis>(`b${this.name(n)},${this.name(place)}`, { kind: 'basis', shape: [n], place })
  }

  /** The matrix that puts `size` entries among `total`, after the first `offset`. */
  placement(total: Dim, size: Dim, offset: Dim): Node {
    if (this.name(total) === this.name(size)) return identity(this, size)
    if (this.name(size) === this.name(one))
      return einsum(this, [total, size], [factor(this.basis(total, add(offset, one)), [0])])
    const key = `p${this.names([total, size, offset])}`
    return this.intern<Placement>(key, { kind: 'placement', shape: [total, size], offset })
  }

  /** The same entries in another shape, the first axis running fastest. */
  reshape(of: Node, shape: Shape): Node {
    const bare = of.kind === 'reshape' ? of.of : of
    if (this.names(bare.shape) === this.names(shape)) return bare
    const inside = reshapedParts(this, bare, shape)
    if (inside !== undefined) return inside
    return this.intern<Reshape>(`r${bare.id}|${this.names(shape)}`, { kind: 'reshape', of: bare, shape })
  }

  /** A row of the function table (or `exp`, `pow`) on arguments of one shape, or scalars, entry by entry. */
  map(head: string, args: readonly Node[]): Node {
    return makeMap(this, head, args)
  }

  operation(head: string, of: Node, direction?: Node): Node {
    return makeOperation(this, head, of, direction)
  }

  chain(chain: Chain): Node {
    const { base, exponent } = chain
    const key = `m${base.id}^${exponent}`
    const old = this.#nodes.get(key)
    if (old !== undefined) return old
    const node = this.intern<Sum>(key, { kind: 'sum', shape: base.shape, terms: chainTerms(this, chain) })
    this.#chains.set(node, chain)
    if (this.isSymmetric(base)) this.#symmetric.add(node)
    return node
  }

  chainOf(node: Node): Chain | undefined {
    return this.#chains.get(node)
  }

  /** Ones on and below the diagonal, zeros above. */
  lowerOnes(shape: Shape): Node {
    return this.operation('tril', ones(this, shape))
  }

  /** The sum of products that the terms describe. */
  sum(shape: Shape, terms: readonly DraftTerm[]): Node {
    return makeSum(this, shape, terms)
  }

  wroteBefore(a: Variable, b: Variable): void {
    if (!this.isWrittenBefore(b.name, a.name)) this.#before.add(JSON.stringify([a.name, b.name]))
  }

  isWrittenBefore = (a: string, b: string): boolean => this.#before.has(JSON.stringify([a, b]))

  /** A matrix that occurs both ways round is one node: the way round that came first. */
  orient(node: Node): Oriented {
    if (node.shape.length !== 2 || this.isSymmetric(node)) return { node, swapped: false }
    const permuted = transposed(node)
    if (permuted !== undefined) return { node: permuted, swapped: true }
    const known = this.#turned.get(node)
    if (known !== undefined) return { node: known, swapped: known !== node }
    const turned = transpose(this, node)
    if (turned === node) this.#symmetric.add(node)
    this.#turned.set(node, node)
    if (!this.#turned.has(turned)) this.#turned.set(turned, node)
    return { node, swapped: false }
  }
}
