/** Horner's form: text to text, and the same values as what was given. */
import { describe, expect, it } from 'vitest'
import { diff, equivalent, horner, parse, ShapeError } from '../../src/index.js'

const CASES: readonly (readonly [string, string | undefined, string])[] = [
  ['x^3 + 2*x^2 + x + 1', 'x', 'x*(x*(x + 2) + 1) + 1'],
  ['x^3 + 2*x^2 + x + 1', undefined, 'x*(x*(x + 2) + 1) + 1'],
  ['a*x^2 + b*x + c', 'x', 'x*(a*x + b) + c'],
  ['(x + 1)^5', 'x', 'x*(x*(x*(x*(x + 5) + 10) + 10) + 5) + 1'],
  ['x^5 - x', 'x', 'x*(x^4 - 1)'],
  ['3*x^4 - 2*x^2 + 7', 'x', 'x^2*(3*x^2 - 2) + 7'],
  ['x^100 + x + 1', 'x', 'x*(x^99 + 1) + 1'],
  ['x - x^2', 'x', 'x*(1 - x)'],
  ['x^2/2 + x/3 + 1', 'x', 'x*(x/2 + 1/3) + 1'],
  ['0.5*x^2 + 0.1*x + 2', 'x', 'x*(0.5*x + 0.1) + 2'],
  ['(a + b)^2*x^2 + x/c', 'x', 'x*(x*(a + b)^2 + 1/c)'],
  ['sin(t)*x^2 + x*(x + t)', 'x', 'x*(t + x*(1 + sin(t)))'],
  ['(x^2 + 2*x + 1)/(x^2 + 3*x + 5)', 'x', '(x*(x + 2) + 1)/(x*(x + 3) + 5)'],
  ['(x^2 - 1)/(x - 1)', 'x', 'x + 1'],
  ['x*(x*(x + 2) + 1) + 1', 'x', 'x*(x*(x + 2) + 1) + 1'],
  ['x^3', 'x', 'x^3'],
  ['y', 'x', 'y'],
  ['0', 'x', '0'],
]

describe('horner', () => {
  it.each(CASES)('%s by %s is %s', (f, x, answer) => {
    const nested = horner(f, x)
    expect(String(nested)).toBe(answer)
    expect(equivalent(parse(f), nested).verdict).toBe('verified')
  })

  it.each([
    ['x^4 + x^3 + x', 'x^2*(4*x + 3) + 1'],
    ['a*x^3 + b*x^2', 'x*(3*a*x + 2*b)'],
    ['sin(x)', 'cos(x)'],
  ])('as the form of the derivative of %s is %s', (f, answer) => {
    expect(String(diff(f, 'x', { form: 'horner' }))).toBe(answer)
  })

  it('refuses what is no rational function of the variable', () => {
    expect(() => horner('x^2*sin(x) + x', 'x')).toThrow(ShapeError)
    expect(() => horner('a*x^2 + x')).toThrow(ShapeError)
  })
})
