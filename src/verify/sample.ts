/**
 * A double together with a bound on the rounding errors in it: what a finite difference needs, to know how much of
 * it is noise. Running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, section 3.3): every
 * operation adds its own rounding to what its arguments bring along.
 */
import { nativeOf, notesOf } from '../functions/numerics.js'
import type { NamedRow } from '../functions/row.js'

/** A computed value and how far the true one may be away. */
export interface Sample {
  readonly value: number
  readonly error: number
}

/** Half the distance from 1 to the next double: the relative error of one rounding. */
export const UNIT = Number.EPSILON / 2

/** The relative error granted to a function of JavaScript, and to one of the library, which may be made of many operations. */
export const NATIVE = 4 * UNIT
const KERNEL = 256 * UNIT

/** The same for sums over an index and integrals, whose terms may cancel a little. */
const LOOP = 2 ** 16 * UNIT

/** The relative error granted to the function of a row. */
export function accuracyOf(row: NamedRow): number {
  const notes = notesOf(row)
  return notes?.refusal !== undefined ? LOOP : nativeOf(row) === undefined ? KERNEL : NATIVE
}

/** The function of a row; that of a sum takes whole numbers as they are, for beside them it has no value. */
export const settled = <T>(row: NamedRow, f: (...args: T[]) => T, exactly: (a: T) => T): ((...args: T[]) => T) =>
  notesOf(row)?.refusal === undefined ? f : (...args) => f(...args.map(exactly))

/** The relative error of coordinates, where it counts: they are decimals that were rounded, or were calculated. */
export const SPREAD = 8 * UNIT

/** Whether nothing is known of an error: there was an overflow on the way. */
export const unbounded = (a: Sample): boolean =>
  !(Math.abs(a.value) < Number.POSITIVE_INFINITY && a.error < Number.POSITIVE_INFINITY)

/** One rounding of a value; never quite zero, since a tiny value may have underflowed. */
export const rounding = (value: number, unit = UNIT): number => unit * Math.abs(value) + Number.MIN_VALUE

/**
 * The step at which the effect of an error is sampled. Errors below the spacing of doubles have no effect of their
 * own: they are sampled at a few spacings, and the effect is scaled down.
 */
export const probe = (value: number, error: number): number => Math.max(error, 16 * UNIT * Math.abs(value))

/** From here on a double has no digits behind the point. */
const WHOLE = 2 ** 52

/** Whether the jumps of a function such as floor lie closer together than doubles: its value is its argument, and shows none of them. */
export const hidesJumps = (row: NamedRow, argument: number, value: number): boolean =>
  row.whole === true && Math.abs(argument) >= WHOLE && value === argument
