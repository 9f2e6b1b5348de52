/**
 * What the verbs that put derivatives together have in common: answers laid out beside the problem, in the form that was asked for, and
 * exact values at points.
 */

import { requireAnalytic } from '../diff/analytic.js'
import { slopeBy, type Velocity } from '../diff/curve.js'
import { rulesOf } from '../diff/definition.js'
import { derivative, type Variable } from '../diff/derivative.js'
import { withoutRemovable } from '../diff/removable.js'
import type { Values } from '../diff/series.js'
import { requirePlaces } from '../diff/variables.js'
import { BudgetError, DomainError, FluxionError, ShapeError } from '../errors.js'
import { evaluate } from '../evaluate/evaluate.js'
import { refuseSingular, substitute, substituteFinite } from '../evaluate/subs.js'
import { exactValue, type Point, type Value } from '../evaluate/values.js'
import { isNegative, list, sub, zero } from '../expr/build.js'
import { isFormalCall } from '../expr/formal.js'
import { type Expr, factorsOf, isCall, isValueless, rawCall, sym } from '../expr/node.js'
import { fold, freeSymbols, postorder, withArgs } from '../expr/walk.js'
import { canonical, isArithmetic, joined, plain, SIGN, withLayout, withSource, writingOf } from '../expr/written.js'
import { composed, isComposed } from '../form/composed.js'
import {
  type Input,
  nameOf,
  type Options,
  type Reading,
  read,
  readFunction,
  readVariable,
  slopeNames,
  type VariableInput,
} from '../inputs/input.js'
import { isShortDecimal } from '../number/rational.js'
import { cancel } from '../simplify/algebra.js'
import { withKnownConstants } from '../simplify/constants.js'
import { Facts } from '../simplify/facts.js'
import { simplify } from '../simplify/simplify.js'
import { isTensor } from '../tensor/tensor.js'
import { equivalent } from '../verify/certificate.js'
import { spend } from '../work.js'
import { answersFor, inForm, known, type Setting } from './answers.js'

const simplified = (e: Expr, { options, assumptions }: Setting): Expr =>
  simplify(plain(e), { assumptions, rules: rulesOf(options), ...(options.domain && { domain: options.domain }) })

/** Whether the answer is to be as a textbook prints it. */
export const isLaidOut = ({ options }: Setting): boolean => options.form === undefined && options.simplify !== false

/** The answer, laid out beside its problem; `others` are equal to it on what the problem is about. */
export function finished(
  e: Expr,
  problem: Expr,
  by: Expr,
  setting: Setting,
  others: readonly Expr[] = [],
  fits: (e: Expr) => boolean = () => true,
): Expr {
  const { options, assumptions } = setting
  const put = known(options, assumptions)
  const whole = put(e)
  if (!isLaidOut(setting)) return inForm(whole, setting)
  if (!isComposed(problem)) return whole
  const candidates = [whole, ...others.map(put)]
  const all = [...candidates, ...candidates.flatMap(c => [simplified(c, setting), cancel(c)].filter(fits))]
  const found = composed(all, writingOf(problem), by, { ...(options.domain && { domain: options.domain }) })
  if (found === undefined) return whole
  const answer = withLayout(found)
  if (options.verify) requireEqual(plain(answer), candidates.map(plain), setting)
  return answer
}

/** Refuses an answer that is none of those from which it was made; where an equation holds, these may differ elsewhere. */
function requireEqual(answer: Expr, candidates: readonly Expr[], { options, assumptions }: Setting): void {
  const given = { assumptions, ...(options.domain && { domain: options.domain }) }
  if (candidates.every(c => equivalent(answer, c, given).verdict === 'refuted'))
    throw new FluxionError('refuted', `${answer} has other values than ${candidates[0]}, from which it was made`)
}

/**
 * dy/dx of a curve by its velocity, or a higher derivative by x. A slope is a quotient, and no form that splits it is one. Raises
 * `DomainError` where x does not change.
 */
export function slopeOf(velocity: Velocity, by: Variable, order: number, problem: Expr, setting: Setting): Expr {
  if (simplified(velocity.dx, setting) === zero)
    throw new DomainError(`x does not change with ${by}: the curve is vertical`, 'vertical')
  return slopeBy(velocity, by, order, s => finished(plain(s), problem, by, setting, [], isUnsplit))
}

/** Whether no sum has a fraction among its terms whose denominator is a sum: 4/(6*cos(x)^2 - 1) - 1. */
const isUnsplit = (e: Expr): boolean =>
  !postorder(e).some(n => isCall(n, 'add') && n.args.some(t => factorsOf(t).some(isBelow)))

const isBelow = (f: Expr): boolean =>
  isCall(f, 'pow') && isNegative(f.args[1] as Expr) && isCall(f.args[0] as Expr, 'add')

/** What came of putting values into an expression, printed with its measured numbers as they are: 4/0.7, not 40/7. */
export function measured(value: Expr, e: Expr, at: ReadonlyMap<string, Expr>, setting: Setting): Expr {
  const isDecimal = (n: Expr): boolean => n.kind === 'num' && n.decimal
  if (!isLaidOut(setting) || !postorder(value).some(isDecimal)) return value
  const problem = folded(substitute(writingOf(e), new Map([...at].map(([name, v]) => [name, writingOf(v)]))))
  const by = sym([...freeSymbols(value)][0] ?? 'x')
  const { domain } = setting.options
  const found = composed([problem], problem, by, { ...(domain && { domain }) })
  return found === undefined ? value : withLayout(found, value)
}

/** A written tree with its numbers reckoned out, where that makes no long ones: 1 + 0.2*2^2 is 1.8. */
function folded(e: Expr): Expr {
  return fold<Expr>(e, (n, args) => {
    if (n.kind !== 'call' || !isArithmetic(n)) return n.kind === 'call' ? withArgs(n, args) : n
    const numbers = args.filter(a => a.kind === 'num')
    const step = rawCall(n.head, args)
    if (numbers.length === args.length) return short(canonical(step)) ?? step
    if (n.head !== SIGN.times || numbers.length < 2) return step
    const product = short(canonical(rawCall(n.head, numbers)))
    return product === undefined ? step : joined(SIGN.times, [product, ...args.filter(a => a.kind !== 'num')])
  })
}

const LONGEST = 15

const short = (e: Expr): Expr | undefined => (e.kind === 'num' && isShortDecimal(e.value, LONGEST) ? e : undefined)

/**
 * Refuses what has no derivative by complex values of a variable: `DomainError`; and what may be a variable or not. Where the options ask
 * for it, the derivatives from which the answer is to be made are certified, and the rules of the first told: those by each variable, or by
 * the variables of each of `chains` in turn.
 */
export function requireSmooth(
  e: Expr,
  by: readonly Expr[],
  { options, assumptions }: Setting,
  chains: readonly Iterable<Expr>[] = by.map(x => [x]),
): void {
  const f = zeroOf(plain(e))
  requirePlaces([f], by)
  requireAnalytic(f, by, new Facts(assumptions, options.domain))
  if (!options.verify && options.record === undefined) return
  const { verified } = answersFor(options, assumptions)
  const slope = (d: Expr, x: Expr): Expr =>
    verified(d, x, known(options)(derivative(d, x, d === f ? options.record : undefined)))
  for (const chain of chains) {
    let d = f
    for (const x of chain) {
      d = slope(d, x)
      if (!options.verify) break
    }
  }
}

/** A variable as often as a derivative is by it. */
export function* repeated(x: Expr, order: number): Iterable<Expr> {
  for (let k = 0; k < order; k++) yield x
}

/** An exact value in its simplest form. Raises `DomainError` where something in it divides by zero. */
export const settledValue = (e: Expr, setting: Setting): Expr =>
  plain(refuseSingular(simplified(withKnownConstants(refuseSingular(known(setting.options)(e))), setting)))

/** The expression with values put in, in its simplest form; what divides by zero is refused. */
export const valueAt = (e: Expr, at: ReadonlyMap<string, Expr>, setting: Setting): Expr =>
  settledValue(substituteFinite(plain(e), at), setting)

/** The values of a point by name, each read as an expression. */
export function readPoint(at: Readonly<Record<string, unknown>>, options: Options): Map<string, Expr> {
  return new Map(
    Object.entries(at).map(([name, value]) => {
      const e = read(value as Input, { ...options, asked: [] }).e
      if (isCall(e, 'list')) throw new ShapeError(`the value of ${name} is a number, not a list`, 'point')
      return [String(readVariable(name)), e] as const
    }),
  )
}

/** Values of doubles that are farther from 0 are not 0. */
const FAR = 1e-6
/** What the value of one node costs in steps, each of them about one node made: lowered and reckoned out, and that in 50 digits. */
const STEPS = { double: 8, precise: 64 } as const

/** `x=0,y=max(1, 2)` as values by name; undefined for a text that is none. Commas within brackets belong to values. */
export function assignmentsIn(text: string): Record<string, string> | undefined {
  if (!text.includes('=')) return undefined
  const parts = text.split(/,(?![^([{]*[)\]}])/)
  const entries = parts.map(part => {
    const at = part.indexOf('=')
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const
  })
  if (entries.some(([name, value]) => name === '' || value === ''))
    throw new ShapeError(`values are given as in x=0,y=pi/2, not as ${JSON.stringify(text.slice(0, 40))}`, 'point')
  return Object.fromEntries(entries)
}

/** A list of expressions, each written as it is laid out. */
export const listed = (items: readonly Expr[]): Expr => withLayout(rawCall('list', items.map(writingOf)))

/** What a verb of vector calculus differentiates, read: one input, or a list of components. */
export function readField(
  field: Input | readonly Input[],
  variables: readonly VariableInput[] | undefined,
  options: Options,
): Pick<Reading, 'e' | 'assumptions' | 'parameters'> {
  const given = Array.isArray(field) ? (field as readonly Input[]) : [field as Input]
  const readings = given.map(g => readFunction(g, options, variables?.map(nameOf)))
  const [only] = readings
  if (readings.length === 1 && only !== undefined) return only
  for (const { e } of readings) refuseTensor(e, 'a field')
  const written = rawCall(
    'list',
    readings.map(r => writingOf(r.e)),
  )
  return {
    e: withSource(list(readings.map(r => plain(r.e))), written),
    assumptions: new Map(readings.flatMap(r => [...r.assumptions])),
    parameters: only?.parameters ?? [],
  }
}

/** The components of a field of scalars, and as many variables, by default x, y, z or the names in natural order. */
export function fieldOf(
  { e: problem, assumptions, parameters }: ReturnType<typeof readField>,
  variables: readonly VariableInput[] | undefined,
  options: Options,
  order = 1,
): {
  readonly components: readonly Expr[]
  readonly by: readonly Expr[]
  readonly problem: Expr
  readonly setting: Setting
} {
  const components = isCall(problem, 'list') ? problem.args : [problem]
  for (const c of components) refuseTensor(c, 'a field')
  if (components.some(c => isCall(c, 'list'))) throw new ShapeError('a field is a list of scalars')
  const by = (variables ?? parameters).map(readVariable)
  const setting = { options, assumptions }
  const meant = by.length > 0 ? by : usualVariables(problem, isCall(problem, 'list') ? components.length : undefined)
  requireSmooth(
    problem,
    meant,
    setting,
    meant.map(x => repeated(x, order)),
  )
  return { components, by: meant, problem, setting }
}

const USUAL: readonly string[] = ['x', 'y', 'z']

/** The names in natural order; the first of x, y, z where there are fewer names than components. */
function usualVariables(e: Expr, count: number | undefined): Expr[] {
  const names = slopeNames(e)
  const usual = USUAL.slice(0, count)
  const all = count !== undefined && names.length !== count && names.every(n => usual.includes(n)) ? usual : names
  return all.map(name => sym(name))
}

/** Refuses a field that has not as many components as there are variables. */
export function requireSquare(components: readonly Expr[], by: readonly Expr[], verb: string): void {
  if (components.length === by.length) return
  const names = by.length === 0 ? 'no variables' : by.join(', ')
  throw new ShapeError(`${verb} takes a component for each variable: ${components.length} for ${names}`, 'components')
}

/** Whether an expression is zero: exactly, or as far as fifty digits can tell; undefined where it has names or no real value. */
export function vanishes(e: Expr): boolean | undefined {
  if (e.kind === 'num') return e.value.isZero()
  if (isValueless(e) || freeSymbols(e).size > 0) return undefined
  const nodes = postorder(e)
  if (nodes.some(isFormalCall)) return undefined
  spend(STEPS.double * nodes.length)
  const value = evaluate(e, {}, { undefined: 'nan' })
  if (Math.abs(value) > FAR) return false
  spend(STEPS.precise * nodes.length)
  try {
    return evaluate(e, {}, { precision: 50 }).toString() === '0'
  } catch (error) {
    if (error instanceof BudgetError && error.limit === 'digits') return true
    if (error instanceof DomainError) return undefined
    throw error
  }
}

/** What power series ask of exact values. */
export const exactIn = (setting: Setting): Values => ({
  settle: e => settledValue(e, setting),
  isZero: e => vanishes(e) === true,
})

/** The expression, or each of a list, without the divisions by zero that are only apparent at a point. */
export function regular(e: Expr, at: Point, setting: Setting): Expr {
  if (isCall(e, 'list')) return list(e.args.map(part => regular(part, at, setting)))
  const point = new Map(Object.entries(at).map(([name, value]) => [name, exactValue(value as Value, name)]))
  return withoutRemovable(plain(e), point, exactIn(setting))
}

/** Refuses values that are not real, unless the domain is complex: `DomainError`. Those with names are not looked at. */
export function requireReal(values: readonly Expr[], { options }: Setting): void {
  if (options.domain === 'complex') return
  for (const e of values)
    if (e.kind !== 'num' && freeSymbols(e).size === 0 && !postorder(e).some(isFormalCall)) evaluate(e, {})
}

/** The two sides of an equation as one expression that is zero, or an expression that is meant to be. */
export function zeroOf(e: Expr): Expr {
  if (!isCall(e, 'eq')) return e
  return sub(e.args[0] as Expr, e.args[1] as Expr)
}

/** Refuses vectors and matrices, which have verbs of their own. */
export function refuseTensor(e: Expr, verb: string): void {
  if (isTensor(e)) throw scalarsOnly(verb)
}

export const scalarsOnly = (verb: string): ShapeError =>
  new ShapeError(`${verb} takes scalars; of vectors and matrices there are diff and jacobian`)

/** Refuses what is no scalar. */
export function requireScalar(e: Expr, verb: string): void {
  if (isCall(e, 'list')) throw new ShapeError(`${verb} takes a scalar, not a list`)
  refuseTensor(e, verb)
}
