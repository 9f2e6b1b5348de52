/**
 * The value of an expression at a point, in a field of the caller's choice. Never silently wrong: a value that
 * leaves the field raises a `DomainError` that names the operation and its operands; only branches that are taken
 * count. Overflow is not an error.
 */
import { BudgetError, DomainError } from '../errors.js'
import { turnsOf } from '../expr/build.js'
import { type Expr, isExpr, Num } from '../expr/node.js'
import { type Complex, principal } from '../number/complex.js'
import type { Decimal } from '../number/decimal.js'
import type { Rational } from '../number/rational.js'
import { complex } from './complex.js'
import { bindingName } from './component.js'
import { exact, rationalValue } from './exact.js'
import { type Again, floatingValues } from './floating.js'
import { type IntervalValue, interval, intervalOf, intervalValue } from './interval.js'
import { lower } from './lower.js'
import { arrange, takeApart } from './outputs.js'
import { preciseValues } from './precise.js'
import { real } from './real.js'
import { run } from './run.js'
import { substitute } from './subs.js'
import type { Tape } from './tape.js'
import { unrolled } from './unrolled.js'
import { exactValue, isComplex, type Point, type Value } from './values.js'

export { floatingValues } from './floating.js'
export type { Point, Value } from './values.js'

/** The arithmetic to evaluate in. */
const FIELD_NAMES = ['real', 'complex', 'exact', 'interval'] as const
export type FieldName = (typeof FIELD_NAMES)[number]

export interface EvaluateOptions {
  /**
   * `'real'` (doubles, the default), `'complex'` (complex doubles, principal branches), `'exact'` (rationals) or
   * `'interval'` (doubles between which the value certainly lies).
   */
  readonly field?: FieldName
  /** So many significant decimal digits of the real value, from 1 to 10,000, all of them right. */
  readonly precision?: number
  /** `'nan'`: NaN where there is no value, instead of a `DomainError`. Not for exact values, which have no NaN. */
  readonly undefined?: 'error' | 'nan'
  /** Stops a long evaluation with a `BudgetError`. */
  readonly signal?: AbortSignal
}

/** The type of one value in the chosen field. A list expression gives a nested array of such. */
export type EvaluateResult<O extends EvaluateOptions> = O extends { readonly precision: number }
  ? Decimal
  : O extends { readonly field: 'complex' }
    ? Complex
    : O extends { readonly field: 'exact' }
      ? Rational
      : O extends { readonly field: 'interval' }
        ? IntervalValue
        : number

/**
 * The value at a point: a number, `{ re, im }`, a `Rational` or `{ lo, hi }` by the field, a `Decimal` where `precision` is
 * given; a list gives a (nested) array.
 * Raises `UnboundError` (all missing names), `DomainError` (log(-1) over the reals, 1/0, an irrational value in the
 * exact field), `ShapeError` (a condition where a number is needed).
 */
export function evaluate<O extends EvaluateOptions = EvaluateOptions>(
  e: Expr,
  at: Point = {},
  options?: O,
): EvaluateResult<O> {
  const { roots, layout } = takeApart(e)
  return arrange(layout, evaluateAll(roots, at, options)) as EvaluateResult<O>
}

/** The values of several scalars at one point; what they share is computed once. */
export function evaluateAll<O extends EvaluateOptions = EvaluateOptions>(
  asked: readonly Expr[],
  at: Point = {},
  options?: O,
): EvaluateResult<O>[] {
  const given = new Map(Object.entries(at).map(([name, value]) => [bindingName(name), value]))
  const what = options?.precision === undefined ? WRITTEN_OUT[options?.field ?? 'real'] : 'value of many digits'
  const written = what === undefined ? asked : unrolled(asked, given, what)
  // A multiple of pi is put in: the double next to it has another sine.
  const angles = new Map([...given].filter((entry): entry is [string, Expr] => isAngle(entry[1])))
  const roots = angles.size === 0 ? written : written.map(e => substitute(e, angles))
  if (options?.precision !== undefined)
    return preciseValues(roots, given, options.precision, options) as EvaluateResult<O>[]
  const tape = lower(roots, [...given.keys()], options?.field === 'exact' ? 'literal' : 'accurate')
  const again = (k: number): number | undefined => finite(roots[k] as Expr, given)
  return valuesIn(options?.field ?? 'real', tape, [...given], options ?? {}, again) as EvaluateResult<O>[]
}

const isAngle = (value: Value): boolean => isExpr(value) && turnsOf(value) !== undefined

/** The fields in which sums are written out, and what they ask for. */
const WRITTEN_OUT: Readonly<Record<FieldName, string | undefined>> = {
  real: undefined,
  complex: undefined,
  exact: 'exact value',
  interval: 'enclosure',
}

/** Binary digits that tell a value from one beyond all doubles. */
const TELLING = 400

/** The value, with many digits; undefined where these cannot be had, or where it is too large for a double. At 1e200 2*x/(x^2 + 1) is no zero. */
function finite(e: Expr, given: ReadonlyMap<string, Value>): number | undefined {
  try {
    const [value] = preciseValues([e], given, DOUBLE_DIGITS, { mostBits: TELLING })
    const x = value?.toNumber()
    return Number.isFinite(x) ? x : undefined
  } catch (error) {
    // Infinite it is: at a pole, or given so.
    if (error instanceof DomainError || (error instanceof BudgetError && error.limit !== 'signal')) return undefined
    throw error
  }
}

/** Digits that decide a double. */
const DOUBLE_DIGITS = 20

type Given = readonly (readonly [string, Value])[]

/** Zeros come out without a sign: + 0 turns -0 into 0. */
function valuesIn(
  field: FieldName,
  tape: Tape,
  given: Given,
  options: EvaluateOptions,
  again: Again<number>,
): unknown[] {
  switch (field) {
    case 'real':
      return floatingValues(
        tape,
        real,
        given.map(([name, v]) => realValue(v, name)),
        options,
        again,
      ).map(x => x + 0)
    case 'complex':
      return floatingValues(
        tape,
        complex,
        given.map(([name, v]) => complexValue(v, name)),
        options,
      ).map(principal)
    case 'exact':
      return exactValues(tape, given, options)
    case 'interval':
      return floatingValues(
        tape,
        interval,
        given.map(([name, v]) => intervalOf(v, name)),
        options,
      ).map(intervalValue)
  }
}

function exactValues(tape: Tape, given: Given, options: EvaluateOptions): Rational[] {
  const registers = run(
    tape,
    exact,
    given.map(([name, v]) => exactValue(v, name)),
    options.signal,
  )
  return tape.outputs.map(r => rationalValue(registers[r] as Expr))
}

function realValue(value: Value, name: string): number {
  if (typeof value === 'number') return value
  if (isComplex(value)) {
    if (value.im === 0) return value.re
    throw new DomainError(`the value given for ${name} is not real; use { field: 'complex' }`, 'not-real')
  }
  const e = exactValue(value, name)
  return e instanceof Num ? e.value.toNumber() : evaluate(e)
}

function complexValue(value: Value, name: string): Complex {
  if (typeof value === 'number') return { re: value, im: 0 }
  if (isComplex(value)) return { re: value.re, im: value.im }
  const e = exactValue(value, name)
  return e instanceof Num ? { re: e.value.toNumber(), im: 0 } : evaluate(e, {}, { field: 'complex' })
}
