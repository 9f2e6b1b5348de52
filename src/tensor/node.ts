/**
 * The one core of matrix calculus: a tensor is a variable, a sum of products with labelled axes (an einsum), a function
 * applied entrywise, or an operation on a whole matrix. Every product that people write (matrix, entrywise, outer, dot,
 * trace, diagonal, transpose) is a pattern of labels, so one rule serves them all; matrix notation is how tensors are
 * read (read.ts) and printed (lift.ts). Nodes are immutable and made by a `Space`, where equal nodes are one object.
 * After Laue, Mitterreiter, Giesen, "Computing Higher Order Derivatives of Matrix and Tensor Expressions", NeurIPS 2018.
 */
import { one } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { spend } from '../work.js'

/** A size: a whole number or a polynomial in size symbols. */
export type Dim = Expr
/** A size as a number; 0 where it is none, or too large. */
export const countOf = (d: Dim): number => wholeOf(d) ?? 0

/** The sizes of the axes; a scalar has none. */
export type Shape = readonly Dim[]

/** What may be declared of a variable beside its sizes. */
export type Property = 'symmetric' | 'psd' | 'diagonal' | 'lower' | 'positive' | 'unit'

/** An axis within a term: 0 to order-1 are the axes of the result in order, the others are summed over. */
export type Label = number

interface Base {
  /** Tells nodes of one space apart, in the order in which they were made. */
  readonly id: number
  readonly shape: Shape
}

/** A declared vector or matrix. Scalars are symbols in coefficients. */
export interface Variable extends Base {
  readonly kind: 'variable'
  readonly name: string
  readonly properties: ReadonlySet<Property>
}

/** `node[at]^power`: an entry of a tensor; the power is a number or an expression in scalar symbols. */
export interface Factor {
  readonly node: Node
  readonly at: readonly Label[]
  readonly power: Expr
}

/**
 * `coefficient * product of factors * product of deltas`, summed over the labels that are not axes of the result. An axis that
 * occurs nowhere repeats the value (ones).
 */
export interface Term {
  /** An expression in scalar symbols and size symbols. */
  readonly coefficient: Expr
  readonly factors: readonly Factor[]
  /** Pairs of axes of the result that must be equal, the smaller first. */
  readonly deltas: readonly (readonly [Label, Label])[]
  /** The sizes of the bound labels: that of label `order + k` is `bound[k]`. */
  readonly bound: readonly Dim[]
}

/** A sum of terms, each with the same axes; no terms are zero. */
export interface Sum extends Base {
  readonly kind: 'sum'
  readonly terms: readonly Term[]
}

/** A function of the table, or `exp` or `pow`, applied entry by entry; scalars among the arguments serve every entry. */
export interface Map extends Base {
  readonly kind: 'map'
  readonly head: string
  readonly args: readonly Node[]
}

/**
 * An operation on a whole matrix or along the last axis: a row of functions/table.ts. With a direction, of the shape of the operand, it is
 * the derivative of that operation in the direction.
 */
export interface Operation extends Base {
  readonly kind: 'operation'
  readonly head: string
  readonly of: Node
  readonly direction: Node | undefined
}

/** Numbers in the order of reading, row by row: a literal. */
export interface Constant extends Base {
  readonly kind: 'constant'
  readonly entries: readonly Expr[]
}

/** The vector with a one at `place` (from 1) and zeros elsewhere: taking an entry or a row is a product with it. */
export interface Basis extends Base {
  readonly kind: 'basis'
  readonly place: Dim
}

/**
 * The matrix that puts the entries of a vector into a longer one, after the first `offset` places: ones where row `offset + j` meets column j.
 * A block matrix is a sum of products with placements, a range of places a product with the transpose of one.
 */
export interface Placement extends Base {
  readonly kind: 'placement'
  readonly offset: Dim
}

/** The same entries in another shape, the first axis running fastest (column by column, as vec does). */
export interface Reshape extends Base {
  readonly kind: 'reshape'
  readonly of: Node
}

export type Node = Variable | Sum | Map | Operation | Constant | Basis | Placement | Reshape

/** Whether a matrix has zeros above its diagonal: one that is declared or known so, and its inverse. */
export function isLower(node: Node): boolean {
  const of = isOperation(node, 'inv') ? node.of : node
  if (isOperation(of, 'chol')) return true
  return of.kind === 'variable' && (of.properties.has('lower') || of.properties.has('diagonal'))
}

/** A tensor as the only factor of a term. */
export const asTerm = (node: Node): Term => ({
  coefficient: one,
  factors: [{ node, at: node.shape.map((_, k) => k), power: one }],
  deltas: [],
  bound: [],
})

/** Whether a node is the operation of that name itself, not its derivative in a direction. */
export const isOperation = (node: Node | undefined, head: string): node is Operation =>
  node?.kind === 'operation' && node.head === head && node.direction === undefined

/** The nodes that a node is made of. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'variable':
    case 'constant':
    case 'basis':
    case 'placement':
      return []
    case 'sum':
      return node.terms.flatMap(t => t.factors.map(f => f.node))
    case 'map':
      return node.args
    case 'operation':
      return node.direction === undefined ? [node.of] : [node.of, node.direction]
    case 'reshape':
      return [node.of]
  }
}

/** The distinct nodes below the roots, parts first; without recursion. Below those that are `ends` nothing is looked at. */
export function nodesOf(roots: readonly Node[], ends?: { readonly has: (node: Node) => boolean }): Node[] {
  const order: Node[] = []
  const seen = new Set<Node>()
  const stack: { node: Node; parts: readonly Node[]; next: number }[] = []
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    const parts = ends?.has(node) ? [] : partsOf(node)
    spend(1 + parts.length)
    stack.push({ node, parts, next: 0 })
  }
  for (const root of roots) {
    visit(root)
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const part = top.parts[top.next++]
      if (part !== undefined) visit(part)
      else {
        order.push(top.node)
        stack.pop()
      }
    }
  }
  return order
}
