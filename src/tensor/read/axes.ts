/**
 * Functions along axes: sum, mean, prod, max, min, logsumexp, softmax, norms. The axis is counted as MATLAB does: `sum(X,1)` adds up
 * each column (a row comes out), `sum(X,2)` each row (a column comes out). Without an axis all entries are taken together.
 */
import { mul, num, one, pow, rational } from '../../expr/build.js'
import { wholeOf } from '../../expr/numbers.js'
import type { Syntax } from '../../parse/syntax.js'
import type { Dim } from '../node.js'
import {
  type Context,
  described,
  einsum,
  inOrder,
  nodeOf,
  type Operand,
  type Origin,
  orderOf,
  refuse,
  sizesOf,
  textOf,
  unfit,
} from './operand.js'
import { isScalar, like, mapped, raised } from './operators.js'

/** The own axes meant by the argument: all of them without one. */
export function axesOf(context: Context, o: Operand, axis: Operand | undefined): number[] {
  const order = orderOf(o)
  if (axis === undefined) return inOrder(o)
  const k = wholeOf(axis.e)
  const most = Math.max(order, 2)
  if (k === undefined || k < 1 || k > most)
    refuse(
      context,
      axis.syntax,
      `${textOf(context, axis)} is no axis`,
      `write ${Array.from({ length: most }, (_, n) => n + 1).join(' or ')}`,
    )
  const along = order === 1 ? (o.row ? 2 : 1) : k
  if (order === 0 || along !== k)
    refuse(
      context,
      axis.syntax,
      `${described(context, o)}: it has no axis ${k}`,
      order === 1 ? `its entries lie along axis ${along}` : undefined,
    )
  return [order === 1 ? 0 : k - 1]
}

/** What is left of the axes of an operand without some of them. */
function left(o: Operand, gone: readonly number[]): { kept: number[]; shape: Dim[]; row: boolean; origins: Origin[] } {
  const kept = inOrder(o).filter(k => !gone.includes(k))
  const row = orderOf(o) === 2 && kept.length === 1 && kept[0] === 1
  return { kept, row, shape: kept.map(k => sizesOf(o)[k] as Dim), origins: kept.map(k => o.origins[k] as Origin) }
}

/** The sum of the entries along axes, to a power each. */
export function totalOver(
  context: Context,
  o: Operand,
  axes: readonly number[],
  syntax: Syntax,
  power = one as Operand['e'],
): Operand {
  const { kept, shape, row, origins } = left(o, axes)
  const at = inOrder(o).map(k => (axes.includes(k) ? kept.length + axes.indexOf(k) : kept.indexOf(k)))
  const part = { of: o, at, ...(power !== undefined && { power }) }
  return einsum(context, { parts: [part], shape, bound: axes.map(k => sizesOf(o)[k] as Dim) }, { row, origins, syntax })
}

/** The mean of the entries along axes. */
export function meanOver(context: Context, o: Operand, axes: readonly number[], syntax: Syntax): Operand {
  const count = mul(...axes.map(k => context.sizes.use(sizesOf(o)[k] as Dim)))
  const sum = totalOver(context, o, axes, syntax)
  const parts = [{ of: sum, at: inOrder(sum) }]
  return einsum(context, { parts, shape: sizesOf(sum), coefficient: pow(count, num(-1)) }, like(sum, syntax))
}

/** An operation along one axis after another; `keeps` tells that the axis stays. */
export function along(
  context: Context,
  head: string,
  o: Operand,
  axes: readonly number[],
  syntax: Syntax,
  direction?: Operand,
): Operand {
  let value = o
  for (const axis of [...axes].sort((a, b) => b - a)) value = alongOne(context, head, value, axis, syntax, direction)
  return value
}

function alongOne(
  context: Context,
  head: string,
  o: Operand,
  axis: number,
  syntax: Syntax,
  direction: Operand | undefined,
): Operand {
  const order = orderOf(o)
  const lead = o.indices.length
  const { kept, row, origins } = left(o, [axis])
  const turned = kept.concat(axis)
  const node = context.space.operation(
    head,
    permuted(context, o, turned),
    direction && permuted(context, direction, turned),
  )
  if (node.shape.length < lead + order) return mapped(context, node, o.indices, { row, origins, syntax })
  // The axis goes back to its place.
  const back = inOrder(o).map(k => turned.indexOf(k))
  const inner: Operand = { ...o, node, origins: turned.map(k => o.origins[k] as Origin) }
  return mapped(context, permuted(context, inner, back), o.indices, like(o, syntax))
}

/** The node with its own axes in another order. */
function permuted(context: Context, o: Operand, order: readonly number[]): ReturnType<typeof nodeOf> {
  const node = nodeOf(context, o)
  if (order.every((k, n) => k === n)) return node
  const lead = o.indices.length
  const all = [...o.indices.keys(), ...order.map(k => k + lead)]
  const at = all.map((_, k) => all.indexOf(k))
  const factor = { node, at, power: one }
  return context.space.sum(
    all.map(k => node.shape[k] as Dim),
    [{ coefficient: one, factors: [factor], deltas: [], bound: [] }],
  )
}

/** The square root of the sum of squares of all entries. */
export const euclidean = (context: Context, o: Operand, syntax: Syntax): Operand =>
  raised(context, totalOver(context, o, inOrder(o), syntax, num(2)), rational(1, 2), syntax)

/** Entry by entry, a function of one argument. */
export function mapOver(context: Context, head: string, o: Operand, syntax: Syntax): Operand {
  const node = context.space.map(head, [nodeOf(context, o)])
  return mapped(context, node, o.indices, like(o, syntax))
}

/** Refuses a matrix where the axis must be said. */
export function requireAxis(context: Context, o: Operand, axis: Operand | undefined, name: string): void {
  if (axis !== undefined || isScalar(o) || orderOf(o) === 1) return
  const text = textOf(context, o)
  unfit(
    context,
    o,
    `${name} goes along an axis`,
    `write ${name}(${text}, 2) for each row, ${name}(${text}, 1) for each column`,
  )
}
