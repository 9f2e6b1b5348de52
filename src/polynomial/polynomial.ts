/**
 * Sparse polynomials in several variables with integer coefficients of any size.
 * Invariants: terms are sorted by exponents, lexicographically from the first variable, largest first; no coefficient
 * is zero; every exponent vector has `arity` entries. Immutable.
 * Every operation that multiplies takes its terms from a budget, for intermediate results can be far larger than
 * the input; running out is an exception that the caller of this room turns into "leave it as it is".
 */
import { absInt, addInt, bitLength, gcdInt, type Integer, mulInt, negInt, quoInt, remInt } from '../number/integer.js'
import { spend as spendSteps } from '../work.js'

export interface Term {
  readonly exponents: readonly number[]
  readonly coefficient: Integer
}

export interface Polynomial {
  readonly arity: number
  readonly terms: readonly Term[]
}

/** Terms that may still be made. */
export interface Work {
  terms: number
}

/** The work was more than the budget. */
export class OutOfWork extends Error {}

/** Terms in more variables than this take longer to make, and so do coefficients of more than 2^LONG bits. */
const NARROW = 24
const LONG = 8

/** So many terms are looked at while one is made. */
const LOOKED = 32

/** What a term of a polynomial takes, told by its first. */
function widthOf({ arity, terms }: Polynomial): number {
  const first = terms[0]?.coefficient
  return Math.ceil(Math.max(arity, 1) / NARROW) * (typeof first === 'bigint' ? 1 + (bitLength(first) >> LONG) : 1)
}

/** Takes work from the budget. */
export function spend(work: Work, amount: number): void {
  spendSteps(amount)
  work.terms -= amount
  if (work.terms < 0) throw new OutOfWork('the polynomial is too large')
}

const zeroPolynomial = (arity: number): Polynomial => ({ arity, terms: [] })

export function constant(arity: number, value: Integer): Polynomial {
  return value === 0
    ? zeroPolynomial(arity)
    : { arity, terms: [{ exponents: new Array<number>(arity).fill(0), coefficient: value }] }
}

/** The variable with that index, to a power. */
export function variable(arity: number, index: number, power = 1): Polynomial {
  const exponents = new Array<number>(arity).fill(0)
  exponents[index] = power
  return { arity, terms: [{ exponents, coefficient: 1 }] }
}

export const isZero = (p: Polynomial): boolean => p.terms.length === 0

export const isConstant = (p: Polynomial): boolean =>
  p.terms.length === 0 || (p.terms.length === 1 && (p.terms[0] as Term).exponents.every(n => n === 0))

export const isOne = (p: Polynomial): boolean => isConstant(p) && p.terms[0]?.coefficient === 1

/** Lexicographic order of exponents. */
export function compareExponents(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number)
  return 0
}

export function plus(p: Polynomial, q: Polynomial): Polynomial {
  const terms: Term[] = []
  let [i, j] = [0, 0]
  while (i < p.terms.length || j < q.terms.length) {
    const [a, b] = [p.terms[i], q.terms[j]]
    const order = a === undefined ? -1 : b === undefined ? 1 : compareExponents(a.exponents, b.exponents)
    if (order > 0) terms.push(a as Term)
    else if (order < 0) terms.push(b as Term)
    else {
      const coefficient = addInt((a as Term).coefficient, (b as Term).coefficient)
      if (coefficient !== 0) terms.push({ exponents: (a as Term).exponents, coefficient })
    }
    if (order >= 0) i++
    if (order <= 0) j++
  }
  return { arity: p.arity, terms }
}

export const scaled = (p: Polynomial, c: Integer): Polynomial =>
  c === 1
    ? p
    : c === 0
      ? zeroPolynomial(p.arity)
      : { arity: p.arity, terms: p.terms.map(t => ({ ...t, coefficient: mulInt(t.coefficient, c) })) }

export const negative = (p: Polynomial): Polynomial => ({
  arity: p.arity,
  terms: p.terms.map(t => ({ ...t, coefficient: negInt(t.coefficient) })),
})

export const minus = (p: Polynomial, q: Polynomial): Polynomial => plus(p, negative(q))

const sumOf = (a: readonly number[], b: readonly number[]): number[] => a.map((n, i) => n + (b[i] as number))

function timesTerm(p: Polynomial, t: Term): Polynomial {
  const terms = p.terms.map(u => ({
    exponents: sumOf(u.exponents, t.exponents),
    coefficient: mulInt(u.coefficient, t.coefficient),
  }))
  return { arity: p.arity, terms }
}

export function times(p: Polynomial, q: Polynomial, work: Work): Polynomial {
  // Exponents of few letters are compared at once.
  spend(work, p.terms.length * q.terms.length * Math.max(widthOf(p), widthOf(q)) * (1 + (p.arity >> 4)))
  const [short, long] = p.terms.length < q.terms.length ? [p, q] : [q, p]
  if (short.terms.length === 0) return short
  if (short.terms.length === 1) return timesTerm(long, short.terms[0] as Term)
  const sums = new Map<string, { exponents: number[]; coefficient: Integer }>()
  for (const a of short.terms) {
    for (const b of long.terms) {
      const exponents = sumOf(a.exponents, b.exponents)
      const key = exponents.join()
      const coefficient = mulInt(a.coefficient, b.coefficient)
      const old = sums.get(key)
      if (old === undefined) sums.set(key, { exponents, coefficient })
      else old.coefficient = addInt(old.coefficient, coefficient)
    }
  }
  return fromTerms(p.arity, [...sums.values()])
}

/** A polynomial of terms in any order, no two with equal exponents. */
export function fromTerms(arity: number, terms: readonly Term[]): Polynomial {
  return {
    arity,
    terms: terms.filter(t => t.coefficient !== 0).sort((a, b) => compareExponents(b.exponents, a.exponents)),
  }
}

export function power(p: Polynomial, n: number, work: Work): Polynomial {
  let result = constant(p.arity, 1)
  for (let base = p, k = n; k > 0; k = Math.floor(k / 2)) {
    if (k % 2 === 1) result = times(result, base, work)
    if (k > 1) base = times(base, base, work)
  }
  return result
}

/** The quotient where q divides p exactly over the integers, else undefined. */
export function divideExactly(p: Polynomial, q: Polynomial, work: Work): Polynomial | undefined {
  const lead = q.terms[0] as Term
  const quotient: Term[] = []
  let rest = p
  while (rest.terms.length > 0) {
    const top = rest.terms[0] as Term
    const exponents = top.exponents.map((n, i) => n - (lead.exponents[i] as number))
    if (exponents.some(n => n < 0) || remInt(top.coefficient, lead.coefficient) !== 0) return undefined
    const t = { exponents, coefficient: quoInt(top.coefficient, lead.coefficient) }
    const looked = Math.max(q.terms.length + 1, Math.floor(rest.terms.length / LOOKED))
    spend(work, looked * Math.max(widthOf(q), widthOf(rest)))
    quotient.push(t)
    rest = minus(rest, timesTerm(q, t))
  }
  return { arity: p.arity, terms: quotient }
}

/** The greatest common divisor of the coefficients, with the sign of the first term. */
export function contentOf(p: Polynomial): Integer {
  let g: Integer = 0
  for (const t of p.terms) {
    g = gcdInt(g, t.coefficient)
    if (g === 1) break
  }
  return (p.terms[0]?.coefficient ?? 0) < 0 ? negInt(g) : g
}

export const dividedBy = (p: Polynomial, c: Integer): Polynomial =>
  c === 1 ? p : { arity: p.arity, terms: p.terms.map(t => ({ ...t, coefficient: quoInt(t.coefficient, c) })) }

/** The degree in one variable; -1 for zero. */
export const degreeIn = (p: Polynomial, index: number): number =>
  p.terms.reduce((d, t) => Math.max(d, t.exponents[index] as number), -1)

/** The coefficients of the powers of one variable, from the constant up; free of that variable. */
export function coefficientsIn(p: Polynomial, index: number): Polynomial[] {
  const parts: Term[][] = Array.from({ length: degreeIn(p, index) + 1 }, () => [])
  for (const t of p.terms) {
    const exponents = [...t.exponents]
    const n = exponents[index] as number
    exponents[index] = 0
    ;(parts[n] as Term[]).push({ exponents, coefficient: t.coefficient })
  }
  return parts.map(terms => ({ arity: p.arity, terms }))
}

/** The derivative by one variable. */
export function derivativeIn(p: Polynomial, index: number): Polynomial {
  const terms = p.terms.flatMap(t => {
    const n = t.exponents[index] as number
    return n === 0 ? [] : [{ exponents: t.exponents.with(index, n - 1), coefficient: mulInt(t.coefficient, n) }]
  })
  return { arity: p.arity, terms }
}

/** The largest coefficient, in absolute value. */
export const height = (p: Polynomial): Integer =>
  p.terms.reduce<Integer>((h, t) => (absInt(t.coefficient) > h ? absInt(t.coefficient) : h), 0)

/** The value with an integer put in for one variable. */
export function substituted(p: Polynomial, index: number, value: bigint, work: Work): Polynomial {
  const powers = new Map<number, bigint>()
  const sums = new Map<string, { exponents: number[]; coefficient: Integer }>()
  spend(work, p.terms.length * widthOf(p))
  for (const t of p.terms) {
    const n = t.exponents[index] as number
    let v = powers.get(n)
    if (v === undefined) {
      v = value ** BigInt(n)
      powers.set(n, v)
    }
    const exponents = t.exponents.with(index, 0)
    const key = exponents.join()
    const coefficient = mulInt(t.coefficient, v)
    const old = sums.get(key)
    if (old === undefined) sums.set(key, { exponents, coefficient })
    else old.coefficient = addInt(old.coefficient, coefficient)
  }
  return fromTerms(p.arity, [...sums.values()])
}
