/**
 * From tensors to steps over arrays whose sizes are not known. What the compiled functions know of tensors is used as it is: structured
 * factors written out (compile/tensor/flat.ts), the cheapest order of products (contraction-order.ts). Forms
 * that would underflow are written otherwise (stable.ts). A tensor that is used once and made entry by entry is computed where it is used.
 */
import { connected, covers } from '../../compile/tensor/access.js'
import { stableForms } from '../../compile/tensor/stable.js'
import { countUses, isCondition } from '../../compile/tensor/use.js'
import { FluxionError } from '../../errors.js'
import { add, call, exp, mul, one, pow, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { equal } from '../../expr/order.js'
import { type Dim, isOperation, type Map as MapNode, type Node, nodesOf, partsOf, type Sum } from '../../tensor/node.js'
import { Contractions, type Host } from './contraction.js'
import { aliasOf, type FlatFactor, type FlatTerm, Flattening, isSparse } from './flat.js'
import { LoopDraft } from './loop-draft.js'
import type { Requirement, Step, TensorArray, TensorProgram } from './program.js'

/** The most operations that are put off to the place where they are used. */
const MOST_PUT_OFF = 24

type Term = FlatTerm<Dim>
const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k)

/** The steps that compute the tensors, the results under the names given. */
export function tensorProgram(roots: readonly Node[], names: readonly string[]): TensorProgram {
  return new Lowering(stableForms(roots), names).program()
}

class Lowering implements Host {
  readonly #arrays: TensorArray[] = []
  readonly #steps: Step[] = []
  readonly #requires: Requirement[] = []
  readonly #roots: readonly Node[]
  readonly #names: readonly string[]
  readonly #flat: Flattening<Dim>
  readonly #uses: ReadonlyMap<Node, number>
  readonly #contractions = new Contractions(this)
  readonly #places = new Map<Node, number>()
  readonly #inputs = new Map<string, number>()
  readonly #putOff = new Map<Node, number>()
  #temporaries = 0

  constructor(roots: readonly Node[], names: readonly string[]) {
    this.#roots = roots
    this.#names = names
    const nodes = nodesOf(roots)
    this.#uses = countUses(nodes, roots)
    this.#flat = new Flattening<Dim>(
      { of: d => d, shape: s => s, same: equal, expr: d => d, index: (p, size) => this.#index(p, size) },
      node => this.#putOff.has(node) && (this.#uses.get(node) ?? 0) <= 1,
    )
    for (const node of nodes) this.#prepare(node)
  }

  program(): TensorProgram {
    const results = this.#roots.map((root, k) => this.#deliver(root, k))
    return { arrays: this.#arrays, steps: this.#steps, results, requires: this.#requires }
  }

  /** A fixed place needs an axis that is long enough. */
  #index(place: Dim, size: Dim): number | undefined {
    if (place.kind !== 'num') return undefined
    const least = place.value.toNumber()
    if (size.kind !== 'num' && !this.#requires.some(r => equal(r.size, size) && r.least >= least))
      this.#requires.push({ size, least })
    return least - 1
  }

  /** Parts come before what they are parts of, so that nothing goes deeper than what is put off. */
  #prepare(node: Node): void {
    if (node.kind === 'sum') this.#flat.terms(node)
    const weight = this.#weight(node)
    const isRoot = this.#roots.includes(node)
    if (!isRoot && weight !== undefined && weight <= MOST_PUT_OFF) this.#putOff.set(node, weight)
    else if (node.kind !== 'variable') this.place(node)
  }

  #weight(node: Node): number | undefined {
    const below = partsOf(node).reduce((w, p) => w + (this.#putOff.get(p) ?? 0), 1)
    const once = (this.#uses.get(node) ?? 0) <= 1
    switch (node.kind) {
      case 'variable':
      case 'constant':
      case 'basis':
        return 0
      case 'map':
        return once || isCondition(node) ? below : undefined
      case 'sum':
        return once || this.#isView(node) ? below + node.terms.length : undefined
      case 'operation':
        return isOperation(node, 'inv') ? below : undefined
      case 'reshape':
      case 'placement':
        return undefined
    }
  }

  /** A sum that needs no memory of its own. */
  #isView(node: Sum): boolean {
    const terms = this.#flat.terms(node)
    return terms.some(isSparse) || terms.every(t => t.factors.length === 0) || aliasOf(terms) !== undefined
  }

  /** A new array: a result if it has a name. */
  array(shape: readonly Dim[], name?: string): number {
    const role = name === undefined ? 'temporary' : 'output'
    return this.#arrays.push({ name: name ?? `t${++this.#temporaries}`, shape, role }) - 1
  }

  push(step: Step): void {
    this.#steps.push(step)
  }

  isPlaced(node: Node): boolean {
    return this.#places.has(node)
  }

  /** The array of a node that is a result, or of a new intermediate one. */
  #targetOf(node: Node): number {
    const k = this.#roots.indexOf(node)
    return this.array(node.shape, k < 0 ? undefined : this.#names[k])
  }

  /** The array in which a tensor stands; it is computed first if need be. */
  place(node: Node): number {
    const known = this.#places.get(node)
    if (known !== undefined) return known
    const array = this.#computed(node)
    this.#places.set(node, array)
    return array
  }

  /** A result that stands elsewhere already is copied. */
  #deliver(node: Node, k: number): number {
    const array = this.place(node)
    if (this.#arrays[array]?.name === this.#names[k]) return array
    const target = this.array(node.shape, this.#names[k])
    const axes = range(node.shape.length)
    const draft = new LoopDraft(this.#sizesOf(node))
    this.push(draft.finish({ array: target, at: axes }, axes, draft.load({ array, at: axes }), 'set'))
    return target
  }

  #sizesOf = (node: Node): Map<number, Dim> => new Map(node.shape.entries())

  #computed(node: Node): number {
    switch (node.kind) {
      case 'variable': {
        const known = this.#inputs.get(node.name)
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
        const value = this.#mapBody(draft, node, axes, new Set(axes))
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
        throw new FluxionError(
          'no-emission',
          'blocks and parts of vectors and matrices are not written in other languages yet: write the formula for the whole arrays',
        )
      case 'reshape': {
        const of = this.place(node.of)
        const target = this.#targetOf(node)
        this.push({ kind: 'reshape', target, of })
        return target
      }
    }
  }

  /** The dense terms in one loop, the others added where they are not zero. */
  #sum(node: Sum): number {
    const terms = this.#flat.terms(node)
    const axes = range(node.shape.length)
    const dense = terms.filter(t => !isSparse(t))
    const draft = new LoopDraft(this.#sizesOf(node))
    const value = add(...dense.map(t => this.#termBody(draft, t, axes, new Set(axes))))
    const sparse = terms.filter(isSparse).map(t => {
      const classes = [...new Set(t.axes.filter(c => c >= 0))]
      const own = new LoopDraft(new Map(t.extents))
      return { own, classes, at: t.axes, value: this.#termBody(own, t, t.axes, new Set(classes)) }
    })
    const array = this.#targetOf(node)
    this.push(draft.finish({ array, at: axes }, axes, dense.length === 0 ? zero : value, 'set'))
    for (const { own, classes, at, value } of sparse) this.push(own.finish({ array, at }, classes, value, 'add'))
    return array
  }

  /** A term at a place of a loop whose labels at the axes of the sum are `at`. */
  #termBody(draft: LoopDraft, term: Term, at: readonly number[], domain: ReadonlySet<number>): Expr {
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

  powered(draft: LoopDraft, factor: FlatFactor, domain: ReadonlySet<number>): Expr {
    return pow(this.#factorBody(draft, factor, domain), factor.power)
  }

  /** A factor at a place: computed there if it was put off and each of its entries is needed once, else read. */
  #factorBody(draft: LoopDraft, factor: FlatFactor, domain: ReadonlySet<number>): Expr {
    const { node, at } = this.behind(factor)
    const here = !this.#places.has(node) && this.#putOff.has(node) && covers(at, domain)
    if (node.kind === 'map' && !this.#places.has(node) && (isCondition(node) || here))
      return this.#mapBody(draft, node, at, domain)
    if (node.kind === 'sum' && !this.#places.has(node)) {
      const terms = this.#flat.terms(node)
      const plain = terms.every(t => t.factors.length === 0)
      const fits = plain || (here && (!draft.inSum || terms.every(isEntrywise)))
      if (fits && !terms.some(isSparse)) return add(...terms.map(t => this.#termBody(draft, t, at, domain)))
    }
    return draft.load({ array: this.place(node), at })
  }

  /** The factor that another one is a view of. */
  behind(factor: FlatFactor): FlatFactor {
    let { node, at } = factor
    while (node.kind === 'sum' && !this.#places.has(node)) {
      const terms = this.#flat.terms(node)
      const alias = aliasOf(terms)
      if (alias === undefined) break
      const axes = (terms[0] as Term).axes
      const outer = at
      at = alias.at.map(c => (c < 0 ? c : (outer[axes.indexOf(c)] as number)))
      node = alias.node
    }
    return { node, at, power: factor.power }
  }

  #mapBody(draft: LoopDraft, node: MapNode, at: readonly number[], domain: ReadonlySet<number>): Expr {
    const args = node.args.map(arg =>
      this.#factorBody(draft, { node: arg, at: arg.shape.length === 0 ? [] : at, power: one }, domain),
    )
    const [a, b] = args as [Expr, Expr]
    return node.head === 'exp' ? exp(a) : node.head === 'pow' ? pow(a, b) : call(node.head, args)
  }
}

const isEntrywise = (t: Term): boolean => t.factors.every(f => f.at.every(c => c < 0 || t.axes.includes(c)))
