/**
 * Doubles as the ends of intervals. JavaScript cannot set the rounding direction: a sum, product, quotient or square
 * root is computed to nearest, its exact error by an error-free transformation, and the result moved by one unit in
 * the last place where the error says so; outside the range where the error is exact it is always moved.
 * Functions of `Math` are not correctly rounded: they are moved outwards by LIBRARY_UNITS*2^-52 of their size. V8's
 * are those of fdlibm and FreeBSD's msun, whose largest known errors are 2.3 units in the last place and for most below
 * 1 (V. Innocente, P. Zimmermann, "Accuracy of Mathematical Functions in Single, Double, Double Extended, and
 * Quadruple Precision", column OpenLibm).
 */
import { type DoubleDouble, mulDD, productError, sumError } from './double-double.js'
import type { Bounds, Direction, Ends } from './ends.js'
import { Rational } from './rational.js'

/** The relative error granted to the functions of `Math`, in units of 2^-52 (1 to 2 units in the last place each). */
export const LIBRARY_UNITS = 3

const LARGEST = Number.MAX_VALUE
const TINY = Number.MIN_VALUE
/** Between these, errors of products and quotients are doubles. */
const [SAFE_LOW, SAFE_HIGH] = [2 ** -450, 2 ** 450]

const view = new DataView(new ArrayBuffer(8))

/** The next double in a direction; infinities stay except that one moves inwards to the largest double. */
export function next(x: number, to: Direction): number {
  if (x === 0) return to * TINY
  if (Math.abs(x) === Infinity) return Math.sign(x) === to ? x : -to * LARGEST
  view.setFloat64(0, x)
  view.setBigInt64(0, view.getBigInt64(0) + (x > 0 === to > 0 ? 1n : -1n))
  return view.getFloat64(0)
}

/** `nearest` moved towards `to` if the true value lies on that side; an unknown side (NaN) moves as well. */
const directed = (nearest: number, error: number, to: Direction): number =>
  error * to <= 0 ? nearest : next(nearest, to)

/** One double on, but not across the zero to which a number of this sign vanished. */
const moved = (x: number, sign: number, to: Direction): number => (x === 0 && sign !== to ? 0 : next(x, to))

/** A finite operation that overflowed: the infinity on its own side, else the largest double. */
const overflow = (x: number, to: Direction): number => (Math.sign(x) === to ? x : -to * LARGEST)

/** Known to lie within so many units of 2^-52 of r, relatively. */
export function around(r: number, units: number): Bounds<number> {
  if (units === 0) return [r, r]
  const slack = Math.abs(r) * units * 2 ** -52 + units * TINY
  if (r === Infinity) return [LARGEST, r]
  return r === -Infinity ? [r, -LARGEST] : [r - slack, r + slack]
}

function add(a: number, b: number, to: Direction): number {
  const s = a + b
  if (Number.isFinite(s)) return directed(s, sumError(a, b, s), to)
  return Number.isFinite(a) && Number.isFinite(b) ? overflow(s, to) : s
}

const inRange = (...all: readonly number[]): boolean =>
  all.every(x => Math.abs(x) > SAFE_LOW && Math.abs(x) < SAFE_HIGH)

function mul(a: number, b: number, to: Direction): number {
  if (a === 0 || b === 0) return 0
  const p = a * b
  if (!Number.isFinite(p)) return Number.isFinite(a) && Number.isFinite(b) ? overflow(p, to) : p
  if (inRange(a, b)) return directed(p, productError(a, b, p), to)
  return Math.abs(a) === 1 || Math.abs(b) === 1 ? p : moved(p, Math.sign(a) * Math.sign(b), to)
}

function div(a: number, b: number, to: Direction): number {
  if (a === 0) return 0
  const q = a / b
  if (Math.abs(b) === Infinity) return 0
  if (!Number.isFinite(q)) return Number.isFinite(a) ? overflow(q, to) : q
  if (Math.abs(b) === 1) return q
  if (!inRange(a, b, q)) return moved(q, Math.sign(a) * Math.sign(b), to)
  const p = q * b
  return directed(q, (a - p - productError(q, b, p)) * Math.sign(b), to)
}

function sqrt(a: number, to: Direction): number {
  const s = Math.sqrt(a)
  if (a === 0 || a === Infinity) return s
  if (!inRange(a)) return next(s, to)
  const p = s * s
  return directed(s, a - p - productError(s, s, p), to)
}

/** Up to this power the chain of products is done with 106 bits. */
const MOST = 2 ** 30

function powInt(a: number, n: number, to: Direction): number {
  if (a === 0 || a === 1 || a === Infinity || n === 1) return a
  const simple = powerByProducts(a, n, to)
  if (n === 2 || simple === powerByProducts(a, n, to === 1 ? -1 : 1)) return simple
  const r = n <= MOST && inRange(a) ? chain(a, n) : undefined
  if (r === undefined) return simple
  // Each product adds less than 2^-101 relatively, and an error grows with the exponent.
  const slack = r[0] * n * 2 ** -100
  return add(r[0], add(r[1], to * slack, to), to)
}

function chain(a: number, n: number): DoubleDouble | undefined {
  let r: DoubleDouble = [a, 0]
  for (let bit = (1 << (31 - Math.clz32(n))) >> 1; bit > 0; bit >>= 1) {
    r = mulDD(r, r)
    if (n & bit) r = mulDD(r, [a, 0])
    if (!inRange(r[0])) return undefined
  }
  return r
}

function powerByProducts(a: number, n: number, to: Direction): number {
  let [result, square] = [1, a]
  for (let k = n; k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) result = mul(result, square, to)
    if (k > 1) square = mul(square, square, to)
  }
  return result
}

function rational(q: Rational, to: Direction): number {
  const x = q.toNumber()
  if (!Number.isFinite(x)) return overflow(x, to)
  return directed(x, q.compare(Rational.fromDouble(x)), to)
}

/** 2/pi = 0.636619772367581343075535053490057448... with 106 bits. */
const TWO_OVER_PI: DoubleDouble = [0.6366197723675814, -3.935735335036497e-17]

/** Beyond this the quarter is not looked for. */
const LARGEST_ANGLE = 2 ** 40

function quarters(x: number): Bounds<bigint> | undefined {
  if (!(Math.abs(x) <= LARGEST_ANGLE)) return undefined
  if (x === 0) return [0n, 0n]
  const [high, low] = mulDD([x, 0], TWO_OVER_PI)
  const slack = Math.abs(high) * 2 ** -95 + TINY
  return [floorOfSum(high, low - slack), floorOfSum(high, low + slack)]
}

/** floor(high + low) where |low| is below a unit in the last place of high, so that no whole number lies between. */
function floorOfSum(high: number, low: number): bigint {
  const whole = Math.floor(high)
  return BigInt(whole) - (whole === high && low < 0 ? 1n : 0n)
}

/** A function of `Math` between bounds; exact where its value at 0 or 1 is whole. */
export function library(f: (x: number) => number, units: number = LIBRARY_UNITS): (x: number) => Bounds<number> {
  return x => {
    const r = f(x)
    return around(r, (x === 0 || Math.abs(x) === 1) && Number.isInteger(r) ? 0 : units)
  }
}

const within =
  (least: number, most: number, f: (x: number) => Bounds<number>) =>
  (x: number): Bounds<number> => {
    const [lo, hi] = f(x)
    return [Math.max(lo, least), Math.min(hi, most)]
  }

export const doubles: Ends<number> = {
  zero: 0,
  one: 1,
  infinity: Infinity,
  minusInfinity: -Infinity,
  largest: LARGEST,
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  neg: a => -a,
  add,
  mul,
  div,
  sqrt,
  powInt,
  rational,
  floor: Math.floor,
  integer: a => (Number.isSafeInteger(a) ? a : undefined),
  toNumber: a => a,
  quarters,
  exp: within(0, Infinity, library(Math.exp)),
  log: library(Math.log),
  sin: within(-1, 1, library(Math.sin)),
  cos: within(-1, 1, library(Math.cos)),
  tan: library(Math.tan),
  atan: library(Math.atan),
  root: (x, n) => (n === 2 ? [sqrt(x, -1), sqrt(x, 1)] : rootBounds(x, n)),
  pow: (x, y) =>
    x === 1 || y === 0
      ? [1, 1]
      : within(
          0,
          Infinity,
          library(a => a ** y),
        )(x),
  pi: () => [Math.PI, next(Math.PI, 1)],
}

/** The cube root of the library, or the power 1/n: rounding 1/n changes the result by at most log(x)/n*2^-53. */
function rootBounds(x: number, n: number): Bounds<number> {
  if (x === Infinity) return [LARGEST, x]
  if (n === 3) return library(Math.cbrt)(x)
  const r = x ** (1 / n)
  return x === 1 ? [1, 1] : around(r, LIBRARY_UNITS + Math.ceil(Math.abs(Math.log(x)) / n))
}
