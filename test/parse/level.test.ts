/**
 * The automaton reads what the grammar says and nothing else: that its choices are forced is proved from the table
 * (SLR(1), hence unambiguous), and it agrees with nearley's own parser on random tokens.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { automaton, readLevel, type Start } from '../../src/parse/level.js'
import type { Token, TokenType } from '../../src/parse/syntax.js'
import { allStates, byNearley, conflicts } from './slr.js'

const { rules, terminals } = automaton()
const STARTS: readonly Start[] = ['program', 'expression', 'arguments', 'places', 'list']

describe('the automaton', () => {
  const states = allStates(automaton(), STARTS)

  test('has a state for every rule', () => {
    expect(states.length).toBeGreaterThan(80)
    expect(new Set(states.flatMap(state => state.complete))).toEqual(new Set(rules))
  })

  test('only a kind of text may be empty, and no rule uses it', () => {
    const empty = rules.filter(rule => rule.symbols.length === 0).map(rule => rule.name)
    expect(empty).toEqual(['<list>'])
    expect(rules.filter(rule => rule.symbols.includes('<list>'))).toEqual([])
  })

  test('never has a choice between two rules, or a rule and a token', () => {
    expect(conflicts(automaton(), STARTS)).toEqual([])
  })
})

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
        const theirs = byNearley(automaton(), from, tokens)
        expect(ours.refused === undefined ? -1 : tokens.indexOf(ours.refused)).toBe(theirs.refused)
        expect(ours.complete ? [ours.value] : []).toEqual(theirs.results)
        if (!ours.complete) expect([...ours.expected].sort()).toEqual(theirs.expected)
      }),
      { numRuns: 500 },
    )
  })
})
