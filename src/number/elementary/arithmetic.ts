/**
 * What the algorithms of the elementary functions are written over: straight lines of IEEE 754 arithmetic in double precision, without
 * branches. Over doubles they compute; over what writes code they write it. So every way to run a function gives the same bits.
 */

/** Arithmetic on values, with conditions `C`. */
export interface Arithmetic<T, C> {
  constant(x: number): T
  add(a: T, b: T): T
  sub(a: T, b: T): T
  mul(a: T, b: T): T
  div(a: T, b: T): T
  abs(a: T): T
  /** False where one is NaN. */
  less(a: T, b: T): C
  both(a: C, b: C): C
  select(condition: C, yes: T, no: T): T
  /** 2^k for a whole k from -1022 to 1023. */
  power(k: T): T
  /** The whole k with a/2^k from the root of 1/2 up to that of 2, nearly, for a normal a above zero. */
  exponent(a: T): T
}

/** The high word of the least double whose exponent is 0: nearly the root of 1/2. Its low word is zero. */
export const HALF_ROOT = 0x3fe6a09e
/** The exponent is above 20 bits of the high word, or 52 of all. */
export const MANTISSA = 52
/** The exponent of 1 as it is stored. */
export const BIAS = 1023

/** One and a half times 2^52: what is added to it is rounded to a whole number. */
export const ROUNDER = 6755399441055744

/** The nearest whole number, of two the even one; for at most 2^51. */
export const nearest = <T, C>(on: Arithmetic<T, C>, a: T): T =>
  on.sub(on.add(a, on.constant(ROUNDER)), on.constant(ROUNDER))

/** c0 + c1*x + c2*x^2 + ..., by Horner's rule for even and odd powers apart, which do not wait for each other. */
export function polynomial<T, C>(on: Arithmetic<T, C>, x: T, coefficients: readonly number[]): T {
  const [even, odd] = [0, 1].map(parity => coefficients.filter((_, k) => k % 2 === parity)) as [number[], number[]]
  const square = on.mul(x, x)
  const horner = (list: readonly number[]): T =>
    list
      .slice(0, -1)
      .reduceRight(
        (sum, c) => on.add(on.constant(c), on.mul(square, sum)),
        on.constant(list[list.length - 1] as number),
      )
  return on.add(horner(even), on.mul(x, horner(odd)))
}
