/** Series and continued fractions end where there is no value, instead of going on with it. */
import { describe, expect, it } from 'vitest'
import { continuedFraction, series } from '../../src/functions/kernels/complex-series.js'
import { complex } from '../../src/number/complex.js'

describe('what has no value', () => {
  it('ends a series', () => {
    let count = 0
    const value = series(complex(1), () => {
      count++
      return complex(Number.NaN)
    })
    expect([Number.isNaN(value.re), count]).toEqual([true, 1])
  })
  it('ends a continued fraction', () => {
    let count = 0
    const value = continuedFraction(
      () => {
        count++
        return complex(Number.NaN)
      },
      () => complex(1),
    )
    expect(Number.isNaN(value.re)).toBe(true)
    expect(count).toBeLessThan(5)
  })
})
