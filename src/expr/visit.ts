/**
 * Visiting the DAG: every distinct node once, children before parents, without recursion; and what is told by visiting: which symbols are
 * free, how deep binders nest.
 */
import { heed, spend } from '../work.js'
import { binderOf } from './binders.js'
import { BOUND, type Call, type Expr, headBit, isCall, mayHave, type Sym } from './node.js'
import { has, put } from './numbering.js'
import { equal } from './order.js'

/** Whether nodes are being visited: who asks `enter` may visit others, and the places of the first are not to be lost. */
let visiting = false

/**
 * The distinct nodes below the roots, children first, each root's own order kept.
 * `enter` says whether to look below a node (by default, always).
 */
export function postorder(roots: Expr | readonly Expr[], enter: (e: Call) => boolean = everywhere): Expr[] {
  const only = !isList(roots) ? roots : roots.length === 1 ? roots[0] : undefined
  if (only !== undefined && only.size <= FEW) {
    const order: Expr[] = []
    visitFew(only, enter, order, [])
    return order
  }
  const within = visiting
  visiting = true
  try {
    return ordered(isList(roots) ? roots : [roots], enter, within ? new Set() : undefined)
  } finally {
    visiting = within
  }
}

/** The same, by a set of what was seen, or by the places of nodes. */
function ordered(roots: readonly Expr[], enter: (e: Call) => boolean, seen: Set<Expr> | undefined): Expr[] {
  const order: Expr[] = []
  const nodes: Call[] = []
  const next: number[] = []
  const leave = (e: Expr): void => {
    if (seen === undefined) put(order, e)
    else {
      seen.add(e)
      order.push(e)
    }
  }
  // A node that is open is above all that is visited now: it cannot be met again.
  const visit = (e: Expr): void => {
    if (seen === undefined ? has(order, e) : seen.has(e)) return
    if (e.kind === 'call' && e.args.length > 0 && enter(e)) {
      nodes.push(e)
      next.push(0)
    } else leave(e)
  }
  for (const root of roots) {
    visit(root)
    while (nodes.length > 0) {
      const top = nodes[nodes.length - 1] as Call
      const i = next[next.length - 1] as number
      if (i < top.args.length) {
        heed()
        next[next.length - 1] = i + 1
        visit(top.args[i] as Expr)
      } else {
        nodes.pop()
        next.pop()
        leave(top)
        spend(1)
      }
    }
  }
  return order
}

const everywhere = (): boolean => true

/** Trees of so few nodes are visited by recursion, and what was seen is looked through. */
const FEW = 32

function visitFew(e: Expr, enter: (e: Call) => boolean, order: Expr[], seen: Expr[]): void {
  for (let k = 0; k < seen.length; k++) if (seen[k] === e) return
  seen.push(e)
  if (e.kind === 'call' && e.args.length > 0 && enter(e)) {
    const { args } = e
    for (let k = 0; k < args.length; k++) visitFew(args[k] as Expr, enter, order, seen)
    spend(1)
  }
  order.push(e)
}

const isList = (roots: Expr | readonly Expr[]): roots is readonly Expr[] => Array.isArray(roots)

/** Whether there is a bound symbol, or a binder, in it. */
export const hasBound = (e: Expr): boolean => (e.mask & BOUND) !== 0

/** What is known of the bound symbols below a node: the largest level of its binders, and a bit for each level that is free. */
interface Levels {
  readonly height: number
  readonly free: number
}

const NO_LEVELS: Levels = { height: 0, free: 0 }
const levels = new WeakMap<Call, Levels>()

export const bit = (level: number): number => (level === 0 ? 0 : 1 << level)

export function levelsOf(root: Expr): Levels {
  const known = (e: Expr): Levels | undefined =>
    e.kind === 'num' || !hasBound(e) ? NO_LEVELS : e.kind === 'sym' ? { height: 0, free: bit(e.level) } : levels.get(e)
  const here = known(root)
  if (here !== undefined) return here
  for (const e of postorder(root, c => known(c) === undefined)) {
    if (e.kind !== 'call' || known(e) !== undefined) continue
    let height = 0
    let free = 0
    const [own] = binderOf(e.head) === undefined ? [] : e.args
    const level = own?.kind === 'sym' ? own.level : 0
    for (const [k, a] of e.args.entries()) {
      const below = known(a) as Levels
      height = Math.max(height, below.height)
      // The variable is bound in the body, which stands last.
      free |= level > 0 && k === e.args.length - 1 ? below.free & ~bit(level) : a === own && level > 0 ? 0 : below.free
    }
    height = Math.max(height, level)
    levels.set(e, { height, free })
  }
  return known(root) as Levels
}

/** The names of the symbols in an expression, but for those that a sum or an integral in it binds. */
export function freeSymbols(roots: Expr | readonly Expr[]): Set<string> {
  const names = new Set<string>()
  let open = 0
  for (const root of isList(roots) ? roots : [roots]) open |= levelsOf(root).free
  for (const e of postorder(roots, c => c.mask !== 0)) {
    heed()
    if (e.kind === 'sym' && (e.level === 0 || (open & bit(e.level)) !== 0)) names.add(e.name)
  }
  return names
}

/** Whether `part` (a symbol, or a component such as x[1]) occurs in `e`. */
export function contains(e: Expr, part: Expr): boolean {
  if ((e.mask & part.mask) !== part.mask) return false
  if (e === part) return true
  if (e.size <= FEW && part.kind === 'sym') return hasSymbol(e, part)
  return postorder(e, c => (c.mask & part.mask) === part.mask && c !== part).some(n => equal(n, part))
}

/** Whether a symbol occurs in a tree of few nodes. */
function hasSymbol(e: Expr, symbol: Sym): boolean {
  if (e.kind !== 'call') return e === symbol || equal(e, symbol)
  for (let k = 0; k < e.args.length; k++) {
    const a = e.args[k] as Expr
    if ((a.mask & symbol.mask) === symbol.mask && hasSymbol(a, symbol)) return true
  }
  return false
}

/** Whether some call in it is such. */
export function someCall(e: Expr, test: (e: Call) => boolean): boolean {
  if (e.kind !== 'call') return false
  if (e.size > FEW) return postorder(e).some(n => n.kind === 'call' && test(n))
  if (test(e)) return true
  for (let k = 0; k < e.args.length; k++) if (someCall(e.args[k] as Expr, test)) return true
  return false
}

/** Whether there is a call of that head in it. */
export function hasCall(e: Expr, head: string): boolean {
  const bit = headBit(head)
  return mayHave(e, bit) && postorder(e, c => mayHave(c, bit)).some(n => isCall(n, head))
}

/** The number of distinct nodes. */
export const countNodes = (roots: Expr | readonly Expr[]): number => postorder(roots).length
