/** Taylor polynomials, in powers of x - a, in one variable or several, with Lagrange's remainder where it is asked for. */
import { inForm, type Setting } from '../answers/answers.js'
import {
  assignmentsIn,
  isLaidOut,
  readPoint,
  repeated,
  requireReal,
  requireScalar,
  requireSmooth,
  settledValue,
  vanishes,
} from '../answers/composed.js'
import { derivative } from '../diff/derivative.js'
import { taylorCoefficients } from '../diff/taylor.js'
import { ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { add, call, div, mul, num, zero } from '../expr/build.js'
import { type Expr, factorsOf, isCall, sym, termsOf } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { placeholder } from '../expr/placeholder.js'
import { contains, freeSymbols } from '../expr/walk.js'
import { plain, withLayout } from '../expr/written.js'
import { type Power, shift, writtenPowers } from '../form/series.js'
import {
  type Input,
  isExpr,
  nameOf,
  type Options,
  read,
  readFunction,
  readVariable,
  type VariableInput,
} from '../inputs/input.js'
import * as shaped from '../matrix/expansions.js'
import { text } from '../print/text.js'
import { expand } from '../simplify/algebra.js'
import { isTensor } from '../tensor/tensor.js'
import { spend } from '../work.js'
import { verb } from './verb.js'

/** The order where none is given. */
const USUAL = 5

export type Several = Readonly<Record<string, Input>>

/** The calls of `taylor`: in one variable, or in several about a point. */
export interface Taylor {
  (f: Input, x: VariableInput, at?: Input, order?: number, options?: TaylorOptions): Expr
  (f: Input, point: Several, order?: number, options?: TaylorOptions): Expr
}

export interface TaylorOptions extends Options {
  /** Adds Lagrange's form of the remainder, at an unknown point xi between x and a. */
  readonly remainder?: boolean
}

/**
 * The Taylor polynomial: `taylor('log(x)', 'x', 1, 2)` is (x - 1) - (x - 1)^2/2; in several variables `taylor('x*y', { x: 1, y: 1 }, 2)`.
 * About 0 and of order 5 where nothing else is said; by a vector or matrix of order 2 at most, and a vector of order 1. Raises `DomainError` at poles, kinks and jumps.
 */
export const taylor = /* @__PURE__ */ verb(
  {
    name: 'taylor',
    group: 'derivatives',
    takes: 'f:input x:place at?:input order?:count {&slope remainder}',
    about: 'the Taylor polynomial about a point, in powers of x - a',
    symbol: f => f,
    examples: [
      { command: 'taylor "log(x)" x 1 2', prints: '(x - 1) - (x - 1)^2/2' },
      { command: 'taylor "e^x*cos(y)" "x=0,y=0" 2', prints: '1 + x + x^2/2 - y^2/2' },
      { command: 'taylor "log(1 + x\'*x)" x --let x:[n]', prints: "x'*x" },
    ],
  },
  ((
    f: Input,
    x: VariableInput | Several,
    at: Input | undefined,
    order: number | undefined,
    options: TaylorOptions = {},
  ): Expr => {
    const point = severalOf(x)
    return point === undefined
      ? inOne(f, x as VariableInput, at ?? 0, order, options)
      : inSeveral(f, point, orderOf(at ?? order ?? USUAL), options)
    // Arguments come by their places, whichever of the two calls it is.
  }) as unknown as Taylor,
)

/** The options for vectors and matrices, which have no remainder here. */
function shapedOptions({ remainder, ...options }: TaylorOptions): Options {
  if (remainder) throw new ShapeError("Lagrange's remainder is given in one variable", 'remainder')
  return options
}

/** The values of several variables: an object, or a text such as `x=0,y=pi/2`. */
function severalOf(x: VariableInput | Several): Several | undefined {
  if (typeof x === 'object' && !isExpr(x)) return x
  return typeof x === 'string' ? assignmentsIn(x) : undefined
}

function orderOf(given: Input): number {
  const n = Number(String(given))
  if (Number.isInteger(n) && n >= 0) return n
  throw new ShapeError(`the order of a Taylor polynomial is a whole number, not ${given}`, 'order')
}

function inOne(f: Input, x: VariableInput, at: Input, order: number | undefined, options: TaylorOptions): Expr {
  const { e, assumptions } = readFunction(f, options, [nameOf(x)])
  if (isTensor(e)) return shaped.taylor(e, x, at, order, shapedOptions(options))
  return inPowers(e, x, at, order ?? USUAL, { options, assumptions })
}

function inPowers(
  e: Expr,
  x: VariableInput,
  at: Input,
  order: number,
  setting: Setting & { readonly options: TaylorOptions },
): Expr {
  const { options } = setting
  requireScalar(e, 'taylor')
  const by = readVariable(x)
  requireSmooth(e, [by], setting, [repeated(by, order)])
  const a = plain(read(at, { ...options, asked: [] }).e)
  if (contains(a, by)) throw new ShapeError(`the point ${a} of the expansion changes with ${by}`, 'point')
  const coefficients = taylorCoefficients(plain(e), by, a, order, valuesIn(setting, []))
  requireReal(coefficients, setting)
  const powers: Power[] = coefficients.map((coefficient, k) => ({ coefficient, exponents: [k] }))
  if (options.remainder) powers.push(remainder(plain(e), by, order, setting))
  return summed(powers, [by], [a], setting)
}

/** f^(n+1)(xi)/(n+1)!, times the next power. */
function remainder(f: Expr, x: Expr, order: number, setting: Setting): Power {
  const xi = freshName(f)
  let [d, factorial] = [f, num(1) as Expr]
  for (let k = 1; k <= order + 1; k++) {
    d = derivative(d, x)
    factorial = mul(factorial, num(k))
  }
  const there = substitute(d, new Map([[String(x), xi]]))
  return { coefficient: settledValue(div(there, factorial), setting), exponents: [order + 1] }
}

/** The point between x and a, under a name that the function does not have. */
function freshName(f: Expr): Expr {
  const names = freeSymbols(f)
  return sym(['xi', 'c', 'zeta'].find(name => !names.has(name)) ?? 'xi_0')
}

/** The parameter of the line from the point, and the steps along the variables. No text has such names. */
const LINE = /* @__PURE__ */ placeholder(0)

function inSeveral(f: Input, point: Several, order: number, options: TaylorOptions): Expr {
  const names = Object.keys(point)
  const { e, assumptions, parameters } = readFunction(f, options, names)
  requireScalar(e, 'taylor')
  if (options.remainder) throw new ShapeError("Lagrange's remainder is given in one variable", 'remainder')
  const setting = { options, assumptions }
  const at = readPoint(point, options)
  const variables = [...at.keys()].map(readVariable)
  const steps = variables.map(x => placeholder(String(x)))
  const absent = names.find(name => !freeSymbols(plain(e)).has(name) && !parameters.includes(name))
  if (absent !== undefined)
    throw new ShapeError(
      `${absent} does not occur in ${text(e)}; the order comes last, as in taylor(f, { x: 0 }, 3)`,
      'point',
    )
  requireSmooth(e, variables, setting, options.verify ? sequences(variables, order) : undefined)
  const values = [...at.values()].map(plain)
  const moved = new Map(
    variables.map((x, k) => [String(x), add(values[k] as Expr, mul(LINE, steps[k] as Expr))] as const),
  )
  const along = substitute(plain(e), moved)
  const coefficients = taylorCoefficients(along, LINE, zero, order, valuesIn(setting, steps))
  requireReal(coefficients, setting)
  return summed(
    coefficients.flatMap(c => monomials(c, steps, setting)),
    variables,
    values,
    setting,
  )
}

/** All ways to take so many derivatives, whatever their order. */
function sequences(variables: readonly Expr[], order: number): readonly (readonly Expr[])[] {
  let all: readonly (readonly Expr[])[] = [[]]
  for (let k = 0; k < order; k++) {
    spend(all.length * variables.length)
    all = all.flatMap(s => variables.slice(variables.indexOf(s.at(-1) ?? (variables[0] as Expr))).map(x => [...s, x]))
  }
  return all
}

/** A polynomial in the steps, term by term, the first variable's highest power first. */
function monomials(c: Expr, steps: readonly Expr[], setting: Setting): Power[] {
  const whole = expand(c)
  const found = new Map<string, { exponents: number[]; parts: Expr[] }>()
  for (const term of termsOf(whole)) {
    const factors = factorsOf(term)
    const exponents = steps.map(h => factors.reduce((n, g) => n + powerOf(g, h), 0))
    const rest = factors.filter(g => steps.every(h => powerOf(g, h) === 0))
    const key = exponents.join()
    const old = found.get(key) ?? { exponents, parts: [] }
    old.parts.push(call('mul', rest))
    found.set(key, old)
  }
  const all = [...found.values()].map(({ exponents, parts }) => ({
    exponents,
    coefficient: settledValue(call('add', parts), setting),
  }))
  return all.sort((a, b) => a.exponents.reduce((d, n, k) => d || (b.exponents[k] as number) - n, 0))
}

function powerOf(factor: Expr, h: Expr): number {
  if (factor === h) return 1
  const [base, exponent] = isCall(factor, 'pow') ? factor.args : []
  return base === h ? (wholeOf(exponent) ?? 0) : 0
}

/** What the expansion asks of values; those that hold steps are left as they are. */
const valuesIn = (setting: Setting, steps: readonly Expr[]) => ({
  settle: (e: Expr): Expr => (steps.some(h => contains(e, h)) ? e : settledValue(e, setting)),
  isZero: (e: Expr): boolean => vanishes(e) === true,
})

function summed(powers: readonly Power[], by: readonly Expr[], at: readonly Expr[], setting: Setting): Expr {
  const kept = powers.filter(p => p.coefficient !== zero)
  if (kept.length === 0) return zero
  const shifts = by.map((x, k) => shift(x, at[k] as Expr))
  const written = withLayout(writtenPowers(kept, shifts, by[0] as Expr))
  return isLaidOut(setting) ? written : inForm(plain(written), setting)
}
