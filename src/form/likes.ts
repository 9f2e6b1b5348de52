/** Like terms in the sums of a problem: nobody repeats w*x + b + w + w*x + b in an answer, where it is 2*w*x + 2*b + w. */
import { isCondition } from '../expr/kind.js'
import { type Expr, isCall, sym, termsOf } from '../expr/node.js'
import { fold, postorder } from '../expr/walk.js'
import { SIGN, withOperands } from '../expr/written.js'
import type { Domain } from '../simplify/facts.js'
import { Draft } from './draft.js'
import { Habits, type Order } from './habits.js'
import { isIdle, withoutIdle } from './idle.js'

/** Whether a sum as it is written has more terms than its value. Of measured numbers no sum is taken: 1 + 0.05/12. */
function repeats(e: Expr, habits: Habits): boolean {
  if (!isCall(e, SIGN.plus)) return false
  const terms = termsOf(habits.canonical(e))
  if (terms.some(t => t.kind === 'num' && t.decimal)) return false
  return e.args.reduce((n, a) => n + countOf(isCall(a, SIGN.minus) ? (a.args[0] as Expr) : a), 0) > terms.length
}

const countOf = (e: Expr): number => (isCall(e, SIGN.plus) ? e.args.length : 1)

/** A problem with the like terms of some of its sums collected. */
function withLikesCollected(problem: Expr, sums: ReadonlySet<Expr>, draft: Draft): Expr {
  return fold<Expr>(problem, (e, args) => {
    const own = withOperands(e, args)
    return sums.has(e) ? draft.written(draft.of(own)) : own
  })
}

/** Larger problems, in distinct parts, are answered in canonical form. */
export const LARGEST = 200

/** What a problem has, idle numbers left out and like terms collected in its sums; undefined where it is too large. */
export function habitsOf(
  given: Expr,
  {
    domain = 'real',
    order,
    values,
  }: { readonly domain?: Domain; readonly order?: Order; readonly values?: Map<Expr, Expr> },
): Habits | undefined {
  if (isCondition(given) || isCall(given, 'list')) return undefined
  const all = postorder(given)
  if (all.length > LARGEST) return undefined
  const problem = all.some(isIdle) ? withoutIdle(given) : given
  const parts = problem === given ? all : postorder(problem)
  const habits = new Habits(problem, domain, order, parts, values)
  const repeating = habits.valueless ? [] : parts.filter(e => repeats(e, habits))
  if (repeating.length === 0) return habits
  const draft = Draft.of(sym('x'), habits, e => e)
  const plain = withLikesCollected(problem, new Set(repeating), draft)
  return new Habits(plain, domain, order, postorder(plain), values)
}
