/** Sums and products over an index and integrals, read from text and LaTeX, printed, and read again. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { latex, parse, subs, unicode } from '../../src/index.js'

/** A text, what it prints as, and its LaTeX. */
const WRITTEN: readonly (readonly [string, string, string])[] = [
  ['sum(i,1,n,x^i)', 'sum(i, 1, n, x^i)', '\\sum_{i=1}^{n}x^{i}'],
  ['y*sum(i,1,n,x+i)+z', 'y*sum(i, 1, n, i + x) + z', 'y\\sum_{i=1}^{n}(i+x)+z'],
  ['sum(i,1,n,x^i)^2', 'sum(i, 1, n, x^i)^2', '\\left(\\sum_{i=1}^{n}x^{i}\\right)^2'],
  ['prod(k,1,n,x-k)', 'prod(k, 1, n, x - k)', '\\prod_{k=1}^{n}(x-k)'],
  ['integral(t,0,x,e^(-t^2))', 'integral(t, 0, x, e^(-t^2))', '\\int_{0}^{x}e^{-t^2}\\,dt'],
  ['integral(t,-inf,inf,t+1)', 'integral(t, -inf, inf, t + 1)', '\\int_{-\\infty}^{\\infty}(t+1)\\,dt'],
  ['sum(i,1,n,sum(j,1,i,x^(i*j)))', 'sum(i, 1, n, sum(j, 1, i, x^(i*j)))', '\\sum_{i=1}^{n}\\sum_{j=1}^{i}x^{ij}'],
  // The index is a symbol, whatever its name means elsewhere, and a bracket behind it multiplies.
  ['sum(e,1,n,e*x)', 'sum(e, 1, n, e*x)', '\\sum_{e=1}^{n}ex'],
  ['sum(f,1,n,f(x+1))', 'sum(f, 1, n, f*(x + 1))', '\\sum_{f=1}^{n}f\\cdot (x+1)'],
  // A name that means something else in the body, or a bound, is another one.
  ['integral(x,0,x,sin(x))', 'integral(t, 0, x, sin(t))', '\\int_{0}^{x}\\sin t\\,dt'],
  ['q = k; sum(k,1,n,q*k)', 'sum(i, 1, n, i*k)', '\\sum_{i=1}^{n}ik'],
  // What has a value has it at once.
  ['sum(i,1,4,i^2)', '30', '30'],
  ['prod(i,1,5,i)', '120', '120'],
  ['sum(i,3,2,x^i)', '0', '0'],
  ['prod(i,n+1,n,x^i)', '1', '1'],
  ['sum(i,1,4,x)', '4*x', '4x'],
  ['integral(t,2,x,y)', 'y*(x - 2)', 'y(x-2)'],
]

describe.each(WRITTEN)('%s', (text, printed, typeset) => {
  const e = parse(text)
  it('prints', () => expect([String(e), latex(e)]).toEqual([printed, typeset]))
  it.each([
    ['text', () => parse(String(e))],
    ['Unicode', () => parse(unicode(e))],
    ['LaTeX', () => parse(latex(e), { syntax: 'latex' })],
  ])('is read back from %s', (_, back) => expect(back().equals(e)).toBe(true))
})

test.each([
  ['\\sum_{i=1}^n i(i+1) + y', 'sum(i, 1, n, i*(i + 1)) + y'],
  ['\\sum^{n}_{i=1} a\\cdot x^i', 'sum(i, 1, n, a*x^i)'],
  ['\\int_0^x t\\ln t\\,dt', 'integral(t, 0, x, t*log(t))'],
  ['2\\int_a^{x^2} t^2+1\\,\\mathrm{d}t + 3', '2*integral(t, a, x^2, t^2 + 1) + 3'],
  ['\\int_0^1\\int_0^t st\\,ds\\,dt', 'integral(t, 0, 1, integral(s, 0, t, s*t))'],
  ['\\frac{\\sum_{i=1}^n i x^i}{\\sum_{i=1}^n x^i}', 'sum(i, 1, n, i*x^i)/sum(i, 1, n, x^i)'],
  ['\\int_0^1 t\\,dt\\,x', 'x*integral(t, 0, 1, t)'],
  ['\\int_0^x\\frac{dt}{1+t^2}', 'integral(t, 0, x, 1/(1 + t^2))'],
  ['x\\int_1^x\\frac{2t\\,\\mathrm{d}t}{\\sqrt{t}}+1', 'x*integral(t, 1, x, 2*t/sqrt(t)) + 1'],
  ['\\int_0^x\\frac{\\sin t\\,dt}{t}', 'integral(t, 0, x, sin(t)/t)'],
  ['\\int_0^x\\frac{\\ln^2 2t\\cdot\\mathrm{d}t}{t}', 'integral(t, 0, x, log(2*t)^2/t)'],
  ['\\int_0^x\\frac{-dt}{t}', 'integral(t, 0, x, -1/t)'],
  ['\\int_0^x\\int_0^y\\frac{\\sin(st)\\,ds\\,dt}{t}', 'integral(t, 0, x, integral(s, 0, y, sin(s*t)/t))'],
  ['\\int_0^x t\\cdot dt', 'integral(t, 0, x, t)'],
  ['\\int_0^x t\\dd{t}', 'integral(t, 0, x, t)'],
])('%s is %s', (written, text) => expect(parse(written).equals(parse(text))).toBe(true))

test.each([
  ['integral(t^2, t, 0, x)', /write integral\(t, a, b, body\)/],
  ['integral(t^2, t)', /no indefinite integrals.*integral\(t, 0, x, t\^2\)/],
  ['integral(t^2)', /no indefinite integrals/],
  ['sum(x^i, i, 1, n)', /an index first/],
  ['sum(2, 1, 3, 4)', /sum\(i, 1, n, i\^2\)/],
  ['sum(x)', /declare a shape/],
  ['sum(i, 1/2, n, x)', /whole numbers/],
  ['sum(i, 1, n, i > 2)', /condition/],
  ['\\int x\\,dx', /no indefinite integrals/],
  ['\\int_0^1 x', /by what this is integrated/],
  ['\\int_0^{x^2} dt\\,t', /stands before its differential/],
  ['\\int_0^x\\frac{1-dt}{t}', /too early/],
  ['\\frac{\\sin t\\,dt}{t}', /one name/],
  ['\\sum x', /two bounds/],
  ['\\sum_i x^i', /it is not said from where to where i/],
])('%s is refused', (text, message) => expect(() => parse(text)).toThrow(message))

describe('a bound variable', () => {
  it('has no name', () => {
    expect(parse('sum(i,1,n,x^i)').equals(parse('sum(k,1,n,x^k)'))).toBe(true)
    expect(String(parse('sum(i,1,n,x^i) - sum(k,1,n,x^k)'))).toBe('0')
    expect(parse('sum(i,1,n,i*x^i)').symbols()).toEqual(['n', 'x'])
  })
  it.each([
    ['sum(i,1,n,x^i)', { x: 'i' }, 'sum(j, 1, n, i^j)'],
    ['sum(i,1,n,x^i)', { i: 2 }, 'sum(i, 1, n, x^i)'],
    ['sum(i,1,n,x^i)', { n: 'i' }, 'sum(j, 1, i, x^j)'],
    ['integral(t,0,x,t*y)', { y: 't' }, 'integral(s, 0, x, s*t)'],
    ['sum(i,1,n,x^i)', { x: 'sum(i,1,3,y^i)' }, 'sum(i, 1, n, sum(i, 1, 3, y^i)^i)'],
    ['sum(i,1,n,x^i)', { x: 2, n: 3 }, '14'],
  ])('of %s captures nothing of %j', (text, values, answer) => {
    const e = subs(text, values)
    expect(parse(String(e)).equals(e)).toBe(true)
    expect(e.equals(parse(answer))).toBe(true)
  })
  it('may be called anything', () => {
    const names = fc.constantFrom('i', 'e', 'pi', 'n', 'x', 'k', 'theta', 'x_1', 'constructor', '__proto__')
    fc.assert(
      fc.property(names, names, (a, b) => {
        const text = (p: string, q: string) => `sum(${p}, 1, m, sum(${q}, 1, m, y^(${p}*${q}^2)))`
        const e = parse(a === b ? text(a, `${b}2`) : text(a, b))
        expect(e.equals(parse(text('r', 's')))).toBe(true)
        expect(parse(String(e)).equals(e)).toBe(true)
      }),
    )
  })
})

test('sums nest so deep and no deeper', () => {
  const nested = (depth: number): string =>
    Array.from({ length: depth }).reduce<string>((body, _, k) => `sum(i${k}, 1, n, ${body}*i${k})`, 'x')
  expect(parse(String(parse(nested(12)))).equals(parse(nested(12)))).toBe(true)
  for (const depth of [40, 20_000]) expect(() => parse(nested(depth))).toThrow(/nested at most/)
})
