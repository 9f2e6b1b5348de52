/**
 * The products and reductions that people write, each as a pattern of labels. Sizes are taken to fit: who reads input checks
 * them first (read.ts). Every function answers a node in canonical form.
 */
import { num, one, pow } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import type { DraftFactor, DraftTerm, Space } from './draft.js'
import type { Dim, Label, Node, Shape } from './node.js'

const range = (n: number, from = 0): Label[] => Array.from({ length: n }, (_, k) => from + k)
export const factor = (node: Node, at: readonly Label[], power: Expr = one): DraftFactor => ({ node, at, power })

/** A tensor as a factor at the axes of the result, in order. */
export const whole = (node: Node, power: Expr = one): DraftFactor => factor(node, range(node.shape.length), power)

/** A single product: the sizes are those of the axes of the result, then those of the labels summed over. */
export function einsum(
  space: Space,
  shape: Shape,
  factors: readonly DraftFactor[],
  bound: readonly Dim[] = [],
  rest: Partial<Pick<DraftTerm, 'coefficient' | 'deltas'>> = {},
): Node {
  return space.sum(shape, [{ coefficient: one, deltas: [], ...rest, factors, bound }])
}

/** `a + b + ...`; scalars among them are added to every entry. */
export function add(space: Space, shape: Shape, nodes: readonly Node[]): Node {
  return space.sum(
    shape,
    nodes.map(node => ({ coefficient: one, factors: [whole(node)], deltas: [], bound: [] })),
  )
}

/** `c*a` with a scalar expression c. */
export const scale = (space: Space, c: Expr, a: Node): Node =>
  einsum(space, a.shape, [whole(a)], [], { coefficient: c })

export const negate = (space: Space, a: Node): Node => scale(space, num(-1), a)

/** The entrywise product; scalars among the factors multiply every entry. */
export const times = (space: Space, shape: Shape, nodes: readonly Node[]): Node =>
  einsum(
    space,
    shape,
    nodes.map(node => whole(node)),
  )

/** Entrywise `a^p` with a scalar exponent without tensors. */
export const raise = (space: Space, a: Node, p: Expr): Node => einsum(space, a.shape, [whole(a, p)])

/** The axes in another order: axis k of the result is axis `order[k]` of the tensor. */
export const permute = (space: Space, a: Node, order: readonly number[]): Node =>
  einsum(
    space,
    order.map(k => a.shape[k] as Dim),
    [
      factor(
        a,
        range(order.length).map(k => order.indexOf(k)),
      ),
    ],
  )

export const transpose = (space: Space, a: Node): Node => permute(space, a, [1, 0])

/** Ones everywhere. */
export const ones = (space: Space, shape: Shape): Node => einsum(space, shape, [])

/** Zeros everywhere. */
export const zeros = (space: Space, shape: Shape): Node => space.sum(shape, [])

/** The identity matrix. */
export const identity = (space: Space, n: Dim): Node => einsum(space, [n, n], [], [], { deltas: [[0, 1]] })

/** The sum of squares of all entries. */
export const squares = (space: Space, a: Node): Node =>
  einsum(space, [], [factor(a, range(a.shape.length), num(2))], a.shape)

/** The Euclidean (Frobenius) norm. */
export const norm = (space: Space, a: Node): Node => raise(space, squares(space, a), pow(num(2), num(-1)))
