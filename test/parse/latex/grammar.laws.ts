/** grammar/latex.ne is compiled and unambiguous, by the same proofs as the grammar of the other language. */

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FluxionError } from '../../../src/errors.js'
import { RULES } from '../../../src/parse/latex/grammar.js'
import { latexAutomaton, parseLevel } from '../../../src/parse/latex/level.js'
import { readLatex } from '../../../src/parse/latex/read.js'
import type { LatexToken, LatexTokenType } from '../../../src/parse/latex/token.js'
import { parse } from '../../../src/parse/parse.js'
import { runs } from '../../cases/runs.js'
import { allStates, byNearley, conflicts } from '../slr.js'

const STARTS = ['program', 'expression', 'script', 'arguments', 'cases', 'matrix', 'lines']

test('src/parse/latex/grammar.ts is what grammar/latex.ne compiles to', async () => {
  const url = new URL('../../../grammar/generate.mjs', import.meta.url).href
  const { generate } = (await import(url)) as { generate: (grammar: string) => string }
  const file = new URL('../../../src/parse/latex/grammar.ts', import.meta.url)
  expect(readFileSync(file, 'utf8')).toBe(generate('latex'))
})

test('no list of the grammar is right recursive', () => {
  expect(RULES.filter(([name, symbols]) => symbols !== name && symbols.endsWith(` ${name}`))).toEqual([])
})

describe('the automaton', () => {
  const automaton = latexAutomaton()

  test('has a state for every rule', () => {
    const states = allStates(automaton, STARTS)
    expect(states.length).toBeGreaterThan(100)
    expect(new Set(states.flatMap(state => state.complete))).toEqual(new Set(automaton.rules))
  })

  test('only an argument may be empty', () => {
    expect(automaton.rules.filter(rule => rule.symbols.length === 0).map(rule => rule.name)).toEqual(['<entry>'])
  })

  test('never has a choice between two rules, or a rule and a token', () => {
    expect(conflicts(automaton, STARTS)).toEqual([])
  })
})

describe('agrees with nearley on random tokens', () => {
  const { terminals } = latexAutomaton()
  const likely = ['name', 'number', 'plus', 'times', 'beside', 'next', 'operator', 'superscript', 'group', 'derivative']
  const type = fc.oneof(fc.constantFrom(...terminals), fc.constantFrom(...likely))
  const sentence = fc.tuple(fc.array(fc.nat(1000), { maxLength: 14 }), fc.option(type, { freq: 2 }))
  const token = (kind: string, offset: number): LatexToken => ({
    type: kind as LatexTokenType,
    text: kind === 'plus' || kind === 'sign' ? '-+'.charAt(offset % 2) : `${kind}${offset}`,
    offset,
    length: 1,
    syntax: kind === 'arguments' ? [] : { kind: 'name', name: kind, offset, end: offset + 1 },
  })

  test.each(STARTS)('%s', from => {
    fc.assert(
      fc.property(sentence, ([choices, wild]) => {
        const tokens: LatexToken[] = []
        for (const choice of choices) {
          const { expected } = parseLevel(from, tokens)
          const all = expected.length > 0 ? expected : ['plus']
          tokens.push(token(all[choice % all.length] as string, tokens.length))
        }
        if (wild !== null) tokens.push(token(wild, tokens.length))
        const ours = parseLevel(from, tokens)
        const theirs = byNearley(latexAutomaton(), from, tokens)
        expect(ours.refused === undefined ? -1 : tokens.indexOf(ours.refused)).toBe(theirs.refused)
        expect(ours.complete ? [ours.value] : []).toEqual(theirs.results)
      }),
      runs(30),
    )
  })
})

describe('one text, one reading', () => {
  const words =
    "x|2|10|.5|\\sin|\\ln|\\log_2|f|\\foo|\\sigma|J_|(|)|[|]|\\{|\\}|\\left(|\\right)|\\left.|\\right.|||\\left||\\right||{|}|{}|^|^{|_|_{|+|-|\\cdot|/|=|<|\\le|!|,|;|\\mid|.|&|\\\\|\\frac|\\frac{|\\sqrt|\\sqrt[|\\binom|\\over|\\begin{cases}|\\end{cases}|\\begin{matrix}|\\end{matrix}|\\begin{aligned}|\\end{aligned}|\\text{if }|\\text{otherwise}|\\mathrm{d}|\\mathrm{rate}|\\operatorname{erf}|d|\\partial|\\frac{d}{dx}|\\partial_x|'|\\prime|\\,|~|$|\\[|\\]|%|\\pi|e|i|\\infty|\\bmod|\\land|\\Gamma|\\ud800|\0|__proto__|\\constructor|²".split(
      '|',
    )

  /** An ambiguous grammar or a forgotten case raises a plain `Error`, which this would let through. */
  test('random soups of pieces are read or refused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('|', '\\left|', '\\right|', ...words), { maxLength: 14 }).map(all => all.join('')),
        text => {
          try {
            parse(text, { syntax: readLatex })
          } catch (error) {
            if (!(error instanceof FluxionError)) throw error
          }
        },
      ),
      runs(800),
    )
  })

  test('any text at all is read or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), text => {
        try {
          parse(text, { syntax: readLatex })
        } catch (error) {
          if (!(error instanceof FluxionError)) throw error
        }
      }),
      runs(200),
    )
  })
})
