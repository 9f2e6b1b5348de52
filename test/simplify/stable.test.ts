/**
 * The form "stable": what it looks like, that it keeps values, and that in doubles, far beyond where e^x overflows, it has the
 * digits of the plain derivative in fifty-digit arithmetic.
 */
import { describe, expect, it } from 'vitest'
import type { Expr } from '../../src/expr/node.js'
import { diff, evaluate, gradient, hessian, parse, simplify, stable, text } from '../../src/index.js'

const form = { form: 'stable' } as const

/** The input, the variable ('' for none), the answer. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['1/(1 + exp(-x))', '', 'sigmoid(x)'],
  ['1/(1 + exp(-x))', 'x', 'sigmoid(x)*sigmoid(-x)'],
  ['exp(x)/(1 + exp(x))', '', 'sigmoid(x)'],
  ['exp(2*x)/(1 + exp(x))^3', '', 'sigmoid(x)^2*sigmoid(-x)'],
  ['1/sqrt(1 + exp(x))', '', 'e^(-softplus(x)/2)'],
  ['log(1 + exp(x))', '', 'softplus(x)'],
  ['log(1 + exp(x))', 'x', 'sigmoid(x)'],
  ['x - log(1 + exp(x))', '', '-softplus(-x)'],
  ['log(1/(1 + exp(-x)))', '', '-softplus(-x)'],
  ['log(2 + exp(x))', 'x', 'sigmoid(x - log(2))'],
  ['exp(a)/(exp(a) + exp(b))', '', 'sigmoid(a - b)'],
  ['exp(a)/(exp(a) + exp(b))', 'a', 'sigmoid(a - b)*sigmoid(b - a)'],
  ['log(exp(a) + exp(b))', '', 'logsumexp(a, b)'],
  ['log(1 + exp(a) + exp(b))', '', 'logsumexp(0, a, b)'],
  ['log(exp(a) + exp(b) + exp(c))', 'a', 'e^(a - logsumexp(a, b, c))'],
  ['-log(exp(a)/(exp(a) + exp(b) + exp(c)))', 'a', 'expm1(a - logsumexp(a, b, c))'],
  ['x/(1 + exp(-x))', '', 'x*sigmoid(x)'],
  ['x/(1 + exp(-x))', 'x', 'sigmoid(x)*((x + 1)*sigmoid(-x) + sigmoid(x))'],
  ['log(1 + x)', '', 'log1p(x)'],
  ['log(1 + x) - log(1 - x)', '', '2*atanh(x)'],
  ['log(1 + x^2 + y^2)', '', 'log1p(x^2 + y^2)'],
  ['exp(x) - 1', '', 'expm1(x)'],
  ['a - a*exp(-x)', '', '-a*expm1(-x)'],
  ['1 - cos(x)', '', '2*sin(x/2)^2'],
  ['sqrt(1 + x) - 1', '', 'x/(1 + sqrt(1 + x))'],
  ['sqrt(x^2 + y^2)', '', 'hypot(x, y)'],
  ['sqrt(x^2 + y^2)', 'x', 'x/hypot(x, y)'],
  ['sqrt(x^2 + y^2 + z^2)', 'x', 'x/hypot(x, y, z)'],
  ['x^3/(exp(x) - 1)', '', 'x^3/expm1(x)'],
  ['log(exp(x) - 1)', 'x', '-1/expm1(-x)'],
  ['exp(x^2)*erfc(x)', '', 'erfcx(x)'],
  ['exp(x^2/2)*erfc(x/sqrt(2))', '', 'erfcx(x/sqrt(2))'],
  ['log(erfc(x))', 'x', '-2/(sqrt(pi)*erfcx(x))'],
  ['K/(1 + A*exp(-r*t))', 't', 'A*K*r/((A + e^(r*t))*(1 + A*e^(-r*t)))'],
  ['sin(x)^2 + x', '', 'sin(x)^2 + x'],
]

describe('the form', () => {
  it.each(CASES)('%s by "%s" is %s', (f, by, answer) => {
    expect(String(by === '' ? simplify(f, form) : diff(f, by, form))).toBe(answer)
  })
  it('of a gradient and of a hessian', () => {
    expect(text(gradient('log(exp(a) + exp(b))', ['a', 'b'], form))).toBe('[sigmoid(a - b), sigmoid(b - a)]')
    expect(text(hessian('log(exp(a) + exp(b))', ['a'], form))).toBe('[[sigmoid(a - b)*sigmoid(b - a)]]')
  })
  it('can be passed as a function', () =>
    expect(String(diff('log(1 + exp(x))', 'x', { form: stable }))).toBe('sigmoid(x)'))
  it('leaves alone what may be complex', () =>
    expect(String(simplify('log(1 + exp(z))', { ...form, let: 'z:complex' }))).toBe('log1p(e^z)'))
  it('uses what is declared', () => {
    expect(String(simplify('log(y + exp(x))', { ...form, let: 'y:positive' }))).toBe('logsumexp(log(y), x)')
    expect(String(simplify('log(y + exp(x))', form))).toBe('log(y + e^x)')
  })
})

/** Functions of x whose plain derivatives overflow to NaN or lose their digits; and where they are looked at. */
const EXTREMES: readonly string[] = [
  '1/(1 + exp(-x))',
  'log(1 + exp(x))',
  'x/(1 + exp(-x))',
  'x*tanh(log(1 + exp(x)))',
  'exp(x)/(exp(x) + exp(2))',
  'exp(x)/(exp(x) + exp(-x) + 3)',
  'log(exp(x) + exp(2*x) + exp(3))',
  '-log(exp(x)/(exp(x) + exp(3) + 2))',
  '5/(1 + 3*exp(-2*x))',
  'x^3/(exp(x) - 1)',
  'log(exp(x) - 1)',
  'log(erfc(x/30))',
  'log(cosh(x))',
  'sqrt(x^2 + 1)',
  'log(1 + exp(-3*x)) + x/(1 + exp(x))^2',
  '(exp(x) - exp(-x))/(exp(x) + exp(-x))',
  '1/(exp((x - 2)/3) + 1)',
  'exp(x/2)/sqrt(1 + exp(x))',
]
/** About 0 the third order of x^3/(e^x - 1) is lost in any form made of these functions. */
const NEAR_ZERO = new Set(['x^3/(exp(x) - 1)'])
const POINTS = [-1000, -745.5, -300, -40, -3, -1e-3, 1e-9, 0.5, 20, 37, 90, 710, 1000]

describe('doubles at extreme arguments', () => {
  it.each(EXTREMES)('%s, its value and two derivatives', f => {
    const plain = [parse(f), diff(f, 'x'), diff(f, 'x', 2)]
    const shapes = [simplify(f, form), diff(f, 'x', form), diff(f, 'x', 2, form)]
    for (const [k, shape] of shapes.entries()) {
      for (const x of POINTS.filter(p => Math.abs(p) > 0.1 || !NEAR_ZERO.has(f))) {
        const exact = evaluate(plain[k] as Expr, { x }, { precision: 30, undefined: 'nan' })
        const reference = exact.toNumber()
        if (!Number.isFinite(reference)) continue
        const value = evaluate(shape, { x }, { undefined: 'nan' })
        const error = Math.abs(value - reference)
        const where = `${shape} at ${x}: ${value}, ${reference}`
        // Beyond 1e-290 doubles have no digits to compare.
        expect(error <= 1e-9 * Math.abs(reference) + 1e-290 || (k > 0 && error <= 1e-13), where).toBe(true)
      }
    }
  })
})
