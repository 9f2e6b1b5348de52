/**
 * Sums with 1 in which digits are lost: log(1 + u) is log1p(u), and e^u - 1 is expm1(u). Only sums of two terms, as then nothing is added in
 * another order, and no value is worse for it. The rules log_one_plus and exponential_minus_one (rules/stable.ts), found without a search.
 */
import type { Call, Expr } from '../expr/node.js'
import { isCall } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import type { Rational } from '../number/rational.js'

/** u of e^u. */
export const exponentOf = (e: Expr | undefined): Expr | undefined =>
  isCall(e, 'pow') && isCall(e.args[0], 'e') ? e.args[1] : undefined

/** u of log(1 + u). */
export function oneMoreOf(e: Call): Expr | undefined {
  const [sum] = e.args
  if (e.head !== 'log' || e.args.length !== 1 || !isCall(sum, 'add') || sum.args.length !== 2) return undefined
  const [one, u] = sum.args
  return isOne(one) ? u : undefined
}

/** u and c of c*e^u - c. */
export function exponentialLessOne(e: Call): { readonly u: Expr; readonly c: Rational } | undefined {
  const [number, term] = e.args
  if (e.args.length !== 2 || number?.kind !== 'num') return undefined
  const c = number.value.neg()
  if (c.isOne()) {
    const u = exponentOf(term)
    return u && { u, c }
  }
  if (!isCall(term, 'mul') || term.args.length !== 2) return undefined
  const [factor, power] = term.args
  const u = exponentOf(power)
  return u !== undefined && factor?.kind === 'num' && factor.value.equals(c) ? { u, c } : undefined
}
