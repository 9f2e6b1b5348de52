/**
 * Division of sums of terms: exact quotients in any number of letters, and greatest common divisors in one. Letters and functions
 * alike are indeterminates; exponents are whole.
 */
import { num } from '../expr/build.js'
import { wholeOf } from '../expr/numbers.js'
import { ONE, type Rational, ZERO } from '../number/rational.js'
import {
  coefficientOf,
  exponentOf,
  Factor,
  merged,
  negatedTerm,
  numberTerm,
  rational,
  type Sum,
  type Term,
  times,
  type Unit,
  withFactors,
} from './term.js'

/** Longer work is not begun. */
const MOST_TERMS = 120
const HIGHEST_DEGREE = 30

/** The quotient of two sums, where it has no remainder: all exponents whole, letters and functions alike are indeterminates. */
export function divided(s: Sum, by: Sum): Sum | undefined {
  if (by.length < 2) return undefined
  const order = unitsOf(by)
  const above = order && unitsOf(s)
  if (order === undefined || above === undefined) return undefined
  // A letter of the divisor is in all its multiples.
  if (order.some(u => !above.includes(u))) return s.length === 0 ? s : undefined
  const all = order.concat(above.filter(u => !order.includes(u)))
  const lead = leading(by, all)
  // The least term of a product is that of its factors: most divisions are not begun.
  if (s.length > 0 && !isMultiple(least(s, all), least(by, all))) return undefined
  let rest = s
  const quotient: Term[] = []
  for (let step = 0; rest.length > 0; step++) {
    if (step > MOST_TERMS || rest.length > MOST_TERMS) return undefined
    const t = leading(rest, all)
    const q = times(t, reciprocal(lead))
    if (q.factors.some(f => f.sign <= 0)) return undefined
    quotient.push(q)
    rest = merged(rest.concat(by.map(b => negatedTerm(times(q, b)))))
  }
  return quotient
}

/** One over a term whose exponents are numbers. */
const reciprocal = (t: Term): Term =>
  withFactors(
    numberTerm(coefficientOf(t).inverse(), t.decimal),
    t.factors.map(f => new Factor(f.unit, num((rational(f.exponent) ?? ONE).neg()))),
  )

/** The units of a sum whose exponents are all whole and positive. */
function unitsOf(s: Sum): Unit[] | undefined {
  const units: Unit[] = []
  for (const t of s) {
    for (const f of t.factors) {
      if ((wholeOf(f.exponent) ?? -1) < 0) return undefined
      if (!units.includes(f.unit)) units.push(f.unit)
    }
  }
  return units
}

/** The power of a letter in a term; 0 where it does not stand in it. */
const powerIn = (t: Term, u: Unit): number => {
  const exponent = exponentOf(u, t)
  return exponent === undefined ? 0 : (wholeOf(exponent) ?? 0)
}

/** By how much the first power in which two terms differ is greater in one of them. */
function compared(a: Term, b: Term, order: readonly Unit[]): number {
  for (const u of order) {
    const d = powerIn(a, u) - powerIn(b, u)
    if (d !== 0) return d
  }
  return 0
}

const leading = (s: Sum, order: readonly Unit[]): Term => s.reduce((a, b) => (compared(b, a, order) > 0 ? b : a))
const least = (s: Sum, order: readonly Unit[]): Term => s.reduce((a, b) => (compared(b, a, order) < 0 ? b : a))

const isMultiple = (t: Term, of: Term): boolean => of.factors.every(f => powerIn(t, f.unit) >= powerIn(of, f.unit))

/** A polynomial in one letter: its coefficients from the constant on. */
interface Univariate {
  readonly unit: Unit
  readonly coefficients: readonly Rational[]
}

function univariate(s: Sum): Univariate | undefined {
  const [unit, ...others] = unitsOf(s) ?? []
  if (unit === undefined || others.length > 0 || s.some(t => t.decimal)) return undefined
  const coefficients: Rational[] = []
  for (const t of s) {
    const [f] = t.factors
    const n = f === undefined ? 0 : (wholeOf(f.exponent) as number)
    if (n > HIGHEST_DEGREE) return undefined
    while (coefficients.length <= n) coefficients.push(ZERO)
    coefficients[n] = (coefficients[n] as Rational).add(coefficientOf(t))
  }
  return { unit, coefficients }
}

/** What two polynomials in one letter have in common, of degree one at least; by Euclid's algorithm. */
export function commonDivisor(a: Sum, b: Sum): Sum | undefined {
  const [p, q] = [univariate(a), univariate(b)]
  if (p === undefined || q === undefined || p.unit !== q.unit) return undefined
  let [u, v] = [p.coefficients, q.coefficients]
  while (v.length > 0) [u, v] = [v, remainder(u, v)]
  if (u.length < 2) return undefined
  const lead = u.at(-1) as Rational
  return u.flatMap((c, n): Term[] => {
    if (c.isZero()) return []
    const factors = n === 0 ? [] : [new Factor(p.unit, num(n))]
    return [withFactors(numberTerm(c.div(lead)), factors)]
  })
}

function remainder(u: readonly Rational[], v: readonly Rational[]): Rational[] {
  const rest = [...u]
  const lead = v.at(-1) as Rational
  while (rest.length >= v.length) {
    const c = (rest.at(-1) as Rational).div(lead)
    const shift = rest.length - v.length
    for (const [k, w] of v.entries()) rest[k + shift] = (rest[k + shift] as Rational).sub(c.mul(w))
    do rest.pop()
    while (rest.length > 0 && (rest.at(-1) as Rational).isZero())
  }
  return rest
}
