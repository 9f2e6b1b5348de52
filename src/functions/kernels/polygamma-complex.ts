/**
 * polygamma(n, z) of complex z: for n > 0 by Hurwitz's zeta function, (-1)^(n+1) n! zeta(n + 1, z); for n < -1 the
 * repeated integral of log gamma from 0, (1/(k-1)!) * integral 0..z (z - t)^(k-1) log gamma(t) with k = -n - 1. There the
 * logarithms of t, t + 1, ... up to the right half plane are integrated in closed form, and the rest, smooth, by
 * Gauss's rule on pieces that grow with the distance from its singularity.
 * Source: DLMF 5.15.1, 5.17, 25.11.12; O. Espinosa and V. Moll, "A generalized polygamma function" (2004) for the
 * integrals (theirs differ by polynomials; these are Mathematica's).
 */
import * as C from '../../number/complex.js'
import { digammaComplex, lgammaComplex } from './gamma-complex.js'
import { polygamma } from './polygamma.js'
import { gaussComplex } from './quadrature.js'
import { factorial } from './stirling.js'
import { hurwitzZeta } from './zeta.js'

type Complex = C.Complex

/** The most times that the argument is shifted to the right, and the most integrations. */
const MOST_SHIFTS = 1000
const MOST_INTEGRATIONS = 30

/** z^k for small whole k. */
const power = (z: Complex, k: number): Complex => C.pow(z, { re: k, im: 0 })

/** The k-fold integral from 0 of log: z^k/k! (log z - H_k). */
function integratedLog(z: Complex, k: number): Complex {
  if (z.re === 0 && z.im === 0) return C.ZERO
  let harmonic = 0
  for (let j = 1; j <= k; j++) harmonic += 1 / j
  return C.scale(1 / factorial(k), C.mul(power(z, k), C.sub(C.log(z), { re: harmonic, im: 0 })))
}

/** The k-fold integral from 0 to z of log(t + j), j > 0. */
function integratedShiftedLog(z: Complex, j: number, k: number): Complex {
  let value = integratedLog({ re: z.re + j, im: z.im }, k)
  for (let i = 0; i < k; i++) {
    value = C.sub(value, C.scale(1 / factorial(i), C.mul(power(z, i), integratedLog({ re: j, im: 0 }, k - i))))
  }
  return value
}

/** The k-fold integral from 0 to z of log gamma(t + shift), on pieces a share of the distance from the pole at -shift. */
function integratedSmooth(z: Complex, shift: number, k: number): Complex {
  const size = C.abs(z)
  let sum = C.ZERO
  for (let from = 0; from < 1; ) {
    const distance = C.abs({ re: shift + from * z.re, im: from * z.im })
    const to = Math.min(1, from + (0.6 * distance) / size)
    const [start, width] = [from, to - from]
    const piece = gaussComplex(t => {
      const at = start + t * width
      return C.scale((1 - at) ** (k - 1), lgammaComplex({ re: shift + at * z.re, im: at * z.im }))
    })
    sum = C.add(sum, C.scale(width, piece))
    from = to
  }
  return C.scale(1 / factorial(k - 1), C.mul(power(z, k), sum))
}

function integratedLogGamma(k: number, z: Complex): Complex {
  if (k > MOST_INTEGRATIONS || !(C.abs(z) < Infinity)) return C.NOTHING
  if (z.re === 0 && z.im === 0) return C.ZERO
  const shift = Math.max(1, 1 + Math.ceil(-z.re))
  if (shift > MOST_SHIFTS) return C.NOTHING
  let value = C.sub(integratedSmooth(z, shift, k), integratedLog(z, k))
  for (let j = 1; j < shift; j++) value = C.sub(value, integratedShiftedLog(z, j, k))
  return value
}

/** polygamma(n, z) for whole n; NaN for other n and at poles. */
export function polygammaComplex(n: Complex, z: Complex): Complex {
  if (n.im !== 0 || !Number.isSafeInteger(n.re)) return C.NOTHING
  if (n.re === 0) return digammaComplex(z)
  if (n.re === -1) return lgammaComplex(z)
  if (n.re < 0) return integratedLogGamma(-n.re - 1, z)
  if (z.im === 0) return { re: polygamma(n.re, z.re), im: 0 }
  if (n.re > 165) return C.NOTHING
  return C.scale((n.re % 2 === 0 ? -1 : 1) * factorial(n.re), hurwitzZeta(C.add(n, C.ONE), z))
}

/** polygamma(n, x), also for n < 0; there NaN for x < 0, where it is not real. */
export function polygammaOfAnyOrder(n: number, x: number): number {
  if (!(n < 0)) return polygamma(n, x)
  if (x === 0) return n === -1 ? Infinity : 0
  return x > 0 ? polygammaComplex({ re: n, im: 0 }, { re: x, im: 0 }).re : NaN
}
