/** Derivatives by several variables as people call them; those of large formulas have the values of those of small ones. */
import { describe, expect, it } from 'vitest'
import { ShapeError } from '../src/errors.js'
import {
  compile,
  type Expr,
  FluxionError,
  gradient,
  hessian,
  hvp,
  jacobian,
  jvp,
  type Options,
  parse,
  vjp,
} from '../src/index.js'

describe('products of derivatives and vectors', () => {
  it.each<[string, () => Expr[], string[]]>([
    ['hvp', () => hvp('x^2*y', ['x', 'y'], ['u', 'v']), ['2*u*y + 2*v*x', '2*u*x']],
    ['hvp, numbers', () => hvp('x^2*y', ['x', 'y'], [1, 0]), ['2*y', '2*x']],
    ['hvp, the vector is constant', () => hvp('x^3', ['x'], ['x']), ['6*x^2']],
    ['jvp', () => jvp('[x*y, x+y]', ['x', 'y'], ['u', 'v']), ['u*y + v*x', 'u + v']],
    ['jvp of inputs', () => jvp(['x*y', 'x^2'], ['x', 'y'], ['x', 'y']), ['2*x*y', '2*x^2']],
    ['jvp of a scalar', () => jvp('sin(x)*y', ['x', 'y'], ['1', '0']), ['y*cos(x)']],
    ['vjp', () => vjp('[x*y, x+y]', ['x', 'y'], ['u', 'v']), ['u*y + v', 'u*x + v']],
    ['vjp, the vector is constant', () => vjp('[x*y]', ['x', 'y'], ['x']), ['x*y', 'x^2']],
    ['vjp, a variable twice', () => vjp('x^2', ['x', 'x'], [3]), ['6*x', '6*x']],
    ['jvp, a variable twice', () => jvp('x^2', ['x', 'x'], [3, 4]), ['14*x']],
    ['jvp by components', () => jvp('a[1]*a[2]', ['a[1]', 'a[2]'], ['u', 'v']), ['u*a[2] + v*a[1]']],
    ['jvp by a name and a component', () => jvp('y*a[1]', ['y', 'a[1]'], ['u', 'v']), ['u*a[1] + v*y']],
    ['of parts of complex functions', () => jvp('conj(x)*y', ['x', 'y'], ['1', '0']), ['y']],
    ['where branches meet', () => vjp('relu(x) - relu(-x)', ['x'], [2]), ['2']],
    ['of functions of the caller', () => vjp('f(x)', ['x'], ['v'], { functions: { f: 'u^2' } }), ['2*v*x']],
    ['in a form', () => vjp('x^2 + x*y', ['x'], [1], { form: 'factored' }), ['2*x + y']],
  ])('%s', (_, make, answer) => {
    const made = make()
    expect(made).toHaveLength(answer.length)
    for (const [k, text] of answer.entries())
      expect(`${parse(`${made[k]} - (${text})`, { form: 'raw' } as Options)}`).toBe('0')
  })

  it.each<[string, () => unknown, RegExp]>([
    ['hvp', () => hvp('x*y', ['x', 'y'], [1]), /1 entries, where there are 2 variables/],
    ['jvp', () => jvp('[x, y, 1]', ['x', 'y'], [1, 2, 3]), /3 entries, where there are 2 variables/],
    ['vjp', () => vjp('[x, y, 1]', ['x', 'y'], [1, 2]), /2 entries, where there are 3 outputs/],
    ['a list', () => hvp('[x, y]', ['x', 'y'], [1, 2]), /that of a scalar/],
    ['a hessian of a list', () => hessian('[x^2, y]', ['x', 'y']), /that of a scalar/],
    ['a matrix', () => jvp('[[x, y]]', ['x', 'y'], [1, 2]), /not of a matrix/],
    ['a condition', () => vjp(['x < y'], ['x'], [1]), /condition/],
  ])('%s is refused', (_, make, why) => {
    expect(make).toThrow(ShapeError)
    expect(make).toThrow(why)
  })

  it('by a complex variable there is no derivative of conj', () =>
    expect(() => vjp('conj(x)', ['x'], [1], { domain: 'complex' })).toThrow(FluxionError))

  it('agree with the matrices', () => {
    const f = 'exp(x*y)*sin(z) + x^3/(1 + y^2 + z^2) + max(x, y*z)'
    const [by, v] = [
      ['x', 'y', 'z'],
      [0.3, -1.5, 2],
    ]
    const point = [0.4, 0.9, -1.1] as const
    const at = (e: readonly Expr[]): readonly number[] => compile(e, by)(...point)
    const H = hessian(f, by).map(at)
    const J = jacobian([f, 'x*y*z', 'log(x + y)'], by).map(at)
    const times = (m: readonly (readonly number[])[]): number[] =>
      m.map(row => row.reduce((s, a, k) => s + a * (v[k] as number), 0))
    const turned = (m: readonly (readonly number[])[]): number[][] => by.map((_, j) => m.map(row => row[j] as number))
    expect(at(hvp(f, by, v))).toEqual(times(H).map(d => expect.closeTo(d, 10)))
    expect(at(jvp([f, 'x*y*z', 'log(x + y)'], by, v))).toEqual(times(J).map(d => expect.closeTo(d, 10)))
    expect(at(vjp([f, 'x*y*z', 'log(x + y)'], by, v))).toEqual(times(turned(J)).map(d => expect.closeTo(d, 10)))
  })
})

describe('large formulas', () => {
  const names = Array.from({ length: 80 }, (_, k) => `x${k + 1}`)
  const chain = names.reduce(
    (e, w, k) => (k % 3 === 0 ? `tanh(${w}*${e})` : k % 3 === 1 ? `(${w} + ${e}^2)` : `${w}*${e}`),
    't',
  )
  const product = names.join('*')
  const point = names.map((_, k) => 0.8 + 0.005 * k)

  it.each([
    ['a chain', chain],
    ['a product', product],
    ['softmax', `log(${names.map(x => `exp(${x})`).join(' + ')}) - x3 + t`],
  ])('the entries of the gradient of %s have the values of single derivatives', (_, f) => {
    const all = gradient(f, names)
    const values = compile(all, [...names, 't'])(...point, 0.7)
    const some = [0, 1, 2, 20, 40, 57, 78, 79]
    const singles = some.map(k => gradient(f, [names[k] as string])[0] as Expr)
    const expected = compile(singles, [...names, 't'])(...point, 0.7)
    expect(some.map(k => values[k])).toEqual(expected.map(v => expect.closeTo(v, 9)))
  })

  it('a Hessian is symmetric, its rows the gradients of the gradient', () => {
    const few = names.slice(0, 30)
    const e = parse(`${few.join('*')} + sin(${few.slice(0, 9).join(' + ')})^2`)
    const H = compile(hessian(e, few), few)(...point.slice(0, 30))
    const rows = compile(
      gradient(e, few).map(d => gradient(d, few)),
      few,
    )(...point.slice(0, 30))
    expect(H).toEqual(rows.map(row => row.map(v => expect.closeTo(v, 9))))
    expect(H.map((_, j) => H.map(row => row[j]))).toEqual(H)
  })

  it('rules are told as in forward mode', () => {
    const told: string[] = []
    gradient(chain, names.slice(0, 60), { record: rule => told.push(rule) })
    expect(told.length).toBeGreaterThan(60)
    expect(new Set(told)).toEqual(new Set(['product', 'chain', 'power', 'sum']))
  })

  it('functions of the caller are put in', () => {
    const f = names.map(x => `g(${x})`).join(' + ')
    const all = gradient(f, names, { functions: { g: { derivative: ['cos(u)'] } } })
    expect([all.length, String(all[4])]).toEqual([80, 'cos(x5)'])
  })
})

describe('steps of gradients at n and 2n', () => {
  const names = (n: number): string[] => Array.from({ length: n }, (_, k) => `x${k + 1}`)
  const SHAPES: Readonly<Record<string, readonly [f: (n: number) => string, n: number, exponent: number]>> = {
    // Whether branches meet is looked at for each variable over all parts: the square.
    'the largest of n': [n => `max(${names(n).join(',')})`, 25, 2],
    'a product of n': [n => names(n).join('*'), 80, 1],
    'a softmax of n': [
      n =>
        `log(${names(n)
          .map(x => `exp(${x})`)
          .join('+')})`,
      100,
      1,
    ],
    'a sum of n squares': [
      n =>
        names(n)
          .map(x => `${x}^2`)
          .join('+'),
      100,
      1,
    ],
  }
  function isDone(text: string, by: string[], form: Options, steps: number): boolean {
    try {
      gradient(text, by, { ...form, limits: { steps } })
      return true
    } catch (error) {
      expect(error).toMatchObject({ limit: 'steps' })
      return false
    }
  }
  /** The fewest steps, to a twentieth, within which a gradient is taken. */
  function stepsOf(text: string, by: string[], form: Options): number {
    let most = 500
    while (!isDone(text, by, form, most)) most *= 2
    let least = most / 2
    while (most > 1.05 * least) {
      const middle = (least + most) / 2
      if (isDone(text, by, form, middle)) most = middle
      else least = middle
    }
    return most
  }
  it.each(
    Object.keys(SHAPES).flatMap(shape => [
      [shape, {}],
      [shape, { form: 'raw' }],
    ]) as [string, Options][],
  )('%s %j', (shape, form) => {
    const [f, n, exponent] = SHAPES[shape] as (typeof SHAPES)[string]
    const [a, b] = [n, 2 * n].map(m => stepsOf(f(m), names(m), form)) as [number, number]
    expect(b / a).toBeLessThanOrEqual(2 ** exponent * 1.25)
  })
})
