/**
 * Bessel functions of intervals of long numbers, by their power series; of the second kind by two of the first, and for whole orders by the
 * series with harmonic numbers. Sources: DLMF 10.2.2, 10.2.3, 10.8.1, 10.25.2, 10.27.4, 10.31.1.
 */
import { constant, eulergamma } from './big-ends.js'
import type { BigFloat } from './big-float.js'
import { type Arithmetic, type Big, hypergeometric, loose, reciprocalGamma, summed } from './big-hypergeometric.js'
import type { Enclosure } from './interval.js'
import { cos, sin } from './interval-angle.js'
import { power } from './interval-power.js'
import { Rational } from './rational.js'

/** Of the circle: J and Y; of the hyperbola: I and K. */
type Kind = 'circular' | 'hyperbolic'

const signOf = (kind: Kind): number => (kind === 'circular' ? -1 : 1)

/** J or I. */
export function first(on: Arithmetic, bits: number, kind: Kind, order: Big, x: Big): Enclosure<BigFloat> {
  const n = order.exact?.smallInt()
  // Of whole orders J(-n) is (-1)^n*J(n), I(-n) is I(n).
  if (n !== undefined && n < 0) {
    const value = first(on, bits, kind, on.neg(order), x)
    return value && (kind === 'circular' && n % 2 !== 0 ? on.neg(value) : value)
  }
  const half = on.mul(x, on.quotient(1, 2))
  const square = on.mul(on.powInt(half, 2), on.quotient(signOf(kind), 1))
  const scale = n === undefined ? power(on, half, order) : n === 0 ? on.rationalOne() : on.powInt(half, n)
  const next = on.add(order, on.rationalOne())
  const [sum, below] = [hypergeometric(on, bits, [], [next], square), reciprocalGamma(on, bits, next)]
  return scale && sum && below && on.mul(on.mul(scale, sum), below)
}

/** Y or K, for x > 0. */
export function second(on: Arithmetic, bits: number, kind: Kind, order: Big, x: Big): Enclosure<BigFloat> {
  if (on.sign(x.hi) <= 0) return undefined
  const n = order.exact?.smallInt()
  if (n !== undefined) {
    const value = whole(on, bits, kind, Math.abs(n), x)
    return value && (kind === 'circular' && n < 0 && n % 2 !== 0 ? on.neg(value) : value)
  }
  const pi = on.between(on.ends.pi())
  const angle = on.mul(order, pi)
  const [a, b] = [first(on, bits, kind, order, x), first(on, bits, kind, on.neg(order), x)]
  if (a === undefined || b === undefined) return undefined
  if (kind === 'circular') return on.div(on.sub(on.mul(a, cos(on, angle)), b), sin(on, angle))
  return on.div(on.mul(on.mul(pi, on.quotient(1, 2)), on.sub(b, a)), sin(on, angle))
}

/** Of whole orders n >= 0. */
function whole(on: Arithmetic, bits: number, kind: Kind, n: number, x: Big): Enclosure<BigFloat> {
  const half = loose(on, on.mul(x, on.quotient(1, 2)))
  const square = on.powInt(half, 2)
  const log = on.log(half)
  const j = first(on, bits, kind, on.quotient(n, 1), x)
  const raised = n === 0 ? on.rationalOne() : on.powInt(half, n)
  if (log === undefined || j === undefined) return undefined
  const finite = finitePart(on, kind, n, square)
  const series = harmonicSeries(on, bits, kind, n, square, raised)
  const below = on.div(finite, raised)
  if (series === undefined || below === undefined) return undefined
  if (kind === 'hyperbolic') {
    const sign = n % 2 === 0 ? 1 : -1
    const terms = on.add(
      on.mul(on.quotient(-2 * sign, 1), on.mul(log, j)),
      on.add(below, on.mul(on.quotient(sign, 1), series)),
    )
    return on.mul(on.quotient(1, 2), terms)
  }
  const terms = on.sub(on.mul(on.quotient(2, 1), on.mul(log, j)), on.add(below, series))
  return on.div(terms, on.between(on.ends.pi()))
}

/** The sum of (n - k - 1)!/k!*(+-x^2/4)^k over k < n. */
function finitePart(on: Arithmetic, kind: Kind, n: number, square: Big): Big {
  const argument = kind === 'circular' ? square : on.neg(square)
  let total = on.make(on.ends.zero, on.ends.zero)
  let powers = on.rationalOne()
  let coefficient = Rational.ONE
  for (let k = 1; k < n; k++) coefficient = coefficient.mul(Rational.of(k))
  for (let k = 0; k < n; k++) {
    total = on.add(total, on.mul(loose(on, on.rational(coefficient)), powers))
    powers = on.mul(powers, argument)
    if (k + 1 < n) coefficient = coefficient.div(Rational.of((n - k - 1) * (k + 1)))
  }
  return total
}

/** The sum of (psi(k + 1) + psi(n + k + 1))/(k!*(n + k)!)*(-+x^2/4)^k, times (x/2)^n. */
function harmonicSeries(
  on: Arithmetic,
  bits: number,
  kind: Kind,
  n: number,
  square: Big,
  raised: Big,
): Enclosure<BigFloat> {
  const argument = kind === 'circular' ? on.neg(square) : square
  const twice = on.mul(on.quotient(2, 1), on.between(constant(eulergamma, bits)))
  let harmonic = on.make(on.ends.zero, on.ends.zero)
  for (let k = 1; k <= n; k++) harmonic = on.add(harmonic, loose(on, on.quotient(1, k)))
  let factor = loose(on, raised)
  for (let k = 2; k <= n; k++) factor = on.div(factor, on.quotient(k, 1)) as Big
  const size = on.ends.toNumber(square.hi) * (1 + 1e-9)
  return summed(
    on,
    bits,
    k => {
      if (k > 0) {
        harmonic = on.add(harmonic, on.add(loose(on, on.quotient(1, k)), loose(on, on.quotient(1, n + k))))
        factor = on.div(on.mul(factor, argument), loose(on, on.quotient(k * (n + k), 1))) as Big
      }
      return on.mul(factor, on.sub(harmonic, twice))
    },
    // The harmonic numbers grow by less than a half of themselves from here on.
    k => (k < 3 ? Number.NaN : (2 * size) / ((k + 1) * (n + k + 1))),
  )
}
