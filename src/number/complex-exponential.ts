/**
 * exp, log and sqrt of complex doubles, and their variants near 0. Each part of a result keeps its full relative
 * accuracy however small it is (so the complex step f(x + i*1e-200) works), except `expm1` near the curve where its
 * real part vanishes off the origin. Principal branches; the sign of a zero imaginary part chooses the side of a
 * cut.
 * Source: W. Kahan, "Branch cuts for complex elementary functions" (1987); double-double for log near |z| = 1.
 */
import { abs, arg, type Complex, copySign, isInfinite } from './complex-arithmetic.js'
import { productError, sumError } from './double-double.js'

/** e^x * s, finite wherever the product is. */
export function expTimes(x: number, s: number): number {
  if (x <= 700) return Math.exp(x) * s
  const half = Math.exp(x / 2)
  return half * s * half
}

/** e^z. */
export function exp(z: Complex): Complex {
  if (z.im === 0) return { re: Math.exp(z.re), im: z.im }
  if (z.re === -Infinity) return { re: 0, im: 0 }
  return { re: expTimes(z.re, Math.cos(z.im)), im: expTimes(z.re, Math.sin(z.im)) }
}

/** e^z - 1. The real part is accurate relative to max(|re|, e^x - 1, y^2/2). */
export function expm1(z: Complex): Complex {
  if (z.im === 0) return { re: Math.expm1(z.re), im: z.im }
  if (z.re > 700) return exp(z)
  const s = Math.sin(z.im / 2)
  return { re: Math.expm1(z.re) * Math.cos(z.im) - 2 * s * s, im: Math.exp(z.re) * Math.sin(z.im) }
}

/** 2d + d^2 + y^2 = |1 + d + iy|^2 - 1 with the rounding errors of its terms added back; |d| <= 2 and |y| <= 2. */
function squaredAbsMinusOne(d: number, y: number): number {
  const dd = d * d
  const yy = y * y
  const lost = productError(d, d, dd) + productError(y, y, yy)
  const t = 2 * d + yy
  const u = t + dd
  return u + (sumError(2 * d, yy, t) + sumError(t, dd, u) + lost)
}

/** log|z| with small relative error also near |z| = 1, where log(abs(z)) has none. */
export function logAbs(z: Complex): number {
  const x = Math.abs(z.re)
  const y = Math.abs(z.im)
  const big = Math.max(x, y)
  const small = Math.min(x, y)
  if (big >= 0.5 && big <= 2) {
    const s = squaredAbsMinusOne(big - 1, small)
    if (s > -0.5 && s < 2) return 0.5 * Math.log1p(s)
  }
  if (big < 1e-290) return Math.log(abs({ re: x * 2 ** 200, im: y * 2 ** 200 })) - 200 * Math.LN2
  if (big > 1e300) return Math.log(abs({ re: x * 2 ** -60, im: y * 2 ** -60 })) + 60 * Math.LN2
  return Math.log(abs(z))
}

/** The principal logarithm: log|z| + i*arg z; -Infinity at 0. */
export const log = (z: Complex): Complex => ({ re: logAbs(z), im: arg(z) })

/** log(1 + z). */
export function log1p(z: Complex): Complex {
  if (z.im === 0 && z.re >= -1) return { re: Math.log1p(z.re), im: z.im }
  const shifted = { re: 1 + z.re, im: z.im }
  if (Math.abs(z.re) < 2 && Math.abs(z.im) < 2) {
    const s = squaredAbsMinusOne(z.re, z.im)
    if (s > -0.5 && s < 2) return { re: 0.5 * Math.log1p(s), im: arg(shifted) }
  }
  return log(shifted)
}

/** The principal square root: re >= 0, and im has the sign of z.im. */
export function sqrt(z: Complex): Complex {
  if (isInfinite(z)) return sqrtInfinite(z)
  const m = Math.max(Math.abs(z.re), Math.abs(z.im))
  if (m === 0) return { re: 0, im: z.im }
  if (m > 1e300) return scaledSqrt(z, 2 ** -60, 2 ** 30)
  if (m < 1e-280) return scaledSqrt(z, 2 ** 140, 2 ** -70)
  const t = Math.sqrt((Math.abs(z.re) + abs(z)) / 2)
  if (z.re >= 0) return { re: t, im: z.im / (2 * t) }
  return { re: Math.abs(z.im) / (2 * t), im: copySign(t, z.im) }
}

function scaledSqrt(z: Complex, down: number, up: number): Complex {
  const w = sqrt({ re: z.re * down, im: z.im * down })
  return { re: w.re * up, im: w.im * up }
}

function sqrtInfinite(z: Complex): Complex {
  if (Math.abs(z.im) === Infinity) return { re: Infinity, im: z.im }
  if (z.re === Infinity) return { re: Infinity, im: Number.isNaN(z.im) ? NaN : copySign(0, z.im) }
  return { re: Number.isNaN(z.im) ? NaN : 0, im: copySign(Infinity, z.im) }
}
