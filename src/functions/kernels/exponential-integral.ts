/**
 * The exponential integrals E_1, Ei, and li, real and complex. The power series where it does not cancel (|z| + re z
 * small: about 0 and along the negative axis), the asymptotic series for |z| > 45, elsewhere the continued fraction.
 * Ei and li have a zero; about it they are integrals from the zero by Gauss's rule, with full relative accuracy.
 * Source: DLMF 6.2, 6.6.2, 6.9.1, 6.12.1; W. J. Cody and H. C. Thacher (1969) for the zero of Ei.
 */
import * as C from '../../number/complex.js'
import { aboutReal, continuedFraction, series } from './complex-series.js'
import { gauss } from './quadrature.js'

type Complex = C.Complex

export const EULER = 0.5772156649015329
/** From here the smallest term of the asymptotic series is below 1e-19. */
const FAR = 45

/** The sum of k!/(-z)^k up to its smallest term. */
function asymptotic(z: Complex): Complex {
  const w = C.neg(C.inverse(z))
  let term = C.ONE
  let sum = C.ONE
  for (let k = 1; k < Math.min(C.abs(z), 200); k++) {
    term = C.scale(k, C.mul(term, w))
    sum = C.add(sum, term)
    if (C.abs(term) < 1e-18) break
  }
  return sum
}

/** e^z E_1(z), where E_1 is not computed by its power series. */
function scaledE1(z: Complex): Complex {
  if (C.abs(z) > FAR) return C.div(asymptotic(z), z)
  const fraction = continuedFraction(
    k => ({ re: -k * k, im: 0 }),
    k => ({ re: z.re + 2 * k + 1, im: z.im }),
  )
  return C.inverse(fraction)
}

/** The sum of (-1)^(k+1) z^k/(k k!): E_1(z) + log z + EULER. */
function entire(z: Complex): Complex {
  let power = z
  return series(z, (_, k) => {
    power = C.scale(-1 / (k + 2), C.mul(power, z))
    return C.scale(1 / (k + 2), power)
  })
}

/** E_1(z), cut along the negative axis with the sign of the zero telling the side; Infinity at 0. */
export function e1Complex(z: Complex): Complex {
  const size = C.abs(z)
  if (Number.isNaN(size)) return C.NOTHING
  if (size === 0) return { re: Infinity, im: 0 }
  if (size <= FAR && size + z.re < 3) {
    const log = C.log(z)
    const sum = entire(z)
    return { re: sum.re - EULER - log.re, im: sum.im - log.im }
  }
  if (z.re === Infinity) return { re: 0, im: 0 }
  const value = C.mul(C.exp(C.neg(z)), scaledE1(z))
  return z.im === 0 && z.re < 0 ? { re: value.re, im: -C.arg(z) } : value
}

/** E_1(x) for x > 0; NaN for x < 0. */
export const e1 = (x: number): number => (x >= 0 ? e1Complex({ re: x, im: 0 }).re : NaN)

/** The zero of Ei as an unevaluated sum, and its exponential, the zero of li. */
const EI_ZERO = [0.3725074107813666, 1.3140183414386028e-17] as const
const LI_ZERO = [1.451369234883381, -4.82713642696033e-17] as const

/** Ei(x), a principal value for x > 0; -Infinity at 0. */
export function ei(x: number): number {
  if (x === 0) return -Infinity
  if (x < 0) return -e1(-x)
  if (x === Infinity) return x
  if (Math.abs(x - EI_ZERO[0]) < 0.1) {
    const d = x - EI_ZERO[0] - EI_ZERO[1]
    return d * gauss(t => Math.exp(EI_ZERO[0] + t * d) / (EI_ZERO[0] + t * d))
  }
  return -e1Complex({ re: -x, im: 0 }).re
}

/** Ei of a complex number: real on the real axis, and continuous on either side up to it. */
export const eiComplex = aboutReal(
  z => {
    if (z.im === 0) return { re: ei(z.re), im: 0 }
    const e = e1Complex(C.neg(z))
    return { re: -e.re, im: (z.im > 0 ? Math.PI : -Math.PI) - e.im }
  },
  x => (x > 0 ? ei(x) : NaN),
  x => Math.exp(x) / x,
)

/** li(x) for x >= 0; -Infinity at 1. */
export function li(x: number): number {
  if (x === 0) return 0
  if (!(x > 0)) return NaN
  if (Math.abs(x - LI_ZERO[0]) < 0.1) {
    const d = x - LI_ZERO[0] - LI_ZERO[1]
    return d * gauss(t => 1 / Math.log(LI_ZERO[0] + t * d))
  }
  const log = Math.log(x)
  return log > FAR && x < Infinity ? x * -scaledE1({ re: -log, im: 0 }).re : ei(log)
}

/** li of a complex number, Ei(log z). */
export const liComplex = aboutReal(
  z => (z.re === 0 && z.im === 0 ? z : eiComplex(C.log(z))),
  x => (x > 0 && x !== 1 ? li(x) : NaN),
  x => 1 / Math.log(x),
  1,
)
