/**
 * erf(v) - erf(u), real and complex, with the relative accuracy of its arguments: in the tails by erfc, which is small
 * there; for neighbours, whose values would cancel, by Gauss's rule for the integral of the slope.
 */
import * as C from '../../number/complex.js'
import { erf, erfc } from './erf.js'
import { erfComplex, erfcComplex, expMinusSquare } from './faddeeva.js'
import { gaussComplex } from './quadrature.js'

type Complex = C.Complex

/** Beyond this on the same side, erf is so close to 1 or -1 that erfc serves better. */
const TAIL = 0.5

/** So near that the slope is smooth between them. */
const near = (u: Complex, v: Complex, distance: Complex): boolean =>
  C.abs(distance) <= 0.25 && C.abs(distance) * (C.abs(u) + C.abs(v)) <= 1

/** The integral of 2/sqrt(pi)*e^(-t^2) from u to u + distance. */
function integral(u: Complex, distance: Complex): Complex {
  const mean = gaussComplex(t => expMinusSquare({ re: u.re + t * distance.re, im: u.im + t * distance.im }))
  return C.mul({ re: 2 / Math.sqrt(Math.PI), im: 0 }, C.mul(distance, mean))
}

/** erf(v) - erf(u) of real numbers. */
export function erf2(u: number, v: number): number {
  const [from, distance] = [C.complex(u), C.complex(v - u)]
  if (near(from, C.complex(v), distance)) return integral(from, distance).re
  if (u > TAIL && v > TAIL) return erfc(u) - erfc(v)
  return u < -TAIL && v < -TAIL ? erfc(-v) - erfc(-u) : erf(v) - erf(u)
}

/** erf(v) - erf(u) of complex numbers. */
export function erf2Complex(u: Complex, v: Complex): Complex {
  if (u.im === 0 && v.im === 0) return C.complex(erf2(u.re, v.re))
  const distance = C.sub(v, u)
  if (near(u, v, distance)) return integral(u, distance)
  if (u.re > TAIL && v.re > TAIL) return C.sub(erfcComplex(u), erfcComplex(v))
  if (u.re < -TAIL && v.re < -TAIL) return C.sub(erfcComplex(C.neg(v)), erfcComplex(C.neg(u)))
  return C.sub(erfComplex(v), erfComplex(u))
}
