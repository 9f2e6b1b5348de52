/**
 * The gamma function, its logarithm and the beta function, real. gamma: Lanczos's approximation with g = 6.0247 in
 * the rational form whose 26 coefficients have one sign, so nothing cancels. Whole arguments are factorials. log
 * gamma about 1 and 2: the series in zeta(k) - 1.
 * Sources: C. Lanczos (1964); coefficients of J. Maddock, Boost.Math (lanczos13m53); DLMF 5.5.3, 5.7.3, 5.11.1,
 * 5.12.1.
 */
import { copySign } from '../../number/complex-arithmetic.js'
import { sumError } from '../../number/double-double.js'
import { digamma } from './polygamma.js'
import { polynomial } from './polynomial.js'
import { factorial, sinPi, stirlingRemainder } from './stirling.js'

export const G = 6.02468004077673
export const NUMERATOR = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028, 1439720407.3117216,
  248874557.86205417, 31426415.5854002, 2876370.6289353725, 186056.2653952235, 8071.672002365816, 210.82427775157936,
  2.5066282746310002,
]
export const DENOMINATOR = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
]

/** The gamma function: NaN at the poles 0, -1, -2, ...; Infinity beyond 171.62, 0 below -178. */
export function gamma(x: number): number {
  if (Number.isInteger(x)) return x < 1 ? NaN : x > 171 ? Infinity : factorial(x - 1)
  if (Math.abs(x) < 1e-20) return 1 / x
  if (x < 0) return reflectedGamma(-x)
  if (!(x < 172)) return Number.isNaN(x) ? NaN : Infinity
  const [mantissa, root] = lanczos(x)
  return mantissa * root * root
}

/** gamma(x) as m*r*r with neither part out of range, for 0 < x < 185. */
function lanczos(x: number): [number, number] {
  const t = x + (G - 0.5)
  const sum = polynomial(NUMERATOR, x) / polynomial(DENOMINATOR, x)
  return x < 100 ? [(sum * t ** (x - 0.5)) / Math.exp(t), 1] : [sum * Math.exp(-t), t ** (x / 2 - 0.25)]
}

/** gamma(-x) = -pi/(x sin(pi x) gamma(x)) for x > 0. */
function reflectedGamma(x: number): number {
  if (!(x < 185)) return Number.isNaN(x) || x === Infinity ? NaN : 0
  const [mantissa, root] = lanczos(x)
  return -Math.PI / (x * sinPi(x)) / mantissa / root / root
}

const ONE_MINUS_EULER = 0.42278433509846713
/** zeta(k) - 1 over k for k = 2, 3, ..., 27. */
const ZETA = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5,
  7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
  7.45071178983543e-9,
]

/** The coefficients of log gamma(2 + d) in powers of d, from d^1. */
export const LOG_GAMMA_AT_TWO: readonly number[] = [
  ONE_MINUS_EULER,
  ...ZETA.map((z, j) => (j % 2 === 0 ? z : -z) / (j + 2)),
]

/** log gamma(2 + d) for |d| <= 1/2. */
const logGammaAtTwo = (d: number): number => d * polynomial(LOG_GAMMA_AT_TWO, d)

/** log|gamma(x)|; Infinity at the poles and at -Infinity, as in C; NaN so far to the left that every double is a pole. */
export function lgamma(x: number): number {
  if (x <= 0) return lgammaOfNegative(x)
  if (x < 1e-20) return -Math.log(x)
  if (x <= 0.5) return logGammaAtTwo(x) - Math.log1p(x) - Math.log(x)
  if (x <= 1.5) return logGammaAtTwo(x - 1) - Math.log1p(x - 1)
  if (x <= 2.5) return logGammaAtTwo(x - 2)
  if (x < 20) return Math.log(gamma(x))
  if (x === Infinity) return Infinity
  return (x - 0.5) * (Math.log(x) - 1) + (0.5 * Math.log(2 * Math.PI) - 0.5) + stirlingRemainder(x)
}

function lgammaOfNegative(x: number): number {
  if (x === -Infinity) return Infinity
  if (x <= Number.MIN_SAFE_INTEGER) return NaN
  if (Number.isInteger(x)) return Infinity
  if (x > -1e-20) return -Math.log(-x)
  if (x > -100) return Math.log(Math.abs(gamma(x)))
  return Math.log(Math.PI / Math.abs(x * sinPi(x))) - lgamma(-x)
}

/** The sign of gamma(x) away from its poles. */
const gammaSign = (x: number): number => (x > 0 || Math.floor(x) % 2 === 0 ? 1 : -1)

/** gamma(a)*gamma(b)/gamma(a + b); NaN where a or b is a pole of gamma, 0 where only a + b is one. */
export function beta(a: number, b: number): number {
  const [large, small] = Math.abs(a) < Math.abs(b) ? [b, a] : [a, b]
  const s = large + small
  if (isPole(a) || isPole(b)) return NaN
  if (isPole(s)) return 0
  if (Math.abs(large) < 150 && Math.abs(s) < 150) {
    const lost = s === large ? 0 : sumError(large, small, s) * digamma(s)
    return (gamma(large) / gamma(s)) * gamma(small) * (1 - lost)
  }
  if (small >= 10) return betaOfLarge(large, small)
  if (large > 0 && small > -10) return Math.exp(logGammaRatio(large, small)) * gamma(small)
  return copySign(Math.exp(lgamma(a) + lgamma(b) - lgamma(s)), gammaSign(a) * gammaSign(b) * gammaSign(s))
}

const isPole = (x: number): boolean => x <= 0 && Number.isInteger(x)

/** beta(a, b) for a >= b >= 10 by Stirling's formula, in which the large terms meet as logarithms of 1 + b/a. */
function betaOfLarge(a: number, b: number): number {
  const exponent = (a - 0.5) * Math.log1p(b / a) + b * Math.log1p(a / b)
  const remainder = stirlingRemainder(a) + stirlingRemainder(b) - stirlingRemainder(a + b)
  return Math.sqrt((2 * Math.PI) / b) * Math.exp(remainder - exponent)
}

/** log(gamma(a)/gamma(a + b)) for large a and |b| < 10. */
function logGammaRatio(a: number, b: number): number {
  const s = a + b
  return b - (a - 0.5) * Math.log1p(b / a) - b * Math.log(s) + stirlingRemainder(a) - stirlingRemainder(s)
}
