/**
 * The functions that people call: text or expressions in, simplified expressions out. Each is a thin line from the
 * reading of its input through one or two rooms; options come last. Names that the caller gives (variables, keys of
 * values) are plain symbols even where a constant has that name.
 */
import { type Compiled, type CompileInput, type CompileOptions, compile as compileExpr } from './compile/compile.js'
import { derivative, type Recorder, type Variable } from './diff/derivative.js'
import * as several from './diff/gradient.js'
import { isVariable, orders, resolve } from './diff/resolve.js'
import { registeredVerifier, type Verifier } from './diff/verifier.js'
import { FluxionError, ShapeError } from './errors.js'
import { type EvaluateOptions, type EvaluateResult, evaluate as evaluateExpr, type Point } from './evaluate/evaluate.js'
import { refuseSingular, substitute } from './evaluate/subs.js'
import { exactNumber } from './evaluate/values.js'
import type { Assumption, Assumptions } from './expr/assumption.js'
import { list, num } from './expr/build.js'
import { Call, type Expr, isCall, Num, Sym, sym } from './expr/node.js'
import { compareNames } from './expr/order.js'
import { freeSymbols } from './expr/walk.js'
import { type ParsedProgram, type ParseOptions, parseProgram } from './parse/parse.js'
import { type LatexOptions, latex as latexExpr } from './print/latex.js'
import { installPrinter, type TextOptions, text as textExpr } from './print/text.js'
import { readRule } from './rewrite/rule.js'
import * as algebra from './simplify/algebra.js'
import type { Domain } from './simplify/facts.js'
import { simplify as simplifyExpr } from './simplify/simplify.js'
import { type Certificate, certify, equivalent as equivalentExpr } from './verify/certificate.js'
import { type CheckOptions, type CheckReport, check as checkExpr } from './verify/check.js'

installPrinter()

/** What every function takes: text in the language of the library, an expression, or a number. */
export type Input = string | number | bigint | Expr

/** Options of every function that reads and simplifies. */
export interface Options extends ParseOptions {
  /** `'complex'`: an undeclared symbol may have any complex value, and identities that hold for reals only are not used. */
  readonly domain?: Domain
  /** Told of each differentiation rule as it is used. */
  readonly record?: Recorder
  /**
   * Compares each derivative with the function it came from at sampled points, and raises a `FluxionError` with the code `refuted` where it fails.
   * In a bundle of single functions pass `certify` itself instead of `true`: so only who verifies carries the numerics.
   */
  readonly verify?: boolean | Verifier
  /**
   * Rules of your own for simplification, such as `'halve: f(2*u) => 2*f(u)'` or `'name: pattern -> replacement when u > 0'`: with `->` used where
   * the result is shorter, with `=>` always; u, v, w stand for anything, n and m for numbers that the condition describes.
   */
  readonly rules?: readonly string[]
  /** `false` leaves the answer in canonical form, without looking for a shorter one. */
  readonly simplify?: boolean
}

/** A variable to differentiate by: a name, or a component such as `x[1]`. */
export type VariableInput = string | Expr

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Reading {
  readonly e: Expr
  readonly assumptions: Assumptions
}

const isExpr = (x: unknown): x is Expr => x instanceof Num || x instanceof Sym || x instanceof Call

function read(input: Input, options: Options, names: Iterable<string> = []): Reading {
  const program = readProgram(input, options, names)
  return { e: resolve(program.result), assumptions: assumptionsOf(program) }
}

function readProgram(input: Input, options: Options, names: Iterable<string>): ParsedProgram {
  const bound = [...(options.bound ?? []), ...names]
  if (typeof input === 'string') return parseProgram(input, { ...options, bound })
  const result = isExpr(input) ? input : exactNumber(input, 'the expression')
  if (options.let === undefined) return { bindings: [], declarations: [], result }
  // Definitions given beside an expression name parts of it.
  const { bindings, declarations } = parseProgram('0', { ...options, bound })
  return { bindings, declarations, result: substitute(result, new Map(bindings.map(b => [b.name, b.value]))) }
}

function assumptionsOf(program: ParsedProgram): Assumptions {
  return new Map(program.declarations.map(d => [d.name, new Set<Assumption>(d.assumptions)]))
}

/** The variables meant: those given, else all free symbols in natural order. */
function variablesOf(e: Expr | readonly Expr[], given: readonly VariableInput[] | undefined): Variable[] {
  if (given === undefined) return [...freeSymbols(e)].sort(compareNames).map(sym)
  return given.map(readVariable)
}

function readVariable(v: VariableInput): Variable {
  if (typeof v !== 'string') {
    if (isExpr(v) && isVariable(v)) return v
    throw new ShapeError(`cannot differentiate by ${v}: a variable is a name, or a component such as x[1]`)
  }
  const name = v.trim()
  const e = parseProgram(name, { bound: [name] }).result
  if (!isVariable(e))
    throw new ShapeError(`cannot differentiate by ${v}: a variable is a name, or a component such as x[1]`)
  return e
}

const nameOf = (v: VariableInput): string => String(v).trim()

function finisher(options: Options, assumptions: Assumptions): (e: Expr) => Expr {
  if (options.simplify === false) return e => e
  const rules = options.rules?.map(readRule)
  const given = { assumptions, ...(options.domain && { domain: options.domain }), ...(rules && { rules }) }
  return e => simplifyExpr(e, given)
}

// ── the calls ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Text to an expression in canonical form: `parse('2x + x')` is 3*x; derivatives written in it are carried out. */
export function parse(text: string, options: ParseOptions = {}): Expr {
  return read(text, options).e
}

/** Text with named intermediate results: `q = x + y; f = q*z`. */
export function program(text: string, options: ParseOptions = {}): ParsedProgram {
  const p = parseProgram(text, options)
  return { ...p, bindings: p.bindings.map(b => ({ ...b, value: resolve(b.value) })), result: resolve(p.result) }
}

/**
 * The derivative: `diff('w^3', 'w')` is 3*w^2; `diff('x^2*y^3', 'x', 'y')` the mixed partial; `diff('sin(x)', 'x', 4)`
 * the fourth. Without a variable, that of the only symbol there is. Raises `ParseError`, `ShapeError`, `BudgetError`.
 */
export function diff(f: Input, ...rest: readonly (VariableInput | number | Options)[]): Expr {
  const { given, options } = splitOptions(rest)
  const names = given.filter((g): g is VariableInput => typeof g !== 'number').map(nameOf)
  const { e, assumptions } = read(f, options, names)
  const by =
    given.length > 0 ? orders(given.map(g => (typeof g === 'number' ? num(g) : readVariable(g)))) : [onlySymbol(e)]
  const finish = finisher(options, assumptions)
  const once = (f0: Expr, x: Variable): Expr =>
    verified(f0, x, finish(derivative(f0, x, options.record)), options, assumptions)
  return by.reduce(once, by.length === 0 ? finish(e) : e)
}

/** The derivative, unless verification was asked for and refutes it. */
function verified(f: Expr, x: Variable, d: Expr, options: Options, assumptions: Assumptions): Expr {
  if (options.verify === undefined || options.verify === false) return d
  const verify = options.verify === true ? registeredVerifier() : options.verify
  if (verify === undefined) throw new FluxionError('no-verifier', 'pass the function certify as the option verify')
  const certificate = verify(f, x, d, { assumptions, ...(options.domain && { domain: options.domain }) })
  if (certificate.verdict === 'refuted') {
    const at = JSON.stringify(certificate.witness)
    throw new FluxionError('refuted', `${d} is not the derivative of ${f} by ${x}: they differ at ${at}`)
  }
  return d
}

function splitOptions(rest: readonly (VariableInput | number | Options)[]): {
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

function onlySymbol(e: Expr): Variable {
  const names = [...freeSymbols(e)].sort(compareNames)
  const [name] = names
  if (names.length !== 1 || name === undefined) {
    const what = names.length === 0 ? 'no variable' : `the variables ${names.join(', ')}`
    throw new ShapeError(`name the variable meant: the expression has ${what}`, 'variable')
  }
  return sym(name)
}

/** All partial derivatives of a scalar: `gradient('a^2+a*b', ['a','b'])` is [2*a + b, a]; by default by every symbol. */
export function gradient(f: Input, variables?: readonly VariableInput[], options: Options = {}): Expr[] {
  const { e, assumptions } = read(f, options, variables?.map(nameOf))
  const by = variablesOf(e, variables)
  const entries = several.gradient(e, by, finisher(options, assumptions), options.record)
  return entries.map((d, k) => verified(e, by[k] as Variable, d, options, assumptions))
}

/** The Jacobian of a list of scalars, outputs as rows: `jacobian('[x*y, x+y]', ['x','y'])`. */
export function jacobian(
  f: Input | readonly Input[],
  variables?: readonly VariableInput[],
  options: Options = {},
): Expr[][] {
  const names = variables?.map(nameOf)
  const readings = (Array.isArray(f) ? f : [f as Input]).map((g: Input) => read(g, options, names))
  const outputs = readings.flatMap(({ e }) => (isCall(e, 'list') && !Array.isArray(f) ? e.args : [e]))
  const assumptions = new Map(readings.flatMap(r => [...r.assumptions]))
  const by = variablesOf(outputs, variables)
  const rows = several.jacobian(outputs, by, finisher(options, assumptions))
  return rows.map((row, i) =>
    row.map((d, j) => verified(outputs[i] as Expr, by[j] as Variable, d, options, assumptions)),
  )
}

/** The matrix of second derivatives of a scalar. */
export function hessian(f: Input, variables?: readonly VariableInput[], options: Options = {}): Expr[][] {
  const { e, assumptions } = read(f, options, variables?.map(nameOf))
  const by = variablesOf(e, variables)
  const rows = several.hessian(e, by, finisher(options, assumptions))
  if (!options.verify) return rows
  const slopes = by.map(x => verified(e, x, derivative(e, x), options, assumptions))
  return rows.map((row, i) =>
    row.map((d, j) => verified(slopes[i] as Expr, by[j] as Variable, d, options, assumptions)),
  )
}

/** A shorter equal expression: `simplify('sin(x)^2 + cos(x)^2')` is 1. */
export function simplify(f: Input, options: Options = {}): Expr {
  const { e, assumptions } = read(f, options)
  return finisher(options, assumptions)(e)
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

/** Powers of a symbol collected, each with one coefficient: `collect('a*x+b*x', 'x')` is x*(a + b). */
export function collect(f: Input, x: VariableInput, options: Options = {}): Expr {
  return algebra.collect(read(f, options, [nameOf(x)]).e, readVariable(x))
}

/**
 * Whether two expressions have the same value wherever both have one: `equivalent('sin(2x)', '2sin(x)cos(x)').verdict`
 * is 'verified'; 'refuted' comes with a witness, 'unknown' with the reason.
 */
export function equivalent(a: Input, b: Input, options: Options & { readonly samples?: number } = {}): Certificate {
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
  const { e, assumptions } = read(f, options, [nameOf(x)])
  const by = readVariable(x)
  const d =
    derivativeOf === undefined
      ? finisher(options, assumptions)(derivative(e, by))
      : read(derivativeOf, options, [nameOf(x)]).e
  return certify(e, by, d, { assumptions, ...(options.domain && { domain: options.domain }) })
}

/**
 * Simultaneous, exact substitution: `subs('1/w', { w: 2 })` is 1/2; values are numbers, texts or expressions.
 * Raises `DomainError` where a division by zero comes out.
 */
export function subs(f: Input, values: Readonly<Record<string, Input>>, options: Options = {}): Expr {
  const names = Object.keys(values)
  const { e, assumptions } = read(f, options, names)
  const map = new Map(names.map(name => [readVariable(name).toString(), read(values[name] as Input, options).e]))
  return refuseSingular(finisher(options, assumptions)(substitute(e, map)))
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
  const values = Object.entries(at).map(([name, v]) => [name, typeof v === 'string' ? read(v, given).e : v] as const)
  return evaluateExpr(read(f, given, Object.keys(at)).e, Object.fromEntries(values), given)
}

/** A function of the named arguments: `compile('x*y', ['x','y'])(2, 4)` is 8. Its output has the shape of the input. */
export function compile<const T extends CompileText>(
  f: T,
  args: readonly string[],
  options: Options & CompileOptions = {},
): Compiled<T> {
  return compileExpr(readAll(f, args, options), args, options) as Compiled<unknown> as Compiled<T>
}

/** What can be compiled: inputs, lists of them, objects of them. */
export type CompileText = Input | readonly CompileText[] | { readonly [key: string]: CompileText }

function readAll(f: CompileText, args: readonly string[], options: Options): CompileInput {
  if (typeof f !== 'object' || isExpr(f)) return read(f, options, args).e
  if (Array.isArray(f)) return f.map(g => readAll(g, args, options))
  const entries = Object.entries(f as { readonly [key: string]: CompileText })
  return Object.fromEntries(entries.map(([key, g]) => [key, readAll(g, args, options)]))
}

/** Checks a gradient against finite differences at a point; the report says per variable what was compared, and its verdict. */
export function check(
  f: Input,
  options: Options & Omit<CheckOptions, 'claimed'> & { readonly claimed?: Readonly<Record<string, Input>> },
): CheckReport {
  const names = [...Object.keys(options.at), ...(options.variables ?? [])]
  const { e } = read(f, options, names)
  const { claimed, ...others } = options
  if (claimed === undefined) return checkExpr(e, others)
  const entries = Object.entries(claimed).map(([name, g]) => [name, read(g, options, names).e] as const)
  return checkExpr(e, { ...others, claimed: Object.fromEntries(entries) })
}

/** A nested list of inputs, such as a gradient or a Jacobian. */
export type Nested = Input | readonly Nested[]

function readNested(f: Nested, options: Options): Expr {
  return typeof f === 'object' && !isExpr(f)
    ? list((f as readonly Nested[]).map(g => readNested(g, options)))
    : read(f as Input, options).e
}

/** LaTeX to paste: `latex('1/(1+exp(-x))')` is `\frac{1}{1+e^{-x}}`. Takes nested lists as well. */
export function latex(f: Nested, options: Options & LatexOptions = {}): string {
  return latexExpr(readNested(f, options), options)
}

/** Text that `parse` reads back; the same as `String(e)`. */
export function text(f: Nested, options: Options & TextOptions = {}): string {
  return textExpr(readNested(f, options), options)
}
