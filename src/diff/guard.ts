/**
 * Where a node counts: within a branch of a piecewise, or everywhere. An adjoint is an expression that holds within its guard and is
 * nothing outside, so that a branch without a value where another one is taken cannot spoil the whole: 0 times what is no number is
 * no number. Carried out of a branch it becomes a piecewise with the conditions of the one it came from.
 * Invariant: a node's guard is the narrowest that holds all its uses.
 */
import { call, yes, zero } from '../expr/build.js'
import { total } from '../expr/kept.js'
import { type Expr, isCall, rawCall } from '../expr/node.js'

/** A piecewise: its branches within a guard; the last is the default, unless it has none. */
interface Block {
  readonly within: Guard | undefined
  readonly conditions: readonly Expr[]
  readonly hasDefault: boolean
}

/** One branch of a block; undefined stands for everywhere. */
export interface Guard {
  readonly block: Block
  readonly branch: number
  readonly depth: number
}

/** A value within a guard. */
export interface Guarded {
  readonly guard: Guard | undefined
  readonly value: Expr
}

const depthOf = (g: Guard | undefined): number => g?.depth ?? 0

/** The guards of the branches of a piecewise. */
export function branchesOf(
  within: Guard | undefined,
  conditions: readonly Expr[],
  hasDefault: boolean,
): readonly Guard[] {
  const block: Block = { within, conditions, hasDefault }
  const count = conditions.length + (hasDefault ? 1 : 0)
  return Array.from({ length: count }, (_, branch) => ({ block, branch, depth: depthOf(within) + 1 }))
}

/** Where a branch is taken, within the guard of its block. */
function conditionOf({ conditions }: Block, branch: number): Expr {
  const earlier = conditions.slice(0, branch).map(c => call('not', [c]))
  return call('and', [...earlier, conditions[branch] ?? yes])
}

/** The values in one branch each of a block, as a piecewise. */
function outside(block: Block, values: ReadonlyMap<number, Expr>): Expr {
  const args = block.conditions.flatMap((c, k) => [values.get(k) ?? zero, c])
  if (!block.hasDefault) return call('piecewise', args)
  const otherwise = values.get(block.conditions.length) ?? zero
  // A piecewise in the default is not written into this one: of n levels that would be n^2 cases.
  return isCall(otherwise, 'piecewise')
    ? rawCall('piecewise', [...args, otherwise])
    : call('piecewise', [...args, otherwise])
}

/** What is known within a guard: values to be added, and where in it they count. */
interface Group {
  readonly values: Expr[]
  readonly where: Expr[]
}

export class Guards {
  /** The guards that are unions of others, by where they are and their condition. */
  readonly #unions = new Map<Guard | undefined, Map<Expr, Guard>>()

  /** The sum of values, everywhere. */
  everywhere(parts: readonly Guarded[]): Expr {
    if (parts.every(p => p.guard === undefined)) return total(parts.map(p => p.value))
    const groups = grouped(parts)
    while (groups.size > 1 || !groups.has(undefined)) carryOut(groups)
    return total((groups.get(undefined) as Group).values)
  }

  /** The sum of values within the narrowest guard that holds them all. */
  together(parts: readonly Guarded[]): Guarded {
    const [first] = parts
    if (parts.length === 1 && first !== undefined) return first
    const guarded = first?.guard
    if (parts.every(p => p.guard === guarded)) return { guard: guarded, value: total(parts.map(p => p.value)) }
    const groups = grouped(parts)
    while (groups.size > 1) carryOut(groups)
    const [guard, { values, where }] = [...groups][0] as [Guard | undefined, Group]
    const condition = call('or', where)
    return { guard: condition === yes ? guard : this.#union(guard, condition), value: total(values) }
  }

  /** The guard that holds where a condition does. */
  #union(within: Guard | undefined, condition: Expr): Guard {
    const known = this.#unions.get(within) ?? new Map<Expr, Guard>()
    this.#unions.set(within, known)
    const guard = known.get(condition) ?? (branchesOf(within, [condition], true)[0] as Guard)
    known.set(condition, guard)
    return guard
  }
}

function grouped(parts: readonly Guarded[]): Map<Guard | undefined, Group> {
  const groups = new Map<Guard | undefined, Group>()
  for (const { guard, value } of parts) put(groups, guard, value, yes)
  return groups
}

function put(groups: Map<Guard | undefined, Group>, guard: Guard | undefined, value: Expr, where: Expr): void {
  const known = groups.get(guard)
  if (known === undefined) groups.set(guard, { values: [value], where: [where] })
  else {
    known.values.push(value)
    if (where !== yes || known.where[0] !== yes) known.where.unshift(where)
  }
}

/** What is in the deepest branches, carried out of them by one step. */
function carryOut(groups: Map<Guard | undefined, Group>): void {
  let deepest = 0
  for (const g of groups.keys()) deepest = Math.max(deepest, depthOf(g))
  const blocks = new Map<Block, Map<number, Group>>()
  for (const [g, group] of [...groups]) {
    if (g === undefined || g.depth < deepest) continue
    groups.delete(g)
    const known = blocks.get(g.block) ?? new Map<number, Group>()
    blocks.set(g.block, known.set(g.branch, group))
  }
  for (const [block, branches] of blocks) {
    const values = new Map([...branches].map(([branch, { values }]) => [branch, total(values)]))
    put(groups, block.within, outside(block, values), whereOf(block, branches))
  }
}

/** Where some of the branches of a block count. */
function whereOf(block: Block, branches: ReadonlyMap<number, Group>): Expr {
  const parts = [...branches].map(([branch, { where }]) => ({ branch, where: call('or', where) }))
  const all = block.hasDefault && parts.length > block.conditions.length
  if (all && parts.every(p => p.where === yes)) return yes
  return call(
    'or',
    parts.map(({ branch, where }) => call('and', [conditionOf(block, branch), where])),
  )
}
