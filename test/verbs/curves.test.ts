/** dy/dx of parametric and polar curves as answer keys print them, and by the definition. */
import { describe, expect, it } from 'vitest'
import { diff, evaluate, type FluxionError, type Input, parametric, polar } from '../../src/index.js'

describe('parametric curves', () => {
  it.each<[curve: Input | Input[], order: number, answer: string]>([
    ['[t^2 - 3, 2*t - 1]', 1, '1/t'],
    ['[t^2 - 3, 2*t - 1]', 2, '-1/(2*t^3)'],
    ['[t^2, t^3]', 1, '3*t/2'],
    [['t^2', 't^3'], 2, '3/(4*t)'],
    ['[sin(t), cos(t)]', 1, '-tan(t)'],
    ['[sin(pi*t), cos(pi*t)]', 2, '-sec(pi*t)^3'],
    ['[t^2 - t, t^2 + t]', 1, '(2*t + 1)/(2*t - 1)'],
    ['[t^2 - 1, t^3 - t]', 2, '(3*t^2 + 1)/(4*t^3)'],
    ['[sec(t), tan(t)]', 1, 'csc(t)'],
    ['[sec(t), tan(t)]', 2, '-cot(t)^3'],
    ['[a*(t - sin(t)), a*(1 - cos(t))]', 1, 'sin(t)/(1 - cos(t))'],
    ['[t^2, t^3]', 0, 't^3'],
  ])('%s, order %i: %s', (curve, order, answer) => {
    expect(String(parametric(curve, 't', order))).toBe(answer)
  })

  it.each([
    [() => parametric('[t^2, t^3]'), '3*t/2'],
    [() => parametric(['t^2', '2*t^3']), '3*t'],
    [() => polar('r = theta'), '(sin(theta) + theta*cos(theta))/(cos(theta) - theta*sin(theta))'],
    [() => polar('e^phi'), '(cos(phi) + sin(phi))/(cos(phi) - sin(phi))'],
  ])('of one variable need no name: %s', (slope, answer) => {
    expect(String(slope())).toBe(answer)
  })
  it.each([() => parametric('[a*t, t]'), () => polar('a*theta')])('of several do: %s', slope => {
    expect(slope).toThrow(/name the variable meant/)
  })

  it.each<[string, string]>([
    ['[1, t]', 'vertical'],
    ['[t, t, t]', 'shape'],
    ['t', 'shape'],
  ])('%s has none', (curve, code) => {
    expect(() => parametric(curve, 't')).toThrow(expect.objectContaining({ code }) as FluxionError)
  })
})

describe('polar curves', () => {
  it.each([
    ['cos(theta)', 1, '-cot(2*theta)'],
    ['2', 1, '-cot(theta)'],
    ['theta', 1, '(sin(theta) + theta*cos(theta))/(cos(theta) - theta*sin(theta))'],
    ['theta', 2, '(theta^2 + 2)/(cos(theta) - theta*sin(theta))^3'],
    // A slope is one fraction, as books have it.
    [
      'cos(2*theta)',
      1,
      '(2*sin(2*theta)*sin(theta) - cos(2*theta)*cos(theta))/(2*sin(2*theta)*cos(theta) + sin(theta)*cos(2*theta))',
    ],
    [
      '3*sin(2*theta)',
      1,
      '(sin(2*theta)*cos(theta) + 2*sin(theta)*cos(2*theta))/(2*cos(2*theta)*cos(theta) - sin(2*theta)*sin(theta))',
    ],
    ['1 + cos(theta)', 1, '-(cos(theta) + cos(2*theta))/(sin(theta) + sin(2*theta))'],
    ['1/(1 + cos(theta))', 1, '-cot(theta/2)'],
    ['2*sin(theta)', 1, 'tan(2*theta)'],
  ])('%s, order %i: %s', (r, order, answer) => {
    expect(String(polar(r, 'theta', order))).toBe(answer)
  })

  it.each(['1 + sin(theta)', 'cos(3*theta)', 'e^theta', '1/(sin(theta) - cos(theta))', 'sqrt(theta)*a'])(
    'are the parametric ones of r*cos(theta), r*sin(theta): %s',
    r => {
      const curve = [`(${r})*cos(theta)`, `(${r})*sin(theta)`]
      const at = { theta: 0.37, a: 1.3 }
      for (const order of [1, 2])
        expect(evaluate(polar(r, 'theta', order), at)).toBeCloseTo(evaluate(parametric(curve, 'theta', order), at), 8)
    },
  )

  it.each(['sec(theta)', '2/cos(theta)', '0'])('are refused where x does not change: %s', r => {
    expect(() => polar(r, 'theta')).toThrow(/^x does not change with theta: the curve is vertical$/u)
  })

  it('by the definition', () => {
    const [x, y] = [diff('t*cos(t)', 't'), diff('t*sin(t)', 't')]
    expect(evaluate(polar('t', 't'), { t: 0.7 })).toBeCloseTo(evaluate(y, { t: 0.7 }) / evaluate(x, { t: 0.7 }), 12)
  })
})
