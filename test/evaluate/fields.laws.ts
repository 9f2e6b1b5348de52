/** The fields against each other and against an evaluator that was written from the definitions, on random trees. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import { evaluate } from '../../src/evaluate/evaluate.js'
import * as C from '../../src/number/complex.js'
import { Rational } from '../../src/number/rational.js'
import { runs, scaled } from '../cases/runs.js'
import { canonical, shown, trees } from '../cases/trees.js'
import { isDefined, valueAt as oracle } from '../cases/value.js'

const names = ['x', 'y']
const functions = ['sin', 'log', 'atan', 'exp', 'cosh', 'abs']
const tree = trees({ symbols: names, constants: ['pi', 'e'], functions, depth: 3 })
const point = fc.record({
  x: fc.constantFrom(-2.25, -1, -0.5, 0, 0.75, 1, 3),
  y: fc.constantFrom(-3, -0.125, 0, 1, 2.5),
})

/** The value, or undefined where it is refused. */
function attempt<T>(f: () => T): T | undefined {
  try {
    return f()
  } catch (error) {
    if (error instanceof FluxionError) return undefined
    throw error
  }
}

const close = (a: number, b: number, error: number): boolean => Math.abs(a - b) <= error + 1e-9 * Math.abs(b)

describe('fields', () => {
  it('real values are those of the definitions, or there is none', () => {
    let compared = 0
    fc.assert(
      fc.property(tree, point, (t, at) => {
        const e = canonical(t)
        const ours = evaluate(e, at, { undefined: 'nan' })
        const theirs = oracle(e, new Map(Object.entries(at).map(([name, v]) => [name, C.complex(v)])))
        if (Number.isNaN(ours) || !isDefined(theirs) || !Number.isFinite(theirs.error)) return
        if (theirs.error > 1e-6 * C.abs(theirs.z)) return
        compared++
        expect(
          close(ours, theirs.z.re, theirs.error),
          `${shown(t)} at ${JSON.stringify(at)}: ${ours}, ${theirs.z.re}`,
        ).toBe(true)
      }),
      runs(200),
    )
    expect(compared).toBeGreaterThan(scaled(50))
  })

  it('a real value is the complex one', () => {
    let compared = 0
    fc.assert(
      fc.property(tree, point, (t, at) => {
        const e = canonical(t)
        const x = evaluate(e, at, { undefined: 'nan' })
        if (!Number.isFinite(x)) return
        const theirs = oracle(e, new Map(Object.entries(at).map(([name, v]) => [name, C.complex(v)])))
        if (!(theirs.error <= 1e-6 * C.abs(theirs.z))) return
        compared++
        const z = evaluate(e, at, { field: 'complex', undefined: 'nan' })
        expect(
          close(z.re, x, theirs.error) && close(z.im, 0, theirs.error),
          `${shown(t)} at ${JSON.stringify(at)}: ${x}, ${z.re} + ${z.im}i`,
        ).toBe(true)
      }),
      runs(200),
    )
    expect(compared).toBeGreaterThan(scaled(50))
  })

  it('an exact value is the real one', () => {
    const rational = trees({ symbols: names, functions: ['abs', 'sign'], depth: 3 })
    let compared = 0
    fc.assert(
      fc.property(rational, point, (t, at) => {
        const e = canonical(t)
        const exact = attempt(() => evaluate(e, at, { field: 'exact' }))
        if (exact === undefined) return
        expect(exact).toBeInstanceOf(Rational)
        const x = evaluate(e, at, { undefined: 'nan' })
        const theirs = oracle(e, new Map(Object.entries(at).map(([name, v]) => [name, C.complex(v)])))
        if (!(theirs.error <= 1e-6 * C.abs(theirs.z))) return
        // A real power of a negative number may be rational only by way of complex numbers.
        if (Number.isNaN(x)) return
        compared++
        expect(close(x, exact.toNumber(), theirs.error), `${shown(t)} at ${JSON.stringify(at)}: ${exact}, ${x}`).toBe(
          true,
        )
      }),
      runs(200),
    )
    expect(compared).toBeGreaterThan(scaled(20))
  })
})
