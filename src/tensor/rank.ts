/**
 * The rank that a sum of products of columns and rows has at most: as many as it has different columns, or different rows. A matrix of more
 * rows has no inverse, whatever the values are.
 */
import { countOf, type Dim, type Factor, type Label, type Node, type Term } from './node.js'

/** The rank that a matrix has at most; undefined where its rows and columns hang together. */
function rankAtMost(node: Node): number | undefined {
  const terms = node.kind === 'sum' && node.shape.length === 2 ? node.terms : []
  const sides = terms.map(sidesOf)
  if (terms.length === 0 || !sides.every(s => s !== undefined)) return undefined
  return Math.min(...[0, 1].map(k => new Set(sides.map(s => s[k])).size))
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

/** The labels that hang together with one through factors. */
function reachable(factors: readonly Factor[], from: Label): ReadonlySet<Label> {
  const found = new Set([from])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const { at } of factors) if (at.some(l => found.has(l))) for (const l of at) found.add(l)
  }
  return found
}

/** Whether a square matrix has no inverse as long as its size is not as small as its rank. */
export function isSingular(node: Node): boolean {
  const rank = rankAtMost(node)
  const n = countOf(node.shape[0] as Dim)
  return rank !== undefined && (n === 0 || rank < n)
}
