/** Letters, words and operators as tokens: symbols, constants, functions that may stand before their argument without brackets. */
import { arity } from '../../functions/row.js'
import { row } from '../../functions/table.js'
import { isGreekName, LETTERS } from '../characters.js'
import { knownArity } from '../names.js'
import { accentOf, DOTLESS, NAME_IT, WORDS } from './commands.js'
import type { LatexReader } from './level.js'
import { type Argument, placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import { filled, logarithmOf } from './matrices.js'
import { notations } from './notations.js'
import { plainWord, wordName } from './symbols.js'
import { callOf, type Place } from './syntax.js'
import { type Head, type LatexToken, type LatexTokenType, tokenOf } from './token.js'
import { unitOf } from './vectors.js'

/** A letter, a word, or what the caller has a name for. */
export function takeName(reader: LatexReader, piece: LatexPiece) {
  if (piece.type === 'word') return word(reader, piece)
  const key = piece.type === 'custom' ? piece.text : isGreekName(piece.value) ? `\\${piece.value}` : piece.value
  if (piece.type === 'custom') symbol(reader, piece, piece.value, key)
  else symbol(reader, piece, piece.value, key, 'letter', 'math')
}

/** A symbol, or the name of a function if a bracket follows. */
export function symbol(
  reader: LatexReader,
  piece: LatexPiece,
  name: string,
  key: string,
  kind: Head['kind'] = 'letter',
  style?: string,
) {
  const unit = reader.scope.declared.bound.has(name) ? undefined : unitOf(name, style)
  // No unit vector and no differential is in the argument of a function: \sin x\,dx.
  const apart = unit !== undefined || DIFFERENTIAL.test(key)
  reader.multiply(placeOf(piece), apart ? 'next' : 'beside', piece.spaced)
  pushName(reader, placeOf(piece), { text: name, head: reader.scope.head(key, kind), style, unit })
}

const DIFFERENTIAL = /^(?:d|\\mathrm\s*\{d\})\s*(?:[A-Za-z]|\\[A-Za-z]+)$/

function pushName(reader: LatexReader, place: Place, rest: Pick<LatexToken, 'text' | 'head' | 'style' | 'unit'>) {
  reader.top.tokens.push(reader.scope.named(tokenOf('name', place, rest)))
}

/** Names longer than this have no accent more. */
const LONGEST = 200

/** A letter under an accent: x_hat, and x_hat_1 whether the subscript stands under the accent or beside it. */
export function accented(reader: LatexReader, piece: LatexPiece, { tokens }: Argument, place: Place) {
  const accent = accentOf(piece.value)
  const [letter, ...others] = tokens
  const isName = letter?.type === 'name' && letter.head?.primes === 0 && letter.issue === undefined
  if (!isName || !letter.head || letter.text.length > LONGEST || others.length > 0)
    reader.fail(problemAt(place, 'unexpected-character', 'an accent stands over one letter or word', NAME_IT))
  const { sub } = letter.head
  const at = sub === undefined ? -1 : letter.text.indexOf('_')
  const [base, rest] = at < 0 ? [letter.text, ''] : [letter.text.slice(0, at), letter.text.slice(at)]
  const { bound, axes } = reader.scope.declared
  const named = `${base}_${accent}${rest}`
  // An arrow is a style of vectors, as bold letters are.
  const text = accent === 'vec' && axes?.has(letter.text) && !bound.has(named) ? letter.text : named
  const style = `${accent} ${letter.style ?? ''}`
  const unit = reader.scope.declared.bound.has(text) || sub !== undefined ? undefined : unitOf(letter.text, style)
  const beside = reader.top.last
  if (unit && beside?.type === 'beside') reader.top.tokens.splice(-1, 1, { ...beside, type: 'next' })
  const head: Head = { key: `\\${accent}{${letter.head.key}}`, kind: 'letter', sub, primes: 0 }
  pushName(reader, place, { text, head, style, unit })
}

/** A function that may stand before its argument without brackets. */
export function operator(reader: LatexReader, piece: LatexPiece, name: string, key: string) {
  const level = reader.top
  const place = placeOf(piece)
  if (level.single && level.purpose === 'subscript') return symbol(reader, piece, name, key, 'word')
  if (level.single)
    reader.fail(
      problemAt(place, 'ambiguous-script', 'only the name of the function would be raised', 'write ^{\\sin x}'),
    )
  if (reader.scope.table && name === 'det' && logarithmOf(reader, placeOf(piece))) return
  const nested = level.operatorBefore !== undefined
  if (!nested) reader.multiply(place, 'next')
  level.operators = nested ? level.operators + 1 : 1
  const head: Head = { key, kind: 'operator', sub: undefined, primes: 0 }
  reader.push('operator', place, { text: name, head })
}

const UPRIGHT: ReadonlySet<string> = new Set('mathrm text textrm textnormal textup mbox operatorname'.split(' '))

function word(reader: LatexReader, piece: LatexPiece) {
  const { value, style } = piece
  const [, command, letter] = COMMAND.exec(value) ?? []
  if (command !== undefined && letter !== undefined) return fontOfAccent(reader, piece, command, letter)
  if (command !== undefined) return fontOfCommand(reader, piece, command)
  const text = plainWord(value)
  const level = reader.top
  if (reader.scope.table && filled(reader, piece, text)) return
  if (!UPRIGHT.has(style)) return plain(reader, piece, text, style)
  const between = style === 'operatorname' || level.purpose === 'subscript' ? undefined : WORDS.get(text.toLowerCase())
  if (between !== undefined) {
    level.nextTerm()
    return reader.push(between as LatexTokenType, placeOf(piece))
  }
  if (style === 'operatorname') return operator(reader, piece, text, `\\operatorname{${text}}`)
  if (level.purpose === 'subscript') return plain(reader, piece, text, undefined)
  upright(reader, piece, text)
}

/** `\mathrm{e}` is the constant, `\mathrm{d}` a differential, `\mathrm{sin}` the function, `\mathrm{rate}` a symbol. */
function upright(reader: LatexReader, piece: LatexPiece, text: string) {
  const { bound, unknown } = reader.scope.declared
  const known = row(text)
  const constant = known !== undefined && arity(known)[1] === 0
  const letter = text.length === 1
  if (constant && (letter || isGreekName(text) || !bound.has(text))) {
    reader.multiply(placeOf(piece))
    return reader.push('group', placeOf(piece), { syntax: callOf(known.name, [], placeOf(piece)) })
  }
  if (letter && /[A-Za-z]/.test(text))
    return symbol(reader, piece, text, `\\mathrm{${text}}`, 'letter', text === 'd' ? undefined : 'mathrm')
  const operators = notations().heads
  if (
    !bound.has(text) &&
    !constant &&
    !unknown?.has(text) &&
    (knownArity(text, reader.scope.table) !== undefined || operators.has(`\\operatorname{${text}}`))
  )
    return operator(reader, piece, text, `\\operatorname{${text}}`)
  plain(reader, piece, text, undefined)
}

/** Of `\mathbb{1}_{x>0}`. */
const INDICATOR = 'write cases: \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}'

/** A word that is a symbol; of a single letter the font counts. */
function plain(reader: LatexReader, piece: LatexPiece, text: string, font: string | undefined) {
  const name = reader.top.purpose === 'subscript' ? text : wordName(text)
  if (name === undefined || !/^[\p{L}\p{Mn}\p{N}_]+$/u.test(name))
    reader.fail(
      problemAt(
        placeOf(piece),
        'unexpected-character',
        'this is no name',
        text === '1' ? INDICATOR : 'a name consists of letters, digits and _; other text is not read',
      ),
    )
  const letter = name.length === 1 ? 'letter' : 'word'
  symbol(reader, piece, name, letter === 'letter' ? name : '', letter, font)
}

/** A command in a word, and the letter that it applies to. */
const COMMAND = /^\\([A-Za-z]+)\s*(?:\{\s*)?(\\?[A-Za-z]+)?\s*\}?$/

/** `\mathbf{\hat{x}}` is `\hat{\mathbf{x}}`. */
function fontOfAccent(reader: LatexReader, piece: LatexPiece, command: string, letter: string) {
  if (accentOf(command) === undefined)
    reader.fail(
      problemAt(placeOf(piece), 'unexpected-character', 'this is no name', 'put one letter or word in the braces'),
    )
  reader.take({ ...piece, type: 'command', value: command })
  reader.take({ ...piece, value: letter, spaced: false })
}

/** `\boldsymbol{\theta}` is theta in that font. */
function fontOfCommand(reader: LatexReader, piece: LatexPiece, command: string) {
  const dotless = DOTLESS.get(command)
  if (dotless !== undefined) return symbol(reader, piece, dotless, dotless, 'letter', piece.style)
  if (!isGreekName(command) && !LETTERS.has(command))
    reader.fail(
      problemAt(placeOf(piece), 'unexpected-character', 'this is no name', 'put one letter or word in the braces'),
    )
  symbol(reader, piece, command, `\\${command}`, 'letter', piece.style)
}

/** The name of the function that an operator is by itself, without a bracket, or nothing. */
export function operatorRow({ key, sub, primes }: Head, text: string): string | undefined {
  const shapes = notations().heads.get(key) ?? []
  const fixed = sub?.inner?.length === 1 && sub.inner[0]?.type === 'number' ? sub.inner[0].text : undefined
  const shape = shapes.find(
    s =>
      s.body === undefined &&
      s.sup === undefined &&
      s.primes === primes &&
      s.sub?.fixed === fixed &&
      (s.sub === undefined) === (sub === undefined),
  )
  return shape?.row.name ?? (sub === undefined && primes === 0 ? row(text)?.name : undefined)
}
