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
  ...['(-2)^inf', 'root(inf, inf)', 'sin(inf)', 'cot(-inf)', 'mod(inf, 2)', 'log(inf)/inf', 'log(inf) - inf'],
  ...['sqrt(inf + 1) - inf', 'abs(-inf) - inf', 'log(1 + 0*inf)'],
]

const ARITHMETICS = [{}, ...(['complex', 'interval', 'exact'] as const).map(field => ({ field })), { precision: 30 }]

/** The code of the refusal, or the value. */
function reason(text: string, at: Record<string, number>, options: object): unknown {
  try {
    return evaluate(text, at, options)
  } catch (error) {
    if (error instanceof FluxionError) return error.code
    throw error
  }
}

describe('indeterminate', () => {
  it.each(INDETERMINATE)('%s', text => {
    const at = { x: 2 }
    for (const options of ARITHMETICS) expect(reason(text, at, options), JSON.stringify(options)).toBe('indeterminate')
    expect(compile(text, ['x'])(2)).toBeNaN()
    expect(() => evaluate(simplify(text), at)).toThrow(DomainError)
    expect(equal(parse(String(parse(text))), parse(text))).toBe(true)
  })
})

describe('infinity as a value', () => {
  it.each<[string, Record<string, number>]>([
    ['x^y', { x: 1, y: Infinity }],
    ['x^y', { x: -1, y: -Infinity }],
    ['x^y', { x: -2, y: Infinity }],
    ['x*y', { x: 0, y: Infinity }],
    ['x - y', { x: Infinity, y: Infinity }],
    ['x/y', { x: Infinity, y: -Infinity }],
    ['log(x)/x', { x: Infinity, y: 0 }],
  ])('%s at %o is indeterminate', (text, at) => {
    for (const options of ARITHMETICS.slice(0, 3))
      expect(reason(text, at, options), JSON.stringify(options)).toBe('indeterminate')
    for (const options of ARITHMETICS.slice(3)) expect(reason(text, at, options)).toBe('not-a-number')
  })
  // As 0^0, and as x^0 is for every x: what is compiled, or written in other languages, says the same. Other arithmetics have no such convention.
  it.each([Infinity, -Infinity])('%d^0 is 1 in doubles', x => {
    expect(evaluate('x^y', { x, y: 0 })).toBe(1)
    expect(compile('x^y', ['x', 'y'])(x, 0)).toBe(1)
    expect(reason('x^y', { x, y: 0 }, { field: 'interval' })).toBe('indeterminate')
  })
  it('is not what an overflow gives', () => {
    expect(evaluate('exp(x)^y', { x: 1000, y: 0 })).toBe(1)
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

describe('what is only too large for a double', () => {
  it.each<[string, number]>([
    ['polygamma(170, 1/3)', -Infinity],
    ['polygamma(171, 1/3)', Infinity],
    ['polygamma(2, 1e-110)', -Infinity],
    ['legendre(1000, 10)', Infinity],
    ['legendre(1001, -10)', -Infinity],
    ['legendre(3, -1e150)', -Infinity],
    ['hermite(300, 100)', Infinity],
    ['hermite(301, -100)', -Infinity],
    ['hermite(300, 1)', Infinity],
    ['hermite(302, 1)', -Infinity],
    ['legendre(2, 1e200)', Infinity],
    ['gegenbauer(500, 2, 3)', Infinity],
    ['jacobi(601, 1, 1, -5)', -Infinity],
    ['laguerre(2000, -1000)', Infinity],
  ])('%s is %d, with the sign of its digits', (text, expected) => {
    expect(evaluate(text)).toBe(expected)
    expect(Number(String(evaluate(text, {}, { precision: 5 })))).toBe(expected)
  })

  it.each([
    'log(0)',
    'atanh(1)',
    'ei(0)',
    '1/0',
    'tan(pi/2)',
    'gamma(-2)',
    'polygamma(2, 0)',
    'polygamma(2, -1)',
    'bessely(2, 0)',
  ])('%s has no value', text => {
    expect(() => evaluate(text)).toThrow(DomainError)
  })
})
