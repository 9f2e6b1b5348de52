/**
 * Riemann's zeta function of intervals of long numbers: P. Borwein, "An efficient algorithm for the Riemann zeta
 * function" (2000), algorithm 2, whose error is below 3/((3 + sqrt 8)^n*|1 - 2^(1 - s)|) for s >= 1/2; smaller s by the
 * functional equation (DLMF 25.4.1).
 */
import { BudgetError } from '../errors.js'
import { memo } from '../memo.js'
import { spend } from '../work.js'
import type { BigFloat } from './big-float.js'
import { gamma, inParts } from './big-gamma.js'
import type { Enclosure, Interval, IntervalArithmetic } from './interval.js'
import { sin } from './interval-angle.js'
import { power } from './interval-power.js'
import { Rational } from './rational.js'

type Big = Interval<BigFloat>
type Arithmetic = IntervalArithmetic<BigFloat>

/** zeta(s); nothing at the pole s = 1. */
export function zeta(on: Arithmetic, bits: number, s: Big): Enclosure<BigFloat> {
  const n = s.exact?.smallInt()
  if (n === 1) return undefined
  if (n === 0) return on.rational(Rational.of(-1, 2), s.partial)
  if (n !== undefined && n < 0 && n % 2 === 0) return on.rational(Rational.ZERO, s.partial)
  const half = on.quotient(1, 2).lo
  if (on.ends.compare(s.lo, half) >= 0) return right(on, bits, s)
  if (on.ends.compare(s.hi, half) > 0) return inParts(on, s, half, part => zeta(on, bits, part))
  const one = on.rational(Rational.ONE)
  const other = on.sub(one, s)
  const [g, z] = [gamma(on, bits, other), zeta(on, bits, other)]
  const pi = on.between(on.ends.pi())
  const [a, b] = [power(on, on.quotient(2, 1), s), power(on, pi, on.neg(other))]
  if (!g || !z || !a || !b) return undefined
  return on.mul(on.mul(on.mul(a, b), sin(on, on.mul(on.mul(pi, s), on.quotient(1, 2)))), on.mul(g, z))
}

/** For s >= 1/2. */
function right(on: Arithmetic, bits: number, s: Big): Enclosure<BigFloat> {
  const one = on.rational(Rational.ONE)
  const d = weights(Math.ceil(bits / 2.543) + 4)
  const all = on.rational(Rational.of(d.at(-1) as bigint))
  const whole = s.exact?.smallInt()
  const sum = whole === undefined ? alternating(on, bits, s, d) : alternatingWhole(on, whole, d)
  // (3 + sqrt 8)^n is at least d_n.
  const slack = on.quotient(3, 1)
  const numerator = on.div(on.add(sum, on.hull(slack, on.neg(slack)) as Big), all) as Big
  const two = power(on, on.quotient(2, 1), on.sub(one, s))
  return two && on.div(numerator, on.sub(one, two))
}

/** The sum of (-1)^k*(d_n - d_k)/(k + 1)^s over k < n for whole s, with 64 binary places. */
function alternatingWhole(on: Arithmetic, s: number, d: readonly bigint[]): Big {
  const all = d.at(-1) as bigint
  const places = 64n
  let sum = 0n
  for (const [k, weight] of d.entries()) {
    // From here on every quotient is 0 or 1 units, and no power needs to be written out.
    if (s * Math.log2(k + 1) > d.length * 3 + 128) break
    const term = ((all - weight) << places) / BigInt(k + 1) ** BigInt(s)
    sum += k % 2 === 0 ? term : -term
  }
  const error = BigInt(d.length)
  const scale = Rational.of(1n, 1n << places)
  return on.mul(
    on.make(on.rational(Rational.of(sum - error)).lo, on.rational(Rational.of(sum + error)).hi),
    on.rational(scale),
  )
}

/** Exponentials are taken to at most this many bits: one for each prime among the terms. */
const MOST_BITS = 7500

/** The same for any s. */
function alternating(on: Arithmetic, bits: number, s: Big, d: readonly bigint[]): Big {
  if (bits > MOST_BITS && s.exact?.mul(Rational.of(2)).isInteger() !== true)
    throw new BudgetError('digits', 'zeta is computed to about 2000 digits where its argument is not a multiple of 1/2')
  const all = d.at(-1) as bigint
  const least = on.ends.toNumber(s.lo)
  const powers = new Powers(on, s)
  let sum = on.rational(Rational.ZERO)
  for (const [k, weight] of d.entries()) {
    const term = on.mul(on.rational(Rational.of(all - weight)), powers.of(k + 1))
    // Terms that are too small to matter, all together, for they fall faster than those of k^-s.
    if (least > 2 && least * Math.log2(k + 1) > bits + 8) {
      const rest = on.mul(term, on.quotient(2 * (k + 2), 1))
      return on.add(sum, on.hull(rest, on.neg(rest)) as Big)
    }
    sum = k % 2 === 0 ? on.add(sum, term) : on.sub(sum, term)
  }
  return sum
}

/** d_0, ..., d_n: d_k = n*sum over i <= k of (n + i - 1)!*4^i/((n - i)!*(2i)!). */
function weights(n: number): bigint[] {
  const d: bigint[] = []
  let [term, sum] = [1n, 0n]
  for (let i = 0; i <= n; i++) {
    spend(1 + n / 64)
    sum += term
    d.push(sum)
    term = (term * 4n * BigInt(n + i) * BigInt(n - i)) / (BigInt(2 * i + 1) * BigInt(2 * i + 2))
  }
  return d
}

/** k^-s: an exponential (for halves of odd numbers a root) for each prime, and products. */
class Powers {
  readonly #known = new Map<number, Big>()
  readonly #on: Arithmetic
  readonly #s: Big

  constructor(on: Arithmetic, s: Big) {
    this.#on = on
    this.#s = s
  }

  of(k: number): Big {
    const on = this.#on
    if (k === 1) return on.rational(Rational.ONE)
    return memo(this.#known, k, () => {
      const factor = leastFactor(k)
      return factor === k ? this.#ofPrime(k) : on.mul(this.of(factor), this.of(k / factor))
    })
  }

  #ofPrime(p: number): Big {
    const [on, s] = [this.#on, this.#s]
    const twice = s.exact?.mul(Rational.of(2)).smallInt()
    const base = on.quotient(p, 1)
    if (twice === undefined || twice > 2 ** 20) return on.exp(on.neg(on.mul(s, on.log(base) as Big)))
    const root = on.sqrt(base) as Big
    const power = twice === 1 ? root : on.mul(on.powInt(base, (twice - 1) / 2), root)
    return on.div(on.rational(Rational.ONE), power) as Big
  }
}

function leastFactor(k: number): number {
  for (let p = 2; p * p <= k; p++) if (k % p === 0) return p
  return k
}
