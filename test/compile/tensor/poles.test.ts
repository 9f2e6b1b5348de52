/** Poles of tensors: NaN where scalars are, infinite where something has only become too large, with and without code. */
import { describe, expect, it } from 'vitest'
import { compileTensor } from '../../../src/compile/tensor/compile.js'
import type { TensorValue } from '../../../src/compile/tensor/dense.js'
import { evaluateTensor } from '../../../src/compile/tensor/evaluate.js'
import { log, num, pow, sym } from '../../../src/expr/build.js'
import type { Node } from '../../../src/tensor/node.js'
import { Space } from '../../../src/tensor/space.js'
import * as algebra from '../../tensor/algebra.js'

const n = sym('n')
const space = new Space()
const x = space.variable('x', [n])
const A = space.variable('A', [n, n])
const reciprocal = algebra.raise(space, x, num(-1))
const map = (head: string, of: Node): Node => space.map(head, [of])

const CASES: readonly (readonly [string, Node, Readonly<Record<string, TensorValue>>, unknown])[] = [
  ['reciprocals', reciprocal, { x: [2, 0, -4] }, [0.5, Number.NaN, -0.25]],
  ['negative powers', algebra.raise(space, x, num(-2)), { x: [1, 0, 1e-200] }, [1, Number.NaN, Infinity]],
  ['a sum of reciprocals', algebra.total(space, reciprocal), { x: [1, 0] }, Number.NaN],
  ['logarithms', map('log', x), { x: [1, 0, Infinity] }, [0, Number.NaN, Infinity]],
  ['too large exponentials', map('exp', x), { x: [0, 1000] }, [1, Infinity]],
  ['a sum of too large ones', algebra.total(space, map('exp', x)), { x: [0, 1000] }, Infinity],
  [
    'a product with a matrix',
    algebra.matmul(space, A, reciprocal),
    {
      A: [
        [1, 0],
        [0, 1],
      ],
      x: [1, 0],
    },
    [Number.NaN, Number.NaN],
  ],
  ['a scalar', algebra.scale(space, log(sym('a')), x), { x: [1, 2], a: 0 }, [Number.NaN, Number.NaN]],
  ['a divisor', algebra.scale(space, pow(sym('a'), num(-1)), x), { x: [1, 2], a: 0 }, [Number.NaN, Number.NaN]],
]

describe.each(['javascript', 'interpreter'] as const)('%s', backend => {
  it.each(CASES)('%s', (_, node, at, expected) => {
    const names = Object.keys(at)
    const f = compileTensor(node, names, { backend })
    for (const _again of [1, 2]) expect(f(...names.map(name => at[name] as TensorValue))).toEqual(expected)
    expect(evaluateTensor(node, at, { undefined: 'nan' })).toEqual(expected)
  })

  it('a singular matrix has no inverse', () => {
    const inverse = compileTensor(space.operation('inv', A), ['A', 'n'], { backend, flat: true })
    expect([...inverse(Float64Array.of(1, 2, 2, 4), 2)].some(entry => Math.abs(entry) === Infinity)).toBe(false)
    expect([...inverse(Float64Array.of(2, 0, 0, 4), 2)]).toEqual([0.5, 0, 0, 0.25])
  })

  it('results may be written over the values', () => {
    const entries = Float64Array.of(2, 0)
    compileTensor(reciprocal, ['x'], { backend }).into([entries], entries)
    expect([...entries]).toEqual([0.5, Number.NaN])
  })
})
