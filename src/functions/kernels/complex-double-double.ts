/**
 * Complex numbers whose parts are double-doubles, about 31 digits, for series that cancel. Built on the error-free
 * transformations of number/double-double.ts; the bounds there on magnitudes hold here too.
 */
import type { Complex } from '../../number/complex.js'
import { addDD, type DoubleDouble, mulDD } from '../../number/double-double.js'

export interface ComplexDD {
  readonly re: DoubleDouble
  readonly im: DoubleDouble
}

export const ONE_DD: ComplexDD = { re: [1, 0], im: [0, 0] }
export const ZERO_DD: ComplexDD = { re: [0, 0], im: [0, 0] }

const negDD = (a: DoubleDouble): DoubleDouble => [-a[0], -a[1]]

/** a/b in double-double, by two corrections of the rounded quotient. */
function divDD(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a[0] / b[0]
  const rest = addDD(a, negDD(mulDD(b, [first, 0])))
  const second = rest[0] / b[0]
  const last = addDD(rest, negDD(mulDD(b, [second, 0])))
  return addDD([first, second], [last[0] / b[0], 0])
}

export const toDD = (z: Complex): ComplexDD => ({ re: [z.re, 0], im: [z.im, 0] })
export const fromDD = (z: ComplexDD): Complex => ({ re: z.re[0] + z.re[1], im: z.im[0] + z.im[1] })
export const realDD = (x: DoubleDouble): ComplexDD => ({ re: x, im: [0, 0] })

/** The larger part in modulus, a cheap measure of size. */
export const sizeDD = (z: ComplexDD): number => Math.max(Math.abs(z.re[0]), Math.abs(z.im[0]))

export const add = (a: ComplexDD, b: ComplexDD): ComplexDD => ({ re: addDD(a.re, b.re), im: addDD(a.im, b.im) })

export function sub(a: ComplexDD, b: ComplexDD): ComplexDD {
  return { re: addDD(a.re, negDD(b.re)), im: addDD(a.im, negDD(b.im)) }
}

export function mul(a: ComplexDD, b: ComplexDD): ComplexDD {
  return {
    re: addDD(mulDD(a.re, b.re), negDD(mulDD(a.im, b.im))),
    im: addDD(mulDD(a.re, b.im), mulDD(a.im, b.re)),
  }
}

export function div(a: ComplexDD, b: ComplexDD): ComplexDD {
  if (b.im[0] === 0) return { re: divDD(a.re, b.re), im: divDD(a.im, b.re) }
  const size = addDD(mulDD(b.re, b.re), mulDD(b.im, b.im))
  const top = mul(a, { re: b.re, im: negDD(b.im) })
  return { re: divDD(top.re, size), im: divDD(top.im, size) }
}

/** The exact sum of a complex double and a whole number. */
export const shiftDD = (a: ComplexDD, n: number): ComplexDD => ({ re: addDD(a.re, [n, 0]), im: a.im })

/** s*z for a real double s. */
export const scale = (s: number, z: ComplexDD): ComplexDD => ({ re: mulDD(z.re, [s, 0]), im: mulDD(z.im, [s, 0]) })
