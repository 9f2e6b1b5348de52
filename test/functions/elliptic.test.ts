import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { elliptic } from '../../src/functions/elliptic.js'
import { diff, evaluate, parse } from '../../src/index.js'
import * as C from '../../src/number/complex.js'
import { describeDerivatives, describeReference, distance, kernel, z } from '../cases/family.js'

describeReference('elliptic', { ellipticpi: 1e-13 })
describeDerivatives(Object.keys(elliptic))

const parameter = fc.double({ min: -20, max: 0.999, noNaN: true })
const amplitude = fc
  .record({ re: fc.double({ min: -1.5, max: 1.5, noNaN: true }), im: fc.double({ min: -2, max: 2, noNaN: true }) })
  .filter(a => C.abs(a) > 1e-3)

describe('laws', () => {
  it("Legendre's relation, DLMF 19.7.1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), m => {
        const [K, E] = [kernel('elliptick'), kernel('elliptice')]
        const [k, e, kk, ee] = [K(z(m)), E(z(m)), K(z(1 - m)), E(z(1 - m))].map(v => v.re) as [
          number,
          number,
          number,
          number,
        ]
        expect(e * kk + ee * k - k * kk).toBeCloseTo(Math.PI / 2, 13)
      }),
    )
  })

  it('periods: F(phi + pi) = F(phi) + 2K, and E and Pi alike; odd in phi', () => {
    fc.assert(
      fc.property(amplitude, parameter, fc.integer({ min: -5, max: 5 }), (phi, m, n) => {
        const ss = C.mul(C.sin(phi), C.sin(phi))
        // Beside a branch point the rounding of phi + n*pi shows, and on the cut it decides the side.
        const quantities = [m, 0.3].map(k => C.sub(z(1), C.mul(z(k), ss)))
        fc.pre(quantities.every(q => q.re > 0.05 || Math.abs(q.im) > 0.05))
        for (const [name, before] of [
          ['ellipticf', []],
          ['elliptice', []],
          ['ellipticpi', [z(0.3)]],
        ] as const) {
          const complete = name === 'ellipticf' ? kernel('elliptick')(z(m)) : kernel(name)(...before, z(m))
          const at = (w: C.Complex) => kernel(name)(...before, w, z(m))
          const want = C.add(at(phi), C.mul(z(2 * n), complete))
          const moved = at(C.add(phi, z(n * Math.PI)))
          expect(C.abs(C.sub(moved, want))).toBeLessThan(1e-11 * (1 + C.abs(want)))
          expect(distance(at(C.neg(phi)), C.neg(at(phi)))).toBeLessThan(1e-13)
        }
      }),
    )
  })

  it('Pi is F for n = 0, and E-like for n = m (DLMF 19.6.13)', () => {
    fc.assert(
      fc.property(amplitude, parameter, (phi, m) => {
        expect(distance(kernel('ellipticpi')(z(0), phi, z(m)), kernel('ellipticf')(phi, z(m)))).toBeLessThan(1e-13)
        const s = C.sin(phi)
        const root = C.sqrt(C.sub(z(1), C.mul(z(m), C.mul(s, s))))
        const e = kernel('elliptice')(phi, z(m))
        const part = C.div(C.mul(z(m), C.mul(s, C.cos(phi))), root)
        const want = C.mul(z(1 / (1 - m)), C.sub(e, part))
        const scale = Math.max(C.abs(e), C.abs(part)) / (1 - m)
        expect(C.abs(C.sub(kernel('ellipticpi')(z(m), phi, z(m)), want))).toBeLessThan(1e-12 * scale)
      }),
    )
  })
})

describe('special arguments', () => {
  test.each<[string, number]>([
    ['elliptick(0)', Math.PI / 2],
    ['elliptice(1)', 1],
    ['elliptice(0)', Math.PI / 2],
    ['ellipticf(0, 1/2)', 0],
    ['ellipticf(7, 0)', 7],
    ['elliptice(1, 1)', Math.sin(1)],
    ['ellipticf(1, 1)', Math.asinh(Math.tan(1))],
    ['ellipticpi(-3, 0)', Math.PI / 4],
  ])('%s', (text, want) => expect(evaluate(text)).toBeCloseTo(want, 14))

  test.each(['elliptick(2)', 'ellipticf(1.5, 2)', 'ellipticpi(1, 1/2)', 'elliptick(1)'])('%s has no real value', text =>
    expect(() => evaluate(text)).toThrow(),
  )

  it('the number of arguments tells the forms apart', () => {
    expect(String(diff('elliptice(x)', 'x'))).toBe('(elliptice(x) - elliptick(x))/(2*x)')
    expect(String(diff('elliptice(x, m)', 'x'))).toBe('sqrt(1 - m*sin(x)^2)')
    expect(() => parse('elliptice(1, 2, 3)')).toThrow()
  })

  it('above the pole of the third kind the value is the limit of mpmath and Mathematica', () => {
    const value = kernel('ellipticpi')(z(2), z(1.2), z(0.5))
    expect(distance(value, z(0.253604270701506, -1.813799364234218))).toBeLessThan(1e-14)
  })
})
