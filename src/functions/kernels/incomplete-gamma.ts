/**
 * The incomplete gamma functions and E_n for complex order and argument. By region: the power series of the lower
 * function about 0 and along the negative axis (there without cancellation, the pole of its term at a whole order
 * a = -n united with that of gamma), Kummer's series where |z| is below |a|, Legendre's continued fraction elsewhere,
 * the asymptotic series far out along the negative axis. Relative error about 1e-13, more by |a log z| units where
 * |a| is large, and about a zero of the function.
 * Source: DLMF 8.2, 8.5, 8.7.1, 8.7.3, 8.9.2, 8.11.2, 8.19.1; W. Gautschi, ACM TOMS 5 (1979) for the united poles.
 */
import * as C from '../../number/complex.js'
import { continuedFraction, series } from './complex-series.js'
import { gammaComplex, lgamma1p } from './gamma-complex.js'

type Complex = C.Complex

const FAR = 45

/** The whole number n >= 0 for which a is within 1/2 of -n, or undefined. */
function nearPole(a: Complex): number | undefined {
  const n = -Math.round(a.re)
  return n >= 0 && Math.abs(a.im) < 0.3 ? n : undefined
}

/** z^a e^(-z), through the logarithm only where a factor is out of range. */
function weight(a: Complex, z: Complex): Complex {
  const power = C.pow(z, a)
  const e = C.exp(C.neg(z))
  const size = C.abs(power) * C.abs(e)
  if (C.abs(power) > 0 && C.abs(e) > 0 && size > 0 && size < Infinity) return C.mul(power, e)
  return C.exp(C.sub(C.mul(a, C.log(z)), z))
}

/** (e^w - 1)/eps for w = c*eps, and c where eps is 0. */
function expm1Over(w: Complex, eps: Complex, limit: Complex): Complex {
  return eps.re === 0 && eps.im === 0 ? limit : C.div(C.expm1(w), eps)
}

/** z^a times the sum of (-z)^k/(k!(a + k)), without the term k = skip. */
function powerSeries(a: Complex, z: Complex, skip: number | undefined): Complex {
  let power = C.ONE
  const term = (k: number): Complex => (k === skip ? { re: 0, im: 0 } : C.div(power, { re: a.re + k, im: a.im }))
  const first = term(0)
  let sum = first
  let small = 0
  for (let k = 1; k < 2000; k++) {
    power = C.scale(-1 / k, C.mul(power, z))
    const next = term(k)
    sum = C.add(sum, next)
    small = k !== skip && C.abs(next) <= 1e-17 * C.abs(sum) ? small + 1 : 0
    if (small === 2 && k > (skip ?? 0)) return C.mul(C.pow(z, a), sum)
  }
  return C.NOTHING
}

/** gamma(a) less the term of the power series whose pole it shares, for a = -n + eps. */
function unitedPole(n: number, eps: Complex, z: Complex): Complex {
  const log = C.log(z)
  let ratio = lgamma1p(eps)
  let slope = -0.5772156649015329
  let factor = 1
  for (let k = 1; k <= n; k++) {
    ratio = C.sub(ratio, C.log1p(C.scale(-1 / k, eps)))
    slope += 1 / k
    factor /= -k
  }
  const gammaPart = expm1Over(ratio, eps, { re: slope, im: 0 })
  const powerPart = expm1Over(C.mul(eps, log), eps, log)
  return C.scale(factor, C.sub(gammaPart, powerPart))
}

/** The upper function by the power series of the lower one. */
function upperBySeries(a: Complex, z: Complex): Complex {
  const n = nearPole(a)
  if (n === undefined || n > 160) return C.sub(gammaComplex(a), powerSeries(a, z, undefined))
  return C.sub(unitedPole(n, { re: a.re + n, im: a.im }, z), powerSeries(a, z, n))
}

/** z^a e^(-z) times the sum of z^k/(a(a + 1)...(a + k)). */
function kummer(a: Complex, z: Complex): Complex {
  const sum = series(C.inverse(a), (t, k) => C.div(C.mul(t, z), { re: a.re + k + 1, im: a.im }))
  return C.mul(weight(a, z), sum)
}

/** Legendre's continued fraction, by which the upper function is the weight divided. */
const fraction = (a: Complex, z: Complex): Complex =>
  continuedFraction(
    k => C.scale(-k, { re: k - a.re, im: -a.im }),
    k => ({ re: z.re - a.re + 2 * k + 1, im: z.im - a.im }),
  )

const upperByFraction = (a: Complex, z: Complex): Complex => C.div(weight(a, z), fraction(a, z))

/** z^(a-1) e^(-z) times the sum of (a-1)(a-2)...(a-k)/z^k, for large |z|. */
function upperFar(a: Complex, z: Complex): Complex {
  let term = C.ONE
  let sum = C.ONE
  for (let k = 1; k < 500; k++) {
    const next = C.div(C.mul(term, { re: a.re - k, im: a.im }), z)
    if (C.abs(next) > C.abs(term) && k > a.re) break
    term = next
    sum = C.add(sum, term)
    if (C.abs(term) <= 1e-18 * C.abs(sum)) break
  }
  return C.div(C.mul(weight(a, z), sum), z)
}

/** How the value is found. The smallest term of the asymptotic series is about e^(|a| - |z|). */
function region(a: Complex, z: Complex): 'series' | 'kummer' | 'far' | 'fraction' {
  const size = C.abs(z)
  const order = C.abs(a)
  if (a.re < -20 && z.re >= 0) return 'fraction'
  if (size > FAR + 2 * order && size + z.re < 2 * Math.sqrt(size)) return 'far'
  if (a.re > 1 && size < order + 1) return 'kummer'
  if (size + z.re < 3) return 'series'
  if (a.re > 0 && size < order + 1) return 'kummer'
  return 'fraction'
}

/** The upper incomplete gamma function of a and z; gamma(a) at z = 0 for re a > 0. */
export function upperGammaComplex(a: Complex, z: Complex): Complex {
  if (z.re === 0 && z.im === 0) return a.re > 0 ? gammaComplex(a) : C.NOTHING
  if (z.re === Infinity) return { re: 0, im: 0 }
  switch (region(a, z)) {
    case 'series':
      return upperBySeries(a, z)
    case 'kummer':
      return C.sub(gammaComplex(a), kummer(a, z))
    case 'far':
      return upperFar(a, z)
    case 'fraction':
      return upperByFraction(a, z)
  }
}

/** The lower incomplete gamma function of a and z; NaN at a = 0, -1, -2, ... */
export function lowerGammaComplex(a: Complex, z: Complex): Complex {
  if (a.im === 0 && a.re <= 0 && Number.isInteger(a.re)) return C.NOTHING
  if (z.re === 0 && z.im === 0) return a.re > 0 ? { re: 0, im: 0 } : C.NOTHING
  if (z.re === Infinity) return gammaComplex(a)
  switch (region(a, z)) {
    case 'series':
      return z.re < 0 || a.re < 0 ? powerSeries(a, z, undefined) : kummer(a, z)
    case 'kummer':
      return kummer(a, z)
    case 'far':
      return C.sub(gammaComplex(a), upperFar(a, z))
    case 'fraction':
      return C.sub(gammaComplex(a), upperByFraction(a, z))
  }
}

/** E_n(z) = z^(n-1) gamma(1-n, z); 1/(n-1) at z = 0 for re n > 1. */
export function expintComplex(n: Complex, z: Complex): Complex {
  const below = { re: n.re - 1, im: n.im }
  if (z.re === 0 && z.im === 0) return n.re > 1 ? C.inverse(below) : C.NOTHING
  if (z.re === Infinity && z.im === 0 && C.abs(n) < Infinity) return C.ZERO
  const a = { re: 1 - n.re, im: -n.im }
  if (region(a, z) !== 'fraction') return C.mul(C.pow(z, below), upperGammaComplex(a, z))
  return C.div(C.exp(C.neg(z)), fraction(a, z))
}
