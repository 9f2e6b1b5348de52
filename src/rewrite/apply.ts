/** Rules applied from the leaves up, without choosing: the first that matches a node and whose condition is proved. */
import { type Call, type Expr, mapped, some } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder, someCall, withArgs } from '../expr/walk.js'
import { instantiate, matchTop } from './match.js'
import { heads, type Rule } from './rule.js'

/** How often one node may change. */
const ROUNDS = 6

/** Whether a condition holds: true, false, or undefined for unknown. */
export type Prover = (condition: Expr) => boolean | undefined

/** The expression after all rules, but for what is `kept` in it; rules that are not always used must make it smaller. */
export function rewritten(
  e: Expr,
  rulesFor: (e: Call) => readonly Rule[],
  prove: Prover,
  kept: readonly Expr[] = [],
): Expr {
  if (!someCall(e, c => mayApply(c, rulesFor(c)))) return e
  const changed = new Map<Expr, Expr>(kept.map(k => [k, k]))
  for (const node of postorder(e, c => !changed.has(c))) {
    if (node.kind !== 'call' || changed.has(node)) continue
    let result = withArgs(
      node,
      mapped(node.args, a => changed.get(a) ?? a),
    )
    for (let round = 0; round < ROUNDS && result.kind === 'call'; round++) {
      const next = step(result, rulesFor(result), prove)
      if (next === undefined) break
      result = next
    }
    changed.set(node, result)
  }
  return changed.get(e) ?? e
}

const mayApply = (e: Call, rules: readonly Rule[]): boolean => {
  if (rules.length === 0) return false
  const present = heads(e)
  return some(rules, rule => (rule.heads & present) === rule.heads)
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
