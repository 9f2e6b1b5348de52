/** Taylor polynomials as textbooks print them; and the laws: of a polynomial itself, and the derivatives at the point. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal } from '../../src/expr/order.js'
import { diff, evaluate, type FluxionError, type Input, latex, parse, simplify, subs, taylor } from '../../src/index.js'

describe('Taylor polynomials', () => {
  it.each<[f: string, x: string, at: Input, order: number, answer: string]>([
    ['log(x)', 'x', 1, 2, '(x - 1) - (x - 1)^2/2'],
    ['sin(x)', 'x', 0, 7, 'x - x^3/6 + x^5/120 - x^7/5040'],
    ['sqrt(1 + x)', 'x', 0, 3, '1 + x/2 - x^2/8 + x^3/16'],
    ['1 + x + x^2', 'x', -1, 2, '1 - (x + 1) + (x + 1)^2'],
    ['sin(x)', 'x', 'pi/6', 3, '1/2 + sqrt(3)*(x - pi/6)/2 - (x - pi/6)^2/4 - (x - pi/6)^3/(4*sqrt(3))'],
    ['e^x', 'x', 1, 2, 'e + e*(x - 1) + e*(x - 1)^2/2'],
    ['x^2*cos(x)', 'x', 'pi', 2, '-pi^2 - 2*pi*(x - pi) + (pi^2/2 - 1)*(x - pi)^2'],
    ['4.9*t^2 - t + 10', 't', 5, 2, '127.5 + 48*(t - 5) + 4.9*(t - 5)^2'],
    ['sum(k, 1, 3, x^k/k)', 'x', 0, 3, 'x + x^2/2 + x^3/3'],
    ['prod(k, 1, 3, 1 + k*x)', 'x', 0, 2, '1 + 6*x + 11*x^2'],
    ['x^x', 'x', 1, 3, '1 + (x - 1) + (x - 1)^2 + (x - 1)^3/2'],
    ['tan(x)', 'x', 0, 7, 'x + x^3/3 + 2*x^5/15 + 17*x^7/315'],
    ['f(x)', 'x', 'a', 2, "f(a) + f'(a)*(x - a) + f''(a)*(x - a)^2/2"],
    ['(1 + x)^p', 'x', 0, 2, '1 + p*x + p*(p - 1)*x^2/2'],
    ['x^5', 'x', 0, 2, '0'],
    ['7', 'x', 0, 2, '7'],
    ['x', 'x', 3, 0, '3'],
    ['abs(x)', 'x', -1, 2, '1 - (x + 1)'],
    ['max(x, x^2)', 'x', 2, 2, '4 + 4*(x - 2) + (x - 2)^2'],
    ['piecewise(x, x > 0, x^2)', 'x', -1, 2, '1 - 2*(x + 1) + (x + 1)^2'],
    ['x^2', 'x', 'a + b', 1, '(a + b)^2 + 2*(a + b)*(x - (a + b))'],
  ])('%s in %s about %s to order %i is %s', (f, x, at, order, answer) => {
    const found = taylor(f, x, at, order)
    expect(String(found)).toBe(answer)
    expect(equal(parse(answer), found)).toBe(true)
  })

  it.each<[f: string, order: number, answer: string]>([
    ['sin(x)/x', 4, '1 - x^2/6 + x^4/120'],
    ['(e^x - 1)/x', 2, '1 + x/2 + x^2/6'],
    ['x/(e^x - 1)', 4, '1 - x/2 + x^2/12 - x^4/720'],
    ['(cos(x) - 1)/x^2', 2, '-1/2 + x^2/24'],
    ['x*cot(x)', 4, '1 - x^2/3 - x^4/45'],
    ['1/sin(x) - 1/x', 3, 'x/6 + 7*x^3/360'],
    ['sinc(x)', 4, '1 - x^2/6 + x^4/120'],
  ])('removable at 0: %s', (f, order, answer) => {
    expect(String(taylor(f, 'x', 0, order))).toBe(answer)
  })

  it.each<[f: string, point: Record<string, Input>, order: number, answer: string]>([
    ['e^x*cos(y)', { x: 0, y: 0 }, 3, '1 + x + x^2/2 - y^2/2 + x^3/6 - x*y^2/2'],
    // A variable of any name.
    ['s*t', { s: 1, t: 1 }, 2, '1 + (s - 1) + (t - 1) + (s - 1)*(t - 1)'],
    ['x*y', { x: 1, y: 2 }, 2, '2 + 2*(x - 1) + (y - 2) + (x - 1)*(y - 2)'],
    ['e^(x*y)', { x: 1, y: 0 }, 2, '1 + y + (x - 1)*y + y^2/2'],
    ['x*y', { x: 1, y: 1 }, 0, '1'],
  ])('%s about %j to order %i is %s', (f, point, order, answer) => {
    expect(String(taylor(f, point, order))).toBe(answer)
  })

  it.each<[f: string, at: Input, order: number, answer: string]>([
    ['e^x', 0, 2, '1 + x + x^2/2 + e^xi*x^3/6'],
    ['log(x)', 1, 1, '(x - 1) - (x - 1)^2/(2*xi^2)'],
    ['x + xi', 0, 0, 'xi + x'],
  ])("with Lagrange's remainder: %s", (f, at, order, answer) => {
    expect(String(taylor(f, 'x', at, order, { remainder: true }))).toBe(answer)
  })

  it.each<[f: string, at: Input, code: string]>([
    ['1/x', 0, 'pole'],
    ['log(x)', 0, 'pole'],
    ['tan(x)', 'pi/2', 'pole'],
    ['gamma(x)', 0, 'pole'],
    ['abs(x)', 0, 'not-smooth'],
    ['sqrt(x)', 0, 'not-smooth'],
    ['sqrt(1 - cos(x)^2)', 0, 'not-smooth'],
    ['floor(x)', 2, 'not-smooth'],
    ['max(x, -x)', 0, 'not-smooth'],
    ['piecewise(x, x > 0, x^2)', 0, 'not-smooth'],
    ['log(x)', -1, 'not-real'],
    ['sin(x)', 'x', 'point'],
    ['[x, 1]', 0, 'shape'],
  ])('%s has none at %s', (f, at, code) => {
    expect(() => taylor(f, 'x', at, 2)).toThrow(expect.objectContaining({ code }) as FluxionError)
  })

  it('refuses names that do not occur', () => {
    expect(() => taylor('sin(x)', { order: 3 } as never)).toThrow(
      /order does not occur in sin\(x\); the order comes last/,
    )
    expect(String(taylor('f(x,y) = x^2', { x: 0, y: 0 }, 2))).toBe('x^2')
  })

  it('of a polynomial is the polynomial', () => {
    const whole = fc.integer({ min: -9, max: 9 })
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 6 }), whole, (coefficients, at) => {
        const p = coefficients.map((c, k) => `(${c})*x^${k}`).join(' + ')
        expect(String(simplify(`${taylor(p, 'x', at, coefficients.length)} - (${p})`))).toBe('0')
      }),
      { numRuns: 40 },
    )
  })

  it.each(['e^sin(x)', 'log(1 + x^2)', 'atan(x)/(2 + x)', 'erf(x)*x', 'sqrt(3 + sin(x))^3'])(
    'has the derivatives of %s at the point',
    f => {
      const p = taylor(f, 'x', '1/3', 4)
      for (let k = 0; k <= 4; k++)
        expect(evaluate(diff(p, 'x', k), { x: 1 / 3 })).toBeCloseTo(evaluate(diff(f, 'x', k), { x: 1 / 3 }), 8)
    },
  )

  it('has LaTeX in which each shift is one unit', () => {
    expect(latex(taylor('log(x)', 'x', 1, 2))).toBe('(x-1)-\\frac{(x-1)^2}{2}')
    expect(latex(taylor('cos(x)', 'x', 'pi/2', 1))).toBe('-\\left(x-\\frac{\\pi}{2}\\right)')
  })

  it('is about 0 and of order 5 where nothing is said', () => {
    expect(String(taylor('sin(x)', 'x'))).toBe('x - x^3/6 + x^5/120')
    expect(String(subs(taylor('e^x', 'x', 0, 20), { x: 1 }))).toMatch(/^\d+\/\d+$/)
  })
})
