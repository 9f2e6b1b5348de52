/**
 * The order in which a tensor is written. Factors and terms that may be exchanged stand in the order in which their parts were made, which for
 * a text is that in which it was read; an answer is made of parts in the order of the work. So an answer is made again in the order in which
 * it is read, until that is how it is written: what is printed is what a reader of it prints.
 */
import { ExprMap } from '../expr/map.js'
import type { Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { partsAsRead } from '../print/appearance.js'
import { isLeviCivita } from './levi-civita.js'
import { type Node, nodesOf } from './node.js'
import { STRUCTURES } from './notation.js'
import { Space } from './space.js'
import { transferred } from './transfer.js'

/** A tensor as it is written, and what each of its nodes is written as. */
export interface Written {
  readonly form: Expr
  readonly forms: Iterable<readonly [Node, Expr | undefined]>
}

/** How often an answer is made again. */
const MOST_ROUNDS = 4

/** What a tensor is written as, in the order in which that is read. */
export function inReadingOrder(node: Node, write: (node: Node) => Written): Expr {
  let [at, written] = [node, write(node)]
  // A cross product changes its sign where its vectors are exchanged: it stays as it is.
  if (nodesOf([node]).some(isLeviCivita)) return written.form
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const read = nodesAsRead(written)
    if (read.every((n, k) => k === 0 || n.id > (read[k - 1] as Node).id)) break
    at = transferred(new Space(), nodesOf([...read, at]), at)
    const again = write(at)
    if (equal(again.form, written.form)) break
    written = again
  }
  return written.form
}

/** The nodes that stand in a form, in the order in which they are read. */
function nodesAsRead({ form, forms }: Written): Node[] {
  const known = new ExprMap<Node>()
  for (const [node, e] of forms) if (e !== undefined && !known.has(e)) known.set(e, node)
  return partsAsRead(form, STRUCTURES).flatMap(e => known.get(e) ?? [])
}
