/**
 * The inverse functions at complex numbers whose zeros have no sign. On a branch cut such a number belongs to the side
 * from which one comes to it counter-clockwise about the branch point, so that asin(2) is that of 2 - 0i. Only so are
 * the odd functions odd, asin(-2) = -asin(2), and cos(asin(u)) = sqrt(1 - u^2), on the cuts as well; plain kernels
 * take +0 for both. Invariant: the argument has no -0. Source: W. Kahan (1987); DLMF 4.23, 4.37.
 */
import * as C from '../../number/complex.js'

type Unary = (z: C.Complex) => C.Complex

/** The function with every zero part of its argument taken as -0 where `lower` holds, and as +0 elsewhere. */
function onCuts(f: Unary, lower: (z: C.Complex) => boolean): Unary {
  return z => f(lower(z) ? { re: z.re === 0 ? -0 : z.re, im: z.im === 0 ? -0 : z.im } : z)
}

const aboveOne = (z: C.Complex): boolean => z.im === 0 && z.re > 1
const belowZero = (z: C.Complex): boolean => z.im === 0 && z.re < 0 && z.re > -1
const belowMinusI = (z: C.Complex): boolean => z.re === 0 && z.im < -1
const aboveZeroOnI = (z: C.Complex): boolean => z.re === 0 && z.im > 0 && z.im < 1

/** asin z: cuts (-inf, -1) and (1, inf). */
export const asin = onCuts(C.asin, aboveOne)
/** acos z: cuts (-inf, -1) and (1, inf). */
export const acos = onCuts(C.acos, aboveOne)
/** atanh z: cuts (-inf, -1) and (1, inf). */
export const atanh = onCuts(C.atanh, aboveOne)
/** asin(1/z): cut (-1, 1). */
export const acsc = onCuts(C.acsc, belowZero)
/** acos(1/z): cut (-1, 1). */
export const asec = onCuts(C.asec, belowZero)
/** atanh(1/z): cut (-1, 1). */
export const acoth = onCuts(C.acoth, belowZero)
/** atan z: cuts on the imaginary axis beyond -i and i. */
export const atan = onCuts(C.atan, belowMinusI)
/** asinh z: cuts on the imaginary axis beyond -i and i. */
export const asinh = onCuts(C.asinh, belowMinusI)
/** atan(1/z): cut on the imaginary axis between -i and i. */
export const acot = onCuts(C.acot, aboveZeroOnI)
/** asinh(1/z): cut on the imaginary axis between -i and i. */
export const acsch = onCuts(C.acsch, aboveZeroOnI)
/** acosh(1/z): cuts (-inf, 0) and (1, inf). */
export const asech = onCuts(C.asech, z => z.im === 0 && (z.re < 0 || z.re > 1))
