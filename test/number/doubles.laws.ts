/** Directed rounding of doubles against exact rationals: the bounds hold, are exact where they can be, and are tight. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doubles, next } from '../../src/number/doubles.js'
import type { Direction } from '../../src/number/ends.js'
import { Rational } from '../../src/number/rational.js'
import { runs } from '../cases/runs.js'

const DIRECTIONS = [-1, 1] as const

/** Doubles of every kind: ordinary, with few bits, subnormal, huge, and next to powers of two. */
const anyDouble: fc.Arbitrary<number> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -8, max: 8, noNaN: true }),
  fc.integer({ min: -1000, max: 1000 }).map(k => k / 8),
  fc.integer({ min: -40, max: 40 }).map(k => k * Number.MIN_VALUE),
  fc
    .tuple(fc.integer({ min: -1070, max: 1023 }), fc.constantFrom(-1, 0, 1))
    .map(([e, d]) => (d === 0 ? 2 ** e : next(2 ** e, d as Direction))),
  fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, 0, 1, -1),
)

/** Whether a bound keeps to its side of the exact value, and is the value itself or the nearest double on that side. */
function judged(bound: number, exact: Rational, to: Direction): 'sound and tight' | string {
  if (!Number.isFinite(bound)) {
    const sound = Math.sign(bound) === to
    const beyond = exact.compare(Rational.fromDouble(-to * -Number.MAX_VALUE)) * to > 0
    return sound && beyond ? 'sound and tight' : `infinite: ${bound}`
  }
  const side = Rational.fromDouble(bound).compare(exact) * to
  if (side < 0) return `unsound: ${bound}`
  // One double closer would be on the other side.
  const closer = next(bound, to === 1 ? -1 : 1)
  const allowance = next(closer, to === 1 ? -1 : 1)
  const passed = (x: number): boolean => !Number.isFinite(x) || Rational.fromDouble(x).compare(exact) * to <= 0
  return side === 0 || passed(closer) || passed(allowance) ? 'sound and tight' : `wide: ${bound}`
}

type Binary = (a: number, b: number, to: Direction) => number
const OPERATIONS: readonly (readonly [string, Binary, (p: Rational, q: Rational) => Rational])[] = [
  ['add', doubles.add, (p, q) => p.add(q)],
  ['mul', doubles.mul, (p, q) => p.mul(q)],
  ['div', doubles.div, (p, q) => p.div(q)],
]

describe('directed operations', () => {
  it.each(OPERATIONS)('%s lies on its side, at most one double too far', (name, f, exact) => {
    fc.assert(
      fc.property(anyDouble, anyDouble, fc.constantFrom(...DIRECTIONS), (a, b, to) => {
        fc.pre(name !== 'div' || b !== 0)
        const value = exact(Rational.fromDouble(a), Rational.fromDouble(b))
        expect([a, b, to, judged(f(a, b, to), value, to)]).toEqual([a, b, to, 'sound and tight'])
      }),
      runs(2000),
    )
  })

  it('the square root lies on its side', () => {
    fc.assert(
      fc.property(anyDouble, fc.constantFrom(...DIRECTIONS), (x, to) => {
        const a = Math.abs(x)
        const r = doubles.sqrt(a, to)
        const squared = Rational.fromDouble(r).powInt(2).compare(Rational.fromDouble(a)) * to
        expect([a, to, squared >= 0]).toEqual([a, to, true])
        const nearest = Math.sqrt(a)
        expect(Math.abs(r - nearest)).toBeLessThanOrEqual(nearest * 2 ** -52)
      }),
      runs(1000),
    )
  })

  it('whole powers lie on their side and within 2 doubles', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-5, max: 1e5, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(...DIRECTIONS),
        (a, n, to) => {
          const r = doubles.powInt(a, n, to)
          const value = Rational.fromDouble(a).powInt(n)
          if (Number.isFinite(r)) expect([a, n, Rational.fromDouble(r).compare(value) * to >= 0]).toEqual([a, n, true])
          const opposite = doubles.powInt(a, n, to === 1 ? -1 : 1)
          if (r > 1e-120 && r < 1e120) expect(Math.abs(r - opposite)).toBeLessThanOrEqual(Math.abs(r) * 3 * 2 ** -52)
        },
      ),
      runs(500),
    )
  })

  it('rationals lie on their side', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 25n }),
        fc.constantFrom(...DIRECTIONS),
        (p, q, to) => {
          const value = Rational.of(p, q)
          expect(judged(doubles.rational(value, to), value, to)).toBe('sound and tight')
        },
      ),
      runs(500),
    )
    expect(doubles.rational(Rational.of(10n ** 400n), -1)).toBe(Number.MAX_VALUE)
    expect(doubles.rational(Rational.of(1n, 10n ** 400n), 1)).toBe(Number.MIN_VALUE)
    expect(doubles.rational(Rational.of(1n, 10n ** 400n), -1)).toBe(0)
    expect(doubles.rational(Rational.of(1, 8), -1)).toBe(0.125)
  })

  it('infinities and zeros', () => {
    expect([doubles.mul(0, Infinity, 1), doubles.div(1, Infinity, 1), doubles.add(Infinity, -1, -1)]).toEqual([
      0,
      0,
      Infinity,
    ])
    expect([doubles.add(Number.MAX_VALUE, Number.MAX_VALUE, -1), doubles.mul(-1e300, 1e300, 1)]).toEqual([
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
    ])
  })
})

describe('neighbours', () => {
  it.each([
    [0, 1, Number.MIN_VALUE],
    [-0, -1, -Number.MIN_VALUE],
    [1, 1, 1 + 2 ** -52],
    [1, -1, 1 - 2 ** -53],
    [-1, 1, -1 + 2 ** -53],
    [Number.MAX_VALUE, 1, Infinity],
    [Infinity, -1, Number.MAX_VALUE],
    [-Infinity, 1, -Number.MAX_VALUE],
    [Infinity, 1, Infinity],
    [Number.MIN_VALUE, -1, 0],
  ] as const)('of %f towards %i', (x, to, want) => {
    expect(next(x, to)).toBe(want)
  })
})

describe('the quarter of an angle', () => {
  it('is known within one near multiples of pi/2, exactly elsewhere', () => {
    for (const k of [1, 2, 3, 11, 1000, 123456, 2 ** 30]) {
      const near = (k * Math.PI) / 2
      for (const x of [near, -near, next(near, 1), next(near, -1)]) {
        const [lo, hi] = doubles.quarters(x) as readonly [bigint, bigint]
        expect(hi - lo <= 1n).toBe(true)
      }
      expect(doubles.quarters(near + 0.5)).toEqual([BigInt(k), BigInt(k)])
      expect(doubles.quarters(near - 0.5)).toEqual([BigInt(k) - 1n, BigInt(k) - 1n])
    }
    expect(doubles.quarters(2 ** 41)).toBeUndefined()
    expect(doubles.quarters(0)).toEqual([0n, 0n])
  })
})
