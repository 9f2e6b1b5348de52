/**
 * What commands and scripts apply to: what stands in braces behind them, or one character. Braces wait on the reader's stack;
 * a single character is a level that closes by itself.
 */

import { elements, type Sequence, type Syntax } from '../syntax.js'
import { accentOf, FRACTIONS } from './commands.js'
import { closeCommand } from './construction.js'
import { needsBraces } from './doubt.js'
import type { LatexReader } from './level.js'
import { type Argument, type LatexLevel, type Purpose, placeOf } from './level.js'
import type { LatexPiece } from './lexer.js'
import { attachPrimes, attachSubscript, attachSuperscript } from './scripts.js'
import { listOf, type Place } from './syntax.js'
import { PLUS } from './token.js'

/** A piece where a command or script waits for what it applies to. */
export function takePending(reader: LatexReader, piece: LatexPiece) {
  const level = reader.top
  const { piece: command, args, degree, takesDegree } = level.pending as NonNullable<LatexLevel['pending']>
  const purpose = purposeOf(command)
  const isNumerator = args.length === 0 && FRACTIONS.has(command.value)
  const start =
    purpose === 'subscript' ? 'arguments' : purpose === 'superscript' || isNumerator ? 'script' : 'expression'
  if (piece.type === 'openBrace') {
    reader.open(purpose, piece, start)
    return
  }
  const isDegree = piece.type === 'bracket' && piece.value === '[' && piece.size === '' && piece.style === 'open'
  if (isDegree && takesDegree && args.length === 0 && degree === undefined) {
    reader.open('degree', piece, 'expression')
    return
  }
  if (piece.type === 'prime' && purpose === 'superscript') {
    level.pending = undefined
    return attachPrimes(reader, piece, piece.value)
  }
  if (isNuclear(reader, piece, purpose)) {
    reader.open(purpose, piece, start, true)
    return reader.push('name', placeOf(piece), { text: 'nuc' })
  }
  if (!['letter', 'custom', 'word', 'command', 'number'].includes(piece.type)) reader.fail(needsBraces(command, piece))
  single(reader, piece, purpose, start, command)
}

/** The asterisk below the bars of a nuclear norm. */
const isNuclear = ({ scope, top }: LatexReader, { text }: LatexPiece, purpose: Purpose): boolean =>
  scope.table !== undefined && text === '*' && purpose === 'subscript' && top.last?.awaits === 'norm'

function purposeOf({ type, value }: LatexPiece): Purpose {
  if (type === 'script') return value === '^' ? 'superscript' : 'subscript'
  return accentOf(value) === undefined ? 'argument' : 'accent'
}

/** One character or command as an argument: of `12` only the first digit. */
function single(reader: LatexReader, piece: LatexPiece, purpose: Purpose, start: string, command: LatexPiece) {
  const digits = piece.type === 'number' && piece.value.length > 1
  if (digits && (purpose !== 'argument' || /\D/.test(piece.text))) reader.fail(needsBraces(command, piece))
  reader.open(purpose, piece, start, true)
  if (!digits) return reader.piece(piece)
  const [first = '', rest] = [piece.value[0], piece.value.slice(1)]
  reader.piece({ ...piece, text: first, value: first })
  closeArgument(reader, reader.top)
  reader.take({ ...piece, offset: piece.offset + 1, text: rest, value: rest, spaced: false })
}

/** `A^{+}`. */
function pseudoinverse({ purpose, tokens }: LatexLevel) {
  const [only] = tokens
  if (purpose === 'superscript' && tokens.length === 1 && only?.type === 'sign' && only.text === '+')
    tokens[0] = { ...only, type: 'name', text: PLUS }
}

/** An argument, degree or script is complete. */
export function closeArgument(reader: LatexReader, level: LatexLevel, end?: LatexPiece) {
  const offset = level.open?.offset ?? 0
  const to = end ? end.offset + end.text.length : offset + (level.open?.text.length ?? 0)
  const place = end ? placeOf(end) : { offset, length: to - offset }
  if (level.tokens.length === 0 && level.primes !== '') {
    reader.drop()
    reader.top.pending = undefined
    return attachPrimes(reader, level.open as LatexPiece, level.primes)
  }
  const [only] = level.tokens
  // `x_{\max}` is a word.
  if (level.purpose === 'subscript' && level.tokens.length === 1 && only?.type === 'operator')
    level.tokens[0] = { ...only, type: 'name' }
  if (reader.scope.table) pseudoinverse(level)
  const [, value] = reader.close(place)
  const whole = { offset, length: to - offset }
  const syntax = level.purpose === 'subscript' ? onlyItem(value as Sequence<Syntax | undefined>, whole) : value
  handArgument(
    reader,
    { syntax: syntax as Syntax, tokens: level.tokens, entrywise: level.entrywise, ...whole },
    level.purpose,
  )
}

/** Hands an argument to the command or script that waits for it. */
function handArgument(reader: LatexReader, argument: Argument, purpose: Purpose) {
  const level = reader.top
  const { pending } = level
  if (pending === undefined) throw new Error('no command waits for an argument')
  if (purpose === 'degree') {
    level.pending = { ...pending, degree: argument }
    return
  }
  const args = [...pending.args, argument]
  if (args.length < pending.need) {
    level.pending = { ...pending, args }
    return
  }
  level.pending = undefined
  if (purpose === 'superscript') attachSuperscript(reader, argument, pending.piece)
  else if (purpose === 'subscript') attachSubscript(reader, argument, pending.piece)
  else closeCommand(reader, { ...pending, args })
}

/** What stands in a subscript, if it is one expression; `i,j` is part of a name only. */
function onlyItem(items: Sequence<Syntax | undefined>, at: Place): Syntax {
  const [only, ...others] = elements(items)
  return others.length === 0 && only ? only : listOf(undefined, at)
}
