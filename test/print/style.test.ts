/**
 * What LaTeX that one would paste is like, rule by rule: each row is an expression and its LaTeX. Everything goes through KaTeX in
 * strict mode, and what is forbidden everywhere is looked for in all of it.
 */
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/parse/parse.js'
import { type LatexOptions, latex } from '../../src/print/latex/latex.js'
import { aligned, breadth } from '../../src/print/latex/lines.js'
import { CASES } from './cases.js'
import { accepted } from './katex.js'

const RULES: Readonly<Record<string, readonly (readonly [input: string, latex: string])[]>> = {
  'standard macros only': [
    ['e^x', 'e^{x}'],
    ['inf*i', 'i\\infty'],
    ['asinh(x)', '\\operatorname{arsinh} x'],
  ],
  'a number after a letter is a subscript, a long name an upright word': [
    ['w0 + w_1', 'w_{0}+w_{1}'],
    ['learning_rate', '\\mathrm{learning\\_rate}'],
    ['x_max*sigma_x', '\\sigma_{x}x_{\\mathrm{max}}'],
    ['lr', '\\mathrm{lr}'],
  ],
  'factors side by side, a dot between digits': [
    ['2*x*y', '2xy'],
    ['3*2^2^x', '3\\cdot 2^{2^{x}}'],
    ['2*3^x*5^y', '2\\cdot 3^{x}\\cdot 5^{y}'],
  ],
  'slashes in exponents, exp when tall': [
    ['exp(-x^2/(2*sigma^2))', 'e^{-x^2/(2\\sigma^2)}'],
    ['exp((1+1/x)/(1-1/x))', '\\exp\\left(\\frac{1+\\frac{1}{x}}{1-\\frac{1}{x}}\\right)'],
  ],
  'fractions with a bar, large again where they nest': [
    ['x/(x+1)', '\\frac{x}{x+1}'],
    ['1/(1+1/(1+1/(1+1/x)))', '\\cfrac{1}{1+\\cfrac{1}{1+\\cfrac{1}{1+\\frac{1}{x}}}}'],
  ],
  'a power on the name for trigonometric and hyperbolic functions only': [
    ['sin(x)^2*cosh(x)^3', '\\cosh^3 x\\sin^2 x'],
    ['log(x)^2', '(\\ln x)^2'],
    ['f(x)^2', 'f(x)^2'],
    ['asin(x)^2', '(\\arcsin x)^2'],
    ['gamma(x)^2', '\\Gamma(x)^2'],
    ['sin(x)^(n-1)', '\\sin^{n-1} x'],
    ['1/sin(x)', '\\frac{1}{\\sin x}'],
    ['sin(x)^(-n)', '(\\sin x)^{-n}'],
  ],
  'operators upright': [['log(max(x, erf(y)))', '\\ln(\\max(x, \\operatorname{erf}(y)))']],
  'brackets stretch around something tall only': [
    ['2*(x+1)', '2(x+1)'],
    ['2*(x^2+1)', '2(x^2+1)'],
    ['2*(1+1/x)', '2\\left(1+\\frac{1}{x}\\right)'],
    ['sin(sin(x))', '\\sin(\\sin x)'],
    ['x^(y*(z^2+1))', 'x^{y(z^2+1)}'],
  ],
  'negative powers below the bar, roots as roots': [
    ['x^(-2)', '\\frac{1}{x^2}'],
    ['x^(-1/2)', '\\frac{1}{\\sqrt{x}}'],
    ['x^(-n)', 'x^{-n}'],
    ['cbrt(x)', '\\sqrt[3]{x}'],
  ],
  'a positive term first, falling degrees, a constant last, never two signs': [
    ['1 + x^2 - 2*x', 'x^2-2x+1'],
    ['-x + y', 'y-x'],
    ['x + -6', 'x-6'],
    ['x^2 - 4*x^(-2)', 'x^2-\\frac{4}{x^2}'],
    ['-x - y', '-x-y'],
    ['x*(-2)^n', '(-2)^{n}x'],
    ['(-2)^2*x', '4x'],
  ],
  'one over sqrt(2 pi) sigma as it is': [['1/(sqrt(2*pi)*sigma)', '\\frac{1}{\\sqrt{2\\pi}\\sigma}']],
  'd for one variable, a curly one for several; sums in brackets; primes for functions of one argument': [
    ['diff(x^2, x)', '\\frac{d}{dx}x^2'],
    ['diff(x^2 + x, x)', '\\frac{d}{dx}(x^2+x)'],
    ['diff(x^2*y, x)', '\\frac{\\partial}{\\partial x}(x^2y)'],
    ['diff(x*y, x, y)', '\\frac{\\partial^2}{\\partial x\\,\\partial y}(xy)'],
    ["f''(x)", "f''(x)"],
    ["g'[1](x, y)", 'g^{(1,0)}(x, y)'],
  ],
  'nothing looks like something else': [
    ['sigma*sigmoid(x)', '\\sigma\\operatorname{sigmoid}(x)'],
    ['w0 + w_0', '\\mathrm{w0}+w_{0}'],
    ['J*besselj(0, x)', 'J\\operatorname{besselj}(0, x)'],
    ['max(x, y)', '\\max(x, y)'],
    ['f*(x+1)', 'f\\cdot (x+1)'],
  ],
}

describe.each(Object.entries(RULES))('%s', (_, rows) => {
  test.each(rows)('%s', (input, expected) => {
    expect(accepted(latex(parse(input)))).toBe(expected)
  })
})

const OPTIONS: readonly (readonly [input: string, options: LatexOptions, latex: string])[] = [
  ['x^2/2', { fractions: 'dfrac' }, '\\dfrac{x^2}{2}'],
  ['x^2/2', { fractions: 'tfrac' }, '\\tfrac{x^2}{2}'],
  ['x^2*sin(x)/(2*y)', { fractions: 'slash' }, 'x^2\\sin(x)/(2y)'],
  ['(1+x)/(1-x)', { fractions: 'slash' }, '(x+1)/(1-x)'],
  ['a*(b/c+1)^2', { fractions: 'slash' }, 'a(1+b/c)^2'],
  ['-3*x^2/(4*y)', { fractions: 'power' }, '-\\frac{3}{4}x^2y^{-1}'],
  ['1/(x+1)^2', { fractions: 'power' }, '(x+1)^{-2}'],
  ['2*b/a^3', { fractions: 'power' }, '2ba^{-3}'],
  ['(1-x^2)/(x^2+1)^2', { fractions: 'power' }, '(1-x^2)(x^2+1)^{-2}'],
  ['e^(x/2)', { fractions: 'power' }, 'e^{(1/2)x}'],
  ['1/sqrt(x)', { roots: 'power' }, '\\frac{1}{x^{1/2}}'],
  ['1/sqrt(x)', { roots: 'power', fractions: 'power' }, 'x^{-1/2}'],
  ['x^(1/3)', { roots: 'root' }, '\\sqrt[3]{x}'],
  ['(-2)^(1/3)*x^(1/12)', { roots: 'root' }, '(-1)^{1/3}\\sqrt[3]{2}x^{1/12}'],
  ['2*x*y', { multiply: 'cdot' }, '2\\cdot x\\cdot y'],
  ['asin(x)*acosh(x)', { inverse: 'arc' }, '\\operatorname{arccosh} x\\arcsin x'],
  ['asin(x)*acosh(x)^2', { inverse: 'power' }, '(\\cosh^{-1} x)^2\\sin^{-1} x'],
  [
    'acsch(x/2) + acot(x)',
    { inverse: 'arc' },
    '\\operatorname{arccot} x+\\operatorname{arccsch}\\left(\\frac{x}{2}\\right)',
  ],
  ['acsch(x/2) + acot(x)', { inverse: 'power' }, '\\cot^{-1} x+\\operatorname{csch}^{-1}\\left(\\frac{x}{2}\\right)'],
  ['1/sin(x) + atan2(y, x)', { inverse: 'power' }, '\\operatorname{atan2}(y, x)+\\frac{1}{\\sin x}'],
  ["f'(x)*g(x)", { derivatives: 'leibniz' }, '\\frac{df(x)}{dx}g(x)'],
  ["f''(x)^2", { derivatives: 'leibniz' }, '\\left(\\frac{d^2f(x)}{dx^2}\\right)^2'],
  ["g'[1,2](x, y)", { derivatives: 'leibniz' }, '\\frac{\\partial^2g(x, y)}{\\partial x\\,\\partial y}'],
  ["f'(2*x)", { derivatives: 'leibniz' }, "f'(2x)"],
  ["g'[1](x, x)", { derivatives: 'leibniz' }, 'g^{(1,0)}(x, x)'],
  ['diff(f(x), x)', { derivatives: 'leibniz' }, '\\frac{df(x)}{dx}'],
  ['diff(f(x), x, 2)', { derivatives: 'prime' }, "f''(x)"],
  ['diff(f(x), x, 5)', { derivatives: 'prime' }, 'f^{(5)}(x)'],
  ['diff(f(x), x, 1000000000)', { derivatives: 'prime' }, '\\frac{d^{1000000000}}{dx^{1000000000}}f(x)'],
  ["diff(f'(x), x)", { derivatives: 'prime' }, "f''(x)"],
  ['diff(x^2, x)', { derivatives: 'prime' }, '\\frac{d}{dx}x^2'],
  ['diff(f(2*x), x)', { derivatives: 'prime' }, '\\frac{d}{dx}f(2x)'],
  ['diff(e^x, x)', { upright: 'd' }, '\\frac{\\mathrm{d}}{\\mathrm{d}x}e^{x}'],
  ['e^(i*x) + e', { upright: true }, '\\mathrm{e}^{\\mathrm{i}x}+\\mathrm{e}'],
  ['pi*i', { upright: true }, '\\mathrm{i}\\pi'],
  ['lr*w', { names: { lr: '\\eta' } }, '\\eta w'],
  ['lr*eta', { names: { lr: '\\eta' } }, '\\mathrm{eta}\\,\\eta'],
  ["f'(x)^2", { names: { f: '\\varphi' } }, "\\varphi'(x)^2"],
  ['v_x^2', { names: { v_x: 'v^x' } }, '{v^x}^2'],
  ['x/2 + (1+e^(-x))^(-2)', { inline: true }, 'x/2+1/(1+e^{-x})^2'],
  ['exp(1/(1+1/x))', { inline: true }, 'e^{1/(1+1/x)}'],
  ['[x/2, y]', { inline: true }, '\\left[x/2, y\\right]'],
  ['if(x > 1/2, x/2, 0)', { inline: true }, '\\begin{cases}x/2&\\text{if }x>1/2\\\\0&\\text{otherwise}\\end{cases}'],
]

describe('options', () => {
  test.each(OPTIONS)('%s with %j', (input, options, expected) => {
    expect(accepted(latex(parse(input), options))).toBe(expected)
  })

  const styles: readonly LatexOptions[] = [
    { fractions: 'slash', roots: 'power', derivatives: 'prime', upright: true },
    { fractions: 'power', roots: 'root', derivatives: 'leibniz', multiply: 'cdot' },
    { fractions: 'dfrac', upright: 'd', lines: aligned(20) },
    { inline: true },
  ]
  test.each(styles)('every case is accepted with %j', options => {
    for (const { input } of Object.values(CASES).flat()) accepted(latex(parse(input), options))
  })
})

describe('lines', () => {
  const sum = 'a*b + c*d + x*y - u*v + p*q'
  test.each([
    [sum, 60, 'ab+cd+pq-uv+xy'],
    [sum, 12, '\\begin{aligned}&ab+cd+pq\\\\&\\quad -uv+xy\\end{aligned}'],
    [sum, 1, '\\begin{aligned}&ab\\\\&\\quad +cd\\\\&\\quad +pq\\\\&\\quad -uv\\\\&\\quad +xy\\end{aligned}'],
    [`y == ${sum}`, 14, '\\begin{aligned}y&=ab+cd\\\\&\\quad +pq-uv\\\\&\\quad +xy\\end{aligned}'],
    ['x*y*z + a*b*c == a*b + c*d', 14, '\\begin{aligned}&abc+xyz\\\\&\\quad =ab+cd\\end{aligned}'],
    ['x*y*z*a*b*c', 3, 'abcxyz'],
    ['x == y*z*a*b*c', 3, '\\begin{aligned}&x\\\\&\\quad =abcyz\\end{aligned}'],
  ])('%s in %i characters', (input, width, expected) => {
    expect(accepted(latex(parse(input), { lines: aligned(width) }))).toBe(expected)
  })

  test.each([
    ['x+y', 5],
    ['\\frac{a}{bcd}', 3],
    ['\\frac{1}{1+\\frac{1}{xyzuv}}', 9],
    ['\\left(x^2+1\\right)', 8],
    ['\\mathrm{rate}\\,x', 5],
    ['\\sin x', 3],
    ['\\lambda x', 3],
  ])('%s is about so wide', (source, expected) => {
    expect(breadth(source)).toBe(expected)
  })
})

test('nothing anywhere breaks these rules', () => {
  const all = Object.values(CASES)
    .flat()
    .map(c => latex(parse(c.input)))
  // Two signs in a row; digits that run together; a star; a bracket that stretches around nothing tall.
  const forbidden = [/[+-]-|\+\+/, /[0-9] [0-9]/, /\*/, /\\left\([A-Za-z0-9+\-, ]*\\right\)/]
  for (const rule of forbidden) expect(all.filter(source => rule.test(source))).toEqual([])
})
