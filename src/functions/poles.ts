/**
 * Where functions have no value: conditions on their arguments, each a rational number or undefined where it is none.
 * 0 times what has no value is not 0. Sources: DLMF 4, 5.2, 6, 8, 10, 18, 19, 25.
 */
import type { Rational } from '../number/rational.js'

type Argument = Rational | undefined

export const isZero = (q: Argument): boolean => q?.isZero() === true
export const isOne = (q: Argument): boolean => q?.isOne() === true
/** 1 or -1. */
export const isUnit = (q: Argument): boolean => q?.abs().isOne() === true
export const isMinusOne = (q: Argument): boolean => isUnit(q) && isNegative(q)
export const isNegative = (q: Argument): boolean => q !== undefined && q.sign() < 0
const isWhole = (q: Argument): boolean => q?.isInteger() === true
/** 0, -1, -2 ...: the poles of gamma. */
export const isGammaPole = (q: Argument): boolean => isWhole(q) && (q as Rational).sign() <= 0
/** -1, -2 ... */
export const isBelowZero = (q: Argument): boolean => isWhole(q) && isNegative(q)
/** 0, 1, 2 ... */
const isNatural = (q: Argument): boolean => isWhole(q) && (q as Rational).sign() >= 0
/** So that 0 to the power -q may be infinite. */
const mayBeAboveZero = (q: Argument): boolean => q === undefined || q.sign() > 0
/** An odd number of halves. */
const isHalf = (q: Argument): boolean => q?.den === 2

/** An angle of so many times pi at which the cosine is 0, and the sine. */
export const quarterTurns = isHalf
export const halfTurns = isWhole

/** Gamma(u)*Gamma(v)/Gamma(u + v). */
export const beta = (u: Argument, v: Argument): boolean => isGammaPole(u) || isGammaPole(v)
export const binomial = (u: Argument, v: Argument): boolean => isBelowZero(u) && v !== undefined && !isNatural(v)
/** Gamma(u + v)/Gamma(u). */
export const pochhammer = (u: Argument, v: Argument): boolean =>
  u !== undefined && v !== undefined && isGammaPole(u.add(v)) && !isGammaPole(u)

export const expint = (u: Argument, v: Argument): boolean => isZero(v) && (u === undefined || u.sign() <= 0 || isOne(u))
export const upperGamma = (u: Argument, v: Argument): boolean => isZero(v) && (u === undefined || u.sign() <= 0)
export const lowerGamma = (u: Argument, v: Argument): boolean => isGammaPole(u) || (isZero(v) && isNegative(u))
/** Every branch but the principal one. */
export const lambertW = (u: Argument, v: Argument): boolean => isZero(v) && u !== undefined && !u.isZero()

/** Hurwitz's zeta function of the exponent u. */
export const hurwitz = (u: Argument, v: Argument): boolean => isOne(u) || (isGammaPole(v) && mayBeAboveZero(u))
export const lerch = (u: Argument, v: Argument, w: Argument): boolean =>
  (isGammaPole(w) && mayBeAboveZero(v)) || polylog(v, u)
export const polylog = (u: Argument, v: Argument): boolean =>
  isOne(v) && u !== undefined && (isOne(u) || !isAboveOne(u))
const isAboveOne = (q: Rational): boolean => Number(q.floor()) >= 1

/** Of the first kind: z^u times an even function. */
export const besselFirst = (u: Argument, v: Argument): boolean => isZero(v) && isNegative(u) && !isWhole(u)
/** Of the second kind; of an odd number of halves below 0 it is one of the first kind. */
export const besselSecond = (u: Argument, v: Argument): boolean => isZero(v) && !(isHalf(u) && isNegative(u))
/** Of either kind, where both have a part in it. */
export const besselEither = (_: Argument, v: Argument): boolean => isZero(v)

/** Of a whole order from 0 on. */
export const polygamma = (u: Argument, v: Argument): boolean => isGammaPole(v) && (u === undefined || isNatural(u))

/** Legendre and Chebyshev functions of a degree that is not whole are infinite at -1. */
export const legendreCut = (u: Argument, x: Argument): boolean => isMinusOne(x) && !isWhole(u)
/** Orthogonal polynomials of a degree that is no natural number are infinite at -1. */
export const jacobiCut = (u: Argument, x: Argument): boolean => isMinusOne(x) && !isNatural(u)
