/**
 * Error-free transformations: what a sum or a product of two doubles loses in rounding, as a double.
 * With them the few places where a rounding error would be magnified (log z near |z| = 1, high powers, factorials)
 * carry about 106 bits. Invariant: exact unless an operand exceeds 2^990 or a product underflows.
 * Source: T. J. Dekker, "A floating-point technique for extending the available precision" (1971); D. Knuth, TAOCP
 * vol. 2, 4.2.2.
 */

/** An unevaluated sum of two doubles, the second at most half a unit in the last place of the first. */
export type DoubleDouble = readonly [hi: number, lo: number]

const SPLITTER = 2 ** 27 + 1

/** The exact error `(a + b) - s` of the rounded sum `s = a + b`. */
export function sumError(a: number, b: number, s: number): number {
  const t = s - a
  return a - (s - t) + (b - t)
}

/** The exact error `a*b - p` of the rounded product `p = a*b`. */
export function productError(a: number, b: number, p: number): number {
  const at = a * SPLITTER
  const ah = at - (at - a)
  const al = a - ah
  const bt = b * SPLITTER
  const bh = bt - (bt - b)
  const bl = b - bh
  return al * bl - (p - ah * bh - al * bh - ah * bl)
}

/** `a + b` in double-double. */
export function addDD(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = a[0] + b[0]
  const t = a[1] + b[1]
  const e = sumError(a[0], b[0], s) + t
  const hi = s + e
  const lo = e - (hi - s) + sumError(a[1], b[1], t)
  const sum = hi + lo
  return [sum, lo - (sum - hi)]
}

/** `a * b` in double-double. */
export function mulDD(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = a[0] * b[0]
  const e = productError(a[0], b[0], p) + (a[0] * b[1] + a[1] * b[0])
  const hi = p + e
  return [hi, e - (hi - p)]
}
