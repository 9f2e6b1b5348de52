/**
 * The polylogarithm of complex order and argument: its power series for |z| <= 1/2; the series in log z for |z| < 2;
 * the inversion formula beyond. Close to a whole order, where the terms of the last two have poles that cancel, it is
 * the mean over a circle of orders (Cauchy). Relative error about 1e-13; NaN for |log z| > 5.5, re s > 6.5 (not whole),
 * where the inversion formula would cancel. Principal branch, cut along (1, inf) and there continuous from below.
 * Source: DLMF 25.12.10-25.12.13; D. Wood, "The computation of polylogarithms" (1992).
 */
import * as C from '../../number/complex.js'
import { aboutReal } from './complex-series.js'
import { gammaComplex } from './gamma-complex.js'
import { hurwitzZeta, riemannZeta } from './zeta.js'

type Complex = C.Complex

/** The sum of z^n/n^s. */
function powerSeries(s: Complex, z: Complex): Complex {
  let power = z
  let sum = z
  for (let n = 2; n < 5000; n++) {
    power = C.mul(power, z)
    const term = C.mul(power, C.pow({ re: n, im: 0 }, C.neg(s)))
    sum = C.add(sum, term)
    if (C.abs(term) <= 1e-18 * C.abs(sum) && n > -s.re) return sum
  }
  return C.NOTHING
}

/** The sum of coefficient(k) mu^k/k! but for k = skip, not ended before k is above `least`. */
export function seriesInLog(
  mu: Complex,
  coefficient: (k: number) => Complex,
  least: number,
  skip: number | undefined,
): Complex {
  let power = C.ONE
  let sum = C.ZERO
  let small = 0
  for (let k = 0; k < 400; k++) {
    if (k !== skip) {
      const term = C.mul(power, coefficient(k))
      sum = C.add(sum, term)
      small = C.abs(term) <= 1e-18 * C.abs(sum) ? small + 1 : 0
      if (small > 2 && k > least) return sum
    }
    power = C.scale(1 / (k + 1), C.mul(power, mu))
  }
  return C.NOTHING
}

/** The sum of zeta(s - k) mu^k/k! but for k = skip. */
function zetaSeries(s: Complex, mu: Complex, skip: number | undefined): Complex {
  return seriesInLog(mu, k => riemannZeta({ re: s.re - k, im: s.im }), s.re, skip)
}

/** log z and -log z, this one from above on the cut. */
export function logarithms(z: Complex): { mu: Complex; minus: Complex } {
  const mu = C.log(z)
  return { mu, minus: { re: -mu.re, im: z.im === 0 && z.re > 1 ? 0 : -mu.im } }
}

/** Near |z| = 1, for an order that is not close to 1, 2, 3, ... */
function nearCircle(s: Complex, z: Complex): Complex {
  const { mu, minus } = logarithms(z)
  const below = C.sub(C.ONE, s)
  return C.add(C.mul(gammaComplex(below), C.pow(minus, C.neg(below))), zetaSeries(s, mu, undefined))
}

/** Near |z| = 1, for the order n = 1, 2, 3, ... */
function wholeNearCircle(n: number, z: Complex): Complex {
  const { mu, minus } = logarithms(z)
  let factor = C.ONE
  let harmonic = 0
  for (let k = 1; k < n; k++) {
    factor = C.scale(1 / k, C.mul(factor, mu))
    harmonic += 1 / k
  }
  const single = mu.re === 0 && mu.im === 0 ? C.ZERO : C.mul(factor, C.sub({ re: harmonic, im: 0 }, C.log(minus)))
  return C.add(single, zetaSeries({ re: n, im: 0 }, mu, n - 1))
}

/** Beyond |z| = 2. The angle of z is taken in (0, 2 pi], so that the positive axis belongs to the side below. */
function inverted(s: Complex, z: Complex): Complex {
  const angle = C.arg(z)
  const a = {
    re: (angle > 0 ? angle : angle + 2 * Math.PI) / (2 * Math.PI),
    im: -Math.log(C.abs(z)) / (2 * Math.PI),
  }
  const half = { re: (-Math.PI / 2) * s.im, im: (Math.PI / 2) * (s.re % 4) }
  const inner = C.mul(C.exp(C.scale(2, half)), powerSeries(s, C.inverse(z)))
  if (s.im === 0 && s.re < 0 && Number.isInteger(s.re)) return C.neg(inner)
  const factor = C.div(C.mul(C.pow({ re: 2 * Math.PI, im: 0 }, s), C.exp(half)), gammaComplex(s))
  return C.sub(C.mul(factor, hurwitzZeta(C.sub(C.ONE, s), a)), inner)
}

const CIRCLE = 24

/** Of the circle of orders: small where powers of log z change fast with the order. */
export const radiusOf = (mu: Complex): number => Math.min(0.5, 3 / (1e-300 + Math.abs(Math.log(C.abs(mu)))))

/** So near the middle, relative to the radius, the mean is good to the last bits. */
export const NEAR_MIDDLE = 0.24

/** The value at the order s from those on a circle about the whole number n close to it. */
export function meanOverOrders(n: number, s: Complex, radius: number, value: (s: Complex) => Complex): Complex {
  const inside = { re: (s.re - n) / radius, im: s.im / radius }
  let sum = C.ZERO
  for (let k = 0; k < CIRCLE; k++) {
    const angle = (2 * Math.PI * (k + 0.5)) / CIRCLE
    const on = { re: Math.cos(angle), im: Math.sin(angle) }
    const weight = C.div(on, C.sub(on, inside))
    sum = C.add(sum, C.mul(weight, value({ re: n + radius * on.re, im: radius * on.im })))
  }
  return C.scale(1 / CIRCLE, sum)
}

/** By the series in log z, for the order s nearest to the whole number n. */
function aboutCircle(n: number, s: Complex, z: Complex): Complex {
  const off = C.abs({ re: s.re - n, im: s.im })
  const radius = radiusOf(C.log(z))
  if (n < 1 || off > NEAR_MIDDLE * radius) return nearCircle(s, z)
  return off === 0 ? wholeNearCircle(n, z) : meanOverOrders(n, s, radius, order => nearCircle(order, z))
}

/** The polylogarithm, without regard for tiny imaginary parts. */
function polylogAway(s: Complex, z: Complex): Complex {
  if (z.re === 0 && z.im === 0) return C.ZERO
  if (z.re === 1 && z.im === 0) return s.re > 1 ? riemannZeta(s) : C.NOTHING
  if (s.re === 0 && s.im === 0) return C.div(z, C.sub(C.ONE, z))
  if (s.re === 1 && s.im === 0) return C.neg(C.log(z.im === 0 ? { re: 1 - z.re, im: 0 } : C.sub(C.ONE, z)))
  const n = Math.round(s.re)
  const off = C.abs({ re: s.re - n, im: s.im })
  switch (region(s, z, off === 0)) {
    case 'inside':
      return powerSeries(s, z)
    case 'circle':
      return aboutCircle(n, s, z)
    case 'outside':
      return n === 0 && off < 0.1 ? meanOverOrders(n, s, 0.5, order => inverted(order, z)) : inverted(s, z)
    case 'none':
      return C.NOTHING
  }
}

/** How the value is found. The series in log z serves for |log z| < 2 pi, and alone keeps the digits of large orders. */
function region(s: Complex, z: Complex, whole: boolean): 'inside' | 'circle' | 'outside' | 'none' {
  const size = C.abs(z)
  const distance = C.abs(C.log(z))
  if (s.re > 60 && size < 1e6) return 'inside'
  if (s.re <= -8) return distance < 4 ? 'circle' : size < 1 ? 'inside' : 'outside'
  if (size <= 0.5) return 'inside'
  if (size < 2 || (s.im !== 0 && distance < 4) || (s.re > 2 && !whole && distance < 5.5)) return 'circle'
  return s.re > 6.5 && !whole ? 'none' : 'outside'
}

/** The polylogarithm Li_s(z). */
export function polylogComplex(s: Complex, z: Complex): Complex {
  if (s.im !== 0) return polylogAway(s, z)
  const real = (order: number, x: number): number => polylogAway({ re: order, im: 0 }, { re: x, im: 0 }).re
  return aboutReal(
    w => polylogAway(s, w),
    x => (x < 1 ? real(s.re, x) : NaN),
    x => real(s.re - 1, x) / x,
    1,
  )(z)
}

/** Li_s(x), real for x < 1, at x = 1 for s > 1, and everywhere for s = 0, -1, -2, ... */
export function polylog(s: number, x: number): number {
  return (x <= 1 && !Number.isNaN(s)) || (s <= 0 && Number.isInteger(s))
    ? polylogAway({ re: s, im: 0 }, { re: x, im: 0 }).re
    : NaN
}
