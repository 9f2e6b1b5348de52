/**
 * What a reader dislikes in a form, in pieces read: its length, and faults of form (weights from answer keys of textbooks: forms
 * with them are what people do not write). Length counts letters, numbers, functions and, lighter, signs between them.
 */

import type { Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, postorder } from '../expr/walk.js'
import { SIGN } from '../expr/written.js'
import { isLetterPower, isMonomial } from './arrange.js'
import { commonNumber, sharedIn } from './content.js'
import { isLong } from './decimals.js'
import type { Habits } from './habits.js'
import { coefficientOf, type Factor, isBase, rational, type Sum, type Term, type Unit } from './term.js'

/** The faults. */
const FAULT = {
  /** A fraction within a fraction. */
  nested: 4,
  /** x*(2*x + 3) + 5. */
  horner: 5,
  /** A term with brackets beside others, where only some of the sum is in brackets. */
  mixed: 1.5,
  /** A number before a bracket beside other terms: 2*(log(x) + 1) + 3. */
  number: 3,
  /** A coefficient in brackets: n*(n - 1)*x^2 + 2*x. */
  collected: 1,
  /** 3*(x + 1) or (x + 1)*(x + 2) beside other terms of a polynomial. */
  unopened: 2.5,
  /** Fractions of one denominator put together only in part: sin(x)/x + 2*(x*cos(x) - sin(x))/x^3. */
  halfway: 5.5,
  /** Brackets behind one and the same function: x^x*(log(x) + 1)^2 + x^x*(1/x - 1). */
  halves: 3,
  /** An exponential that the problem does not have: e^(-2*x) where it has e^(-x). */
  exponent: 2.5,
  /** Brackets within brackets; a polynomial before a function. */
  deep: 1.5,
  before: 0.75,
  /** A number or a letter that all terms of a bracket share. */
  common: 2,
  /** A term of a fraction that would stand without its bar: ((x^2 + 1)*log(x) + 2)/(x^2 + 1). */
  barred: 2,
  /** A number of more digits than one reads with ease; each digit of a whole number from the third. */
  digits: 2,
  digit: 0.5,
  /** More terms in a sum than one likes to read, each. */
  long: 1,
} as const
/** So many terms are read with ease. */
const EASY = 6

/** Costs, remembered by unit. */
export class Costs {
  readonly #variable: Expr
  readonly #habits: Habits

  constructor(variable: Expr, habits: Habits) {
    this.#variable = variable
    this.#habits = habits
  }

  /** What a sum costs, as far as that is less than a limit. */
  of(s: Sum, limit = Number.POSITIVE_INFINITY): number {
    if (s.length === 0) return 1
    let sum = s.length - 1 + FAULT.long * Math.max(0, s.length - EASY) + (functionBefore(s) ? FAULT.halves : 0)
    for (let k = 0; k < s.length && sum < limit; k++) {
      const t = s[k] as Term
      sum += this.#term(t) + (s.length > 1 ? this.#beside(t, s) : 0)
    }
    return sum
  }

  #term(t: Term): number {
    const { num, den } = t.above
    let pieces = num < 0 ? 0.5 : 0
    let above = (num === 1 || num === -1) && !(t.decimal && den !== 1) ? 0 : 1
    let below = (t.decimal ? t.below.isOne() : den === 1) ? 0 : 1
    pieces += above + below
    if (t.decimal && isLong(t.above)) pieces += FAULT.digits
    if (!t.decimal && typeof num === 'number' && (num > 99 || num < -99)) pieces += FAULT.digit * (digitsIn(num) - 2)
    const alone = t.factors.length === 1 && above + below === 0
    for (const f of t.factors) {
      if (isBelow(f) && !this.#habits.lowers(f.unit, this.#variable)) below++
      else above++
      pieces += this.#factor(f)
    }
    for (const f of t.factors) {
      const { unit } = f
      if (unit.own || unit.kind !== 'sum') continue
      const terms = unit.terms as Sum
      if (below > 0 && rational(f.exponent)?.isInteger() !== false && terms.some(hasBar)) pieces += FAULT.nested
      if (!alone && !unit.leads && sharesSomething(unit)) pieces += FAULT.common
      if (below > 0 && isBracket(f)) pieces += FAULT.barred * countBarred(terms, t)
      if (isBracket(f) && terms.some(isDeep)) pieces += terms.every(isGathered) ? FAULT.before : FAULT.deep
    }
    return pieces + 0.5 * Math.max(0, above + below - 1) + (below > 0 ? (above === 0 ? 1.5 : 0.5) : 0)
  }

  #factor(f: Factor): number {
    const q = rational(f.exponent)?.abs()
    const base = this.#unit(f.unit)
    if (q === undefined) return base + 0.8 * sizeOf(f.exponent) + (this.#isNew(f) ? FAULT.exponent : 0)
    if (q.isOne()) return base
    return base + (q.num === 1 && q.den === 2 ? 1 : q.isInteger() ? 0.8 : 1.6)
  }

  #isNew({ unit, exponent }: Factor): boolean {
    if (!isBase(unit) || exponent.mask === 0 || !this.#habits.exponents.areAny) return false
    return !this.#habits.exponents.hasExponential(exponent)
  }

  #unit(u: Unit): number {
    if (u.costIn === this) return u.cost
    const c = u.kind === 'sum' && u.terms !== undefined ? this.of(u.terms) : sizeOf(u.written)
    u.costIn = this
    u.cost = c
    return c
  }

  /** What is odd about a term beside others. */
  #beside(t: Term, s: Sum): number {
    const only = t.factors.find(isBracket)
    if (only === undefined) return 0
    const brackets = t.factors.filter(isBracket)
    if (t.factors.some(isBelow))
      return contains(only.unit.value, this.#variable) && s.some(o => o !== t && shareBar(o, t)) ? FAULT.halfway : 0
    // The problem's (a - 1) is a coefficient: (a - 1)*(1 - x) - (b - 1)*x.
    const moving = brackets.filter(f => contains(f.unit.value, this.#variable))
    if (moving.length === 0) return brackets.every(f => f.unit.own) ? 0 : FAULT.collected
    if (moving.length < 2 && moving.length < brackets.length)
      return moving.every(f => isPolynomial(f.unit)) ? 0 : FAULT.mixed
    const others = t.factors.filter(f => f !== only)
    const letters = others.every(isLetterPower)
    // Of an exponential, what is gathered is no polynomial: 4*t^3*e^t + 12*t^2*e^t, but (2*x^2 - 2*x + 1)*e^(-x) + 1.
    const isLonger = (only.unit.terms as Sum).length > 2
    const isExponential = isLonger && others.some(f => isBase(f.unit) && f.exponent.mask !== 0)
    const polynomial = brackets.every(b => isPolynomial(b.unit))
    const allPolynomial = s.every(o => o.factors.every(f => isLetterPower(f) || isPolynomial(f.unit)))
    if (polynomial && allPolynomial) {
      if (brackets.length > 1 || others.length === 0) return FAULT.unopened
      if (letters) return only.unit.own ? FAULT.unopened : FAULT.horner
    }
    if (brackets.length === 1 && others.length === 0 && coefficientOf(t).isInteger()) return FAULT.number
    // e^x*(e^x - 1) beside three that are open.
    if (s.length > EASY / 2 && 2 * s.filter(o => o.factors.some(isBracket)).length < s.length) return FAULT.mixed
    if (brackets.length === 1 && !only.unit.own) {
      return letters && others.length > 0 ? (polynomial && !isExponential ? FAULT.horner : FAULT.mixed) : 0
    }
    return 0
  }
}

const digitsIn = (n: number): number => Math.floor(Math.log10(Math.abs(n))) + 1
const isBracket = (f: Factor): boolean => f.sign > 0 && f.unit.kind === 'sum'

/** A function that is the same in all terms, where all have brackets. */
export function functionBefore(s: Sum): Factor | undefined {
  const [first, ...others] = s
  if (first === undefined || others.length === 0 || !s.every(t => t.factors.some(isBracket))) return undefined
  const isEverywhere = ({ unit, exponent }: Factor): boolean =>
    others.every(t => t.factors.some(g => g.unit === unit && equal(g.exponent, exponent)))
  return first.factors.find(f => f.unit.value.kind === 'call' && f.unit.kind !== 'sum' && isEverywhere(f))
}

/** Whether a term holds brackets, but for such as (1 + x) of the problem, and 1 - sigmoid(x), which is read as one. */
const isDeep = (t: Term): boolean =>
  t.factors.some(f => isBracket(f) && !(f.unit.own && isPolynomial(f.unit)) && !isComplement(f.unit.terms as Sum))

/** Whether brackets in a term are polynomials before a function: (x + 3)*log(x). */
const isGathered = (t: Term): boolean =>
  !isDeep(t) ||
  (t.factors.every(f => !isBracket(f) || isPolynomial(f.unit)) &&
    !t.factors.every(f => isBracket(f) || isLetterPower(f)))

const isComplement = ([a, b, ...more]: Sum): boolean =>
  a?.factors.length === 0 && b !== undefined && b.above.sign() < 0 && more.length === 0

const isPolynomial = (u: Unit): boolean => u.kind === 'sum' && (u.terms as Sum).every(isMonomial)

/** Whether a term is written with a fraction bar. */
export const hasBar = (t: Term): boolean =>
  !coefficientOf(t).isInteger() && !t.decimal ? true : t.factors.some(isBelow)

/** How many terms of a bracket have brackets to the power to which these stand below it. */
function countBarred(s: Sum, { factors }: Term): number {
  let count = 0
  for (const { unit, exponent, sign } of factors) {
    if (sign >= 0 || unit.kind !== 'sum' || exponent.kind !== 'num') continue
    const reaches = ({ unit: u, exponent: e }: Factor): boolean =>
      u === unit && e.kind === 'num' && e.value.add(exponent.value).sign() >= 0
    for (const t of s) if (t.factors.some(reaches)) count++
  }
  return count
}

/** Whether two terms are divided by powers of the same. */
const shareBar = (a: Term, b: Term): boolean =>
  a.factors.some(f => isBelow(f) && b.factors.some(g => g.unit === f.unit && isBelow(g)))

const isBelow = (f: Factor): boolean => f.sign < 0

function sharesSomething(unit: Unit): boolean {
  const { above, below } = commonNumber(unit.terms as Sum)
  return !above.abs().isOne() || !below.isOne() || sharedIn(unit).factors.length > 0
}

/** The pieces of a written tree. */
function sizeOf(e: Expr): number {
  if (e.size <= SMALL) return sizeOfSmall(e)
  const sizes = new Map<Expr, number>()
  for (const n of postorder(e)) {
    const args = n.kind === 'call' ? n.args.reduce((sum, a) => sum + (sizes.get(a) as number), 0) : 0
    sizes.set(n, n.kind === 'call' ? args + own(n.head, n.args.length) : 1)
  }
  return sizes.get(e) as number
}

/** Of a small tree by recursion, whose depth is then bounded. */
const SMALL = 64

function sizeOfSmall(e: Expr): number {
  if (e.kind !== 'call') return 1
  let sum = own(e.head, e.args.length)
  for (let k = 0; k < e.args.length; k++) sum += sizeOfSmall(e.args[k] as Expr)
  return sum
}

const own = (head: string, count: number): number => {
  switch (head) {
    case SIGN.plus:
    case 'add':
      return count - 1
    case SIGN.times:
    case SIGN.over:
    case 'mul':
      return 0.5 * (count - 1)
    case SIGN.minus:
      return 0.5
    case SIGN.power:
    case 'pow':
      return 0
    default:
      return 1
  }
}
