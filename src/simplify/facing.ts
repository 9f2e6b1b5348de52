/**
 * What is found again as it was written. Differences the same way round: -6/(3*x - 5)^3 for 6/(5 - 3*x)^3 where the given expression
 * has 3*x - 5; a search for the shortest form turns them to save a sign. A sum that is a factor above the bar may still be turned:
 * -(x - 1)*y is (1 - x)*y. Arguments, exponents and radicands in factors or multiplied out: log(p*(1 - p)). What was written both
 * ways, or not at all, stays.
 */
import { call, minusOne, mul, pow, product } from '../expr/build.js'
import { STRUCTURE } from '../expr/formal.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { fold, postorder, withArgs } from '../expr/walk.js'
import { row } from '../functions/table.js'
import { type Costs, cost, hasMinus } from './cost.js'
import { opened } from './faults.js'
import { directed, opposite } from './spelling.js'

/** By the sums without their numeric factor: the signs of that factor that were seen, as bits. */
type Seen = ExprMap<number>

const bit = (sign: number): number => (sign < 0 ? 1 : 2)

/** The expression with differences the way they are in `model`. */
export function facing(e: Expr, model: Expr, costs: Costs): Expr {
  const seen: Seen = new ExprMap()
  for (const node of postorder(model)) {
    const way = isCall(node, 'add') ? directed(node) : undefined
    if (way !== undefined) seen.set(way.sum, (seen.get(way.sum) ?? 0) | bit(way.sign))
  }
  const inside = argumentsOf(model)
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== 'call') return node
    const known = (a: Expr): Expr => inside.get(opened(a)) ?? a
    const fresh = withArgs(
      node,
      args.map((a, k) => (isInside(node, k) ? known(a) : a)),
    )
    if (isCall(fresh, 'pow')) return powerFaced(fresh, seen)
    if (isCall(fresh, 'mul')) return hasMinus(fresh) && !hasMinus(node) ? minusWithin(fresh, costs) : fresh
    return fresh.kind === 'call' ? argumentFaced(fresh, seen) : fresh
  })
}

/** Whether an operand is an argument of a function, an exponent or a radicand. */
function isInside(e: Call, k: number): boolean {
  if (e.head !== 'pow') return !STRUCTURE.has(e.head)
  return k === 1 || (e.args[1]?.kind === 'num' && !e.args[1].value.isInteger())
}

/** What is inside functions, by what it is multiplied out; not where it was written in two ways. */
function argumentsOf(model: Expr): ExprMap<Expr> {
  const found = new ExprMap<Expr>()
  for (const node of postorder(model)) {
    if (node.kind !== 'call') continue
    for (const [k, a] of node.args.entries()) {
      if (!isInside(node, k)) continue
      const key = opened(a)
      const other = found.get(key)
      found.set(key, other === undefined || equal(other, a) ? a : key)
    }
  }
  return found
}

function isTurned(e: Expr | undefined, seen: Seen): boolean {
  const way = isCall(e, 'add') ? directed(e) : undefined
  return way !== undefined && (seen.get(way.sum) ?? 0) === bit(-way.sign)
}

function powerFaced(e: Call, seen: Seen): Expr {
  const [base, n] = e.args as [Expr, Expr]
  if (n.kind !== 'num' || !n.value.isInteger() || !isTurned(base, seen)) return e
  return mul(pow(minusOne, n), pow(opposite(base), n))
}

/** The sign that a turned power has left goes into a sum above the bar, where that is shorter. */
function minusWithin(e: Call, costs: Costs): Expr {
  const others = e.args.flatMap((f, k) =>
    isCall(f, 'add') ? [product([minusOne, ...e.args.toSpliced(k, 1, opposite(f))])] : [],
  )
  return others.reduce<Expr>((best, other) => (cost(other, costs) < cost(best, costs) ? other : best), e)
}

/** f(y - x) of an odd or even function as -f(x - y) or f(x - y). */
function argumentFaced(e: Call, seen: Seen): Expr {
  const [u, ...more] = e.args
  const parity = more.length === 0 ? row(e.head, 1)?.parity : undefined
  if (u === undefined || parity === undefined || !isTurned(u, seen)) return e
  const other = call(e.head, [opposite(u)])
  return parity === 'odd' ? mul(minusOne, other) : other
}
