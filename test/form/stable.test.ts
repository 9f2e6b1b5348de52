/**
 * The form "stable" of formulas that lose their digits or overflow as they are written, and of their derivatives: in doubles they have the
 * digits that the plain formula has in higher precision. Most are from the benchmark of Herbie (P. Panchekha and others, "Automatically
 * improving accuracy for floating point expressions", PLDI 2015), after R. W. Hamming, "Numerical Methods for Scientists and Engineers".
 */
import { describe, expect, it } from 'vitest'
import { compile, diff, evaluate, parse, simplify } from '../../src/index.js'

const form = { form: 'stable' } as const

/** The formula, by what it is differentiated, where it is looked at. */
const CASES: readonly (readonly [string, string, readonly Readonly<Record<string, number>>[]])[] = [
  ['x/(exp(x)-1)', 'x', [{ x: 1e-8 }, { x: 0.001 }, { x: 0.3 }, { x: 5 }, { x: -1e-5 }, { x: 800 }]],
  ['sqrt(x^2+1)-x', 'x', [{ x: 100000000.0 }, { x: 1 }, { x: -3 }, { x: 1e160 }]],
  ['coth(x)-1/x', 'x', [{ x: 1e-5 }, { x: 0.1 }, { x: 2 }, { x: -0.001 }, { x: 800 }]],
  ['(1-cos(x))/x^2', 'x', [{ x: 1e-8 }, { x: 0.001 }, { x: 1 }]],
  ['sqrt(x+1)-sqrt(x)', 'x', [{ x: 10000000000.0 }, { x: 1 }, { x: 1e-9 }]],
  ['log(1+x)/x', 'x', [{ x: 1e-10 }, { x: 1 }]],
  ['(exp(x)-1)/x', 'x', [{ x: 1e-10 }, { x: 1 }, { x: -700 }]],
  ['log(x+1)-log(x)', 'x', [{ x: 10000000000.0 }, { x: 2 }]],
  ['1/(x+1)-1/x', 'x', [{ x: 10000000000.0 }, { x: 2 }]],
  [
    'tan(x+e1)-tan(x)',
    'x',
    [
      { x: 1, e1: 1e-12 },
      { x: 0.3, e1: 0.2 },
    ],
  ],
  ['sin(x+e1)-sin(x)', 'x', [{ x: 1, e1: 1e-12 }]],
  ['cos(x+e1)-cos(x)', 'x', [{ x: 1, e1: 1e-12 }]],
  ['exp(x)-exp(-x)', 'x', [{ x: 1e-9 }, { x: 3 }]],
  ['(exp(x)-exp(-x))/2', 'x', [{ x: 1e-9 }]],
  ['cbrt(x+1)-cbrt(x)', 'x', [{ x: 1000000000.0 }, { x: 1 }]],
  ['atan(x+1)-atan(x)', 'x', [{ x: 100000000.0 }, { x: 1 }, { x: -3 }]],
  ['(x-sin(x))/(x-tan(x))', 'x', [{ x: 0.001 }, { x: 1 }]],
  ['exp(a1*x)-1', 'x', [{ x: 1e-9, a1: 2 }]],
  ['(exp(2*x)-1)/(exp(x)-1)', 'x', [{ x: 1e-9 }, { x: 1 }]],
  ['1/x-1/tan(x)', 'x', [{ x: 0.0001 }, { x: 1 }]],
  ['1/x-1/sin(x)', 'x', [{ x: 0.0001 }, { x: 1 }]],
  ['exp(x)-2+exp(-x)', 'x', [{ x: 1e-6 }, { x: 2 }]],
  ['(x+1)*log(x+1)-x*log(x)-1', 'x', [{ x: 100000000.0 }, { x: 2 }]],
  ['log((1-x)/(1+x))', 'x', [{ x: 1e-12 }, { x: 0.5 }]],
  ['sin(x)/x-1', 'x', [{ x: 1e-6 }, { x: 1 }]],
  ['x-sin(x)', 'x', [{ x: 1e-6 }, { x: 1 }]],
  ['log(1-x)/log(1+x)', 'x', [{ x: 1e-12 }, { x: 0.3 }]],
  ['(1-cos(x))/sin(x)', 'x', [{ x: 1e-10 }, { x: 1 }]],
  ['sqrt((exp(2*x)-1)/(exp(x)-1))', 'x', [{ x: 1e-10 }, { x: 1 }]],
  ['1/(x-1)-2/x+1/(x+1)', 'x', [{ x: 1000000.0 }, { x: 3 }]],
  ['x/(x+1)-(x+1)/(x-1)', 'x', [{ x: 1000000000000.0 }, { x: 3 }]],
  ['log(exp(x)+exp(-x))', 'x', [{ x: 800 }, { x: -800 }, { x: 0.001 }]],
  ['sqrt(x^2+y^2)', 'x', [{ x: 1e200, y: 1e200 }]],
  [
    '(-b+sqrt(b^2-4*a*c))/(2*a)',
    'b',
    [
      { a: 1, b: 1000000000.0, c: 1 },
      { a: 1, b: -1000000000.0, c: 1 },
      { a: 2, b: 5, c: 1 },
    ],
  ],
  [
    '(-b-sqrt(b^2-4*a*c))/(2*a)',
    'b',
    [
      { a: 1, b: 1000000000.0, c: 1 },
      { a: 1, b: -1000000000.0, c: 1 },
      { a: 2, b: 5, c: 1 },
    ],
  ],
  ['1/sqrt(x)-1/sqrt(x+1)', 'x', [{ x: 10000000000.0 }, { x: 1 }]],
  ['x^2-y^2', 'x', [{ x: 100000001, y: 100000000.0 }]],
  ['sinh(x)/x-1', 'x', [{ x: 1e-6 }, { x: 1 }]],
  ['acos(1-x)', 'x', [{ x: 1e-12 }, { x: 0.5 }]],
  ['asin(x)-x', 'x', [{ x: 1e-5 }]],
  ['tanh(x)-x', 'x', [{ x: 1e-5 }, { x: 1 }]],
  ['log(x)/(x-1)', 'x', [{ x: 1.000000001 }, { x: 3 }]],
  ['(sqrt(1+x)-1)/x', 'x', [{ x: 1e-12 }, { x: 1 }]],
  ['(x^2-1)/(x-1)', 'x', [{ x: 1.000000001 }]],
  ['exp(-x)/(1+exp(-x))^2', 'x', [{ x: 800 }, { x: -800 }, { x: 0 }]],
  ['log(sqrt(x^2+1)+x)', 'x', [{ x: 1e-10 }, { x: -100000000.0 }, { x: 1e200 }, { x: 3 }]],
  ['log(x+sqrt(x^2-1))', 'x', [{ x: 1e200 }, { x: 2 }]],
  ['(cosh(x)-1)/x^2', 'x', [{ x: 1e-6 }, { x: 30 }]],
  ['exp(x)*erfc(sqrt(x))', 'x', [{ x: 800 }, { x: 1 }]],
  ['sqrt(x^2+x)-x', 'x', [{ x: 1000000000.0 }, { x: 1 }]],
  ['x^(1/3)-(x-1)^(1/3)', 'x', [{ x: 1000000000.0 }, { x: 3 }]],
  ['log(1+exp(x))-x', 'x', [{ x: 50 }, { x: 800 }]],
  ['sinh(x)-x', 'x', [{ x: 0.0001 }]],
  ['atan(x)-x', 'x', [{ x: 0.0001 }]],
  ['log(1+x)-x', 'x', [{ x: 1e-6 }, { x: 1 }]],
  ['sqrt(1+x^2)-1', 'x', [{ x: 1e-9 }, { x: 1e160 }]],
  ['1-tanh(x)', 'x', [{ x: 30 }, { x: -1 }]],
  ['erf(x)-1', 'x', [{ x: 8 }]],
  ['pi/2-atan(x)', 'x', [{ x: 1000000000000.0 }, { x: 1 }]],
  ['(exp(x)-1-x)/x^2', 'x', [{ x: 1e-6 }, { x: 1 }]],
  ['exp(x)/(exp(x)-1)-1/x', 'x', [{ x: 1e-6 }]],
  ['sqrt(x+1)-sqrt(x-1)', 'x', [{ x: 10000000000.0 }]],
  ['sqrt(x^2+3*x+1)-x', 'x', [{ x: 1000000000.0 }, { x: 1 }, { x: -5 }]],
  ['log(x+2)-log(x+1)', 'x', [{ x: 10000000000.0 }, { x: 2 }]],
  ['1/(x+h)-1/x', 'x', [{ x: 1, h: 1e-12 }]],
  ['(x+1)^2-x^2', 'x', [{ x: 1000000000.0 }]],
  ['sqrt(x)-1', 'x', [{ x: 1.0009765625 }]],
  ['x-sqrt(x^2-1)', 'x', [{ x: 1000000000.0 }, { x: 2 }]],
  ['tanh(x+h)-tanh(x)', 'x', [{ x: 1, h: 1e-12 }]],
  ['1/(1+x)-1/(1-x)', 'x', [{ x: 1e-10 }]],
  ['(x-sin(x))/x^3', 'x', [{ x: 1e-5 }]],
  ['x*coth(x)-1', 'x', [{ x: 1e-5 }]],
  ['x/sqrt(x^2+3)-1', 'x', [{ x: 1000000000.0 }]],
]

describe('digits where formulas cancel', () => {
  it.each(CASES)('%s by %s', (f, by, points) => {
    for (const [plain, shape] of [
      [parse(f), simplify(f, form)],
      [diff(f, by, { form: 'raw' }), diff(f, by, form)],
    ] as const) {
      for (const at of points) {
        const reference = evaluate(plain, at, { precision: 25 }).toNumber()
        const value = evaluate(shape, at)
        const where = `${shape} at ${JSON.stringify(at)}: ${value}, ${reference}`
        expect(
          Math.abs(value - reference) <= 1e-12 * Math.abs(reference) || Math.abs(value - reference) < 1e-290,
          where,
        ).toBe(true)
      }
    }
  })
})

const FAR = [1e200, -1e200, 1e160, 1e100, 1e60, 3, 1.5, 0.75, -1e-9, 1e-200]

/** Formulas in x whose powers overflow, with other names and their values. */
const OVERFLOWING: readonly (readonly [string, Readonly<Record<string, number>>?])[] = [
  ['2*x/(x^2+1)'],
  ['x/(1+x^4)'],
  ['x^3/(1+x^4)'],
  ['(x^2-1)/(x^2+1)'],
  ['x^2/(1+x^2)'],
  ['(x^2+x)/(x^2+1)'],
  ['(1+x^3)/(2+x^3)'],
  ['x^2/sqrt(1+x^4)'],
  ['x^3/sqrt(1+x^4)'],
  ['sqrt(x^4+1)/x^2'],
  ['x/sqrt(x^2+1)'],
  ['sqrt(x^2+1)'],
  ['log(x^2+1)'],
  ['atan(x^2)'],
  ['a*x/(b*x^2+c)', { a: 3, b: 2, c: 5 }],
  ['x/(x^2+y^2)', { y: 3e200 }],
  ['x/(x^2+y^2)', { y: -2 }],
  ['x*y/(x^2+y^2)', { y: 3e200 }],
  ['x^3*y/(x^4+y^4)', { y: 1e160 }],
  ['x/sqrt(x^2+y^2)', { y: 1e200 }],
  ['sqrt(x^2+y^2+1)', { y: 1e200 }],
  ['log(x^2+y^2)', { y: 1e200 }],
]

describe('doubles where powers overflow', () => {
  it.each(OVERFLOWING.map(([f, others = {}]) => [f, others] as const))('%s at %j', (f, others) => {
    const names = ['x', ...Object.keys(others)]
    for (const [plain, shape] of [
      [parse(f), simplify(f, form)],
      [diff(f, 'x', { form: 'raw' }), diff(f, 'x', form)],
    ] as const) {
      const closure = compile(shape, names)
      for (const x of FAR) {
        const at = [x, ...Object.values(others)]
        const values = Object.fromEntries(names.map((n, k) => [n, at[k] as number]))
        const reference = evaluate(plain, values, { precision: 20 }).toNumber()
        // What is rounded to a whole number of units near the smallest doubles has fewer digits.
        const value = closure(...at)
        const isRight = value === reference || Math.abs(value - reference) <= 1e-12 * Math.abs(reference) + 1e-300
        expect(isRight, `${shape} at ${at}: ${value}, not ${reference}`).toBe(true)
      }
    }
  })
})

/** Values from mpmath. */
describe('quotients of gamma functions', () => {
  it.each([
    ['gamma(x+1/2)/gamma(x)', 1000, 31.618824001815913],
    ['gamma(x+1/2)/gamma(x)', 100000, 316.2273707323775],
    ['gamma(x+3/2)/gamma(x+1)', 3, 1.9386213994279082],
  ])('%s at %d', (f, x, value) => {
    const found = evaluate(simplify(f, form), { x })
    expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-12 * value)
  })
})

describe('what it looks like', () => {
  it.each([
    ['sqrt(x+1) - sqrt(x)', '1/(sqrt(x) + sqrt(x + 1))'],
    ['1/(x+1) - 1/x', '-1/(x*(x + 1))'],
    ['log(x + sqrt(x^2+1))', 'asinh(x)'],
    ['log(x+2) - log(x+1)', '-log1p(-1/(x + 2))'],
    ['sin(x+h) - sin(x)', '2*cos((2*x + h)/2)*sin(h/2)'],
    // What does not cancel stays.
    ['x + sin(x)', 'x + sin(x)'],
    ['sin(2*x) - sin(x)', 'sin(2*x) - sin(x)'],
    ['2*x + 1', '2*x + 1'],
  ])('%s is %s', (f, answer) => expect(String(simplify(f, form))).toBe(answer))

  it('leaves alone what is complex', () =>
    expect(String(simplify('x - sin(x)', { ...form, domain: 'complex' }))).toBe('x - sin(x)'))
})

describe('what is compiled in this form has all digits', () => {
  it.each([
    ['log(1 + x)', 1e-12, Math.log1p(1e-12)],
    ['exp(x) - 1', 1e-12, Math.expm1(1e-12)],
    ['log(1 + exp(x))', 800, 800],
    ['log(exp(x) + exp(2*x))', 1000, 2000],
    ['exp(x)/(exp(x) + exp(2*x))', 1000, 0],
  ])('%s at %f', (text, x, value) => {
    expect(compile(text, ['x'], form)(x)).toBe(value)
    expect(compile({ f: [text] }, ['x'], form)(x).f[0]).toBe(compile(text, ['x'], form)(x))
  })
})
