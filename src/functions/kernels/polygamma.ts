/**
 * The derivatives of log gamma, real: digamma, trigamma, polygamma. digamma: on [1, 2] a rational approximation
 * times the distance to its zero (held in three doubles), elsewhere recurrence, the asymptotic series, reflection.
 * polygamma(n, x) = (-1)^(n+1) n! zeta(n+1, x), summed by Euler and Maclaurin, all terms of one sign.
 * Sources: DLMF 5.5.2, 5.5.4, 5.11.2, 5.15, 25.11.28; the approximation on [1, 2] from J. Maddock, Boost.Math.
 */
import { polynomial } from './polynomial.js'
import { BERNOULLI, cotPi, DIGAMMA_SERIES, factorial } from './stirling.js'

/** The zero of digamma at 1.4616 as an unevaluated sum. */
export const ROOT = [1569415565 / 2 ** 30, 381566830 / 2 ** 60, 9.016312093258695e-20] as const
export const OFFSET = 0.9955816268920898
export const ROOT_P = [
  0.25479851061131553, -0.3255503118680449, -0.6503185377089651, -0.28919126444774784, -0.04525132144873906,
  -0.002071332116774595,
]
export const ROOT_Q = [
  1, 2.076711702373047, 1.4606242909763516, 0.43593529692665967, 0.054151797245674226, 0.0021284987017821146,
  -5.578984132167551e-7,
]

/** digamma on [1, 2]. */
function digammaNearRoot(x: number): number {
  const d = x - ROOT[0] - ROOT[1] - ROOT[2]
  return d * OFFSET + d * (polynomial(ROOT_P, x - 1) / polynomial(ROOT_Q, x - 1))
}

/** The logarithmic derivative of gamma; NaN at its poles 0, -1, -2, ... */
export function digamma(x: number): number {
  if (x <= 0) return Number.isInteger(x) || x === -Infinity ? NaN : digamma(1 - x) - Math.PI * cotPi(x)
  if (x >= 10) {
    const s = 1 / (x * x)
    return Math.log(x) - (0.5 / x + s * polynomial(DIGAMMA_SERIES, s))
  }
  if (x < 1) return digammaNearRoot(1 + x) - 1 / x
  let reduced = x
  let sum = 0
  while (reduced > 2) {
    reduced -= 1
    sum += 1 / reduced
  }
  return digammaNearRoot(reduced) + sum
}

/** The derivative of digamma; NaN at its poles. */
export const trigamma = (x: number): number => polygamma(1, x)

/** The n-th derivative of digamma, for whole n >= 0; NaN at its poles 0, -1, -2, ... and for other n. */
export function polygamma(n: number, x: number): number {
  if (!Number.isSafeInteger(n) || n < 0 || Number.isNaN(x)) return NaN
  if (n === 0) return digamma(x)
  if (x > 0) return (n % 2 === 0 ? -1 : 1) * scaledZeta(n, x)
  if (Number.isInteger(x) || x === -Infinity) return NaN
  const cotangent = n > MAX_REFLECTED ? bothSides(n, x) : cotangentDerivative(n, cotPi(x))
  const reflected = scaledZeta(n, 1 - x)
  return n % 2 === 0 ? -(cotangent + reflected) : cotangent - reflected
}

/** Beyond this order the coefficients of the polynomial in the cotangent overflow. */
const MAX_REFLECTED = 100

/** The same as cotangentDerivative by the poles on both sides of x, of which few count where the order is high. */
function bothSides(n: number, x: number): number {
  const [left, right] = [x - Math.floor(x), Math.ceil(x) - x]
  if (n % 2 === 1) return scaledZeta(n, left) + scaledZeta(n, right)
  if (left === right) return 0
  const difference = scaledZeta(n, left) - scaledZeta(n, right)
  // Of two that are too large the one whose pole is closer.
  return Number.isNaN(difference) ? (left < right ? Infinity : -Infinity) : difference
}

/** (-1)^n d^n/dx^n of pi*cot(pi*x), a polynomial in c = cot(pi*x) with positive coefficients. */
function cotangentDerivative(n: number, c: number): number {
  for (let k = COTANGENT.length; k <= n; k++) {
    const slope = (COTANGENT[k - 1] as readonly number[]).slice(1).map((a, j) => a * (j + 1) * Math.PI)
    COTANGENT.push([...slope, 0, 0].map((a, j) => a + (j >= 2 ? (slope[j - 2] ?? 0) : 0)))
  }
  return polynomial(COTANGENT[n] as readonly number[], c)
}

/** The polynomials by their order, as far as they were asked for. */
const COTANGENT: (readonly number[])[] = [[0, Math.PI]]

/** n! zeta(n + 1, x) for x > 0. */
function scaledZeta(n: number, x: number): number {
  if (x === Infinity) return 0
  const half = Math.floor(n / 2)
  const lead = n <= 170 ? x ** -half * factorial(n) * x ** (half - n) : largeLead(n, x)
  return lead * (relativeZeta(n + 1, x) / x)
}

/** n! x^-n for n > 170, through the logarithm by Stirling's formula. */
function largeLead(n: number, x: number): number {
  const m = n + 1
  const log = (m - 0.5) * Math.log(m) - m + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * m) - 1 / (360 * m ** 3)
  return Math.exp(log - n * Math.log(x))
}

/** x^s zeta(s, x): the sum of (x/(x+k))^s, its end by the Euler-Maclaurin formula. */
function relativeZeta(s: number, x: number): number {
  const count = Math.max(0, Math.ceil(1.2 * (s + 20) - x))
  let sum = 0
  for (let k = 0; k < count; k++) {
    const term = (x / (x + k)) ** s
    sum += term
    if (k > 0 && term * (2 + (x + k) / s) < 1e-19 * sum) return sum
  }
  const u = x + count
  let factor = s / 2 / u
  let end = u / (s - 1) + 0.5
  BERNOULLI.forEach((b, j) => {
    end += b * factor
    factor *= (((s + 2 * j + 1) / u) * ((s + 2 * j + 2) / u)) / ((2 * j + 3) * (2 * j + 4))
  })
  return sum + (x / u) ** s * end
}
