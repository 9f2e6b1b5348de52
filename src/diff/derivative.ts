/**
 * The derivative of an expression by one variable: one pass over the distinct nodes that depend on it, so the cost
 * grows with those. Nothing is simplified here beyond canonical form.
 */
import { ShapeError } from '../errors.js'
import { call, list, log, minusOne, mul, one, pow, product, sub, sum, zero } from '../expr/build.js'
import { isCondition } from '../expr/kind.js'
import { type Call, type Expr, isCall, mapped } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder } from '../expr/walk.js'
import { type Algebra, type DiffRule, differentiate } from './calculus.js'
import { partial, partialByEntry } from './partial.js'
import { isPart, partRule } from './parts.js'
import { branches, pointwise, settledTies } from './ties.js'

export type { DiffRule } from './calculus.js'

/** Told of each rule used: the node, and its derivative before any simplification. */
export type Recorder = (rule: DiffRule, of: Expr, derivative: Expr) => void

/** A symbol, or a component such as x[1]. */
export type Variable = Expr

/** d e / d x, canonical but not simplified. */
export function derivative(e: Expr, x: Variable, record?: Recorder): Expr {
  const known = new Map<Expr, Expr>()
  const isVariable = (n: Expr): boolean => n === x || (n.hash === x.hash && equal(n, x))
  const dependent = (c: Call): boolean => (c.mask & x.mask) === x.mask && !isVariable(c)
  let branching = false
  for (const node of postorder(e, dependent)) {
    if (isVariable(node)) known.set(node, one)
    else if (node.kind !== 'call' || !dependent(node)) known.set(node, zero)
    else {
      const below = mapped(node.args, a => known.get(a) as Expr)
      const whole = isCall(node, 'piecewise') ? pointwise(node, x, f => derivative(f, x)) : undefined
      const { rule, value } = whole
        ? { rule: 'piecewise' as const, value: whole }
        : isPart(node)
          ? { rule: 'chain' as const, value: partRule(node, below[0] as Expr) }
          : differentiate(node, below, x, CANONICAL)
      known.set(node, value)
      branching ||= branches(node.head)
      if (value !== zero) record?.(rule, node, value)
    }
  }
  const result = branching ? settledTies(e, known.get(e) as Expr, x) : (known.get(e) as Expr)
  if (isCondition(e)) throw new ShapeError('a condition has no derivative: differentiate its two sides')
  return result
}

/** Canonical expressions. */
const CANONICAL: Algebra<Expr> = {
  zero,
  one,
  isZero: e => e === zero,
  of: e => e,
  sum,
  product,
  negative: e => mul(minusOne, e),
  lowered: (base, exponent) => pow(base, sub(exponent, one)),
  inverse: e => pow(e, minusOne),
  log: base => (isCall(base, 'e') ? one : log(base)),
  partial: (r, e, k, entry) => (entry === undefined ? partial(r, e, k) : partialByEntry(e, k, entry)),
  canonical: e => e,
  piecewise: (branches, otherwise) => call('piecewise', [...branches.flat(), ...(otherwise ? [otherwise] : [])]),
  list,
  items: e => (isCall(e, 'list') ? e.args : undefined),
}
