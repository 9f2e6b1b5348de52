import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { polynomials } from '../../src/functions/polynomials.js'
import { diff, evaluate, expand, parse, subs } from '../../src/index.js'
import * as C from '../../src/number/complex.js'
import { describeDerivatives, describeReference, distance, kernel, z } from '../cases/family.js'

describeReference('polynomials', {}, 5e-14)
describeDerivatives(Object.keys(polynomials))

/** Known polynomials of small degree, DLMF 18.5.14-18.5.19 and Abramowitz & Stegun 22. */
const known: readonly [string, string][] = [
  ['legendre(0, x)', '1'],
  ['legendre(3, x)', '(5*x^3 - 3*x)/2'],
  ['legendre(-3, x)', '(3*x^2 - 1)/2'],
  ['assoclegendre(2, 1, x)', '-3*x*sqrt(1 - x^2)'],
  ['assoclegendre(1, 2, x)', '0'],
  ['assoclegendre(3, 2, x)', '15*x*(1 - x^2)'],
  ['assoclegendre(1, -1, x)', 'sqrt(1 - x^2)/2'],
  ['chebyshevt(4, x)', '8*x^4 - 8*x^2 + 1'],
  ['chebyshevt(-2, x)', '2*x^2 - 1'],
  ['chebyshevu(3, x)', '8*x^3 - 4*x'],
  ['chebyshevu(-1, x)', '0*x'],
  ['chebyshevu(-3, x)', '-2*x'],
  ['gegenbauer(2, 2, x)', '12*x^2 - 2'],
  ['gegenbauer(-1, 3/2, x)', '0*x'],
  ['jacobi(1, 2, 3, x)', '3 + 7*(x - 1)/2'],
  ['hermite(4, x)', '16*x^4 - 48*x^2 + 12'],
  ['laguerre(2, x)', '(x^2 - 4*x + 2)/2'],
  ['genlaguerre(2, 1, x)', 'x^2/2 - 3*x + 3'],
]

describe('small degrees', () => {
  test.each(known)('%s is %s', (text, want) => {
    for (const x of [-0.7, 0.2, 0.95]) {
      expect(evaluate(text, { x })).toBeCloseTo(evaluate(want, { x }), 13)
      expect(evaluate(diff(text, 'x'), { x })).toBeCloseTo(evaluate(diff(want, 'x'), { x }), 12)
    }
  })

  test.each(['legendre', 'chebyshevt', 'chebyshevu'])('the derivative of %s holds at the ends', name => {
    for (const n of [0, 1, 2, 5]) {
      for (const x of [-1, 1]) {
        const slope = evaluate(diff(`${name}(${n}, x)`, 'x'), { x })
        const sign = x < 0 && n % 2 === 0 ? -1 : 1
        const sizes = { legendre: (n * (n + 1)) / 2, chebyshevt: n * n, chebyshevu: (n * (n + 1) * (n + 2)) / 3 }
        expect(slope).toBeCloseTo(sign * sizes[name as keyof typeof sizes], 10)
      }
    }
  })
})

test.each([
  ['assoclegendre(1, 2, 1/2)', 0],
  ['assoclegendre(-3, 1, 1/2)', -1.299038105676658],
])('%s to many digits', (text, want) => expect(Number(evaluate(text, {}, { precision: 30 }))).toBeCloseTo(want, 14))

describe('multiplied out', () => {
  test.each([
    ['legendre(3, x)', '5*x^3/2 - 3*x/2'],
    ['chebyshevt(5, x)', '16*x^5 - 20*x^3 + 5*x'],
    ['chebyshevu(3, x)', '8*x^3 - 4*x'],
    ['hermite(4, x + 1)', '16*x^4 + 64*x^3 + 48*x^2 - 32*x - 20'],
    ['laguerre(2, x)', 'x^2/2 - 2*x + 1'],
    ['genlaguerre(2, 1/2, x)', 'x^2/2 - 5*x/2 + 15/8'],
    ['gegenbauer(3, 2, x)', '32*x^3 - 12*x'],
    ['x*legendre(2, x)', '3*x^3/2 - x/2'],
    ['legendre(3, legendre(2, x))', '135*x^6/16 - 135*x^4/16 + 9*x^2/16 + 7/16'],
    ['legendre(n, x)', 'legendre(n, x)'],
    ['legendre(1/2, x)', 'legendre(1/2, x)'],
    ['legendre(-3, x)', 'legendre(-3, x)'],
    ['genlaguerre(2, a, x)', 'genlaguerre(2, a, x)'],
    ['jacobi(2, 1, 1, x)', 'jacobi(2, 1, 1, x)'],
    ['besselj(2, x)', 'besselj(2, x)'],
    ['legendre(200, x)', 'legendre(200, x)'],
  ])('%s is %s', (text, want) => expect(String(expand(text))).toBe(want))

  const rows = Object.entries(polynomials).filter(([, r]) => r.polynomial)
  test.each(rows)('%s is the polynomial that its values are of', (name, r) => {
    const parameters = Array.from({ length: (r.derivative as readonly unknown[]).length - 2 }, () => '3/2')
    for (const n of [0, 1, 4, 7]) {
      const f = `${name}(${[n, ...parameters, 'x'].join(', ')})`
      for (const x of ['-3/7', '12']) {
        expect(String(subs(expand(f), { x: parse(x) }))).toBe(String(subs(f, { x: parse(x) })))
      }
    }
  })
})

describe('exact values', () => {
  test.each([
    ['legendre(3, 1/2)', '-7/16'],
    ['hermite(5, 2)', '-16'],
    ['laguerre(4, 1/3)', '-47/1944'],
    ['chebyshevu(6, 1/2)', '1'],
    ['gegenbauer(4, 3/2, 1/3)', '-5/9'],
    ['genlaguerre(3, 1/2, 2)', '-43/48'],
    ['chebyshevt(1/2, 1/2)', 'chebyshevt(1/2, 1/2)'],
    ['legendre(101, 1/2)', 'legendre(101, 1/2)'],
    ['legendre(3, 10^40)', 'legendre(3, 10000000000000000000000000000000000000000)'],
  ])('%s is %s', (text, want) => expect(String(parse(text))).toBe(want))

  it('agree with the kernels', () => {
    const names = ['legendre(n, x)', 'chebyshevt(n, x)', 'chebyshevu(n, x)', 'hermite(n, x)', 'genlaguerre(n, 3/2, x)']
    for (const text of [...names, 'gegenbauer(n, 5/2, x)', 'laguerre(n, x)']) {
      for (const [n, x] of [
        [7, '3/7'],
        [12, '-5/9'],
        [20, '11/4'],
      ] as const) {
        const exact = evaluate(subs(text, { n, x: parse(x) }))
        const floating = evaluate(text, { n, x: evaluate(x) })
        expect(Math.abs(floating - exact)).toBeLessThan(1e-11 * Math.abs(exact))
      }
    }
  })
})

describe('laws for any degree', () => {
  const degree = fc.double({ min: -4, max: 9, noNaN: true }).map(n => z(n))
  const variable = fc
    .record({ re: fc.double({ min: -2, max: 3, noNaN: true }), im: fc.double({ min: 0.05, max: 3, noNaN: true }) })
    .map(({ re, im }) => z(re, im))

  it('three-term recurrences, DLMF 18.9.2', () => {
    fc.assert(
      fc.property(degree, variable, (n, x) => {
        for (const [name, up, middle, down] of [
          ['legendre', n.re + 1, -(2 * n.re + 1), n.re],
          ['chebyshevt', 1, -2, 1],
          ['chebyshevu', 1, -2, 1],
          ['hermite', 1, -2, 2 * n.re],
        ] as const) {
          const at = (k: number) => kernel(name)(z(n.re + k), x)
          const parts = [C.mul(z(up), at(1)), C.mul(C.mul(z(middle), x), at(0)), C.mul(z(down), at(-1))]
          const size = Math.max(...parts.map(C.abs))
          expect(C.abs(parts.reduce(C.add))).toBeLessThan(1e-11 * (size + 1e-6))
        }
      }),
    )
  })

  it('Legendre functions are Gegenbauer functions of order 1/2 and Jacobi functions of order 0', () => {
    fc.assert(
      fc.property(degree, variable, (n, x) => {
        const want = kernel('legendre')(n, x)
        fc.pre(Math.hypot(want.re, want.im) > 1e-8 && Math.abs(n.re - Math.round(n.re)) > 1e-3)
        expect(distance(kernel('gegenbauer')(n, z(0.5), x), want)).toBeLessThan(1e-11)
        expect(distance(kernel('jacobi')(n, z(0), z(0), x), want)).toBeLessThan(1e-11)
        expect(distance(kernel('assoclegendre')(n, z(0), x), want)).toBeLessThan(1e-11)
      }),
    )
  })
})
