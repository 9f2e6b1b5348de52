/** The functions that rewrite an expression into an equal one: shorter, multiplied out, in factors, as one fraction, by powers. */
import { inForm, known } from '../answers/answers.js'
import { rulesOf } from '../diff/definition.js'
import type { Variable } from '../diff/derivative.js'
import { ShapeError } from '../errors.js'
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { inOrderOf, plain } from '../expr/written.js'
import { stable as stableForm } from '../form/stable.js'
import {
  type FormOptions,
  type Input,
  nameOf,
  type Options,
  onlySymbol,
  type Reading,
  read,
  readVariable,
  type VariableInput,
} from '../inputs/input.js'
import { multipliedOut, rewrittenTensor } from '../matrix/forms.js'
import { onlyScalar } from '../matrix/reading.js'
import * as algebra from '../simplify/algebra.js'
import * as angles from '../simplify/angles.js'
import { withKnownConstants } from '../simplify/constants.js'
import { simplify as simplifyExpr } from '../simplify/simplify.js'
import type { StableOptions } from '../simplify/stable.js'
import { partFor } from '../tensor/skeleton.js'
import { isTensor, type Tensor } from '../tensor/tensor.js'
import { callable, type Row, verb } from './verb.js'

/** What was read rewritten, of vectors and matrices entry by entry and then as a whole, in the form asked for. */
const rewritten = (
  { e, assumptions }: Reading,
  options: FormOptions,
  rewrite: (e: Expr, assumptions: Assumptions) => Expr,
  whole = (t: Tensor): Tensor => t,
): Expr => {
  const setting = { options, assumptions }
  return isTensor(e)
    ? inForm(whole(rewrittenTensor(e, rewrite)), setting)
    : inOrderOf(inForm(rewrite(e, assumptions), setting), e)
}

/** The same by a variable: the one given, else the only one; of vectors and matrices the only scalar. */
function rewritingBy(
  f: Input,
  x: VariableInput | undefined,
  options: FormOptions,
  rewrite: (e: Expr, x: Variable) => Expr,
): Expr {
  const reading = read(f, options, x === undefined ? [] : [nameOf(x)])
  const meant = x ?? (isTensor(reading.e) ? onlyScalar(reading.e) : undefined)
  const only = isTensor(reading.e) ? onlyPart : onlySymbol
  const by = (e: Expr): Variable => (meant === undefined ? only(e) : partOf(reading.e, readVariable(meant)))
  return rewritten(reading, options, e => rewrite(e, by(e)))
}

/** What stands for a vector or matrix entry by entry; of scalars it is the name itself. */
function partOf(e: Expr, x: Variable): Variable {
  const array = isTensor(e) && x.kind === 'sym' ? e.setting.variables.get(x.name) : undefined
  return array === undefined ? x : partFor(array)
}

/** A verb that rewrites an input, and needs no more than that. */
const rewriter = (
  row: Pick<Row, 'name' | 'about' | 'examples'>,
  rewrite: (e: Expr) => Expr,
  whole?: (t: Tensor) => Tensor,
) =>
  verb(
    { ...row, group: 'forms', takes: 'f:input {&form}' },
    (f: Input, options: FormOptions = {}): Expr => rewritten(read(f, options), options, rewrite, whole),
  )

/** Where there are no scalars a product such as tr(A) may be what a form is by, if it is the only one. */
function onlyPart(e: Expr): Variable {
  if (freeSymbols(e).size === 1) return onlySymbol(e)
  throw new ShapeError(
    'name the scalar that the form is by: the expression is of vectors and matrices alone',
    'variable',
  )
}

/** A shorter equal expression: `simplify('sin(x)^2 + cos(x)^2')` is 1. */
export const simplify = /* @__PURE__ */ verb(
  {
    name: 'simplify',
    group: 'forms',
    takes: 'f:input {&form rules simplify}',
    about: 'a shorter equal expression',
    examples: [{ command: 'simplify "sin(x)^2 + cos(x)^2"', prints: '1' }],
  },
  (f: Input, options: FormOptions & Pick<Options, 'rules' | 'simplify'> = {}): Expr => {
    const { domain } = options
    return rewritten(read(f, options), options, (e, assumptions) => {
      const whole = known(options, assumptions)(plain(e))
      if (options.simplify === false) return whole
      return simplifyExpr(withKnownConstants(whole), {
        assumptions,
        ...(domain && { domain }),
        rules: rulesOf(options),
      })
    })
  },
)

/** In functions that neither overflow nor cancel in floating point: `stable(parse('1/(1+exp(-x))'))` is sigmoid(x). Also a form. */
export const stable = /* @__PURE__ */ callable(
  { name: 'stable', takes: 'e:expression {assumptions domain}' },
  (e: Expr, options: StableOptions = {}): Expr => stableForm(e, options),
)

/** Products and whole powers of sums multiplied out: `expand('(x+1)^2')` is x^2 + 2*x + 1. Raises `BudgetError`. */
export const expand = /* @__PURE__ */ rewriter(
  {
    name: 'expand',
    about: 'products and whole powers of sums multiplied out',
    examples: [{ command: 'expand "(x+1)^2"', prints: 'x^2 + 2*x + 1' }],
  },
  algebra.expand,
  multipliedOut,
)

/** Irreducible factors over the rationals: `factor('x^2-y^2')` is (x + y)*(x - y). */
export const factor = /* @__PURE__ */ rewriter(
  {
    name: 'factor',
    about: 'irreducible factors over the rationals',
    examples: [{ command: 'factor "x^4 - y^4"', prints: '(x + y)*(x - y)*(x^2 + y^2)' }],
  },
  algebra.factor,
)

/** One fraction in lowest terms, multiplied out: `cancel('(x^2-1)/(x-1)')` is x + 1. */
export const cancel = /* @__PURE__ */ rewriter(
  {
    name: 'cancel',
    about: 'one fraction in lowest terms, multiplied out',
    examples: [{ command: 'cancel "(x^2-1)/(x-1)"', prints: 'x + 1' }],
  },
  algebra.cancel,
)

/** One fraction in lowest terms, its denominator in factors: `together('1/x+1/y')` is (x + y)/(x*y). */
export const together = /* @__PURE__ */ rewriter(
  {
    name: 'together',
    about: 'one fraction in lowest terms, its denominator in factors',
    examples: [{ command: 'together "1/x + 1/y"', prints: '(x + y)/(x*y)' }],
  },
  algebra.together,
)

/** Partial fractions by a symbol (the only one by default): `apart('1/(x*(x+1))')` is 1/x - 1/(x + 1). */
export const apart = /* @__PURE__ */ verb(
  {
    name: 'apart',
    group: 'forms',
    takes: 'f:input x?:variable {&form}',
    about: 'partial fractions by a variable',
    examples: [{ command: 'apart "1/(x^2-1)"', prints: '1/(2*(x - 1)) - 1/(2*(x + 1))' }],
  },
  (f: Input, x?: VariableInput, options: FormOptions = {}): Expr => rewritingBy(f, x, options, algebra.apart),
)

/** Horner's form by a symbol (the only one by default): `horner('x^3+2*x^2+x+1')` is x*(x*(x + 2) + 1) + 1. */
export const horner = /* @__PURE__ */ verb(
  {
    name: 'horner',
    group: 'forms',
    takes: 'f:input x?:variable {&form}',
    about: 'a polynomial by a variable, nested',
    examples: [{ command: 'horner "x^3 + 2*x^2 + x + 1"', prints: 'x*(x*(x + 2) + 1) + 1' }],
  },
  (f: Input, x?: VariableInput, options: FormOptions = {}): Expr => rewritingBy(f, x, options, algebra.horner),
)

/** Products and powers of sin, cos, sinh, cosh as sums: `trigReduce('sin(x)^2')` is 1/2 - cos(2*x)/2. Raises `BudgetError`. */
export const trigReduce = /* @__PURE__ */ rewriter(
  {
    name: 'trigReduce',
    about: 'products and powers of sin, cos, sinh, cosh as sums',
    examples: [{ command: 'trigReduce "sin(x)^2"', prints: '1/2 - cos(2*x)/2' }],
  },
  angles.trigReduce,
)

/** Functions of sums and multiples by functions of the parts: `trigExpand('sin(2*x)')` is 2*cos(x)*sin(x). Raises `BudgetError`. */
export const trigExpand = /* @__PURE__ */ rewriter(
  {
    name: 'trigExpand',
    about: 'functions of sums and multiples by functions of the parts',
    examples: [{ command: 'trigExpand "sin(2*x)"', prints: '2*cos(x)*sin(x)' }],
  },
  angles.trigExpand,
)

/** Powers of a symbol collected, each with one coefficient: `collect('a*x+b*x', 'x')` is x*(a + b). */
export const collect = /* @__PURE__ */ verb(
  {
    name: 'collect',
    group: 'forms',
    takes: 'f:input x:variable {&form}',
    about: 'powers of a variable, each with one coefficient',
    examples: [{ command: 'collect "a*x + b*x + c" x', prints: 'x*(a + b) + c' }],
  },
  (f: Input, x: VariableInput, options: FormOptions = {}): Expr => rewritingBy(f, x, options, algebra.collect),
)
