/**
 * Products that are summed over: pairs in arrays of their own in the cheapest order, inv(A)*B as the solution of linear equations. Where
 * there are routines for products of matrices, every product stands in an array, and so do the factors of such a routine; else the last
 * pair is summed where it is used. What was computed once for the same factors is used again.
 */
import { mul, one } from '../../expr/build.js'
import { ExprMap } from '../../expr/map.js'
import type { Expr } from '../../expr/node.js'
import { isOperation, type Node } from '../../tensor/node.js'
import { contractionOrder, type Pair } from './contraction-order.js'
import type { FlatFactor, Window } from './flat.js'
import { LoopDraft } from './loop-draft.js'
import { type Key, KeyMaker, merged, type Operand } from './operand.js'
import type { Access, Step } from './program.js'

/** What the lowering of nodes offers to that of products. */
export interface Host<S> {
  /** Whether there are routines for products of matrices. */
  readonly routines: boolean
  /** The number of entries of an axis, or what counts as such where the order of products is chosen. */
  count(size: S): number
  /** A factor to its power, at a place of the labels in `domain`. */
  powered(draft: LoopDraft<S>, factor: FlatFactor<S>, domain: ReadonlySet<number>): Expr
  /** Where the entries of a factor stand; they are computed if need be. */
  access(factor: FlatFactor<S>): Access<S>
  /** Whether the entries of a factor stand in an array already. */
  isStanding(factor: FlatFactor<S>): boolean
  /** Whether they do, or will have to. */
  isStored(factor: FlatFactor<S>): boolean
  /** A new array. */
  array(shape: readonly S[]): number
  push(step: Step<S>): void
  place(node: Node): number
}

interface Kept<S> {
  readonly load: Access<S>
  /** The labels in the order of the key. */
  readonly classes: readonly number[]
}

type Labels = readonly number[]

export class Contractions<S> {
  readonly #host: Host<S>
  /** Products that stand in an array, by what they are. */
  readonly #done = new Map<string, Kept<S>>()
  readonly #ids = new Map<Node | Window<S>, number>()
  readonly #powers = new ExprMap<number>()

  constructor(host: Host<S>) {
    this.#host = host
  }

  /** The sum of a product over the labels that are not kept, at a place of the labels in `domain`. */
  contracted(draft: LoopDraft<S>, factors: readonly FlatFactor<S>[], keep: Labels, domain: ReadonlySet<number>): Expr {
    const kept = [...keep].sort((a, b) => a - b)
    const given: Operand<S>[] = merged(factors)
    const keys = new KeyMaker(given, new Set(kept), f => this.#name(f))
    const order = contractionOrder({
      factors: given.map(o => o.classes),
      kept,
      size: c => this.#host.count(draft.size(c)),
      known: some => this.#done.has(keys.of(some).key),
    })
    const network = new Network(given, order, keys)
    const all = network.members.length - 1
    if (this.#host.routines || draft.inSum) {
      const [whole] = this.#computed(draft, network, [all])
      return draft.load(this.#placed(draft, whole as Operand<S>))
    }
    const whole = keys.of(network.members[all] as Labels)
    const known = this.#recall(whole)?.load
    if (known !== undefined) return draft.load(known)
    const parts = this.#computed(draft, network, network.parts(all) ?? [all])
    const solved = this.#solved(draft, parts, kept)
    if (solved?.load !== undefined) {
      this.#remember(whole, solved)
      return draft.load(solved.load)
    }
    const labels = summed(parts, kept)
    return draft.sum(labels, () => this.#product(draft, parts, new Set([...domain, ...labels])))
  }

  /** Operands of a network, computed from the last down to what is known or given, then up again. */
  #computed(outer: LoopDraft<S>, { given, members, parts, keys }: Network<S>, wanted: readonly number[]): Operand<S>[] {
    const operands: (Operand<S> | undefined)[] = [...given]
    const needed = new Set(wanted)
    for (let k = members.length - 1; k >= 0; k--) {
      const pair = needed.has(k) ? parts(k) : undefined
      if (pair === undefined) continue
      operands[k] = this.#recall(keys.of(members[k] as Labels))
      if (operands[k] === undefined) for (const part of pair) needed.add(part)
    }
    for (const [k, some] of members.entries()) {
      if (!needed.has(k)) continue
      const pair = parts(k)
      const own = operands[k]
      const stay = keys.needed(some)
      if (own === undefined && pair !== undefined)
        operands[k] = this.#pair(
          outer,
          pair.map(p => operands[p] as Operand<S>),
          stay,
        )
      // Labels that nothing else has are summed over first.
      else if (own?.load === undefined && stay.length < (own?.classes.length ?? 0) && this.#host.routines)
        operands[k] = this.#recall(keys.of(some)) ?? this.#stored(outer, [own as Operand<S>], stay)
      this.#remember(keys.of(some), operands[k] as Operand<S>)
    }
    return wanted.map(k => operands[k] as Operand<S>)
  }

  #recall({ key, classes }: Key): Operand<S> | undefined {
    const known = this.#done.get(key)
    if (known === undefined) return undefined
    const labels = new Map(known.classes.map((c, k) => [c, classes[k] as number]))
    const at = known.load.at.map(c => labels.get(c) ?? c)
    return { classes: [...classes].sort((a, b) => a - b), factors: [], load: { ...known.load, at } }
  }

  #remember({ key, classes }: Key, { load }: Operand<S>): void {
    if (load !== undefined) this.#done.set(key, { load, classes })
  }

  #pair(outer: LoopDraft<S>, parts: readonly Operand<S>[], stay: Labels): Operand<S> {
    const solved = this.#solved(outer, parts, stay)
    if (solved !== undefined) return solved
    if (!this.#isProduct(parts, stay)) return this.#stored(outer, parts, stay)
    const loads = parts.map(o => ({ classes: o.classes, factors: [], load: this.#placed(outer, o) }))
    return this.#stored(outer, loads, stay)
  }

  /** Whether a routine computes the pair: two matrices, or a matrix that stands somewhere and a vector. */
  #isProduct(parts: readonly Operand<S>[], stay: Labels): boolean {
    const [a, b] = parts as [Operand<S>, Operand<S>]
    const shared = a.classes.filter(c => b.classes.includes(c))
    if (!this.#host.routines || shared.every(c => stay.includes(c))) return false
    const [matrix, ...others] = [a, b].filter(o => o.classes.length > shared.length)
    if (others.length > 0) return true
    return matrix !== undefined && this.#stands(matrix) && !shared.some(c => stay.includes(c))
  }

  #stands({ load, factors }: Operand<S>): boolean {
    const only = plain(factors)
    return load !== undefined || (only !== undefined && this.#host.isStored(only))
  }

  /** Where an operand stands; a product of several factors, or one that was put off, is computed. */
  #placed(outer: LoopDraft<S>, o: Operand<S>): Access<S> {
    const only = plain(o.factors)
    return (
      o.load ?? (only === undefined ? (this.#stored(outer, [o], o.classes).load as Access<S>) : this.#host.access(only))
    )
  }

  #product(draft: LoopDraft<S>, parts: readonly Operand<S>[], domain: ReadonlySet<number>): Expr {
    return mul(
      ...parts.flatMap(({ load, factors }) =>
        load === undefined ? factors.map(f => this.#host.powered(draft, f, domain)) : [draft.load(load)],
      ),
    )
  }

  /** The product in an array of its own. */
  #stored(outer: LoopDraft<S>, parts: readonly Operand<S>[], kept: Labels): Operand<S> {
    const all = [...new Set(parts.flatMap(o => o.classes))]
    const draft = new LoopDraft(new Map(all.map(c => [c, outer.size(c)])))
    const product = (): Expr => this.#product(draft, parts, new Set(all))
    const labels = summed(parts, kept)
    const value = labels.length === 0 ? product() : draft.sum(labels, product)
    const load = { array: this.#host.array(kept.map(c => outer.size(c))), at: kept }
    this.#host.push(draft.finish(load, kept, value, 'set'))
    return { classes: [...kept].sort((a, b) => a - b), factors: [], load }
  }

  /** inv(A)*B as the solution of A*X = B, where the pair shares one axis of an inverse that nothing else needs. */
  #solved(outer: LoopDraft<S>, [a, b]: readonly Operand<S>[], kept: Labels): Operand<S> | undefined {
    if (a === undefined || b === undefined) return undefined
    return this.#solution(outer, a, b, kept) ?? this.#solution(outer, b, a, kept)
  }

  #solution(outer: LoopDraft<S>, a: Operand<S>, b: Operand<S>, kept: Labels): Operand<S> | undefined {
    const factor = plain(a.factors)
    if (factor === undefined || factor.node.kind === 'window' || !isOperation(factor.node, 'inv')) return undefined
    const { node, at } = factor
    if (this.#host.isStanding(factor)) return undefined
    const [first = -1, second = -1] = at
    const inner = kept.includes(first) ? second : first
    const own = inner === first ? second : first
    const right = b.classes.filter(c => c !== inner)
    const fits = inner >= 0 && own >= 0 && inner !== own && !kept.includes(inner) && kept.includes(own)
    if (!fits || !b.classes.includes(inner) || right.includes(own) || !right.every(c => kept.includes(c)))
      return undefined
    const sides = this.#sides(outer, b, [inner, ...right])
    const of = this.#host.place(node.of)
    const labels = [own, ...right]
    const target = this.#host.array(labels.map(c => outer.size(c)))
    this.#host.push({ kind: 'solve', target, of, sides, transposed: first === inner })
    return { classes: [...labels].sort((x, y) => x - y), factors: [], load: { array: target, at: labels } }
  }

  /** The array of an operand with its axes in that order. */
  #sides(outer: LoopDraft<S>, b: Operand<S>, labels: Labels): number {
    const only = plain(b.factors)
    const isThere = only !== undefined && (this.#host.isStanding(only) || only.node.kind === 'variable')
    const { array, at, starts } = b.load ?? (isThere ? this.#host.access(only) : { array: -1, at: [], starts: [] })
    if (starts === undefined && at.length === labels.length && at.every((c, k) => c === labels[k])) return array
    return (this.#stored(outer, [b], labels).load as Access<S>).array
  }

  /** The same for the same tensor to the same power. */
  #name({ node, power }: FlatFactor<S>): string {
    const id = this.#ids.get(node) ?? this.#ids.size
    this.#ids.set(node, id)
    const exponent = this.#powers.get(power) ?? this.#powers.size
    this.#powers.set(power, exponent)
    return `${id}^${exponent}`
  }
}

/** Factors and the products of pairs, each the pair of earlier ones that it is made of. */
class Network<S> {
  /** For each operand the given ones that are in it. */
  readonly members: readonly Labels[]

  constructor(
    readonly given: readonly Operand<S>[],
    private readonly order: readonly Pair[],
    readonly keys: KeyMaker<S>,
  ) {
    const members: Labels[] = given.map((_, k) => [k])
    for (const [a, b] of order) members.push([...(members[a] as Labels), ...(members[b] as Labels)])
    this.members = members
  }

  /** Of what a product is made; undefined for a factor. */
  readonly parts = (k: number): Pair | undefined => this.order[k - this.given.length]
}

/** The only factor, where it is one to the power 1. */
function plain<S>([only, ...others]: readonly FlatFactor<S>[]): FlatFactor<S> | undefined {
  return others.length === 0 && only?.power === one ? only : undefined
}

/** The labels of a product that are not kept. */
const summed = (parts: readonly { readonly classes: Labels }[], kept: Labels): number[] =>
  [...new Set(parts.flatMap(o => o.classes))].filter(c => !kept.includes(c))
