/** Labels that run together: joined by deltas, or by placements, which put one a distance behind the other. */
import type { Extents } from './extents.js'

/** The index of the second label is that of the first and so many more. */
export type Join<S> = readonly [label: number, other: number, by: S]

/** Which labels run together, each class by its smallest label; how far they run, and from which place of each label. */
export interface Classes<S> {
  readonly classOf: (label: number) => number
  /** The place of the label at which its class begins. */
  readonly startOf: (label: number) => S
  readonly extentOf: (c: number) => S
}

/** Undefined where joined labels have no place in common. */
export function classesOf<S>(
  joins: readonly Join<S>[],
  sizes: readonly S[],
  { none, same, less, plus, minus }: Extents<S>,
): Classes<S> | undefined {
  const parent = sizes.map((_, label) => label)
  /** The index of a label is that of its parent and so many more. */
  const more = sizes.map(() => none)
  const root = (label: number): readonly [root: number, more: S] => {
    let l = label
    let sum = none
    for (; parent[l] !== l; l = parent[l] as number) sum = plus(sum, more[l] as S)
    return [l, sum]
  }
  for (const [a, b, by] of joins) {
    const [[x, ofA], [y, ofB]] = [root(a), root(b)]
    // index(b) = index(a) + by, so that index(y) = index(x) + distance.
    const distance = minus(plus(ofA, by), ofB)
    if (x === y) {
      if (!same(distance, none)) return undefined
      continue
    }
    parent[Math.max(x, y)] = Math.min(x, y)
    more[Math.max(x, y)] = x < y ? distance : minus(none, distance)
  }
  const roots = sizes.map((_, label) => root(label))
  const low = sizes.map(() => none)
  const high = [...sizes]
  for (const [label, [c, by]] of roots.entries()) {
    const [first, end] = [minus(none, by), minus(sizes[label] as S, by)]
    if (less(low[c] as S, first)) low[c] = first
    if (less(end, high[c] as S)) high[c] = end
  }
  if (roots.some(([c]) => !less(low[c] as S, high[c] as S))) return undefined
  return {
    classOf: label => (label < 0 ? label : (roots[label] as readonly [number, S])[0]),
    startOf: label => {
      if (label < 0) return none
      const [c, by] = roots[label] as readonly [number, S]
      return plus(by, low[c] as S)
    },
    extentOf: c => minus(high[c] as S, low[c] as S),
  }
}
