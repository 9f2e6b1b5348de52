/**
 * The automaton reads what the grammar says and nothing else: that its choices are forced is proved from the table
 * (SLR(1), hence unambiguous), and it agrees with nearley's own parser on random tokens.
 */
import fc from 'fast-check'
import nearley from 'nearley'
import { describe, expect, test } from 'vitest'
import { automaton, END, type Rule, readLevel, type Start, type State } from '../../src/parse/level.js'
import type { Token, TokenType } from '../../src/parse/syntax.js'

const { rules, terminals, start, next } = automaton()
const STARTS: readonly Start[] = ['program', 'expression', 'arguments', 'places', 'list']
const hasRules = (symbol: string | undefined): symbol is string => symbol?.startsWith('<') === true

function allStates(): State[] {
  const found = new Set<State>(STARTS.map(start))
  for (const state of found) {
    for (const symbol of state.moves.keys()) {
      const target = symbol === END ? undefined : next(state, symbol)
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
function followers(): Map<string, Set<string>> {
  const first = closure(
    new Map(),
    rules.filter(rule => rule.symbols.length > 0).map(rule => [rule.symbols[0] as string, rule.name] as const),
  )
  const follow = new Map(STARTS.map(name => [`<${name}>`, new Set([END])]))
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

describe('the automaton', () => {
  const states = allStates()

  test('has a state for every rule', () => {
    expect(states.length).toBeGreaterThan(80)
    expect(new Set(states.flatMap(state => state.complete))).toEqual(new Set(rules))
  })

  test('only a kind of text may be empty, and no rule uses it', () => {
    const empty = rules.filter(rule => rule.symbols.length === 0).map(rule => rule.name)
    expect(empty).toEqual(['<list>'])
    expect(rules.filter(rule => rule.symbols.includes('<list>'))).toEqual([])
  })

  test('completes one rule in a state at most', () => {
    expect(states.filter(state => state.complete.length > 1)).toEqual([])
  })

  test('never takes a token that may also come after the rule it completes', () => {
    const follow = followers()
    const after = (rule: Rule): string[] => [...(follow.get(rule.name) ?? [])]
    const conflicts = states.flatMap(({ complete, moves }) => complete.flatMap(after).filter(type => moves.has(type)))
    expect(conflicts).toEqual([])
  })
})

/** What nearley's parser makes of the tokens: its results, or the token that it refuses; and what it expects there. */
function byNearley(from: Start, tokens: readonly Token[]) {
  const named = rules.map(({ name, symbols, action }) => ({
    name,
    symbols: symbols.map(symbol => (hasRules(symbol) ? symbol : { type: symbol })),
    postprocess: (parts: unknown[]) => (action ? action(parts) : parts[0]),
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

describe('agrees with nearley on random tokens', () => {
  const likely = ['name', 'number', 'plus', 'times', 'caret', 'sign', 'group', 'semicolon', 'comma', 'branch', 'not']
  const type = fc.oneof(fc.constantFrom(...terminals), fc.constantFrom(...likely))
  /** Each next token is one that can come, so that long readings are reached; `wild` may stand anywhere. */
  const sentence = fc.tuple(fc.array(fc.nat(1000), { maxLength: 14 }), fc.option(type, { freq: 2 }))

  const token = (kind: string, offset: number): Token => ({
    type: kind as TokenType,
    text: kind === 'plus' || kind === 'sign' ? '-+'.charAt(offset % 2) : `${kind}${offset}`,
    offset,
    length: 1,
    syntax: { kind: 'name', name: kind, offset, end: offset + 1 },
  })

  test.each(STARTS)('%s', from => {
    fc.assert(
      fc.property(sentence, ([choices, wild]) => {
        const tokens: Token[] = []
        for (const choice of choices) {
          const { expected } = readLevel(from, tokens)
          const all = expected.length > 0 ? expected : ['plus']
          tokens.push(token(all[choice % all.length] as string, tokens.length))
        }
        if (wild !== null) tokens.push(token(wild, tokens.length))
        const ours = readLevel(from, tokens)
        const theirs = byNearley(from, tokens)
        expect(ours.refused === undefined ? -1 : tokens.indexOf(ours.refused)).toBe(theirs.refused)
        expect(ours.complete ? [ours.value] : []).toEqual(theirs.results)
        if (!ours.complete) expect([...ours.expected].sort()).toEqual(theirs.expected)
      }),
      { numRuns: 500 },
    )
  })
})
