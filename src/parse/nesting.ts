/**
 * Brackets: the kinds of levels that open and close, what the grammar starts with inside each, and what a closed level
 * becomes. Also what can be wrong with the content of a level that is right as syntax: the number of arguments, and
 * the lengths of rows.
 */

import { advice } from './advice.js'
import { binderProblem } from './binders.js'
import type { Level } from './bracket.js'
import type { Declared } from './declared.js'
import type { Start } from './level.js'
import { endOf, type Piece, pieceFrom } from './lexer.js'
import type { Problem } from './problem.js'
import type { Stream } from './stream.js'
import type { Sequence, Syntax, Token } from './syntax.js'

/** Whether the current statement begins as `name =` or, where shapes are declared, `name[i] =`. */
export function isDefinition({ tokens, statement }: Level, { shaped }: Declared): boolean {
  const [name, index] = [tokens[statement], tokens[statement + 1]]
  const indexed = shaped !== undefined && index?.type === 'index'
  const equals = indexed ? tokens[statement + 2] : index
  return name?.type === 'name' && equals?.type === 'relation' && equals.text === '='
}

/** Whether a comma after a definition has another one behind it: a piece, and `=`. */
export const definesNext = ({ type }: Piece, { ahead, source, dialect }: Stream): boolean =>
  type === 'comma' && ahead !== undefined && pieceFrom(source, endOf(ahead), dialect)?.text === '='

/** The end of a line between a piece and what was read before it, as a piece that ends a statement. */
export function lineBefore(piece: Piece, { tokens }: Level, source: string): Piece | undefined {
  const last = tokens.at(-1)
  if (last === undefined) return undefined
  const end = last.offset + last.length
  const at = source.slice(end, piece.offset).search(/[\n\r]/)
  return at < 0 ? undefined : { type: 'semicolon', text: ';', offset: end + at }
}

/** Each kind of level: the piece that closes it, what that looks like, and what the grammar reads inside. */
export const LEVELS: Readonly<Record<Level['type'], readonly [closer: string, text: string, start: Start]>> = {
  program: ['', '', 'program'],
  group: ['close', ')', 'expression'],
  arguments: ['close', ')', 'arguments'],
  index: ['closeList', ']', 'places'],
  list: ['closeList', ']', 'list'],
  bars: ['bar', '|', 'expression'],
  branch: ['colon', ':', 'expression'],
}

/** The function that a bracket opened now would apply: after `sin`, `sin^2`, `sin²`. */
export function applied(tokens: readonly Token[]): Token | undefined {
  const last = tokens.at(-1)
  if (last?.type === 'function') return last
  if (last?.type === 'exponent') return tokens.at(-3)
  return last?.type === 'superscript' && tokens.at(-2)?.type === 'function' ? tokens.at(-2) : undefined
}

/** The syntax of a closed level, as its token carries it. */
export function wrap({ type, open }: Level, value: unknown, offset: number, end: number): Syntax | Sequence {
  switch (type) {
    case 'group':
      return { kind: 'group', of: value as Syntax, offset, end }
    case 'bars':
      return { kind: 'abs', of: value as Syntax, offset, end, ...(open?.text === '‖' && { norm: '2' as const }) }
    case 'list':
      return { kind: 'list', rows: value as Sequence<Sequence> | undefined, offset, end }
    case 'arguments':
    case 'index':
      return value as Sequence
    case 'branch':
    case 'program':
      return value as Syntax
  }
}

/** What is wrong with the content of a closed level, if anything. */
export function contentProblem(
  level: Level,
  value: unknown,
  close: Piece,
  matrices?: Declared['matrices'],
): Problem | undefined {
  if (level.type === 'arguments' && level.binder !== undefined) {
    const open = level.open?.offset ?? 0
    const length = close.offset + close.text.length - open
    return binderProblem(level.binder, value as Sequence, open, length, matrices)
  }
  if (level.type === 'arguments') return argumentProblem(level, value as Sequence, close)
  return level.type === 'list' ? rowProblem(level, value as Sequence<Sequence> | undefined) : undefined
}

function argumentProblem(level: Level, args: Sequence, close: Piece): Problem | undefined {
  const [least, most] = level.arity ?? [1, Number.POSITIVE_INFINITY]
  if (args.size >= least && args.size <= most) return undefined
  const few = args.size < least
  let extra = args
  while (extra.size > most + 1 && extra.before) extra = extra.before
  const message = `there are too ${few ? 'few' : 'many'} arguments`
  const offset = few ? close.offset : extra.separator
  return { code: 'argument-count', offset, length: 1, message, hint: advice()?.count(level, offset) }
}

function rowProblem(level: Level, rows: Sequence<Sequence> | undefined): Problem | undefined {
  if (rows === undefined) return undefined
  const sizes = new Set<number>()
  if (rows.size > 1)
    for (let row: Sequence<Sequence> | undefined = rows; row; row = row.before) sizes.add(row.item.size)
  else for (let item: Sequence | undefined = rows.item; item; item = item.before) sizes.add(rowSize(item.item))
  if (sizes.size === 1) return undefined
  return {
    code: 'ragged-matrix',
    offset: level.open?.offset ?? 0,
    length: 1,
    message: 'the rows of this matrix differ in length',
  }
}

/** The length of a list as a row of a matrix; -1 for what is no list. */
const rowSize = (item: Syntax): number => (item.kind !== 'list' ? -1 : item.rows?.size === 1 ? item.rows.item.size : 0)
