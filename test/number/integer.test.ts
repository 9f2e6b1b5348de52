import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  absInt,
  addInt,
  bitLength,
  gcdInt,
  type Integer,
  mulInt,
  negInt,
  powInt,
  quoInt,
  remInt,
  rootInt,
  shrink,
} from '../../src/number/integer.js'

const SAFE = Number.MAX_SAFE_INTEGER

/** The invariant: a number exactly while it is safe, and never -0. */
function lawful(n: Integer): boolean {
  if (typeof n === 'number') return Number.isSafeInteger(n) && !Object.is(n, -0)
  return n > BigInt(SAFE) || n < -BigInt(SAFE)
}

/** Integers of all sizes, many of them at the edge of what a number holds. */
const big = fc.oneof(
  fc.bigInt({ min: -100n, max: 100n }),
  fc.bigInt({ min: -(2n ** 53n) - 3n, max: -(2n ** 53n) + 3n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  fc.bigInt({ min: -(2n ** 27n), max: 2n ** 27n }),
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
)

describe('arithmetic agrees with BigInt and keeps the invariant', () => {
  const operations: [string, (a: Integer, b: Integer) => Integer, (a: bigint, b: bigint) => bigint | undefined][] = [
    ['addInt', addInt, (a, b) => a + b],
    ['mulInt', mulInt, (a, b) => a * b],
    ['quoInt', quoInt, (a, b) => (b === 0n ? undefined : a / b)],
    ['remInt', remInt, (a, b) => (b === 0n ? undefined : a % b)],
    ['negInt', negInt, a => -a],
    ['absInt', absInt, a => (a < 0n ? -a : a)],
  ]
  it.each(operations)('%s', (_, f, oracle) => {
    fc.assert(
      fc.property(big, big, (a, b) => {
        const want = oracle(a, b)
        if (want === undefined) return
        const got = f(shrink(a), shrink(b))
        expect(BigInt(got)).toBe(want)
        expect(lawful(got)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('gcdInt divides both, and what is left has no common divisor', () => {
    fc.assert(
      fc.property(big, big, big, (a, b, c) => {
        const [x, y] = [shrink(a * c), shrink(b * c)]
        const g = gcdInt(x, y)
        expect(lawful(g)).toBe(true)
        if (x === 0 && y === 0) {
          expect(g).toBe(0)
          return
        }
        expect(BigInt(g)).toBeGreaterThan(0n)
        expect([remInt(x, g), remInt(y, g)]).toEqual([0, 0])
        expect(gcdInt(quoInt(x, g), quoInt(y, g))).toBe(1)
        if (c !== 0n) expect(remInt(g, shrink(c))).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  it('powInt', () => {
    fc.assert(
      fc.property(big, fc.integer({ min: 0, max: 40 }), (a, n) => {
        const got = powInt(shrink(a), n)
        expect(BigInt(got)).toBe(a ** BigInt(n))
        expect(lawful(got)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('powInt is exact for every power of a small base that fits a double', () => {
    for (let a = -60; a <= 60; a++) {
      for (let n = 0; n <= 60; n++) expect(BigInt(powInt(a, n))).toBe(BigInt(a) ** BigInt(n))
    }
  })
})

describe('bitLength', () => {
  it.each<[Integer, number]>([
    [0, 0],
    [1, 1],
    [-1, 1],
    [2, 2],
    [255, 8],
    [256, 9],
    [2 ** 31, 32],
    [2 ** 48 - 1, 48],
    [2 ** 49 - 1, 49],
    [2 ** 52, 53],
    [SAFE, 53],
    [-SAFE, 53],
    [2n ** 53n, 54],
    [2n ** 64n - 1n, 64],
    [2n ** 64n, 65],
    [-(2n ** 1000n), 1001],
  ])('%s has %i', (n, bits) => expect(bitLength(n)).toBe(bits))

  it('is the length of the binary text', () => {
    fc.assert(
      fc.property(big, a => {
        const digits = a === 0n ? 0 : (a < 0n ? -a : a).toString(2).length
        expect(bitLength(shrink(a))).toBe(digits)
      }),
      { numRuns: 500 },
    )
  })
})

describe('rootInt', () => {
  it.each<[Integer, number, Integer | undefined]>([
    [0, 5, 0],
    [1, 5, 1],
    [8, 3, 2],
    [9, 2, 3],
    [10, 2, undefined],
    [2, 2, undefined],
    [3, 100, undefined],
    [2 ** 40, 40, 2],
    [2 ** 40, 41, undefined],
    [SAFE, 2, undefined],
    [94906265 ** 2, 2, 94906265],
    [7n ** 40n, 40, 7],
    [7n ** 40n, 39, undefined],
    [7n ** 40n + 1n, 40, undefined],
    [10n ** 100n, 2, 10n ** 50n],
    [(2n ** 53n) ** 2n, 2, 2n ** 53n],
  ])('of %s, degree %i', (a, n, root) => expect(rootInt(a, n)).toBe(root))

  it('inverts powInt and finds no root where there is none', () => {
    const base = fc.oneof(fc.bigInt({ min: 2n, max: 1000n }), fc.bigInt({ min: 2n, max: 2n ** 70n }))
    fc.assert(
      fc.property(base, fc.integer({ min: 2, max: 12 }), (a, n) => {
        const power = shrink(a ** BigInt(n))
        expect(rootInt(power, n)).toBe(shrink(a))
        expect(rootInt(addInt(power, 1), n)).toBeUndefined()
        expect(rootInt(addInt(power, -1), n)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })
})
