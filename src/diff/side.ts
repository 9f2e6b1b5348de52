/**
 * One side of a point: x = at + sign*s^root for small s > 0. There logarithms have a series in powers of s with log(s) in its coefficients,
 * which is less than any power of s; so do fractional powers, and functions whose slope has one.
 */
import { DomainError } from '../errors.js'
import { evaluate } from '../evaluate/evaluate.js'
import { add, div, mul, num } from '../expr/build.js'
import { type Expr, isValueless, sym } from '../expr/node.js'
import { contains, freeSymbols } from '../expr/walk.js'
import { Rational } from '../number/rational.js'
import { type IsZero, normal, powerSeries, type Series, TooShort } from './series.js'

export interface Side {
  readonly sign: 1 | -1
  readonly root: number
}

/** Stands for log(s). No text has such a name. */
export const LOGARITHM = sym('[logarithm]')

/** Stands for a constant that is not known. */
export const UNKNOWN = sym('[constant]')

/** There is no real value on this side. */
export class Outside extends Error {}

/** So many times finer powers are needed. */
export class Finer extends Error {
  readonly times: number
  constructor(times: number) {
    super('fractional powers')
    this.times = times
  }
}

/** The sign of a real coefficient that is not zero. Raises `Outside` where it is not real, `DomainError` where it has names. */
export function signOf(c: Expr): 1 | -1 {
  if (freeSymbols(c).size > 0) throw new DomainError(`the sign of ${c} is not known`, 'no-series')
  const value = evaluate(c, {}, { undefined: 'nan' })
  if (Number.isNaN(value)) throw new Outside(`${c} is not real`)
  return value > 0 ? 1 : -1
}

export function requirePositive(c: Expr): void {
  if (signOf(c) < 0) throw new Outside(`${c} is negative`)
}

/** A power with a number as its exponent on one side, where the base is positive. Raises `Finer` where powers of a root are needed. */
export function powerFromSide(s: Series, exponent: Expr, top: number): Series {
  const [lead] = s.terms
  if (s.low === 0 || lead === undefined || exponent.kind !== 'num' || exponent.value.isInteger())
    return powerSeries(s, exponent, top)
  const low = exponent.value.mul(Rational.of(s.low))
  if (!low.isInteger()) throw new Finer(Number(low.den))
  requirePositive(lead)
  return { low: low.toNumber(), terms: powerSeries({ low: 0, terms: s.terms }, exponent, top).terms }
}

/** The derivative by t. */
export const slopeSeries = ({ low, terms }: Series): Series => ({
  low: low - 1,
  terms: terms.map((c, k) => mul(num(low + k), c)),
})

/** What has a slope of this series, and a value where s is 0 unless that is infinite. */
export function integralSeries(s: Series, value: Expr, isZero: IsZero): Series {
  if (s.terms.some(c => contains(c, LOGARITHM))) throw new DomainError('a slope with a logarithm', 'no-series')
  if (s.low + s.terms.length < 0) throw new TooShort('an integral')
  const infinite = s.low < 0 && s.terms.slice(0, -s.low).some(c => !isZero(c))
  if (!infinite && isValueless(value)) throw new DomainError('a value that is infinite', 'pole')
  const low = Math.min(0, s.low + 1)
  const terms = Array.from({ length: s.low + s.terms.length + 1 - low }, (_, k): Expr => {
    const power = low + k
    const c = s.terms[power - 1 - s.low] ?? num(0)
    return power !== 0 ? div(c, num(power)) : add(mul(c, LOGARITHM), infinite ? UNKNOWN : value)
  })
  return normal({ low, terms }, isZero)
}
