/**
 * Bessel functions of any real order and complex argument, from I and K in the right half plane (bessel-modified.ts):
 * DLMF 10.27.6-10.27.8 for J, Y and the Hankel functions, 10.34 for the left half plane, 10.27.2 for negative orders.
 * Principal branches, cut along the negative axis, continuous from above. NaN for orders that are not real or beyond
 * 20,000. Relative error about 1e-14, growing with the number of recurrence steps and, as any function's, near zeros.
 */
import * as C from '../../number/complex.js'
import { overI, timesI } from '../../number/complex-arithmetic.js'
import { cosPi, firstTerm, type Modified, modified, sinPiOf, TINY } from './bessel-modified.js'

type Complex = C.Complex

/** e^(i*pi*x), exact at multiples of 1/2. */
const unit = (x: number): Complex => ({ re: cosPi(x), im: sinPiOf(x) })

/** I of any real order from the C.scale pair at |nu|. */
function unscaledI(nu: number, z: Complex, m: Modified): Complex {
  const i = C.mul(C.exp(z), m.i)
  const sine = nu < 0 ? sinPiOf(nu) : 0
  return sine === 0 ? i : C.sub(i, C.scale((2 / Math.PI) * sine, unscaledK(z, m)))
}

const unscaledK = (z: Complex, m: Modified): Complex => C.mul(C.exp(C.neg(z)), m.k)

/** J and the Hankel function that is small on the argument's side of the real axis. */
interface Cylinder {
  readonly j: Complex
  readonly h: Complex
  /** Whether h is the first Hankel function: the argument lies in the upper half plane. */
  readonly upper: boolean
}

function cylinder(nu: Complex, w: Complex): Cylinder | undefined {
  const upper = w.im >= 0
  const z = upper ? overI(w) : timesI(w)
  const m = nu.im === 0 ? modified(Math.abs(nu.re), z) : undefined
  if (m === undefined) return undefined
  const side = upper ? 1 : -1
  const j = C.mul(unit((side * nu.re) / 2), unscaledI(nu.re, z, m))
  // Y falls beyond all bounds before J at an order that large, or so close to 0.
  if (m.k.re === Infinity && onAxis(w)) return { j, h: { re: j.re, im: -Infinity }, upper }
  const h = C.mul(unit((-side * nu.re) / 2), C.scale((-side * 2) / Math.PI, timesI(unscaledK(z, m))))
  return { j, h, upper }
}

/** J(nu, 0), where it is finite. */
const atOrigin = (nu: Complex): Complex =>
  nu.re === 0 && nu.im === 0 ? C.ONE : nu.im === 0 && (nu.re > 0 || Number.isInteger(nu.re)) ? C.ZERO : C.NOTHING

/** Real where the mathematics says so: a real order and a positive argument. */
const onAxis = (w: Complex): boolean => w.im === 0 && w.re > 0

export function besselJ(nu: Complex, w: Complex): Complex {
  if (C.isZero(w)) return atOrigin(nu)
  const c = cylinder(nu, w)
  if (c === undefined) return C.NOTHING
  return onAxis(w) ? { re: c.j.re, im: 0 } : c.j
}

/** Y(nu, w); for a negative order by DLMF 10.4.6, so that Y(-n - 1/2) does not drown in the other function. */
export function besselY(nu: Complex, w: Complex): Complex {
  if (nu.re >= 0) return positiveY(nu, w)
  const order = C.neg(nu)
  const [sine, cosine] = [sinPiOf(order.re), cosPi(order.re)]
  const j = sine === 0 ? C.ZERO : C.scale(sine, besselJ(order, w))
  return cosine === 0 ? j : C.add(j, C.scale(cosine, positiveY(order, w)))
}

function positiveY(nu: Complex, w: Complex): Complex {
  const c = cylinder(nu, w)
  if (c === undefined) return C.NOTHING
  if (onAxis(w)) return { re: c.h.im, im: 0 }
  return c.upper ? overI(C.sub(c.h, c.j)) : overI(C.sub(c.j, c.h))
}

/** The Hankel function J + iY (`sign` 1) or J - iY (`sign` -1). */
function hankel(nu: Complex, w: Complex, sign: 1 | -1): Complex {
  const c = cylinder(nu, w)
  if (c === undefined) return C.NOTHING
  if (onAxis(w)) return { re: c.j.re, im: sign * c.h.im }
  return c.upper === (sign === 1) ? c.h : C.sub(C.scale(2, c.j), c.h)
}

export const hankel1 = (nu: Complex, w: Complex): Complex => hankel(nu, w, 1)
export const hankel2 = (nu: Complex, w: Complex): Complex => hankel(nu, w, -1)

/** I and K in the whole plane, off 0. */
function modifiedEverywhere(nu: Complex, z: Complex): { i: Complex; k: Complex } | undefined {
  const left = z.re < 0
  const mirrored = left ? C.neg(z) : z
  const m = nu.im === 0 ? modified(Math.abs(nu.re), mirrored) : undefined
  if (m === undefined) return undefined
  const i = unscaledI(nu.re, mirrored, m)
  const k = unscaledK(mirrored, m)
  if (!left) return { i: onAxis(z) ? { re: i.re, im: 0 } : i, k: onAxis(z) ? { re: k.re, im: 0 } : k }
  // z = e^(+-i pi) times its mirror image, the upper sign in the upper half plane.
  const side = z.im >= 0 ? 1 : -1
  const positive = nu.re < 0 ? unscaledI(-nu.re, mirrored, m) : i
  const order = Math.abs(nu.re)
  const turnedK = C.sub(C.mul(unit(-side * order), k), C.scale(side * Math.PI, timesI(positive)))
  return { i: C.mul(unit(side * nu.re), i), k: turnedK }
}

export function besselI(nu: Complex, z: Complex): Complex {
  if (C.isZero(z)) return atOrigin(nu)
  return modifiedEverywhere(nu, z)?.i ?? C.NOTHING
}

export const besselK = (nu: Complex, z: Complex): Complex => modifiedEverywhere(nu, z)?.k ?? C.NOTHING

/** sqrt(pi/(2w)) f(nu + 1/2, w), the spherical function of f. */
export function spherical(f: (nu: Complex, w: Complex) => Complex): (nu: Complex, w: Complex) => Complex {
  return (nu, w) => {
    if (C.isZero(w)) return f === besselJ && (nu.re > 0 || C.isZero(nu)) ? atOrigin(nu) : C.NOTHING
    // Near 0 the factors underflow and overflow before their product has to.
    if (f === besselJ && nu.im === 0 && nu.re >= 0 && C.abs(w) < TINY)
      return C.scale(Math.sqrt(Math.PI) / 2, firstTerm(nu.re, w, 0.5))
    const root = C.div({ re: Math.sqrt(Math.PI / 2), im: 0 }, C.sqrt(w))
    const value = f({ re: nu.re + 0.5, im: nu.im }, w)
    return onAxis(w) ? C.scale(root.re, value) : C.mul(root, value)
  }
}

/**
 * A kernel over the reals: for x < 0 from that for -x, where the order is a whole number; `parity` is 0 for f(-x) =
 * (-1)^nu f(x), 1 for the opposite sign, undefined where there is no real value. `limit` is that at infinity.
 */
export function onReals(
  f: (nu: Complex, w: Complex) => Complex,
  parity: 0 | 1 | undefined,
  limit: number,
): (nu: number, x: number) => number {
  return (nu, x) => {
    const far = Math.abs(x) === Infinity && Number.isFinite(nu)
    const re = far ? limit : f({ re: nu, im: 0 }, { re: Math.abs(x), im: 0 }).re
    if (x >= 0) return re
    if (parity === undefined || !Number.isInteger(nu)) return Number.NaN
    return (nu + parity) % 2 === 0 ? re : -re
  }
}
