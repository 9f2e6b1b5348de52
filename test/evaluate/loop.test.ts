/** The values of sums, products and integrals in each field and by each backend. */
import { describe, expect, it, test } from 'vitest'
import { BudgetError, DomainError, FluxionError } from '../../src/errors.js'
import { compile, emit, equivalent, evaluate, simplify } from '../../src/index.js'
import { integrate } from '../../src/number/quadrature.js'

test.each([
  ['sum(i,1,n,x^i)', { n: 4, x: 2 }, 30],
  ['sum(i,1,n,x^i)', { n: 0, x: 2 }, 0],
  ['prod(i,1,n,x+i)', { n: 3, x: 1 }, 24],
  ['prod(i,1,n,x+i)', { n: 0, x: 1 }, 1],
  ['sum(i,1,n,x^i) + sum(i,1,n,2*x^i)', { n: 2, x: 3 }, 36],
  ['sum(i,1,n,sum(j,1,i,x^(i*j))) + y', { n: 3, x: 2, y: 1 }, 607],
  ['integral(t,0,x,2*t)', { x: 3 }, 9],
  ['integral(t,x,0,2*t)', { x: 3 }, -9],
])('%s at %j is %s', (f, at, value) => {
  expect(evaluate(f, at)).toBeCloseTo(value, 10)
  const names = Object.keys(at)
  const values = Object.values(at)
  for (const backend of ['javascript', 'wasm', 'interpreter'] as const)
    expect(compile(f, names, { backend })(...values)).toBe(evaluate(f, at))
})

test('exact values, enclosures and many digits are of sums written out', () => {
  expect(String(evaluate('sum(i,1,n,1/i)', { n: 4 }, { field: 'exact' }))).toBe('25/12')
  const { lo, hi } = evaluate('sum(i,1,n,1/i)', { n: 4 }, { field: 'interval' })
  expect(lo <= 25 / 12 && 25 / 12 <= hi).toBe(true)
  expect(String(evaluate('prod(i,1,n,sqrt(i))', { n: 3 }, { precision: 30 }))).toBe('2.44948974278317809819728407471')
  expect(() => evaluate('integral(t,0,x,t)', { x: 1 }, { field: 'exact' })).toThrow(/no exact value/)
})

test.each([
  ['sum(i,1,n,x^i)', { n: 4.5, x: 2 }, DomainError, /whole numbers/],
  ['sum(i,1,inf,x^i)', { x: 0.5 }, DomainError, /none of them infinite/],
  ['sum(i,1,n,sqrt(x-i))', { n: 4, x: 2 }, DomainError, /not real/],
  ['sum(i,1,n,1/(x-i))', { n: 4, x: 2 }, DomainError, /infinite|no value/],
  ['sum(i,1,n,i*x)', { n: 1e10, x: 1 }, BudgetError, /too long/],
  ['integral(t,0,x,1/t)', { x: 1 }, DomainError, /does not converge/],
  ['integral(t,-1,x,1/t^2)', { x: 1 }, DomainError, /does not converge/],
])('%s at %j is refused', (f, at, error, message) => {
  expect(() => evaluate(f, at as never)).toThrow(error)
  expect(() => evaluate(f, at as never)).toThrow(message)
})

test('a language without loops says so', () =>
  expect(() => emit('sum(i,1,n,x^i)', { language: 'c' })).toThrow(FluxionError))

describe('integrals in doubles', () => {
  const { exp, log, sin, sqrt, abs, PI, cos } = Math
  const INF = Number.POSITIVE_INFINITY
  it.each([
    ['exp(-x^2) on 0..1', 0, 1, (x: number) => exp(-x * x), 0.7468241328124271],
    ['1/sqrt(x) at its pole', 0, 1, (x: number) => 1 / sqrt(x), 2],
    ['log(x) at its pole', 0, 1, log, -1],
    ['a kink', -1, 2, abs, 2.5],
    ['a jump', 0, 1, (x: number) => (x < 0.3 ? 0 : 1), 0.7],
    ['the whole line', -INF, INF, (x: number) => exp(-x * x), sqrt(PI)],
    ['a half line', 1, INF, (x: number) => 1 / x / x, 1],
    ['many waves', 0, 100, sin, 1 - cos(100)],
    ['backwards', 1, 0, (x: number) => x, -0.5],
  ])('%s', (_, a, b, f, value) => expect(abs(integrate(a, b, f) - value)).toBeLessThan(1e-11))
  it.each([
    ['1/x from 0', 0, 1, (x: number) => 1 / x],
    ['1/x to infinity', 1, INF, (x: number) => 1 / x],
    ['1/x across 0', -1, 1, (x: number) => 1 / x],
    ['tan across its pole', 0, 2, Math.tan],
    ['sin to infinity', 0, INF, sin],
  ])('%s has none', (_, a, b, f) => {
    let calls = 0
    const counted = (x: number): number => {
      calls++
      return f(x)
    }
    expect(integrate(a, b, counted)).toBeNaN()
    expect(calls).toBeLessThan(200_000)
  })
})

test.each([
  ['sum(i,1,n,2*x^i)', {}, '2*sum(i, 1, n, x^i)'],
  ['integral(t,0,x,2*x*t)', {}, '2*x*integral(t, 0, x, t)'],
  ['sum(i,1,n,c)', {}, 'c*n'],
  ['sum(i,3,n,c)', {}, 'sum(i, 3, n, c)'],
  ['sum(i,m,n,c)', {}, 'sum(i, m, n, c)'],
  ['sum(i,1,n,a*i+b*i)', {}, '(a + b)*sum(i, 1, n, i)'],
  ['sum(i,1,n,sin(i)^2+cos(i)^2)', { let: 'n:positive' }, 'n'],
])('%s with %j is simplified to %s', (f, options, answer) => expect(String(simplify(f, options))).toBe(answer))

test.each([
  ['sum(i,1,n,i)', 'n*(n+1)/2', 'verified'],
  ['sum(i,1,n,2*x^i)', '2*sum(k,1,n,x^k)', 'verified'],
  ['integral(t,0,x,2*t)', 'x^2', 'verified'],
  ['integral(t,0,x,2*t)', 'x^3', 'refuted'],
])('%s and %s: %s', (a, b, verdict) => expect(equivalent(a, b)).toMatchObject({ verdict }))
