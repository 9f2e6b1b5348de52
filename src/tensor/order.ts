/**
 * The order in which a tensor is written. Factors and terms that may be exchanged stand in the order in which their parts were made, which for
 * a text is that in which it was read; an answer is made of parts in the order of the work. So an answer that is not written in the order in
 * which it is read is made again in that, until it is: what is printed is what a reader of it prints.
 */
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { partsAsRead } from '../print/appearance.js'
import { HEAD } from './heads.js'
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
    const parts = partsAsRead(written.form, STRUCTURES)
    if (standInOrder(parts)) break
    at = transferred(new Space(), nodesOf([...nodesAmong(parts, written.forms), at]), at)
    const again = write(at)
    if (equal(again.form, written.form)) break
    written = again
  }
  return written.form
}

/** What is written in the place of the first of its parts. */
const PLACED: ReadonlySet<string> = new Set([
  HEAD.minus,
  HEAD.scaled,
  HEAD.product,
  HEAD.times,
  HEAD.over,
  HEAD.raise,
  HEAD.power,
  HEAD.transpose,
  HEAD.entry,
  'mul',
  'pow',
])
/** What stays the same when its parts are exchanged. */
const EXCHANGED: ReadonlySet<string> = new Set([HEAD.sum, HEAD.times, 'add', 'mul'])

/** Whether parts that may be exchanged stand in the order in which they, or the first of their own, are read. */
function standInOrder(parts: readonly Expr[]): boolean {
  const places = new ExprMap<number>()
  for (const [k, e] of parts.entries()) {
    if (e.kind === 'num') continue
    const own = e.kind === 'call' ? e.args.flatMap(a => places.get(a) ?? []) : []
    if (e.kind === 'call' && !areInOrder(e, own)) return false
    places.set(e, e.kind === 'call' && PLACED.has(e.head) ? own.reduce((a, b) => Math.min(a, b), k) : k)
  }
  return true
}

/** The same of the parts of one form, at those places; the ends of a product of two vectors may be exchanged too. */
function areInOrder(e: Call, places: readonly number[]): boolean {
  if (EXCHANGED.has(e.head)) return places.every((place, k) => k === 0 || place > (places[k - 1] as number))
  const isDot = isCall(e, HEAD.product) && isCall(e.args[0], HEAD.transpose)
  return !isDot || (places[0] as number) <= (places.at(-1) as number)
}

/** The nodes among parts. */
function nodesAmong(parts: readonly Expr[], forms: Written['forms']): Node[] {
  const known = new ExprMap<Node>()
  for (const [node, e] of forms) if (e !== undefined && !known.has(e)) known.set(e, node)
  return parts.flatMap(e => known.get(e) ?? [])
}
