/**
 * Long products of measured numbers, written as what they are products of: 0.4944*3.4^12 for 1179846.3860178691620864. No answer shows
 * more digits than its problem justifies. Invariant: the product of what is answered is the number, exactly.
 */
import { type Expr, num } from '../expr/node.js'
import { power } from '../expr/written.js'
import type { Rational } from '../number/rational.js'

/** Numbers of so many significant digits are read with ease. */
const EASY = 12

/** Whether a number is a short decimal. */
export const isShort = (q: Rational): boolean =>
  (q.toDecimal()?.replace(/[-.]|^0+|0+$/g, '').length ?? EASY + 1) <= EASY

/** Digits beyond these are not counted. */
const UNCOUNTED = 10n ** 400n
/** Places after the point of which a smaller denominator has no more: it may be a power of two. */
const MOST_PLACES = 1400

/** How many significant digits a number has as a decimal; infinitely many where it does not terminate, or has more than anybody counts. */
export function digitsOf(q: Rational): number {
  if (q.den > UNCOUNTED || q.num > UNCOUNTED || q.num < -UNCOUNTED) return Number.POSITIVE_INFINITY
  return q.toDecimal(MOST_PLACES)?.replace(/[-.]|^0[.0]*|(?<!\.\d*)0+$/g, '').length ?? Number.POSITIVE_INFINITY
}

/** Of so many places after the point, and so many before it, none is long. */
const MILLION = 1_000_000

/** Whether a measured number has more digits than one likes to read. */
export const isLong = (q: Rational): boolean =>
  (q.den > MILLION || q.num > MILLION || q.num < -MILLION) && digitsOf(q) > EASY

/** A small number goes into another one: 0.2472 for 24*0.0103. */
const SMALL = 3

/** The factors of a long product of the decimals among some expressions; undefined of what is short, or no such product. */
export function factorsOfMeasured(n: Rational, of: readonly Expr[]): readonly Expr[] | undefined {
  if (!isLong(n)) return undefined
  let [rest, digits] = [n, digitsOf(n)]
  const found: [base: Rational, times: number][] = []
  for (const e of of) {
    if (e.kind !== 'num' || !e.decimal || e.value.isInteger()) continue
    const base = e.value.abs()
    let times = 0
    for (; digits > 1; times++) {
      const quotient = rest.div(base)
      const fewer = digitsOf(quotient)
      if (fewer >= digits) break
      ;[rest, digits] = [quotient, fewer]
    }
    if (times > 0) found.push([base, times])
  }
  if (found.length === 0) return undefined
  const single = found.filter(([, times]) => times === 1).toSorted(([a], [b]) => digitsOf(a) - digitsOf(b))[0]
  const powers = found.map(([base, times]) => (times === 1 ? num(base, true) : power(num(base, true), num(times))))
  if (rest.isOne()) return powers
  if (single === undefined || digits > SMALL) return [num(rest, true), ...powers]
  return [num(rest.mul(single[0]), true), ...powers.filter((_, k) => found[k] !== single)]
}
