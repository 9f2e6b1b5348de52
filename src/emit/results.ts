/** What is known of results before they are emitted: their shape, and the values that have to be given. */
import { leafName } from '../evaluate/component.js'
import type { Expr } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { postorder } from '../expr/walk.js'
import type { Part } from './unit.js'

/** A number, a list or a matrix; what has another shape is a list of all its numbers. */
export function shapeOf(e: Expr, count: number): Part['shape'] {
  if (e.kind !== 'call' || e.head !== 'list') return []
  const rows = e.args.map(r => (r.kind === 'call' && r.head === 'list' ? r.args : undefined))
  const [first] = rows
  const isMatrix =
    first !== undefined &&
    rows.every(r => r?.length === first.length && r.every(x => x.kind !== 'call' || x.head !== 'list'))
  return isMatrix ? [rows.length, first.length] : [count]
}

/** The names of all values that have to be given, in natural order. */
export const leavesOf = (roots: readonly Expr[]): readonly string[] =>
  [
    ...new Set(
      postorder(roots, e => leafName(e) === undefined).flatMap(e =>
        e.kind === 'sym' && e.level > 0 ? [] : (leafName(e) ?? []),
      ),
    ),
  ].sort(compareNames)
