/** Limits at points where a division by zero is only apparent, and those that are refused. */
import { describe, expect, it } from 'vitest'
import { check, compile, diff, evaluate, type FluxionError, gradient, type Input } from '../../src/index.js'

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
  ])('%s at %j is %d', (f, at, value) => {
    expect(evaluate(f, at, { removable: true })).toBeCloseTo(value, 14)
  })

  it.each<[f: string, at: Record<string, number>, code: string]>([
    ['1/x', { x: 0 }, 'pole'],
    ['gamma(x)', { x: 0 }, 'pole'],
    ['x*gamma(x)^2', { x: 0 }, 'pole'],
    ['y/x', { x: 0, y: 0 }, 'pole'],
    ['x*y/(x^2 + y^2)', { x: 0, y: 0 }, 'division-by-zero'],
    ['abs(x)/x', { x: 0 }, 'not-smooth'],
    ['sqrt(x)/x', { x: 0 }, 'not-smooth'],
    ['x*log(x)', { x: 0 }, 'pole'],
  ])('%s at %j has none', (f, at, code) => {
    expect(() => evaluate(f, at, { removable: true })).toThrow(expect.objectContaining({ code }) as FluxionError)
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
