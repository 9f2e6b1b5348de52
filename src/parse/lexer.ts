/**
 * Cuts a text into pieces with moo, one sticky regular expression. Knows characters only: what a name is, whether
 * a bar opens or closes, and where products are implied is the reader's business (reader.ts). Every piece of the
 * text is in exactly one token; the first character that fits nowhere makes an `error` token.
 */
import moo from 'moo'
import { GREEK_LETTER, greekName, plainDigits } from './characters.js'

/** A piece of the text as it stands. */
export interface Piece {
  readonly type: string
  readonly text: string
  readonly offset: number
}

const SKIPPED = '\\u00AA\\u00BA\\p{Default_Ignorable_Code_Point}'
const LETTER = `(?:[A-Za-z]|(?!${GREEK_LETTER}|[${SKIPPED}])[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lo}])`
const TAIL = `(?:[A-Za-z0-9]|_(?!\\{)|(?<=_)${GREEK_LETTER}|(?!${GREEK_LETTER}|[${SKIPPED}])[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lo}\\p{Mn}])`
const BRACES = `_\\{(?:[A-Za-z0-9]|${GREEK_LETTER})+\\}`
const SUBSCRIPT = `(?:${BRACES}|[₀-₉]+)`
const WORD = `(?:${LETTER}|_(?!\\{))${TAIL}*${SUBSCRIPT}?`
const GREEK_WORD = `${GREEK_LETTER}[0-9]*(?:_(?!\\{)(?:${GREEK_LETTER}|${TAIL})+|${SUBSCRIPT})?`
const SLOTS = '\\[\\s*[1-9][0-9]{0,8}(?:\\s*,\\s*[1-9][0-9]{0,8}){0,64}\\s*\\]'

/** The single characters come first: moo finds those by a table. What starts another operator must not be there. */
const RULES: moo.Rules = {
  open: '(',
  close: ')',
  comma: ',',
  semicolon: ';',
  openList: '[',
  closeList: ']',
  bar: '|',
  question: '?',
  plus: ['+', '-', '\u2212'],
  space: { match: /[\s]{1,4096}/u, lineBreaks: true },
  number: /(?:[0-9]+(?:\.(?![*/^])[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/u,
  word: new RegExp(WORD, 'u'),
  greek: new RegExp(GREEK_WORD, 'u'),
  fraction: /[\u00BC-\u00BE\u2150-\u215E]/u,
  superscript: /[⁺⁻]?[⁰¹²³⁴-⁹]+/u,
  prime: new RegExp(`['’′](?:${SLOTS}|['’′]*)(?=\\s*\\()`, 'u'),
  arrow: '=>',
  assign: ':=',
  colon: ':',
  caret: ['**', '^'],
  times: ['*', '×', '·', '⋅', '∗', '/', '÷', '∕'],
  relation: ['<=', '>=', '==', '!=', '<', '>', '=', '≤', '≥', '≠'],
  factorial: '!',
  root: ['√', '∛', '∜'],
  infinity: '∞',
  error: moo.error,
}

let compiled: moo.Lexer | undefined

/** The pieces of a text in order, white space left out; the last one is an `error` where a character is unknown. */
export function* pieces(text: string): Generator<Piece, void, void> {
  compiled ??= moo.compile(RULES)
  const lexer = compiled.reset(text)
  for (let token = lexer.next(); token; token = lexer.next()) {
    if (token.type !== 'space') yield { type: token.type ?? 'error', text: token.text, offset: token.offset }
    if (token.type === 'error') return
  }
}

const GREEK_ANYWHERE = new RegExp(GREEK_LETTER, 'gu')
const VALID_NAME = new RegExp(`^(?:${LETTER}|_)${TAIL}*$`, 'u')
const ASCII_NAME = /^\w*$/

/**
 * The one spelling of a name: `x₁` and `x_{1}` are `x_1`, `θ` is `theta`, full-width letters are letters.
 * Undefined where no name remains.
 */
export function canonicalName(text: string): string | undefined {
  if (ASCII_NAME.test(text)) return text
  const plain = text
    .replace(/_\{(.*)\}$/u, '_$1')
    .replace(/[₀-₉]+$/u, digits => `_${plainDigits(digits)}`)
    .replace(GREEK_ANYWHERE, letter => greekName(letter) ?? letter)
    .normalize('NFKC')
  return VALID_NAME.test(plain) ? plain : undefined
}
