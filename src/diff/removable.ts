/**
 * Functions at points where a division by zero is only apparent, as sin(x)/x at 0: what divides by zero there must depend on one variable
 * alone, and the function is then replaced by the constant term of its power series in that variable, the others left as they are. So a
 * limit is never taken along one path where another one might differ: x*y/(x^2 + y^2) at the origin stays without a value.
 */
import { leafName } from '../evaluate/component.js'
import { type Expr, isCall, isValueless, sym } from '../expr/node.js'
import { freeSymbols, postorder, withArgs } from '../expr/walk.js'
import { taylorCoefficients, type Values } from './taylor.js'

/** An expression with the same value about the point, and one at it where that is a limit; itself where nothing is to be removed. */
export function withoutRemovable(e: Expr, point: ReadonlyMap<string, Expr>, values: Values): Expr {
  const moving = new Set<string>()
  const there = new Map<Expr, Expr>()
  for (const n of postorder(e, c => leafName(c) === undefined)) {
    const value = at(n, point, there)
    there.set(n, value)
    if (n.kind !== 'call' || !isValueless(value) || n.args.some(a => isValueless(there.get(a) ?? a))) continue
    // A power of a base that is zero; else a function at a pole.
    for (const name of freeSymbols(isCall(n, 'pow') ? (n.args[0] as Expr) : n)) if (point.has(name)) moving.add(name)
  }
  const [name, ...others] = moving
  if (name === undefined || others.length > 0) return e
  const [value] = taylorCoefficients(e, sym(name), point.get(name) as Expr, 0, values)
  return value as Expr
}

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
