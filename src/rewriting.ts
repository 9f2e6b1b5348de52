/** The functions that rewrite an expression into an equal one: shorter, multiplied out, in factors, as one fraction, by powers. */
import { known, shaper } from './answers.js'
import { checked } from './checked.js'
import type { Expr } from './expr/node.js'
import { plain } from './expr/written.js'
import {
  functionNames,
  type Input,
  nameOf,
  type Options,
  onlySymbol,
  read,
  readVariable,
  type VariableInput,
} from './input.js'
import { readRule } from './rewrite/rule.js'
import * as algebra from './simplify/algebra.js'
import * as angles from './simplify/angles.js'
import { simplify as simplifyExpr } from './simplify/simplify.js'
import { type StableOptions, stable as stableForm } from './simplify/stable.js'
import { tensorCalls } from './tensor/registry.js'

/** A shorter equal expression: `simplify('sin(x)^2 + cos(x)^2')` is 1. */
export const simplify = /* @__PURE__ */ checked('simplify', (f: Input, options: Options = {}): Expr => {
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
})

/** In functions that neither overflow nor cancel in floating point: `stable(parse('1/(1+exp(-x))'))` is sigmoid(x). Also a form. */
export const stable = /* @__PURE__ */ checked(
  'stable',
  (e: Expr, options: StableOptions = {}): Expr => stableForm(e, options),
)

/** Products and whole powers of sums multiplied out: `expand('(x+1)^2')` is x^2 + 2*x + 1. Raises `BudgetError`. */
export const expand = /* @__PURE__ */ checked(
  'expand',
  (f: Input, options: Options = {}): Expr => algebra.expand(read(f, options).e),
)

/** Irreducible factors over the rationals: `factor('x^2-y^2')` is (x + y)*(x - y). */
export const factor = /* @__PURE__ */ checked(
  'factor',
  (f: Input, options: Options = {}): Expr => algebra.factor(read(f, options).e),
)

/** One fraction in lowest terms, multiplied out: `cancel('(x^2-1)/(x-1)')` is x + 1. */
export const cancel = /* @__PURE__ */ checked(
  'cancel',
  (f: Input, options: Options = {}): Expr => algebra.cancel(read(f, options).e),
)

/** One fraction in lowest terms, its denominator in factors: `together('1/x+1/y')` is (x + y)/(x*y). */
export const together = /* @__PURE__ */ checked(
  'together',
  (f: Input, options: Options = {}): Expr => algebra.together(read(f, options).e),
)

/** Partial fractions by a symbol (the only one by default): `apart('1/(x*(x+1))')` is 1/x - 1/(x + 1). */
export const apart = /* @__PURE__ */ checked('apart', (f: Input, x?: VariableInput, options: Options = {}): Expr => {
  const { e } = read(f, options, x === undefined ? [] : [nameOf(x)])
  return algebra.apart(e, x === undefined ? onlySymbol(e) : readVariable(x))
})

/** Horner's form by a symbol (the only one by default): `horner('x^3+2*x^2+x+1')` is x*(x*(x + 2) + 1) + 1. */
export const horner = /* @__PURE__ */ checked('horner', (f: Input, x?: VariableInput, options: Options = {}): Expr => {
  const { e } = read(f, options, x === undefined ? [] : [nameOf(x)])
  return algebra.horner(e, x === undefined ? onlySymbol(e) : readVariable(x))
})

/** Products and powers of sin, cos, sinh, cosh as sums: `trigReduce('sin(x)^2')` is 1/2 - cos(2*x)/2. Raises `BudgetError`. */
export const trigReduce = /* @__PURE__ */ checked(
  'trigReduce',
  (f: Input, options: Options = {}): Expr => angles.trigReduce(read(f, options).e),
)

/** Functions of sums and multiples by functions of the parts: `trigExpand('sin(2*x)')` is 2*cos(x)*sin(x). Raises `BudgetError`. */
export const trigExpand = /* @__PURE__ */ checked(
  'trigExpand',
  (f: Input, options: Options = {}): Expr => angles.trigExpand(read(f, options).e),
)

/** Powers of a symbol collected, each with one coefficient: `collect('a*x+b*x', 'x')` is x*(a + b). */
export const collect = /* @__PURE__ */ checked('collect', (f: Input, x: VariableInput, options: Options = {}): Expr => {
  return algebra.collect(read(f, options, [nameOf(x)]).e, readVariable(x))
})
