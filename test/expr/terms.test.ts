/** Terms are compared as their rests would be, and the sum and product of two are those of the long way. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { one, product, sum, sym, zero } from '../../src/expr/build.js'
import { type Expr, num, rawCall } from '../../src/expr/node.js'
import { compare } from '../../src/expr/order.js'
import { compareRests, restOf, sort, split } from '../../src/expr/terms.js'
import { working } from '../../src/work.js'
import { canonical, trees } from '../cases/trees.js'
import { structure } from '../cases/value.js'

const exprs = trees({ symbols: ['x', 'y'], functions: ['sin', 'exp'] }).map(canonical)
const term = fc.tuple(fc.integer({ min: -4, max: 4 }), exprs, exprs).map(([c, a, b]) => product([num(c), a, b]))

describe('terms', () => {
  it('are ordered as their rests', () => {
    fc.assert(
      fc.property(term, term, (a, b) => {
        if (a.kind === 'num' || b.kind === 'num') return true
        const [p, q] = [split(a), split(b)]
        return Math.sign(compareRests(p, q)) === Math.sign(compare(restOf(p), restOf(q)))
      }),
    )
  })
  it('are sorted as lists are, equal ones in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat()), { maxLength: 40 }), list => {
        const sorted = [...list]
        sort(sorted, (a, b) => a[0] - b[0])
        expect(sorted).toEqual([...list].sort((a, b) => a[0] - b[0]))
      }),
    )
  })
})

describe('of two', () => {
  // A third operand that changes nothing takes the way of many.
  const ways: readonly (readonly [string, (operands: readonly Expr[]) => Expr, Expr])[] = [
    ['the sum', sum, zero],
    ['the product', product, one],
  ]
  for (const [title, join, unit] of ways)
    it(`${title} is that of many`, () => {
      fc.assert(
        fc.property(term, fc.oneof(term, exprs), (a, b) => {
          expect(structure(join([a, b]))).toBe(structure(join([a, b, unit])))
          expect(structure(join([b, a]))).toBe(structure(join([unit, b, a])))
        }),
      )
    })
})

describe('work of a sum of terms with coefficients', () => {
  /** Steps, each about a node that is made or looked at. */
  function steps(n: number): number {
    const terms = Array.from({ length: n }, (_, k) =>
      rawCall('mul', [num(k + 2), sym(`s${k}`), rawCall('sin', [sym(`s${k}`)])]),
    )
    let [low, high] = [0, 1 << 20]
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      try {
        working({ limits: { steps: middle } }, () => sum(terms))
        high = middle
      } catch {
        low = middle
      }
    }
    return high
  }
  it.each([64, 256, 1024])('%i terms: nothing is made but the sum', n => {
    expect(steps(n)).toBeLessThanOrEqual(5 * n)
  })
})
