/** What the terms of a sum have in common: a number, and powers. */
import { sub, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { commonFactor, ONE, Rational } from '../number/rational.js'
import { digitsOf, isLong, isShort } from './decimals.js'
import { exponentOf, Factor, numberTerm, rational, type Sum, Term, type Unit } from './term.js'

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
    const below = s.map(t => t.below).reduce((b, n) => (n.compare(b) > 0 ? n : b))
    const same = !below.isOne() && s.every(t => !t.below.isOne() && isShort(below.div(t.below)))
    const above = commonMeasure(s).mul(Rational.of(sign))
    return new Term(above, same ? below : ONE, same || !above.isInteger(), [])
  }
  const c = commonFactor(s.map(t => t.above))
  return numberTerm(sign < 0 ? c.neg() : c)
}

/** Of measured numbers the least, where all others are whole multiples of it and whole themselves, or all are the same, or long products with it. */
function commonMeasure(s: Sum): Rational {
  const sizes = s.map(t => t.above.abs())
  const least = sizes.reduce((a, n) => (n.compare(a) < 0 ? n : a))
  const isWhole = s.every(t => t.above.isInteger() && t.below.isOne())
  const isTimes = (n: Rational): boolean =>
    n.equals(least) || (isWhole ? n.div(least).isInteger() : isLong(n) && digitsOf(n.div(least)) < digitsOf(n))
  return sizes.every(isTimes) ? least : ONE
}

/** What all terms share: the greatest number, and of each unit its lowest power, below zero too. */
export function shared(s: Sum): Term {
  const { above, below, decimal } = commonNumber(s)
  const [first] = s
  const factors: Factor[] = []
  for (let k = 0; k < s.length; k++) {
    const t = s[k] as Term
    for (const { unit, exponent } of t.factors) {
      // What the first term does not have is shared only below the bar.
      if (t !== first && ((exponent.kind === 'num' && exponent.value.sign() > 0) || isBefore(k, unit, s))) continue
      const lowest = lowestPower(s, unit)
      if (lowest !== undefined) factors.push(new Factor(unit, lowest))
    }
  }
  return new Term(above, below, decimal, factors)
}

/** Whether one of the first k terms has a unit. */
function isBefore(k: number, unit: Unit, s: Sum): boolean {
  for (let j = 0; j < k; j++) if (exponentOf(unit, s[j] as Term) !== undefined) return true
  return false
}

function lowestPower(s: Sum, unit: Unit): Expr | undefined {
  let lowest: Expr | undefined
  for (const t of s) {
    const exponent = exponentOf(unit, t) ?? zero
    if (lowest === undefined) lowest = exponent
    else if (lowest !== exponent && !equal(lowest, exponent)) {
      // x^n and x^(n - 1) share the lower; x^n and x^m nothing, nor x^n and x^2.
      if ((exponent.kind === 'num') !== (lowest.kind === 'num')) return undefined
      if (exponent.kind === 'num' && lowest.kind === 'num') {
        if (exponent.value.compare(lowest.value) < 0) lowest = exponent
        continue
      }
      const difference = rational(sub(exponent, lowest))
      if (difference === undefined) return undefined
      if (difference.sign() < 0) lowest = exponent
    }
  }
  return lowest === undefined || isZero(lowest) ? undefined : lowest
}

/** What the terms of a bracket share. */
export function sharedIn(unit: Unit): Term {
  unit.shared ??= shared(unit.terms as Sum)
  return unit.shared
}
