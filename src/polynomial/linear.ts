/**
 * Linear factors with rational coefficients: of a polynomial in one variable, or of a homogeneous one in two, such as
 * 2*x^2 - 3*a*x + a^2 = (2*x - a)*(x - a). Every rational root p/q has p dividing the last coefficient and q the first;
 * which of them are roots is seen in floating point and settled by exact division.
 */
import { gcdSmall } from '../number/integer.js'
import { divideExactly, fromTerms, isOne, type Polynomial, type Term, type Work } from './polynomial.js'

/** Coefficients with more digits have too many divisors. */
const LARGEST = 10_000
const HIGHEST = 12

/** The polynomial, which is to be raised to a power, as linear factors and what is left where that is shorter; else itself. */
export function linearFactors(p: Polynomial, power: number, work: Work): Polynomial[] {
  const factors = p.terms.length < 3 ? [p] : split(p, work)
  const length = (parts: readonly Polynomial[]): number =>
    parts.reduce((s, f) => s + (power > 1 ? 2 : 0) + f.terms.reduce((n, t) => n + lengthOf(t), 0), 0)
  return length(factors) < length([p]) ? factors : [p]
}

/** Leaves and operators of a term, one operator for each factor. */
const lengthOf = (t: Term): number =>
  t.exponents.reduce((s, n) => s + (n === 0 ? 0 : n === 1 ? 2 : 4), 0) +
  (total(t) === 0 || (t.coefficient !== 1 && t.coefficient !== -1) ? 2 : 0)

function split(p: Polynomial, work: Work): Polynomial[] {
  const used = variables(p)
  const [x, y] = used as [number, number | undefined]
  const degree = p.terms.reduce((d, t) => Math.max(d, total(t)), 0)
  const fits = used.length === 1 || (used.length === 2 && p.terms.every(t => total(t) === degree))
  if (!fits || degree < 2 || degree > HIGHEST) return [p]
  const found: Polynomial[] = []
  let rest = p
  for (const [n, d] of candidates(dense(p, x, degree))) {
    const unit = (k: number | undefined): number[] =>
      new Array<number>(p.arity).fill(0).map((_, i) => (i === k ? 1 : 0))
    const factor = fromTerms(p.arity, [
      { coefficient: d, exponents: unit(x) },
      { coefficient: -n, exponents: unit(y) },
    ])
    const quotient = divideExactly(rest, factor, work)
    if (quotient === undefined) continue
    found.push(factor)
    rest = quotient
  }
  return isOne(rest) ? found : [...found, rest]
}

const total = (t: Term): number => t.exponents.reduce((s, n) => s + n, 0)

const variables = (p: Polynomial): number[] =>
  (p.terms[0] as Term).exponents.map((_, i) => i).filter(i => p.terms.some(t => t.exponents[i] !== 0))

/** The coefficients by powers of x, as floating-point numbers. */
function dense(p: Polynomial, x: number, degree: number): number[] {
  const c = new Array<number>(degree + 1).fill(0)
  for (const t of p.terms) c[t.exponents[x] as number] = Number(t.coefficient)
  return c
}

/** Fractions n/d at which the value is as small as rounding allows. */
function candidates(c: readonly number[]): [number, number][] {
  const [last, first] = [c[0] as number, c.at(-1) as number]
  if (Math.max(Math.abs(last), Math.abs(first)) > LARGEST) return []
  return divisors(first).flatMap(d =>
    divisors(last)
      .flatMap(n => [n, -n])
      .filter(n => gcdSmall(Math.abs(n), d) === 1 && vanishes(c, n / d))
      .map((n): [number, number] => [n, d]),
  )
}

function vanishes(c: readonly number[], r: number): boolean {
  let [value, size] = [0, 0]
  for (let k = c.length - 1; k >= 0; k--) {
    value = value * r + (c[k] as number)
    size = size * Math.abs(r) + Math.abs(c[k] as number)
  }
  return Math.abs(value) <= 1e-9 * size
}

const divisors = (n: number): number[] => {
  const m = Math.abs(n)
  const small = Array.from({ length: Math.floor(Math.sqrt(m)) }, (_, k) => k + 1).filter(k => m % k === 0)
  return [...new Set([...small, ...small.map(k => m / k)])]
}
