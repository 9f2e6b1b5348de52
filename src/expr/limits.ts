/** How far exact arithmetic goes, and how far sums and products are flattened, before cost would run away. */
import { BudgetError } from '../errors.js'
import type { Rational } from '../number/rational.js'

/** The largest number of binary digits that an exact number may grow to. */
export const MAX_BITS = 1 << 20

/** The number, unless it is too long to go on with: `BudgetError`. */
export function bounded(q: Rational): Rational {
  if ((typeof q.num === 'bigint' || typeof q.den === 'bigint') && q.bits() > MAX_BITS) {
    const digits = Math.floor(MAX_BITS * Math.LOG10E * Math.LN2)
    throw new BudgetError('digits', `a number here has more than ${digits} digits`)
  }
  return q
}

const EXPONENT_BITS = 1024

/** Exponents do not grow further than this: (x^a)^b is then left as it is. */
export const isLongExponent = (q: Rational): boolean => q.bits() > EXPONENT_BITS

/** Refuses an exponent that grew too long in a product of powers. */
export function boundedExponent(q: Rational): void {
  if (isLongExponent(q)) throw new BudgetError('digits', 'an exponent here is too long')
}

/** Sums and products up to this length are always merged into the one around them. */
export const FLAT = 128

/** Whether a nested sum or product of n operands is merged into one that has m others: small into large. */
export const absorbs = (m: number, n: number): boolean => n <= FLAT || n <= m

/** The highest order of a derivative that is carried out, or written in marks. */
const HIGHEST_ORDER = 1000

export function requireOrder(n: number): void {
  if (n > HIGHEST_ORDER) throw new BudgetError('order', `a derivative of order ${n} is beyond ${HIGHEST_ORDER}`)
}
