/**
 * The sine and cosine integrals and their hyperbolic kin, real and complex: Maclaurin's series for |z| < 4, beyond it
 * E_1(iz) and E_1(-iz), whose continued fractions carry the phase as a factor.
 * Source: DLMF 6.2.9-6.2.16, 6.4.4-6.4.7, 6.5.5-6.5.6, 6.6.5-6.6.6.
 */
import * as C from '../../number/complex.js'
import { aboutReal, series } from './complex-series.js'
import { EULER, e1Complex } from './exponential-integral.js'

type Complex = C.Complex

const NEAR = 4

/** The sum of sign^k z^(2k+1)/((2k+1)(2k+1)!): Si (-1) or Shi (1). */
function oddSeries(z: Complex, sign: 1 | -1): Complex {
  const square = C.scale(sign, C.mul(z, z))
  let power = z
  return series(z, (_, k) => {
    const n = 2 * k + 3
    power = C.scale(1 / (n * (n - 1)), C.mul(power, square))
    return C.scale(1 / n, power)
  })
}

/** The sum of sign^k z^(2k)/(2k (2k)!) from k = 1: Ci or Chi but for log z and Euler's constant. */
function evenSeries(z: Complex, sign: 1 | -1): Complex {
  const square = C.scale(sign, C.mul(z, z))
  let power = C.scale(0.5, square)
  return series(C.scale(0.5, power), (_, k) => {
    const n = 2 * k + 4
    power = C.scale(1 / (n * (n - 1)), C.mul(power, square))
    return C.scale(1 / n, power)
  })
}

const withLog = (z: Complex, sum: Complex): Complex => {
  const log = C.log(z)
  return { re: sum.re + EULER + log.re, im: sum.im + log.im }
}

/** E_1(iz) and E_1(-iz) for re z >= 0; on the imaginary axis as limits from the right. */
function exponentialPair({ re, im }: Complex): [Complex, Complex] {
  return [e1Complex({ re: -im, im: re + 0 }), e1Complex({ re: im, im: -(re + 0) })]
}

/** Si of a complex number. */
function siAway(z: Complex): Complex {
  if (C.abs(z) < NEAR) return oddSeries(z, -1)
  if (z.re < 0) return C.neg(siAway(C.neg(z)))
  const [up, down] = exponentialPair(z)
  return { re: Math.PI / 2 + (up.im - down.im) / 2, im: (down.re - up.re) / 2 }
}

/** Ci of a complex number, cut along the negative axis. */
function ciAway(z: Complex): Complex {
  if (C.abs(z) < NEAR) return withLog(z, evenSeries(z, -1))
  if (z.re < 0) {
    const value = ciAway(C.neg(z))
    return { re: value.re, im: value.im + (C.arg(z) < 0 ? -Math.PI : Math.PI) }
  }
  const [up, down] = exponentialPair(z)
  return { re: -(up.re + down.re) / 2, im: -(up.im + down.im) / 2 }
}

/** Shi of a complex number, -i*Si(iz). */
function shiAway(z: Complex): Complex {
  if (C.abs(z) < NEAR) return oddSeries(z, 1)
  const rotated = siAway({ re: -z.im, im: z.re })
  return { re: rotated.im, im: -rotated.re }
}

/** Chi of a complex number, cut along the negative axis: Ci(iz) with log z in place of log(iz). */
function chiAway(z: Complex): Complex {
  if (C.abs(z) < NEAR) return withLog(z, evenSeries(z, 1))
  const upperLeft = z.re < 0 && C.arg(z) > 0
  const rotated = ciAway({ re: -z.im, im: z.re + 0 })
  return { re: rotated.re, im: rotated.im + (upperLeft ? 1.5 : -0.5) * Math.PI }
}

/** Si of a real number. */
export function si(x: number): number {
  return Math.abs(x) === Infinity ? (Math.sign(x) * Math.PI) / 2 : siAway({ re: x, im: 0 }).re
}

/** Ci of a real number; NaN for x < 0, -Infinity at 0. */
export function ci(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  return x === Infinity ? 0 : ciAway({ re: x, im: 0 }).re
}

/** Shi of a real number. */
export function shi(x: number): number {
  return Math.abs(x) > 720 ? (Number.isNaN(x) ? NaN : x > 0 ? Infinity : -Infinity) : shiAway({ re: x, im: 0 }).re
}

/** Chi of a real number; NaN for x < 0, -Infinity at 0. */
export function chi(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  return x > 720 ? Infinity : chiAway({ re: x, im: 0 }).re
}

export const siComplex = aboutReal(siAway, si, x => Math.sin(x) / x)
export const ciComplex = aboutReal(ciAway, ci, x => Math.cos(x) / x)
export const shiComplex = aboutReal(shiAway, shi, x => Math.sinh(x) / x)
export const chiComplex = aboutReal(chiAway, chi, x => Math.cosh(x) / x)
