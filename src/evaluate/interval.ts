/**
 * Intervals of doubles: rigorous enclosures. The values of a function come from its real kernel, its monotone pieces
 * and the error bound stated beside it (functions/row.ts), moved outwards; see enclosure.ts for the rest.
 */
import { DomainError, ShapeError } from '../errors.js'
import { Num } from '../expr/node.js'
import { knownNumeric, numericOf } from '../functions/numerics.js'
import type { NamedRow } from '../functions/row.js'
import { doubles, next } from '../number/doubles.js'
import { type Enclosure, type Interval, IntervalArithmetic } from '../number/interval.js'
import { extension } from '../number/interval-extension.js'
import { type EnclosingKernel, enclosingField } from './enclosure.js'
import { floatingValues } from './floating.js'
import { lower } from './lower.js'
import { type Bracket, exactValue, isBracket, isComplex, type Value } from './values.js'

/** An enclosure of a value: it lies between `lo` and `hi`. */
export interface IntervalValue extends Bracket {
  /** Present where the expression has no value for some of the numbers in the given intervals. */
  readonly partial?: true
}

const on = new IntervalArithmetic(doubles)

/** Constants are the doubles next to them: their kernels are rounded to nearest. */
function constant(row: NamedRow): Enclosure<number> {
  const value = numericOf(row).real()
  if (Number.isNaN(value)) return undefined
  return Number.isFinite(value) ? on.make(next(value, -1), next(value, 1)) : on.make(value, value)
}

function kernel(row: NamedRow): EnclosingKernel<number> | undefined {
  const numeric = knownNumeric(row)
  const unary = typeof row.args === 'number' ? row.args === 1 : row.args[0] === 1
  if (numeric?.monotone === undefined || !unary) return undefined
  const f = extension(on, numeric.monotone, x => numeric.real(x), numeric.units)
  return u => u && f(u)
}

export const interval = enclosingField<number>(on, { name: 'interval', constant, kernel })

/** A value as it was given: a number is that double exactly, a text such as '0.1' the rational that it says. */
export function intervalOf(value: Value, name: string): Enclosure<number> {
  if (isBracket(value)) return bracket(value, name)
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return undefined
    return on.make(value + 0, value + 0)
  }
  if (isComplex(value)) {
    if (value.im === 0) return intervalOf(value.re, name)
    throw new DomainError(`the value given for ${name} is not real`, 'not-real')
  }
  const e = exactValue(value, name)
  if (e instanceof Num) return on.rational(e.value)
  return floatingValues(lower([e], []), interval, [])[0]
}

function bracket({ lo, hi }: Bracket, name: string): Interval<number> {
  if (!(lo <= hi))
    throw new ShapeError(`the interval given for ${name} is empty: its lo is not below its hi`, 'empty-interval')
  return on.make(Math.min(lo + 0, doubles.largest), Math.max(hi + 0, -doubles.largest))
}

/** What the caller gets; NaN at both ends where there is no value and this was asked for. */
export function intervalValue(x: Enclosure<number>): IntervalValue {
  if (x === undefined) return { lo: Number.NaN, hi: Number.NaN }
  // What is infinite is larger than any number.
  const ends = { lo: Math.min(x.lo + 0, doubles.largest), hi: Math.max(x.hi + 0, -doubles.largest) }
  return x.partial ? { ...ends, partial: true } : ends
}
