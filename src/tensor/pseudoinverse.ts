/**
 * A matrix A beside its pseudoinverse P is a projection: A*P and P*A are symmetric, and A*P*A is A, P*A*P is P. Invariant of what comes out:
 * of the two ways to write a projection that stands at an axis of the result, the one without transposes.
 */
import { append } from '../expr/args.js'
import { div, one } from '../expr/build.js'
import type { DraftFactor } from './draft.js'
import { type Embedding, embed } from './embedding.js'
import { plain } from './function-identities.js'
import { isOperation, type Label, type Node } from './node.js'
import type { Product } from './product.js'

/** Uses one of them; whether the product changed. */
export function projected(p: Product): boolean {
  for (const f of p.factors) {
    if (!isOperation(f.node, 'pinv') || !plain(f) || f.at[0] === f.at[1]) continue
    // A stands before P over its columns, or behind it over its rows.
    for (const side of [0, 1] as const) {
      const shared = f.at[side] as Label
      const pattern = side === 0 ? [undefined, shared] : [shared, undefined]
      const a = p.isBound(shared) ? embed(p, f.node.of, pattern, [f]) : undefined
      if (a !== undefined && isOnly(p, shared, [f, ...a.factors]) && taken(p, f, a, side)) return true
    }
  }
  return false
}

/** Whether nothing else stands at a label. */
const isOnly = (p: Product, label: Label, factors: readonly DraftFactor[]): boolean =>
  p.having(label).every(g => factors.includes(g))

/** A projection takes in a factor beside it, or is turned round. */
function taken(p: Product, f: DraftFactor, a: Embedding, side: 0 | 1): boolean {
  const [ofP, ofA] = [f.at[1 - side] as Label, a.at[side] as Label]
  const whole = [f, ...a.factors]
  const settle = (...factors: readonly DraftFactor[]): true => {
    p.times(div(one, a.coefficient))
    append(p.factors, factors)
    return true
  }
  const matrix: Node = isOperation(f.node, 'pinv') ? f.node.of : f.node
  for (const [end, other] of [
    [ofP, ofA],
    [ofA, ofP],
  ] as const) {
    if (!p.isBound(end) || end === other) continue
    const again = p.factors.find(g => !whole.includes(g) && g.node === f.node && plain(g) && g.at[1 - side] === end)
    if (again !== undefined && isOnly(p, end, [...whole, again])) {
      p.remove(...whole, again)
      for (const l of [f.at[side] as Label, end, ...a.inner]) p.used.add(l)
      return settle({ ...again, at: again.at.map((l, k) => (k === 1 - side ? other : l)) })
    }
    const beside = embed(p, matrix, side === 0 ? [end, undefined] : [undefined, end], whole)
    if (beside !== undefined && isOnly(p, end, [...whole, ...beside.factors])) {
      p.remove(...whole, ...beside.factors)
      for (const l of [f.at[side] as Label, end, ...a.inner, ...beside.inner]) p.used.add(l)
      p.times(div(one, beside.coefficient))
      return settle({ node: matrix, at: beside.at.map((l, k) => (k === side ? other : l)), power: one })
    }
  }
  // Before P the matrix stands first, behind it last. A symmetric matrix commutes with its pseudoinverse: there is nothing to turn.
  const [first, last] = side === 0 ? [ofA, ofP] : [ofP, ofA]
  if (last >= first || p.isBound(last) || p.space.isSymmetric(f.node)) return false
  p.remove(...whole)
  for (const l of a.inner) p.used.add(l)
  return settle(
    { ...f, at: side === 0 ? [f.at[0] as Label, ofA] : [ofA, f.at[1] as Label] },
    { node: matrix, at: side === 0 ? [ofP, f.at[0] as Label] : [f.at[1] as Label, ofP], power: one },
  )
}
