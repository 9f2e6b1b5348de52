/**
 * What is u where |u| is below a bound and the bound with the sign of u elsewhere is u between two bounds: the slope of Huber's loss,
 * step(k - abs(u)).*(u - k*sign(u)) + k*sign(u), is max(-k, min(k, u)). For positive bounds only: for others it is not.
 */
import { div, mul, neg, one } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isPositive } from '../expr/numbers.js'
import type { DraftTerm, Space } from './draft.js'
import { type Factor, type Node, nodesOf, type Sum, type Term } from './node.js'
import { transferParts } from './transfer.js'

/** The tensor with every part between bounds that is. `isPositiveName` tells which scalars are positive. */
export function clamped(space: Space, root: Node, isPositiveName: (name: string) => boolean): Node {
  const nodes = nodesOf([root])
  if (!nodes.some(n => n.kind === 'map' && n.head === 'step')) return root
  const made = new Map<Node, Node>()
  for (const node of nodes) {
    const rebuilt = transferParts(space, node, part => made.get(part) as Node)
    made.set(
      node,
      rebuilt.kind === 'sum' ? clampedSum(space, rebuilt, e => isKnownPositive(e, isPositiveName)) : rebuilt,
    )
  }
  return made.get(root) as Node
}

/** The sum, or what it is between bounds. */
function clampedSum(space: Space, node: Sum, positive: (e: Expr) => boolean): Node {
  const [s, t, ...others] = node.terms
  if (s === undefined || t === undefined || others.length > 0) return node
  return pairOf(space, node, s, t, positive) ?? pairOf(space, node, t, s, positive) ?? node
}

function pairOf(space: Space, node: Sum, inner: Term, outer: Term, positive: (e: Expr) => boolean): Node | undefined {
  const step = inner.factors.find(f => isMapOf(f, 'step'))
  const sign = outer.factors.find(f => isMapOf(f, 'sign'))
  const difference = inner.factors.find(f => f !== step)
  if (step?.node.kind !== 'map' || sign?.node.kind !== 'map' || difference === undefined) return undefined
  const plain = [inner, outer].every(t => t.deltas.length + t.bound.length === 0)
  if (!plain || inner.factors.length !== 2 || outer.factors.length !== 1 || difference.power !== one) return undefined
  const bound = div(outer.coefficient, inner.coefficient)
  const u = sign.node.args[0] as Node
  const whole = (n: Node, coefficient: Expr): DraftTerm => ({
    coefficient,
    factors: [{ node: n, at: n.shape.map((_, k) => k), power: one }],
    deltas: [],
    bound: [],
  })
  const { shape } = node
  const inside = space.sum(shape, [
    { coefficient: bound, factors: [], deltas: [], bound: [] },
    whole(space.map('abs', [u]), neg(one)),
  ])
  const between = space.sum(shape, [whole(difference.node, one), whole(sign.node, bound)])
  if (!positive(bound) || inside !== step.node.args[0] || between !== u) return undefined
  const limits = [space.scalar(bound), space.scalar(mul(neg(one), bound))] as const
  const clamp = space.map('max', [limits[1], space.map('min', [limits[0], u])])
  return space.sum(shape, [whole(clamp, inner.coefficient)])
}

const isMapOf = (f: Factor, head: string): boolean => f.node.kind === 'map' && f.node.head === head && f.power === one

/** A positive number, or a product of such and of names that are declared positive. */
function isKnownPositive(e: Expr, isPositiveName: (name: string) => boolean): boolean {
  if (e.kind === 'sym') return isPositiveName(e.name)
  if (e.kind === 'num') return isPositive(e)
  return (e.head === 'mul' || e.head === 'add') && e.args.every(a => isKnownPositive(a, isPositiveName))
}
