/** What stands before a formula as its name and is no expression: the formula is the right side. What may be a side of an equation stays one. */
import { expect, test } from 'vitest'
import { diff, parse } from '../../../src/index.js'

test.each([
  // Logarithms of a function, and functions with conditions.
  ['\\ln L(\\lambda) = n\\ln\\lambda - \\lambda\\sum_{i=1}^n x_i', 'lambda', 'n/lambda - sum(i, 1, n, x[i])'],
  ['\\log(P(\\theta)) = -\\frac{\\theta^2}{2}', 'theta', '-theta'],
  ['\\log p(\\mathcal{D}|\\theta) = k\\log\\theta + \\text{const}', 'theta', 'k/theta'],
  ['p(x;\\lambda) = \\lambda e^{-\\lambda x}', 'lambda', '(1 - lambda*x)*e^(-lambda*x)'],
  ['f(x\\mid\\mu,\\sigma^2) = \\frac{(x-\\mu)^2}{2\\sigma^2}', 'mu', '-(x - mu)/sigma^2'],
  ['P(y=1|x) = \\frac{1}{1+e^{-w x}}', 'w', 'x*e^(-w*x)/(1 + e^(-w*x))^2'],
  ['\\mathrm{KL}(q\\|p) = \\log\\frac{a}{b} + \\frac{b}{a}', 'b', '-1/b + 1/a'],
  // The same without arguments, and squares before a sum.
  ['\\ln L = n\\ln\\lambda - \\lambda s', 'lambda', 'n/lambda - s'],
  ['-\\log\\mathcal{L} = \\lambda s', 'lambda', 's'],
  ['\\ln P = A - \\frac{B}{T}', 'T', 'B/T^2'],
  ['s^2 = \\frac{1}{n-1}\\sum_{i=1}^n (x_i-m)^2', 'm', '-2*sum(i, 1, n, x[i] - m)/(n - 1)'],
  ['\\sigma^2 = \\frac{1}{n}\\sum_{i=1}^n (x_i-\\mu)^2', 'mu', '-2*sum(i, 1, n, x[i] - mu)/n'],
  ['\\chi^2 = \\sum_{i=1}^n \\frac{a x_i}{\\sigma_i^2}', 'a', 'sum(i, 1, n, x[i]/sigma[i]^2)'],
  // Names with subscripts, words, arguments that are no names.
  ['\\ell(\\mu,\\sigma^2) = -\\frac{(x-\\mu)^2}{2\\sigma^2}', 'mu', '(x - mu)/sigma^2'],
  ['h_\\theta(x) = \\theta_0 + \\frac{\\theta_1 x}{2}', 'theta_1', 'x/2'],
  ['f_{w,b}(x) = \\frac{w x}{2} + b', 'w', 'x/2'],
  ['\\text{ReLU}(x) = \\max(0,x)', 'x', 'piecewise(1, x > 0, 0)'],
  ['f(x_1,\\ldots,x_n) = \\frac{t^2}{2}', 't', 't'],
  // Stars, layers and steps.
  ['\\theta^* = \\frac{t^2}{2}', 't', 't'],
  ['z^{[1]} = W^{[1]}x + b^{[1]}', 'x', 'W_1'],
  ["x_{n+1} = x_n - \\frac{f(x_n)}{f'(x_n)}", 'x_n', "f(x_n)*f''(x_n)/f'(x_n)^2"],
  // Means, and derivatives by name.
  ['\\mathbb{E}[X] = \\frac{\\alpha}{\\beta}', 'beta', '-alpha/beta^2'],
  ['\\frac{\\partial \\ell}{\\partial \\mu} = \\frac{1}{\\sigma^2}\\sum_{i=1}^n (x_i - \\mu)', 'mu', '-n/sigma^2'],
  ['\\nabla_\\theta J(\\theta) = \\frac{\\theta^2}{2}', 'theta', 'theta'],
])('%s by %s is %s', (f, x, answer) => expect(String(diff(f, x))).toBe(answer))

test.each([
  ['\\ln y = x\\ln x', 'x', /an equation/],
  ['x^2 = \\frac{y}{2}', 'x', /an equation/],
  ['c^2 = a^2+b^2', 'a', /an equation/],
  ['\\ln L = nL', 'n', /an equation/],
  ['\\sigma^2 = \\sum_{i=1}^n (x_i-\\mu)^2', 'sigma', /an equation/],
  ['\\sigma^2 = \\frac{1}{\\sigma}\\sum_{i=1}^n (x_i-\\mu)', 'mu', /an equation/],
  ['\\ln(x+y) = \\frac{x}{2}', 'x', /an equation/],
  ['P_n(x) = \\frac{x}{2}', 'x', /an equation/],
  ['\\operatorname{erf}(x) = \\frac{x}{2}', 'x', /an equation/],
  ['\\frac{dy}{dx} = \\frac{y}{x}', 'x', /on what y depends/],
  ['\\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial a}x', 'w', /on what L depends/],
])('%s by %s is refused', (f, x, message) => expect(() => diff(f, x)).toThrow(message))

test('where shapes are declared, a letter before its arguments is a label as well', () => {
  const shaped = { let: 'W:[m,n]; x:[n]; b:[m]' }
  expect(String(diff('f(x) = \\mathbf{W}\\mathbf{x} + b', 'x', shaped))).toBe('W')
  expect(String(diff('L(W) = \\|Wx - b\\|^2', 'W', shaped))).toBe("2*(W*x - b)*x'")
})

test('a declared function has no label', () => {
  const e = parse('M_X(t) = \\frac{t}{2}', { functions: ['M_X'] })
  expect(String(e)).toBe('M_X(t) == t/2')
})

test.each([
  ['\\sum_{i=1}^n \\log f(x_i|\\theta)', 'theta', "sum(i, 1, n, f'[2](x[i], theta)/f(x[i], theta))"],
  ['\\log p(x\\mid\\theta)', 'theta', "p'[2](x, theta)/p(x, theta)"],
  ['\\frac{p(x;\\theta)}{2}', 'theta', "p'[2](x, theta)/2"],
  ['\\frac{x(|x|+1)}{2}', 'x', 'abs(x) + 1/2'],
])('conditions in brackets: %s by %s is %s', (f, x, answer) => expect(String(diff(f, x))).toBe(answer))

test.each([
  ['M(t) = \\mathbb{E}[e^{tX}]', 't', /E before a bracket may be an expectation/],
  ['\\mathbb{E}(X^2)', 'X', /expectation/],
  ['E\\left[(X-\\mu)^2\\right]', 'mu', /expectation/],
  ['\\ln(2|x)', 'x', /does not close/],
  ['E(\\hat{X}|Y)', 'Y', /does not close/],
])('%s by %s is refused', (f, x, message) => expect(() => diff(f, x)).toThrow(message))

test.each([
  ['2\\ln\\sum_{n=0}^{m} w^n', 'w', '2*sum(n, 0, m, n*w^(n - 1))/sum(n, 0, m, w^n)'],
  ['-z\\log\\prod_{i=1}^n w x_i', 'w', '-z*n/w'],
])('a logarithm of a sum behind a factor: %s by %s is %s', (f, x, answer) => expect(String(diff(f, x))).toBe(answer))

test.each([
  ['\\sum_i w', /from where to where i runs.*write \\sum_\{i=1\}\^\{n\}/],
  ['\\prod_{k} kw', /\\prod_\{k=1\}\^\{n\}/],
  ['w^\\top x', /declare the shapes/],
  ['w\\odot x', /declare the shapes/],
  ['\\|w\\|^2', /declare the shapes/],
  ['\\nabla_w L(w)', /grad\(f\)/],
  ['w\\leftarrow w-\\eta g', /the right side alone/],
  ['\\min_w w^2 + \\frac12', /without the command/],
  ['\\arg\\max_w w^2', /without the command/],
  ['p(w|x)\\propto w^2', /the right side alone/],
  ['x\\sim\\mathcal{N}(\\mu,w)', /the density/],
  ['\\mathbb{1}_{w>0}', /begin\{cases\}/],
  ['\\frac12 h_\\theta(w)', /h\(x, theta\)/],
  ['\\text{softmax}(w)\\frac12', /declare a shape/],
  ['\\operatorname{softmax}(w)', /declare a shape/],
  ['\\frac12 f_{w,b}(x)', /f\(x, w, b\)/],
])('%s is refused with what to write', (f, message) => expect(() => diff(f, 'w')).toThrow(message))
