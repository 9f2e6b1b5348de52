/** Infinity: what is indeterminate is so in every arithmetic, and what is not keeps its limit. */

import { describe, expect, it } from 'vitest'
import { equal } from '../../src/expr/order.js'
import { compile, DomainError, diff, evaluate, FluxionError, parse, simplify } from '../../src/index.js'

const INDETERMINATE = [
  ...['inf/inf', 'inf - inf', '0*inf', 'inf^0', '1^inf', '(-1)^inf', 'inf/2/inf', 'x*inf/inf', 'inf - inf + x'],
  ...['(x + inf)^0', 'sqrt(inf)/sqrt(inf)', '2^inf/2^inf', 'exp(inf) - exp(inf)', '0*exp(inf)', 'exp(-inf)*inf'],
  ...[
    '(1 + 1/inf)^inf',
    '1^(inf*x)',
    '0*(1 + 2*inf)',
    'inf + (-inf)',
    '3*inf - 2*inf - inf',
    '(-inf)/inf',
    '(1/inf)*inf',
  ],
]

describe('indeterminate', () => {
  it.each(INDETERMINATE)('%s', text => {
    const at = { x: 2 }
    for (const options of [{}, { field: 'complex' }, { field: 'interval' }, { precision: 30 }] as const)
      expect(() => evaluate(text, at, options), JSON.stringify(options)).toThrow(DomainError)
    expect(() => evaluate(text, at, { field: 'exact' })).toThrow(FluxionError)
    expect(compile(text, ['x'])(2)).toBeNaN()
    expect(() => evaluate(simplify(text), at)).toThrow(DomainError)
    expect(equal(parse(String(parse(text))), parse(text))).toBe(true)
  })
})

describe('determinate', () => {
  it.each<[string, number]>([
    ['1/inf', 0],
    ['exp(-inf)', 0],
    ['atan(inf)', Math.PI / 2],
    ['0^inf', 0],
    ['erf(inf)', 1],
    ['5 - 1/inf', 5],
    ['(1/2)^inf', 0],
    ['2^(-inf)', 0],
    ['max(1, -inf)', 1],
    ['sign(-inf)', -1],
    ['if(inf > 3, 1, 2)', 1],
  ])('%s', (text, value) => {
    expect(evaluate(text)).toBeCloseTo(value, 14)
    expect(Number(evaluate(text, {}, { precision: 20 }))).toBeCloseTo(value, 14)
    const { lo, hi } = evaluate(text, {}, { field: 'interval' })
    expect(lo).toBeLessThanOrEqual(value)
    expect(hi).toBeGreaterThanOrEqual(value)
    expect(hi - lo).toBeLessThan(1e-13)
  })

  it.each(['inf', 'inf + 1', '2*inf', 'inf^2', 'exp(inf)', 'log(inf)', 'abs(-inf)', '2^inf', 'inf/2'])(
    '%s is infinite',
    text => {
      expect(evaluate(text)).toBe(Number.POSITIVE_INFINITY)
      expect(evaluate(text, {}, { field: 'interval' })).toEqual({ lo: Number.MAX_VALUE, hi: Number.POSITIVE_INFINITY })
      expect(() => evaluate(text, {}, { precision: 10 })).toThrow('too large')
    },
  )

  it('a derivative with infinity in it', () => {
    expect(String(diff('x + inf', 'x'))).toBe('1')
    expect(String(diff('x*inf', 'x'))).toBe('inf')
  })

  it('overflow is none', () => {
    expect(evaluate('0*exp(x)', { x: 1e5 }, { field: 'interval' })).toEqual({ lo: 0, hi: 0 })
    expect(evaluate('exp(x)*y', { x: 1e5, y: 0 }, { field: 'interval' })).toEqual({ lo: 0, hi: 0 })
  })
})

describe('a part that is too large for doubles', () => {
  it.each([
    ['log10(exp(10^4))', {}, 4342.944819032518],
    ['log(exp(x))', { x: 1e4 }, 1e4],
    ['acosh(cosh(1024))', {}, 1024],
    ['log(cosh(x))', { x: 800 }, 799.3068528194401],
    ['exp(exp(10))', {}, Number.POSITIVE_INFINITY],
    ['log(exp(-x))', { x: -2000 }, 2000],
  ])('%s', (f, at, value) => expect(evaluate(f, at)).toBe(value))
})
