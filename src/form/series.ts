/**
 * Sums of powers of shifted variables, as (x - 1) - (x - 1)^2/2: each shift is one unit that nothing opens, coefficients stand before
 * powers, and the terms in the order given. Also the sums a*x + b*y + c of tangents, whose shifts are the variables themselves.
 */
import { isNegative, neg, num, one } from '../expr/build.js'
import { type Expr, isCall, rawCall } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import { joined, minus, over, power, SIGN } from '../expr/written.js'
import { composed } from './composed.js'

/** One term: a coefficient, and the power of each shift. */
export interface Power {
  readonly coefficient: Expr
  readonly exponents: readonly number[]
}

/** x - a as a person writes it; x itself where a is 0. */
export function shift(x: Expr, a: Expr): Expr {
  if (isZero(a)) return x
  return rawCall(SIGN.plus, [x, isNegative(a) ? neg(a) : minus(a)])
}

/** The sum as a written tree; `by` is what coefficients are arranged by. */
export function writtenPowers(powers: readonly Power[], shifts: readonly Expr[], by: Expr): Expr {
  const terms = powers.flatMap(({ coefficient, exponents }) => {
    const factors = exponents.flatMap((n, k) => (n === 0 ? [] : [raised(shifts[k] as Expr, n)]))
    const c = composed([coefficient], coefficient, by) ?? coefficient
    if (factors.length > 0) return [before(c, factors)]
    return isCall(c, SIGN.plus) ? c.args : [c]
  })
  return terms.length === 0 ? num(0) : joined(SIGN.plus, terms)
}

const raised = (shift: Expr, n: number): Expr => (n === 1 ? shift : power(shift, num(n)))

/** A coefficient before its powers: above the bar, after the sign. */
function before(c: Expr, factors: readonly Expr[]): Expr {
  if (c === one) return joined(SIGN.times, factors)
  if (c.kind === 'num' && c.value.sign() < 0) return minus(before(neg(c), factors))
  if (c.kind !== 'call') return joined(SIGN.times, [c, ...factors])
  const [a, b] = c.args as [Expr, Expr]
  switch (c.head) {
    case SIGN.minus:
      return minus(before(a, factors))
    case SIGN.over:
      return over(before(a, factors), b)
    case SIGN.times:
      return joined(SIGN.times, [...c.args, ...factors])
    default:
      return joined(SIGN.times, [c, ...factors])
  }
}
