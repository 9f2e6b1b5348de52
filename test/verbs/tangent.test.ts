/** Tangent lines and planes as answer keys print them; and the law that value and slopes are those of what is touched. */
import { describe, expect, it } from 'vitest'
import { diff, evaluate, type FluxionError, type Input, latex, tangent } from '../../src/index.js'

type Point = Readonly<Record<string, Input>>

describe('tangents', () => {
  it.each<[f: string, at: Point, answer: string]>([
    ['x^2', { x: 3 }, '6*x - 9'],
    ['x^2 + x', { x: 1 }, '3*x - 1'],
    ['7/x', { x: 3 }, '-7*x/9 + 14/3'],
    ['4 - 3*x', { x: 7 }, '-3*x + 4'],
    ['y = x^2', { x: 3 }, '6*x - 9'],
    ['f(x) = x^2', { x: 3 }, '6*x - 9'],
    ['7', { x: 1 }, '7'],
    ['x^2', { x: 0 }, '0'],
    ['10*e^(0.5*x)', { x: 0 }, '5*x + 10'],
    ['3*x^2 - pi^3', { x: 4 }, '24*x - 48 - pi^3'],
    ['x^(sin(x) + 2)', { x: 'pi/2' }, '3*pi^2*x/4 - pi^3/4'],
    ['a*x^2', { x: 'b' }, '2*a*b*x - a*b^2'],
    ['sin(x)/x', { x: 0 }, '1'],
    ['x^2 + y^3', { x: 3, y: 1 }, '6*x + 3*y - 11'],
    ['sin(x*y)', { x: 'pi', y: '1/2' }, '1'],
    ['z = e^x + 2/y', { x: 0, y: 1 }, 'x - 2*y + 5'],
  ])('of the function %s at %j: %s', (f, at, answer) => {
    expect(String(tangent(f, at))).toBe(answer)
  })

  it.each<[f: string, at: Point, answer: string]>([
    ['x^2 + y^2 = 25', { x: 3, y: -4 }, '3*x/4 - 25/4'],
    ['x^2 + y^2 = 25', { y: -4, x: 3 }, '3*x/4 - 25/4'],
    ['x^2 + y^2 = 25', { x: 0, y: 5 }, '5'],
    ['x^2 + y^2 = 25', { x: 5, y: 0 }, 'x == 5'],
    ['x^2 + y^2 = 2', { x: 1, y: 1 }, '-x + 2'],
    ['atan(x + y) = x^2 + pi/4', { x: 0, y: 1 }, '-x + 1'],
    ['y^3 + x^3 - 3*x*y = 0', { x: '3/2', y: '3/2' }, '-x + 3'],
    ['y = x^2', { x: 3, y: 9 }, '6*x - 9'],
    ['z = e^x + 2/y', { x: 0, y: 1, z: 3 }, 'x - 2*y + 5'],
    ['x*y^2 - x*z^2 = 0', { x: 2, y: 1, z: -1 }, '-y'],
    ['x^2 + y^2 + z^2 = 1', { x: 0, y: 1, z: 0 }, 'y == 1'],
  ])('of the equation %s at %j: %s', (f, at, answer) => {
    expect(String(tangent(f, at))).toBe(answer)
  })

  it.each<[f: string, at: Point, answer: string]>([
    ['[t^2 - t, t^2 + t]', { t: 1 }, '3*x + 2'],
    ['[e^sqrt(t), 1 - log(t^2)]', { t: 1 }, '-4*x/e + 5'],
    ['[sec(t), tan(t)]', { t: 'pi/4' }, 'sqrt(2)*x - 1'],
    ['[t^2, t^3]', { t: 0 }, '0'],
    ['[cos(t), sin(t)]', { t: 0 }, 'x == 1'],
    ['[cos(t), sin(t), t]', { t: 0 }, '[1, t, t]'],
  ])('of the curve %s at %j: %s', (f, at, answer) => {
    expect(String(tangent(f, at))).toBe(answer)
  })

  it.each<[f: string, at: Point, answer: string]>([
    ['x^2', { x: 3 }, '6*(x - 3) + 9'],
    ['x^2', { x: -3 }, '-6*(x + 3) + 9'],
    ['cot(x)', { x: 'pi/4' }, '-2*(x - pi/4) + 1'],
    ['x^2 + y^3', { x: 3, y: 1 }, '6*(x - 3) + 3*(y - 1) + 10'],
    ['x^2 + y^2 = 25', { x: 3, y: -4 }, '3*(x - 3)/4 - 4'],
  ])('by a point and the slope: %s at %j: %s', (f, at, answer) => {
    expect(String(tangent(f, at, { form: 'point-slope' }))).toBe(answer)
  })

  it.each<[f: string, at: Point, code: string]>([
    ['x^2 + y^2 = 25', { x: 5, y: 1 }, 'off-curve'],
    ['x^2 + y^2 = 25', { x: 3 }, 'point'],
    ['x^2 + y^2 = 25', { x: 3, z: 4 }, 'point'],
    ['y^2 = x^3', { x: 0, y: 0 }, 'singular-point'],
    ['abs(x)', { x: 0 }, 'not-smooth'],
    ['1/x', { x: 0 }, 'pole'],
    ['log(x)', { x: -1 }, 'not-real'],
    // Both partial derivatives are 0.
    ['sqrt(x*y)', { x: 0, y: 0 }, 'kink'],
    ['x*y/(x^2 + y^2)', { x: 0, y: 0 }, 'kink'],
    ['cbrt(x^2*y)', { x: 0, y: 0 }, 'kink'],
    ['x^2', {}, 'point'],
    ['[1, 2]', { t: 0 }, 'singular-point'],
  ])('of %s at %j there is none', (f, at, code) => {
    expect(() => tangent(f, at)).toThrow(expect.objectContaining({ code }) as FluxionError)
  })

  it.each(['x^3 - 2*x', 'e^sin(x)', 'x/(x^2 + 1)', 'atan(x)*log(x)', 'x^x', 'erf(x)'])('touches %s', f => {
    const line = tangent(f, { x: '7/5' })
    const at = { x: 1.4 }
    expect(evaluate(line, at)).toBeCloseTo(evaluate(f, at), 10)
    expect(evaluate(diff(line, 'x'), at)).toBeCloseTo(evaluate(diff(f, 'x'), at), 10)
  })

  it('has LaTeX', () => {
    expect(latex(tangent('x^2 + y^2 = 25', { x: 3, y: -4 }))).toBe('\\frac{3x}{4}-\\frac{25}{4}')
  })
})
