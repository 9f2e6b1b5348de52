/**
 * Powers and roots of intervals. A power is the real one: whole exponents for every base, other exponents for bases
 * that are not negative; anything to the power 0 is 1. The power x^y is monotone in x for fixed y and in y for
 * fixed x, so its extremes over a box lie at the corners.
 */
import type { Bounds, Ends } from './ends.js'
import type { Enclosure, Interval, IntervalArithmetic } from './interval.js'

/** Whole exponents beyond this are taken for real ones of a positive base. */
const LARGEST_EXPONENT = 2 ** 40

/** a^b. */
export function power<N>(on: IntervalArithmetic<N>, a: Interval<N>, b: Interval<N>): Enclosure<N> {
  const n = on.integer(b)
  if (n !== undefined && Math.abs(n) <= LARGEST_EXPONENT) return on.marked(integerPower(on, a, n), b.partial)
  if (on.sign(a.lo) >= 0) return nonNegativePower(on, a, b)
  const single = b.exact !== undefined || on.isPoint(b)
  // A whole number may lie among several exponents, and then every base has a power.
  if (!single) return on.entire()
  if (n !== undefined) return largePower(on, a, b, n % 2 === 0)
  const base = on.atLeast(a, on.ends.zero)
  return base && nonNegativePower(on, base, b)
}

function integerPower<N>(on: IntervalArithmetic<N>, a: Interval<N>, n: number): Enclosure<N> {
  const one = on.make(on.ends.one, on.ends.one, a.partial)
  if (n === 0) return one
  return n > 0 ? on.powInt(a, n) : on.div(one, on.powInt(a, -n))
}

/** An exponent of which only the parity is handled apart. */
function largePower<N>(on: IntervalArithmetic<N>, a: Interval<N>, b: Interval<N>, even: boolean): Enclosure<N> {
  const size = nonNegativePower(on, on.abs(a), b)
  if (size === undefined || even) return size
  return on.sign(a.hi) <= 0 ? on.neg(size) : on.make(on.ends.neg(size.hi), size.hi, size.partial)
}

function nonNegativePower<N>(on: IntervalArithmetic<N>, a: Interval<N>, b: Interval<N>): Enclosure<N> {
  const pole = on.sign(a.lo) === 0 && on.sign(b.lo) < 0
  // 0^b has no value for any b < 0.
  if (pole && on.sign(a.hi) === 0 && on.sign(b.hi) < 0) return undefined
  const corner = (x: N, y: N): Bounds<N> => cornerPower(on.ends, x, y)
  const corners =
    on.isPoint(a) && on.isPoint(b)
      ? [corner(a.lo, b.lo)]
      : [corner(a.lo, b.lo), corner(a.lo, b.hi), corner(a.hi, b.lo), corner(a.hi, b.hi)]
  const lo = corners.map(c => c[0]).reduce((x, y) => on.min(x, y))
  const hi = corners.map(c => c[1]).reduce((x, y) => on.max(x, y))
  return on.make(lo, hi, pole || a.partial || b.partial)
}

/** x^y for x >= 0, its limit where x or y is infinite. */
function cornerPower<N>(ends: Ends<N>, x: N, y: N): Bounds<N> {
  const [size, sign] = [ends.compare(x, ends.one), ends.compare(y, ends.zero)]
  const limit = (large: boolean): Bounds<N> => (large ? [ends.largest, ends.infinity] : [ends.zero, ends.zero])
  if (sign === 0 || size === 0) return [ends.one, ends.one]
  if (ends.compare(x, ends.zero) === 0) return sign > 0 ? [ends.zero, ends.zero] : [ends.largest, ends.infinity]
  if (ends.compare(x, ends.infinity) === 0) return limit(sign > 0)
  if (ends.compare(y, ends.infinity) === 0 || ends.compare(y, ends.minusInfinity) === 0)
    return limit(size > 0 === sign > 0)
  return ends.pow(x, y)
}

/** The real v-th root of u: of negative u for odd whole v. */
export function root<N>(on: IntervalArithmetic<N>, u: Interval<N>, v: Interval<N>): Enclosure<N> {
  const n = on.integer(v)
  const one = on.rationalOne()
  if (n === undefined || Math.abs(n) >= LARGEST_EXPONENT) {
    const [base, exponent] = [on.atLeast(u, on.ends.zero), on.div(one, v)]
    return base && exponent && power(on, base, exponent)
  }
  if (n === 0) return undefined
  if (n < 0) {
    const below = root(on, u, on.neg(v))
    return below && on.div(one, below)
  }
  const base = n % 2 === 1 ? u : on.atLeast(u, on.ends.zero)
  return on.marked(base && on.increasing(base, x => rootAt(on.ends, x, n)), v.partial)
}

function rootAt<N>(ends: Ends<N>, x: N, n: number): Bounds<N> {
  const sign = ends.compare(x, ends.zero)
  if (n === 1 || sign === 0 || ends.compare(x, ends.infinity) === 0) return [x, x]
  if (sign > 0) return ends.root(x, n)
  if (ends.compare(x, ends.minusInfinity) === 0) return [x, x]
  const [lo, hi] = ends.root(ends.neg(x), n)
  return [ends.neg(hi), ends.neg(lo)]
}
