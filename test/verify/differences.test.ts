/** Numeric derivatives: the textbook quotients to the last digit, and the chosen steps to the accuracy they promise. */
import { describe, expect, test } from 'vitest'
import { central, extrapolated, forward, oneSided, sampled } from '../../src/verify/differences.js'

const square = (x: number): number => x ** 2
const cube = (x: number): number => x ** 3

describe('quotients with a given step, digit for digit', () => {
  // The figures that Python prints for the same operations.
  test.each([
    ['forward', 'w^2', square, 3, 1e-9, 6.000000496442226],
    ['forward', '2w', (w: number) => 2 * w, 3, 1e-3, 1.9999999999997797],
    ['forward', 'w^3', cube, 2, 1e-3, 12.006000999997823],
    ['forward', '1/w', (w: number) => 1 / w, 2, 1e-3, -0.2498750624687629],
    ['forward', 'x^2', square, 4, 1e-4, 8.00009999998963],
    ['central', 'x^2', square, 4, 1e-4, 7.999999999999119],
  ] as const)('%s difference of %s', (method, _, f, x, h, expected) => {
    expect((method === 'forward' ? forward : central)(f, x, h)).toBe(expected)
  })

  test('forward difference of w^2 at 3 with step 0.001', () => {
    expect(Math.abs(forward(square, 3, 0.001) - 6.001)).toBeLessThan(1e-12)
  })
})

const functions: readonly (readonly [string, (x: number) => number, (x: number) => number])[] = [
  ['sin x', Math.sin, Math.cos],
  ['e^x', Math.exp, Math.exp],
  ['log(1 + x^2)', x => Math.log(1 + x * x), x => (2 * x) / (1 + x * x)],
  ['atan(50 x)', x => Math.atan(50 * x), x => 50 / (1 + 2500 * x * x)],
  ['sin(1000 x)', x => Math.sin(1000 * x), x => 1000 * Math.cos(1000 * x)],
  ['x^5 - x', x => x ** 5 - x, x => 5 * x ** 4 - 1],
]
const points = [-7.3, -1, -1e-3, 0, 1e-8, 0.2, 1, 12.5]

describe('chosen steps', () => {
  for (const [name, f, df] of functions) {
    test.each(points)(`extrapolated ${name} at %d is within its own error, and that is small`, x => {
      const { value, error } = extrapolated(sampled(f, x), x)
      expect(Math.abs(value - df(x))).toBeLessThanOrEqual(error + 1e-12 * Math.abs(df(x)))
      expect(error).toBeLessThanOrEqual(1e-7 * Math.max(Math.abs(df(x)), 1))
    })
    test.each(points)(`forward ${name} at %d`, x => {
      const scale = Math.max(1, Math.abs(df(x)), Math.abs(f(x)))
      expect(Math.abs(forward(f, x) - df(x))).toBeLessThanOrEqual(1e-4 * scale * Math.max(1, Math.abs(x)))
    })
  }

  test('an oscillation that wide steps alias does not pass for convergence', () => {
    const w = 2 * Math.PI * 2 ** 20
    const { value, error } = extrapolated(
      sampled(x => Math.sin(w * x), 0),
      0,
    )
    expect(Math.abs(value - w)).toBeLessThanOrEqual(Math.max(error, 1e-6 * w))
  })

  test('noise is reported as error, not as a derivative', () => {
    const noisy = sampled(x => Math.sin(x) + 1e-8 * ((x * 1e13) % 1), 1)
    const { value, error } = extrapolated(noisy, 1)
    expect(Math.abs(value - Math.cos(1))).toBeLessThanOrEqual(error)
    expect(error).toBeGreaterThan(1e-8)
  })

  test('a function that nowhere has a value has no derivative', () => {
    expect(
      extrapolated(
        sampled(() => Number.NaN, 1),
        1,
      ),
    ).toMatchObject({ value: Number.NaN, error: Number.POSITIVE_INFINITY })
  })
})

describe('one-sided', () => {
  test.each([
    ['left', -1],
    ['right', 1],
  ] as const)('|x| at 0 from the %s', (side, expected) => {
    expect(oneSided(sampled(Math.abs, 0), 0, side).value).toBeCloseTo(expected, 12)
  })
  test('x^1.5 at 0 from the right, where the left has no value', () => {
    expect(
      Math.abs(
        oneSided(
          sampled(x => x ** 1.5, 0),
          0,
          'right',
        ).value,
      ),
    ).toBeLessThan(1e-4)
  })
})
