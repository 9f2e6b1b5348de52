/** The form "stable" keeps the values of random formulas. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diff, equivalent, parse, simplify, stable } from '../../src/index.js'
import { pick, type Random, seeded } from '../cases/random.js'
import { runs } from '../cases/runs.js'

const ATOMS = ['e^x', 'e^(-x)', 'e^y', 'e^(2*x)', 'e^(x - y)', 'x', '1', '2', 'e^(x^2)', 'erfc(x)', 'cosh(x)', 'cos(y)']

/** A random quotient, logarithm or root of sums of exponentials. */
function formula(random: Random): string {
  const atom = (): string => pick(random, ATOMS)
  const total = (): string =>
    Array.from({ length: 2 + Math.floor(random() * 2) }, atom).join(pick(random, [' + ', ' + ', ' - ']))
  const kinds = [
    () => `(${total()})/(${total()})^${1 + Math.floor(random() * 3)}`,
    () => `${atom()}*(${total()})/((${total()})*(1 + ${atom()}))`,
    () => `log(${total()})`,
    () => `log(${atom()}*(${total()}))`,
    () => `sqrt(${total()}) - ${atom()}`,
    () => `${atom()}*${atom()}/sqrt(1 + ${atom()})`,
  ]
  return pick(random, kinds)()
}

describe('the form keeps values', () => {
  it('of random quotients, logarithms and roots, and of their derivatives', () => {
    const seen = { verified: 0, refuted: 0, unknown: 0 }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), seed => {
        const e = parse(formula(seeded(seed)))
        if (e.kind === 'num') return
        const short = seed % 2 === 0 ? simplify(e) : diff(e, 'x')
        const shape = stable(short)
        const { verdict, witness, values } = equivalent(short, shape, { samples: 8 })
        expect(verdict, `${short} and ${shape} at ${JSON.stringify([witness, values])}`).not.toBe('refuted')
        seen[verdict]++
      }),
      runs(10),
    )
    expect(seen.verified / (seen.verified + seen.unknown)).toBeGreaterThan(0.8)
  })
})
