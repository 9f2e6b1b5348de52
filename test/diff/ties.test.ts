/** Derivatives where branches meet, and of branches that hold at single points. */
import { describe, expect, it } from 'vitest'
import { diff, evaluate } from '../../src/index.js'

/** The function, a point, the derivative there. */
const CASES: readonly (readonly [string, number, number])[] = [
  ['if(x == 2, 4, x^2)', 2, 4],
  ['if(x == 2, 4, x^2)', 3, 6],
  ['if(x != 2, x^2, 4)', 2, 4],
  ['if(x == 0, 0, sin(x))', 0, 1],
  ['if(x < 1, x^2, if(x == 1, 1, 2*x - 1))', 1, 2],
  ['if(x == 0, 1, sin(x)/x)', 0, 0],
  ['if(x == 0, 1, (exp(x) - 1)/x)', 0, 1 / 2],
  ['if(x == 0, 0, (1 - cos(x))/x)', 0, 1 / 2],
  ['if(x == 1, 1, log(x)/(x - 1))', 1, -1 / 2],
  ['if(x == 0, 1/2, (exp(x) - 1 - x)/x^2)', 0, 1 / 6],
  ['if(x == y, 2*y, (x^2 - y^2)/(x - y))', 2, 1],
  ['if(x == y, x^2, x*y)', 2, 2],
  ['clamp(1, x, x)', 1, 1],
  ['clamp(1, x, x)', 5, 1],
  ['relu(x) - relu(-x)', 0, 1],
  ['relu(x) - relu(-x)', -3, 1],
  ['relu(2*x - 2) - relu(2 - 2*x)', 1, 2],
  ['max(3, x)*min(3, x)', 3, 3],
  ['max(x, y)*min(x, y)', 2, 2],
  ['max(x, y) + min(x, y)', 2, 1],
  ['max(x, 2) - max(2, x)', 2, 0],
  ['abs(x) - relu(x) - relu(-x)', 0, 0],
  ['max(x, -x) - abs(x)', 0, 0],
  ['if(x > 0, x, sin(x))', 0, 1],
  ['if(x > 0, x^2, 0)', 0, 0],
  ['x*abs(x)', 0, 0],
  // Where the sides differ the first argument counts.
  ['max(x, 3)', 3, 1],
  ['max(3, x)', 3, 0],
  ['relu(x)', 0, 0],
  ['abs(x)', 0, 0],
  ['clamp(x, 0, 1)', 1, 1],
  ['relu(x) + relu(-x)', 0, 0],
]

describe('derivatives at points where branches meet', () => {
  it.each(CASES)('%s at %d', (text, x, slope) => expect(evaluate(diff(text, 'x'), { x, y: 2 })).toBeCloseTo(slope, 12))

  it.each([
    ['if(x == 0, 1, sin(x)/x)', -1 / 3],
    ['if(x == 0, 1, (exp(x) - 1)/x)', 1 / 3],
  ])('%s, twice, at 0', (text, slope) => expect(evaluate(diff(text, 'x', 2), { x: 0 })).toBeCloseTo(slope, 12))

  it.each([
    ['if(x == 2, 5, x^2)', 2],
    ['if(x != 2, x^2, 5)', 2],
    ['if(x == 1, 2, x)', 1],
    ['if(x == 0, 0, (exp(x) - 1)/x)', 0],
    ['if(x == 0, 1, abs(x)/x)', 0],
    ['if(x == 0, 1, y/x)', 0],
    // There is a derivative, 0, but no formula has it.
    ['if(x == 0, 0, x^2*sin(1/x))', 0],
  ])('%s has no value at %d', (text, x) => {
    const d = diff(text, 'x')
    expect(() => evaluate(d, { x, y: 2 })).toThrow()
    expect(evaluate(d, { x: x + 1, y: 2 })).toSatisfy(Number.isFinite)
  })

  it.each([
    ['relu(x) - relu(-x)', '1'],
    ['max(3, x)*min(3, x)', '3'],
    ['if(x == 0, 0, sin(x))', 'cos(x)'],
    ['if(x != 2, x^2, 4)', '2*x'],
    ['max(x, 3)', 'piecewise(1, x >= 3, 0)'],
    ['0^x', 'piecewise(0, x > 0)'],
    ['root(0, x)', 'piecewise(0, x > 0)'],
  ])('%s by x is %s', (text, answer) => expect(String(diff(text, 'x'))).toBe(answer))
})
