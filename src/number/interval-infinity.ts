/**
 * Infinity itself, as the constant `inf` gives it, beside intervals of numbers: an interval both of whose ends are infinite, as no
 * overflow is. What is indeterminate (inf - inf, 0*inf, inf/inf, inf^0, 1^inf) has no value.
 */
import type { Enclosure, Interval, IntervalArithmetic } from './interval.js'

/** An operation on two intervals of which at least one is infinity itself. */
export type Operation = <N>(on: IntervalArithmetic<N>, a: Interval<N>, b: Interval<N>) => Enclosure<N>

/** Plus or minus infinity itself. */
export const isInfinite = <N>(on: IntervalArithmetic<N>, a: Interval<N>): boolean =>
  on.ends.compare(a.lo, on.ends.infinity) === 0 || on.ends.compare(a.hi, on.ends.minusInfinity) === 0

const infinity = <N>(on: IntervalArithmetic<N>, sign: number, partial: boolean): Interval<N> => {
  const end = sign > 0 ? on.ends.infinity : on.ends.minusInfinity
  return on.make(end, end, partial)
}

/** A value above all numbers at infinity itself is no overflow. */
export function reached<N>(on: IntervalArithmetic<N>, args: readonly Interval<N>[], x: Enclosure<N>): Enclosure<N> {
  if (x === undefined || !args.some(a => isInfinite(on, a))) return x
  const { largest } = on.ends
  const sign = on.ends.compare(x.lo, largest) >= 0 ? 1 : on.ends.compare(x.hi, on.ends.neg(largest)) <= 0 ? -1 : 0
  return sign === 0 ? x : infinity(on, sign, x.partial)
}

const zero = <N>(on: IntervalArithmetic<N>, partial: boolean): Interval<N> => ({ ...on.quotient(0, 1), partial })

/** The sign of all numbers in an interval; undefined where it has none. */
function signOf<N>(on: IntervalArithmetic<N>, a: Interval<N>): number | undefined {
  return on.sign(a.lo) > 0 ? 1 : on.sign(a.hi) < 0 ? -1 : undefined
}

export const add: Operation = (on, a, b) => {
  const partial = a.partial || b.partial
  const [first, second] = [a, b].map(x => (isInfinite(on, x) ? signOf(on, x) : undefined))
  if (first !== undefined && second !== undefined && first !== second) return undefined
  return infinity(on, (first ?? second) as number, partial)
}

/** A factor among whose numbers is 0 gives anything. */
export const mul: Operation = (on, a, b) => {
  if (on.isZero(a) || on.isZero(b)) return undefined
  const [first, second] = [signOf(on, a), signOf(on, b)]
  if (first === undefined || second === undefined) return on.entire()
  return infinity(on, first * second, a.partial || b.partial)
}

export const div: Operation = (on, a, b) => {
  const partial = a.partial || b.partial
  if (!isInfinite(on, b)) return on.isZero(b) ? undefined : mul(on, a, b)
  return isInfinite(on, a) ? undefined : zero(on, partial)
}

export const pow: Operation = (on, a, b) => {
  const { ends } = on
  const partial = a.partial || b.partial
  const limit = (large: boolean): Interval<typeof ends.zero> => (large ? infinity(on, 1, partial) : zero(on, partial))
  const exponent = signOf(on, b)
  if (!isInfinite(on, b)) {
    const n = on.integer(b)
    if (on.sign(a.lo) < 0 && n === undefined) return undefined
    if (on.isZero(b)) return undefined
    if (exponent === undefined) return on.make(ends.zero, ends.infinity, true)
    if (exponent < 0) return zero(on, partial)
    return infinity(on, on.sign(a.lo) < 0 && n !== undefined && n % 2 !== 0 ? -1 : 1, partial)
  }
  if (on.sign(a.lo) < 0) return undefined
  const [low, high] = [ends.compare(a.lo, ends.one), ends.compare(a.hi, ends.one)]
  if (low === 0 && high === 0) return undefined
  if (low > 0) return limit((exponent as number) > 0)
  if (high < 0) return on.isZero(a) && (exponent as number) < 0 ? undefined : limit((exponent as number) < 0)
  return on.make(ends.zero, ends.infinity, true)
}

/** The roots of infinite order, of which those of 0 and infinity have a limit of their own, or none. */
export const root: Operation = (on, u, v) => {
  if (on.sign(u.hi) < 0 || isInfinite(on, u)) return undefined
  if (on.isZero(u)) return on.sign(v.lo) > 0 ? on.marked(u, v.partial) : undefined
  const { ends } = on
  const partial = u.partial || v.partial
  return on.sign(u.lo) > 0 ? on.make(ends.one, ends.one, partial) : on.make(ends.zero, ends.infinity, true)
}

export const exp = <N>(on: IntervalArithmetic<N>, a: Interval<N>): Interval<N> =>
  on.sign(a.lo) > 0 ? a : zero(on, a.partial)
