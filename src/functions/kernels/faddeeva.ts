/**
 * Faddeeva's function w(z) = e^(-z^2) erfc(-iz), and the error functions of complex numbers by it. w: the trapezoidal
 * or the midpoint rule for its integral, corrected by the residue of the pole; whichever has its nodes away from z.
 * The relative error (of the modulus) is a few units in the last place everywhere in the upper half plane. Next to
 * zero the Maclaurin series; e^(-z^2) with the rounding error of z^2 put back.
 * Source: M. Al Azah and S. N. Chandler-Wilde, "Computation of the complex error function using modified trapezoidal
 * rules", SIAM J. Numer. Anal. 59 (2021); DLMF 7.2, 7.6.
 */
import * as C from '../../number/complex.js'
import { productError, sumError } from '../../number/double-double.js'

type Complex = C.Complex

const TERMS = 14
const STEP = Math.sqrt(Math.PI / TERMS)
const nodes = (offset: number): readonly (readonly [number, number])[] =>
  Array.from({ length: TERMS }, (_, k) => (k + offset) * STEP).map(t => [t, Math.exp(-t * t)] as const)
const MIDPOINTS = nodes(0.5)
const WHOLES = nodes(1)

/** e^(-z^2), in which rounding z^2 costs nothing. */
export function expMinusSquare({ re: x, im: y }: Complex): Complex {
  const [xx, yy] = [x * x, y * y]
  const difference = yy - xx
  if (!(Math.abs(difference) < 1e300)) return C.exp({ re: difference, im: -2 * x * y })
  const lost = sumError(yy, -xx, difference) + productError(y, y, yy) - productError(x, x, xx)
  const angle = -2 * x * y
  // Of squares that are large the rounding alone may be more than a few units.
  if (Math.abs(lost) > 1e-8) return C.exp({ re: difference + lost, im: angle })
  const turn = 2 * productError(-x, y, -x * y)
  const e = C.exp({ re: difference, im: angle })
  return { re: e.re * (1 + lost) - e.im * turn, im: e.im * (1 + lost) + e.re * turn }
}

/** The rule's sum 2ihz/pi * (sum of e^(-t^2)/(z^2 - t^2)). */
function rule(z: Complex, at: typeof MIDPOINTS): Complex {
  let sum: Complex = { re: 0, im: 0 }
  for (const [t, weight] of at) {
    const product = C.mul({ re: z.re - t, im: z.im }, { re: z.re + t, im: z.im })
    sum = C.add(sum, C.scale(weight, C.inverse(product)))
  }
  return C.mul({ re: (-2 * STEP * z.im) / Math.PI, im: (2 * STEP * z.re) / Math.PI }, sum)
}

/** What the residue adds: 2e^(-z^2)/(1 + sign*e^(-2 pi i z/h)). */
function residue(z: Complex, sign: 1 | -1): Complex {
  const period = C.exp({ re: (2 * Math.PI * z.im) / STEP, im: (-2 * Math.PI * z.re) / STEP })
  return C.div(C.scale(2, expMinusSquare(z)), C.add(C.ONE, C.scale(sign, period)))
}

/** w in the first quadrant. */
function firstQuadrant(z: Complex): Complex {
  const { re: x, im: y } = z
  if (Math.max(x, y) > 1e8) return C.scale(1 / Math.sqrt(Math.PI), C.inverse({ re: y, im: -x }))
  if (y >= Math.max(x, Math.PI / STEP)) return rule(z, MIDPOINTS)
  const place = x / STEP - Math.floor(x / STEP)
  if (y < x && place >= 0.25 && place <= 0.75) {
    const centre = C.scale(STEP / Math.PI, C.inverse({ re: z.im, im: -z.re }))
    const sum = C.add(rule(z, WHOLES), centre)
    return y >= Math.PI / STEP ? sum : C.add(sum, residue(z, -1))
  }
  const sum = rule(z, MIDPOINTS)
  return y >= Math.PI / STEP ? sum : C.add(sum, residue(z, 1))
}

/** Faddeeva's function. In the lower half plane it is 2e^(-z^2) - w(-z), which may overflow. */
export function faddeeva(z: Complex): Complex {
  if (z.im < 0) return C.sub(C.scale(2, expMinusSquare(z)), faddeeva(C.neg(z)))
  if (z.re >= 0) return firstQuadrant(z)
  return C.conj(firstQuadrant({ re: -z.re, im: z.im }))
}

/** The sum of first * ratio(k)*z^2 * ... for |z| <= 1, the common form of the Maclaurin series of erf and dawson. */
function maclaurin(z: Complex, sign: 1 | -1): Complex {
  const square = C.scale(sign * 2, C.mul(z, z))
  let term = z
  let sum = z
  for (let n = 1; n < 40; n++) {
    term = C.scale(1 / (2 * n + 1), C.mul(term, square))
    sum = C.add(sum, term)
    if (C.abs(term) < 1e-18 * C.abs(sum)) break
  }
  return sum
}

/** erfc of a complex number. */
export function erfcComplex(z: Complex): Complex {
  if (z.re < 0) return C.sub({ re: 2, im: 0 }, erfcComplex(C.neg(z)))
  if (C.abs(z) < 0.5) return C.sub(C.ONE, erfComplex(z))
  return product(expMinusSquare(z), faddeeva({ re: -z.im, im: z.re }))
}

/** erf of a complex number. */
export function erfComplex(z: Complex): Complex {
  if (C.abs(z) <= 1) return C.scale(2 / Math.sqrt(Math.PI), C.mul(expMinusSquare(z), maclaurin(z, 1)))
  if (z.re < 0) return C.neg(erfComplex(C.neg(z)))
  return C.sub(C.ONE, erfcComplex(z))
}

/** erfi of a complex number: -i*erf(iz). */
export function erfiComplex(z: Complex): Complex {
  const rotated = erfComplex({ re: -z.im, im: z.re })
  return { re: rotated.im, im: -rotated.re }
}

/** e^(z^2)*erfc(z) of a complex number. */
export const erfcxComplex = (z: Complex): Complex => faddeeva({ re: -z.im, im: z.re })

/** Dawson's integral of a complex number, sqrt(pi)/2*i*(e^(-z^2) - w(z)). */
export function dawsonComplex(z: Complex): Complex {
  if (C.abs(z) <= 1) return maclaurin(z, -1)
  if (z.im < 0) return C.neg(dawsonComplex(C.neg(z)))
  const d = C.sub(expMinusSquare(z), faddeeva(z))
  return C.scale(Math.sqrt(Math.PI) / 2, { re: -d.im, im: d.re })
}

/** Dawson's integral, real. */
export function dawson(x: number): number {
  if (Math.abs(x) <= 1) return maclaurin({ re: x, im: 0 }, -1).re
  if (Math.abs(x) === Infinity) return 1 / x
  return (Math.sqrt(Math.PI) / 2) * faddeeva({ re: x, im: 0 }).im
}

/** The imaginary error function, real. */
export function erfi(x: number): number {
  if (Math.abs(x) > 26.7) return Number.isNaN(x) ? NaN : x > 0 ? Infinity : -Infinity
  const e = expMinusSquare({ re: 0, im: x }).re
  return (2 / Math.sqrt(Math.PI)) * dawson(x) * e
}

/** e^(x^2)*erfc(x), real. */
export function erfcx(x: number): number {
  if (x === -Infinity) return Infinity
  if (x < 0) return 2 * expMinusSquare({ re: 0, im: x }).re - erfcx(-x)
  return x === Infinity ? 0 : faddeeva({ re: 0, im: x }).re
}

/** a*b where a may have vanished: 0 rather than NaN. */
const product = (a: Complex, b: Complex): Complex => (a.re === 0 && a.im === 0 ? a : C.mul(a, b))
