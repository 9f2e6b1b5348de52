/** Pieces of an expression file: texts that know where they stand. */
import { splitAtCommas } from '../parse/statements.js'

/** A piece of the text and where it stands. */
export interface Piece {
  readonly text: string
  readonly offset: number
}

/** A piece without the white space around it. */
export function trimmed({ text, offset }: Piece): Piece {
  const inner = text.trimStart()
  return { text: inner.trimEnd(), offset: offset + text.length - inner.length }
}

/** Parts of a piece, in order. */
export function partsOf(piece: Piece, split: (text: string) => string[]): Piece[] {
  let from = 0
  return split(piece.text).map(part => {
    const at = piece.text.indexOf(part, from)
    from = at + part.length
    return trimmed({ text: part, offset: piece.offset + at })
  })
}

export const partsAtCommas = (piece: Piece): Piece[] => partsOf(piece, splitAtCommas)
