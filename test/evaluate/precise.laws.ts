/** High precision against mpmath, under cancellation, and at the ends of what it can do. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import { evaluate } from '../../src/index.js'
import type { Decimal } from '../../src/number/decimal.js'
import { Rational } from '../../src/number/rational.js'
import { runs } from '../cases/runs.js'

const NAMES = ['x', 'y'] as const

/** Function, argument texts, value to 70 digits; how they were made is in test/cases/precise_reference.py. */
const rows: string[][] = JSON.parse(readFileSync(new URL('../cases/precise-reference.json', import.meta.url), 'utf8'))

function call(row: readonly string[]): readonly [string, Record<string, string>] {
  const [name = '', ...args] = row.slice(0, -1)
  const names = NAMES.slice(0, args.length)
  const text = name === 'pow' ? 'x^y' : `${name}(${names.join(', ')})`
  return [text, Object.fromEntries(names.map((x, k) => [x, args[k] as string]))]
}

const digits = (text: string, precision: number, at: Readonly<Record<string, string | number>> = {}): string =>
  String(evaluate(text, at, { precision }))

function failure(text: string, at: Readonly<Record<string, string | number>> = {}, precision = 50): FluxionError {
  try {
    evaluate(text, at, { precision })
  } catch (error) {
    if (error instanceof FluxionError) return error
    throw error
  }
  throw new Error(`${text} has a value`)
}

/** The distance of two decimal texts in units of the last of so many digits. */
function unitsApart(a: string, b: string, precision: number): number {
  const [p, q] = [Rational.parse(a.replace(/^-/, '')), Rational.parse(b.replace(/^-/, ''))]
  if (a.startsWith('-') !== b.startsWith('-')) return Infinity
  return p
    .sub(q)
    .abs()
    .div(q)
    .mul(Rational.of(10n ** BigInt(precision)))
    .toNumber()
}

describe('fifty digits against mpmath', () => {
  const names = [...new Set(rows.map(row => row[0] as string))]
  it.each(names)('%s', name => {
    const mine = rows.filter(row => row[0] === name)
    expect(mine.length).toBeGreaterThan(5)
    const wrong = mine.flatMap(row => {
      const [text, at] = call(row)
      const got = digits(text, 50, at)
      // Rounded to nearest: half a unit of the 50th digit, which is up to 5 units of 10^-50 relatively.
      return unitsApart(got, row.at(-1) as string, 50) <= 5.001 ? [] : [{ text, at, got }]
    })
    expect(wrong).toEqual([])
  })

  it('the digits are those of a longer value, rounded', () => {
    for (const row of rows.filter((_, k) => k % 17 === 0)) {
      const [text, at] = call(row)
      const long = digits(text, 65, at)
      for (const precision of [1, 2, 7, 16, 40]) {
        const error = unitsApart(digits(text, precision, at), long, precision)
        expect([text, at, precision, error <= 5.001]).toEqual([text, at, precision, true])
      }
    }
  })
})

describe('values', () => {
  const cases: readonly (readonly [string, number, string, Readonly<Record<string, string | number>>?])[] = [
    ['pi', 50, '3.1415926535897932384626433832795028841971693993751'],
    ['e', 30, '2.71828182845904523536028747135'],
    ['eulergamma', 40, '0.5772156649015328606065120900824024310422'],
    ['catalan', 40, '0.9159655941772190150546035149323841107741'],
    ['(1 + 1e-30) - 1', 20, '1.0000000000000000000e-30'],
    ['exp(x) - 1 - x', 20, '5.0000000000000000000e-41', { x: 1e-20 }],
    ['cosh(x) - 1', 10, '5.000000000e-2001', { x: '1e-1000' }],
    ['tan(x) - sin(x)', 8, '5.0000000e-301', { x: '1e-100' }],
    ['x', 3, '0.100', { x: 0.1 }],
    ['1/4', 5, '0.25000'],
    ['1/8', 2, '0.13'],
    ['-1/8', 2, '-0.13'],
    ['x*y', 1, '0.2', { x: 0.1, y: 1.5 }],
    ['x', 1, '1e+1', { x: 9.5 }],
    ['x', 2, '1.0e-7', { x: 0.000000099999 }],
    ['123456', 6, '123456'],
    ['123456', 3, '1.23e+5'],
    ['x - 1/10', 10, '0', { x: 0.1 }],
    ['piecewise(1, x = 1/10, 0)', 3, '1.00', { x: 0.1 }],
    ['x!', 30, '3.04140932017133780436126081661e+64', { x: 50 }],
    ['gamma(1/2)^2', 30, '3.14159265358979323846264338328'],
    ['exp(10^6)', 10, '3.033215397e+434294'],
    ['exp(-10^6)', 10, '3.296831478e-434295'],
    ['sin(10^40)', 20, '-0.56963340095363632731'],
    ['zeta(-2)', 10, '0'],
    ['zeta(0)', 10, '-0.5000000000'],
    ['zeta(-1)', 10, '-0.08333333333'],
    ['lgamma(1e10)', 20, '220258509288.81058147'],
    ['erfc(100)', 10, '6.405961425e-4346'],
    ['erf(100)', 10, '1.000000000'],
    ['root(-8, 3)', 5, '-2.0000'],
    ['acos(x)', 5, '0', { x: 1 }],
    ['acos(x)', 5, '3.1416', { x: -1 }],
    ['asin(x)', 5, '-1.5708', { x: -1 }],
    ['acosh(x)', 5, '0', { x: 1 }],
    ['sinc(x)', 5, '1.0000', { x: 0 }],
    ['chebyshevt(3, x)', 20, '9.0000000000000000031', { x: '1.50000000000000000013' }],
    ['chebyshevu(2, x)', 20, '8.0000000000000000016', { x: '-1.50000000000000000013' }],
    ['chebyshevt(5/2, x)', 20, '5.5901699437494742410', { x: 1.5 }],
    ['mod(x, 2)', 5, '1.5000', { x: 7.5 }],
    ['round(x)', 2, '-3.0', { x: -2.5 }],
    ['sqrt(x)*sqrt(y)', 5, '2.0000', { x: 'sqrt(2)', y: '4/sqrt(2)' }],
  ]
  it.each(cases.map(([text, precision, want, at]) => ({ text, precision, want, at })))(
    '$text to $precision digits is $want',
    ({ text, precision, want, at }) => {
      expect(digits(text, precision, at)).toBe(want)
    },
  )

  it('knows its nearest double and prints itself in JSON', () => {
    const x = evaluate('[1/3, -1e-40]', {}, { precision: 30 }) as unknown as Decimal[]
    expect(x.map(d => d.toNumber())).toEqual([1 / 3, -1e-40])
    expect(JSON.stringify(x)).toBe('["0.333333333333333333333333333333","-1.00000000000000000000000000000e-40"]')
  })

  it('gives NaN where there is no value, if asked', () => {
    const x = evaluate('log(x)', { x: -1 }, { precision: 10, undefined: 'nan' })
    expect([String(x), x.toNumber()]).toEqual(['NaN', Number.NaN])
  })
})

describe('refusals', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string | number>>, string, RegExp])[] = [
    ['log(-x)', { x: 2 }, 'not-real', /log\(-x\) is not real at -x = -2/],
    ['log(x)', { x: 0 }, 'division-by-zero', /infinite/],
    ['1/(x - y)', { x: 3, y: 3 }, 'division-by-zero', /x - y is 0/],
    ['gamma(x)', { x: -2 }, 'domain', /gamma\(x\)/],
    ['zeta(x)', { x: 1 }, 'domain', /zeta\(x\)/],
    ['x^y', { x: -8, y: '1/3' }, 'not-real', /x\^y/],
    ['sin(x)^2 + cos(x)^2 - 1', { x: 1 }, 'budget', /cannot be told/],
    ['sqrt(sin(x)^2 + cos(x)^2 - 1)', { x: 1 }, 'undecided', /cannot be told/],
    ['hankel1(0, x)', { x: 1 }, 'no-kernel', /hankel1/],
    ['exp(exp(exp(x)))', { x: 10 }, 'budget', /too large/],
    ['x', {}, 'unbound', /"x"/],
  ]
  it.each(cases)('%s at %j', (text, at, code, message) => {
    const error = failure(text, at)
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)])
  })

  it.each([0, -3, 1.5, Number.NaN])('a precision of %s', precision => {
    expect(failure('pi', {}, precision).code).toMatch(/^(option-)?precision$/)
  })

  it('too many digits, and fields that have none', () => {
    expect(failure('pi', {}, 10_001).code).toBe('budget')
    expect(failure('zeta(pi)', {}, 3000).message).toMatch(/2000 digits/)
    expect(() => evaluate('x', { x: 1 }, { precision: 5, field: 'complex' })).toThrow(/complex/)
    expect(() => evaluate('x', { x: { re: 1, im: 2 } }, { precision: 5 })).toThrow(FluxionError)
  })
})

describe('many digits', () => {
  it.each([
    'pi',
    'exp(sqrt(2))',
    'log(3)',
    'atan(1/3)',
    'sin(2)',
    'erf(1)',
    'zeta(3)',
    'zeta(5/2)',
    'gamma(1/3)',
    'gamma(sqrt(2))',
    'eulergamma',
  ])('%s to 3000 digits begins with its 2000, and these with its 60', text => {
    const [long, middle, short] = [3000, 2000, 60].map(n => digits(text, n)) as [string, string, string]
    expect(long.slice(0, 1990)).toBe(middle.slice(0, 1990))
    expect(middle.slice(0, 58)).toBe(short.slice(0, 58))
    expect(long.replace(/^0?\.?0*/, '').replace('.', '')).toHaveLength(3000)
  })

  it('identities between functions that share no code hold to thousands of digits', () => {
    // Each difference is refused as too close to zero, which is what a zero looks like.
    for (const text of [
      'gamma(1/3)*gamma(2/3) - 2*pi/sqrt(3)',
      'gamma(pi)*gamma(1 - pi)*sin(pi^2) - pi',
      'gamma(1 + sqrt(2)) - sqrt(2)*gamma(sqrt(2))',
      'zeta(2) - pi^2/6',
      'atan(1/2) + atan(1/3) - pi/4',
      'log(2)/log(10) - log10(2)',
      'erf(1) + erfc(1) - 1',
    ]) {
      expect([text, failure(text, {}, 100).code]).toEqual([text, 'budget'])
    }
  })
})

describe('laws', () => {
  it('doubles of the real field lie within its rounding errors', () => {
    const number = fc.integer({ min: -4000, max: 4000 }).map(k => k / 256)
    fc.assert(
      fc.property(
        fc.constantFrom('sin(x)', 'exp(x)', 'atan(x)', 'tanh(x)', 'erf(x)', 'x^3 - x', 'sigmoid(x)'),
        number,
        (text, x) => {
          const exact = evaluate(text, { x }, { precision: 25 }).toNumber()
          const near = evaluate(text, { x })
          expect(Math.abs(near - exact)).toBeLessThanOrEqual(Math.abs(exact) * 1e-14 + 1e-300)
        },
      ),
      runs(40),
    )
  })

  it('a rational is its decimal expansion, rounded half up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 40 }),
        (p, q, n) => {
          fc.pre(p !== 0)
          const got = evaluate('x', { x: Rational.of(p, q) }, { precision: n })
          const scaled = Rational.of(Math.abs(p), q).mul(Rational.of(10).powInt(n - 1 - got.exponent))
          const nearest = scaled.add(Rational.of(1, 2)).floor()
          expect(got.digits).toBe(String(nearest === 10 ** n ? nearest / 10 : nearest))
        },
      ),
      runs(100),
    )
  })
})
