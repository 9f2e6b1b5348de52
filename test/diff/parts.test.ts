/** Derivatives by a real variable of parts of complex-valued expressions, against differences. */
import { describe, expect, it } from 'vitest'
import {
  certificate,
  diff,
  differential,
  directional,
  divergence,
  equivalent,
  evaluate,
  explain,
  gradient,
  hessian,
  implicit,
  inverse,
  jvp,
  laplacian,
  type Options,
  parametric,
  parse,
  polar,
  tangent,
  taylor,
} from '../../src/index.js'

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
    'abs((-8)^x)',
    'x*abs((-2)^x + i)',
  ],
]

describe('parts of what is complex', () => {
  it.each([
    ['re(x)', '1'],
    ['conj(x)', '1'],
    ['im(x)', '0'],
    ['re(x^2)', 're(2*x)'],
  ])('%s by a real x is %s', (text, answer) => expect(String(diff(text, 'x'))).toBe(answer))

  it.each([
    ...['re(z)', 'conj(z)^2', 'z*abs(z + i)', 'arg(z)', 'abs(z)', 'abs(z^2)', 'sign(z)', 'max(z, 1)', 'relu(z)'],
    ...['clamp(z, 0, 1)', 'log(abs(z))'],
  ])('%s by a complex z has no derivative', text => {
    for (const options of [{ let: 'z:complex' }, { domain: 'complex' }] as const)
      expect(() => diff(text, 'z', options)).toThrow(expect.objectContaining({ code: 'not-analytic' }))
  })

  it.each([
    ['mod(z, 2)', '1'],
    ['atan2(z, 1)', '1/(z^2 + 1)'],
    ['heaviside(z)*z', 'heaviside(z)'],
    ['z*floor(x)', 'floor(x)'],
    ['frac(z)*sin(z)', 'sin(z) + cos(z)*frac(z)'],
  ])('%s by a complex z, between jumps and cuts, is %s', (text, answer) => {
    for (const options of [{ let: 'z:complex' }, { domain: 'complex' }] as const)
      expect(String(diff(text, 'z', options))).toBe(answer)
  })

  it.each(['abs(z*x)', 'abs(z + x)', 'max(z, x)', 'sign(z*x)'])('%s by a real x, where z is complex', text =>
    expect(() => diff(text, 'x', { let: 'z:complex' })).toThrow(expect.objectContaining({ code: 'not-analytic' })),
  )

  it.each([
    ['abs(z)*x', 'abs(z)'],
    ['re(z*x)', 're(z)'],
    ['abs(z)^x', 'abs(z)^x*log(abs(z))'],
    ['abs(x)*z', 'z*sign(x)'],
    ['abs(abs(z)*x)', 'sign(x)*abs(z)'],
  ])('%s by a real x, where z is complex, is %s', (text, answer) =>
    expect(equivalent(diff(text, 'x', { let: 'z:complex' }), answer, { let: 'z:complex' }).verdict).toBe('verified'),
  )

  const VERBS: readonly (readonly [string, (text: string, options: Options) => unknown])[] = [
    ['diff', (f, o) => diff(f, 'z', o)],
    ['diff raw', (f, o) => diff(f, 'z', { ...o, form: 'raw' })],
    ['gradient', (f, o) => gradient(f, ['z'], o)],
    ['hessian', (f, o) => hessian(f, ['z'], o)],
    ['jvp', (f, o) => jvp(f, ['z'], ['u'], o)],
    ['explain', (f, o) => explain(f, 'z', o)],
    ['taylor', (f, o) => taylor(f, 'z', 1, 2, o)],
    ['tangent', (f, o) => tangent(f, { z: 1 }, o)],
    ['implicit', (f, o) => implicit(`${f} + y = 1`, 'y', 'z', 1, o)],
    ['polar', (f, o) => polar(f, 'z', 1, o)],
    ['parametric', (f, o) => parametric(`[z, ${f}]`, 'z', 1, o)],
    ['inverse', (f, o) => inverse(f, 'z', 1, o)],
    ['directional', (f, o) => directional(f, { z: 1 }, o)],
    ['differential', (f, o) => differential(f, ['z'], o)],
    ['divergence', (f, o) => divergence(`[${f}]`, ['z'], o)],
    ['laplacian', (f, o) => laplacian(f, ['z'], o)],
    ['certificate', (f, o) => certificate(f, 'z', undefined, o)],
  ]
  it.each(VERBS)('%s refuses abs and re of a complex variable', (_, run) => {
    for (const text of ['abs(z)', 'z + re(z)'])
      expect(() => run(text, { domain: 'complex' })).toThrow(expect.objectContaining({ code: 'not-analytic' }))
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
