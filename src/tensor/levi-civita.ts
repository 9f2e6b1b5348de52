/**
 * The Levi-Civita symbol, a literal of three axes: (x cross y)_i is the sum of e_ijk*x_j*y_k. Its sign changes where two of its axes are
 * exchanged (labels.ts); crossing.ts has its identities, graph.ts writes it as `cross` and `skew`.
 */
import { num } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import type { Space } from './draft.js'
import type { Node } from './node.js'

/** The places of an axis. */
export const PLACES = [0, 1, 2] as const
export const THREE = num(3)

/** The sign of the permutation that i, j, k are of 0, 1, 2; zero where two are equal. */
const signOf = (i: number, j: number, k: number): number => ((j - i) * (k - i) * (k - j)) / 2

const ALL = PLACES.flatMap(i => PLACES.flatMap(j => PLACES.map(k => ({ places: [i, j, k], sign: signOf(i, j, k) }))))

const ENTRIES: readonly Expr[] = ALL.map(({ sign }) => num(sign))

/** The permutations of so many places, counted from 0, with their signs: the entries that are not zero. */
export function permutations(size: number): readonly { readonly places: readonly number[]; readonly sign: number }[] {
  const all = ALL.filter(({ sign }) => sign !== 0)
  return size === 3
    ? all
    : all
        .filter(({ places: [i] }) => i === 0)
        .map(({ places, sign }) => ({ places: places.slice(1).map(k => k - 1), sign }))
}

export const leviCivita = (space: Space): Node => space.constant([THREE, THREE, THREE], ENTRIES)

export const isLeviCivita = (node: Node): boolean =>
  node.kind === 'constant' && node.shape.length === 3 && node.entries.every((e, k) => equal(e, ENTRIES[k] as Expr))
