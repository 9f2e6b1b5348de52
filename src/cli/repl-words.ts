/**
 * A line of a session as the arguments of the command line. Blanks part words, except in quotes, in brackets, and beside an operator:
 * `diff x + y x` has the expression `x + y`. A line that begins with no verb is one expression.
 */

import { isJoined } from '../parse/lines.js'
import { verbNamed } from './arguments.js'

export interface Line {
  /** The name of a verb of the command line, if the line begins with one. */
  readonly verb: string | undefined
  /** What stands after it, options apart; without a verb the whole expression. */
  readonly words: readonly string[]
  /** From the first word with two dashes on. */
  readonly options: readonly string[]
}

export function lineOf(text: string): Line {
  const words = wordsOf(text.trim())
  const at = words.findIndex(isFlag)
  const [plain, options] = at < 0 ? [words, []] : [words.slice(0, at), words.slice(at)]
  const [first = ''] = plain
  const isVerb = (plain.length > 1 || first === 'help') && (verbNamed(first) !== undefined || first === 'help')
  if (isVerb)
    return { verb: first, words: joined(plain.slice(1)).map(unquoted), options: joined(options).map(unquoted) }
  return { verb: undefined, words: plain.length === 0 ? [] : [plain.join(' ')], options: joined(options).map(unquoted) }
}

const isFlag = (word: string): boolean => /^--[a-z]/u.test(word)

/** Words that an operator joins. */
function joined(words: readonly string[]): string[] {
  const found: string[] = []
  for (const word of words) {
    const last = found.at(-1)
    const apart = last === undefined || isFlag(word) || isFlag(last) || isQuoted(word) || isQuoted(last)
    if (apart || !isJoined(last, word)) found.push(word)
    else found[found.length - 1] = `${last} ${word}`
  }
  return found
}

/** Words at blanks outside of brackets and quotes. A quote within a word is a transpose or a derivative. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  let word = ''
  let depth = 0
  let quote = ''
  for (const c of text) {
    if (quote !== '') quote = c === quote ? '' : quote
    else if ((c === '"' || c === "'") && /^(?:--[a-z-]+=)?$/u.test(word)) quote = c
    else if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth--
    if (/\s/u.test(c) && depth <= 0 && quote === '') {
      if (word !== '') words.push(word)
      word = ''
    } else word += c
  }
  return word === '' ? words : [...words, word]
}

const isQuoted = (word: string): boolean => /^(["']).*\1$/su.test(word)
const unquoted = (word: string): string => word.replace(/^((?:--[a-z-]+=)?)(["'])(.*)\2$/su, '$1$3')
