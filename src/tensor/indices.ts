/**
 * Index notation: `[k;i,j] delta(k,i)*x[j]`, the axes of the result before the semicolon, those of the variables after it. Matrices
 * are multiplied out as far as that is possible, so that few indices are left; terms that differ in one matrix are joined.
 */
import { minusOne, mul, one, pow, zero } from '../expr/build.js'
import { type Expr, isCall, rawCall, type Sym, sym } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import { basisOf, product, scale, shortest, total, unscaled, unsigned } from './forms.js'
import { formOf, type Graph, type Ratio } from './graph.js'
import { apply, filled, HEAD, isFunction } from './heads.js'
import { isLeviCivita, THREE } from './levi-civita.js'
import {
  asTerm,
  type Basis,
  type Dim,
  type Factor,
  type Label,
  type Node,
  nodesOf,
  type Shape,
  type Term,
} from './node.js'
import { isSameUpToOrder } from './transposition.js'
import { ownSize, unknownSize, variableShape } from './variable-axes.js'

/** What index notation takes from the lifter. */
export interface IndexForm {
  /** The matrix notation of a part; undefined where it has none. */
  readonly form: (node: Node) => Expr | undefined
  readonly scalars: (t: Term) => Expr
  readonly graph: (shape: Shape, t: Term) => Graph
  readonly turn: (e: Expr) => Expr
  /** Names that indices must not have: those declared. */
  readonly reserved: ReadonlySet<string>
  /** The shapes that are declared, where the reader is to learn all sizes from them and the text. */
  readonly declared: readonly Shape[] | undefined
}

interface Entry {
  readonly of: Expr
  readonly at: readonly Label[]
}

/** An entry that is divided by. */
interface Divisor extends Entry {
  readonly power: Expr
}

/** A term: a scalar, entries of forms, deltas, and the labels still summed over. */
interface Product {
  readonly scalar: Expr
  readonly entries: readonly Entry[]
  readonly divisors: readonly Divisor[]
  /** Factors with three axes or more, whose own terms are written out in place; each a sum of factors. */
  readonly inner: readonly (readonly Factor[])[]
  readonly deltas: readonly (readonly [Label, Label | Expr])[]
  readonly bound: readonly Label[]
  /** Labels whose place is known. */
  readonly fixed: ReadonlyMap<Label, Expr>
}

/** The names of axes in their order; those without one get a letter. */
export type AxisNames = readonly (string | undefined)[]

/** A tensor with indices; the first `out` axes are those of the result. */
export function indexForm(node: Node, out: number, source: IndexForm, given: AxisNames = []): Expr {
  const named = given.filter(name => name !== undefined)
  const names = indexNames(node, new Set([...source.reserved, ...named]))
  const letters = node.shape.map((_, k) => (given[k] === undefined ? (names.next().value as Expr) : sym(given[k])))
  // A vector by a matrix has the indices k and i, j, as people name them.
  const [i, j, k] = letters
  const axes = out === 1 && letters.length === 3 && named.length === 0 ? ([k, i, j] as Expr[]) : letters
  const body = bodyOf(node, axes, source, names)
  const told = toldAxes(node, out, source.declared, axes)
  const sized = axes.map((e, k) => (told.has(k) ? e : rawCall(HEAD.sized, [e, node.shape[k] as Dim])))
  return rawCall(HEAD.indexed, [rawCall('list', sized.slice(0, out)), rawCall('list', sized.slice(out)), body])
}

/** The entry of a tensor; of block matrices and lists that of the matrix notation, where that is shorter. */
function bodyOf(node: Node, axes: readonly Expr[], source: IndexForm, names: Iterator<Expr>): Expr {
  const body = new Writer(source, names).body(node, axes)
  const whole = isBlocked(node) ? source.form(node) : undefined
  return whole === undefined || isCall(whole, HEAD.indexed)
    ? body
    : shortest(body, rawCall(HEAD.entry, [whole, ...axes]))
}

/** Whether a term stands at some places of an axis alone. */
const isBlocked = (node: Node): boolean =>
  node.kind === 'sum' &&
  node.terms.some(t => t.factors.some(f => f.node.kind === 'placement' && (f.at[0] as Label) < node.shape.length))

/** The axes of which the text or a declaration tells how far they run: of the others the header must tell it. */
function toldAxes(
  node: Node,
  out: number,
  declared: readonly Shape[] | undefined,
  names: readonly Expr[],
): ReadonlySet<Label> {
  const terms = node.kind === 'sum' ? node.terms : [asTerm(node)]
  // The only one of its axis stands in a delta with its place, which does not tell of how many.
  const inEntries = new Set(terms.flatMap(t => t.factors.filter(f => f.node.kind !== 'basis').flatMap(f => f.at)))
  const inDeltas = new Set(terms.flatMap(t => t.deltas.flat()))
  if (declared === undefined) return new Set([...inEntries, ...inDeltas])
  const axes = [...node.shape.keys()]
  // The first of the axes that deltas tie to one another.
  let first = axes
  for (const [a, b] of terms.flatMap(t => t.deltas)) {
    const [kept, joined] = [first[a] as Label, first[b as Label] as Label].sort((x, y) => x - y)
    first = first.map(l => (l === joined ? (kept as Label) : l))
  }
  const told = new Set(axes.filter(l => inEntries.has(l)).map(l => first[l]))
  const known = node.shape.map((d, l) => (told.has(first[l]) ? d : unknownSize(first[l] as Label)))
  const found = variableShape(declared, known.slice(out), out) ?? []
  if (found.every((d, k) => equal(d, node.shape[out + k] as Dim)))
    for (const k of found.keys()) told.add(first[out + k])
  for (const l of axes)
    if (equal(node.shape[l] as Dim, ownSize((names[first[l] as Label] as Sym).name))) told.add(first[l])
  return new Set(axes.filter(l => told.has(first[l]) || first[l] !== l))
}

/** A scalar that has no matrix notation: sums over indices. */
export const scalarForm = (node: Node, source: IndexForm): Expr =>
  new Writer(source, indexNames(node, source.reserved)).body(node, [])

/** Writes bodies; a nested one is as deep as there are tensors of order three within each other. */
class Writer {
  readonly #source: IndexForm
  readonly #fresh: Iterator<Expr>
  /** Names of indices that are summed over, used again in every term. */
  readonly #spare: Expr[] = []

  constructor(source: IndexForm, fresh: Iterator<Expr>) {
    this.#source = source
    this.#fresh = fresh
  }

  /** The entry of a tensor at those places. */
  body(node: Node, places: readonly Expr[], taken = 0): Expr {
    const terms = node.kind === 'sum' ? node.terms : [asTerm(node)]
    const products = merged(
      terms.map(t => productOf(node.shape, t, this.#source)),
      this.#source.turn,
    )
    return products.length === 0 ? zero : unsigned(total(products.map(p => this.#written(p, places, taken))))
  }

  /** The k-th name for an index that is summed over. */
  #name(k: number): Expr {
    while (this.#spare.length <= k) this.#spare.push(this.#fresh.next().value as Expr)
    return this.#spare[k] as Expr
  }

  #written(p: Product, places: readonly Expr[], taken: number): Expr {
    const bound = new Map(p.bound.map((l, k) => [l, this.#name(taken + k)]))
    const name = (l: Label): Expr => bound.get(l) ?? p.fixed.get(l) ?? (places[l] as Expr)
    const deltas = p.deltas.map(([a, b]) => apply('delta', name(a), typeof b === 'number' ? name(b) : b))
    const entries = p.entries.map(e => rawCall(HEAD.entry, [e.of, ...e.at.map(name)]))
    const inner = p.inner.map(all => total(all.map(f => this.#inner(f, f.at.map(name), taken + p.bound.length))))
    const factors = [...deltas, ...entries, ...inner]
    const whole = factors.length === 0 ? filled([]) : factors.length === 1 ? (factors[0] as Expr) : product(...factors)
    const below = p.divisors.map(d => pow(rawCall(HEAD.entry, [d.of, ...d.at.map(name)]), d.power))
    const divided = scale(pow(mul(...below), minusOne), whole)
    const summed = [...bound.values()].reduceRight((body, index) => apply('indexsum', index, body), divided)
    return scale(p.scalar, summed)
  }

  #inner(f: Factor, places: readonly Expr[], taken: number): Expr {
    const { node } = f
    const [i, j, k] = places as [Expr, Expr, Expr]
    const entry = isLeviCivita(node)
      ? rawCall(HEAD.entry, [apply('skew', basisOf(THREE, k)), j, i])
      : node.kind === 'sum'
        ? this.body(node, places, taken)
        : node.kind === 'map'
          ? rawCall(
              node.head,
              node.args.map(a => (a.shape.length === 0 ? (this.#source.form(a) as Expr) : this.body(a, places, taken))),
            )
          : rawCall(HEAD.entry, [
              this.#source.form(node) ?? indexForm(node, node.shape.length, this.#source),
              ...places,
            ])
    return f.power === one ? entry : rawCall(HEAD.power, [entry, f.power])
  }
}

function productOf(shape: Shape, t: Term, source: IndexForm): Product {
  const order = shape.length
  const bases = t.factors.filter(f => f.node.kind === 'basis')
  const places = bases.filter(f => (f.at[0] as Label) < order)
  const graph = source.graph(shape, { ...t, factors: t.factors.filter(f => !places.includes(f)) })
  // A place chosen on an axis of a factor that is written out.
  const fixed = new Map(
    bases.filter(f => graph.pinned.has(f.at[0] as Label)).map(f => [f.at[0] as Label, (f.node as Basis).place]),
  )
  graph.reduce()
  const entries: Entry[] = []
  const divisors: Divisor[] = []
  const take = ({ above, below }: Ratio, at: readonly Label[]): void => {
    if (above.length > 0) entries.push(inOrder(onDiagonal({ of: formOf({ above, below: [] }), at }), source.turn))
    for (const e of below) divisors.push(divisorOf(e, at))
  }
  for (const edge of graph.edges) take(edge, [edge.from, edge.to])
  for (const label of [...shape.keys(), ...graph.bound]) if (!fixed.has(label)) take(graph.weight(label), [label])
  const isInner = (f: Factor): boolean =>
    isLeviCivita(f.node) ? graph.crossings.includes(f.at) : f.at.length > 2 || source.form(f.node) === undefined
  const scalars = entries.map(e => unscaled(e.of))
  const scalar = mul(
    source.scalars(t),
    ...graph.scalars,
    ...scalars.map(s => mul(s.negative ? minusOne : one, s.above, pow(s.below, minusOne))),
  )
  return {
    scalar,
    entries: entries.map((e, k) => ({ ...e, of: (scalars[k] as { tensor: Expr }).tensor })),
    divisors,
    inner: t.factors.filter(f => f.at.length > 0 && isInner(f)).map(f => [f]),
    deltas: [...t.deltas, ...places.map(f => [f.at[0] as Label, (f.node as Basis).place] as const)],
    bound: graph.bound.filter(l => !fixed.has(l)),
    fixed,
  }
}

/** The entry of a vector or matrix that is divided by: of a power the entry to that power. */
const divisorOf = (e: Expr, at: readonly Label[]): Divisor => {
  const [of, power] = isCall(e, HEAD.raise) ? (e.args as [Expr, Expr]) : [e, one]
  return { ...onDiagonal({ of, at }), power }
}

/** An entry of a diagonal is one of the matrix. */
const onDiagonal = (e: Entry): Entry =>
  isFunction(e.of, 'diagonal') && e.at.length === 1 ? { of: e.of.args[0] as Expr, at: [...e.at, ...e.at] } : e

/** The entry of a symmetric matrix at its places in order. */
function inOrder(e: Entry, turn: (e: Expr) => Expr): Entry {
  const [i, j] = e.at
  const isTurned = i !== undefined && j !== undefined && i > j && isSameUpToOrder(turn(e.of), e.of)
  return isTurned ? { ...e, at: [j, i] } : e
}

/** Terms that differ in one entry at the same labels are one, where that is shorter. */
function merged(products: readonly Product[], turn: (e: Expr) => Expr): Product[] {
  const kept: Product[] = []
  for (const p of products) {
    const k = kept.findIndex(q => joined(q, p, turn) !== undefined)
    if (k < 0) kept.push(p)
    else kept[k] = joined(kept[k] as Product, p, turn) as Product
  }
  return kept
}

function joined(p: Product, q: Product, turn: (e: Expr) => Expr): Product | undefined {
  return withOneInner(p, q) ?? withOneEntry(p, q, turn)
}

/** Terms that differ in a factor of many axes alone, all that is summed over being in an entry of both. */
function withOneInner(p: Product, q: Product): Product | undefined {
  const [[a, ...more], [b, ...others]] = [p.inner, q.inner]
  if (a === undefined || b === undefined || more.length + others.length > 0 || !equal(p.scalar, q.scalar))
    return undefined
  if (p.divisors.length + q.divisors.length + p.fixed.size + q.fixed.size > 0 || p.entries.length !== q.entries.length)
    return undefined
  const isSame = p.entries.every(e => q.entries.some(f => sameEntry(e, f))) && sameDeltas(p, q)
  const told = new Set(p.entries.flatMap(e => e.at))
  const isTold = p.bound.length === q.bound.length && [...p.bound, ...q.bound].every(l => told.has(l))
  return isSame && isTold ? { ...p, inner: [[...a, ...b]] } : undefined
}

const sameDeltas = (p: Product, q: Product): boolean =>
  p.deltas.length === q.deltas.length && p.deltas.every(([a, b], k) => a === q.deltas[k]?.[0] && b === q.deltas[k]?.[1])

function withOneEntry(p: Product, q: Product, turn: (e: Expr) => Expr): Product | undefined {
  if (p.bound.length + q.bound.length + p.inner.length + q.inner.length > 0) return undefined
  if (p.divisors.length + q.divisors.length > 0) return undefined
  if (p.entries.length !== q.entries.length || !sameDeltas(p, q) || !equal(p.scalar, q.scalar)) return undefined
  const [a, ...others] = p.entries.filter(e => !q.entries.some(f => sameEntry(e, f)))
  const [b] = q.entries.filter(e => !p.entries.some(f => sameEntry(e, f)))
  if (a === undefined || b === undefined || others.length > 0 || a.at.length !== 2 || a.at.length !== b.at.length)
    return undefined
  const straight = a.at.every((l, k) => l === b.at[k])
  if (!straight && !(a.at[0] === b.at[1] && a.at[1] === b.at[0])) return undefined
  const of = total([a.of, straight ? b.of : turn(b.of)])
  return { ...p, entries: p.entries.map(e => (e === a ? { ...a, of } : e)) }
}

const sameEntry = (a: Entry, b: Entry): boolean =>
  equal(a.of, b.of) && a.at.length === b.at.length && a.at.every((l, k) => l === b.at[k])

const LETTERS = 'ijklpqrs'

/** Names for indices that nothing else has: i, j, k, l, ... without end. */
function* indexNames(node: Node, reserved: ReadonlySet<string>): Generator<Expr> {
  const taken = new Set([...namesIn(node), ...reserved])
  for (let round = 0; ; round++) {
    for (const letter of LETTERS) {
      const name = round === 0 ? letter : `${letter}${round}`
      if (!taken.has(name)) yield sym(name)
    }
  }
}

/** The names of variables, sizes and scalars in a tensor. */
export function namesIn(node: Node): Set<string> {
  const names = new Set<string>()
  const take = (e: Expr | Dim): void => {
    for (const name of freeSymbols(e)) names.add(name)
  }
  for (const n of nodesOf([node])) {
    for (const d of n.shape) take(d)
    if (n.kind === 'variable') names.add(n.name)
    else if (n.kind === 'constant') for (const e of n.entries) take(e)
    else if (n.kind === 'basis') take(n.place)
    else if (n.kind === 'placement') take(n.offset)
    else if (n.kind === 'sum') {
      for (const t of n.terms) {
        take(t.coefficient)
        for (const f of t.factors) take(f.power)
        for (const d of t.bound) take(d)
      }
    }
  }
  return names
}
