/**
 * Lambert's W on every branch: Halley's method from the series about the branch point -1/e, the logarithmic
 * asymptotics, or, on the principal branch next to 0, z itself. e*z + 1, on which everything next to the branch point
 * rests, is computed with e in two doubles. For |z| so large that w e^w overflows the equation is iterated in
 * logarithms.
 * Source: R. M. Corless et al., "On the Lambert W function", Adv. Comput. Math. 5 (1996); DLMF 4.13.
 */
import * as C from '../../number/complex.js'
import { productError, sumError } from '../../number/double-double.js'

type Complex = C.Complex

export const E_LOW = 1.4456468917292502e-16
/** Coefficients in p = sqrt(2(ez + 1)). */
export const BRANCH_POINT = [-1, 1, -1 / 3, 11 / 72, -43 / 540, 769 / 17280, -221 / 8505, 680863 / 43545600]

/** e*z + 1. */
function fromBranchPoint({ re: x, im: y }: Complex): Complex {
  const product = Math.E * x
  const sum = product + 1
  return { re: sum + (sumError(product, 1, sum) + productError(Math.E, x, product) + E_LOW * x), im: Math.E * y }
}

/** The series about the branch point, on the side of the given root. */
function aboutBranchPoint(distance: Complex, sign: 1 | -1): Complex {
  const p = C.scale(sign, C.sqrt(C.scale(2, distance)))
  return BRANCH_POINT.reduceRight<Complex>((sum, c) => C.add(C.mul(sum, p), { re: c, im: 0 }), { re: 0, im: 0 })
}

/** Whether branch k meets -1/e from this side of its cut, and with which root. */
function rootAtBranchPoint(k: number, z: Complex): 1 | -1 | undefined {
  if (k === 0) return 1
  if (k === -1 && z.im >= 0) return -1
  return k === 1 && z.im < 0 ? -1 : undefined
}

function start(k: number, z: Complex, distance: Complex): Complex {
  const root = rootAtBranchPoint(k, z)
  if (root !== undefined && C.abs(distance) < 1) return aboutBranchPoint(distance, root)
  if (k === 0 && C.abs(z) < 2 && z.re > -0.3) return C.log1p(z)
  if (k === -1 && z.im === 0 && z.re < 0 && distance.re > 0) {
    const log = Math.log(-z.re)
    return { re: log - Math.log(-log), im: 0 }
  }
  const log = C.log(z)
  const turned = { re: log.re, im: log.im + 2 * Math.PI * k }
  return C.sub(turned, C.log(turned))
}

/** A step of Halley's method for w e^w = z. */
function halley(w: Complex, z: Complex): Complex {
  const e = C.exp(w)
  const miss = C.sub(C.mul(w, e), z)
  const above = { re: w.re + 1, im: w.im }
  const correction = C.div(C.mul({ re: w.re + 2, im: w.im }, miss), C.scale(2, above))
  return C.div(miss, C.sub(C.mul(e, above), correction))
}

/** A step of Newton's method for w + log w = log z + 2 pi i k, which does not overflow. */
function logarithmic(w: Complex, log: Complex): Complex {
  const miss = C.sub(C.add(w, C.log(w)), log)
  return C.div(C.mul(miss, w), { re: w.re + 1, im: w.im })
}

/** W of a complex number on the branch k. */
export function lambertW(k: number, z: Complex): Complex {
  if (!Number.isSafeInteger(k) || Number.isNaN(z.re) || Number.isNaN(z.im)) return C.NOTHING
  if (z.re === 0 && z.im === 0) return k === 0 ? z : { re: -Infinity, im: 0 }
  if (C.abs(z) === Infinity) return { re: Infinity, im: k === 0 ? 0 : 2 * Math.PI * k }
  if (k === 0 && C.abs(z) < 1e-20) return z
  const distance = fromBranchPoint(z)
  if (distance.re === 0 && distance.im === 0 && rootAtBranchPoint(k, z) !== undefined) return { re: -1, im: 0 }
  const root = rootAtBranchPoint(k, z)
  if (root !== undefined && C.abs(distance) < 1e-6) return aboutBranchPoint(distance, root)
  let w = start(k, z, distance)
  const log = C.log(z)
  const turned = { re: log.re, im: log.im + 2 * Math.PI * k }
  const far = Math.abs(log.re) > 300 || Math.abs(k) > 1e6
  for (let steps = 0; steps < 60; steps++) {
    const step = far ? logarithmic(w, turned) : halley(w, z)
    w = C.sub(w, step)
    if (!(C.abs(step) > 1e-9 * C.abs(w))) break
  }
  return w
}

/** W of a real number on a branch: NaN where it is not real. */
export function lambertReal(k: number, x: number): number {
  if (x === Infinity) return k === 0 ? x : NaN
  if (x < -1) return NaN
  if (k !== 0 && !(k === -1 && x < 0)) return NaN
  const distance = fromBranchPoint({ re: x, im: 0 }).re
  if (distance < 0) return distance > -1e-16 ? -1 : NaN
  return lambertW(k, { re: x, im: 0 }).re
}
