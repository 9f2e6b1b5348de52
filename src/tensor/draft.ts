/**
 * What tensors are made by: the constructors of a space as an interface, and products before they are canonical. The rules for sums, maps
 * and operations know only this; space.ts puts them together.
 */
import type { Expr } from '../expr/node.js'
import type { Dim, Label, Node, Property, Shape, Variable } from './node.js'

/** A factor before it is brought into canonical form. */
export interface DraftFactor {
  readonly node: Node
  readonly at: readonly Label[]
  readonly power: Expr
}

/** A term before it is brought into canonical form: deltas may join any labels, and labels may occur anywhere. */
export interface DraftTerm {
  readonly coefficient: Expr
  readonly factors: readonly DraftFactor[]
  readonly deltas: readonly (readonly [Label, Label])[]
  /** The size of label `order + k` is `bound[k]`. */
  readonly bound: readonly Dim[]
}

/** A matrix to a whole power. */
export interface Chain {
  readonly base: Node
  readonly exponent: number
}

/** A matrix in the orientation in which it was first made; `swapped` when that is the transpose of the one asked for. */
export interface Oriented {
  readonly node: Node
  readonly swapped: boolean
}

/** The constructors: equal nodes of one space are one object. */
export interface Space {
  /** Whether an expression is a size symbol. */
  isSize(e: Expr): boolean
  /** A number for an expression: equal ones have equal numbers. */
  name(e: Expr): number
  names(all: readonly Expr[]): string
  /** The node of that key, made if there is none; `fields` are those beside its number. */
  intern<N extends Node>(key: string, fields: Omit<N, 'id'>): N
  /** Whether every entry is known to be at least 0. */
  isNonnegative(node: Node): boolean
  /** Whether it is known to equal its transpose. */
  isSymmetric(node: Node): boolean
  variable(name: string, shape: Shape, properties?: Iterable<Property>): Node
  /** A scalar expression without tensors. */
  scalar(e: Expr): Node
  /** A literal with numbers (or scalar expressions) in reading order. */
  constant(shape: Shape, entries: readonly Expr[]): Node
  /** The vector of size n with a one at `place`, counted from 1. */
  basis(n: Dim, place: Dim): Node
  /** The matrix that puts `size` entries among `total`, after the first `offset`. */
  placement(total: Dim, size: Dim, offset: Dim): Node
  /** The same entries in another shape, the first axis running fastest. */
  reshape(of: Node, shape: Shape): Node
  /** A row of the function table (or `exp`, `pow`) on arguments of one shape, or scalars, entry by entry. */
  map(head: string, args: readonly Node[]): Node
  /** A row of the table of operations; with a direction its derivative in that direction. */
  operation(head: string, of: Node, direction?: Node): Node
  /** A long power of a matrix (chains.ts). */
  chain(chain: Chain): Node
  /** The power that a node is, if it is a long one. */
  chainOf(node: Node): Chain | undefined
  /** Ones on and below the diagonal, zeros above. */
  lowerOnes(shape: Shape): Node
  /** The sum of products that the terms describe. */
  sum(shape: Shape, terms: readonly DraftTerm[]): Node
  /** Keeps that a product of two vectors was written this way round, unless the other way was first. */
  wroteBefore(a: Variable, b: Variable): void
  /** Whether a product of two vectors, given by name, was written this way round: a'*b. */
  isWrittenBefore(a: string, b: string): boolean
  /** A matrix that occurs both ways round is one node: the way round that came first. */
  orient(node: Node): Oriented
}
