/** What coefficients and powers of terms are: numbers, or expressions in scalar symbols. */

import { minusOne, mul, num, pow, sum } from '../expr/build.js'
import { baseOf } from '../expr/factors.js'
import { type Call, type Expr, factorsOf, isCall, termsOf } from '../expr/node.js'
import { numberOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { commonFactor, ONE, type Rational } from '../number/rational.js'

/** The largest number that divides all coefficients to whole numbers without common factor; with the sign of the first. */
export function contentOf(coefficients: readonly Expr[]): Rational {
  const numbers = coefficients.flatMap(termsOf).map(numberOf)
  const [first] = numbers
  if (first === undefined) return ONE
  const common = commonFactor(numbers)
  return first.sign() < 0 ? common.neg() : common
}

/** `c^p`, where powers of sizes, which are positive, leave the product: (a/n)^p is a^p*n^-p. */
export function raisedBy(c: Expr, p: Expr, isSize: (e: Expr) => boolean): Expr {
  const tied: Expr[] = []
  const sizes: Expr[] = []
  for (const f of factorsOf(c)) (isSize(baseOf(f)) ? sizes : tied).push(f)
  const isBelow = sizes.every(f => isCall(f, 'pow') && equal(f.args[1] as Expr, minusOne))
  const outside = isBelow
    ? [pow(mul(...sizes.map(f => (f as Call).args[0] as Expr)), mul(minusOne, p))]
    : sizes.map(f => (isCall(f, 'pow') ? pow(f.args[0] as Expr, mul(f.args[1] as Expr, p)) : pow(f, p)))
  return mul(pow(mul(...tied), p), ...outside)
}

/** The quotient, term by term. */
export const divideBy = (e: Expr, c: Rational): Expr =>
  c.isOne() ? e : sum(termsOf(e).map(t => mul(num(c.inverse()), t)))
