/**
 * Quotients of gamma functions: binomial coefficients, Pochhammer's symbol, and beta, real and complex. For a small
 * whole number of factors the product itself, exact at the poles of the single gamma functions; else through log
 * gamma, with an error of about |log gamma| units in the last place of the largest part.
 * Source: DLMF 1.2.6, 5.2.4-5.2.5, 5.12.1.
 */
import * as C from '../../number/complex.js'
import { sumError } from '../../number/double-double.js'
import { beta, gamma } from './gamma.js'
import { gammaComplex, lgammaComplex } from './gamma-complex.js'
import { onReals } from './reals.js'

type Complex = C.Complex

const MOST_FACTORS = 200

/** Whether z is 0, -1, -2, ... */
export const isPole = (z: Complex): boolean => z.im === 0 && z.re <= 0 && Number.isInteger(z.re)
const isSmallCount = (z: Complex): boolean => z.im === 0 && Number.isInteger(z.re) && z.re >= 0 && z.re <= MOST_FACTORS

/** What rounding left out of s = x + y. */
const lostIn = (x: Complex, y: Complex, s: Complex): Complex => ({
  re: sumError(x.re, y.re, s.re),
  im: sumError(x.im, y.im, s.im),
})

/**
 * gamma(s + lost)/gamma(s): close to a pole, where the rounding of a sum counts, the distances from it are in the inverse
 * proportion.
 */
function correction(s: Complex, lost: Complex): Complex {
  const pole = Math.round(s.re)
  const distance = { re: s.re - pole, im: s.im }
  if (pole > 0 || C.abs(distance) > 0.25 || isPole(s)) return C.ONE
  return C.div(distance, C.add(distance, lost))
}

/** The product of gamma of `above` divided by that of `below`: 0 where a pole is below, NaN where one is above. */
function quotient(above: readonly Complex[], below: readonly Complex[]): Complex {
  if (above.some(isPole)) return C.NOTHING
  if (below.some(isPole)) return C.ZERO
  const all = [...above, ...below]
  if (all.every(z => C.abs(z) < 40)) {
    return below.reduce(
      (value, z) => C.div(value, gammaComplex(z)),
      above.reduce((value, z) => C.mul(value, gammaComplex(z)), C.ONE),
    )
  }
  const log = (parts: readonly Complex[]): Complex => parts.reduce((sum, z) => C.add(sum, lgammaComplex(z)), C.ZERO)
  const value = C.exp(C.sub(log(above), log(below)))
  return all.every(z => z.im === 0) ? { re: value.re, im: 0 } : value
}

/** u(u + 1)...(u + n - 1). */
function rising(u: Complex, n: number): Complex {
  let product = C.ONE
  for (let k = 0; k < n; k++) product = C.mul(product, C.shift(u, k))
  return C.principal(product)
}

/** (u - 1)(u - 2)...(u - n). */
function fallingFrom(u: Complex, n: number): Complex {
  let product = C.ONE
  for (let k = 1; k <= n; k++) product = C.mul(product, C.shift(u, -k))
  return C.principal(product)
}

/** gamma(u + v)/gamma(u). */
export function pochhammerComplex(u: Complex, v: Complex): Complex {
  if (isSmallCount(v)) return rising(u, v.re)
  if (isSmallCount(C.neg(v))) return C.inverse(fallingFrom(u, -v.re))
  const s = C.add(u, v)
  return C.mul(quotient([s], [u]), correction(s, lostIn(u, v, s)))
}

/** gamma(u + 1)/(gamma(v + 1) gamma(u - v + 1)); 0 for v = -1, -2, ... unless u is such a number too (NaN). */
export function binomialComplex(u: Complex, v: Complex): Complex {
  const other = C.sub(u, v)
  if (isSmallCount(v)) return binomialProduct(u, v.re)
  if (isSmallCount(other) && !isPole(C.shift(u, 1))) return binomialProduct(u, other.re)
  if (isBelowZero(u.re) && u.im === 0 && isCount(v)) return { re: binomial(u.re, v.re), im: 0 }
  const below = C.shift(other, 1)
  const value = quotient([C.shift(u, 1)], [C.shift(v, 1), below])
  return C.div(value, correction(below, C.add(lostIn(u, C.neg(v), other), lostIn(other, C.ONE, below))))
}

/** Falling factors over rising ones, in the order in which whole numbers stay whole. */
function binomialProduct(u: Complex, n: number): Complex {
  let product = C.ONE
  for (let k = 1; k <= n; k++) {
    const grown = C.mul(product, C.shift(u, k - n))
    product = { re: grown.re / k, im: grown.im / k }
  }
  return C.principal(product)
}

/** gamma(u) gamma(v)/gamma(u + v). */
export function betaComplex(u: Complex, v: Complex): Complex {
  const s = C.add(u, v)
  return C.div(quotient([u, v], [s]), correction(s, lostIn(u, v, s)))
}

const isBelowZero = (x: number): boolean => x < 0 && Number.isInteger(x)

const isCount = ({ re, im }: Complex): boolean => im === 0 && re > 0 && Number.isInteger(re)

const binomialOfReals = onReals(binomialComplex)
const pochhammerOfReals = onReals(pochhammerComplex)

/** The binomial coefficient, real; of large numbers through beta, which keeps the digits. */
export function binomial(u: number, v: number): number {
  const other = u - v
  const product = isSmallCount({ re: v, im: 0 }) || isSmallCount({ re: other, im: 0 })
  // Below 0 the poles of both gamma functions meet: (-n over k) is (n + k - 1 over k) but for its sign.
  if (!product && isBelowZero(u) && isCount(C.complex(v))) return (v % 2 === 0 ? 1 : -1) * binomial(v - u - 1, v)
  if (product || !(v > 0 && other > 0)) return binomialOfReals(u, v)
  return 1 / ((u + 1) * beta(other + 1, v + 1))
}

/** Pochhammer's symbol, real. */
export function pochhammer(u: number, v: number): number {
  if (isSmallCount({ re: v, im: 0 }) || !(u > 0 && v > 0)) return pochhammerOfReals(u, v)
  const s = u + v
  return s < 140 ? gamma(s) / gamma(u) : gamma(v) / beta(u, v)
}
