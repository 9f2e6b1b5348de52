import { describe, expect, test } from 'vitest'
import { aligned, diff, equation, parse, sym, unicode } from '../src/index.js'
import { accepted } from './print/katex.js'

describe('a derivative as an equation', () => {
  test.each<[Parameters<typeof equation>, string]>([
    [['x^2', 'x'], '\\frac{d}{dx}x^2=2x'],
    [['x^2'], '\\frac{d}{dx}x^2=2x'],
    [['x^x', 'x'], '\\frac{d}{dx}x^{x}=x^{x}(\\ln x+1)'],
    [['sin(x) + 1', 'x', 2], '\\frac{d^2}{dx^2}(\\sin x+1)=-\\sin x'],
    [['x^2*y^3', 'x', 'y'], '\\frac{\\partial^2}{\\partial x\\,\\partial y}(x^2y^3)=6xy^2'],
    [['a*x^2', 'x'], '\\frac{\\partial}{\\partial x}(ax^2)=2ax'],
    [[parse('x^2'), sym('x')], '\\frac{d}{dx}x^2=2x'],
    [['W[1,2]^2', 'W[1,2]'], '\\frac{d}{dW_{1,2}}W_{1,2}^2=2W_{1,2}'],
    [['e^2', 'e'], '\\frac{d}{de}e^2=2e'],
    [['q*x', 'x', { let: 'q = x' }], '\\frac{d}{dx}x^2=2x'],
    [['x^2', 'x', { name: 'f' }], '\\frac{d}{dx}f(x)=2x'],
    [['x^2', 'x', { name: 'f', derivatives: 'prime' }], "f'(x)=2x"],
    [['x^3', 'x', 2, { name: 'f', derivatives: 'prime' }], "f''(x)=6x"],
    [['x^2', 'x', { name: 'L', derivatives: 'leibniz', upright: 'd' }], '\\frac{\\mathrm{d}L(x)}{\\mathrm{d}x}=2x'],
    [['x*y^2', 'y', 'y', { name: 'g' }], '\\frac{d^2}{dy^2}g(y)=2x'],
    [['lr*w^2', 'w', { names: { lr: '\\eta' } }], '\\frac{\\partial}{\\partial w}(\\eta w^2)=2\\eta w'],
    [
      ['a*x + b*sin(x) + c*e^x', 'x', { name: 'f', lines: aligned(20) }],
      '\\begin{aligned}\\frac{d}{dx}f(x)&=a+b\\cos x\\\\&\\quad +ce^{x}\\end{aligned}',
    ],
  ])('%j', (args, expected) => {
    expect(accepted(equation(...args))).toBe(expected)
  })

  test('refuses what diff refuses', () => {
    expect(() => equation('x*y')).toThrow(/name the variable meant/)
    expect(() => equation('x +', 'x')).toThrow(expect.objectContaining({ code: 'unexpected-end' }))
  })
})

test('plain text of an input, of an expression, of lists of them', () => {
  expect(unicode('x*x + 2*x')).toBe('x² + 2x')
  expect(unicode(diff('x^3', 'x'))).toBe('3x²')
  expect(
    unicode([
      ['x^2', 1],
      [sym('theta'), 'pi'],
    ]),
  ).toBe('[[x², 1], [θ, π]]')
  expect(unicode('f(x)*f(x)', { let: 'f:function' })).toBe('f(x)²')
})
