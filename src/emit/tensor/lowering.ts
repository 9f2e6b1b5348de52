/**
 * From tensors to steps over arrays whose sizes are not known. What the compiled functions know of tensors is used as it is: structured
 * factors written out (flat.ts), the cheapest order of products (contraction-order.ts). Forms
 * that would underflow are written otherwise (stable.ts). A tensor that is used once and made entry by entry is computed where it is used.
 */
import { connected } from '../../compile/tensor/access.js'
import { Entries, type EntryHost } from '../../compile/tensor/entries.js'
import { symbolicExtents } from '../../compile/tensor/extents.js'
import { type FlatFactor, type FlatTerm, type Flattening, isSparse } from '../../compile/tensor/flat.js'
import { stableForms } from '../../compile/tensor/stable.js'
import { FluxionError } from '../../errors.js'
import { add, mul, one, pow, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { equal } from '../../expr/order.js'
import { type Dim, type Node, nodesOf, type Placement, type Sum } from '../../tensor/node.js'
import { Contractions, type Host } from './contraction.js'
import { LoopDraft } from './loop-draft.js'
import type { Access, Requirement, Root, Step, TensorArray, TensorProgram } from './program.js'

/** The most operations that are put off to the place where they are used. */
const MOST_PUT_OFF = 24

type Term = FlatTerm<Dim>
type Factor = FlatFactor<Dim>
const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k)

/** The steps that compute the roots in their order. */
export function tensorProgram(roots: readonly Root[]): TensorProgram {
  const stable = stableForms(roots.map(r => r.node))
  return new Lowering(roots.map((r, k) => ({ ...r, node: stable[k] as Node }))).program()
}

class Lowering implements Host, EntryHost<Dim, LoopDraft> {
  readonly #arrays: TensorArray[] = []
  readonly #steps: Step[] = []
  readonly #requires: Requirement[] = []
  readonly #all: readonly Root[]
  readonly #roots: ReadonlySet<Node>
  readonly #defined = new Map<string, number>()
  readonly #flat: Flattening<Dim>
  readonly #entries: Entries<Dim, LoopDraft>
  readonly #contractions = new Contractions(this)
  readonly #places = new Map<Node, number>()
  readonly #inputs = new Map<string, number>()
  #temporaries = 0

  constructor(all: readonly Root[]) {
    const roots = all.map(r => r.node)
    this.#all = all
    this.#roots = new Set(roots)
    const nodes = nodesOf(roots)
    const extents = symbolicExtents((size, least) => this.#require(size, least))
    this.#entries = new Entries(this, extents, nodes, roots, MOST_PUT_OFF)
    this.#flat = this.#entries.flat
    for (const node of nodes) this.#prepare(node)
  }

  program(): TensorProgram {
    const results = this.#all.flatMap(({ node, name }) => (name === undefined ? [] : this.#deliver(node, name)))
    return { arrays: this.#arrays, steps: this.#steps, results, requires: this.#requires, defined: this.#defined }
  }

  /** A fixed place needs an axis that is long enough. */
  #require(size: Dim, least: number): void {
    if (!this.#requires.some(r => equal(r.size, size) && r.least >= least)) this.#requires.push({ size, least })
  }

  /** Parts come before what they are parts of, so that nothing goes deeper than what is put off. */
  #prepare(node: Node): void {
    if (node.kind === 'sum') this.#flat.terms(node)
    if (this.#roots.has(node) || (!this.#entries.putOff(node) && node.kind !== 'variable')) this.place(node)
  }

  /** A new array: a result if it has a name. */
  array(shape: readonly Dim[], name?: string): number {
    const role = name === undefined ? 'temporary' : 'output'
    return this.#arrays.push({ name: name ?? `t${++this.#temporaries}`, shape, role }) - 1
  }

  push(step: Step): void {
    this.#steps.push(step)
  }

  isStanding(node: Node): boolean {
    return this.#places.has(node)
  }

  isPlaced(node: Factor['node']): boolean {
    return node.kind !== 'window' && this.isStanding(node)
  }

  /** The array of a node that is a result, or of a new intermediate one. */
  #targetOf(node: Node): number {
    return this.array(node.shape, this.#all.find(r => r.node === node && r.name !== undefined)?.name)
  }

  /** The array in which a tensor stands; it is computed first if need be. */
  place(node: Node): number {
    const known = this.#places.get(node)
    if (known !== undefined) return known
    const array = this.#computed(node)
    this.#places.set(node, array)
    for (const { node: root, defines } of this.#all)
      if (root === node && defines !== undefined) this.#defined.set(defines, array)
    return array
  }

  /** The entries of a tensor, or of a part of one, which are computed first if need be. */
  access({ node, at }: Pick<Factor, 'node' | 'at'>): Access {
    if (node.kind !== 'window') return { array: this.place(node), at }
    return { array: this.place(node.of), at, starts: node.starts }
  }

  /** A result that stands elsewhere already is copied. */
  #deliver(node: Node, name: string): number {
    const array = this.place(node)
    if (this.#arrays[array]?.role === 'output' && this.#arrays[array]?.name === name) return array
    const target = this.array(node.shape, name)
    const axes = range(node.shape.length)
    const draft = new LoopDraft(this.#sizesOf(node))
    this.push(draft.finish({ array: target, at: axes }, axes, draft.load({ array, at: axes }), 'set'))
    return target
  }

  #sizesOf = (node: Node): Map<number, Dim> => new Map(node.shape.entries())

  #computed(node: Node): number {
    switch (node.kind) {
      case 'variable': {
        const known = this.#defined.get(node.name) ?? this.#inputs.get(node.name)
        const made = known ?? this.#arrays.push({ name: node.name, shape: node.shape, role: 'input' }) - 1
        this.#inputs.set(node.name, made)
        return made
      }
      case 'constant': {
        const target = this.#targetOf(node)
        this.push({ kind: 'literal', target, entries: node.entries })
        return target
      }
      case 'basis': {
        const target = this.#targetOf(node)
        this.push({ kind: 'unit', target, place: node.place })
        return target
      }
      case 'map': {
        const axes = range(node.shape.length)
        const draft = new LoopDraft(this.#sizesOf(node))
        const value = this.#entries.map(draft, node, axes, new Set(axes))
        const target = this.#targetOf(node)
        this.push(draft.finish({ array: target, at: axes }, axes, value, 'set'))
        return target
      }
      case 'sum':
        return this.#sum(node)
      case 'operation': {
        if (node.direction !== undefined)
          throw new FluxionError('no-emission', `the derivative of ${node.head} in a direction is computed only here`)
        const of = this.place(node.of)
        const target = this.#targetOf(node)
        this.push({ kind: 'operation', head: node.head, target, of })
        return target
      }
      case 'placement':
        return this.#placement(node)
      case 'reshape': {
        const of = this.place(node.of)
        const target = this.#targetOf(node)
        this.push({ kind: 'reshape', target, of })
        return target
      }
    }
  }

  /** Zeros, and a one at each place. */
  #placement(node: Placement): number {
    const target = this.#targetOf(node)
    const [rows, columns] = node.shape as [Dim, Dim]
    const zeros = new LoopDraft(new Map([rows, columns].entries()))
    this.push(zeros.finish({ array: target, at: [0, 1] }, [0, 1], zero, 'set'))
    const places = { array: target, at: [0, 0], starts: [node.offset, zero] }
    this.push(new LoopDraft(new Map([[0, columns]])).finish(places, [0], one, 'add'))
    return target
  }

  /** The dense terms in one loop, the others added where they are not zero. */
  #sum(node: Sum): number {
    const terms = this.#flat.terms(node)
    const axes = range(node.shape.length)
    const dense = terms.filter(t => !isSparse(t))
    const draft = new LoopDraft(this.#sizesOf(node))
    const value = add(...dense.map(t => this.term(draft, t, axes, new Set(axes))))
    const sparse = terms.filter(isSparse).map(t => {
      const classes = [...new Set(t.axes.filter(c => c >= 0))]
      const own = new LoopDraft(new Map(t.extents))
      const starts = t.isPart ? { starts: t.starts } : {}
      return { own, classes, to: { at: t.axes, ...starts }, value: this.term(own, t, t.axes, new Set(classes)) }
    })
    const array = this.#targetOf(node)
    this.push(draft.finish({ array, at: axes }, axes, dense.length === 0 ? zero : value, 'set'))
    for (const { own, classes, to, value } of sparse) this.push(own.finish({ array, ...to }, classes, value, 'add'))
    return array
  }

  /** A term at a place of a loop whose labels at the axes of the sum are `at`. */
  term(draft: LoopDraft, term: Term, at: readonly number[], domain: ReadonlySet<number>): Expr {
    const labels = new Map<number, number>()
    for (const [axis, c] of term.axes.entries()) if (c >= 0) labels.set(c, at[axis] as number)
    const rename = (c: number): number => {
      if (c < 0) return c
      const known = labels.get(c) ?? draft.fresh(term.extents.get(c) as Dim)
      labels.set(c, known)
      return known
    }
    const kept = new Set(term.axes)
    const parts: Expr[] = [term.coefficient]
    for (const group of connected(term.factors, c => c >= 0 && !kept.has(c))) {
      const factors = group.map(f => ({ ...f, at: f.at.map(rename) }))
      const classes = [...new Set(group.flatMap(f => f.at))].filter(c => c >= 0)
      if (classes.every(c => kept.has(c))) parts.push(...factors.map(f => this.powered(draft, f, domain)))
      else
        parts.push(
          this.#contractions.contracted(draft, factors, new Set(classes.filter(c => kept.has(c)).map(rename)), domain),
        )
    }
    return mul(...parts)
  }

  powered(draft: LoopDraft, factor: Factor, domain: ReadonlySet<number>): Expr {
    return pow(this.#entries.factor(draft, factor, domain), factor.power)
  }

  read(draft: LoopDraft, factor: Factor): Expr {
    return draft.load(this.access(factor))
  }

  /** Sums do not stand within sums. */
  hasRoom(draft: LoopDraft, terms: readonly Term[]): boolean {
    return !draft.inSum || terms.every(isEntrywise)
  }

  behind(factor: Factor): Factor {
    return this.#entries.behind(factor)
  }
}

const isEntrywise = (t: Term): boolean => t.factors.every(f => f.at.every(c => c < 0 || t.axes.includes(c)))
