/**
 * Identities of placements among the factors of a product. A placement meets rows of the longer axis with columns of the shorter one, so
 * that two of them at one row are equal, or are zero together; what is restricted to its rows is restricted part by part. Invariant: where
 * a row is an axis of the result, nothing but its placement stands at it, so that a sum of blocks shows its blocks.
 */
import { append } from '../expr/args.js'
import { add, neg, one, zero } from '../expr/build.js'
import { freeSymbols, rebuild } from '../expr/walk.js'
import { expand } from '../simplify/algebra.js'
import type { DraftFactor, DraftTerm } from './draft.js'
import { asTerm, type Basis, type Dim, type Label, type Node, type Placement, type Sum, type Term } from './node.js'
import type { Product } from './product.js'

type Placed = DraftFactor & { readonly node: Placement }

const isPlacement = (f: DraftFactor): f is Placed => f.node.kind === 'placement'
const isBasis = (f: DraftFactor): f is DraftFactor & { readonly node: Basis } => f.node.kind === 'basis'
const rowOf = (f: Placed): Label => f.at[0] as Label
const columnOf = (f: Placed): Label => f.at[1] as Label

/** `a - b` in its one form. */
export const difference = (a: Dim, b: Dim): Dim => expand(add(a, neg(b)))

/** Whether a polynomial in sizes, each at least 1, is known to be at least 0. */
export function isAtLeastZero(e: Dim): boolean {
  const names = freeSymbols(e)
  const raised = names.size === 0 ? e : expand(rebuild(e, leaf => (leaf.kind === 'sym' ? add(leaf, one) : leaf)))
  const terms = raised.kind === 'call' && raised.head === 'add' ? raised.args : [raised]
  return terms.every(t => {
    const first = t.kind === 'call' && t.head === 'mul' ? t.args[0] : t
    return first?.kind !== 'num' || first.value.sign() >= 0
  })
}

/** The product is zero. */
function vanish(p: Product): true {
  p.factors = []
  p.coefficient = zero
  return true
}

/** Two placements at one row: the same column, or nothing. */
function sameRow(p: Product): boolean {
  const placed = p.factors.filter(isPlacement)
  for (const [k, f] of placed.entries()) {
    const g = placed.slice(k + 1).find(other => rowOf(other) === rowOf(f))
    if (g === undefined) continue
    if (g.node === f.node) {
      p.remove(g)
      p.deltas.push([columnOf(f), columnOf(g)])
      return true
    }
    if (areApart(f.node, g.node) || areApart(g.node, f.node)) return vanish(p)
    if (overlapped(p, f, g)) return true
  }
  return false
}

/** Two placements at one row whose rows overlap are one of the rows that they have in common. */
function overlapped(p: Product, f: Placed, g: Placed): boolean {
  const [a, b] = [f.node, g.node]
  const start = larger(a.offset, b.offset)
  const [endA, endB] = [a, b].map(n => neg(add(n.offset, n.shape[1] as Dim))) as [Dim, Dim]
  const end = larger(endA, endB)
  if (start === undefined || end === undefined) return false
  const length = difference(neg(end), start)
  if (!isAtLeastZero(difference(length, one))) return false
  const common = p.fresh(length)
  p.remove(f, g)
  const { space } = p
  p.factors.push(
    { node: space.placement(a.shape[0] as Dim, length, start), at: [rowOf(f), common], power: one },
    ...[f, g].map(h => ({
      node: space.placement(h.node.shape[1] as Dim, length, difference(start, h.node.offset)),
      at: [columnOf(h), common],
      power: one,
    })),
  )
  return true
}

/** The larger of two, as far as it is known which that is. */
function larger(a: Dim, b: Dim): Dim | undefined {
  if (isAtLeastZero(difference(a, b))) return expand(a)
  return isAtLeastZero(difference(b, a)) ? expand(b) : undefined
}

/** Whether the rows of the first end before those of the second begin. */
const areApart = (f: Placement, g: Placement): boolean =>
  isAtLeastZero(difference(g.offset, add(f.offset, f.shape[1] as Dim)))

/** A single one at the column is a single one at its row; one at a row among those placed is one at its column. */
function besideBasis(p: Product): boolean {
  for (const f of p.factors.filter(isPlacement)) {
    const [total, size] = f.node.shape as [Dim, Dim]
    const [below, above] = [columnOf(f), rowOf(f)].map(l => p.having(l).find(isBasis))
    if (below !== undefined && isBasis(below)) {
      p.remove(f)
      const place = expand(add(below.node.place, f.node.offset))
      p.factors.push({ node: p.space.basis(total, place), at: [rowOf(f)], power: one })
      return true
    }
    if (above === undefined || !isBasis(above)) continue
    const place = difference(above.node.place, f.node.offset)
    const [before, behind] = [difference(place, one), difference(size, place)]
    // Up to the end there is every place that there is, and the first there is always.
    const isWithin = place === one || isAtLeastZero(difference(add(f.node.offset, size), total))
    if (isAtLeastZero(before) && (isWithin || isAtLeastZero(behind))) {
      p.remove(f)
      p.factors.push({ node: p.space.basis(size, place), at: [columnOf(f)], power: one })
      return true
    }
    if (isAtLeastZero(neg(place)) || isAtLeastZero(difference(place, add(size, one)))) return vanish(p)
  }
  return false
}

/** Every column meets one row: where nothing else stands at the rows, the sum over them is one. */
function loneRows(p: Product): boolean {
  const f = p.factors.find((g): g is Placed => isPlacement(g) && p.isBound(rowOf(g)) && p.having(rowOf(g)).length === 1)
  if (f === undefined || rowOf(f) === columnOf(f)) return false
  p.remove(f)
  p.used.add(rowOf(f))
  return true
}

/** What else stands at a row that is an axis of the result, is taken at the places of the columns. */
function besideAxis(p: Product): boolean {
  for (const f of p.factors.filter(isPlacement)) {
    const row = rowOf(f)
    if (p.isBound(row)) continue
    const others = p.having(row).filter(g => !isPlacement(g) && !isBasis(g))
    if (others.length === 0) continue
    const chosen = p.fresh(p.sizes[row] as Dim)
    p.remove(...others)
    append(
      p.factors,
      others.map(g => ({ ...g, at: g.at.map(l => (l === row ? chosen : l)) })),
    )
    p.factors.push({ ...f, at: [chosen, columnOf(f)] })
    return true
  }
  return false
}

/** A sum or a function at the rows of a placement is restricted to them part by part. */
function restricted(p: Product): boolean {
  for (const f of p.factors.filter(isPlacement)) {
    const row = rowOf(f)
    for (const g of p.having(row)) {
      if (g.at.filter(l => l === row).length > 1 || !isComposed(g)) continue
      const axis = g.at.indexOf(row)
      const node = restriction(p, g.node, axis, f.node)
      p.remove(g)
      p.factors.push({ ...g, node, at: g.at.map(l => (l === row ? columnOf(f) : l)) })
      return true
    }
  }
  return false
}

/** A single place of a block matrix is one of a block. */
function singled(p: Product): boolean {
  for (const f of p.factors.filter(isBasis)) {
    const [label] = f.at as [Label]
    const g = p.isBound(label) ? p.having(label).find(h => isBlock(h.node) && h.power === one) : undefined
    if (g === undefined || g.at.filter(l => l === label).length > 1) continue
    const axis = g.at.indexOf(label)
    const kept = g.at.filter(l => l !== label)
    p.remove(g)
    p.factors.push({ ...g, node: entryOf(p, g.node as Sum, axis, f.node), at: kept })
    return true
  }
  return false
}

const isBlock = (node: Node): boolean =>
  node.kind === 'sum' && node.terms.length > 1 && node.terms.some(t => t.factors.some(f => f.node.kind === 'placement'))

/** The part of a sum at one place of an axis. */
function entryOf({ space }: Product, node: Sum, axis: number, basis: Basis): Node {
  const shape = node.shape.filter((_, k) => k !== axis)
  const terms = node.terms.map((t): DraftTerm => {
    const place = shape.length + t.bound.length
    const label = (l: Label): Label => (l === axis ? place : l > axis ? l - 1 : l)
    const factors = t.factors.map(f => ({ ...f, at: f.at.map(label) }))
    return {
      coefficient: t.coefficient,
      factors: [...factors, { node: basis, at: [place], power: one }],
      deltas: t.deltas.map(([a, b]) => [label(a), label(b)] as const),
      bound: [...t.bound, node.shape[axis] as Dim],
    }
  })
  return space.sum(shape, terms)
}

const isComposed = ({ node, power }: DraftFactor): boolean =>
  node.kind === 'map' || (node.kind === 'sum' && (node.terms.length > 1 || power !== one))

/** The rows of a tensor along an axis that a placement has. */
function restriction({ space }: Product, node: Node, axis: number, placement: Placement): Node {
  const rows = (n: Node): Node => {
    if (n.shape.length === 0) return n
    const shape = n.shape.map((d, k) => (k === axis ? (placement.shape[1] as Dim) : d))
    const terms = n.kind === 'sum' ? n.terms : [asTerm(n)]
    return space.sum(
      shape,
      terms.map(t => atRows(t, shape.length, axis, placement)),
    )
  }
  return node.kind === 'map' ? space.map(node.head, node.args.map(rows)) : rows(node)
}

/** A term whose axis is that of the columns; its rows are summed over. */
function atRows(t: Term, order: number, axis: number, placement: Placement): DraftTerm {
  const row = order + t.bound.length
  const label = (l: Label): Label => (l === axis ? row : l)
  const factors = t.factors.map(f => ({ ...f, at: f.at.map(label) }))
  return {
    coefficient: t.coefficient,
    factors: [...factors, { node: placement, at: [row, axis], power: one }],
    deltas: t.deltas.map(([a, b]) => [label(a), label(b)] as const),
    bound: [...t.bound, placement.shape[0] as Dim],
  }
}

export const OF_PLACEMENTS: readonly ((p: Product) => boolean)[] = [
  sameRow,
  besideBasis,
  loneRows,
  besideAxis,
  restricted,
  singled,
]
