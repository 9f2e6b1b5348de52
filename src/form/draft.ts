/**
 * A problem as a person sees it, read into sums of terms (term.ts): what it has (brackets, arguments, exponents, radicands) is
 * one unit wherever it occurs and is moved as it stands; what is new is written in the usual order.
 */

import { distributed, minusOne, neg } from '../expr/build.js'
import { isCondition } from '../expr/kind.js'
import { LateMap } from '../expr/map.js'
import { append, type Call, type Expr, every, isCall, mapped, num, rawCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { isArithmetic, SIGN } from '../expr/written.js'
import { memo } from '../memo.js'
import { HALF, ONE, type Rational } from '../number/rational.js'
import type { Domain } from '../simplify/facts.js'
import { heed } from '../work.js'
import { arranged, inFallingOrder, isLiteral, isMonomial } from './arrange.js'
import { plainly } from './calls.js'
import { commonNumber } from './content.js'
import type { Habits } from './habits.js'
import { written } from './layout.js'
import { Memory } from './memory.js'
import { isConstantBase, powerOf, raised } from './powers.js'
import {
  coefficientOf,
  dividedBy,
  factorTerm,
  flattened,
  isQuotientOfDecimals,
  merged,
  negated,
  numberTerm,
  one,
  productOf,
  type Sum,
  type Term,
  times,
  Unit,
  type UnitKind,
  unity,
  valueOfSum,
} from './term.js'

/** Puts in what is known of functions, but for parts that are to be `kept`. */
export type Known = (e: Expr, kept?: readonly Expr[]) => Expr

export class Draft {
  readonly variable: Expr
  readonly habits: Habits
  /** Puts in what is known of functions: of the caller's own, and where one function takes another away. */
  readonly known: Known
  readonly #own = new Memory()
  /** What was read of the problem, when this draft is beside it. */
  readonly #base: Memory | undefined
  /** The terms of brackets, each cleared (clear.ts). */
  readonly cleared = new LateMap<Unit, Sum>()
  #count = 0
  /** Whether the problem is still being read: what is met then is its own. */
  reading = false
  /** Whether the problem is read otherwise for another variable. */
  #isBound = false

  private constructor(variable: Expr, habits: Habits, known: Known, base?: Memory, count = 0) {
    this.variable = variable
    this.habits = habits
    this.known = known
    this.#base = base
    this.#count = count
  }

  /** What a problem is read into. */
  static of(variable: Expr, habits: Habits, known: Known): Draft {
    const draft = new Draft(variable, habits, known)
    draft.reading = true
    for (const e of habits.letters) if (e.kind === 'sym') draft.#read(e)
    for (const e of habits.parts) if (isRead(e)) draft.#read(e)
    habits.learn(e => (isRead(e) ? draft.#unitsOf(draft.of(e)) : []))
    draft.reading = false
    return draft
  }

  /** A draft for a variable on which nothing is but what the problem has; undefined where the problem is read otherwise for it. */
  beside(variable: Expr): Draft | undefined {
    if (this.#isBound && variable !== this.variable) return undefined
    return new Draft(variable, this.habits, this.known, this.#own, this.#count)
  }

  #unitsOf(s: Sum): Unit[] {
    return (s.length === 0 ? unity : this.bracket(s)).factors.map(f => f.unit)
  }

  get domain(): Domain {
    return this.habits.domain
  }

  canonical = (e: Expr): Expr => this.habits.canonical(e)

  /** How a value is written: as the problem has it, else in the usual order. */
  writingOf = (value: Expr): Expr => this.habits.writing(value) ?? this.written(this.of(value))

  /** The same of an exponent: a sum of the problem stays one, 2*(x + y); one bar over all where all terms are fractions with it, -(n + 3)/2. */
  exponentWriting = (value: Expr): Expr => {
    const own = this.habits.writing(value)
    if (own !== undefined) return own
    const s = this.of(value)
    const multiple = s.length < 2 ? undefined : this.habits.multipleOf(value)
    if (multiple !== undefined) return this.written([this.#inFront(multiple, s)])
    const front = commonNumber(s)
    const den = front.above.den
    if (s.length < 2 || front.decimal || den === 1 || !s.every(t => t.above.den === den)) return this.written(s)
    return this.written([this.#inFront(front.above, s)])
  }

  /** A sum as a number times a bracket. */
  #inFront(n: Rational, s: Sum): Term {
    const c = numberTerm(n)
    return times(c, this.bracket(dividedBy(s, c)))
  }

  /** A condition as the problem has it. */
  conditionWriting = (c: Expr): Expr => this.habits.writing(this.canonical(c)) ?? c

  /** A sum as it is written. */
  written = (s: Sum): Expr => written(s, this)

  /** The derivative of a call by an argument, made once for all variables. */
  partial(e: Call, slot: number | string, make: () => Expr): Expr {
    const { partials } = this.#base ?? this.#own
    const slots = partials.get(e) ?? new Map<number | string, Expr>()
    partials.set(e, slots)
    return memo(slots, slot, () => make())
  }

  // ── units ─────────────────────────────────────────────────────────────────────────────────────────────────────

  unit(kind: UnitKind, value: Expr, makeWritten: () => Expr, terms?: Sum): Unit {
    const old = this.#unitOf(value)
    if (old !== undefined) return old
    const id = this.#count++
    const argument = kind === 'call' && value.kind === 'call' ? value.args[0] : undefined
    const place = (argument && (this.#own.placeOf.get(argument) ?? this.#base?.placeOf.get(argument))) ?? id
    if (argument !== undefined && place === id) this.#own.placeOf.set(argument, id)
    const own = this.reading || this.habits.writing(value) !== undefined
    // What is met in reading is written before anything is learnt from it.
    const written = this.reading ? makeWritten() : makeWritten
    const unit = new Unit(id, kind, place, value, written, own, terms)
    this.#own.units.set(value, unit)
    return unit
  }

  #unitOf(value: Expr): Unit | undefined {
    return this.#own.units.get(value) ?? this.#base?.units.get(value)
  }

  #valueOf(s: Sum): Expr {
    const old = this.#own.values.get(s) ?? this.#base?.values.get(s)
    if (old !== undefined) return old
    const value = valueOfSum(s)
    this.#own.values.set(s, value)
    return value
  }

  /** A sum as one factor: its only term, or a unit in brackets; `turns`: perhaps the opposite of one that the problem has. */
  bracket(s: Sum, turns = true): Term {
    if (s.length === 1) return s[0] as Term
    if (s.length === 0) return numberTerm(ONE.sub(ONE))
    const value = this.#valueOf(s)
    const own = this.habits.writing(value)
    // What is a sum in pieces may be less in canonical form: then it is read from there.
    if (!isCall(value, 'add')) return this.bracket(this.of(value))
    // A minus sign before brackets belongs to the product: never x*(-(a + b)).
    if (own !== undefined && isCall(own, SIGN.minus)) {
      const [turned] = negated([this.bracket(this.of(own.args[0] as Expr), turns)])
      if (turned !== undefined) return turned
    }
    // b - a is -(a - b) where the problem has a - b.
    const asked = own === undefined && turns && !this.reading && this.habits.mayHaveOpposite(value)
    const opposite = asked ? neg(value) : undefined
    if (opposite !== undefined && this.habits.writing(opposite) !== undefined) {
      const [turned] = negated([this.bracket(this.of(opposite))])
      if (turned !== undefined) return turned
    }
    const old = this.#unitOf(value)
    if (old !== undefined) return factorTerm(old, one)
    // A new one begins with plus: (k*e^(-k*t) - c*e^(-c*t)).
    const given = own === undefined && !this.reading ? inFallingOrder(flattened(s), this.variable) : s
    const terms = own === undefined ? given : this.of(own)
    const writing = (): Expr => own ?? this.habits.noted(this.written(given), value)
    const unit = this.unit('sum', value, writing, terms.length > 1 ? terms : given)
    return factorTerm(unit, one)
  }

  // ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** An expression, canonical or written, in pieces. */
  of = (e: Expr): Sum => {
    heed()
    const known = this.#alreadyRead(e)
    if (known !== undefined) return known
    const own = e.kind === 'call' && !this.reading ? this.habits.writing(e) : undefined
    if (own !== undefined && own !== e) return this.of(own)
    const heads = (c: Call): boolean =>
      this.#alreadyRead(c) === undefined && isArithmetic(c) && (this.reading || (this.habits.writing(c) ?? c) === c)
    if (e.kind !== 'call' || !isArithmetic(e) || every(e.args, a => this.#alreadyRead(a) !== undefined))
      return this.#read(e)
    for (const n of postorder(e, heads)) this.#read(n)
    return this.#own.sums.get(e) as Sum
  }

  /** Reads what is made of parts that were read before. */
  #read(e: Expr): Sum {
    const old = this.#alreadyRead(e)
    if (old !== undefined) return old
    const s = this.#piece(e)
    this.#own.sums.set(e, s)
    return s
  }

  #alreadyRead = (e: Expr): Sum | undefined => this.#own.sums.get(e) ?? this.#base?.sums.get(e)

  #piece(e: Expr): Sum {
    if (e.kind === 'num') return e.value.isZero() ? [] : [numberTerm(e.value, e.decimal)]
    if (e.kind === 'sym') return [this.whole('symbol', e, e)]
    const own = this.reading ? undefined : this.habits.writing(e)
    if (own !== undefined && own !== e) return this.of(own)
    const { 0: a, 1: b } = e.args as [Expr, Expr]
    switch (e.head) {
      case 'add':
        this.#isBound = true
        return arranged(this.#sumOf(e.args), this.variable)
      case SIGN.plus: {
        const s = this.#sumOf(e.args)
        // Numbers that have come together stand last: a + b - 2.
        const isLess = (): boolean => s.length < e.args.reduce((n, a) => n + this.of(a).length, 0)
        if (!this.reading && s.every(isMonomial) && isLess()) return arranged(s, this.variable)
        if (this.reading && s.length > 1 && s.every(isLiteral)) this.#own.values.set(s, this.canonical(e))
        return s
      }
      case SIGN.minus:
        return negated(this.of(a))
      case 'mul':
      case SIGN.times:
        return this.product(mapped(e.args, this.of))
      case SIGN.over:
        return this.product([this.of(a), this.raised(this.of(b), minusOne, b)])
      case SIGN.root:
        return this.raised(this.of(a), num(HALF), a)
      case 'pow':
      case SIGN.power:
        return this.power(a, b)
      default:
        return this.#call(e)
    }
  }

  #sumOf(args: readonly Expr[]): Sum {
    const terms: Term[] = []
    for (let k = 0; k < args.length; k++) append(terms, this.of(args[k] as Expr))
    return merged(terms)
  }

  /** A unit that is no sum. */
  whole(kind: UnitKind, value: Expr, shown: Expr): Term {
    return factorTerm(
      this.unit(kind, value, () => shown),
      one,
    )
  }

  #call(e: Call): Sum {
    const value = this.canonical(e)
    if (value !== e && !(value.kind === 'call' && value.head === e.head)) return this.of(value)
    if (value.kind !== 'call') return this.of(value)
    const other = plainly(e, value, this)
    if (other !== undefined) return other
    const isKept = this.reading || e.args.length === 0 || (e !== value && value.args.some(isQuotientOfDecimals))
    const shown = isKept ? e : this.#shown(value)
    return [this.whole(e.args.length === 0 ? 'constant' : 'call', value, this.habits.writing(value) ?? shown)]
  }

  /** A call whose arguments are written as usual. */
  #shown(e: Call): Expr {
    if (isCondition(e) || e.head === 'piecewise' || e.head === 'list' || e.head === 'index' || e.head === 'diff')
      return e
    const args = e.args.map(a => (a.kind === 'call' && !isCondition(a) && a.head !== 'list' ? this.writingOf(a) : a))
    return rawCall(e.head, args)
  }

  /** base^exponent. */
  power(base: Expr, exponent: Expr): Sum {
    const value = distributed(this.canonical(exponent))
    // Exponentials are read alike for all variables.
    if (value.mask !== 0 && !isConstantBase(this.canonical(base))) this.#isBound = true
    return powerOf(base, value, () => this.#written(base, exponent), this)
  }

  #written(base: Expr, exponent: Expr): Expr {
    if (this.reading) return rawCall(SIGN.power, [base, exponent])
    return rawCall(SIGN.power, [this.writingOf(this.canonical(base)), this.exponentWriting(this.canonical(exponent))])
  }

  /** A product or sum that is raised as it stands. */
  raisedWhole(s: Sum, base: Expr): Unit {
    const t = this.bracket(s, false)
    const [only] = t.factors
    if (only !== undefined && t.factors.length === 1 && coefficientOf(t).isOne() && only.exponent === one)
      return only.unit
    return this.unit('whole', valueOfSum(s), () => (this.reading ? base : this.written(s)), s)
  }

  // ── the algebra ───────────────────────────────────────────────────────────────────────────────────────────────

  /** A product in pieces: sums stay in brackets. */
  product = (factors: readonly Sum[]): Sum => {
    if (factors.length === 1) return factors[0] as Sum
    if (factors.some(s => s.length === 0)) return []
    const product = productOf(factors.map(s => this.bracket(s)))
    const [only] = product.factors
    const opened = product.factors.length === 1 && only?.unit.kind === 'sum' && only.exponent === one
    if (opened && product.above.isOne() && product.below.isOne()) return only.unit.terms as Sum
    return product.above.isZero() ? [] : [product]
  }

  /** A power with a numeric exponent. `base` is how it is written, where it has to stay as it is. */
  raised(s: Sum, exponent: Expr, base: Expr): Sum {
    return raised(s, exponent, base, this)
  }
}

/** Whether a part of the problem is a number, and not a condition or a list. */
const isRead = (e: Expr): boolean => !isCondition(e) && !isCall(e, 'list')
