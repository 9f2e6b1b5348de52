/**
 * Sums as they are computed, at known sizes or at symbols for them: labels that deltas join are one class of axes, a basis vector fixes an index, transposes, diagonals and
 * other structured factors are written into the product that uses them. Where placements join axes, a class runs through a part of an axis
 * only: a factor is then taken through a window. So no delta, diagonal, basis vector or placement is ever stored, unless it is itself what
 * was asked for.
 */
import { ShapeError } from '../../errors.js'
import { append } from '../../expr/args.js'
import { mul, one } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { memo } from '../../memo.js'
import { text } from '../../print/text.js'
import type { Dim, Node, Placement, Sum, Term } from '../../tensor/node.js'
import type { Extents } from './extents.js'
import { classesOf, type Join } from './label-classes.js'

/** A part of a tensor: from the places `starts`, counted from 0, so many along each axis. */
export interface Window<S = number> {
  readonly kind: 'window'
  readonly of: Node
  readonly starts: readonly S[]
  readonly shape: readonly Dim[]
}

/** A factor by classes of axes; `~k` in the place of a class is the fixed index k, from 0. */
export interface FlatFactor<S = number> {
  readonly node: Node | Window<S>
  readonly at: readonly number[]
  readonly power: Expr
}

/** A product. What is in `axes` is kept, the other classes are summed over. */
export interface FlatTerm<S = number> {
  readonly coefficient: Expr
  readonly factors: readonly FlatFactor<S>[]
  /** For each axis of the result its class, or `~k` where only index k is not zero. Two axes of one class are a diagonal. */
  readonly axes: readonly number[]
  /** For each axis of the result the place at which its class begins. */
  readonly starts: readonly S[]
  /** Whether an axis of the result is longer than its class. */
  readonly isPart: boolean
  readonly extents: ReadonlyMap<number, S>
}

/** Whether a term is zero away from a diagonal, a fixed index or a part of an axis. */
export const isSparse = ({ axes, isPart }: FlatTerm<unknown>): boolean =>
  isPart || axes.some((c, k) => c < 0 || axes.indexOf(c) !== k)

/** Whether a sum is another tensor seen otherwise: transposed, repeated, its diagonal, a row. */
export function aliasOf<S>([term, ...others]: readonly FlatTerm<S>[]): FlatFactor<S> | undefined {
  if (term === undefined || others.length > 0 || term.coefficient !== one || isSparse(term)) return undefined
  const [factor, ...rest] = term.factors
  if (factor === undefined || rest.length > 0 || factor.power !== one) return undefined
  return factor.at.every(c => c < 0 || term.axes.includes(c)) ? factor : undefined
}

/** The most terms that writing out structured factors may make of one. */
const MOST_TERMS = 64
const MOST_FACTORS = 40

/** A term under way: labels are still apart. */
interface Draft<S> {
  readonly coefficient: Expr
  readonly factors: readonly (FlatFactor<S> & { readonly opaque?: boolean })[]
  readonly joins: readonly Join<S>[]
  readonly fixed: readonly (readonly [label: number, index: S])[]
  /** The size of each label; those of the result come first. */
  readonly sizes: readonly S[]
}

export class Flattening<S = number> {
  readonly #sizes: Extents<S>
  /** Whether a node is used in one place only, so that it may be computed there. */
  readonly #usedOnce: (node: Node) => boolean
  readonly #terms = new Map<Node, readonly FlatTerm<S>[]>()
  readonly #dense = new Map<Node, Sum>()
  readonly #windows = new Map<string, Window<S>>()
  #made = 0

  constructor(sizes: Extents<S>, usedOnce: (node: Node) => boolean) {
    this.#sizes = sizes
    this.#usedOnce = usedOnce
  }

  /** The terms of a sum, structured factors written out. */
  terms(node: Sum): readonly FlatTerm<S>[] {
    return memo(this.#terms, node, () => {
      const shape = this.#sizes.shape(node.shape)
      return node.terms.flatMap(t => this.#expand(this.#draft(t, shape)).flatMap(d => this.#resolve(d, shape.length)))
    })
  }

  #draft(t: Term, shape: readonly S[]): Draft<S> {
    const { coefficient, factors, deltas } = t
    const { none, same } = this.#sizes
    const joins = deltas.map(([a, b]) => [a, b, none] as const)
    const clash = deltas.find(([a, b]) => !same(shape[a] as S, shape[b] as S))
    if (clash !== undefined)
      throw new ShapeError(`a delta joins axes of sizes ${shape[clash[0]]} and ${shape[clash[1]]}`)
    return { coefficient, factors, joins, fixed: [], sizes: [...shape, ...t.bound.map(d => this.#sizes.of(d))] }
  }

  #expand(draft: Draft<S>): Draft<S>[] {
    const done: Draft<S>[] = []
    const pending = [draft]
    for (let d = pending.pop(); d !== undefined; d = pending.pop()) {
      const k = d.factors.findIndex(f => f.opaque !== true && f.power === one && f.node.kind === 'sum')
      const factor = d.factors[k]
      if (factor === undefined) {
        done.push(d)
        continue
      }
      const parts = this.#parts(factor.node as Sum)
      const room = done.length + pending.length + (parts?.length ?? 0) <= MOST_TERMS
      if (parts === undefined || !room || d.factors.length > MOST_FACTORS)
        pending.push(replace(d, k, [{ ...factor, opaque: true }]))
      else for (const part of [...parts].reverse()) append(pending, substitute(d, k, part, this.#sizes))
    }
    return done
  }

  /** What to write in the place of a sum that is a factor; undefined where its value is better computed once. */
  #parts(node: Sum): readonly FlatTerm<S>[] | undefined {
    const terms = this.terms(node)
    if (terms.length === 0) return terms
    if (terms.some(isSparse)) return this.#split(node, terms)
    const [only, ...others] = terms
    if (only === undefined || others.length > 0) return undefined
    return only.factors.length === 0 || aliasOf(terms) !== undefined || this.#usedOnce(node) ? terms : undefined
  }

  /** The sparse terms, and the others together as one tensor. */
  #split(node: Sum, terms: readonly FlatTerm<S>[]): FlatTerm<S>[] {
    const sparse = terms.filter(isSparse)
    const dense = terms.filter(t => !isSparse(t))
    if (dense.length <= 1) return [...dense, ...sparse]
    const known = this.#dense.get(node)
    const rest = known ?? { kind: 'sum', id: -1 - this.#made++, shape: node.shape, terms: [] }
    if (known === undefined) this.#dense.set(node, rest)
    this.#terms.set(rest, dense)
    const axes = node.shape.map((_, k) => k)
    const extents = new Map(this.#sizes.shape(node.shape).entries())
    const factors = [{ node: rest, at: axes, power: one }]
    return [
      { coefficient: one, factors, axes, starts: axes.map(() => this.#sizes.none), isPart: false, extents },
      ...sparse,
    ]
  }

  /** Joins labels to classes, fixes indices; nothing where the term is zero. */
  #resolve(d: Draft<S>, order: number): FlatTerm<S>[] {
    const { none, same, less, plus, minus, whole, expr } = this.#sizes
    const placed = d.factors.filter(isPlacement)
    const classes = classesOf([...d.joins, ...placed.map(f => this.#joinOf(f))], d.sizes, this.#sizes)
    if (classes === undefined) return []
    const { classOf, startOf, extentOf } = classes
    const isWhole = (label: number): boolean => same(extentOf(classOf(label)), d.sizes[label] as S)
    /** The places within their classes of those that have one index only. */
    const index = new Map<number, S>()
    const fix = (label: number, k: S): boolean => {
      const c = classOf(label)
      const known = index.get(c)
      const at = minus(k, startOf(label))
      index.set(c, at)
      return (known === undefined || same(known, at)) && (isWhole(label) || (!less(at, none) && less(at, extentOf(c))))
    }
    const fixed = [...d.fixed]
    const bases = new Set<FlatFactor<S>>()
    for (const f of d.factors.filter(isBasis)) {
      const label = f.at[0] as number
      const k = label < 0 ? undefined : this.#sizes.index(f.node.place, d.sizes[label] as S)
      if (k === undefined) continue
      bases.add(f)
      fixed.push([label, k])
    }
    if (!fixed.every(([label, k]) => fix(label, k))) return []
    const place = (label: number): number => {
      if (label < 0) return label
      const at = index.get(classOf(label))
      return at === undefined ? classOf(label) : ~whole(plus(at, startOf(label)))
    }
    const factors = d.factors
      .filter(f => !bases.has(f) && !isPlacement(f))
      .map(({ node, at, power }): FlatFactor<S> => {
        const places = at.map(place)
        if (at.every((l, k) => (places[k] as number) < 0 || isWhole(l))) return { node, at: places, power }
        const starts = at.map((l, k) => ((places[k] as number) < 0 ? none : startOf(l)))
        const shape = at.map((l, k) => ((places[k] as number) < 0 ? one : expr(extentOf(classOf(l)))))
        return { node: this.#window(node, starts, shape), at: places, power }
      })
    const axes = d.sizes.slice(0, order).map((_, label) => place(label))
    const used = new Set([...axes, ...factors.flatMap(f => f.at)])
    const all = d.sizes.flatMap((_, label) => (place(label) === label ? [[label, extentOf(label)] as const] : []))
    // Nothing depends on a class that occurs nowhere: the sum over it is a multiple.
    const repeats = all.filter(([c]) => !used.has(c)).map(([, size]) => expr(size))
    const coefficient = mul(d.coefficient, ...repeats)
    const isPart = axes.some((c, label) => c >= 0 && !isWhole(label))
    const starts = axes.map((c, label) => (c < 0 ? none : startOf(label)))
    return [{ coefficient, factors, axes, starts, isPart, extents: new Map(all.filter(([c]) => used.has(c))) }]
  }

  /** The row of a placement is its column, and so many more. */
  #joinOf({ node, at }: PlacementFactor<S>): Join<S> {
    return [at[1] as number, at[0] as number, this.#sizes.of(node.offset)]
  }

  #window(node: Node | Window<S>, starts: readonly S[], shape: readonly Dim[]): Window<S> {
    const { plus, expr } = this.#sizes
    const [of, from] =
      node.kind === 'window' ? [node.of, starts.map((s, k) => plus(s, node.starts[k] as S))] : [node, starts]
    const key = `${of.id}@${from.map(s => text(expr(s))).join(',')}:${shape.map(n => text(n)).join(',')}`
    const fresh: Window<S> = this.#windows.get(key) ?? { kind: 'window', of, starts: from, shape }
    this.#windows.set(key, fresh)
    return fresh
  }
}

type BasisFactor<S> = FlatFactor<S> & { readonly node: Node & { readonly kind: 'basis' } }
/** A one to a positive power is a one, and a zero a zero. */
const isBasis = <S>(f: FlatFactor<S>): f is BasisFactor<S> =>
  f.node.kind === 'basis' && f.power.kind === 'num' && f.power.value.sign() > 0

type PlacementFactor<S> = FlatFactor<S> & { readonly node: Placement }
const isPlacement = <S>(f: FlatFactor<S>): f is PlacementFactor<S> => f.node.kind === 'placement'

function replace<S>(d: Draft<S>, k: number, factors: Draft<S>['factors']): Draft<S> {
  return { ...d, factors: [...d.factors.slice(0, k), ...factors, ...d.factors.slice(k + 1)] }
}

/**
 * The draft with a term in the place of factor k: its classes become labels, those of its axes the labels of the factor. Nothing
 * where two different indices would have to be one.
 */
function substitute<S>(
  d: Draft<S>,
  k: number,
  part: FlatTerm<S>,
  { none, same, minus, plus, from }: Extents<S>,
): Draft<S>[] {
  const { at } = d.factors[k] as FlatFactor<S>
  const sizes = [...d.sizes]
  const joins = [...d.joins]
  const fixed = [...d.fixed]
  const labels = new Map<number, number>()
  for (const [axis, c] of part.axes.entries()) {
    const label = at[axis] as number
    const start = part.starts[axis] as S
    const other = c < 0 ? c : labels.get(c)
    if (other === undefined && same(start, none) && !part.isPart) labels.set(c, label)
    else if (other === undefined) {
      const own = sizes.push(part.extents.get(c) as S) - 1
      labels.set(c, own)
      if (label >= 0) joins.push([own, label, start])
      else fixed.push([own, minus(from(~label), start)])
    } else if (label >= 0 && other >= 0) joins.push([other, label, start])
    else if (label >= 0) fixed.push([label, plus(from(~other), start)])
    else if (other >= 0) fixed.push([other, minus(from(~label), start)])
    else if (!same(from(~label), plus(from(~other), start))) return []
  }
  for (const [c, size] of part.extents) if (!labels.has(c)) labels.set(c, sizes.push(size) - 1)
  const to = (c: number): number => (c < 0 ? c : (labels.get(c) as number))
  const fresh = part.factors.map(f => ({ ...f, at: f.at.map(to) }))
  return [replace({ ...d, coefficient: mul(d.coefficient, part.coefficient), joins, fixed, sizes }, k, fresh)]
}
