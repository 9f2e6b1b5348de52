/**
 * Gradient check: the symbolic derivatives of an expression, or those that somebody claims, against numeric ones at a
 * point. Every verdict says what was compared and how; what cannot be decided is said, not guessed.
 */

import { attempted } from '../attempt.js'
import { gradient } from '../diff/gradient.js'
import { BudgetError, DomainError, ShapeError } from '../errors.js'
import { bindingName } from '../evaluate/component.js'
import { evaluateAll, type Point } from '../evaluate/evaluate.js'
import { lower } from '../evaluate/lower.js'
import { arrange, type Layout, takeApart } from '../evaluate/outputs.js'
import { unrolled } from '../evaluate/unrolled.js'
import { countingNames, hasBound } from '../expr/binding.js'
import { type Expr, isCall, sym } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import { foresee, stepsLeft } from '../work.js'
import { beyondDoubles } from './claim.js'
import { misrules } from './misrule.js'
import { chainOf, exchangeOf, factorOf, type NamedPair, type Pair, ruleOf, type Values } from './mistake.js'
import { checkPartial, type PartialOptions } from './partial.js'
import { type CheckedVariable, CheckReport, type Nested } from './report.js'
import { type Finding, without } from './result.js'
import { atSteps, changeBy, type Line, QUOTIENTS, type QuotientName } from './study.js'
import { leaves, Target } from './target.js'

export { type CheckedVariable, CheckReport } from './report.js'
export type { Verdict } from './verdict.js'

export interface CheckOptions {
  /** A value for every name: numbers, texts such as '2/3', rationals, constant expressions. */
  readonly at: Point
  /** The variables to differentiate by; by default every name in the expression, in natural order. */
  readonly variables?: readonly string[]
  /**
   * `'auto'`: the complex step where the function is analytic, else central differences extrapolated to step 0.
   * `'central'` is extrapolated, too, unless a step is given; `'forward'` and `'complex'` as they say.
   */
  readonly method?: 'auto' | 'central' | 'forward' | 'complex'
  /** The step; `'auto'` then means a central difference. Of several, the quotients at each stand side by side in the report. */
  readonly step?: number | readonly number[]
  /** The relative difference allowed; by default what the estimated errors of both sides leave open. */
  readonly tolerance?: number
  /** The absolute difference allowed beside it. */
  readonly absolute?: number
  /** The change of the function for this change of each variable, beside the differential. */
  readonly delta?: number
  /** Numbers in tables with so many decimals; by default every digit. */
  readonly decimals?: number
  /** The error at steps from 1 down is drawn into the text of the report. */
  readonly convergence?: boolean
  /** Derivatives by name of variable to check in place of our own; for a list, a list. */
  readonly claimed?: Readonly<Record<string, Expr>>
}

/** What is wrong with claims of whole vectors and matrices, by entry, where somebody has looked. */
export type Likely = ReadonlyMap<string, string | undefined>

/** An expression that has a value at the point where the given one has a limit. Raises `DomainError` where there is none. */
export type Regular = (e: Expr) => Expr

/**
 * Compares derivatives with numeric ones: `check(parse('a^2 + a*b'), { at: { a: 3, b: 4 } })` is ok with 10 and 3.
 * At a kink the verdict is 'kink' with both one-sided derivatives, outside a domain 'undefined'; a report is `ok` only
 * if everything is. Raises `UnboundError` for missing values and unknown functions, `DomainError` for a coordinate
 * that is not a finite number and for a complex step through abs and the like, `ShapeError` for conditions.
 */
export function check(e: Expr, options: CheckOptions, regular?: Regular, likely?: Likely): CheckReport {
  const { roots, layout } = takeApart(e)
  const claimed = readClaimed(options.claimed ?? {}, roots.length)
  const all = [...roots, ...[...claimed.values()].flat()]
  const point = readPoint(all, options.at)
  const how = partialOptions(options)
  const study = studyOptions(options)
  const places = indicesOf(layout, roots.length)
  const names = namesOf(roots, claimed, options.variables)
  const values: number[] = []
  const entries: CheckedVariable[] = []
  const lines: Line[] = []
  const [total, begun] = [roots.length * names.length, stepsLeft()]
  for (const [k, f] of roots.entries()) {
    const target = targetAt(writtenOut(f, options.at), point, regular)
    const undefinedBy = target.undefinedBy()
    if (undefinedBy === undefined) target.foresee(names.length)
    values.push(undefinedBy === undefined ? target.sample().value : Number.NaN)
    const own = ownDerivatives(
      f,
      names.filter(name => !claimed.has(name)),
    )
    for (const name of names) {
      const claim = claimed.get(name)?.[k]
      const d = claim ?? (own.get(name) as Expr)
      const plain = undefinedBy
        ? without(Number.NaN, 'undefined', undefinedBy.message)
        : checkPartial(target, regular === undefined ? d : regularIn(d, regular), name, point, how)
      const finding =
        claim === undefined || plain.verdict !== 'ok' || how.tolerance !== undefined || how.absolute !== undefined
          ? plain
          : beyondDoubles(f, claim, name, point, plain)
      const line = { f: target.plainAlong(name), x: target.coordinate(name), slope: finding.symbolic }
      lines.push(line)
      foresee(((begun - stepsLeft()) / lines.length) * ((total - lines.length) / UNEVEN))
      entries.push({
        variable: name,
        ...(isCall(e, 'list') && { output: places[k] as number[] }),
        derivative: d,
        ...finding,
        ...errors(finding),
        ...(study.steps !== undefined && { steps: atSteps(line, study.steps, study.methods) }),
        ...(study.delta !== undefined && { change: changeBy(line, study.delta) }),
      })
    }
  }
  return new CheckReport({
    value: arrange(layout, values) as Nested<number>,
    at: point,
    method: options.method ?? 'auto',
    variables: claimed.size === 0 ? entries : withMistakes(entries, roots, point, likely),
    lines,
    decimals: options.decimals,
    convergence: options.convergence === true,
  })
}

/** The first entries may take so many times the steps of the others: differences beside complex steps. */
const UNEVEN = 16

/** Above so many terms sums stay what they are, and kinks within them are not looked for. */
const MOST_TERMS = 1000

/** Sums and products written out, so that the kinks of their terms show. */
function writtenOut(f: Expr, at: Point): Expr {
  if (!hasBound(f)) return f
  try {
    return unrolled([f], new Map(Object.entries(at)), 'kinks', MOST_TERMS)[0] as Expr
  } catch (error) {
    // Integrals, bounds that are not whole, and too many terms: as it is.
    if (error instanceof DomainError || error instanceof BudgetError) return f
    throw error
  }
}

/** With the limit at the point where there is no value but one is asked for. */
function targetAt(f: Expr, point: ReadonlyMap<string, number>, regular: Regular | undefined): Target {
  const target = new Target(f, point)
  if (regular === undefined || target.undefinedBy() === undefined) return target
  const limit = new Target(regularIn(f, regular), point)
  return limit.undefinedBy() === undefined ? new Target(f, point, limit.sample().value) : target
}

/** Itself where there is no limit: what is wrong with it is said where it is evaluated. */
const regularIn = (e: Expr, regular: Regular): Expr => attempted([DomainError, BudgetError], () => regular(e)) ?? e

/** Claims looked at one by one for what may be wrong with them. */
const MOST_EXPLAINED = 400
/** Where a claimed formula is compared besides at the point itself: each coordinate moved by such parts of its size. */
const NEARBY = [0.0137, -0.0211]

/** The wrong ones of the derivatives claimed, with the likely mistake. */
function withMistakes(
  entries: readonly CheckedVariable[],
  roots: readonly Expr[],
  point: ReadonlyMap<string, number>,
  likely: Likely | undefined,
): CheckedVariable[] {
  if (entries.length > MOST_EXPLAINED || entries.every(v => v.verdict !== 'wrong')) return [...entries]
  const pairs = entries.map(
    (v): NamedPair => ({
      variable: v.variable,
      output: v.output?.join(',') ?? '',
      claimed: v.symbolic,
      right: v.numeric,
    }),
  )
  const exchanged = exchangeOf(pairs)
  const width = entries.length / roots.length
  return entries.map((v, k) => {
    if (v.verdict !== 'wrong') return v
    const alone = (): string | undefined =>
      mistakeIn(writtenOut(roots[Math.floor(k / width)] as Expr, Object.fromEntries(point)), v, point)
    const mistake = exchanged ?? (likely?.has(v.variable) ? likely.get(v.variable) : alone())
    return mistake === undefined ? v : { ...v, mistake }
  })
}

function mistakeIn(f: Expr, v: CheckedVariable, point: ReadonlyMap<string, number>): string | undefined {
  const known = leaves(f)
  const [right] = gradient(f, [known.get(v.variable) ?? sym(v.variable)]) as [Expr]
  const moved = freeSymbols(v.derivative).size === 0 ? [] : NEARBY.map(part => beside(point, part))
  const points = [point, ...moved].map(valuesAt)
  const pairs = points.map((values, k): Pair => {
    if (k === 0) return { claimed: v.symbolic, right: v.numeric }
    const [claimed = Number.NaN, r = Number.NaN] = values([v.derivative, right])
    return { claimed, right: r }
  })
  // At one point a number may be a factor by chance; at several an inner derivative says more than its value.
  const chain = (): string | undefined => chainOf(f, v.variable, pairs, points)
  if (moved.length === 0) return factorOf(pairs) ?? chain()
  return (
    chain() ?? factorOf(pairs) ?? ruleOf(misrules(f, known.get(v.variable) ?? sym(v.variable), right), pairs, points)
  )
}

const beside = (point: ReadonlyMap<string, number>, part: number): ReadonlyMap<string, number> =>
  new Map([...point].map(([name, x], k) => [name, x + part * (1 + (k % 3) / 5) * Math.max(1, Math.abs(x))]))

const valuesAt =
  (point: ReadonlyMap<string, number>): Values =>
  roots =>
    evaluateAll(roots, Object.fromEntries(point), { undefined: 'nan' }) as number[]

/** The claimed derivatives, one for each output. */
function readClaimed(claimed: Readonly<Record<string, Expr>>, outputs: number): Map<string, Expr[]> {
  const read = new Map<string, Expr[]>()
  for (const [name, d] of Object.entries(claimed)) {
    const { roots } = takeApart(d)
    if (roots.length !== outputs)
      throw new ShapeError(`the derivative claimed for ${name} has ${roots.length} components, the function ${outputs}`)
    read.set(bindingName(name), roots)
  }
  return read
}

/** The variables asked for, else those with a claim, else all of the function, in natural order. */
function namesOf(
  roots: readonly Expr[],
  claimed: ReadonlyMap<string, unknown>,
  given: readonly string[] | undefined,
): string[] {
  if (given !== undefined) return given.map(bindingName)
  if (claimed.size > 0) return [...claimed.keys()].sort(compareNames)
  const counting = countingNames(roots)
  return [...leaves(roots).keys()].filter(name => !counting.has(name)).sort(compareNames)
}

function ownDerivatives(f: Expr, names: readonly string[]): ReadonlyMap<string, Expr> {
  const known = leaves(f)
  const slopes = gradient(
    f,
    names.map(name => known.get(name) ?? sym(name)),
  )
  return new Map(names.map((name, k) => [name, slopes[k] as Expr]))
}

function positiveStep(step: number): number {
  if (step > 0 && step < Number.POSITIVE_INFINITY) return step
  throw new DomainError(`the step is a positive number, not ${step}`, 'step')
}

function partialOptions({ method = 'auto', step, tolerance, absolute }: CheckOptions): PartialOptions {
  for (const [name, value] of Object.entries({ tolerance, absolute }))
    if (value !== undefined && !(value >= 0))
      throw new DomainError(`the ${name} is a number from 0 up, not ${value}`, name)
  const steps = typeof step === 'number' ? [step] : (step ?? [])
  const [first, ...more] = steps.map(positiveStep)
  return {
    // Of several steps none is meant more than the others: the verdict is by the best numbers.
    method: more.length > 0 ? 'auto' : method,
    ...(first !== undefined && more.length === 0 && { step: first }),
    ...(tolerance !== undefined && { tolerance }),
    ...(absolute !== undefined && { absolute }),
  }
}

/** The quotients that stand side by side, and the change looked at. */
function studyOptions({ method = 'auto', step, delta }: CheckOptions): {
  readonly steps: readonly number[] | undefined
  readonly methods: readonly QuotientName[]
  readonly delta: number | undefined
} {
  if (delta !== undefined && (delta === 0 || !Number.isFinite(delta)))
    throw new DomainError(`the change delta is a number other than 0, not ${delta}`, 'delta')
  const methods = (Object.keys(QUOTIENTS) as QuotientName[]).filter(
    m => m === method || !Object.hasOwn(QUOTIENTS, method),
  )
  return { steps: typeof step === 'number' ? undefined : step, methods, delta }
}

function errors({ symbolic, numeric }: Finding): { absolute: number; relative: number } {
  const absolute = Math.abs(symbolic - numeric)
  return { absolute, relative: absolute === 0 ? 0 : absolute / Math.max(Math.abs(symbolic), Math.abs(numeric)) }
}

/** Where each output stands in the list, counted from 1. */
function indicesOf(layout: Layout, outputs: number): number[][] {
  const places = new Array<number[]>(outputs)
  const stack: { item: Nested<number>; place: number[] }[] = [
    {
      item: arrange(
        layout,
        Array.from({ length: outputs }, (_, k) => k),
      ) as Nested<number>,
      place: [],
    },
  ]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { item, place } = top
    if (typeof item === 'number') places[item] = place
    else for (const [k, inner] of item.entries()) stack.push({ item: inner, place: [...place, k + 1] })
  }
  return places
}

/** The coordinates as doubles, those that are used. */
function readPoint(roots: readonly Expr[], at: Point): Map<string, number> {
  const known = leaves(roots)
  lower(roots, Object.keys(at).map(bindingName))
  const values = evaluateAll([...known.values()], at)
  const point = new Map([...known.keys()].map((name, k) => [name, values[k] as number]))
  for (const [name, x] of point) {
    if (!Number.isFinite(x))
      throw new DomainError(`the value ${x} given for ${name} is not a finite number`, 'not-finite')
  }
  return point
}
