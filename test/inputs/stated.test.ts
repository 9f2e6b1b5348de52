/** Functions that a text states and then uses. */
import { expect, test } from 'vitest'
import { diff, evaluate, gradient, simplify, text } from '../../src/index.js'

test.each([
  ['f(x) = x^2; g = f(t)^2', 't', '4*t^3'],
  ['f(x) = x^2\ng(x) = f(2x) + 1', 'x', '8*x'],
  ['f(x) = x^2; g(x) = f(x) + 1; g(t)', 't', '2*t'],
  ['h(x) = a*x + b; (h(3) - y)^2', 'a', '6*(3*a + b - y)'],
  ['f(x, y) = x*y; f(t, t)', 't', '2*t'],
  ["f(x) = x^3; f'(x)", 'x', '6*x'],
  ['σ(z) = 1/(1 + exp(-z)); σ(x)', 'x', 'e^(-x)/(1 + e^(-x))^2'],
  ['f(x) = x^2; q = f(t); q*t', 't', '3*t^2'],
])('%j by %s is %s', (f, x, answer) => expect(String(diff(f, x))).toBe(answer))

test('every verb takes them, beside declarations', () => {
  expect(evaluate('f(x) = x^2; f(3)', {})).toBe(9)
  expect(text(gradient('f(x) = a*x; f(u)*v', ['u', 'v']))).toBe('[a*v, a*u]')
  expect(String(simplify('f(x) = sqrt(x^2); f(t)', { let: 't:positive' }))).toBe('t')
})

test.each([
  ['f(x) = x^2; x^3', 'nothing uses it'],
  ['a = 2; f(x) = a*x; f(t)', 'the text defines a name in it'],
  ['f(x) = a*x; a = 2; f(t)', 'the same, after it'],
  ['f(x) = f(x) + 1; f(t)', 'it is defined by itself'],
  ['sin(x) = x; sin(t)', 'the table has it'],
  ['f(x) = x^2 +\nf(t)', 'the line goes on'],
])('%j is refused: %s', f => expect(() => diff(f, 't')).toThrow())
