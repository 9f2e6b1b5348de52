/**
 * Inverse trigonometric and hyperbolic functions of complex doubles, principal branches with signed zeros.
 * The formulas of Kahan take sqrt(1 - w) and sqrt(1 + w), in which nothing cancels; for w = 1/z those are formed from z
 * itself ((z - 1)/z), since rounding 1/z near a branch point would cost half the digits.
 * acot(z) = atan(1/z), acoth(z) = atanh(1/z), asec(z) = acos(1/z), acsc(z) = asin(1/z), asech(z) = acosh(1/z),
 * acsch(z) = asinh(1/z). Source: W. Kahan, "Branch cuts for complex elementary functions" (1987).
 */
import { type Complex, complex, copySign, inverse, neg, overI, timesI } from './complex-arithmetic.js'
import { sqrt } from './complex-exponential.js'

/** A number w with the square roots of 1 - w and 1 + w. */
interface Roots {
  readonly w: Complex
  readonly minus: Complex
  readonly plus: Complex
}

function rootsOf(w: Complex): Roots {
  return { w, minus: sqrt(complex(1 - w.re, -w.im)), plus: sqrt(complex(1 + w.re, w.im)) }
}

/** The roots of 1 - 1/z and 1 + 1/z: near the branch points from (x(x -+ 1) + y^2 +- iy)/|z|^2. */
function rootsOfInverse(z: Complex): Roots {
  const { re: x, im: y } = z
  const w = inverse(z)
  const size = Math.max(Math.abs(x), Math.abs(y))
  if (!(size > 0.25 && size < 4)) return rootsOf(w)
  const n = x * x + y * y
  return {
    w,
    minus: sqrt(complex((x * (x - 1) + y * y) / n, y / n)),
    plus: sqrt(complex((x * (x + 1) + y * y) / n, -y / n)),
  }
}

function asinOf({ w, minus, plus }: Roots): Complex {
  return {
    re: Math.atan2(w.re, minus.re * plus.re - minus.im * plus.im),
    im: Math.asinh(minus.re * plus.im - minus.im * plus.re),
  }
}

function acosOf({ minus, plus }: Roots): Complex {
  return { re: 2 * Math.atan2(minus.re, plus.re), im: Math.asinh(plus.re * minus.im - plus.im * minus.re) }
}

/** sqrt(w - 1) is i*sqrt(1 - w) or its negative, whichever has a real part >= 0. */
function acoshOf({ w, minus, plus }: Roots): Complex {
  const root = copySign(1, w.im) > 0 ? timesI(minus) : overI(minus)
  return { re: Math.asinh(root.re * plus.re + root.im * plus.im), im: 2 * Math.atan2(root.im, plus.re) }
}

/** asin z: cuts (-inf, -1) and (1, inf). */
export const asin = (z: Complex): Complex => asinOf(rootsOf(z))

/** acos z: cuts (-inf, -1) and (1, inf). */
export const acos = (z: Complex): Complex => acosOf(rootsOf(z))

/** acosh z: cut (-inf, 1). */
export const acosh = (z: Complex): Complex => acoshOf(rootsOf(z))

/** asinh z: cuts on the imaginary axis beyond -i and i. */
export const asinh = (z: Complex): Complex => overI(asin(timesI(z)))

/** asin(1/z): cut (-1, 1); NaN at 0. */
export const acsc = (z: Complex): Complex => asinOf(rootsOfInverse(z))

/** acos(1/z): cut (-1, 1); NaN at 0. */
export const asec = (z: Complex): Complex => acosOf(rootsOfInverse(z))

/** acosh(1/z): cuts (-inf, 0) and (1, inf); NaN at 0. */
export const asech = (z: Complex): Complex => acoshOf(rootsOfInverse(z))

/** asinh(1/z): cut on the imaginary axis between -i and i; NaN at 0. */
export const acsch = (z: Complex): Complex => overI(acsc(overI(z)))

/** The real part that atanh z and acoth z share, for x >= 0: log(|1 + z|/|1 - z|)/2. */
function logRatio(x: number, y: number): number {
  const size = Math.max(x, Math.abs(y))
  if (size > 1e100) return inverse(complex(x, y)).re
  if (x === 1 && Math.abs(y) < 1e-100) return 0.5 * (Math.LN2 - Math.log(Math.abs(y)))
  return 0.25 * Math.log1p((4 * x) / ((1 - x) * (1 - x) + y * y))
}

/** atanh z: cuts (-inf, -1) and (1, inf); infinite at -1 and 1. */
export function atanh(z: Complex): Complex {
  if (copySign(1, z.re) < 0) return neg(atanh(neg(z)))
  const { re: x, im: y } = z
  if (x === 1 && y === 0) return { re: Infinity, im: y }
  const angle =
    Math.max(x, Math.abs(y)) > 1e100
      ? copySign(Math.PI, y)
      : Math.atan2(2 * y, x === 1 ? -y * y : (1 - x) * (1 + x) - y * y)
  return { re: logRatio(x, y), im: angle / 2 }
}

/** atanh(1/z): cut (-1, 1); infinite at -1 and 1. */
export function acoth(z: Complex): Complex {
  if (copySign(1, z.re) < 0) return neg(acoth(neg(z)))
  const { re: x, im: y } = z
  if (Math.max(x, Math.abs(y)) > 1e100) return inverse(z)
  return { re: logRatio(x, y), im: Math.atan2(-2 * y, (x - 1) * (x + 1) + y * y) / 2 }
}

/** atan z: cuts on the imaginary axis beyond -i and i. */
export const atan = (z: Complex): Complex => overI(atanh(timesI(z)))

/** atan(1/z): cut on the imaginary axis between -i and i; pi/2 or -pi/2 at 0, by the sign of the zero. */
export const acot = (z: Complex): Complex => overI(acoth(overI(z)))
