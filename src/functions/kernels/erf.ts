/**
 * erf, erfc and the inverse of erf, real, below one or two units in the last place, the tail of erfc to its
 * underflow at 26.6 included. Five rational approximations by range: x*(1 + P/Q)(x^2) below 0.84; about 1 up to
 * 1.25; beyond, erfc(x) = exp(-x^2 - 0.5625 + R/S(1/x^2))/x with e^(-x^2) split at a 24-bit square, so that rounding
 * x^2 costs nothing.
 * Source of method and coefficients: fdlibm, s_erf.c (Sun Microsystems 1993, freely usable). The inverse starts from
 * the polynomials of M. Giles, "Approximating the erfinv function" (2010), and takes steps of Halley's method.
 */
import { polynomial } from './polynomial.js'

export const SMALL_P = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -0.000023763016656650163,
]
export const SMALL_Q = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -0.000003960228278775368,
]
/** erf(1) to 24 bits. */
export const NEAR_ONE = 0.8450629115104675
export const ONE_P = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
]
export const ONE_Q = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
]
export const MIDDLE_R = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
]
export const MIDDLE_S = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
]
export const TAIL_R = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
]
export const TAIL_S = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
]

/** erf(x)/x - 1 for |x| < 0.84375. */
function smallExcess(x: number): number {
  const z = x * x
  return polynomial(SMALL_P, z) / polynomial(SMALL_Q, z)
}

/** erf(x) - NEAR_ONE for 0.84375 <= x < 1.25. */
const excessNearOne = (x: number): number => polynomial(ONE_P, x - 1) / polynomial(ONE_Q, x - 1)

/** erfc(x) for x >= 1.25. */
function tail(x: number): number {
  const s = 1 / (x * x)
  const ratio =
    x < 1 / 0.35 ? polynomial(MIDDLE_R, s) / polynomial(MIDDLE_S, s) : polynomial(TAIL_R, s) / polynomial(TAIL_S, s)
  const z = Math.fround(x)
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + ratio)) / x
}

/** The error function 2/sqrt(pi) * integral of e^(-t^2) from 0 to x. */
export function erf(x: number): number {
  if (x < 0) return -erf(-x)
  if (x < 0.84375) return x + x * smallExcess(x)
  if (x < 1.25) return NEAR_ONE + excessNearOne(x)
  return x < 6 ? 1 - tail(x) : x / x === 1 || x === Infinity ? 1 : NaN
}

/** 1 - erf(x), with full relative accuracy for large x. */
export function erfc(x: number): number {
  if (x < 0) return 1 + erf(-x)
  if (x < 0.25) return 1 - (x + x * smallExcess(x))
  if (x < 0.84375) return 0.5 - (x - 0.5 + x * smallExcess(x))
  if (x < 1.25) return 1 - NEAR_ONE - excessNearOne(x)
  return x < 28 ? tail(x) : Number.isNaN(x) ? NaN : 0
}

export const CENTRE = [
  1.50140941, 0.246640727, -0.00417768164, -0.00125372503, 0.00021858087, -4.39150654e-6, -3.5233877e-6, 3.43273939e-7,
  2.81022636e-8,
]
export const OUTER = [
  2.83297682, 1.00167406, 0.00943887047, -0.0076224613, 0.00573950773, -0.00367342844, 0.00134934322, 0.000100950558,
  -0.000200214257,
]

/** Halley's steps triple the correct digits: one is enough up to 0.9999, four at the last double below 1. */
const MAX_STEPS = 6

/** The y with erf(y) = x, for -1 < x < 1; infinite at -1 and 1, NaN beyond. */
export function erfinv(x: number): number {
  if (x < 0) return -erfinv(-x)
  if (x === 0 || x === 1 || !(x < 1)) return x === 1 ? Infinity : x === 0 ? x : NaN
  const w = -Math.log((1 - x) * (1 + x))
  let y = x * (w < 5 ? polynomial(CENTRE, w - 2.5) : polynomial(OUTER, Math.sqrt(w) - 3))
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const miss = x < 0.5 ? erf(y) - x : 1 - x - erfc(y)
    const u = (miss * Math.exp(y * y) * Math.sqrt(Math.PI)) / 2
    const step = u / (1 + y * u)
    y -= step
    if (Math.abs(step) < 1e-6 * y) break
  }
  return y
}

/** The y with erfc(y) = x, for 0 < x < 2; infinite at 0 and 2, NaN beyond. */
export function erfcinv(x: number): number {
  if (!(x >= 0 && x <= 2)) return NaN
  if (x > 0.5) return x >= 1.5 ? -erfcinv(2 - x) : erfinv(1 - x)
  if (x === 0) return Infinity
  const w = -2 * Math.log(x * Math.sqrt(Math.PI))
  let y = Math.sqrt(Math.max(w - Math.log(Math.max(w, 1)), 0.1) / 2)
  for (let steps = 0; steps < 20; steps++) {
    const slope = -2 / Math.sqrt(Math.PI) / (Math.exp(y * y) * x)
    // Newton's method for log erfc(y) = log x, with erfc(y)/x - 1 exact near the end.
    const ratio = erfc(y) / x
    const step = Math.abs(ratio - 1) < 0.5 ? Math.log1p(ratio - 1) : Math.log(ratio)
    const move = (step * ratio) / slope
    y -= move
    if (Math.abs(move) < 1e-12 * y) break
  }
  return y
}
