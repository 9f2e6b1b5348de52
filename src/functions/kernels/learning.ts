/**
 * Real activation functions in stable form: no overflow for any x, and full relative accuracy where they are tiny.
 * Each side of 0 uses the exponential of a negative number.
 */
import * as C from '../../number/complex.js'
import { erfc } from './erf.js'

export { sigmoid } from '../../number/elementary/doubles.js'

/** log(1 + e^x). */
export function softplus(x: number): number {
  const tail = Math.log1p(Math.exp(-Math.abs(x)))
  return x > 0 ? x + tail : tail
}

/** x/2*(1 + erf(x/sqrt 2)), through erfc, which keeps the digits for negative x. */
export const gelu = (x: number): number => (x === -Infinity ? 0 : (x / 2) * erfc(-x / Math.SQRT2))

/** log(e^x + e^y). */
export function logAddExp(x: number, y: number): number {
  const high = Math.max(x, y)
  return high === Infinity || high === -Infinity ? high : high + Math.log1p(Math.exp(Math.min(x, y) - high))
}

/** The angle that differs from y by whole turns, above -pi and up to pi. */
const turned = (y: number): number => (Math.abs(y) <= Math.PI ? y : Math.atan2(Math.sin(y), Math.cos(y)))

/** log(e^u + e^v), the principal logarithm: its imaginary part lies between -pi and pi. */
export function logAddExpComplex(u: C.Complex, v: C.Complex): C.Complex {
  const [high, low] = u.re >= v.re ? [u, v] : [v, u]
  const rest = C.log1p(C.exp(C.sub(low, high)))
  return { re: high.re + rest.re, im: turned(turned(high.im) + rest.im) }
}
