/** Indices above letters: components of the index of a sum, and names of layers. */
import { expect, test } from 'vitest'
import { diff } from '../../../src/index.js'

test.each<[f: string, x: string, answer: string, declared?: string]>([
  ['\\sum_{i=1}^m (wx^{(i)} + b - y^{(i)})^2', 'w', '2*sum(i, 1, m, x[i]*(w*x[i] + b - y[i]))'],
  ['\\sum_{i=1}^m (\\theta_1 x_1^{(i)} - y^{(i)})^2', 'theta_1', '2*sum(i, 1, m, x[i, 1]*(theta_1*x[i, 1] - y[i]))'],
  ['\\sum_{i=1}^m w x^{(i)}_2', 'w', 'sum(i, 1, m, x[i, 2])'],
  ['\\sum_{i=1}^m w\\mathbf{x}^{(i)}\\hat{y}^{(i)}', 'w', 'sum(i, 1, m, x[i]*y_hat[i])'],
  ['\\sum_{i=1}^m (wx^{(i)} - (y^{(i)})^2)^2', 'w', '2*sum(i, 1, m, x[i]*(w*x[i] - y[i]^2))'],
  ['\\sum_{i=1}^m y^{(i)}(w x^{(i)} + b)', 'w', 'sum(i, 1, m, y[i]*x[i])'],
  ['\\sum_{i=1}^m y_i(w x_i + b)', 'w', 'sum(i, 1, m, y[i]*x[i])'],
  ['W^{[1]}x + b^{[1]}', 'x', 'W_1'],
  ['w a_j^{[l]}', 'w', 'a_l_j'],
  ['W^{[1]}x + b^{[1]}', 'x', 'W_1', 'W_1:[m,n]; x:[n]; b_1:[m]'],
  ['e^{[x]}', 'x', 'e^x'],
])('%s by %s is %s', (f, x, answer, declared) =>
  expect(String(diff(f, x, declared === undefined ? {} : { let: declared }))).toBe(answer),
)

test.each<[f: string, x: string, message: RegExp, declared?: string]>([
  ['\\frac12 wx^{(i)}', 'w', /a power or an index/],
  ['\\sum_{i=1}^m wx^{(j)}', 'w', /a power or an index/],
  ['\\sum_{i=1}^m (wx^{(i)})^2 + x^{(i)}', 'w', /outside the sum/],
  ['\\sum_{i=1}^m (wx^{(i)} - x_i)^2', 'w', /in two ways/],
  ['W^{[1]}x + W_1', 'x', /in two ways/],
  ['a^{[l-1]}w', 'w', /the index of a layer/],
  ['z^{[1](i)}w', 'w', /indices or factors/],
  ['W^{[1]}x', 'x', /declared under the name W_1/, 'W:[m,n]; x:[n]'],
])('%s by %s is refused', (f, x, message, declared) =>
  expect(() => diff(f, x, declared === undefined ? {} : { let: declared })).toThrow(message),
)
