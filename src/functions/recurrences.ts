/**
 * Exact values of the classical orthogonal polynomials at rationals, by their three-term recurrences (DLMF 18.9.2).
 * Only for degrees and numbers so small that the value is short; undefined beyond, and for broken degrees.
 */
import { Rational } from '../number/rational.js'

const LARGEST_DEGREE = 100
const LARGEST_NUMBER = 2 ** 31

const whole = (n: number): Rational => Rational.of(n)
const isSmall = (q: Rational): boolean =>
  typeof q.num === 'number' && typeof q.den === 'number' && Math.abs(q.num) < LARGEST_NUMBER && q.den < LARGEST_NUMBER

/** p(n) where p(0) = 1, p(1) = first(...) and p(k + 1) = next(k, p(k), p(k - 1), ...), given the other arguments. */
const exactly =
  (
    first: (...args: Rational[]) => Rational,
    next: (k: number, now: Rational, before: Rational, ...args: Rational[]) => Rational,
  ) =>
  (degree: Rational, ...args: Rational[]): Rational | undefined => {
    const n = degree.smallInt()
    if (n === undefined || n < 0 || n > LARGEST_DEGREE || !args.every(isSmall)) return undefined
    let [before, now] = [Rational.ONE, Rational.ONE]
    for (let k = 0; k < n; k++) [before, now] = [now, k === 0 ? first(...args) : next(k, now, before, ...args)]
    return now
  }

const chebyshev = (k: number): ReturnType<typeof exactly> =>
  exactly(
    x => x.mul(whole(k)),
    (_, p, q, x) => x.mul(p).mul(whole(2)).sub(q),
  )
export const chebyshevT = chebyshev(1)
export const chebyshevU = chebyshev(2)

export const legendre = exactly(
  x => x,
  (k, p, q, x) =>
    whole(2 * k + 1)
      .mul(x)
      .mul(p)
      .sub(whole(k).mul(q))
      .div(whole(k + 1)),
)

export const hermite = exactly(
  x => x.mul(whole(2)),
  (k, p, q, x) => x.mul(p).sub(whole(k).mul(q)).mul(whole(2)),
)

/** L(n, a, x). */
export const genLaguerre = exactly(
  (a, x) => a.add(Rational.ONE).sub(x),
  (k, p, q, a, x) => {
    const rise = a.add(whole(2 * k + 1)).sub(x)
    return rise
      .mul(p)
      .sub(a.add(whole(k)).mul(q))
      .div(whole(k + 1))
  },
)

/** C(n, a, x). */
export const gegenbauer = exactly(
  (a, x) => a.mul(x).mul(whole(2)),
  (k, p, q, a, x) => {
    const rise = a.add(whole(k)).mul(x).mul(whole(2))
    const fall = a.mul(whole(2)).add(whole(k - 1))
    return rise
      .mul(p)
      .sub(fall.mul(q))
      .div(whole(k + 1))
  },
)
