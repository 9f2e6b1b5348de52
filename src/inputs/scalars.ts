/**
 * What the functions of the API take, and how it is read where all are scalars: text or expressions, variables, options. Names that the
 * caller gives (variables, keys of values) are plain symbols even where a constant has that name.
 */

import { argument, isInput } from '../calls/checked.js'
import { type Definitions, definitionsOf, expanded, type FunctionDefinition, namesOf } from '../diff/definition.js'
import type { Recorder, Variable } from '../diff/derivative.js'
import { inTurn } from '../diff/higher.js'
import { isVariable, noVariable, orders, resolve } from '../diff/resolve.js'
import { FluxionError, ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { exactValue } from '../evaluate/values.js'
import type { Assumption, Assumptions } from '../expr/assumption.js'
import { countingNames } from '../expr/binding.js'
import { type Expr, isExpr, num, sym } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols, hasCall } from '../expr/walk.js'
import { withSource } from '../expr/written.js'
import type { FORMS, Form } from '../form/forms.js'
import { canonicalName } from '../parse/lexer.js'
import {
  type Binding,
  type FunctionText,
  type Language,
  type ParsedProgram,
  type ParseOptions,
  parseProgram,
} from '../parse/parse.js'
import type { Domain } from '../simplify/facts.js'
import type { Verifier } from '../tensor/calls.js'
import { Intermediates } from './intermediates.js'
import { type Slope, type StatedSlope, slopeIn } from './slope.js'

/** What every function takes: text in the language of the library, an expression, or a number. */
export type Input = string | number | bigint | Expr

/** Options of every function that reads. */
export interface ReadingOptions extends Omit<ParseOptions, 'functions'> {
  /** Names of unknown functions, `['foo']`, or functions of your own: `{ swish2: 'u*sigmoid(2*u)', foo: { derivative: ['1/u'] } }`. */
  readonly functions?: Iterable<string> | Readonly<Record<string, FunctionDefinition>>
}

/** Options of every function that answers a formula. */
export interface FormOptions extends ReadingOptions {
  /**
   * The form of the answer, where it is not to be the one that a textbook prints: `'factored'`, `'expanded'`, one `'fraction'`, nested
   * as by `'horner'`, `'raw'` (the canonical form), or `'stable'`: in functions that neither overflow nor cancel in floating point, such
   * as sigmoid, logsumexp, log1p; or what a function of your own makes of it. Of tensors: `'matrix'` notation where there is one (the default), with indices, as a `'kron'` product, or entry by entry (`'components'`).
   */
  readonly form?: keyof typeof FORMS | Form | 'matrix' | 'index' | 'kron' | 'components'
  /** `'complex'`: an undeclared symbol may have any complex value, and identities that hold for reals only are not used. */
  readonly domain?: Domain
}

/** Options of every function that takes derivatives. */
export interface Options extends FormOptions {
  /**
   * The order of the axes of a derivative by tensors: those of the function first (`'mixed'`, the default), those of the variable first
   * (`'denominator'`), or last and reversed (`'numerator'`: the derivative of a scalar by a matrix is transposed).
   */
  readonly layout?: 'mixed' | 'numerator' | 'denominator'
  /** Told of each differentiation rule as it is used. */
  readonly record?: Recorder
  /**
   * Compares each derivative with the function it came from at sampled points, and raises a `FluxionError` with the code `refuted` where it fails.
   * A function is asked instead of `certify`.
   */
  readonly verify?: boolean | Verifier
  /**
   * Rules of your own for simplification, such as `'halve: f(2*u) => 2*f(u)'` or `'name: pattern -> replacement when u > 0'`: with `->` used where
   * the result is shorter, with `=>` always; u, v, w stand for anything, n and m for numbers that the condition describes.
   */
  readonly rules?: readonly string[]
  /** `false` leaves the answer in canonical form, as `form: 'raw'` does. */
  readonly simplify?: boolean
}

/** A variable to differentiate by: a name, or a component such as `x[1]`. */
export type VariableInput = string | Expr

/** An input, read; of text it remembers how it was written. */
export interface Reading {
  readonly e: Expr
  readonly assumptions: Assumptions
  /** The arguments of a function that the text defines. */
  readonly parameters: readonly string[]
  /** The intermediate results that are asked for as variables. */
  readonly intermediates: Intermediates
  /** What it is the derivative of, where the text as a whole is one: diff(diff(x^x, x), x) is that of x^x by x and x. */
  readonly slope?: Slope | undefined
  /** Whether a tensor is the left side of an equation less the right one. */
  readonly isEquation?: boolean
}

export { isExpr } from '../expr/node.js'
export type { Verifier } from '../tensor/calls.js'

export function readScalar(
  input: Input,
  options: Options,
  names: Iterable<string> = [],
  language: Language = {},
): Reading {
  const program = readProgram(input, options, names, language)
  return readingOf(program, resultOf(program), options, names)
}

/** The same, and of a definition, `f(x) = x^2`, `y = x^2`, `x -> x^2`, what it defines. */
export function readScalarFunction(
  input: Input,
  options: Options,
  names: Iterable<string> = [],
  language: Language = {},
): Reading {
  const program = readProgram(input, options, names, language)
  return readingOf(program, program.definition ?? resultOf(program), options, names)
}

const NO_INTERMEDIATES = /* @__PURE__ */ new Intermediates([])

/** What a text comes to where it defines no function. */
const resultOf = ({ result, source }: ParsedProgram): FunctionText => ({ value: result, source, parameters: [] })

function readingOf(
  program: ReturnType<typeof readProgram>,
  { value, source, parameters }: FunctionText,
  options: Options,
  names: Iterable<string>,
): Reading {
  const e = remembered(value, source, options)
  const slope = program.slope && {
    of: remembered(program.slope.of, program.slope.source, options),
    by: program.slope.by,
  }
  const intermediates = intermediatesOf(program, options, names)
  return { e, assumptions: assumptionsOf(program), parameters, intermediates, slope }
}

function intermediatesOf({ bindings }: ParsedProgram, options: Options, names: Iterable<string>): Intermediates {
  if (bindings.length === 0) return NO_INTERMEDIATES
  const asked = new Set([...(options.asked ?? []), ...names])
  const named = bindings.filter(b => asked.has(b.name))
  return new Intermediates(named.map(b => ({ name: b.name, value: b.value, written: b.source?.() ?? b.value })))
}

/** A list or an object whose parts are being read. */
interface OpenGroup<T> {
  readonly group: object
  readonly keys: readonly string[] | undefined
  readonly parts: readonly unknown[]
  readonly read: T[]
}

/**
 * Nested lists and objects of inputs, to any depth: each leaf read, and each list put together, once. Raises `FluxionError` for what is
 * no input, and for a list that contains itself.
 */
export function mapNested<T>(
  f: unknown,
  leaf: (g: Input) => T,
  join: (parts: readonly T[], keys: readonly string[] | undefined) => T,
): T {
  const done = new Map<object, T>()
  const open: OpenGroup<T>[] = []
  const around = new Set<object>()
  const enter = (x: unknown): T | undefined => {
    const read = argument('argument', 'f', 'outputs', x)
    if (typeof x !== 'object' || x === null || typeof read !== 'object' || read === null || isInput(read))
      return leaf(read as Input)
    const old = done.get(x)
    if (old !== undefined) return old
    if (around.has(x)) throw new FluxionError('argument-f', 'the argument f is a list that contains itself')
    around.add(x)
    const keys = Array.isArray(read) ? undefined : Object.keys(read)
    open.push({ group: x, keys, parts: Object.values(read), read: [] })
    return undefined
  }
  let last = enter(f)
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (last !== undefined) top.read.push(last)
    if (top.read.length < top.parts.length) last = enter(top.parts[top.read.length])
    else {
      last = join(top.read, top.keys)
      done.set(top.group, last)
      around.delete(top.group)
      open.pop()
    }
  }
  return last as T
}

/** Longer texts are not remembered as they were written: answers to them are in canonical form anyway. */
const LONGEST_SOURCE = 4_000

/** Where the canonical form is asked for, nobody asks how it was written. */
const remembered = (e: Expr, source: (() => Expr) | undefined, { simplify }: Options): Expr =>
  source === undefined || simplify === false || e.size > LONGEST_SOURCE ? e : withSource(e, source)

/** An input with its intermediate results, derivatives carried out and functions of the caller's own replaced. */
export function readProgram(
  input: Input,
  options: Options,
  names: Iterable<string>,
  language: Language = {},
): ParsedProgram & { readonly slope?: StatedSlope | undefined } {
  const definitions = definitionsOf(options)
  const p = parsed(input, options, names, language)
  if (isWhole(p, definitions)) return p
  const asked = new Set([...(options.asked ?? []), ...names])
  const values = new Map(p.bindings.flatMap(b => (asked.has(b.name) ? [] : [[b.name, b.value] as const])))
  // A function may be stated in terms of intermediate results.
  const whole = (e: Expr): Expr => {
    const open = expanded(resolve(e, inTurn), definitions)
    return open === e ? e : substitute(open, values)
  }
  const { definition } = p
  const [result, value] = [whole(p.result), definition && whole(definition.value)]
  const bindings = p.bindings.map(b => wholeBinding(b, whole(b.value)))
  if (result === p.result && value === definition?.value && bindings.every((b, k) => b === p.bindings[k])) return p
  // Where derivatives were carried out or functions replaced, the text is no longer what is meant.
  return {
    bindings,
    declarations: p.declarations,
    warnings: p.warnings,
    result,
    source: result === p.result ? p.source : undefined,
    definition: definition && value && wholeFunction(definition, value),
    slope: bindings.length === 0 && definitions.size === 0 ? slopeIn(p) : undefined,
  }
}

/** Whether there is nothing to carry out or to replace in a program of one expression. */
const isWhole = ({ result, bindings, definition }: ParsedProgram, definitions: Definitions): boolean =>
  bindings.length === 0 && definition === undefined && definitions.size === 0 && !hasCall(result, 'diff')

const wholeBinding = (b: Binding, value: Expr): Binding => (value === b.value ? b : { name: b.name, value })

const wholeFunction = (f: FunctionText, value: Expr): FunctionText =>
  value === f.value ? f : { parameters: f.parameters, value }

/** The value of a definition as it was written, or the result of a program. */
export const statedValue = ({ definition, result, source }: ParsedProgram): Expr =>
  definition === undefined ? remembered(result, source, {}) : remembered(definition.value, definition.source, {})

function parsed(input: Input, given: Options, names: Iterable<string>, language: Language): ParsedProgram {
  if (typeof input !== 'string' && given.let === undefined)
    return { bindings: [], declarations: [], result: exactValue(input, 'the expression'), warnings: [] }
  const asked = given.asked === undefined ? names : [...given.asked, ...names]
  const { bound, let: declared, syntax, names: written, limits, signal } = given
  const functions = given.functions === undefined ? undefined : namesOf(given.functions)
  const options = { bound, asked, functions, let: declared, syntax, names: written, limits, signal }
  if (typeof input === 'string') return parseProgram(input, options, language)
  const result = exactValue(input, 'the expression')
  // Definitions given beside an expression name parts of it.
  const { bindings, declarations } = parseProgram('0', options, language)
  const kept = new Set(asked)
  const replaced = bindings.filter(b => !kept.has(b.name))
  const whole = substitute(result, new Map(replaced.map(b => [b.name, b.value])))
  return { bindings, declarations, result: whole, warnings: [] }
}

const NO_ASSUMPTIONS: Assumptions = new Map()

function assumptionsOf(program: ParsedProgram): Assumptions {
  if (program.declarations.length === 0) return NO_ASSUMPTIONS
  return new Map(program.declarations.map(d => [d.name, new Set<Assumption>(d.assumptions)]))
}

/** The names that an expression may be differentiated by, in natural order. */
export function slopeNames(e: Expr | readonly Expr[]): string[] {
  const counting = countingNames(e)
  return [...freeSymbols(e)].filter(name => !counting.has(name)).sort(compareNames)
}

/** The arguments meant: those of the function defined, else all free symbols in natural order. */
export const argumentsOf = (e: Expr | readonly Expr[], parameters: readonly string[]): string[] =>
  parameters.length > 0 ? [...parameters] : [...freeSymbols(e)].sort(compareNames)

/** The variables meant: those given, else the arguments of the function defined, else all names that there are slopes by. */
export function variablesOf(
  e: Expr | readonly Expr[],
  given: readonly VariableInput[] | undefined,
  parameters: readonly string[] = [],
): Variable[] {
  if (given === undefined && parameters.length > 0) return parameters.map(readVariable)
  if (given === undefined) return slopeNames(e).map(sym)
  return given.map(readVariable)
}

/** A letter, or letters with digits: nothing else in the language is written so. Of a thousand variables each need not be parsed. */
const PLAIN = /^[A-Za-z](?:\d*(?:_\d+)?|[A-Za-z]*\d[A-Za-z\d]*)$/

export function readVariable(v: VariableInput): Variable {
  if (typeof v !== 'string') {
    if (isExpr(v) && isVariable(v)) return v
    throw noVariable(v)
  }
  const name = v.trim()
  if (PLAIN.test(name) && canonicalName(name) === name) return sym(name)
  const e = parseProgram(name, { bound: [name] }).result
  if (!isVariable(e)) throw noVariable(v, e)
  return e
}

export const nameOf = (v: VariableInput): string => String(v).trim()

export function onlySymbol(e: Expr): Variable {
  const names = slopeNames(e)
  const [name] = names
  if (names.length !== 1 || name === undefined) {
    const what = names.length === 0 ? 'no variable' : `the variables ${names.join(', ')}`
    throw new ShapeError(`name the variable meant: the expression has ${what}`, 'variable')
  }
  return sym(name)
}

/** The names among variables and orders. */
export function namesAmong(given: readonly (VariableInput | number)[]): string[] {
  const names: string[] = []
  for (const g of given) if (typeof g !== 'number') names.push(nameOf(g))
  return names
}

/** Variables and orders, and the options after them. */
export function splitOptions(rest: readonly (VariableInput | number | Options)[]): {
  given: (VariableInput | number)[]
  options: Options
} {
  const last = rest.at(-1)
  const hasOptions = typeof last === 'object' && !isExpr(last)
  return {
    given: (hasOptions ? rest.slice(0, -1) : rest) as (VariableInput | number)[],
    options: hasOptions ? last : {},
  }
}

/** The variables in order, each as often as it is meant; without any, the argument of the definition, or the only symbol there is. */
export function ordersOf(
  e: Expr,
  given: readonly (VariableInput | number)[],
  parameters: readonly string[] = [],
): Variable[] {
  const [parameter] = parameters
  if (given.length === 0)
    return [parameter !== undefined && parameters.length === 1 ? readVariable(parameter) : onlySymbol(e)]
  return orders(given.map(g => (typeof g === 'number' ? num(g) : readVariable(g))))
}
