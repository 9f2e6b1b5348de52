/** Sums over an index in LaTeX: without bounds, within derivatives, and subscripts of two signs in them. */
import { expect, test } from 'vitest'
import { diff, reading, simplify } from '../../../src/index.js'

test.each([
  ['\\sum_i (y_i - w x_i)^2', 'w', '-2*sum(i, 1, n, x[i]*(y[i] - w*x[i]))', 'i is read as running from 1 to n'],
  ['\\frac{1}{2m}\\sum_i (w x_i)^2', 'w', 'w*sum(i, 1, m, x[i]^2)/m', 'i is read as running from 1 to m'],
  ['\\frac1N\\sum_{i} w x_i', 'w', 'sum(i, 1, N, x[i])/N', 'i is read as running from 1 to N'],
  ['\\sum_i (y_i - m x_i)^2', 'm', '-2*sum(i, 1, n, x[i]*(y[i] - m*x[i]))', 'i is read as running from 1 to n'],
  ['\\sum_i x_i^n w', 'w', 'sum(i, 1, N, x[i]^n)', 'i is read as running from 1 to N'],
  ['\\sum_n x_n w', 'w', 'sum(n, 1, N, x[n])', 'n is read as running from 1 to N'],
  ['\\sum_i^k x_i w', 'w', 'sum(i, 1, k, x[i])', 'i is read as running from 1 to k'],
  [
    '\\sum_{i=1}^k a_i \\cdot w + \\sum_j b_j w',
    'w',
    'sum(i, 1, k, a[i]) + sum(j, 1, n, b[j])',
    'j is read as running from 1 to n',
  ],
])('%s by %s is %s, with a warning', (f, x, answer, warning) => {
  expect(String(diff(f, x))).toBe(answer)
  expect(reading(f).warnings).toEqual([expect.stringContaining(warning)])
})

test.each([
  ['\\sum_i i^2 x', 'x', /not said from where to where i runs/],
  ['\\sum_i x_i i', 'x', /not said/],
  ['\\sum_i x_{i+1} w', 'w', /not said/],
  ['\\sum_i w', 'w', /not said/],
  ['\\sum_i\\sum_j w_{ij} a', 'a', /not said/],
  ['\\sum_j w_j x_{ij} a', 'a', /not said/],
  ['\\sum_n a_n\\cos(nt)', 't', /not said/],
  ['\\sum_i x_i^{nN}', 'x', /not said/],
  ['\\sum_{i,j} w_{ij}a', 'a', /an index with its first value/],
  ['\\sum_{k=1}^n a_{2k}x^k', 'x', /2k may be two places or their product/],
  ['\\sum_i x_i^2', 'x_3', /in the sum: write x\[3\]/],
  ['\\sum_i x_i^2', 'x_i', /declare the size/],
])('%s by %s is refused', (f, x, message) => expect(() => diff(f, x)).toThrow(message))

test.each([
  ['\\sum_{k=1}^n a_{2\\cdot k}x^k', 'x', 'sum(k, 1, n, k*a[2*k]*x^(k - 1))'],
  ['\\sum_{k=1}^n a_{2,k}x^k', 'x', 'sum(k, 1, n, k*a[2, k]*x^(k - 1))'],
  ['\\sum_{i=1}^n (b x_{1i} + c x_{2i})', 'c', 'sum(i, 1, n, x[2, i])'],
  ['a_{2k}x', 'x', 'a_2k'],
])('%s by %s is %s', (f, x, answer) => expect(String(diff(f, x))).toBe(answer))

test.each([
  ['\\frac{d}{dw}\\sum_{i=1}^n wx_i', 'sum(i, 1, n, x[i])'],
  ['-\\frac{\\partial}{\\partial w}\\frac12\\sum_{i=1}^n w^2x_i', '-w*sum(i, 1, n, x[i])'],
  ['\\frac{\\partial}{\\partial w}\\sum_i w^2x_i + w', 'w + 2*w*sum(i, 1, n, x[i])'],
  ['3\\frac{d}{dw}\\ln\\sum_{i=1}^n e^{wx_i}', '3*sum(i, 1, n, x[i]*e^(w*x[i]))/sum(i, 1, n, e^(w*x[i]))'],
])('%s is %s', (f, answer) => expect(String(simplify(f))).toBe(answer))
