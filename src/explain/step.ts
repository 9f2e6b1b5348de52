/**
 * The steps of a derivative. A step is one use of a rule of diff/calculus.ts on one part of the problem, as it was written, with the
 * derivatives of the parts of that part still to be taken: `diff` calls. Its general formula is the same rule on letters.
 * Steps are of distinct parts: what occurs twice is differentiated once.
 */

import { partRule, partsIn } from '../diff/parts.js'
import { differentiateWritten } from '../diff/written-calculus.js'
import { append } from '../expr/args.js'
import { type BinderRow, binderOf } from '../expr/binders.js'
import { isCondition } from '../expr/kind.js'
import { type Call, type Expr, isCall, rawCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, postorder } from '../expr/walk.js'
import { canonical, joined, SIGN } from '../expr/written.js'
import { row } from '../functions/table.js'
import { heed } from '../work.js'
import { termsOf } from './notation.js'
import type { RuleId } from './words.js'
import { WRITTEN, type Writing, withoutBar, written } from './written-algebra.js'

/** A rule used on a part. */
export interface Step {
  readonly rule: RuleId
  /** The part that is differentiated, as it was written. */
  readonly of: Expr
  /** What the rule makes of it: derivatives that are still to be taken are `diff` calls. */
  readonly instance: Expr
  /** What is differentiated next, in order. */
  readonly open: readonly Expr[]
  /** The expression within, where it is neither the variable nor all there is: the u of the chain rule. */
  readonly inner: Expr | undefined
}

/** Whether the variable occurs in a written expression. */
export const depends = (e: Expr, x: Expr): boolean => contains(e, x)

export const isVariable = (e: Expr, x: Expr): boolean => e === x || (e.hash === x.hash && equal(e, x))

/** d e / d x, to be taken. */
export const open = (e: Expr, x: Expr): Expr => rawCall('diff', [e, x])

/** The derivatives that are still to be taken in an expression, in reading order. */
export function openIn(e: Expr): readonly Expr[] {
  const found = new Set<Expr>()
  const seen = new Set<Expr>()
  const pending = [e]
  for (let n = pending.pop(); n; n = pending.pop()) {
    heed()
    if (n.kind !== 'call' || seen.has(n)) continue
    seen.add(n)
    if (n.head === 'diff') found.add(n)
    else append(pending, n.args.toReversed())
  }
  return [...found]
}

/** The derivative of an argument, still to be taken; of lists entry by entry, however deep they are. */
export function openWriting(e: Expr, x: Expr): Writing {
  const made = new Map<Expr, Writing>()
  for (const n of postorder(e, c => isCall(c, 'list'))) {
    const parts = isCall(n, 'list') ? n.args.map(a => made.get(a) as Writing) : undefined
    if (parts !== undefined) made.set(n, parts.every(p => WRITTEN.isZero(p)) ? WRITTEN.zero : WRITTEN.list(parts))
    else if (isCondition(n) || !depends(n, x)) made.set(n, WRITTEN.zero)
    else made.set(n, isVariable(n, x) ? WRITTEN.one : WRITTEN.of(open(n, x)))
  }
  return made.get(e) as Writing
}

/** The steps of the distinct parts of a problem. */
export class Steps {
  readonly #x: Expr
  readonly #isPart: (e: Call) => boolean
  readonly #known = new Map<Expr, Step>()

  constructor(problem: Expr, x: Expr) {
    this.#x = x
    this.#isPart = partsIn(problem)
  }

  get variable(): Expr {
    return this.#x
  }

  /** The step for d of / d x. */
  of(of: Expr): Step {
    const old = this.#known.get(of)
    if (old !== undefined) return old
    const step = this.#step(of)
    this.#known.set(of, step)
    return step
  }

  #step(of: Expr): Step {
    const x = this.#x
    const leaf = { of, open: [], inner: undefined }
    if (isVariable(of, x)) return { ...leaf, rule: 'variable', instance: written(WRITTEN.one) }
    if (of.kind !== 'call' || !depends(of, x)) return { ...leaf, rule: 'constant', instance: written(WRITTEN.zero) }
    const asPower = withoutBar(of, x)
    if (asPower !== undefined) return { ...this.#step(asPower), of }
    const d = of.args.map(a => openWriting(a, x))
    const moving = of.args.filter((_, k) => !WRITTEN.isZero(d[k] as Writing))
    if (this.#isPart(of)) {
      const instance = partRule(of, written(d[0] as Writing))
      return { rule: 'complex-part', of, instance, open: openIn(instance), inner: undefined }
    }
    const { value } = differentiateWritten(of, d, x, WRITTEN, a => openWriting(a, x))
    const instance = written(value)
    const rule = ruleOf(of, d)
    const [only] = moving
    const chained = CHAINED.has(rule) && only !== undefined && !isVariable(only, x) && !isCall(only, 'list')
    return { rule, of, instance, open: openIn(instance), inner: chained ? only : undefined }
  }
}

/** Rules of one expression within another: with u in place of x they are chain rules. */
const CHAINED: ReadonlySet<RuleId> = new Set([
  ...(['reciprocal', 'power', 'root', 'exponential', 'natural-exponential'] as const),
  ...(['function', 'unknown-function'] as const),
])

/** Rules that a person uses without a word: a sum term by term, and numbers in front. */
export const LINEAR: ReadonlySet<RuleId> = new Set(['sum', 'constant-multiple', 'list'] satisfies RuleId[])

/** The name of the rule, by what is differentiated and which of its parts move. */
function ruleOf(e: Call, d: readonly Writing[]): RuleId {
  const moves = d.map(t => !WRITTEN.isZero(t))
  switch (e.head) {
    case 'add':
    case SIGN.plus:
      return 'sum'
    case SIGN.minus:
      return 'constant-multiple'
    case 'mul':
    case SIGN.times:
      return moves.filter(Boolean).length > 1 ? 'product' : 'constant-multiple'
    case SIGN.over:
      return moves[1] !== true ? 'constant-multiple' : moves[0] === true ? 'quotient' : 'reciprocal'
    case 'pow':
    case SIGN.power:
      if (moves[1] !== true) return 'power'
      return moves[0] === true ? 'general-power' : isCall(e.args[0], 'e') ? 'natural-exponential' : 'exponential'
    case SIGN.root:
      return 'root'
    case 'list':
      return 'list'
    case 'piecewise':
      return 'piecewise'
    default: {
      const binder = binderOf(e.head)
      if (binder !== undefined) return binderRule(binder, moves)
      const known = row(e.head, e.args.length)
      if (known === undefined) return moves.filter(Boolean).length > 1 ? 'several-arguments' : 'unknown-function'
      if (known.fold && known.idempotent) return 'extreme'
      if (isCall(e, 'log') && e.args.length === 1 && isCall(e.args[0], 'prod')) return 'logarithm-of-product'
      return moves.filter(Boolean).length > 1 ? 'several-arguments' : 'function'
    }
  }
}

/** The rule of a sum, product or integral, by which of its variable, bounds and body move. */
function binderRule({ name, over }: BinderRow, [, from, to, body]: readonly boolean[]): RuleId {
  if (over === 'integers') return name === 'prod' ? 'product-over-index' : 'sum-over-index'
  if (!from && !to) return 'under-integral'
  return body ? 'leibniz' : 'fundamental-theorem'
}

const WRITTEN_ONE = written(WRITTEN.one)

/** The value of an expression with derivatives to be taken, each by `derivative`. */
export function closed(e: Expr, derivative: (of: Expr) => Expr): Expr {
  const values = new Map(openIn(e).map(d => [d, derivative((d as Call).args[0] as Expr)]))
  return canonical(replaced(e, values))
}

/** The same tree with parts replaced, each wherever it stands; what stands within a replaced part is left. */
export function replaced(e: Expr, parts: ReadonlyMap<Expr, Expr>): Expr {
  if (parts.size === 0) return e
  const done = new Map<Expr, Expr>(parts)
  for (const n of postorder(e, c => !done.has(c))) {
    if (done.has(n)) continue
    const args = n.kind === 'call' ? n.args.map(a => done.get(a) as Expr) : []
    done.set(n, n.kind === 'call' && args.some((a, k) => a !== n.args[k]) ? withArgs(n, args) : n)
  }
  return done.get(e) as Expr
}

/** The call of other arguments; a sum in a sum needs no brackets, and factors of one that came in go without saying. */
function withArgs(e: Call, args: readonly Expr[]): Expr {
  if (e.head === SIGN.plus) return joined(SIGN.plus, args.flatMap(termsOf))
  if (e.head !== SIGN.times) return rawCall(e.head, args, e.singular)
  const kept = args.filter((a, k) => a !== WRITTEN_ONE || a === e.args[k])
  return kept.length === 0 ? WRITTEN_ONE : joined(SIGN.times, kept)
}
