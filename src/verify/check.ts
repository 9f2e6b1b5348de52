/**
 * Gradient check: the symbolic derivatives of an expression, or those that somebody claims, against numeric ones at a
 * point. Every verdict says what was compared and how; what cannot be decided is said, not guessed.
 */
import { gradient } from '../diff/gradient.js'
import { DomainError, ShapeError } from '../errors.js'
import { bindingName } from '../evaluate/component.js'
import { evaluateAll, type Point } from '../evaluate/evaluate.js'
import { lower } from '../evaluate/lower.js'
import { arrange, type Layout, takeApart } from '../evaluate/outputs.js'
import type { Assumptions } from '../expr/assumption.js'
import { type Expr, isCall, sym } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { countNodes } from '../expr/walk.js'
import { simplify } from '../simplify/simplify.js'
import { beyondDoubles } from './claim.js'
import { type Finding, without } from './finding.js'
import { checkPartial, type PartialOptions } from './partial.js'
import { type CheckedVariable, CheckReport, type Nested } from './report.js'
import { leaves, Target } from './target.js'

export type { Verdict } from './judgement.js'
export { type CheckedVariable, CheckReport } from './report.js'

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
  /** The step; `'auto'` then means a central difference. */
  readonly step?: number
  /** The relative difference allowed; by default what the estimated errors of both sides leave open. */
  readonly tolerance?: number
  /** Derivatives by name of variable to check in place of our own; for a list, a list. */
  readonly claimed?: Readonly<Record<string, Expr>>
  /** `false` checks the derivative as it comes, before simplification. */
  readonly simplify?: boolean
  readonly assumptions?: Assumptions
}

/**
 * Compares derivatives with numeric ones: `check(parse('a^2 + a*b'), { at: { a: 3, b: 4 } })` is ok with 10 and 3.
 * At a kink the verdict is 'kink' with both one-sided derivatives, outside a domain 'undefined'; a report is `ok` only
 * if everything is. Raises `UnboundError` for missing values and unknown functions, `DomainError` for a coordinate
 * that is not a finite number and for a complex step through abs and the like, `ShapeError` for conditions.
 */
export function check(e: Expr, options: CheckOptions): CheckReport {
  const { roots, layout } = takeApart(e)
  const claimed = readClaimed(options.claimed ?? {}, roots.length)
  const all = [...roots, ...[...claimed.values()].flat()]
  const point = readPoint(all, options.at)
  const how = partialOptions(options)
  const places = indicesOf(layout, roots.length)
  const values: number[] = []
  const entries: CheckedVariable[] = []
  for (const [k, f] of roots.entries()) {
    const target = new Target(f, point)
    const undefinedBy = target.undefinedBy()
    values.push(undefinedBy === undefined ? target.sample().value : Number.NaN)
    const names = namesOf(roots, claimed, options.variables)
    const own = ownDerivatives(
      f,
      names.filter(name => !claimed.has(name)),
      options,
    )
    for (const name of names) {
      const claim = claimed.get(name)?.[k]
      const d = claim ?? (own.get(name) as Expr)
      const plain = undefinedBy
        ? without(Number.NaN, 'undefined', undefinedBy.message)
        : checkPartial(target, d, name, point, how)
      const finding =
        claim === undefined || plain.verdict !== 'ok' || how.tolerance !== undefined
          ? plain
          : beyondDoubles(f, claim, name, point, plain)
      entries.push({
        variable: name,
        ...(isCall(e, 'list') && { output: places[k] as number[] }),
        derivative: d,
        ...finding,
        ...errors(finding),
      })
    }
  }
  return new CheckReport(arrange(layout, values) as Nested<number>, point, options.method ?? 'auto', entries)
}

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
  return [...(claimed.size > 0 ? claimed : leaves(roots)).keys()].sort(compareNames)
}

/** More parts of a function, times variables, than are simplified: then the derivatives are those of one sweep, as they come. */
const MOST_SIMPLIFIED = 2_000

function ownDerivatives(
  f: Expr,
  names: readonly string[],
  { simplify: wanted, assumptions }: CheckOptions,
): ReadonlyMap<string, Expr> {
  const known = leaves(f)
  const slopes = gradient(
    f,
    names.map(name => known.get(name) ?? sym(name)),
  )
  const plain = wanted === false || countNodes(f) * names.length > MOST_SIMPLIFIED
  return new Map(
    names.map((name, k) => {
      const d = slopes[k] as Expr
      return [name, plain ? d : simplify(d, assumptions && { assumptions })]
    }),
  )
}

function partialOptions({ method = 'auto', step, tolerance }: CheckOptions): PartialOptions {
  if (step !== undefined && !(step > 0 && step < Number.POSITIVE_INFINITY))
    throw new DomainError(`the step is a positive number, not ${step}`, 'step')
  if (tolerance !== undefined && !(tolerance >= 0))
    throw new DomainError(`the tolerance is a number from 0 up, not ${tolerance}`, 'tolerance')
  return { method, ...(step !== undefined && { step }), ...(tolerance !== undefined && { tolerance }) }
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
