/**
 * Taylor coefficients of an expression at a point, by arithmetic of power series over its distinct nodes, so that no high derivative of the
 * whole is ever taken: those of single functions are enough. Quotients whose parts both vanish are expanded as far as their first term,
 * so removable singularities are seen (sin(x)/x at 0). Raises `DomainError` at poles, kinks and jumps.
 */

import { attempted } from '../attempt.js'
import { BudgetError, DomainError, ShapeError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { substitute } from '../evaluate/subs.js'
import { unrolled } from '../evaluate/unrolled.js'
import { binderOf } from '../expr/binders.js'
import { call, div, e as euler, log, minusOne, mul, num, one, pow, sum, zero } from '../expr/build.js'
import { readFormal } from '../expr/formal.js'
import { type Call, type Expr, isCall, isValueless, sym } from '../expr/node.js'
import { contains, hasCall, postorder } from '../expr/walk.js'
import { notesOf } from '../functions/numerics.js'
import { row } from '../functions/table.js'
import { foresee, spend, stepsLeft } from '../work.js'
import { Branches } from './branch.js'
import { beyond, boundOf } from './continuation.js'
import { derivative } from './derivative.js'
import {
  coefficient,
  composedSeries,
  constantSeries,
  exponentialCoefficients,
  logarithmCoefficients,
  normal,
  plusSeries,
  powerSeries,
  type Series,
  sparing,
  TooShort,
  timesSeries,
  topOf,
  type Values,
} from './series.js'
import { integralSeries, LOGARITHM, powerFromSide, requirePositive, type Side, signOf, slopeSeries } from './side.js'

/** Stands for the argument of a function. No text has such a name. */
const ARGUMENT = sym('[argument]')

/** So many more powers are computed where the first ones cancel, one attempt after the other. */
export const MORE: readonly number[] = [0, 2, 6, 14, 30]

/** The coefficients of (x - at)^0 to (x - at)^order. */
export function taylorCoefficients(f: Expr, x: Expr, at: Expr, order: number, values: Values): Expr[] {
  // Each series is a list of so many coefficients.
  spend(16 * (order + 1))
  for (const more of MORE) {
    try {
      const s = new Expansion(x, at, order + 1 + more, values).of(f)
      if (s.low < 0 && s.terms.length > 0) throw new DomainError(`the function has a pole where ${x} is ${at}`, 'pole')
      if (topOf(s) <= order) continue
      return Array.from({ length: order + 1 }, (_, k) => sparing(values).settle(coefficient(s, k)))
    } catch (error) {
      if (!(error instanceof TooShort)) throw error
    }
  }
  throw new DomainError(`no power series is found where ${x} is ${at}`, 'no-series')
}

/** The Laurent series in powers of x - at, with so many powers known. Raises `DomainError` where there is none, `TooShort` where more are needed. */
export const laurentSeries = (f: Expr, x: Expr, at: Expr, top: number, values: Values): Series =>
  new Expansion(x, at, top, values).of(f)

/** How often each node of a coefficient is looked at, at least. */
const LOOKS = 8
/** So many nodes tell what the others take at least, these having perhaps taken some times as much. */
const FIRST = 32
const UNEVEN = 2

export class Expansion {
  readonly #x: Expr
  readonly #at: Expr
  readonly #top: number
  readonly #values: Values
  readonly #side: Side | undefined
  readonly #branches: Branches
  readonly #moving = new Map<Expr, boolean>()
  /** Functions that are being written otherwise. */
  readonly #open = new Set<string>()
  /** Coefficients of functions found, by function and place: what is nested is often the same. */
  readonly #found = new Map<Expr, Map<Expr, Expr[] | undefined>>()

  /** With a side, the powers are those of s, x = at ± s^root, and coefficients may have the logarithm of s. */
  constructor(x: Expr, at: Expr, top: number, values: Values, side?: Side) {
    this.#x = x
    this.#at = at
    this.#top = top
    this.#values = sparing(values)
    this.#branches = new Branches(x, at, this.#values)
    this.#side = side
  }

  of(f: Expr): Series {
    const known = new Map<Expr, Series>()
    // Perhaps; looking for certain would look through the whole of each.
    const moves = (c: Expr): boolean => (c.mask & this.#x.mask) === this.#x.mask
    const nodes = postorder(
      f,
      c => c !== this.#x && !isCall(c, 'piecewise') && binderOf(c.head) === undefined && moves(c),
    )
    // The coefficients of each are looked at whole.
    foresee(LOOKS * nodes.reduce((all, n) => all + Math.min(n.size, nodes.length), 0))
    const begun = stepsLeft()
    for (const [k, n] of nodes.entries()) {
      this.#moves(n)
      known.set(n, this.#node(n, known))
      // Those still to come are as long as those before, or longer.
      if (k >= FIRST) foresee(((begun - stepsLeft()) / (k + 1)) * ((nodes.length - k) / UNEVEN))
    }
    return known.get(f) as Series
  }

  #node(n: Expr, known: ReadonlyMap<Expr, Series>): Series {
    const { isZero } = this.#values
    if (n === this.#x) return plusSeries([this.#constant(this.#at), this.#step()], isZero)
    if (n.kind !== 'call' || !this.#moves(n)) return this.#constant(n)
    const args = n.args.map(a => known.get(a) as Series)
    switch (n.head) {
      case 'add':
        return plusSeries(args, isZero)
      case 'mul':
        return args.reduce((a, b) => timesSeries(a, b, isZero))
      case 'pow':
        return this.#power(n, args as [Series, Series])
      case 'piecewise':
        return this.of(this.#branches.of(n))
      case 'list':
      case 'index':
        throw new ShapeError('a series is that of a scalar, not of a list')
      default:
        return binderOf(n.head) === undefined ? this.#function(n, args) : this.#bound(n)
    }
  }

  /** Whether the variable is in it, by its arguments where these are known. */
  #moves(e: Expr): boolean {
    const known = this.#moving.get(e)
    if (known !== undefined) return known
    const isKnown = e.kind === 'call' && e.args.length > 0 && e.args.every(a => this.#moving.has(a))
    const found = isKnown && e !== this.#x ? e.args.some(a => this.#moving.get(a) === true) : contains(e, this.#x)
    this.#moving.set(e, found)
    return found
  }

  #constant(c: Expr): Series {
    return constantSeries(this.#values.isZero(c) ? zero : c, this.#top)
  }

  /** The series t. */
  #step(): Series {
    const { sign, root } = this.#side ?? { sign: 1, root: 1 }
    const terms = [num(sign), ...new Array<Expr>(this.#top).fill(zero)]
    return { low: root, terms: terms.slice(0, Math.max(1, this.#top - root)) }
  }

  #power(n: Call, [base, exponent]: [Series, Series]): Series {
    const { isZero, settle } = this.#values
    const [b, p] = n.args as [Expr, Expr]
    if (!this.#moves(p))
      return this.#side === undefined ? powerSeries(base, p, this.#top) : powerFromSide(base, p, this.#top)
    if (!this.#moves(b)) {
      const at = regular(exponent, n)
      const rate = isCall(b, 'e') ? num(1) : settle(log(b))
      return composedSeries(exponent, k => exponentialCoefficients(settle(pow(b, at)), rate, k), this.#top, isZero)
    }
    const power = timesSeries(exponent, this.#logarithm(base, n), isZero)
    const at = regular(power, n)
    return composedSeries(power, k => exponentialCoefficients(settle(pow(euler, at)), num(1), k), this.#top, isZero)
  }

  #logarithm(s: Series, n: Call): Series {
    const { isZero, settle } = this.#values
    const [lead] = s.terms
    if (this.#side !== undefined && s.low !== 0 && lead !== undefined) {
      requirePositive(lead)
      const unit = composedSeries(
        { low: 0, terms: s.terms.map(c => div(c, lead)) },
        k => logarithmCoefficients(one, zero, k),
        this.#top,
        isZero,
      )
      return plusSeries([this.#constant(sum([settle(log(lead)), mul(num(s.low), LOGARITHM)])), unit], isZero)
    }
    const at = regular(s, n)
    if (isZero(at)) throw new DomainError(`${n} has no power series where its logarithm is infinite`, 'pole')
    return composedSeries(s, k => logarithmCoefficients(at, settle(log(at)), k), this.#top, isZero)
  }

  /** A function of the table, or an unknown one. */
  #function(n: Call, args: readonly Series[]): Series {
    const moving = new Set(n.args.flatMap((a, k) => (this.#moves(a) ? [k] : [])))
    const [k] = moving
    if (k === undefined) return this.#constant(n)
    if (n.head === 'log' && n.args.length === 1) return this.#logarithm(args[0] as Series, n)
    const turned = this.#turned(n, args[0] as Series)
    if (turned !== undefined) return turned
    const values = n.args.map((a, j) => (moving.has(j) ? regular(args[j] as Series, n) : a))
    this.#refuseKinks(n, values)
    refuseSlopesOfPoles(n, values)
    if (moving.size > 1) return this.#byDerivatives(n, this.#x, this.#at)
    const only = call(
      n.head,
      n.args.map((a, j) => (j === k ? ARGUMENT : a)),
    )
    const at = values[k] as Expr
    const coefficients = this.#coefficients(only, at)
    if (coefficients === undefined) return this.#atPole(n, k, at, args[k] as Series)
    return composedSeries(
      args[k] as Series,
      count =>
        count <= coefficients.length
          ? coefficients.slice(0, count)
          : (this.#derivatives(only, ARGUMENT, at, count) as Expr[]),
      this.#top,
      this.#values.isZero,
    )
  }

  #coefficients(only: Expr, at: Expr): Expr[] | undefined {
    const known = this.#found.get(only) ?? new Map<Expr, Expr[] | undefined>()
    this.#found.set(only, known)
    if (!known.has(at)) known.set(at, this.#derivatives(only, ARGUMENT, at, 1 + this.#top))
    return known.get(at)
  }

  /** abs and sign of what is zero at the point, on one side of it. */
  #turned(n: Call, s: Series): Series | undefined {
    const [lead] = s.terms
    if (this.#side === undefined || (n.head !== 'abs' && n.head !== 'sign') || lead === undefined || s.low === 0)
      return undefined
    const sign = num(signOf(lead))
    return n.head === 'sign' ? this.#constant(sign) : { low: s.low, terms: s.terms.map(c => mul(sign, c)) }
  }

  /** Where the derivatives divide by zero: by another form of the function, by a few known terms, or by the series of its slope. */
  #atPole(n: Call, k: number, at: Expr, s: Series): Series {
    const other = beyond(n, k, at, this.#open)
    if (other !== undefined) {
      this.#open.add(n.head)
      const written = this.of(other)
      this.#open.delete(n.head)
      return written
    }
    const { isZero, settle } = this.#values
    const near = normal({ low: 1, terms: s.terms.slice(1) }, isZero)
    // zeta(1 + t) = 1/t + eulergamma + O(t): DLMF 25.2.4.
    if (n.head === 'zeta' && n.args.length === 1)
      return plusSeries(
        [powerSeries(near, minusOne, this.#top), constantSeries(call('eulergamma', []), near.low)],
        isZero,
      )
    const slope = settle(
      derivative(
        call(
          n.head,
          n.args.map((a, j) => (j === k ? ARGUMENT : a)),
        ),
        ARGUMENT,
      ),
    )
    if (this.#side === undefined || hasCall(slope, n.head))
      throw new DomainError(`${n.head} has no power series at ${at}`, 'pole')
    const inside = this.of(substitute(slope, new Map([[ARGUMENT.name, n.args[k] as Expr]])))
    const value = call(
      n.head,
      n.args.map((a, j) => (j === k ? at : a)),
    )
    return integralSeries(timesSeries(inside, slopeSeries(s), isZero), value, isZero)
  }

  /** A sum of few terms, term by term; else by its derivatives. */
  #bound(n: Call): Series {
    const written = writtenOut(n)
    if (written !== undefined) return this.of(written)
    const found = this.#byDerivatives(n, this.#x, this.#at)
    const open = postorder(found.terms).find(c => isCall(c, 'pow') && c.args[0] === zero)
    if (open === undefined) return found
    throw new DomainError(
      `the powers of ${this.#x} in ${n} are not known where ${this.#x} is ${this.#at}; put in numbers for its bounds`,
      'no-series',
    )
  }

  #byDerivatives(n: Call, x: Expr, at: Expr): Series {
    const found = this.#derivatives(n, x, at, this.#top)
    if (found === undefined) throw new DomainError(`${n} has no power series where ${x} is ${at}`, 'pole')
    const { isZero } = this.#values
    return composedSeries(this.#node(x, new Map()), count => found.slice(0, count), this.#top, isZero)
  }

  #derivatives(f: Expr, x: Expr, at: Expr, count: number): Expr[] | undefined {
    const put = new Map([[leafName(x) as string, at]])
    const out: Expr[] = []
    let [d, factorial] = [f, num(1) as Expr]
    for (let k = 0; k < count; k++) {
      if (k > 0) {
        d = derivative(d, x)
        factorial = mul(factorial, num(k))
      }
      const value = substitute(d, put)
      if (isValueless(value)) return undefined
      out.push(div(this.#values.settle(value), factorial))
    }
    return out
  }

  /** A function is not smooth where its row says that pieces meet. */
  #refuseKinks(n: Call, values: readonly Expr[]): void {
    const r = row(n.head, n.args.length)
    if (r === undefined || r.lists !== undefined) return
    for (const text of notesOf(r)?.kinks ?? []) {
      const kink = boundOf(text, values)
      if (this.#values.isZero(this.#values.settle(kink)))
        throw new DomainError(
          `${n.head} is not smooth where its pieces meet, at ${this.#x} = ${this.#at}`,
          'not-smooth',
        )
    }
  }
}

/** Longer sums are not expanded term by term. */
const MOST_TERMS = 1000

/** A sum or product of numbered terms written out; undefined for others. */
const writtenOut = (n: Call): Expr | undefined =>
  attempted([DomainError, BudgetError], () => unrolled([n], new Map(), 'power series', MOST_TERMS)[0])

/** The value of a series at 0. */
function regular(s: Series, n: Call): Expr {
  const value = s.low === 0 ? s.terms[0] : undefined
  if (s.low < 0 || (value !== undefined && contains(value, LOGARITHM)))
    throw new DomainError(`${n.head} has no power series where its argument is infinite`, 'pole')
  return value ?? zero
}

/** The derivatives of a function of the table that have no formula are infinite where it is. */
function refuseSlopesOfPoles(n: Call, values: readonly Expr[]): void {
  const { name, slots, own } = readFormal(n.head)
  if (slots.length > 0 && own !== true && row(name, values.length) !== undefined && isValueless(call(name, values)))
    throw new DomainError(`${name} has a pole at ${values.join(', ')}`, 'pole')
}
