/**
 * A product of tensors while it is brought into form (term.ts), and what it becomes: labels named canonically, factors in order.
 */
import { minusOne, mul, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { grouped } from '../memo.js'
import { spend } from '../work.js'
import type { DraftFactor, DraftTerm, Space } from './draft.js'
import { canonicalOrder, ordered, type Symmetry } from './labels.js'
import { isLeviCivita } from './levi-civita.js'
import type { Dim, Factor, Label, Node, Shape, Term } from './node.js'

/** A product that is being brought into form. */
export class Product {
  readonly space: Space
  readonly shape: Shape
  coefficient: Expr
  factors: DraftFactor[] = []
  deltas: (readonly [Label, Label])[]
  /** The size of each label, those of the result first. */
  readonly sizes: Dim[]

  constructor(space: Space, shape: Shape, draft: DraftTerm) {
    this.space = space
    this.shape = shape
    this.coefficient = draft.coefficient
    this.deltas = [...draft.deltas]
    this.sizes = [...shape, ...draft.bound]
  }

  get order(): number {
    return this.shape.length
  }

  /** Bound labels that are done with: joined to another, counted, or gone into a factor. */
  readonly used = new Set<Label>()

  isBound = (label: Label): boolean => label >= this.order

  /** A new label to sum over. */
  fresh(size: Dim): Label {
    this.sizes.push(size)
    return this.sizes.length - 1
  }

  times(c: Expr): void {
    this.coefficient = mul(this.coefficient, c)
  }

  /** What it is now, its bound labels without gaps. */
  draft(): DraftTerm {
    const used = new Set(this.factors.flatMap(f => f.at))
    const kept = this.sizes.map((_, l) => l).filter(l => !this.isBound(l) || used.has(l))
    const name = new Map(kept.map((l, k) => [l, k]))
    return {
      coefficient: this.coefficient,
      factors: this.factors.map(f => ({ ...f, at: f.at.map(l => name.get(l) as Label) })),
      deltas: this.deltas,
      bound: kept.slice(this.order).map(l => this.sizes[l] as Dim),
    }
  }

  /** The factors in which a label occurs. */
  having(label: Label): DraftFactor[] {
    spend(this.factors.length >> 2)
    return this.factors.filter(f => f.at.includes(label))
  }

  remove(...factors: readonly DraftFactor[]): void {
    this.factors = this.factors.filter(f => !factors.includes(f))
  }
}

/** A bound label that occurs in one factor only, once. */
export const isLone = (p: Product, f: DraftFactor, label: Label): boolean =>
  p.isBound(label) && p.having(label).length === 1 && f.at.filter(l => l === label).length === 1

/** Factors that share labels, directly or through others. */
export function components(p: Product): DraftFactor[][] {
  const parent = p.sizes.map((_, l) => l)
  const find = (l: Label): Label => {
    let root = l
    while (parent[root] !== root) root = parent[root] as Label
    parent[l] = root
    return root
  }
  for (const { at } of p.factors) for (const l of at) parent[find(l)] = find(at[0] as Label)
  return [...grouped(p.factors, f => (f.at[0] === undefined ? f : find(f.at[0]))).values()]
}

/** In which way the axes of a factor may be exchanged. */
export function symmetryOf(space: Space, { node, at }: DraftFactor): Symmetry {
  if (at.length === 2 && space.isSymmetric(node)) return 'even'
  return isLeviCivita(node) ? 'odd' : 'none'
}

/** Names the labels canonically and puts the factors in order; the coefficient is zero where the product is. */
export function finish(p: Product): Term {
  const { coefficient, factors, deltas, bound } = p.draft()
  const occurrences = factors.map(f => ({
    name: f.node.id * 4096 + p.space.name(f.power),
    at: f.at,
    symmetry: symmetryOf(p.space, f),
  }))
  const sizes = [...p.shape, ...bound]
  const labels = canonicalOrder(
    occurrences,
    p.order,
    sizes.map(s => p.space.name(s)),
  )
  if (labels === 'zero') return { coefficient: zero, factors: [], deltas: [], bound: [] }
  const final = new Map(labels.map((l, k) => [l, p.order + k]))
  const named = factors.map((f, k) => {
    const { symmetry } = occurrences[k] as (typeof occurrences)[number]
    return {
      f,
      ...ordered(
        symmetry,
        f.at.map(l => final.get(l) ?? l),
      ),
    }
  })
  const sign = named.reduce((product, n) => product * n.sign, 1)
  return {
    coefficient: sign < 0 ? mul(minusOne, coefficient) : coefficient,
    factors: named.map(({ f, at }): Factor => ({ ...f, at })).sort((a, b) => compareFactors(p.space, a, b)),
    deltas,
    bound: labels.map(l => sizes[l] as Dim),
  }
}

/** Numbers as texts that are in the same order. */
const padded = (n: number): string => String(n).padStart(8, '0')

/** What nodes are ordered by: when they were made, places last and by what they are, however often they were met. */
export function rankOf(node: Node): string {
  const place = node.kind === 'basis' ? wholeOf(node.place) : undefined
  return place === undefined ? padded(node.id) : `:${padded(place)}${padded(node.id)}`
}

function compareFactors(space: Space, a: Factor, b: Factor): number {
  if (a.node !== b.node) return rankOf(a.node) < rankOf(b.node) ? -1 : 1
  for (const [k, l] of a.at.entries()) if (l !== b.at[k]) return l - (b.at[k] as Label)
  return space.name(a.power) - space.name(b.power)
}
