/** Limits at points where a division by zero is only apparent, and those that are refused. */
import { describe, expect, it } from 'vitest'
import { check, compile, diff, evaluate, type FluxionError, gradient, type Input } from '../../src/index.js'

/** Euler's constant. */
const EULER = 0.5772156649015329

describe('removable points', () => {
  it.each<[f: Input, at: Record<string, number>, value: number]>([
    ['sin(x)/x', { x: 0 }, 1],
    [diff('sin(x)/x', 'x'), { x: 0 }, 0],
    [diff('sin(x)/x', 'x', 2), { x: 0 }, -1 / 3],
    ['(1 - cos(x))/x^2', { x: 0 }, 1 / 2],
    ['(x^2 - 1)/(x - 1)', { x: 1 }, 2],
    ['x/(e^x - 1)', { x: 0 }, 1],
    ['x*cot(x)', { x: 0 }, 1],
    ['x*gamma(x)', { x: 0 }, 1],
    ['(x + 2)*gamma(x)', { x: -2 }, 1 / 2],
    ['gamma(x)*sin(pi*x)', { x: 0 }, Math.PI],
    ['gamma(x)/gamma(2*x)', { x: -1 }, -4],
    ['x*digamma(x)', { x: 0 }, -1],
    ['(x + 1)*factorial(x)', { x: -1 }, 1],
    ['x*beta(x, 2)', { x: 0 }, 1],
    ['sin(x*y)/(x*y)', { x: 0, y: 1 }, 1],
    ['sin(x)/x*cos(y)', { x: 0, y: 1 }, Math.cos(1)],
    ['sin(x)/x', { x: 0.5 }, Math.sin(0.5) / 0.5],
    ['x + 1', { x: 2 }, 3],
    ['x^2*trigamma(x)', { x: 0 }, 1],
    [diff('x*digamma(x)', 'x'), { x: 0 }, -EULER],
    ['(x + 1)^2*trigamma(x)', { x: -1 }, 1],
    ['trigamma(x) - 1/x^2', { x: 0 }, Math.PI ** 2 / 6],
    ['x^3*polygamma(2, x)', { x: 0 }, -2],
    ['(x + 2)^4*polygamma(3, x)', { x: -2 }, 6],
    ['digamma(x)/gamma(x)', { x: -2 }, -2],
    ['x^2*zeta(2, x)', { x: 0 }, 1],
    ['x*zeta(1 + x)', { x: 0 }, 1],
    ['x*zeta(1 - x)', { x: 0 }, -1],
    ['zeta(1 + x) - 1/x', { x: 0 }, EULER],
  ])('%s at %j is %d', (f, at, value) => {
    expect(evaluate(f, at, { removable: true })).toBeCloseTo(value, 14)
  })

  it.each<[f: Input, at: Record<string, number>, code: string]>([
    ['1/x', { x: 0 }, 'pole'],
    ['gamma(x)', { x: 0 }, 'pole'],
    ['x*gamma(x)^2', { x: 0 }, 'pole'],
    ['y/x', { x: 0, y: 0 }, 'pole'],
    ['x*y/(x^2 + y^2)', { x: 0, y: 0 }, 'division-by-zero'],
    ['abs(x)/x', { x: 0 }, 'not-smooth'],
    ['sqrt(x)/x', { x: 0 }, 'not-smooth'],
    ['log(x)', { x: 0 }, 'pole'],
    ['log(x)/x', { x: 0 }, 'pole'],
    [diff('x*log(x)', 'x'), { x: 0 }, 'pole'],
    ['x^a*log(x)', { x: 0, a: 2 }, 'not-smooth'],
    ['x/abs(x)', { x: 0 }, 'not-smooth'],
    ['sqrt(x^2)/x', { x: 0 }, 'not-smooth'],
    ['x*zeta(2, x)', { x: 0 }, 'pole'],
    ["(x - 1)*zeta'(x)", { x: 1 }, 'domain'],
    [diff('(x - 1)*zeta(x)', 'x'), { x: 1 }, 'pole'],
    ['x*exp(1/x)', { x: 0 }, 'pole'],
    ['x^2*sin(1/x)', { x: 0 }, 'pole'],
    ['x*bessely(1, x)', { x: 0 }, 'pole'],
  ])('%s at %j has none', (f, at, code) => {
    expect(() => evaluate(f, at, { removable: true })).toThrow(expect.objectContaining({ code }) as FluxionError)
  })

  it.each<[f: Input, at: Record<string, number>, value: number]>([
    ['x*log(x)', { x: 0 }, 0],
    ['x^2*log(x)', { x: 0 }, 0],
    [diff('x^2*log(x)', 'x'), { x: 0 }, 0],
    ['x^(1/3)*log(x)^5', { x: 0 }, 0],
    ['(1 - x)*log(1 - x)', { x: 1 }, 0],
    ['x*log(sin(x))', { x: 0 }, 0],
    ['x*log(abs(x))', { x: 0 }, 0],
    ['x^2*log(x^2)', { x: 0 }, 0],
    ['x^2/abs(x)', { x: 0 }, 0],
    ['(x^2*log(x) + sin(x))/x', { x: 0 }, 1],
    ['log(sin(x)) - log(x)', { x: 0 }, 0],
    ['log(2*x)/log(x)', { x: 0 }, 1],
    ['1/log(x)', { x: 0 }, 0],
    ['x^(1/log(x))', { x: 0 }, Math.E],
    ['sqrt(sin(x))/sqrt(x)', { x: 0 }, 1],
    ['acos(x)/sqrt(1 - x^2)', { x: 1 }, 1],
    ['(1 - x^2)*atanh(x)', { x: 1 }, 0],
    ['x*ei(x)', { x: 0 }, 0],
    ['x*expint(1, x)', { x: 0 }, 0],
    ['x*loggamma(x)', { x: 0 }, 0],
    ['x*log(gamma(x))', { x: 0 }, 0],
    ['y*x*log(x)', { x: 0, y: 3 }, 0],
  ])('one-sided: %s at %j is %d', (f, at, value) => {
    expect(evaluate(f, at, { removable: true })).toBeCloseTo(value, 14)
  })

  it('in any arithmetic, and only where it is asked for', () => {
    expect(String(evaluate('(1 - cos(x))/x^2', { x: 0 }, { removable: true, field: 'exact' }))).toBe('1/2')
    expect(String(evaluate('sin(x)/x', { x: 0 }, { removable: true, precision: 20 }))).toBe('1.0000000000000000000')
    expect(evaluate('[sin(x)/x, x]', { x: 0 }, { removable: true })).toEqual([1, 0])
    expect(() => evaluate('sin(x)/x', { x: 0 })).toThrow('division by zero')
  })
})

describe('compiled functions and removable points', () => {
  const BACKENDS = ['javascript', 'wasm', 'interpreter'] as const

  it.each(BACKENDS)('%s: a gradient finite at 0, in each way of calling', backend => {
    const f = compile(gradient('sin(x)/x'), ['x'], { removable: true, backend })
    const half = Math.cos(0.5) / 0.5 - Math.sin(0.5) / 0.25
    expect(f(0)).toEqual([0])
    expect((f(0.5) as number[])[0]).toBeCloseTo(half, 14)
    expect([...f.into(new Float64Array(1), 0)]).toEqual([0])
    expect([...f.intoAt(new Float64Array(1), [0])]).toEqual([0])
    expect(f.map([[0, 0.5]]).map(column => column[0])).toEqual([0])
    expect([...f.map(Float64Array.of(0.5, 0))]).toEqual([expect.closeTo(half, 14), 0])
  })

  it.each<[f: string, args: string[], at: number[], value: number]>([
    ['y*sin(x)/x', ['x', 'y'], [0, 3], 3],
    ['sin(x*y)/(x*y)', ['x', 'y'], [0, 3], 1],
    ['sin(x)/x/(1 + x^2 + y^2)', ['x', 'y'], [0, 1], 1 / 2],
    ['x*cot(x)', ['x'], [0], 1],
    ['sin(x)/(x - pi)', ['x'], [Math.PI], -1],
    ['sin(x[1])/x[1]', ['x[1]'], [0], 1],
    ['sin(x*y)/(x*y)', ['x', 'y'], [0, 0], Number.NaN],
    ['abs(x)/x', ['x'], [0], Number.NaN],
    ['1/x', ['x'], [0], Number.NaN],
    ['log(x)', ['x'], [0], Number.NaN],
    ['sqrt(x)', ['x'], [-1], Number.NaN],
    ['sin(x)/x', ['x'], [Number.POSITIVE_INFINITY], Number.NaN],
  ])('%s of %j at %j is %d', (f, args, at, value) => {
    expect(compile(f, args, { removable: true })(...at)).toBe(value)
  })

  it('refuses divisors of several arguments, and leaves functions as they are where it is not asked for', () => {
    expect(() => compile('x*y/(x^2 + y^2)', ['x', 'y'], { removable: true })).toThrow('depends on x and y')
    expect(compile('x^2/(x^2 + y^2)', ['x'], { removable: true, ...{ let: 'y = 2' } })(0)).toBe(0)
    expect(compile('sin(x)/x', ['x'])(0)).toBeNaN()
  })
})

describe('checks at removable points', () => {
  it.each<[f: string, x: number, claim: string | undefined, verdict: string]>([
    ['sin(x)/x', 0, undefined, 'ok'],
    ['x/(e^x - 1)', 0, undefined, 'ok'],
    ['x/(e^x - 1)', 0, '1/2', 'wrong'],
    ['(x^2 - 1)/(x - 1)', 1, undefined, 'ok'],
    ['1/x', 0, undefined, 'undefined'],
  ])('%s at %d, claimed %s: %s', (f, x, claim, verdict) => {
    const given = claim === undefined ? {} : { claimed: { x: claim } }
    expect(check(f, { at: { x }, removable: true, ...given }).variables[0]?.verdict).toBe(verdict)
    expect(check(f, { at: { x }, ...given }).variables[0]?.verdict).toBe('undefined')
  })
})
