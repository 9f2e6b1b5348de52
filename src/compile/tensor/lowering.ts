/**
 * From tensors to steps over arrays, at known sizes or at symbols for them: structured factors written out (flat.ts), products in the
 * cheapest order (contraction.ts). A tensor that is used once and made entry by entry is computed where it is used (entries.ts).
 */
import { append } from '../../expr/args.js'
import { one, pow, product, sum, zero } from '../../expr/build.js'
import { ExprMap } from '../../expr/map.js'
import { type Expr, sym } from '../../expr/node.js'
import { memo } from '../../memo.js'
import { type Node, nodesOf, type Placement, type Sum } from '../../tensor/node.js'
import { connected } from './access.js'
import { Contractions, type Host } from './contraction.js'
import { Entries, type EntryHost } from './entries.js'
import type { Extents } from './extents.js'
import { type FlatFactor, type FlatTerm, type Flattening, isSparse } from './flat.js'
import { LoopDraft } from './loop-draft.js'
import { type Access, type Step, scalarName, type TensorArray, type TensorProgram } from './program.js'

/** The most terms of one loop. */
const MOST_TERMS = 24

const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k)

/** For what the steps are made. */
export interface Target<S> {
  readonly extents: Extents<S>
  /** The most operations that are put off to the place where they are used. */
  readonly putOff: number
  /** Whether there are routines for products of matrices, and numbers that are the same everywhere are computed before all steps. */
  readonly routines: boolean
  /** The number of entries of an axis, or what counts as such where the order of products is chosen. */
  readonly count: (size: S) => number
}

/** A program, and the numbers that are computed before its steps. */
export interface Lowered<S> extends TensorProgram<S> {
  readonly scalars: readonly Expr[]
  /** The arrays of the roots that are read by their names. */
  readonly defined: ReadonlyMap<string, number>
}

/** What a program computes, in this order. */
export interface Root {
  readonly node: Node
  readonly isResult: boolean
  /** A name, which is none of a user, by which those after it read what is computed here, as a variable or a scalar. */
  readonly defines?: string
}

/** The steps that compute the tensors. */
export function lowered<S>(roots: readonly Root[], target: Target<S>): Lowered<S> {
  return new Lowering(roots, target).program()
}

class Lowering<S> implements Host<S>, EntryHost<S, LoopDraft<S>> {
  readonly #arrays: TensorArray<S>[] = []
  readonly #steps: Step<S>[] = []
  readonly #target: Target<S>
  readonly #roots: ReadonlySet<Node>
  readonly #results: readonly Node[]
  /** The first result that a node is. */
  readonly #indices: ReadonlyMap<Node, number>
  readonly #definitions: ReadonlyMap<string, Node>
  readonly #flat: Flattening<S>
  readonly #entries: Entries<S, LoopDraft<S>>
  readonly #contractions: Contractions<S>
  readonly #places = new Map<Node, number>()
  readonly #inputs = new Map<string, number>()
  readonly #scalars: Expr[] = []
  readonly #scalarNames = new ExprMap<Expr>()

  constructor(all: readonly Root[], target: Target<S>) {
    const roots = all.map(r => r.node)
    this.#roots = new Set(roots)
    this.#definitions = new Map(all.flatMap(r => (r.defines === undefined ? [] : [[r.defines, r.node] as const])))
    this.#results = all.flatMap(r => (r.isResult ? [r.node] : []))
    this.#indices = new Map([...this.#results.entries()].reverse().map(([k, root]) => [root, k]))
    this.#target = target
    this.#contractions = new Contractions(this)
    const nodes = nodesOf(roots)
    this.#entries = new Entries(this, target.extents, nodes, roots, target.putOff)
    this.#flat = this.#entries.flat
    for (const node of nodes) this.#prepare(node)
  }

  program(): Lowered<S> {
    const results = this.#results.map((root, k) => this.#deliver(root, k))
    const defined = new Map([...this.#definitions].map(([name, node]) => [name, this.place(node)]))
    return { arrays: this.#arrays, steps: this.#steps, results, scalars: this.#scalars, defined }
  }

  get routines(): boolean {
    return this.#target.routines
  }

  count(size: S): number {
    return this.#target.count(size)
  }

  /** Parts come before what they are parts of, so that nothing goes deeper than what is put off. */
  #prepare(node: Node): void {
    if (node.kind === 'sum') this.#flat.terms(node)
    if (this.#roots.has(node) || (!this.#entries.putOff(node) && node.kind !== 'variable')) this.place(node)
  }

  array(shape: readonly S[]): number {
    return this.#arrays.push({ role: 'temporary', shape }) - 1
  }

  push(step: Step<S>): void {
    this.#steps.push(step)
  }

  /** The array of a node that is a result, or of a new intermediate one. */
  #arrayOf(node: Node): number {
    const index = this.#indices.get(node)
    const shape = this.#shapeOf(node)
    return index === undefined ? this.array(shape) : this.#arrays.push({ role: 'output', index, shape }) - 1
  }

  #shapeOf(node: Node): readonly S[] {
    return this.#target.extents.shape(node.shape)
  }

  /** The array in which a tensor stands; it is computed first if need be. */
  place(node: Node): number {
    const known = this.#places.get(node)
    if (known !== undefined) return known
    const array = this.#computed(node)
    this.#places.set(node, array)
    return array
  }

  isPlaced(node: Node): boolean {
    return this.#places.has(node)
  }

  /** The entries of a tensor, or of a part of one, which are computed first if need be. */
  access(factor: FlatFactor<S>): Access<S> {
    const { node, at } = this.#entries.behind(factor)
    return node.kind === 'window'
      ? { array: this.place(node.of), at, starts: node.starts }
      : { array: this.place(node), at }
  }

  isStanding(factor: FlatFactor<S>): boolean {
    const { node } = this.#entries.behind(factor)
    return node.kind !== 'window' && this.isPlaced(node)
  }

  isStored(factor: FlatFactor<S>): boolean {
    const { node } = this.#entries.behind(factor)
    if (node.kind === 'window' || this.isPlaced(node)) return true
    return !this.#entries.isPutOff(node) || (node.kind !== 'map' && node.kind !== 'sum')
  }

  /** A result that stands elsewhere already is copied. */
  #deliver(node: Node, index: number): number {
    const array = this.place(node)
    const found = this.#arrays[array]
    if (found?.role === 'output' && found.index === index) return array
    const shape = this.#shapeOf(node)
    return this.#whole(
      () => this.#arrays.push({ role: 'output', index, shape }) - 1,
      shape,
      (draft, axes) => draft.load({ array, at: axes }),
    )
  }

  /** A loop over all axes of an array, which is made when the value is known; axis k is label k. */
  #whole(
    make: () => number,
    shape: readonly S[],
    body: (draft: LoopDraft<S>, axes: readonly number[], domain: ReadonlySet<number>) => Expr,
    mode: 'set' | 'add' = 'set',
  ): number {
    const axes = range(shape.length)
    const draft = new LoopDraft(new Map(shape.entries()))
    const value = body(draft, axes, new Set(axes))
    const array = make()
    this.push(draft.finish({ array, at: axes }, axes, value, mode))
    return array
  }

  #computed(node: Node): number {
    switch (node.kind) {
      case 'variable': {
        const definition = this.#definitions.get(node.name)
        if (definition !== undefined) return this.place(definition)
        const { name } = node
        return memo(
          this.#inputs,
          name,
          () => this.#arrays.push({ role: 'input', name, shape: this.#shapeOf(node) }) - 1,
        )
      }
      case 'constant': {
        const target = this.#arrayOf(node)
        this.push({ kind: 'literal', target, entries: node.entries })
        return target
      }
      case 'basis': {
        const target = this.#arrayOf(node)
        this.push({ kind: 'unit', target, place: node.place })
        return target
      }
      case 'map':
        return this.#whole(
          () => this.#arrayOf(node),
          this.#shapeOf(node),
          (draft, axes, domain) => this.#entries.map(draft, node, axes, domain),
        )
      case 'sum':
        return this.#sum(node)
      case 'operation': {
        const of = this.place(node.of)
        const direction = node.direction && this.place(node.direction)
        const target = this.#arrayOf(node)
        this.push({ kind: 'operation', head: node.head, target, of, ...(direction !== undefined && { direction }) })
        return target
      }
      case 'placement':
        return this.#placement(node)
      case 'reshape': {
        const of = this.place(node.of)
        const target = this.#arrayOf(node)
        this.push({ kind: 'reshape', target, of })
        return target
      }
    }
  }

  /** Zeros, and a one at each place. */
  #placement(node: Placement): number {
    const { none, of } = this.#target.extents
    const shape = this.#shapeOf(node)
    const target = this.#whole(
      () => this.#arrayOf(node),
      shape,
      () => zero,
    )
    const places = { array: target, at: [0, 0], starts: [of(node.offset), none] }
    this.push(new LoopDraft(new Map([[0, shape[1] as S]])).finish(places, [0], one, 'add'))
    return target
  }

  /** The dense terms in one loop, or a few; the others added where they are not zero. */
  #sum(node: Sum): number {
    const terms = this.#flat.terms(node)
    const shape = this.#shapeOf(node)
    const dense = terms.filter(t => !isSparse(t))
    let array = -1
    for (let k = 0; k === 0 || k < dense.length; k += MOST_TERMS) {
      const some = dense.slice(k, k + MOST_TERMS)
      const value = (draft: LoopDraft<S>, axes: readonly number[], domain: ReadonlySet<number>): Expr =>
        sum(some.map(t => this.term(draft, t, axes, domain)))
      array = this.#whole(() => (k === 0 ? this.#arrayOf(node) : array), shape, value, k === 0 ? 'set' : 'add')
    }
    for (const t of terms.filter(isSparse)) {
      const labels = [...new Set(t.axes.filter(c => c >= 0))]
      const draft = new LoopDraft(new Map(t.extents))
      const value = this.term(draft, t, t.axes, new Set(labels))
      this.push(draft.finish({ array, at: t.axes, ...(t.isPart && { starts: t.starts }) }, labels, value, 'add'))
    }
    return array
  }

  /** A term at a place of a loop whose labels at the axes of the sum are `at`. */
  term(draft: LoopDraft<S>, term: FlatTerm<S>, at: readonly number[], domain: ReadonlySet<number>): Expr {
    const labels = new Map<number, number>()
    for (const [axis, c] of term.axes.entries()) if (c >= 0) labels.set(c, at[axis] as number)
    const rename = (c: number): number => {
      if (c < 0) return c
      const known = labels.get(c) ?? draft.fresh(term.extents.get(c) as S)
      labels.set(c, known)
      return known
    }
    const kept = new Set(term.axes)
    const parts: Expr[] = [this.#scalar(term.coefficient)]
    for (const group of connected(term.factors, c => c >= 0 && !kept.has(c))) {
      const factors = group.map(f => ({ ...f, at: f.at.map(rename) }))
      const classes = [...new Set(group.flatMap(f => f.at))].filter(c => c >= 0)
      const stay = [...new Set(classes.filter(c => kept.has(c)).map(rename))]
      if (classes.every(c => kept.has(c)))
        append(
          parts,
          factors.map(f => this.powered(draft, f, domain)),
        )
      else parts.push(this.#contractions.contracted(draft, factors, stay, domain))
    }
    return product(parts)
  }

  powered(draft: LoopDraft<S>, factor: FlatFactor<S>, domain: ReadonlySet<number>): Expr {
    return pow(this.#entries.factor(draft, factor, domain), this.#scalar(factor.power))
  }

  /** What is the same everywhere has a name where it is computed before all steps. */
  #scalar(e: Expr): Expr {
    if (e.kind === 'num' || !this.routines) return e
    const known = this.#scalarNames.get(e) ?? sym(scalarName(this.#scalars.push(e) - 1))
    this.#scalarNames.set(e, known)
    return known
  }

  read(draft: LoopDraft<S>, factor: FlatFactor<S>): Expr {
    return draft.load(this.access(factor))
  }

  /** Sums do not stand within sums. */
  hasRoom(draft: LoopDraft<S>, terms: readonly FlatTerm<S>[]): boolean {
    return this.routines || !draft.inSum || terms.every(isEntrywise)
  }
}

const isEntrywise = (t: FlatTerm<unknown>): boolean =>
  t.factors.every(f => f.at.every(c => c < 0 || t.axes.includes(c)))
