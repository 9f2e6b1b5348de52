/**
 * The rank that a sum of products has at most: of columns times rows as many as it has different columns, or different rows; of A*B the inner
 * size. A matrix of more rows has no inverse, whatever the values are.
 */
import { countOf, type Dim, type Factor, type Label, type Node, type Term } from './node.js'

/** The rank that a matrix has at most; undefined where its rows and columns hang together. */
function rankAtMost(node: Node, n: number): number | undefined {
  const terms = node.kind === 'sum' && node.shape.length === 2 ? node.terms : []
  const sides = terms.map(sidesOf)
  const outer = sides.filter(s => s !== undefined)
  const inner = terms.filter((_, k) => sides[k] === undefined).map(t => (n === 0 ? undefined : innerSize(t)))
  if (terms.length === 0 || !inner.every(r => r !== undefined)) return undefined
  const ofOuter = Math.min(...[0, 1].map(k => new Set(outer.map(s => s[k])).size))
  return inner.reduce((sum, r) => sum + r, ofOuter)
}

/** The smallest known size of what all ways from the rows of a product to its columns lead through. */
function innerSize({ factors, deltas, bound }: Term): number | undefined {
  if (deltas.length > 0) return undefined
  const sizes = bound.map((size, k) => (reachable(factors, 0, k + 2).has(1) ? 0 : countOf(size)))
  const known = sizes.filter(size => size > 0)
  return known.length === 0 ? undefined : Math.min(...known)
}

/** The column and the row whose product a term is, as texts that are the same for the same ones. */
function sidesOf({ factors, deltas }: Term): readonly [string, string] | undefined {
  const column = reachable(factors, 0)
  if (deltas.length > 0 || column.has(1)) return undefined
  const text = (isOwn: (f: Factor) => boolean, axis: Label): string =>
    factors
      .filter(f => f.at.length > 0 && isOwn(f))
      .map(f => `${f.node.id}^${f.power}@${f.at.map(l => (l === axis ? '' : l)).join(',')}`)
      .join(';')
  const isOfColumn = (f: Factor): boolean => f.at.some(l => column.has(l))
  return [text(isOfColumn, 0), text(f => !isOfColumn(f), 1)]
}

/** The labels that hang together with one through factors, without passing `wall`. */
function reachable(factors: readonly Factor[], from: Label, wall?: Label): ReadonlySet<Label> {
  const found = new Set([from])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const { at } of factors) if (at.some(l => found.has(l))) for (const l of at) if (l !== wall) found.add(l)
  }
  return found
}

/** Whether a square matrix has no inverse as long as its size is not as small as its rank. */
export function isSingular(node: Node): boolean {
  const n = countOf(node.shape[0] as Dim)
  const rank = rankAtMost(node, n)
  return rank !== undefined && (n === 0 || rank < n)
}
