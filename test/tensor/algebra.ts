/** Products and reductions that tests put together: those of the library, and others that only tests need. */
import { mul, num, one, pow } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { einsum, factor, scale } from '../../src/tensor/algebra.js'
import type { Space } from '../../src/tensor/draft.js'
import type { Dim, Label, Node } from '../../src/tensor/node.js'

export * from '../../src/tensor/algebra.js'

const range = (n: number, from = 0): Label[] => Array.from({ length: n }, (_, k) => from + k)

/** The matrix product, also of a matrix and a vector, and of two vectors (their dot product). */
export function matmul(space: Space, a: Node, b: Node): Node {
  const [p, q] = [a.shape.length - 1, b.shape.length - 1]
  const inner = p + q
  const left = [...range(p), inner]
  const right = [inner, ...range(q, p)]
  return einsum(
    space,
    [...a.shape.slice(0, p), ...b.shape.slice(1)],
    [factor(a, left), factor(b, right)],
    [a.shape[p] as Dim],
  )
}

/** `a*b'`: every entry of the one times every entry of the other. */
export const outer = (space: Space, a: Node, b: Node): Node =>
  einsum(
    space,
    [...a.shape, ...b.shape],
    [factor(a, range(a.shape.length)), factor(b, range(b.shape.length, a.shape.length))],
  )

/** The sum over all axes, or over those given. */
export function total(space: Space, a: Node, over: readonly number[] = range(a.shape.length)): Node {
  const kept = range(a.shape.length).filter(k => !over.includes(k))
  const at = range(a.shape.length).map(k => (over.includes(k) ? kept.length + over.indexOf(k) : kept.indexOf(k)))
  return einsum(
    space,
    kept.map(k => a.shape[k] as Dim),
    [factor(a, at)],
    over.map(k => a.shape[k] as Dim),
  )
}

/** The sum of the diagonal. */
export const trace = (space: Space, a: Node): Node => einsum(space, [], [factor(a, [0, 0])], [a.shape[0] as Dim])

/** The matrix with a vector on its diagonal. */
export const diagonalMatrix = (space: Space, v: Node): Node =>
  einsum(space, [v.shape[0] as Dim, v.shape[0] as Dim], [factor(v, [0])], [], { deltas: [[0, 1]] })

/** The mean of all entries. */
export const mean = (space: Space, a: Node): Node =>
  scale(
    space,
    pow(
      a.shape.reduce<Expr>((n, d) => mul(n, d), one),
      num(-1),
    ),
    total(space, a),
  )
