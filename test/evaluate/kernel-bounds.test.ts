/** The error bounds that intervals rely on, measured: real kernels against values of 30 digits at random points. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/evaluate/evaluate.js'
import { call } from '../../src/expr/build.js'
import { sym } from '../../src/expr/node.js'
import { numericOf } from '../../src/functions/numerics.js'
import { allRows } from '../../src/functions/table.js'
import { LIBRARY_UNITS } from '../../src/number/doubles.js'
import { Rational } from '../../src/number/rational.js'

const POINTS = 400

/** Functions that have no high precision: their bound is that of their own tables. */
const UNMEASURED = new Set(['erfinv'])

const measured = [...allRows()].flatMap(row => {
  const unary = typeof row.args === 'number' ? row.args === 1 : row.args[0] === 1
  if (!unary || row.structure || UNMEASURED.has(row.name)) return []
  try {
    const numeric = numericOf(row)
    return numeric.monotone === undefined ? [] : [[row.name, numeric] as const]
  } catch {
    return []
  }
})

/** Points of every size on both sides, and near 1. */
function points(): number[] {
  const exponent = (min: number, max: number) => fc.integer({ min: min * 1e6, max: max * 1e6 }).map(k => 2 ** (k / 1e6))
  const size = exponent(-12, 9)
  const near = fc.tuple(exponent(-20, -1), fc.constantFrom(1, -1)).map(([d, s]) => 1 + s * d)
  const any = fc.tuple(fc.oneof({ weight: 3, arbitrary: size }, { weight: 1, arbitrary: near }), fc.constantFrom(1, -1))
  return fc.sample(any, { numRuns: POINTS, seed: 11 }).map(([x, s]) => x * s)
}

describe('the relative error in units of 2^-52', () => {
  it('many functions state that they rise or fall', () => expect(measured.length).toBeGreaterThan(30))

  it.each(measured)('%s', (name, { real, units = LIBRARY_UNITS }) => {
    let [worst, at, compared] = [0, 0, 0]
    for (const x of points()) {
      const found = real(x)
      if (!Number.isFinite(found) || Math.abs(found) < 1e-290) continue
      const e = call(name, [sym('x')])
      const value = evaluate(e, { x: Rational.fromDouble(x) }, { precision: 30, undefined: 'nan' })
      if (Number.isNaN(value.sign) || value.sign === 0) continue
      compared++
      const exact = Rational.parse(value.toString().replace(/^-/, ''))
      const error =
        Rational.fromDouble(found * value.sign)
          .div(exact)
          .sub(Rational.ONE)
          .toNumber() *
        2 ** 52
      if (Math.abs(error) > worst) [worst, at] = [Math.abs(error), x]
    }
    expect(compared).toBeGreaterThan(40)
    expect(worst, `at ${at}`).toBeLessThanOrEqual(units === 0 ? 1e-9 : units * 0.8)
  })
})
