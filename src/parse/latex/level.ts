/**
 * An open level of LaTeX: what stands between two braces, brackets, or `\begin` and `\end`, its tokens so far, and what has
 * been seen of the product that is being read, for what follows may then be ambiguous. Levels wait on a stack, not in the
 * parser, so that depth costs no recursion.
 */

import { makeAutomaton, type Outcome, readLevel } from '../level.js'
import type { Problem } from '../problem.js'
import type { Syntax } from '../syntax.js'
import { RULES } from './grammar.js'
import type { LatexPiece } from './lexer.js'
import type { LatexScope } from './scope.js'
import type { Place } from './syntax.js'
import type { LatexToken, LatexTokenType } from './token.js'

/** What a level is for. */
export type Purpose =
  | 'program'
  | 'group'
  | 'argument'
  | 'accent'
  | 'degree'
  | 'superscript'
  | 'subscript'
  | 'bracket'
  | 'environment'

/** A command or script that waits for what it applies to. */
export interface Pending {
  readonly piece: LatexPiece
  readonly need: number
  readonly args: Argument[]
  readonly degree: Argument | undefined
  /** Whether a degree in square brackets may come first. */
  readonly takesDegree: boolean
}

/** What a command applies to. */
export interface Argument {
  readonly syntax: Syntax
  readonly tokens: readonly LatexToken[]
  readonly entrywise?: boolean
  readonly offset: number
  readonly length: number
}

export class LatexLevel {
  readonly purpose: Purpose
  /** The brace, bracket or `\begin` itself; undefined for the whole text. */
  readonly open: LatexPiece | undefined
  /** Closes by itself after one token: `x^2`, `\frac12`. */
  readonly single: boolean
  readonly tokens: LatexToken[] = []
  pending: Pending | undefined
  /** `{a \over b}`: the command in the middle. */
  divider: LatexPiece | undefined
  /** The name or operator right before a bracket. */
  applied: LatexToken | undefined
  /** Of a superscript: it begins with a mark of what goes entry by entry, `A^{\circ 2}`. */
  entrywise = false
  /** Primes in a superscript: `f^{\prime\prime}`. */
  primes = ''
  /** The sign of an integral came. */
  integral = false
  /** The names used in the lines of an environment so far. */
  readonly used: Set<string>[] = []
  /** The start symbol of the grammar. */
  start: string

  // Of the product that is being read:
  slash = false
  /** An operator without brackets came, and how many others right behind it. */
  operators = 0
  /** A derivative came; `bracket` when a bracket was the first thing behind it. */
  derivative: 'none' | 'open' | 'bracket' = 'none'

  constructor(purpose: Purpose, open: LatexPiece | undefined, start: string, single = false) {
    this.purpose = purpose
    this.open = open
    this.start = start
    this.single = single
  }

  get last(): LatexToken | undefined {
    return this.tokens.at(-1)
  }

  /** The operator that what comes now is the argument of. */
  get operatorBefore(): LatexToken | undefined {
    const last = this.tokens.at(-1)
    const token = last?.type === 'superscript' ? this.tokens.at(-2) : last
    return token?.type === 'operator' ? token : undefined
  }

  /** A new factor after a written product. */
  nextFactor(slash: boolean): void {
    this.slash = slash
    this.operators = 0
  }

  /** A new term. */
  nextTerm(): void {
    this.nextFactor(false)
    this.derivative = 'none'
  }
}

let made: ReturnType<typeof makeAutomaton> | undefined

/** The automaton of grammar/latex.ne; made when it is first wanted. */
export function latexAutomaton(): ReturnType<typeof makeAutomaton> {
  made ??= makeAutomaton(RULES)
  return made
}

export const parseLevel = (start: string, tokens: readonly LatexToken[]): Outcome<LatexToken> =>
  readLevel(start, tokens, latexAutomaton())

/** A place in the text with what is wrong there. */
export const problemAt = (place: Place, code: string, message: string, hint?: string): Problem => ({
  code,
  offset: place.offset,
  length: place.length,
  message,
  hint,
})

/** What a piece looks like in a message about its place. */
export const placeOf = ({ offset, text }: LatexPiece): Place => ({ offset, length: text.length })

/** Where something stands. */
export interface Span {
  readonly offset: number
  readonly length: number
}

/** A reading under way, as those see it who read a part: the open levels, and what can be done with them. */
export interface LatexReader {
  readonly source: string
  readonly scope: LatexScope
  readonly top: LatexLevel
  /** The level around the top one. */
  readonly around: LatexLevel | undefined
  readonly operandBefore: boolean
  open(purpose: Purpose, piece: LatexPiece | undefined, start: string, single?: boolean): LatexLevel
  /** Takes the top level off, read by the grammar; `place` is where it ends. */
  close(place: Span): readonly [LatexLevel, unknown]
  /** Takes the top level off, unread. */
  drop(): void
  /** The syntax of tokens taken out of a level. */
  expression(tokens: readonly LatexToken[], place: Span): Syntax
  /** Raises the leftmost problem: an earlier one in a level that is still open, else the one given. */
  fail(problem: Problem): never
  push(type: LatexTokenType, place: Span, rest?: Partial<LatexToken>): void
  /** Puts the product that is implied before an operand, and sees whether it is clear. */
  multiply(place: Span, type?: 'beside' | 'next', spaced?: boolean): void
  take(piece: LatexPiece): void
  /** A piece where nothing waits for an argument. */
  piece(piece: LatexPiece): void
}
