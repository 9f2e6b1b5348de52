/**
 * Why a token does not fit: the problem to report for the first token that the grammar cannot take, from the token,
 * what stands before it, and what the grammar could have taken. The sentences are here, the places in reader.ts.
 */
import { adviceFor, codePoint } from './characters.js'
import { foreignName } from './foreign.js'
import type { Outcome } from './level.js'
import { canonicalName, type Piece } from './lexer.js'
import { isConstantName, knownArity } from './names.js'
import { applied, CLOSER_TEXT, type Level } from './nesting.js'
import { type Problem, quoted } from './problem.js'
import { OPERAND_ENDS, type Token, type TokenType } from './syntax.js'

const OPERAND = 'an expression'
const OPERATOR = 'an operator'
/** What the reader calls each type of token, and what is wrong (`unexpected-...`) where one does not fit. */
const TYPES: Readonly<Record<TokenType, readonly [phrase: string, kind: string]>> = {
  number: [OPERAND, 'number'],
  name: [OPERAND, 'name'],
  function: [OPERAND, 'name'],
  root: [OPERAND, 'operator'],
  sign: [OPERAND, 'operator'],
  not: [OPERAND, 'operator'],
  group: [OPERAND, 'bracket'],
  list: [OPERAND, 'bracket'],
  bars: [OPERAND, 'bracket'],
  plus: [OPERATOR, 'operator'],
  times: [OPERATOR, 'operator'],
  caret: [OPERATOR, 'operator'],
  relation: [OPERATOR, 'operator'],
  and: [OPERATOR, 'operator'],
  or: [OPERATOR, 'operator'],
  factorial: [OPERATOR, 'operator'],
  transpose: ['', 'operator'],
  superscript: [OPERATOR, 'operator'],
  inverse: [OPERATOR, 'operator'],
  branch: [OPERATOR, 'operator'],
  comma: ['","', 'comma'],
  semicolon: ['";"', 'character'],
  exponent: ['a whole number from 2', 'name'],
  arguments: ['"("', 'bracket'],
  define: ['"="', 'character'],
  entry: [OPERAND, 'name'],
  colon: ['', 'operator'],
  index: ['', 'bracket'],
  arrow: ['', 'operator'],
  assign: ['', 'character'],
}

/** What the reader calls the tokens that could have come, without repetitions, in the order of the table. */
export function describe(expected: readonly string[]): string[] {
  const phrases = Object.entries(TYPES).flatMap(([type, [phrase]]) => (expected.includes(type) ? [phrase] : []))
  return [...new Set(phrases)].filter(phrase => phrase !== '')
}

type Fault = Pick<Problem, 'code' | 'message' | 'hint'>

/** The problem of `token`, the first among `tokens` that does not fit. */
export function refusal(token: Token, tokens: readonly Token[], expected: readonly string[]): Problem {
  const at = tokens.indexOf(token)
  const isBracket = token.syntax !== undefined
  const place = { offset: token.offset, length: isBracket ? 1 : token.length }
  const fault =
    afterFunction(token, tokens.slice(0, at)) ??
    inRow(token, tokens[at - 1]) ??
    foreignSign(token, tokens, at, expected) ??
    unexpected(token)
  return { ...place, ...fault, expected: describe(expected) }
}

/** A name of a function that is not followed by its brackets. */
function withoutBrackets(name: string): Fault {
  return {
    code: 'function-without-brackets',
    message: `the argument of ${name} must stand in brackets`,
    hint: `write ${name}(${argumentsOf(name)})`,
  }
}

/** Arguments as an example: as many as the function takes at least. */
function argumentsOf(name: string): string {
  if (name === 'if') return 'x > 0, a, b'
  const count = knownArity(name)?.[0] ?? 1
  return count < 2 ? 'x' : ['a', 'b', 'c', 'd', 'x'].slice(0, count).join(', ')
}

/** A function, perhaps raised to a power, and then something else than its brackets. */
function afterFunction(token: Token, before: readonly Token[]): Fault | undefined {
  const last = before.at(-1)
  const raised = last?.type === 'caret' && before.at(-2)?.type === 'function'
  const name = (raised ? before.at(-2) : applied(before))?.text
  if (name === undefined) return undefined
  const inverted = token.type === 'inverse' ? last?.type === 'function' : raised && token.type === 'sign'
  if (inverted) return ambiguousInverse(name)
  if (!raised || token.type !== 'group') return withoutBrackets(name)
  return {
    code: 'function-without-brackets',
    message: `a power of ${name} is ambiguous here`,
    hint: `write ${name}(x)^(n)`,
  }
}

const ambiguousInverse = (name: string): Fault => ({
  code: 'ambiguous-inverse',
  message: `${name}^-1 may be the inverse function or 1/${name}`,
  hint: `write a${name}(x) or 1/${name}(x)`,
})

/** Two tokens that do not go together. */
function inRow(token: Token, last: Token | undefined): Fault | undefined {
  if (last === undefined) return undefined
  if (token.type === 'factorial' && last.type === 'factorial') {
    return {
      code: 'ambiguous-factorial',
      message: '!! may be a factorial of a factorial or a double factorial',
      hint: 'write (n!)!',
    }
  }
  if (token.type === 'number') return afterOperand(token, last)
  if (token.type === 'name' || token.type === 'function') return gluedName(token, last)
  const raises =
    token.type === 'caret' || token.type === 'superscript' || token.type === 'inverse' || token.type === 'factorial'
  if (raises && OPERAND_ENDS.has(last.type)) {
    return {
      code: 'ambiguous-power',
      message: 'it is not clear what this applies to',
      hint: 'use brackets: (x^2)^3, √(x^2)',
    }
  }
  return undefined
}

function afterOperand(token: Token, last: Token): Fault | undefined {
  if (!OPERAND_ENDS.has(last.type)) return undefined
  const message = last.type === 'number' ? 'two numbers stand in a row' : 'a number follows without an operator'
  const hint = token.text.startsWith('.')
    ? 'a number has one decimal point'
    : 'write * between them, and digits without spaces'
  return { code: 'unexpected-number', message, hint }
}

/** A name glued to a number: `0x10`, `1_000`. */
function gluedName(token: Token, last: Token): Fault | undefined {
  if (last.type !== 'number') return undefined
  const hint = token.text.startsWith('_')
    ? 'write digits without separators'
    : 'there are no hexadecimal, octal or binary numbers'
  return { code: 'unexpected-name', message: `${quoted(token.text)} is not part of a number`, hint }
}

/** Signs of other languages, told by their neighbours. */
function foreignSign(
  token: Token,
  tokens: readonly Token[],
  at: number,
  expected: readonly string[],
): Fault | undefined {
  // Where a comma could stand, a semicolon is the comma of a spreadsheet.
  const separates = token.type === 'semicolon' && expected.includes('comma')
  const hint = separates
    ? 'separate arguments with commas'
    : hintBeside(token, tokens[at - 1], tokens[at + 1], at === 0)
  return hint === undefined ? undefined : { ...unexpected(token), hint }
}

function hintBeside(
  { text, type, offset }: Token,
  last: Token | undefined,
  next: Token | undefined,
  isFirst: boolean,
): string | undefined {
  const glued = last !== undefined && last.offset + last.length === offset
  if (text === '=' && isFirst) return 'leave out the = at the beginning'
  if (text === '=' && glued && last.type === 'relation') return 'write == or ='
  if (text === '>' && glued && last.text === '<') return 'write != for "not equal"'
  if (text === '>' && glued && last.text === '-')
    return 'an arrow stands only behind the arguments of a function: x -> x^2'
  if (text === '/' && glued && last.text === '/') return 'a quotient has one /, and there are no comments'
  if (text === '*' && glued && last.text === '^') return 'write ^ or **'
  if (type === 'semicolon' && next === undefined && last?.text !== ';') return 'leave out the ; at the end'
  const decimals = type === 'comma' && glued && last.type === 'number' && next?.type !== 'comma'
  return decimals ? `write a decimal point, as in ${last.text}.5, and no commas within a number` : undefined
}

function unexpected(token: Token): Fault {
  const found = token.text === '' ? 'an expression' : quoted(token.text)
  return {
    code: `unexpected-${TYPES[token.type][1]}`,
    message: `${found} does not fit here`,
    hint: HINTS.get(token.text),
  }
}

const HINTS: ReadonlyMap<string, string> = new Map([
  ['=>', 'write >= for "at least"; of a function x => f(x) write f(x) alone'],
  [':=', 'write = , and a semicolon after it to define a name'],
  ['!', 'write not for a negation; a factorial follows its number'],
  ["'", "a transpose follows its operand, as in A'; there are no strings"],
  [';', 'one expression only, unless it is preceded by definitions: q = x + y; q*z'],
])

/** A closing bracket that closes nothing, the wrong bracket, or an unfinished level. */
export function wrongCloser(level: Level, outcome: Outcome, piece: Piece, matches: boolean): Problem {
  if (outcome.refused) return refusal(outcome.refused, level.tokens, outcome.expected)
  const place = { offset: piece.offset, length: piece.text.length }
  const found = quoted(piece.text)
  const last = level.tokens.at(-1)
  if (!outcome.complete) {
    if (last?.type === 'function') return { ...place, ...withoutBrackets(last.text) }
    const empty = matches && level.type === 'arguments' && level.tokens.length === 0
    const code = empty ? 'argument-count' : closerCode(piece)
    const message = empty ? 'a function needs an argument' : `${found} comes too early`
    return { ...place, code, message, expected: describe(outcome.expected) }
  }
  if (level.open === undefined) {
    const code = piece.type === 'colon' ? 'unexpected-operator' : 'unmatched-bracket'
    return {
      ...place,
      code,
      message: `${found} closes nothing`,
      hint: piece.type === 'colon' ? 'write condition ? value : other' : undefined,
    }
  }
  const code =
    level.type === 'bars' ? 'unclosed-bar' : piece.type === 'colon' ? 'unexpected-operator' : 'mismatched-bracket'
  return { ...place, code, message: `${found} does not close the ${quoted(level.open.text)} at ${level.open.offset}` }
}

const closerCode = (piece: Piece): string => (piece.type === 'colon' ? 'unexpected-operator' : 'unexpected-bracket')

/** The problem of a character that no token begins with, with advice from what stands before it. */
export function strayCharacter(piece: Piece, before: readonly Token[]): Problem {
  const problem = unknownCharacter(piece)
  const hint = adviceBeside(piece, before.at(-1))
  return hint === undefined ? problem : { ...problem, hint }
}

function adviceBeside({ text, offset }: Piece, last: Token | undefined): string | undefined {
  if (last === undefined) return undefined
  if (text.startsWith('{') && last.type === 'caret') return 'write an exponent in round brackets: e^(-x)'
  const glued = last.offset + last.length === offset
  if (glued && last.text === '/' && text.startsWith('.')) return 'values are put in with --at x=3, or subs'
  const member = /^\.([A-Za-z_]\w*)/.exec(text)?.[1]
  if (!glued || member === undefined || member === 'T' || (last.type !== 'name' && last.type !== 'function'))
    return undefined
  const known = foreignName(member) ?? foreignName(member.toLowerCase())
  if (known !== undefined) return known
  const plain = knownArity(member) !== undefined || isConstantName(member) ? member : member.toLowerCase()
  if (isConstantName(plain)) return `write ${plain} without "${last.text}."`
  if (knownArity(plain) === undefined) return 'a name has no points, and numbers no units'
  if (last.text.length === 1) return `write ${plain}(${last.text})`
  return `write ${plain}(${argumentsOf(plain)}) without "${last.text}."`
}

/** The problem of a character that is in no token, or of a letter that no name can have. */
export function unknownCharacter(piece: Piece): Problem {
  const subscript = piece.text.startsWith('_{')
  const at = piece.type === 'error' ? Number(subscript) : badLetter(piece.text)
  const character = String.fromCodePoint(piece.text.codePointAt(at) ?? 0)
  const hint = subscript ? 'a subscript in braces is one name or number: x_{max}' : adviceFor(character)
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
  if (!outcome.complete) return { ...at, code: 'unexpected-end', message, expected: describe(outcome.expected) }
  const code = level.type === 'bars' ? 'unclosed-bar' : 'unclosed-bracket'
  const expected = [`"${CLOSER_TEXT[level.type]}"`]
  return {
    ...at,
    code,
    message,
    expected,
    ...(code === 'unclosed-bar' && { hint: 'write abs(x) for an absolute value, and the word or for ||' }),
  }
}
