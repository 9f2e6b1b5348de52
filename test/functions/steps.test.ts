import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check, diff, evaluate, parse } from '../../src/index.js'

describe('exact values and doubles agree', () => {
  const cases: [text: string, value: string][] = [
    ['heaviside(-3)', '0'],
    ['heaviside(0)', '1/2'],
    ['heaviside(1/3)', '1'],
    ['floor(-7/2)', '-4'],
    ['floor(5)', '5'],
    ['ceil(-7/2)', '-3'],
    ['ceiling(1/3)', '1'],
    ['round(5/2)', '3'],
    ['round(-5/2)', '-3'],
    ['round(-12/5)', '-2'],
    ['trunc(-7/2)', '-3'],
    ['trunc(7/2)', '3'],
    ['frac(-1/3)', '2/3'],
    ['frac(7/2)', '1/2'],
    ['mod(7, 3)', '1'],
    ['mod(-7, 3)', '2'],
    ['mod(7, -3)', '-2'],
    ['mod(-7/2, 3)', '5/2'],
    ['clamp(5, 0, 1)', '1'],
    ['clamp(-5, 0, 1)', '0'],
    ['clamp(1/3, 0, 1)', '1/3'],
    ['clamp(0, 2, 1)', '1'],
    ['leakyrelu(-50)', '-1/2'],
    ['leakyrelu(-3, 1/5)', '-3/5'],
    ['softsign(-3)', '-3/4'],
    ['binomial(7/2, 2)', '35/8'],
    ['binomial(-3, 2)', '6'],
    ['pochhammer(1/2, 3)', '15/8'],
  ]
  it.each(cases)('%s = %s', (text, value) => {
    expect(String(parse(text))).toBe(value)
    const numbers = [...text.matchAll(/-?\d+(?:\/\d+)?/g)].map(m => m[0])
    const at = Object.fromEntries(numbers.map((n, k) => [`x${k}`, evaluate(n)]))
    const open = numbers.reduce((t, n, k) => t.replace(new RegExp(`(?<=[(,] ?)${n}(?=[,)])`), `x${k}`), text)
    expect(evaluate(open, at)).toBeCloseTo(evaluate(value), 14)
  })
  it('mod by zero has no value', () => expect(() => evaluate('mod(3, x)', { x: 0 })).toThrow('mod'))
})

describe('laws', () => {
  const x = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  const b = fc.double({ min: 1e-3, max: 1e3, noNaN: true }).chain(v => fc.constantFrom(v, -v))
  it('mod(a, b) has the sign of b and is below it', () => {
    fc.assert(
      fc.property(x, b, (u, v) => {
        const r = evaluate('mod(u, v)', { u, v })
        expect(r === 0 || r < 0 === v < 0).toBe(true)
        expect(Math.abs(r)).toBeLessThanOrEqual(Math.abs(v))
      }),
    )
  })
  it('floor + frac = x, and round is odd', () => {
    fc.assert(
      fc.property(x, u => {
        expect(evaluate('floor(x) + frac(x)', { x: u })).toBeCloseTo(u, 9)
        expect(evaluate('round(-x) + round(x)', { x: u })).toBe(0)
      }),
    )
  })
})

describe('the points at which the derivative does not exist', () => {
  const cases: [text: string, on: number[], off: number[]][] = [
    ['heaviside(x)', [0], [0.1, -2]],
    ['floor(x)', [-2, 0, 3], [0.5, 2.9]],
    ['ceil(x)', [1], [0.5]],
    ['round(x)', [0.5, -1.5], [0, 1, 2]],
    ['trunc(x)', [1, -2], [0, 0.5, -0.75]],
    ['frac(x)', [4], [4.25]],
    ['mod(x, 3)', [6, -3], [1, 4]],
    ['clamp(x, -1, 2)', [-1, 2], [0, 3, -5]],
    ['leakyrelu(x)', [0], [1, -1]],
    ['hypot(x, y - 1)', [0], [1, -3]],
  ]
  it.each(cases)('%s', (text, on, off) => {
    const report = (x: number): string => {
      const { ok, ...rest } = check(text, { at: text.includes('y') ? { x, y: 1 } : { x } })
      return `${x} ${ok} ${/kink|jump|does not exist/i.test(JSON.stringify(rest)) ? 'broken' : 'smooth'}`
    }
    expect(off.map(report)).toEqual(off.map(x => `${x} true smooth`))
    expect(on.map(x => report(x).split(' ')[2])).toEqual(on.map(() => 'broken'))
  })
})

describe('lists and repetitions', () => {
  it.each([
    ['logsumexp([x, y])', 'logsumexp(x, y)'],
    ['logsumexp(x, x)', 'logsumexp(x, x)'],
    ['logsumexp(x, logsumexp(y, z))', 'logsumexp(x, y, z)'],
    ['max(x, y, x)', 'max(x, y)'],
    ['logsumexp(x)', 'x'],
  ])('%s is %s', (text, want) => expect(String(parse(text))).toBe(want))
  it('logsumexp does not overflow, nor does its slope', () => {
    expect(evaluate('logsumexp(x, y)', { x: 1000, y: 1000 })).toBeCloseTo(1000 + Math.LN2, 10)
    const slope = diff('logsumexp(x, y, z)', 'y')
    expect(evaluate(slope, { x: 1000, y: 1001, z: 999 })).toBeCloseTo(1 / (1 + Math.exp(-1) + Math.exp(-2)), 12)
  })
})
