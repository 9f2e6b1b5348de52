/** Values as they are given and as they come back: shapes, kinds of arrays, sizes, and what is refused. */
import { all, create, type FactoryFunctionMap } from 'mathjs'
import { describe, expect, it } from 'vitest'
import { compileTensor } from '../../../src/compile/tensor/compile.js'
import { readGiven, toNested } from '../../../src/compile/tensor/dense.js'
import { evaluateTensor, type TensorPoint } from '../../../src/compile/tensor/evaluate.js'
import { BudgetError, DomainError, FluxionError, ShapeError, UnboundError } from '../../../src/errors.js'
import { add, mul, num, one, pow, sym } from '../../../src/expr/build.js'
import type { Expr } from '../../../src/expr/node.js'
import type { Node, Property } from '../../../src/tensor/node.js'
import { Space } from '../../../src/tensor/space.js'
import * as algebra from '../../tensor/algebra.js'

const math = create(all as FactoryFunctionMap)
const n = sym('n')
const m = sym('m')

describe('a given array', () => {
  it.each<[string, unknown, number, readonly number[] | undefined, readonly number[]]>([
    ['a number', 3, 0, [], [3]],
    ['a list', [1, 2, 3], 1, [3], [1, 2, 3]],
    [
      'rows',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      2,
      [2, 3],
      [1, 2, 3, 4, 5, 6],
    ],
    [
      'three levels',
      [
        [[1], [2]],
        [[3], [4]],
      ],
      3,
      [2, 2, 1],
      [1, 2, 3, 4],
    ],
    ['typed rows', [Float64Array.of(1, 2), Int8Array.of(3, 4)], 2, [2, 2], [1, 2, 3, 4]],
    ['whole numbers', Uint8Array.of(1, 255), 1, [2], [1, 255]],
    ['a flat array for a matrix', Float64Array.of(1, 2, 3, 4), 2, undefined, [1, 2, 3, 4]],
    [
      'a matrix of mathjs',
      math.matrix([
        [1, 2],
        [3, 4],
      ]),
      2,
      [2, 2],
      [1, 2, 3, 4],
    ],
    [
      'a sparse matrix of mathjs',
      math.sparse([
        [1, 0],
        [0, 4],
      ]),
      2,
      [2, 2],
      [1, 0, 0, 4],
    ],
    ['no entries', [], 1, [0], []],
    ['no rows', [], 2, undefined, []],
    ['empty rows', [[], []], 2, [2, 0], []],
    ['no number', [Number.NaN, -0], 1, [2], [Number.NaN, -0]],
  ])('%s', (_, value, order, shape, data) => {
    const given = readGiven('x', value, order)
    expect(given.shape).toEqual(shape)
    expect([...given.data]).toEqual(data)
  })

  it.each<[string, unknown, number, string]>([
    ['ragged rows', [[1, 2], [3]], 2, 'differ in length: 2 and 1'],
    ['too few levels', [1, 2], 2, 'x has 2 axes, and the value given for it has 1 axis'],
    ['a number for a vector', 3, 1, 'x has 1 axis, and the value given for it has none'],
    ['too many levels', [[1], [2]], 1, 'nested more deeply'],
    ['an array for a scalar', [1], 0, 'nested more deeply'],
    ['text', ['1'], 1, 'not a number'],
    ['a hole', new Array(3), 1, 'not a number'],
    ['nothing', undefined, 1, 'x has 1 axis'],
    ['BigInts', BigInt64Array.of(1n), 1, 'x has 1 axis'],
  ])('is refused: %s', (_, value, order, message) => {
    expect(() => readGiven('x', value, order)).toThrow(ShapeError)
    expect(() => readGiven('x', value, order)).toThrow(message)
  })

  it('comes back in its shape', () => {
    expect(toNested([], [5])).toBe(5)
    expect(toNested([3], [1, 2, 3])).toEqual([1, 2, 3])
    expect(toNested([2, 1, 2], [1, 2, 3, 4])).toEqual([[[1, 2]], [[3, 4]]])
    expect(toNested([0, 3], [])).toEqual([])
    expect(toNested([2, 0], [])).toEqual([[], []])
  })
})

const variable = (name: string, shape: readonly Expr[], ...properties: Property[]): Node =>
  new Space().variable(name, shape, properties)

describe('sizes', () => {
  const x = (d: Expr): Node => variable('x', [d])

  it.each<[string, readonly Node[], TensorPoint]>([
    ['a symbol', [x(n)], { x: [1, 2] }],
    ['a number', [x(num(2))], { x: [1, 2] }],
    ['linear in one symbol, which follows', [x(add(mul(num(2), n), num(-4)))], { x: [1, 2] }],
    [
      'two symbols, of which the other follows from elsewhere',
      [x(mul(m, n)), variable('y', [m])],
      { x: [1, 2], y: [1] },
    ],
    ['a square', [x(pow(n, num(2))), variable('y', [n])], { x: [1, 2, 3, 4], y: [1, 2] }],
    ['given as a number', [x(n)], { x: [1, 2], n: 2 }],
    [
      'of a flat matrix, one of them known',
      [variable('A', [n, m]), x(m)],
      { A: Float64Array.of(1, 2, 3, 4, 5, 6), x: [1, 2] },
    ],
  ])('%s', (_, nodes, at) => {
    expect(() => evaluateTensor(nodes, at)).not.toThrow()
  })

  it.each<[string, readonly Node[], TensorPoint, string]>([
    [
      'a symbol',
      [x(n), variable('A', [m, n])],
      { x: [1, 2], A: [[1, 2, 3]] },
      'axis 2 of A has size 3, but it is declared as n, with n = 2 from x',
    ],
    ['a number', [x(num(3))], { x: [1, 2] }, 'x has size 2, declared as 3'],
    ['a polynomial', [x(mul(m, n)), variable('A', [m, n])], { x: [1, 2], A: [[1, 2, 3]] }, 'declared as m*n = 3'],
    ['no whole number', [x(mul(num(2), n))], { x: [1, 2, 3] }, 'which 2*n is for no whole number n'],
    ['what was given as a number', [x(n)], { x: [1, 2], n: 3 }, 'n = 3 from the value given for n'],
    ['a flat array', [variable('A', [n, num(2)])], { A: Float64Array.of(1, 2, 3) }, 'for no whole number n'],
  ])('clash: %s', (_, nodes, at, message) => {
    expect(() => evaluateTensor(nodes, at)).toThrow(ShapeError)
    expect(() => evaluateTensor(nodes, at)).toThrow(message)
  })

  it.each<[string, readonly Node[], TensorPoint, readonly string[]]>([
    ['a flat array for two symbols', [variable('A', [n, m])], { A: Float64Array.of(1, 2) }, ['n', 'm']],
    ['nothing with that size', [algebra.identity(new Space(), n)], {}, ['n']],
  ])('are not determined: %s', (_, nodes, at, names) => {
    try {
      evaluateTensor(nodes, at)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(UnboundError)
      expect([...(error as UnboundError).names].sort()).toEqual([...names].sort())
    }
  })
})

describe('declared properties', () => {
  it.each<[Property, unknown, unknown]>([
    [
      'symmetric',
      [
        [1, 2],
        [2, 3],
      ],
      [
        [1, 2],
        [2.1, 3],
      ],
    ],
    [
      'psd',
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      'diagonal',
      [
        [1, 0],
        [0, 3],
      ],
      [
        [1, 0],
        [1, 3],
      ],
    ],
    [
      'lower',
      [
        [1, 0],
        [5, 3],
      ],
      [
        [1, 5],
        [0, 3],
      ],
    ],
    [
      'positive',
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2],
        [0, 4],
      ],
    ],
  ])('%s', (property, good, bad) => {
    const s = variable('S', [n, n], property)
    expect(evaluateTensor(s, { S: good as number[][] })).toEqual(good)
    expect(() => evaluateTensor(s, { S: bad as number[][] })).toThrow(DomainError)
    expect(() => evaluateTensor(s, { S: bad as number[][] })).toThrow(`S is declared ${property}`)
  })

  it.each<[string, number[][], boolean]>([
    [
      'zero',
      [
        [0, 0],
        [0, 0],
      ],
      true,
    ],
    [
      'rank one',
      [
        [1, 2, 3],
        [2, 4, 6],
        [3, 6, 9],
      ],
      true,
    ],
    [
      'a small negative eigenvalue',
      [
        [1, 0],
        [0, -1e-6],
      ],
      false,
    ],
    [
      'one within rounding',
      [
        [1, 0],
        [0, -1e-12],
      ],
      true,
    ],
    [
      'not symmetric',
      [
        [1, 0.5],
        [0, 1],
      ],
      false,
    ],
  ])('psd: %s', (_, rows, holds) => {
    const run = (): unknown => evaluateTensor(variable('S', [n, n], 'psd'), { S: rows })
    if (holds) expect(run).not.toThrow()
    else expect(run).toThrow(DomainError)
  })

  it('unit', () => {
    const u = variable('u', [n], 'unit')
    expect(() => evaluateTensor(u, { u: [0.6, 0.8] })).not.toThrow()
    expect(() => evaluateTensor(u, { u: [0.6, 1.2] })).toThrow(DomainError)
  })
})

describe('names', () => {
  it('may be anything', () => {
    for (const name of [
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'x0',
      'b',
      's',
      '`$$`',
      "');process.exit()//",
      '\0',
    ]) {
      const space = new Space()
      const x = space.variable(name, [n])
      const y = algebra.add(space, [n], [x, space.scalar(sym(`${name}2`))])
      const at = Object.fromEntries([
        [name, [1, 2]],
        [`${name}2`, 10],
      ])
      expect(evaluateTensor(space.map('exp', [y]), at)).toEqual([Math.exp(11), Math.exp(12)])
      expect(compileTensor(space.map('exp', [y]), [name, `${name}2`])([1, 2], 10)).toEqual([Math.exp(11), Math.exp(12)])
    }
  })

  it('without values are all named', () => {
    const space = new Space()
    const f = algebra.add(space, [n], [space.variable('x', [n]), space.variable('y', [n]), space.scalar(sym('a'))])
    expect(() => evaluateTensor(f, { y: [1] })).toThrow(UnboundError)
    expect(() => evaluateTensor(f, { y: [1] })).toThrow('"x", "a"')
    expect(() => compileTensor(f, ['y', 'a'])).toThrow('"x"')
  })

  it('are not found on the prototype', () => {
    expect(() => evaluateTensor(variable('toString', [n]), {})).toThrow(UnboundError)
  })
})

describe('budgets', () => {
  const big = (...shape: Expr[]): Node => algebra.ones(new Space(), shape)

  it.each<[string, Node]>([
    ['a result', big(num(20_000), num(20_000))],
    ['an intermediate tensor', new Space().operation('det', big(num(20_000), num(20_000)))],
    ['a size of 2^53', big(num(2 ** 53))],
  ])('refuse %s with too many entries before it is made', (_, node) => {
    const before = process.memoryUsage().arrayBuffers
    expect(() => evaluateTensor(node, {})).toThrow(BudgetError)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e8)
  })

  it('refuse too much work', () => {
    const space = new Space()
    const a = space.variable('A', [n, n])
    let f = a
    for (let k = 0; k < 50; k++) f = algebra.matmul(space, space.map('tanh', [f]), a)
    expect(() => compileTensor(f, ['A', 'n']).plan(new Float64Array(6000 ** 2), 6000)).toThrow(BudgetError)
  })

  it('do not refuse what cancels before it is made', () => {
    const space = new Space()
    const huge = algebra.ones(space, [num(1e6), num(1e6)])
    expect(evaluateTensor(algebra.total(space, huge), {})).toBe(1e12)
    expect(evaluateTensor(algebra.trace(space, algebra.identity(space, num(1e9))), {})).toBe(1e9)
  })
})

describe('arguments', () => {
  it('may not be named twice, and must all be given', () => {
    const x = variable('x', [n])
    expect(() => compileTensor(x, ['x', 'x'])).toThrow(FluxionError)
    expect(() => compileTensor(x, ['x', 'y'])([1])).toThrow('there are 2 arguments, and 1 values were given')
    expect(compileTensor(x, ['y', 'x'])('unused' as unknown as number, [1])).toEqual([1])
    expect(one).toBeDefined()
  })
})
