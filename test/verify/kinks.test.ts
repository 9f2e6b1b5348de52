/** Which kinks a point lies on: those on the pieces in use, and no others. */
import { expect, test } from 'vitest'
import { parse } from '../../src/parse/parse.js'
import { kinksAt } from '../../src/verify/kinks.js'

const cases: readonly (readonly [string, Record<string, number>, readonly string[]])[] = [
  ['max(x, y)', { x: 3, y: 3 }, ['max(x, y)']],
  ['max(x, y)', { x: 2, y: 4 }, []],
  ['min(x, y, z)', { x: 1, y: 5, z: 1 }, ['min(x, y, z)']],
  ['min(x, y, z)', { x: 1, y: 5, z: 5 }, []],
  ['abs(x)', { x: 0 }, ['abs(x)']],
  ['abs(x)', { x: 1e-12 }, []],
  ['sin(abs(x - 0.3))', { x: 0.1 + 0.2 }, ['abs(x - 0.3)']],
  ['max(x, abs(y))', { x: 3, y: 0 }, []],
  ['max(x, abs(y))', { x: -3, y: 0 }, ['abs(y)']],
  ['relu(abs(x) - 1)', { x: 0 }, []],
  ['relu(abs(x) + 1)', { x: 0 }, ['abs(x)']],
  ['sign(abs(x) + 1)', { x: 0 }, []],
  ['piecewise(x, x < 1, x^2)', { x: 1 }, ['piecewise(x, x < 1, x^2)']],
  ['piecewise(x, x < 1, x^2)', { x: 2 }, []],
  ['piecewise(x, x < 1, abs(x - 2), x < 3, 1)', { x: 2 }, ['abs(x - 2)']],
  ['piecewise(x, x < 1, abs(x), x < 3, 1)', { x: 0 }, []],
  ['piecewise(1, x < 0 or y < 0, 2)', { x: 1, y: 0 }, ['piecewise(1, x < 0 or y < 0, 2)']],
  ['piecewise(1, abs(x) < 1, 2)', { x: 0 }, []],
  ['sqrt(x^2 + y^2)', { x: 0, y: 0 }, ['sqrt(x^2 + y^2)']],
  ['x^2 + sin(x)', { x: 0 }, []],
  ['cbrt(x)', { x: 0 }, ['cbrt(x)']],
  ['hypot(x, y, z)', { x: 0, y: 0, z: 0 }, ['hypot(x, y, z)']],
  ['hypot(x, y, z)', { x: 0, y: 0, z: 1 }, []],
  ['floor(x)', { x: 3 }, ['floor(x)']],
  ['floor(x)', { x: 3.5 }, []],
  ['acos(cos(x))', { x: 0 }, ['acos(cos(x))']],
  ['atan2(y, x)', { x: -1, y: 0 }, ['atan2(y, x)']],
  ['atan2(y, x)', { x: 1, y: 0 }, []],
  ['atan2(y, x)', { x: -1, y: 2 }, []],
  ['atan2(y, x)', { x: 0, y: 0 }, ['atan2(y, x)']],
]

test.each(cases)('%s at %o', (text, at, expected) => {
  expect(kinksAt(parse(text), new Map(Object.entries(at))).map(k => String(k.of))).toEqual(expected)
})

test('the boundary of a fold is the difference of the two arguments that tie', () => {
  const [kink] = kinksAt(parse('max(x, 2*y, z)'), new Map(Object.entries({ x: 1, y: 2, z: 4 })))
  expect(String(kink?.boundary)).toBe(String(parse('2*y - z')))
})
