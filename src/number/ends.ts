/**
 * What a kind of number must offer to be the end of an interval: every operation rounds in the direction asked for,
 * so that what lies between two ends certainly does. Doubles (doubles.ts) and numbers of any length (big-ends.ts) do.
 * Invariant: `to = -1` never gives a number above the true one, `to = 1` never one below. No end is NaN.
 */
import type { Rational } from './rational.js'

/** Towards minus infinity, or towards plus infinity. */
export type Direction = -1 | 1

/** A number that is not above, and one that is not below, a value that is meant. */
export type Bounds<N> = readonly [lo: N, hi: N]

/** Directed arithmetic. A product of zero and an infinity is zero. */
export interface Ends<N> {
  readonly zero: N
  readonly one: N
  readonly infinity: N
  readonly minusInfinity: N
  /** The largest finite number. */
  readonly largest: N
  /** Negative, zero or positive as a is below, at or above b. */
  compare(a: N, b: N): number
  neg(a: N): N
  add(a: N, b: N, to: Direction): N
  mul(a: N, b: N, to: Direction): N
  /** For a divisor other than 0. */
  div(a: N, b: N, to: Direction): N
  /** For a >= 0. */
  sqrt(a: N, to: Direction): N
  /** a^n for a >= 0 and whole n >= 1. */
  powInt(a: N, n: number, to: Direction): N
  rational(q: Rational, to: Direction): N
  floor(a: N): N
  /** The whole number that an end is, if it is a safe one. */
  integer(a: N): number | undefined
  toNumber(a: N): number
  /** The least and the largest that floor(x/(pi/2)) may be; undefined where x is too large to say. */
  quarters(x: N): Bounds<bigint> | undefined

  exp(x: N): Bounds<N>
  /** For x > 0. */
  log(x: N): Bounds<N>
  sin(x: N): Bounds<N>
  cos(x: N): Bounds<N>
  tan(x: N): Bounds<N>
  atan(x: N): Bounds<N>
  /** The positive n-th root of x > 0, for whole n >= 2. */
  root(x: N, n: number): Bounds<N>
  /** x^y for finite x > 0. */
  pow(x: N, y: N): Bounds<N>
  pi(): Bounds<N>
}
