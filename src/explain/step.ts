/**
 * The steps of a derivative. A step is one use of a rule of diff/calculus.ts on one part of the problem, as it was written, with the
 * derivatives of the parts of that part still to be taken: `diff` calls. Its general formula is the same rule on letters.
 * Steps are of distinct parts: what occurs twice is differentiated once.
 */

import { isNonzero } from '../diff/binder.js'
import { differentiate } from '../diff/calculus.js'
import { partRule, partsIn } from '../diff/parts.js'
import { fewBetween } from '../expr/binder.js'
import { type BinderRow, binderOf } from '../expr/binders.js'
import { bindingOf } from '../expr/binding.js'
import { e, sym } from '../expr/build.js'
import { isCondition } from '../expr/kind.js'
import { type Call, type Expr, givenName, isCall, rawCall, type Sym } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, freeSymbols, postorder } from '../expr/walk.js'
import { canonical, joined, over, power, root, SIGN } from '../expr/written.js'
import { row } from '../functions/table.js'
import { termsOf } from './notation.js'
import { WRITTEN, type Writing, withoutBar, written } from './written-algebra.js'

/** The rules by their stable names. */
export type RuleId =
  | 'constant'
  | 'variable'
  | 'sum'
  | 'constant-multiple'
  | 'product'
  | 'quotient'
  | 'reciprocal'
  | 'power'
  | 'root'
  | 'exponential'
  | 'natural-exponential'
  | 'general-power'
  | 'function'
  | 'unknown-function'
  | 'several-arguments'
  | 'extreme'
  | 'complex-part'
  | 'piecewise'
  | 'list'
  | 'sum-over-index'
  | 'product-over-index'
  | 'under-integral'
  | 'fundamental-theorem'
  | 'leibniz'

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
    if (n.kind !== 'call' || seen.has(n)) continue
    seen.add(n)
    if (n.head === 'diff') found.add(n)
    else pending.push(...n.args.toReversed())
  }
  return [...found]
}

/** The derivative of an argument, still to be taken; of lists entry by entry, however deep they are. */
function openWriting(e: Expr, x: Expr): Writing {
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
    const { value } = differentiate(of, d, x, WRITTEN)
    const instance = written(value)
    const rule = ruleOf(of, d)
    const [only] = moving
    const chained = CHAINED.has(rule) && only !== undefined && !isVariable(only, x) && !isCall(only, 'list')
    return { rule, of, instance, open: openIn(instance), inner: chained ? only : undefined }
  }
}

/** Rules of one expression within another: with u in place of x they are chain rules. */
const CHAINED: ReadonlySet<RuleId> = new Set([
  'reciprocal',
  'power',
  'root',
  'exponential',
  'natural-exponential',
  'function',
  'unknown-function',
] satisfies RuleId[])

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

/** A rule in letters: what is differentiated, and its derivative. */
export interface Formula {
  readonly left: Expr
  readonly right: Expr
}

/** A letter that is not the variable. */
export function letter(wanted: string, taken: ReadonlySet<string>): Expr {
  const names = [wanted, ...'uvwpqrstgh']
  return sym(names.find(name => !taken.has(name)) ?? `${wanted}_0`)
}

/**
 * The general formula of a step: its rule, by the same computation, on letters. Undefined where the instance says it all. `u` is the name
 * that stands for the expression within.
 */
export function formulaOf(step: Step, x: Expr, u: Expr | undefined): Formula | undefined {
  const general = generalOf(step, x, u)
  if (general === undefined) return undefined
  const functions = freeSymbols(general.functions)
  if (general.moving !== undefined) {
    const d = general.of.args.map(a =>
      !general.moving?.has(a) ? WRITTEN.zero : isVariable(a, x) ? WRITTEN.one : WRITTEN.of(open(a, x)),
    )
    const slopes = d.map(WRITTEN.value)
    const right = binderOf(general.of.head)?.slopeOf(general.of, slopes, x, canonical, general.isNonzero)
    return right && { left: open(general.of, x), right }
  }
  const d = general.of.args.map(a =>
    isVariable(a, x) ? WRITTEN.one : functions.has(String(a)) ? WRITTEN.of(open(a, x)) : WRITTEN.zero,
  )
  return { left: open(general.of, x), right: written(differentiate(general.of, d, x, WRITTEN).value) }
}

interface General {
  readonly of: Call
  /** The letters that stand for functions of the variable. */
  readonly functions: readonly Expr[]
  /** The arguments that move, where they are no letters. */
  readonly moving?: ReadonlySet<Expr>
  /** Whether the body is known to be nowhere zero. */
  readonly isNonzero?: (e: Expr) => boolean
}

/**
 * A sum, product or integral of f(k, x) between letters; bounds that move are letters too, or the variable itself. Which rule a product
 * takes depends on how many factors there are, and on whether they may vanish.
 */
function binderInLetters(of: Call, x: Expr, taken: ReadonlySet<string>): General | undefined {
  const binding = bindingOf(of)
  if (binding === undefined) return undefined
  const { variable, from, to, body } = binding
  const used = new Set([...taken, givenName(variable)])
  const [f, a, b] = ['f', 'a', 'b'].map(name => letter(name, used)) as [Sym, Expr, Expr]
  const canVanish = !isNonzero(canonical(body))
  const isCounted = of.head === 'prod' && canVanish && fewBetween(canonical(from), canonical(to)) !== undefined
  const bound = (e: Expr, name: Expr): Expr => (isVariable(e, x) ? x : isCounted ? e : name)
  const inside = rawCall(f.name, depends(body, x) ? [variable, x] : [variable])
  const general = rawCall(of.head, [variable, bound(from, a), bound(to, b), inside])
  const moving = new Set(general.args.filter((_, k) => k > 0 && depends(of.args[k] as Expr, x)))
  return { of: general, functions: [], moving, isNonzero: () => !canVanish }
}

function generalOf({ rule, of, inner }: Step, x: Expr, u: Expr | undefined): General | undefined {
  const taken = freeSymbols([x, ...(u ? [u] : [])])
  const [f, g, c, n, a] = ['f', 'g', 'c', 'n', 'a'].map(name => letter(name, taken)) as [Expr, Expr, Expr, Expr, Expr]
  const within = inner === undefined ? x : (u ?? letter('u', taken))
  const one = (whole: Expr): General => ({ of: whole as Call, functions: [within] })
  const two = (whole: Expr): General => ({ of: whole as Call, functions: [f, g] })
  switch (rule) {
    case 'sum':
      return two(rawCall(SIGN.plus, [f, g]))
    case 'constant-multiple':
      return { of: rawCall(SIGN.times, [c, f]), functions: [f] }
    case 'product': {
      const functions = [f, g, letter('h', taken), letter('p', taken)].slice(0, movingFactors(of as Call, x))
      return { of: rawCall(SIGN.times, functions), functions }
    }
    case 'quotient':
      return two(over(f, g))
    case 'reciprocal':
      return one(over(WRITTEN_ONE, within))
    case 'power':
      return one(power(within, n))
    case 'root':
      return one(root(within))
    case 'exponential':
      return one(power(a, within))
    case 'natural-exponential':
      return one(power(e, within))
    case 'general-power':
      return two(power(f, g))
    case 'function':
    case 'unknown-function':
      return one(applied(of as Call, inner ?? x, within, taken))
    case 'sum-over-index':
    case 'product-over-index':
    case 'under-integral':
    case 'fundamental-theorem':
    case 'leibniz':
      return binderInLetters(of as Call, x, taken)
    case 'several-arguments':
    case 'extreme':
    case 'complex-part':
    case 'piecewise':
    case 'list':
    case 'constant':
    case 'variable':
      return undefined
    default:
      return rule satisfies never
  }
}

/** How many functions the rule of a product is told of: those that move, or two of many. */
function movingFactors(of: Call, x: Expr): number {
  const moving = of.args.filter(a => depends(a, x)).length
  return moving > MOST_FACTORS ? 2 : moving
}
const MOST_FACTORS = 4

const WRITTEN_ONE = written(WRITTEN.one)

/** The call with a letter for what moves, and letters for other arguments that are not plain. */
function applied(of: Call, moving: Expr, within: Expr, taken: ReadonlySet<string>): Call {
  const used = new Set([...taken, ...freeSymbols(within)])
  const args = of.args.map(arg => {
    if (arg === moving || isVariable(arg, moving)) return within
    if (arg.kind !== 'call' || arg.args.length === 0) return arg
    const name = letter('a', used)
    used.add(String(name))
    return name
  })
  return rawCall(of.head, args)
}

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
