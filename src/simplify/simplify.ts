/**
 * Simplification: one pass over the distinct nodes, children first. At each node the canonical constructor has
 * already collected and folded; then named rules and, for sums, factorings are tried, and the cheapest form by what
 * a reader reads is kept. Only strictly cheaper forms replace a node, so the pass ends and never lengthens, but for the
 * few rules that always take a function away (`=>`): cos(asin(x)) is sqrt(1 - x^2).
 * Work per node is bounded, so the whole is linear in distinct nodes.
 */
import type { Assumptions } from '../expr/assumption.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder, withArgs } from '../expr/walk.js'
import { toFraction, writings } from '../polynomial/fraction.js'
import { instantiate, matchTop } from '../rewrite/match.js'
import { heads } from '../rewrite/rule.js'
import { rulesFor } from '../rules/library.js'
import { type Costs, cost } from './cost.js'
import { factorings, refactorings } from './factor.js'
import { type Domain, Facts } from './facts.js'

export interface SimplifyOptions {
  readonly assumptions?: Assumptions
  /** In the complex domain an undeclared symbol may have any complex value. */
  readonly domain?: Domain
  /** Told of every rule that was used, by name, with the node before and after. */
  readonly record?: (rule: string, before: Expr, after: Expr) => void
}

/** How often one node may change before it is left as it is. */
const ROUNDS = 12

interface Context {
  readonly facts: Facts
  readonly costs: Costs
  readonly done: Map<Expr, Expr>
  readonly record: SimplifyOptions['record']
}

/** An equal expression that is no longer to read: `simplify(sin(x)^2 + cos(x)^2)` is 1. */
export function simplify(e: Expr, options: SimplifyOptions = {}): Expr {
  const context: Context = {
    facts: new Facts(options.assumptions, options.domain),
    costs: new Map(),
    done: new Map(),
    record: options.record,
  }
  return settle(e, context, ROUNDS)
}

/** Simplifies below and at a node until nothing changes; new parts of a replacement are settled in turn. */
function settle(root: Expr, context: Context, rounds: number): Expr {
  const { done } = context
  const nodes = postorder(root, c => !done.has(c)).filter(e => !done.has(e))
  const tops = regions(nodes)
  tops.add(root)
  for (const e of nodes) {
    if (e.kind !== 'call' || e.args.length === 0) done.set(e, e)
    else {
      const better = improve(combined(e, context, rounds), tops.has(e), context, rounds)
      done.set(e, better)
      if (!done.has(better)) done.set(better, better)
    }
  }
  return done.get(root) as Expr
}

/**
 * A node with its settled arguments. Putting them together may move a factor outwards, and leave new parts to settle;
 * where that costs more than the arguments have gained, the node stays as it was: (c*u)^(2/3) is not c^(2/3)*u^(2/3).
 */
function combined(e: Call, context: Context, rounds: number): Expr {
  const { costs, done } = context
  const args = e.args.map(a => done.get(a) as Expr)
  const fresh = withArgs(e, args)
  if (fresh === e || fresh.kind !== 'call') return fresh
  const gained = args.reduce((sum, a, k) => sum + cost(e.args[k] as Expr, costs) - cost(a, costs), 0)
  const limit = cost(e, costs) + Math.max(0, -gained)
  if (cost(fresh, costs) > limit) return e
  return done.has(fresh) || sameParts(fresh.args, args) ? fresh : settleParts(fresh, context, rounds - 1)
}

const sameParts = (a: readonly Expr[], b: readonly Expr[]): boolean =>
  a.length === b.length && a.every((x, k) => x === b[k])

/** The operands that are not inside a larger sum, product or integer power: each a rational expression to be looked at whole. */
function regions(nodes: readonly Expr[]): Set<Expr> {
  const tops = new Set<Expr>()
  for (const e of nodes) {
    if (e.kind !== 'call' || e.head === 'add' || e.head === 'mul') continue
    const inner = isCall(e, 'pow') && e.args[1]?.kind === 'num' && e.args[1].value.isInteger()
    for (const a of inner ? [] : e.args) tops.add(a)
  }
  return tops
}

function improve(start: Expr, top: boolean, context: Context, rounds: number): Expr {
  let e = start
  for (let round = 0; round < rounds; round++) {
    const better = e.kind === 'call' ? step(e, top, context) : undefined
    if (better === undefined) break
    // Parts that the rewrite made are new nodes: they are settled with what is left of the budget.
    e = better.kind === 'call' && !context.done.has(better) ? settleParts(better, context, rounds - round - 1) : better
  }
  return e
}

function settleParts(e: Call, context: Context, rounds: number): Expr {
  if (rounds <= 0) return e
  const parts = e.args.map(a => settle(a, context, rounds))
  return withArgs(e, parts)
}

/** One strictly cheaper form of a node, or undefined. */
function step(e: Call, top: boolean, context: Context): Expr | undefined {
  const before = cost(e, context.costs)
  const ruled = byRule(e, context, before)
  if (ruled !== undefined) return ruled
  const rewritten = isCall(e, 'add') ? factorings(e) : isCall(e, 'mul') || isCall(e, 'pow') ? refactorings(e) : []
  const best =
    cheapest(rewritten, before, context) ?? (top && hasSum(e) ? cheapest(normalForms(e), before, context) : undefined)
  if (best !== undefined) context.record?.('factor', e, best)
  return best
}

function cheapest(candidates: readonly Expr[], before: number, context: Context): Expr | undefined {
  let best: Expr | undefined
  let least = before
  for (const candidate of candidates) {
    const c = cost(candidate, context.costs)
    if (c < least) {
      best = candidate
      least = c
    }
  }
  return best
}

/** Without a sum there is nothing to cancel that the canonical form has not cancelled. */
function hasSum(e: Call): boolean {
  const base = (f: Expr): Expr => (isCall(f, 'pow') ? (f.args[0] as Expr) : f)
  return isCall(e, 'add') || (isCall(e, 'mul') && e.args.some(f => isCall(base(f), 'add')))
}

/** The quotient of polynomials in lowest terms, written in several ways. */
function normalForms(e: Call): Expr[] {
  const fraction = toFraction(e)
  return fraction === undefined ? [] : writings(fraction)
}

function byRule(e: Call, context: Context, before: number): Expr | undefined {
  const present = heads(e)
  for (const rule of rulesFor(e)) {
    if ((rule.heads & present) !== rule.heads) continue
    let result: Expr | undefined
    const found = matchTop(rule.pattern, e, m => {
      if (context.facts.prove(instantiate(rule.condition, m.binding)) !== true) return false
      result = m.restore(instantiate(rule.replacement, m.binding))
      return rule.always ? !equal(result, e) : cost(result, context.costs) < before
    })
    if (found !== undefined && result !== undefined) {
      context.record?.(rule.name, e, result)
      return result
    }
  }
  return undefined
}
