/**
 * The last word where doubles cannot decide: values to many digits, each digit of them sure. A derivative is a
 * central difference over so short a step, with so many digits, that nothing is left of either error. Only what has
 * enclosures to any precision, at real points: everything elementary, and gamma, erf, zeta and their kin.
 */

import { attempted } from '../attempt.js'
import { BudgetError, DomainError } from '../errors.js'
import { preciseValues } from '../evaluate/precise.js'
import { num } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import type { Decimal } from '../number/decimal.js'
import { Rational } from '../number/rational.js'

const DIGITS = 25
/** The step relative to the coordinate is 10^-STEP, too short for any wave or pole beside it, and the values have so many more digits. */
const STEP = 30
const TINY = Rational.of(1n, 10n ** BigInt(STEP))
/** Digits that must be left of a difference. */
const SURE = 17

/** Digits of a value, and of a derivative, that are relied on. */
export const MOST_SURE = DIGITS - 2

/** What so many bits do not tell from zero is left open. */
const MOST_BITS = 1500

/** A point with exact coordinates. */
export type ExactPoint = ReadonlyMap<string, Rational>

/** A number that can be written out: e^(e^20) has digits by the million before its point. */
const isModest = (d: Decimal): boolean => Math.abs(d.exponent) < 1000

/** The values of some formulas, or undefined where they cannot be had. */
export function preciseAt(roots: readonly Expr[], point: ExactPoint, digits = DIGITS): Rational[] | undefined {
  const bounds = { mostBits: MOST_BITS }
  const values = attempted([DomainError, BudgetError], () => preciseValues(roots, point, digits, bounds))
  return values?.every(isModest) ? values.map(d => Rational.parse(d.toString())) : undefined
}

/** Two different numbers, with the digits that a double has and as many more as show the difference. */
export function apart(a: Rational, b: Rational): readonly [string, string] {
  const gap = Math.abs(
    a
      .sub(b)
      .div(a.isZero() ? b : a)
      .toNumber(),
  )
  const digits = Math.max(17, 2 - Math.floor(Math.log10(gap)))
  const text = (q: Rational): string => String(preciseValues([num(q)], new Map(), digits)[0])
  return [text(a), text(b)]
}

/** A value, and a bound for its relative error. */
export interface Precise {
  readonly value: Rational
  readonly error: number
}

/** The derivative of f by a coordinate, to at least `SURE` digits; undefined where it is too small beside the value of f. */
export function preciseSlope(f: Expr, point: ExactPoint, x: string): Precise | undefined {
  const at = point.get(x)
  if (at === undefined) return undefined
  const h = at.isZero() ? TINY : at.mul(TINY)
  for (const digits of [DIGITS + 2 * STEP, DIGITS + 4 * STEP]) {
    const sides = [at.add(h), at.sub(h)].map(t => preciseAt([f], new Map(point).set(x, t), digits)?.[0])
    const [up, down] = sides
    if (up === undefined || down === undefined) return undefined
    const rise = up.sub(down)
    const lost = Math.log10(Math.abs(up.div(rise.isZero() ? Rational.ONE : rise).toNumber()))
    // The truncation error is of the order of the square of the relative step.
    if (!rise.isZero() && lost < digits - SURE)
      return { value: rise.div(h.add(h)), error: 10 ** -Math.min(digits - lost - 2, MOST_SURE) }
  }
  return undefined
}
