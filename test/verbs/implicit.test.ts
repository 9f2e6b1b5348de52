/** Implicit derivatives as answer keys print them; each has the value that the other side of the curve's parametrisation gives. */
import { describe, expect, it } from 'vitest'
import { evaluate, type FluxionError, implicit, latex } from '../../src/index.js'

describe('implicit derivatives', () => {
  it.each<[equation: string, y: string, x: string, order: number, answer: string]>([
    ['x^2 + y^2 = 25', 'y', 'x', 1, '-x/y'],
    ['x^2 + y^2 = 25', 'y', 'x', 2, '-25/y^3'],
    ['x^2 + y^2 = 25', 'y', 'x', 3, '-75*x/y^5'],
    ['x^2 + y^2 = 25', 'y', 'x', 0, 'y'],
    ['x^2 + y^2 - 25', 'y', 'x', 1, '-x/y'],
    ['x^2 + y^2 = 25', 'x', 'y', 1, '-y/x'],
    ['x^2 + y^2 = a^2', 'y', 'x', 2, '-a^2/y^3'],
    ['y^3 + x^3 - 3*x*y = 0', 'y', 'x', 1, '(y - x^2)/(y^2 - x)'],
    ['x^2 + x*y + y^2 = 7', 'y', 'x', 1, '-(2*x + y)/(x + 2*y)'],
    ['x^2 + x*y + y^2 = 7', 'y', 'x', 2, '-42/(x + 2*y)^3'],
    ['x^3 + y^3 = 1', 'y', 'x', 2, '-2*x/y^5'],
    ['sqrt(x) + sqrt(y) = 1', 'y', 'x', 2, '1/(2*x^(3/2))'],
    ['x^2/4 + y^2/9 = 1', 'y', 'x', 2, '-81/(4*y^3)'],
    ['4*cos(x)*sin(y) = 1', 'y', 'x', 1, 'tan(x)*tan(y)'],
    ['sin(y) = x', 'y', 'x', 2, 'sec(y)^2*tan(y)'],
    ['z*y - y + x = log(x*y*z)', 'z', 'x', 1, 'z*(1 - x)/(x*(z*y - 1))'],
    ['y = x^2', 'y', 'x', 1, '2*x'],
    ['\\sqrt{x} + \\sqrt{y} = 9', 'y', 'x', 1, '-sqrt(y)/sqrt(x)'],
    ['e^2 + t = 1', 'e', 't', 1, '-1/(2*e)'],
  ])('%s: %s by %s, %i times, is %s', (equation, y, x, order, answer) => {
    expect(String(implicit(equation, y, x, order))).toBe(answer)
  })

  it.each<[string, string, string, string]>([
    ['z = 1', 'y', 'x', 'dependent'],
    ['x = y - y', 'y', 'x', 'dependent'],
    ['x^2 + y^2 = 1', 'y', 'y', 'dependent'],
    ['[x*y, y]', 'y', 'x', 'shape'],
  ])('%s: %s by %s is refused', (equation, y, x, code) => {
    expect(() => implicit(equation, y, x)).toThrow(expect.objectContaining({ code }) as FluxionError)
  })

  // On y = cbrt(1 - x^3) the derivatives are those of the explicit function.
  it.each([1, 2, 3])('agrees with the explicit function, order %i', order => {
    const explicit = ['-x^2/(1 - x^3)^(2/3)', '-2*x/(1 - x^3)^(5/3)', '-2*(1 + 4*x^3)/(1 - x^3)^(8/3)'][
      order - 1
    ] as string
    const at = { x: 0.4, y: (1 - 0.4 ** 3) ** (1 / 3) }
    const found = evaluate(implicit('x^3 + y^3 = 1', 'y', 'x', order), at)
    expect(found).toBeCloseTo(evaluate(explicit, { x: 0.4 }), 9)
  })

  it('has LaTeX, and keeps to a form that is asked for', () => {
    expect(latex(implicit('x^2 + y^2 = 25', 'y', 'x'))).toBe('-\\frac{x}{y}')
    expect(String(implicit('x^2*y + y = x', 'y', 'x', 1, { form: 'raw' }))).toBe('-(2*x*y - 1)/(x^2 + 1)')
  })
})
