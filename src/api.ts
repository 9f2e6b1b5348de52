/**
 * The functions that people call: text or expressions in, simplified expressions out. Each is a thin line from the
 * reading of its input through one or two rooms; options come last. Names that the caller gives (variables, keys of
 * values) are plain symbols even where a constant has that name.
 */

import { answersFor, shaper } from './answers.js'
import { type Compiled, type CompileInput, type CompileOptions, compile as compileExpr } from './compile/compile.js'
import { expanded } from './diff/definition.js'
import { derivative, type Variable } from './diff/derivative.js'
import { type EvaluateOptions, type EvaluateResult, evaluate as evaluateExpr, type Point } from './evaluate/evaluate.js'
import { refuseSingular, substitute } from './evaluate/subs.js'
import { list } from './expr/build.js'
import type { Expr } from './expr/node.js'
import { plain } from './expr/written.js'
import {
  definitionsOf,
  functionNames,
  type Input,
  isExpr,
  nameOf,
  type Options,
  onlySymbol,
  ordersOf,
  read,
  readFunction,
  readProgram,
  readVariable,
  splitOptions,
  type VariableInput,
} from './input.js'
import { readLatex } from './parse/latex.js'
import type { ParsedProgram } from './parse/parse.js'
import { type LatexOptions, latex as latexExpr } from './print/latex.js'
import { installPrinter, type TextOptions, text as textExpr } from './print/text.js'
import { readRule } from './rewrite/rule.js'
import * as algebra from './simplify/algebra.js'
import * as angles from './simplify/angles.js'
import { simplify as simplifyExpr } from './simplify/simplify.js'
import { tensorCalls } from './tensor/registry.js'
import { type Certificate, certify, equivalent as equivalentExpr } from './verify/certificate.js'
import { type CheckOptions, type CheckReport, check as checkExpr } from './verify/check.js'

export type { Input, Options, VariableInput } from './input.js'
export { gradient, hessian, hvp, jacobian, jvp, vjp } from './several.js'

installPrinter()

// ── the calls ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Text to an expression in canonical form: `parse('2x + x')` is 3*x; derivatives written in it are carried out. */
export function parse(text: string, options: Options = {}): Expr {
  return read(text, options).e
}

/**
 * LaTeX to an expression: `parseLatex('\\frac{x^2}{2}')` is x^2/2. Every function takes LaTeX too, by commands in it or with the
 * option `syntax: 'latex'`. Raises `ParseError` where it has two readings: declare what is meant with `bound`, `functions`, `names`.
 */
export function parseLatex(text: string, options: Options = {}): Expr {
  return parse(text, { ...options, syntax: readLatex })
}

/** Text with named intermediate results: `q = x + y; f = q*z`. */
export function program(text: string, options: Options = {}): ParsedProgram {
  return readProgram(text, options, [])
}

/**
 * The derivative: `diff('w^3', 'w')` is 3*w^2; `diff('x^2*y^3', 'x', 'y')` the mixed partial; `diff('sin(x)', 'x', 4)`
 * the fourth. Without a variable, that of the only symbol there is. Raises `ParseError`, `ShapeError`, `BudgetError`.
 */
export function diff(f: Input, ...rest: readonly (VariableInput | number | Options)[]): Expr {
  const { given, options } = splitOptions(rest)
  const tensors = tensorCalls([f], options)
  if (tensors) return tensors.diff(f, given, options)
  const names = given.filter((g): g is VariableInput => typeof g !== 'number').map(nameOf)
  const { e, assumptions, parameters } = readFunction(f, options, names)
  const answers = answersFor(options, assumptions)
  const once = (f0: Expr, x: Variable): Expr => answers.verified(f0, x, answers.derivative(f0, x))
  return answers.shaped(ordersOf(e, given, parameters).reduce(once, e))
}

/** Derivatives of the caller's functions put in. */
const known =
  (options: Options) =>
  (e: Expr): Expr =>
    expanded(e, definitionsOf(options))

/** A shorter equal expression: `simplify('sin(x)^2 + cos(x)^2')` is 1. */
export function simplify(f: Input, options: Options = {}): Expr {
  const { e, assumptions } = read(f, options)
  if (tensorCalls([e], {})) return e
  const { domain, rules } = options
  const whole =
    options.simplify === false
      ? plain(e)
      : simplifyExpr(known(options)(plain(e)), {
          assumptions,
          ...(domain && { domain }),
          ...(rules && { rules: rules.map(line => readRule(line, functionNames(options))) }),
        })
  return shaper(options, assumptions)(whole)
}

/** Products and whole powers of sums multiplied out: `expand('(x+1)^2')` is x^2 + 2*x + 1. Raises `BudgetError`. */
export const expand = (f: Input, options: Options = {}): Expr => algebra.expand(read(f, options).e)

/** Irreducible factors over the rationals: `factor('x^2-y^2')` is (x + y)*(x - y). */
export const factor = (f: Input, options: Options = {}): Expr => algebra.factor(read(f, options).e)

/** One fraction in lowest terms, multiplied out: `cancel('(x^2-1)/(x-1)')` is x + 1. */
export const cancel = (f: Input, options: Options = {}): Expr => algebra.cancel(read(f, options).e)

/** One fraction in lowest terms, its denominator in factors: `together('1/x+1/y')` is (x + y)/(x*y). */
export const together = (f: Input, options: Options = {}): Expr => algebra.together(read(f, options).e)

/** Partial fractions by a symbol (the only one by default): `apart('1/(x*(x+1))')` is 1/x - 1/(x + 1). */
export function apart(f: Input, x?: VariableInput, options: Options = {}): Expr {
  const { e } = read(f, options, x === undefined ? [] : [nameOf(x)])
  return algebra.apart(e, x === undefined ? onlySymbol(e) : readVariable(x))
}

/** Horner's form by a symbol (the only one by default): `horner('x^3+2*x^2+x+1')` is x*(x*(x + 2) + 1) + 1. */
export function horner(f: Input, x?: VariableInput, options: Options = {}): Expr {
  const { e } = read(f, options, x === undefined ? [] : [nameOf(x)])
  return algebra.horner(e, x === undefined ? onlySymbol(e) : readVariable(x))
}

/** Products and powers of sin, cos, sinh, cosh as sums: `trigReduce('sin(x)^2')` is 1/2 - cos(2*x)/2. Raises `BudgetError`. */
export const trigReduce = (f: Input, options: Options = {}): Expr => angles.trigReduce(read(f, options).e)

/** Functions of sums and multiples by functions of the parts: `trigExpand('sin(2*x)')` is 2*cos(x)*sin(x). Raises `BudgetError`. */
export const trigExpand = (f: Input, options: Options = {}): Expr => angles.trigExpand(read(f, options).e)

/** Powers of a symbol collected, each with one coefficient: `collect('a*x+b*x', 'x')` is x*(a + b). */
export function collect(f: Input, x: VariableInput, options: Options = {}): Expr {
  return algebra.collect(read(f, options, [nameOf(x)]).e, readVariable(x))
}

/**
 * Whether two expressions have the same value wherever both have one: `equivalent('sin(2x)', '2sin(x)cos(x)').verdict`
 * is 'verified'; 'refuted' comes with a witness, 'unknown' with the reason.
 */
export function equivalent(a: Input, b: Input, options: Options & { readonly samples?: number } = {}): Certificate {
  const tensors = tensorCalls([a, b], options)
  if (tensors) return tensors.equivalent(a, b, options) as Certificate
  const [left, right] = [read(a, options), read(b, options)]
  const assumptions = new Map([...left.assumptions, ...right.assumptions])
  const { domain, samples } = options
  return equivalentExpr(left.e, right.e, {
    assumptions,
    ...(domain && { domain }),
    ...(samples !== undefined && { samples }),
  })
}

/**
 * Whether `derivative` is the derivative of `f` by a variable, by values at sampled points: `certificate('x^2', 'x', '2x').verdict` is 'verified'.
 * By default the derivative is our own.
 */
export function certificate(f: Input, x: VariableInput, derivativeOf?: Input, options: Options = {}): Certificate {
  const tensors = tensorCalls([f, derivativeOf], options)
  if (tensors) return tensors.certificate(f, x, derivativeOf, options) as Certificate
  const { e, assumptions } = readFunction(f, options, [nameOf(x)])
  const by = readVariable(x)
  const d = derivativeOf === undefined ? known(options)(derivative(e, by)) : read(derivativeOf, options, [nameOf(x)]).e
  return certify(e, by, d, { assumptions, ...(options.domain && { domain: options.domain }) })
}

/** What may stand for a name: an input, or an array for a tensor. */
export type Substitute = Input | ArrayLike<unknown> | { toArray(): unknown }

/**
 * Simultaneous, exact substitution: `subs('1/w', { w: 2 })` is 1/2; values are numbers, texts or expressions.
 * Raises `DomainError` where a division by zero comes out.
 */
export function subs(f: Input, values: Readonly<Record<string, Substitute>>, options: Options = {}): Expr {
  const tensors = tensorCalls([f], options)
  if (tensors) return tensors.subs(f, values, options)
  const names = Object.keys(values)
  const { e } = read(f, options, names)
  const map = new Map(names.map(name => [readVariable(name).toString(), read(values[name] as Input, options).e]))
  return refuseSingular(known(options)(substitute(e, map)))
}

/**
 * The value at a point: `evaluate('a^2+a*b', { a: 3, b: 4 })` is 21. `field` chooses the arithmetic: `'real'` (a number),
 * `'complex'` ({ re, im }), `'exact'` (a rational), `'interval'` ({ lo, hi }: the value lies between); `precision: 50` answers
 * a `Decimal` of fifty right digits. Raises `UnboundError`, `DomainError`, `BudgetError`.
 */
export function evaluate<O extends Options & EvaluateOptions>(
  f: Input,
  at: Point = {},
  options?: O,
): EvaluateResult<O> {
  const given = options ?? ({} as O)
  const tensors = tensorCalls([f], given)
  if (tensors) return tensors.evaluate(f, at, given) as EvaluateResult<O>
  const values = Object.entries(at).map(([name, v]) => [name, typeof v === 'string' ? read(v, given).e : v] as const)
  return evaluateExpr(readFunction(f, given, Object.keys(at)).e, Object.fromEntries(values), given)
}

/** A function of the named arguments: `compile('x*y', ['x','y'])(2, 4)` is 8. Its output has the shape of the input. */
export function compile<const T extends CompileText>(
  f: T,
  args: readonly string[],
  options: Options & CompileOptions = {},
): Compiled<T> {
  const tensors = tensorCalls(typeof f === 'object' && !isExpr(f) ? Object.values(f).flat() : [f], options)
  if (tensors) return tensors.compile(f, args, options) as Compiled<unknown> as Compiled<T>
  return compileExpr(readAll(f, args, options), args, options) as Compiled<unknown> as Compiled<T>
}

/** What can be compiled: inputs, lists of them, objects of them. */
export type CompileText = Input | readonly CompileText[] | { readonly [key: string]: CompileText }

function readAll(f: CompileText, args: readonly string[], options: Options): CompileInput {
  if (typeof f !== 'object' || isExpr(f)) return readFunction(f, options, args).e
  if (Array.isArray(f)) return f.map(g => readAll(g, args, options))
  const entries = Object.entries(f as { readonly [key: string]: CompileText })
  return Object.fromEntries(entries.map(([key, g]) => [key, readAll(g, args, options)]))
}

/** Checks a gradient against finite differences at a point; the report says per variable what was compared, and its verdict. */
export function check(
  f: Input,
  options: Options & Omit<CheckOptions, 'claimed'> & { readonly claimed?: Readonly<Record<string, Input>> },
): CheckReport {
  const tensors = tensorCalls([f], options)
  if (tensors) return tensors.check(f, options) as CheckReport
  const names = [...Object.keys(options.at), ...(options.variables ?? [])]
  const { e } = readFunction(f, options, names)
  const { claimed, ...others } = options
  if (claimed === undefined) return checkExpr(e, others)
  const entries = Object.entries(claimed).map(([name, g]) => [name, read(g, options, names).e] as const)
  return checkExpr(e, { ...others, claimed: Object.fromEntries(entries) })
}

/** A nested list of inputs, such as a gradient or a Jacobian. */
export type Nested = Input | readonly Nested[]

/** The expression, or the list, that an input stands for. */
export function readNested(f: Nested, options: Options): Expr {
  return typeof f === 'object' && !isExpr(f)
    ? list((f as readonly Nested[]).map(g => readNested(g, options)))
    : read(f as Input, options).e
}

/** LaTeX to paste: `latex('1/(1+exp(-x))')` is `\frac{1}{1+e^{-x}}`. Takes nested lists as well. `bold` sets vectors and matrices in bold. */
export function latex(f: Nested, options: Options & LatexOptions & { readonly bold?: boolean } = {}): string {
  const e = readNested(f, options)
  const bold = options.bold === true ? tensorCalls([f].flat(2), options)?.bold(e) : undefined
  return latexExpr(e, bold ? { ...options, names: { ...bold, ...options.names } } : options)
}

/** Text that `parse` reads back; the same as `String(e)`. */
export function text(f: Nested, options: Options & TextOptions = {}): string {
  return textExpr(readNested(f, options), options)
}
