/**
 * Complex doubles: the type and its arithmetic. Pure functions on plain objects; a zero imaginary part keeps its
 * sign, which says on which side of a branch cut a number lies. `neg`, `inverse` and `conj` give such -0 where the
 * mathematics of a limit asks for it; `principal` forgets it, for values that are meant as real numbers.
 * Sources: W. Kahan, "Branch cuts for complex elementary functions" (1987); R. L. Smith, CACM Algorithm 116 (1962).
 */

/** A complex number re + i*im in double precision. */
export interface Complex {
  readonly re: number
  readonly im: number
}

export const ZERO: Complex = { re: 0, im: 0 }
export const ONE: Complex = { re: 1, im: 0 }
/** What is there where there is no value. */
export const NOTHING: Complex = { re: NaN, im: NaN }

/** re + i*im. */
export const complex = (re: number, im = 0): Complex => ({ re, im })

/** The same number with every -0 replaced by +0: how a number without a side of the cut is read (log(-1) = +i*pi). */
export const principal = (z: Complex): Complex => ({ re: z.re + 0, im: z.im + 0 })
export const add = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im })
export const sub = (a: Complex, b: Complex): Complex => ({ re: a.re - b.re, im: a.im - b.im })

/** a * b; the product of two numbers on the real axis stays there, also with infinite factors. */
export function mul(a: Complex, b: Complex): Complex {
  const im = a.re * b.im + a.im * b.re
  if (a.im === 0 && b.im === 0) return { re: a.re * b.re, im: Number.isNaN(im) ? 0 : im }
  return { re: a.re * b.re - a.im * b.im, im }
}

export const neg = (z: Complex): Complex => ({ re: -z.re, im: -z.im })

/** re - i*im. */
export const conj = (z: Complex): Complex => ({ re: z.re, im: -z.im })

/** s*z for a real s. */
export const scale = (s: number, z: Complex): Complex => ({ re: s * z.re, im: s * z.im })

/** z + x for a real x. */
export const shift = (z: Complex, x: number): Complex => ({ re: z.re + x, im: z.im })

/** Whether both parts are finite. */
export const hasValue = (z: Complex): boolean => Number.isFinite(z.re) && Number.isFinite(z.im)
export const isZero = (z: Complex): boolean => z.re === 0 && z.im === 0
export const same = (a: Complex, b: Complex): boolean => a.re === b.re && a.im === b.im

/** i * z, exactly. */
export const timesI = (z: Complex): Complex => ({ re: -z.im, im: z.re })

/** z / i, exactly. */
export const overI = (z: Complex): Complex => ({ re: z.im, im: -z.re })

/** Whether the sign bit is set: true for -0. */
export const signBit = (x: number): boolean => x < 0 || (x === 0 && 1 / x < 0)

/** |magnitude| with the sign of `sign`, a zero's sign included. */
export function copySign(magnitude: number, sign: number): number {
  return signBit(sign) === signBit(magnitude) ? magnitude : -magnitude
}

/** x * 2^e, also where 2^e itself would overflow or vanish. */
export function scaleBinary(x: number, e: number): number {
  const c = Math.max(-2200, Math.min(2200, e))
  const third = Math.trunc(c / 3)
  return x * 2 ** third * 2 ** third * 2 ** (c - 2 * third)
}

/** The power e for which 2^-e brings x into [1, 2) or near it, between -1000 and 1000; 0 for 0, NaN and infinities. */
export function binaryExponent(x: number): number {
  const ax = Math.abs(x)
  if (!(ax > 0 && ax < Infinity)) return 0
  return Math.max(-1000, Math.min(1000, Math.floor(Math.log2(ax))))
}

/** |z|, without overflow or underflow on the way. */
export function abs(z: Complex): number {
  const x = Math.abs(z.re)
  const y = Math.abs(z.im)
  if (x === Infinity || y === Infinity) return Infinity
  if (y === 0) return x
  if (x === 0) return y
  const m = Math.max(x, y)
  if (m < 1e150 && m > 1e-140) return Math.sqrt(x * x + y * y)
  const s = 2 ** -binaryExponent(m)
  return Math.sqrt(x * s * (x * s) + y * s * (y * s)) / s
}

/** The angle in [-pi, pi]: on the negative real axis pi or -pi by the sign of the zero; 0 for 0. */
export const arg = (z: Complex): number => Math.atan2(z.im, z.re)

/**
 * 1/z; NaN in both parts for 0, which has no inverse; 0 for an infinite z. Its zeros have the signs of those of conj
 * z.
 */
export function inverse(z: Complex): Complex {
  if (z.im === 0) return z.re === 0 ? { re: NaN, im: NaN } : { re: 1 / z.re, im: -z.im }
  if (isInfinite(z)) return { re: copySign(0, z.re), im: copySign(0, -z.im) }
  const e = binaryExponent(Math.max(Math.abs(z.re), Math.abs(z.im)))
  const [c, d] = [z.re * 2 ** -e, z.im * 2 ** -e]
  const r = Math.abs(c) >= Math.abs(d) ? d / c : c / d
  const n = Math.abs(c) >= Math.abs(d) ? c + d * r : c * r + d
  const [re, im] = Math.abs(c) >= Math.abs(d) ? [1 / n, -r / n] : [r / n, -1 / n]
  return { re: scaleBinary(re, -e), im: scaleBinary(im, -e) }
}

/** a / b; NaN in both parts when b is 0. A b on the real axis divides each part by itself. */
export function div(a: Complex, b: Complex): Complex {
  if (b.im !== 0) return quotient(a, b)
  return b.re === 0 ? { re: NaN, im: NaN } : { re: a.re / b.re, im: a.im / b.re }
}

/** Smith's quotient, scaled by exact powers of two so that nothing overflows or underflows needlessly. */
function quotient(a: Complex, b: Complex): Complex {
  if (isInfinite(b) && !isInfinite(a)) return { re: copySign(0, b.re), im: copySign(0, -b.im) }
  const e = binaryExponent(Math.max(Math.abs(b.re), Math.abs(b.im)))
  const down = Math.max(Math.abs(a.re), Math.abs(a.im)) > 1e300 ? 32 : 0
  const [p, q] = [a.re * 2 ** -down, a.im * 2 ** -down]
  const [c, d] = [b.re * 2 ** -e, b.im * 2 ** -e]
  const [re, im] = Math.abs(c) >= Math.abs(d) ? smith(p, q, c, d) : smith(q, -p, d, -c)
  return { re: scaleBinary(re, down - e), im: scaleBinary(im, down - e) }
}

/** (a + ib)/(c + id) for |c| >= |d|. */
function smith(a: number, b: number, c: number, d: number): [number, number] {
  const r = d / c
  const n = c + d * r
  return [(a + b * r) / n, (b - a * r) / n]
}

/** Whether a part is infinite. */
export const isInfinite = (z: Complex): boolean => Math.abs(z.re) === Infinity || Math.abs(z.im) === Infinity
