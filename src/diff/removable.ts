/**
 * Functions at points where a division by zero is only apparent, as sin(x)/x at 0: what divides by zero there must depend on one variable
 * alone, and the function is then replaced by the constant term of its power series in that variable, the others left as they are. So a
 * limit is never taken along one path where another one might differ: x*y/(x^2 + y^2) at the origin stays without a value.
 */

import { leafName } from '../evaluate/component.js'
import { baseOf } from '../expr/factors.js'
import { type Expr, isValueless } from '../expr/node.js'
import { postorder, withArgs } from '../expr/walk.js'
import type { Values } from './series.js'
import { seriesLimit } from './series-limit.js'

/** An expression with the value at the point, where that is a limit; itself where nothing is to be removed. */
export function withoutRemovable(e: Expr, point: ReadonlyMap<string, Expr>, values: Values): Expr {
  const moving = movingAt(e, point)
  const [x] = moving.values()
  if (x === undefined || moving.size > 1) return e
  return seriesLimit(e, x, point.get(leafName(x) as string) as Expr, values)
}

/** The variables that make something divide by zero at the point, by name. */
export function movingAt(e: Expr, point: ReadonlyMap<string, Expr>): Map<string, Expr> {
  const moving = new Map<string, Expr>()
  const there = new Map<Expr, Expr>()
  for (const n of postorder(e, c => leafName(c) === undefined)) {
    const value = at(n, point, there)
    there.set(n, value)
    if (n.kind !== 'call' || !isValueless(value) || n.args.some(a => isValueless(there.get(a) ?? a))) continue
    // A power of a base that is zero; else a function at a pole.
    for (const x of leavesOf(baseOf(n))) {
      const name = leafName(x) as string
      if (point.has(name)) moving.set(name, x)
    }
  }
  return moving
}

/** What a point may have a value for, where it occurs: symbols and components such as x[1]. */
export const leavesOf = (e: Expr): Expr[] =>
  postorder(e, c => leafName(c) === undefined).filter(
    c => leafName(c) !== undefined && !(c.kind === 'sym' && c.level > 0),
  )

/** A node at the point, given its arguments there. */
function at(n: Expr, point: ReadonlyMap<string, Expr>, there: ReadonlyMap<Expr, Expr>): Expr {
  const name = leafName(n)
  if (name !== undefined) return point.get(name) ?? n
  if (n.kind !== 'call' || n.args.length === 0) return n
  return withArgs(
    n,
    n.args.map(a => there.get(a) ?? a),
  )
}
