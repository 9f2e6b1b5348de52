/** The order of products: the cheapest one for few factors, a good one for many, in every case a whole one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Contraction, contractionOrder, costOf, type Pair } from '../../../src/compile/tensor/contraction-order.js'
import { stepsLeft, working } from '../../../src/work.js'

/** The least cost over all ways to pair, by trying them. */
function cheapest(c: Contraction): number {
  let best = Number.POSITIVE_INFINITY
  const search = (alive: readonly number[], pairs: readonly Pair[]): void => {
    if (alive.length === 1) best = Math.min(best, costOf(c, pairs))
    for (const [i, a] of alive.entries())
      for (const b of alive.slice(i + 1)) {
        const rest = alive.filter(k => k !== a && k !== b)
        search([...rest, c.factors.length + pairs.length], [...pairs, [a, b]])
      }
  }
  search(
    c.factors.map((_, k) => k),
    [],
  )
  return best
}

const contractions: fc.Arbitrary<Contraction> = fc
  .record({
    factors: fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
    kept: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
    sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ factors, kept, sizes }) => ({
    factors,
    kept: kept.filter(c => factors.some(f => f.includes(c))),
    size: c => sizes[c] as number,
  }))

describe('the order of a product', () => {
  it('costs no more than any other', () => {
    fc.assert(
      fc.property(contractions, c => {
        expect(costOf(c, contractionOrder(c))).toBe(cheapest(c))
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['a matrix chain with a vector goes from the vector', [[0, 1], [1, 2], [2, 3], [3]], [0], 3 * 100 ** 2],
    [
      'the textbook chain',
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      [0, 3],
      undefined,
    ],
  ])('%s', (_, factors, kept, cost) => {
    const c: Contraction = { factors, kept, size: () => 100 }
    expect(contractionOrder(c)).toHaveLength(factors.length - 1)
    if (cost !== undefined) expect(costOf(c, contractionOrder(c))).toBe(cost)
  })

  it('weighs each pair of a long chain once', () => {
    const chain = (n: number): Contraction => ({
      factors: Array.from({ length: n }, (_, k) => [k, k + 1]),
      kept: [0, n],
      size: c => 2 + (c % 7),
    })
    const steps = (n: number): number =>
      working({}, () => {
        const before = stepsLeft()
        expect(contractionOrder(chain(n))).toHaveLength(n - 1)
        return before - stepsLeft()
      })
    expect(steps(200) / steps(100)).toBeLessThan(4)
    expect(steps(200)).toBeLessThan(50_000)
  })

  it('takes what is known for nothing', () => {
    // (A*B)*C is dearer than A*(B*C) here, unless A*B is there already.
    const sizes = [10, 100, 20, 3]
    const c: Contraction = {
      factors: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      kept: [0, 3],
      size: k => sizes[k] as number,
    }
    expect(contractionOrder(c)[0]).toEqual([1, 2])
    expect(contractionOrder({ ...c, known: some => some.join() === '0,1' })[0]).toEqual([0, 1])
  })

  it.each([10, 40, 300])('pairs %d factors of a chain, and never builds an outer product in it', n => {
    const factors = Array.from({ length: n }, (_, k) => [k, k + 1])
    const c: Contraction = { factors, kept: [0, n], size: () => 10 }
    const order = contractionOrder(c)
    expect(order).toHaveLength(n - 1)
    expect(costOf(c, order)).toBe((n - 1) * 1000)
  })
})
