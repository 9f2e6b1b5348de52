/** Our own elementary functions: their error against many digits, their values where they are left to `Math`, and their generated form. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementaryDoubles } from '../../../grammar/elementary.js'
import { evaluate } from '../../../src/evaluate/evaluate.js'
import type { Expr } from '../../../src/expr/node.js'
import * as E from '../../../src/number/elementary/doubles.js'
import { Rational } from '../../../src/number/rational.js'
import { parse } from '../../../src/parse/parse.js'

/** The distance of two neighbouring doubles near a value that is not tiny. */
const unit = (y: number): number => 2 ** (Math.floor(Math.log2(Math.abs(y))) - 52)

/** The error of a double in units of its last place. */
function unitsOff(found: number, e: Expr, at: Readonly<Record<string, number>>): number {
  const exactly = Object.fromEntries(Object.entries(at).map(([name, x]) => [name, Rational.fromDouble(x)]))
  const value = evaluate(e, exactly, { precision: 40 })
  if (value.sign === 0) return found === 0 ? 0 : Infinity
  const size = Rational.parse(value.toString().replace(/^-/, ''))
  return (
    Math.abs(
      Rational.fromDouble(found * value.sign)
        .sub(size)
        .toNumber(),
    ) / unit(size.toNumber())
  )
}

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const quarters = fc.tuple(fc.integer({ min: 1, max: 7000 }), fc.integer({ min: -8, max: 8 }))
const nearQuarter = quarters.map(([n, d]) => n * (Math.PI / 2) * (1 + d * Number.EPSILON))
const sized = fc.tuple(within(0.5, 1), fc.integer({ min: -1000, max: 1000 })).map(([m, k]) => m * 2 ** k)
const tiny = fc.tuple(within(-1, 1), fc.integer({ min: 0, max: 60 })).map(([m, k]) => m * 2 ** -k)

type Case = readonly [name: string, f: (x: number) => number, most: number, points: fc.Arbitrary<number>]

const UNARY: readonly Case[] = [
  ['exp', E.exp, 0.8, within(-700, 700)],
  ['exp', E.exp, 0.8, within(-1, 1)],
  ['expm1', E.expm1, 1.2, within(-700, 700)],
  ['expm1', E.expm1, 1.2, within(-40, 40)],
  ['expm1', E.expm1, 1, within(-1, 1)],
  ['expm1', E.expm1, 1, tiny],
  ['log1p', E.log1p, 0.8, sized.map(Math.abs)],
  ['log1p', E.log1p, 0.8, within(-0.999, 1)],
  ['log1p', E.log1p, 0.8, tiny],
  ['sigmoid', E.sigmoid, 2, within(-30, 30)],
  ['log', E.log, 0.8, sized],
  ['log', E.log, 0.8, within(0.5, 2)],
  ['tanh', E.tanh, 1.5, within(-20, 20)],
  ['tanh', E.tanh, 1.5, within(-1, 1)],
  ['sech', E.sech, 2, within(-20, 20)],
  ['sech', E.sech, 2, within(-700, 700)],
  ['sin', E.sin, 0.8, within(-8, 8)],
  ['sin', E.sin, 0.8, nearQuarter],
  ['cos', E.cos, 0.8, within(-12000, 12000)],
  ['cos', E.cos, 0.8, nearQuarter],
  ['tan', E.tan, 2, within(-8, 8)],
  ['tan', E.tan, 2, nearQuarter],
  ['sec', E.sec, 2, within(-8, 8)],
  ['sec', E.sec, 2, nearQuarter],
]

describe('the error in units of the last place', () => {
  it.each(UNARY)('%s, %#', (name, f, most, points) => {
    const e = parse(`${name}(x)`)
    fc.assert(
      fc.property(points, x => {
        if (Math.abs(x) > 1e-200) expect(unitsOff(f(x), e, { x })).toBeLessThan(most)
      }),
      { seed: 7, numRuns: 150 },
    )
  })

  it.each([
    [within(0.01, 20), within(-20, 20)],
    [within(0.9, 1.1), within(-300, 300)],
    [sized, within(-0.9, 0.9)],
  ])('pow, %#', (bases, exponents) => {
    const e = parse('x^y')
    fc.assert(
      fc.property(bases, exponents, (x, y) => {
        if (Math.abs(y) > 1e-200) expect(unitsOff(E.pow(x, y), e, { x, y })).toBeLessThan(2)
      }),
      { seed: 7, numRuns: 150 },
    )
  })
})

describe('where they are left to others', () => {
  const NUMBERS = [
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    1e300,
    -1e300,
    1e-310,
    -1e-310,
    5e-324,
    750,
    -750,
    13_000,
    -1,
  ]
  const same = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 2e-16 * Math.abs(b)

  it.each([
    ['exp', E.exp, Math.exp],
    ['expm1', E.expm1, Math.expm1],
    ['log', E.log, Math.log],
    ['log1p', E.log1p, Math.log1p],
    ['tanh', E.tanh, Math.tanh],
    ['sin', E.sin, Math.sin],
    ['cos', E.cos, Math.cos],
    ['tan', E.tan, Math.tan],
    ['sec', E.sec, (x: number) => 1 / Math.cos(x)],
    ['sech', E.sech, (x: number) => (Math.abs(x) > 700 ? 2 * Math.exp(-Math.abs(x)) : 1 / Math.cosh(x))],
  ])('%s is what Math says', (_, f, g) => {
    for (const x of NUMBERS) expect(same(f(x), g(x)), `at ${x}: ${f(x)}, not ${g(x)}`).toBe(true)
  })

  it('a power, but of NaN to 0, which has no value', () => {
    for (const x of NUMBERS)
      for (const y of [...NUMBERS, 3, 0.5]) {
        const expected = Number.isNaN(x) ? Number.NaN : x ** y
        expect(same(E.pow(x, y), expected), `${x} to ${y}: ${E.pow(x, y)}`).toBe(true)
      }
  })

  it('a logistic function far out', () => {
    expect([-Infinity, -800, -740, 800, Infinity].map(E.sigmoid)).toEqual([0, 0, Math.exp(-740), 1, 1])
    expect(E.sigmoid(Number.NaN)).toBeNaN()
  })
})

it('doubles.ts is what the algorithms say: run `npm run generate`', () => {
  expect(elementaryDoubles()).toBe(
    readFileSync(new URL('../../../src/number/elementary/doubles.ts', import.meta.url), 'utf8'),
  )
})
