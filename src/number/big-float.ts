/**
 * Binary numbers of any length: m*2^e with whole m, or an infinity (e infinite, m its sign). Results are rounded to a
 * given number of bits in a given direction, so these are ends of intervals. Zero has m = 0n. Equal values may have
 * different parts; compare with `compareBig`.
 */
import { spend } from '../work.js'
import type { Direction } from './ends.js'
import { bitLength, type Integer } from './integer.js'
import type { Rational } from './rational.js'

export interface BigFloat {
  readonly m: bigint
  readonly e: number
}

export const big = (m: bigint, e = 0): BigFloat => ({ m, e: m === 0n ? 0 : e })

export const ZERO_BIG = big(0n)
export const ONE_BIG = big(1n)
export const INFINITY_BIG: BigFloat = { m: 1n, e: Infinity }
export const MINUS_INFINITY_BIG: BigFloat = { m: -1n, e: Infinity }

export const isInfiniteBig = (a: BigFloat): boolean => a.e === Infinity

export const signBig = (a: BigFloat): number => (a.m < 0n ? -1 : a.m > 0n ? 1 : 0)

/** The number k with 2^(k-1) <= |a| < 2^k; minus infinity for 0. */
export const top = (a: BigFloat): number => (a.m === 0n ? -Infinity : bitLength(a.m) + a.e)

/** Products of so many bits take about as long as making a node. */
const BITS_OF_A_STEP = 256

/** m*2^e with at most `bits` bits, rounded in the direction. */
export function roundBig(m: bigint, e: number, bits: number, to: Direction): BigFloat {
  spend(1 + bits / BITS_OF_A_STEP)
  const extra = bitLength(m) - bits
  if (extra <= 0) return big(m, e)
  const n = BigInt(extra)
  const below = m >> n
  return big(to > 0 && below << n !== m ? below + 1n : below, e + extra)
}

export const negBig = (a: BigFloat): BigFloat => ({ m: -a.m, e: a.e })

export function compareBig(a: BigFloat, b: BigFloat): number {
  const [sa, sb] = [signBig(a), signBig(b)]
  if (sa !== sb || sa === 0) return sa - sb
  const [ta, tb] = [top(a), top(b)]
  if (ta !== tb) return ta < tb ? -sa : sa
  if (isInfiniteBig(a)) return 0
  const shift = a.e - b.e
  const [x, y] = shift >= 0 ? [a.m << BigInt(shift), b.m] : [a.m, b.m << BigInt(-shift)]
  return x < y ? -1 : x > y ? 1 : 0
}

export function addBig(a: BigFloat, b: BigFloat, bits: number, to: Direction): BigFloat {
  if (isInfiniteBig(a) || b.m === 0n) return roundedBig(a, bits, to)
  if (isInfiniteBig(b) || a.m === 0n) return roundedBig(b, bits, to)
  const [large, small] = top(a) >= top(b) ? [a, b] : [b, a]
  const gap = top(large) - top(small)
  // A number far below the last bit only decides the direction.
  const least = Math.min(large.e, top(large) - bits) - 2
  const other = gap > bits + 4 && top(small) < least ? big(BigInt(signBig(small)), least) : small
  const e = Math.min(large.e, other.e)
  return roundBig((large.m << BigInt(large.e - e)) + (other.m << BigInt(other.e - e)), e, bits, to)
}

export const roundedBig = (a: BigFloat, bits: number, to: Direction): BigFloat =>
  isInfiniteBig(a) ? a : roundBig(a.m, a.e, bits, to)

export function mulBig(a: BigFloat, b: BigFloat, bits: number, to: Direction): BigFloat {
  if (a.m === 0n || b.m === 0n) return ZERO_BIG
  if (isInfiniteBig(a) || isInfiniteBig(b)) return signBig(a) === signBig(b) ? INFINITY_BIG : MINUS_INFINITY_BIG
  return roundBig(a.m * b.m, a.e + b.e, bits, to)
}

/** num*2^e/den rounded; den is not 0. */
export function quotientBig(num: bigint, den: bigint, e: number, bits: number, to: Direction): BigFloat {
  const shift = Math.max(0, bits + 2 + bitLength(den) - bitLength(num))
  const above = num << BigInt(shift)
  const quotient = above / den
  if (quotient * den === above) return roundBig(quotient, e - shift, bits, to)
  // One more bit says that something was cut off.
  const away = num < 0n === den < 0n ? 1n : -1n
  return roundBig(2n * quotient + away, e - shift - 1, bits, to)
}

/** For b other than 0. */
export function divBig(a: BigFloat, b: BigFloat, bits: number, to: Direction): BigFloat {
  if (a.m === 0n || isInfiniteBig(b)) return ZERO_BIG
  if (isInfiniteBig(a)) return signBig(a) === signBig(b) ? INFINITY_BIG : MINUS_INFINITY_BIG
  return quotientBig(a.m, b.m, a.e - b.e, bits, to)
}

/** The whole part of the square root (Newton's iteration on the leading half, then once more). */
export function wholeRoot(n: bigint): bigint {
  if (n < 1n << 52n) return BigInt(Math.floor(Math.sqrt(Number(n))))
  const quarter = BigInt(Math.floor((bitLength(n) - 1) / 4))
  let x = (wholeRoot(n >> (2n * quarter)) + 1n) << quarter
  for (;;) {
    const y = (x + n / x) >> 1n
    if (y >= x) return x
    x = y
  }
}

/** For a >= 0. */
export function sqrtBig(a: BigFloat, bits: number, to: Direction): BigFloat {
  if (a.m === 0n || isInfiniteBig(a)) return a
  let shift = Math.max(0, 2 * bits + 4 - bitLength(a.m))
  if ((a.e - shift) % 2 !== 0) shift++
  const n = a.m << BigInt(shift)
  const r = wholeRoot(n)
  return r * r === n ? roundBig(r, (a.e - shift) / 2, bits, to) : roundBig(2n * r + 1n, (a.e - shift) / 2 - 1, bits, to)
}

/** a^n for a >= 0, n >= 1. */
export function powIntBig(a: BigFloat, n: number, bits: number, to: Direction): BigFloat {
  if (a.m === 0n || isInfiniteBig(a)) return a
  let [result, square] = [ONE_BIG, a]
  for (let k = n; k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) result = mulBig(result, square, bits, to)
    if (k > 1) square = mulBig(square, square, bits, to)
  }
  return result
}

export function rationalBig(q: Rational, bits: number, to: Direction): BigFloat {
  const wide = (n: Integer): bigint => BigInt(n)
  return q.den === 1 ? roundBig(wide(q.num), 0, bits, to) : quotientBig(wide(q.num), wide(q.den), 0, bits, to)
}

export function floorBig(a: BigFloat): BigFloat {
  if (isInfiniteBig(a) || a.e >= 0) return a
  // Shifting by more than all bits leaves 0 or -1, whatever the distance.
  return big(a.m >> BigInt(Math.min(-a.e, bitLength(a.m) + 1)))
}

/** As a double, correct to a unit in the last place. */
export function numberOfBig(a: BigFloat): number {
  if (a.m === 0n) return 0
  if (isInfiniteBig(a)) return Number(a.m) * Infinity
  const short = roundBig(a.m, a.e, 64, -1)
  const half = Math.max(-2000, Math.min(2000, Math.trunc(short.e / 2)))
  return Number(short.m) * 2 ** half * 2 ** Math.max(-2000, Math.min(2000, short.e - half))
}

/** floor(a*2^places) as a whole number. */
export function fixedOf(a: BigFloat, places: number): bigint {
  const shift = a.e + places
  return shift >= 0 ? a.m << BigInt(shift) : a.m >> BigInt(Math.min(-shift, bitLength(a.m) + 1))
}
