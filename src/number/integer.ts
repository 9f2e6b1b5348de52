/**
 * Integers of any size: a JavaScript number while it is safe, a BigInt beyond.
 * Invariant: a value within the safe range is always a number, so `===` is equality and the common case
 * never allocates. Every operation here keeps it.
 */

/** A safe integer as a number, any other integer as a bigint. */
export type Integer = number | bigint

const MAX = BigInt(Number.MAX_SAFE_INTEGER)

/** Brings a bigint back to a number where it fits. */
export function shrink(n: bigint): Integer {
  return n <= MAX && n >= -MAX ? Number(n) : n
}

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

export function negInt(a: Integer): Integer {
  return a === 0 ? 0 : -a
}

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

export function absInt(a: Integer): Integer {
  return a < 0 ? negInt(a) : a
}

/** The greatest common divisor, never negative. */
export function gcdInt(a: Integer, b: Integer): Integer {
  let x = absInt(a)
  let y = absInt(b)
  while (y !== 0) {
    if (typeof x === 'number' && typeof y === 'number') return gcdSmall(x, y)
    const r = remInt(x, y)
    x = y
    y = r
  }
  return x
}

function gcdSmall(a: number, b: number): number {
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
