import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, parse } from '../../src/index.js'
import { toFraction, writings } from '../../src/polynomial/fraction.js'
import { isZero } from '../../src/polynomial/polynomial.js'

/** Text of a random rational expression in x, y and a root. */
const { text } = fc.letrec<{ text: string; leaf: string }>(tie => ({
  leaf: fc.constantFrom('x', 'y', '2', '3', 'sqrt(x)', 'e^x', 'e^(2*x)', 'sin(y)', 'cos(y)', '(1/2)'),
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} - ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `${a}*${b}`),
    fc.tuple(tie('text'), tie('leaf')).map(([a, b]) => `${a}/(${b} + 7)`),
    tie('text').map(a => `(${a})^2`),
  ),
}))

const at = { x: 0.7, y: 1.9 }
const budget = () => ({ terms: 10_000 })

describe('fractions', () => {
  test('every writing has the value of the expression', () => {
    fc.assert(
      fc.property(text, t => {
        const e = parse(t)
        const fraction = toFraction(e, budget())
        if (fraction === undefined) return
        const value = evaluate(e, at)
        for (const w of writings(fraction, budget()))
          expect(Math.abs(evaluate(w, at) - value)).toBeLessThanOrEqual(1e-7 * (1 + Math.abs(value)))
      }),
      { numRuns: 300 },
    )
  })

  test('what is zero identically has the numerator 0', () => {
    fc.assert(
      fc.property(text, text, (s, t) => {
        const fraction = toFraction(parse(`(${s} + ${t})^2 - (${s})^2 - (${t})*(2*(${s}) + ${t})`), { terms: 400_000 })
        if (fraction !== undefined) expect(isZero(fraction.numerator)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  const cases: readonly (readonly [input: string, lowest: string])[] = [
    ['(x^2 - 1)/(x - 1)', 'x + 1'],
    ['1/(x - 1) + 1/(1 - x)', '0'],
    ['(x^3 - y^3)/(x - y)', 'x^2 + x*y + y^2'],
    ['(sqrt(x) + 1)*(sqrt(x) - 1)', 'x - 1'],
    ['(e^(2*x) - 1)/(e^x - 1)', '1 + e^x'],
    ['sin(x)^2 + cos(x)^2 - 1', '0'],
    ['x^(n + 1)/x^n', 'x'],
    ['(a^2 - b^2)*(a + b)/(a^2 + 2*a*b + b^2)', 'a - b'],
    ['(x^20 - 1)/(x^4 - 1)', 'x^16 + x^12 + x^8 + x^4 + 1'],
  ]
  test.each(cases)('%s is %s', (input, lowest) => {
    const fraction = toFraction(parse(input), budget())
    expect(fraction && String(writings(fraction, budget())[0])).toBe(lowest)
  })

  test('a product with 2^200 terms is left alone, and quickly', () => {
    const e = parse(Array.from({ length: 200 }, (_, k) => `(a${k} + b${k})`).join('*'))
    expect(toFraction(e, budget())).toBeUndefined()
  })
})
