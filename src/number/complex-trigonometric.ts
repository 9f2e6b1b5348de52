/**
 * Hyperbolic and trigonometric functions of complex doubles. The trigonometric ones are the hyperbolic ones turned
 * by i (sin z = sinh(iz)/i), which is exact, so each formula is written once. No cancellation: both parts have full
 * relative accuracy; large arguments overflow only where the result does.
 * Sources: DLMF 4.21.37-40, 4.35.34-37; W. Kahan (1987) for tanh.
 */
import { type Complex, inverse, overI, signBit, timesI } from './complex-arithmetic.js'
import { expTimes } from './complex-exponential.js'

/** Beyond this |x|, sinh and cosh are e^|x|/2 to the last bit. */
const LARGE = 22

export function sinh(z: Complex): Complex {
  const { re: x, im: y } = z
  if (y === 0) return { re: Math.sinh(x), im: y }
  const ax = Math.abs(x)
  const c = Math.cos(y)
  const s = Math.sin(y)
  if (ax <= LARGE) return { re: Math.sinh(x) * c, im: Math.cosh(x) * s }
  return { re: expTimes(ax, (x < 0 ? -0.5 : 0.5) * c), im: expTimes(ax, 0.5 * s) }
}

export function cosh(z: Complex): Complex {
  const { re: x, im: y } = z
  if (y === 0) return { re: Math.cosh(x), im: signBit(x) ? -y : y }
  const ax = Math.abs(x)
  const c = Math.cos(y)
  const s = Math.sin(y)
  if (ax <= LARGE) return { re: Math.cosh(x) * c, im: Math.sinh(x) * s }
  return { re: expTimes(ax, 0.5 * c), im: expTimes(ax, (x < 0 ? -0.5 : 0.5) * s) }
}

/** tanh z; tends to 1 or -1 for large |re z|. */
export function tanh(z: Complex): Complex {
  const { re: x, im: y } = z
  if (y === 0) return { re: Math.tanh(x), im: y }
  const c = Math.cos(y)
  const s = Math.sin(y)
  if (Math.abs(x) > LARGE) {
    const e = Math.exp(-Math.abs(x))
    return { re: x < 0 ? -1 : 1, im: 4 * s * c * e * e }
  }
  const sh = Math.sinh(x)
  const d = c * c + sh * sh
  return { re: (sh * Math.cosh(x)) / d, im: (s * c) / d }
}

export const sin = (z: Complex): Complex => overI(sinh(timesI(z)))
export const cos = (z: Complex): Complex => cosh(timesI(z))
export const tan = (z: Complex): Complex => overI(tanh(timesI(z)))

/** 1/cosh z. */
export const sech = (z: Complex): Complex => inverse(cosh(z))

/** 1/sinh z; NaN at its pole 0. */
export const csch = (z: Complex): Complex => inverse(sinh(z))

/** 1/tanh z; NaN at its pole 0. */
export const coth = (z: Complex): Complex => inverse(tanh(z))

/** 1/cos z. */
export const sec = (z: Complex): Complex => inverse(cos(z))

/** 1/sin z; NaN at its pole 0. */
export const csc = (z: Complex): Complex => inverse(sin(z))

/** 1/tan z; NaN at its pole 0. */
export const cot = (z: Complex): Complex => inverse(tan(z))
