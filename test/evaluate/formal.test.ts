/** Derivatives without a closed form in numbers: against values of thirty digits, and what has none. */
import { describe, expect, test } from 'vitest'
import { compile, diff, evaluate } from '../../src/index.js'

const BOUND = 1e-10

/** By mpmath and Arb. */
const REAL: readonly (readonly [string, number])[] = [
  ["zeta'(2)", -0.9375482543158437],
  ["zeta'(0)", -0.9189385332046727],
  ["zeta''(2)", 1.989280234298901],
  ["zeta'(1.0001)", -99999999.92720714],
  ["besselj'[1](1/3, 2)", 0.5011904929071851],
  ["uppergamma'[1](1/2, 1)", 0.14353099837618932],
  ["uppergamma'[1,1](1/2, 1)", 0.11572100498355226],
  ["besselj'[1,2](1/3, 2)", 0.513804343657971],
  ["polylog'[1](2, 1/2)", -0.06731475969639213],
  ["hypergeom'[1.2]([1/2, 3/2], [5/2], -3/4)", -0.09024559100571403],
  ["hypergeom'[2.1]([1/2, 3/2], [5/2], -3/4)", 0.05231259889318079],
  ["expint'[1](1, 2)", -0.014264835789561087],
  ["legendre'[1](1/2, 1/4)", -0.7913648750965563],
]

const COMPLEX: readonly (readonly [string, number, number])[] = [
  ["zeta'(1/2 + 3*i)", 0.19175988409272138, -0.07313572886592894],
  ["besselk'[1](2, 1/2 + i)", -2.3950613150620255, 0.15184529929315316],
]

describe('formal derivatives', () => {
  test.each(REAL)('%s', (text, want) => {
    expect(Math.abs(evaluate(text) / want - 1)).toBeLessThan(BOUND)
    const { re, im } = evaluate(text, {}, { field: 'complex' })
    expect(Math.hypot(re - want, im) / Math.abs(want)).toBeLessThan(BOUND)
  })

  test.each(COMPLEX)('%s', (text, re, im) => {
    const got = evaluate(text, {}, { field: 'complex' })
    expect(Math.hypot(got.re - re, got.im - im) / Math.hypot(re, im)).toBeLessThan(BOUND)
  })

  test('do not keep a bigger answer from having a value', () => {
    const slope = diff('x*besselj(x, 2)', 'x')
    expect(evaluate(slope, { x: 0 })).toBeCloseTo(evaluate('besselj(0, 2)'), 12)
    expect(compile(slope, ['x'])(0)).toBeCloseTo(evaluate('besselj(0, 2)'), 12)
  })

  test.each(["zeta'(1)", "zeta'(60)", "besselj'[1](0, 0)"])('%s has no value', text => {
    expect(() => evaluate(text, {}, { field: 'complex' })).toThrow(/has no value/)
  })

  test('of an unknown function is unknown', () => {
    expect(() => evaluate("f'(2)")).toThrow(/the function f' is not known/)
  })

  test('many digits are refused', () => {
    expect(() => evaluate("zeta'(2)", {}, { precision: 20 })).toThrow(/cannot be evaluated/)
  })
})
