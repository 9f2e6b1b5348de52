/**
 * What several derivatives are taken by, looked up by structure: nodes that are equal may be different objects. Invariant: no variable
 * is a part of another one, as x is of x[1]: who has both keeps them in two groups (gradient.ts).
 */
import { ShapeError } from '../errors.js'
import { type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, postorder } from '../expr/walk.js'
import { gather } from '../memo.js'
import { heed } from '../work.js'

export class Variables {
  /** The symbols of all. */
  readonly mask: number
  readonly #all: readonly Expr[]
  readonly #byHash = new Map<number, number[]>()
  readonly #onlySymbols: boolean

  constructor(all: readonly Expr[]) {
    this.#all = all
    let mask = 0
    for (const [k, x] of all.entries()) {
      heed()
      mask |= x.mask
      gather(this.#byHash, x.hash, k)
    }
    this.mask = mask
    this.#onlySymbols = all.every(x => x.kind === 'sym')
  }

  requirePlaces(outputs: readonly Expr[]): void {
    requirePlaces(outputs, this.#all)
  }

  get count(): number {
    return this.#all.length
  }

  /** The place of the variable that a node is; the first, where it is named twice. */
  indexOf(e: Expr): number | undefined {
    if (this.#onlySymbols && e.kind !== 'sym') return undefined
    const places = this.#byHash.get(e.hash)
    if (places === undefined) return undefined
    for (const k of places) if (equal(this.#all[k] as Expr, e)) return k
    return undefined
  }

  /** The variable at a place. */
  at(place: number): Expr {
    return this.#all[place] as Expr
  }

  /** The places of the variables in an expression; of one that is named twice the first. */
  within(e: Expr): number[] {
    return [...this.#all.keys()].filter(k => this.indexOf(this.at(k)) === k && contains(e, this.at(k)))
  }

  /** The variable that rules name where they refuse an expression. */
  named(e: Expr): Expr {
    const found = e.kind === 'call' && e.head === 'index' ? this.#all.find(x => contains(e, x)) : undefined
    return found ?? (this.#all[0] as Expr)
  }
}

/** Refuses what may be one of the variables or not, as x[i] may be x[1]. */
export function requirePlaces(outputs: readonly Expr[], variables: readonly Expr[]): void {
  if (variables.every(x => x.kind === 'sym')) return
  for (const e of postorder(outputs)) {
    if (!isCall(e, 'index') || e.args.slice(1).every(k => k.kind === 'num')) continue
    const x = variables.find(
      v => isCall(v, 'index') && v.args.length === e.args.length && equal(v.args[0] as Expr, e.args[0] as Expr),
    )
    if (x === undefined) continue
    const shape = `${e.args[0]}:[${e.args.slice(1).map(() => 3)}]`
    throw new ShapeError(
      `${e} may be ${x} or not: declare the size, as in let: "${shape}", or write the components out`,
    )
  }
}
