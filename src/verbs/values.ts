/** Expressions at points: exact substitution, numbers in any arithmetic, compiled functions. */
import { inForm, known } from '../answers/answers.js'
import { measured, regular } from '../answers/composed.js'
import { type Compiled, type CompileInput, type CompileOptions, compile as compileExpr } from '../compile/compile.js'
import type { LimitAt } from '../compile/limits.js'
import {
  type EvaluateOptions,
  type EvaluateResult,
  evaluate as evaluateExpr,
  type Point,
} from '../evaluate/evaluate.js'
import { takeApart } from '../evaluate/outputs.js'
import { refuseSingular, substituteFinite } from '../evaluate/subs.js'
import type { Value } from '../evaluate/values.js'
import type { Assumption } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import {
  argumentsOf,
  type FormOptions,
  type Input,
  mapNested,
  ofScalars,
  type ReadingOptions,
  read,
  readFunction,
  readVariable,
} from '../inputs/input.js'
import { compile as shapedCompile } from '../matrix/compiling.js'
import { subs as shapedSubs } from '../matrix/substitution.js'
import { evaluate as shapedValue } from '../matrix/values.js'
import { isTensor } from '../tensor/tensor.js'
import { limitsOf } from './limits.js'
import { callable, verb } from './verb.js'

/** The entries of a vector or matrix: nested arrays, typed arrays, and what has `toArray`, such as a matrix of mathjs. */
export type Entries = readonly (Value | Entries)[] | ArrayLike<number> | { toArray(): unknown }

/** Values by name; arrays for vectors and matrices. */
export type Values = Readonly<Record<string, Value | Entries>>

/** What may stand for a name: an input, or an array for a tensor. */
export type Substitute = Input | Entries

/** A number of the field, or nested arrays of them for a list. */
export type Evaluated<F, O extends EvaluateOptions> = F extends `[${string}`
  ? NestedArray<EvaluateResult<O>>
  : EvaluateResult<O>
export type NestedArray<T> = (T | NestedArray<T>)[]

/**
 * Simultaneous, exact substitution: `subs('1/w', { w: 2 })` is 1/2; values are numbers, texts or expressions.
 * Raises `DomainError` where a division by zero comes out.
 */
export const subs = /* @__PURE__ */ verb(
  {
    name: 'subs',
    group: 'values',
    takes: 'f:input at:values {&form removable}',
    about: 'exact substitution of the values given by --at',
    examples: [{ command: 'subs "1/w^2" --at w=4', prints: '1/16' }],
  },
  (f: Input, values: Readonly<Record<string, Substitute>>, options: FormOptions & RemovableOptions = {}): Expr => {
    const given = Object.entries(ofScalars(values, options))
    const { e, assumptions } = read(
      f,
      options,
      given.map(([name]) => name),
    )
    if (isTensor(e)) return shapedSubs(e, values, options)
    const map = new Map(given.map(([name, v]) => [readVariable(name).toString(), read(v as Input, options).e]))
    const whole = options.removable === true ? regular(e, Object.fromEntries(map), { options, assumptions }) : e
    const value = refuseSingular(known(options)(substituteFinite(whole, map)))
    const setting = { options, assumptions }
    return inForm(measured(value, whole, map, setting), setting)
  },
)

/**
 * The value at a point: `evaluate('a^2+a*b', { a: 3, b: 4 })` is 21, `evaluate('sum(i, 1, n, x_i^2)', { x: [1, 2, 3] })` is 14. `field` chooses the arithmetic: `'real'` (a number),
 * `'complex'` ({ re, im }), `'exact'` (a rational), `'interval'` ({ lo, hi }: the value lies between); `precision: 50` answers
 * a `Decimal` of fifty right digits. Values of names that do not occur are left alone, so that one point serves an expression and its
 * derivatives. Raises `UnboundError`, `DomainError`, `BudgetError`.
 */
export const evaluate = /* @__PURE__ */ verb(
  {
    name: 'evaluate',
    command: 'eval',
    answers: 'value',
    group: 'values',
    takes: 'f:input at?:values {& field precision undefined flat removable}',
    about: 'the number at the point given by --at',
    examples: [
      { command: 'eval "sqrt(2)*x" --at x=2', prints: '2.8284271247461903' },
      { command: 'eval "A*x" --let "A:[2,2] x:[2]" --at "A=[[1,2],[3,4]],x=[5;6]"', prints: '[17, 39]' },
    ],
  },
  <const F extends Input, O extends ReadingOptions & EvaluateOptions & RemovableOptions>(
    f: F,
    at: Values = {},
    options?: O,
  ): Evaluated<F, O> => {
    const given = options ?? ({} as O)
    const values = Object.entries(ofScalars(at, given)).map(
      ([name, v]) => [name, typeof v === 'string' ? read(v, given).e : v] as const,
    )
    const { e, assumptions } = readFunction(
      f,
      given,
      values.map(([name]) => name),
    )
    if (isTensor(e)) return shapedValue(e, at, given) as Evaluated<F, O>
    const point = Object.fromEntries(values) as Point
    const whole = given.removable === true ? regular(e, point, { options: given, assumptions }) : e
    return evaluateExpr(whole, point, given) as Evaluated<F, O>
  },
)

export interface RemovableOptions {
  /** The limit where a division by zero is only apparent: `evaluate('sin(x)/x', { x: 0 }, { removable: true })` is 1. */
  readonly removable?: boolean
}

/**
 * A function of the named arguments, by default of all names in natural order: `compile('x*y', ['x','y'])(2, 4)` is 8. Its output has the
 * shape of the input. With `removable`, where a result would not be finite because a division by zero is only apparent, it is the limit:
 * `compile(gradient('sin(x)/x'), ['x'], { removable: true })(0)` is [0]. Divisors of several arguments are refused then. In another
 * `form` what is compiled is that: `compile('log(1 + x)', ['x'], { form: 'stable' })(1e-12)` has all digits.
 */
export const compile = /* @__PURE__ */ callable(
  { name: 'compile', takes: 'f:outputs args?:names {&form backend flat removable}' },
  <
    const T extends CompileText,
    const A extends readonly string[],
    O extends FormOptions & CompileOptions & RemovableOptions,
  >(
    f: T,
    args?: A,
    given?: O,
  ): Compiled<T, Arguments<A, O, T>> => {
    const options: FormOptions & CompileOptions & RemovableOptions = given ?? {}
    const parameters: string[] = []
    const leaves: Expr[] = []
    const assumptions = new Map<string, ReadonlySet<Assumption>>()
    const read = mapNested<CompileInput>(
      f,
      g => {
        const reading = readFunction(g, options, args)
        if (parameters.length === 0) parameters.push(...reading.parameters)
        for (const [name, assumed] of reading.assumptions) assumptions.set(name, assumed)
        leaves.push(reading.e)
        return isTensor(reading.e) ? reading.e : inForm(reading.e, { options, assumptions: reading.assumptions })
      },
      (parts, keys) => (keys ? Object.fromEntries(keys.map((key, k) => [key, parts[k] as CompileInput])) : parts),
    )
    if (leaves.some(isTensor)) return shapedCompile(read, args, options) as unknown as Compiled<T, Arguments<A, O, T>>
    for (const name of args ?? []) readVariable(name)
    const names = args ?? argumentsOf(takeApart(read).roots, parameters)
    const limits = (roots: readonly Expr[], by: readonly string[]): LimitAt =>
      limitsOf(roots, by, { options, assumptions })
    return compileExpr(read, names, options, options.removable === true ? limits : undefined) as unknown as Compiled<
      T,
      Arguments<A, O, T>
    >
  },
)

/** As many numbers as there are names; arrays where shapes may be declared, or where components may run in a sum or product. */
export type Arguments<A, O, T = unknown> = A extends readonly string[]
  ? string[] extends A
    ? Argument<O, T>[]
    : { -readonly [K in keyof A]: Argument<O, T> }
  : Argument<O, T>[]
export type Argument<O, T = unknown> = O extends { readonly let: string }
  ? number | Entries
  : T extends `${string}${'sum' | 'prod'}${string}`
    ? number | Entries
    : number

/** What can be compiled: inputs, lists of them, objects of them. */
export type CompileText = Input | readonly CompileText[] | { readonly [key: string]: CompileText }
