/** Components that run in sums: arrays for their letters need no declaration. */
import { describe, expect, it } from 'vitest'
import {
  certificate,
  check,
  compile,
  diff,
  directional,
  evaluate,
  explain,
  gradient,
  hessian,
  parse,
  subs,
  tangent,
} from '../../src/index.js'

const LINE = 'sum(i, 1, n, (a*x_i + b - y_i)^2)'
const TEX = '\\frac{1}{n}\\sum_{i=1}^{n}(y_i - w x_i)^2'

describe('values', () => {
  it.each<[f: string, at: object, value: number]>([
    ['sum(i, 1, n, x_i^2)', { x: [1, 2, 3], n: 3 }, 14],
    ['sum(i, 1, n, x_i^2)', { x: [1, 2, 3] }, 14],
    ['sum(i, 1, n, x[i]^2)', { x: new Float64Array([1, 2, 3]) }, 14],
    ['sum(i, 1, 3, x_i^2)', { x: [1, 2, 3] }, 14],
    ['sum(i, 1, 2, x_i^2)', { x: [1, 2, 3] }, 5],
    ['prod(i, 1, n, x_i)', { x: [2, 3, 4] }, 24],
    [LINE, { a: 1, b: 2, x: [1, 2], y: [2, 3] }, 2],
    ['sum(i, 2, n, (x[i] - x[i-1])^2)', { x: [1, 2, 4] }, 5],
    ['sum(i, 1, n-1, (x[i+1] - x[i])^2)', { x: [1, 2, 4] }, 5],
    [
      'sum(i, 1, m, sum(j, 1, n, A_ij*x_j))',
      {
        A: [
          [1, 1, 1],
          [2, 2, 2],
        ],
        x: [1, 2, 4],
      },
      21,
    ],
    // An index that counts as well.
    ['sum(k, 1, n, a_k*z^k)', { a: [1, 2, 4], z: 2 }, 42],
    ['sum(k, 1, n, a_k*z^k)', { a: [1, 2, 4], z: 2, n: 3 }, 42],
    ['sum(i, 1, n, sum(j, 1, i, x_i*x_j))', { x: [1, 2, 4] }, 35],
    [TEX, { w: 1, x: [1, 1], y: [1, 2] }, 0.5],
    ['\\sum_{i=1}^n (x^{(i)} - 1)^2', { x: [1, 2, 4] }, 10],
  ])('%s at %j is %s', (f, at, value) => {
    expect(evaluate(f, at as never)).toBe(value)
    expect(parse(f).evaluate(at as never)).toBe(value)
    expect(evaluate(parse(f), at as never)).toBe(value)
    expect(evaluate(subs(f, at as never))).toBe(value)
    expect(check(f, { at: at as never }).ok).toBe(true)
  })

  it.each<[f: string, at: object, message: RegExp]>([
    [LINE, { a: 1, b: 1, x: [1, 2], y: [1, 2, 3] }, /sizes clash: x has size 2, but .* n = 3 from y/],
    [LINE, { a: 1, b: 1, x: [1, 2], y: [1, 2], n: 3 }, /sizes clash: .* n = 3 from the value given for n/],
    [LINE, { a: 1, b: 1, x: [1, 2] }, /no value was given for "y"/],
    ['sum(k, 1, n, a_k*z^k)', { a: [1, 2], z: 1, n: 3 }, /sizes clash: a has size 2, but .* n = 3/],
    ['sum(i, 1, 4, x_i)', { x: [1, 2, 3] }, /there is no place 4 among 3/],
    ['sum(k, 0, n, a_k*z^k)', { a: [1, 2], z: 1 }, /there is no place 0/],
    ['sum(i, 1, n, x*i)', { x: [1, 2, 3], n: 3 }, /the value given for x is not a number/],
    ['x*sum(i, 1, n, x_i)', { x: [1, 2, 3], n: 3 }, /x\[i\]/],
  ])('%s at %j is refused', (f, at, message) => expect(() => evaluate(f, at as never)).toThrow(message))
})

describe('as a whole', () => {
  it.each<[what: string, found: () => unknown, answer: string]>([
    ['gradient', () => gradient('sum(i, 1, n, x_i^2)', ['x']), '2*x'],
    ['gradient by all', () => gradient(LINE, ['a', 'x']), "2*x'*(a*x - y + b),2*a*(a*x - y + b)"],
    ['derivative', () => diff('sum(i, 1, n, w_i*x_i)', 'w'), 'x'],
    ['one component', () => diff('sum(i, 1, 3, x_i^2)', 'x[2]'), '2*x[2]'],
    ['hessian', () => hessian('sum(i, 1, n, x_i^2)', ['x']), '2*eye(n)'],
    ['explanation', () => /∂f\/∂x/.test(String(explain('sum(i, 1, n, (w*x_i - y_i)^2)', 'x'))), 'true'],
    ['tangent', () => tangent('sum(i, 1, n, x_i^2)', { x: [1, 2, 3] } as never), "14 + (x - [1, 2, 3])'*[2, 4, 6]"],
    ['direction', () => directional('sum(i, 1, n, x_i^2)', { x: [1, 0] } as never), "2*x'*[1, 0]"],
    // By numbers they stay sums.
    ['by a scalar', () => diff(LINE, 'b'), '2*sum(i, 1, n, a*x[i] + b - y[i])'],
    ['by a scalar of that name elsewhere', () => diff('sum(i, 1, n, x^i)', 'x'), 'sum(i, 1, n, i*x^(i - 1))'],
  ])('%s', (_, found, answer) => expect(String(found())).toBe(answer))

  it('a function of arrays', () => {
    expect(compile('sum(i, 1, n, w_i*x_i)', ['w', 'x'])([1, 2], [3, 4])).toBe(11)
    expect(compile('sum(i, 1, n, w_i*x_i)')([1, 2], [3, 4])).toBe(11)
    expect(compile(LINE, ['a', 'b', 'x', 'y', 'n'])(1, 2, [1, 2], [2, 3], 2)).toBe(2)
    expect(() => compile(LINE, ['a', 'b', 'x', 'y', 'n'])(1, 2, [1, 2], [2, 3], 3)).toThrow(/sizes clash/)
    expect(compile(gradient(LINE, ['a', 'b']), ['a', 'b', 'x', 'y'])(1, 1, [1, 2] as never, [3, 4] as never)).toEqual([
      -6, -4,
    ])
  })

  it('what is declared stays', () =>
    expect(() => evaluate('sum(i, 1, n, x_i)', { x: [1, 2, 3] }, { let: 'x:[2]' })).toThrow(/i runs to 2 here/))
})

describe('places beside components that run', () => {
  it.each([
    ['x[5] + sum(i, 1, 3, x[i]^2)', 'x[1]', '2*x[1]'],
    ['x[5] + sum(i, 1, 3, x[i]^2)', 'x[5]', '1'],
    ['x[2]*sum(i, 1, 3, x[i]^2)', 'x[2]', "2*x[2]^2 + x'*x"],
    ['x[2]^3*sum(i, 1, 3, x[i])', 'x[2]', '(x[2] + 3*sum(x))*x[2]^2'],
    ['x[1]*x[2]*sum(i, 1, 3, x[i])', 'x[3]', 'x[1]*x[2]'],
    ['sum(i, 2, 3, x[i]^2)', 'x[1]', '0'],
  ])('%s by %s', (f, by, d) => {
    expect(String(diff(f, by))).toBe(d)
    expect(certificate(f, by).verdict).toBe('verified')
  })
})
