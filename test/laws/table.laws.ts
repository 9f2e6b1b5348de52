/**
 * Laws over random expressions of the whole table, with functions of several arguments, special functions, cases and
 * kinks. An expression is drawn from a number, which fast-check prints where a law fails. Equalities are told by
 * certificates: none may be refuted, and most must be verified.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derivative } from '../../src/diff/derivative.js'
import { FluxionError } from '../../src/errors.js'
import { evaluateAll } from '../../src/evaluate/evaluate.js'
import { lower } from '../../src/evaluate/lower.js'
import { add, call, mul, num, rational, sym } from '../../src/expr/build.js'
import { isFormalCall } from '../../src/expr/formal.js'
import type { Expr } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { postorder } from '../../src/expr/walk.js'
import type { NamedRow } from '../../src/functions/row.js'
import { parse, text } from '../../src/index.js'
import type { Complex } from '../../src/number/complex.js'
import { simplify } from '../../src/simplify/simplify.js'
import { type Certificate, certify, equivalent } from '../../src/verify/certificate.js'
import { distance, modulus, valuesAt } from '../../src/verify/slope.js'
import { leaves } from '../../src/verify/target.js'
import { FUNCTIONS, randomExpr, SLOW, seeded } from '../cases/random.js'
import { runs, scaled, turn } from '../cases/runs.js'

const x = sym('x')
const y = sym('y')

const functions = FUNCTIONS.filter(r => !SLOW.has(r.name))

const expressions = (depth: number, of: readonly NamedRow[] = functions): fc.Arbitrary<Expr> =>
  fc
    .integer({ min: 0, max: 2 ** 31 })
    .map(seed => randomExpr(seeded(seed), { symbols: ['x', 'y'], depth, functions: of }))

const isFormal = (e: Expr): boolean => postorder(e).some(isFormalCall)

/** Counts verdicts; a refuted one fails at once. */
class Verdicts {
  private readonly counts = { verified: 0, refuted: 0, unknown: 0 }

  add({ verdict, witness, values }: Certificate, what: string): void {
    if (verdict === 'refuted') expect.fail(`${what}\n at ${JSON.stringify(witness)}: ${JSON.stringify(values)}`)
    this.counts[verdict]++
  }

  expectMostVerified(share: number): void {
    const { verified, unknown } = this.counts
    expect(verified / (verified + unknown)).toBeGreaterThan(share)
  }
}

describe('derivatives', () => {
  it('are those that differences and circles show', async () => {
    const seen = new Verdicts()
    await fc.assert(
      fc.asyncProperty(expressions(2), async f => {
        await turn()
        const d = derivative(f, x)
        if (!isFormal(d)) seen.add(certify(f, x, d, { samples: 16 }), `${f} by x: ${d}`)
      }),
      runs(12),
    )
    seen.expectMostVerified(0.6)
  })

  it('over the complex numbers as well', async () => {
    const seen = new Verdicts()
    await fc.assert(
      fc.asyncProperty(expressions(2), async f => {
        await turn()
        const d = simplify(derivative(f, x), { domain: 'complex' })
        if (!isFormal(d)) seen.add(certify(f, x, d, { samples: 16, domain: 'complex' }), `${f} by x: ${d}`)
      }),
      runs(8),
    )
    seen.expectMostVerified(0.4)
  })

  const law = (of: (f: Expr, g: Expr) => readonly [Expr, Expr], share = 0.6): void => {
    const seen = new Verdicts()
    fc.assert(
      fc.property(expressions(1), expressions(1), (f, g) => {
        const [a, b] = of(f, g)
        if (isFormal(a) || isFormal(b)) return
        seen.add(equivalent(a, b, { samples: 16 }), `f = ${f}, g = ${g}: ${a} and ${b}`)
      }),
      runs(8),
    )
    seen.expectMostVerified(share)
  }
  const d = (e: Expr, v: Expr = x): Expr => derivative(e, v)

  it('are linear', () =>
    law((f, g) => [
      d(add(mul(num(3), f), mul(rational(-1, 2), g))),
      add(mul(num(3), d(f)), mul(rational(-1, 2), d(g))),
    ]))
  it('obey the product rule', () => law((f, g) => [d(mul(f, g)), add(mul(d(f), g), mul(f, d(g)))]))
  it('obey the chain rule', () =>
    law(f => [d(call('atan', [f])), mul(call('pow', [add(num(1), mul(f, f)), num(-1)]), d(f))]))
  it('by two variables commute, simplified', () =>
    law((f, g) => {
      const product = mul(f, g)
      return [simplify(d(simplify(d(product)), y)), simplify(d(simplify(d(product, y))))]
    }))
})

const REAL = [-2.3, -0.7, -0.31, 0.2, 0.45, 0.9, 1.3, 2.1, 3.7]
const points = (imaginary: readonly number[]): fc.Arbitrary<readonly Complex[]> => {
  const one = fc.tuple(fc.constantFrom(...REAL), fc.constantFrom(...imaginary)).map(([re, im]) => ({ re, im }))
  return fc.tuple(one, one)
}

/** Wherever the one has a value, the other has the same. */
function keepsValues(before: Expr, after: Expr, point: readonly Complex[]): boolean {
  const names = [...leaves([before, after]).keys()].sort()
  const [p, q] = [before, after].map(e => valuesAt(lower([e], names), point.slice(0, names.length))[0])
  const known = p !== undefined && p.error <= 1e-6 * modulus(p.value)
  if (!known) return false
  const at = JSON.stringify([names, point])
  if (q === undefined) expect.fail(`${before}\n became ${after}\n which has no value at ${at}, ${JSON.stringify(p)}`)
  const size = Math.max(modulus(p.value), modulus(q.value))
  if (q.error > 1e-6 * size) return false
  if (distance(p.value, q.value) > 8 * (p.error + q.error) + 1e-9 * size)
    expect.fail(`${before}\n became ${after}\n at ${at}: ${JSON.stringify([p, q])}`)
  return true
}

describe('simplification keeps value and domain', () => {
  const law = (imaginary: readonly number[], domain: 'real' | 'complex'): void => {
    let compared = 0
    const size = fc.integer({ min: 1, max: 3 }).chain(depth => expressions(depth))
    fc.assert(
      fc.property(size, fc.array(points(imaginary), { minLength: 3, maxLength: 3 }), (e, at) => {
        const short = simplify(e, { domain })
        for (const point of at) if (keepsValues(e, short, point)) compared++
      }),
      runs(50),
    )
    expect(compared).toBeGreaterThan(scaled(50))
  }
  it('at real points, through complex values', () => law([0], 'real'))
  it('at complex points in the complex domain', () => law([0, 0.4, -0.4, 1.7, -1.7], 'complex'))
})

describe('print, then parse', () => {
  it('is the identity', () =>
    fc.assert(
      fc.property(expressions(3, FUNCTIONS), e => {
        expect(equal(parse(text(e)), e), text(e)).toBe(true)
      }),
      runs(60),
    ))
})

describe('fields agree', () => {
  /** The value in one field; undefined where there is none. */
  const value = <T>(of: () => T): T | undefined => {
    try {
      return of()
    } catch (error) {
      if (error instanceof FluxionError) return undefined
      throw error
    }
  }
  it('real, complex, intervals and many digits', () => {
    const seen = { complex: 0, interval: 0, precise: 0 }
    fc.assert(
      fc.property(expressions(2), fc.constantFrom(...REAL), fc.constantFrom(...REAL), (e, u, v) => {
        const at = { x: u, y: v }
        const real = value(() => evaluateAll([e], at)[0] as number)
        if (real === undefined) return
        const names = [...leaves([e]).keys()].sort()
        const bound = valuesAt(
          lower([e], names),
          names.map(name => ({ re: name === 'x' ? u : v, im: 0 })),
        )[0]
        if (bound === undefined || bound.error > 1e-6 * Math.abs(real)) return
        const slack = 8 * bound.error + 1e-9 * Math.abs(real)
        const message = `${e} at ${JSON.stringify(at)}`
        expect(distance(bound.value, { re: real, im: 0 }), message).toBeLessThanOrEqual(slack)
        seen.complex++
        const interval = value(() => evaluateAll([e], at, { field: 'interval' })[0])
        if (interval !== undefined) {
          expect(interval.lo - slack, message).toBeLessThanOrEqual(real)
          expect(interval.hi + slack, message).toBeGreaterThanOrEqual(real)
          seen.interval++
        }
        const precise = value(() => evaluateAll([e], at, { precision: 20 })[0])
        if (precise !== undefined) {
          expect(Math.abs(precise.toNumber() - real), message).toBeLessThanOrEqual(slack)
          seen.precise++
        }
      }),
      runs(40),
    )
    expect(seen.complex).toBeGreaterThan(scaled(10))
    expect(seen.interval).toBeGreaterThan(scaled(5))
    expect(seen.precise).toBeGreaterThan(scaled(5))
  })
})
