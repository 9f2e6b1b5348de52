/**
 * Several statements without an environment around them: `z = wx + b \\ a = \tanh(z)`, and definitions with commas or `\text{where}`
 * between, `L = (a-y)^2, \quad a = wx + b`. They are read as the lines of one. A comma before anything but a definition is none.
 */

import type { LatexPiece } from './lexer.js'

/** From where to where a sign between two statements stands. */
type Gap = readonly [from: number, to: number]

const NAME = String.raw`\\?[A-Za-z]+|\\(?:hat|bar|tilde|vec|mathbf|mathcal|mathrm|text|boldsymbol)\s*(?:\{\s*\\?[A-Za-z]+\s*\}|\\?[A-Za-z])`
/** `name =`, as far as a definition shows at its beginning. */
const DEFINES = new RegExp(
  String.raw`\s*(?:${NAME})(?:\s*(?:_|\^(?=\s*\{\s*[[(]))\s*(?:\{[^{}]{1,40}\}|\\?[A-Za-z]+|\d))*\s*(?:&\s*)?:?=(?!=)`,
  'y',
)
const SPACE = String.raw`\s|\\[,;:! ]|\\q?quad(?![A-Za-z])|~`
const WORD = String.raw`\\(?:text|mathrm|textrm)\s*\{\s*(?:where|with|and|for)\s*\}`
const GAP = new RegExp(`(?:[,;]|(?=(?:${SPACE})*${WORD}))(?:${SPACE}|${WORD})*`, 'y')
const BREAK = /\\(?:\\(?:\s*\[\s*-?[0-9.]+\s*[a-z]{2}\s*\])?|newline(?![A-Za-z]))(?:\s|&)*/y
const BEGIN = /\\(begin|end)(?![A-Za-z])/y

const endOf = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at
  const found = pattern.exec(text)
  return found === null ? undefined : at + found[0].length
}

/** The gaps between the statements of a formula; none where it is one, or all stands in an environment. */
function gapsOf(text: string, from: number, to: number): readonly Gap[] {
  const isDefinition = endOf(DEFINES, text, from) !== undefined
  const gaps: Gap[] = []
  let depth = 0
  for (let at = from; at < to; ) {
    const sign = text[at] as string
    const edge = sign === '\\' ? endOf(BEGIN, text, at) : undefined
    if (edge !== undefined) depth += text.startsWith('\\begin', at) ? 1 : -1
    else if (/[{([]/.test(sign)) depth++
    else if (/[})\]]/.test(sign)) depth--
    const line = depth === 0 && sign === '\\' ? endOf(BREAK, text, at) : undefined
    const gap = depth === 0 && isDefinition && /[,;\s\\]/.test(sign) ? endOf(GAP, text, at) : undefined
    if (line !== undefined && line < to) gaps.push([at, line])
    else if (gap !== undefined && gap > at && endOf(DEFINES, text, gap) !== undefined) gaps.push([at, gap])
    const last = gaps.at(-1)
    at = last !== undefined && last[0] === at ? last[1] : (edge ?? at + (sign === '\\' ? 2 : 1))
  }
  return gaps
}

/** Where the lines begin or end that no environment is around. */
export const edgeAt = (type: 'begin' | 'end', offset: number): LatexPiece => ({
  type,
  text: '',
  offset,
  value: '',
  style: '',
  size: '',
  spaced: false,
})

/** The gaps as they are passed, piece by piece. */
export class Gaps {
  readonly #all: readonly Gap[]
  #passed = 0
  #isOpen = false

  constructor(text: string, from: number, to: number) {
    this.#all = gapsOf(text, from, to)
  }

  get count(): number {
    return this.#all.length
  }

  /** What a piece there is: its own, the end of a line, or nothing more of one. */
  pass(offset: number): 'piece' | 'break' | 'gap' {
    for (let gap = this.#all[this.#passed]; gap !== undefined && offset >= gap[0]; gap = this.#all[++this.#passed]) {
      if (offset >= gap[1]) this.#isOpen = false
      else {
        const as = this.#isOpen ? 'gap' : 'break'
        this.#isOpen = true
        return as
      }
    }
    return 'piece'
  }
}
