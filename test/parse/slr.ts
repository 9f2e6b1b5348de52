/**
 * What is proved of a grammar from its table: that the automaton's choices are forced (SLR(1), hence unambiguous); and what
 * nearley's own parser makes of tokens, to compare with.
 */
import nearley from 'nearley'
import { type Automaton, END, type Rule, type State } from '../../src/parse/level.js'

/** A symbol that has rules, not a type of tokens. */
const hasRules = (symbol: string | undefined): symbol is string => symbol?.startsWith('<') === true

/** All states that can be reached. */
export function allStates({ start, next, number }: Automaton, starts: readonly string[]): State[] {
  const found = new Set<State>(starts.map(start))
  for (const state of found) {
    for (const symbol of state.moves.keys()) {
      const target = symbol === END ? null : next(state, number(symbol))
      if (target) found.add(target)
    }
  }
  return [...found]
}

/** The least sets with `grow(set of a symbol)` for each rule and place; only a start symbol may be empty (tested below). */
function closure(
  seed: Map<string, Set<string>>,
  edges: readonly (readonly [string, string])[],
): Map<string, Set<string>> {
  const of = (symbol: string): Set<string> => {
    const set = seed.get(symbol) ?? new Set()
    seed.set(symbol, set)
    return set
  }
  for (let grown = true; grown; ) {
    grown = false
    for (const [from, to] of edges) {
      for (const item of hasRules(from) ? of(from) : [from]) {
        if (of(to).has(item)) continue
        of(to).add(item)
        grown = true
      }
    }
  }
  return seed
}

/** The types of tokens that may come after each symbol. */
export function followers({ rules }: Automaton, starts: readonly string[]): Map<string, Set<string>> {
  const first = closure(new Map(), firsts(rules))
  const follow = new Map(starts.map(name => [`<${name}>`, new Set([END])]))
  const inherited: [string, string][] = []
  for (const rule of rules) {
    rule.symbols.forEach((symbol, k) => {
      const after = rule.symbols[k + 1]
      if (after === undefined) inherited.push([rule.name, symbol])
      else for (const type of hasRules(after) ? (first.get(after) ?? []) : [after]) inherited.push([type, symbol])
    })
  }
  return closure(
    follow,
    inherited.filter(([, symbol]) => hasRules(symbol)),
  )
}

/** What a symbol may begin with: also the second part of a rule whose first may be empty. */
function firsts(rules: readonly Rule[]): [string, string][] {
  const empty = new Set(rules.filter(rule => rule.symbols.length === 0).map(rule => rule.name))
  return rules.flatMap(({ name, symbols }) => {
    const [first, second] = symbols
    const begins = first === undefined ? [] : [first, ...(empty.has(first) && second !== undefined ? [second] : [])]
    return begins.map((symbol): [string, string] => [symbol, name])
  })
}

/** States that complete two rules, and tokens that a state both takes and may come after the rule that it completes. */
export function conflicts(automaton: Automaton, starts: readonly string[]): string[] {
  const follow = followers(automaton, starts)
  const after = (rule: Rule): string[] => [...(follow.get(rule.name) ?? [])]
  return allStates(automaton, starts).flatMap(({ complete, moves }) => [
    ...(complete.length > 1 ? complete.map(rule => `${rule.name} completed with another`) : []),
    ...complete.flatMap(rule =>
      after(rule)
        .filter(type => moves.has(type))
        .map(type => `${type} after ${rule.name}`),
    ),
  ])
}

/** What nearley's parser makes of the tokens: its results, or the token that it refuses; and what it expects there. */
export function byNearley({ rules }: Automaton, from: string, tokens: readonly { readonly type: string }[]) {
  const named = rules.map(({ name, symbols, action }) => ({
    name,
    symbols: symbols.map(symbol => (hasRules(symbol) ? symbol : { type: symbol })),
    postprocess: (parts: unknown[]) => (action ? action(...parts) : parts[0]),
  }))
  const grammar = nearley.Grammar.fromCompiled({ ParserRules: named as never, ParserStart: `<${from}>` })
  let at = 0
  const lexer = { reset() {}, save: () => ({}), formatError: () => '', next: () => tokens[at++] }
  const parser = new nearley.Parser(grammar, { lexer: lexer as unknown as nearley.Lexer, keepHistory: true })
  let refused = -1
  try {
    parser.feed('')
  } catch {
    refused = at - 1
  }
  const { table, results } = parser as unknown as {
    table: { scannable: { rule: { symbols: { type: string }[] }; dot: number }[] }[]
    results: unknown[] | undefined
  }
  const column = table[refused < 0 ? table.length - 1 : refused]
  const expected = column?.scannable.map(({ rule, dot }) => rule.symbols[dot]?.type ?? '') ?? []
  return { results: refused < 0 ? (results ?? []) : [], refused, expected: [...new Set(expected)].sort() }
}
