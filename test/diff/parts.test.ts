/** Derivatives by a real variable of parts of complex-valued expressions, against differences. */
import { describe, expect, it } from 'vitest'
import { diff, evaluate, parse } from '../../src/index.js'

const CASES = [
  ...[
    'abs(1 + i*x)',
    'abs(x + i*y)',
    'abs(exp(i*x)*x)',
    'arg(1 + i*x)',
    'arg((x + i)^2)',
    're(exp(i*x))',
    'im(exp(i*x))',
  ],
  ...[
    'conj((x + i*y)^2)',
    're((x + i)^3)',
    'im(1/(x + i*y))',
    'abs(x + 2*i)*re(i*x + x^2)',
    'conj(exp(i*x^2))',
    'abs(i*x)',
  ],
]

describe('parts of what is complex', () => {
  it.each([
    ['re(x)', '1'],
    ['conj(x)', '1'],
    ['im(x)', '0'],
    ['re(x^2)', 're(2*x)'],
  ])('%s by a real x is %s', (text, answer) => expect(String(diff(text, 'x'))).toBe(answer))

  it.each(['re(z)', 'conj(z)^2', 'z*abs(z + i)', 'arg(z)'])('%s by a complex z has no derivative', text => {
    for (const options of [{ let: 'z:complex' }, { domain: 'complex' }] as const)
      expect(() => diff(text, 'z', options)).toThrow(expect.objectContaining({ code: 'not-analytic' }))
  })

  it.each(CASES)('%s by x', text => {
    const f = parse(text)
    const d = diff(f, 'x')
    const h = 1e-5
    for (const x of [0.7, -1.3]) {
      const at = (e: typeof f, t: number): { re: number; im: number } =>
        evaluate(e, { x: t, y: 0.4 }, { field: 'complex' })
      const [up, down, claimed] = [at(f, x + h), at(f, x - h), at(d, x)]
      expect(claimed.re).toBeCloseTo((up.re - down.re) / (2 * h), 7)
      expect(claimed.im).toBeCloseTo((up.im - down.im) / (2 * h), 7)
    }
  })
})
