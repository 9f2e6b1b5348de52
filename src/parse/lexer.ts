/**
 * Cuts a text into pieces with one sticky regular expression. Knows characters only: what a name is, whether
 * a bar opens or closes, and where products are implied is the reader's business (reader.ts). Every piece of the
 * text is in exactly one token; the first character that fits nowhere makes an `error` token.
 */
import { GREEK_LETTER, greekName, plainDigits, RAISED } from './characters.js'

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
/** `∂(...)/∂x`: both signs, where each has its other one; brackets within brackets are told so far. */
const INNER = '(?:[^()]|\\((?:[^()]|\\([^()]{0,300}\\)){0,300}\\)){0,300}'
const PARTIAL = `∂(?=\\s?\\(${INNER}\\)\\s?/\\s?∂)|(?<=\\)\\s?/\\s?)∂(?:${WORD}|${GREEK_WORD})`
const SLOT = '[1-9][0-9]{0,8}(?:\\.[1-9][0-9]{0,8})?'
export const SLOTS = `\\[\\s*${SLOT}(?:\\s*,\\s*${SLOT}){0,64}\\s*\\]`

/** Characters that are always a token of their own: found by a table, before any pattern is tried. */
const SINGLE: Readonly<Record<string, string>> = {
  '(': 'open',
  ')': 'close',
  ',': 'comma',
  ';': 'semicolon',
  '[': 'openList',
  ']': 'closeList',
  '|': 'bar',
  '?': 'question',
  '+': 'plus',
  '-': 'plus',
  '/': 'times',
  '^': 'caret',
}
const SINGLE_BY_CODE: readonly (string | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  return Object.hasOwn(SINGLE, character) ? SINGLE[character] : undefined
})
const SPACE = 32
const STAR = 42
const MINUS = 0x2212

export type Patterns = readonly (readonly [type: string, pattern: string])[]

/** A point before an operator belongs to the operator: `2.*x`; where there are transposes, also `2.'`. */
export const number = (operators: string): string =>
  `(?:[0-9]+(?:\\.(?!${operators})[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+|(?=[dD])(?<=\\.[0-9]*)${FORTRAN})?`
/** The exponent of Fortran's doubles as Fortran prints it: in `1.5D+3` it may be a name, in `1.5D+03` hardly. */
const FORTRAN = '[dD][+-]0[0-9]{1,2}(?![\\w.])'

/** The others, in the order in which they are tried: what begins like another and is longer comes first. */
const PATTERNS: Patterns = [
  ['space', '\\s{1,4096}'],
  ['number', number('(?:\\*(?!\\*)|[/^])')],
  ['word', `${WORD}|${PARTIAL}`],
  ['greek', GREEK_WORD],
  ['fraction', '[\\u00BC-\\u00BE\\u2150-\\u215E]'],
  ['superscript', RAISED],
  ['prime', `['’′](?:${SLOTS}|['’′]*)(?=\\s*\\()`],
  ['arrow', '=>|[↦→⟶⟼]'],
  ['assign', ':='],
  ['colon', ':'],
  ['caret', '\\*\\*|\\.?\\^'],
  ['times', '\\.[*/](?!\\*)|[*×·⋅∗/÷∕]'],
  ['relation', '[<>=!]=|[<>=≤≥≠]'],
  ['factorial', '!'],
  ['root', '[√∛∜]'],
  ['infinity', '∞'],
]

/** Which texts are understood: what is tried before the pieces of scalars, and whether a word may be part of a longer piece. */
export interface Dialect {
  readonly first: Patterns
  readonly longWords?: boolean
}

/** Texts without shapes. */
export const SCALAR: Dialect = { first: [] }

type Lexicon = { readonly types: readonly string[]; readonly pattern: RegExp }
const lexicons = new Map<Dialect, Lexicon>()

function lexicon(dialect: Dialect): Lexicon {
  const known = lexicons.get(dialect)
  if (known) return known
  const patterns = [...dialect.first, ...PATTERNS]
  const made = {
    types: patterns.map(([type]) => type),
    pattern: new RegExp(patterns.map(([, pattern]) => `(${pattern})`).join('|'), 'uy'),
  }
  lexicons.set(dialect, made)
  return made
}

/** The first piece at a place or after it, white space left out. An unknown character makes an `error` of the whole rest. */
export function pieceFrom(text: string, from: number, dialect: Dialect): Piece | undefined {
  for (let offset = from; offset < text.length; ) {
    if (text.charCodeAt(offset) === SPACE) {
      offset++
      continue
    }
    const piece = plainPieceAt(text, offset, dialect) ?? patternPieceAt(text, offset, lexicon(dialect))
    if (piece.type !== 'space') return piece
    offset += piece.text.length
  }
  return undefined
}

export const endOf = (piece: Piece): number => piece.offset + piece.text.length

/** The pieces of a text in order; the last one is an `error` where a character is unknown. */
export function* pieces(text: string, dialect: Dialect): Generator<Piece, void, void> {
  for (let piece = pieceFrom(text, 0, dialect); piece; piece = pieceFrom(text, endOf(piece), dialect)) yield piece
}

const DOT = 46
const UPPER_E = 69
const UNDERSCORE = 95
const LOWER_E = 101
const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isWordCode = (code: number): boolean => isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** What is found without a pattern: most of what people type, letters and digits of ASCII where nothing follows that could belong to them. */
function plainPieceAt(text: string, offset: number, dialect: Dialect): Piece | undefined {
  const code = text.charCodeAt(offset)
  const single = code === MINUS ? 'plus' : SINGLE_BY_CODE[code]
  if (single !== undefined) return { type: single, text: text.charAt(offset), offset }
  if (code === STAR) return text.charCodeAt(offset + 1) === code ? undefined : { type: 'times', text: '*', offset }
  // In declarations a word may be `in`, with what follows.
  if (!isWordCode(code) || dialect.longWords) return undefined
  const isNumber = isDigit(code)
  let end = offset + 1
  while (isNumber ? isDigit(text.charCodeAt(end)) : isWordCode(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  if (isNumber ? next === DOT || next === LOWER_E || next === UPPER_E : next === UNDERSCORE || next > 127)
    return undefined
  return { type: isNumber ? 'number' : 'word', text: text.slice(offset, end), offset }
}

function patternPieceAt(text: string, offset: number, { types, pattern }: Lexicon): Piece {
  // The expression is shared by readings that may be interleaved: its place is set anew for each piece.
  pattern.lastIndex = offset
  const match = pattern.exec(text)
  if (match === null) return { type: 'error', text: text.slice(offset), offset }
  const kind = match.findIndex((group, k) => k > 0 && group !== undefined)
  return { type: types[kind - 1] as string, text: match[0], offset }
}

/** Of the signs that a header of a function has, one at least. */
const OF_HEADERS: ReadonlySet<string> = new Set(['arrow', 'assign', 'colon', 'relation'])
const signs = PATTERNS.flatMap(([type, pattern]) => (OF_HEADERS.has(type) ? [pattern] : []))
const HEADER_SIGN = new RegExp(['@', ...signs].join('|'), 'u')

/** Whether a text may begin with the header of a function; what is false is certain. */
export const mayHaveHeader = (text: string): boolean => HEADER_SIGN.test(text)

let anywhere: RegExp | undefined
let valid: RegExp | undefined

/** Whether it has letters, digits and underscores of ASCII alone. */
function isAsciiName(text: string): boolean {
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k)
    if (!isWordCode(code) && code !== UNDERSCORE) return false
  }
  return true
}

/**
 * The one spelling of a name: `x₁` and `x_{1}` are `x_1`, `θ` is `theta`, full-width letters are letters.
 * Undefined where no name remains.
 */
export function canonicalName(text: string): string | undefined {
  if (isAsciiName(text)) return text
  // Made when they are first needed: most texts have no other names.
  anywhere ??= new RegExp(GREEK_LETTER, 'gu')
  valid ??= new RegExp(`^(?:${LETTER}|_)${TAIL}*$`, 'u')
  const plain = text
    .replace(/^∂/u, 'd')
    .replace(/_\{(.*)\}$/u, '_$1')
    .replace(/[₀-₉]+$/u, digits => `_${plainDigits(digits)}`)
    .replace(anywhere, letter => greekName(letter) ?? letter)
    .normalize('NFKC')
  return valid.test(plain) ? plain : undefined
}
