/**
 * Walking the DAG: every distinct node once, children before parents, without recursion. Everything that
 * computes over an expression is a fold over this order.
 */
import { heed } from '../work.js'
import { call } from './build.js'
import { type Call, type Expr, mapped } from './node.js'
import { Numbering } from './numbering.js'
import { equal } from './order.js'
import { postorder } from './visit.js'

export { contains, countNodes, freeSymbols, hasCall, postorder, someCall } from './visit.js'

/** Computes a value for every distinct node from those of its arguments; answers the value at the root. */
export function fold<T>(root: Expr, f: (e: Expr, args: readonly T[]) => T): T {
  const order = postorder(root)
  const places = new Numbering(order)
  const made: T[] = []
  for (const e of order) {
    heed()
    made.push(f(e, e.kind === 'call' ? mapped(e.args, a => made[places.of(a) as number] as T) : []))
  }
  return made[made.length - 1] as T
}

/** Rebuilds an expression through the canonical constructors, replacing leaves (numbers, symbols) by `leaf`. */
export function rebuild(root: Expr, leaf: (e: Expr) => Expr): Expr {
  return fold<Expr>(root, (e, args) => (e.kind === 'call' ? withArgs(e, args) : leaf(e)))
}

/** Each call replaced by what `f` makes of it, the innermost first: it is given the call of what its arguments became. */
export const rewritten = (root: Expr, f: (fresh: Expr) => Expr): Expr =>
  fold<Expr>(root, (e, args) => (e.kind === 'call' ? f(withArgs(e, args)) : e))

/** A part replaced by another wherever it stands. */
export const replaced = (root: Expr, part: Expr, by: Expr): Expr =>
  fold<Expr>(root, (e, args) => (equal(e, part) ? by : e.kind === 'call' ? withArgs(e, args) : e))

/** The call with other arguments; the same object where nothing changed. */
export function withArgs(e: Call, args: readonly Expr[]): Expr {
  for (let i = 0; i < args.length; i++) if (args[i] !== e.args[i]) return call(e.head, args)
  return e
}
