/**
 * Tensors back to matrix notation. Each term is reduced as a graph (graph.ts); sums are written with common factors in front where
 * that is shorter. A tensor that has no matrix notation is written with indices (indices.ts). Works through the distinct nodes,
 * parts first, without recursion.
 */
import { mul, num, one, pow } from '../expr/build.js'
import { type Expr, isCall, rawCall, sym } from '../expr/node.js'
import { equal } from '../expr/order.js'
import type { Rational } from '../number/rational.js'
import { contentOf, isInteger } from './coefficient.js'
import {
  basisOf,
  entrywise,
  lengthOf,
  negate,
  product,
  reversedFactor,
  scale,
  shortest,
  total,
  transpose,
  unscaled,
} from './forms.js'
import { diagonal, formOf, Graph, type Ratio, ratioOf } from './graph.js'
import { type IndexForm, indexForm } from './indices.js'
import {
  type Dim,
  type Factor,
  type Label,
  type Node,
  nodesOf,
  type Operation,
  type Shape,
  type Sum,
  type Term,
} from './node.js'
import { apply, HEAD, installNotation, partsOf } from './notation.js'

/** Lifts nodes; remembers the forms of parts. */
export class Lifter {
  readonly #forms = new Map<Node, Expr>()
  readonly #symmetric = new Set<string>()

  constructor() {
    installNotation()
  }

  /** The matrix notation of a tensor; of one that has none, its index notation. */
  form(node: Node): Expr {
    for (const part of nodesOf([node])) {
      if (part.kind === 'variable' && ['symmetric', 'psd', 'diagonal'].some(p => part.properties.has(p as 'psd')))
        this.#symmetric.add(part.name)
      if (!this.#forms.has(part)) this.#forms.set(part, this.#lift(part))
    }
    return this.#forms.get(node) as Expr
  }

  /** The index notation of a tensor, contracted as far as matrices go. */
  indexed(node: Node, out: number): Expr {
    this.form(node)
    return indexForm(node, out, this.#indexSource())
  }

  /** Whether the form is matrix notation. */
  static isMatrixForm = (e: Expr): boolean => !isCall(e, HEAD.indexed)

  #indexSource(): IndexForm {
    return {
      form: n => this.#forms.get(n) as Expr,
      scalars: (t: Term) => this.#scalars(t),
      graph: (shape, t) => this.#graph(shape, t),
      turn: e => transpose(e, this.#symmetric),
    }
  }

  #of = (node: Node): Expr => this.#forms.get(node) as Expr

  #lift(node: Node): Expr {
    switch (node.kind) {
      case 'variable':
        return sym(node.name)
      case 'map':
        return rawCall(node.head, node.args.map(this.#of))
      case 'operation':
        return this.#operation(node)
      case 'constant':
        return literal(node.shape, node.entries)
      case 'basis':
        return basisOf(node.shape[0] as Dim, node.place)
      case 'reshape':
        return this.#reshaped(node.of, node.shape)
      case 'sum':
        return this.#sum(node)
    }
  }

  #operation(node: Operation): Expr {
    const of = this.#of(node.of)
    if (node.head.startsWith('tr') && node.head !== 'tril') return apply('tr', apply(node.head.slice(2), of))
    const along = node.of.shape.length === 2 && AXES.has(node.head)
    return along ? apply(node.head, of, num(2)) : apply(node.head, of)
  }

  #reshaped(of: Node, shape: Shape): Expr {
    if (shape.length === 1 && of.shape.length === 2) return apply('vec', this.#of(of))
    return (shape.length === 2 && this.#kronecker(of)) || apply('reshape', this.#of(of), ...shape)
  }

  /** `kron(A, B)`: the axes of B run faster. */
  #kronecker(of: Node): Expr | undefined {
    const [t, ...others] = of.kind === 'sum' && of.shape.length === 4 ? of.terms : []
    if (t === undefined || others.length > 0 || t.bound.length > 0) return undefined
    const fast = this.#block(of, t, 0, 2)
    const slow = this.#block(of, t, 1, 3)
    if (fast === undefined || slow === undefined) return undefined
    const used = t.factors.filter(f => f.at.length > 0)
    if (used.some(f => !f.at.every(l => l === 0 || l === 2) && !f.at.every(l => l === 1 || l === 3))) return undefined
    return scale(this.#scalars(t), apply('kron', slow, fast))
  }

  /** The matrix that a term is in two of its axes. */
  #block(of: Node, t: Term, a: Label, b: Label): Expr | undefined {
    const own = t.factors.filter(f => f.at.length > 0 && f.at.every(l => l === a || l === b))
    const name = (l: Label): Label => (l === a ? 0 : 1)
    const deltas = t.deltas.filter(([p, q]) => p === a && q === b).map(() => [0, 1] as const)
    const factors = own.map(f => ({ ...f, at: f.at.map(name) }))
    const shape = [of.shape[a] as Dim, of.shape[b] as Dim]
    return this.#open(shape, { coefficient: one, factors, deltas, bound: [] })
  }

  // ── scalars ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** The scalar factors of a term as one expression. */
  #scalars(t: Term): Expr {
    const factors = t.factors.filter(f => f.at.length === 0).map(f => this.#scalarPower(f))
    return mul(t.coefficient, ...factors)
  }

  #scalarPower(f: Factor): Expr {
    const e = this.#of(f.node)
    const square = f.node.kind === 'sum' ? squared(f.node.terms) : undefined
    if (square === undefined || f.power === one) return pow(e, f.power)
    return pow(apply('norm2', this.#of(square.node)), mul(num(2), f.power))
  }

  // ── sums ────────────────────────────────────────────────────────────────────────────────────────────────────

  #sum(node: Sum): Expr {
    if (node.terms.length === 0) return node.shape.length === 0 ? num(0) : apply('zeros', ...node.shape)
    const forms: Expr[] = []
    const plain = node.terms.some(t => !isRepeated(t))
    for (const t of node.terms) {
      // Beside a tensor a repeated scalar is written as the scalar.
      const form = this.#term(plain && isRepeated(t) ? [] : node.shape, t)
      if (form === undefined) return this.#withIndices(node)
      forms.push(...form)
    }
    return shorter(forms, contentOf(node.terms.map(t => t.coefficient)).abs())
  }

  #withIndices(node: Sum): Expr {
    return indexForm(node, node.shape.length, this.#indexSource())
  }

  /** The forms whose sum is the term; undefined if it has no matrix notation. */
  #term(shape: Shape, t: Term): Expr[] | undefined {
    const open = t.factors.filter(f => f.at.length > 0)
    if (shape.length === 0 && open.length === 0) return this.#scalarTerm(t)
    const tensor = this.#open(shape, { ...t, factors: open })
    if (tensor === undefined) return undefined
    return [scale(this.#scalars(t), tensor)]
  }

  /** A scalar term: one product of matrices among its factors is written without brackets. */
  #scalarTerm(t: Term): Expr[] {
    const scalars = t.factors.filter(f => f.at.length === 0)
    const chain = scalars.find(f => f.power === one && isCall(this.#of(f.node), HEAD.product))
    if (chain !== undefined) {
      const rest = { ...t, factors: scalars.filter(f => f !== chain) }
      return [scale(this.#scalars(rest), this.#of(chain.node))]
    }
    const whole = this.#scalars(t)
    const parts = isCall(whole, 'add') ? whole.args : [whole]
    return parts.map(signed)
  }

  /** The tensor part of a term. */
  #open(shape: Shape, t: Term): Expr | undefined {
    const graph = this.#graph(shape, t)
    if (graph === undefined || graph.pinned.size > 0) return undefined
    if (shape.length === 0) return this.#component(graph, t)
    graph.reduce()
    const [a, b] = [0, 1]
    if (shape.length === 1) return graph.vector(a)
    if (shape.length !== 2) return undefined
    if (t.deltas.length === 0) return graph.between(a, b)
    if (graph.bound.length > 0 || graph.edges.length > 0) return undefined
    const weight = graph.weight(a)
    const plain = weight.above.length + weight.below.length === 0
    return plain ? apply('eye', graph.size(a)) : diagonal(formOf(weight))
  }

  #component(graph: Graph, t: Term): Expr | undefined {
    const square = squared([t])
    const x = square && this.#of(square.node)
    if (x === undefined) return graph.scalar()
    const norm = pow(apply('norm2', x), num(2))
    return t.bound.length === 1 ? shortest(norm, product(transpose(x, this.#symmetric), x)) : norm
  }

  /** The term as a graph; undefined for factors with three axes or more. */
  #graph(shape: Shape, t: Term): Graph | undefined {
    const graph = new Graph(shape.length, [...shape, ...t.bound], this.#symmetric)
    for (const f of t.factors) {
      if (f.at.length === 0) continue
      const ratio: Ratio = ratioOf(this.#of(f.node), f.power)
      if (f.at.length === 1) graph.weigh(f.at[0] as Label, ratio)
      else if (f.at.length === 2) graph.link(f.at[0] as Label, f.at[1] as Label, ratio)
      else for (const l of f.at) graph.pinned.add(l)
    }
    return graph
  }
}

const AXES: ReadonlySet<string> = new Set(['softmax', 'argmax', 'argmin', 'logsumexp', 'max', 'min', 'prod'])

/** A scalar that is repeated in every entry. */
const isRepeated = (t: Term): boolean => t.deltas.length === 0 && t.factors.every(f => f.at.length === 0)

/** The factor of which the terms are the sum of the squares of all entries. */
function squared([t, ...others]: readonly Term[]): Factor | undefined {
  const [f, ...factors] = t?.factors ?? []
  if (t === undefined || f === undefined || others.length + factors.length > 0 || t.coefficient !== one)
    return undefined
  const whole = f.at.length === t.bound.length && new Set(f.at).size === f.at.length
  return whole && f.at.length > 0 && isInteger(f.power) && f.power.value.num === 2 ? f : undefined
}

/** A scalar with its minus sign in front. */
function signed(e: Expr): Expr {
  const negative =
    e.kind === 'num' ? e.value.sign() < 0 : isCall(e, 'mul') && e.args[0]?.kind === 'num' && e.args[0].value.sign() < 0
  if (!negative) return e
  const positive = mul(num(-1), e)
  return reversedFactor(positive) ?? negate(positive)
}

function literal(shape: Shape, entries: readonly Expr[]): Expr {
  if (shape.length < 2) return rawCall('list', entries)
  const width = entries.length / countOf(shape[0] as Dim)
  const rows = Array.from({ length: countOf(shape[0] as Dim) }, (_, k) =>
    rawCall('list', entries.slice(k * width, (k + 1) * width)),
  )
  return rawCall('list', rows)
}

const countOf = (d: Dim): number => (d.kind === 'num' ? (d.value.smallInt() ?? 0) : 0)

// ── common factors ──────────────────────────────────────────────────────────────────────────────────────────────

/** The shortest way found to write a sum of forms. */
function shorter(forms: readonly Expr[], content: Rational): Expr {
  const plain = total(forms)
  if (forms.length === 1 || forms.length > 60) return plain
  const factored = total(gathered(forms))
  return shortest(plain, factored, withContent(forms, content))
}

/** The number that all terms share in front of them all. */
function withContent(forms: readonly Expr[], content: Rational): Expr {
  const c = num(content)
  if (c === one) return total(forms)
  const rest = forms.map(f => scale(pow(c, num(-1)), f))
  return scale(c, total(gathered(rest)))
}

/** Terms with a common first or last factor joined, as long as that makes the sum shorter. */
function gathered(forms: readonly Expr[]): readonly Expr[] {
  let best = forms
  for (;;) {
    const next = pairs(best)
      .map(([i, j]) => join(best, i, j))
      .filter(f => f !== undefined)
    const shortestNext = next.reduce<readonly Expr[] | undefined>(
      (a, b) => (a === undefined || lengthOf(total(b)) < lengthOf(total(a)) ? b : a),
      undefined,
    )
    if (shortestNext === undefined || lengthOf(total(shortestNext)) >= lengthOf(total(best))) return best
    best = shortestNext
  }
}

const pairs = (forms: readonly Expr[]): [number, number][] =>
  forms.flatMap((_, i) => forms.slice(i + 1).map((_, j): [number, number] => [i, i + 1 + j]))

/** Two terms as one product, if they share a factor at an end. */
function join(forms: readonly Expr[], i: number, j: number): readonly Expr[] | undefined {
  const joined = shared(forms[i] as Expr, forms[j] as Expr)
  if (joined === undefined) return undefined
  return [...forms.slice(0, i), joined, ...forms.slice(i + 1, j), ...forms.slice(j + 1)]
}

function shared(a: Expr, b: Expr): Expr | undefined {
  const [p, q] = [unscaled(a), unscaled(b)]
  const candidates: Expr[] = []
  const scalarOf = (s: typeof p): Expr => mul(s.negative ? num(-1) : one, s.above, pow(s.below, num(-1)))
  const [u, v] = [partsOf(p.tensor), partsOf(q.tensor)]
  const same = equal(scalarOf(p), scalarOf(q))
  const opposite = equal(scalarOf(p), mul(num(-1), scalarOf(q)))
  const outer = same || opposite ? scalarOf(p) : one
  const within = (s: typeof p, rest: readonly Expr[]): Expr => {
    const inner = rest.length === 0 ? undefined : product(...rest)
    const c = same ? one : opposite ? (s === p ? one : num(-1)) : scalarOf(s)
    return inner === undefined ? signed(c) : scale(c, inner)
  }
  const most = Math.min(u.length, v.length) - 1
  const left = commonLength(u, v, most)
  const right = commonLength([...u].reverse(), [...v].reverse(), most)
  if (left > 0)
    candidates.push(
      scale(outer, product(...u.slice(0, left), total(gathered([within(p, u.slice(left)), within(q, v.slice(left))])))),
    )
  if (right > 0)
    candidates.push(
      scale(
        outer,
        product(total(gathered([within(p, u.slice(0, -right)), within(q, v.slice(0, -right))])), ...u.slice(-right)),
      ),
    )
  const common =
    isCall(p.tensor, HEAD.times) && isCall(q.tensor, HEAD.times)
      ? sharedEntrywise(p.tensor.args, q.tensor.args)
      : undefined
  if (common !== undefined) {
    const [f, s, t] = common
    const inside = total(gathered([within(p, [entrywise(s, [])]), within(q, [entrywise(t, [])])]))
    candidates.push(scale(outer, entrywise([f, inside], [])))
  }
  return candidates.length === 0 ? undefined : shortest(...candidates)
}

function commonLength(u: readonly Expr[], v: readonly Expr[], most: number): number {
  let n = 0
  while (n < most && equal(u[n] as Expr, v[n] as Expr)) n++
  return n
}

function sharedEntrywise(a: readonly Expr[], b: readonly Expr[]): [Expr, Expr[], Expr[]] | undefined {
  const f = a.find(x => b.some(y => equal(x, y)))
  if (f === undefined) return undefined
  const without = (all: readonly Expr[]): Expr[] => {
    const k = all.findIndex(x => equal(x, f))
    return [...all.slice(0, k), ...all.slice(k + 1)]
  }
  return [f, without(a), without(b)]
}
