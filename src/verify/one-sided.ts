/** The derivative from one side: at kinks, at the edge of a domain, and where a formula has no value. */
import { finestStep, oneSided, quotient, type Side } from './differences.js'
import type { Numeric } from './methods.js'
import { SPREAD } from './sample.js'
import type { Target } from './target.js'
import { brief } from './verdict.js'

/** What a function does on one side of a point. */
export type OneSide =
  | { readonly kind: 'finite'; readonly derivative: Numeric }
  /** A vertical tangent or, with `jump`, a jump: the quotients grow without bound. */
  | { readonly kind: 'infinite'; readonly sign: number; readonly jump: boolean }
  /** No value there. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'unclear' }

/** Digits that an estimate needs to count as a limit. */
const SETTLED = 1e-4
/** A slope that is not told from 0, and no larger: it is 0, as that of a function that is constant on one side. */
const NOTHING = 1e-13
/** Halvings between the quotients that are compared. */
const STRIDE = 8
/** Growth over a stride: of a jump (a factor 2 per halving), and the least that is taken for a pole. */
const JUMP = 2 ** (STRIDE - 0.5)
const GROWTH = 1.1
/** How near two heights of a jump are, over a stride. */
const SAME = 1e-2

/** Looks at one side of the target's point, whose coordinates have a relative error: a kink may lie a rounding beside it. */
export function sideOf(target: Target, name: string, side: Side, spread = SPREAD): OneSide {
  const reach = target.reachOn(name, side)
  if (reach === undefined) return { kind: 'outside' }
  if (target.isHidden(name, side, reach)) return { kind: 'unclear' }
  const estimate = oneSided(target.along(name, spread), target.coordinate(name), side, reach)
  const scale = Math.max(Math.abs(estimate.value), target.slopeScale(name))
  const isZero = Math.abs(estimate.value) <= estimate.error && estimate.error <= NOTHING
  if (isZero || estimate.error <= SETTLED * scale) {
    return { kind: 'finite', derivative: { ...estimate, method: 'one-sided', rounding: estimate.error, fixed: false } }
  }
  return growth(target, name, side, reach)
}

/** Whether the values on both sides stay apart as the step shrinks. */
export function jumps(target: Target, name: string): boolean {
  const reaches = (['left', 'right'] as const).map(side => {
    const reach = target.reachOn(name, side)
    return reach === undefined || target.isHidden(name, side, reach) ? Number.NaN : reach
  })
  const [f, x] = [target.along(name), target.coordinate(name)]
  const heights: number[] = []
  for (let h = Math.min(...reaches); h >= finestStep(x); h /= 2 ** STRIDE) {
    const [a, b] = [f(x - h), f(x + h)]
    const height = b.value - a.value
    if (!(Math.abs(height) > 8 * (a.error + b.error))) return false
    heights.push(height)
  }
  const [b, a] = heights.reverse()
  return a !== undefined && b !== undefined && heights.length > 2 && Math.abs(b - a) <= SAME * Math.abs(b)
}

/** Whether the quotients grow as the step shrinks, among those that rounding leaves meaningful. */
function growth(target: Target, name: string, side: Side, reach: number): OneSide {
  const [f, x, sign] = [target.along(name), target.coordinate(name), side === 'left' ? -1 : 1]
  const quotients: number[] = []
  for (let h = reach; h >= finestStep(x); h /= 2 ** STRIDE) {
    const q = sign < 0 ? quotient(f(x - h), f(x), h) : quotient(f(x), f(x + h), h)
    if (q.error > Math.abs(q.value) / 8) break
    quotients.push(q.value)
  }
  const [c, b, a] = quotients.reverse()
  if (a === undefined || b === undefined || c === undefined) return { kind: 'unclear' }
  if (!(c / b >= GROWTH && b / a >= GROWTH)) return { kind: 'unclear' }
  return { kind: 'infinite', sign: Math.sign(c), jump: c / b >= JUMP && b / a >= JUMP }
}

/** The derivative as a number: infinite for a vertical tangent, NaN where there is none. */
export function slope(side: OneSide): number {
  if (side.kind === 'finite') return side.derivative.value
  return side.kind === 'infinite' ? side.sign * Number.POSITIVE_INFINITY : Number.NaN
}

/** Whether both sides have one and the same derivative, as far as their errors tell. */
export function agree(left: Numeric, right: Numeric, slopeScale: number): boolean {
  const scale = Math.max(Math.abs(left.value), Math.abs(right.value), slopeScale)
  return Math.abs(left.value - right.value) <= left.error + right.error + SETTLED * scale
}

/** One side in words. */
export function describe(side: OneSide): string {
  switch (side.kind) {
    case 'finite':
      return brief(side.derivative.value)
    case 'infinite':
      return side.jump ? 'a jump' : side.sign < 0 ? '-infinity' : 'infinity'
    case 'outside':
      return 'no value'
    case 'unclear':
      return 'unclear'
  }
}
