/**
 * Operations along one axis: softmax, logsumexp, max, min, prod, argmax, argmin. Exponentials are taken of differences from the largest
 * entry, so that no logit overflows. An entry without a value (NaN) makes the result one.
 */
import type { AxisHead } from '../../tensor/node.js'

/** A row: n entries of `x` from `at` on, `step` apart. */
type Reduction = (x: Float64Array, at: number, step: number, n: number) => number

/** The largest (sign 1) or smallest (sign -1) entry, and NaN if one is; infinite for no entries. */
function extreme(x: Float64Array, at: number, step: number, n: number, sign: 1 | -1): number {
  let best = -Infinity
  for (let k = 0; k < n; k++) {
    const v = sign * (x[at + k * step] as number)
    if (Number.isNaN(v)) return v
    if (v > best) best = v
  }
  return sign * best
}

const largest: Reduction = (x, at, step, n) => extreme(x, at, step, n, 1)
const smallest: Reduction = (x, at, step, n) => extreme(x, at, step, n, -1)

const logsumexp: Reduction = (x, at, step, n) => {
  const top = largest(x, at, step, n)
  if (!Number.isFinite(top)) return top
  let sum = 0
  for (let k = 0; k < n; k++) sum += Math.exp((x[at + k * step] as number) - top)
  return top + Math.log(sum)
}

const product: Reduction = (x, at, step, n) => {
  let p = 1
  for (let k = 0; k < n; k++) p *= x[at + k * step] as number
  return p
}

/** What drops the axis. */
export const REDUCTIONS: ReadonlyMap<AxisHead, Reduction> = new Map<AxisHead, Reduction>([
  ['max', largest],
  ['min', smallest],
  ['logsumexp', logsumexp],
  ['prod', product],
])

/** A row to a row: entries of `y` from `to` on, one after another. */
type Rewrite = (x: Float64Array, at: number, step: number, n: number, y: Float64Array, to: number) => void

const softmax: Rewrite = (x, at, step, n, y, to) => {
  const top = largest(x, at, step, n)
  let sum = 0
  for (let k = 0; k < n; k++) {
    const e = Math.exp((x[at + k * step] as number) - top)
    y[to + k] = e
    sum += e
  }
  for (let k = 0; k < n; k++) y[to + k] = (y[to + k] as number) / sum
}

/** A one at the first entry that is the largest or smallest. */
const mark = (sign: 1 | -1): Rewrite => {
  return (x, at, step, n, y, to) => {
    const best = extreme(x, at, step, n, sign)
    let found = false
    for (let k = 0; k < n; k++) {
      const here: boolean = !found && x[at + k * step] === best
      y[to + k] = Number.isNaN(best) ? best : here ? 1 : 0
      found ||= here
    }
  }
}

/** What keeps the shape. */
export const REWRITES: ReadonlyMap<AxisHead, Rewrite> = new Map<AxisHead, Rewrite>([
  ['softmax', softmax],
  ['argmax', mark(1)],
  ['argmin', mark(-1)],
])
