/** Laws of differentiation over random expressions: against differences, and against each other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derivative } from '../../src/diff/derivative.js'
import { DomainError } from '../../src/errors.js'
import { add, call, mul, num, rational, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { numericOf } from '../../src/functions/numerics.js'
import { arity, type NamedRow } from '../../src/functions/row.js'
import { allRows } from '../../src/functions/table.js'
import { simplify } from '../../src/index.js'
import { complex } from '../../src/number/complex.js'
import { runs, scaled } from '../cases/runs.js'
import { compareWithSlope } from '../cases/slope.js'
import { canonical, node, POINTS, trees } from '../cases/trees.js'
import { agree, structure, type Tree, valueAt } from '../cases/value.js'

const hasKernel = (r: NamedRow): boolean => {
  try {
    return numericOf(r) !== undefined
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}
const unary = [...allRows()]
  .filter(
    r => arity(r)[0] <= 1 && arity(r)[1] >= 1 && r.lists === undefined && r.derivative[0] !== null && hasKernel(r),
  )
  .map(r => r.name)
const x = sym('x')
const y = sym('y')

const smooth = trees({ symbols: ['x', 'y'], functions: unary, depth: 3 })
const small = trees({ symbols: ['x', 'y'], functions: ['sin', 'exp', 'log', 'atan', 'sqrt', 'sigmoid'], depth: 2 })
/** With conditions: piecewise, max, min, abs. */
const kinked = fc
  .tuple(small, small, small)
  .chain(([a, b, c]) =>
    fc.constantFrom<Tree>(
      node('max', a, b),
      node('min', a, b, c),
      node('abs', a),
      node('mul', node('abs', a), node('max', b, c)),
      node('piecewise', a, node('lt', b, c), b),
      node('piecewise', a, node('ge', b, c), b, node('lt', a, b), c),
      node('atan2', a, b),
    ),
  )
const real = fc.constantFrom(-2.3, -1.4, -0.7, -0.3, 0.2, 0.45, 0.9, 1.3, 2.1, 3.7)

function againstDifferences(kind: fc.Arbitrary<Tree>, finish: (e: Expr) => Expr, numRuns: number): void {
  const seen = { same: 0, incomparable: 0, undefined: 0 }
  fc.assert(
    fc.property(kind, fc.array(fc.tuple(real, real), { minLength: 3, maxLength: 3 }), (tree, points) => {
      const e = canonical(tree)
      const d = finish(derivative(e, x))
      for (const [a, b] of points) {
        seen[
          compareWithSlope(
            e,
            d,
            'x',
            new Map([
              ['x', complex(a)],
              ['y', complex(b)],
            ]),
          )
        ]++
      }
    }),
    runs(numRuns),
  )
  expect(seen.same / (seen.same + seen.incomparable)).toBeGreaterThan(0.15)
  // At a point such as x = 1 of 0^(x - 1), or within a branch that is constant where its factors have no derivative.
  expect(seen.undefined / seen.same).toBeLessThan(0.1)
}

describe('the derivative is the slope', () => {
  it('over every function of one argument', () => {
    expect(unary.length).toBeGreaterThan(40)
    againstDifferences(smooth, e => e, 150)
  })
  it('and still is when simplified', () => againstDifferences(smooth, e => simplify(e), 40))
  it('beside conditions and kinks', () => againstDifferences(kinked, e => e, 50))
  it('simplified, beside conditions and kinks', () => againstDifferences(kinked, e => simplify(e), 25))
})

/** Two expressions have the same values wherever both have one. */
function same(a: Expr, b: Expr, what: string): void {
  for (const [u, v] of [
    [0.3, 0.7],
    [-1.2, 0.4],
    [2.2, -0.6],
  ] as const) {
    const at = new Map([
      ['x', complex(u, 0.21)],
      ['y', complex(v, -0.13)],
    ])
    const [p, q] = [valueAt(a, at), valueAt(b, at)]
    if (Number.isNaN(q.z.re)) continue
    if (agree(p, q) === 'different')
      expect.fail(`${what}: ${structure(a)} and ${structure(b)}: ${JSON.stringify([p, q])}`)
  }
}

describe('laws', () => {
  const analytic = trees({
    symbols: ['x', 'y'],
    functions: ['sin', 'exp', 'log', 'atan', 'tanh', 'sqrt', 'asin'],
    depth: 3,
  }).map(canonical)
  const check = (property: (f: Expr, g: Expr) => void, numRuns = 30): void => {
    fc.assert(fc.property(analytic, analytic, property), runs(numRuns))
  }
  const d = (e: Expr, v: Expr = x): Expr => derivative(e, v)

  it('linear', () =>
    check((f, g) =>
      same(
        d(add(mul(num(3), f), mul(rational(-1, 2), g))),
        add(mul(num(3), d(f)), mul(rational(-1, 2), d(g))),
        'linear',
      ),
    ))
  it('product rule', () => check((f, g) => same(d(mul(f, g)), add(mul(d(f), g), mul(f, d(g))), 'product')))
  it('chain rule', () =>
    check(f => {
      const u = call('sin', [f])
      same(d(u), mul(call('cos', [f]), d(f)), 'chain')
    }))
  it('mixed partials commute', () => check(f => same(d(d(f), y), d(d(f, y)), 'mixed')))
  it('the complex step', () =>
    check(f => {
      const claimed = d(f)
      for (const [u, v] of [
        [0.3, 0.7],
        [1.2, 0.4],
        [2.2, 0.6],
      ] as const) {
        const h = 2 ** -14
        const rotations = [1, -1].map(s =>
          valueAt(
            f,
            new Map([
              ['x', complex(u, s * h)],
              ['y', complex(v)],
            ]),
          ),
        )
        const value = valueAt(
          f,
          new Map([
            ['x', complex(u)],
            ['y', complex(v)],
          ]),
        )
        const got = valueAt(
          claimed,
          new Map([
            ['x', complex(u)],
            ['y', complex(v)],
          ]),
        )
        const [up, down] = rotations as [typeof value, typeof value]
        // Where f is real on the axis, and its values above and below are conjugate.
        if (value.z.im !== 0 || Math.abs(up.z.im + down.z.im) > 1e-9 * h || !(value.error < 1e-10)) continue
        const estimate = up.z.im / h
        if (!(Math.abs(got.z.re) < 1e3) || got.error > 1e-8) continue
        expect(Math.abs(estimate - got.z.re), `${structure(f)} at ${u}, ${v}`).toBeLessThan(
          1e-4 * (1 + Math.abs(got.z.re) ** 3),
        )
      }
    }))
})

describe('points on both sides of cuts', () =>
  it('a derivative keeps its value through simplification over the complex numbers', () => {
    const tree = trees({ symbols: ['x'], functions: ['sin', 'log', 'sqrt', 'atan', 'acosh', 'exp'], depth: 2 })
    let compared = 0
    fc.assert(
      fc.property(tree, t => {
        const raw = derivative(canonical(t), x)
        const short = simplify(raw, { domain: 'complex' })
        for (const z of POINTS) {
          const at = new Map([['x', z]])
          const [before, after] = [valueAt(raw, at), valueAt(short, at)]
          const verdict = agree(before, after)
          if (verdict === 'different')
            expect.fail(`${structure(raw)}\n became ${structure(short)}\n at ${JSON.stringify([z, before, after])}`)
          if (verdict === 'same') compared++
        }
      }),
      runs(30),
    )
    expect(compared).toBeGreaterThan(scaled(200))
  }))
