/**
 * Advice for the reader: what refusals say beside what is wrong. The whole library puts it in before it does anything (calls/language.ts, advisor.ts);
 * where it is not, refusals have the same codes and places, and say no more than what is wrong.
 */

import type { Level } from './bracket.js'
import type { Declared } from './declared.js'
import type { HINTS } from './hints.js'
import type { Piece } from './lexer.js'
import { givePhrases, type Problem } from './problem.js'
import type { Sequence, Token } from './syntax.js'

/** What some would read differently, by the place in the text; undefined where nobody would. */
/** The logistic function by its letter, or that this is in doubt. */
export type Logistic = { readonly head: string } | { readonly problem: Problem }

export interface Misreadings {
  product(tokens: readonly Token[], piece: Piece, source: string): readonly (Problem | undefined)[]
  lines(end: Piece): Problem
  firstPower(tokens: readonly Token[], piece: Piece): Problem | undefined
  leftArrow(levels: readonly Level[], piece: Piece, ahead: Piece | undefined): Problem | undefined
  productWithNumber(piece: Piece, name: string, source: string, offset: number, declared: Declared): Problem | undefined
  logistic(piece: Piece, name: string, source: string, declared: Declared): Logistic | undefined
  likeConstant(piece: Piece, name: string, declared: Declared): Problem | undefined
  asDerivative(offset: number, written: string, by: string): Problem | undefined
  likeProduct(piece: Piece, name: string, declared: Declared): Problem | undefined
}

export interface Advice {
  /** A text without what it is carried in. */
  unwrapped(text: string): string
  /** The name behind the module of a program and a point, where it is one of ours, and where it ends. */
  member(source: string, module: Piece): { readonly name: string; readonly end: number } | undefined
  /** Of a whole text, as it is put. */
  phrase(text: string): string | undefined
  /** Of a character that the language does not have. */
  character(character: string): string | undefined
  /** Of such a character behind a token. */
  beside(piece: Piece, last: Token | undefined, declared: Declared): string | undefined
  /** Of a token that does not fit, the one at that place; `expected` are the types that could have come. */
  token(tokens: readonly Token[], at: number, expected: readonly string[]): string | undefined
  /** What types of tokens are called, without repetitions. */
  types(expected: readonly string[]): readonly string[]
  /** Of a name that nobody knows. */
  name(name: string, declared: Declared | undefined): string
  /** Of a name of another language before a square bracket; `meant` is a function of ours that it may be. */
  square(name: string, meant: string | undefined): string | undefined
  /** What to write instead of a word of English or of a program. */
  word(word: string): string | undefined
  /** Where a refusal has that code: of a text, and of the tokens about it. */
  refusal(code: string, text: string, tokens: readonly Token[]): string | undefined
  /** Where a text may be meant in two ways. */
  readonly hints: typeof HINTS
  /** What is read, and what some would read differently. */
  readonly misreadings: Misreadings
  /** How many arguments there are to be; `offset` is where there are too few or too many. */
  count(level: Level, offset: number): string
  /** Of a piece of declarations that does not fit, with the pieces beside it and the words that could stand there. */
  declaration(
    text: string,
    before: string | undefined,
    after: string | undefined,
    words: readonly string[],
  ): string | undefined
  /** Of the arguments of a sum or an integral. */
  binder(
    name: string,
    args: Sequence,
    matrices: Declared['matrices'],
  ): { readonly message: string; readonly hint: string }
}

let given: Advice | undefined

export function giveAdvice(advice: Advice): void {
  given = advice
  givePhrases(advice.phrase)
}

export const advice = (): Advice | undefined => given
