import { expect, test } from 'vitest'
import { diff, equivalent, evaluate, gradient, latex, parse, reading, type VariableInput } from '../../src/index.js'

test.each<[written: string, text: string, declared?: string]>([
  ['sum(i, 1, n, a_i)', 'sum(i, 1, n, a[i])'],
  ['sum(idx, 1, n, a_idx)', 'sum(k, 1, n, a[k])'],
  ['sum(i, 1, n, x_i1 + x_1i + x_2_i)', 'sum(i, 1, n, x[i, 1] + x[1, i] + x[2, i])'],
  ['sum(i, 1, n, sum(j, 1, m, A_ij*x_i*y_j))', 'sum(i, 1, n, sum(j, 1, m, A[i, j]*x[i]*y[j]))'],
  ['prod(k, 1, n, x - r_k)', 'prod(k, 1, n, x - r[k])'],
  ['\\sum_{i=1}^n x_i', 'sum(i, 1, n, x[i])'],
  ['\\sum_{i=1}^n \\hat{y}_i\\mathbf{x}_{i,2}', 'sum(i, 1, n, y_hat[i]*x[i, 2])'],
  ['\\sum_{j=1}^m W_{k,j} x_j', 'sum(j, 1, m, W[k, j]*x[j])'],
  ['\\sum_{i=1}^{n-1} (x_{i+1} - x_i)^2', 'sum(i, 1, n - 1, (x[i + 1] - x[i])^2)'],
  ['\\sum_{i=1}^{n-1} x_{i+1}^2 A_{i,i+1}', 'sum(i, 1, n - 1, x[i + 1]^2*A[i, i + 1])'],
  ['\\sum_{i=1}^n y_{i}\\hat{y}_{n-i}(a + b)', 'sum(i, 1, n, y[i]*y_hat[n - i]*(a + b))'],
  ['\\sum_{n=1}^5 J_{n+1}(x)', 'sum(n, 1, 5, besselj(n + 1, x))'],
  // A name that is declared is what it is declared to be.
  ['sum(i, 1, n, k_i*x^i)', 'sum(i, 1, n, k_i*x^i)', 'k_i:positive'],
])('%s is %s', (written, text, declared) => {
  const options = declared === undefined ? {} : { let: declared }
  const e = parse(written, options)
  expect(e.equals(parse(text, options))).toBe(true)
  if (declared === undefined) expect(parse(latex(e)).equals(e)).toBe(true)
})

test('words in subscripts stay what they are', () => {
  expect(String(parse('sum(i, 1, n, x_max_i*x_min)'))).toBe('sum(i, 1, n, x_max[i]*x_min)')
  expect(String(parse('\\frac{V_{max} S}{K_m + S_{min}}'))).toBe('S*V_max/(K_m + S_min)')
})

test.each([
  ['sum(i, 1, n, (a*x_i + b - y_i)^2)', 'a', '2*sum(i, 1, n, x[i]*(a*x[i] + b - y[i]))'],
  ['\\frac1n\\sum_{i=1}^n (y_i - (w x_i + b))^2', 'b', '-2*sum(i, 1, n, y[i] - (w*x[i] + b))/n'],
  ['n\\ln\\lambda - \\lambda\\sum_{i=1}^n x_i', 'lambda', 'n/lambda - sum(i, 1, n, x[i])'],
  ['sum(k, 0, n, c_k*x^k)', 'x', 'sum(k, 0, n, k*c[k]*x^(k - 1))'],
])('the derivative of %s by %s is %s', (f, x, text) => expect(String(diff(f, x))).toBe(text))

test.each<[f: string, by: readonly VariableInput[], message: RegExp, declared?: string]>([
  // No part of a name, and no places.
  ['\\sum_{i=1}^n t A_{ii+1}', ['t'], /no part of a name/],
  ['\\sum_{i=1}^n t x_{m+1}', ['t'], /no part of a name/],
  ['\\sum_{i=1}^n y_{i+1}(t)', ['t'], /y before a bracket may be/],
  ['\\sum_{i=1}^n f_{i+1}(t)', ['t'], /no part of a name/],
  ['\\sin t + f_{n-1}(t)', ['t'], /no part of a name/],
  ['\\sum_{i=1}^n z_{i+1}(t)', ['t'], /z before a bracket may be/],
  ['sum(i, 1, n, x_{i+1}*t)', ['t'], /a component is written x\[i\+1\]/],
  // Letters of which only some are indices.
  ['sum(i, 1, n, x_in)', ['n'], /x_in is one name.*x\[i,n\]/],
  ['\\sum_{j=1}^m W_{kj} x_j', ['t'], /W_kj is one name.*W\[k,j\]/],
  ['sum(i, 1, n, x_i_max)', ['n'], /x_i_max is one name/],
  ['integral(t, 0, x, a_t)', ['x'], /a_t is one name.*a\(t\)/],
  // A name beside components of its letter, or outside the sum over its subscript.
  ['sum(i, 1, n, x_i*t)*x_1', ['t'], /x_1 may be a component of x such as x\[i\]/],
  ['-sum(i, 1, n, y_i*log(p)) + (1 - y_i)*log(1 - p)', ['p'], /y_i stands outside the sum/],
  ['q = a*x_i; sum(i, 1, n, q)', ['a'], /x_i stands outside the sum/],
  // What is differentiated by may be one of the components.
  ['sum(i, 1, n, x_i^2)', ['x_i'], /x_i may be a component/],
  ['sum(i, 1, n, x_i^2)', ['x_k'], /x_k may be a component.*x\[k\]/],
  ['sum(i, 1, 3, x_i^2)', ['x_1'], /x_1 may be a component.*x\[1\]/],
  ['sum(i, 1, n, x_i^2)', ['x_i'], /x_i is an entry of x: differentiate by x\[i\]/, 'x:[n]'],
  ['sum(i, 1, n, x_i^2)', ['x_k'], /x_k is an entry of x/, 'x:[n]'],
  ['x_1^2 + sum(x)', ['x_1'], /x_1 is an entry of x/, 'x:[3]'],
  // Beside declared vectors, what runs with the index must be declared as well.
  ['sum(i, 1, 3, w_i*x_i*t)', ['t'], /w_i runs with i, and w is not declared.*let: "w:\[n\]"/, 'x:[3]'],
  ['\\sum_{i} w_i x_i t', ['t'], /w_i runs with i/, 'x:[3]'],
  ['\\sum_{i=1}^n\\sum_{k=1}^K w_{ik}(x_i-t_k)^2', ['t[k]'], /w_ik runs with i.*"w:\[n,m\]"/, 't:[K]'],
  ['sum(sum(A.*A))', ['A_ij'], /A_ij is an entry of A: differentiate by A\[i,j\]/, 'A:[m,n]'],
])('%s by %j is refused', (f, by, message, declared) =>
  expect(() => gradient(f, by, { ...(declared && { let: declared }) })).toThrow(message),
)

test('beside declared vectors a subscript that does not run is part of a name', () => {
  expect(String(diff('sum(i, x_i*k_B*t)', 't', { let: 'x:[3]' }))).toBe('k_B*sum(x)')
  expect(String(diff('sum(i, x_i*k_i*t)', 't', { let: 'x:[3]; k_i:real' }))).toBe('k_i*sum(x)')
})

test('components of declared vectors have values', () => {
  const at = { x: [1, 2, 3], t: 2 }
  expect(evaluate('sum(i, 1, 3, x_i^2*t)', at, { let: 'x:[3]' })).toBe(28)
  expect(evaluate('\\sum_{i=1}^3 x_i^2 t', at, { let: 'x:[3]' })).toBe(28)
})

test('a reading shows them', () => {
  const shown = reading('sum(i, 1, n, x_i*y)')
  expect(shown.text).toBe('sum(i, 1, n, x[i]*y)')
  expect(shown.names.map(({ name, as }) => `${name} ${as}`)).toEqual([
    'sum function',
    'i index',
    'n variable',
    'x variable',
    'y variable',
  ])
})

test.each([
  ['Σ_i (y_i - w*x_i)^2', /Σ_i may be a sum.*sum\(i, 1, n, term\)/],
  ['Σ(y - w*x)', /Σ may be a sum/],
  ['Σ w', /Σ may be a sum/],
  ['Π_k (w + x_k)', /Π_k may be a product.*prod\(k, 1, n, term\)/],
  ['sum_i w x_i', /sum_i may be a sum/],
  ['sum_i=1^n w', /sum_i may be a sum/],
  ['sum_{i=1}^n (w)', /write sum\(i, 1, n, term\)/],
])('%s is no product', (f, message) => expect(() => diff(f, 'w')).toThrow(message))

test.each([
  ['Σ*w', 'Sigma'],
  ['(w - 1)/Σ_i', '1/Sigma_i'],
  ['Sigma*(w + 1)', 'Sigma'],
])('%s has a name', (f, answer) => expect(String(diff(f, 'w'))).toBe(answer))

test.each([
  ['p_i = w*x_i + b; sum(i, 1, n, (y_i - p_i)^2)', 'w', '-2*sum(i, 1, n, x[i]*(y[i] - (w*x[i] + b)))'],
  ['L = sum(i, 1, n, (y_i - p_i)^2), p_i = w*x_i + b', 'b', '-2*sum(i, 1, n, y[i] - (w*x[i] + b))'],
  ['e_i = y_i - p_i; p_i = w*x_i; L = sum(i, 1, n, e_i^2)', 'w', '-2*sum(i, 1, n, x[i]*(y[i] - w*x[i]))'],
  ['p_i = w*x_i; sum(i, 1, n, y_i*p_i)*sum(i, 1, n, p_i)', 'w', '2*w*sum(i, 1, n, x[i])*sum(i, 1, n, x[i]*y[i])'],
  [
    '\\hat{y}_i = w x_i + b \\\\ L = \\frac{1}{2}\\sum_{i=1}^n (y_i - \\hat{y}_i)^2',
    'b',
    '-sum(i, 1, n, y[i] - (w*x[i] + b))',
  ],
  ['L = \\sum_{i=1}^n (y_i - \\hat y_i)^2, \\quad \\hat y_i = w x_i', 'w', '-2*sum(i, 1, n, x[i]*(y[i] - w*x[i]))'],
])('what is defined for each index: %s by %s is %s', (f, x, answer) =>
  expect(equivalent(diff(f, x), answer).verdict).toBe('verified'),
)

test.each([
  ['p_i = w*x_i + p_i; sum(i, 1, n, p_i)', /p_i is defined by itself/],
  ['p_i = w*x_i; sum(i, 1, n, p_i) + p_i', /outside the sum/],
  ['p_i = w*x_i; sum(j, 1, n, p_j)', /p_i may be a component/],
  ['x_1 = 3; sum(i, 1, n, w*x_i)', /x_1 may be a component/],
])('%s is refused', (f, message) => expect(() => diff(f, 'w')).toThrow(message))
