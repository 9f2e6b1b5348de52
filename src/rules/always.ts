/**
 * The rules that are always used, since they take a function away: cos(asin(u)) is sqrt(1 - u^2), abs(u) is u for u >= 0. Answers
 * that are laid out as in a textbook use these and no others. They are unpacked when first asked for.
 */
import { call, sym } from '../expr/build.js'
import type { Call, Expr } from '../expr/node.js'
import type { NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { makeRule, type Rule, unpackRule } from '../rewrite/rule.js'
import { always } from './compiled.js'

export const headOf = (pattern: Expr): string => (pattern.kind === 'call' ? pattern.head : '')

export function groupByHead(rules: readonly Rule[]): Map<string, Rule[]> {
  const groups = new Map<string, Rule[]>()
  for (const rule of rules) {
    const head = headOf(rule.pattern)
    const group = groups.get(head)
    if (group) group.push(rule)
    else groups.set(head, [rule])
  }
  return groups
}

/** sin(asin(u)) = u. */
export function inverseRule(r: NamedRow, inverse: string): Rule {
  const u = sym('u')
  return makeRule(`${r.name}_inverse`, call(r.name, [call(inverse, [u])]), u, call('true', []), true)
}

let unpacked: Map<string, Rule[]> | undefined
const withInverse = new Map<NamedRow, readonly Rule[]>()
const NONE: readonly Rule[] = []

/** Those of the library. */
function alwaysFor(e: Call): readonly Rule[] {
  unpacked ??= groupByHead(always.map(unpackRule))
  const lines = unpacked.get(e.head) ?? NONE
  const r = row(e.head, e.args.length)
  if (r?.inverse === undefined) return lines
  const old = withInverse.get(r)
  if (old !== undefined) return old
  const rules = [inverseRule(r, r.inverse), ...lines]
  withInverse.set(r, rules)
  return rules
}

/** Those of them that may apply to a call, after rules of the caller's own. */
export function alwaysWith(own: readonly Rule[]): (e: Call) => readonly Rule[] {
  const groups = groupByHead(own)
  return e => {
    const first = groups.get(e.head)
    return first === undefined ? alwaysFor(e) : [...first, ...alwaysFor(e)]
  }
}
