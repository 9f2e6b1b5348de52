/**
 * The value of an expression at a point, in a field of the caller's choice. Never silently wrong: a value that
 * leaves the field raises a `DomainError` that names the operation and its operands; only branches that are taken
 * count. Overflow is not an error.
 */
import { DomainError } from '../errors.js'
import { type Expr, Num } from '../expr/node.js'
import { type Complex, principal } from '../number/complex.js'
import type { Rational } from '../number/rational.js'
import { complex } from './complex.js'
import { bindingName } from './component.js'
import { Diagnosis } from './diagnosis.js'
import { exact, rationalValue } from './exact.js'
import type { Floating } from './field.js'
import { lower } from './lower.js'
import { arrange, takeApart } from './outputs.js'
import { real } from './real.js'
import { run } from './run.js'
import type { Tape } from './tape.js'
import { exactValue, isComplex, type Point, type Value } from './values.js'

export type { Point, Value } from './values.js'

/** The arithmetic to evaluate in. */
export type FieldName = 'real' | 'complex' | 'exact'

export interface EvaluateOptions {
  /** `'real'` (doubles, the default), `'complex'` (complex doubles, principal branches) or `'exact'` (rationals). */
  readonly field?: FieldName
  /** `'nan'`: NaN where there is no value, instead of a `DomainError`. Not for exact values, which have no NaN. */
  readonly undefined?: 'error' | 'nan'
  /** Stops a long evaluation with a `BudgetError`. */
  readonly signal?: AbortSignal
}

/** The type of one value in the chosen field. A list expression gives a nested array of such. */
export type EvaluateResult<O extends EvaluateOptions> = O extends { readonly field: 'complex' }
  ? Complex
  : O extends { readonly field: 'exact' }
    ? Rational
    : number

/**
 * The value at a point: a number, `{ re, im }` or a `Rational` by the field; a list gives a (nested) array.
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
  roots: readonly Expr[],
  at: Point = {},
  options?: O,
): EvaluateResult<O>[] {
  const given = new Map(Object.entries(at).map(([name, value]) => [bindingName(name), value]))
  const tape = lower(roots, [...given.keys()])
  return valuesIn(options?.field ?? 'real', tape, [...given], options ?? {}) as EvaluateResult<O>[]
}

type Given = readonly (readonly [string, Value])[]

/** Zeros come out without a sign: + 0 turns -0 into 0. */
function valuesIn(field: FieldName, tape: Tape, given: Given, options: EvaluateOptions): unknown[] {
  switch (field) {
    case 'real':
      return floatingValues(
        tape,
        real,
        given.map(([name, v]) => realValue(v, name)),
        options,
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
  }
}

/** Runs a tape and reports what has no value: raised as an error, or NaN if the options say so. */
export function floatingValues<T>(
  tape: Tape,
  field: Floating<T>,
  args: readonly T[],
  options: EvaluateOptions = {},
): T[] {
  const registers = run(tape, field, args, options.signal)
  const values = tape.outputs.map(r => registers[r] as T)
  if (registers.every(x => field.status(x) === 'finite')) return values
  const diagnosis = new Diagnosis(tape, field, registers)
  return values.map((value, k) => {
    const error = diagnosis.error(tape.outputs[k] as number)
    if (error !== undefined && options.undefined !== 'nan') throw error
    return error === undefined ? value : field.nothing()
  })
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
