/** Linear factors: found where they make the product shorter, and the product is always the polynomial. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/index.js'
import { expressionOf, toFraction } from '../../src/polynomial/fraction.js'
import { linearFactors } from '../../src/polynomial/linear.js'
import { fromTerms, isOne, type Polynomial, times, variable } from '../../src/polynomial/polynomial.js'
import { equalPolynomials } from './equal.js'

const work = () => ({ terms: 100_000 })

function factors(text: string, power = 1): string[] {
  const fraction = toFraction(parse(text), work())
  if (fraction === undefined || !isOne(fraction.denominator)) throw new TypeError(`no polynomial: ${text}`)
  return linearFactors(fraction.numerator, power, work())
    .map(f => String(expressionOf(f, fraction.generators)))
    .sort()
}

describe('linearFactors', () => {
  it.each([
    ['x^2 - 3*x + 2', ['x - 1', 'x - 2']],
    ['x^3 - 2*x^2 + x - 2', ['x - 2', 'x^2 + 1']],
    ['6*x^3 - 11*x^2 + 6*x - 1', ['x - 1', '2*x - 1', '3*x - 1']],
    ['6*x^2 + x - 1', ['6*x^2 + x - 1']],
    ['2*x^2 - 3*a*x + a^2', ['a - 2*x', 'a - x']],
    ['x^2 - 1', ['x^2 - 1']],
    ['x^2 + x + 1', ['x^2 + x + 1']],
    ['x^2 + a*x + 1', ['x^2 + a*x + 1']],
    ['x^3 - 3*x + 1', ['x^3 - 3*x + 1']],
    ['x^2 - 1000003*x + 1', ['x^2 - 1000003*x + 1']],
  ])('%s', (text, expected) => {
    expect(factors(text)).toEqual(expected.map(f => String(parse(f))).sort())
  })

  it('the product is the polynomial', () => {
    const x = variable(1, 0)
    const linear = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -20, max: 20 }))
    fc.assert(
      fc.property(fc.array(linear, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 3 }), (pairs, power) => {
        const make = ([a, b]: readonly [number, number]): Polynomial =>
          fromTerms(
            1,
            [
              { coefficient: a, exponents: [1] },
              { coefficient: b, exponents: [0] },
            ].filter(t => t.coefficient !== 0),
          )
        const multiply = (all: readonly Polynomial[]): Polynomial => all.reduce((p, q) => times(p, q, work()))
        const p = multiply([x, ...pairs.map(make)])
        expect(equalPolynomials(multiply(linearFactors(p, power, work())), p)).toBe(true)
      }),
    )
  })
})
