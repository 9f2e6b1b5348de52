/**
 * Tensors back to matrix notation. Each term is reduced as a graph (graph.ts); sums are written with common factors in front where
 * that is shorter. A tensor that has no matrix notation is written with indices (indices.ts). Works through the distinct nodes,
 * parts first, without recursion.
 */
import { minusOne, mul, num, one, pow } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Expr, isCall, rawCall, sym, termsOf } from '../expr/node.js'
import { isInteger } from '../expr/numbers.js'
import { compare, equal } from '../expr/order.js'
import type { Rational } from '../number/rational.js'
import { contentOf } from './coefficient.js'
import { basisOf, entryOfList, everywhere, product, scale, shortest, signed, uncrossed } from './forms.js'
import { isAlongAxis, operationRow } from './functions/table.js'
import { shorter } from './gathering.js'
import { diagonal, formOf, Graph, ratioOf } from './graph.js'
import { ALL, apply, euclidean, HEAD } from './heads.js'
import { type AxisNames, type IndexForm, indexForm, scalarForm } from './indices.js'
import { fixedPlaces, type PlacedRange, rangesOf, refuseUnknown, thinLabels } from './known-places.js'
import { kronecker } from './kronecker.js'
import { isLeviCivita } from './levi-civita.js'
import { blockForms, type ListHost, listForm, literal } from './lists.js'
import { type Counts, countsAmong, withMeans } from './means.js'
import {
  asTerm,
  type Dim,
  type Factor,
  isOperation,
  type Label,
  type Node,
  nodesOf,
  type Operation,
  type Shape,
  type Sum,
  type Term,
} from './node.js'
import { installNotation } from './notation.js'
import { squared, squaredProduct } from './squares.js'
import { withTotals } from './totals.js'
import { isSymmetricForm, Transposer } from './transposition.js'

/** Lifts nodes; remembers the forms of parts. */
export class Lifter {
  /** Undefined for a tensor that has no matrix notation. */
  readonly #forms = new Map<Node, Expr | undefined>()
  readonly #symmetric = new Set<string>()
  readonly #counts: Counts = new ExprMap()

  readonly #reserved: ReadonlySet<string>
  readonly #isBefore: (a: string, b: string) => boolean
  readonly #declared: readonly Shape[] | undefined

  /**
   * `reserved` are names that no index gets; `isBefore` tells which way round a product of two vectors was written; `declared` are the shapes
   * from which a reader knows the sizes of indices, where there is one.
   */
  constructor(
    reserved: ReadonlySet<string> = new Set(),
    isBefore: (a: string, b: string) => boolean = () => false,
    declared?: readonly Shape[],
  ) {
    this.#reserved = reserved
    this.#isBefore = isBefore
    this.#declared = declared
    installNotation()
  }

  /** The matrix notation of a tensor; of one that has none, its index notation. */
  form(node: Node): Expr {
    for (const part of nodesOf([node])) {
      if (part.kind === 'variable' && ['symmetric', 'psd', 'diagonal'].some(p => part.properties.has(p as 'psd')))
        this.#symmetric.add(part.name)
      if (!this.#forms.has(part)) this.#forms.set(part, this.#lift(part))
    }
    return this.#forms.get(node) ?? indexForm(node, node.shape.length, this.#indexSource())
  }

  /** The index notation of a tensor, contracted as far as matrices go. */
  indexed(node: Node, out: number, axes?: AxisNames): Expr {
    this.form(node)
    return indexForm(node, out, this.#indexSource(), axes)
  }

  /** The nodes that were lifted, each with what it is written as. */
  readonly forms: Iterable<readonly [Node, Expr | undefined]> = this.#forms

  /** The transpose of a form. */
  readonly turned = new Transposer(this.#symmetric).turn

  /** The tensor part of a term of nodes that were lifted. */
  term = (shape: Shape, t: Term): Expr | undefined => this.#open(shape, t)

  /** The scalar factors of a term. */
  scalars = (t: Term): Expr => this.#scalars(t)

  #indexSource(): IndexForm {
    return {
      form: n => this.#forms.get(n),
      scalars: (t: Term) => this.#scalars(t),
      graph: (shape, t) => this.#graph(shape, t),
      turn: this.turned,
      reserved: this.#reserved,
      declared: this.#declared,
    }
  }

  readonly #lists: ListHost = {
    sum: (shape, terms) => this.#plainSum(shape, terms),
    turn: this.turned,
    scalars: t => this.#scalars(t),
  }

  /** The form of a part that has one. */
  #of = (node: Node): Expr => this.#forms.get(node) as Expr

  /** The form of an operand; of one without matrix notation that with indices, which stands in brackets. */
  #operand = (node: Node): Expr => this.#forms.get(node) ?? indexForm(node, node.shape.length, this.#indexSource())

  #lift(node: Node): Expr | undefined {
    if (node.shape.length > 2 && (node.kind === 'sum' || node.kind === 'map')) return undefined
    switch (node.kind) {
      case 'variable':
        return sym(node.name)
      case 'map':
        // Bars around a matrix would be its determinant.
        if (node.head === 'abs' && node.shape.length === 2) return apply('abs', this.#operand(node.args[0] as Node))
        return node.args.every(a => this.#forms.get(a) !== undefined)
          ? rawCall(node.head === 'pow' && node.shape.length > 0 ? HEAD.raise : node.head, node.args.map(this.#of))
          : undefined
      case 'operation':
        return this.#operation(node)
      case 'constant':
        return node.shape.length > 2 ? undefined : literal(node.shape, node.entries)
      case 'basis':
        return basisOf(node.shape[0] as Dim, node.place)
      case 'placement':
        return listForm(node.shape, [asTerm(node)], this.#lists)
      case 'reshape':
        return this.#reshaped(node.of, node.shape)
      case 'sum':
        return this.#sum(node)
    }
  }

  #operation(node: Operation): Expr {
    const row = operationRow(node.head)
    const args = [node.of, ...(node.direction ? [node.direction] : [])].map(this.#operand)
    return apply(row.names[0], ...args, ...(isAlongAxis(row) && node.of.shape.length === 2 ? [num(2)] : []))
  }

  #reshaped(of: Node, shape: Shape): Expr {
    if (shape.length === 1 && of.shape.length === 2) return apply('vec', this.#operand(of))
    const product = of.shape.length > 2 ? kronecker(this, of, 2) : undefined
    return shape.length === 2 && product !== undefined
      ? product
      : apply('reshape', product ?? this.#operand(of), ...shape)
  }

  // ── scalars ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** The scalar factors of a term as one expression. */
  #scalars(t: Term): Expr {
    const scalars = t.factors.filter(f => f.at.length === 0)
    const determinants = scalars.filter(f => isOperation(f.node, 'det'))
    const [first] = determinants
    // The product of determinants is that of the product, where all have one size and one power.
    const joined =
      first !== undefined &&
      determinants.length > 1 &&
      determinants.every(f => equal(f.power, first.power) && equal(sizeOf(f), sizeOf(first)))
    if (!joined) return mul(t.coefficient, ...scalars.map(f => this.#scalarPower(f)))
    const of = determinants.map(f => this.#operand((f.node as Operation).of)).sort(compare)
    const rest = scalars.filter(f => !determinants.includes(f)).map(f => this.#scalarPower(f))
    return mul(t.coefficient, ...rest, pow(apply('det', product(...of)), first.power))
  }

  #scalarPower(f: Factor): Expr {
    const e = this.#of(f.node)
    const terms = f.node.kind === 'sum' && f.power !== one ? f.node.terms : []
    const square = squared(terms)
    const product = square === undefined && !isInteger(f.power) ? squaredProduct(terms) : undefined
    const root = square === undefined ? product && this.#open(terms[0]?.bound ?? [], product) : this.#of(square.node)
    const order = square?.at.length ?? product?.factors[0]?.at.length ?? 0
    return root === undefined ? pow(e, f.power) : pow(euclidean(root, order), mul(num(2), f.power))
  }

  // ── sums ────────────────────────────────────────────────────────────────────────────────────────────────────

  #sum(node: Sum): Expr | undefined {
    if (node.terms.length === 0) return node.shape.length === 0 ? num(0) : apply('zeros', ...node.shape)
    const listed = listForm(node.shape, node.terms, this.#lists)
    if (listed !== undefined) return listed
    const { lists, rest } = blockForms(node.shape, node.terms, this.#lists)
    const forms = [...lists]
    const plain = node.terms.some(t => !isRepeated(t))
    for (const t of rest) {
      // Beside a tensor a repeated scalar is written as the scalar.
      const repeated = plain && isRepeated(t) && node.shape.length > 0
      const form = this.#term(repeated ? [] : node.shape, t)?.map(f => (repeated ? everywhere(f, node.shape) : f))
      // A scalar needs no header: its indices are all summed over.
      if (form === undefined) return node.shape.length === 0 ? scalarForm(node, this.#indexSource()) : undefined
      forms.push(...form)
    }
    const content = contentOf(node.terms.map(t => t.coefficient)).abs()
    if (node.shape.length > 0) return this.#shorter(forms, content, node.shape)
    const joined = withTotals(forms, this.#counts).map(this.#named)
    return this.#named(shorter(joined, content, node.shape, this.turned))
  }

  /** The shortest form of a sum, a number of entries in front where it makes means of sums: n*x - sum(x) over sqrt(n). */
  #shorter(forms: readonly Expr[], content: Rational, shape: Shape): Expr {
    const ways = countsAmong(forms, this.#counts).map(count => {
      const shares = forms.map(f => this.#named(scale(pow(count, minusOne), f)))
      return scale(count, shorter(shares, content, shape, this.turned))
    })
    return shortest(shorter(forms, content, shape, this.turned), ...ways)
  }

  /** The sum of terms that are no lists. */
  #plainSum(shape: Shape, terms: readonly Term[]): Expr | undefined {
    const forms = terms.map(t => this.#term(shape, t))
    if (!forms.every(f => f !== undefined)) return undefined
    return shorter((forms as Expr[][]).flat(), contentOf(terms.map(t => t.coefficient)).abs(), shape, this.turned)
  }

  /** The forms whose sum is the term; undefined if it has no matrix notation. */
  #term(shape: Shape, t: Term): Expr[] | undefined {
    const open = t.factors.filter(f => f.at.length > 0)
    if (shape.length === 0 && open.length === 0) return this.#scalarTerm(t).map(this.#named)
    const tensor = this.#open(shape, { ...t, factors: open })
    if (tensor === undefined) return undefined
    return [this.#named(uncrossed(scale(this.#scalars(t), tensor), this.#isBefore))]
  }

  #named = (form: Expr): Expr => withMeans(form, this.#counts)

  /** A scalar term: one product of matrices among its factors is written without brackets. */
  #scalarTerm(t: Term): Expr[] {
    const scalars = t.factors.filter(f => f.at.length === 0)
    const chain = scalars.find(f => f.power === one && isCall(this.#of(f.node), HEAD.product))
    if (chain !== undefined) {
      const rest = { ...t, factors: scalars.filter(f => f !== chain) }
      return [scale(this.#scalars(rest), this.#of(chain.node))]
    }
    const whole = this.#scalars(t)
    const parts = termsOf(whole)
    return parts.map(signed)
  }

  /** The tensor part of a term. */
  #open(shape: Shape, t: Term): Expr | undefined {
    const graph = this.#graph(shape, t)
    if (graph.pinned.size > 0) return undefined
    const form = shape.length === 0 ? this.#component(graph, t) : this.#matrix(graph, shape, t)
    if (form === undefined || graph.scalars.length === 0) return form
    const entries = mul(...graph.scalars)
    return form === one ? entries : scale(entries, form)
  }

  #matrix(graph: Graph, shape: Shape, t: Term): Expr | undefined {
    graph.reduce()
    const [a, b] = [0, 1]
    const [thinRows, thinColumns] = [shape[a] === one, shape[b] === one]
    if (shape.length === 1) return thinRows ? one : graph.vector(a)
    if (shape.length === 2 && thinRows && thinColumns) return one
    if (shape.length === 2 && thinColumns) return graph.vector(a)
    if (shape.length === 2 && thinRows) {
      const row = graph.vector(b)
      return row && this.turned(row)
    }
    if (shape.length !== 2) return undefined
    if (t.deltas.length === 0) return graph.between(a, b)
    if (graph.bound.length + graph.edges.length + graph.crossings.length > 0) return undefined
    const weight = graph.weight(a)
    const plain = weight.above.length + weight.below.length === 0
    return plain ? apply('eye', graph.size(a)) : diagonal(formOf(weight))
  }

  #component(graph: Graph, t: Term): Expr | undefined {
    const square = squared([t])
    const x = square && this.#of(square.node)
    if (square === undefined || x === undefined) return graph.bound.length === 0 ? one : graph.scalar()
    const norm = pow(euclidean(x, square.at.length), num(2))
    return t.bound.length === 1 ? shortest(norm, product(this.turned(x), x)) : norm
  }

  #graph(shape: Shape, t: Term): Graph {
    const sizes = [...shape, ...t.bound]
    const graph = new Graph(shape.length, sizes, this.turned, this.#isBefore, this.#counts)
    const isWide = (n: Node): boolean => n.shape.length > 2 || this.#forms.get(n) === undefined
    const fixed = fixedPlaces(shape.length, t, isWide)
    const thin = thinLabels(sizes, t, isWide)
    const ranges = rangesOf(shape.length, t, isWide)
    for (const label of [...fixed.keys(), ...thin, ...ranges.keys()]) graph.fix(label)
    for (const [label, place] of fixed) refuseUnknown(place, ranges.get(label))
    const columnOf = (l: Label): Label => ranges.get(l)?.column ?? l
    for (const f of t.factors) {
      const free = f.at.filter(l => !fixed.has(l) && !thin.has(l)).map(columnOf)
      const chosen = f.node.kind === 'basis' && free.length === 0
      const used = f.node.kind === 'placement' && ranges.get(f.at[0] as Label)?.by === f
      if (f.at.length === 0 || chosen || used) continue
      if (free.length > 2 && isLeviCivita(f.node)) {
        graph.crossings.push(f.at)
        continue
      }
      if (free.length > 2 || this.#forms.get(f.node) === undefined) {
        for (const l of f.at) graph.pinned.add(l)
        continue
      }
      const taken = free.length < f.at.length || f.at.some(l => ranges.has(l))
      const form = taken ? this.#part(f, fixed, free, ranges) : this.#of(f.node)
      if (free.length === 0) graph.scalars.push(pow(form, f.power))
      else if (free.length === 1) graph.weigh(free[0] as Label, ratioOf(form, f.power))
      else graph.link(free[0] as Label, free[1] as Label, ratioOf(form, f.power))
    }
    return graph
  }

  /** A tensor at places that are known: an entry, or a row or column as a vector. A matrix of one column is a vector as it is. */
  #part(
    f: Factor,
    fixed: ReadonlyMap<Label, Expr>,
    free: readonly Label[],
    ranges: ReadonlyMap<Label, PlacedRange>,
  ): Expr {
    const whole = free.length > 0 && !f.at.some(l => fixed.has(l) || ranges.has(l))
    const places = f.at.map(l => fixed.get(l) ?? ranges.get(l)?.range ?? (free.includes(l) ? ALL : one))
    const listed = whole ? undefined : entryOfList(this.#of(f.node), places)
    if (listed !== undefined) return listed
    const part = whole ? this.#of(f.node) : rawCall(HEAD.entry, [this.#of(f.node), ...places])
    const isRow =
      f.at.length === 2 && free.length === 1 && free[0] === (ranges.get(f.at[1] as Label)?.column ?? f.at[1])
    const [row, column] = places
    // A row of a symmetric matrix is its column.
    if (isRow && column === ALL && isSymmetricForm(this.#of(f.node), this.turned))
      return rawCall(HEAD.entry, [this.#of(f.node), ALL, row as Expr])
    return isRow ? this.turned(part) : part
  }
}

/** A scalar that is repeated in every entry. */
const isRepeated = (t: Term): boolean => t.deltas.length === 0 && t.factors.every(f => f.at.length === 0)

/** The size of the square matrix of a determinant. */
const sizeOf = (f: Factor): Dim => (f.node as Operation).of.shape[0] as Dim
