/**
 * An expression on the curve, or the surface, where another one is zero: its numerator divided by that one, one generator at a time, leaves
 * remainders that have the same value there. Of (x^2 + y^2)/y^3 where x^2 + y^2 - 25 is zero: 25/y^3.
 */
import { add, div, mul, pow } from '../expr/build.js'
import { type Expr, num, sym } from '../expr/node.js'
import { Rational } from '../number/rational.js'
import { expressionOf, toFraction } from './fraction.js'
import {
  coefficientsIn,
  degreeIn,
  isConstant,
  isZero,
  minus,
  OutOfWork,
  type Polynomial,
  type Term,
  times,
  variable,
  type Work,
} from './polynomial.js'

/** Marks the polynomial that is zero, so that both are read in the same generators. No text has such a name. */
const MARK = sym('[zero]')

const PATIENCE = 4_000

/** The expression in forms that are equal to it wherever `zero` is 0; none where both are not polynomials of the same things. */
export function modulo(e: Expr, zero: Expr): Expr[] {
  const work: Work = { terms: PATIENCE }
  try {
    const whole = toFraction(e, work)
    if (whole === undefined || isZero(whole.numerator)) return []
    const above = expressionOf(whole.numerator, whole.generators)
    const below = expressionOf(whole.denominator, whole.generators)
    const both = toFraction(add(above, mul(MARK, zero)), work)
    const mark = both?.generators.indexOf(MARK) ?? -1
    if (both === undefined || mark < 0) return []
    const [dividend, divisor] = coefficientsIn(both.numerator, mark)
    if (dividend === undefined || divisor === undefined || isZero(dividend)) return []
    const denominator = mul(below, expressionOf(both.denominator, both.generators))
    return both.generators.flatMap((_, x) => {
      const found = x === mark ? undefined : remainder(dividend, divisor, x, work)
      if (found === undefined) return []
      return [div(mul(found.scale, expressionOf(found.rest, both.generators)), denominator)]
    })
  } catch (error) {
    if (error instanceof OutOfWork) return []
    throw error
  }
}

/** What is left of a polynomial, times a number; undefined where nothing is to be divided, or not by a number. */
function remainder(
  p: Polynomial,
  by: Polynomial,
  x: number,
  work: Work,
): { readonly rest: Polynomial; readonly scale: Expr } | undefined {
  const n = degreeIn(by, x)
  if (n < 1 || degreeIn(p, x) < n) return undefined
  const lead = coefficientsIn(by, x)[n] as Polynomial
  if (!isConstant(lead)) return undefined
  let rest = p
  let count = 0
  for (let d = degreeIn(rest, x); d >= n; d = degreeIn(rest, x)) {
    const top = coefficientsIn(rest, x)[d] as Polynomial
    rest = minus(times(lead, rest, work), times(times(top, variable(p.arity, x, d - n), work), by, work))
    count++
  }
  const number = Rational.of((lead.terms[0] as Term).coefficient)
  return { rest, scale: pow(num(number), num(-count)) }
}
