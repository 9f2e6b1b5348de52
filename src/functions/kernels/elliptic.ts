/**
 * Legendre's elliptic integrals of complex doubles from Carlson's symmetric ones, DLMF 19.25(i), with the parameter
 * m = k^2. For |Re phi| > pi/2 the whole periods are split off, DLMF 19.2.10. Where 1 - m*sin(phi)^2 or
 * 1 - n*sin(phi)^2 is negative, the value is the limit from above of that quantity.
 * Relative error about 1e-14 for arguments of ordinary size; it grows with the condition of 1 - m*sin(phi)^2.
 */
import * as C from '../../number/complex.js'
import { carlsonD, carlsonF, carlsonJ } from './carlson.js'

type Complex = C.Complex

const INFINITY: Complex = { re: Number.POSITIVE_INFINITY, im: 0 }

const isOne = (z: Complex): boolean => z.re === 1 && z.im === 0

/** K(m) = RF(0, 1 - m, 1); infinite at 1. */
export const completeK = (m: Complex): Complex => (isOne(m) ? INFINITY : carlsonF(C.ZERO, C.sub(C.ONE, m), C.ONE))

/** E(m) = RF(0, 1 - m, 1) - m/3 RD(0, 1 - m, 1); 1 at 1. */
export function completeE(m: Complex): Complex {
  if (isOne(m)) return C.ONE
  const y = C.sub(C.ONE, m)
  // (1 - m)(RD(0, y, 1) + RD(0, 1, y))/3, DLMF 19.25.1, does not cancel.
  return C.scale(1 / 3, C.mul(y, C.add(carlsonD(C.ZERO, y, C.ONE), carlsonD(C.ZERO, C.ONE, y))))
}

/** The complete integral of the third kind; NaN at n = 1, infinite at m = 1. */
export function completePi(n: Complex, m: Complex): Complex {
  if (isOne(n)) return C.NOTHING
  if (isOne(m)) return n.im === 0 && n.re < 1 ? INFINITY : C.NOTHING
  const y = C.sub(C.ONE, m)
  const rj = carlsonJ(C.ZERO, y, C.ONE, C.sub(C.ONE, n))
  return C.add(carlsonF(C.ZERO, y, C.ONE), C.scale(1 / 3, C.mul(n, rj)))
}

/** The amplitude within half a period of 0, what its sine and cosine give, and the number of whole periods taken off. */
interface Reduced {
  readonly periods: number
  readonly s: Complex
  readonly cc: Complex
  readonly ss: Complex
}

/** Low parts of pi, so that a whole number of periods is taken off without loss (W. J. Cody, W. Waite). */
const PI_HIGH = 3.1415926218032837
const PI_LOW = 3.178650954705639e-8

/** Beyond this the position within the period is lost in the rounding of the amplitude. */
const LARGEST_AMPLITUDE = 1e8

function reduce(phi: Complex): Reduced | undefined {
  if (!(Math.abs(phi.re) < LARGEST_AMPLITUDE) || !Number.isFinite(phi.im)) return undefined
  const periods = Math.abs(phi.re) > Math.PI / 2 ? roundHalfEven(phi.re / Math.PI) : 0
  const z = { re: phi.re - periods * PI_HIGH - periods * PI_LOW, im: phi.im }
  const s = C.sin(z)
  const c = C.cos(z)
  return { periods, s, cc: C.mul(c, c), ss: C.mul(s, s) }
}

function roundHalfEven(x: number): number {
  const n = Math.round(x)
  return Math.abs(x - Math.trunc(x)) === 0.5 && n % 2 !== 0 ? n - 1 : n
}

/** 1 - k*sin^2, as cos^2 + (1 - k)*sin^2 where k is near 1. */
function complement(k: Complex, { cc, ss }: Reduced): Complex {
  const rest = C.sub(C.ONE, k)
  return C.abs(rest) < 0.5 ? C.add(cc, C.mul(rest, ss)) : C.sub(C.ONE, C.mul(k, ss))
}

/** The integral over the part of a period, and twice the complete one for each whole period. */
function assembled(r: Reduced, part: Complex, complete: () => Complex): Complex {
  return r.periods === 0 ? part : C.add(part, C.scale(2 * r.periods, complete()))
}

export function incompleteF(phi: Complex, m: Complex): Complex {
  const r = reduce(phi)
  if (r === undefined) return C.NOTHING
  const part = C.mul(r.s, carlsonF(r.cc, complement(m, r), C.ONE))
  return assembled(r, part, () => completeK(m))
}

export function incompleteE(phi: Complex, m: Complex): Complex {
  const r = reduce(phi)
  if (r === undefined) return C.NOTHING
  return assembled(r, partialE(r, m), () => completeE(m))
}

function partialE(r: Reduced, m: Complex): Complex {
  if (isOne(m)) return r.s
  const y = complement(m, r)
  const f = carlsonF(r.cc, y, C.ONE)
  const d = C.mul(C.mul(m, r.ss), carlsonD(r.cc, y, C.ONE))
  return C.mul(r.s, C.sub(f, C.scale(1 / 3, d)))
}

/** The incomplete integral of the third kind with characteristic n. */
export function incompletePi(n: Complex, phi: Complex, m: Complex): Complex {
  const r = reduce(phi)
  if (r === undefined) return C.NOTHING
  const y = complement(m, r)
  const f = carlsonF(r.cc, y, C.ONE)
  const j = C.mul(C.mul(n, r.ss), carlsonJ(r.cc, y, C.ONE, complement(n, r)))
  const part = C.mul(r.s, C.add(f, C.scale(1 / 3, j)))
  return assembled(r, part, () => completePi(n, m))
}
