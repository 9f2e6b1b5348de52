/** Intervals: enclosure of known values, tightness at points, IEEE 1788's choices at the edges, and inclusion as a law. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import { evaluate as evaluateExpr } from '../../src/evaluate/evaluate.js'
import type { IntervalValue } from '../../src/evaluate/interval.js'
import { evaluate } from '../../src/index.js'
import { Rational } from '../../src/number/rational.js'
import { runs, scaled } from '../cases/runs.js'
import { canonical, shown, trees } from '../cases/trees.js'

type Given = Readonly<Record<string, number | string | { readonly lo: number; readonly hi: number }>>

const enclose = (text: string, at: Given = {}): IntervalValue => evaluate(text, at, { field: 'interval' })

/** Function, argument texts, value to 70 digits: test/cases/precise_reference.py. */
const rows: string[][] = JSON.parse(readFileSync(new URL('../cases/precise-reference.json', import.meta.url), 'utf8'))

const contains = ({ lo, hi }: IntervalValue, value: Rational): boolean =>
  (lo === -Infinity || Rational.fromDouble(lo).compare(value) <= 0) &&
  (hi === Infinity || Rational.fromDouble(hi).compare(value) >= 0)

/** The functions that refuse for want of an enclosure. */
const REFUSED = ['gamma', 'lgamma', 'factorial', 'zeta', 'beta']

describe('values to 70 digits lie inside', () => {
  const names = [...new Set(rows.map(row => row[0] as string))].filter(name => !REFUSED.includes(name))
  it.each(names)('%s', name => {
    const wrong: unknown[] = []
    for (const row of rows.filter(r => r[0] === name)) {
      const args = row.slice(1, -1)
      const text = name === 'pow' ? 'x^y' : `${name}(${['x', 'y'].slice(0, args.length).join(', ')})`
      const at = { x: args[0] as string, y: args[1] ?? '0' }
      const value = Rational.parse((row.at(-1) as string).replace(/^-/, ''))
      const found = enclose(text, args.length === 1 ? { x: at.x } : at)
      if (!contains(found, row.at(-1)?.startsWith('-') ? value.neg() : value)) wrong.push({ text, at, found })
    }
    expect(wrong).toEqual([])
  })

  it.each(REFUSED)('%s is refused by name', name => {
    const text = name === 'beta' ? 'beta(x, x)' : `${name}(x)`
    expect(() => enclose(text, { x: { lo: 1, hi: 2 } })).toThrow(/gamma|lgamma|factorial|zeta/)
  })
})

/** The width in units in the last place of the larger end. */
function ulps({ lo, hi }: IntervalValue): number {
  const size = Math.max(Math.abs(lo), Math.abs(hi))
  return (hi - lo) / 2 ** (Math.max(Math.floor(Math.log2(size)), -1022) - 52)
}

describe('tight at points', () => {
  const library =
    'log log10 log2 log1p expm1 sin cos tan asin acos atan sinh cosh tanh asinh atanh cbrt exp sqrt'.split(' ')
  const composed = 'asec acsc acot sech csch coth acsch acoth sigmoid softplus erf sec csc cot sinc'.split(' ')
  it.each([...library.map(f => [f, 13] as const), ...composed.map(f => [f, 34] as const)])(
    '%s: %i units at most',
    (name, most) => {
      for (const x of [0.001, 0.3, 0.71, 0.999, 1.001, 1.7, 5.3]) {
        const domain = /^(asin|acos|atanh)$/.test(name) ? x % 1 : /^(asec|acsc|acoth)$/.test(name) ? x + 1 : x
        expect([name, x, ulps(enclose(`${name}(x)`, { x: domain })) <= most]).toEqual([name, x, true])
      }
    },
  )
})

describe('what comes out', () => {
  const I = (lo: number, hi: number) => ({ lo, hi })
  const part = (lo: number, hi: number) => ({ lo, hi, partial: true })
  const cases: readonly (readonly [string, Given, object])[] = [
    ['x', { x: 0.1 }, I(0.1, 0.1)],
    ['x', { x: '1/8' }, I(0.125, 0.125)],
    ['x', { x: '0.1' }, I(0.09999999999999999, 0.1)],
    ['x + 1', { x: I(1, 2) }, I(2, 3)],
    ['x - x', { x: I(0, 1) }, I(0, 0)],
    ['x*y', { x: I(-1, 2), y: I(3, 4) }, I(-4, 8)],
    ['x*y', { x: I(-1, 2), y: I(-3, 4) }, I(-6, 8)],
    ['x*y', { x: I(-2, -1), y: I(-3, 4) }, I(-8, 6)],
    ['x*y', { x: I(0, 0), y: I(-Infinity, Infinity) }, I(0, 0)],
    ['x/y', { x: I(1, 2), y: I(4, 8) }, I(0.125, 0.5)],
    ['x/y', { x: I(-1, 2), y: I(-8, -4) }, I(-0.5, 0.25)],
    ['1/x', { x: I(-1, 2) }, part(-Infinity, Infinity)],
    ['1/x', { x: I(0, 2) }, part(0.5, Infinity)],
    ['1/x', { x: I(-2, 0) }, part(-Infinity, -0.5)],
    ['-1/x', { x: I(0, 2) }, part(-Infinity, -0.5)],
    ['1/x', { x: I(2, Infinity) }, I(0, 0.5)],
    ['x^2', { x: I(-1, 2) }, I(0, 4)],
    ['x^3', { x: I(-1, 2) }, I(-1, 8)],
    ['x^(-2)', { x: I(1, 2) }, I(0.25, 1)],
    ['x^(-2)', { x: I(-1, 1) }, part(1, Infinity)],
    ['x^0.3', { x: I(-1, 1) }, part(0, 1)],
    ['x^y', { x: I(0, 2), y: I(-1, 2) }, part(0, Infinity)],
    ['x^y', { x: I(1, 2), y: 3 }, I(1, 8)],
    ['x^y', { x: I(-2, 1), y: 2 }, I(0, 4)],
    ['x^y', { x: I(-2, 1), y: I(1, 2) }, part(-Infinity, Infinity)],
    ['sqrt(x)', { x: I(-1, 4) }, part(0, 2)],
    ['sqrt(x)', { x: I(1, 4) }, I(1, 2)],
    ['exp(x)', { x: I(-Infinity, 0) }, I(0, 1)],
    ['exp(x)', { x: 1000 }, I(Number.MAX_VALUE, Infinity)],
    ['abs(x)', { x: I(-3, 1) }, I(0, 3)],
    ['sign(x)', { x: I(-3, 1) }, I(-1, 1)],
    ['floor(x)', { x: I(-3.5, 1) }, I(-4, 1)],
    ['round(x)', { x: I(-2.5, 1.4) }, I(-3, 1)],
    ['max(x, y)', { x: I(0, 3), y: I(1, 2) }, I(1, 3)],
    ['min(x, y, 1)', { x: I(0, 3), y: I(1, 2) }, I(0, 1)],
    ['clamp(x, 0, 1)', { x: I(-1, 0.5) }, I(0, 0.5)],
    ['relu(x)', { x: I(-1, 2) }, I(0, 2)],
    ['mod(x, 2)', { x: I(0.5, 1.5) }, I(0.5, 1.5)],
    ['sin(x)', { x: I(1, 2) }, { lo: expect.closeTo(Math.sin(1)), hi: 1 }],
    ['sin(x)', { x: I(3, 6) }, { lo: -1, hi: expect.closeTo(Math.sin(3)) }],
    ['sin(x)', { x: I(0, 7) }, I(-1, 1)],
    ['sin(x)', { x: I(1e20, 1e21) }, I(-1, 1)],
    ['sin(x)', { x: I(-Infinity, 0) }, I(-1, 1)],
    ['cos(x)', { x: I(-1, 1) }, { lo: expect.closeTo(Math.cos(1)), hi: 1 }],
    ['cos(x)', { x: I(3, 4) }, { lo: -1, hi: expect.closeTo(Math.cos(4)) }],
    ['tan(x)', { x: I(1, 2) }, part(-Infinity, Infinity)],
    ['cot(x)', { x: I(0, 1) }, part(-Infinity, Infinity)],
    ['sinc(x)', { x: 0 }, I(1, 1)],
    ['acot(x)', { x: I(-1, 1) }, { lo: expect.closeTo(-Math.PI / 2), hi: expect.closeTo(Math.PI / 2) }],
    ['csch(x)', { x: I(0, 1) }, { lo: expect.closeTo(1 / Math.sinh(1)), hi: Infinity, partial: true }],
    ['acoth(x)', { x: I(-3, 3) }, part(-Infinity, Infinity)],
    ['asin(x)', { x: I(0, 2) }, { lo: 0, hi: expect.closeTo(Math.PI / 2), partial: true }],
    ['log(x)', { x: I(-1, 1) }, part(-Infinity, 0)],
    ['tanh(x)', { x: I(-Infinity, Infinity) }, I(-1, 1)],
    ['cosh(x)', { x: I(-1, 0) }, { lo: 1, hi: expect.closeTo(Math.cosh(1)) }],
    ['atan2(y, x)', { y: I(-1, 1), x: I(-2, -1) }, { lo: expect.closeTo(-Math.PI), hi: expect.closeTo(Math.PI) }],
    [
      'atan2(y, x)',
      { y: I(1, 1), x: I(-1, 1) },
      { lo: expect.closeTo(Math.PI / 4), hi: expect.closeTo((3 * Math.PI) / 4) },
    ],
    ['piecewise(x, x > 0, 5)', { x: I(-1, 1) }, I(-1, 5)],
    ['piecewise(x, x >= 0, 5)', { x: I(0, 1) }, I(0, 1)],
    ['piecewise(1, x < y, 2)', { x: I(0, 1), y: I(1, 2) }, I(1, 2)],
    ['piecewise(1, x <= y, 2)', { x: I(0, 1), y: I(1, 2) }, I(1, 1)],
    ['piecewise(1, x = y, 2)', { x: '1/10', y: '0.1' }, I(1, 1)],
    ['piecewise(1, not (x > 2) and x > -5, 2)', { x: I(0, 1) }, I(1, 1)],
    ['piecewise(1, x > 2 or x > 0, 2)', { x: I(-1, 1) }, I(1, 2)],
    ['3^5', {}, I(243, 243)],
    ['chebyshevt(2, x)', { x: I(2, 2) }, { lo: expect.closeTo(7, 12), hi: expect.closeTo(7, 12) }],
    ['chebyshevu(3, x)', { x: I(-1, -1) }, I(-4, -4)],
    [
      'chebyshevt(2, x)',
      { x: I(0.6, 3) },
      { lo: expect.closeTo(-0.28, 12), hi: expect.closeTo(17, 12), partial: true },
    ],
    ['inf', {}, I(Number.MAX_VALUE, Infinity)],
    ['pi', {}, I(Math.PI - 2 ** -51, Math.PI + 2 ** -51)],
  ]
  it.each(cases)('%s at %j', (text, at, want) => {
    expect(enclose(text, at)).toEqual(want)
  })

  it('lists give arrays', () => {
    expect(enclose('[x, x^2]', { x: I(1, 2) })).toEqual([I(1, 2), I(1, 4)])
  })
})

describe('refusals', () => {
  const cases: readonly (readonly [string, Given, string])[] = [
    ['log(x)', { x: { lo: -2, hi: -1 } }, 'not-real'],
    ['log(x)', { x: 0 }, 'division-by-zero'],
    ['sqrt(x)', { x: -1 }, 'not-real'],
    ['x^(1/3)', { x: { lo: -2, hi: -1 } }, 'not-real'],
    ['acosh(x)', { x: { lo: -1, hi: 0.5 } }, 'not-real'],
    ['1/x', { x: 0 }, 'division-by-zero'],
    ['csch(x)', { x: 0 }, 'division-by-zero'],
    ['besselj(0, x)', { x: 1 }, 'no-kernel'],
    ['i', {}, 'not-real'],
    ['x', { x: { lo: 2, hi: 1 } }, 'empty-interval'],
    ['x', { x: { lo: Number.NaN, hi: 1 } }, 'empty-interval'],
    ['x', { x: Number.NaN }, 'not-a-number'],
    ['piecewise(1, x > 2)', { x: 1 }, 'no-case'],
  ]
  it.each(cases)('%s at %j', (text, at, code) => {
    let found: unknown
    try {
      found = enclose(text, at)
    } catch (error) {
      found = error instanceof FluxionError ? error.code : error
    }
    expect(found).toBe(code)
  })

  it('an interval is no value in other fields', () => {
    expect(() => evaluate('x', { x: { lo: 1, hi: 2 } })).toThrow(/interval/)
    expect(() => evaluate('x', { x: { lo: 1, hi: 2 } }, { field: 'exact' })).toThrow(/interval/)
    expect(evaluate('log(x)', { x: -1 }, { field: 'interval', undefined: 'nan' })).toEqual({
      lo: Number.NaN,
      hi: Number.NaN,
    })
  })
})

const functions =
  'sin cos tan exp log atan asin acos tanh cosh sinh asinh abs sigmoid softplus cbrt sech coth acot floor'.split(' ')
const random = trees({ symbols: ['x', 'y'], constants: ['pi'], functions, depth: 3 })
const scalar = fc.oneof(
  fc.integer({ min: -24, max: 24 }).map(k => k / 8),
  fc.double({ min: -4, max: 4, noNaN: true }),
)
const box = fc.tuple(scalar, fc.constantFrom(0, 1e-9, 0.01, 0.7, 3)).map(([lo, width]) => ({ lo, hi: lo + width }))

const attempt = <T>(f: () => T): T | undefined => {
  try {
    return f()
  } catch (error) {
    if (error instanceof FluxionError) return undefined
    throw error
  }
}

describe('laws', () => {
  it('the value at every point of a box lies in the enclosure over the box', () => {
    let compared = 0
    const unit = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(random, box, box, unit, unit, (tree, X, Y, s, t) => {
        const e = canonical(tree)
        const within = (b: { lo: number; hi: number }, u: number): number => Math.min(b.hi, b.lo + u * (b.hi - b.lo))
        const at = { x: within(X, s), y: within(Y, t) }
        const exact = { x: Rational.fromDouble(at.x), y: Rational.fromDouble(at.y) }
        const precise = attempt(() => evaluateExpr(e, exact, { precision: 30 }))
        if (precise === undefined || Math.abs(precise.exponent) > 300) return
        compared++
        const value = Rational.parse(precise.toString().replace(/^-/, ''))
        // The thirty digits are rounded: half a unit of the last one to either side.
        const slack = Rational.of(1n, 10n ** 29n).mul(value)
        const signed = precise.sign < 0 ? value.neg() : value
        const found = evaluateExpr(e, { x: X, y: Y }, { field: 'interval' })
        const inside =
          (found.lo === -Infinity || Rational.fromDouble(found.lo).compare(signed.add(slack)) <= 0) &&
          (found.hi === Infinity || Rational.fromDouble(found.hi).compare(signed.sub(slack)) >= 0)
        expect(inside, `${shown(tree)} ${JSON.stringify([at, X, Y, found])} ${precise}`).toBe(true)
      }),
      runs(300),
    )
    expect(compared).toBeGreaterThan(scaled(100))
  })

  it('a smaller box has an enclosure inside that of a larger one', () => {
    let compared = 0
    fc.assert(
      fc.property(random, box, box, fc.double({ min: 0, max: 0.5, noNaN: true }), (tree, X, Y, s) => {
        const e = canonical(tree)
        const inner = (b: { lo: number; hi: number }) => ({
          lo: b.lo + s * (b.hi - b.lo) * 0.9,
          hi: Math.max(b.lo + s * (b.hi - b.lo) * 0.9, b.hi - s * (b.hi - b.lo) * 0.9),
        })
        const small = attempt(() => evaluateExpr(e, { x: inner(X), y: inner(Y) }, { field: 'interval' }))
        if (small === undefined) return
        const large = evaluateExpr(e, { x: X, y: Y }, { field: 'interval' })
        compared++
        // Bounds of library functions need not be monotone in the last places.
        const slack = (x: number): number => (Number.isFinite(x) ? Math.abs(x) * 1e-13 + 1e-300 : 0)
        const inside = large.lo - slack(large.lo) <= small.lo && small.hi <= large.hi + slack(large.hi)
        expect(inside, `${shown(tree)} ${JSON.stringify([X, Y, small, large])}`).toBe(true)
      }),
      runs(300),
    )
    expect(compared).toBeGreaterThan(scaled(100))
  })

  it('a box on which nothing is missing has a value at its points', () => {
    let compared = 0
    fc.assert(
      fc.property(random, box, box, (tree, X, Y) => {
        const e = canonical(tree)
        const found = attempt(() => evaluateExpr(e, { x: X, y: Y }, { field: 'interval' }))
        if (found === undefined || found.partial) return
        compared++
        const value = attempt(() => evaluateExpr(e, { x: X.lo, y: Y.hi }))
        expect(value, `${shown(tree)} ${JSON.stringify([X, Y])}`).toBeDefined()
      }),
      runs(200),
    )
    expect(compared).toBeGreaterThan(scaled(50))
  })
})
