/** One partial derivative against numbers: by which method, and with which verdict. */

import { recovered } from '../attempt.js'
import { DomainError, type FluxionError, UnboundError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import { byCentral, byComplexStep, byForward, byNoisyCentral, continues, type Numeric, seenNoise } from './methods.js'
import { type Case, type Finding, found, without } from './result.js'
import { SPREAD } from './sample.js'
import { atEdge, atKink, undefinedFormula, unforeseenKink } from './singular.js'
import { Target } from './target.js'
import { brief, type FormulaValue, judge } from './verdict.js'

export interface PartialOptions {
  readonly method: 'auto' | 'central' | 'forward' | 'complex'
  readonly step?: number
  readonly tolerance?: number
  readonly absolute?: number
}

/** Compares the derivative `d` of the target by a variable with its numeric derivative. */
export function checkPartial(
  target: Target,
  d: Expr,
  name: string,
  point: ReadonlyMap<string, number>,
  options: PartialOptions,
): Finding {
  const formula = targetOf(d, point)
  if (!(formula instanceof Target))
    return without(Number.NaN, 'uncertain', `the formula cannot be evaluated: ${formula.message}`)
  const undefinedBy = formula.undefinedBy()
  if (undefinedBy !== undefined) return undefinedFormula(target, name, undefinedBy)
  const slopeScale = target.slopeScale(name)
  const c: Case = { target, formula, name, symbolic: evaluated(formula), slopeScale, allowed: options }
  const kinks = target.kinksAlong(name)
  if (kinks.length > 0) return atKink(c, kinks)
  if (target.reach(name) === undefined) return atEdge(c)
  return inside(c, options)
}

/** The formula, unless it contains what has no numeric value, such as a formal derivative. */
function targetOf(d: Expr, point: ReadonlyMap<string, number>): Target | FluxionError {
  return recovered<Target, FluxionError, FluxionError>(
    [UnboundError, DomainError],
    () => new Target(d, point),
    error => error,
  )
}

function evaluated(formula: Target): FormulaValue {
  const { value, error } = formula.sample()
  const wobble = formula.sample(SPREAD).error
  return { value, error, wobble }
}

const judged = (c: Case, n: Numeric): Finding => found(c.symbolic, n, judge(c.symbolic, n, c.slopeScale, c.allowed))

/**
 * An interior point of one smooth piece. What a given method or step calls wrong must be so by the best one, too; and where its own error
 * hides the answer, the best one decides, unless the caller said how near the two must be.
 */
function inside(c: Case, { method, step, tolerance, absolute }: PartialOptions): Finding {
  const finding = byMethod(c, method, step)
  if (finding === undefined) return automatic(c)
  const isCoarse = finding.verdict === 'uncertain' && tolerance === undefined && absolute === undefined
  if (finding.verdict !== 'wrong' && !isCoarse) return finding
  const best = automatic(c)
  if (isCoarse ? best.verdict !== 'ok' && best.verdict !== 'wrong' : best.verdict === 'wrong') return finding
  const { note: _, ...rest } = finding
  const better = brief(best.numeric)
  if (tolerance !== undefined || absolute !== undefined)
    return {
      ...rest,
      verdict: best.verdict === 'ok' ? 'uncertain' : best.verdict,
      note: `this step misleads: the derivative is ${better} by better numbers`,
    }
  return { ...rest, verdict: best.verdict, note: `this step is coarse: by better numbers the derivative is ${better}` }
}

function byMethod(c: Case, method: PartialOptions['method'], step: number | undefined): Finding | undefined {
  switch (method) {
    case 'forward':
      return judged(c, byForward(c.target, c.name, step))
    case 'central':
      return judged(c, byCentral(c.target, c.name, step))
    case 'complex':
      return judged(c, byComplexStep(c.target, c.name, step))
    case 'auto':
      return step === undefined ? undefined : judged(c, byCentral(c.target, c.name, step))
  }
}

function automatic(c: Case): Finding {
  const finding = c.target.analytic && continues(c.target, c.name) ? byBoth(c) : judged(c, byCentral(c.target, c.name))
  if (finding.verdict === 'ok') return finding
  return unforeseenKink(c) ?? (finding.verdict === 'wrong' ? withSeenNoise(c, finding) : finding)
}

/** Functions of our own may be less accurate than is granted them: their noise is looked at before a formula is called wrong. */
function withSeenNoise(c: Case, finding: Finding): Finding {
  if (c.target.native && c.formula.native) return finding
  const error = Math.max(c.symbolic.error, seenNoise(c.formula, c.name))
  const again = judged({ ...c, symbolic: { ...c.symbolic, error } }, byNoisyCentral(c.target, c.name))
  if (again.verdict === 'wrong') return finding
  return {
    ...finding,
    verdict: 'uncertain',
    note: `the difference may be noise, which is about ${brief(again.uncertainty)}`,
  }
}

/**
 * The complex step, and where it does not confirm the formula, real differences too: before a formula is called
 * wrong, two methods that have nothing in common must agree on the number. Where they disagree, complex arithmetic
 * is at fault or the function has a kink. Functions of our own are never trusted in one arithmetic alone.
 */
function byBoth(c: Case): Finding {
  const first = byComplexStep(c.target, c.name)
  const finding = judged(c, first)
  if (finding.verdict === 'ok' && c.target.native) return finding
  const second = byCentral(c.target, c.name)
  const other = judged(c, second)
  if (!consistent(first, second)) return contradictory(c, finding, other)
  if (first.error > second.error) return other
  const resolved = second.error < Math.abs(c.symbolic.value - first.value) / 10
  if (finding.verdict !== 'wrong' || resolved || c.target.native) return finding
  return { ...finding, verdict: 'uncertain', note: 'real differences are too coarse to confirm the disagreement' }
}

/** Whether two estimates may be of the same number. */
function consistent(a: Numeric, b: Numeric): boolean {
  const scale = Math.max(Math.abs(a.value), Math.abs(b.value))
  return Math.abs(a.value - b.value) <= 10 * (a.error + b.error) + 1e-9 * scale
}

function contradictory(c: Case, complex: Finding, real: Finding): Finding {
  if (real.verdict === 'ok') return unforeseenKink(c) ?? real
  const note = `complex and real differences disagree: ${brief(complex.numeric)} and ${brief(real.numeric)}`
  return { ...real, verdict: 'uncertain', note }
}
