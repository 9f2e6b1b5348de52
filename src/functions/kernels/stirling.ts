/**
 * What the gamma, digamma and polygamma functions share: Bernoulli numbers, the remainder of Stirling's series,
 * exact factorials, and sin(pi x), cot(pi x) with exact reduction of the argument.
 * Source: DLMF 5.11.1 and 24.2. For x >= 10 the ten terms of the remainder are good to 2e-20.
 */
import { scaleBinary } from '../../number/complex-arithmetic.js'
import { type DoubleDouble, mulDD } from '../../number/double-double.js'
import { polynomial } from './polynomial.js'

/** B(2), B(4), ..., B(20). */
export const BERNOULLI: readonly number[] = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
  -174611 / 330,
]

/** B(2k)/(2k(2k-1)): the coefficients of log gamma in 1/z^(2k-1). */
export const STIRLING: readonly number[] = BERNOULLI.map((b, j) => b / ((2 * j + 2) * (2 * j + 1)))

/** B(2k)/(2k): the coefficients of digamma in 1/z^(2k), with the other sign. */
export const DIGAMMA_SERIES: readonly number[] = BERNOULLI.map((b, j) => b / (2 * j + 2))

/** log gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2), for x >= 10. */
export const stirlingRemainder = (x: number): number => polynomial(STIRLING, 1 / (x * x)) / x

/** n! for whole n from 0 to 170, correctly rounded (exact up to 22!). */
export function factorial(n: number): number {
  let product: DoubleDouble = [2 ** -200, 0]
  for (let k = 2; k <= n; k++) product = mulDD(product, [k, 0])
  return scaleBinary(product[0], 200)
}

/** sin(pi*x), exactly 0 at whole x. */
export function sinPi(x: number): number {
  const n = Math.round(x)
  const s = Math.sin(Math.PI * (x - n))
  return n % 2 === 0 ? s : -s
}

/** cot(pi*x), exactly 0 halfway between whole numbers. */
export function cotPi(x: number): number {
  const r = x - Math.round(x)
  const cotangent = Math.sin(Math.PI * (0.5 - Math.abs(r))) / Math.sin(Math.PI * Math.abs(r))
  return r < 0 ? -cotangent : cotangent
}
