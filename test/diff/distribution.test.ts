/** Derivatives as distributions: where functions jump they have deltas, and other jumps are refused. */
import { describe, expect, it } from 'vitest'
import { diff, evaluate, type FluxionError, latex } from '../../src/index.js'

describe('derivatives as distributions', () => {
  it.each<[f: string, x: string, order: number, answer: string]>([
    ['heaviside(x)', 'x', 1, 'dirac(x)'],
    ['heaviside(x)', 'x', 2, "dirac'(x)"],
    ['sign(x)', 'x', 1, '2*dirac(x)'],
    ['step(x)', 'x', 1, 'dirac(x)'],
    ['abs(x)', 'x', 2, '2*dirac(x)'],
    ['x*sign(x)', 'x', 1, 'sign(x)'],
    ['sin(x)*heaviside(x)', 'x', 1, 'cos(x)*heaviside(x)'],
    ['x^2*heaviside(x - 1)', 'x', 1, 'dirac(x - 1) + 2*x*heaviside(x - 1)'],
    ['heaviside(2*x)*e^x', 'x', 1, '2*dirac(2*x) + heaviside(2*x)*e^x'],
    ['heaviside(t - a)', 't', 1, 'dirac(t - a)'],
    ['heaviside(x^2 - 1)', 'x', 1, '2*x*dirac(x^2 - 1)'],
    ['x^2', 'x', 1, '2*x'],
    ['a*floor(b)*x', 'x', 1, 'a*floor(b)'],
  ])('%s by %s, %i times: %s', (f, x, order, answer) => {
    expect(String(diff(f, x, order, { distributions: true }))).toBe(answer)
  })

  it.each(['floor(x)', 'piecewise(1, x > 0, 2)', 'max(x, 0)', 'mod(x, 2)'])('%s is refused', f => {
    const given = { distributions: true }
    expect(() => diff(f, 'x', given)).toThrow(expect.objectContaining({ code: 'no-distribution' }) as FluxionError)
  })

  it('only where it is asked for', () => {
    expect(String(diff('heaviside(x)', 'x'))).toBe('0')
  })

  it('a delta is 0 but at 0, where it has no value', () => {
    expect(evaluate('dirac(x)', { x: 2 })).toBe(0)
    expect(() => evaluate('dirac(x)', { x: 0 })).toThrow('no value')
    expect(latex(diff('heaviside(x)', 'x', { distributions: true }))).toBe('\\operatorname{dirac}(x)')
  })
})
