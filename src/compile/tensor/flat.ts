/**
 * Sums as they are computed: labels that deltas join are one class of axes, a basis vector fixes an index, transposes, diagonals and
 * other structured factors are written into the product that uses them. Where placements join axes, a class runs through a part of an axis
 * only: a factor is then taken through a window. So no delta, diagonal, basis vector or placement is ever stored, unless it is itself what
 * was asked for.
 */
import { DomainError, ShapeError } from '../../errors.js'
import { add, mul, num, one } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import type { Node, Placement, Sum, Term } from '../../tensor/node.js'
import type { Sizes } from './sizes.js'

/** A part of a tensor: from the places `starts`, counted from 0, so many along each axis. */
export interface Window {
  readonly kind: 'window'
  readonly of: Node
  readonly starts: readonly number[]
  readonly shape: readonly Expr[]
}

/** A factor by classes of axes; `~k` in the place of a class is the fixed index k, from 0. */
export interface FlatFactor {
  readonly node: Node | Window
  readonly at: readonly number[]
  readonly power: Expr
}

/** A product. What is in `axes` is kept, the other classes are summed over. */
export interface FlatTerm {
  readonly coefficient: Expr
  readonly factors: readonly FlatFactor[]
  /** For each axis of the result its class, or `~k` where only index k is not zero. Two axes of one class are a diagonal. */
  readonly axes: readonly number[]
  /** For each axis of the result the place at which its class begins. */
  readonly starts: readonly number[]
  /** Whether an axis of the result is longer than its class. */
  readonly isPart: boolean
  readonly extents: ReadonlyMap<number, number>
}

/** Whether a term is zero away from a diagonal, a fixed index or a part of an axis. */
export const isSparse = ({ axes, isPart }: FlatTerm): boolean =>
  isPart || axes.some((c, k) => c < 0 || axes.indexOf(c) !== k)

/** Whether a sum is another tensor seen otherwise: transposed, repeated, its diagonal, a row. */
export function aliasOf([term, ...others]: readonly FlatTerm[]): FlatFactor | undefined {
  if (term === undefined || others.length > 0 || term.coefficient !== one || isSparse(term)) return undefined
  const [factor, ...rest] = term.factors
  if (factor === undefined || rest.length > 0 || factor.power !== one) return undefined
  return factor.at.every(c => c < 0 || term.axes.includes(c)) ? factor : undefined
}

/** The most terms that writing out structured factors may make of one. */
const MOST_TERMS = 64
const MOST_FACTORS = 40

/** A term under way: labels are still apart. */
interface Draft {
  readonly coefficient: Expr
  readonly factors: readonly (FlatFactor & { readonly opaque?: boolean })[]
  /** The index of the second label is that of the first and the third number. */
  readonly joins: readonly (readonly [number, number, number])[]
  readonly fixed: readonly (readonly [label: number, index: number])[]
  /** The size of each label; those of the result come first. */
  readonly sizes: readonly number[]
}

export class Flattening {
  readonly #sizes: Sizes
  /** Whether a node is used in one place only, so that it may be computed there. */
  readonly #usedOnce: (node: Node) => boolean
  readonly #terms = new Map<Node, readonly FlatTerm[]>()
  readonly #dense = new Map<Node, Sum>()
  readonly #windows = new Map<string, Window>()
  #made = 0

  constructor(sizes: Sizes, usedOnce: (node: Node) => boolean) {
    this.#sizes = sizes
    this.#usedOnce = usedOnce
  }

  /** The terms of a sum, structured factors written out. */
  terms(node: Sum): readonly FlatTerm[] {
    const known = this.#terms.get(node)
    if (known !== undefined) return known
    const shape = this.#sizes.shape(node.shape)
    const terms = node.terms.flatMap(t =>
      this.#expand(this.#draft(t, shape)).flatMap(d => this.#resolve(d, shape.length)),
    )
    this.#terms.set(node, terms)
    return terms
  }

  #draft(t: Term, shape: readonly number[]): Draft {
    const { coefficient, factors, deltas } = t
    const joins = deltas.map(([a, b]) => [a, b, 0] as const)
    const clash = deltas.find(([a, b]) => shape[a] !== shape[b])
    if (clash !== undefined)
      throw new ShapeError(`a delta joins axes of sizes ${shape[clash[0]]} and ${shape[clash[1]]}`)
    return { coefficient, factors, joins, fixed: [], sizes: [...shape, ...t.bound.map(d => this.#sizes.of(d))] }
  }

  #expand(draft: Draft): Draft[] {
    const done: Draft[] = []
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
  #parts(node: Sum): readonly FlatTerm[] | undefined {
    const terms = this.terms(node)
    if (terms.length === 0) return terms
    if (terms.some(isSparse)) return this.#split(node, terms)
    const [only, ...others] = terms
    if (only === undefined || others.length > 0) return undefined
    return only.factors.length === 0 || aliasOf(terms) !== undefined || this.#usedOnce(node) ? terms : undefined
  }

  /** The sparse terms, and the others together as one tensor. */
  #split(node: Sum, terms: readonly FlatTerm[]): FlatTerm[] {
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
    return [{ coefficient: one, factors, axes, starts: axes.map(() => 0), isPart: false, extents }, ...sparse]
  }

  /** Joins labels to classes, fixes indices; nothing where the term is zero. */
  #resolve(d: Draft, order: number): FlatTerm[] {
    const placed = d.factors.filter(isPlacement)
    const classes = classesOf({ ...d, joins: [...d.joins, ...placed.flatMap(f => this.#joinOf(f))] })
    if (classes === undefined) return []
    const { classOf, startOf, extentOf } = classes
    const index = new Map<number, number>()
    const fix = (label: number, k: number): boolean => {
      const c = classOf(label)
      const known = index.get(c)
      const at = k - startOf(label)
      index.set(c, at)
      return (known === undefined || known === at) && at >= 0 && at < extentOf(c)
    }
    const bases = d.factors.filter(isBasis)
    const fixed = [
      ...d.fixed,
      ...bases.map(f => [f.at[0] as number, this.#place(f.node, d.sizes[f.at[0] as number] as number)] as const),
    ]
    if (!fixed.every(([label, k]) => fix(label, k))) return []
    const place = (label: number): number => {
      if (label < 0) return label
      const k = index.get(classOf(label))
      return k === undefined ? classOf(label) : ~(k + startOf(label))
    }
    const factors = d.factors
      .filter(f => !isBasis(f) && !isPlacement(f))
      .map(({ node, at, power }): FlatFactor => {
        const partial = at.some(l => place(l) >= 0 && (startOf(l) > 0 || extentOf(classOf(l)) < (d.sizes[l] as number)))
        const starts = at.map(l => (place(l) < 0 ? 0 : startOf(l)))
        const shape = at.map(l => (place(l) < 0 ? 1 : extentOf(classOf(l))))
        return { node: partial ? this.#window(node, starts, shape) : node, at: at.map(place), power }
      })
    const axes = d.sizes.slice(0, order).map((_, label) => place(label))
    const used = new Set([...axes, ...factors.flatMap(f => f.at)])
    const all = d.sizes.flatMap((_, label) => (place(label) === label ? [[label, extentOf(label)] as const] : []))
    // Nothing depends on a class that occurs nowhere: the sum over it is a multiple.
    const repeats = all.filter(([c]) => !used.has(c)).map(([, size]) => num(size))
    const coefficient = mul(d.coefficient, ...repeats)
    const isPart = axes.some((c, label) => c >= 0 && extentOf(c) < (d.sizes[label] as number))
    const starts = axes.map((c, label) => (c < 0 ? 0 : startOf(label)))
    return [{ coefficient, factors, axes, starts, isPart, extents: new Map(all.filter(([c]) => used.has(c))) }]
  }

  /** The row of a placement is its column, and so many more. */
  #joinOf({ node, at }: PlacementFactor): Draft['joins'] {
    return [[at[1] as number, at[0] as number, this.#sizes.of(add(node.offset, one)) - 1]]
  }

  #window(node: Node | Window, starts: readonly number[], shape: readonly number[]): Window {
    const [of, from] =
      node.kind === 'window' ? [node.of, starts.map((s, k) => s + (node.starts[k] as number))] : [node, starts]
    const key = `${of.id}@${from.join(',')}:${shape.join(',')}`
    const fresh: Window = this.#windows.get(key) ?? { kind: 'window', of, starts: from, shape: shape.map(n => num(n)) }
    this.#windows.set(key, fresh)
    return fresh
  }

  #place(basis: Node & { readonly kind: 'basis' }, size: number): number {
    const place = this.#sizes.of(basis.place)
    if (place >= 1 && place <= size) return place - 1
    throw new DomainError(`there is no entry ${place}: the axis has ${size}, counted from 1`, 'index-range')
  }
}

type BasisFactor = FlatFactor & { readonly node: Node & { readonly kind: 'basis' } }
/** A one to a positive power is a one, and a zero a zero. */
const isBasis = (f: FlatFactor): f is BasisFactor =>
  f.node.kind === 'basis' && f.power.kind === 'num' && f.power.value.sign() > 0

type PlacementFactor = FlatFactor & { readonly node: Placement }
const isPlacement = (f: FlatFactor): f is PlacementFactor => f.node.kind === 'placement'

function replace(d: Draft, k: number, factors: Draft['factors']): Draft {
  return { ...d, factors: [...d.factors.slice(0, k), ...factors, ...d.factors.slice(k + 1)] }
}

/**
 * The draft with a term in the place of factor k: its classes become labels, those of its axes the labels of the factor. Nothing
 * where two different indices would have to be one.
 */
function substitute(d: Draft, k: number, part: FlatTerm): Draft[] {
  const { at } = d.factors[k] as FlatFactor
  const sizes = [...d.sizes]
  const joins = [...d.joins]
  const fixed = [...d.fixed]
  const labels = new Map<number, number>()
  for (const [axis, c] of part.axes.entries()) {
    const label = at[axis] as number
    const start = part.starts[axis] as number
    const other = c < 0 ? c : labels.get(c)
    if (other === undefined && start === 0 && !part.isPart) labels.set(c, label)
    else if (other === undefined) {
      const own = sizes.push(part.extents.get(c) as number) - 1
      labels.set(c, own)
      if (label >= 0) joins.push([own, label, start])
      else fixed.push([own, ~label - start])
    } else if (label >= 0 && other >= 0) joins.push([other, label, start])
    else if (label >= 0) fixed.push([label, ~other + start])
    else if (other >= 0) fixed.push([other, ~label - start])
    else if (~label !== ~other + start) return []
  }
  for (const [c, size] of part.extents) if (!labels.has(c)) labels.set(c, sizes.push(size) - 1)
  const to = (c: number): number => (c < 0 ? c : (labels.get(c) as number))
  const fresh = part.factors.map(f => ({ ...f, at: f.at.map(to) }))
  return [replace({ ...d, coefficient: mul(d.coefficient, part.coefficient), joins, fixed, sizes }, k, fresh)]
}

/** Which labels run together, each class by its smallest label; how far they run, and from which place of each label. */
interface Classes {
  readonly classOf: (label: number) => number
  /** The place of the label at which its class begins. */
  readonly startOf: (label: number) => number
  readonly extentOf: (c: number) => number
}

/** Undefined where joined labels have no place in common. */
function classesOf({ joins, sizes }: Draft): Classes | undefined {
  const parent = sizes.map((_, label) => label)
  /** The index of a label is that of its parent and so many more. */
  const more = sizes.map(() => 0)
  const root = (label: number): readonly [root: number, more: number] => {
    let l = label
    let sum = 0
    for (; parent[l] !== l; l = parent[l] as number) sum += more[l] as number
    return [l, sum]
  }
  for (const [a, b, by] of joins) {
    const [[x, ofA], [y, ofB]] = [root(a), root(b)]
    // index(b) = index(a) + by, so that index(y) = index(x) + distance.
    const distance = ofA + by - ofB
    if (x === y) {
      if (distance !== 0) return undefined
      continue
    }
    parent[Math.max(x, y)] = Math.min(x, y)
    more[Math.max(x, y)] = x < y ? distance : -distance
  }
  const roots = sizes.map((_, label) => root(label))
  const low = sizes.map(() => 0)
  const high = [...sizes]
  for (const [label, [c, by]] of roots.entries()) {
    low[c] = Math.max(low[c] as number, -by)
    high[c] = Math.min(high[c] as number, (sizes[label] as number) - by)
  }
  if (roots.some(([c]) => (high[c] as number) <= (low[c] as number))) return undefined
  return {
    classOf: label => (label < 0 ? label : (roots[label] as readonly [number, number])[0]),
    startOf: label => {
      if (label < 0) return 0
      const [c, by] = roots[label] as readonly [number, number]
      return by + (low[c] as number)
    },
    extentOf: c => (high[c] as number) - (low[c] as number),
  }
}
