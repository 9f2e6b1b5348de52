/** Choices entry by entry and their derivatives, against differences of their values. */
import { describe, expect, test } from 'vitest'
import { diff } from '../../src/index.js'
import { readTensor } from '../../src/tensor/read/read.js'
import { Tensor } from '../../src/tensor/tensor.js'
import { dense, denseOf } from './value.js'

const LET = 'x:[n] y:[n]'
const points = [
  [-0.9, 0.3, 0.7, 1.4],
  [0.55, -1.3, 1.05, 0.2],
]
const y = [0.4, -0.2, 0.9, 1.1]
const world = (x: readonly number[]) => ({ numbers: { n: 4, t: 0.3 }, tensors: { x: dense([4], x), y: dense([4], y) } })

describe('the derivative of a choice by x', () => {
  test.each([
    'if(x > 0, x.^2, -x)',
    'if(x > y, x, y)',
    'x > 1 ? x : x > 0.5 ? 2*x : 0',
    'piecewise(0*x, x > 1, x, x > 0.5, 3*x, x > 0, x.^2)',
    'piecewise(x, x > 0 and x < 1, x.^3)',
    'where(x <= y, sin(x), cos(x).*y)',
    'not (x < y) ? x.*y : t',
    'clamp(x.^3, 0, 1)',
    'max(x.^2, y).*x',
  ])('%s', text => {
    const slope = diff(text, 'x', { let: LET })
    if (!(slope instanceof Tensor)) throw new Error('no tensor')
    const f = (x: readonly number[]): readonly number[] => denseOf(readTensor(text, { let: LET }).node, world(x)).data
    for (const x of points) {
      const found = denseOf(slope.node, world(x)).data
      const h = 1e-6
      for (const j of x.keys()) {
        const [up, down] = [1, -1].map(s => f(x.map((v, k) => (k === j ? v + s * h : v)))) as [number[], number[]]
        for (const i of x.keys()) expect(found[4 * i + j]).toBeCloseTo(((up[i] ?? 0) - (down[i] ?? 0)) / (2 * h), 6)
      }
    }
  })
})
