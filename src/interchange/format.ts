/** A format of interchange: how expressions are written in it and read from it. Each stands in a file of its own in formats/. */
import type { Expr } from '../expr/node.js'
import type { Reader } from '../parse/parse.js'
import type { Vocabulary } from './spelling.js'

export interface InterchangeFormat {
  /** As people call it. */
  readonly title: string
  /** The names of all functions there; of a notation that is turned into another of ours there are none. */
  readonly vocabulary?: Vocabulary
  /** The text of an expression. Raises `FluxionError` for what the format cannot say. */
  readonly write?: (e: Expr) => string
  /** Reads a text; given as the option `syntax`. Raises `ParseError`. */
  readonly read?: Reader
}
