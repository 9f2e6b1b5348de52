/**
 * x^y for x > 0: the logarithm to base 2 in two parts, times y in two parts. Source: fdlibm (Sun Microsystems, 2004), e_pow.c.
 * The error is below one unit in the last place.
 */
import { type Arithmetic, nearest, polynomial } from './arithmetic.js'
import { expOf } from './exponential.js'

/** 2^27 + 1: a product with it takes the upper half of a double (T. J. Dekker). */
const SPLITTER = 134217729

const upper = <T, C>(on: Arithmetic<T, C>, a: T): T => {
  const wide = on.mul(on.constant(SPLITTER), a)
  return on.sub(wide, on.sub(wide, a))
}

/** (log(a/b) - 2s - (2/3)*s^3)*3/(2*s^5) for s = (a - b)/(a + b), in powers of s^2. */
const LOG = [
  0.5999999999999946, 0.4285714285785502, 0.33333332981837743, 0.272728123808534, 0.23066074577556175,
  0.20697501780033842,
]
/** 2/(3*log(2)) and log2(3/2), each in two parts. */
const SCALE = 0.9617966939259756
const SCALE_HIGH = 0.9617967009544373
const SCALE_LOW = -7.028461650952758e-9
const SHIFT_HIGH = 0.5849624872207642
const SHIFT_LOW = 1.350039202129749e-8
const LN2 = Math.LN2
const LN2_HIGH = 0.6931471824645996
const LN2_LOW = -1.904654299957768e-9

export function pow<T, C>(on: Arithmetic<T, C>, x: T, y: T): T {
  const { high, low } = logarithm(on, x)
  const above = upper(on, y)
  const rest = on.add(on.mul(on.sub(y, above), high), on.mul(y, low))
  const main = on.mul(above, high)
  const sum = on.add(main, rest)
  const n = nearest(on, sum)
  const part = on.sub(main, n)
  const t = upper(on, on.add(rest, part))
  const u = on.mul(t, on.constant(LN2_HIGH))
  const left = on.sub(rest, on.sub(t, part))
  const v = on.add(on.mul(left, on.constant(LN2)), on.mul(t, on.constant(LN2_LOW)))
  const z = on.add(u, v)
  const w = on.sub(v, on.sub(z, u))
  return on.mul(expOf(on, z, on.sub(on.constant(0), w)), on.power(n))
}

/** log2(x) in two parts, of which the upper has half of the bits. */
function logarithm<T, C>(on: Arithmetic<T, C>, x: T): { readonly high: T; readonly low: T } {
  const k = on.exponent(x)
  // From the root of 1/2 to that of 2; above that of 3/2 beside 3/2, and below that of 3/4 beside 3/4.
  const m = on.mul(x, on.power(on.sub(on.constant(0), k)))
  const isLarge = on.less(on.constant(1.224744871391589), m)
  const isSmall = on.less(m, on.constant(0.8660254037844386))
  const a = on.select(isSmall, on.add(m, m), m)
  const n = on.select(isSmall, on.sub(k, on.constant(1)), k)
  const shifted = (yes: number, no: number): T =>
    on.select(isSmall, on.constant(yes), on.select(isLarge, on.constant(yes), on.constant(no)))
  const b = shifted(1.5, 1)
  const u = on.sub(a, b)
  const below = on.div(on.constant(1), on.add(a, b))
  const s = on.mul(u, below)
  const sHigh = upper(on, s)
  const tHigh = upper(on, on.add(a, b))
  const tLow = on.sub(a, on.sub(tHigh, b))
  const sLow = on.mul(below, on.sub(on.sub(u, on.mul(sHigh, tHigh)), on.mul(sHigh, tLow)))
  const square = on.mul(s, s)
  const r = on.add(on.mul(on.mul(square, square), polynomial(on, square, LOG)), on.mul(sLow, on.add(sHigh, s)))
  const highSquare = on.mul(sHigh, sHigh)
  const threeHigh = upper(on, on.add(on.add(on.constant(3), highSquare), r))
  const threeLow = on.sub(r, on.sub(on.sub(threeHigh, on.constant(3)), highSquare))
  const p = on.mul(sHigh, threeHigh)
  const q = on.add(on.mul(sLow, threeHigh), on.mul(threeLow, s))
  const pHigh = upper(on, on.add(p, q))
  const pLow = on.sub(q, on.sub(pHigh, p))
  const zHigh = on.mul(on.constant(SCALE_HIGH), pHigh)
  const zLow = on.add(
    on.add(on.mul(on.constant(SCALE_LOW), pHigh), on.mul(pLow, on.constant(SCALE))),
    shifted(SHIFT_LOW, 0),
  )
  const shift = shifted(SHIFT_HIGH, 0)
  const high = upper(on, on.add(on.add(on.add(zHigh, zLow), shift), n))
  const low = on.sub(zLow, on.sub(on.sub(on.sub(high, n), shift), zHigh))
  return { high, low }
}
