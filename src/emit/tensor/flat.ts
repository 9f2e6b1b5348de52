/**
 * Sums as they are computed where sizes are symbols: the same as compile/tensor/flat.ts does at known sizes, which may also cut axes into
 * parts. Labels that deltas join are one class of axes, a basis vector fixes an index, transposes, diagonals and other structured factors
 * are written into the product that uses them.
 */
import { ShapeError } from '../../errors.js'
import { mul, one } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import type { Dim, Node, Shape, Sum, Term } from '../../tensor/node.js'

/** A factor by classes of axes; `~k` in the place of a class is the fixed index k, from 0. */
export interface FlatFactor {
  readonly node: Node
  readonly at: readonly number[]
  readonly power: Expr
}

/** A product. What is in `axes` is kept, the other classes are summed over. Sizes are numbers, or what stands for them. */
export interface FlatTerm<S = number> {
  readonly coefficient: Expr
  readonly factors: readonly FlatFactor[]
  /** For each axis of the result its class, or `~k` where only index k is not zero. Two axes of one class are a diagonal. */
  readonly axes: readonly number[]
  readonly extents: ReadonlyMap<number, S>
}

/** Whether a term is zero away from a diagonal or a fixed index. */
export const isSparse = ({ axes }: Pick<FlatTerm, 'axes'>): boolean =>
  axes.some((c, k) => c < 0 || axes.indexOf(c) !== k)

/** Whether a sum is another tensor seen otherwise: transposed, repeated, its diagonal, a row. */
export function aliasOf([term, ...others]: readonly Omit<FlatTerm, 'extents'>[]): FlatFactor | undefined {
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
  readonly factors: readonly (FlatFactor & { readonly opaque?: boolean })[]
  readonly joins: readonly (readonly [number, number])[]
  readonly fixed: readonly (readonly [label: number, index: number])[]
  /** The size of each label; those of the result come first. */
  readonly sizes: readonly S[]
}

/** How the sizes of axes are read: as numbers, or kept as they are declared. */
export interface SizeReading<S> {
  of(size: Dim): S
  shape(shape: Shape): readonly S[]
  same(a: S, b: S): boolean
  expr(size: S): Expr
  /** The index of a place, from 0; undefined where it is not known. */
  index(place: Dim, size: S): number | undefined
}

export class Flattening<S = number> {
  readonly #sizes: SizeReading<S>
  /** Whether a node is used in one place only, so that it may be computed there. */
  readonly #usedOnce: (node: Node) => boolean
  readonly #terms = new Map<Node, readonly FlatTerm<S>[]>()
  readonly #dense = new Map<Node, Sum>()
  #made = 0

  constructor(sizes: SizeReading<S>, usedOnce: (node: Node) => boolean) {
    this.#sizes = sizes
    this.#usedOnce = usedOnce
  }

  /** The terms of a sum, structured factors written out. */
  terms(node: Sum): readonly FlatTerm<S>[] {
    const known = this.#terms.get(node)
    if (known !== undefined) return known
    const shape = this.#sizes.shape(node.shape)
    const terms = node.terms.flatMap(t =>
      this.#expand(this.#draft(t, shape)).flatMap(d => this.#resolve(d, shape.length)),
    )
    this.#terms.set(node, terms)
    return terms
  }

  #draft(t: Term, shape: readonly S[]): Draft<S> {
    const { coefficient, factors, deltas } = t
    return { coefficient, factors, joins: deltas, fixed: [], sizes: [...shape, ...t.bound.map(d => this.#sizes.of(d))] }
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
      else for (const part of [...parts].reverse()) pending.push(...substitute(d, k, part))
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
    return [{ coefficient: one, factors: [{ node: rest, at: axes, power: one }], axes, extents }, ...sparse]
  }

  /** Joins labels to classes, fixes indices; nothing where the term is zero. */
  #resolve(d: Draft<S>, order: number): FlatTerm<S>[] {
    const classOf = joined(d, this.#sizes)
    const index = new Map<number, number>()
    const fix = (label: number, k: number): boolean => {
      const c = classOf(label)
      const known = index.get(c)
      index.set(c, k)
      return known === undefined || known === k
    }
    const bases = new Set<FlatFactor>()
    const fixed = [...d.fixed]
    for (const f of d.factors) {
      const label = f.at[0] as number
      const k = isBasis(f) && label >= 0 ? this.#sizes.index(f.node.place, d.sizes[label] as S) : undefined
      if (k === undefined) continue
      bases.add(f)
      fixed.push([label, k])
    }
    if (!fixed.every(([label, k]) => fix(label, k))) return []
    const place = (label: number): number => {
      const k = index.get(classOf(label))
      return k === undefined ? classOf(label) : ~k
    }
    const factors = d.factors
      .filter(f => !bases.has(f))
      .map(({ node, at, power }) => ({ node, at: at.map(place), power }))
    const axes = d.sizes.slice(0, order).map((_, label) => place(label))
    const used = new Set([...axes, ...factors.flatMap(f => f.at)])
    const classes = d.sizes.flatMap((size, label) => (place(label) === label ? [[label, size] as const] : []))
    // Nothing depends on a class that occurs nowhere: the sum over it is a multiple.
    const repeats = classes.filter(([c]) => !used.has(c)).map(([, size]) => this.#sizes.expr(size))
    const coefficient = mul(d.coefficient, ...repeats)
    return [{ coefficient, factors, axes, extents: new Map(classes.filter(([c]) => used.has(c))) }]
  }
}

type BasisFactor = FlatFactor & { readonly node: Node & { readonly kind: 'basis' } }
/** A one to a positive power is a one, and a zero a zero. */
const isBasis = (f: FlatFactor): f is BasisFactor =>
  f.node.kind === 'basis' && f.power.kind === 'num' && f.power.value.sign() > 0

function replace<S>(d: Draft<S>, k: number, factors: Draft<S>['factors']): Draft<S> {
  return { ...d, factors: [...d.factors.slice(0, k), ...factors, ...d.factors.slice(k + 1)] }
}

/**
 * The draft with a term in the place of factor k: its classes become labels, those of its axes the labels of the factor. Nothing
 * where two different indices would have to be one.
 */
function substitute<S>(d: Draft<S>, k: number, part: FlatTerm<S>): Draft<S>[] {
  const { at } = d.factors[k] as FlatFactor
  const sizes = [...d.sizes]
  const joins = [...d.joins]
  const fixed = [...d.fixed]
  const labels = new Map<number, number>()
  for (const [axis, c] of part.axes.entries()) {
    const label = at[axis] as number
    const other = c < 0 ? c : labels.get(c)
    if (other === undefined) labels.set(c, label)
    else if (label >= 0 && other >= 0) joins.push([other, label])
    else if (label >= 0) fixed.push([label, ~other])
    else if (other >= 0) fixed.push([other, ~label])
    else if (label !== other) return []
  }
  for (const [c, size] of part.extents) if (!labels.has(c)) labels.set(c, sizes.push(size) - 1)
  const to = (c: number): number => (c < 0 ? c : (labels.get(c) as number))
  const fresh = part.factors.map(f => ({ ...f, at: f.at.map(to) }))
  return [replace({ ...d, coefficient: mul(d.coefficient, part.coefficient), joins, fixed, sizes }, k, fresh)]
}

/** The class of each label: the smallest label joined to it. */
function joined<S>({ joins, sizes }: Draft<S>, reading: SizeReading<S>): (label: number) => number {
  const parent = sizes.map((_, label) => label)
  const root = (label: number): number => {
    let l = label
    while (parent[l] !== l) l = parent[l] as number
    return l
  }
  for (const [a, b] of joins) {
    const [x, y] = [root(a), root(b)]
    if (!reading.same(sizes[x] as S, sizes[y] as S))
      throw new ShapeError(`a delta joins axes of sizes ${sizes[x]} and ${sizes[y]}`)
    parent[Math.max(x, y)] = Math.min(x, y)
  }
  return label => (label < 0 ? label : root(label))
}
