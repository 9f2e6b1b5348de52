/** Facts about subexpressions, computed when asked for, once per distinct node, without recursion. */
import { LateMap } from '../expr/map.js'
import type { Expr } from '../expr/node.js'
import { postorder } from '../expr/walk.js'

const SMALL = 64

/**
 * A function of expressions that is computed bottom-up and remembered. `f` gets the expression and the answers for
 * its arguments; `leaf` answers for what is not looked into.
 */
export function remembering<T>(
  leaf: (e: Expr) => T | undefined,
  f: (e: Expr & { kind: 'call' }, of: (a: Expr) => T) => T,
): (e: Expr) => T {
  const memo = new LateMap<Expr, T>()
  const known = (e: Expr): T => leaf(e) ?? (memo.get(e) as T)
  // Of a small tree by recursion, whose depth is then bounded.
  const direct = (e: Expr): T => {
    const at = leaf(e) ?? memo.get(e)
    if (at !== undefined) return at
    const made = f(e as Expr & { kind: 'call' }, direct)
    memo.set(e, made)
    return made
  }
  return e => {
    if (e.size <= SMALL) return direct(e)
    const at = leaf(e) ?? memo.get(e)
    if (at !== undefined) return at
    for (const n of postorder(e, c => !memo.has(c) && leaf(c) === undefined)) {
      if (n.kind === 'call' && !memo.has(n) && leaf(n) === undefined) memo.set(n, f(n, known))
    }
    return memo.get(e) as T
  }
}
