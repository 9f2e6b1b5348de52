/** Another shape for the same entries passes through whatever works entry by entry: sums, products, functions. */

import { mul } from '../expr/build.js'
import { equal } from '../expr/order.js'
import { permute } from './algebra.js'
import type { DraftTerm, Space } from './draft.js'
import type { Dim, Node, Shape, Sum, Term } from './node.js'
import { transposed } from './shapes.js'

/** The tensor in another shape by way of its parts; undefined where it is no entrywise combination of others. */
export function reshapedParts(space: Space, node: Node, shape: Shape): Node | undefined {
  const part = (n: Node): Node => (n.shape.length === 0 ? n : space.reshape(n, shape))
  if (node.kind === 'map') return space.map(node.head, node.args.map(part))
  const turned = transposed(node)
  if (turned?.kind === 'reshape') {
    const inner = halvesExchanged(space, turned)
    if (inner !== undefined) return space.reshape(inner, shape)
  }
  if (node.kind !== 'sum' || !node.terms.every(t => isEntrywise(node, t))) return undefined
  const at = shape.map((_, k) => k)
  const terms = node.terms.map(
    (t): DraftTerm => ({
      ...t,
      factors: t.factors.map(f => ({ ...f, node: part(f.node), at: f.at.length === 0 ? [] : at })),
    }),
  )
  return space.sum(shape, terms)
}

/** A product of whole tensors and scalars, without sums over labels. */
const isEntrywise = (node: Sum, t: Term): boolean =>
  t.bound.length === 0 &&
  t.deltas.length === 0 &&
  t.factors.every(f => f.at.length === 0 || (f.at.length === node.shape.length && f.at.every((l, k) => l === k)))

/** The transpose of a matrix that has so many axes for its rows and as many for its columns is one of the axes exchanged. */
function halvesExchanged(space: Space, { of, shape }: Node & { readonly kind: 'reshape' }): Node | undefined {
  const half = of.shape.length / 2
  const rows = mul(...of.shape.slice(0, half))
  if (!Number.isInteger(half) || !equal(rows, shape[0] as Dim)) return undefined
  return permute(
    space,
    of,
    of.shape.map((_, k) => (k + half) % (2 * half)),
  )
}
