/**
 * All rules, ready for use: the compiled lines, and those that the function table implies (special values, inverse
 * functions). They are unpacked when first asked for, and indexed by the head of their pattern.
 */
import { call } from '../expr/build.js'
import type { Call } from '../expr/node.js'
import type { NamedRow } from '../functions/row.js'
import { allForms, row } from '../functions/table.js'
import { memo } from '../memo.js'
import { parse } from '../parse/parse.js'
import { makeRule, type Rule, unpackRule } from '../rewrite/rule.js'
import { headOf, inverseRule, unpackedByHead, withRules } from './always.js'
import { always, shortening } from './compiled.js'

const unconditional = call('true', [])
let written: ((head: string) => readonly Rule[]) | undefined
const values = new Map<NamedRow, readonly Rule[]>()

/** The rules that may apply to a call: those of its head, special values only where no symbol is left. */
export function rulesFor(e: Call): readonly Rule[] {
  written ??= unpackedByHead([...always(), ...shortening()])
  const lines = written(e.head)
  const r = row(e.head, e.args.length)
  if (r === undefined) return lines
  const inverse = r.inverse === undefined ? [] : [inverseRule(r, r.inverse)]
  const special = e.mask === 0 && r.values !== undefined ? valuesOf(r) : []
  return inverse.length + special.length === 0 ? lines : [...special, ...inverse, ...lines]
}

/** Such a lookup with further rules, which come first. */
export const rulesWith = (more: readonly Rule[]): ((e: Call) => readonly Rule[]) => withRules(more, rulesFor)

/** f(0) = 1, g(0, 0) = 1 and the like; parsed when first needed. */
function valuesOf(r: NamedRow): readonly Rule[] {
  return memo(values, r, () =>
    Object.entries(r.values ?? {})
      .map(([at, value]) =>
        makeRule(`${r.name}_value`, call(r.name, (parse(`[${at}]`) as Call).args), parse(value), unconditional, true),
      )
      .filter(rule => headOf(rule.pattern) === r.name),
  )
}

/** Every rule, written and implied, for tests that go through them all. */
export function allRules(): Rule[] {
  const implied = [...allForms()].flatMap(r => [
    ...valuesOf(r),
    ...(r.inverse === undefined ? [] : [inverseRule(r, r.inverse)]),
  ])
  return [...[...always(), ...shortening()].map(unpackRule), ...implied]
}
