/**
 * The small core, for pages that count every byte: scalars in text are read, differentiated and printed. Answers are in canonical form:
 * like terms and powers are collected and numbers are exact. Options for which the core has no part are refused.
 */
import { checked } from './checked.js'
import { derivative } from './diff/derivative.js'
import { type Expr, methods } from './expr/node.js'
import { SPECIAL_NAMES } from './functions/special-names.js'
import { type LatexOptions, latex as latexExpr } from './print/latex.js'
import { text as textExpr } from './print/text.js'
import {
  type Input,
  namesAmong,
  type Options,
  ordersOf,
  readScalar,
  readScalarFunction,
  splitOptions,
  type VariableInput,
} from './scalars.js'
import type { Signature } from './signatures.js'

/** What the core understands of the options of the whole library. */
export type CoreOptions = Pick<Options, 'asked' | 'bound' | 'functions' | 'let' | 'limits' | 'record' | 'signal'>

const READING = 'asked bound functions let limits record signal'

/** In a program with the whole library, expressions keep what that can tell of them. */
function prepare(): void {
  if (methods.latex !== undefined) return
  methods.text = e => textExpr(e)
  methods.latex = e => latexExpr(e)
}

const callable = <F extends (...args: never[]) => unknown>(signature: Signature, run: F) =>
  checked(signature, run, prepare)

/** Names of what only the whole library has are refused. */
const LANGUAGE = { elsewhere: SPECIAL_NAMES } as const

/** Text to an expression in canonical form: `parse('2x + x')` is 3*x. */
export const parse = /* @__PURE__ */ callable(
  { name: 'parse', takes: `text:text {${READING}}` },
  (text: string, options: CoreOptions = {}): Expr => readScalar(text, options, [], LANGUAGE).e,
)

/**
 * The derivative in canonical form: `diff('w^3', 'w')` is 3*w^2. Variables and orders as in the whole library; raises what it raises.
 */
export const diff = /* @__PURE__ */ callable(
  { name: 'diff', takes: `f:input by*:by {${READING}}` },
  (f: Input, ...rest: readonly (VariableInput | number | CoreOptions)[]): Expr => {
    const { given, options } = splitOptions(rest)
    const names = namesAmong(given)
    const { e, parameters, intermediates } = readScalarFunction(f, options, names, LANGUAGE)
    const by = ordersOf(e, given, parameters)
    intermediates.requireOrder(by)
    const once = (g: Expr, x: Expr): Expr => derivative(intermediates.seenBy(g, x), x, options.record)
    return intermediates.settled(by.reduce(once, e))
  },
)

/** LaTeX to paste: `latex('1/(1+exp(-x))')` is `\frac{1}{1+e^{-x}}`. */
export const latex = /* @__PURE__ */ callable(
  {
    name: 'latex',
    takes: `f:input {${READING} names shared multiply inline fractions roots derivatives upright inverse}`,
  },
  (f: Input, options: CoreOptions & LatexOptions = {}): string =>
    latexExpr(readScalar(f, options, [], LANGUAGE).e, options),
)

/** Text that `parse` reads back; the same as `String(e)`. */
export const text = /* @__PURE__ */ callable(
  { name: 'text', takes: `f:input {${READING} shared}` },
  (f: Input, { shared = false, ...options }: CoreOptions & { readonly shared?: boolean } = {}): string =>
    textExpr(readScalar(f, options, [], LANGUAGE).e, { shared }),
)

export * from './errors.js'
export type { Call, Expr, Num, Sym } from './expr/node.js'
export type { Input, VariableInput } from './scalars.js'
