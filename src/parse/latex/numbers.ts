/**
 * Numbers with their digits in groups of three: `75,000`, `10{,}000`, `10\,000`. A comma also separates what stands in brackets, so
 * there it groups only where it can do nothing else: nobody writes a number as `000`. What could be both is refused.
 */

import { knownArity } from '../names.js'
import type { LatexReader } from './level.js'
import { type LatexLevel, placeOf, problemAt } from './level.js'
import type { LatexPiece } from './lexer.js'
import type { LatexTokenType } from './token.js'

/** What a number multiplies without a sign: what ends with a bracket, `(x+1)2`, or with a superscript, `e^{3x^2}6x`. */
const BEFORE_NUMBER: ReadonlySet<LatexTokenType> = new Set(['group', 'arguments', 'superscript'])

/** A number where an operand may stand. */
export function takeNumber(reader: LatexReader, piece: LatexPiece): void {
  const level = reader.top
  const parts = piece.text.split(',')
  if (parts.length > 1 && !/[{\\]/.test(piece.text) && separates(level, parts)) {
    if (!isIndexed(level)) reader.scope.postpone(unclearComma(piece))
    takeSeparated(reader, piece, parts)
    return
  }
  const { last } = level
  if (last && BEFORE_NUMBER.has(last.type)) reader.multiply(placeOf(piece))
  if (level.purpose === 'program' && isDecimalComma(level, piece)) reader.scope.postpone(unclearComma(piece))
  reader.push('number', placeOf(piece), { text: piece.value })
}

/** Whether the commas of `1,234` may separate, here where they stand. */
function separates(level: LatexLevel, [, ...groups]: readonly string[]): boolean {
  if (level.purpose === 'subscript') return true
  if (level.purpose !== 'bracket' || groups.some(digits => digits.startsWith('0'))) return false
  return !takesOne(level)
}

/** A bracket of a function that takes one argument, as of `\ln`: what stands there is one number. */
function takesOne({ applied }: LatexLevel): boolean {
  const [least, most] = (applied?.head?.kind === 'operator' ? knownArity(applied.text) : undefined) ?? [0, 0]
  return least <= 1 && most >= 1 && most < Number.POSITIVE_INFINITY
}

/** Subscripts, and brackets of functions with several arguments: numbers with commas between them, even of three digits. */
const isIndexed = ({ purpose, applied }: LatexLevel): boolean =>
  purpose === 'subscript' || (applied?.head !== undefined && applied.head.kind !== 'letter')

function takeSeparated(reader: LatexReader, piece: LatexPiece, parts: readonly string[]): void {
  let { offset } = piece
  for (const [k, text] of parts.entries()) {
    if (k > 0) reader.take({ ...piece, type: 'separator', text: ',', value: ',', offset: offset++ })
    reader.take({ ...piece, text, value: text, offset })
    offset += text.length
  }
}

/** `3,5` in a list without brackets. */
function isDecimalComma({ tokens }: LatexLevel, { offset }: LatexPiece): boolean {
  const [number, comma] = tokens.slice(-2)
  const adjacent = comma?.type === 'separator' && comma.text === ',' && comma.offset + comma.length === offset
  return adjacent && number?.type === 'number' && number.offset + number.length === comma.offset
}

const unclearComma = (piece: LatexPiece) =>
  problemAt(
    placeOf(piece),
    'ambiguous-number',
    'the comma may be part of a number or stand between two',
    'write 1{,}000 for one number, a point for decimals, a space behind the comma for two numbers',
  )
