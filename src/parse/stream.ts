/** The pieces of a text as they are read, with the one that comes next; reading can begin again at another place. */
import { spend } from '../work.js'
import { type Dialect, type Piece, pieces } from './lexer.js'

export class Stream {
  readonly source: string
  readonly dialect: Dialect
  #input: Iterator<Piece, void, void>
  #ahead: Piece | undefined

  constructor(source: string, dialect: Dialect) {
    this.source = source
    this.dialect = dialect
    this.#input = pieces(source, dialect)
    this.#ahead = this.#input.next().value ?? undefined
  }

  /** The next piece, which stays. */
  get ahead(): Piece | undefined {
    return this.#ahead
  }

  /** Takes the next piece. */
  advance(): Piece | undefined {
    spend(1)
    const piece = this.#ahead
    if (piece) this.#ahead = this.#input.next().value ?? undefined
    return piece
  }

  restart(offset: number): void {
    this.#input = pieces(this.source, this.dialect, offset)
    this.#ahead = this.#input.next().value ?? undefined
  }
}
