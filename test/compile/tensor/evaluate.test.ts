/** Values of tensors: operations, stable forms, and the reasons given where there is no value. */
import { describe, expect, it } from 'vitest'
import { evaluateTensor, type TensorPoint } from '../../../src/compile/tensor/evaluate.js'
import { DomainError } from '../../../src/errors.js'
import { div, log, num, one, pow, sub, sym } from '../../../src/expr/build.js'
import type { Node } from '../../../src/tensor/node.js'
import { Space } from '../../../src/tensor/space.js'
import * as algebra from '../../tensor/algebra.js'
import { flat } from './reference.js'

const n = sym('n')
const space = new Space()
const x = space.variable('x', [n])
const A = space.variable('A', [n, n])
const X = space.variable('X', [sym('m'), n])
const map = (head: string, ...args: Node[]): Node => space.map(head, args)
const on = (head: string, of: Node): Node => space.operation(head, of)

/** Far apart, and too large for an exponential. */
const LOGITS = [
  [1000, -1000, 999],
  [-1000, -1000, -1000],
]

describe('along an axis', () => {
  const e = Math.exp(-1)
  it.each<[string, unknown]>([
    [
      'softmax',
      [
        [1 / (1 + e), 0, e / (1 + e)],
        [1 / 3, 1 / 3, 1 / 3],
      ],
    ],
    ['logsumexp', [1000 + Math.log(1 + e), -1000 + Math.log(3)]],
    ['max', [1000, -1000]],
    ['min', [-1000, -1000]],
    ['prod', [-999_000_000, -1e9]],
    [
      'argmax',
      [
        [1, 0, 0],
        [1, 0, 0],
      ],
    ],
    [
      'argmin',
      [
        [0, 1, 0],
        [1, 0, 0],
      ],
    ],
  ])('%s of logits of a thousand', (head, expected) => {
    const found = flat(evaluateTensor(on(head, X), { X: LOGITS }))
    for (const [k, y] of flat(expected).entries()) expect(found[k]).toBeCloseTo(y, 12)
  })

  it.each<[string, number]>([
    ['logsumexp', Number.NEGATIVE_INFINITY],
    ['max', Number.NEGATIVE_INFINITY],
    ['softmax', Number.NaN],
  ])('%s of infinities', (head, expected) => {
    const rows = [[Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]]
    expect(flat(evaluateTensor(on(head, X), { X: rows }, { undefined: 'nan' }))[0]).toBe(expected)
  })

  it('a transposed tensor goes along its own last axis', () => {
    expect(
      evaluateTensor(on('max', algebra.transpose(space, X)), {
        X: [
          [1, 5],
          [2, 3],
        ],
      }),
    ).toEqual([2, 5])
  })

  it('log of softmax and sigmoid of large numbers stay finite', () => {
    const found = flat(evaluateTensor(map('log', on('softmax', X)), { X: LOGITS }))
    const expected = [-Math.log(1 + e), -2000 - Math.log(1 + e), -1 - Math.log(1 + e)]
    for (const [k, y] of expected.entries()) expect(found[k]).toBeCloseTo(y, 9)
    expect(evaluateTensor(map('softplus', x), { x: [1000, -1000] })).toEqual([1000, 0])
    expect(evaluateTensor(map('sigmoid', x), { x: [1000, -1000] })).toEqual([1, 0])
  })
})

describe('a shape', () => {
  it('turns column by column', () => {
    expect(
      evaluateTensor(space.reshape(X, [num(6)]), {
        X: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      }),
    ).toEqual([1, 4, 2, 5, 3, 6])
    expect(
      evaluateTensor(space.reshape(X, [num(3), num(2)]), {
        X: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      }),
    ).toEqual([
      [1, 5],
      [4, 3],
      [2, 6],
    ])
  })
})

describe('an entry', () => {
  const entry = (place: number): Node => algebra.matmul(space, space.basis(n, num(place)), x)
  it('is taken by its place', () => {
    expect(evaluateTensor(entry(2), { x: [5, 6, 7] })).toBe(6)
    // Nothing of the vector but that entry is looked at.
    expect(evaluateTensor(entry(2), { x: [Number.NaN, 6, Number.POSITIVE_INFINITY] })).toBe(6)
  })

  it('beyond the end is refused', () => {
    expect(() => evaluateTensor(entry(4), { x: [5, 6, 7] })).toThrow('there is no entry 4')
  })
})

describe('where there is no value', () => {
  it.each<[string, Node, TensorPoint, string]>([
    ['a logarithm', algebra.total(space, map('log', x)), { x: [1, -2] }, 'log(x1) is not real at x1 = -2'],
    ['a root', algebra.raise(space, x, div(one, num(2))), { x: [1, -2] }, 'is not real'],
    ['a pole', algebra.raise(space, x, num(-1)), { x: [1, 0] }, 'division by zero in 1/x1'],
    ['a scalar', algebra.scale(space, log(sym('a')), x), { x: [1, 0], a: -1 }, 'log(a) is not real'],
    [
      'a zero divisor',
      algebra.scale(space, pow(sub(sym('a'), one), num(-1)), x),
      { x: [1, 0], a: 1 },
      'division by zero',
    ],
    [
      'a singular matrix',
      on('inv', A),
      {
        A: [
          [1, 2],
          [2, 4],
        ],
      },
      'singular',
    ],
    [
      'a nearly singular matrix',
      algebra.matmul(space, on('inv', A), x),
      {
        A: [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
        x: [1, 2, 3],
      },
      'singular',
    ],
    [
      'a negative determinant',
      on('logdet', A),
      {
        A: [
          [0, 1],
          [1, 0],
        ],
      },
      'positive determinant',
    ],
    [
      'a matrix without a root',
      algebra.trace(space, on('sqrtm', A)),
      {
        A: [
          [-1, 0],
          [1, -2],
        ],
      },
      'sqrtm has no real principal value',
    ],
    [
      'a matrix without a logarithm',
      on('logm', A),
      {
        A: [
          [-1, 0],
          [1, 2],
        ],
      },
      'logm has no real principal value',
    ],
    ['a value that is not a number', algebra.total(space, x), { x: [1, Number.NaN] }, 'no value'],
  ])('%s is named', (_, node, at, message) => {
    expect(() => evaluateTensor(node, at)).toThrow(DomainError)
    expect(() => evaluateTensor(node, at)).toThrow(message)
    expect(() => evaluateTensor(node, at, { undefined: 'nan' })).not.toThrow()
  })

  it('a matrix may be as badly scaled as it likes', () => {
    expect(
      evaluateTensor(on('inv', A), {
        A: [
          [1e-200, 0],
          [0, 1e200],
        ],
      }),
    ).toEqual([
      [1e200, 0],
      [0, 1e-200],
    ])
  })

  it('overflow is a value', () => {
    expect(evaluateTensor(map('exp', x), { x: [1000] })).toEqual([Number.POSITIVE_INFINITY])
    expect(
      evaluateTensor(on('det', A), {
        A: [
          [1e200, 0],
          [0, 1e200],
        ],
      }),
    ).toBe(Number.POSITIVE_INFINITY)
  })

  it('only branches that are taken count', () => {
    const zero = space.scalar(num(0))
    const relu = map('piecewise', map('log', x), map('gt', x, zero), zero)
    expect(evaluateTensor(relu, { x: [1, -2] })).toEqual([0, 0])
  })
})

describe('several tensors', () => {
  it('come back in the shape in which they were asked for', () => {
    const at = {
      x: [1, 2],
      A: [
        [1, 2],
        [3, 4],
      ],
    }
    const y = algebra.matmul(space, A, x)
    expect(evaluateTensor([y, algebra.norm(space, x)], at)).toEqual([[5, 11], Math.sqrt(5)])
    expect(evaluateTensor({ value: y, parts: [x, A] }, at)).toEqual({
      value: [5, 11],
      parts: [
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ],
      ],
    })
    expect(evaluateTensor({ y, kind: y }, at, { flat: true })).toEqual({
      y: Float64Array.of(5, 11),
      kind: Float64Array.of(5, 11),
    })
    expect(Object.keys(evaluateTensor(JSON.parse('{}') as Record<string, Node>, {}))).toEqual([])
  })

  it('have no negative zeros', () => {
    expect(Object.is(evaluateTensor(algebra.negate(space, x), { x: [0] }, { flat: true })[0], 0)).toBe(true)
  })

  it('leave the given arrays alone', () => {
    const given = Float64Array.of(1, 2)
    const found = evaluateTensor(x, { x: given }, { flat: true })
    found[0] = 7
    expect([...given]).toEqual([1, 2])
  })
})
