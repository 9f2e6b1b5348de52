/** Differentials, directional derivatives, divergence, curl and Laplacian as textbooks print them, and what they refuse. */
import { describe, expect, it } from 'vitest'
import {
  curl,
  type Direction,
  differential,
  directional,
  divergence,
  type FluxionError,
  type Input,
  inverse,
  laplacian,
  latex,
  simplify,
} from '../../src/index.js'

describe('differentials', () => {
  it.each([
    ['x^2*y', '2*x*y*dx + x^2*dy', '2xy\\,dx+x^2\\,dy'],
    ['x^2 + 2*x', '(2*x + 2)*dx', '(2x+2)\\,dx'],
    ['-cos(x)', 'sin(x)*dx', '\\sin(x)\\,dx'],
    ['1/x', '-1/x^2*dx', '-\\frac{1}{x^2}\\,dx'],
    ['r*theta', 'theta*dr + r*dtheta', '\\theta\\,dr+r\\,d\\theta'],
    ['f(x, y) = x + y', 'dx + dy', 'dx+dy'],
    ['5', '0', '0'],
    ['[x^2, x]', '[2*x*dx, dx]', '\\begin{bmatrix}2x\\,dx\\\\dx\\end{bmatrix}'],
  ])('%s: %s', (f, text, tex) => {
    expect([String(differential(f)), latex(differential(f))]).toEqual([text, tex])
  })

  it('by the variables named alone', () => {
    expect(String(differential('a*x^2', ['x']))).toBe('2*a*x*dx')
  })

  it('not of a function that has such a name itself', () => {
    expect(() => differential('x*dx')).toThrow(expect.objectContaining({ code: 'variable' }) as FluxionError)
  })
})

describe('directional derivatives', () => {
  it.each<[f: string, direction: Direction, answer: string]>([
    ['e^x*cos(y)', { x: 0, y: 'pi/2' }, '-e^x*sin(y)'],
    ['e^x*cos(y)', 'x=0,y=pi/2', '-e^x*sin(y)'],
    ['x*y', [1, 1], '(x + y)/sqrt(2)'],
    ['x*y', '[1, 1]', '(x + y)/sqrt(2)'],
    ['x^2*y*z', { y: 2 }, 'x^2*z'],
    ['x*y', { x: 'a', y: 'b' }, '(b*x + y*a)/sqrt(a^2 + b^2)'],
  ])('of %s along %j: %s', (f, direction, answer) => {
    expect(String(directional(f, direction))).toBe(answer)
  })

  it.each<[f: string, direction: Direction, at: Record<string, Input>, answer: string]>([
    ['x^2*y', [3, 4], { x: 2, y: 1 }, '28/5'],
    ['sin(x*y)', '[-1, 1]', { x: 3, y: 1 }, 'sqrt(2)*cos(3)'],
    ['x^2 - x*y + 3*y^2', { x: 'cos(acos(3/5))', y: 'sin(acos(3/5))' }, { x: -1, y: 2 }, '8'],
    ['sin(x)*cos(y)*e^z', [2, 2, 1], { x: 0, y: 0, z: 0 }, '2/3'],
    ['x^2*y', [3, 4], { x: 2 }, '4*(3*y + 4)/5'],
    ['x*y*z', { x: 1 }, { x: 7, y: 2, z: 3 }, '6'],
    ['sqrt(x*y)', [1, 0], { x: 0, y: 0 }, '0'],
    ['abs(x)*y', [1, 1], { x: 0, y: 0 }, '0'],
  ])('of %s along %j at %j: %s', (f, direction, at, answer) => {
    expect(String(directional(f, direction, { at }))).toBe(answer)
  })

  it.each<[f: string, direction: Direction, at: Record<string, Input>, code: string]>([
    ['x*y', [0, 0], {}, 'direction'],
    ['x*y', [1, 2, 3], {}, 'direction'],
    ['x*y', 'x', {}, 'direction'],
    ['x*y', 'x=', {}, 'point'],
    ['abs(x) + y', [1, 1], { x: 0, y: 1 }, 'not-smooth'],
    ['1/x + y', [1, 1], { x: 0, y: 1 }, 'pole'],
    ['sqrt(x*y)', [1, 1], { x: 0, y: 0 }, 'not-smooth'],
    ['cbrt(x^2*y)', [1, 1], { x: 0, y: 0 }, 'not-smooth'],
    ['x*y/(x^2 + y^2)', [1, 1], { x: 0, y: 0 }, 'kink'],
    ['[x, y]', [1, 1], {}, 'shape'],
  ])('of %s along %j at %j there is none', (f, direction, at, code) => {
    expect(() => directional(f, direction, { at })).toThrow(expect.objectContaining({ code }) as FluxionError)
  })
})

describe('vector calculus', () => {
  it.each<[of: string, found: () => unknown, answer: string]>([
    ['divergence', () => divergence('[x^2, x*y]'), '3*x'],
    ['divergence of inputs', () => divergence(['x^2', 'x*y']), '3*x'],
    ['divergence of a constant field', () => divergence('[1, 2]'), '0'],
    ['divergence with parameters', () => divergence('[a*x, b*y]', ['x', 'y']), 'a + b'],
    ['divergence of a radial field', () => divergence('[x/(x^2 + y^2), y/(x^2 + y^2)]'), '0'],
    ['divergence of a field without a variable', () => divergence('[y, 0, x]'), '0'],
    ['curl', () => curl('[-y, x, z]'), '[0, 0, 2]'],
    ['curl in the plane', () => curl('[-y, x]'), '2'],
    ['curl of fewer names', () => curl('[x^2, 0, y]'), '[1, 0, 0]'],
    ['curl of a gradient', () => curl('[2*x*y*z, x^2*z, x^2*y]'), '[0, 0, 0]'],
    ['Laplacian', () => laplacian('x^2*y^3'), '6*x^2*y + 2*y^3'],
    ['Laplacian of a harmonic function', () => laplacian('1/sqrt(x^2 + y^2 + z^2)'), '0'],
    ['Laplacian of a field', () => laplacian('[x^2*y, x]'), '[2*y, 0]'],
  ])('%s', (_, found, answer) => {
    expect(String(found())).toBe(answer)
  })

  it.each<[of: string, found: () => unknown, code: string]>([
    ['divergence of too many names', () => divergence('[a*x, b*y]'), 'components'],
    ['divergence by one name', () => divergence('[x, y]', ['x']), 'components'],
    ['curl of four components', () => curl('[a, b, c, d]'), 'components'],
    ['Laplacian of a number', () => laplacian('5'), 'variable'],
  ])('no %s', (_, found, code) => {
    expect(found).toThrow(expect.objectContaining({ code }) as FluxionError)
  })
})

describe('derivatives of inverse functions', () => {
  it.each([
    ['x^3 + x', 1, '1/(3*x^2 + 1)'],
    ['x^3 + x', 2, '-6*x/(3*x^2 + 1)^3'],
    ['e^x', 1, '1/e^x'],
    ['tan(x)', 1, 'cos(x)^2'],
    ['x^2', 0, 'x'],
  ])('%s, order %i: %s', (f, order, answer) => {
    expect(String(inverse(f, 'x', order))).toBe(answer)
  })

  it('not where there is none', () => {
    expect(() => inverse('7', 'x')).toThrow(expect.objectContaining({ code: 'no-inverse' }) as FluxionError)
  })

  it('agree with the inverse of the table', () => {
    expect(String(simplify(`${inverse('sinh(x)', 'x')} - 1/sqrt(1 + sinh(x)^2)`))).toBe('0')
  })
})
