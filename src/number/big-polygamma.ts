/**
 * Hurwitz's zeta function, the digamma and polygamma functions, polylogarithms and Lerch's transcendent of intervals of long numbers. The
 * first ones by the sums of Euler and Maclaurin, whose error is below the first term left out (DLMF 25.11(iii), 5.11.2); the last ones by
 * their series.
 */
import { BudgetError } from '../errors.js'
import type { BigFloat } from './big-float.js'
import { bernoulli } from './big-gamma.js'
import { type Arithmetic, type Big, loose, summed, widened } from './big-hypergeometric.js'
import { zeta } from './big-zeta.js'
import type { Enclosure } from './interval.js'
import { power } from './interval-power.js'
import { Rational } from './rational.js'

/** Arguments further to the left are not moved to the right. */
const MOST_STEPS = 20_000
/** So near to 1 the power series of a polylogarithm takes too many terms. */
const WIDEST = 0.99

/** How far the argument is moved, and how many terms are taken, for so many bits. */
const countFor = (bits: number): number => 10 + Math.ceil(bits * 0.15)

/** Steps that take x to n or beyond. */
function stepsTo(on: Arithmetic, x: Big, n: number): number {
  const steps = Math.max(0, Math.ceil(n - on.ends.toNumber(x.lo)))
  if (steps > MOST_STEPS) throw new BudgetError('digits', 'an argument is too far to the left for so many digits')
  return steps
}

const isPole = (x: Big): boolean => {
  const n = x.exact?.smallInt()
  return n !== undefined && n <= 0
}

/** The logarithmic derivative of gamma. */
export function digamma(on: Arithmetic, bits: number, x: Big): Enclosure<BigFloat> {
  if (isPole(x)) return undefined
  const count = countFor(bits)
  const steps = stepsTo(on, x, 2 * count)
  const one = on.rationalOne()
  let total = on.make(on.ends.zero, on.ends.zero)
  for (let k = 0; k < steps; k++) {
    const term = on.div(one, loose(on, on.add(x, on.quotient(k, 1))))
    if (term === undefined) return undefined
    total = on.sub(total, term)
  }
  const y = loose(on, on.add(x, on.quotient(steps, 1)))
  const inverse = on.div(one, y) as Big
  const square = loose(on, on.mul(inverse, inverse))
  total = on.add(total, on.sub(on.log(y) as Big, on.mul(inverse, on.quotient(1, 2))))
  let falling = square
  for (const [j, b] of bernoulli(count).entries()) {
    const term = on.mul(on.mul(on.rational(b), on.quotient(1, 2 * (j + 1))), falling)
    if (j + 1 === count) return widened(on, total, term)
    total = on.sub(total, term)
    falling = on.mul(falling, square)
  }
  return total
}

/** The n-th derivative of digamma, for whole n >= 0. */
export function polygamma(on: Arithmetic, bits: number, n: Big, x: Big): Enclosure<BigFloat> {
  const order = n.exact?.smallInt()
  if (order === undefined || order < 0)
    throw new BudgetError('digits', 'polygamma is known to many digits for whole orders from 0 on')
  if (order === 0) return digamma(on, bits, x)
  const value = hurwitz(on, bits, on.quotient(order + 1, 1), x)
  let factorial = 1n
  for (let k = 2n; k <= BigInt(order); k++) factorial *= k
  const scale = on.mul(on.quotient(order % 2 === 1 ? 1 : -1, 1), loose(on, on.rational(Rational.of(factorial))))
  return value && on.mul(scale, value)
}

/** zeta(s, a). */
export function hurwitz(on: Arithmetic, bits: number, s: Big, a: Big): Enclosure<BigFloat> {
  if (s.exact?.isOne() || (isPole(a) && !(s.exact && s.exact.sign() <= 0))) return undefined
  const size = Math.abs(on.ends.toNumber(s.hi)) + Math.abs(on.ends.toNumber(s.lo))
  const count = countFor(bits) + Math.ceil(size)
  const steps = stepsTo(on, a, 2 * count)
  const minus = on.neg(s)
  let total = on.make(on.ends.zero, on.ends.zero)
  for (let k = 0; k < steps; k++) {
    const term = powerOf(on, on.add(a, on.quotient(k, 1)), minus)
    if (term === undefined) return undefined
    total = on.add(total, term)
  }
  const y = loose(on, on.add(a, on.quotient(steps, 1)))
  const one = on.rationalOne()
  const at = powerOf(on, y, minus)
  const whole = at && on.div(on.mul(at, y), on.sub(s, one))
  if (at === undefined || whole === undefined) return undefined
  total = on.add(total, on.add(whole, on.mul(at, on.quotient(1, 2))))
  // s*(s + 1)*...*(s + 2j - 2)/(2j)!*y^(-s - 2j + 1)
  let rising = on.mul(on.mul(at, on.div(one, y) as Big), on.mul(loose(on, s), on.quotient(1, 2)))
  const square = on.mul(y, y)
  for (const [k, b] of bernoulli(count).entries()) {
    const j = k + 1
    const term = on.mul(loose(on, on.rational(b)), rising)
    if (j === count) return widened(on, total, term)
    total = on.add(total, term)
    const [p, q] = [2 * j - 1, 2 * j].map(n => loose(on, on.add(s, on.quotient(n, 1)))) as [Big, Big]
    const more = on.mul(on.mul(p, q), on.quotient(1, (2 * j + 1) * (2 * j + 2)))
    rising = on.div(on.mul(rising, more), square) as Big
  }
  return total
}

/** x^s, also of negative x where s is whole. */
function powerOf(on: Arithmetic, x: Big, s: Big): Enclosure<BigFloat> {
  const n = s.exact?.smallInt()
  if (n === undefined) return power(on, loose(on, x), s)
  if (n >= 0) return n === 0 ? on.rationalOne() : on.powInt(loose(on, x), n)
  return on.div(on.rationalOne(), on.powInt(loose(on, x), -n))
}

/** The alternating sum of n^(-s). */
export function eta(on: Arithmetic, bits: number, s: Big): Enclosure<BigFloat> {
  const two = on.quotient(2, 1)
  if (s.exact?.isOne()) return on.log(two)
  const one = on.rationalOne()
  const [z, p] = [zeta(on, bits, s), powerOf(on, two, on.sub(one, s))]
  return z && p && on.mul(on.sub(one, p), z)
}

/** The sum of z^k/(a + k)^s over k >= 0. */
export function lerch(on: Arithmetic, bits: number, z: Big, s: Big, a: Big): Enclosure<BigFloat> {
  if (z.exact?.isOne()) return on.ends.compare(s.hi, on.ends.one) <= 0 ? undefined : hurwitz(on, bits, s, a)
  if (isPole(a) && !(s.exact && s.exact.sign() <= 0)) return undefined
  const size = Math.max(Math.abs(on.ends.toNumber(z.lo)), Math.abs(on.ends.toNumber(z.hi)))
  if (on.ends.toNumber(z.lo) > 1) return undefined
  if (size > WIDEST)
    throw new BudgetError(
      'digits',
      `such series are known to many digits where the argument is between -${WIDEST} and ${WIDEST}`,
    )
  const order = Math.max(Math.abs(on.ends.toNumber(s.lo)), Math.abs(on.ends.toNumber(s.hi)))
  const left = Math.max(0, -on.ends.toNumber(a.lo))
  const minus = on.neg(s)
  let raised = on.rationalOne()
  const argument = loose(on, z)
  return summed(
    on,
    bits,
    k => {
      if (k > 0) raised = on.mul(raised, argument)
      const p = powerOf(on, on.add(a, on.quotient(k, 1)), minus)
      return p && on.mul(loose(on, raised), p)
    },
    k => (k <= left + 1 ? Number.NaN : size * (1 + 1e-9) * ((k - left) / (k - left - 1)) ** order),
  )
}

/** The sum of z^k/k^s over k >= 1. */
export function polylog(on: Arithmetic, bits: number, s: Big, z: Big): Enclosure<BigFloat> {
  if (z.exact?.isOne()) return on.ends.compare(s.hi, on.ends.one) <= 0 ? undefined : zeta(on, bits, s)
  if (z.exact?.neg().isOne()) {
    const value = eta(on, bits, s)
    return value && on.neg(value)
  }
  const order = s.exact?.neg().smallInt()
  if (order !== undefined && order >= 0 && order <= HIGHEST_RATIONAL) return rationalPolylog(on, order, z)
  const value = lerch(on, bits, z, s, on.rationalOne())
  return value && on.mul(z, value)
}

/** Of the order -n, up to this n, it is a rational function. */
const HIGHEST_RATIONAL = 100

/** The sum of k!*S(n + 1, k + 1)*(z/(1 - z))^(k + 1) over k from 0 to n, by Stirling's numbers: DLMF 25.12.11 and 26.8. */
function rationalPolylog(on: Arithmetic, n: number, z: Big): Enclosure<BigFloat> {
  const w = on.div(z, on.sub(on.rationalOne(), z))
  if (w === undefined) return undefined
  // k!*S(n + 1, k + 1), from row to row: c(n, k) = (k + 1)*c(n - 1, k) + k*c(n - 1, k - 1).
  let row: bigint[] = [1n]
  for (let m = 1; m <= n; m++)
    row = Array.from({ length: m + 1 }, (_, k) => BigInt(k + 1) * (row[k] ?? 0n) + BigInt(k) * (row[k - 1] ?? 0n))
  return row.reduceRight(
    (sum, c) => on.mul(w, on.add(loose(on, on.rational(Rational.of(c))), sum)),
    on.rational(Rational.ZERO),
  )
}
