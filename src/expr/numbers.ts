/** Questions about the numbers among expressions, and the number in front of one. */
import { ONE, type Rational } from '../number/rational.js'
import { type Expr, isCall, type Num } from './node.js'

export const isNumber = (e: Expr): e is Num => e.kind === 'num'
export const isInteger = (e: Expr): e is Num => e.kind === 'num' && e.value.isInteger()
export const isZero = (e: Expr | undefined): boolean => e?.kind === 'num' && e.value.isZero()
export const isOne = (e: Expr | undefined): boolean => e?.kind === 'num' && e.value.isOne()
export const isPositive = (e: Expr): boolean => e.kind === 'num' && e.value.sign() > 0

/** A whole number, small enough to count with. */
export const wholeOf = (e: Expr | undefined): number | undefined => (e?.kind === 'num' ? e.value.smallInt() : undefined)

/** The number in front of an expression: 2 of 2*a, 1 of a. */
export function numberOf(e: Expr): Rational {
  const first = isCall(e, 'mul') ? e.args[0] : e
  return first?.kind === 'num' ? first.value : ONE
}
