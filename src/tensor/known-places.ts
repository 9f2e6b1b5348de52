/** The labels of a product whose places are known: chosen by a unit vector, in a range, or on an axis of size one. */
import { ShapeError } from '../errors.js'
import { add, one } from '../expr/build.js'
import { type Expr, rawCall } from '../expr/node.js'
import { HEAD } from './heads.js'
import type { Dim, Factor, Label, Node, Term } from './node.js'

/** The places of bound labels that a basis vector chooses, in vectors and matrices. */
export function fixedPlaces(order: number, t: Term, isWide: (node: Node) => boolean): Map<Label, Expr> {
  const fixed = new Map<Label, Expr>()
  for (const { node, at } of t.factors) {
    const label = at[0] as Label
    const wide = t.factors.some(f => isWide(f.node) && f.at.includes(label))
    if (node.kind === 'basis' && label >= order && !wide) fixed.set(label, node.place)
  }
  return fixed
}

/** The places that a placement takes of what is summed over, and the label of its columns. */
export interface PlacedRange {
  readonly by: Factor
  readonly column: Label
  readonly range: Expr
}

/** The bound labels that are the rows of a placement, in vectors and matrices: other factors are taken at those places. */
export function rangesOf(order: number, t: Term, isWide: (node: Node) => boolean): Map<Label, PlacedRange> {
  const ranges = new Map<Label, PlacedRange>()
  for (const by of t.factors) {
    const { node, at } = by
    const [row, column] = at as [Label, Label]
    const wide = t.factors.some(f => isWide(f.node) && f.at.includes(row))
    if (node.kind !== 'placement' || row < order || wide || ranges.has(row)) continue
    const [from, to] = [add(node.offset, one), add(node.offset, node.shape[1] as Dim)]
    ranges.set(row, { by, column, range: rawCall(HEAD.range, [from, to]) })
  }
  return ranges
}

/** The axes of size one: they have one place. */
export function thinLabels(sizes: readonly Dim[], t: Term, isWide: (node: Node) => boolean): Set<Label> {
  const wide = new Set(t.factors.filter(f => isWide(f.node)).flatMap(f => f.at))
  return new Set([...sizes.keys()].filter(l => sizes[l] === one && !wide.has(l)))
}

/** A place of which only the sizes tell whether it lies in a range has no notation. */
export function refuseUnknown(place: Expr, placed: PlacedRange | undefined): void {
  if (placed === undefined) return
  const range = placed.range.kind === 'call' ? placed.range.args.join(':') : placed.range
  throw new ShapeError(`whether the place ${place} lies in ${range} is told by the sizes: declare them as numbers`)
}
