/** Transposes of forms: each part is turned once, however often it occurs and however deep it is nested. */
import { describe, expect, it } from 'vitest'
import { type Expr, rawCall, sym } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { diff, type Tensor } from '../../src/index.js'
import { HEAD } from '../../src/tensor/heads.js'
import { Transposer } from '../../src/tensor/transposition.js'

const nested = (depth: number, around: (e: Expr) => Expr): Expr =>
  Array.from({ length: depth }).reduce<Expr>(around, sym('A'))

describe('a transpose', () => {
  it.each<[string, number, (e: Expr) => Expr]>([
    ['functions', 20_000, e => rawCall('sin', [e])],
    ['minus signs', 20_000, e => rawCall(HEAD.minus, [e])],
    // Written out these have 2^60 names.
    ['sums of a part and its sine', 60, e => rawCall(HEAD.sum, [e, rawCall('sin', [e])])],
    ['entrywise products of a part and itself', 60, e => rawCall(HEAD.times, [e, e])],
  ])('of nested %s comes back when it is turned twice', (_, depth, around) => {
    const e = nested(depth, around)
    const { turn } = new Transposer(new Set())
    expect(equal(turn(turn(e)), e)).toBe(true)
    expect(equal(new Transposer(new Set(['A'])).turn(e), e)).toBe(true)
  })

  it('of a symmetric matrix is itself within functions', () => {
    const { turn } = new Transposer(new Set(['S']))
    const e = rawCall(HEAD.product, [sym('S'), sym('A')])
    expect(equal(turn(e), rawCall(HEAD.product, [rawCall(HEAD.transpose, [sym('A')]), sym('S')]))).toBe(true)
    expect(equal(turn(rawCall('sin', [sym('S')])), rawCall('sin', [sym('S')]))).toBe(true)
  })
})

it('slopes of long chains of functions are the product of theirs, entry by entry', () => {
  const depth = 120
  const slope = diff(`${'sin('.repeat(depth)}x${')'.repeat(depth)}`, 'x', { let: 'x:[2]' }) as Tensor
  const at = [0.3, 0.9]
  const expected = at.map(x => {
    let [value, product] = [x, 1]
    for (let k = 0; k < depth; k++) [value, product] = [Math.sin(value), product * Math.cos(value)]
    return product
  })
  const [[a, b], [c, d]] = slope.evaluate({ x: at }) as unknown as [[number, number], [number, number]]
  expect([b, c]).toEqual([0, 0])
  expect(a).toBeCloseTo(expected[0] as number, 12)
  expect(d).toBeCloseTo(expected[1] as number, 12)
})
