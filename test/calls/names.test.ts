/** Names of variables that are given as formulas of LaTeX have them. */
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/shell.js'
import { certificate, compile, diff, evaluate, gradient, taylor, text } from '../../src/index.js'

describe('a variable given as LaTeX', () => {
  it.each([
    ['\\theta^2', '\\theta', '2*theta'],
    ['\\theta_1^2', '\\theta_1', '2*theta_1'],
    ['\\theta_{1}^2', '\\theta_{1}', '2*theta_1'],
    ['\\hat{y}^2', '\\hat{y}', '2*y_hat'],
    ['\\hat y^2', '\\hat y', '2*y_hat'],
    ['x_{1}^2', 'x_{1}', '2*x_1'],
    ['theta^2', '\\theta', '2*theta'],
    ['\\mathrm{T}^2', '\\mathrm{T}', '2*T'],
  ])('%s by %s', (f, x, slope) => expect(String(diff(f, x))).toBe(slope))

  it.each(['\\pi', '\\alpha^2', '\\alpha\\beta', '\\', '\\frac', '\\frac{1}{2}'])('%s is none', x =>
    expect(() => diff('x^2', x)).toThrow(),
  )

  it('is known in lists, among values, and on the command line', async () => {
    expect(text(gradient('\\theta\\phi', ['\\theta', '\\phi']))).toBe('[phi, theta]')
    expect(text(gradient('\\theta\\phi', '\\theta, \\phi'))).toBe('[phi, theta]')
    expect(evaluate('\\theta^2', { '\\theta': 3 })).toBe(9)
    expect(compile('\\theta^2', ['\\theta'])(4)).toBe(16)
    expect(String(taylor('\\sin\\theta', '\\theta', 0, 3))).toBe('theta - theta^3/6')
    expect(certificate('\\sin\\theta', '\\theta', '\\cos\\theta').verdict).toBe('verified')
    const argv = ['grad', '\\theta\\phi', '\\theta,\\phi', '--at', '\\theta=1,\\phi=2']
    expect((await main(argv, async () => undefined)).output).toContain('[2, 1]')
  })
})
