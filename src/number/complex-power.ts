/**
 * z^w, principal value e^(w log z), with 0^0 = 1 and 0^w = 0 for re w > 0. The error of e^(w log z) grows like |w
 * log z|, so the whole part of the exponent (up to 1024) is a power by repeated squaring in double-double, which
 * rounds once, and only the fraction goes through the polar form. Close to the real axis x^b(1 + i*b*y/x) holds to
 * the last bit and keeps a tiny imaginary part. Exponents 1/2 and -1/2 are square roots.
 */
import {
  abs,
  arg,
  binaryExponent,
  type Complex,
  complex,
  copySign,
  inverse,
  mul,
  scaleBinary,
} from './complex-arithmetic.js'
import { expTimes, logAbs, sqrt } from './complex-exponential.js'
import { addDD, type DoubleDouble, mulDD } from './double-double.js'

/** Whole exponents beyond this go through the polar form. */
const MAX_WHOLE = 1024

/** Where |b*y/x| is smaller, the terms of second order in (1 + iy/x)^b are below half a unit in the last place. */
const NEAR_REAL = 1e-9

/** z^w, principal value; NaN for 0^w with re w < 0 or purely imaginary w. */
export function pow(z: Complex, w: Complex): Complex {
  if (w.re === 0 && w.im === 0) return complex(1)
  if (z.re === 0 && z.im === 0) return w.re > 0 ? complex(0) : complex(NaN, NaN)
  if (w.im === 0) return realPower(z, w.re)
  if (isNearReal(z, w.re) && z.re > 0) return polarPower(z, w)
  return splitPower(z, w)
}

function isNearReal(z: Complex, b: number): boolean {
  return Math.abs(z.im) * Math.max(1, Math.abs(b)) <= NEAR_REAL * Math.abs(z.re)
}

function realPower(z: Complex, b: number): Complex {
  if (b === 0.5) return sqrt(z)
  if (b === -0.5) return inverse(sqrt(z))
  if (Number.isInteger(b)) return wholePower(z, b)
  if (isNearReal(z, b) && z.re > 0) return nearRealPower(z, b)
  return splitPower(z, complex(b))
}

/** x^b + i*b*x^(b-1)*y for x > 0, or whole b. */
function nearRealPower(z: Complex, b: number): Complex {
  const slope = b * z.re ** (b - 1)
  const re = z.re ** b
  if (z.im === 0) return { re, im: copySign(0, copySign(1, slope) * copySign(1, z.im)) }
  return { re, im: Math.abs(slope) === Infinity ? b * z.im * (re / z.re) : slope * z.im }
}

function wholePower(z: Complex, n: number): Complex {
  if (n === 1) return z
  if (n === -1) return inverse(z)
  if (isNearReal(z, n)) return nearRealPower(z, n)
  if (n === 2) return complex((z.re - z.im) * (z.re + z.im), 2 * z.re * z.im)
  if (isNearReal({ re: z.im, im: z.re }, n)) return timesPowerOfI(nearRealPower({ re: z.im, im: -z.re }, n), n)
  return Math.abs(n) <= MAX_WHOLE ? squaredPower(z, n) : polarPower(z, complex(n))
}

/** z * i^n, exactly. */
function timesPowerOfI(z: Complex, n: number): Complex {
  switch (((n % 4) + 4) % 4) {
    case 1:
      return { re: -z.im, im: z.re }
    case 2:
      return { re: -z.re, im: -z.im }
    case 3:
      return { re: z.im, im: -z.re }
    default:
      return z
  }
}

type ComplexDD = readonly [re: DoubleDouble, im: DoubleDouble]

function mulComplexDD(a: ComplexDD, b: ComplexDD): ComplexDD {
  const cross = mulDD(a[1], b[1])
  return [addDD(mulDD(a[0], b[0]), [-cross[0], -cross[1]]), addDD(mulDD(a[0], b[1]), mulDD(a[1], b[0]))]
}

/** z^n for 2 <= |n| <= 1024 by repeated squaring of z scaled to |z| near 1; one rounding at the end. */
function squaredPower(z: Complex, n: number): Complex {
  const e = binaryExponent(abs(z) * Math.SQRT2)
  let base: ComplexDD = [
    [scaleBinary(z.re, -e), 0],
    [scaleBinary(z.im, -e), 0],
  ]
  let product: ComplexDD = [
    [1, 0],
    [0, 0],
  ]
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product = mulComplexDD(product, base)
    if (rest > 1) base = mulComplexDD(base, base)
  }
  const rounded = complex(product[0][0], product[1][0])
  const result = n < 0 ? inverse(rounded) : rounded
  return { re: scaleBinary(result.re, e * n), im: scaleBinary(result.im, e * n) }
}

/** z^w as z^n * z^(w - n) with n the whole part of re w, where z^n neither overflows nor vanishes. */
function splitPower(z: Complex, w: Complex): Complex {
  const n = Math.trunc(w.re)
  if (n === 0 || Math.abs(n) > MAX_WHOLE) return polarPower(z, w)
  const whole = wholePower(z, n)
  const size = abs(whole)
  if (!(size > 1e-300 && size < 1e300)) return polarPower(z, w)
  const rest = complex(w.re - n, w.im)
  return mul(whole, rest.im === 0 ? realPower(z, rest.re) : polarPower(z, rest))
}

/** |z|^b e^(-c t) at the angle c log|z| + b t, where w = b + ic and t = arg z. */
function polarPower(z: Complex, w: Complex): Complex {
  const t = arg(z)
  const r = abs(z)
  const l = logAbs(z)
  const angle = w.im * l + w.re * t
  const power = r ** w.re
  const direct = power > 0 && power < Infinity
  const exponent = direct ? -w.im * t : w.re * l - w.im * t
  const scale = direct ? power : 1
  if (angle === 0) return { re: expTimes(exponent, scale), im: angle }
  return { re: expTimes(exponent, scale * Math.cos(angle)), im: expTimes(exponent, scale * Math.sin(angle)) }
}
