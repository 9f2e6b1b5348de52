/** How what was used is said: names of rules, formulas, fresh names; in text and in LaTeX. */
import { type Expr, rawCall } from '../expr/node.js'
import type { Formula } from './formula.js'
import type { Use } from './line.js'
import { type LineStyle, lineLatex, lineText, type Sign } from './notation.js'
import { type Language, phrase, word } from './words.js'

/** One notation of an explanation: how an expression is put, and how words are. */
export interface Voice {
  readonly language: Language
  readonly expression: (e: Expr) => string
  readonly words: (s: string) => string
}

export const textVoice = (language: Language, sign: Sign): Voice => ({
  language,
  expression: e => lineText(e, sign),
  words: s => s,
})

/** What means something else in TeX; names of functions have no others. */
const SPECIAL = /[_&%$#{}]/g

/** Words stand in `\text`. */
export const latexVoice = (language: Language, style: LineStyle): Voice => ({
  language,
  expression: e => lineLatex(e, { ...style, colour: false }),
  words: s => `\\text{${s.replace(SPECIAL, '\\$&')}}`,
})

/** Words with formulas between dollar signs. */
export const markdownVoice = (language: Language, style: LineStyle): Voice => ({
  language,
  expression: e => `$${lineLatex(e, { ...style, colour: false })}$`,
  words: s => s,
})

/** The name of what was used, with the function or letter that it names. */
export function named(use: Use, { language, words, expression }: Voice): string {
  const chained = use.inner === undefined ? '' : `${phrase('chain', language)}, `
  const [before = '', after] = `${chained}${word(use.id, language)}`.split('#')
  const thing = use.of
  if (after === undefined || thing === undefined) return words(before)
  if (typeof thing === 'string') return words(before + thing + after)
  return [before, after].map(s => (s === '' ? '' : words(s))).join(expression(thing))
}

/** u = x^2. */
export const innerOf = (use: Use): Expr | undefined => use.inner && rawCall('eq', [use.inner.name, use.inner.of])

/** The general formula as an equation. */
export const equationOf = (formula: Formula): Expr => rawCall('eq', [formula.left, formula.right])
