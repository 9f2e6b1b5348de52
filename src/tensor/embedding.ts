/** Finds a product among the factors of a larger one, up to the names of its labels. */
import { one } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { spend } from '../work.js'
import type { DraftFactor } from './draft.js'
import type { Factor, Label, Node } from './node.js'
import type { Product } from './product.js'

export interface Embedding {
  /** The factors that make up the node. */
  readonly factors: readonly DraftFactor[]
  /** The labels at its axes. */
  readonly at: readonly Label[]
  /** The labels that it sums over; they occur nowhere else. */
  readonly inner: readonly Label[]
  /** What the factors must be divided by to be the node: its own coefficient. */
  readonly coefficient: Expr
}

/** How many attempts are made. */
const MOST_STEPS = 2000

/** The node in the product, apart from the factors `without`; `at` gives the labels of its axes as far as known. */
export function embed(
  p: Product,
  node: Node,
  at: readonly (Label | undefined)[],
  without: readonly DraftFactor[],
): Embedding | undefined {
  spend(2 * p.factors.length)
  const candidates = p.factors.filter(f => !without.includes(f))
  const [term, ...terms] = node.kind === 'sum' ? node.terms : []
  const product = term !== undefined && terms.length === 0 && term.deltas.length === 0
  const pattern = product ? term.factors : [{ node, at: at.map((_, k) => k), power: one }]
  if (pattern.length > candidates.length) return undefined
  const names = new Map<Label, Label>()
  for (const [k, l] of at.entries()) if (l !== undefined) names.set(k, l)
  const search = new Search(p, at.length, pattern, candidates)
  const found = search.run(names)
  if (found === undefined) return undefined
  const inner = [...found.names].filter(([k]) => k >= at.length).map(([, l]) => l)
  return {
    factors: found.factors,
    at: at.map((_, k) => found.names.get(k) as Label),
    inner,
    coefficient: product ? term.coefficient : one,
  }
}

interface Partial {
  readonly names: ReadonlyMap<Label, Label>
  readonly factors: readonly DraftFactor[]
}

class Search {
  #steps = 0
  readonly #p: Product
  readonly #order: number
  readonly #pattern: readonly Factor[]
  readonly #candidates: readonly DraftFactor[]

  constructor(p: Product, order: number, pattern: readonly Factor[], candidates: readonly DraftFactor[]) {
    this.#p = p
    this.#order = order
    this.#pattern = pattern
    this.#candidates = candidates
  }

  run(names: ReadonlyMap<Label, Label>): Partial | undefined {
    const pending: Partial[] = [{ names, factors: [] }]
    for (let state = pending.pop(); state; state = pending.pop()) {
      if (this.#steps++ > MOST_STEPS) return undefined
      spend(this.#candidates.length)
      const wanted = this.#pattern[state.factors.length]
      if (wanted === undefined) {
        if (this.#isWhole(state)) return state
        continue
      }
      for (const f of this.#candidates) {
        if (f.node !== wanted.node || state.factors.includes(f) || !equal(f.power, wanted.power)) continue
        for (const at of this.#readings(f)) {
          const next = this.#bind(state.names, wanted.at, at)
          if (next) pending.push({ names: next, factors: [...state.factors, f] })
        }
      }
    }
    return undefined
  }

  #readings(f: DraftFactor): readonly (readonly Label[])[] {
    return f.at.length === 2 && this.#p.space.isSymmetric(f.node)
      ? [f.at, [f.at[1] as Label, f.at[0] as Label]]
      : [f.at]
  }

  #bind(
    names: ReadonlyMap<Label, Label>,
    wanted: readonly Label[],
    at: readonly Label[],
  ): Map<Label, Label> | undefined {
    const next = new Map(names)
    for (const [k, label] of wanted.entries()) {
      const l = at[k] as Label
      const known = next.get(label)
      if (known === undefined) {
        // A label summed over is one of the product that nothing else uses.
        if (label >= this.#order && (!this.#p.isBound(l) || [...next.values()].includes(l))) return undefined
        next.set(label, l)
      } else if (known !== l) return undefined
    }
    return next
  }

  /** The labels summed over occur in the matched factors only. */
  #isWhole({ names, factors }: Partial): boolean {
    return [...names].every(([k, l]) => k < this.#order || this.#p.having(l).every(f => factors.includes(f)))
  }
}
