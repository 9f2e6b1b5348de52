/** Sums that have one value all along an axis, or in every place: without these axes they are the same values. */
import type { Space } from './draft.js'
import type { Dim, Label, Node, Sum } from './node.js'

/** The scalar that stands in every place of a tensor; undefined where the places differ. */
export function levelOf(space: Space, node: Node): Node | undefined {
  if (node.shape.length === 0) return node
  if (node.kind !== 'sum' || node.terms.some(t => t.deltas.length > 0 || t.factors.some(f => f.at.length > 0)))
    return undefined
  return space.sum([], node.terms)
}

/** A sum that has one value all along an axis, without that axis; undefined where every axis tells. */
export function withoutIdleAxes(
  space: Space,
  { shape, terms }: Sum,
): { readonly node: Sum; readonly axes: readonly Label[] } | undefined {
  const telling = new Set(terms.flatMap(t => [...t.factors.flatMap(f => f.at), ...t.deltas.flat()]))
  const axes = [...shape.keys()].filter(axis => telling.has(axis))
  if (axes.length === shape.length) return undefined
  const label = (l: Label): Label => (l < shape.length ? axes.indexOf(l) : l - shape.length + axes.length)
  const thin = terms.map(t => ({
    ...t,
    factors: t.factors.map(f => ({ ...f, at: f.at.map(label) })),
    deltas: t.deltas.map(([a, b]) => [label(a), label(b)] as const),
  }))
  const node = space.sum(
    axes.map(axis => shape[axis] as Dim),
    thin,
  )
  return node.kind === 'sum' ? { node, axes } : undefined
}
