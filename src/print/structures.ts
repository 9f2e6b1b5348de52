/**
 * Structures of later rooms that write themselves: a head, how tightly it holds together, and its pieces in each notation. Whoever
 * prints gives those that he knows.
 */
import type { Call } from '../expr/node.js'
import type { Level, Piece, Place } from './walk.js'

export interface Structure {
  readonly level: (e: Call) => Level
  /** How tightly what is typeset holds together, where that is another level. */
  readonly typeset?: ((e: Call) => Level) | undefined
  readonly text: (e: Call) => Iterable<Piece>
  readonly latex: (e: Call, place: Place) => Iterable<Piece>
}

/** By their heads. */
export type Structures = ReadonlyMap<string, Structure>
