/**
 * Integers of any size: a JavaScript number while it is safe, a BigInt beyond.
 * Invariant: a value within the safe range is always a number, so `===` is equality and the common case
 * never allocates. Every operation here keeps it.
 */

import { spend } from '../work.js'

/** A safe integer as a number, any other integer as a bigint. */
export type Integer = number | bigint

const MAX = BigInt(Number.MAX_SAFE_INTEGER)

/** Brings a bigint back to a number where it fits. */
export const shrink = (n: bigint): Integer => (n <= MAX && n >= -MAX ? Number(n) : n)

export function addInt(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return shrink(BigInt(a) + BigInt(b))
}

export function mulInt(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product
  }
  return shrink(BigInt(a) * BigInt(b))
}

export const negInt = (a: Integer): Integer => (a === 0 ? 0 : -a)

/** The quotient rounded towards zero, for a divisor other than 0. */
export function quoInt(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) || 0
  return shrink(BigInt(a) / BigInt(b))
}

/** The remainder with the sign of `a`, for a divisor other than 0. */
export function remInt(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') return a % b || 0
  return shrink(BigInt(a) % BigInt(b))
}

export const absInt = (a: Integer): Integer => (a < 0 ? negInt(a) : a)

/** The greatest common divisor, never negative. */
export function gcdInt(a: Integer, b: Integer): Integer {
  let [x, y] = reduced(absInt(a), absInt(b))
  while (y !== 0) {
    if (typeof x === 'number' && typeof y === 'number') return gcdSmall(x, y)
    const r = remInt(x, y)
    x = y
    y = r
  }
  return x
}

/** Fewer digits are as quickly divided. */
const LONG = 1n << 512n
/** So many leading bits of two numbers decide the quotients of several steps; sums of two still fit a double. */
const LEADING = 50

/** Two numbers with the same common divisor, no longer long (Lehmer; Knuth 4.5.2, algorithm L). */
function reduced(a: Integer, b: Integer): [Integer, Integer] {
  if (typeof a === 'number' || typeof b === 'number') return [a, b]
  let [x, y] = a < b ? [b, a] : [a, b]
  let bits = bitLength(x)
  while (y > LONG) {
    spend(1 + bits / 256)
    const by = BigInt(bits - LEADING)
    let [p, q] = [Number(x >> by), Number(y >> by)]
    let [a1, b1, a2, b2] = [1, 0, 0, 1]
    while (q + a2 > 0 && q + b2 > 0) {
      const n = Math.floor((p + a1) / (q + a2))
      if (n !== Math.floor((p + b1) / (q + b2))) break
      ;[a1, a2] = [a2, a1 - n * a2]
      ;[b1, b2] = [b2, b1 - n * b2]
      ;[p, q] = [q, p - n * q]
    }
    ;[x, y] = b1 === 0 ? [y, x % y] : [times(a1, x) + times(b1, y), times(a2, x) + times(b2, y)]
    bits = leadingBit(x, bits)
  }
  return [shrink(x), shrink(y)]
}

const times = (n: number, x: bigint): bigint => BigInt(n) * x

/** The number of binary digits, which is at most `bits`. */
function leadingBit(x: bigint, bits: number): number {
  const top = Number(x >> BigInt(Math.max(0, bits - 1000)))
  return top === 0 ? bitLength(x) : Math.max(0, bits - 1000) + bitLength(BigInt(top))
}

/** The same of numbers from 0 up. */
export function gcdSmall(a: number, b: number): number {
  let x = a
  let y = b
  while (y !== 0) {
    const r = x % y
    x = y
    y = r
  }
  return x
}

/** `a^n` for an integer n >= 0. The caller bounds the size of the result (see `bitLength`). */
export function powInt(a: Integer, n: number): Integer {
  if (typeof a === 'number') {
    const p = a ** n
    if (Number.isSafeInteger(p)) return p === 0 ? 0 : p
  }
  return shrink(BigInt(a) ** BigInt(n))
}

/** The number of binary digits of |a|, in O(digits). */
export function bitLength(a: Integer): number {
  if (typeof a === 'number') {
    const high = Math.floor(Math.abs(a) / 2 ** 32)
    return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(Math.abs(a))
  }
  const hex = (a < 0n ? -a : a).toString(16)
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0] as string, 16)))
}

/** The exact n-th root of a >= 0 where it is an integer, else undefined (Newton's iteration from above). */
export function rootInt(a: Integer, n: number): Integer | undefined {
  if (a === 0 || a === 1) return a
  const bits = bitLength(a)
  if (bits <= n) return undefined
  if (typeof a === 'number') {
    const r = Math.round(a ** (1 / n))
    return powInt(r, n) === a ? r : undefined
  }
  const degree = BigInt(n)
  let x = 1n << BigInt(Math.ceil(bits / n))
  for (;;) {
    const y = ((degree - 1n) * x + a / x ** (degree - 1n)) / degree
    if (y >= x) break
    x = y
  }
  return x ** degree === a ? shrink(x) : undefined
}
