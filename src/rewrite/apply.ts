/** Rules applied from the leaves up, without choosing: the first that matches a node and whose condition is proved. */
import type { Call, Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { fold, withArgs } from '../expr/walk.js'
import { instantiate, matchTop } from './match.js'
import { heads, type Rule } from './rule.js'

/** How often one node may change. */
const ROUNDS = 6

/** Whether a condition holds: true, false, or undefined for unknown. */
export type Prover = (condition: Expr) => boolean | undefined

/** The expression after all rules; those that are not always used must make it smaller. */
export function rewritten(e: Expr, rulesFor: (e: Call) => readonly Rule[], prove: Prover): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== 'call') return node
    let result = withArgs(node, args)
    for (let round = 0; round < ROUNDS && result.kind === 'call'; round++) {
      const next = step(result, rulesFor(result), prove)
      if (next === undefined) break
      result = next
    }
    return result
  })
}

const step = (e: Call, rules: readonly Rule[], prove: Prover): Expr | undefined =>
  applied(e, rules, prove, (rule, made) => {
    const helps = rule.always ? !equal(made, e) : made.size < e.size
    return helps ? made : undefined
  })?.result

/**
 * The first rule that matches an expression, whose condition is proved, and whose result is taken; `take` answers what becomes of the
 * result, or undefined where another match, or rule, is to be tried.
 */
export function applied(
  e: Call,
  rules: readonly Rule[],
  prove: Prover,
  take: (rule: Rule, made: Expr) => Expr | undefined,
): { readonly rule: Rule; readonly result: Expr } | undefined {
  if (rules.length === 0) return undefined
  const present = heads(e)
  for (const rule of rules) {
    if ((rule.heads & present) !== rule.heads) continue
    let result: Expr | undefined
    matchTop(rule.pattern, e, m => {
      if (prove(instantiate(rule.condition, m.binding)) !== true) return false
      result = take(rule, m.restore(instantiate(rule.replacement, m.binding)))
      return result !== undefined
    })
    if (result !== undefined) return { rule, result }
  }
  return undefined
}
