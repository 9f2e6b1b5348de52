import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derivative } from '../../src/diff/derivative.js'
import { higherDerivative } from '../../src/diff/higher.js'
import { sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { diff, parse } from '../../src/index.js'

const x = sym('x')
const oneByOne = (e: Expr, n: number): Expr => Array.from({ length: n }).reduce<Expr>(d => derivative(d, x), e)
const high = (text: string, n: number): string | undefined => higherDerivative(parse(text), x, n)?.toString()

describe('the derivative of high order is that of the derivatives one by one', () => {
  it.each([
    ['x^9 - 4*x^2 + 1', 4],
    ['exp(-x^2)*sin(x)/(1 + x^2)', 8],
    ['sqrt(1 + x^2)*log(x)', 6],
    ['x^(1/3)*atan(2*x)', 5],
    ['exp(-a*x)*cos(w*x + p)', 6],
    ['(x^2 + 3*x + 1)^20', 5],
    ['2^x*x^3', 5],
    ['f(x)*g(x^2)', 4],
    ['besselj(2, x)*gamma(x)', 3],
    ['sin(x)^5*cos(x)^3 + y*tan(x)', 5],
    ['erf(x/sqrt(2))', 5],
    ['exp(-x^2/2)/sqrt(2*pi)', 5],
    ['a*y', 3],
    ['x^2', 3],
  ])('%s, %i times', (text, n) => {
    expect(high(text, n)).toBe(oneByOne(parse(text), n).toString())
  })

  it.each([
    'abs(x)^3',
    'x^n*sin(x)',
    'x^x',
    'sqrt(2)*x*sin(sqrt(3)*x)',
    '0.5*x^4',
    'piecewise(x^4, x > 0, 0)',
    'e^x*e^(e^x)',
    'sum(k, 1, n, x^k)',
  ])('is not asked of %s', text => {
    expect(high(text, 4)).toBeUndefined()
  })

  it('of random products and sums', () => {
    const leaf = fc.constantFrom('x', 'y', '2', '-3', '1/2', 'pi', 'e', 'i', 'sqrt(2)')
    const { node } = fc.letrec<{ node: string }>(tie => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc
          .tuple(tie('node'), fc.constantFrom('+', '-', '*', '/'), tie('node'))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
        fc
          .tuple(fc.constantFrom('sin', 'cos', 'tan', 'exp', 'log', 'sqrt', 'atan', 'sinh', 'cbrt', 'f'), tie('node'))
          .map(([f, a]) => `${f}(${a})`),
        fc.tuple(tie('node'), fc.constantFrom('2', '-1', '3', '1/3', '-1/2', 'y')).map(([a, n]) => `(${a})^(${n})`),
      ),
    }))
    let asked = 0
    fc.assert(
      fc.property(node, text => {
        const e = parse(text)
        const found = higherDerivative(e, x, 3)
        if (found === undefined) return
        asked++
        const expected = oneByOne(e, 3)
        if (!equal(found, expected)) expect(`${found}`).toBe(`${expected}`)
      }),
      { numRuns: 1000 },
    )
    expect(asked).toBeGreaterThan(300)
  })

  it('takes few steps', () => {
    const limits = { steps: 60_000 }
    expect(() => diff('exp(-x^2)*sin(x)/(1 + x^2)', 'x', 16, { simplify: false, limits })).not.toThrow()
  })
})
