/**
 * Cyclotomic factors of polynomials in one variable, coefficients of the constant first. Modulo every prime they fall into many factors, so that
 * they are looked for by themselves: where a primitive n-th root of unity is a zero. Source: Bradford and Davenport, "Effective tests
 * for cyclotomic polynomials", ISSAC 1988.
 */
import { type Dense, divideDense } from './dense.js'

/** Polynomials of higher degrees are not looked at. */
const HIGHEST_DEGREE = 1000
/** A zero in floating point, beside the sum of the coefficients. */
const ZERO = 1e-7

/** The cyclotomic factors of a square-free polynomial, and what is left. */
export function cyclotomicFactors(f: Dense): { readonly found: readonly Dense[]; readonly rest: Dense } {
  const found: Dense[] = []
  let rest = f
  const degree = f.length - 1
  if (degree > HIGHEST_DEGREE || degree < 1) return { found, rest }
  const size = f.map(Number).reduce((s, c) => s + Math.abs(c), 0)
  if (!Number.isFinite(size)) return { found, rest }
  for (const n of ordersUpTo(degree)) {
    if (!vanishesAt(f, n, size)) continue
    const factor = cyclotomic(n)
    const quotient = factor.length <= rest.length ? divideDense(rest, factor) : undefined
    if (quotient === undefined) continue
    found.push(factor)
    rest = quotient
  }
  return { found, rest }
}

/** The n whose cyclotomic polynomial has at most that degree. */
function ordersUpTo(degree: number): number[] {
  // n/phi(n) grows as slowly as log(log(n)): 6 is beyond every n that comes into question.
  const most = 6 * degree + 6
  const phi = Array.from({ length: most + 1 }, (_, n) => n)
  for (let p = 2; p <= most; p++)
    if (phi[p] === p) for (let k = p; k <= most; k += p) phi[k] = ((phi[k] as number) / p) * (p - 1)
  return phi.flatMap((d, n) => (n > 0 && d <= degree ? [n] : []))
}

/** Whether e^(2*pi*i/n) is a zero, as far as doubles tell. */
function vanishesAt(f: Dense, n: number, size: number): boolean {
  let [re, im] = [0, 0]
  for (const [k, c] of f.entries()) {
    if (c === 0n) continue
    const angle = (2 * Math.PI * (k % n)) / n
    re += Number(c) * Math.cos(angle)
    im += Number(c) * Math.sin(angle)
  }
  return Math.hypot(re, im) <= ZERO * size
}

/** The n-th cyclotomic polynomial: that of p*m is that of m at x^p, over that of m where p does not divide m. */
export function cyclotomic(n: number): Dense {
  let f: Dense = [-1n, 1n]
  let [rest, m] = [n, 1]
  for (let p = 2; rest > 1; p = p * p > rest ? Math.max(rest, p + 1) : p + 1) {
    while (rest % p === 0) {
      const raised = stretched(f, p)
      f = m % p === 0 ? raised : (divideDense(raised, f) as Dense)
      m *= p
      rest /= p
    }
  }
  return f
}

/** f(x^k). */
export function stretched(f: Dense, k: number): Dense {
  const out = new Array<bigint>((f.length - 1) * k + 1).fill(0n)
  for (const [j, c] of f.entries()) out[j * k] = c
  return out
}
