/**
 * Derivatives by vectors and matrices, explained. What is linear in sums of products is told entry by entry: the entry of the function,
 * each factor's derivative a Kronecker delta, the deltas contracted, the matrix notation. What has intermediate results is told
 * by the backward pass of tensor/derivative.ts, each derivative by an intermediate result as that pass records it. The line of deltas is
 * told only where contracting it gives the very node that the derivative is.
 */
import { BudgetError } from '../errors.js'
import { mul, num, one, sub, sym } from '../expr/build.js'
import { type Call, type Expr, isCall, rawCall, type Sym } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { derivative } from '../tensor/derivative.js'
import type { DraftTerm, Space } from '../tensor/draft.js'
import { product, scale, total } from '../tensor/forms.js'
import { apply, entry, HEAD } from '../tensor/heads.js'
import { Lifter } from '../tensor/lift.js'
import { asTerm, type Label, type Node, nodesOf, type Shape, type Variable } from '../tensor/node.js'
import type { Tensor } from '../tensor/tensor.js'
import { tidy } from '../tensor/tidy.js'
import { allWithParts, transfer, withParts } from '../tensor/transfer.js'
import type { Level } from './derivation.js'
import { letter } from './formula.js'
import type { Line } from './line.js'
import { lineText } from './notation.js'
import type { MoveId } from './words.js'

/** A derivative by a variable, with what is said of it on the way. */
export interface MatrixCourse {
  readonly start: Expr
  readonly lines: readonly Line[]
}

const CALCULUS: ReadonlySet<MoveId> = new Set(['deltas', 'backward', 'matrix-rule'] satisfies MoveId[])

const line = (id: MoveId, state: Expr, left?: Expr): Line => ({
  kind: CALCULUS.has(id) ? 'calculus' : 'algebra',
  uses: [{ id }],
  state,
  marked: state,
  ...(left && { left }),
})

/** What a tensor is written as. */
const writing = (t: Tensor): Expr => t.args[0] as Expr

/** The lines for t by x; `answer` as it is handed out. Briefly, entries are told contracted. */
export function byMatrices(t: Tensor, x: Variable | Sym, answer: Tensor, level: Level): MatrixCourse {
  const taken = new Set([...freeSymbols(writing(t)), ...t.setting.variables.keys(), x.name])
  for (const v of t.setting.variables.values()) for (const name of freeSymbols(v.shape)) taken.add(name)
  const f = letter('f', taken)
  taken.add(String(f))
  const start = rawCall('eq', [f, writing(t)])
  const slopes: { of: Node; slope: Node }[] = []
  const whole = derivative(t.setting.space, t.node, x, (of, slope) => slopes.push({ of, slope }))
  const inner = slopes.filter(s => s.of !== t.node)
  const last = line('matrix-form', writing(answer), rawCall('diff', [f, sym(x.name)]))
  if (inner.length > 0) return { start, lines: backward(t, f, x, { inner, whole }, level, taken, last) }
  const all = x.kind === 'variable' ? entrywise(t, f, x, { answer, whole }, taken) : []
  const by = all.findLast(l => l.left !== undefined)?.left
  const entries = level === 'brief' && by ? all.slice(-1).map(l => ({ ...l, left: by })) : all
  // Where there is no matrix notation, the contracted entry is the answer.
  const isIndexed = isCall(writing(answer), HEAD.indexed)
  const flat = isIndexed ? kroneckerOf(answer) : undefined
  if (entries.length === 0) return { start, lines: [last] }
  if (flat !== undefined) return { start, lines: [...entries, line('kronecker', flat, vectorised(f, x))] }
  return { start, lines: isIndexed ? entries : [...entries, last] }
}

const vectorised = (f: Expr, x: Variable | Sym): Expr => rawCall('diff', [f, apply('vec', sym(x.name))])

function kroneckerOf(answer: Tensor): Expr | undefined {
  try {
    return writing(answer.written('kron'))
  } catch (error) {
    if ((error as { code?: unknown }).code === 'no-kronecker-form') return undefined
    throw error
  }
}

// ── entry by entry ──────────────────────────────────────────────────────────────────────────────────────────────

/** The derivative as it is handed out, and the node that it is in the space of the function. */
interface Slope {
  readonly answer: Tensor
  readonly whole: Node
}

function entrywise(
  t: Tensor,
  f: Expr,
  x: Variable,
  { answer, whole }: Slope,
  taken: ReadonlySet<string>,
): readonly Line[] {
  const { space } = t.setting
  const out = t.node.shape.length
  const indexed = answer.node.shape.length === 0 ? undefined : writing(answer.written('index'))
  if (!isCall(indexed, HEAD.indexed)) return []
  const [ours, theirs] = indexed.args.slice(0, 2).map(l => (l as Call).args) as [readonly Expr[], readonly Expr[]]
  const writer = new EntryWriter(t, [...ours, ...theirs], taken)
  const terms = t.node.kind === 'sum' ? t.node.terms : [asTerm(t.node)]
  const drafts = terms.flatMap(term => deltasOf(term, x, out))
  const by = rawCall('diff', [entry(f, ours), entry(sym(x.name), theirs)])
  const body = indexed.args[2] as Expr
  // A function of a whole matrix has a rule of its own.
  if (t.node.kind === 'operation' || t.node.kind === 'reshape') return [line('matrix-rule', body, by)]
  const first = line('entry', writer.sum(terms, out, out), entry(f, ours))
  const contracted = line('contract', body)
  const sum = space.sum([...t.node.shape, ...x.shape], drafts)
  if (sum !== whole) return [first, { ...contracted, left: by }]
  const deltas = line('deltas', writer.sum(drafts, out + x.shape.length, out + x.shape.length), by)
  return [first, deltas, contracted]
}

/** A term with each factor of the variable replaced by deltas in turn; labels of what is summed over come after those of the variable. */
function deltasOf(term: DraftTerm, x: Variable, out: number): DraftTerm[] {
  const order = x.shape.length
  const moved = (l: Label): Label => (l < out ? l : l + order)
  const factors = term.factors.map(f => ({ ...f, at: f.at.map(moved) }))
  const deltas = term.deltas.map(([a, b]) => [moved(a), moved(b)] as const)
  return factors.flatMap((f, k) => {
    if (f.node !== x) return []
    const rest = factors.filter((_, j) => j !== k)
    const lowered = f.power === one ? [] : [{ ...f, power: sub(f.power, one) }]
    return [
      {
        coefficient: mul(term.coefficient, f.power),
        factors: [...lowered, ...rest],
        deltas: [...deltas, ...f.at.map((l, axis) => [l, out + axis] as const)],
        bound: term.bound,
      },
    ]
  })
}

const LETTERS = 'jlpqrsmn'

/** Writes sums of products with every index, and nothing multiplied out. */
class EntryWriter {
  readonly #lifter: Lifter
  readonly #axes: readonly Expr[]
  readonly #used: ReadonlySet<string>
  /** Names of what is summed over, as many as were needed. */
  readonly #spare: Expr[] = []
  #next = 0

  constructor(t: Tensor, axes: readonly Expr[], taken: ReadonlySet<string>) {
    this.#lifter = new Lifter(taken)
    this.#axes = axes
    this.#used = new Set([...taken, ...axes.map(String)])
    this.#lifter.form(t.node)
  }

  /** j, l, ..., j1, l1, ...: the first are letters alone. */
  #index(k: number): Expr {
    while (this.#spare.length <= k) {
      const round = Math.floor(this.#next / LETTERS.length)
      const name = `${LETTERS.charAt(this.#next++ % LETTERS.length)}${round === 0 ? '' : round}`
      if (!this.#used.has(name)) this.#spare.push(sym(name))
    }
    return this.#spare[k] as Expr
  }

  sum(terms: readonly DraftTerm[], order: number, axes: number): Expr {
    return total(terms.map(t => this.#term(t, order, axes)))
  }

  #term({ coefficient, factors, deltas, bound }: DraftTerm, order: number, axes: number): Expr {
    const name = (l: Label): Expr => (l < axes ? (this.#axes[l] as Expr) : this.#index(l - order))
    const parts = [
      ...deltas.map(([a, b]) => apply('delta', name(a), name(b))),
      ...factors.map(({ node, at, power }) => {
        const e = entry(this.#lifter.form(node), at.map(name))
        return power === one ? e : rawCall(HEAD.power, [e, power])
      }),
    ]
    const whole = parts.length === 0 ? num(1) : parts.length === 1 ? (parts[0] as Expr) : product(...parts)
    const summed = bound.map((_, k) => this.#index(k)).reduceRight((body, i) => apply('indexsum', i, body), whole)
    return scale(coefficient, summed)
  }
}

// ── by the backward pass ────────────────────────────────────────────────────────────────────────────────────────

/** A part of the function with its name, and the derivative of the whole by it. */
interface Named {
  readonly of: Node
  readonly name: Expr
  /** What stands for it: a variable of its name, or that symbol. */
  readonly stand: Node
  readonly slope: Node
}

/** The derivative of the whole by each of its parts, and by the variable. */
interface Pass {
  readonly inner: readonly { readonly of: Node; readonly slope: Node }[]
  readonly whole: Node
}

/** Intermediate results with a name in a brief explanation, and in any. */
const MOST_BRIEF = 3
const MOST_NAMED = 100

/**
 * Intermediate results named, then the derivative of the whole by each, from the outside in. A slope in terms of the names is the
 * derivative of the function in which they stand; where putting the names back does not give the very node that the pass recorded, the
 * recorded one is told.
 */
function backward(
  t: Tensor,
  f: Expr,
  x: Variable | Sym,
  { inner, whole }: Pass,
  level: Level,
  taken: Set<string>,
  last: Line,
): readonly Line[] {
  if (level !== 'brief' && inner.length > MOST_NAMED)
    throw new BudgetError(
      'steps',
      `this has ${inner.length} intermediate results, which nobody reads (the limit is ${MOST_NAMED}); the level 'brief' tells of ${MOST_BRIEF}`,
    )
  const { space } = t.setting
  const out = t.node.shape.length
  const lifter = new Lifter(new Set(taken))
  const order = nodesOf([t.node])
  const parts = [...inner]
    .sort((a, b) => order.indexOf(a.of) - order.indexOf(b.of))
    .slice(0, level === 'brief' ? MOST_BRIEF : undefined)
    .map(({ of, slope }): Named => {
      const name = letter('u', taken)
      taken.add(String(name))
      return {
        of,
        name,
        slope,
        stand: of.shape.length === 0 ? space.scalar(name) : space.variable(String(name), of.shape),
      }
    })
  const back = new Map(parts.map(p => [p.stand, p.of]))
  const stands = (some: readonly Named[]): Map<Node, Node> => new Map(some.map(p => [p.of, p.stand]))
  const definition = (k: number): Node => withParts(space, (parts[k] as Named).of, stands(parts.slice(0, k)))
  const restored = (e: Node): Node => tidy(space, withScalars(space, withParts(space, e, back), parts))
  const isSame = (short: Node, long: Node): boolean => restored(short) === tidy(space, long)
  const written = (e: Node): Expr => {
    const form = lifter.form(e)
    return isCall(form, HEAD.indexed) ? lifter.indexed(e, out) : form
  }
  const slopes = parts.map((p, k) => {
    const held = stands(parts.slice(0, k + 1))
    const by = p.stand.kind === 'variable' ? p.stand : (p.name as Sym)
    const after = parts.slice(k + 1)
    const [outer, ...later] = allWithParts(space, [t.node, ...after.map(q => q.of)], held)
    const own = derivative(space, outer as Node, by)
    const short = withParts(space, own, new Map(after.map((q, j) => [later[j] as Node, q.stand])))
    return isSame(short, p.slope) ? tidy(space, short) : p.slope
  })
  const chain = space.sum(
    [...t.node.shape, ...(x.kind === 'variable' ? x.shape : [])],
    [
      ...parts.map((p, k) => through(slopes[k] as Node, derivative(space, definition(k), x), out, p.of.shape)),
      {
        coefficient: one,
        factors: [factorOf(derivative(space, withParts(space, t.node, stands(parts)), x))],
        deltas: [],
        bound: [],
      },
    ],
  )
  const short = written(tidy(space, chain))
  const byPart = (k: number, name: Expr): Line =>
    line('backward', written(slopes[k] as Node), rawCall('diff', [f, name]))
  const isTold = isSame(chain, whole) && lineText(short) !== lineText(last.state)
  return [
    ...parts.map((p, k) => line('name', written(definition(k)), p.name)),
    line('name', written(withParts(space, t.node, stands(parts))), f),
    ...(level === 'brief' ? [] : parts.map((p, k) => byPart(k, p.name)).reverse()),
    ...(isTold
      ? [{ ...line('backward', short), ...(last.left && { left: last.left }) }, line('put-back', last.state)]
      : [last]),
  ]
}

const factorOf = (node: Node): DraftTerm['factors'][number] => ({ node, at: node.shape.map((_, k) => k), power: one })

/** The derivative through a part: that of the whole by the part, times that of the part. */
function through(slope: Node, own: Node, out: number, shape: Shape): DraftTerm {
  const order = own.shape.length - shape.length
  const outer = Array.from({ length: out }, (_, k) => k)
  const inner = Array.from({ length: order }, (_, k) => out + k)
  const bound = shape.map((_, k) => out + order + k)
  return {
    coefficient: one,
    factors: [
      { node: slope, at: [...outer, ...bound], power: one },
      { node: own, at: [...bound, ...inner], power: one },
    ],
    deltas: [],
    bound: shape,
  }
}

/** Scalars in the place of their names. */
function withScalars(space: Space, e: Node, parts: readonly Named[]): Node {
  const scalars = parts.filter(p => p.of.shape.length === 0)
  return scalars.reduceRight((n, p) => transfer(space, n, new Map([[String(p.name), p.of]])), e)
}
