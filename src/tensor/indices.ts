/**
 * Index notation: `[k;i,j] delta(k,i)*x[j]`, the axes of the result before the semicolon, those of the variables after it. Matrices
 * are multiplied out as far as that is possible, so that few indices are left; terms that differ in one matrix are joined.
 */
import { minusOne, mul, one, pow } from '../expr/build.js'
import { type Expr, rawCall, sym } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import { product, scale, total, unscaled } from './forms.js'
import { formOf, type Graph } from './graph.js'
import { type Dim, type Label, type Node, nodesOf, type Shape, type Term } from './node.js'
import { apply, HEAD } from './notation.js'

/** What index notation takes from the lifter. */
export interface IndexForm {
  readonly form: (node: Node) => Expr
  readonly scalars: (t: Term) => Expr
  readonly graph: (shape: Shape, t: Term) => Graph
  readonly turn: (e: Expr) => Expr
}

interface Entry {
  readonly of: Expr
  readonly at: readonly Label[]
}

/** A term: a scalar, entries of forms, deltas, and the labels still summed over. */
interface Product {
  readonly scalar: Expr
  readonly entries: readonly Entry[]
  readonly deltas: readonly (readonly [Label, Label])[]
  readonly bound: readonly Label[]
}

/** A tensor with indices; the first `out` axes are those of the result. */
export function indexForm(node: Node, out: number, source: IndexForm): Expr {
  const order = node.shape.length
  const terms = node.kind === 'sum' ? node.terms : [itself(node)]
  const products = merged(
    terms.map(t => productOf(node.shape, t, source)),
    source.turn,
  )
  const most = Math.max(order, ...products.flatMap(p => p.bound.map(l => l + 1)))
  const names = indexNames(node, most)
  const body = total(products.map(p => written(p, names)))
  return rawCall(HEAD.indexed, [rawCall('list', names.slice(0, out)), rawCall('list', names.slice(out, order)), body])
}

const itself = (node: Node): Term => ({
  coefficient: one,
  factors: [{ node, at: node.shape.map((_, k) => k), power: one }],
  deltas: [],
  bound: [],
})

function productOf(shape: Shape, t: Term, source: IndexForm): Product {
  const graph = source.graph(shape, t)
  graph.reduce()
  const entries: Entry[] = []
  for (const edge of graph.edges) entries.push({ of: formOf(edge), at: [edge.from, edge.to] })
  for (const label of [...shape.keys(), ...graph.bound]) {
    const weight = graph.weight(label)
    if (weight.above.length + weight.below.length > 0) entries.push({ of: formOf(weight), at: [label] })
  }
  for (const f of t.factors) if (f.at.length > 2) entries.push({ of: powered(source.form(f.node), f.power), at: f.at })
  const scalars = entries.map(e => unscaled(e.of))
  const scalar = mul(
    source.scalars(t),
    ...graph.scalars,
    ...scalars.map(s => mul(s.negative ? minusOne : one, s.above, pow(s.below, minusOne))),
  )
  return {
    scalar,
    entries: entries.map((e, k) => ({ ...e, of: (scalars[k] as { tensor: Expr }).tensor })),
    deltas: t.deltas,
    bound: graph.bound,
  }
}

const powered = (e: Expr, p: Expr): Expr => (p === one ? e : rawCall(HEAD.raise, [e, p]))

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
  if (p.bound.length + q.bound.length > 0 || p.entries.length !== q.entries.length) return undefined
  if (JSON.stringify(p.deltas) !== JSON.stringify(q.deltas) || !equal(p.scalar, q.scalar)) return undefined
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

function written(p: Product, names: readonly Expr[]): Expr {
  const name = (l: Label): Expr => names[l] as Expr
  const deltas = p.deltas.map(([a, b]) => apply('delta', name(a), name(b)))
  const entries = p.entries.map(e => rawCall(HEAD.entry, [e.of, ...e.at.map(name)]))
  const factors = [...deltas, ...entries]
  const whole = factors.length === 0 ? one : factors.length === 1 ? (factors[0] as Expr) : product(...factors)
  const summed = p.bound.reduceRight((body, l) => apply('indexsum', name(l), body), whole)
  return scale(p.scalar, summed)
}

const LETTERS = 'ijklpqrsabcdgh'

/** Names for indices that nothing else has: i, j, k, l, ... */
function indexNames(node: Node, count: number): Expr[] {
  const taken = namesIn(node)
  const names: Expr[] = []
  for (let round = 0; names.length < count; round++) {
    for (const letter of LETTERS) {
      const name = round === 0 ? letter : `${letter}${round}`
      if (!taken.has(name) && names.length < count) names.push(sym(name))
    }
  }
  return names
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
