/**
 * Functions whose orders or arguments differ by whole numbers, such as besselj(0, x) and besselj(2, x), written in terms of
 * one of them or of two next to one another: only so do the terms of a derivative cancel. Each choice is a candidate; the
 * caller keeps the cheapest. The relations are data, in rules/recurrences.ts.
 */
import { greatest, smallest } from '../expr/args.js'
import { add, call, minusOne, mul, num, one, pow, sub, zero } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { fold, postorder, replaced, withArgs } from '../expr/walk.js'
import { instantiate } from '../rewrite/match.js'
import { type Recurrence, recurrenceOf } from '../rules/recurrences.js'

/** Orders further apart than this are left alone. */
const FARTHEST = 6

/** Calls of one function whose first arguments are `origin` plus whole numbers. */
interface Family {
  readonly relation: Recurrence
  readonly origin: Expr
  /** The arguments after the first. */
  readonly others: readonly Expr[]
  readonly members: Map<number, Call>
}

/** The expression with each family of neighbours in terms of fewer members. */
export function byNeighbours(e: Expr): Expr[] {
  return families(e).flatMap(f => {
    const orders = [...f.members.keys()].sort((a, b) => a - b)
    const [least, most] = [orders[0] as number, orders.at(-1) as number]
    if (least === most || most - least > FARTHEST) return []
    const bases = f.relation.three ? range(least, most - 1).reverse() : [least, most]
    return bases.map(base => rewritten(e, f, base))
  })
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k)

function families(e: Expr): Family[] {
  const found: Family[] = []
  for (const node of postorder(e)) {
    const relation = node.kind === 'call' ? recurrenceOf(node.head) : undefined
    if (node.kind !== 'call' || relation === undefined) continue
    const [first, ...others] = node.args as [Expr, ...Expr[]]
    const family = found.find(
      f =>
        f.relation === relation &&
        f.others.every((o, k) => equal(o, others[k] as Expr)) &&
        apart(first, f.origin) !== undefined,
    )
    if (family === undefined) found.push({ relation, origin: first, others, members: new Map([[0, node]]) })
    else family.members.set(apart(first, family.origin) as number, node)
  }
  return found.filter(f => f.members.size > 1)
}

/** The whole number by which two arguments differ. */
function apart(a: Expr, b: Expr): number | undefined {
  const d = sub(a, b)
  return d.kind === 'num' && d.value.isInteger() ? d.value.smallInt() : undefined
}

/** Every member in terms of the one at `base`, and of the next where three are related. */
function rewritten(e: Expr, f: Family, base: number): Expr {
  const member = (n: number): Expr => call(f.relation.head, [argument(f, n), ...f.others])
  const known = new Map<number, Expr>([[base, member(base)]])
  if (f.relation.three) known.set(base + 1, member(base + 1))
  const [least, most] = [smallest(f.members.keys()), greatest(f.members.keys())]
  for (let n = base + known.size; n <= most; n++) known.set(n, upwards(f, n - 1, known))
  for (let n = base - 1; n >= least; n--) known.set(n, downwards(f, n + 1, known))
  const images = new ExprMap<Expr>()
  for (const [n, node] of f.members) images.set(node, known.get(n) as Expr)
  return fold<Expr>(e, (node, args) => (node.kind === 'call' ? (images.get(node) ?? withArgs(node, args)) : node))
}

const argument = (f: Family, n: number): Expr => add(f.origin, num(n))

const bindings = (f: Family, u: Expr): Map<string, Expr> =>
  new Map([['u', u], ...(f.others[0] ? [['v', f.others[0]] as const] : [])])

/** The value at n + 1 from those at n and n - 1. */
function upwards(f: Family, n: number, known: ReadonlyMap<number, Expr>): Expr {
  return withValues(instantiate(f.relation.up, bindings(f, argument(f, n))), f, known, n)
}

/** The value at n - 1 from those at n and, of three, n + 1: the relation solved for it, for it is linear. */
function downwards(f: Family, n: number, known: ReadonlyMap<number, Expr>): Expr {
  const at = f.relation.three ? n : n - 1
  const right = instantiate(f.relation.up, bindings(f, argument(f, at)))
  const unknown = call(f.relation.head, [argument(f, n - 1), ...f.others])
  const put = (value: Expr): Expr => withValues(replaced(right, unknown, value), f, known, at)
  const free = put(zero)
  const factor = sub(put(one), free)
  const left = known.get(at + 1) as Expr
  return mul(sub(left, free), pow(factor, minusOne))
}

function withValues(e: Expr, f: Family, known: ReadonlyMap<number, Expr>, n: number): Expr {
  return [n - 1, n, n + 1].reduce((result, k) => {
    const value = known.get(k)
    const node = call(f.relation.head, [argument(f, k), ...f.others])
    return value === undefined || !isCall(node, f.relation.head) ? result : replaced(result, node, value)
  }, e)
}
