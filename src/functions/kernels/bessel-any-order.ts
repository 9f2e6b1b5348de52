/**
 * Bessel functions of any order. Those of complex order: I and J by 0F1 (DLMF 10.39.9, 10.16.9), K and Y by the connection formulas 10.27.4
 * and 10.2.3, which do not degenerate there; K where it is small beside I by its integral, DLMF 10.32.9, whose
 * trapezoidal sums converge geometrically; the Hankel functions by K where they decay. NaN where fewer than about twelve
 * digits would be left. Principal branches.
 */
import * as C from '../../number/complex.js'
import { overI, timesI } from '../../number/complex-arithmetic.js'
import * as Real from './bessel.js'
import { gammaComplex } from './gamma-complex.js'
import { hypergeometric } from './hypergeometric.js'

type Complex = C.Complex

/** Beyond that the power series needs thousands of terms, and there is no other way here to a complex order. */
const FARTHEST = 150

/** (z/2)^nu/gamma(nu + 1) 0F1(; nu + 1; sign z^2/4). */
function powerSeries(nu: Complex, z: Complex, sign: 1 | -1): Complex {
  if (C.abs(z) > FARTHEST) return C.NOTHING
  const next = { re: nu.re + 1, im: nu.im }
  const square = C.scale(sign / 4, C.mul(z, z))
  const front = C.div(C.pow(C.scale(0.5, z), nu), gammaComplex(next))
  return C.mul(front, hypergeometric([], [next], square))
}

const complexOrderI = (nu: Complex, z: Complex): Complex => powerSeries(nu, z, 1)
const complexOrderJ = (nu: Complex, z: Complex): Complex => powerSeries(nu, z, -1)

/** What must be left of a difference. */
const SHARE = 1e-2

function difference(a: Complex, b: Complex): Complex {
  const value = C.sub(a, b)
  return C.abs(value) >= SHARE * Math.max(C.abs(a), C.abs(b)) ? value : C.NOTHING
}

function complexOrderK(nu: Complex, z: Complex): Complex {
  const parts = difference(complexOrderI(C.neg(nu), z), complexOrderI(nu, z))
  if (!Number.isNaN(parts.re)) return C.div(C.scale(Math.PI / 2, parts), C.sin(C.scale(Math.PI, nu)))
  return z.re > 0.3 * Math.abs(z.im) ? integral(nu, z) : C.NOTHING
}

/** The peak is as wide as 1/sqrt(z). */
const stepFor = (z: Complex): number => Math.min(1 / 16, 0.3 / Math.sqrt(C.abs(z)))

/** Half the integral of e^(-z cosh t - nu t) over the line. */
function integral(nu: Complex, z: Complex): Complex {
  let sum: Complex = { re: 0, im: 0 }
  let size = 0
  // Beyond that the exponent has fallen by 800.
  const far = Math.acosh(1 + (800 + 40 * C.abs(nu)) / z.re)
  const step = stepFor(z)
  const count = Math.ceil(far / step)
  for (let k = -count; k <= count; k++) {
    const t = k * step
    // e^(-z) is left out, lest it underflow before it need.
    const rise = 2 * Math.sinh(t / 2) ** 2
    const term = C.exp({ re: -z.re * rise - nu.re * t, im: -z.im * rise - nu.im * t })
    sum = C.add(sum, term)
    size += C.abs(term)
  }
  return C.abs(sum) >= SHARE * size ? C.mul(C.exp(C.neg(z)), C.scale(step / 2, sum)) : C.NOTHING
}

function complexOrderY(nu: Complex, z: Complex): Complex {
  const angle = C.scale(Math.PI, nu)
  const parts = difference(C.mul(complexOrderJ(nu, z), C.cos(angle)), complexOrderJ(C.neg(nu), z))
  return C.div(parts, C.sin(angle))
}

/** The Hankel function J + iY (`sign` 1) or J - iY (`sign` -1). */
function complexOrderHankel(nu: Complex, z: Complex, sign: 1 | -1): Complex {
  if (z.im * sign < 0) {
    const y = timesI(C.scale(sign, complexOrderY(nu, z)))
    return C.neg(difference(C.neg(complexOrderJ(nu, z)), y))
  }
  // DLMF 10.27.8: 2/(pi i) e^(-nu pi i/2) K(nu, z/i), or its mirror image.
  const turned = sign === 1 ? overI(z) : timesI(z)
  const quarter = C.exp(C.scale((-sign * Math.PI) / 2, timesI(nu)))
  return C.scale((sign * 2) / Math.PI, overI(C.mul(quarter, complexOrderK(nu, turned))))
}

type Cylinder = (nu: Complex, z: Complex) => Complex

const ofAnyOrder =
  (real: Cylinder, complex: Cylinder): Cylinder =>
  (nu, z) =>
    nu.im === 0 ? real(nu, z) : C.isZero(z) ? C.NOTHING : complex(nu, z)

export const besselJ = ofAnyOrder(Real.besselJ, complexOrderJ)
export const besselY = ofAnyOrder(Real.besselY, complexOrderY)
export const besselI = ofAnyOrder(Real.besselI, complexOrderI)
export const besselK = ofAnyOrder(Real.besselK, complexOrderK)
export const hankel1 = ofAnyOrder(Real.hankel1, (nu, z) => complexOrderHankel(nu, z, 1))
export const hankel2 = ofAnyOrder(Real.hankel2, (nu, z) => complexOrderHankel(nu, z, -1))

/** sqrt(pi/(2z)) f(nu + 1/2, z). */
const spherical =
  (f: Cylinder): Cylinder =>
  (nu, z) =>
    C.mul(C.sqrt(C.div({ re: Math.PI / 2, im: 0 }, z)), f({ re: nu.re + 0.5, im: nu.im }, z))

export const sphericalJ = ofAnyOrder(Real.spherical(Real.besselJ), spherical(complexOrderJ))
export const sphericalY = ofAnyOrder(Real.spherical(Real.besselY), spherical(complexOrderY))
