/** Factors that fall apart modulo every prime: cyclotomic ones, those of polynomials in one monomial, and the products that come back. */
import { describe, expect, it } from 'vitest'
import { sub } from '../../src/expr/build.js'
import { isCall } from '../../src/expr/node.js'
import { expand, factor, parse } from '../../src/index.js'
import { cyclotomic } from '../../src/polynomial/cyclotomic.js'

/** The polynomial, and how many different irreducible factors that are no numbers it has. */
const CASES: readonly (readonly [string, number])[] = [
  ['x^60 - 1', 12],
  ['x^60 + 1', 4],
  ['(x^60 - 1)^2', 12],
  ['3*x^30 - 3', 8],
  ['x^97 - 1', 2],
  ['x^100 - 1', 9],
  ['x^105 - 1', 8],
  ['x^360 - 1', 24],
  ['x^1000 - 1', 16],
  ['x^48 + x^24 + 1', 4],
  ['x*(x^20 - 1)', 7],
  ['(x^12 - 1)*(x^5 + x + 1)', 7],
  ['x^36 - 2^36', 9],
  ['x^12 - 729', 5],
  ['x^50 - 32', 2],
  ['x^40 - 3', 1],
  ['x^4 + 4', 2],
  ['x^60 - y^60', 12],
  ['x^24 - z^12', 6],
  ['x^30*y^30 - 1', 8],
  ['x^4 + 4*y^4', 2],
  ['x^2*y^4 - z^6', 2],
  // Irreducible, though it has 8 factors modulo every prime (Swinnerton-Dyer).
  ['x^16 - 136*x^14 + 6476*x^12 - 141912*x^10 + 1513334*x^8 - 7453176*x^6 + 13950764*x^4 - 5596840*x^2 + 46225', 1],
]

const sumOf = (n: number, term: (k: number) => string): string => Array.from({ length: n }, (_, k) => term(k)).join('+')

describe('factor', () => {
  it.each([30, 400])('takes a common factor out of %d terms of as many names', n =>
    expect(factor(sumOf(n, k => `x*y${k}`)).toString()).toBe(`x*(${sumOf(n, k => `y${k}`).replaceAll('+', ' + ')})`),
  )

  it.each([
    ['remainders with ever longer coefficients', '(x^2+y^2+1)^40/(x-y)^40'],
    ['a product of sums of many names', Array.from({ length: 40 }, (_, k) => `(x+y${k})`).join('*')],
    ['a sum of fractions of many names', sumOf(14, k => `y${k}/(x+y${k})`)],
  ])('ends early in a BudgetError: %s', (_, f) =>
    expect(() => factor(f)).toThrow(expect.objectContaining({ name: 'BudgetError' }) as unknown as Error),
  )

  it.each(CASES)('%s has %d factors', (f, count) => {
    const answer = factor(f)
    const factors = (isCall(answer, 'mul') ? answer.args : [answer]).filter(e => e.kind !== 'num')
    expect(factors.length, String(answer)).toBe(count)
    expect(String(expand(sub(answer, parse(f))))).toBe('0')
  })
})

describe('cyclotomic polynomials', () => {
  it('multiply to x^n - 1', () => {
    for (const n of [1, 2, 12, 30, 49, 105]) {
      const product = Array.from({ length: n }, (_, k) => k + 1)
        .filter(d => n % d === 0)
        .map(cyclotomic)
        .reduce((a, b) => {
          const c = new Array<bigint>(a.length + b.length - 1).fill(0n)
          for (const [i, p] of a.entries()) for (const [j, q] of b.entries()) c[i + j] = (c[i + j] as bigint) + p * q
          return c
        })
      expect(product).toEqual([-1n, ...new Array<bigint>(n - 1).fill(0n), 1n])
    }
  })
  it('has the first coefficient beyond 1 at 105', () => expect(cyclotomic(105)).toContain(-2n))
})
