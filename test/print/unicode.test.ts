import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, call, e, num, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { arity } from '../../src/functions/row.js'
import { allForms } from '../../src/functions/table.js'
import { parse } from '../../src/parse/parse.js'
import { unicode } from '../../src/print/unicode.js'
import { CASES } from './cases.js'
import { expression, isReadBackFrom } from './expressions.js'
import { applied, PLACES } from './places.js'

const isReadBack = (expected: Expr): void => {
  const written = unicode(expected)
  expect(isReadBackFrom(written, expected), written).toBe(true)
}

describe('plain text with Unicode signs', () => {
  test.each([
    ['x^2 + 2*x', 'x² + 2x'],
    ['x^12 - x', 'x¹² − x'],
    ['-1/w^2', '−1/w²'],
    ['6*x*y^2', '6x·y²'],
    ['2*(x+1)*sin(y)', '2(x + 1)·sin(y)'],
    ['2*pi*r', '2π·r'],
    ['2*e1*e^x', '2·e1·eˣ'],
    ['2*rate*x', '2·rate·x'],
    ['3*2^x', '3·2ˣ'],
    ['0.5*x^0.5', '0.5x^0.5'],
    ['x^n + x^(-n) + x^(2/3)', 'x^(2/3) + xⁿ + x⁻ⁿ'],
    ['e^(-x^2/(2*sigma^2))/(sqrt(2*pi)*sigma)', 'e^(−x²/(2σ²))/(√(2π)·σ)'],
    ['e^2 + e^(-2)', 'e⁻² + e²'],
    ['sqrt(x)/(2*sqrt(x + 1))', '√x/(2·√(x + 1))'],
    ['sqrt(x)!', '(√x)!'],
    ['cbrt(x)^2', '(∛x)²'],
    ['sin(2*x)^2*cos(x)^n', 'cosⁿ(x)·sin²(2x)'],
    ['log(x)^2 + asin(x)', 'arcsin(x) + ln(x)²'],
    ['abs(x - abs(y))*abs(z)', '|z|·|x − |y||'],
    ['theta_1*theta2*w_0*w0*sigma_x', 'σ_x·θ2·θ₁·w0·w₀'],
    ['alpha_beta + Alpha + x_max + x_i_j', 'Alpha + α_β + x_i_j + x_max'],
    ['x <= 1 and y != 2 or not (x == y or x > 2)', 'x ≤ 1 and y ≠ 2 or not (x = y or x > 2)'],
    ['piecewise(-x, x < 0, inf)', 'piecewise(−x, x < 0, ∞)'],
    ["f''(x)*g'[1,2](x, y)", 'f′′(x)·g′[1,2](x, y)'],
    ['[x/2, W[1,2]^2]', '[x/2, W[1, 2]²]'],
    ['n!/(k!*(n-k)!)', 'n!/(k!·(n − k)!)'],
    ['e^(-x-1) + x^(2*n+1)', 'x²ⁿ⁺¹ + e⁻ˣ⁻¹'],
    ['x^q + x^(a*b) + x^(2/3) + e^(x^2)', 'x^(2/3) + x^q + x^(a·b) + e^(x²)'],
  ])('%s is %s', (input, expected) => {
    expect(unicode(parse(input))).toBe(expected)
    isReadBack(parse(input))
  })

  test.each(Object.values(CASES).flat())('$input is read back', ({ input }) => isReadBack(parse(input)))

  test('whatever it is of', () => {
    fc.assert(fc.property(expression, isReadBack), { numRuns: 1000 })
  })

  test.each([...allForms()].filter(r => arity(r)[1] > 0))('$name wherever it stands', form => {
    for (const place of PLACES)
      for (const args of [
        [sym('x'), sym('y')],
        [add(sym('x'), num(1)), num(2)],
      ]) {
        isReadBack(place(applied(form, args)))
      }
  })

  test.each([
    ['a b', '`a b`'],
    ['θ', '`θ`'],
    ['and', '`and`'],
  ])('the name %j, which the language does not have, is quoted', (name, expected) => {
    expect(unicode(sym(name))).toBe(expected)
  })

  test('a symbol named like a constant', () => {
    const both = add(sym('e'), call('sin', [e]))
    expect(equal(parse(unicode(both), { bound: ['e'] }), both)).toBe(true)
  })

  test('what repeats can be named', () => {
    const shared = unicode(parse('(sin(x)^2 + 1)*e^(sin(x)^2 + 1)'), { shared: true })
    expect(shared).toBe('t1 = 1 + sin²(x); t1·e^t1')
  })
})
