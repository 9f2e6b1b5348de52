/**
 * Numbers of many bits as the ends of intervals. The functions reduce their argument (by log 2, by pi/2, by a
 * reciprocal) and take a series from big-elementary.ts with enough extra places that the relative error of the result is
 * near 2^-bits, except where it is a small difference of large numbers: then the bounds are wider, but still bounds.
 */
import { catalanFixed, eulerFixed, eulerTerms, type Fixed, ln2Fixed, piFixed } from './big-constants.js'
import { atanFixed, expFixed, logFixed, sinCosFixed } from './big-elementary.js'
import type { BigFloat } from './big-float.js'
import * as B from './big-float.js'
import type { Bounds, Ends } from './ends.js'
import { bitLength } from './integer.js'

/** Exponents beyond this are an overflow: a number of 10^12 bits before the point. */
const LARGEST_EXPONENT = 2 ** 40
/** Angles of more bits before the point are not reduced. */
const LARGEST_ANGLE_BITS = 100_000

const LARGEST = B.big(1n, 2 ** 41)
const SMALLEST = B.big(1n, -(2 ** 41))

type Big = Bounds<BigFloat>

/** Ends whose numbers have this many bits. */
export function bigEnds(bits: number): Ends<BigFloat> {
  const spread = (v: bigint, error: bigint, e: number): Big => [
    B.roundBig(v - error, e, bits, -1),
    B.roundBig(v + error, e, bits, 1),
  ]
  /** All between two numbers of which the second lies farther from zero. */
  const ordered = (x: BigFloat, y: BigFloat): Big => (B.compareBig(x, y) <= 0 ? [x, y] : [y, x])
  const negated = ([lo, hi]: Big): Big => [B.negBig(hi), B.negBig(lo)]

  function exp(x: BigFloat): Big {
    const size = B.top(x)
    if (x.m === 0n) return [B.ONE_BIG, B.ONE_BIG]
    if (size > 40) {
      if (x.m > 0n) return [LARGEST, B.INFINITY_BIG]
      return [B.ZERO_BIG, B.isInfiniteBig(x) ? B.ZERO_BIG : SMALLEST]
    }
    const w = bits + 24 + Math.max(0, size)
    const ln2 = ln2Fixed(w)
    const fixed = B.fixedOf(x, w)
    const k = fixed / ln2.v - (fixed < 0n ? 1n : 0n)
    const r = fixed - k * ln2.v
    const turns = k < 0n ? -k : k
    const { v, error } = expFixed(r, w)
    return spread(v, error + 4n * (turns * ln2.error + 1n), Number(k) - w)
  }

  function log(x: BigFloat): Big {
    if (B.isInfiniteBig(x)) return [LARGEST, x]
    // x = m*2^k with m from 3/4 to 3/2.
    let k = B.top(x)
    if (B.compareBig(x, B.big(3n, k - 2)) < 0) k--
    const distance = B.addBig(x, B.big(-1n), bits, -1)
    if (distance.m === 0n) return [B.ZERO_BIG, B.ZERO_BIG]
    // Near 1 the logarithm is as small as x - 1; x may have more places than the working precision.
    const w = bits + 24 + (k === 0 || k === 1 ? Math.max(0, -B.top(distance)) : bitLength(BigInt(Math.abs(k))))
    const { v, error } = logFixed(B.fixedOf({ m: x.m, e: x.e - k }, w), w)
    const ln2 = ln2Fixed(w)
    const turns = BigInt(k)
    return spread(v + turns * ln2.v, error + 4n + (turns < 0n ? -turns : turns) * ln2.error, -w)
  }

  /** x - x^3/c and x enclose sin (c = 6) and atan (c = 3) of a tiny x. */
  function tiny(x: BigFloat, divisor: bigint): Big {
    const cube = B.mulBig(x, B.mulBig(x, x, bits, 1), bits, x.m > 0n ? 1 : -1)
    const lesser = B.addBig(
      x,
      B.negBig(B.divBig(cube, B.big(divisor), bits, x.m > 0n ? 1 : -1)),
      bits,
      x.m > 0n ? -1 : 1,
    )
    return ordered(B.roundedBig(x, bits, x.m > 0n ? 1 : -1), lesser)
  }

  const isTiny = (x: BigFloat): boolean => B.top(x) < -(bits / 2) - 2

  /** Sine or cosine: the angle less q quarter turns. */
  function wave(x: BigFloat, quarter: bigint): Big {
    const whole: Big = [B.big(-1n), B.ONE_BIG]
    const size = B.top(x)
    if (size > LARGEST_ANGLE_BITS) return whole
    const w = bits + 24 + Math.max(0, size) + Math.max(0, -Math.max(size, -bits))
    const { v: pi, error } = piFixed(w)
    const half = pi >> 1n
    const fixed = B.fixedOf(x, w)
    const q = fixed / half - (fixed < 0n ? 1n : 0n)
    const r = fixed - q * half
    const found = sinCosFixed(r, w)
    const turn = Number((((q + quarter) % 4n) + 4n) % 4n)
    const value = turn % 2 === 0 ? found.sin : found.cos
    return spread(turn < 2 ? value : -value, found.error + (q < 0n ? -q : q) * (error + 1n) + 2n, -w)
  }

  function sin(x: BigFloat): Big {
    if (x.m === 0n) return [x, x]
    return isTiny(x) ? tiny(x, 6n) : wave(x, 0n)
  }

  const cos = (x: BigFloat): Big => (x.m === 0n ? [B.ONE_BIG, B.ONE_BIG] : wave(x, 1n))

  function tan(x: BigFloat): Big {
    const [s, c] = [sin(x), cos(x)]
    if (x.m === 0n) return s
    if (B.signBig(c[0]) * B.signBig(c[1]) <= 0) return [B.MINUS_INFINITY_BIG, B.INFINITY_BIG]
    if (B.signBig(c[1]) < 0) return quotient(negated(s), negated(c))
    return quotient(s, c)
  }

  /** For a positive divisor. */
  const quotient = (a: Big, b: Big): Big => [
    B.divBig(a[0], B.signBig(a[0]) < 0 ? b[0] : b[1], bits, -1),
    B.divBig(a[1], B.signBig(a[1]) < 0 ? b[1] : b[0], bits, 1),
  ]

  const pi = (): Big => constant(piFixed, bits)

  function atan(x: BigFloat): Big {
    if (x.m === 0n) return [x, x]
    if (x.m < 0n) return negated(atan(B.negBig(x)))
    if (isTiny(x)) return tiny(x, 3n)
    const w = bits + 24 + Math.max(0, -B.top(x))
    if (B.compareBig(x, B.ONE_BIG) <= 0) {
      const { v, error } = atanFixed(B.fixedOf(x, w), w)
      return spread(v, error + 2n, -w)
    }
    const below = B.isInfiniteBig(x) ? 0n : B.fixedOf(B.divBig(B.ONE_BIG, x, w, -1), w)
    const { v, error } = atanFixed(below, w)
    const half = piFixed(w)
    return spread((half.v >> 1n) - v, error + half.error + 4n, -w)
  }

  /** e^(y*log x), the error of the product magnified by its size; what is beyond all numbers by its size alone needs no logarithm. */
  function pow(x: BigFloat, y: BigFloat): Big {
    const distance = B.addBig(x, B.big(-1n), bits, -1)
    // |log x| is at least |x - 1|, and for x > 1 at least (x - 1)/x.
    if (distance.m !== 0n && B.top(distance) - Math.max(0, B.top(x)) + B.top(y) - 2 > 42)
      return distance.m > 0n === y.m > 0n ? [LARGEST, B.INFINITY_BIG] : [B.ZERO_BIG, SMALLEST]
    const [lo, hi] = log(x)
    const [first, last] = B.signBig(y) >= 0 ? [lo, hi] : [hi, lo]
    return [exp(B.mulBig(first, y, bits, -1))[0], exp(B.mulBig(last, y, bits, 1))[1]]
  }

  function root(x: BigFloat, n: number): Big {
    if (n === 2) return [B.sqrtBig(x, bits, -1), B.sqrtBig(x, bits, 1)]
    const [lo, hi] = log(x)
    const by = B.big(BigInt(n))
    return [exp(B.divBig(lo, by, bits, -1))[0], exp(B.divBig(hi, by, bits, 1))[1]]
  }

  function quarters(x: BigFloat): Bounds<bigint> | undefined {
    const size = Math.max(0, B.top(x))
    if (size > LARGEST_ANGLE_BITS) return undefined
    if (x.m === 0n) return [0n, 0n]
    const w = bits + size + 8
    const { v, error } = piFixed(w)
    const fixed = 2n * B.fixedOf(x, w)
    const slack = (fixed < 0n ? -fixed : fixed) / v + 1n
    const floor = (a: bigint): bigint => a / v - (a % v < 0n ? 1n : 0n)
    return [floor(fixed - slack * error - 2n), floor(fixed + slack * error + 4n)]
  }

  return {
    zero: B.ZERO_BIG,
    one: B.ONE_BIG,
    infinity: B.INFINITY_BIG,
    minusInfinity: B.MINUS_INFINITY_BIG,
    largest: LARGEST,
    compare: B.compareBig,
    neg: B.negBig,
    add: (a, b, to) => B.addBig(a, b, bits, to),
    mul: (a, b, to) => contained(B.mulBig(a, b, bits, to), to),
    div: (a, b, to) => contained(B.divBig(a, b, bits, to), to),
    sqrt: (a, to) => B.sqrtBig(a, bits, to),
    powInt: (a, n, to) => contained(B.powIntBig(a, n, bits, to), to),
    rational: (q, to) => B.rationalBig(q, bits, to),
    floor: B.floorBig,
    integer: a => (B.top(a) <= 53 && B.compareBig(B.floorBig(a), a) === 0 ? B.numberOfBig(a) : undefined),
    toNumber: B.numberOfBig,
    quarters,
    exp,
    log,
    sin,
    cos,
    tan,
    atan,
    root,
    pow,
    pi,
  }
}

/** An exponent that grew too far becomes an infinity, or zero, on the side asked for. */
function contained(a: BigFloat, to: -1 | 1): BigFloat {
  const size = B.top(a)
  if (Math.abs(size) <= LARGEST_EXPONENT || a.m === 0n || B.isInfiniteBig(a)) return a
  const positive = a.m > 0n
  if (size > 0) {
    if (positive) return to > 0 ? B.INFINITY_BIG : LARGEST
    return to < 0 ? B.MINUS_INFINITY_BIG : B.negBig(LARGEST)
  }
  if (positive) return to > 0 ? SMALLEST : B.ZERO_BIG
  return to < 0 ? B.negBig(SMALLEST) : B.ZERO_BIG
}

/** The bounds of a constant with so many bits. */
export function constant(fixed: (w: number) => Fixed, bits: number): Big {
  const w = bits + 40
  const { v, error } = fixed(w)
  return [B.roundBig(v - error, -w, bits, -1), B.roundBig(v + error, -w, bits, 1)]
}

/** Euler's constant. */
export function eulergamma(w: number): Fixed {
  const n = eulerTerms(w)
  return eulerFixed(w, n, logOf(BigInt(n), w))
}

/** Catalan's constant. */
export function catalan(w: number): Fixed {
  const [lo, hi] = bigEnds(w + 8).log(B.addBig(B.big(2n), B.sqrtBig(B.big(3n), w + 8, -1), w + 8, -1))
  const v = B.fixedOf(lo, w)
  return catalanFixed(w, { v, error: B.fixedOf(hi, w) - v + 4n })
}

function logOf(n: bigint, w: number): Fixed {
  const [lo, hi] = bigEnds(w + 8).log(B.big(n))
  const v = B.fixedOf(lo, w)
  return { v, error: B.fixedOf(hi, w) - v + 2n }
}
