/**
 * The gamma function of intervals of long numbers, through its logarithm for x >= 1: gamma(x) is N^x*e^(-N)*S plus an
 * incomplete gamma function, with S the sum of N^k/(x*(x+1)*...*(x+k)), whose terms are positive, and a remainder
 * below N^x*e^(-N)/(N - x + 1) (DLMF 8.5, 8.11); beyond 10^6 Stirling's series, whose error is below the first term
 * left out (DLMF 5.11). Smaller x by DLMF 5.5.3. S decreases with x, so the ends of x give its bounds.
 */

import { spend } from '../work.js'
import { bigEnds } from './big-ends.js'
import { type BigFloat, isInfiniteBig, quotientBig } from './big-float.js'
import { bitLength } from './integer.js'
import { type Enclosure, type Interval, IntervalArithmetic } from './interval.js'
import { sin } from './interval-angle.js'
import { Rational } from './rational.js'

type Big = Interval<BigFloat>
type Arithmetic = IntervalArithmetic<BigFloat>

/** From here on Stirling's series. */
const LARGE = 1e6
/** Factorials up to this one are written out. */
const LARGEST_FACTORIAL = 2000

/** gamma(x); nothing at a pole. */
export function gamma(on: Arithmetic, bits: number, x: Big): Enclosure<BigFloat> {
  const n = x.exact?.smallInt()
  if (n !== undefined && n <= 0) return undefined
  if (n !== undefined && n <= LARGEST_FACTORIAL) return on.marked(on.rational(factorial(n - 1)), x.partial)
  const one = on.rational(Rational.ONE)
  if (on.ends.compare(x.lo, on.ends.one) >= 0) return on.exp(logPositive(bits + 32, x))
  const half = on.quotient(1, 2).lo
  if (on.ends.compare(x.lo, half) >= 0) return on.div(on.exp(logPositive(bits + 32, on.add(x, one))), x)
  if (on.ends.compare(x.hi, half) > 0) return inParts(on, x, half, part => gamma(on, bits, part))
  const pi = on.between(on.ends.pi())
  const other = gamma(on, bits, on.sub(one, x))
  return other && on.div(pi, on.mul(sinPi(on, x, pi), other))
}

/** The values in an interval, of its part below a point and of its part above it. */
export function inParts(
  on: Arithmetic,
  x: Big,
  at: BigFloat,
  f: (part: Big) => Enclosure<BigFloat>,
): Enclosure<BigFloat> {
  return on.hull(f(on.make(x.lo, at, x.partial)), f(on.make(at, x.hi, x.partial)))
}

/** log|gamma(x)|. */
export function lgamma(on: Arithmetic, bits: number, x: Big): Enclosure<BigFloat> {
  const small = x.exact?.smallInt() !== undefined && x.exact.compare(Rational.of(LARGEST_FACTORIAL)) <= 0
  if (!small && on.ends.compare(x.lo, on.ends.one) >= 0) return logPositive(bits, x)
  const g = gamma(on, bits, x)
  return g && on.log(on.abs(g))
}

/** sin(pi*x), with whole turns taken off an exact x. */
function sinPi(on: Arithmetic, x: Big, pi: Big): Big {
  if (x.exact === undefined) return sin(on, on.mul(x, pi))
  const turns = Rational.of(x.exact.div(Rational.of(2)).floor()).mul(Rational.of(2))
  return sin(on, on.mul(on.rational(x.exact.sub(turns)), pi))
}

function factorial(n: number): Rational {
  let product = 1n
  for (let k = 2n; k <= BigInt(n); k++) product *= k
  return Rational.of(product)
}

/** log(gamma(x)) for x >= 1. */
function logPositive(bits: number, x: Big): Big {
  const on = new IntervalArithmetic(bigEnds(bits))
  if (isInfiniteBig(x.hi)) return on.make(on.ends.zero, on.ends.infinity, x.partial)
  const size = on.ends.toNumber(x.hi)
  return size > LARGE ? stirling(on, bits, x, size) : incomplete(on, bits, x, size)
}

/** x*log N - N + log(S + remainder). */
function incomplete(on: Arithmetic, bits: number, x: Big, size: number): Big {
  const n = cutOff(size, bits)
  const high = series(x.exact ?? fractionOf(x.lo), n, bits)
  const low = x.exact || on.isPoint(x) ? high : shrunk(on, bits, x, n, high)
  const rest = on.rational(Rational.of(1, Math.max(1, Math.floor(n - size))))
  const sum = on.make(low.lo, on.ends.add(high.hi, rest.hi, 1))
  const N = on.rational(Rational.of(n))
  return on.sub(on.add(on.mul(x, on.log(N) as Big), on.log(sum) as Big), N)
}

/**
 * S at the upper end of x, given S at the lower. S(x) is the integral of u^(x-1)*e^(N(1-u)) over 0..1, so that the
 * logarithm of S falls by at most log N + 1 for each unit of x >= 1 (the mean of -log u is largest for x = 1).
 */
function shrunk(on: Arithmetic, bits: number, x: Big, n: number, high: Bounded): Bounded {
  const width = on.sub(on.make(x.hi, x.hi), on.make(x.lo, x.lo))
  const loss = on.mul(width, on.quotient(Math.ceil(Math.log(n)) + 1, 1))
  if (on.ends.compare(loss.hi, on.quotient(1, 2 ** 40).lo) > 0) return series(fractionOf(x.hi), n, bits)
  const kept = on.sub(on.make(on.ends.one, on.ends.one), loss)
  return { lo: on.mul(on.make(high.lo, high.lo), kept).lo, hi: high.hi }
}

/** A whole N at which the remainder is below 2^-bits of the whole. */
function cutOff(x: number, bits: number): number {
  // Stirling's formula without its small corrections, which are positive.
  const log = (x - 0.5) * Math.log(x) - x + 0.9
  let n = Math.ceil(x) + 16
  while (n - x * Math.log(n) + log < bits * Math.LN2 + 4) n = Math.ceil(n * 1.02) + 4
  return n
}

interface Bounded {
  readonly lo: BigFloat
  readonly hi: BigFloat
}

interface Fraction {
  readonly num: bigint
  readonly den: bigint
}

const fractionOf = (x: BigFloat): Fraction =>
  x.e >= 0 ? { num: x.m << BigInt(x.e), den: 1n } : { num: x.m, den: 1n << BigInt(-x.e) }

/** Arguments with longer parts than this are taken as binary fractions. */
const SHORT = 256

/** Bounds of S for x = num/den from 1 to 2^21. */
function series(x: Fraction | Rational, n: number, bits: number): Bounded {
  const [p, q] = [BigInt(x.num), BigInt(x.den)]
  const w = bits + 64
  const { sum, terms } =
    bitLength(p) + bitLength(q) <= SHORT ? shortSeries(p, q, n, w) : longSeries((p << BigInt(w)) / q, n, w)
  // Terms are at least 2^(w - 21) until they fall, so a term costs a few times 2^(21 - w) relatively.
  const error = BigInt(terms + 4) * ((sum >> BigInt(w - 24)) + 1n)
  return { lo: quotientBig(sum - error, 1n, -w, bits, -1), hi: quotientBig(sum + error, 1n, -w, bits, 1) }
}

interface Sum {
  /** S*2^w. */
  readonly sum: bigint
  readonly terms: number
}

/** Term by term: every factor N/(x + k) is a quotient of short numbers. After 2N each term is at most half the last. */
function shortSeries(p: bigint, q: bigint, n: number, w: number): Sum {
  const above = BigInt(n) * q
  let [below, term, terms] = [p, (q << BigInt(w)) / p, 0]
  let sum = term
  const steps = 1 + w / 256
  while (below < 2n * above || term > sum >> BigInt(w)) {
    spend(steps)
    below += q
    terms++
    term = (term * above) / below
    sum += term
  }
  return { sum, terms }
}

/** So many terms at once. */
const BLOCK = 32

/**
 * Terms in blocks: a block is the current term times a quotient of two polynomials in x with whole, positive, short
 * coefficients, for which the powers of x are known (rectangular splitting; F. Johansson, "Arbitrary-precision
 * computation of the gamma function", 2021, section 3). `x` is x*2^w.
 */
function longSeries(x: bigint, n: number, w: number): Sum {
  const W = BigInt(w)
  const powers = [1n << W]
  for (let i = 1; i <= BLOCK; i++) powers.push(((powers[i - 1] as bigint) * x) >> W)
  const jump = BigInt(n) ** BigInt(BLOCK)
  let [term, terms] = [(1n << (2n * W)) / x, 0]
  let sum = term
  const steps = BLOCK * (BLOCK / 2 + w / 128)
  while ((x >> W) + BigInt(terms) < BigInt(2 * n) || term > sum >> W) {
    spend(steps)
    const { total, product } = block(BigInt(terms), BigInt(n))
    const below = valueAt(product, powers)
    sum += (term * valueAt(total, powers)) / below
    term = ((term * jump) << W) / below
    terms += BLOCK
  }
  return { sum, terms }
}

/** The product of x + k + j for j = 1..BLOCK, and the sum of N^i times the product of those with j > i. */
function block(k: bigint, n: bigint): { readonly total: bigint[]; readonly product: bigint[] } {
  const total = new Array<bigint>(BLOCK + 1).fill(0n)
  let product = [1n]
  let power = n ** BigInt(BLOCK)
  for (let i = BLOCK; i >= 1; i--) {
    for (const [degree, c] of product.entries()) total[degree] = (total[degree] as bigint) + power * c
    const shift = k + BigInt(i)
    product = [...product, 0n].map((c, degree) => c * shift + (product[degree - 1] ?? 0n))
    power /= n
  }
  return { total, product }
}

const valueAt = (coefficients: readonly bigint[], powers: readonly bigint[]): bigint =>
  coefficients.reduce((sum, c, degree) => sum + c * (powers[degree] as bigint), 0n)

/** (x - 1/2)*log x - x + log(2*pi)/2 + the sum of B(2k)/(2k*(2k - 1)*x^(2k - 1)). */
function stirling(on: Arithmetic, bits: number, x: Big, size: number): Big {
  const half = on.quotient(1, 2)
  const log = on.log(x) as Big
  const pi = on.between(on.ends.pi())
  const ends = on.sub(on.mul(on.sub(x, half), log), x)
  let total = on.add(ends, on.mul(half, on.log(on.add(pi, pi)) as Big))
  const count = stirlingTerms(Math.min(size, 1e300), bits)
  const square = on.mul(x, x)
  let power = x
  for (const [index, number] of bernoulli(count).entries()) {
    const k = index + 1
    const term = on.div(on.div(on.rational(number), on.quotient(2 * k * (2 * k - 1), 1)) as Big, power) as Big
    // The last one is a bound for what is left out.
    total = k < count ? on.add(total, term) : on.add(total, on.hull(term, on.neg(term)) as Big)
    power = on.mul(power, square)
  }
  return total
}

/** The first term below 2^-bits; size is at least 10^6, so terms fall for very long. */
function stirlingTerms(size: number, bits: number): number {
  const target = -bits * Math.LN2
  let k = 1
  while (2 * k * (Math.log(2 * k) - 1 - Math.log(2 * Math.PI * size)) > target) k += 1 + Math.floor(k / 64)
  return k + 2
}

/** B(2), B(4), ... from the tangent numbers (R. P. Brent, D. Harvey, "Fast computation of Bernoulli, tangent and secant numbers", 2011). */
export function bernoulli(count: number): Rational[] {
  const tangent: bigint[] = [0n, 1n]
  const at = (k: number): bigint => tangent[k] as bigint
  for (let k = 2; k <= count; k++) tangent.push(BigInt(k - 1) * at(k - 1))
  for (let k = 2; k <= count; k++) {
    spend((count - k) * (1 + count / 64))
    for (let j = k; j <= count; j++) tangent[j] = BigInt(j - k) * at(j - 1) + BigInt(j - k + 2) * at(j)
  }
  return tangent.slice(1).map((t, index) => {
    const k = BigInt(index + 1)
    const power = 1n << (2n * k)
    return Rational.of((k % 2n === 1n ? 2n : -2n) * k * t, power * (power - 1n))
  })
}
