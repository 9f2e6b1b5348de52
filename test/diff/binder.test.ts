/** Derivatives of sums, products and integrals: text to text, and random bodies against differences. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { check, compile, diff, evaluate, explain, gradient, hessian, taylor } from '../../src/index.js'

test.each([
  ['sum(i,1,n,x^i)', 'x', 'sum(i, 1, n, i*x^(i - 1))'],
  ['sum(i,1,n,x^i)', 'i', '0'],
  ['sum(k,1,n,sin(k*x))', 'x', 'sum(k, 1, n, k*cos(k*x))'],
  // Names that bound a sum stand for natural numbers.
  ['sum(i,1,n,x^2)', 'x', '2*n*x'],
  ['sum(i,0,n,x^2)', 'x', '2*x*(n + 1)'],
  ['sum(i,3,n,x^2)', 'x', 'sum(i, 3, n, 2*x)'],
  ['sum(i,m,n,x^2)', 'x', 'sum(i, m, n, 2*x)'],
  ['sum(i,1,n,sum(j,1,m,x^2))', 'x', '2*n*m*x'],
  ['sum(i,1,n,a*x^i)/n', 'x', 'a*sum(i, 1, n, i*x^(i - 1))/n'],
  ['sum(i,1,n,(y(i)-a*x(i)-b)^2)', 'a', '-2*sum(i, 1, n, x(i)*(y(i) - a*x(i) - b))'],
  ['sum(i,1,n,sum(j,1,i,x^(i*j)))', 'x', 'sum(i, 1, n, i*sum(j, 1, i, j*x^(i*j - 1)))'],
  ['log(sum(i,1,n,e^(i*x)))', 'x', 'sum(i, 1, n, i*e^(i*x))/sum(i, 1, n, e^(i*x))'],
  ['prod(k,1,n,x-k)', 'x', 'sum(j, 1, n, prod(k, 1, j - 1, x - k)*prod(k, j + 1, n, x - k))'],
  ['prod(k,1,3,x)', 'x', '3*x^2'],
  ['prod(k,1,3,x-k)', 'x', '3*x^2 - 12*x + 11'],
  ['prod(k,2,2,x-k)', 'x', '1'],
  ['prod(k,1,n,e^(k*x))', 'x', 'prod(k, 1, n, e^(k*x))*sum(k, 1, n, k)'],
  // Where there is a logarithm no factor vanishes.
  ['log(prod(k,1,n,x-k))', 'x', 'sum(k, 1, n, 1/(x - k))'],
  ['2*log(prod(i,1,n,p^(y_i)*(1-p)^(1-y_i)))', 'p', '2*sum(i, 1, n, y[i] - p)/(p*(1 - p))'],
  ['log(prod(i,1,n,l*e^(-l*x_i)))', 'l', 'sum(i, 1, n, 1 - l*x[i])/l'],
  ['sin(log(prod(k,1,n,x-k)))', 'x', 'cos(log(prod(k, 1, n, x - k)))*sum(k, 1, n, 1/(x - k))'],
  ['integral(t,0,x,e^(-t^2))', 'x', 'e^(-x^2)'],
  ['integral(t,x,2,e^(-t^2))', 'x', '-e^(-x^2)'],
  ['integral(t,a,x^2,sin(x*t))', 'x', '2*x*sin(x^3) + integral(t, a, x^2, t*cos(x*t))'],
  ['integral(t,0,1,t^x)', 'x', 'integral(t, 0, 1, t^x*log(t))'],
  ['integral(t,x,x^2,f(t))', 'x', '2*x*f(x^2) - f(x)'],
  ['integral(t,0,x,integral(s,0,t,f(s)))', 'x', 'integral(s, 0, x, f(s))'],
])('d %s / d%s is %s', (f, x, answer) => expect(String(diff(f, x))).toBe(answer))

test.each([
  ['sum(i,1,n,x^i)', 'n'],
  ['prod(i,n,3,x^i)', 'n'],
])('%s has no derivative by its bound %s', (f, x) => expect(() => diff(f, x)).toThrow(/runs over whole numbers/))

it('keeps the value of a product at its zeros', () => {
  // (x - 1)*(x - 2)*(x - 3) has the slope -1 at 2.
  expect(evaluate(diff('prod(k,1,n,x-k)', 'x'), { x: 2, n: 3 })).toBe(-1)
})

it('differentiates by several variables, and again', () => {
  expect(gradient('a*integral(t,0,a*b,sin(t))', ['a', 'b']).map(String)).toEqual([
    'integral(t, 0, a*b, sin(t)) + a*b*sin(a*b)',
    'a^2*sin(a*b)',
  ])
  expect(String(hessian('sum(i,1,n,(a*i+b)^2)', ['a', 'b'])[0]?.[1])).toBe('2*sum(i, 1, n, i)')
  expect(String(diff('sum(i,1,n,x^i)', 'x', 2))).toBe('sum(i, 1, n, i*(i - 1)*x^(i - 2))')
})

it('keeps bound variables in their sums', () => {
  expect(String(taylor('sum(i,1,n,sin(i*x))', 'x', 0, 3))).toBe('sum(i, 1, n, i)*x - sum(i, 1, n, i^3)*x^3/6')
  expect(String(taylor('integral(t,0,x,e^(-t^2))', 'x', 0, 5))).toBe('x - x^3/3 + x^5/10')
})

test.each([
  ['sum(i,1,n,x^i)', 'term by term under the summation sign'],
  ['prod(i,1,n,x-i)', 'product rule for a product over an index'],
  ['log(prod(i,1,n,x-r_i))', 'the logarithm of a product is a sum of logarithms'],
  ['integral(t,0,x,f(t))', 'fundamental theorem of calculus'],
  ['integral(t,0,1,t^x)', 'differentiation under the integral sign'],
  ['integral(t,0,x,sin(x*t))', "Leibniz' integral rule"],
])('%s is explained by its rule', (f, rule) => expect(String(explain(f, 'x'))).toContain(rule))

test.each([
  ['sum(i,1,n,x^i)', { x: 2, n: 3 }],
  ['integral(t,0,x,e^(-t^2*x))', { x: 2 }],
  ['log(prod(i,1,n,x+i))', { x: 2, n: 4 }],
])('%s passes its check', (f, at) => {
  const x = check(f, { at, variables: ['x'] } as never) as { variables: readonly { verdict: string }[] }
  expect(x.variables.map(v => v.verdict)).toEqual(['ok'])
})

/** Bodies in k and x that are smooth and of moderate size about x = 0.7. */
const bodies = fc.letrec<{ body: string }>(tie => ({
  body: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'body' },
    fc.constantFrom('x', 'k', '2', 'x', '1/3'),
    fc.tuple(tie('body'), fc.constantFrom('+', '-', '*'), tie('body')).map(([a, s, b]) => `(${a})${s}(${b})`),
    fc.tuple(fc.constantFrom('sin', 'cos', 'atan', 'tanh'), tie('body')).map(([f, a]) => `${f}(${a})`),
    tie('body').map(a => `(${a})^2`),
    tie('body').map(a => `1/(3 + sin(${a}))`),
    tie('body').map(a => `e^(sin(${a}))`),
  ),
})).body

const slope = (f: string, at: number): number => {
  const h = 2e-4
  const [a, b, c, d] = [-2, -1, 1, 2].map(k => evaluate(f, { x: at + k * h, n: 4 })) as [number, number, number, number]
  return (a - 8 * b + 8 * c - d) / (12 * h)
}

describe('random bodies', () => {
  it.each([
    ['sums', (body: string) => `sum(k, 1, n, ${body})`],
    ['products', (body: string) => `prod(k, 1, 3, cos(${body}))`],
    ['integrals', (body: string) => `integral(k, 0, 1, ${body})`],
    ['moving bounds', (body: string) => `integral(k, sin(x), x^2 + 1, ${body})`],
    ['sums in functions', (body: string) => `sin(sum(k, 0, n, sin(${body})))*x`],
    ['sums in sums', (body: string) => `sum(k, 1, 3, k*sum(j, 0, k, sin(j*(${body}))))`],
  ])('%s agree with differences', (_, whole) => {
    fc.assert(
      fc.property(bodies, body => {
        const f = whole(body)
        const ours = evaluate(diff(f, 'x'), { x: 0.7, n: 4 })
        const theirs = slope(f, 0.7)
        expect(Math.abs(ours - theirs)).toBeLessThan(
          1e-6 * (1 + Math.abs(theirs)) + 1e-9 * Math.abs(evaluate(f, { x: 0.7, n: 4 })),
        )
      }),
      { numRuns: 35, seed: 20 },
    )
  })
})

describe('sums at points and without names', () => {
  it('tells the kinks of terms', () => {
    const kinks = (at: Record<string, number>): string[] =>
      check('sum(k, 1, n, abs(x - k))', { at }).variables.map(v => `${v.variable} ${v.verdict}`)
    expect(kinks({ x: 2, n: 3 })).toEqual(['x kink'])
    expect(kinks({ x: 2.5, n: 3 })).toEqual(['x ok'])
  })

  it('is differentiated by no name that counts terms', () => {
    expect(String(diff('sum(k, 1, n, x^k)'))).toBe('sum(k, 1, n, k*x^(k - 1))')
    expect(gradient('sum(k, 1, n, x^k*y)').map(String)).toEqual(['y*sum(k, 1, n, k*x^(k - 1))', 'sum(k, 1, n, x^k)'])
    expect(compile('sum(k, 1, n, x^k)')(3, 2)).toBe(14)
  })
})
