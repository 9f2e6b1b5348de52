import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factorize } from '../../src/polynomial/factorize.js'
import { gcd } from '../../src/polynomial/gcd.js'
import {
  constant,
  contentOf,
  degreeIn,
  divideExactly,
  fromTerms,
  isZero,
  minus,
  OutOfWork,
  type Polynomial,
  plus,
  power,
  scaled,
  type Term,
  times,
} from '../../src/polynomial/polynomial.js'
import { squareFree } from '../../src/polynomial/squarefree.js'
import { equalPolynomials } from './equal.js'

const ARITY = 3
const enough = () => ({ terms: 2_000_000 })

const term: fc.Arbitrary<Term> = fc.record({
  exponents: fc.array(fc.nat({ max: 3 }), { minLength: ARITY, maxLength: ARITY }),
  coefficient: fc.integer({ min: -9, max: 9 }),
})
const polynomial = fc
  .uniqueArray(term, { maxLength: 5, selector: t => t.exponents.join() })
  .map(terms => fromTerms(ARITY, terms))
const nonzero = polynomial.filter(p => !isZero(p))
const univariate = fc
  .array(fc.integer({ min: -6, max: 6 }), { minLength: 2, maxLength: 6 })
  .map(cs =>
    fromTerms(
      1,
      cs.map((coefficient, n) => ({ exponents: [n], coefficient })),
    ),
  )
  .filter(p => degreeIn(p, 0) > 0)

const product = (ps: readonly Polynomial[]): Polynomial => ps.reduce((a, b) => times(a, b, enough()))

describe('arithmetic', () => {
  test('is that of a ring', () => {
    fc.assert(
      fc.property(polynomial, polynomial, polynomial, (p, q, r) => {
        expect(equalPolynomials(plus(p, q), plus(q, p))).toBe(true)
        expect(isZero(minus(p, p))).toBe(true)
        const [left, right] = [times(p, plus(q, r), enough()), plus(times(p, q, enough()), times(p, r, enough()))]
        expect(equalPolynomials(left, right)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  test('exact division undoes multiplication', () => {
    fc.assert(
      fc.property(polynomial, nonzero, (p, q) => {
        const quotient = divideExactly(times(p, q, enough()), q, enough())
        expect(quotient && equalPolynomials(quotient, p)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  test('work is bounded', () => {
    const p = fromTerms(
      2,
      Array.from({ length: 40 }, (_, n) => ({ exponents: [n, 40 - n], coefficient: 1 })),
    )
    expect(() => power(p, 30, { terms: 10_000 })).toThrow(OutOfWork)
  })
})

describe('gcd', () => {
  test('of products with a common factor is a multiple of it, and divides both', () => {
    fc.assert(
      fc.property(nonzero, nonzero, nonzero, (p, q, g) => {
        const [a, b] = [times(p, g, enough()), times(q, g, enough())]
        const d = gcd(a, b, enough())
        for (const f of [a, b]) expect(divideExactly(f, d, enough())).toBeDefined()
        expect(divideExactly(d, g, enough()) ?? divideExactly(scaled(d, contentOf(g)), g, enough())).toBeDefined()
      }),
      { numRuns: 150 },
    )
  })
  test('of zero', () => {
    const p = constant(1, -6)
    expect(gcd(p, constant(1, 0), enough())).toEqual(constant(1, 6))
  })
})

describe('factors', () => {
  const whole = ({ content, factors }: ReturnType<typeof squareFree>, arity: number): Polynomial =>
    product([constant(arity, content), ...factors.map(f => power(f.base, f.exponent, enough()))])

  test('square-free factors multiply to the polynomial', () => {
    fc.assert(
      fc.property(nonzero, nonzero, (p, q) => {
        const f = product([p, q, q])
        expect(equalPolynomials(whole(squareFree(f, enough()), ARITY), f)).toBe(true)
      }),
      { numRuns: 80 },
    )
  })
  test('irreducible factors multiply to the polynomial, at least as many as went in', () => {
    fc.assert(
      fc.property(univariate, univariate, univariate, (p, q, r) => {
        const f = product([p, q, r])
        const found = factorize(f, enough())
        expect(equalPolynomials(whole(found, 1), f)).toBe(true)
        expect(found.factors.reduce((n, g) => n + g.exponent, 0)).toBeGreaterThanOrEqual(3)
      }),
      { numRuns: 150 },
    )
  })
  const cyclotomic: readonly (readonly [n: number, count: number])[] = [
    [2, 2],
    [6, 4],
    [12, 6],
    [15, 4],
    [24, 8],
    [30, 8],
  ]
  test.each(cyclotomic)('x^%i - 1 has %i factors, one for each divisor', (n, count) => {
    const f = fromTerms(1, [
      { exponents: [n], coefficient: 1 },
      { exponents: [0], coefficient: -1 },
    ])
    expect(factorize(f, enough()).factors.length).toBe(count)
  })
  test('x^4 + 1 splits modulo every prime and is irreducible', () => {
    const f = fromTerms(1, [
      { exponents: [4], coefficient: 1 },
      { exponents: [0], coefficient: 1 },
    ])
    expect(factorize(f, enough()).factors.length).toBe(1)
  })
})
