/** Scalar formulas applied entry by entry: an expression in which symbols stand for tensors of one shape, or for scalars, becomes a tensor. */
import { one, zero } from '../expr/build.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { fold } from '../expr/walk.js'
import { add, einsum, times, whole } from './algebra.js'
import type { Space } from './draft.js'
import type { Node, Shape } from './node.js'

/** The formula with tensors for its symbols; symbols without one are scalars. */
export function elementwise(space: Space, formula: Expr, values: ReadonlyMap<string, Node>): Node {
  const shape = [...values.values()].find(v => v.shape.length > 0)?.shape ?? []
  return fold<Node>(formula, (e, args) => {
    if (e.kind === 'sym') return values.get(e.name) ?? space.scalar(e)
    return e.kind === 'num' || e.args.length === 0 ? space.scalar(e) : applied(space, shape, e, args)
  })
}

function applied(space: Space, shape: Shape, e: Call, args: readonly Node[]): Node {
  const own = args.some(a => a.shape.length > 0) ? shape : []
  switch (e.head) {
    case 'add':
      return add(space, own, args)
    case 'mul':
      return times(space, own, args)
    case 'pow':
      return raised(space, own, e, args)
    default:
      return space.map(e.head, args)
  }
}

function raised(space: Space, shape: Shape, e: Call, [base, exponent]: readonly Node[]): Node {
  if (isCall(e.args[0], 'e')) return space.map('exp', [exponent as Node])
  const p = e.args[1] as Expr
  if (p.kind !== 'num') return space.map('pow', [base as Node, exponent as Node])
  return einsum(space, shape, [whole(base as Node, p)])
}

/** The slope of `piecewise(v1, c1, v2, c2, ..., w)` by one of its values: 1 where that is taken, else 0. */
export function choiceSlope(space: Space, node: Node & { readonly kind: 'map' }, k: number): Node {
  return space.map(
    'piecewise',
    node.args.map((a, j) => (j % 2 === 1 ? a : space.scalar(j === k ? one : zero))),
  )
}
