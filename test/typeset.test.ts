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
    [['q*x', 'x', { let: 'q = x' }], '\\frac{d}{dx}(x\\cdot x)=2x'],
    [['a/b*(1/a)', 'a'], '\\frac{\\partial}{\\partial a}\\left(\\frac{a}{b}\\cdot \\frac{1}{a}\\right)=0'],
    [['2*x*1/3', 'x'], '\\frac{d}{dx}\\left(2x\\frac{1}{3}\\right)=\\frac{2}{3}'],
    [['log(5)*5^x', 'x'], '\\frac{d}{dx}(\\ln 5\\cdot 5^{x})=(\\ln 5)^2\\cdot 5^{x}'],
    [['sqrt(2*x)', 'x'], '\\frac{d}{dx}\\sqrt{2x}=\\frac{1}{\\sqrt{2x}}'],
    [
      ['if(x > 0, x^2, -x)', 'x'],
      '\\frac{d}{dx}\\left(\\begin{cases}x^2&\\text{if }x>0\\\\-x&\\text{otherwise}\\end{cases}\\right)=\\begin{cases}2x&\\text{if }x>0\\\\-1&\\text{otherwise}\\end{cases}',
    ],
    [['f(x) = x^2', 'x'], '\\frac{d}{dx}f(x)=2x'],
    [['f(x) = x^2', 'x', { derivatives: 'prime' }], "f'(x)=2x"],
    [['f(x, y) = x^2*y', 'x', 'y'], '\\frac{\\partial^2}{\\partial x\\,\\partial y}f(x, y)=2x'],
    [['y = x^2', 'x'], '\\frac{d}{dx}y(x)=2x'],
    [['y = x^3', 'x', 2], '\\frac{d^2}{dx^2}y(x)=6x'],
    [['y = x^2', 'x', { name: 'g' }], '\\frac{d}{dx}g(x)=2x'],
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
