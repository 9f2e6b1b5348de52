/**
 * Another shape for the same entries passes through whatever works entry by entry: sums, products, functions. An axis that is several axes
 * of what was reshaped is taken apart into those where it is summed over, and where a sum over others is made: kron(A, B)*vec(X) is
 * vec(B*X*A').
 */

import { mul } from '../expr/build.js'
import { isZero } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { permute } from './algebra.js'
import type { DraftFactor, DraftTerm, Space } from './draft.js'
import type { Dim, Factor, Label, Node, Shape, Sum, Term } from './node.js'
import { difference } from './placements.js'
import type { Product } from './product.js'
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
  if (node.kind !== 'sum') return undefined
  if (!node.terms.every(t => isEntrywise(node, t))) return outerParts(space, node, shape)
  const at = shape.map((_, k) => k)
  const terms = node.terms.map(
    (t): DraftTerm => ({
      ...t,
      factors: t.factors.map(f => ({ ...f, node: part(f.node), at: f.at.length === 0 ? [] : at })),
    }),
  )
  return space.sum(shape, terms)
}

/** Products of vectors, each in as many axes of the shape as its own becomes. */
function outerParts(space: Space, node: Sum, shape: Shape): Node | undefined {
  const splits = groupsOf(shape, node.shape)
  const isVector = (f: Factor): boolean => f.at.length <= 1
  const isOuter = (t: Term): boolean =>
    t.bound.length + t.deltas.length === 0 &&
    t.factors.every(isVector) &&
    node.shape.every((_, axis) => t.factors.some(f => f.at[0] === axis))
  if (splits === undefined || !node.terms.every(isOuter)) return undefined
  const places = node.shape.map((_, axis) => {
    const start = splits.slice(0, axis).reduce((n, g) => n + g.length, 0)
    return splits[axis]?.map((_, k) => start + k) as Label[]
  })
  const split = (f: Factor): Factor => {
    const [axis] = f.at
    if (axis === undefined) return f
    return { ...f, node: space.reshape(f.node, splits[axis] as Shape), at: places[axis] as Label[] }
  }
  return space.sum(
    shape,
    node.terms.map(t => ({ ...t, factors: t.factors.map(split) })),
  )
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

/** For each axis of a shape the sizes of the axes that it is made of; undefined where it is made of parts of them. */
function groupsOf(parts: Shape, shape: Shape): readonly Shape[] | undefined {
  let next = 0
  const groups = shape.map(size => {
    const group: Dim[] = []
    while (next < parts.length && !isSize(mul(...group), size)) group.push(parts[next++] as Dim)
    return isSize(mul(...group), size) ? group : undefined
  })
  return next === parts.length && groups.every(g => g !== undefined) ? groups : undefined
}

const isSize = (a: Dim, b: Dim): boolean => isZero(difference(a, b))

/** The sizes that an axis of a factor is made of, where they are several. */
function groupAt(f: Factor | DraftFactor, label: Label): Shape | undefined {
  if (f.node.kind !== 'reshape') return undefined
  const group = groupsOf(f.node.of.shape, f.node.shape)?.[f.at.indexOf(label)]
  return group !== undefined && group.length > 1 ? group : undefined
}

/** What stands in the place of an axis. */
interface Split {
  readonly sizes: Shape
  readonly labels: readonly Label[]
}

function opened<F extends Factor>(space: Space, f: F, split: (label: Label, size: Dim) => Split): F {
  const parts = f.at.map((l, k) => split(l, f.node.shape[k] as Dim))
  const shape = parts.flatMap(p => p.sizes)
  return { ...f, node: space.reshape(f.node, shape), at: parts.flatMap(p => p.labels) }
}

const isOnce = (f: Factor, label: Label): boolean => f.at.filter(l => l === label).length === 1

/**
 * What is summed over as one axis of several reshaped factors, as the axes that it is made of. Beside one that has been opened at another axis
 * the others are reshaped for it: c'*kron(B, A)*vec(X) is a sum over the entries of reshape(c, p, q).
 */
export function openShared(p: Product): boolean {
  for (const label of p.sizes.keys()) {
    const having = p.isBound(label) ? p.having(label) : []
    if (having.length < 2 || !having.every(f => isOnce(f, label))) continue
    const groups = having.map(f => groupAt(f, label))
    const [group, ...others] = groups.filter(g => g !== undefined)
    const isOpen = (f: DraftFactor): boolean => f.node.kind === 'reshape' && f.at.length > 2
    if (group === undefined || (others.length + 1 < having.length && !having.some(isOpen))) continue
    if (!others.every(g => p.space.names(g) === p.space.names(group))) continue
    const labels = group.map(size => p.fresh(size))
    p.used.add(label)
    const split = (l: Label, size: Dim): Split =>
      l === label ? { sizes: group, labels } : { sizes: [size], labels: [l] }
    p.factors = p.factors.map(f => (having.includes(f) ? opened(p.space, f, split) : f))
    return true
  }
  return false
}

/** A sum over labels of which axes are made of several: the sum with those axes, reshaped. */
export function closed(space: Space, shape: Shape, t: Term): Node | undefined {
  if (t.bound.length === 0 || t.deltas.length > 0) return undefined
  const groups = shape.map((_, axis) => {
    const [f, ...others] = t.factors.filter(g => g.at.includes(axis))
    return f !== undefined && others.length === 0 && isOnce(f, axis) ? groupAt(f, axis) : undefined
  })
  if (groups.every(g => g === undefined)) return undefined
  const whole = shape.flatMap((size, axis) => groups[axis] ?? [size])
  const shift = whole.length - shape.length
  const split = (l: Label, size: Dim): Split => {
    const group = groups[l] ?? [size]
    const start = groups.slice(0, l).reduce((n, g) => n + (g?.length ?? 1), 0)
    return { sizes: group, labels: l < shape.length ? group.map((_, k) => start + k) : [l + shift] }
  }
  const factors = t.factors.map(f => opened(space, f, split))
  if (factors.some(f => f.node.kind === 'reshape')) return undefined
  return space.reshape(space.sum(whole, [{ ...t, factors }]), shape)
}
