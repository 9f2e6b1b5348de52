/** What the numbers of a sum have in common. */
import { commonFactor, ONE, Rational } from '../number/rational.js'
import { isShort, numberTerm, type Sum, type Term } from './term.js'

/** The number that a person puts in front: the greatest common divisor over the least common denominator. */
export function commonNumber(s: Sum): Term {
  let sign = -1
  let decimal = false
  for (const t of s) {
    if (t.above.sign() >= 0) sign = 1
    decimal ||= t.decimal
  }
  if (decimal) {
    // One bar over all where every term has one: (2.5 - 8.3*T)/68.89 for 2.5/68.89 - T/8.3.
    const below = s.reduce((b, t) => (t.below.compare(b) > 0 ? t.below : b), ONE)
    const same = !below.isOne() && s.every(t => !t.below.isOne() && isShort(below.div(t.below)))
    return { above: Rational.of(sign), below: same ? below : ONE, decimal: same, factors: [] }
  }
  const c = commonFactor(s.map(t => t.above))
  return numberTerm(sign < 0 ? c.neg() : c)
}
