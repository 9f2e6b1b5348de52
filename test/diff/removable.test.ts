/** Limits at points where a division by zero is only apparent, and those that are refused. */
import { describe, expect, it } from 'vitest'
import { diff, evaluate, type FluxionError, type Input } from '../../src/index.js'

describe('removable points', () => {
  it.each<[f: Input, at: Record<string, number>, value: number]>([
    ['sin(x)/x', { x: 0 }, 1],
    [diff('sin(x)/x', 'x'), { x: 0 }, 0],
    [diff('sin(x)/x', 'x', 2), { x: 0 }, -1 / 3],
    ['(1 - cos(x))/x^2', { x: 0 }, 1 / 2],
    ['(x^2 - 1)/(x - 1)', { x: 1 }, 2],
    ['x/(e^x - 1)', { x: 0 }, 1],
    ['x*cot(x)', { x: 0 }, 1],
    ['sin(x*y)/(x*y)', { x: 0, y: 1 }, 1],
    ['sin(x)/x*cos(y)', { x: 0, y: 1 }, Math.cos(1)],
    ['sin(x)/x', { x: 0.5 }, Math.sin(0.5) / 0.5],
    ['x + 1', { x: 2 }, 3],
  ])('%s at %j is %d', (f, at, value) => {
    expect(evaluate(f, at, { removable: true })).toBeCloseTo(value, 14)
  })

  it.each<[f: string, at: Record<string, number>, code: string]>([
    ['1/x', { x: 0 }, 'pole'],
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
