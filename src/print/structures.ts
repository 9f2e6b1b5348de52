/**
 * Structures of later rooms that write themselves: a head, how tightly it holds together, and its pieces in each notation. They
 * register when they are loaded; whoever does not load them prints without them.
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

const structures = new Map<string, Structure>()

/** From now on, calls of that head are written so. */
export function defineStructure(head: string, structure: Structure): void {
  structures.set(head, structure)
}

export const structureOf = (head: string): Structure | undefined => structures.get(head)
