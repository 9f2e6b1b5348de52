/**
 * One total order on expressions and structural equality. Deterministic: it depends on the expressions alone,
 * never on when or where they were made. Iterative, and linear in distinct pairs even where equal parts are
 * different objects. Numbers come first, then symbols (x2 before x10), then calls by size, head and arguments.
 */
import { spend } from '../work.js'
import type { Call, Expr, Sym } from './node.js'

const RANK = { num: 0, sym: 1, call: 2 } as const

/** Negative, zero or positive as `a` comes before, equals or follows `b`. Ignores how a number was written. */
export function compare(a: Expr, b: Expr): number {
  const top = shallow(a, b)
  if (top !== undefined) return top
  const budget = { steps: QUICK }
  return quick(a as Call, b as Call, budget) ?? deep(a as Call, b as Call)
}

/** Pairs looked at by plain recursion, which needs no memory, before the walk that is safe for any DAG begins. */
const QUICK = 64

function quick(a: Call, b: Call, budget: { steps: number }): number | undefined {
  for (let i = 0; i < a.args.length; i++) {
    if (budget.steps-- <= 0) return undefined
    const x = a.args[i] as Expr
    const y = b.args[i] as Expr
    const order = shallow(x, y) ?? quick(x as Call, y as Call, budget)
    if (order !== 0) return order
  }
  return 0
}

/** The same expression, whichever objects carry it. */
export const equal = (a: Expr, b: Expr): boolean => a === b || (a.hash === b.hash && compare(a, b) === 0)

/** Free symbols by name, then the bound ones by level: how these are called does not count. */
const compareSymbols = (a: Sym, b: Sym): number =>
  a.level === 0 && b.level === 0 ? compareNames(a.name, b.name) : a.level - b.level

/** The order of two names: runs of digits compare as numbers. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0
  const n = Math.min(a.length, b.length)
  let i = 0
  while (i < n && a.charCodeAt(i) === b.charCodeAt(i)) i++
  while (i > 0 && digit(a.charCodeAt(i - 1))) i--
  const [p, q] = [digitRun(a, i), digitRun(b, i)]
  if (p > i && q > i) {
    const [s, t] = [a.slice(i, p).replace(/^0+/, ''), b.slice(i, q).replace(/^0+/, '')]
    if (s.length !== t.length) return s.length - t.length
    if (s !== t) return s < t ? -1 : 1
  }
  return a < b ? -1 : 1
}

const digit = (code: number): boolean => code >= 48 && code <= 57
function digitRun(s: string, from: number): number {
  let i = from
  while (i < s.length && digit(s.charCodeAt(i))) i++
  return i
}

/** The order as far as it shows without looking at arguments; undefined when the arguments decide. */
function shallow(a: Expr, b: Expr): number | undefined {
  if (a === b) return 0
  if (a.kind !== b.kind) return RANK[a.kind] - RANK[b.kind]
  if (a.kind === 'num') return a.value.compare((b as typeof a).value)
  if (a.kind === 'sym') return compareSymbols(a, b as typeof a)
  const c = b as Call
  if (a.size !== c.size) return a.size - c.size
  if (a.head !== c.head) return a.head < c.head ? -1 : 1
  if (a.args.length !== c.args.length) return a.args.length - c.args.length
  return undefined
}

/** Compares argument by argument, depth first; a pair seen before was equal, for a difference ends the walk. */
function deep(a: Call, b: Call): number {
  const seen = new Map<Expr, Set<Expr>>()
  const stack: { a: Call; b: Call; i: number }[] = [{ a, b, i: 0 }]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    if (top.i === top.a.args.length) {
      stack.pop()
      continue
    }
    const x = top.a.args[top.i] as Expr
    const y = top.b.args[top.i] as Expr
    top.i++
    spend(1)
    const order = shallow(x, y)
    if (order === 0 || (order === undefined && visited(seen, x, y))) continue
    if (order !== undefined) return order
    stack.push({ a: x as Call, b: y as Call, i: 0 })
  }
  return 0
}

function visited(seen: Map<Expr, Set<Expr>>, x: Expr, y: Expr): boolean {
  const partners = seen.get(x)
  if (partners === undefined) seen.set(x, new Set([y]))
  else if (partners.has(y)) return true
  else partners.add(y)
  return false
}
