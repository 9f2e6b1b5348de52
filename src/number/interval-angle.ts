/**
 * Trigonometric functions of intervals: between multiples of pi/2 they are monotone, so the values at the ends
 * and the multiples that may lie between decide. Where these cannot be told, [-1, 1].
 */
import type { Bounds } from './ends.js'
import type { Enclosure, Interval, IntervalArithmetic } from './interval.js'

/** Whether a multiple m*pi/2 with m = residue (mod `modulus`) may lie in the interval; undefined: unknown. */
function meets<N>(on: IntervalArithmetic<N>, a: Interval<N>, residue: bigint, modulus: bigint): boolean | undefined {
  const [first, last] = [on.ends.quarters(a.lo), on.ends.quarters(a.hi)]
  if (first === undefined || last === undefined) return undefined
  // The multiples above the first end, up to the last; those at the first end itself give its own value.
  const rest = (((last[1] - residue) % modulus) + modulus) % modulus
  return last[1] - rest > first[0]
}

function wave<N>(on: IntervalArithmetic<N>, a: Interval<N>, f: (x: N) => Bounds<N>, highest: bigint): Interval<N> {
  const { ends } = on
  const [one, minusOne] = [ends.one, ends.neg(ends.one)]
  if (isFinitePoint(on, a)) return on.between(f(a.lo), a.partial)
  const [up, down] = [meets(on, a, highest, 4n), meets(on, a, (highest + 2n) % 4n, 4n)]
  if (up === undefined || down === undefined) return on.make(minusOne, one, a.partial)
  const [first, last] = [f(a.lo), f(a.hi)]
  return on.make(down ? minusOne : on.min(first[0], last[0]), up ? one : on.max(first[1], last[1]), a.partial)
}

const isFinitePoint = <N>(on: IntervalArithmetic<N>, a: Interval<N>): boolean =>
  on.isPoint(a) && on.ends.compare(on.abs(a).hi, on.ends.infinity) < 0

export const sin = <N>(on: IntervalArithmetic<N>, a: Interval<N>): Interval<N> => wave(on, a, x => on.ends.sin(x), 1n)

export const cos = <N>(on: IntervalArithmetic<N>, a: Interval<N>): Interval<N> => wave(on, a, x => on.ends.cos(x), 0n)

/** The whole line where a pole may be inside. */
export function tan<N>(on: IntervalArithmetic<N>, a: Interval<N>): Interval<N> {
  if (isFinitePoint(on, a)) return on.between(on.ends.tan(a.lo), a.partial)
  return meets(on, a, 1n, 2n) === false ? on.increasing(a, x => on.ends.tan(x)) : on.entire()
}

/** Decreasing between its poles, the whole multiples of pi. */
export function cot<N>(on: IntervalArithmetic<N>, a: Interval<N>): Enclosure<N> {
  const one = on.rationalOne()
  if (isFinitePoint(on, a)) return on.div(one, tan(on, a))
  const pole = meets(on, a, 0n, 2n)
  if (pole !== false || on.sign(a.lo) === 0) return on.entire()
  const at = (x: N): Interval<N> => on.div(one, on.between(on.ends.tan(x))) ?? on.entire()
  return on.make(at(a.hi).lo, at(a.lo).hi, a.partial)
}

/** sin(a)/a, which falls from 1 at 0 to -0.2172336282112216574... at 4.4934 and stays between from there on. */
export function sinc<N>(on: IntervalArithmetic<N>, a: Interval<N>): Interval<N> {
  const { ends } = on
  const b = on.abs(a)
  const at = (x: N): Bounds<N> => {
    if (on.sign(x) === 0) return [ends.one, ends.one]
    const s = on.div(on.between(ends.sin(x)), on.make(x, x)) as Interval<N>
    return [s.lo, on.min(s.hi, ends.one)]
  }
  if (isFinitePoint(on, b)) return on.between(at(b.lo), a.partial)
  if (ends.compare(b.hi, on.small(4)) <= 0) return on.make(at(b.hi)[0], at(b.lo)[1], a.partial)
  const floor = on.quotient(-21724, 100000).lo
  if (on.sign(b.lo) <= 0) return on.make(floor, ends.one, a.partial)
  const ratio = on.div(sin(on, b), b) as Interval<N>
  return on.make(on.max(ratio.lo, floor), on.min(ratio.hi, ends.one), a.partial)
}

/** The angle of the points (x, y) of a box, in (-pi, pi]; 0 at the origin, as in IEEE 754. */
export function atan2<N>(on: IntervalArithmetic<N>, y: Interval<N>, x: Interval<N>): Interval<N> {
  const partial = y.partial || x.partial
  const pi = on.ends.pi()
  const aroundCut = on.sign(x.lo) < 0 && on.sign(y.lo) < 0 && on.sign(y.hi) >= 0
  const origin = on.contains(x, on.ends.zero) && on.contains(y, on.ends.zero)
  if (on.isZero(x) && on.isZero(y)) return on.make(on.ends.zero, on.ends.zero, partial)
  if (aroundCut || origin) return on.make(on.ends.neg(pi[1]), pi[1], partial)
  const corners = [y.lo, y.hi].flatMap(b => [x.lo, x.hi].map(a => cornerAngle(on, b, a)))
  return on.make(
    corners.map(c => c.lo).reduce((a, b) => on.min(a, b)),
    corners.map(c => c.hi).reduce((a, b) => on.max(a, b)),
    partial,
  )
}

/** The angle of one point other than the origin; that of an infinite one is a limit. */
function cornerAngle<N>(on: IntervalArithmetic<N>, y: N, x: N): Interval<N> {
  const { ends } = on
  const pi = on.between(ends.pi())
  const half = on.mul(pi, on.quotient(1, 2))
  const infinite = (a: N): boolean => ends.compare(on.abs(on.make(a, a)).hi, ends.infinity) === 0
  const upper = on.sign(y) >= 0
  // Both parts without bound: any angle of the quadrant.
  if (infinite(y) && infinite(x)) {
    const right = on.sign(x) > 0 ? on.make(ends.zero, half.hi) : on.make(half.lo, pi.hi)
    return upper ? right : on.neg(right)
  }
  if (on.sign(x) === 0 || infinite(y)) return upper ? half : on.neg(half)
  const slope = infinite(x) ? on.make(ends.zero, ends.zero) : (on.div(on.make(y, y), on.make(x, x)) as Interval<N>)
  const angle = on.increasing(slope, t => ends.atan(t))
  if (on.sign(x) > 0) return angle
  return upper ? on.add(angle, pi) : on.sub(angle, pi)
}
