/** Several statements of LaTeX without an environment around them. */
import { expect, test } from 'vitest'
import { diff, equivalent, parse } from '../../../src/index.js'

const NEURON = '2*x*sech(w*x + b)^2*(tanh(w*x + b) - y)'

test.each([
  ['z = wx+b \\\\ a = \\tanh(z) \\\\ L = (a-y)^2', NEURON],
  ['z = wx+b, \\quad a = \\tanh(z), \\quad L = (a-y)^2', NEURON],
  ['z = wx+b,\\; a = \\tanh(z),\\; L = (a-y)^2.', NEURON],
  ['L = (a-y)^2, \\text{ where } a = \\tanh(z), z = wx+b', NEURON],
  ['L = (a-y)^2 \\text{ where } a = \\tanh(wx+b)', NEURON],
  ['L = (a-y)^2 \\qquad \\text{with} \\quad a = \\tanh(wx+b)', NEURON],
  ['$$z = wx+b \\\\[4pt] L = (\\tanh z - y)^2$$', NEURON],
  ['\\[ z &= wx+b \\\\ L &= (\\tanh z - y)^2 \\]', NEURON],
  ['L = \\frac{1}{2}(y - \\hat{y})^2, \\quad \\hat{y} = w x + b', '-x*(y - (w*x + b))'],
  [
    'z_1 = w x + b_1 \\\\ a_1 = \\tanh(z_1) \\\\ L = (w_2 a_1 - y)^2',
    '2*w_2*x*sech(w*x + b_1)^2*(w_2*tanh(w*x + b_1) - y)',
  ],
])('%s', (text, answer) => expect(equivalent(diff(text, 'w'), answer).verdict).toBe('verified'))

test.each([
  ['y = \\sin w, \\quad w > 0', /a list has no equations and conditions/],
  ['x^2+y^2=25, y = \\sqrt{w}', /a list has no equations and conditions/],
  ['(a, b = \\sqrt{w})', /\^/],
  ['\\frac{w \\\\ 2}{3}', /belongs in an environment/],
  ['z = (w \\\\ L = z', /\^/],
])('%s is refused', (text, message) => expect(() => diff(text, 'w')).toThrow(message))

test('an environment keeps its lines', () => {
  expect(String(parse('\\begin{pmatrix} a = 1, b = 2 \\end{pmatrix}'.replace(/[=12]|, /g, '')))).toBe('[a*b]')
  expect(String(diff('f(x) = \\begin{cases} x^2, & x > 0 \\\\ 0, & x \\le 0 \\end{cases}', 'x'))).toBe(
    'piecewise(2*x, x > 0, 0)',
  )
})
