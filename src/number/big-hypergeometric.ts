/**
 * Hypergeometric series of intervals of long numbers: the terms one after the other until a geometric series bounds the rest. What cancels
 * is left to the caller, who asks again with more bits. Sources: DLMF 16.2; for 2F1 left of 0 Pfaff's transformation, DLMF 15.8.1, at 1
 * Gauss's sum, 15.4.20.
 */
import { BudgetError } from '../errors.js'
import { type BigFloat, signBig, top } from './big-float.js'
import { gamma } from './big-gamma.js'
import type { Enclosure, Interval, IntervalArithmetic } from './interval.js'
import { power } from './interval-power.js'

export type Big = Interval<BigFloat>
export type Arithmetic = IntervalArithmetic<BigFloat>

/** More terms are not added. */
const MOST_TERMS = 100_000
/** Beyond this the series of as many parameters above as below, and one, takes too many terms. */
const WIDEST = 0.99

/** The interval without what it is exactly: rationals grow with every operation. */
export const loose = (on: Arithmetic, x: Big): Big => on.make(x.lo, x.hi, x.partial)

/** So many bits are before the point; minus infinity for 0. */
export function sizeOf(x: Big): number {
  const ends = [x.lo, x.hi].map(e => (signBig(e) === 0 ? Number.NEGATIVE_INFINITY : top(e)))
  return Math.max(...ends)
}

/** x with as much to either side as y is large. */
export const widened = (on: Arithmetic, x: Big, y: Big): Big => on.add(x, on.hull(y, on.neg(y)) as Big)

/** The sum of f(0), f(1), ..., where from term k on each is at most ratioFrom(k) times the one before. */
export function summed(
  on: Arithmetic,
  bits: number,
  term: (k: number) => Enclosure<BigFloat>,
  ratioFrom: (k: number) => number,
): Enclosure<BigFloat> {
  let sum = on.make(on.ends.zero, on.ends.zero)
  let largest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < MOST_TERMS; k++) {
    const t = term(k)
    if (t === undefined) return undefined
    sum = on.add(sum, t)
    const ratio = ratioFrom(k + 1)
    // A term may be 0 before the others have begun to fall, as that of 0 in a sum of (k + a)^n.
    if (on.isZero(t) && !Number.isNaN(ratio)) return sum
    largest = Math.max(largest, sizeOf(t))
    if (!(ratio >= 0 && ratio < 0.999)) continue
    const more = Math.ceil(-Math.log2(1 - ratio))
    if (sizeOf(t) + more < largest - bits - 8)
      return widened(on, sum, on.mul(loose(on, t), on.quotient(Math.ceil(1 / (1 - ratio)), 1)))
  }
  throw new BudgetError('digits', 'a series converges too slowly here for so many digits')
}

/** pFq(above; below; z); nothing where it has no real value. */
export function hypergeometric(
  on: Arithmetic,
  bits: number,
  above: readonly Big[],
  below: readonly Big[],
  z: Big,
): Enclosure<BigFloat> {
  const orders = above.map(a => a.exact?.smallInt()).filter(n => n !== undefined && n <= 0)
  const last = orders.length === 0 ? undefined : -Math.max(...(orders as number[]))
  const poles = below.map(b => b.exact?.smallInt()).filter(n => n !== undefined && n <= 0) as number[]
  if (poles.some(n => last === undefined || -n < last)) return undefined
  if (last === undefined && above.length > below.length) {
    if (above.length > below.length + 1) return on.isZero(z) ? on.rationalOne() : undefined
    return balanced(on, bits, above, below, z)
  }
  return plain(on, bits, above, below, z, last)
}

function plain(
  on: Arithmetic,
  bits: number,
  above: readonly Big[],
  below: readonly Big[],
  z: Big,
  last: number | undefined,
): Enclosure<BigFloat> {
  const at = (x: Big): number => Math.max(Math.abs(on.ends.toNumber(x.lo)), Math.abs(on.ends.toNumber(x.hi)))
  const [a, b, size] = [above.map(at), below.map(at), at(z) * (1 + 1e-9)]
  const ratioFrom = (k: number): number => {
    if (b.some(x => x >= k)) return Number.NaN
    // (|a| + n)/(n - |b|) falls as n grows.
    const ratio = a.reduce((r, x) => r * (x + k), size) / b.reduce((r, x) => r * (k - x), k + 1)
    return ratio * (1 + 1e-9)
  }
  const argument = loose(on, z)
  let current: Enclosure<BigFloat> = on.make(on.ends.one, on.ends.one)
  const term = (k: number): Enclosure<BigFloat> => {
    if (k === 0) return current
    if (last !== undefined && k > last) return on.make(on.ends.zero, on.ends.zero)
    const n = on.quotient(k - 1, 1)
    const factor = above.reduce((p, x) => on.mul(p, loose(on, on.add(x, n))), argument)
    const divisor = below.reduce((p, x) => on.mul(p, loose(on, on.add(x, n))), loose(on, on.quotient(k, 1)))
    current = current && on.div(on.mul(current, factor), divisor)
    return current
  }
  return summed(on, bits, term, ratioFrom)
}

/** The series whose terms do not fall faster than z^k. */
function balanced(
  on: Arithmetic,
  bits: number,
  above: readonly Big[],
  below: readonly Big[],
  z: Big,
): Enclosure<BigFloat> {
  const [lo, hi] = [on.ends.toNumber(z.lo), on.ends.toNumber(z.hi)]
  const one = on.rationalOne()
  const [a, b, c] = [above[0], above[1], below[0]]
  if (a !== undefined && b !== undefined && c !== undefined && above.length === 2) {
    if (z.exact?.isOne()) return gauss(on, bits, a, b, c)
    if (hi < 0) {
      const rest = on.sub(one, z)
      const scale = power(on, rest, on.neg(a))
      const moved = on.div(z, on.sub(z, one))
      const value = moved && balanced(on, bits, [a, on.sub(c, b)], below, moved)
      return scale && value && on.mul(scale, value)
    }
  }
  if (lo > 1) return undefined
  if (Math.max(Math.abs(lo), Math.abs(hi)) > WIDEST)
    throw new BudgetError('digits', 'a hypergeometric series converges too slowly so close to 1')
  return plain(on, bits, above, below, z, undefined)
}

/** gamma(c)*gamma(c - a - b)/(gamma(c - a)*gamma(c - b)), where that converges. */
function gauss(on: Arithmetic, bits: number, a: Big, b: Big, c: Big): Enclosure<BigFloat> {
  const excess = on.sub(on.sub(c, a), b)
  if (on.sign(excess.lo) <= 0) return undefined
  const [p, q] = [gamma(on, bits, c), gamma(on, bits, excess)]
  const [r, s] = [on.sub(c, a), on.sub(c, b)].map(x => reciprocalGamma(on, bits, x))
  return p && q && r && s && on.mul(on.mul(p, q), on.mul(r, s))
}

/** 1/gamma(x), which is 0 at the poles of gamma. */
export function reciprocalGamma(on: Arithmetic, bits: number, x: Big): Enclosure<BigFloat> {
  const n = x.exact?.smallInt()
  if (n !== undefined && n <= 0) return on.make(on.ends.zero, on.ends.zero)
  const g = gamma(on, bits, x)
  return g && on.div(on.rationalOne(), g)
}
