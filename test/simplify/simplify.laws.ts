/** Laws of simplification over random trees. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { product, sum } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { complex } from '../../src/number/complex.js'
import { cost } from '../../src/simplify/cost.js'
import { simplify } from '../../src/simplify/simplify.js'
import { runs, scaled } from '../cases/runs.js'
import { canonical, POINTS, shown, trees } from '../cases/trees.js'
import { agree, structure, valueAt } from '../cases/value.js'

const functions = [
  'sin',
  'cos',
  'tan',
  'log',
  'exp',
  'sqrt',
  'abs',
  'sinh',
  'cosh',
  'tanh',
  'asin',
  'atan',
  'sigmoid',
  'sign',
  'sec',
]
const tree = trees({ symbols: ['x', 'y'], constants: ['pi', 'e'], functions, depth: 3 })

/** How many rules that may lengthen were used. */
function shorten(e: Expr): { result: Expr; always: number } {
  let always = 0
  const lengthening = /_value$|_inverse$|arc|arsinh|log_of|power_of|abs_of|sign_of/
  const result = simplify(e, { record: rule => (always += lengthening.test(rule) ? 1 : 0) })
  return { result, always }
}

describe('laws', () => {
  it('keeps the value at real points, which may lead through complex values', () => {
    let compared = 0
    const real = fc.constantFrom(-3.7, -2, -1.25, -1, -0.5, 0, 0.25, 0.75, 1, 2, 3.5)
    fc.assert(
      fc.property(tree, fc.array(fc.tuple(real, real), { minLength: 4, maxLength: 4 }), (t, points) => {
        const e = canonical(t)
        const short = simplify(e)
        for (const [x, y] of points) {
          const at = new Map([
            ['x', complex(x)],
            ['y', complex(y)],
          ])
          const [before, after] = [valueAt(e, at), valueAt(short, at)]
          const verdict = agree(before, after)
          if (verdict === 'different') {
            expect.fail(
              `${structure(e)}\n became ${structure(short)}\n at ${x}, ${y}: ${JSON.stringify([before, after])}`,
            )
          }
          if (verdict === 'same') compared++
        }
      }),
      runs(120),
    )
    expect(compared).toBeGreaterThan(scaled(120))
  })

  it('keeps the value at complex points in the complex domain', () => {
    let compared = 0
    const point = fc.constantFrom(...POINTS)
    fc.assert(
      fc.property(tree, fc.array(fc.tuple(point, point), { minLength: 4, maxLength: 4 }), (t, points) => {
        const e = canonical(t)
        const short = simplify(e, { domain: 'complex' })
        for (const [x, y] of points) {
          const at = new Map([
            ['x', x],
            ['y', y],
          ])
          const [before, after] = [valueAt(e, at), valueAt(short, at)]
          const verdict = agree(before, after)
          if (verdict === 'different') {
            expect.fail(`${structure(e)}\n became ${structure(short)}\n at ${JSON.stringify([x, y, before, after])}`)
          }
          if (verdict === 'same') compared++
        }
      }),
      runs(80),
    )
    expect(compared).toBeGreaterThan(scaled(80))
  })

  it('never lengthens, but by rules that take a function away', () => {
    fc.assert(
      fc.property(tree, t => {
        const e = canonical(t)
        const { result, always } = shorten(e)
        if (always === 0) expect(cost(result, new Map()), shown(t)).toBeLessThanOrEqual(cost(e, new Map()))
      }),
      runs(60),
    )
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(tree, t => {
        const once = simplify(canonical(t))
        const twice = simplify(once)
        if (!equal(once, twice)) expect.fail(`${shown(t)}: ${structure(once)} and then ${structure(twice)}`)
      }),
      runs(60),
    )
  })

  it('does not depend on the order in which terms and factors came', () => {
    const several = fc.array(trees({ symbols: ['x', 'y'], functions, depth: 2 }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(several, ts => {
        const parts = ts.map(canonical)
        const back = [...parts].reverse()
        expect(structure(simplify(sum(back)))).toBe(structure(simplify(sum(parts))))
        expect(structure(simplify(product(back)))).toBe(structure(simplify(product(parts))))
      }),
      runs(30),
    )
  })
})
