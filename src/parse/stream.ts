/** The pieces of a text as they are read, with the one that comes next; reading can begin again at another place. */
import { spend } from '../work.js'
import { type Dialect, endOf, type Piece, pieceFrom } from './lexer.js'

export class Stream {
  readonly source: string
  readonly dialect: Dialect
  /** The next piece, which stays. */
  ahead: Piece | undefined

  constructor(source: string, dialect: Dialect) {
    this.source = source
    this.dialect = dialect
    this.ahead = pieceFrom(source, 0, dialect)
  }

  /** Takes the next piece. */
  advance(): Piece | undefined {
    spend(1)
    const piece = this.ahead
    if (piece) this.ahead = pieceFrom(this.source, endOf(piece), this.dialect)
    return piece
  }

  restart(offset: number): void {
    this.ahead = pieceFrom(this.source, offset, this.dialect)
  }
}
