/**
 * Products that are summed over: pairs in arrays of their own in the cheapest order, the last one where it is used; inv(A)*B as the
 * solution of linear equations. What stands in an array already is read there.
 */
import { contractionOrder, type Pair } from '../../compile/tensor/contraction-order.js'
import type { FlatFactor } from '../../compile/tensor/flat.js'
import { merged } from '../../compile/tensor/operand.js'
import { evaluate } from '../../evaluate/evaluate.js'
import { mul, one } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { equal } from '../../expr/order.js'
import { freeSymbols } from '../../expr/walk.js'
import { type Dim, isOperation, type Node } from '../../tensor/node.js'
import { LoopDraft } from './loop-draft.js'
import type { Access, Step } from './program.js'

type Factor = FlatFactor<Dim>

/** What the lowering of nodes offers to that of products. */
export interface Host {
  /** A factor to its power, at a place of the labels in `domain`. */
  powered(draft: LoopDraft, factor: Factor, domain: ReadonlySet<number>): Expr
  /** The factor that another one is a view of. */
  behind(factor: Factor): Factor
  /** A new array. */
  array(shape: readonly Dim[]): number
  push(step: Step): void
  place(node: Node): number
  isPlaced(node: Factor['node']): boolean
}

/** A size that is a symbol counts as so many entries where the order of products is chosen. */
const MIDDLING = 100

/** Factors over some classes, or a product that stands in an array. */
interface Operand {
  readonly classes: readonly number[]
  readonly factors: readonly Factor[]
  readonly load?: Access
}

export class Contractions {
  readonly #host: Host
  /** Products that stand in an array, by what they are. */
  readonly #products = new Map<string, number>()

  constructor(host: Host) {
    this.#host = host
  }

  /** The sum of a product over the labels that are not kept: pairs in arrays, and the last one where it is used. */
  contracted(
    draft: LoopDraft,
    factors: readonly Factor[],
    kept: ReadonlySet<number>,
    domain: ReadonlySet<number>,
  ): Expr {
    const operands: Operand[] = merged(factors)
    const order = contractionOrder({
      factors: operands.map(o => o.classes),
      kept: [...kept],
      size: label => middling(draft.size(label)),
    })
    const given = [...operands]
    const members = given.map((_, k) => [k])
    for (const [a, b] of order) members.push([...(members[a] as number[]), ...(members[b] as number[])])
    const needed = (some: readonly number[]): number[] => {
      const outside = new Set(given.flatMap((o, k) => (some.includes(k) ? [] : o.classes)))
      const own = [...new Set(some.flatMap(k => (given[k] as Operand).classes))]
      return own.filter(c => kept.has(c) || outside.has(c)).sort((x, y) => x - y)
    }
    for (let k = 0; k < order.length - 1; k++) {
      const parts = (order[k] as Pair).map(p => operands[p] as Operand)
      operands.push(this.#stored(draft, parts, needed(members[given.length + k] as number[])))
    }
    const last = order.at(-1)
    const parts = last === undefined ? operands : last.map(p => operands[p] as Operand)
    const stay = [...kept].sort((x, y) => x - y)
    const stands =
      (draft.inSum ? this.#stored(draft, parts, stay) : this.#solved(draft, parts, stay))?.load ??
      this.#known(draft, parts, stay)
    if (stands !== undefined) return draft.load(stands)
    const labels = [...new Set(parts.flatMap(o => o.classes))].filter(c => !kept.has(c))
    return draft.sum(labels, () => this.#product(draft, parts, new Set([...domain, ...labels])))
  }

  #product(draft: LoopDraft, parts: readonly Operand[], domain: ReadonlySet<number>): Expr {
    return mul(
      ...parts.flatMap(o =>
        o.load === undefined ? o.factors.map(f => this.#host.powered(draft, f, domain)) : [draft.load(o.load)],
      ),
    )
  }

  /** The loop of a product over its own labels, and a name for it. */
  #drafted(outer: LoopDraft, parts: readonly Operand[], kept: readonly number[]): { draft: LoopDraft; value: Expr } {
    const all = [...new Set(parts.flatMap(o => o.classes))]
    const draft = new LoopDraft(new Map(all.map(c => [c, outer.size(c)])))
    const labels = all.filter(c => !kept.includes(c))
    const product = (): Expr => this.#product(draft, parts, new Set(all))
    return { draft, value: labels.length === 0 ? product() : draft.sum(labels, product) }
  }

  #known(outer: LoopDraft, parts: readonly Operand[], kept: readonly number[]): Access | undefined {
    const { draft, value } = this.#drafted(outer, parts, kept)
    const array = this.#products.get(draft.key(kept, value))
    return array === undefined ? undefined : { array, at: kept }
  }

  /** The product in an array of its own, or in one in which it stands already. */
  #stored(outer: LoopDraft, parts: readonly Operand[], kept: readonly number[]): Operand {
    const solved = this.#solved(outer, parts, kept)
    if (solved !== undefined) return solved
    const { draft, value } = this.#drafted(outer, parts, kept)
    const key = draft.key(kept, value)
    const known = this.#products.get(key)
    const array = known ?? this.#host.array(kept.map(c => outer.size(c)))
    if (known === undefined) {
      this.#products.set(key, array)
      this.#host.push(draft.finish({ array, at: kept }, kept, value, 'set'))
    }
    return { classes: kept, factors: [], load: { array, at: kept } }
  }

  /** inv(A)*B as the solution of A*X = B, where the pair shares one axis of an inverse that nothing else needs. */
  #solved(outer: LoopDraft, parts: readonly Operand[], kept: readonly number[]): Operand | undefined {
    const [a, b] = parts
    if (a === undefined || b === undefined) return undefined
    return this.#solution(outer, a, b, kept) ?? this.#solution(outer, b, a, kept)
  }

  #solution(outer: LoopDraft, a: Operand, b: Operand, kept: readonly number[]): Operand | undefined {
    const [factor, ...others] = a.load === undefined ? a.factors : []
    if (factor === undefined || others.length > 0 || !equal(factor.power, one)) return undefined
    const { node, at } = factor
    if (node.kind === 'window' || !isOperation(node, 'inv') || this.#host.isPlaced(node)) return undefined
    const [first = -1, second = -1] = at
    const inner = kept.includes(first) ? second : first
    const own = inner === first ? second : first
    const right = b.classes.filter(c => c !== inner)
    const fits = inner >= 0 && own >= 0 && inner !== own && !kept.includes(inner) && kept.includes(own)
    if (!fits || !b.classes.includes(inner) || right.includes(own) || !right.every(c => kept.includes(c)))
      return undefined
    const sides = this.#sides(outer, b, [inner, ...right])
    const of = this.#host.place(node.of)
    const key = `solve ${of} ${sides} ${first === inner}`
    const labels = [own, ...right]
    const known = this.#products.get(key)
    const target = known ?? this.#host.array(labels.map(c => outer.size(c)))
    this.#products.set(key, target)
    if (known === undefined) this.#host.push({ kind: 'solve', target, of, sides, transposed: first === inner })
    return { classes: [...labels].sort((x, y) => x - y), factors: [], load: { array: target, at: labels } }
  }

  /** The array of an operand with its axes in that order. */
  #sides(outer: LoopDraft, b: Operand, labels: readonly number[]): number {
    const same = (at: readonly number[]): boolean => at.length === labels.length && at.every((c, k) => c === labels[k])
    if (b.load !== undefined && b.load.starts === undefined && same(b.load.at)) return b.load.array
    const [factor, ...others] = b.load === undefined ? b.factors : []
    if (factor !== undefined && others.length === 0 && equal(factor.power, one)) {
      const { node, at } = this.#host.behind(factor)
      if (node.kind !== 'window' && same(at) && (this.#host.isPlaced(node) || node.kind === 'variable'))
        return this.#host.place(node)
    }
    const { draft, value } = this.#drafted(outer, [b], labels)
    const key = draft.key(labels, value)
    const array = this.#products.get(key) ?? this.#host.array(labels.map(c => outer.size(c)))
    if (!this.#products.has(key)) this.#host.push(draft.finish({ array, at: labels }, labels, value, 'set'))
    this.#products.set(key, array)
    return array
  }
}

function middling(size: Dim): number {
  return evaluate(size, Object.fromEntries([...freeSymbols(size)].map(name => [name, MIDDLING])))
}
