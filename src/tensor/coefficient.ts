/** What coefficients and powers of terms are: numbers, or expressions in scalar symbols. */
import { mul, num, sum } from '../expr/build.js'
import { type Expr, isCall, type Num } from '../expr/node.js'
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

const termsOf = (e: Expr): readonly Expr[] => (isCall(e, 'add') ? e.args : [e])

/** The quotient, term by term. */
export const divideBy = (e: Expr, c: Rational): Expr =>
  c.isOne() ? e : sum(termsOf(e).map(t => mul(num(c.inverse()), t)))
