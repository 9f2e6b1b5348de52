/**
 * What stands in the bracket behind a name, seen before it is read: whether it holds names and nothing else decides if `y(x)` is an
 * unknown function. Looks as far as the first piece that settles it, so that every bracket is looked at once or twice.
 */
import { canonicalName, type Dialect, endOf, type Piece, pieceFrom } from './lexer.js'

/** A bracket that holds names, and at most calls of letters on names. */
export interface Inside {
  /** The names in order, those that stand in an inner bracket left out. */
  readonly names: readonly string[]
  /** The heads of the calls among them: `u` in `y(u(x))`. */
  readonly heads: readonly string[]
  /** All names, those in inner brackets too. */
  readonly all: readonly string[]
  /** Where the bracket ends. */
  readonly end: number
  /** Another bracket follows directly. */
  readonly again: boolean
}

/** The bracket that opens at `offset`, if it holds names with commas between them, and calls `u(x)` one deep. */
export function namesInside(source: string, offset: number, dialect: Dialect): Inside | undefined {
  const names: string[] = []
  const heads: string[] = []
  const all: string[] = []
  let depth = 0
  let last: Piece | undefined
  for (let piece = pieceFrom(source, offset, dialect); piece; piece = pieceFrom(source, endOf(piece), dialect)) {
    const named = last?.type === 'word' || last?.type === 'greek'
    switch (piece.type) {
      case 'open': {
        const head = names.at(-1)
        if (depth > 0 && (!named || depth > 1 || head === undefined)) return undefined
        if (depth > 0 && head !== undefined) heads.push(head)
        depth++
        break
      }
      case 'word':
      case 'greek': {
        const name = canonicalName(piece.text)
        if (name === undefined || (last?.type !== 'open' && last?.type !== 'comma')) return undefined
        all.push(name)
        if (depth === 1) names.push(name)
        break
      }
      case 'comma':
        if (!named && last?.type !== 'close') return undefined
        break
      case 'close':
        if (!named && (last?.type !== 'close' || depth === 0)) return undefined
        if (--depth === 0) return { names, heads, all, end: endOf(piece), again: source.charAt(endOf(piece)) === '(' }
        break
      default:
        return undefined
    }
    last = piece
  }
  return undefined
}
