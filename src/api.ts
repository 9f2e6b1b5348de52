/**
 * The functions that people call: text or expressions in, simplified expressions out. Each is a thin line from the
 * reading of its input through one or two rooms; options come last. Names that the caller gives (variables, keys of
 * values) are plain symbols even where a constant has that name.
 */

import { answersFor, known } from './answers.js'
import { checked } from './checked.js'
import { type Compiled, type CompileInput, type CompileOptions, compile as compileExpr } from './compile/compile.js'
import { derivative, type Variable } from './diff/derivative.js'
import { type EvaluateOptions, type EvaluateResult, evaluate as evaluateExpr, type Point } from './evaluate/evaluate.js'
import { takeApart } from './evaluate/outputs.js'
import { refuseSingular, substitute } from './evaluate/subs.js'
import type { Expr } from './expr/node.js'
import {
  type Input,
  isExpr,
  mapNested,
  nameOf,
  type Options,
  ordersOf,
  read,
  readFunction,
  readProgram,
  readVariable,
  splitOptions,
  type VariableInput,
  variablesOf,
} from './input.js'
import { readLatex } from './parse/latex.js'
import type { ParsedProgram } from './parse/parse.js'
import { tensorCalls } from './tensor/registry.js'
import {
  type Certificate,
  type CertificateOptions,
  certify as certifyExpr,
  equivalent as equivalentExpr,
} from './verify/certificate.js'
import { type CheckOptions, type CheckReport, check as checkExpr } from './verify/check.js'

export type { Input, Options, VariableInput } from './input.js'
export { gradient, hessian, hvp, jacobian, jvp, vjp } from './several.js'

// ── the calls ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Text to an expression in canonical form: `parse('2x + x')` is 3*x; derivatives written in it are carried out. */
export const parse = /* @__PURE__ */ checked('parse', (text: string, options: Options = {}): Expr => {
  return read(text, options).e
})

/**
 * LaTeX to an expression: `parseLatex('\\frac{x^2}{2}')` is x^2/2. Every function takes LaTeX too, by commands in it or with the
 * option `syntax: 'latex'`. Raises `ParseError` where it has two readings: declare what is meant with `bound`, `functions`, `names`.
 */
export const parseLatex = /* @__PURE__ */ checked('parseLatex', (text: string, options: Options = {}): Expr => {
  return parse(text, { ...options, syntax: readLatex })
})

/** Text with named intermediate results: `q = x + y; f = q*z`. */
export const program = /* @__PURE__ */ checked('program', (text: string, options: Options = {}): ParsedProgram => {
  return readProgram(text, options, [])
})

/**
 * The derivative: `diff('w^3', 'w')` is 3*w^2; `diff('x^2*y^3', 'x', 'y')` the mixed partial; `diff('sin(x)', 'x', 4)`
 * the fourth. Without a variable, that of the only symbol there is. Raises `ParseError`, `ShapeError`, `BudgetError`.
 */
export const diff = /* @__PURE__ */ checked(
  'diff',
  (f: Input, ...rest: readonly (VariableInput | number | Options)[]): Expr => {
    const { given, options } = splitOptions(rest)
    const tensors = tensorCalls([f], options)
    if (tensors) return tensors.diff(f, given, options)
    const names = given.filter((g): g is VariableInput => typeof g !== 'number').map(nameOf)
    const { e, assumptions, parameters } = readFunction(f, options, names)
    const answers = answersFor(options, assumptions)
    const once = (f0: Expr, x: Variable): Expr => answers.verified(f0, x, answers.derivative(f0, x))
    return answers.shaped(ordersOf(e, given, parameters).reduce(once, e))
  },
)

/**
 * Whether two expressions have the same value wherever both have one: `equivalent('sin(2x)', '2sin(x)cos(x)').verdict`
 * is 'verified'; 'refuted' comes with a witness, 'unknown' with the reason.
 */
export const equivalent = /* @__PURE__ */ checked(
  'equivalent',
  (a: Input, b: Input, options: Options & { readonly samples?: number } = {}): Certificate => {
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
  },
)

/**
 * Whether `derivative` is the derivative of `f` by a variable, by values at sampled points: `certificate('x^2', 'x', '2x').verdict` is 'verified'.
 * By default the derivative is our own.
 */
export const certificate = /* @__PURE__ */ checked(
  'certificate',
  (f: Input, x: VariableInput, derivativeOf?: Input, options: Options = {}): Certificate => {
    const tensors = tensorCalls([f, derivativeOf], options)
    if (tensors) return tensors.certificate(f, x, derivativeOf, options) as Certificate
    const { e, assumptions } = readFunction(f, options, [nameOf(x)])
    const by = readVariable(x)
    const d =
      derivativeOf === undefined ? known(options)(derivative(e, by)) : read(derivativeOf, options, [nameOf(x)]).e
    return certifyExpr(e, by, d, { assumptions, ...(options.domain && { domain: options.domain }) })
  },
)

/** The same of expressions, as the option `verify` takes it: `certify(parse('x^2'), sym('x'), parse('2*x')).verdict` is 'verified'. */
export const certify = /* @__PURE__ */ checked(
  'certify',
  (f: Expr, by: Expr, slope: Expr, options: CertificateOptions = {}): Certificate => certifyExpr(f, by, slope, options),
)

/** What may stand for a name: an input, or an array for a tensor. */
export type Substitute = Input | ArrayLike<unknown> | { toArray(): unknown }

/**
 * Simultaneous, exact substitution: `subs('1/w', { w: 2 })` is 1/2; values are numbers, texts or expressions.
 * Raises `DomainError` where a division by zero comes out.
 */
export const subs = /* @__PURE__ */ checked(
  'subs',
  (f: Input, values: Readonly<Record<string, Substitute>>, options: Options = {}): Expr => {
    const tensors = tensorCalls([f], options)
    if (tensors) return tensors.subs(f, values, options)
    const names = Object.keys(values)
    const { e } = read(f, options, names)
    const map = new Map(names.map(name => [readVariable(name).toString(), read(values[name] as Input, options).e]))
    return refuseSingular(known(options)(substitute(e, map)))
  },
)

/**
 * The value at a point: `evaluate('a^2+a*b', { a: 3, b: 4 })` is 21. `field` chooses the arithmetic: `'real'` (a number),
 * `'complex'` ({ re, im }), `'exact'` (a rational), `'interval'` ({ lo, hi }: the value lies between); `precision: 50` answers
 * a `Decimal` of fifty right digits. Raises `UnboundError`, `DomainError`, `BudgetError`.
 */
export const evaluate = /* @__PURE__ */ checked(
  'evaluate',
  <O extends Options & EvaluateOptions>(f: Input, at: Point = {}, options?: O): EvaluateResult<O> => {
    const given = options ?? ({} as O)
    const tensors = tensorCalls([f], given)
    if (tensors) return tensors.evaluate(f, at, given) as EvaluateResult<O>
    const values = Object.entries(at).map(([name, v]) => [name, typeof v === 'string' ? read(v, given).e : v] as const)
    return evaluateExpr(readFunction(f, given, Object.keys(at)).e, Object.fromEntries(values), given)
  },
)

/**
 * A function of the named arguments, by default of all names in natural order: `compile('x*y', ['x','y'])(2, 4)` is 8. Its output has the
 * shape of the input.
 */
export const compile = /* @__PURE__ */ checked(
  'compile',
  <const T extends CompileText>(
    f: T,
    args?: readonly string[],
    options: Options & CompileOptions = {},
  ): Compiled<T> => {
    const tensors = tensorCalls(isInput(f) ? [f] : Object.values(f).flat(), options)
    if (tensors) return tensors.compile(f, args, options) as Compiled<unknown> as Compiled<T>
    const parameters: string[] = []
    const read = mapNested<CompileInput>(
      f,
      g => {
        const reading = readFunction(g, options, args)
        if (parameters.length === 0) parameters.push(...reading.parameters)
        return reading.e
      },
      (parts, keys) => (keys ? Object.fromEntries(keys.map((key, k) => [key, parts[k] as CompileInput])) : parts),
    )
    const names = args ?? variablesOf(takeApart(read).roots, undefined, parameters).map(String)
    return compileExpr(read, names, options) as Compiled<unknown> as Compiled<T>
  },
)

/** What can be compiled: inputs, lists of them, objects of them. */
export type CompileText = Input | readonly CompileText[] | { readonly [key: string]: CompileText }

const isInput = (f: CompileText): f is Input => typeof f !== 'object' || isExpr(f)

/** Checks a gradient against finite differences at a point; the report says per variable what was compared, and its verdict. */
export const check = /* @__PURE__ */ checked(
  'check',
  (
    f: Input,
    options: Options & Omit<CheckOptions, 'claimed'> & { readonly claimed?: Readonly<Record<string, Input>> },
  ): CheckReport => {
    const tensors = tensorCalls([f], options)
    if (tensors) return tensors.check(f, options) as CheckReport
    const names = [...Object.keys(options.at), ...(options.variables ?? [])]
    const { e } = readFunction(f, options, names)
    const { claimed, ...others } = options
    if (claimed === undefined) return checkExpr(e, others)
    const entries = Object.entries(claimed).map(([name, g]) => [name, read(g, options, names).e] as const)
    return checkExpr(e, { ...others, claimed: Object.fromEntries(entries) })
  },
)
