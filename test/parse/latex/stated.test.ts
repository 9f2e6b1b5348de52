/** Formulas that state a function, in LaTeX: the letter before the bracket is that of the function. */
import { expect, test } from 'vitest'
import { diff } from '../../../src/index.js'

test.each([
  ['f(x) = \\frac{x^2}{2}', 'x', 'x'],
  ['J(w) = \\frac{1}{2}(w x - y)^2', 'w', 'x*(w*x - y)'],
  ['J(\\theta_0, \\theta_1) = \\frac{1}{2}(\\theta_0 + \\theta_1 x)^2', 'theta_0', 'theta_0 + theta_1*x'],
  ['\\mathcal{L}\\left(w, b\\right) = (y - w x - b)^2', 'b', '-2*(y - w*x - b)'],
  ['\\ell(\\mu) = -\\frac{(x - \\mu)^2}{2}', 'mu', 'x - mu'],
  ['\\sigma(z) = \\frac{1}{1 + e^{-z}}', 'z', 'e^(-z)/(1 + e^(-z))^2'],
  ['\\[ V(r) = \\frac{1}{r} \\]', 'r', '-1/r^2'],
])('%s by %s is %s', (f, x, answer) => expect(String(diff(f, x))).toBe(answer))

test.each([
  // The letter stands in the formula as well, or is a function of the table.
  ['J(x) = \\frac12 J_0(x)', 'x', /J before a bracket/],
  ['L(w) = \\frac12 w^2 L', 'w', /L before a bracket/],
  ['\\sin(x) = \\frac12 x^2', 'x', /an equation/],
  ['L(w + 1) = \\frac12 w^2', 'w', /L before a bracket|an equation/],
])('%s by %s is refused', (f, x, message) => expect(() => diff(f, x)).toThrow(message))
