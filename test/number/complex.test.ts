import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as C from '../../src/number/complex.js'

const z = C.complex

/** Rows of arguments and expected value as flat numbers; how they were made is in test/cases/reference.py. */
const tables: Record<string, number[][]> = JSON.parse(
  readFileSync(new URL('../cases/complex-reference.json', import.meta.url), 'utf8'),
)

/** The relative error of one part; a zero must be the zero of the right sign. */
function partError(got: number, want: number): number {
  if (want === 0) return Object.is(got, want) ? 0 : Infinity
  return Number.isFinite(got) ? Math.abs(got - want) / Math.abs(want) : Infinity
}

function unary(name: string): (z: C.Complex) => C.Complex {
  const f = Object.entries(C).find(([key]) => key === name)?.[1]
  if (typeof f !== 'function') throw new Error(`no function ${name}`)
  return f as (z: C.Complex) => C.Complex
}

/** Each part on its own, relative: twice to four times what was measured on 60 random points per function. */
const BOUND = 1.5e-15

describe('both parts against mpmath, on all sides of the cuts and with tiny imaginary parts', () => {
  it.each(Object.keys(tables))('%s', name => {
    const f = name === 'pow' ? C.pow : unary(name)
    const rows = tables[name] ?? []
    expect(rows.length).toBeGreaterThan(10)
    const wrong = rows.flatMap(row => {
      const [re = NaN, im = NaN] = row.slice(-2)
      const got = f(z(row[0] ?? NaN, row[1]), z(row[2] ?? NaN, row[3]))
      const error = Math.max(partError(got.re, re), partError(got.im, im))
      return error <= BOUND ? [] : [{ row, got, error }]
    })
    expect(wrong).toEqual([])
  })
})

describe('arithmetic', () => {
  const exact: [string, C.Complex, C.Complex][] = [
    ['(1+2i)(3-4i)', C.mul(z(1, 2), z(3, -4)), z(11, 2)],
    ['(11+2i)/(3-4i)', C.div(z(11, 2), z(3, -4)), z(1, 2)],
    ['(6+3i)/3', C.div(z(6, 3), z(3)), z(2, 1)],
    ['1/(2i)', C.inverse(z(0, 2)), z(0, -0.5)],
    ['1/3', C.inverse(z(3)), z(1 / 3, -0)],
    ['1/inf', C.inverse(z(Infinity)), z(0, -0)],
    ['1/(inf + inf i)', C.inverse(z(Infinity, Infinity)), z(0, -0)],
    ['inf*2 stays on the real axis', C.mul(z(Infinity), z(2)), z(Infinity, 0)],
    ['a quotient of huge numbers', C.div(z(2 ** 1023, 2 ** 1023), z(2 ** 1023, 2 ** 1023)), z(1, 0)],
    ['a quotient of tiny numbers', C.div(z(2 ** -1060, 2 ** -1060), z(2 ** -1060, -(2 ** -1060))), z(0, 1)],
    ['conj', C.conj(z(1, 2)), z(1, -2)],
    ['neg', C.neg(z(1, -2)), z(-1, 2)],
    ['sub', C.sub(z(1, -2), z(3, 4)), z(-2, -6)],
    ['add', C.add(z(1, -2), z(3, 4)), z(4, 2)],
    ['principal forgets -0', C.principal(z(-4, -0)), z(-4, 0)],
  ]
  it.each(exact)('%s', (_, got, want) => expect(got).toEqual(want))

  it('a quotient keeps a tiny imaginary part', () => {
    expect(C.div(z(3, 1e-200), z(4, 1e-200)).im).toBeCloseTo(0, 15)
    expect(C.div(z(3, 1e-200), z(4, 1e-200)).im / 1e-200).toBeCloseTo(1 / 16, 15)
    expect(C.div(z(1e300, 1e-300), z(1)).im).toBe(1e-300)
  })

  it.each([
    [z(0), z(1)],
    [z(0, -0), z(1)],
  ])('dividing by %o gives NaN, since complex infinity has no direction', (zero, one) => {
    expect(C.div(one, zero)).toEqual(z(NaN, NaN))
    expect(C.inverse(zero)).toEqual(z(NaN, NaN))
  })

  it.each([
    [3, 4, 5],
    [2 ** 1020 * 3, 2 ** 1020 * 4, 2 ** 1020 * 5],
    [3 * 2 ** -1070, 4 * 2 ** -1070, 5 * 2 ** -1070],
    [Infinity, NaN, Infinity],
    [-7, 0, 7],
    [0, -0, 0],
  ])('|%d + %di| = %d', (re, im, size) => expect(C.abs(z(re, im))).toBe(size))

  it('arg takes the side of the cut from the sign of the zero', () => {
    expect(C.arg(z(-1, 0))).toBe(Math.PI)
    expect(C.arg(z(-1, -0))).toBe(-Math.PI)
  })

  const finite = fc.double({ min: 1e-3, max: 1e3, noNaN: true }).chain(x => fc.constantFrom(x, -x))
  const number = fc.record({ re: finite, im: finite })
  const close = (a: C.Complex, b: C.Complex, bound: number): void => {
    expect(C.abs(C.sub(a, b))).toBeLessThanOrEqual(bound * C.abs(b))
  }

  it('(a*b)/b = a', () => {
    fc.assert(fc.property(number, number, (a, b) => close(C.div(C.mul(a, b), b), a, 2e-15)))
  })
  it('a*(1/a) = 1', () => {
    fc.assert(fc.property(number, a => close(C.mul(a, C.inverse(a)), z(1), 1e-15)))
  })
  it('sqrt(a)^2 = a and exp(log(a)) = a', () => {
    fc.assert(
      fc.property(number, a => {
        close(C.pow(C.sqrt(a), z(2)), a, 1e-15)
        close(C.exp(C.log(a)), a, 4e-15)
      }),
    )
  })
  it('f(conj a) = conj f(a), the functions on their cuts included', () => {
    const names = Object.keys(tables).filter(name => name !== 'pow')
    const part = fc.oneof(finite, fc.constantFrom(0, -0, 1, -1, 0.5, -2))
    fc.assert(
      fc.property(part, part, fc.constantFrom(...names), (re, im, name) => {
        const f = unary(name)
        expect(f(z(re, -im))).toEqual(C.conj(f(z(re, im))))
      }),
    )
  })
})

describe('powers', () => {
  const exact: [string, C.Complex, C.Complex, C.Complex][] = [
    ['0^0', z(0), z(0), z(1)],
    ['0^2', z(0), z(2), z(0)],
    ['0^(1+i)', z(0), z(1, 1), z(0)],
    ['0^-1', z(0), z(-1), z(NaN, NaN)],
    ['0^i', z(0), z(0, 1), z(NaN, NaN)],
    ['i^2', z(0, 1), z(2), z(-1, 0)],
    ['i^7', z(0, 1), z(7), z(-0, -1)],
    ['(1+2i)^5', z(1, 2), z(5), z(41, -38)],
    ['(1+i)^40', z(1, 1), z(40), z(2 ** 20, 0)],
    ['(1+i)^-4', z(1, 1), z(-4), z(-0.25, -0)],
    ['(2-3i)^12', z(2, -3), z(12), z(3455641, 3369960)],
    ['4^(1/2)', z(4), z(0.5), z(2, 0)],
    ['(-4)^(1/2)', z(-4), z(0.5), z(0, 2)],
    ['(-4 - 0i)^(1/2)', z(-4, -0), z(0.5), z(0, -2)],
    ['(-4)^(3/2)', z(-4), z(1.5), z(0, -8)],
    ['(3+4i)^(1/2)', z(3, 4), z(0.5), z(2, 1)],
    ['2^10', z(2), z(10), z(1024, 0)],
    ['(-2)^3', z(-2), z(3), z(-8, 0)],
    ['inf^2', z(Infinity), z(2), z(Infinity, 0)],
  ]
  it.each(exact)('%s, the signs of zeros aside', (_, base, exponent, want) => {
    const got = C.pow(base, exponent)
    expect([got.re + 0, got.im + 0]).toEqual([want.re + 0, want.im + 0])
  })

  it.each([2, 3, 7, -1, -3, 0.5, -0.5, 1.5, 1 / 3, -2.6, 40, 1100])('x^%d on the real axis is x**n', n => {
    for (const x of [0.3, 1.7, 0.99]) {
      expect(Math.abs(C.pow(z(x), z(n)).re - x ** n)).toBeLessThanOrEqual(4e-16 * Math.min(x ** n, 1e308))
      expect(C.pow(z(x), z(n)).im).toBeCloseTo(0, 300)
    }
  })

  it('a power of a huge base neither overflows on the way nor turns into NaN', () => {
    expect(C.pow(z(1e200, 1e200), z(1.5)).re / 6.435942529055826e299).toBeCloseTo(1, 13)
    expect(C.pow(z(1e-200, 1e-200), z(3))).toEqual(z(-0, 0))
    expect(C.pow(z(1e200, 1e200), z(3)).re).toBe(-Infinity)
  })
})

describe('limits', () => {
  const limits: [string, C.Complex, C.Complex][] = [
    ['tan(1 + 800i)', C.tan(z(1, 800)), z(0, 1)],
    ['tan(1 - 800i)', C.tan(z(1, -800)), z(0, -1)],
    ['tanh(inf)', C.tanh(z(Infinity)), z(1, 0)],
    ['exp(-inf)', C.exp(z(-Infinity)), z(0, 0)],
    ['exp(inf)', C.exp(z(Infinity)), z(Infinity, 0)],
    ['sech(1000)', C.sech(z(1000)), z(0, -0)],
    ['log(0)', C.log(z(0)), z(-Infinity, 0)],
    ['sqrt(inf)', C.sqrt(z(Infinity)), z(Infinity, 0)],
    ['sqrt(-inf)', C.sqrt(z(-Infinity)), z(0, Infinity)],
    ['atan(inf)', C.atan(z(Infinity)), z(Math.PI / 2, 0)],
    ['acot(0)', C.acot(z(0)), z(Math.PI / 2, -0)],
    ['atanh(1)', C.atanh(z(1)), z(Infinity, 0)],
    ['csc(0)', C.csc(z(0)), z(NaN, NaN)],
  ]
  it.each(limits)('%s', (_, got, want) => expect(got).toEqual(want))

  it('nothing overflows before the result does', () => {
    expect(C.exp(z(710, Math.PI / 2 - 1e-3)).re / 2.233994393829159e305).toBeCloseTo(1, 8)
    expect(C.sinh(z(710, 1)).re / 6.03516261727264e307).toBeCloseTo(1, 8)
    expect(C.log(z(1.5e308, 1.5e308)).re).toBeCloseTo(709.9482473405542, 8)
    expect(C.log(z(5e-324, 5e-324)).re).toBeCloseTo(-744.0934983311012, 10)
    expect(C.asin(z(1e300, 1e300)).im).toBeCloseTo(691.8152486690536, 8)
  })
})
