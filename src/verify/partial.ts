/** One partial derivative against numbers: by which method, and with which verdict. */
import { DomainError, type FluxionError, UnboundError } from '../errors.js'
import type { Expr } from '../expr/node.js'
import { type Case, type Finding, found, without } from './finding.js'
import { brief, type FormulaValue, judge } from './judgement.js'
import { byCentral, byComplexStep, byForward, continues, type Numeric } from './methods.js'
import { SPREAD } from './sample.js'
import { atEdge, atKink, undefinedFormula, unforeseenKink } from './singular.js'
import { Target } from './target.js'

export interface PartialOptions {
  readonly method: 'auto' | 'central' | 'forward' | 'complex'
  readonly step?: number
  readonly tolerance?: number
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
  if (!(formula instanceof Target)) return without(Number.NaN, 'uncertain', `the formula cannot be evaluated: ${formula.message}`)
  const undefinedBy = formula.undefinedBy()
  if (undefinedBy !== undefined) return undefinedFormula(target, name, undefinedBy)
  const slopeScale = target.slopeScale(name)
  const c: Case = { target, formula, name, symbolic: valueOf(formula), slopeScale, tolerance: options.tolerance }
  const kinks = target.kinksAlong(name)
  if (kinks.length > 0) return atKink(c, kinks)
  if (target.reach(name) === undefined) return atEdge(c)
  return inside(c, options)
}

/** The formula, unless it contains what has no numeric value, such as a formal derivative. */
function targetOf(d: Expr, point: ReadonlyMap<string, number>): Target | FluxionError {
  try {
    return new Target(d, point)
  } catch (error) {
    if (error instanceof UnboundError || error instanceof DomainError) return error
    throw error
  }
}

function valueOf(formula: Target): FormulaValue {
  const { value, error } = formula.sample()
  return { value, error, vanishes: Math.abs(value) <= formula.sample(SPREAD).error }
}

const judged = (c: Case, n: Numeric): Finding =>
  found(c.symbolic, n, judge(c.symbolic, n, c.slopeScale, c.tolerance))

/** An interior point of one smooth piece. What a given method or step calls wrong must be so by the best one, too. */
function inside(c: Case, { method, step }: PartialOptions): Finding {
  const finding = byMethod(c, method, step)
  if (finding === undefined) return automatic(c)
  if (finding.verdict !== 'wrong') return finding
  const best = automatic(c)
  if (best.verdict === 'wrong') return finding
  const { note, ...rest } = finding
  return {
    ...rest,
    verdict: best.verdict === 'ok' ? 'uncertain' : best.verdict,
    note: `this step misleads: the derivative is ${brief(best.numeric)} by better numbers`,
  }
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
  return finding.verdict === 'ok' ? finding : (unforeseenKink(c) ?? finding)
}

/**
 * The complex step, and where it does not confirm the formula, real differences too: before a formula is called
 * wrong, two methods that have nothing in common must agree on the number. Where they disagree, complex arithmetic
 * is at fault or the function has a kink.
 */
function byBoth(c: Case): Finding {
  const first = byComplexStep(c.target, c.name)
  const finding = judged(c, first)
  if (finding.verdict === 'ok') return finding
  const second = byCentral(c.target, c.name)
  const apart = Math.abs(first.value - second.value)
  const consistent = apart <= first.error + second.error + 1e-6 * Math.abs(first.value)
  if (consistent && first.error <= second.error) return finding
  const other = judged(c, second)
  if (consistent || finding.verdict !== 'wrong') return other
  if (other.verdict === 'ok') return unforeseenKink(c) ?? other
  return { ...finding, verdict: 'uncertain', note: `complex and real differences disagree: ${brief(first.value)} and ${brief(second.value)}` }
}
