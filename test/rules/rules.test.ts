/**
 * Every rule, sampled over its domain: all points that satisfy its condition, complex ones on and across every branch cut
 * unless the condition demands real ones. Both sides must agree wherever the left one has a value.
 */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compiledRules } from '../../grammar/rules.js'
import { DomainError } from '../../src/errors.js'
import type { Assumptions } from '../../src/expr/assumption.js'
import { call, half, num, sym } from '../../src/expr/build.js'
import { type Call, type Expr, isCall } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { freeSymbols, postorder } from '../../src/expr/walk.js'
import { numericOf } from '../../src/functions/numerics.js'
import type { NamedRow } from '../../src/functions/row.js'
import { row } from '../../src/functions/table.js'
import * as C from '../../src/number/complex.js'
import { instantiate } from '../../src/rewrite/match.js'
import type { Rule } from '../../src/rewrite/rule.js'
import { allRules, rulesFor } from '../../src/rules/library.js'
import { lines } from '../../src/rules/lines.js'
import { simplify } from '../../src/simplify/simplify.js'
import { stableRules } from '../../src/simplify/stable.js'
import { POINTS } from '../cases/trees.js'
import { agree, isDefined, type Point, structure, type Tree, valueAt } from '../cases/value.js'

const rules = allRules()
const REAL = [0, 1e-6, -1e-6, 0.001, -0.5, 0.5, 1, -1, 1.5, -2, 2, 3, -3.25, 7, -12, 40].map(x => C.complex(x))
const INTEGERS = [-6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6].map(x => C.complex(x))
const COMPLEX = [
  ...REAL,
  ...POINTS,
  C.complex(0, 7),
  C.complex(0, -7),
  C.complex(-2, 4),
  C.complex(-2, -4),
  C.complex(1e-4, 1e-4),
  C.complex(0, Math.PI),
]

/** Where a condition of a rule is told to hold; `real` and `integer` are predicates of conditions alone. */
function holds(condition: Tree, at: Point): boolean {
  if (condition.kind !== 'call') throw new Error(`not a condition: ${structure(condition)}`)
  const [a] = condition.args as [Tree]
  switch (condition.head) {
    case 'and':
      return condition.args.every(c => holds(c, at))
    case 'or':
      return condition.args.some(c => holds(c, at))
    case 'not':
      return !holds(a, at)
    case 'real':
      return valueAt(a, at).z.im === 0
    case 'integer': {
      const { z } = valueAt(a, at)
      return z.im === 0 && Number.isInteger(z.re)
    }
    default: {
      const value = valueAt(condition, at)
      return isDefined(value) && value.z.re === 1
    }
  }
}

/** Some functions of the table have no kernel: they are differentiated and printed, but not evaluated. */
function hasNumeric(r: NamedRow): boolean {
  try {
    return numericOf(r) !== undefined
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no-kernel') return false
    throw error
  }
}

function isEvaluable(e: Expr): boolean {
  return postorder(e).every(n => {
    const r = n.kind === 'call' ? row(n.head) : undefined
    return r === undefined || hasNumeric(r)
  })
}

const names = (rule: Rule): string[] => [...freeSymbols([rule.pattern, rule.replacement, rule.condition])].sort()

const MOST_POINTS = 20_000

/**
 * Every combination of values of the variables where the condition holds, or evenly so many of them: exponents named n and m are
 * integers, for they are said to be. Each part of the condition is asked as soon as its variables have values.
 */
function pointsWhere(condition: Expr, variables: readonly string[]): Point[] {
  const parts = isCall(condition, 'and') ? condition.args : [condition]
  const bound = new Set<string>()
  let all: Point[] = [new Map()]
  const open = new Set(parts)
  const ask = (): void => {
    const ready = [...open].filter(part => [...freeSymbols(part)].every(name => bound.has(name)))
    for (const part of ready) {
      open.delete(part)
      all = all.filter(at => holds(part, at))
    }
  }
  ask()
  for (const name of variables) {
    const values = name === 'n' || name === 'm' ? INTEGERS : COMPLEX
    all = all.flatMap(at => values.map(z => new Map([...at, [name, z]])))
    bound.add(name)
    ask()
  }
  const step = Math.max(1, all.length / MOST_POINTS)
  return Array.from({ length: Math.min(all.length, MOST_POINTS) }, (_, k) => all[Math.floor(k * step)] as Point)
}

const describeRule = (r: Rule): string =>
  `${r.name}: ${structure(r.pattern)} -> ${structure(r.replacement)}${isCall(r.condition, 'true') ? '' : ` when ${structure(r.condition)}`}`

describe('soundness', () => {
  it('there are rules', () => expect(rules.length).toBeGreaterThan(60))

  it.each([...rules, ...stableRules()].filter(r => isEvaluable(r.pattern)).map(r => [describeRule(r), r] as const))(
    '%s',
    (_, rule) => {
      const variables = names(rule)
      const domain = pointsWhere(rule.condition, variables)
      const verdicts = { same: 0, different: 0, unclear: 0 }
      const wrong: string[] = []
      for (const at of domain) {
        const [left, right] = [valueAt(rule.pattern, at), valueAt(rule.replacement, at)]
        const verdict = agree(left, right)
        verdicts[verdict]++
        if (verdict === 'different')
          wrong.push(`${JSON.stringify([...at])}: ${JSON.stringify(left)} and ${JSON.stringify(right)}`)
      }
      expect(wrong.slice(0, 5)).toEqual([])
      // A rule whose samples are nearly all undefined has not been tested.
      expect(verdicts.same).toBeGreaterThanOrEqual(variables.length === 0 ? 1 : 8)
      expect(verdicts.same / domain.length).toBeGreaterThan(0.2)
    },
  )

  it('finds what is unsound', () => {
    const u = sym('u')
    const log = (e: Expr): Tree => ({ kind: 'call', head: 'log', args: [e] })
    const power: Tree = log({
      kind: 'call',
      head: 'pow',
      args: [{ kind: 'call', head: 'e', args: [] }, u],
    } as unknown as Expr)
    const differs = COMPLEX.filter(
      z => agree(valueAt(power, new Map([['u', z]])), valueAt(u, new Map([['u', z]]))) === 'different',
    )
    expect(differs.length).toBeGreaterThan(3)
    expect(differs.every(z => z.im > Math.PI || z.im <= -Math.PI)).toBe(true)
  })
})

describe('every rule fires', () => {
  const [a, b, c] = [sym('a'), sym('b'), sym('c')]
  const assumed = (what: 'positive' | 'negative' | 'integer' | 'nonnegative'): Assumptions =>
    new Map(['a', 'b', 'c'].map(name => [name, new Set([what])]))
  const assumptions: Assumptions[] = [
    new Map(),
    assumed('positive'),
    assumed('negative'),
    assumed('integer'),
    assumed('nonnegative'),
  ]
  const bindings = [2, 3, 4].flatMap(n =>
    [b, half, num(-1)].map(
      v =>
        new Map<string, Expr>([
          ['u', a],
          ['v', v],
          ['w', c],
          ['n', num(n)],
          ['m', num(3)],
        ]),
    ),
  )

  it.each(rules.map(r => [describeRule(r), r] as const))('%s', (_, rule) => {
    const fired = assumptions.some(given =>
      bindings.some(binding => {
        const instance = instantiate(rule.pattern, binding)
        const used: string[] = []
        const result = simplify(instance, { assumptions: given, record: name => used.push(name) })
        return used.includes(rule.name) && !equal(result, instance)
      }),
    )
    expect(fired).toBe(true)
  })
})

describe('the library', () => {
  it('compiled.ts is what the lines compile to: run `npm run generate`', () => {
    const file = readFileSync(new URL('../../src/rules/compiled.ts', import.meta.url), 'utf8')
    expect(compiledRules()).toBe(file)
  })

  it('names are unique', () => {
    const written = lines.map(line => line.split(':')[0])
    expect(new Set(written).size).toBe(written.length)
  })

  it('finds the rules of a head', () => {
    const names = rulesFor(call('abs', [sym('a')]) as Call).map(r => r.name)
    expect(names).toContain('abs_of_nonnegative')
    expect(names).not.toContain('pythagoras')
  })

  it('a condition uses only what can be proved', () => {
    const known = new Set([
      'true',
      'and',
      'or',
      'not',
      'real',
      'integer',
      'lt',
      'le',
      'eq',
      'ne',
      'gt',
      'ge',
      'add',
      'mul',
      'pow',
      'abs',
    ])
    const heads = (e: Expr): string[] => (e.kind === 'call' ? [e.head, ...e.args.flatMap(heads)] : [])
    for (const r of rules)
      expect(
        heads(r.condition).filter(h => !known.has(h)),
        r.name,
      ).toEqual([])
  })

  it('a rule that is always used leaves fewer functions, roots, powers, and arguments with i', () => {
    const isPlain = (e: Expr, inside: boolean): boolean =>
      e.kind !== 'call' || ['add', 'mul'].includes(e.head) || (e.args.length === 0 && !(inside && e.head === 'i'))
    const count = (e: Expr, inside = false): number =>
      e.kind === 'call'
        ? e.args.reduce((s, x) => s + count(x, inside || !isPlain(e, inside)), isPlain(e, inside) ? 0 : 1)
        : 0
    for (const r of rules.filter(r => r.always && !r.name.endsWith('_value'))) {
      const [before, after] = [r.pattern, r.replacement].map(e => count(e)) as [number, number]
      expect([r.name, after]).toEqual([
        r.name,
        Math.min(
          after,
          r.name.match(/arcsine|arccosine|arctangent|arsinh|artanh|whole_turns|beta_of|integral_of|polylogarithm_of/)
            ? before + 1
            : before - 1,
        ),
      ])
    }
  })

  it('a replacement has no variable that the pattern lacks', () => {
    for (const r of rules) {
      const bound = freeSymbols(r.pattern)
      expect(
        [...freeSymbols([r.replacement, r.condition])].filter(name => !bound.has(name)),
        r.name,
      ).toEqual([])
    }
  })
})
