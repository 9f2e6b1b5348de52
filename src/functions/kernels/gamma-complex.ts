/**
 * gamma, log gamma and digamma of complex doubles. log gamma is the principal one: analytic off the negative axis,
 * not log(gamma(z)). Stirling's series for |z| >= 10, reached by the recurrence; reflection on the left; the series
 * in zeta(k) - 1 about 1 and 2. The relative error of gammaComplex grows like |log gamma(z)|, about 1e-13 at |z| =
 * 100.
 * Sources: DLMF 5.5, 5.7.3, 5.11; the branch of the reflected logarithm from D. Hare, "Computing the principal
 * branch of log-Gamma" (1997).
 */
import * as C from '../../number/complex.js'
import { gamma, LOG_GAMMA_AT_TWO, lgamma } from './gamma.js'
import { digamma } from './polygamma.js'
import { DIGAMMA_SERIES, STIRLING } from './stirling.js'

type Complex = C.Complex

/** Where the asymptotic series hold to the last bit. */
const FAR = 10

function complexPolynomial(coefficients: readonly number[], z: Complex): Complex {
  let sum: Complex = { re: 0, im: 0 }
  for (let k = coefficients.length - 1; k >= 0; k--) {
    const product = C.mul(sum, z)
    sum = { re: product.re + (coefficients[k] ?? 0), im: product.im }
  }
  return sum
}

/** pi*z moved by a whole multiple of pi into the strip |re| <= pi/2, and whether that multiple is odd. */
function reducedAngle(z: Complex): { angle: Complex; odd: boolean } {
  const n = Math.round(z.re)
  return { angle: { re: Math.PI * (z.re - n), im: Math.PI * z.im }, odd: n % 2 !== 0 }
}

/** log sin(pi z), continuous in each half plane up to whole multiples of 2*pi*i. */
function logSinPi(z: Complex): Complex {
  const { angle, odd } = reducedAngle(z)
  const sine = C.sin(angle)
  return C.log(odd ? C.neg(sine) : sine)
}

/** The gamma function of a complex number; NaN at its poles. */
export function gammaComplex(z: Complex): Complex {
  return z.im === 0 ? { re: gamma(z.re), im: z.im } : C.exp(lgammaComplex(z))
}

/** The principal logarithm of gamma: real for z > 0, cut along the negative axis. */
export function lgammaComplex(z: Complex): Complex {
  if (z.im === 0) return { re: lgamma(z.re), im: z.re > 0 ? z.im : C.arg({ re: -1, im: z.im }) * Math.floor(z.re) }
  if (C.abs(C.sub(z, { re: 2, im: 0 })) < 0.5) return logGammaNearTwo(C.sub(z, { re: 2, im: 0 }))
  const d = C.sub(z, C.ONE)
  if (C.abs(d) < 0.5) return lgamma1p(d)
  if (z.re >= FAR || Math.abs(z.im) >= FAR) return stirlingLog(z)
  return z.re < 0 ? reflectedLogGamma(z) : shiftedLogGamma(z)
}

/** log gamma(1 + d) for |d| <= 0.6, with full relative accuracy about d = 0. */
export const lgamma1p = (d: Complex): Complex => C.sub(logGammaNearTwo(d), C.log1p(d))

const logGammaNearTwo = (d: Complex): Complex => C.mul(d, complexPolynomial(LOG_GAMMA_AT_TWO, d))

function stirlingLog(z: Complex): Complex {
  const w = C.inverse(z)
  const main = C.sub(C.mul({ re: z.re - 0.5, im: z.im }, C.log(z)), z)
  const rest = C.mul(w, complexPolynomial(STIRLING, C.mul(w, w)))
  return { re: main.re + 0.5 * Math.log(2 * Math.PI) + rest.re, im: main.im + rest.im }
}

function shiftedLogGamma(z: Complex): Complex {
  let far = z
  let logs: Complex = { re: 0, im: 0 }
  for (; far.re < FAR; far = { re: far.re + 1, im: far.im }) logs = C.add(logs, C.log(far))
  return C.sub(stirlingLog(far), logs)
}

function reflectedLogGamma(z: Complex): Complex {
  const turns = Math.sign(z.im) * 2 * Math.PI * Math.floor(0.5 * z.re + 0.25)
  const known = C.add(logSinPi(z), lgammaComplex(C.sub(C.ONE, z)))
  return { re: Math.log(Math.PI) - known.re, im: turns - known.im }
}

/** The logarithmic derivative of gamma; NaN at its poles. */
export function digammaComplex(z: Complex): Complex {
  if (z.im === 0) return { re: digamma(z.re), im: z.im }
  if (z.re < 0) return C.sub(digammaComplex(C.sub(C.ONE, z)), C.scale(Math.PI, C.cot(reducedAngle(z).angle)))
  let far = z
  let sum: Complex = { re: 0, im: 0 }
  for (; far.re < FAR && Math.abs(far.im) < FAR; far = { re: far.re + 1, im: far.im }) {
    sum = C.add(sum, C.inverse(far))
  }
  const w = C.inverse(far)
  const square = C.mul(w, w)
  const series = C.add(C.scale(0.5, w), C.mul(square, complexPolynomial(DIGAMMA_SERIES, square)))
  return C.sub(C.sub(C.log(far), series), sum)
}
