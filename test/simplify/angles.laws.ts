/** Laws of multiple angles over random polynomials of waves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diff, equivalent, parse, trigExpand, trigReduce } from '../../src/index.js'
import { pick, type Random, seeded } from '../cases/random.js'
import { runs } from '../cases/runs.js'

const SYMBOLS = ['x', 'y', 'z']

/** An angle with whole coefficients. */
const angle = (random: Random): string =>
  Array.from(
    { length: 1 + Math.floor(random() * 2) },
    () => `${pick(random, [1, 2, 3, -1, -2])}*${pick(random, SYMBOLS)}`,
  ).join(' + ')

const wave = (random: Random, kinds: readonly string[]): string => `${pick(random, kinds)}(${angle(random)})`

function polynomial(random: Random, kinds: readonly string[]): string {
  const term = (): string =>
    `${pick(random, ['2', '-1', 'x', '1/3'])}*${Array.from({ length: 1 + Math.floor(random() * 3) }, () => wave(random, kinds)).join('*')}`
  return Array.from({ length: 1 + Math.floor(random() * 2) }, term).join(' + ')
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 })

describe('laws', () => {
  const kinds = ['sin', 'cos', 'sinh', 'cosh']

  it('reducing undoes expanding: both write one polynomial in one way', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const e = parse(polynomial(seeded(seed), kinds))
        expect(String(trigReduce(trigExpand(e)))).toBe(String(trigReduce(e)))
      }),
      runs(15),
    )
  })

  it('what vanishes reduces to 0: a product of sums minus the sum of products', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = seeded(seed)
        const [a, b] = [polynomial(random, kinds), polynomial(random, kinds)]
        expect(String(trigReduce(`(${a})*(${b}) - (${String(trigExpand(a))})*(${String(trigExpand(b))})`))).toBe('0')
      }),
      runs(6),
    )
  })

  it('keep values, also of quotients and derivatives', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = seeded(seed)
        const all = [...kinds, 'tan', 'sec', 'coth', 'csc', 'tanh']
        const e = diff(`${polynomial(random, all)}/(2 + ${wave(random, kinds)})`, 'x', { simplify: false })
        for (const other of [trigExpand(e), trigReduce(e)]) {
          const { verdict, witness } = equivalent(e, other, { samples: 4 })
          expect(verdict, `${e} became ${other}: ${JSON.stringify(witness)}`).not.toBe('refuted')
        }
      }),
      runs(3),
    )
  })
})
