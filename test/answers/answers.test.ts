/** Repeated derivatives: their size and their work grow as the number of their terms does, and their values are those of the definition. */
import { describe, expect, it } from 'vitest'
import { countNodes } from '../../src/expr/walk.js'
import { compile, diff, parse } from '../../src/index.js'

describe('orders n, 2n and 4n', () => {
  it.each<[string, number, number]>([
    // The exponent of the growth: terms by one or two numbers.
    ['x^x', 10, 2],
    ['x^x*sin(x)', 5, 2.3],
    ['sin(x^2)*exp(x)', 10, 1.2],
    ['tan(x)', 12, 1.2],
    ['exp(-x^2)*sin(x)/(1+x^2)', 5, 1.7],
  ])('of %s', (text, n, exponent) => {
    const [, b, c] = [n, 2 * n, 4 * n].map(order => countNodes(diff(text, 'x', order))) as [number, number, number]
    expect(c / b).toBeLessThanOrEqual(2 ** exponent * 1.15)
  })

  it('steps', () => {
    const stepsOf = (order: number): number => {
      for (let steps = 1000; ; steps *= 1.25) {
        try {
          diff('x^x', 'x', order, { limits: { steps } })
          return steps
        } catch (error) {
          expect(error).toHaveProperty('limit', 'steps')
        }
      }
    }
    const [a, b] = [stepsOf(12), stepsOf(24)]
    expect(b / a).toBeLessThanOrEqual(2 ** 3 * 1.6)
  })
})

describe('powers with a number in the exponent', () => {
  it.each([
    ['x^(x-1)', 'x^(x - 1)*(1 + log(x)) - x^(x - 2)'],
    ['(x+1)^(2*x+3)', '(x + 1)^(2*x + 3)*(2*x/(x + 1) + 2*log(x + 1)) + 3*(x + 1)^(2*x + 2)'],
    ['x^x', 'x^x*(1 + log(x))'],
    ['2^(x+1)', '2^(x + 1)*log(2)'],
  ])('the canonical derivative of %s', (text, expected) => {
    expect(diff(text, 'x', { form: 'raw' }).toString()).toBe(parse(expected).toString())
  })

  it.each([
    ['x^x', 6],
    ['x^x*sin(x)', 5],
    ['(x+1)^(2*x+3)', 4],
    ['x^(x^2)', 12],
  ])('derivative %s of order %i is the slope of the one before', (text, order) => {
    const f = compile([diff(text, 'x', order - 1), diff(text, 'x', order)], ['x'])
    for (const x of [0.8, 1.1, 1.7]) {
      const h = 1e-5
      const [low] = f(x - h)
      const [high] = f(x + h)
      const [, slope] = f(x)
      expect((high - low) / (2 * h) / slope).toBeCloseTo(1, 5)
    }
  })
})

describe('derivatives one after the other are those at once', () => {
  it.each([
    ['exp(-x^2)*sin(x)/(1 + x^2)', ['x', 'x', 'x', 'x', 'x', 'x', 'x']],
    ['abs(x)^3*sin(x)', ['x', 'x', 'x']],
    ['x^2*y^3*sin(x*y)', ['x', 'y', 'x']],
    ['piecewise(x^4, x > 0, -x^3)', ['x', 'x']],
    ['3*x + 1', ['x', 'x']],
    ['x^2/(x + y)', ['y', 'x', 'y']],
  ])('of %s by %j', (text, by) => {
    const each = by.reduce((d, x) => diff(d, x), parse(text))
    expect(each.toString()).toBe(diff(text, ...by).toString())
    expect(each.toTex()).toBe(diff(text, ...by).toTex())
  })

  it.each<[string, object, object]>([
    ['sin(x)*sqrt(x^2 + 1)', {}, { domain: 'complex' }],
    ['sqrt(x^2)*x', {}, { let: 'x: positive' }],
    ['f(x)^2', { functions: { f: 'x^3' } }, {}],
    ['x*f(x)', {}, { functions: { f: 'sin(x)' } }],
    ['abs(x)*x^2', {}, { simplify: false }],
  ])('unless the options of the second say something else: %s, %j, %j', (text, first, second) => {
    const d = diff(text, 'x', first)
    expect(diff(d, 'x', second).toString()).toBe(diff(d.toString(), 'x', second).toString())
  })

  it('and are never of more distinct parts', () => {
    const f = parse('exp(-x^2)*sin(x)/(1 + x^2)')
    const sizes = [6, 8, 10].map(n => countNodes(Array.from({ length: n }).reduce<typeof f>(d => diff(d, 'x'), f)))
    expect(sizes).toEqual([6, 8, 10].map(n => countNodes(diff(f, 'x', n))))
  })
})
