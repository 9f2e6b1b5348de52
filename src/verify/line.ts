/** The derivative of a plain function of one number, claimed beside what differences of its values give: where nothing is known of it but these. */
import type { CheckOptions } from './check.js'
import { type Estimate, oneSided, sampled } from './differences.js'
import { centralAt, forwardAt } from './methods.js'
import { type Finding, found, without } from './result.js'
import type { Line } from './study.js'
import { brief, judge } from './verdict.js'

/** The derivative claimed beside the one that differences give; where a given step is too coarse, the best numbers decide. */
export function findingOf(line: Line, own: number, { method, step, tolerance, absolute }: CheckOptions): Finding {
  const { f, x, slope } = line
  if (!Number.isFinite(own)) return without(slope, 'undefined', 'the function has no value here')
  if (!Number.isFinite(slope)) return without(slope, 'undefined', 'the formula has no value here')
  const error = 2 ** 8 * Number.EPSILON * Math.abs(slope)
  const allowed = { ...(tolerance !== undefined && { tolerance }), ...(absolute !== undefined && { absolute }) }
  const symbolic = { value: slope, error, wobble: error }
  const difference = method === 'forward' ? forwardAt : centralAt
  const numeric = difference(sampled(f, x), f, x, typeof step === 'number' ? step : undefined)
  const finding = found(symbolic, numeric, judge(symbolic, numeric, Math.abs(own) / Math.max(1, Math.abs(x)), allowed))
  if (finding.verdict === 'ok') return finding
  if (!numeric.fixed) return kinkAt(line) ?? finding
  if (tolerance !== undefined || absolute !== undefined) return finding
  const best = findingOf(line, own, {} as CheckOptions)
  const note = `this step is coarse: by better numbers the derivative is ${brief(best.numeric)}`
  return { ...finding, verdict: best.verdict, note }
}

/** What is granted to derivatives from the two sides, relative to them. */
const SIDES = 1e-6

/** Where the derivatives from both sides settle and differ, as that of the largest of two equal singular values. */
function kinkAt({ f, x, slope }: Line): Finding | undefined {
  const [left, right] = (['left', 'right'] as const).map(side => oneSided(sampled(f, x), x, side)) as [
    Estimate,
    Estimate,
  ]
  const error = left.error + right.error
  const granted = 10 * error + SIDES * Math.max(Math.abs(left.value), Math.abs(right.value))
  if (!(Math.abs(left.value - right.value) > granted)) return undefined
  const both = { left: left.value, right: right.value, uncertainty: error, method: 'one-sided' as const }
  return { ...without(slope, 'kink', 'the derivatives from both sides differ'), ...both }
}
