import { describe, expect, it } from 'vitest'
import { add, call, mul, num, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { contains, countNodes, fold, freeSymbols, postorder, rebuild, withArgs } from '../../src/expr/walk.js'
import { structure } from '../cases/value.js'

const [x, y, z] = [sym('x'), sym('y'), sym('z')]
const shared = call('sin', [x])
const e = add(mul(num(2), shared, y), call('cos', [shared]))

describe('postorder', () => {
  it('lists each node once, arguments before what they are in', () => {
    const order = postorder(e)
    expect(new Set(order).size).toBe(order.length)
    expect(order.at(-1)).toBe(e)
    for (const [k, n] of order.entries()) {
      if (n.kind === 'call') for (const a of n.args) expect(order.indexOf(a)).toBeLessThan(k)
    }
    expect(order.map(structure).sort()).toEqual(
      ['2', 'x', 'y', '(sin x)', '(cos (sin x))', '(mul 2 y (sin x))', '(add (cos (sin x)) (mul 2 y (sin x)))'].sort(),
    )
  })
  it('of several roots, and of none', () => {
    expect(postorder([shared, x, y]).map(structure)).toEqual(['x', '(sin x)', 'y'])
    expect(postorder([])).toEqual([])
  })
  it('does not look below what `enter` refuses', () => {
    expect(postorder(e, c => c.head !== 'sin').map(structure)).not.toContain('x')
  })
})

describe('fold and rebuild', () => {
  it('counts the nodes of the tree, once per distinct node', () => {
    let calls = 0
    const size = fold<number>(e, (_, args) => {
      calls++
      return args.reduce((s, a) => s + a, 1)
    })
    expect([size, calls]).toEqual([e.size, countNodes(e)])
  })
  it('replaces leaves and makes the form canonical again', () => {
    const swap = (leaf: Expr): Expr => (leaf === y ? num(3) : leaf)
    expect(structure(rebuild(e, swap))).toBe('(add (mul 6 (sin x)) (cos (sin x)))')
  })
  it('withArgs keeps the object where nothing changed', () => {
    expect(withArgs(shared as never, [x])).toBe(shared)
    expect(structure(withArgs(shared as never, [num(0)]))).toBe('0')
  })
})

describe('symbols', () => {
  it('freeSymbols', () => expect([...freeSymbols([e, z])].sort()).toEqual(['x', 'y', 'z']))
  it.each<[Expr, boolean]>([
    [x, true],
    [y, true],
    [z, false],
    [shared, true],
    [call('index', [x, num(1)]), false],
  ])('contains %s: %s', (part, found) => expect(contains(e, part)).toBe(found))
  it('finds a component', () => {
    const x1 = call('index', [x, num(1)])
    expect(contains(add(x1, y), x1)).toBe(true)
    expect(contains(add(call('index', [x, num(2)]), y), x1)).toBe(false)
  })
  it('no symbol is missed for want of bits in the mask', () => {
    const names = Array.from({ length: 200 }, (_, k) => sym(`m${k}`))
    for (const s of names) for (const t of names.slice(0, 20)) expect(contains(add(s, num(1)), t)).toBe(s === t)
  })
})
