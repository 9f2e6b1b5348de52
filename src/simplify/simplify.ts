/**
 * Simplification: one pass over the distinct nodes, children first. At each node the canonical constructor has
 * already collected and folded; then named rules and other ways to write the node are tried, and the cheapest form by what
 * a reader reads is kept. Where a whole rational expression ends, a bounded search follows (search.ts). Only strictly
 * cheaper forms replace a node, so the pass ends and never lengthens, but for the few rules that always take a
 * function away (`=>`): cos(asin(x)) is sqrt(1 - x^2). Work per node is bounded, so the whole is linear in distinct nodes.
 */

import type { Assumptions } from '../expr/assumption.js'
import { hasBound } from '../expr/binding.js'
import { pow, product } from '../expr/build.js'
import { isWholePower } from '../expr/factors.js'
import { STRUCTURE } from '../expr/formal.js'
import { type Call, type Expr, isValueless } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder, withArgs } from '../expr/walk.js'
import type { Work } from '../polynomial/polynomial.js'
import { applied } from '../rewrite/apply.js'
import { type Rule, renamedRule } from '../rewrite/rule.js'
import { rulesFor, rulesWith } from '../rules/library.js'
import { constantsOutside } from './binders.js'
import { casesTidied } from './cases.js'
import { type Costs, cost, hasMinus } from './cost.js'
import { facing } from './facing.js'
import { type Domain, Facts } from './facts.js'
import { opened } from './faults.js'
import { farForms, nearForms } from './forms.js'
import { type Neutral, neutral } from './naming.js'
import { gainsPole } from './removable-poles.js'
import { oriented, respelt } from './spelling.js'
import { withoutZeros } from './vanishing.js'

export interface SimplifyOptions {
  readonly assumptions?: Assumptions
  /** In the complex domain an undeclared symbol may have any complex value. */
  readonly domain?: Domain
  /** Told of every rule that was used, by name, with the node before and after. */
  readonly record?: (rule: string, before: Expr, after: Expr) => void
  /** Rules of the caller's own, tried before those of the library; that they are sound is the caller's promise. */
  readonly rules?: readonly Rule[]
}

/** How often one node may change before it is left as it is. */
const ROUNDS = 12
/** How often the whole is gone over: what is settled is known and costs nothing more. */
const PASSES = 4
/** Expressions larger than this (as trees) are gone over once, and few forms of them are looked at. */
const LARGEST_REPEATED = 20_000
const isHuge = (e: Expr): boolean => e.size > LARGEST_REPEATED
const passesFor = (e: Expr): number => (isHuge(e) ? 1 : PASSES)
/** So many forms that are not yet cheaper are worked on at one node. */
const WIDTH = 5
/** Forms that are so many times as long do not become shorter than what is there. */
const HOPELESS = 2
/** Fewer for expressions larger than `LARGE` (as trees). */
const NARROW = 2
const LARGE = 120
/** Products with more factors are not taken apart. */
const WIDEST = 24
/** What is cheaper has no shorter form that one step does not find. */
const CHEAPEST_SEARCHED = 5
/** Expressions larger than this (as trees) are not searched. */
const LARGEST_SEARCHED = 400

/** The work that one search may take altogether; what a person writes takes a third of it. */
const ALLOWANCE = 15_000

/** So many near forms are looked at altogether: beyond that only rules are tried. */
const NEAR = 40_000
const NEAR_OF_HUGE = 2_000

interface Context {
  readonly facts: Facts
  readonly costs: Costs
  readonly done: Map<Expr, Expr>
  /** What the search may still do: terms of polynomials, and the size of what is worked on. */
  readonly allowance: Work
  /** How many near forms may still be looked at. */
  readonly near: Work
  readonly record: SimplifyOptions['record']
  /** The rules that may apply to a call. */
  readonly rulesFor: (e: Call) => readonly Rule[]
  /** How forms that the search proposes are worked on: as everything is, but without another search. */
  readonly polishing: Context | undefined
}

/**
 * An equal expression that is no longer to read: `simplify(sin(x)^2 + cos(x)^2)` is 1. It starts from one common spelling and works
 * under neutral names, so that the answer depends neither on how the input was spelt nor, but for signs, on what its symbols are called.
 */
export function simplify(whole: Expr, options: SimplifyOptions = {}): Expr {
  if (!hasBound(whole)) return simplified(whole, options)
  const facts = new Facts(options.assumptions, options.domain)
  return constantsOutside(simplified(constantsOutside(whole, facts), options), facts)
}

function simplified(given: Expr, options: SimplifyOptions): Expr {
  const e = withoutZeros(given)
  // The rules are about numbers.
  if (isValueless(e)) return e
  const kindOf = (name: string): string => [...(options.assumptions?.get(name) ?? [])].sort().join()
  let [result, start] = [e, respelt(e)]
  let order: readonly string[] | undefined
  for (let pass = 0; pass < passesFor(start); pass++) {
    const names = neutral(start, kindOf)
    // What is settled under these names stays as it is.
    if (pass > 0 && inOrder(names?.order ?? [], order ?? [])) break
    const next = names === undefined ? shortened(result, start, options) : underNames(names, result, start, options)
    if (equal(next, result) || (pass > 0 && cost(next, new Map()) > cost(result, new Map()))) break
    ;[result, start, order] = [next, respelt(next), names?.order]
  }
  const costs: Costs = new Map()
  const faced = facing(result, given, costs)
  return cost(faced, costs) <= Math.max(cost(given, costs), cost(result, costs)) ? faced : result
}

/** Whether the names stand among the others in the same order. */
function inOrder(some: readonly string[], all: readonly string[]): boolean {
  const placeOf = new Map(all.map((name, k) => [name, k]))
  const places = some.map(name => placeOf.get(name) ?? -1)
  return places.every((p, k) => k === 0 || p > (places[k - 1] as number))
}

function underNames(names: Neutral, e: Expr, start: Expr, options: SimplifyOptions): Expr {
  const { assumptions, record, rules } = options
  const inner: SimplifyOptions = {
    ...options,
    ...(rules && { rules: rules.map(rule => renamedRule(rule, names.nameOf)) }),
    ...(assumptions && { assumptions: new Map([...assumptions].map(([name, a]) => [names.nameOf(name), a])) }),
    ...(record && { record: (rule, a, b) => record(rule, names.restore(a), names.restore(b)) }),
  }
  return oriented(names.restore(shortened(names.rename(e), names.rename(start), inner)))
}

function shortened(e: Expr, start: Expr, options: SimplifyOptions): Expr {
  const facts = new Facts(options.assumptions, options.domain)
  const costs: Costs = new Map()
  const find = options.rules?.length ? rulesWith(options.rules) : rulesFor
  const shared = {
    facts,
    costs,
    rulesFor: find,
    allowance: { terms: ALLOWANCE },
    near: { terms: isHuge(e) ? NEAR_OF_HUGE : NEAR },
  }
  const polishing: Context = { ...shared, done: new Map(), record: undefined, polishing: undefined }
  const context: Context = { ...shared, done: new Map(), record: options.record, polishing }
  const tidied = (f: Expr): Expr => casesTidied(f, facts, costs)
  let result = tidied(settle(respelt(start), context, ROUNDS))
  // Seldom the common spelling leads to a longer answer than the one that was written.
  if (cost(result, costs) > cost(e, costs)) result = tidied(settle(e, context, ROUNDS))
  for (let pass = 1; pass < passesFor(result); pass++) {
    const next = tidied(oriented(settle(respelt(result), context, ROUNDS)))
    if (equal(next, result) || cost(next, costs) > cost(result, costs)) break
    result = next
  }
  return result
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
      const better = improve(combined(e, context, rounds), tops.has(e) ? e : undefined, context, rounds)
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
  const args = settled(e, context)
  const fresh = withArgs(e, args)
  if (fresh === e || fresh.kind !== 'call') return fresh
  const gained = args.reduce((sum, a, k) => sum + cost(e.args[k] as Expr, costs) - cost(a, costs), 0)
  const limit = cost(e, costs) + Math.max(0, -gained)
  if (cost(fresh, costs) > limit) return e
  return done.has(fresh) || sameParts(fresh.args, args) ? fresh : settleParts(fresh, context, rounds - 1)
}

/**
 * The operands, settled; arguments and exponents multiplied out, as one reads them. A whole power in a product is looked at there, beside the other factors: alone, cos(x)^(-1) would have
 * become sec(x) before it could meet sin(x).
 */
function settled(e: Call, { done, costs }: Context): Expr[] {
  const inProduct = e.head === 'mul'
  return e.args.map((a, k) => {
    if (inProduct && isWholePower(a)) return pow(done.get(a.args[0] as Expr) as Expr, a.args[1] as Expr)
    const better = done.get(a) as Expr
    if (e.head !== 'add') return isArgument(e, k) ? opened(better) : better
    // The sign of a term is free: turned, it would not meet its like.
    const onlySign = hasMinus(a) && !hasMinus(better) && cost(better, costs) > cost(a, costs) - TWO_SIGNS
    return onlySign ? a : better
  })
}

/** Whether an operand is an argument of a function, or an exponent. */
const isArgument = (e: Call, k: number): boolean => (e.head === 'pow' ? k === 1 : !STRUCTURE.has(e.head))

/** What is shorter by less than two minus signs is so by one. */
const TWO_SIGNS = 2

const sameParts = (a: readonly Expr[], b: readonly Expr[]): boolean =>
  a.length === b.length && a.every((x, k) => x === b[k])

/** The operands that are not inside a larger sum, product or integer power: each a rational expression to be looked at whole. */
function regions(nodes: readonly Expr[]): Set<Expr> {
  const tops = new Set<Expr>()
  for (const e of nodes) {
    if (e.kind !== 'call' || e.head === 'add' || e.head === 'mul') continue
    for (const a of isWholePower(e) ? [] : e.args) tops.add(a)
  }
  return tops
}

/** `origin`: what a whole rational expression was before its parts were settled. */
function improve(start: Expr, origin: Expr | undefined, context: Context, rounds: number): Expr {
  let e = start
  for (let round = 0; round < rounds; round++) {
    const better = e.kind === 'call' ? step(e, origin, context) : undefined
    if (better === undefined) break
    // Parts that the rewrite made are new nodes: they are settled with what is left of the budget.
    e = better.kind === 'call' && !context.done.has(better) ? settleParts(better, context, rounds - round - 1) : better
  }
  return e
}

function settleParts(e: Call, context: Context, rounds: number): Expr {
  if (rounds <= 0) return e
  for (const a of e.args) settle(a, context, rounds)
  return withArgs(e, settled(e, context))
}

/** One strictly cheaper form of a node, or undefined. */
function step(e: Call, origin: Expr | undefined, context: Context): Expr | undefined {
  const before = cost(e, context.costs)
  const simpler = byRule(e, context, before)
  if (simpler !== undefined) return simpler
  const best = cheapest(near(e, context), before, context) ?? (origin ? search(e, origin, before, context) : undefined)
  if (best !== undefined) context.record?.('factor', e, best)
  return best
}

function near(e: Call, { facts, near }: Context): readonly Expr[] {
  if (near.terms <= 0) return []
  const forms = nearForms(e, facts)
  near.terms -= 1 + forms.length
  return forms
}

/** The cheapest of the far forms after each of the most promising was itself simplified. */
function search(e: Call, origin: Expr, before: number, context: Context): Expr | undefined {
  const { polishing, costs, allowance } = context
  if (polishing === undefined || before < CHEAPEST_SEARCHED || e.size > LARGEST_SEARCHED) return undefined
  if (allowance.terms <= 0) return undefined
  const forms = [...new Set(farForms(e, origin, context.facts, allowance))]
    .map((form, k) => ({ form, k, cost: cost(form, costs) }))
    .filter(f => f.cost <= HOPELESS * before)
    .sort((a, b) => a.cost - b.cost || a.k - b.k)
    .slice(0, e.size > LARGE ? NARROW : WIDTH)
    // Rules and near forms have left the node as it is.
    .filter(f => !equal(f.form, e))
  for (const f of forms) allowance.terms -= f.form.size
  const answers = forms.map(f => settle(f.form, polishing, ROUNDS))
  const best = cheapest(answers, before, context)
  if (best === undefined || !gainsPole(e, best)) return best
  return cheapest(
    answers.filter(a => !gainsPole(e, a)),
    before,
    context,
  )
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

/** The first rule that helps: with the node as a whole, or with a power that is a factor of it. */
function byRule(e: Call, context: Context, before: number): Expr | undefined {
  const whole = ruled(e, e, r => r, context, before)
  if (whole !== undefined || e.head !== 'mul' || e.args.length > WIDEST) return whole
  for (const [k, f] of e.args.entries()) {
    if (!isWholePower(f)) continue
    const found = ruled(f, e, r => product(e.args.toSpliced(k, 1, r)), context, before)
    if (found !== undefined) return found
  }
  return undefined
}

/** A rule applied to a part of a node; `put` gives the node with the part replaced. */
function ruled(part: Call, e: Call, put: (r: Expr) => Expr, context: Context, before: number): Expr | undefined {
  const found = applied(
    part,
    context.rulesFor(part),
    c => context.facts.prove(c),
    (rule, made) => {
      const whole = put(made)
      const helps = rule.always ? !equal(whole, e) : cost(whole, context.costs) < before
      return helps ? whole : undefined
    },
  )
  if (found !== undefined) context.record?.(found.rule.name, e, found.result)
  return found?.result
}
