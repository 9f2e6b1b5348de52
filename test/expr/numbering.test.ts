/** Places of nodes are hints: lists that were made one within or after the other must not disturb each other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expr } from '../../src/expr/node.js'
import { Numbering } from '../../src/expr/numbering.js'
import { postorder } from '../../src/expr/walk.js'
import { canonical, trees } from '../cases/trees.js'

const isNumbered = (list: readonly Expr[], places: Numbering): boolean => list.every((e, k) => places.of(e) === k)

const exprs = trees({ symbols: ['x', 'y'], functions: ['sin', 'exp'] }).map(canonical)

describe('places', () => {
  it('of a list that is the last one', () => {
    fc.assert(
      fc.property(exprs, e => {
        const order = postorder(e)
        return new Set(order).size === order.length && isNumbered(order, new Numbering(order))
      }),
    )
  })
  it('of a list after which others were made', () => {
    fc.assert(
      fc.property(exprs, exprs, (e, f) => {
        const first = postorder(e)
        const second = postorder([f, e])
        return isNumbered(first, new Numbering(first)) && isNumbered(second, new Numbering(second))
      }),
    )
  })
  it('of a list while which others are made', () => {
    fc.assert(
      fc.property(exprs, exprs, (e, f) => {
        const inner: Expr[][] = []
        const outer = postorder(e, c => inner.push(postorder([c, f])) > 0)
        expect(outer).toEqual(postorder(e))
        for (const list of [outer, ...inner]) expect(new Set(list).size).toBe(list.length)
        return isNumbered(outer, new Numbering(outer))
      }),
    )
  })
  it('are undefined of what is not in the list', () => {
    fc.assert(
      fc.property(exprs, exprs, (e, f) => {
        const order = postorder(e)
        const places = new Numbering(order)
        return postorder(f).every(n => (places.of(n) === undefined) === !order.includes(n))
      }),
    )
  })
})
