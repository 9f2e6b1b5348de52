/**
 * Where nodes stand in a list of them: what is computed for each lies in a list beside it, which is several times quicker than a map.
 * Each node remembers the place that it had in the list that it was put into last; whether that is this list is seen by looking there.
 * Where it is not, because another list was made meanwhile, a map tells.
 */
import { type Expr, places } from './node.js'

/** Adds a node to a list. */
export function put(list: Expr[], e: Expr): void {
  places.set(e, list.length)
  list.push(e)
}

/** Whether a list that `put` alone made, and no other meanwhile, has the node. */
export const has = (list: readonly Expr[], e: Expr): boolean => list[places.get(e)] === e

/** The places of the nodes in a list that has each once. */
export class Numbering {
  readonly #list: readonly Expr[]
  #byNode: Map<Expr, number> | undefined

  constructor(list: readonly Expr[]) {
    this.#list = list
  }

  /** The place of a node; undefined where the list does not have it. */
  of(e: Expr): number | undefined {
    const k = places.get(e)
    if (this.#list[k] === e) return k
    this.#byNode ??= new Map(this.#list.map((n, at) => [n, at]))
    return this.#byNode.get(e)
  }
}
