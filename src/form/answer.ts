/**
 * The derivative as a textbook prints it: a normal form chosen among a few (as differentiated; one bar, factored with the number in
 * front; expanded in falling degree) by what people dislike (cost.ts), seen beside the problem, whose brackets, arguments, roots and
 * decimals it keeps. No search: each part of the problem is finished once. Problems beyond a size keep the canonical form.
 */
import { hasParts } from '../diff/parts.js'
import { branches, hasPoints, settledTies } from '../diff/ties.js'
import { list, zero } from '../expr/build.js'
import { type Expr, isCall, mapped, rawCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { contains, postorder, someCall } from '../expr/walk.js'
import type { Domain } from '../simplify/facts.js'
import { arranged, isMonomial, positiveFirst } from './arrange.js'
import { absorbed, cleared } from './clear.js'
import { collected, FEW, gathered } from './collect.js'
import { Costs, functionBefore, hasBar } from './cost.js'
import { Draft, type Known } from './draft.js'
import { dividedOut, hasBrackets, opened, opens, reopened } from './expand.js'
import { factorings, fractionApart, type Offers } from './factor.js'
import type { Habits, Order } from './habits.js'
import { exponentialOf, mixesRoots } from './identities.js'
import { habitsOf, LARGEST } from './likes.js'
import { shiftsOf, unshifted } from './shift.js'
import { withSign } from './signs.js'
import { type Stage, slope } from './slope.js'
import {
  dividedBy,
  exponentOf,
  type Factor,
  factorTerm,
  flattened,
  merged,
  rational,
  type Sum,
  type Term,
  times,
  type Unit,
  valueOfSum,
} from './term.js'

/** Answers with more terms are left as they came. */
const MOST_TERMS = 24
const MOST_FACTORS = 160
/** So many terms may come out of the brackets of a sum, or of one product, where all are opened: what is longer nobody likes better. */
const MOST_OPENED = 24
const MOST_OF_ONE = 8
/** Leaves and heads, written out, in all the sums that are finished on the way to an answer: in problems of textbooks up to 116. */
const MOST_WORK = 2500
/** A sum whose terms came one by one stays one, unless another form is so much shorter. */
const CAME_SO = 2
/** A product in place of a sum must save so much; less where fractions come under one bar. */
const FACTORED = 1.25
const OVER_ONE_BAR = 0.25
/** A bracket below a function, or within another, stays closed beside it: (x - 1)*(3 - 2*(x - 1)^2)*e^(-(x - 1)^2). */
const KEPT = 3

export interface AnswerOptions {
  readonly domain?: Domain
  /** Puts in what is known of the caller's functions. */
  readonly known?: Known
  /** What is to be used on the answer as a whole; where it changes something the pieces keep their writing. */
  readonly whole?: (e: Expr) => Expr
  /** Whether that is to be used on answers without branches as well. */
  readonly decisive?: boolean
  readonly order?: Order
  /** Whether it is differentiated by more than one variable: then what each makes of it is kept apart. */
  readonly several?: boolean
  /** Canonical forms of what was read for other problems of one call. */
  readonly values?: Map<Expr, Expr>
}

/** A derivative as it is written, and what that is in canonical form. */
export interface Answer {
  readonly written: Expr
  readonly value: Expr
}

/** A problem, written or canonical, read once for all that it is differentiated by. */
export class Problem {
  readonly #problem: Expr
  readonly #options: AnswerOptions
  readonly #habits: Habits | undefined
  readonly #mayTie: boolean
  #reading: Draft | undefined

  constructor(given: Expr, options: AnswerOptions = {}) {
    const habits = habitsOf(given, options)
    const problem = habits?.parts.at(-1) ?? given
    this.#problem = problem
    this.#options = options
    const plain = habits && !habits.valueless ? habits.canonical(problem) : undefined
    // What has no value and parts of complex numbers are for the canonical form.
    this.#habits = plain === undefined || hasParts(plain) ? undefined : habits
    this.#mayTie = plain !== undefined && someCall(plain, n => branches(n.head))
  }

  /** The derivative; undefined where the problem is too large. */
  by(variable: Expr): Answer | undefined {
    const habits = this.#habits
    const plain = habits?.canonical(this.#problem)
    // Branches that hold at single points are for the canonical form, too.
    if (habits === undefined || plain === undefined || (this.#mayTie && hasPoints(plain, variable))) return undefined
    const draft = this.#draft(variable, habits)
    const costs = new Costs(variable, habits)
    let left = MOST_WORK
    const direct = slope(this.#problem, draft, (s, stage) => {
      for (const t of s) for (const f of t.factors) left -= f.unit.value.size
      return left < 0 ? undefined : best(s, draft, costs, stage)
    })
    if (direct === undefined) return undefined
    const [found, its] = this.#inBracket(direct, variable, habits, costs) ?? [direct, draft]
    const { whole, decisive } = this.#options
    const answered = (s: Sum): Answer => {
      const written = its.written(s)
      return { written, value: habits.canonical(written) }
    }
    if (!this.#mayTie && !decisive) return answered(found)
    const value = valueOfSum(found)
    const settled = this.#mayTie ? settledTies(plain, value, variable) : value
    const changed = whole?.(settled) ?? settled
    return answered(changed === value ? found : its.of(changed))
  }

  /** The answer in which the one bracket that the variable stands in stays closed, where people like it better: ((x - m)^2 - 1)*e^(x - m). */
  #inBracket(direct: Sum, variable: Expr, habits: Habits, costs: Costs): readonly [Sum, Draft] | undefined {
    const shifts = shiftsOf(variable, habits, x => direct.some(t => isOpened(t, x)))
    const last = shifts.at(-1)
    if (last === undefined) return undefined
    const { domain, known = e => e, order, values } = this.#options
    const options = { ...(domain && { domain }), ...(order && { order }), ...(values && { values }), known }
    const answer = new Problem(last.problem, options).by(variable)
    if (answer === undefined) return undefined
    // Its pieces are read anew: equal ones may be written otherwise in the direct answer.
    const draft = Draft.of(variable, habits, known)
    const own = shifts.find(s => s.of === variable)
    const front = own && draft.bracket(draft.of(own.slope))
    const written = draft.of(unshifted(answer.written, shifts))
    const found = front ? written.map(t => absorbed(times(t, front), draft)) : written
    for (const u of coefficientsIn(found, variable)) u.leads = true
    // Below a function, or within another bracket, it stands in any case.
    const value = habits.canonical(last.bracket)
    const holds = ({ unit, exponent }: Factor): boolean =>
      unit.value !== value && (contains(unit.value, value) || contains(draft.exponentWriting(exponent), last.bracket))
    const within = direct.some(t => t.factors.some(holds))
    return costs.of(found) < costs.of(direct) + (within ? KEPT : 0) ? [found, draft] : undefined
  }

  #draft(variable: Expr, habits: Habits): Draft {
    const old = this.#reading?.beside(variable)
    if (old !== undefined) return old
    const fresh = Draft.of(variable, habits, this.#options.known ?? (e => e))
    if (!this.#options.several) return fresh
    this.#reading = fresh
    return fresh.beside(variable) as Draft
  }
}

/** The answer to a problem, written or canonical; undefined where the problem is too large. */
export function answer(problem: Expr, variable: Expr, options: AnswerOptions = {}): Answer | undefined {
  if (!isCall(problem, 'list')) return new Problem(problem, options).by(variable)
  if (postorder(problem).length > LARGEST) return undefined
  const items = problem.args.map(item => answer(item, variable, options))
  if (!items.every(i => i !== undefined)) return undefined
  return {
    written: rawCall(
      'list',
      items.map(i => i.written),
    ),
    value: list(items.map(i => i.value)),
  }
}

/** The form that people dislike least. */
export function best(given: Sum, draft: Draft, costs: Costs, { joint, inner, again }: Stage): Sum {
  const clear = tidied(given, draft)
  if (clear.length < 2 && !clear.some(t => mayImprove(t, inner, again))) return clear
  const plain = joint ? clear : arranged(clear, draft.variable)
  const work = plain.reduce((n, t) => n + t.factors.length, 0)
  if (plain.length > MOST_TERMS || work > MOST_FACTORS) return plain
  // Powers that came one by one stay so, 1/x + 2/x^2, but for such as 0.06*T/v^0.84 - 1.8/v^0.84.
  if (joint && plain.every(isMonomial) && !isOverOnePower(plain, draft.variable)) return plain
  const bracketed = hasBrackets(plain)
  const expanded = opened(plain, plain.length === 1 ? MOST_OF_ONE : MOST_OPENED)
  // The chain rule of a power of a bracket is what one expects: 4*(2*x - 3), 3*(x^2 - 1/x)^2*(2*x + 1/x^2).
  const chained =
    plain.length === 1 &&
    plain[0]?.factors.some(f => f.unit.own && f.unit.kind === 'sum' && (wholeOf(f.exponent) ?? 0) > 0)
  // Terms that cancel did not come so: y*(1 - sigmoid(x)) - (1 - y)*sigmoid(x).
  const cancels = joint && bracketed && expanded !== undefined && expanded.length <= plain.length
  const malus = cancels ? CAME_SO / 2 : joint ? CAME_SO : plain.some(hasBar) ? OVER_ONE_BAR : FACTORED
  const contest = new Contest(plain, draft, costs)
  if (given.length === 1 && plain !== given && given.every(isInnerSlope)) contest.enter(given, 0)
  if (expanded !== undefined && (bracketed || expanded.length < plain.length))
    contest.offer(
      !joint || expanded.every(isMonomial)
        ? arranged(expanded, draft.variable)
        : cancels
          ? positiveFirst(expanded)
          : expanded,
      joint ? CAME_SO / 2 : chained ? CAME_SO : 0,
    )
  const mixed = mixesRoots(expanded ?? plain)
  const apart = expanded && !mixed ? fractionApart(expanded, draft) : undefined
  if (apart !== undefined) contest.offer(apart, joint ? CAME_SO / 2 : 0)
  const split = plain.length === 1 ? dividedOut(plain[0] as Term) : undefined
  if (split !== undefined) contest.offer(split, 0)
  const offers: Offers = { costs, offer: s => contest.offer(s, malus) }
  const factoring = mixed ? undefined : factorings(plain, draft, offers, expanded)
  for (const open of reopened(plain)) {
    contest.offer(open, plain.length === 1 ? CAME_SO : open.length > plain.length ? FACTORED : 0)
    factorings(open, draft, offers, undefined, factoring)
  }
  const signed = withSign(expanded ?? plain, draft)
  if (signed !== undefined) factorings(signed, draft, { costs, offer: s => contest.offer(s, 0) })
  const byPowers =
    expanded && draft.habits.hasCoefficients ? collected(arranged(expanded, draft.variable), draft) : undefined
  if (byPowers !== undefined) contest.offer(byPowers, joint ? CAME_SO / 2 : 0)
  for (const terms of bracketed && expanded !== undefined ? [plain, expanded] : [plain]) {
    const byFunctions = gathered(terms, draft, terms === plain ? FEW.came : FEW.opened)
    if (byFunctions !== undefined) contest.offer(byFunctions, joint ? CAME_SO / 2 : 0)
  }
  const before = functionBefore(plain)
  if (before !== undefined) {
    const front = factorTerm(before.unit, before.exponent)
    contest.offer([times(front, draft.bracket(merged(dividedBy(plain, front))))], malus)
  }
  const exponential = exponentialOf(plain, draft)
  if (exponential !== undefined) contest.offer(exponential, 0)
  return contest.winner
}

/** A sum that costs so many times the best so far has not to be tidied. */
const HOPELESS = 1.5

/** The least disliked of the forms that were offered, the first of several. */
class Contest {
  winner: Sum
  readonly #plain: Sum
  readonly #draft: Draft
  readonly #costs: Costs
  #least: number | undefined

  constructor(plain: Sum, draft: Draft, costs: Costs) {
    this.winner = plain
    this.#plain = plain
    this.#draft = draft
    this.#costs = costs
  }

  /** What the best so far costs. Most answers have no other form, and are not counted. */
  get least(): number {
    this.#least ??= this.#costs.of(this.#plain)
    return this.#least
  }

  /** A form, and what is to be saved by it. */
  offer(s: Sum, extra: number): void {
    const { least } = this
    if (s.length > 1 && this.#costs.of(s, HOPELESS * least) >= HOPELESS * least) return
    this.enter(tidied(s, this.#draft), extra)
  }

  /** The same of a form that is to stay as it is. */
  enter(tidy: Sum, extra: number): void {
    const { least } = this
    const isKept = tidy.length === this.#plain.length || keepsBracket(tidy, this.#draft)
    const cost = this.#costs.of(tidy, least) + (isKept ? 0 : extra)
    if (cost >= least) return
    this.winner = tidy
    this.#least = cost
  }
}

/** Each term cleared, like ones collected. */
function tidied(s: Sum, draft: Draft): Sum {
  if (s.length !== 1) return flattened(merged(mapped(s, t => cleared(t, draft))))
  const only = cleared(s[0] as Term, draft)
  return only.above.isZero() ? [] : only === s[0] ? s : [only]
}

/** Whether a letter stands in a term outside the brackets of the problem, or in a bracket within brackets. */
const isOpened = (t: Term, x: Expr): boolean =>
  t.factors.some(
    ({ unit: u }) =>
      u.value === x ||
      (isBracket(u) && !u.own && stands(u, x) && (u.terms as Sum).some(s => isNested(s, x) || isOpened(s, x))),
  )

const isNested = (t: Term, x: Expr): boolean =>
  t.factors.some(({ unit: u }) => isBracket(u) && (u.terms as Sum).some(s => s.factors.some(f => isPlain(f.unit, x))))

/** A bracket of letters alone, none in an exponent. */
const isPlain = (u: Unit, x: Expr): boolean =>
  isBracket(u) &&
  stands(u, x) &&
  (u.terms as Sum).every(t => isMonomial(t) && t.factors.every(f => f.exponent.kind === 'num'))

/** Brackets without the variable, and those in brackets: (a + b - 2)*x^2 + (a - 1)*x. */
const coefficientsIn = (s: Sum, x: Expr): readonly Unit[] =>
  s
    .flatMap(t => t.factors.flatMap(({ unit: u }) => [u, ...(u.terms ?? []).flatMap(v => v.factors.map(f => f.unit))]))
    .filter(u => isBracket(u) && !stands(u, x))

const isBracket = (u: Unit): boolean => u.kind === 'sum' && u.terms !== undefined
const stands = (u: Unit, x: Expr): boolean => contains(u.value, x)

/**
 * Whether a product may have another form: one without brackets has none, nor before it is the answer one of brackets of the problem, from
 * which nothing is to be cancelled.
 */
function mayImprove({ factors }: Term, inner: boolean, again: boolean): boolean {
  let [found, isBarred, isAbove] = [false, false, true]
  for (const f of factors) {
    if (f.unit.kind !== 'sum') continue
    if (!f.unit.own) return !again
    found = true
    isBarred ||= (f.unit.terms as Sum).some(hasBar)
    isAbove &&= opens(f)
  }
  return found && (isBarred || (isAbove ? !inner : !again))
}

/** A product with a bracket of the problem above the bar, which all terms of its derivative share. */
const keepsBracket = (s: Sum, draft: Draft): boolean =>
  s.length === 1 &&
  (s[0] as Term).factors.some(
    f =>
      f.unit.own && f.unit.kind === 'sum' && (wholeOf(f.exponent) ?? 0) > 0 && contains(f.unit.value, draft.variable),
  )

/** Whether fractions in a product stand in brackets of its own above the bar: what clears them of these may cost more than they do. */
const isInnerSlope = (t: Term): boolean =>
  t.factors.some(f => !f.unit.own && isBarred(f)) && !t.factors.some(f => f.unit.own && isBarred(f))

const isBarred = ({ unit }: Factor): boolean => unit.kind === 'sum' && (unit.terms as Sum).some(hasBar)

/** Whether all terms are divided by one and the same power of a letter. */
function isOverOnePower([first, ...others]: Sum, x: Expr): boolean {
  const power = first?.factors.find(f => f.unit.value === x)
  if (power === undefined || (rational(power.exponent)?.sign() ?? 1) > 0) return false
  return others.every(t => equal(exponentOf(power.unit, t) ?? zero, power.exponent))
}
