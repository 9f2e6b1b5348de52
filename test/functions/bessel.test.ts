import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { equal } from '../../src/expr/order.js'
import { bessel } from '../../src/functions/bessel.js'
import { numericOf } from '../../src/functions/numerics.js'
import { row } from '../../src/functions/table.js'
import { diff, evaluate, parse } from '../../src/index.js'
import * as C from '../../src/number/complex.js'
import { describeDerivatives, describeReference, distance, kernel, z } from '../cases/family.js'

/** For large arguments the phase of the Airy functions, 2/3 |z|^(3/2), is rounded before its sine is taken. */
const AIRY = 2e-12
describeReference('bessel', {
  besseli: 5e-14,
  besselj: 5e-14,
  airyai: AIRY,
  airybi: AIRY,
  airyaiprime: AIRY,
  airybiprime: AIRY,
})

const airy = ['airyai', 'airybi', 'airyaiprime', 'airybiprime']
describeDerivatives(airy)
describeDerivatives(
  Object.keys(bessel).filter(name => !airy.includes(name)),
  { real: [0] },
)

const real = (name: string) => {
  const r = row(name)
  if (r === undefined) throw new TypeError(name)
  return numericOf(r).real
}

describe('special arguments', () => {
  test.each<[string, number, number, number]>([
    ['besselj', 0, 0, 1],
    ['besselj', 2, 0, 0],
    ['besselj', -2, 0, 0],
    ['besselj', -0.5, 0, Number.NaN],
    ['besselj', 1, -2, -0.5767248077568734],
    ['besselj', 0.5, -2, Number.NaN],
    ['bessely', 0, -1, Number.NaN],
    ['besseli', 0, 0, 1],
    ['besseli', 3, -1, -0.0221684249243319],
    ['besselk', 1, -1, Number.NaN],
    ['besselj', 1e9, 1, Number.NaN],
    ['besselj', Number.NaN, 1, Number.NaN],
    ['hankel1', 1, 1, Number.NaN],
    ['jn', 0, 0, 1],
    ['jn', 1, -2, -0.4353977749799916],
    ['yn', 0, -2, -0.2080734182735712],
  ])('%s(%d, %d)', (name, nu, x, want) => {
    const got = real(name)(nu, x)
    if (Number.isNaN(want)) expect(got).toBeNaN()
    else expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(want)))
  })

  it.each([
    ['besselj(0, 0)', 1],
    ['airyai(0)', 0.3550280538878172],
    ['airybiprime(0)', 0.4482883573538264],
    ['sphericalbesselj(0, pi)', 0],
  ])('%s', (text, want) => expect(evaluate(text)).toBeCloseTo(want, 14))
})

describe('laws', () => {
  const order = fc.double({ min: -15, max: 30, noNaN: true })
  const argument = fc
    .record({ r: fc.double({ min: 0.05, max: 80, noNaN: true }), t: fc.double({ min: -3.1, max: 3.1, noNaN: true }) })
    .map(({ r, t }) => z(r * Math.cos(t), r * Math.sin(t)))
  const size = (...parts: C.Complex[]) => Math.max(...parts.map(C.abs))

  it('Wronskians, DLMF 10.5.2, 10.28.2 and 9.2.7', () => {
    fc.assert(
      fc.property(order, argument, (nu, w) => {
        const value = (name: string, n: number) => kernel(name)(z(n), w)
        const [a, b] = [
          C.mul(value('besselj', nu + 1), value('bessely', nu)),
          C.mul(value('besselj', nu), value('bessely', nu + 1)),
        ]
        fc.pre(Number.isFinite(size(a, b)))
        const want = C.div(z(2 / Math.PI), w)
        expect(C.abs(C.sub(C.sub(a, b), want))).toBeLessThanOrEqual(1e-11 * size(a, b, want))
        const [p, q] = [
          C.mul(value('besseli', nu), value('besselk', nu + 1)),
          C.mul(value('besseli', nu + 1), value('besselk', nu)),
        ]
        fc.pre(Number.isFinite(size(p, q)))
        expect(C.abs(C.sub(C.add(p, q), C.inverse(w)))).toBeLessThanOrEqual(1e-11 * size(p, q, C.inverse(w)))
        const [ai, bi, dai, dbi] = ['airyai', 'airybi', 'airyaiprime', 'airybiprime'].map(name => kernel(name)(w)) as [
          C.Complex,
          C.Complex,
          C.Complex,
          C.Complex,
        ]
        const [x, y] = [C.mul(ai, dbi), C.mul(bi, dai)]
        fc.pre(Number.isFinite(size(x, y)))
        expect(C.abs(C.sub(C.sub(x, y), z(1 / Math.PI)))).toBeLessThanOrEqual(1e-11 * size(x, y, z(1)))
      }),
      { numRuns: 150 },
    )
  })

  it('the recurrence DLMF 10.6.1', () => {
    fc.assert(
      fc.property(order, argument, fc.constantFrom('besselj', 'bessely', 'hankel1', 'hankel2'), (nu, w, name) => {
        const [below, here, above] = [-1, 0, 1].map(k => kernel(name)(z(nu + k), w)) as [
          C.Complex,
          C.Complex,
          C.Complex,
        ]
        const middle = C.mul(C.div(z(2 * nu), w), here)
        fc.pre(Number.isFinite(size(below, middle, above)))
        expect(C.abs(C.sub(C.add(below, above), middle))).toBeLessThanOrEqual(1e-11 * size(below, middle, above))
      }),
      { numRuns: 150 },
    )
  })

  it('half orders are elementary', () => {
    fc.assert(
      fc.property(argument, w => {
        const want = C.mul(C.sqrt(C.div(z(2 / Math.PI), w)), C.sin(w))
        expect(distance(kernel('besselj')(z(0.5), w), want)).toBeLessThan(1e-12)
        const other = C.mul(C.sqrt(C.div(z(2 / Math.PI), w)), C.cos(w))
        expect(distance(kernel('besselj')(z(-0.5), w), other)).toBeLessThan(1e-12)
      }),
    )
  })
})

describe('the derivative by the order stays formal', () => {
  it.each([
    ['besselj(n, x)', "besselj'[1](n, x)"],
    ['x*besselk(n^2, x)', "2*x*n*besselk'[1](n^2, x)"],
  ])('of %s', (text, want) => {
    const d = diff(text, 'n')
    expect(String(d)).toBe(want)
    expect(equal(parse(String(d)), d)).toBe(true)
    expect(String(diff(parse("besselj'[1](n, x)"), 'x'))).toBe("besselj'[1,2](n, x)")
  })
})
