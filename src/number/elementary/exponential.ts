/**
 * exp, log, expm1, log1p, tanh, sech and sigmoid. Source: fdlibm (Sun Microsystems, 1993), e_exp.c, e_log.c and s_log1p.c; tanh below 5/8:
 * S. L. Moshier, Cephes, tanh.c. Errors are below one unit in the last place, of expm1, tanh, sech and sigmoid below two.
 */
import { type Arithmetic, nearest, polynomial } from './arithmetic.js'

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** r*(e^r + 1)/(e^r - 1) - 2 over r^2, in powers of r^2. */
const EXP = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
]

export function exp<T, C>(on: Arithmetic<T, C>, x: T): T {
  const { k, high, low } = reduced(on, x)
  return on.mul(expOf(on, high, low), on.power(k))
}

/** x as k*log(2) + high - low. */
function reduced<T, C>(on: Arithmetic<T, C>, x: T): { readonly k: T; readonly high: T; readonly low: T } {
  const k = nearest(on, on.mul(x, on.constant(Math.LOG2E)))
  const high = on.sub(x, on.mul(k, on.constant(LN2_HIGH)))
  return { k, high, low: on.mul(k, on.constant(LN2_LOW)) }
}

/** e^r is 1 + r + r*c/(2 - c). */
function correction<T, C>(on: Arithmetic<T, C>, r: T): T {
  const square = on.mul(r, r)
  return on.sub(r, on.mul(square, polynomial(on, square, EXP)))
}

/** e^(high - low) for a small argument. */
export function expOf<T, C>(on: Arithmetic<T, C>, high: T, low: T): T {
  const less = lessOne(on, high, low)
  const [whole, lost] = exactSum(on, on.constant(1), less[0])
  return on.add(whole, on.add(less[1], lost))
}

/** The sum of two and what rounding took from it, where the first is not the smaller one (T. J. Dekker). */
function exactSum<T, C>(on: Arithmetic<T, C>, a: T, b: T): readonly [sum: T, lost: T] {
  const sum = on.add(a, b)
  return [sum, on.sub(b, on.sub(sum, a))]
}

/** e^(high - low) - 1 for a small argument. */
function lessOne<T, C>(on: Arithmetic<T, C>, high: T, low: T): readonly [sum: T, lost: T] {
  const r = on.sub(high, low)
  const c = correction(on, r)
  return exactSum(on, high, on.sub(on.div(on.mul(r, c), on.sub(on.constant(2), c)), low))
}

/** e^x - 1 as 2^k - 1 and 2^k times what e^r is above 1. */
export function expm1<T, C>(on: Arithmetic<T, C>, x: T): T {
  const { k, high, low } = reduced(on, x)
  const power = on.power(k)
  const less = lessOne(on, high, low)
  const [whole, lost] = exactSum(on, on.sub(power, on.constant(1)), on.mul(power, less[0]))
  return on.add(whole, on.add(on.mul(power, less[1]), lost))
}

/** e^x as a fraction, for what divides by it anyway. */
function fraction<T, C>(on: Arithmetic<T, C>, x: T): { readonly above: T; readonly below: T } {
  const { k, high, low } = reduced(on, x)
  const r = on.sub(high, low)
  const below = on.sub(on.constant(2), correction(on, r))
  return { above: on.mul(on.add(below, on.add(r, r)), on.power(k)), below }
}

/** (log(1 + f) - 2s)/s over s^2 for s = f/(2 + f), in powers of s^2. */
const LOG = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605106586,
]

export const log = <T, C>(on: Arithmetic<T, C>, x: T): T => logOf(on, x)

/** log(1 + x): what rounding took from the sum is small beside it, and so is nearly its part of the logarithm. */
export function log1p<T, C>(on: Arithmetic<T, C>, x: T): T {
  const sum = on.add(on.constant(1), x)
  return logOf(on, sum, on.div(on.sub(x, on.sub(sum, on.constant(1))), sum))
}

/** log(x), with something small added. */
function logOf<T, C>(on: Arithmetic<T, C>, x: T, more?: T): T {
  const k = on.exponent(x)
  const f = on.sub(on.mul(x, on.power(on.sub(on.constant(0), k))), on.constant(1))
  const s = on.div(f, on.add(on.constant(2), f))
  const z = on.mul(s, s)
  const half = on.mul(on.constant(0.5), on.mul(f, f))
  const r = on.mul(z, polynomial(on, z, LOG))
  const rest = on.mul(k, on.constant(LN2_LOW))
  const low = on.add(on.mul(s, on.add(half, r)), more === undefined ? rest : on.add(rest, more))
  return on.add(on.mul(k, on.constant(LN2_HIGH)), on.sub(f, on.sub(half, low)))
}

const TANH_ABOVE = [-1614.6876844170845, -99.28772310019185, -0.9643991794250523]
const TANH_BELOW = [4844.063053251255, 2235.4883906010045, 112.81167849163293, 1]

export function tanh<T, C>(on: Arithmetic<T, C>, x: T): T {
  const size = on.abs(x)
  const z = on.mul(x, x)
  const small = on.less(size, on.constant(0.625))
  const { above, below } = fraction(on, on.add(size, size))
  const sign = on.select(on.less(x, on.constant(0)), on.constant(-1), on.constant(1))
  // x + x*z*P/Q and sign*(1 - 2/(e^(2*size) + 1)) in one division.
  const first = on.mul(x, on.mul(z, polynomial(on, z, TANH_ABOVE)))
  const numerator = on.select(small, first, on.mul(on.mul(sign, on.constant(-2)), below))
  const denominator = on.select(small, polynomial(on, z, TANH_BELOW), on.add(above, below))
  return on.add(on.select(small, x, sign), on.div(numerator, denominator))
}

/** 2/(e^x + e^(-x)), by the exponential a/b of a negative number. */
export function sech<T, C>(on: Arithmetic<T, C>, x: T): T {
  const { above: a, below: b } = fraction(on, on.sub(on.constant(0), on.abs(x)))
  const product = on.mul(a, b)
  return on.div(on.add(product, product), on.add(on.mul(a, a), on.mul(b, b)))
}

/** 1/(1 + e^(-x)), by the exponential of a negative number. */
export function sigmoid<T, C>(on: Arithmetic<T, C>, x: T): T {
  const { above, below } = fraction(on, on.sub(on.constant(0), on.abs(x)))
  return on.div(on.select(on.less(x, on.constant(0)), above, below), on.add(above, below))
}
