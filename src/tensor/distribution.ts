/** Products over the terms of a sum among their factors. Invariant: the products of an answer add up to the one given. */
import { mul, one } from '../expr/build.js'
import { isNumber } from '../expr/numbers.js'
import type { DraftFactor, DraftTerm } from './draft.js'
import type { Label, Sum } from './node.js'

/**
 * `c * (a + b)` with nothing else in the product is `c*a + c*b`, also where it is summed over or permuted. Beside other factors a sum
 * of high order is taken apart where each of its terms has deltas: they vanish only then; and one of which an entry is taken, where a term has a known unit vector.
 */
export function distributed(order: number, draft: DraftTerm): DraftTerm[] | undefined {
  const { factors, deltas, coefficient } = draft
  const [f] = factors
  const alone = factors.length === 1 && (deltas.length === 0 || isOnDiagonal(draft)) && isNumber(coefficient)
  if (f !== undefined && alone) return isSpread(f) ? spread(order, draft, f) : undefined
  const wide = factors.find(g => isSpread(g) && (isLadenWithDeltas(g) || isEntryOfUnits(g, factors)))
  return wide && spread(order, draft, wide)
}

/** The diagonal of a matrix that is no list and no block matrix. */
function isOnDiagonal({ factors: [f], deltas }: DraftTerm): boolean {
  const [[a, b] = [], ...others] = deltas
  if (f?.node.kind !== 'sum' || f.at.length !== 2 || others.length > 0) return false
  const listed = f.node.terms.some(t => t.factors.some(g => g.node.kind === 'basis' || g.node.kind === 'placement'))
  return !listed && f.at.every(l => l === a || l === b)
}

const isSpread = (f: DraftFactor): boolean => f.node.kind === 'sum' && f.node.terms.length > 1 && f.power === one

/** The most terms that are multiplied out beside others. */
const MOST_SPREAD = 8

const isLadenWithDeltas = ({ node }: DraftFactor): boolean =>
  node.kind === 'sum' &&
  node.shape.length > 2 &&
  node.terms.length <= MOST_SPREAD &&
  node.terms.every(t => t.deltas.length > 0)

/** Whether an entry is taken where one of the terms has a known unit vector: (x + eye(3)[:,2])[2] is x[2] + 1. */
function isEntryOfUnits({ node, at }: DraftFactor, factors: readonly DraftFactor[]): boolean {
  if (node.kind !== 'sum' || node.terms.length > MOST_SPREAD) return false
  const taken = factors.filter(isKnownUnit).map(g => at.indexOf(g.at[0] as Label))
  return taken.some(axis => axis >= 0 && node.terms.some(t => t.factors.some(f => isKnownUnit(f) && f.at[0] === axis)))
}

const isKnownUnit = ({ node }: Pick<DraftFactor, 'node'>): boolean => node.kind === 'basis' && node.place.kind === 'num'

/** The product for each term of one of its factors. */
function spread(order: number, draft: DraftTerm, f: DraftFactor): DraftTerm[] {
  const inner = f.node.shape.length
  const others = draft.factors.filter(g => g !== f)
  // The labels summed over within follow those of the product.
  const base = order + draft.bound.length - inner
  const label = (l: Label): Label => (l < inner ? (f.at[l] as Label) : base + l)
  return (f.node as Sum).terms.map(t => ({
    coefficient: mul(draft.coefficient, t.coefficient),
    factors: [...others, ...t.factors.map(g => ({ ...g, at: g.at.map(label) }))],
    deltas: [...draft.deltas, ...t.deltas.map(([a, b]) => [label(a), label(b)] as const)],
    bound: [...draft.bound, ...t.bound],
  }))
}
