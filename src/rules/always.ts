/**
 * The rules that are always used, since they take a function away: cos(asin(u)) is sqrt(1 - u^2), abs(u) is u for u >= 0. Answers
 * that are laid out as in a textbook use these and no others. They are unpacked when first asked for.
 */
import { call, sym } from '../expr/build.js'
import type { Call, Expr } from '../expr/node.js'
import type { NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { grouped, memo } from '../memo.js'
import { makeRule, type PackedRule, type Rule, unpackRule } from '../rewrite/rule.js'
import { always } from './compiled.js'

export const headOf = (pattern: Expr): string => (pattern.kind === 'call' ? pattern.head : '')

export const groupByHead = (rules: readonly Rule[]): Map<string, Rule[]> => grouped(rules, rule => headOf(rule.pattern))

const NONE: readonly Rule[] = []

/** Packed rules by the head of their pattern; those of one head are unpacked when they are first asked for. */
export function unpackedByHead(rules: readonly PackedRule[]): (head: string) => readonly Rule[] {
  const packed = grouped(rules, ([, pattern]) => (Array.isArray(pattern) ? String(pattern[0]) : ''))
  const unpacked = new Map<string, readonly Rule[]>()
  return head => {
    const old = unpacked.get(head)
    if (old !== undefined) return old
    const lines = packed.get(head)?.map(unpackRule)
    if (lines === undefined) return NONE
    unpacked.set(head, lines)
    return lines
  }
}

/** sin(asin(u)) = u. */
export function inverseRule(r: NamedRow, inverse: string): Rule {
  const u = sym('u')
  return makeRule(`${r.name}_inverse`, call(r.name, [call(inverse, [u])]), u, call('true', []), true)
}

let lines: ((head: string) => readonly Rule[]) | undefined
const withInverse = new Map<NamedRow, readonly Rule[]>()

/** Whether a power of it is a power of a power only with the exponent 1, which says nothing; nor has it a rule as that of e^(2*i*pi*u). */
const isPlainBase = (base: Expr): boolean =>
  base.kind === 'sym' || (base.kind === 'call' && base.args.length > 0 && base.head !== 'pow')

/** Those of the library. */
function alwaysFor(e: Call): readonly Rule[] {
  lines ??= unpackedByHead(always())
  if (e.head === 'pow' && isPlainBase(e.args[0] as Expr)) return NONE
  const r = row(e.head, e.args.length)
  const all = lines(e.head)
  if (r?.inverse === undefined) return all
  const { inverse } = r
  return memo(withInverse, r, () => [inverseRule(r, inverse), ...all])
}

/** A lookup with further rules, which come first. */
export function withRules(own: readonly Rule[], others: (e: Call) => readonly Rule[]): (e: Call) => readonly Rule[] {
  const groups = groupByHead(own)
  return e => {
    const first = groups.get(e.head)
    return first === undefined ? others(e) : [...first, ...others(e)]
  }
}

/** Those of them that may apply to a call, after rules of the caller's own. */
export const alwaysWith = (own: readonly Rule[]): ((e: Call) => readonly Rule[]) => withRules(own, alwaysFor)
