/**
 * The last word where doubles cannot decide: values to many digits, each digit of them sure. A derivative is a
 * central difference over so short a step, with so many digits, that nothing is left of either error. Only what has
 * enclosures to any precision, at real points: everything elementary, and gamma, erf, zeta and their kin.
 */
import { BudgetError, DomainError } from '../errors.js'
import { preciseValues } from '../evaluate/precise.js'
import type { Expr } from '../expr/node.js'
import { Rational } from '../number/rational.js'

const DIGITS = 25
/** The step relative to the coordinate is 10^-STEP, and the values have so many more digits. */
const STEP = 12

/** A point with exact coordinates. */
export type ExactPoint = ReadonlyMap<string, Rational>

/** The values of some formulas, or undefined where they cannot be had. */
export function preciseAt(roots: readonly Expr[], point: ExactPoint, digits = DIGITS): Rational[] | undefined {
  try {
    return preciseValues(roots, point, digits).map(d => Rational.parse(d.toString()))
  } catch (error) {
    if (error instanceof DomainError || error instanceof BudgetError) return undefined
    throw error
  }
}

/** The derivative of f by a coordinate, to about 20 digits. */
export function preciseSlope(f: Expr, point: ExactPoint, x: string): Rational | undefined {
  const at = point.get(x)
  if (at === undefined) return undefined
  const h = at.isZero() ? Rational.of(1n, 10n ** BigInt(STEP)) : at.mul(Rational.of(1n, 10n ** BigInt(STEP)))
  const sides = [at.add(h), at.sub(h)].map(t => preciseAt([f], new Map(point).set(x, t), DIGITS + 2 * STEP)?.[0])
  const [up, down] = sides
  return up && down && up.sub(down).div(h.add(h))
}
