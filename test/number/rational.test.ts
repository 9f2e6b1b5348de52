import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/errors.js'
import type { Integer } from '../../src/number/integer.js'
import { HALF, MINUS_ONE, ONE, Rational, TWO, ZERO } from '../../src/number/rational.js'

const part = fc.oneof(
  fc.bigInt({ min: -20n, max: 20n }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt({ min: -(2n ** 150n), max: 2n ** 150n }),
)
const nonzero = part.filter(n => n !== 0n)
const rational = fc.tuple(part, nonzero).map(([n, d]) => Rational.of(n, d))

const n = (q: Rational): bigint => BigInt(q.num)
const d = (q: Rational): bigint => BigInt(q.den)

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b)
}

/** Lowest terms, positive denominator, parts in their smallest representation. */
function lawful(q: Rational): void {
  expect(d(q)).toBeGreaterThan(0n)
  expect(gcd(n(q), d(q))).toBe(1n)
  for (const p of [q.num, q.den]) {
    const safe = BigInt(p) <= BigInt(Number.MAX_SAFE_INTEGER) && BigInt(p) >= -BigInt(Number.MAX_SAFE_INTEGER)
    expect(typeof p).toBe(safe ? 'number' : 'bigint')
    expect(Object.is(p, -0)).toBe(false)
  }
}

const isQuotient = (q: Rational, num: bigint, den: bigint): void => {
  lawful(q)
  expect(n(q) * den).toBe(num * d(q))
}

describe('construction', () => {
  it.each<[Integer, Integer, string]>([
    [2, -4, '-1/2'],
    [0, -7, '0'],
    [-6, -3, '2'],
    [6, 4, '3/2'],
    [10n ** 30n, 10n ** 29n, '10'],
    [1, 10n ** 20n, '1/100000000000000000000'],
    [-0, 5, '0'],
    [7n, 7n, '1'],
    [2n ** 53n, 1, '9007199254740992'],
    [5, 1n, '5'],
    [-0, 1, '0'],
  ])('%s over %s is %s', (num, den, text) => {
    expect(String(Rational.of(num, den))).toBe(text)
    lawful(Rational.of(num, den))
  })

  it('constants', () => expect([ZERO, ONE, TWO, MINUS_ONE, HALF].map(String)).toEqual(['0', '1', '2', '-1', '1/2']))

  it.each([
    ['a zero denominator', () => Rational.of(1, 0)],
    ['the inverse of zero', () => ZERO.inverse()],
    ['division by zero', () => ONE.div(ZERO)],
    ['zero to a negative power', () => ZERO.powInt(-1)],
    ['zero over a big zero', () => Rational.of(1, 0n)],
  ])('%s is a DomainError', (_, f) => {
    expect(f).toThrow(DomainError)
    expect(f).toThrow(expect.objectContaining({ code: 'division-by-zero' }))
  })
})

describe('arithmetic agrees with that of BigInt parts', () => {
  it.each<[string, (a: Rational, b: Rational) => Rational, (a: Rational, b: Rational) => readonly [bigint, bigint]]>([
    ['add', (a, b) => a.add(b), (a, b) => [n(a) * d(b) + n(b) * d(a), d(a) * d(b)]],
    ['sub', (a, b) => a.sub(b), (a, b) => [n(a) * d(b) - n(b) * d(a), d(a) * d(b)]],
    ['mul', (a, b) => a.mul(b), (a, b) => [n(a) * n(b), d(a) * d(b)]],
    ['div', (a, b) => (b.isZero() ? ZERO : a.div(b)), (a, b) => (b.isZero() ? [0n, 1n] : [n(a) * d(b), d(a) * n(b)])],
    ['neg', a => a.neg(), a => [-n(a), d(a)]],
    ['abs', a => a.abs(), a => [n(a) < 0n ? -n(a) : n(a), d(a)]],
    ['inverse', a => (a.isZero() ? ZERO : a.inverse()), a => (a.isZero() ? [0n, 1n] : [d(a), n(a)])],
  ])('%s', (_, f, oracle) => {
    fc.assert(
      fc.property(rational, rational, (a, b) => isQuotient(f(a, b), ...oracle(a, b))),
      { numRuns: 400 },
    )
  })

  it('powInt', () => {
    fc.assert(
      fc.property(rational, fc.integer({ min: -12, max: 12 }), (a, k) => {
        if (a.isZero() && k < 0) return
        const [num, den] = k < 0 ? [d(a) ** BigInt(-k), n(a) ** BigInt(-k)] : [n(a) ** BigInt(k), d(a) ** BigInt(k)]
        isQuotient(a.powInt(k), num, den)
      }),
      { numRuns: 400 },
    )
    expect(ZERO.powInt(0).isOne()).toBe(true)
  })

  it('compare, equals and sign', () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        const [left, right] = [n(a) * d(b), n(b) * d(a)]
        expect(a.compare(b)).toBe(left < right ? -1 : left > right ? 1 : 0)
        expect(a.equals(b)).toBe(left === right)
        expect(a.equals(a.add(b).sub(b))).toBe(true)
        expect(a.sign()).toBe(a.compare(ZERO))
        expect(a.isZero()).toBe(n(a) === 0n)
        expect(a.isInteger()).toBe(d(a) === 1n)
      }),
      { numRuns: 400 },
    )
  })

  it('floor is the largest integer not above', () => {
    fc.assert(
      fc.property(rational, a => {
        const f = BigInt(a.floor())
        expect(f * d(a) <= n(a) && n(a) < (f + 1n) * d(a)).toBe(true)
      }),
      { numRuns: 400 },
    )
    expect([Rational.of(-1, 2), Rational.of(7, 2), Rational.of(-4), ZERO].map(q => q.floor())).toEqual([-1, 3, -4, 0])
  })

  it.each<[Rational, number | undefined]>([
    [TWO, 2],
    [HALF, undefined],
    [Rational.of(2n ** 60n), undefined],
    [ZERO, 0],
  ])('smallInt of %s', (q, k) => expect(q.smallInt()).toBe(k))

  it('bits counts both parts', () =>
    expect([Rational.of(-5, 8).bits(), Rational.of(2n ** 100n).bits()]).toEqual([7, 102]))
})

describe('toNumber is correctly rounded', () => {
  const view = new DataView(new ArrayBuffer(8))
  const fromBits = (bits: bigint): number => {
    view.setBigUint64(0, bits)
    return view.getFloat64(0)
  }
  const bitsOf = (x: number): bigint => {
    view.setFloat64(0, x)
    return view.getBigUint64(0)
  }
  /** A positive finite double as an integer over 2^1074, exactly. */
  const scaled = (x: number): bigint => {
    const bits = bitsOf(x)
    const exponent = bits >> 52n
    const mantissa = bits & (2n ** 52n - 1n)
    return exponent === 0n ? mantissa : (mantissa + 2n ** 52n) << (exponent - 1n)
  }
  /** The nearest double to num/den > 0, ties to even: by bisection over the bit patterns of doubles. */
  const nearest = (num: bigint, den: bigint): number => {
    const target = num << 1075n // compared with 2*scaled*den
    if (num >= ((2n ** 54n - 1n) << 970n) * den) return Infinity
    let low = 0n
    let high = bitsOf(Number.MAX_VALUE)
    while (high - low > 1n) {
      const middle = (low + high) >> 1n
      if (scaled(fromBits(middle)) * den * 2n <= target) low = middle
      else high = middle
    }
    const [a, b] = [scaled(fromBits(low)), scaled(fromBits(high))]
    const twice = (a + b) * den
    if (target === twice) return fromBits(low % 2n === 0n ? low : high)
    return target < twice ? fromBits(low) : fromBits(high)
  }

  const cases: [string, Rational, number][] = [
    ['1/3', Rational.of(1, 3), 1 / 3],
    ['10^400', Rational.of(10n ** 400n), Infinity],
    ['-10^400', Rational.of(-(10n ** 400n)), -Infinity],
    ['10^-400', Rational.of(1, 10n ** 400n), 0],
    ['-10^-400', Rational.of(-1, 10n ** 400n), -0],
    ['10^-310', Rational.of(1, 10n ** 310n), 1e-310],
    ['the smallest', Rational.of(1, 2n ** 1074n), 5e-324],
    ['half of the smallest', Rational.of(1, 2n ** 1075n), 0],
    ['a little more than half of the smallest', Rational.of(2n ** 100n + 1n, 2n ** 1175n), 5e-324],
    ['the largest', Rational.of((2n ** 53n - 1n) << 971n), Number.MAX_VALUE],
    ['just below the overflow', Rational.of((2n ** 54n - 1n) * 2n ** 970n - 1n), Number.MAX_VALUE],
    ['the overflow', Rational.of((2n ** 54n - 1n) * 2n ** 970n), Infinity],
    ['2^53 + 1 ties to even', Rational.of(2n ** 53n + 1n), 2 ** 53],
    ['2^53 + 3 ties to even', Rational.of(2n ** 53n + 3n), 2 ** 53 + 4],
    ['(2^60 + 1)/2^60', Rational.of(2n ** 60n + 1n, 2n ** 60n), 1],
    ['a huge part that cancels', Rational.of(10n ** 500n + 1n, 10n ** 500n), 1],
  ]
  it.each(cases)('%s', (_, q, x) => expect(q.toNumber()).toBe(x))

  it('over all magnitudes', () => {
    const size = fc.bigInt({ min: 1n, max: 2n ** 130n })
    const shift = fc.oneof(
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: -1130, max: 900 }),
      fc.integer({ min: -1210, max: -1050 }),
    )
    fc.assert(
      fc.property(size, size, shift, fc.boolean(), (a, b, k, negative) => {
        const [num, den] = k >= 0 ? [a << BigInt(k), b] : [a, b << BigInt(-k)]
        const want = nearest(num, den)
        expect(Rational.of(negative ? -num : num, den).toNumber()).toBe(negative ? -want : want)
      }),
      { numRuns: 1500 },
    )
  })

  it('halfway between two doubles the even one wins, subnormal ones included', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: bitsOf(1e300) }), fc.constantFrom(-1n, 0n, 1n), (bits, off) => {
        const sum = scaled(fromBits(bits)) + scaled(fromBits(bits + 1n))
        const [num, den] = [(sum << 80n) + off, 1n << 1155n]
        expect(Rational.of(num, den).toNumber()).toBe(nearest(num, den))
      }),
      { numRuns: 400 },
    )
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 52n }), fc.constantFrom(-1n, 0n, 1n), (bits, off) => {
        const [num, den] = [((2n * bits + 1n) << 80n) + off, 1n << 1155n]
        expect(Rational.of(num, den).toNumber()).toBe(nearest(num, den))
      }),
      { numRuns: 400 },
    )
  })
})

describe('fromDouble is exact', () => {
  it.each<[number, string]>([
    [0.5, '1/2'],
    [-0.75, '-3/4'],
    [0, '0'],
    [-0, '0'],
    [3, '3'],
    [0.1, '3602879701896397/36028797018963968'],
    [2 ** 60, String(2n ** 60n)],
    [1e22, '10000000000000000000000'],
    [5e-324, `1/${2n ** 1074n}`],
    [Number.MAX_VALUE, String((2n ** 53n - 1n) << 971n)],
  ])('%s', (x, text) => expect(String(Rational.fromDouble(x))).toBe(text))

  it.each([
    1024 - 2 ** -43,
    2 ** 40 - 2 ** -13,
    2 ** -1022 - 2 ** -1074,
    1 - 2 ** -53,
    2 ** 100 - 2 ** 47,
    2 ** -300 * (1 - 2 ** -53),
  ])('%s, just below a power of two', x => expect(Rational.fromDouble(x).toNumber()).toBe(x))

  it('there and back', () => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(any, x => {
        const q = Rational.fromDouble(x)
        lawful(q)
        expect(q.toNumber()).toBe(x + 0)
        // The denominator is a power of two, so the value is a double and not only near one.
        expect(d(q) & (d(q) - 1n)).toBe(0n)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([NaN, Infinity, -Infinity])('%s is a DomainError', x =>
    expect(() => Rational.fromDouble(x)).toThrow(expect.objectContaining({ code: 'not-finite' })),
  )
})

describe('parse', () => {
  it.each<[string, string]>([
    ['0', '0'],
    ['007', '7'],
    ['.5', '1/2'],
    ['5.', '5'],
    ['12.5e-3', '1/80'],
    ['1E3', '1000'],
    ['1e+3', '1000'],
    ['0.1', '1/10'],
    ['9007199254740993', '9007199254740993'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['0.000', '0'],
    ['1e-20', '1/100000000000000000000'],
    ['2.50', '5/2'],
  ])('%s is %s', (literal, value) => {
    expect(String(Rational.parse(literal))).toBe(value)
    lawful(Rational.parse(literal))
  })

  it('agrees with the digits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 40n }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: -50, max: 50 }),
        (m, places, x) => {
          const digits = String(m).padStart(places + 1, '0')
          const literal = `${digits.slice(0, digits.length - places)}.${places ? digits.slice(-places) : ''}e${x}`
          const shift = x - places
          isQuotient(
            Rational.parse(literal),
            shift >= 0 ? m * 10n ** BigInt(shift) : m,
            shift >= 0 ? 1n : 10n ** BigInt(-shift),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('toDecimal', () => {
  it.each<[Rational, string | undefined]>([
    [Rational.of(3, 5), '0.6'],
    [Rational.of(-1, 8), '-0.125'],
    [Rational.of(7), '7'],
    [Rational.of(1, 3), undefined],
    [ZERO, '0'],
    [Rational.of(1, 10n ** 20n), '0.00000000000000000001'],
    [Rational.of(1, 10n ** 50n), undefined],
    [Rational.of(-1, 20), '-0.05'],
    [Rational.of(2n ** 70n, 5n), '236118324143482260684.8'],
    [Rational.of(1, 2n ** 40n), '0.0000000000009094947017729282379150390625'],
    [Rational.of(1, 2n ** 41n), undefined],
  ])('%s', (q, text) => expect(q.toDecimal()).toBe(text))

  it('reads back as the same number', () => {
    const terminating = fc
      .tuple(part, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }))
      .map(([m, a, b]) => Rational.of(m, 2n ** BigInt(a) * 5n ** BigInt(b)))
    fc.assert(
      fc.property(terminating, q => {
        const text = q.abs().toDecimal()
        expect(text).toBeDefined()
        expect(text).not.toMatch(/\.\d*0$/)
        expect(Rational.parse(text ?? '').equals(q.abs())).toBe(true)
        expect(q.toDecimal()?.startsWith('-')).toBe(q.sign() < 0)
      }),
      { numRuns: 500 },
    )
  })

  it('is undefined where there is none', () => {
    fc.assert(
      fc.property(part, fc.constantFrom(3n, 7n, 11n, 13n, 1001n), fc.integer({ min: 0, max: 5 }), (m, p, k) => {
        const q = Rational.of(m, p * 10n ** BigInt(k))
        if (gcd(d(q), p) !== 1n) expect(q.toDecimal()).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })
})
