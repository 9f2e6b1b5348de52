/**
 * Real elementary functions that Math lacks: the reciprocal trigonometric and hyperbolic functions, their inverses,
 * real roots. NaN outside the real domain, an infinity at a pole. The inverses are not Math.acos(1/x) and kin, whose
 * rounding of 1/x loses half the digits near the branch point: they use sqrt((x - 1)(x + 1)), in which nothing
 * cancels.
 * Source: DLMF 4.23-4.24, 4.37-4.38.
 */
import { copySign } from '../../number/complex-arithmetic.js'

export { sec, sech } from '../../number/elementary/doubles.js'

/** 1/sin x. */
export const csc = (x: number): number => 1 / Math.sin(x)

/** 1/tan x. */
export const cot = (x: number): number => 1 / Math.tan(x)

/** sqrt(x^2 - 1) for x >= 1; NaN for x < 1. */
const rootBeyondOne = (x: number): number => (x < 1e150 ? Math.sqrt((x - 1) * (x + 1)) : x)

/** acos(1/x), for |x| >= 1, in [0, pi]. */
export function asec(x: number): number {
  if (Math.abs(x) < 1) return NaN
  return x < 0 ? Math.PI - Math.atan(rootBeyondOne(-x)) : Math.atan(rootBeyondOne(x))
}

/** asin(1/x), for |x| >= 1. */
export function acsc(x: number): number {
  if (Math.abs(x) < 1) return NaN
  return copySign(Math.atan(1 / rootBeyondOne(Math.abs(x))), x)
}

/** atan(1/x), in [-pi/2, pi/2]; pi/2 at 0 (-pi/2 at -0). */
export const acot = (x: number): number => Math.atan(1 / x)

/** 1/sinh x. */
export function csch(x: number): number {
  const e = Math.exp(-Math.abs(x))
  return e < 1e-10 ? copySign(2 * e, x) : 1 / Math.sinh(x)
}

/** 1/tanh x. */
export const coth = (x: number): number => 1 / Math.tanh(x)

/** acosh(1/x), for 0 < x <= 1. */
export function asech(x: number): number {
  if (!(x >= 0 && x <= 1)) return NaN
  return x < 1e-150 ? Math.LN2 - Math.log(x) : Math.asinh(Math.sqrt((1 - x) * (1 + x)) / x)
}

/** asinh(1/x). */
export function acsch(x: number): number {
  const ax = Math.abs(x)
  return ax < 1e-150 ? copySign(Math.LN2 - Math.log(ax), x) : Math.asinh(1 / x)
}

/** atanh(1/x), for |x| >= 1. */
export function acoth(x: number): number {
  const ax = Math.abs(x)
  if (ax < 1) return NaN
  return copySign(0.5 * Math.log1p(2 / (ax - 1)), x)
}

/**
 * The real n-th root: of a negative x for odd whole n (`realRoot(-8, 3)` is -2), otherwise NaN there. Exact for
 * perfect powers; a negative n gives the reciprocal, n = 0 gives NaN. For an n that is not whole it is x^(1/n), x >= 0.
 */
export function realRoot(x: number, n: number): number {
  if (n === 0 || Number.isNaN(n)) return NaN
  if (n < 0) return 1 / realRoot(x, -n)
  if (n === Infinity) return x > 0 && x < Infinity ? 1 : x === 0 ? 0 : NaN
  if (!Number.isInteger(n)) return x ** (1 / n)
  if (n % 2 === 1) return x < 0 ? -positiveRoot(-x, n) : positiveRoot(x, n)
  return x < 0 ? NaN : positiveRoot(x, n)
}

/** One Newton step on x^(1/n): its error is that of r^(n-1) divided by n, which rounds perfect powers exactly. */
function positiveRoot(x: number, n: number): number {
  if (n === 1 || x === 0 || !(x < Infinity)) return x
  if (n === 2) return Math.sqrt(x)
  if (n === 3) return Math.cbrt(x)
  const r = x ** (1 / n)
  const half = Math.floor((n - 1) / 2)
  return r + (x / r ** half / r ** (n - 1 - half) - r) / n
}

/** sin(x)/x, and 1 at 0. */
export function sinc(x: number): number {
  if (Math.abs(x) === Infinity) return 0
  return Math.abs(x) < 1e-8 ? 1 : Math.sin(x) / x
}
