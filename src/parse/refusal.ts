/**
 * Why a token does not fit: the problem to report for the first token that the grammar cannot take, from the token,
 * what stands before it, and what the grammar could have taken. The sentences are here, the places in reader.ts.
 */

import { advice } from './advice.js'
import type { Level } from './bracket.js'
import { codePoint } from './characters.js'
import type { Declared } from './declared.js'
import type { Outcome } from './level.js'
import { canonicalName, type Piece } from './lexer.js'
import { applied, LEVELS } from './nesting.js'
import { type Problem, quoted } from './problem.js'
import { OPERAND_ENDS, TOKENS, type Token } from './syntax.js'

type Fault = Pick<Problem, 'code' | 'message' | 'hint'>

/** The problem of `token`, the first among `tokens` that does not fit. */
export function refusal(token: Token, tokens: readonly Token[], expected: readonly string[]): Problem {
  const at = tokens.indexOf(token)
  const isBracket = token.syntax !== undefined
  const place = { offset: token.offset, length: isBracket ? 1 : token.length }
  const fault =
    afterFunction(token, tokens.slice(0, at)) ?? inRow(token, tokens, at) ?? unexpected(token, tokens, at, expected)
  return { ...place, ...fault, ...couldCome(expected) }
}

const couldCome = (expected: readonly string[]): Pick<Problem, 'expected'> => ({ expected: advice()?.types(expected) })

/** With the advice for what is so wrong, of `text` and the tokens up to it and behind. */
const fault = (code: string, message: string, text: string, tokens: readonly Token[] = []): Fault => ({
  code,
  message,
  hint: advice()?.refusal(code, text, tokens),
})

/** A name of a function that is not followed by its brackets. */
const withoutBrackets = (name: string, token?: Token): Fault =>
  fault('function-without-brackets', `the argument of ${name} must stand in brackets`, name, token && [token])

/** A function, perhaps raised to a power, and then something else than its brackets. */
function afterFunction(token: Token, before: readonly Token[]): Fault | undefined {
  const last = before.at(-1)
  const raised = last?.type === 'caret' && before.at(-2)?.type === 'function'
  const name = (raised ? before.at(-2) : applied(before))?.text
  if (name === undefined) return undefined
  const inverted = token.type === 'inverse' ? last?.type === 'function' : raised && token.type === 'sign'
  if (inverted) return fault('ambiguous-inverse', `${name}^-1 may be the inverse function or 1/${name}`, name)
  if (!raised || token.type !== 'group') return withoutBrackets(name, last?.type === 'superscript' ? last : token)
  const hint = advice()?.refusal('power', name, [])
  return { code: 'function-without-brackets', message: `a power of ${name} is ambiguous here`, hint }
}

/** Two tokens that do not go together. */
function inRow(token: Token, tokens: readonly Token[], at: number): Fault | undefined {
  const last = tokens[at - 1]
  if (last === undefined) return undefined
  if (token.type === 'factorial' && last.type === 'factorial')
    return fault('ambiguous-factorial', '!! may be a factorial of a factorial or a double factorial', '')
  if (token.type === 'number') return afterOperand(token, last, tokens.slice(at - 1, at + 3))
  if (token.type === 'name' || token.type === 'function') return gluedName(token, last)
  const raises =
    token.type === 'caret' || token.type === 'superscript' || token.type === 'inverse' || token.type === 'factorial'
  if (raises && OPERAND_ENDS.has(last.type)) return fault('ambiguous-power', 'it is not clear what this applies to', '')
  return undefined
}

function afterOperand(token: Token, last: Token, around: readonly Token[]): Fault | undefined {
  if (!OPERAND_ENDS.has(last.type)) return undefined
  const message = last.type === 'number' ? 'two numbers stand in a row' : 'a number follows without an operator'
  return fault('unexpected-number', message, token.text, around)
}

/** A name glued to a number, `0x10`, `1_000`, or a subscript to what has none, `(x*y)_x`. */
function gluedName(token: Token, last: Token): Fault | undefined {
  if (!OPERAND_ENDS.has(last.type)) return undefined
  const what = last.type === 'number' ? 'is not part of a number' : 'is a subscript, and only names have subscripts'
  return fault('unexpected-name', `${quoted(token.text)} ${what}`, token.text, [last])
}

function unexpected(token: Token, tokens: readonly Token[], at: number, expected: readonly string[]): Fault {
  const found = token.text === '' ? 'an expression' : quoted(token.text)
  return {
    code: `unexpected-${TOKENS[token.type]}`,
    message: `${found} does not fit here`,
    hint: advice()?.token(tokens, at, expected),
  }
}

/** A closing bracket that closes nothing, the wrong bracket, or an unfinished level. */
export function wrongCloser(
  level: Level,
  outcome: Outcome,
  piece: Piece,
  matches: boolean,
  ahead: Piece | undefined,
): Problem {
  if (outcome.refused) return refusal(outcome.refused, level.tokens, outcome.expected)
  const place = { offset: piece.offset, length: piece.text.length }
  const found = quoted(piece.text)
  const last = level.tokens.at(-1)
  if (!outcome.complete) {
    if (last?.type === 'function') return { ...place, ...withoutBrackets(last.text) }
    const empty = matches && level.type === 'arguments' && level.tokens.length === 0
    const code = empty ? 'argument-count' : closerCode(piece)
    const message = empty ? 'a function needs an argument' : `${found} comes too early`
    return { ...place, code, message, ...couldCome(outcome.expected) }
  }
  // `std::exp(x)`, `x::float`.
  const written = ahead?.type === 'colon' && ahead.offset === piece.offset + 1 ? '::' : piece.text
  if (level.open === undefined) {
    const code = piece.type === 'colon' ? 'unexpected-operator' : 'unmatched-bracket'
    return { ...place, ...fault(code, `${quoted(written)} closes nothing`, written, level.tokens) }
  }
  const code =
    level.type === 'bars' ? 'unclosed-bar' : piece.type === 'colon' ? 'unexpected-operator' : 'mismatched-bracket'
  const message = `${found} does not close the ${quoted(level.open.text)} at ${level.open.offset}`
  return { ...place, ...fault(code, message, written, level.tokens) }
}

const closerCode = (piece: Piece): string => (piece.type === 'colon' ? 'unexpected-operator' : 'unexpected-bracket')

/** The problem of a character that no token begins with, with advice from what stands before it. */
export function strayCharacter(piece: Piece, before: readonly Token[], declared: Declared): Problem {
  const problem = unknownCharacter(piece)
  const sum = piece.text.startsWith('_{') ? /^(?:sum|prod)$/.exec(before.at(-1)?.text ?? '')?.[0] : undefined
  const hint = sum === undefined ? advice()?.beside(piece, before.at(-1), declared) : advice()?.hints.binder(sum, 'i')
  return hint === undefined ? problem : { ...problem, hint }
}

/** The problem of a character that is in no token, or of a letter that no name can have. */
export function unknownCharacter(piece: Piece): Problem {
  const subscript = piece.text.startsWith('_{')
  const at = piece.type === 'error' ? Number(subscript) : badLetter(piece.text)
  const character = String.fromCodePoint(piece.text.codePointAt(at) ?? 0)
  const hint = subscript ? advice()?.hints.subscript() : advice()?.character(character)
  const message = `${quoted(character)} (${codePoint(character)}) is not part of the language`
  return { code: 'unexpected-character', offset: piece.offset + at, length: character.length, message, hint }
}

/** Where the first letter stands that has no place in a name. */
function badLetter(word: string): number {
  let at = 0
  for (const letter of word) {
    if (!/[\w{}₀-₉]/u.test(letter) && canonicalName(`x${letter}`) === undefined) return at
    at += letter.length
  }
  return 0
}

/** The problem of a text that ends while `level` is open or unfinished. */
export function tooEarly(level: Level, outcome: Outcome, end: number): Problem {
  const at = { offset: end, length: 0 }
  if (level.open === undefined && level.tokens.length === 0)
    return { ...at, code: 'empty', message: 'there is no expression' }
  const callee = applied(level.tokens)
  if (callee) return { ...at, ...withoutBrackets(callee.text) }
  const where = level.open ? `; the ${quoted(level.open.text)} at ${level.open.offset} is still open` : ''
  const message = `the text ends too early${where}`
  if (!outcome.complete) return { ...at, code: 'unexpected-end', message, ...couldCome(outcome.expected) }
  const code = level.type === 'bars' ? 'unclosed-bar' : 'unclosed-bracket'
  const expected = [`"${LEVELS[level.type][1]}"`]
  return { ...at, expected, ...fault(code, message, '') }
}
