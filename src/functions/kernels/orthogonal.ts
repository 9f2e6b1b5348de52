/**
 * The classical orthogonal polynomials and the functions of any degree that continue them. For a whole degree the
 * three-term recurrence (DLMF 18.9.2), stable for real and complex arguments alike; otherwise the hypergeometric
 * representations DLMF 18.5(iii), 14.3.1 and 18.11(i) as definitions.
 */
import * as C from '../../number/complex.js'
import * as D from './complex-double-double.js'
import { acos } from './cuts.js'
import { gammaComplex } from './gamma-complex.js'
import { isPole } from './gamma-quotient.js'
import { gammaQuotient, hypergeometric } from './hypergeometric.js'

type Complex = C.Complex
type Wide = D.ComplexDD

const ROOT_PI: Complex = { re: Math.sqrt(Math.PI), im: 0 }
const half = (z: Complex): Complex => C.scale(0.5, C.sub(C.ONE, z))

/** The largest degree that the recurrence goes to. */
const LARGEST_DEGREE = 20_000

/** The degree, where it is a whole number that the recurrence can reach. */
export function degree(n: Complex): number | undefined {
  return n.im === 0 && Number.isInteger(n.re) && n.re >= 0 && n.re <= LARGEST_DEGREE ? n.re : undefined
}

/**
 * p(n) where p(0) = 1, p(1) is given and p(k + 1) = next(k, p(k), p(k - 1)). In double-double: near a zero the terms
 * cancel, and the value would keep only what they leave. What gets too large on the way is carried on in a smaller unit: the next
 * step would subtract infinities, and the sign would be lost.
 */
export function recurrence(n: number, first: Wide, next: (k: number, now: Wide, before: Wide) => Wide): Complex {
  let [before, now] = [D.ONE_DD, first]
  if (n === 0) return C.ONE
  let units = 0
  for (let k = 1; k < n; k++) {
    if (D.sizeDD(now) >= TOO_LARGE) {
      ;[before, now] = [D.scale(1 / UNIT, before), D.scale(1 / UNIT, now)]
      units++
    }
    ;[before, now] = [now, next(k, now, before)]
  }
  let value = D.fromDD(now)
  for (; units > 0; units--) value = C.scale(UNIT, value)
  return value
}

const TOO_LARGE = 2 ** 300
const UNIT = 2 ** 600

/** p/n for a whole number n. */
const over = (p: Wide, n: number): Wide => D.div(p, D.realDD([n, 0]))

/** P(n, x). */
export function legendre(n: Complex, x: Complex): Complex {
  if (n.im === 0 && n.re < -0.5) return legendre({ re: -1 - n.re, im: 0 }, x)
  const whole = degree(n)
  if (whole === undefined) return hypergeometric([C.neg(n), C.shift(n, 1)], [C.ONE], half(x))
  const w = D.toDD(x)
  return recurrence(whole, w, (k, p, q) => over(D.sub(D.scale(2 * k + 1, D.mul(w, p)), D.scale(k, q)), k + 1))
}

/** The function of Ferrers and its continuation, ((1 + x)/(1 - x))^(m/2) 2F1(-n, n + 1; 1 - m; (1 - x)/2)/gamma(1 - m). */
export function assocLegendre(n: Complex, m: Complex, x: Complex): Complex {
  const order = m.im === 0 && Number.isInteger(m.re) ? m.re : undefined
  const plus = C.add(C.ONE, x)
  const minus = C.sub(C.ONE, x)
  if (order !== undefined && order > 0) {
    // (-1)^m (1 - x^2)^(m/2) d^m/dx^m P(n, x), DLMF 14.6.1, and that derivative is a Gegenbauer function.
    if (order > 150) return C.NOTHING
    const root = C.mul(power(plus, order / 2), power(minus, order / 2))
    const below = C.shift(n, -order)
    if (degree(n) === undefined) {
      // Factor by factor, so that nothing is lost close to a whole degree.
      let front = C.ONE
      for (let k = 1 - order; k <= order; k++) front = C.mul(front, C.shift(n, k))
      for (let k = 1; k <= order; k++) front = C.scale(-0.5 / k, front)
      const rest = hypergeometric([C.neg(below), C.shift(n, order + 1)], [{ re: order + 1, im: 0 }], half(x))
      return C.mul(C.mul(front, root), rest)
    }
    let factor = C.ONE
    for (let k = 0; k < order; k++) factor = C.scale(-(2 * k + 1), factor)
    return C.mul(C.mul(factor, root), gegenbauer(below, { re: order + 0.5, im: 0 }, x))
  }
  const lower = C.sub(C.ONE, m)
  const base = C.mul(C.pow(plus, C.scale(0.5, m)), C.pow(minus, C.scale(-0.5, m)))
  const first = C.mul(base, gammaQuotient([C.ONE], [lower]))
  const whole = degree(n)
  if (whole === undefined) return C.mul(first, hypergeometric([C.neg(n), C.shift(n, 1)], [lower], half(x)))
  const [w, wm] = [D.toDD(x), D.toDD(m)]
  const low = D.sub(D.ONE_DD, wm)
  const ratio = recurrence(whole, D.div(D.sub(w, wm), low), (k, p, q) => {
    const rise = D.sub(D.scale(2 * k + 1, D.mul(w, p)), D.mul(D.shiftDD(wm, k), q))
    return D.div(rise, D.shiftDD(low, k))
  })
  return C.mul(first, ratio)
}

const power = (z: Complex, x: number): Complex => C.pow(z, { re: x, im: 0 })

/** T(n, x) = cos(n acos x). */
export function chebyshevT(n: Complex, x: Complex): Complex {
  const whole = degree(n.im === 0 ? { re: Math.abs(n.re), im: 0 } : n)
  if (whole === undefined || whole > 500) return C.cos(C.mul(n, C.acos(x)))
  return chebyshev(whole, x, 1)
}

/** The recurrence that both kinds share, from first*x. */
function chebyshev(n: number, x: Complex, first: number): Complex {
  const w = D.toDD(x)
  return recurrence(n, D.scale(first, w), (_, p, q) => D.sub(D.scale(2, D.mul(w, p)), q))
}

/** U(n, x) = sin((n + 1) acos x)/sqrt(1 - x^2). */
export function chebyshevU(n: Complex, x: Complex): Complex {
  if (n.im === 0 && n.re < -1) return C.neg(chebyshevU({ re: -2 - n.re, im: 0 }, x))
  if (n.im === 0 && n.re === -1) return C.ZERO
  const whole = degree(n)
  if (whole !== undefined && whole <= 500) return chebyshev(whole, x, 2)
  const root = C.mul(C.sqrt(C.sub(C.ONE, x)), C.sqrt(C.add(C.ONE, x)))
  const after = C.shift(n, 1)
  if (root.re === 0 && root.im === 0) return x.re > 0 || whole !== undefined ? atEnd(after, x, whole) : C.NOTHING
  return C.div(C.sin(C.mul(after, acos(x))), root)
}

const atEnd = (after: Complex, x: Complex, whole: number | undefined): Complex =>
  x.re < 0 && whole !== undefined && whole % 2 === 1 ? C.neg(after) : after

/** C(n, a, x), with gamma(n + 2a)/(gamma(2a) gamma(n + 1)) at x = 1. */
export function gegenbauer(n: Complex, a: Complex, x: Complex): Complex {
  const whole = degree(n)
  if (whole !== undefined) {
    const [w, wa] = [D.toDD(x), D.toDD(a)]
    return recurrence(whole, D.scale(2, D.mul(wa, w)), (k, p, q) => {
      const rise = D.scale(2, D.mul(D.mul(D.shiftDD(wa, k), w), p))
      return over(D.sub(rise, D.mul(D.shiftDD(D.scale(2, wa), k - 1), q)), k + 1)
    })
  }
  const twice = C.scale(2, a)
  if (isPole(C.shift(a, 0.5))) {
    // gamma(a + 1/2)/gamma(2a) stays finite, DLMF 5.5.5.
    const front = C.div(power({ re: 2, im: 0 }, 1 - twice.re), C.div(gammaComplex(a), ROOT_PI))
    const value = regularised([C.neg(n), C.add(n, twice)], C.shift(a, 0.5), half(x))
    return C.mul(C.mul(front, value), fallingInverse(n, 1 - twice.re))
  }
  const factor = risingQuotient(C.add(n, twice), C.shift(n, 1), twice)
  if (factor.re === 0 && factor.im === 0) return C.ZERO
  return C.mul(factor, hypergeometric([C.neg(n), C.add(n, twice)], [C.shift(a, 0.5)], half(x)))
}

/** gamma(p)/(gamma(q) gamma(r)), where p - q = r - 1: a product where that is a whole number. */
function risingQuotient(p: Complex, q: Complex, r: Complex): Complex {
  if (r.im !== 0 || !Number.isInteger(r.re) || r.re < 1 || r.re > 400) return gammaQuotient([p], [q, r])
  let product = C.ONE
  for (let k = 0; k < r.re - 1; k++) product = C.scale(1 / (k + 1), C.mul(product, C.shift(q, k)))
  return product
}

/** 1/(n(n - 1)...(n - count + 1)). */
function fallingInverse(n: Complex, count: number): Complex {
  let product = C.ONE
  for (let k = 0; k < count; k++) product = C.mul(product, C.shift(n, -k))
  return C.inverse(product)
}

/** The limit of pFq(above; c; z)/gamma(c) for p = 1 or 2 at c = 0, -1, -2, ...: DLMF 15.2.3_5, 13.2.5. */
function regularised(above: readonly Complex[], c: Complex, z: Complex): Complex {
  const count = 1 - c.re
  let factor = C.ONE
  for (let k = 0; k < count; k++) {
    for (const a of above) factor = C.mul(factor, C.shift(a, k))
    factor = C.scale(1 / (k + 1), C.mul(factor, z))
  }
  if (factor.re === 0 && factor.im === 0) return C.ZERO
  const raised = above.map(a => C.shift(a, count))
  return C.mul(factor, hypergeometric(raised, [{ re: count + 1, im: 0 }], z))
}

/** Whether a = -1, -2, ..., and the degree is none of 0, 1, ..., -a - 1, where the polynomial has a double limit. */
const isLowered = (n: Complex, a: Complex): boolean =>
  isPole(C.shift(a, 1)) && a.re > -LARGEST_DEGREE && !(degree(n) !== undefined && n.re < -a.re)

/** P(n, a, b, x). */
export function jacobi(n: Complex, a: Complex, b: Complex, x: Complex): Complex {
  const after = C.shift(a, 1)
  if (isLowered(n, a)) {
    const value = regularised([C.neg(n), C.add(C.add(n, after), b)], after, half(x))
    return C.mul(value, fallingInverse(n, -a.re))
  }
  const factor = risingQuotient(C.add(n, after), C.shift(n, 1), after)
  const value = C.mul(factor, hypergeometric([C.neg(n), C.add(C.add(n, after), b)], [after], half(x)))
  const whole = degree(n)
  return whole !== undefined && Number.isNaN(value.re) ? jacobiByRecurrence(whole, a, b, x) : value
}

/** DLMF 18.9.2, where the sum of powers would cancel. */
function jacobiByRecurrence(n: number, ...given: readonly [Complex, Complex, Complex]): Complex {
  const [a, b, x] = given.map(D.toDD) as [Wide, Wide, Wide]
  const s = D.add(a, b)
  const squares = D.mul(D.sub(a, b), s)
  const first = D.scale(0.5, D.add(D.sub(a, b), D.mul(D.shiftDD(s, 2), x)))
  return recurrence(n, first, (k, p, q) => {
    const middle = D.shiftDD(s, 2 * k)
    const slope = D.add(D.mul(D.mul(D.shiftDD(middle, 2), middle), x), squares)
    const rise = D.mul(D.mul(D.shiftDD(middle, 1), slope), p)
    const fall = D.mul(D.mul(D.mul(D.shiftDD(a, k), D.shiftDD(b, k)), D.shiftDD(middle, 2)), D.scale(2, q))
    return D.div(D.sub(rise, fall), D.mul(D.scale(2 * (k + 1), D.shiftDD(s, k + 1)), middle))
  })
}

/** L(n, a, x). */
export function genLaguerre(n: Complex, a: Complex, x: Complex): Complex {
  const whole = degree(n)
  if (isLowered(n, a)) {
    if (whole !== undefined) return reflectedLaguerre(whole, -a.re, x)
    return C.mul(regularised([C.neg(n)], C.shift(a, 1), x), fallingInverse(n, -a.re))
  }
  if (whole !== undefined && a.re >= 0) return laguerreByRecurrence(whole, a, x)
  const after = C.shift(a, 1)
  const factor = risingQuotient(C.add(n, after), C.shift(n, 1), after)
  const value = C.mul(factor, hypergeometric([C.neg(n)], [after], x))
  return whole !== undefined && Number.isNaN(value.re) ? laguerreByRecurrence(whole, a, x) : value
}

function laguerreByRecurrence(n: number, a: Complex, x: Complex): Complex {
  const [wa, w] = [D.toDD(a), D.toDD(x)]
  return recurrence(n, D.sub(D.shiftDD(wa, 1), w), (k, p, q) => {
    const rise = D.mul(D.sub(D.shiftDD(wa, 2 * k + 1), w), p)
    return over(D.sub(rise, D.mul(D.shiftDD(wa, k), q)), k + 1)
  })
}

/** L(n, -k, x) = (-x)^k (n - k)!/n! L(n - k, k, x), which the recurrence would reach by cancellation only. */
function reflectedLaguerre(n: number, k: number, x: Complex): Complex {
  let value = laguerreByRecurrence(n - k, { re: k, im: 0 }, x)
  for (let j = 0; j < k; j++) value = C.mul(value, C.scale(-1 / (n - j), x))
  return value
}
