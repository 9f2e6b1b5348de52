/**
 * What kernels of complex numbers share: sums of power series, continued fractions by Lentz's method, and values close
 * to the real axis, whose tiny imaginary part is y*f'(x), each part with its own relative accuracy. Work is bounded:
 * what has not converged after MOST_TERMS is NaN.
 * Sources: W. J. Lentz (1976), as modified by I. J. Thompson and A. R. Barnett (1986); DLMF 3.10.
 */
import * as C from '../../number/complex.js'

type Complex = C.Complex

export const MOST_TERMS = 20_000

/** t(0) + t(1) + ... until the terms no longer count; `next(t(k), k)` is t(k + 1). */
export function series(first: Complex, next: (term: Complex, k: number) => Complex): Complex {
  let term = first
  let sum = first
  let small = 0
  for (let k = 0; k < MOST_TERMS; k++) {
    term = next(term, k)
    sum = C.add(sum, term)
    small = C.abs(term) <= 1e-17 * C.abs(sum) ? small + 1 : 0
    if (small === 2) return sum
    if (Number.isNaN(sum.re)) return C.NOTHING
  }
  return C.NOTHING
}

const FLOOR: Complex = { re: 1e-300, im: 0 }
const nonzero = (z: Complex): Complex => (z.re === 0 && z.im === 0 ? FLOOR : z)

/** b(0) + a(1)/(b(1) + a(2)/(b(2) + ...)). */
export function continuedFraction(a: (k: number) => Complex, b: (k: number) => Complex): Complex {
  let f = nonzero(b(0))
  let c = f
  let d: Complex = { re: 0, im: 0 }
  for (let k = 1; k < MOST_TERMS; k++) {
    d = C.inverse(nonzero(C.add(b(k), C.mul(a(k), d))))
    c = nonzero(C.add(b(k), C.div(a(k), c)))
    const step = C.mul(c, d)
    f = C.mul(f, step)
    if (Math.abs(step.re - 1) + Math.abs(step.im) < 2e-16) return f
    if (Number.isNaN(f.re)) return C.NOTHING
  }
  return C.NOTHING
}

/**
 * Whether z is so near the real axis that f(x) + iy f'(x) holds to the last bit, and x is not about 0 nor about the
 * singularity.
 */
function isNearReal({ re: x, im: y }: Complex, singularity: number): boolean {
  return Math.abs(y) * (1 + Math.abs(x)) <= 1e-9 * Math.min(1, Math.abs(x), Math.abs(x - singularity))
}

/**
 * The complex function with its values about the part of the real axis where it is real taken from the real one: `real`
 * must be NaN where the function is not real and smooth. Off 0 it has at most that one singularity on the axis.
 */
export function aboutReal(
  complex: (z: Complex) => Complex,
  real: (x: number) => number,
  slope: (x: number) => number,
  singularity = Number.POSITIVE_INFINITY,
): (z: Complex) => Complex {
  return z => {
    if (!isNearReal(z, singularity)) return complex(z)
    const re = real(z.re)
    return Number.isNaN(re) ? complex(z) : { re, im: z.im === 0 ? z.im : z.im * slope(z.re) }
  }
}
