/**
 * Real values to any number of digits. The tape is run in intervals of binary numbers with some more bits than
 * asked for; as long as the ends of the enclosure do not round to the same digits, again with more (A. Ziv, "Fast
 * evaluation of elementary mathematical functions with correctly rounded last bit", 1991). So every digit is right also
 * where numbers cancel, and a value that cannot be told from zero is refused rather than answered.
 */
import { BudgetError, DomainError, FluxionError } from '../errors.js'
import { type Expr, Num } from '../expr/node.js'
import { arity, type NamedRow } from '../functions/row.js'
import { bigEnds, catalan, constant, eulergamma } from '../number/big-ends.js'
import { addBig, type BigFloat, fixedOf, isInfiniteBig, negBig, signBig, top } from '../number/big-float.js'
import { Decimal } from '../number/decimal.js'
import type { Bounds } from '../number/ends.js'
import { type Enclosure, type Interval, IntervalArithmetic } from '../number/interval.js'
import type { Rational } from '../number/rational.js'
import { enclosingField, formulaKernel } from './enclosure.js'
import type { Floating } from './field.js'
import { type FloatingOptions, floatingValues } from './floating.js'
import { lower } from './lower.js'
import { FORMULAS, preciseKernel } from './precise-functions.js'
import { substitute } from './subs.js'
import { exactValue, type Value } from './values.js'
import { shortText } from './wording.js'

type Big = Enclosure<BigFloat>

/** The most digits that can be asked for. */
export const MOST_DIGITS = 10_000

const BITS_PER_DIGIT = Math.log2(10)

/** A little more than is asked for, so that the first run is mostly the last. */
const GUARD_BITS = 40

/** Beyond this many bits for so many digits, give up: what is left is zero, or a tie. */
const mostBits = (digits: number): number => 3 * Math.ceil(digits * BITS_PER_DIGIT) + 8_000

/**
 * The values of expressions at a point, each to so many significant digits. Values that are numbers mean the decimals
 * that they print. Raises `DomainError` where there is no real value, `BudgetError` where the digits cannot be told
 * (with `mostBits`: with so many bits; by default with far more than anything but zero needs).
 */
export function preciseValues(
  roots: readonly Expr[],
  given: ReadonlyMap<string, Value>,
  digits: number,
  options: FloatingOptions & { readonly field?: string; readonly mostBits?: number } = {},
): Decimal[] {
  checkRequest(digits, options.field)
  const exact = new Map([...given].map(([name, value]) => [name, exactValue(value, name)] as const))
  // Rational values are arguments, so that messages name them; others, such as sqrt(2), are put in.
  const numbers = [...exact].filter((entry): entry is [string, Num] => entry[1] instanceof Num)
  const others = new Map([...exact].filter(([, e]) => !(e instanceof Num)))
  const whole = others.size === 0 ? roots : roots.map(e => substitute(e, others))
  const tape = lower(
    whole,
    numbers.map(([name]) => name),
    'literal',
  )
  const most = options.mostBits ?? mostBits(digits)
  let bits = Math.ceil(digits * BITS_PER_DIGIT) + GUARD_BITS
  for (;;) {
    const { field, on } = preciseField(bits)
    const values = floatingValues(
      tape,
      field,
      numbers.map(([, e]) => on.rational(e.value)),
      options,
    )
    const decimals = values.map(x => decimalOf(x, digits, bits))
    const open = decimals.indexOf(undefined)
    if (open < 0) return decimals.filter(d => d !== undefined)
    if (bits >= most) throw undecided(whole[open] as Expr, values[open])
    bits = Math.min(most, moreBits(values, digits, bits))
  }
}

function checkRequest(digits: number, field: string | undefined): void {
  if (!Number.isInteger(digits) || digits < 1)
    throw new FluxionError(
      'precision',
      `the precision is a whole number of digits from 1 to ${MOST_DIGITS}, not ${digits}`,
    )
  if (digits > MOST_DIGITS)
    throw new BudgetError('digits', `a precision of ${digits} digits is more than ${MOST_DIGITS}`)
  if (field !== undefined && field !== 'real')
    throw new FluxionError(
      'precision',
      `{ precision } evaluates real numbers; it cannot be combined with { field: '${field}' }`,
    )
}

/** As many more bits as were lost; at least twice as many where that is quick, else half as many again. */
function moreBits(values: readonly Big[], digits: number, bits: number): number {
  const wanted = Math.ceil(digits * BITS_PER_DIGIT) + GUARD_BITS
  const missing = values.map(x => {
    if (x === undefined || signBig(x.lo) * signBig(x.hi) <= 0 || isInfiniteBig(x.lo) || isInfiniteBig(x.hi)) return 0
    return wanted - (top(x.hi) - top(widthOf(x)))
  })
  return bits + Math.max(digits < 1000 ? bits : Math.ceil(bits / 2), ...missing.map(m => m + 32))
}

function undecided(e: Expr, x: Big): FluxionError {
  const text = shortText(e)
  if (x !== undefined && (isInfiniteBig(x.lo) || isInfiniteBig(x.hi)) && !x.partial)
    return new BudgetError('overflow', `${text} is too large to be written with digits`)
  if (x?.partial)
    return new DomainError(
      `it cannot be told whether ${text} has a value here: an argument is too close to where it has none`,
      'undecided',
    )
  return new BudgetError('digits', `the digits of ${text} cannot be told: it is 0, or extremely close to it`)
}

/** The decimal to which both ends round; undefined where they do not agree. */
function decimalOf(x: Big, digits: number, bits: number): Decimal | undefined {
  if (x === undefined) return Decimal.NOTHING
  if (x.partial || isInfiniteBig(x.lo) || isInfiniteBig(x.hi)) return undefined
  if (x.lo.m === 0n && x.hi.m === 0n) return Decimal.ZERO
  const sign = signBig(x.lo)
  if (sign === 0 || sign !== signBig(x.hi)) return undefined
  const [small, large] = sign > 0 ? [x.lo, x.hi] : [negBig(x.hi), negBig(x.lo)]
  return roundBetween(x.exact?.abs(), small, large, sign, digits, bits)
}

function roundBetween(
  exact: Rational | undefined,
  small: BigFloat,
  large: BigFloat,
  sign: number,
  digits: number,
  bits: number,
): Decimal | undefined {
  const on = new IntervalArithmetic(bigEnds(bits + 64))
  const value: Interval<BigFloat> = exact ? on.rational(exact) : on.make(small, large)
  const limit = 10n ** BigInt(digits)
  let exponent = Math.floor((top(large) - 1) / BITS_PER_DIGIT)
  for (;;) {
    const scaled = timesPowerOfTen(on, value, digits - 1 - exponent)
    const [lo, hi] = [nearest(scaled.lo), nearest(scaled.hi)]
    if (hi >= limit) exponent++
    else if (lo < limit / 10n && hi < limit / 10n) exponent--
    else if (lo === hi || isTie(scaled, bits)) return new Decimal(sign, String(hi), exponent)
    else return undefined
  }
}

/** The nearest whole number; a half goes up, away from zero. */
const nearest = (x: BigFloat): bigint => (fixedOf(x, 1) + 1n) >> 1n

const widthOf = (x: Interval<BigFloat>): BigFloat => addBig(x.hi, negBig(x.lo), 64, 1)

/** So close around a half, after several attempts, that it is one for every purpose: 0.15 + 0.1 to one digit. */
const isTie = (scaled: Interval<BigFloat>, bits: number): boolean => top(widthOf(scaled)) < -Math.max(256, bits / 2)

function timesPowerOfTen(on: IntervalArithmetic<BigFloat>, x: Interval<BigFloat>, n: number): Interval<BigFloat> {
  if (n === 0) return x
  const power = on.powInt(on.quotient(10, 1), Math.abs(n))
  return n > 0 ? on.mul(x, power) : (on.div(x, power) as Interval<BigFloat>)
}

// ── the field ───────────────────────────────────────────────────────────────────────────────────────────────────

interface Precise {
  readonly on: IntervalArithmetic<BigFloat>
  readonly field: Floating<Big>
}

/** Intervals of numbers with so many bits. */
function preciseField(bits: number): Precise {
  const on = new IntervalArithmetic(bigEnds(bits))
  const field: Floating<Big> = enclosingField(on, {
    name: 'precision',
    constant: row => constantOf(on, row, bits),
    kernel: row => {
      const formula = FORMULAS.get(row.name)
      return formula === undefined
        ? preciseKernel(on, bits, row.name)
        : formulaKernel(() => field, formula, arity(row)[1])
    },
  })
  return { on, field }
}

function constantOf(on: IntervalArithmetic<BigFloat>, row: NamedRow, bits: number): Big {
  const between = (bounds: Bounds<BigFloat>): Big => on.between(bounds)
  switch (row.name) {
    case 'pi':
      return between(on.ends.pi())
    case 'e':
      return between(on.ends.exp(on.ends.one))
    case 'eulergamma':
      return between(constant(eulergamma, bits))
    case 'catalan':
      return between(constant(catalan, bits))
    case 'inf':
      return on.make(on.ends.infinity, on.ends.infinity)
    default:
      return undefined
  }
}
