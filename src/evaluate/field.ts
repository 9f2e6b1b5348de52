/**
 * What an arithmetic must offer to run a tape: doubles, complex doubles, exact constants, and later intervals and
 * numbers of many digits. Nothing here assumes that a value is a number. Operations never throw; a value that
 * does not exist is carried along as one (NaN), since it may lie in a branch that is not taken.
 * Truths are values as well, so that an interval can be neither true nor false.
 */
import type { NamedRow } from '../functions/row.js'
import type { Rational } from '../number/rational.js'
import type { Operation } from './tape.js'

/** An arithmetic on values of type T. */
export interface Field<T> {
  /** As the user names it. */
  readonly name: string
  /** Steps that one operation takes; 1 where nothing is said. */
  readonly steps?: number
  rational(q: Rational): T
  /** A constant of the table: pi, e, i, inf. */
  named(row: NamedRow): T
  truth(value: boolean): T
  /** The value of a piecewise none of whose cases holds. */
  nothing(): T

  add(a: T, b: T): T
  sub(a: T, b: T): T
  mul(a: T, b: T): T
  div(a: T, b: T): T
  neg(a: T): T
  /** a^n for a whole number n >= 2. */
  powInt(a: T, n: number): T
  /** The principal power; anything to the power 0 is 1. */
  pow(a: T, b: T): T
  sqrt(a: T): T
  exp(a: T): T
  /** The function of a row. */
  kernel(row: NamedRow): (...args: T[]) => T

  lt(a: T, b: T): T
  le(a: T, b: T): T
  eq(a: T, b: T): T
  /** False where either is false, whatever the other is. */
  and(a: T, b: T): T
  /** True where either is true, whatever the other is. */
  or(a: T, b: T): T
  not(a: T): T
  /** `yes` where the condition is true, `no` where it is false; what is known of both where it is unknown. */
  select(condition: T, yes: T, no: T): T
}

/** Whether a value is an ordinary one, infinite (by overflow or at a pole), or none at all. */
export type Status = 'finite' | 'infinite' | 'undefined'

/** The end of a sentence that begins with an expression, and the code of the error. */
export interface Refusal {
  readonly text: string
  readonly code: 'not-real' | 'real-only' | 'domain' | 'division-by-zero'
}

export const NO_VALUE: Refusal = { text: 'has no value', code: 'domain' }

/** A field whose values may be infinite or undefined, with what is needed to say why they became so. */
export interface Floating<T> extends Field<T> {
  status(x: T): Status
  isZero(x: T): boolean
  /** The truth of a condition; undefined where it is unknown. */
  holds(condition: T): boolean | undefined
  /** Values next to x, to tell a pole (infinite at one point) from an overflow (infinite all around). */
  near(x: T): readonly T[]
  /** Why an operation has no value on these finite operands. */
  refusal(o: Operation, args: readonly T[]): Refusal
  show(x: T): string
}
