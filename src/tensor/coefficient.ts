/** What coefficients and powers of terms are: numbers, or expressions in scalar symbols. */

import { minusOne, mul, num, pow, sum } from '../expr/build.js'
import { baseOf } from '../expr/factors.js'
import { type Call, type Expr, factorsOf, isCall, type Num, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { commonFactor, ONE, type Rational } from '../number/rational.js'

export const isZero = (e: Expr): boolean => e.kind === 'num' && e.value.isZero()
export const isInteger = (e: Expr): e is Num => e.kind === 'num' && e.value.isInteger()
export const isPositive = (e: Expr): boolean => e.kind === 'num' && e.value.sign() > 0
export const isNumber = (e: Expr): e is Num => e.kind === 'num'

/** The number in front of an expression: 2 of 2*a, 1 of a. */
export function numberOf(e: Expr): Rational {
  if (e.kind === 'num') return e.value
  const first = isCall(e, 'mul') ? e.args[0] : undefined
  return first?.kind === 'num' ? first.value : ONE
}

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
