/** Large inputs: deep, long, and shared. Work is counted in nodes; nothing here may recurse on depth. */
import { describe, expect, it } from 'vitest'
import { add, call, mul, neg, num, pow, product, sub, sum, sym } from '../../src/expr/build.js'
import { type Expr, isCall } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { contains, countNodes, fold, freeSymbols, postorder, rebuild } from '../../src/expr/walk.js'

const x = sym('x')
const y = sym('y')

function nested(head: string, depth: number, leaf: Expr = x): Expr {
  let e = leaf
  for (let k = 0; k < depth; k++) e = call(head, [e])
  return e
}

describe('deep', () => {
  const deep = nested('sin', 100_000)
  it('is walked, folded, searched and rebuilt', () => {
    expect(postorder(deep)).toHaveLength(100_001)
    expect(fold<number>(deep, (_, args) => 1 + (args[0] ?? 0))).toBe(100_001)
    expect([...freeSymbols(deep)]).toEqual(['x'])
    expect([contains(deep, x), contains(deep, y)]).toEqual([true, false])
    expect(rebuild(deep, leaf => leaf)).toBe(deep)
    expect(countNodes(rebuild(deep, leaf => (leaf === x ? y : leaf)))).toBe(100_001)
  })
  it('is compared with a copy', () => expect(equal(deep, nested('sin', 100_000))).toBe(true))
  it('differences of it cancel', () => expect(sub(deep, nested('sin', 100_000))).toBe(num(0)))
  it('nested powers, products and sums of it', () => {
    let e: Expr = x
    for (let k = 0; k < 100_000; k++) e = k % 3 === 0 ? add(e, y) : k % 3 === 1 ? pow(e, num(2)) : mul(e, y)
    expect(countNodes(e)).toBeLessThan(400_000)
    expect(countNodes(neg(e))).toBeLessThan(400_000)
  })
})

describe('a sum of 100,000 terms', () => {
  const N = 100_000
  it('at once', () => {
    const terms = Array.from({ length: N }, (_, k) => sym(`x${k}`))
    const s = sum(terms)
    expect(isCall(s, 'add') && s.args.length).toBe(N)
    expect(countNodes(s)).toBe(N + 1)
    expect(equal(s, sum([...terms].reverse()))).toBe(true)
  })
  it('term by term, in hardly more nodes than terms', () => {
    const M = N / 5
    let s: Expr = num(0)
    for (let k = 0; k < M; k++) s = add(s, sym(`x${k}`))
    expect(countNodes(s)).toBeLessThan(1.1 * M)
    expect(freeSymbols(s).size).toBe(M)
    expect(sub(s, s)).toBe(num(0))
  })
  it('like terms are collected', () => {
    const terms = Array.from({ length: N }, (_, k) => mul(num(k % 7), sym(`x${k % 100}`)))
    const s = sum(terms)
    expect(isCall(s, 'add') && s.args.length).toBe(100)
  })
  it('a product likewise', () => {
    const factors = Array.from({ length: 100_000 }, (_, k) => sym(`x${k % 50_000}`))
    const p = product(factors)
    expect(isCall(p, 'mul') && p.args.length).toBe(50_000)
    let q: Expr = num(1)
    for (let k = 0; k < 50_000; k++) q = mul(q, sym(`x${k}`))
    expect(countNodes(q)).toBeLessThan(125_000)
  })
})

describe('shared', () => {
  it('a ladder like that of Fibonacci, 200 levels, whose tree has 10^40 nodes', () => {
    let [a, b]: [Expr, Expr] = [x, add(x, num(1))]
    for (let k = 0; k < 200; k++) [a, b] = [b, add(mul(b, a), b)]
    expect(b.size).toBeGreaterThan(1e40)
    expect(countNodes(b)).toBeLessThan(1000)
    expect(equal(sub(b, b), num(0))).toBe(true)
    expect(countNodes(rebuild(b, leaf => (leaf === x ? y : leaf)))).toBeLessThan(1000)
    expect([...freeSymbols(b)]).toEqual(['x'])
  })
  it('a tree of more nodes than doubles count: each call is larger than what it holds', () => {
    let e: Expr = x
    let size = 0
    for (let k = 0; k < 2000; k++) {
      e = call('f', [e, e])
      expect(e.size).toBeGreaterThan(size)
      expect(e.size).toBeLessThan(Infinity)
      size = e.size
    }
    expect(countNodes(e)).toBe(2001)
    expect(sub(e, e)).toBe(num(0))
  })
})
