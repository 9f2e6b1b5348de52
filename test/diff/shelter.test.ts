/** Derivatives where an inner function is constant for a while, of whole orders at zeros, of even powers under roots, of what has no value. */
import { describe, expect, it } from 'vitest'
import { diff, evaluate, gradient } from '../../src/index.js'

/** The function, and its derivative at points. */
const CASES: readonly (readonly [string, readonly (readonly [at: number, slope: number])[]])[] = [
  [
    'sqrt(relu(x))',
    [
      [-1, 0],
      [4, 1 / 4],
    ],
  ],
  [
    'relu(x)^(1/3)',
    [
      [-1, 0],
      [8, 1 / 12],
    ],
  ],
  [
    'cbrt(relu(x))',
    [
      [-1, 0],
      [8, 1 / 12],
    ],
  ],
  [
    'sqrt(max(x, 0))',
    [
      [-1, 0],
      [4, 1 / 4],
    ],
  ],
  ['sqrt(min(x, 0))', [[1, 0]]],
  [
    'sqrt(clamp(x, 0, 1))',
    [
      [-1, 0],
      [1 / 4, 1],
      [2, 0],
    ],
  ],
  [
    'sqrt(if(x < 0, 0, x))',
    [
      [-1, 0],
      [4, 1 / 4],
    ],
  ],
  [
    'sqrt(3*relu(x))',
    [
      [-1, 0],
      [3, 1 / 2],
    ],
  ],
  [
    'acos(clamp(x, -1, 1))',
    [
      [-3, 0],
      [0, -1],
      [3, 0],
    ],
  ],
  ['acosh(1 + relu(x))', [[-1, 0]]],
  [
    'relu(x)^relu(x)',
    [
      [-1, 0],
      [1, 1],
    ],
  ],
  ['cbrt(ceil(x)/x)', [[-1 / 2, 0]]],
  [
    'sqrt(x*floor(x))',
    [
      [1 / 2, 0],
      [9 / 4, 1 / Math.sqrt(4.5)],
    ],
  ],
  [
    'sqrt(x*step(x))',
    [
      [-1, 0],
      [4, 1 / 4],
    ],
  ],
  [
    'pochhammer(x, 3)',
    [
      [0, 2],
      [-1, -1],
      [-2, 2],
      [-3, 11],
      [1, 11],
    ],
  ],
  [
    'pochhammer(x, 2)',
    [
      [0, 1],
      [-1, -1],
    ],
  ],
  ['pochhammer(2*x, 4)', [[0, 12]]],
  [
    'binomial(x, 3)',
    [
      [0, 1 / 3],
      [1, -1 / 6],
      [2, 1 / 3],
      [-1, 11 / 6],
    ],
  ],
  [
    'binomial(x, 2)',
    [
      [0, -1 / 2],
      [-5, -11 / 2],
    ],
  ],
  [
    '(x^6)^(1/2)',
    [
      [0, 0],
      [2, 12],
      [-2, -12],
    ],
  ],
  [
    'sqrt(x^4)',
    [
      [0, 0],
      [3, 6],
    ],
  ],
  [
    '(x^6)^(1/3)',
    [
      [0, 0],
      [-3, -6],
    ],
  ],
  [
    '(x^8)^(1/4)',
    [
      [0, 0],
      [-3, -6],
    ],
  ],
  ['sqrt(sin(x)^4)', [[0, 0]]],
]

describe('the derivative has a value where the function is smooth', () => {
  const points = CASES.flatMap(([text, at]) => at.map(([x, slope]) => [text, x, slope] as const))
  it.each(points)('%s at %d: %d', (text, x, slope) => {
    expect(evaluate(diff(text, 'x'), { x })).toBeCloseTo(slope, 12)
    if (!/\^[2468]\)/.test(text)) expect(evaluate(gradient(text, ['x'])[0] ?? '', { x })).toBeCloseTo(slope, 12)
  })

  it('where the order of a product of many factors is no small number the common formula stays', () => {
    expect(String(diff('pochhammer(x, 99)', 'x'))).toBe('pochhammer(x, 99)*(digamma(x + 99) - digamma(x))')
  })
})

describe('what has no value has no derivative', () => {
  it.each(['1/(x-x)', 'y + 1/(x-x)', 'log(x-x)', 'x/(x-x)', '1/(0*x)', 'x + 0/0', '2*log(0)', 'sin(1/(x-x))'])(
    '%s',
    text => {
      for (const d of [diff(text, 'x'), diff(text, 'x', { form: 'raw' }), gradient(text, ['x'])[0] ?? ''])
        expect(() => evaluate(d, { x: 1, y: 2 })).toThrow(/zero|value|infinite|indeterminate/)
    },
  )

  it.each([
    ['piecewise(x, log(0) >= 2, x^2)', 'piecewise(1, log(0) >= 2, 2*x)'],
    ['if(1/(y - y) > 0, sin(x), x)', 'piecewise(cos(x), 1/0 > 0, 1)'],
  ])('a condition without a value stays a condition: %s', (text, answer) => {
    expect(String(diff(text, 'x'))).toBe(answer)
    expect(String(gradient(text, ['x'])[0])).toBe(answer)
  })

  it('but in a branch that is not taken', () => {
    expect(evaluate(diff('if(x > 0, x^2, 1/(y - y))', 'x'), { x: 3, y: 1 })).toBe(6)
  })
})
