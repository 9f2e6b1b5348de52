/** Declarations that may have shapes, `W:[2,3]`, `S in R^{n x n}`: their sizes are taken apart here and understood in the room of tensors. */
import { type Declarations, type ShapeReader, splitDeclarations, type Written } from './declarations.js'
import type { Piece } from './lexer.js'
import { DECLARATIONS } from './shaped-lexer.js'

/** Takes declarations apart, shapes as well. Raises `ParseError`. */
export const readDeclarations = (text: string): Declarations =>
  splitDeclarations(text, { dialect: DECLARATIONS, read: readShape })

const readShape: ShapeReader = (text, pieces, at, refuse) => {
  const piece = pieces[at] as Piece
  return piece.type === 'member' ? { sizes: membership(piece), end: at + 1 } : bracketed(text, pieces, at + 1, refuse)
}

/** The sizes in `[2, n+1]`, `[2 x 3]`: the texts between its commas or crosses. */
function bracketed(
  text: string,
  pieces: readonly Piece[],
  open: number,
  refuse: (at: number, wanted: string) => never,
): ReturnType<ShapeReader> {
  const sizes: Written[] = []
  let from = (pieces[open]?.offset ?? 0) + 1
  for (let at = open + 1, depth = 0; ; at++) {
    const piece = pieces[at]
    if (piece === undefined || piece.type === 'semicolon' || piece.type === 'error') return refuse(at, '"]"')
    if (depth === 0 && (piece.type === 'closeList' || piece.type === 'comma')) {
      sizes.push(...crossed(text.slice(from, piece.offset), from, CROSS))
      from = piece.offset + 1
      if (piece.type === 'closeList')
        return { sizes: sizes.length === 1 && sizes[0]?.text.trim() === '' ? [] : sizes, end: at + 1 }
    } else if (isApart(piece, pieces[at - 1] as Piece)) refuse(at, 'a comma between sizes')
    depth += piece.type === 'open' ? 1 : piece.type === 'close' ? -1 : 0
  }
}

/** Whether a size follows another after a space only: `[n m]` would be a product. */
function isApart({ type, text, offset }: Piece, last: Piece): boolean {
  const isSize = (t: string): boolean => t === 'word' || t === 'greek' || t === 'number'
  const isCross = [text, last.text].some(t => CROSS_LETTER.test(t))
  return isSize(type) && isSize(last.type) && offset > last.offset + last.text.length && !isCross
}

/** What stands between sizes: `2x3`, `m × n`, `nxn`. */
const CROSS = /(\s*×\s*|\s+x\s+|(?<=\d)\s*x(?=\s*\w)|(?<=^\s*[a-zA-Z])x(?=\w\s*$|\d+\s*$))/
const CROSS_LETTER = /^(?:x|×|[a-zA-Z]?x\w*)$/

/** The sizes of a text with `between` between them, which keeps what it finds. */
function crossed(text: string, offset: number, between: RegExp): Written[] {
  const parts = text.split(between)
  const starts = parts.map((_, k) => offset + parts.slice(0, k).join('').length)
  return parts.flatMap((part, k) => (k % 2 === 0 ? [{ text: part, offset: starts[k] as number }] : []))
}

/** The sizes in `in R^{2x3}`, `in R^(m × n)`, `in R^n`, `in R`. */
function membership({ text, offset }: Piece): Written[] {
  const from = text.search(/[{(]/) + 1 || text.indexOf('^') + 1
  if (from === 0) return []
  const sizes = text.slice(from).replace(/[)}]$/, '')
  return crossed(sizes, from + offset, IN_POWER)
}

/** In `R^{m*n}` a product is a cross, too. */
const IN_POWER = new RegExp(`${CROSS.source.slice(0, -1)}|\\s*[,*]\\s*)`)
