/**
 * The small core, for pages that count every byte: scalars in text are read, differentiated and printed. It has exact arithmetic, elementary
 * functions and activations, conditions and unknown functions. Special functions, sums, products and integrals are refused by their names, and refusals come
 * without advice. Answers are in canonical form: like terms and powers are collected and numbers are exact. Options for which the core has no
 * part are refused.
 */

import { type Checked, checkedIn, type Terms } from './calls/arguments.js'
import { COMMON_KINDS } from './calls/kinds.js'
import { derivative, type Recorder } from './diff/derivative.js'
import { resolve } from './diff/resolve.js'
import { FluxionError, ShapeError } from './errors.js'
import { exactNumber } from './evaluate/values.js'
import { type Expr, isExpr, methods, num } from './expr/node.js'
import { SPECIAL_NAMES } from './functions/special-names.js'
import { type Input, namesAmong, ordersOf, splitOptions, type VariableInput } from './inputs/scalars.js'
import { Rational } from './number/rational.js'
import { type ParseOptions, parseProgram } from './parse/parse.js'
import { type LatexOptions, latex as latexExpr } from './print/latex/latex.js'
import { text as textExpr } from './print/text.js'
import type { Signature } from './signatures/notation.js'

/** What the core understands of the options of the whole library. Functions of the caller's own are names here. */
export interface CoreOptions extends Pick<ParseOptions, 'asked' | 'bound' | 'functions' | 'let' | 'limits' | 'signal'> {
  /** Told of each differentiation rule as it is used. */
  readonly record?: Recorder
}

const READING = 'asked bound functions let limits record signal'

/** The kinds of the options, as the whole library has them. */
const KINDS_OF_OPTIONS: Readonly<Record<string, string>> = {
  asked: 'names',
  bound: 'names',
  derivatives: "'prime' 'leibniz'",
  fractions: "'frac' 'dfrac' 'tfrac' 'slash' 'power'",
  functions: 'names',
  inline: 'flag',
  inverse: "'arc' 'power'",
  let: 'text',
  limits: 'limits',
  multiply: "'implicit' 'cdot'",
  names: 'texts',
  record: 'function',
  roots: "'sqrt' 'root' 'power'",
  shared: 'flag',
  signal: 'signal',
  upright: "flag 'd'",
}

const TERMS: Terms = { kinds: COMMON_KINDS, kindOf: option => KINDS_OF_OPTIONS[option] as string }

/** In a program with the whole library, expressions keep what that can tell of them. */
function prepare(): void {
  if (methods.latex !== undefined) return
  methods.text = e => textExpr(e)
  methods.latex = e => latexExpr(e)
}

const callable = <F extends (...args: never[]) => unknown>(signature: Signature, run: F): Checked<F> =>
  checkedIn(TERMS, signature, run, prepare)

/** An input, read: its value, and where it states a function that one with its arguments. */
interface CoreReading {
  readonly e: Expr
  readonly stated: Expr
  readonly parameters: readonly string[]
}

function read(input: Input, options: CoreOptions, names: readonly string[] = []): CoreReading {
  const asked = [...(options.asked ?? []), ...names]
  if (typeof input !== 'string') {
    if (options.let !== undefined) throw new FluxionError('option-let', 'the option let goes with a text here')
    const e = resolve(isExpr(input) ? input : numberOf(input))
    return { e, stated: e, parameters: [] }
  }
  const { result, definition, bindings } = parseProgram(input, { ...options, asked }, { elsewhere: SPECIAL_NAMES })
  const open = bindings.find(b => asked.includes(b.name))
  if (open !== undefined)
    throw new ShapeError(`${open.name} has a value: only the whole library differentiates by it`, 'intermediate')
  const e = resolve(result)
  return definition === undefined
    ? { e, stated: e, parameters: [] }
    : { e, stated: resolve(definition.value), parameters: definition.parameters }
}

/** A number of this language, or what the checking of calls makes of a fraction of another library. */
const numberOf = (input: number | bigint | Rational): Expr =>
  input instanceof Rational ? num(input) : exactNumber(input, 'the expression')

/** Text to an expression in canonical form: `parse('2x + x')` is 3*x. */
export const parse = /* @__PURE__ */ callable(
  { name: 'parse', takes: `text:text {${READING}}` },
  (text: string, options: CoreOptions = {}): Expr => read(text, options).e,
)

/**
 * The derivative in canonical form: `diff('w^3', 'w')` is 3*w^2. Variables and orders as in the whole library; raises what it raises.
 */
export const diff = /* @__PURE__ */ callable(
  { name: 'diff', takes: `f:input by*:by {${READING}}` },
  (f: Input, ...rest: readonly (VariableInput | number | CoreOptions)[]): Expr => {
    const { given, options } = splitOptions(rest)
    const { stated, parameters } = read(f, options as CoreOptions, namesAmong(given))
    return ordersOf(stated, given, parameters).reduce((g, x) => derivative(g, x, options.record), stated)
  },
)

/** LaTeX to paste: `latex('1/(1+exp(-x))')` is `\frac{1}{1+e^{-x}}`. */
export const latex = /* @__PURE__ */ callable(
  {
    name: 'latex',
    takes: `f:input {${READING} names shared multiply inline fractions roots derivatives upright inverse}`,
  },
  (f: Input, options: CoreOptions & LatexOptions = {}): string => latexExpr(read(f, options).e, options),
)

/** Text that `parse` reads back; the same as `String(e)`. */
export const text = /* @__PURE__ */ callable(
  { name: 'text', takes: `f:input {${READING} shared}` },
  (f: Input, { shared = false, ...options }: CoreOptions & { readonly shared?: boolean } = {}): string =>
    textExpr(read(f, options).e, { shared }),
)

export * from './errors.js'
export type { Call, Expr, Num, Sym } from './expr/node.js'
export type { Input, VariableInput } from './inputs/scalars.js'
