/** How block matrices are written: the rows of a grid, with brackets where lists side by side would be read as rows. */
import { type Call, type Expr, isCall } from '../expr/node.js'
import { at, LEVEL, type Piece } from '../print/walk.js'
import { HEAD } from './heads.js'

/** The rows of a block matrix: those of blocks side by side in one grid, where all have as many. */
export function linesOf(e: Call): readonly (readonly Expr[])[] {
  const [first] = e.args
  const width = isCall(first, HEAD.columns) ? first.args.length : 1
  const grid = e.args.every(row => isCall(row, HEAD.columns) && row.args.length === width)
  return e.args.map(row => (grid ? (row as Call).args : [row]))
}

const BRACKETED: ReadonlySet<string> = new Set(['list', HEAD.rows, HEAD.columns])

export function* blockLines(lines: readonly (readonly Expr[])[], between: string, below: string): Generator<Piece> {
  for (const [k, line] of lines.entries()) {
    if (k > 0) yield below
    for (const [j, block] of line.entries()) {
      if (j > 0) yield between
      // In brackets: lists alone in one line would be the rows of a matrix.
      const alone = lines.length === 1 && BRACKETED.has((block as Call).head)
      if (alone) yield '('
      yield at(block, LEVEL.choice)
      if (alone) yield ')'
    }
  }
}
