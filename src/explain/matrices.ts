/**
 * Derivatives by vectors and matrices, explained. What is linear in sums of products is told entry by entry: the entry of the function,
 * each factor's derivative a Kronecker delta, the deltas contracted, the matrix notation. What has intermediate results is told
 * by the backward pass of tensor/derivative.ts, each derivative by an intermediate result as that pass records it. The line of deltas is
 * told only where contracting it gives the very node that the derivative is.
 */
import { mul, num, one, sub, sym } from '../expr/build.js'
import { type Call, type Expr, isCall, rawCall, type Sym } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { derivative } from '../tensor/derivative.js'
import type { DraftTerm } from '../tensor/draft.js'
import { product, scale, total } from '../tensor/forms.js'
import { apply, HEAD } from '../tensor/heads.js'
import { Lifter } from '../tensor/lift.js'
import { asTerm, type Label, type Node, nodesOf, type Variable } from '../tensor/node.js'
import type { Tensor } from '../tensor/tensor.js'
import type { Level } from './derivation.js'
import type { Line, MoveId } from './line.js'
import { letter, replaced } from './step.js'

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
  if (inner.length > 0) {
    const names = new Map<Expr, Expr>()
    const told = backward(t, f, inner, taken, names)
    const short = replaced(writing(answer), names)
    const chain = short === writing(answer) ? [] : [line('backward', short, last.left)]
    return { start, lines: [...told, ...chain, chain.length > 0 ? { ...line('put-back', writing(answer)) } : last] }
  }
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

/** The entry of a tensor at those places. */
export const entry = (of: Expr, places: readonly Expr[]): Expr =>
  places.length === 0 ? of : rawCall(HEAD.entry, [of, ...places])

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
  readonly #spare: readonly Expr[]

  constructor(t: Tensor, axes: readonly Expr[], taken: ReadonlySet<string>) {
    this.#lifter = new Lifter(taken)
    this.#axes = axes
    const used = new Set([...taken, ...axes.map(String)])
    const letters = [...LETTERS, ...[...LETTERS].map(c => `${c}1`)].filter(c => !used.has(c))
    this.#spare = letters.map(c => sym(c))
    this.#lifter.form(t.node)
  }

  sum(terms: readonly DraftTerm[], order: number, axes: number): Expr {
    return total(terms.map(t => this.#term(t, order, axes)))
  }

  #term({ coefficient, factors, deltas, bound }: DraftTerm, order: number, axes: number): Expr {
    const name = (l: Label): Expr => (l < axes ? this.#axes[l] : this.#spare[l - order]) as Expr
    const parts = [
      ...deltas.map(([a, b]) => apply('delta', name(a), name(b))),
      ...factors.map(({ node, at, power }) => {
        const e = entry(this.#lifter.form(node), at.map(name))
        return power === one ? e : rawCall(HEAD.power, [e, power])
      }),
    ]
    const whole = parts.length === 0 ? num(1) : parts.length === 1 ? (parts[0] as Expr) : product(...parts)
    const summed = bound
      .map((_, k) => this.#spare[k] as Expr)
      .reduceRight((body, i) => apply('indexsum', i, body), whole)
    return scale(coefficient, summed)
  }
}

// ── by the backward pass ────────────────────────────────────────────────────────────────────────────────────────

/** Intermediate results named, then the derivative of the whole by each, from the outside in. */
function backward(
  t: Tensor,
  f: Expr,
  inner: readonly { readonly of: Node; readonly slope: Node }[],
  taken: Set<string>,
  names: Map<Expr, Expr>,
): readonly Line[] {
  const reserved = new Set(taken)
  const lifter = new Lifter(reserved)
  const definitions: Line[] = []
  const order = nodesOf([t.node])
  for (const { of } of [...inner].sort((a, b) => order.indexOf(a.of) - order.indexOf(b.of))) {
    const form = lifter.form(of)
    const name = letter('u', taken)
    taken.add(String(name))
    definitions.push(line('name', replaced(form, names), name))
    names.set(form, name)
  }
  const whole = line('name', replaced(writing(t), names), f)
  const slopes = inner.map(({ of, slope }) => {
    const name = names.get(lifter.form(of)) as Expr
    const form = lifter.form(slope)
    const shown = isCall(form, HEAD.indexed) ? lifter.indexed(slope, t.node.shape.length) : form
    return line('backward', replaced(shown, names), rawCall('diff', [f, name]))
  })
  return [...definitions, whole, ...slopes]
}
