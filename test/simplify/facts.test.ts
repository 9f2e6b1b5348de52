/** What can be proved of expressions: yes, no, or unknown (undefined). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSUMPTIONS, type Assumption, type Assumptions } from '../../src/expr/assumption.js'
import type { Expr } from '../../src/expr/node.js'
import { type Complex, complex } from '../../src/number/complex.js'
import { parse } from '../../src/parse/parse.js'
import { Facts } from '../../src/simplify/facts.js'
import { canonical, trees } from '../cases/trees.js'
import { isDefined, structure, valueAt } from '../cases/value.js'

/** n integer, p positive, q negative, t nonnegative, z complex; x and y are undeclared. */
const DECLARED: Assumptions = new Map<string, ReadonlySet<Assumption>>([
  ['n', new Set(['integer'] as const)],
  ['p', new Set(['positive'] as const)],
  ['q', new Set(['negative'] as const)],
  ['t', new Set(['nonnegative'] as const)],
  ['z', new Set(['complex'] as const)],
])
const read = (text: string): Expr => parse(text, { functions: ['real', 'integer'] })

const CASES: Record<string, readonly string[]> = {
  yes: [
    'real(x)',
    'real(n)',
    'real(x + y)',
    'real(x^2)',
    'real(1/x)',
    'real(sin(x))',
    'real(e^x)',
    'real(p^x)',
    'real(sqrt(p))',
    'real(sqrt(t))',
    'real(log(p))',
    'real(abs(z))',
    'real(pi)',
    'real(sqrt(x^2 + 1))',
    'real(x[1])',
    'real(max(x, y))',
    'real(acos(1/2))',
    'real(cbrt(x))',
    'real(piecewise(x, x > 0, y))',
    'real(piecewise(x, x > 0))',
    'integer(n)',
    'integer(2*n + 1)',
    'integer(n^2)',
    'integer(3)',
    'integer(sign(x))',
    'p > 0',
    'p >= 0',
    'p != 0',
    'q < 0',
    'q <= 0',
    'q != 0',
    't >= 0',
    'e^x > 0',
    'x^2 >= 0',
    'x^2 + 1 > 0',
    'p + t > 0',
    'p*q < 0',
    'q*q > 0',
    '1/p > 0',
    'q^3 < 0',
    'abs(x) >= 0',
    'abs(z) >= 0',
    'abs(p) > 0',
    'cosh(x) > 0',
    'sqrt(p) > 0',
    'pi > 0',
    '3 > 2',
    'x <= x',
    'x == x',
    'sigmoid(x) > 0',
    'p > q',
    'real(f(x))',
    'abs(f(x, p)) >= 0',
    'real(x) and p > 0',
    'x < 1 or p > 0',
    'not p < 0',
  ],
  no: [
    'p < 0',
    'p <= 0',
    'p == 0',
    'q > 0',
    't < 0',
    'e^x <= 0',
    'x^2 < 0',
    'x > x',
    '3 < 2',
    'integer(1/2)',
    'x < x and p > 0',
    'not p > 0',
    'q*q < 0',
  ],
  unknown: [
    'real(z)',
    'real(z^2)',
    'real(sqrt(x))',
    'real(log(x))',
    'real(x^y)',
    'real(i)',
    'real(asin(x))',
    'real(inf)',
    'real(sin(z))',
    'integer(x)',
    'integer(n/2)',
    'integer(1/n)',
    'integer(z)',
    'x > 0',
    'x != 0',
    't > 0',
    'n > 0',
    'z > 0',
    'p - t > 0',
    'x + p > 0',
    'x*p > 0',
    'abs(x) > 0',
    'sin(x) > 0',
    'x > y',
    'real(z) and p > 0',
    'x > 0 or y > 0',
    'not x > 0',
    'f(x) > 0',
    'real(f(z))',
    'e^z > 0',
  ],
}

describe.each(Object.entries(CASES))('%s', (answer, conditions) => {
  const want = { yes: true, no: false, unknown: undefined }[answer]
  it.each(conditions)('%s', condition => expect(new Facts(DECLARED).prove(read(condition))).toBe(want))
})

describe('the complex domain', () => {
  it.each(['real(x)', 'x^2 >= 0', 'e^x > 0', 'real(sin(x))'])('%s is unknown of an undeclared x', condition =>
    expect(new Facts(new Map(), 'complex').prove(read(condition))).toBeUndefined(),
  )
  it.each(['p > 0', 'real(p + n)'])('%s still holds of declared symbols', condition =>
    expect(new Facts(DECLARED, 'complex').prove(read(condition))).toBe(true),
  )
})

describe('facts are true', () => {
  const values: Record<string, readonly Complex[]> = {
    x: [-2.5, -1, 0, 0.5, 3].map(v => complex(v)),
    n: [-3, 0, 1, 2].map(v => complex(v)),
    p: [0.01, 1, 2.5].map(v => complex(v)),
    q: [-0.01, -1, -7].map(v => complex(v)),
    t: [0, 0.3, 4].map(v => complex(v)),
    z: [complex(0), complex(-1), complex(1, -2), complex(0, 3)],
  }
  const names = Object.keys(values)
  const tree = trees({
    symbols: names,
    constants: ['pi', 'i'],
    functions: ['sin', 'log', 'sqrt', 'abs', 'exp', 'acos', 'cosh', 'sign', 'floor'],
    depth: 3,
  })
  it('of random expressions at random points', () => {
    let claims = 0
    fc.assert(
      fc.property(tree, fc.array(fc.nat(), { minLength: names.length, maxLength: names.length }), (t, picks) => {
        const e = canonical(t)
        const fact = new Facts(DECLARED).of(e)
        const at = new Map(
          names.map((name, k) => [
            name,
            (values[name] ?? [])[(picks[k] ?? 0) % (values[name]?.length ?? 1)] as Complex,
          ]),
        )
        const { z, error } = valueAt(e, at)
        if (!isDefined({ z, error }) || error > 1e-6 || !fact.real) return
        claims++
        const shown = `${structure(e)} at ${JSON.stringify([...at])} is ${JSON.stringify(z)}`
        expect(Math.abs(z.im), shown).toBeLessThanOrEqual(error)
        const signs =
          (z.re - error <= 0 && z.re + error >= 0 ? 2 : 0) | (z.re - error < 0 ? 1 : 0) | (z.re + error > 0 ? 4 : 0)
        expect(fact.signs & signs, shown).not.toBe(0)
        if (fact.integer) expect(Math.abs(z.re - Math.round(z.re)), shown).toBeLessThanOrEqual(error)
      }),
      { numRuns: 4000 },
    )
    expect(claims).toBeGreaterThan(500)
  })
  it('every assumption means something', () => {
    for (const a of ASSUMPTIONS) {
      const { real, integer, signs } = new Facts(new Map([['s', new Set([a])]])).of(parse('s'))
      expect([a, real, integer, signs]).toEqual([
        a,
        a !== 'complex',
        a === 'integer',
        { positive: 4, negative: 1, nonnegative: 6 }[a as string] ?? 7,
      ])
    }
  })
})
