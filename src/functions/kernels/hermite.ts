/**
 * Hermite functions H(n, x) of complex doubles and any degree: the recurrence DLMF 18.9.2 for whole degrees; 2^n times
 * U(-n/2, 1/2, x^2) and its continuation otherwise (DLMF 12.7.2, 13.6.10), from the two power series, or for large x from
 * the expansion 12.9.1. Between them, where the series cancel, the equation y'' = 2xy' - 2ny is integrated inwards from
 * large x, the direction in which the wanted solution is the stable one.
 */
import * as C from '../../number/complex.js'
import * as D from './complex-double-double.js'
import { gammaQuotient, hypergeometric } from './hypergeometric.js'
import { degree, recurrence } from './orthogonal.js'

type Complex = C.Complex

/** H(n, x), with H(n, 0) = 2^n sqrt(pi)/gamma((1 - n)/2). */
export function hermite(n: Complex, x: Complex): Complex {
  if (!C.hasValue(n) || !C.hasValue(x)) return C.NOTHING
  const whole = degree(n)
  if (whole !== undefined) {
    const w = D.toDD(x)
    return recurrence(whole, D.scale(2, w), (k, p, q) => D.sub(D.scale(2, D.mul(w, p)), D.scale(2 * k, q)))
  }
  const value = (x.re > 0 && C.abs(x) > 6 ? far(n, x) : undefined) ?? between(n, x)
  return n.im === 0 && x.im === 0 ? { re: value.re, im: 0 } : value
}

/** What may be left of the two series, where there is another way and where there is none. */
const SHARE = 0.02
const LAST_SHARE = 1e-4

/** Where |arg x| < pi/4 the solution grows inwards beside the other one; elsewhere there are the series alone. */
function between(n: Complex, x: Complex): Complex {
  const stable = x.re > Math.abs(x.im)
  return near(n, x, stable ? SHARE : LAST_SHARE) ?? (stable ? inward(n, x) : C.NOTHING)
}

/** From the even and the odd series; undefined where less than that share is left of them. */
function near(n: Complex, x: Complex, share: number): Complex | undefined {
  const square = C.mul(x, x)
  const odd = C.scale(0.5, C.sub(C.ONE, n))
  const first = C.mul(gammaQuotient([C.ONE], [odd]), hypergeometric([C.scale(-0.5, n)], [{ re: 0.5, im: 0 }], square))
  const second = C.mul(gammaQuotient([C.ONE], [C.scale(-0.5, n)]), hypergeometric([odd], [{ re: 1.5, im: 0 }], square))
  const value = C.sub(first, C.scale(2, C.mul(x, second)))
  const sound = C.abs(value) >= share * C.abs(first)
  return sound ? C.scale(Math.sqrt(Math.PI), C.mul(C.pow({ re: 2, im: 0 }, n), value)) : undefined
}

/** (2x)^n times the expansion in 1/x^2, for Re x > 0; undefined where its terms do not get small. */
function far(n: Complex, x: Complex): Complex | undefined {
  const over = C.inverse(C.scale(-4, C.mul(x, x)))
  let term = C.ONE
  let sum = C.ONE
  for (let k = 0; k < 200; k++) {
    const factor = C.mul(C.shift(n, -2 * k), C.shift(n, -2 * k - 1))
    const next = C.scale(1 / (k + 1), C.mul(C.mul(term, factor), over))
    if (C.abs(next) > C.abs(term) && k > C.abs(n)) return undefined
    term = next
    sum = C.add(sum, term)
    if (C.abs(term) <= 2 ** -54 * C.abs(sum)) return C.mul(C.pow(C.scale(2, x), n), sum)
  }
  return undefined
}

const FARTHEST = 200
const STEP = 0.25

/** By Taylor steps from a point on the same ray where the expansion holds. */
function inward(n: Complex, x: Complex): Complex {
  const size = C.abs(x)
  for (let radius = Math.max(8, size); radius < FARTHEST; radius *= 1.5) {
    const start = C.scale(radius / size, x)
    const [y, lower] = [far(n, start), far(C.shift(n, -1), start)]
    if (y === undefined || lower === undefined) continue
    const steps = Math.ceil((radius - size) / STEP)
    const h = C.scale((size - radius) / (size * Math.max(steps, 1)), x)
    let [value, slope] = [y, C.mul(C.scale(2, n), lower)]
    for (let k = 0; k < steps; k++) [value, slope] = taylorStep(n, C.add(start, C.scale(k, h)), value, slope, h)
    return value
  }
  return C.NOTHING
}

/** The value and the slope at w + h. */
function taylorStep(n: Complex, w: Complex, y: Complex, slope: Complex, h: Complex): [Complex, Complex] {
  let [c, d] = [y, C.mul(slope, h)] // the terms of order m and m + 1
  let value = C.add(c, d)
  let scaledSlope = d
  const hh = C.mul(h, h)
  for (let m = 0; m < 200; m++) {
    // (m + 1)(m + 2) c(m + 2) = 2w(m + 1) c(m + 1) + 2(m - n) c(m)
    const lead = C.scale(2 / (m + 2), C.mul(C.mul(w, h), d))
    const tail = C.scale(2 / ((m + 1) * (m + 2)), C.mul(C.mul(C.sub({ re: m, im: 0 }, n), hh), c))
    ;[c, d] = [d, C.add(lead, tail)]
    value = C.add(value, d)
    scaledSlope = C.add(scaledSlope, C.scale(m + 2, d))
    if (C.abs(c) + (m + 2) * C.abs(d) <= 2 ** -56 * (C.abs(value) + C.abs(scaledSlope))) break
  }
  return [value, C.div(scaledSlope, h)]
}
