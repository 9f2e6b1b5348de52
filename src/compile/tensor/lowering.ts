/**
 * From tensors to steps at known sizes. What is not computed where it is used (entries.ts) gets a buffer. Nothing is stored that is only another view of what stands already: transposes, diagonals, rows,
 * repeated vectors, and reshaped tensors whose entries stand in the right order.
 */
import { add, mul, num, one, pow } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { columnStrides, readingStrides } from '../../linalg/places.js'
import { type Map as MapNode, type Node, nodesOf, partsOf, type Reshape, type Sum } from '../../tensor/node.js'
import { accessOf, connected, type Pieces, viewOf, type Whole } from './access.js'
import { Assembly } from './assembly.js'
import { Contractions, type Host } from './contraction.js'
import { entriesOf } from './dense.js'
import { Entries, type EntryHost } from './entries.js'
import { knownExtents } from './extents.js'
import { fixedTensor } from './fixed.js'
import { aliasOf, type FlatFactor, type FlatTerm, type Flattening, isSparse, type Window } from './flat.js'
import { LoopBody, type PlacedAccess } from './loop.js'
import { Operations } from './operation.js'
import type { Sizes } from './sizes.js'
import { kernelStep } from './step.js'
import { partOf, standsAs, type View } from './view.js'

/** The most operations that are put off to the place where they are used. */
const MOST_PUT_OFF = 48
/** The most terms of one loop. */
const MOST_TERMS = 24

const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k)

export class Lowering implements Host, EntryHost<number, LoopBody> {
  readonly assembly = new Assembly()
  readonly operations: Operations
  readonly #sizes: Sizes
  readonly #flat: Flattening
  readonly #contractions = new Contractions(this)
  readonly #views = new Map<Node, View>()
  readonly #inputs = new Map<string, View>()
  readonly #entries: Entries<number, LoopBody>

  constructor(roots: readonly Node[], sizes: Sizes) {
    this.#sizes = sizes
    const nodes = nodesOf(roots)
    this.#entries = new Entries(this, knownExtents(sizes), nodes, roots, MOST_PUT_OFF)
    this.#flat = this.#entries.flat
    this.operations = new Operations(
      this.assembly,
      node => this.place(node),
      node => sizes.shape(node.shape),
    )
    for (const node of nodes) this.#prepare(node)
  }

  /** Where the entries of a tensor stand; computes them first if they do not yet. */
  place(node: Node | Window, byColumns = false): View {
    if (node.kind === 'window') return partOf(this.place(node.of), node.starts, this.#sizes.shape(node.shape))
    const known = this.#views.get(node)
    if (known !== undefined) return known
    const view = this.#computed(node, byColumns)
    this.#views.set(node, view)
    return view
  }

  /** Computes a tensor into a buffer of the caller: at once if it has none of its own. */
  deliver(node: Node, index: number): readonly number[] {
    const shape = this.#sizes.shape(node.shape)
    const to = this.assembly.output(index, shape)
    const terms =
      node.kind === 'sum' && this.#entries.isPutOff(node) && !this.#views.has(node) ? this.#flat.terms(node) : []
    if (terms.some(isSparse)) this.#fill(terms, shape, to)
    else {
      const axes = range(shape.length)
      const body = new LoopBody()
      this.#loop(body, this.#entries.factor(body, { node, at: axes, power: one }, new Set(axes)), shape, to, 'set')
    }
    return shape
  }

  /** Parts come before what they are parts of: so nothing here goes deeper than what is put off. */
  #prepare(node: Node): void {
    if (node.kind === 'sum') this.#flat.terms(node)
    if (!this.#entries.putOff(node)) this.place(node)
  }

  #computed(node: Node, byColumns: boolean): View {
    const shape = this.#sizes.shape(node.shape)
    switch (node.kind) {
      case 'variable': {
        const view = this.#inputs.get(node.name) ?? this.assembly.input(node.name, shape)
        this.#inputs.set(node.name, view)
        return view
      }
      case 'constant':
      case 'basis':
      case 'placement':
        return fixedTensor(this.assembly, this.#sizes, node)
      case 'map':
        return this.#map(node, shape, byColumns)
      case 'sum':
        return this.#sum(node, shape, byColumns)
      case 'operation':
        return this.operations.place(node)
      case 'reshape':
        return this.#reshape(node, shape)
    }
  }

  #map(node: MapNode, shape: readonly number[], byColumns: boolean): View {
    const view = this.#target(shape, byColumns)
    const axes = range(shape.length)
    const body = new LoopBody()
    this.#loop(body, this.#entries.map(body, node, axes, new Set(axes)), shape, view, 'set')
    return view
  }

  #target(shape: readonly number[], byColumns: boolean): View {
    return this.assembly.temporary(shape, byColumns ? columnStrides(shape) : readingStrides(shape))
  }

  /** A loop over all axes of a shape; axis k is class k. */
  #loop(body: LoopBody, value: Expr, shape: readonly number[], to: View, mode: 'set' | 'add'): void {
    const target = { slot: to.slot, offset: to.offset, strides: new Map(to.strides.entries()) }
    this.assembly.loop({ body, value, extents: new Map(shape.entries()), summed: new Set(), target, mode })
  }

  #sum(node: Sum, shape: readonly number[], byColumns: boolean): View {
    const terms = this.#flat.terms(node)
    const alias = aliasOf(terms)
    if (alias !== undefined) return viewOf(this.access(alias), (terms[0] as FlatTerm).axes, shape)
    const [only, ...others] = terms
    if (only !== undefined && others.length === 0 && only.coefficient === one && !isSparse(only)) {
      const { factors, products } = this.#pieces(only)
      const [product, ...more] = products
      if (product !== undefined && more.length + factors.length === 0) return viewOf(product, only.axes, shape)
    }
    const view = this.#target(shape, byColumns)
    this.#fill(terms, shape, view)
    return view
  }

  /** The dense terms in one pass, or a few; the others added to the places where they are not zero. */
  #fill(terms: readonly FlatTerm[], shape: readonly number[], view: View): void {
    const dense = terms.filter(t => !isSparse(t)).map(term => ({ term, pieces: this.#pieces(term) }))
    if (dense.length === 0) this.#clear(view)
    for (let k = 0; k < dense.length; k += MOST_TERMS)
      this.#addTerms(dense.slice(k, k + MOST_TERMS), shape, view, k === 0)
    for (const term of terms.filter(isSparse)) this.#addSparse(term, view)
  }

  #clear(view: View): void {
    const length = entriesOf(view.shape)
    const clear = (buffers: readonly Float64Array[]): void =>
      void (buffers[view.slot] as Float64Array).fill(0, 0, length)
    this.assembly.step(kernelStep('clear', [], view.slot, 1, clear))
  }

  #addTerms(terms: readonly Whole[], shape: readonly number[], view: View, first: boolean): void {
    const body = new LoopBody()
    const axes = range(shape.length)
    const values = terms.map(w => this.#termBody(body, w, axes, new Set(axes)))
    this.#loop(body, add(...values), shape, view, first ? 'set' : 'add')
  }

  /** Adds a term to the part of the result where it is not zero. */
  #addSparse(term: FlatTerm, view: View): void {
    const classes = [...new Set(term.axes.filter(c => c >= 0))]
    const target = accessOf(partOf(view, term.starts, view.shape), term.axes)
    const body = new LoopBody()
    const domain = new Set(classes)
    const value = mul(
      this.#scalar(body, term.coefficient),
      this.#piecesBody(body, this.#pieces(term), c => c, domain),
    )
    const extents = new Map(classes.map(c => [c, term.extents.get(c) as number]))
    this.assembly.loop({
      body,
      value,
      extents,
      summed: new Set(),
      target,
      mode: 'add',
    })
  }

  /** The factors of a term that are multiplied place by place, and the products that are summed over, computed. */
  #pieces(term: FlatTerm): Pieces {
    const kept = new Set(term.axes)
    const factors: FlatFactor[] = []
    const products: PlacedAccess[] = []
    for (const group of connected(term.factors, c => c >= 0 && !kept.has(c))) {
      const classes = [...new Set(group.flatMap(f => f.at))].filter(c => c >= 0)
      if (classes.every(c => kept.has(c))) factors.push(...group)
      else {
        const stay = classes.filter(c => kept.has(c)).sort((a, b) => a - b)
        products.push(this.#contractions.contract(group, stay, c => term.extents.get(c) as number))
      }
    }
    return { factors, products }
  }

  isStanding(node: Node): boolean {
    return this.#views.has(node)
  }

  read(body: LoopBody, { node, at }: FlatFactor): Expr {
    return body.load(accessOf(this.place(node), at))
  }

  hasRoom(): boolean {
    return true
  }

  term(body: LoopBody, term: FlatTerm, at: readonly number[], domain: ReadonlySet<number>): Expr {
    return this.#termBody(body, { term, pieces: this.#pieces(term) }, at, domain)
  }

  #termBody(body: LoopBody, { term, pieces }: Whole, at: readonly number[], domain: ReadonlySet<number>): Expr {
    const rename = (c: number): number => (c < 0 ? c : (at[term.axes.indexOf(c)] as number))
    return mul(this.#scalar(body, term.coefficient), this.#piecesBody(body, pieces, rename, domain))
  }

  #piecesBody(body: LoopBody, pieces: Pieces, rename: (c: number) => number, domain: ReadonlySet<number>): Expr {
    const factors = pieces.factors.map(f => ({ ...f, at: f.at.map(rename) }))
    const products = pieces.products.map(p =>
      body.load({ ...p, strides: new Map([...p.strides].map(([c, s]) => [rename(c), s])) }),
    )
    return mul(this.product(body, factors, domain), ...products)
  }

  product(body: LoopBody, factors: readonly FlatFactor[], domain: ReadonlySet<number>): Expr {
    return mul(...factors.map(f => pow(this.#entries.factor(body, f, domain), this.#scalar(body, f.power))))
  }

  /** A number as it is, a scalar expression as an argument of the loop. */
  #scalar(body: LoopBody, e: Expr): Expr {
    return e.kind === 'num' ? num(e.value) : body.scalar(this.assembly.scalar(e))
  }

  access(factor: FlatFactor): PlacedAccess {
    const { node, at } = this.#entries.behind(factor)
    return accessOf(this.place(node), at)
  }

  isPlaced(factor: FlatFactor): boolean {
    const { node } = this.#entries.behind(factor)
    return (
      node.kind === 'window' ||
      this.#views.has(node) ||
      !this.#entries.isPutOff(node) ||
      (node.kind !== 'map' && node.kind !== 'sum')
    )
  }

  solve(inverse: Node, sides: PlacedAccess, sizes: readonly [number, number], transposed: boolean): PlacedAccess {
    return this.operations.solve(partsOf(inverse)[0] as Node, sides, sizes, transposed)
  }

  #reshape(node: Reshape, shape: readonly number[]): View {
    const from = this.place(node.of, true)
    const { slot, offset } = standsAs(from, columnStrides(from.shape)) ? from : this.#copy(from)
    return { slot, offset, shape, strides: columnStrides(shape) }
  }

  /** A copy of a tensor, column by column. */
  #copy(from: View): View {
    const view = this.#target(from.shape, true)
    const body = new LoopBody()
    const value = body.load(accessOf(from, range(from.shape.length)))
    this.#loop(body, value, from.shape, view, 'set')
    return view
  }
}
