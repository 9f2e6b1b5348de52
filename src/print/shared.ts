/**
 * The shared form: subexpressions that occur more than once get a name, so that a DAG is written in length
 * linear in its distinct nodes. Names are t1, t2, ... in order of dependence, none that the expression uses.
 */

import { isOpenBody } from '../expr/binding.js'
import { readFormal } from '../expr/formal.js'
import { isCondition } from '../expr/kind.js'
import { type Call, type Expr, givenName } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import type { Structures } from './layout.js'
import type { Names } from './reading.js'

/** A named subexpression; earlier names may occur in it. */
export interface SharedDefinition {
  readonly name: string
  readonly value: Expr
}

export interface Shared {
  readonly names: Names
  readonly definitions: readonly SharedDefinition[]
}

/** Names every subexpression with a value of its own that occurs more than once. */
export function share(root: Expr, structures: Structures = new Map()): Shared {
  const order = postorder(root)
  const tied = dependent(order, structures)
  const uses = new Map<Expr, number>()
  const taken = new Set<string>()
  for (const e of order) {
    if (e.kind === 'sym') taken.add(givenName(e))
    if (e.kind !== 'call') continue
    taken.add(readFormal(e.head).name)
    for (const a of e.args) if (a.kind === 'call') uses.set(a, (uses.get(a) ?? 0) + 1)
  }
  const names = new Map<Expr, string>()
  const definitions: SharedDefinition[] = []
  let count = 0
  for (const e of order) {
    if (e === root || e.kind !== 'call' || (uses.get(e) ?? 0) < 2 || tied.has(e) || isOpenBody(e)) continue
    if (!isWorthNaming(e) || structures.get(e.head)?.isBare === true) continue
    do count++
    while (taken.has(`t${count}`))
    names.set(e, `t${count}`)
    definitions.push({ name: `t${count}`, value: e })
  }
  return { names, definitions }
}

/** The parts that depend on an index that is bound around them. */
function dependent(order: readonly Expr[], structures: Structures): ReadonlySet<Expr> {
  const bindersOf = (e: Expr): readonly Expr[] => (e.kind === 'call' ? (structures.get(e.head)?.binds?.(e) ?? []) : [])
  const indices = new Set(order.flatMap(bindersOf))
  const free = new Map<Expr, ReadonlySet<Expr>>()
  if (indices.size === 0) return new Set()
  for (const e of order) {
    const inside = e.kind === 'call' ? e.args.flatMap(a => [...(free.get(a) ?? [])]) : indices.has(e) ? [e] : []
    const bound = bindersOf(e)
    const left = inside.filter(index => !bound.includes(index))
    if (left.length > 0) free.set(e, new Set(left))
  }
  return new Set(free.keys())
}

/** Not a constant, -x, 2*x, x^2, 1/x; and a number, neither a condition nor a list. */
function isWorthNaming(e: Call): boolean {
  switch (e.head) {
    case 'list':
    case 'index':
      return false
    case 'mul':
    case 'pow':
      return e.size > 3 || e.args.every(a => a.kind !== 'num')
    default:
      return e.args.length > 0 && !isCondition(e)
  }
}
