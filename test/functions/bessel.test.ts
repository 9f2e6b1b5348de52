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

/** References of mpmath at 400 digits. */
describe('the smallest and the largest arguments', () => {
  test.each<[string, number, number, number]>([
    ['besselj', 1, 1e-200, 5e-201],
    ['besselj', 2, 1e-150, 1.25e-301],
    ['besselj', 0.5, 1e-310, 7.978845608028641e-156],
    ['besselj', -1, -1e-200, 5e-201],
    ['besselj', 1, 1e-8, 5e-9],
    ['besselj', 3, 2e-8, 1.6666666666666668e-25],
    ['besselj', 150, 1, 1.2243010020861067e-308],
    ['besselj', 0, 1e16, 8.661427680921677e-10],
    ['besselj', 1, 1e100, -7.364716260962595e-51],
    ['bessely', 0, 1e-310, -454.4938756003539],
    ['bessely', 1, 1e-300, -6.366197723675813e299],
    ['bessely', 3, 1e20, 6.698009040703424e-12],
    ['besseli', 2, 1e-150, 1.25e-301],
    ['besselk', 0, 1e-310, 713.9173103438126],
    ['besselk', 0.5, 1e-310, 1.253314137315502e155],
    ['besselk', 3, 1e-102, 8.000000000000001e306],
    ['jn', 0, 1e-310, 1.0],
    ['jn', 1, 1e-310, 3.333333333333e-311],
    ['jn', 2, 1e-150, 6.666666666666666e-302],
    ['jn', 0.5, 1e-200, 6.266570686577501e-101],
    ['jn', 1, 1e-8, 3.3333333333333334e-9],
    ['jn', 5, 2e-8, 3.0784030784030786e-43],
    ['jn', 2, 1e20, 6.4525128526578085e-21],
    ['yn', 0, 1e-300, -9.999999999999999e299],
    ['yn', 2, 1e-100, -2.9999999999999996e300],
    ['yn', 1, 1e200, 6.4396871853950575e-201],
  ])('%s(%d, %d)', (name, nu, x, want) =>
    expect(Math.abs(real(name)(nu, x) - want)).toBeLessThanOrEqual(5e-14 * Math.abs(want) + 1e-323),
  )

  test.each<[string, number, number, number]>([
    ['besselj', 2, 1e-200, 0],
    ['besselj', 200, 1, 0],
    ['besselj', 3, Infinity, 0],
    ['besselj', 3, -Infinity, 0],
    ['besselj', 0.5, -Infinity, Number.NaN],
    ['besselj', Infinity, Infinity, Number.NaN],
    ['bessely', 2, 1e-200, -Infinity],
    ['bessely', 200, 1, -Infinity],
    ['bessely', 0, Infinity, 0],
    ['besseli', 3, -Infinity, -Infinity],
    ['besseli', 0, Infinity, Infinity],
    ['besselk', 3, 1e-200, Infinity],
    ['besselk', 0, Infinity, 0],
    ['jn', 2, 1e-200, 0],
    ['jn', 2, Infinity, 0],
    ['yn', 2, 1e-200, -Infinity],
    ['yn', 0, -Infinity, 0],
  ])('%s(%d, %d) is %d', (name, nu, x, want) => {
    const got = real(name)(nu, x)
    // 0 of either sign.
    expect(got + 0).toBe(want)
  })

  test.each<[string, number, number]>([
    ['airyai', Infinity, 0],
    ['airyai', -Infinity, 0],
    ['airyaiprime', Infinity, 0],
    ['airyaiprime', -Infinity, Number.NaN],
    ['airybi', 200, Infinity],
    ['airybi', Infinity, Infinity],
    ['airybi', -Infinity, 0],
    ['airybiprime', 200, Infinity],
    ['airybiprime', -Infinity, Number.NaN],
  ])('%s(%d) is %d', (name, x, want) => expect(real(name)(x)).toBe(want))
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
