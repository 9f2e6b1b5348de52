/**
 * Step-like functions that Math lacks, and the length of a complex pair. Halves round away from 0; a remainder has the
 * sign of the divisor and is exact up to one rounding, for the remainder `%` of IEEE 754 is exact.
 */
import * as C from '../../number/complex.js'

/** 0 below 0, 1 above, 1/2 at 0. */
export const heaviside = (x: number): number => (1 + Math.sign(x)) / 2

/** The nearest whole number, halves away from 0. */
export function round(x: number): number {
  const whole = Math.trunc(x)
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole
}

export const frac = (x: number): number => x - Math.floor(x)

/** a - b*floor(a/b); NaN for b = 0 and for infinite a; of an infinite b the remainder is a or b. */
export function mod(a: number, b: number): number {
  const r = a % b
  return r !== 0 && r < 0 !== b < 0 ? r + b : r
}

/** sqrt(u^2 + v^2 + ...), by factors u + iv while there are two, so that nothing overflows early. */
export function hypotComplex(...parts: C.Complex[]): C.Complex {
  if (parts.every(z => z.im === 0)) return { re: Math.hypot(...parts.map(z => z.re)), im: 0 }
  const size = Math.max(...parts.map(C.abs))
  if (!(size > 0 && size < Infinity)) return { re: size, im: 0 }
  const down = { re: 2 ** -Math.floor(Math.log2(size)), im: 0 }
  const sum = parts.map(z => C.mul(z, down)).reduce((total, z) => C.add(total, C.mul(z, z)), { re: 0, im: 0 })
  const root = C.sqrt(sum)
  return { re: root.re / down.re, im: root.im / down.re }
}
