/** One spelling for what differs by numbers and signs multiplied into sums, and neutral names for symbols. */
import { describe, expect, it } from 'vitest'
import { parse } from '../../src/index.js'
import { neutral } from '../../src/simplify/naming.js'
import { oriented, respelt } from '../../src/simplify/spelling.js'
import { withoutZeros } from '../../src/simplify/vanishing.js'

const spelt = (text: string): string => String(respelt(parse(text)))

describe('the common spelling', () => {
  it.each([
    ['5*(x + 1)', '5*x + 5', '5*x + 5'],
    ['q*(y - x)', '-q*(x - y)', '-q*(x - y)'],
    ['(2*x + 2)*sin(x)', '2*(x + 1)*sin(x)', '2*(x + 1)*sin(x)'],
    ['(y - x)^2', '(x - y)^2', '(x - y)^2'],
    ['(4*x - 2)^3/7', '8*(2*x - 1)^3/7', '8*(2*x - 1)^3/7'],
    ['sqrt(2)*sqrt(x + 1)', 'sqrt(2*x + 2)', 'sqrt(2*x + 2)'],
    ['1/sqrt(x/2 + 1/2)', 'sqrt(2)/sqrt(x + 1)', 'sqrt(2)/sqrt(x + 1)'],
    ['sin(y - x)', '-sin(x - y)', '-sin(x - y)'],
    ['cosh(y - x)', 'cosh(x - y)', 'cosh(x - y)'],
    ['(m - x)^2', '(x - m)^2', '(x - m)^2'],
    ['(1 - x)^2', '(x - 1)^2', '(x - 1)^2'],
    ['x*(sqrt(2)*y + sqrt(2))', 'x*(2*sqrt(2)*y + 2*sqrt(2))/2', 'x*(sqrt(2)*y + sqrt(2))'],
    ['(0.5*x + 0.5)*y', 'y*(0.5*x + 0.5)', '(0.5*x + 0.5)*y'],
  ])('%s and %s are %s', (one, other, answer) => {
    expect(spelt(one)).toBe(String(parse(answer)))
    expect(spelt(other)).toBe(String(parse(answer)))
    expect(spelt(answer)).toBe(String(parse(answer)))
  })
})

describe('orientation, where it costs nothing', () => {
  it.each([
    ['(y - x)^2', '(x - y)^2'],
    ['(y - x)*(t - z)', '(x - y)*(z - t)'],
    ['(y - x)*(z - t)', '(y - x)*(z - t)'],
    ['sin(y - x)^4', 'sin(x - y)^4'],
    ['sin(y - x)', 'sin(y - x)'],
    ['abs(1 - x)', 'abs(x - 1)'],
    ['1/(b - V)', '1/(b - V)'],
  ])('%s is %s', (input, answer) => expect(String(oriented(parse(input)))).toBe(String(parse(answer))))
})

describe('neutral names', () => {
  /** The symbols in neutral order. */
  const order = (text: string): readonly string[] => neutral(parse(text), () => '')?.order ?? []

  it.each([
    ['x^2*y + sin(y)', 'b^2*a + sin(a)', { x: 'b', y: 'a' }],
    ['w*x + b - y^3', 'r*q + p - s^3', { w: 'r', x: 'q', b: 'p', y: 's' }],
    ['a/(b + c^2) + b', 'z/(x + y^2) + x', { a: 'z', b: 'x', c: 'y' }],
    ['x*f(y, z) + f(z, x)', 'q*f(p, r) + f(r, q)', { x: 'q', y: 'p', z: 'r' }],
  ] as const)('%s and %s are in one order', (one, other, names) => {
    const map = names as Readonly<Record<string, string>>
    const swapped = new Set(['w*x + b - y^3'])
    const expected = order(one).map(name => map[name])
    // Factors of a product are alike: either may come first.
    if (swapped.has(one)) expect([...order(other)].sort()).toEqual([...expected].sort())
    else expect(order(other)).toEqual(expected)
  })
  it('of what is alike the first by name comes first', () => expect(order('x + y')).toEqual(['x', 'y']))
  it('facts tell symbols apart', () => {
    const kind = (name: string): string => (name === 'x' ? 'positive' : '')
    const [first] = neutral(parse('x + y'), kind)?.order ?? []
    const [other] = neutral(parse('y + x2'), name => (name === 'x2' ? 'positive' : ''))?.order ?? []
    expect(first === 'x').toBe(other === 'x2')
  })
  it('there and back', () => {
    const e = parse('x^2*y + g(z, x[1])')
    const names = neutral(e, () => '')
    expect(names && String(names.restore(names.rename(e)))).toBe(String(e))
  })
  it('a single symbol needs none', () => expect(neutral(parse('x^2 + sin(x)'), () => '')).toBeUndefined())
})

describe('sums that vanish', () => {
  it.each([
    ['(x + 1)^2 - x^2 - 2*x - 1', '0'],
    ['y*(sin((x + 1)*(x - 1)) - sin(x^2 - 1))', '0'],
    ['1/((x + y)^2 - x^2 - 2*x*y - y^2)', '1/0'],
    ['(x + 1)^2 - x^2', '(x + 1)^2 - x^2'],
    ['x + inf', 'x + inf'],
    ['piecewise((x + 1)^2 - x^2 - 2*x - 1, x > 0, y)', 'piecewise(0, x > 0, y)'],
  ])('%s is %s', (input, answer) => {
    const e = parse(input)
    const found = withoutZeros(e)
    expect(String(found)).toBe(String(parse(answer)))
    if (input === answer) expect(found).toBe(e)
  })
})
