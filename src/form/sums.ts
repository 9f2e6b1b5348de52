/**
 * The derivative of a sum over an index, or of an integral between bounds that do not move: its body as it is laid out, before the sign
 * what all terms of it have and what does not depend on the index, the minus sign too. The value is that of the canonical derivative.
 */
import type { Step } from '../diff/calculus.js'
import { binderOf } from '../expr/binders.js'
import { bindingOf, dependsOn } from '../expr/binding.js'
import { call } from '../expr/build.js'
import { type Call, isCall } from '../expr/node.js'
import { shared } from './content.js'
import type { Draft } from './draft.js'
import { dividedBy, exponentOf, type Factor, negatedTerm, type Sum, times, valueOfSum, withFactors } from './term.js'

/** The sum of the derivatives `d` of its parts, the body last; undefined for other calls, and where the body is a constant. */
export function underTheSign(e: Call, d: readonly Sum[], draft: Draft): Step<Sum> | undefined {
  const binding = bindingOf(e)
  const row = binding && binderOf(binding.head)
  const [, dFrom, dTo, body] = d
  if (binding === undefined || !row?.isLinear || body === undefined || dFrom?.length !== 0 || dTo?.length !== 0)
    return undefined
  const { variable, from, to } = binding
  if (!dependsOn(valueOfSum(body), variable)) return undefined
  const stays = ({ unit, exponent }: Factor): boolean =>
    !dependsOn(unit.value, variable) &&
    !dependsOn(exponent, variable) &&
    body.every(t => exponentOf(unit, t) !== undefined)
  const all = shared(body)
  const before = withFactors(all, all.factors.filter(stays))
  // mu - x[i] is -(x[i] - mu) where the problem has that.
  const inside = draft.bracket(dividedBy(body, before))
  const front = inside.above.sign() < 0 ? negatedTerm(before) : before
  const rest = inside.above.sign() < 0 ? [negatedTerm(inside)] : [inside]
  const value = call(e.head, [variable, draft.canonical(from), draft.canonical(to), valueOfSum(rest)])
  if (!isCall(value, e.head)) return undefined
  const sum = draft.whole('call', value, row.written([variable, from, to, draft.written(rest)]))
  return { rule: row.rule, value: [times(front, sum)] }
}
