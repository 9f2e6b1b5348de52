/** Compiled tensors: what their plans are made of, how they are called, and that a call makes no arrays for entries. */
import { describe, expect, it, vi } from 'vitest'
import { compileTensor } from '../../../src/compile/tensor/compile.js'
import type { Plan } from '../../../src/compile/tensor/plan.js'
import { ShapeError } from '../../../src/errors.js'
import { num, sym } from '../../../src/expr/build.js'
import { tanh } from '../../../src/number/elementary/doubles.js'
import { derivative } from '../../../src/tensor/derivative.js'
import type { Node, Variable } from '../../../src/tensor/node.js'
import { Space } from '../../../src/tensor/space.js'
import * as algebra from '../../tensor/algebra.js'
import { flat } from './reference.js'

const [m, n, k] = [sym('m'), sym('n'), sym('k')]

const numbers = (size: number, seed = 1): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => Math.sin(seed * 7 + i * i))

const kinds = ({ steps }: Pick<Plan, 'steps'>): string[] => steps.map(s => s.kind)
const work = ({ steps }: Pick<Plan, 'steps'>): number => steps.reduce((w, s) => w + s.work, 0)

const square = (size: number): Float64Array => numbers(size * size).map((v, i) => v + (i % (size + 1) === 0 ? 5 : 0))

describe('a plan', () => {
  const space = new Space()
  const x = space.variable('x', [n])
  const y = space.variable('y', [n])
  const A = space.variable('A', [n, n])
  const B = space.variable('B', [n, n])
  const vectors = { x: numbers(50), y: numbers(50, 2), A: square(50), B: numbers(2500, 3), n: 50 }
  const plan = (roots: Node | readonly Node[], names: readonly (keyof typeof vectors)[]): Pick<Plan, 'steps'> =>
    compileTensor(roots, [...names, 'n']).plan(...[...names, 'n' as const].map(name => vectors[name]))

  it('multiplies a chain from its vector', () => {
    const chain = algebra.matmul(space, algebra.matmul(space, algebra.matmul(space, A, B), A), x)
    expect(kinds(plan(chain, ['A', 'B', 'x']))).toEqual(['vector', 'vector', 'vector', 'loop'])
  })

  it('solves instead of inverting, and factors once', () => {
    const inverse = space.operation('inv', A)
    const roots = [
      algebra.matmul(space, inverse, x),
      algebra.matmul(space, y, inverse),
      space.operation('det', A),
      space.operation('logdet', A),
    ]
    const steps = kinds(plan(roots, ['A', 'x', 'y']))
    expect(steps).not.toContain('inverse')
    expect(steps.filter(s => s === 'solve')).toHaveLength(2)
    // The factors themselves, the determinant and its logarithm.
    expect(steps.filter(s => s === 'factors')).toHaveLength(3)
  })

  it.each<[string, () => Node]>([
    ['a diagonal', () => algebra.matmul(space, algebra.diagonalMatrix(space, x), y)],
    ['the identity', () => algebra.matmul(space, algebra.identity(space, n), y)],
    ['ones', () => algebra.matmul(space, algebra.ones(space, [n, n]), y)],
    ['an outer product', () => algebra.matmul(space, algebra.outer(space, x, y), y)],
  ])('never stores %s in a product', (_, node) => {
    expect(work(plan(node(), ['x', 'y']))).toBeLessThan(10 * 50)
  })

  it('adds a diagonal to a product without storing it', () => {
    const shifted = algebra.add(space, [n, n], [A, algebra.diagonalMatrix(space, x)])
    expect(work(plan(algebra.matmul(space, shifted, y), ['A', 'x', 'y']))).toBeLessThan(1.2 * 2500)
  })

  it('computes what is used once in the loop that uses it', () => {
    const f = algebra.total(
      space,
      algebra.times(space, [n], [y, space.map('log', [space.map('cosh', [algebra.add(space, [n], [x, y])])])]),
    )
    expect(kinds(plan(f, ['x', 'y']))).toEqual(['loop', 'loop'])
  })

  it.each<[string, () => readonly Node[], string[]]>([
    ['a product', () => [algebra.matmul(space, A, B)], ['product']],
    ['a multiple', () => [algebra.scale(space, num(-3), algebra.matmul(space, A, B))], ['product']],
    ['a multiple by a scalar', () => [algebra.scale(space, sym('n'), algebra.matmul(space, A, B))], ['product']],
    [
      'two multiples of one product',
      () => [2, 3].map(c => algebra.scale(space, num(c), algebra.matmul(space, A, B))),
      ['product', 'loop', 'loop'],
    ],
    ['the sine of a product', () => [space.map('sin', [algebra.matmul(space, A, B)])], ['product', 'loop']],
  ])('writes %s where it is wanted, and copies no more than it must', (_, roots, expected) => {
    expect(kinds(plan(roots(), ['A', 'B']))).toEqual(expected)
  })

  it.each([num(-3), sym('n')])('writes the bits of a multiple by %s of the product', c => {
    const product = algebra.matmul(space, A, B)
    const f = compileTensor([algebra.scale(space, c, product)], ['A', 'B', 'n'])
    const plain = compileTensor([product], ['A', 'B', 'n'])
    const scale = c.kind === 'num' ? -3 : 50
    const [expected] = plain(vectors.A, vectors.B, 50).map(flat)
    expect(flat(f(vectors.A, vectors.B, 50)[0])).toEqual(expected?.map(v => scale * v))
  })

  it('shares products among a value, its gradient and its Hessian', () => {
    const r = algebra.add(space, [n], [algebra.matmul(space, A, x), algebra.negate(space, y)])
    const f = algebra.squares(space, r)
    const gradient = derivative(space, f, x as Variable)
    const hessian = derivative(space, gradient, x as Variable)
    const alone = [f, gradient, hessian].map(root => plan(root, ['A', 'x', 'y']))
    const together = plan([f, gradient, hessian], ['A', 'x', 'y'])
    expect(work(together)).toBeLessThan(alone.map(work).reduce((a, b) => a + b) - 2500)
  })
})

describe('a compiled function', () => {
  const space = new Space()
  const W = space.variable('W', [m, n])
  const x = space.variable('x', [n])
  const y = space.map('tanh', [algebra.add(space, [m], [algebra.matmul(space, W, x), space.scalar(sym('a'))])])
  const f = compileTensor([y, derivative(space, y, x as Variable)], ['W', 'x', 'a'])

  it('takes arrays of any kind and size, call by call', () => {
    const at = (rows: number[][], v: number[], a: number): number[] =>
      rows.map(r => tanh(r.reduce((s, w, i) => s + w * (v[i] as number), a)))
    const small = [[0.1, 0.2]]
    const large = [
      [0.1, 0.2, 0.3],
      [0.4, 0.5, 0.6],
    ]
    for (const _ of [1, 2]) {
      expect(f(small, [1, 2], 0.5)[0]).toEqual(at(small, [1, 2], 0.5))
      expect(f(large, Float64Array.of(1, 2, 3), -1)[0]).toEqual(at(large, [1, 2, 3], -1))
      expect(f(Float64Array.of(...large.flat()), [1, 2, 3], -1)[0]).toEqual(at(large, [1, 2, 3], -1))
    }
    expect(() => f(large, [1, 2], 0)).toThrow(ShapeError)
  })

  it('does not take the sizes of an earlier call for those of this one', () => {
    const g = compileTensor(W, ['W'])
    g([
      [1, 2, 3],
      [4, 5, 6],
    ])
    expect(() => g(numbers(6))).toThrow('do not determine the size')
  })

  it('gives the same bits without code', () => {
    const [W1, x1] = [numbers(40 * 30), numbers(30, 2)]
    const g = compileTensor([y, derivative(space, y, W as Variable)], ['W', 'x', 'a'], { backend: 'interpreter' })
    const h = compileTensor([y, derivative(space, y, W as Variable)], ['W', 'x', 'a'])
    expect([g.backend, h.backend]).toEqual(['interpreter', 'javascript'])
    expect(flat(g(W1, x1, 0.25))).toEqual(flat(h(W1, x1, 0.25)))
  })

  it('answers arrays of their own at every call', () => {
    const call = (a: number): unknown => f([[0.1, 0.2]], [1, 2], a)
    const first = call(0)
    const kept = structuredClone(first)
    expect(call(1)).not.toEqual(first)
    expect(first).toEqual(kept)
  })

  it('writes in place', () => {
    const out = [new Float64Array(2), new Float64Array(6)]
    const rows = [
      [0.1, 0.2, 0.3],
      [0.4, 0.5, 0.6],
    ]
    expect(f.into(out, rows, [1, 2, 3], 0)).toBe(out)
    expect([[...(out[0] as Float64Array)], [...(out[1] as Float64Array)]]).toEqual(f(rows, [1, 2, 3], 0).map(flat))
    expect(() => f.into([out[0] as Float64Array], rows, [1, 2, 3], 0)).toThrow('there are 2 results and 1 arrays')
    expect(() => f.into([out[1] as Float64Array, out[0] as Float64Array], rows, [1, 2, 3], 0)).toThrow(
      'has 2 elements and needs 6',
    )
  })

  it('may write over the arrays that it reads', () => {
    const A = space.variable('A', [n, n])
    const g = compileTensor([algebra.transpose(space, A), algebra.matmul(space, A, A)], ['A'])
    const [a, expected] = [Float64Array.of(1, 2, 3, 4), [1, 3, 2, 4]]
    const sized = compileTensor([algebra.transpose(space, A), algebra.matmul(space, A, A)], ['A', 'n'])
    const second = new Float64Array(4)
    sized.into([a, second], a, 2)
    expect([...a]).toEqual(expected)
    expect([...second]).toEqual([7, 10, 15, 22])
    expect(
      g([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([
      [
        [1, 3],
        [2, 4],
      ],
      [
        [7, 10],
        [15, 22],
      ],
    ])
  })

  it('makes no typed arrays when called again with arrays of the same sizes', () => {
    const A = space.variable('A', [n, n])
    const v = space.variable('v', [n])
    const inverse = space.operation('inv', A)
    const roots = [
      algebra.matmul(space, inverse, v),
      algebra.matmul(space, algebra.matmul(space, A, A), inverse),
      space.operation('softmax', A),
      y,
    ]
    const g = compileTensor(roots, ['A', 'v', 'n', 'W', 'x', 'a'])
    const values = [square(30), numbers(30), 30, numbers(600), numbers(30), 0.5]
    const out = [30, 900, 900, 20].map(size => new Float64Array(size))
    g.intoAt(out, values)
    const first = out.map(o => [...o])
    const made = vi.fn()
    const counted = { Float64Array, Int32Array, Array } as const
    try {
      for (const [name, original] of Object.entries(counted))
        vi.stubGlobal(
          name,
          new Proxy(original, { construct: (target, args) => made() ?? Reflect.construct(target, args) }),
        )
      g.intoAt(out, values)
    } finally {
      vi.unstubAllGlobals()
    }
    expect(made).not.toHaveBeenCalled()
    expect(out.map(o => [...o])).toEqual(first)
  })

  it('gives NaN where there is no value', () => {
    const g = compileTensor([space.map('log', [x]), space.operation('logdet', space.variable('A', [n, n]))], ['x', 'A'])
    expect(
      g(
        [-1, 1],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ).toEqual([[Number.NaN, 0], Number.NaN])
  })

  it('needs no value for a size that follows', () => {
    const g = compileTensor(algebra.mean(space, space.variable('T', [m, n, k])), ['T'])
    expect(
      g([
        [
          [1, 2],
          [3, 6],
        ],
      ]),
    ).toBe(3)
    expect(compileTensor(algebra.ones(space, [n, num(2)]), ['n'])(3)).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ])
  })
})

it('tensors do not become WebAssembly', () => {
  const x = new Space().variable('x', [n])
  expect(() => compileTensor(x, ['x'], { backend: 'wasm' })).toThrow(
    expect.objectContaining({ code: 'option-backend' }),
  )
})
