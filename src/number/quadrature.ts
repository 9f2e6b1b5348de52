/**
 * Integrals in doubles by the tanh-sinh rule: x = (a + b)/2 + (b - a)/2*tanh(pi/2*sinh(u)) turns the ends into tails that fall doubly
 * exponentially, so that the trapezoidal rule converges fast, for integrands that are infinite at an end too. Halved steps until two
 * estimates agree; where they do not the interval is halved, a bounded number of times. NaN where that fails: a kink in the middle is
 * found, a divergent integral is not given a value. Infinite bounds by exp(pi/2*sinh(u)) and sinh(pi/2*sinh(u)).
 * Source: H. Takahasi and M. Mori, Double exponential formulas for numerical integration, Publ. RIMS 9 (1974).
 */
import { type Complex, NOTHING, neg, ZERO } from './complex-arithmetic.js'

/** Relative to the integral of the absolute value. */
const ENOUGH = 1e-13
/** What is accepted where rounding keeps a half from being settled. */
const TOLERABLE = 1e-9
const LEVELS = 7
const MOST_PARTS = 100
/** Where the weights are below the smallest double. */
const FARTHEST = 6.2

/** The integral of f from a to b; NaN where it does not converge. */
export function integrate(a: number, b: number, f: (x: number) => number): number {
  return integrateComplex(a, b, x => ({ re: f(x.re), im: 0 })).re
}

/** The integral of a complex function along the real line. */
export function integrateComplex(a: number, b: number, f: (x: Complex) => Complex): Complex {
  if (Number.isNaN(a) || Number.isNaN(b)) return NOTHING
  if (a === b) return ZERO
  if (a > b) return neg(integrateComplex(b, a, f))
  return summed(a, b, f)
}

interface Part {
  readonly from: number
  readonly to: number
}

/** Parts that are not settled are halved; the tolerance is that of the whole. */
function summed(a: number, b: number, f: (x: Complex) => Complex): Complex {
  const pending: Part[] = [{ from: a, to: b }]
  let re = 0
  let im = 0
  let size = 0
  let error = 0
  let rough = 0
  for (let count = 0; pending.length > 0; count++) {
    if (count > MOST_PARTS) return NOTHING
    const part = pending.pop() as Part
    const estimate = estimated(part, f)
    if (estimate === undefined) return NOTHING
    rough = Math.max(rough, estimate.size)
    const settled = estimate.error <= ENOUGH * Math.max(estimate.size, rough)
    const middle = halfway(part)
    if (settled || middle === undefined) {
      re += estimate.re
      im += estimate.im
      size += estimate.size
      error += estimate.error
    } else pending.push({ from: middle, to: part.to }, { from: part.from, to: middle })
  }
  return error <= TOLERABLE * size && Number.isFinite(size) ? { re, im } : NOTHING
}

/** Where a part is halved; undefined where it is too short for that. */
function halfway({ from, to }: Part): number | undefined {
  if (from === Number.NEGATIVE_INFINITY) return to === Number.POSITIVE_INFINITY ? 0 : to > 0 ? 0 : 2 * to - 1
  if (to === Number.POSITIVE_INFINITY) return from < 0 ? 0 : 2 * from + 1
  const middle = from / 2 + to / 2
  return to - from > 1e-12 * Math.max(Math.abs(from), Math.abs(to)) && middle > from && middle < to ? middle : undefined
}

interface Estimate {
  readonly re: number
  readonly im: number
  /** The integral of the absolute value. */
  readonly size: number
  readonly error: number
}

/** A place on the line with its weight, for a place u of the trapezoidal rule; `end`: so near to a bound that it is the bound. */
type Transform = (u: number) => { readonly x: number; readonly weight: number; readonly end: boolean }

const HALF_PI = Math.PI / 2

function transformOf({ from, to }: Part): Transform {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY)
    return u => {
      const t = HALF_PI * Math.sinh(u)
      return { x: Math.sinh(t), weight: HALF_PI * Math.cosh(u) * Math.cosh(t), end: false }
    }
  if (from === Number.NEGATIVE_INFINITY || to === Number.POSITIVE_INFINITY) {
    const [origin, sign] = to === Number.POSITIVE_INFINITY ? [from, 1] : [to, -1]
    return u => {
      const t = Math.exp(HALF_PI * Math.sinh(u))
      const x = origin + sign * t
      return { x, weight: HALF_PI * Math.cosh(u) * t, end: x === origin }
    }
  }
  const half = to / 2 - from / 2
  return u => {
    const t = HALF_PI * Math.sinh(u)
    // The distance from the nearer bound, without cancellation.
    const distance = (2 * half) / (1 + Math.exp(2 * Math.abs(t)))
    const x = u < 0 ? from + distance : to - distance
    const weight = (half * HALF_PI * Math.cosh(u)) / Math.cosh(t) ** 2
    return { x, weight, end: x === from || x === to }
  }
}

function estimated(part: Part, f: (x: Complex) => Complex): Estimate | undefined {
  const at = transformOf(part)
  let re = 0
  let im = 0
  let size = 0
  let missing = false
  const take = (u: number): void => {
    const { x, weight, end } = at(u)
    if (weight === 0 || !Number.isFinite(weight) || !Number.isFinite(x)) return
    const value = f({ re: x, im: 0 })
    const magnitude = Math.hypot(value.re, value.im)
    if (!Number.isFinite(magnitude)) {
      // At a bound the body may have no value, as log(t) at 0.
      if (!end) missing = true
      return
    }
    const term = weight * magnitude
    if (!Number.isFinite(term)) return
    re += weight * value.re
    im += weight * value.im
    size += term
  }
  take(0)
  let before: Estimate | undefined
  let step = 1
  for (let level = 0; level < LEVELS; level++) {
    if (level > 0) step /= 2
    for (let k = 1; k * step <= FARTHEST; k += level === 0 ? 1 : 2) {
      take(k * step)
      take(-k * step)
    }
    if (missing) return undefined
    const now = { re: re * step, im: im * step, size: size * step }
    const error = before === undefined ? Number.POSITIVE_INFINITY : Math.hypot(now.re - before.re, now.im - before.im)
    before = { ...now, error }
    if (level > 2 && error <= ENOUGH * now.size) break
  }
  return before
}
