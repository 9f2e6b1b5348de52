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
  ['L(w, b) = (a - y)^2; a = w*x + b', 'w', '2*x*(w*x + b - y)'],
  ['h(x) = \\frac{1}{1+e^{-x}} \\\\ y = h(2x)', 'x', '2*e^(-2*x)/(1 + e^(-2*x))^2'],
  [
    'h_\\theta(x) = \\theta x \\\\ J = \\frac{1}{2n}\\sum_{i=1}^n (h_\\theta(x_i) - y_i)^2',
    '\\theta',
    'sum(i, 1, n, x[i]*(theta*x[i] - y[i]))/n',
  ],
  ['h_{\\theta}\\left(x\\right) = \\theta x; h_{\\theta}\\left(t\\right)^2', 't', '2*t*theta^2'],
  ['f(x) = \\sin x; f(x)^2', 'x', '2*sin(x)*cos(x)'],
  ['f(x, y) = x^2\\cos y \\\\ f(t, 2t)', 't', '2*t*(cos(2*t) - t*sin(2*t))'],
  ['f(x) = x^2 \\\\[2pt] g(x) = f(x)+1 \\\\ L = g(t)^2', 't', '4*t*(t^2 + 1)'],
  ["f(x) = \\sin x \\\\ f'(x)", 'x', '-sin(x)'],
  ['\\phi(u) = u^2 \\\\ \\phi(\\sin x)', 'x', '2*sin(x)*cos(x)'],
  ['f(x) = \\begin{cases} x^2 & x>0 \\\\ 0 & x\\le 0\\end{cases} \\\\ f(2x)', 'x', 'piecewise(8*x, 2*x > 0, 0)'],
  ['J(\\theta) = (h - y)^2 \\\\ h = \\theta x', '\\theta', '2*x*(theta*x - y)'],
  ['g(x, y) = x^2*y; g(3, y)', 'y', '9'],
  ['f(x) = x^2 +\n  x\nf(2t)', 't', '8*t + 2'],
  ['f(x) = x^{2}; f(x + 1)', 'x', '2*(x + 1)'],
  ["f(x) = \\sin x; f'(x)", 'x', '-sin(x)'],
  ['f(x) = x^{2} \\\\ f(x+1)', 'x', '2*(x + 1)'],
  ['f(x) = x^{2}\nf(x+1)', 'x', '2*(x + 1)'],
  ['g(x, y) = x^{2}y \\\\ g(3, y)', 'y', '9'],
  ['\\sigma(z) = \\frac{1}{1+e^{-z}}, \\quad L = \\sigma(wx)', 'w', 'x*e^(-w*x)/(1 + e^(-w*x))^2'],
  ['\\hat{f}(x) = x^3 \\\\ g_1(x) = \\hat{f}(x) + x \\\\ y = g_1(2t)', 't', '24*t^2 + 2'],
  ['h_\\theta(x) = \\theta x \\\\ J = (h_\\theta(2) - y)^2', 'theta', '4*(2*theta - y)'],
  ['h_{w,b}(x) = wx + b \\\\ J = (h_{w,b}(2) - y)^2', 'b', '2*(b + 2*w - y)'],
  ['\\begin{gather} f(x) = x^2 \\\\ g(x) = f(x) + x \\end{gather}', 'x', '2*x + 1'],
  ['\\begin{align*} f(x) &= x^2 \\\\ g(x) &= f(x) + x \\end{align*}', 'x', '2*x + 1'],
  ['$$f(x) = x^2, \\quad g(x) = f(x) + x$$', 'x', '2*x + 1'],
  // In any order, also beside definitions.
  ['J = (h(2) - y)^2; h(x) = a*x', 'a', '4*(2*a - y)'],
  ['z = w*x + b; s(t) = t^3; y = s(z)', 'b', '3*(w*x + b)^2'],
  ['s(z) = z^3; z = w*x + b; y = s(z)', 'b', '3*(w*x + b)^2'],
  ['g(x) = f(x) + x; f(x) = x^2; g(t)', 't', '2*t + 1'],
  ['s(z) = z^3 \\\\ z = wx + b \\\\ y = s(z)', 'b', '3*(w*x + b)^2'],
  ['J(\\theta) = (h_\\theta(2) - y)^2, \\quad h_\\theta(x) = \\theta x', '\\theta', '4*(2*theta - y)'],
  ['$$J = (h_\\theta(2) - y)^2 \\text{ where } h_\\theta(x) = \\theta x$$', '\\theta', '4*(2*theta - y)'],
])('%j by %s is %s', (f, x, answer) => expect(String(diff(f, x))).toBe(answer))

test('every verb takes them, beside declarations', () => {
  expect(evaluate('f(x) = x^2; f(3)', {})).toBe(9)
  expect(text(gradient('f(x) = a*x; f(u)*v', ['u', 'v']))).toBe('[a*v, a*u]')
  expect(String(simplify('f(x) = sqrt(x^2); f(t)', { let: 't:positive' }))).toBe('t')
})

test.each([
  ['f(x) = x^2; x^3', 'nothing uses it'],
  ['f(x) = \\sin x \\\\ x^3', 'the same in LaTeX'],
  ['a = 2 \\\\ f(x) = ax \\\\ f(t)', 'the text defines a letter in it'],
  ['f(x) &= x^2 \\\\ &= f(t)', 'the line goes on'],
  ['a = 2; f(x) = a*x; f(t)', 'the text defines a name in it'],
  ['f(x) = a*x; a = 2; f(t)', 'the same, after it'],
  ['f(x) = f(x) + 1; f(t)', 'it is defined by itself'],
  ['g(x) = f(x); f(x) = g(x); g(t)', 'a circle'],
  ['sin(x) = x; sin(t)', 'the table has it'],
  ['f(x) = x^2 +\nf(t)', 'the line goes on'],
  ['f(x) = \\sin x \\\\ g(x) = \\cos x', 'nothing uses it'],
  ['f(x) = \\frac{x \\\\ f(t)', 'what it states cannot be read'],
])('%j is refused: %s', f => expect(() => diff(f, 't')).toThrow())

test.each(['f(x) = ax^2; f(2t)', 'f(x) = 2; g(x) = bx + c; f(1)*g(t)'])('%j is refused: its letters are one name', f =>
  expect(() => diff(f, 't')).toThrow(/is read as one name; write [ab]\*x for a product/),
)

test.each([
  ['f(x) = 2; f(t)*t', '2'],
  ['f(x) = abc; f(t)*t', 'abc'],
  ['f(x, y) = x; f(t, 1)', '1'],
])('%j by t is %s', (f, answer) => expect(String(diff(f, 't'))).toBe(answer))

test('thousands of functions, each of the one before', () => {
  const functions = Array.from({ length: 3000 }, (_, k) => `f${k}(x) = ${k > 0 ? `f${k - 1}(x)` : 'x'} + ${k}`)
  expect(String(diff(`${functions.join('; ')}; f2999(t)*t`, 't'))).toBe('2*t + 4498500')
})
