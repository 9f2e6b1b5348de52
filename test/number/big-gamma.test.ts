/** Intervals of any place and width have the values of the functions at their points within. */
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/index.js'
import { bigEnds } from '../../src/number/big-ends.js'
import { gamma, lgamma } from '../../src/number/big-gamma.js'
import { zeta } from '../../src/number/big-zeta.js'
import { IntervalArithmetic } from '../../src/number/interval.js'
import { Rational } from '../../src/number/rational.js'

const BITS = 100
const on = new IntervalArithmetic(bigEnds(BITS))
const within = (tenths: readonly [number, number]) => {
  const [lo, hi] = tenths.map(n => on.rational(Rational.of(n, 10)))
  if (lo === undefined || hi === undefined) throw new Error('two ends')
  return on.make(lo.lo, hi.hi, false)
}

/** Of tenths. */
const isPole: Readonly<Record<string, (k: number) => boolean>> = {
  gamma: k => k <= 0 && k % 10 === 0,
  lgamma: k => k <= 0 && k % 10 === 0,
  zeta: k => k === 10,
}

describe.each([
  [3, 12],
  [3, 6],
  [1, 100],
  [0, 3],
  [0, 10],
  [-5, 7],
  [-5, 5],
  [-15, 30],
  [-25, -22],
  [-25, 3],
] as const)('from %i to %i tenths', (lo, hi) => {
  it.each([
    ['gamma', gamma],
    ['lgamma', lgamma],
    ['zeta', zeta],
  ])('%s', (name, f) => {
    const enclosure = f(on, BITS, within([lo, hi]))
    for (let k = lo; k <= hi; k++) {
      if (isPole[name]?.(k) === true) continue
      const value = evaluate(`${name}(x)`, { x: k / 10 })
      expect(enclosure && on.ends.toNumber(enclosure.lo)).toBeLessThanOrEqual(value + 1e-9 * Math.abs(value))
      expect(enclosure && on.ends.toNumber(enclosure.hi)).toBeGreaterThanOrEqual(value - 1e-9 * Math.abs(value))
    }
  })
})
