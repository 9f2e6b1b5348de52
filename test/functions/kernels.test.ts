import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as elementary from '../../src/functions/kernels/elementary.js'
import * as erf from '../../src/functions/kernels/erf.js'
import * as gamma from '../../src/functions/kernels/gamma.js'
import * as gammaComplex from '../../src/functions/kernels/gamma-complex.js'
import { lambertReal } from '../../src/functions/kernels/lambert.js'
import * as learning from '../../src/functions/kernels/learning.js'
import * as polygamma from '../../src/functions/kernels/polygamma.js'
import { dirichletEta, riemannZeta } from '../../src/functions/kernels/zeta.js'
import type { Complex } from '../../src/number/complex.js'

/** Rows of arguments and expected value as flat numbers; how they were made is in test/cases/reference.py. */
const tables: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL('../cases/kernel-reference.json', import.meta.url), 'utf8'),
)

const kernels = new Map<string, unknown>(
  [elementary, erf, gamma, gammaComplex, learning, polygamma].flatMap(room => Object.entries(room)),
)

/** Relative bounds. What is not named here keeps the first: two units in the last place. */
const ELEMENTARY = 4.5e-16
const BOUNDS: Record<string, number> = {
  gamma: 2e-15,
  lgamma: 3e-15,
  digamma: 4e-15,
  trigamma: 2e-15,
  gammaComplex: 1e-13,
  lgammaComplex: 1e-13,
  digammaComplex: 1e-14,
}

/** The error of beta grows with |log beta|, that of polygamma at negative x with the order (a power of cot). */
function boundOf(name: string, row: readonly number[]): number {
  if (name === 'beta') return (8 + Math.abs(Math.log(Math.abs(row.at(-1) ?? NaN)))) * 2 ** -52
  if (name === 'polygamma') return (16 + (row[0] ?? NaN)) * 2 ** -52
  return BOUNDS[name] ?? ELEMENTARY
}

const names = Object.keys(tables)
const isComplex = (name: string) => name.endsWith('Complex')

describe('real kernels against mpmath over their whole range', () => {
  it.each(names.filter(name => !isComplex(name)))('%s', name => {
    const f = kernels.get(name) as (...args: number[]) => number
    const rows = tables[name] ?? []
    expect(rows.length).toBeGreaterThan(10)
    const wrong = rows.flatMap(row => {
      const want = row.at(-1) ?? NaN
      const got = f(...row.slice(0, -1))
      const error = got === want ? 0 : Math.abs(got - want) / Math.abs(want)
      return error <= boundOf(name, row) ? [] : [{ row, got, error }]
    })
    expect(wrong).toEqual([])
  })
})

describe('complex kernels against mpmath, error relative to the modulus', () => {
  it.each(names.filter(isComplex))('%s', name => {
    const f = kernels.get(name) as (z: Complex) => Complex
    const wrong = (tables[name] ?? []).flatMap(([x = NaN, y = NaN, re = NaN, im = NaN]) => {
      const got = f({ re: x, im: y })
      const error = Math.hypot(got.re - re, got.im - im) / Math.hypot(re, im)
      return error <= boundOf(name, []) ? [] : [{ x, y, got, error }]
    })
    expect(wrong).toEqual([])
  })

  it('is the real function on the real axis, and log gamma has the two sides of its cut', () => {
    expect(gammaComplex.gammaComplex({ re: -2.5, im: 0 })).toEqual({ re: gamma.gamma(-2.5), im: 0 })
    expect(gammaComplex.digammaComplex({ re: -2.5, im: 0 })).toEqual({ re: polygamma.digamma(-2.5), im: 0 })
    expect(gammaComplex.lgammaComplex({ re: -2.5, im: 0 })).toEqual({ re: gamma.lgamma(-2.5), im: -3 * Math.PI })
    expect(gammaComplex.lgammaComplex({ re: -2.5, im: -0 })).toEqual({ re: gamma.lgamma(-2.5), im: 3 * Math.PI })
    for (const x of [-0.3, -2.5, -11.25]) {
      const above = gammaComplex.lgammaComplex({ re: x, im: 1e-13 })
      expect(above.im).toBeCloseTo(gammaComplex.lgammaComplex({ re: x, im: 0 }).im, 10)
    }
  })
})

describe('special values', () => {
  const { realRoot, asec, acsc, acot, acoth, asech, acsch, sech, csch, coth, cot, csc } = elementary
  const { sigmoid, softplus } = learning
  const values: [string, number, number][] = [
    ['asec(1)', asec(1), 0],
    ['asec(-1)', asec(-1), Math.PI],
    ['asec(0.5)', asec(0.5), NaN],
    ['asec(inf)', asec(Infinity), Math.PI / 2],
    ['acsc(1)', acsc(1), Math.PI / 2],
    ['acsc(-1)', acsc(-1), -Math.PI / 2],
    ['acsc(-inf)', acsc(-Infinity), -0],
    ['acsc(0)', acsc(0), NaN],
    ['acot(0)', acot(0), Math.PI / 2],
    ['acot(-1)', acot(-1), -Math.PI / 4],
    ['acoth(1)', acoth(1), Infinity],
    ['acoth(-1)', acoth(-1), -Infinity],
    ['acoth(0.5)', acoth(0.5), NaN],
    ['asech(1)', asech(1), 0],
    ['asech(0)', asech(0), Infinity],
    ['asech(1.5)', asech(1.5), NaN],
    ['asech(-0.5)', asech(-0.5), NaN],
    ['acsch(0)', acsch(0), Infinity],
    ['sech(1000)', sech(1000), 0],
    ['csch(-1000)', csch(-1000), -0],
    ['coth(1000)', coth(1000), 1],
    ['cot(0)', cot(0), Infinity],
    ['csc(-0)', csc(-0), -Infinity],
    ['sigmoid(0)', sigmoid(0), 0.5],
    ['sigmoid(1000)', sigmoid(1000), 1],
    ['sigmoid(-1000)', sigmoid(-1000), 0],
    ['sigmoid(-inf)', sigmoid(-Infinity), 0],
    ['sigmoid(nan)', sigmoid(NaN), NaN],
    ['softplus(0)', softplus(0), Math.LN2],
    ['softplus(1000)', softplus(1000), 1000],
    ['softplus(-1000)', softplus(-1000), 0],
    ['softplus(inf)', softplus(Infinity), Infinity],
    ['softplus(nan)', softplus(NaN), NaN],
    ['root(-8, 3)', realRoot(-8, 3), -2],
    ['root(-1/32, 5)', realRoot(-1 / 32, 5), -0.5],
    ['root(-4, 2)', realRoot(-4, 2), NaN],
    ['root(-4, 2.5)', realRoot(-4, 2.5), NaN],
    ['root(4, 2)', realRoot(4, 2), 2],
    ['root(8, -3)', realRoot(8, -3), 0.5],
    ['root(32, 2.5)', realRoot(32, 2.5), 4],
    ['root(2, 0)', realRoot(2, 0), NaN],
    ['root(-0, 3)', realRoot(-0, 3), -0],
    ['root(-inf, 5)', realRoot(-Infinity, 5), -Infinity],
    ['root(nan, 5)', realRoot(NaN, 5), NaN],
    ['root(nan, inf)', realRoot(NaN, Infinity), NaN],
    ['root(-2, inf)', realRoot(-2, Infinity), NaN],
    ['root(inf, inf)', realRoot(Infinity, Infinity), NaN],
    ['root(0, inf)', realRoot(0, Infinity), 0],
    ['root(2, -inf)', realRoot(2, -Infinity), 1],
    ['lambertw(-1e308)', lambertReal(0, -1e308), NaN],
    ['gamma(172)', gamma.gamma(172), Infinity],
    ['gamma(171.7)', gamma.gamma(171.7), Infinity],
    ['gamma(inf)', gamma.gamma(Infinity), Infinity],
    ['gamma(0)', gamma.gamma(0), NaN],
    ['gamma(-3)', gamma.gamma(-3), NaN],
    ['gamma(nan)', gamma.gamma(NaN), NaN],
    ['gamma(-inf)', gamma.gamma(-Infinity), NaN],
    ['gamma(1e-310)', gamma.gamma(1e-310), Infinity],
    ['lgamma(1)', gamma.lgamma(1), 0],
    ['lgamma(2)', gamma.lgamma(2), 0],
    ['lgamma(-3)', gamma.lgamma(-3), Infinity],
    ['lgamma(inf)', gamma.lgamma(Infinity), Infinity],
    ['lgamma(nan)', gamma.lgamma(NaN), NaN],
    ['digamma(0)', polygamma.digamma(0), NaN],
    ['digamma(-4)', polygamma.digamma(-4), NaN],
    ['digamma(inf)', polygamma.digamma(Infinity), Infinity],
    ['digamma(nan)', polygamma.digamma(NaN), NaN],
    ['trigamma(-4)', polygamma.trigamma(-4), NaN],
    ['trigamma(inf)', polygamma.trigamma(Infinity), 0],
    ['polygamma(-1, 2)', polygamma.polygamma(-1, 2), NaN],
    ['polygamma(1.5, 2)', polygamma.polygamma(1.5, 2), NaN],
    ['polygamma(1, nan)', polygamma.polygamma(1, NaN), NaN],
    ['beta(2, 3)', gamma.beta(2, 3), 1 / 12],
    ['beta(-2, 3)', gamma.beta(-2, 3), NaN],
    ['beta(1/2, -3/2)', gamma.beta(0.5, -1.5), 0],
    ['beta(nan, 1)', gamma.beta(NaN, 1), NaN],
    ['erf(0)', erf.erf(0), 0],
    ['erf(-0)', erf.erf(-0), -0],
    ['erf(7)', erf.erf(7), 1],
    ['erf(-inf)', erf.erf(-Infinity), -1],
    ['erf(nan)', erf.erf(NaN), NaN],
    ['erfc(0)', erf.erfc(0), 1],
    ['erfc(30)', erf.erfc(30), 0],
    ['erfc(-10)', erf.erfc(-10), 2],
    ['erfc(-inf)', erf.erfc(-Infinity), 2],
    ['erfc(inf)', erf.erfc(Infinity), 0],
    ['erfc(nan)', erf.erfc(NaN), NaN],
    ['erfinv(1)', erf.erfinv(1), Infinity],
    ['erfinv(-1)', erf.erfinv(-1), -Infinity],
    ['erfinv(1.1)', erf.erfinv(1.1), NaN],
    ['erfinv(-0)', erf.erfinv(-0), -0],
    ['erfinv(nan)', erf.erfinv(NaN), NaN],
  ]
  it.each(values)('%s', (_, got, want) => expect(got).toBe(want))

  it('gamma of a whole number is the exact factorial, rounded once', () => {
    let factorial = 1n
    for (let n = 1; n <= 171; n++) {
      expect([n, gamma.gamma(n)]).toEqual([n, Number(factorial)])
      factorial *= BigInt(n)
    }
  })

  it('gamma reaches its largest and its smallest values', () => {
    expect(gamma.gamma(171.62) / 1.6e308).toBeGreaterThan(1)
    expect(gamma.gamma(171.62)).toBeLessThan(Infinity)
    expect(gamma.gamma(-170.5) / -3.312739521538607e-308).toBeCloseTo(1, 13)
    expect(gamma.gamma(-190.5)).toBe(0)
  })

  it.each([
    ['polygamma(200, 50)', polygamma.polygamma(200, 50), -2.5829713930705358e33],
    ['polygamma(500, 120)', polygamma.polygamma(500, 120), -2.6512804701942574e92],
    ['beta(-160.25, 300)', gamma.beta(-160.25, 300), -9.649425440634689e88],
  ])('%s, through logarithms, to 1e-12', (_, got, want) => expect(got / want).toBeCloseTo(1, 12))

  it('what is too large for a double is infinite, not without value', () => {
    expect(polygamma.polygamma(170, -1 / 3)).toBe(Infinity)
    expect(polygamma.polygamma(170, -2 / 3)).toBe(-Infinity)
    expect(polygamma.polygamma(171, -1 / 3)).toBe(Infinity)
    expect(polygamma.polygamma(171, -1)).toBeNaN()
    expect(dirichletEta({ re: -(10 ** 15) - 1, im: 0 }).re).toBe(Infinity)
    expect(dirichletEta({ re: -(10 ** 15) + 1, im: 0 }).re).toBe(-Infinity)
    expect(riemannZeta({ re: -25_001, im: 0 }).re).toBe(-Infinity)
  })

  it('a huge order ends after few terms', () => {
    expect(polygamma.polygamma(1e15, 1e3)).toBe(-Infinity)
    expect(polygamma.polygamma(1e15 + 1, 1e15)).toBe(0)
  })

  it('the root of a perfect power is exact', () => {
    const base = fc.integer({ min: 1, max: 10_000 })
    fc.assert(
      fc.property(base, fc.integer({ min: 2, max: 40 }), (b, n) => {
        fc.pre(BigInt(b) ** BigInt(n) <= 2n ** 53n)
        expect(realRoot(b ** n, n)).toBe(b)
        expect(realRoot(-(b ** n), n)).toBe(n % 2 === 1 ? -b : NaN)
      }),
      { numRuns: 2000 },
    )
    for (let b = 1; b <= 20_000; b++) expect(realRoot(b ** 3, 3)).toBe(b)
    for (const n of [5, 11, 101, 1001]) expect(realRoot(2 ** -1074, n)).toBeCloseTo(2 ** (-1074 / n), 14)
  })
})

describe('laws', () => {
  const positive = fc.double({ min: 1e-3, max: 80, noNaN: true })
  const signed = fc.double({ min: 1e-300, max: 1, noNaN: true }).chain(x => fc.constantFrom(x, -x))
  const near = (a: number, b: number, bound: number): void => {
    expect(Math.abs(a - b)).toBeLessThanOrEqual(bound * Math.abs(b))
  }
  it('gamma(x + 1) = x gamma(x) for whole steps of 1/1024, where x + 1 is exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: -90_000, max: 90_000 }), k => {
        fc.pre(k % 1024 !== 0)
        near(gamma.gamma(k / 1024 + 1), (k / 1024) * gamma.gamma(k / 1024), 4e-15)
      }),
    )
  })
  it('beta is symmetric', () => {
    fc.assert(fc.property(positive, positive, (a, b) => near(gamma.beta(a, b), gamma.beta(b, a), 0)))
  })
  it('erf(x) + erfc(x) = 1', () => {
    fc.assert(fc.property(fc.double({ min: -9, max: 9, noNaN: true }), x => near(erf.erf(x) + erf.erfc(x), 1, 3e-16)))
  })
  it('erf(erfinv(x)) = x', () => {
    fc.assert(fc.property(signed, x => near(erf.erf(erf.erfinv(x)), x, 6e-16)))
  })
  it('sigmoid(x) + sigmoid(-x) = 1 and softplus(x) - softplus(-x) = x', () => {
    fc.assert(
      fc.property(fc.double({ min: -800, max: 800, noNaN: true }), x => {
        near(learning.sigmoid(x) + learning.sigmoid(-x), 1, 3e-16)
        expect(Math.abs(learning.softplus(x) - learning.softplus(-x) - x)).toBeLessThanOrEqual(
          3e-16 * (1 + Math.abs(x)),
        )
      }),
    )
  })
})
