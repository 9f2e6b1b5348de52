/**
 * Taylor coefficients of an expression at a point, by arithmetic of power series over its distinct nodes, so that no high derivative of the
 * whole is ever taken: those of single functions are enough. Quotients whose parts both vanish are expanded as far as their first term,
 * so removable singularities are seen (sin(x)/x at 0). Raises `DomainError` at poles, kinks and jumps.
 */
import { BudgetError, DomainError, ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { unrolled } from '../evaluate/unrolled.js'
import { binderOf } from '../expr/binders.js'
import { add, call, div, e as euler, log, mul, num, pow, sub, zero } from '../expr/build.js'
import { RELATIONS } from '../expr/kind.js'
import { type Call, type Expr, isCall, isValueless, sym } from '../expr/node.js'
import { contains, fold, hasCall, postorder, withArgs } from '../expr/walk.js'
import { notesOf } from '../functions/numerics.js'
import { ARGUMENTS } from '../functions/row.js'
import { row } from '../functions/table.js'
import { parse } from '../parse/parse.js'
import { instantiate } from '../rewrite/match.js'
import { recurrenceOf } from '../rules/recurrences.js'
import { spend } from '../work.js'
import { derivative } from './derivative.js'
import {
  coefficient,
  composedSeries,
  constantSeries,
  exponentialCoefficients,
  type IsZero,
  logarithmCoefficients,
  plusSeries,
  powerSeries,
  type Series,
  TooShort,
  timesSeries,
  topOf,
} from './series.js'

/** What the expansion asks of exact values. */
export interface Values {
  /** A value in its simplest form. */
  readonly settle: (e: Expr) => Expr
  readonly isZero: IsZero
}

/** Stands for the argument of a function. No text has such a name. */
const ARGUMENT = sym('[argument]')

/** So many more powers are computed where the first ones cancel, one attempt after the other. */
const MORE: readonly number[] = [0, 2, 6, 14, 30]

/** The coefficients of (x - at)^0 to (x - at)^order. */
export function taylorCoefficients(f: Expr, x: Expr, at: Expr, order: number, values: Values): Expr[] {
  // Each series is a list of so many coefficients.
  spend(16 * (order + 1))
  for (const more of MORE) {
    try {
      const s = new Expansion(x, at, order + 1 + more, values).of(f)
      if (s.low < 0 && s.terms.length > 0) throw new DomainError(`the function has a pole where ${x} is ${at}`, 'pole')
      if (topOf(s) <= order) continue
      return Array.from({ length: order + 1 }, (_, k) => values.settle(coefficient(s, k)))
    } catch (error) {
      if (!(error instanceof TooShort)) throw error
    }
  }
  throw new DomainError(`no power series is found where ${x} is ${at}`, 'no-series')
}

/** The Laurent series in powers of x - at, with so many powers known. Raises `DomainError` where there is none, `TooShort` where more are needed. */
export const laurentSeries = (f: Expr, x: Expr, at: Expr, top: number, values: Values): Series =>
  new Expansion(x, at, top, values).of(f)

class Expansion {
  readonly #x: Expr
  readonly #at: Expr
  readonly #top: number
  readonly #values: Values
  /** Coefficients of functions found, by function and place: what is nested is often the same. */
  readonly #found = new Map<Expr, Map<Expr, Expr[] | undefined>>()

  constructor(x: Expr, at: Expr, top: number, values: Values) {
    this.#x = x
    this.#at = at
    this.#top = top
    this.#values = values
  }

  of(f: Expr): Series {
    const known = new Map<Expr, Series>()
    const moves = (c: Expr): boolean => contains(c, this.#x)
    for (const n of postorder(
      f,
      c => c !== this.#x && !isCall(c, 'piecewise') && binderOf(c.head) === undefined && moves(c),
    ))
      known.set(n, this.#node(n, known))
    return known.get(f) as Series
  }

  #node(n: Expr, known: ReadonlyMap<Expr, Series>): Series {
    const { isZero } = this.#values
    if (n === this.#x) return plusSeries([this.#constant(this.#at), this.#step()], isZero)
    if (n.kind !== 'call' || !contains(n, this.#x)) return this.#constant(n)
    const args = n.args.map(a => known.get(a) as Series)
    switch (n.head) {
      case 'add':
        return plusSeries(args, isZero)
      case 'mul':
        return args.reduce((a, b) => timesSeries(a, b, isZero))
      case 'pow':
        return this.#power(n, args as [Series, Series])
      case 'piecewise':
        return this.of(this.#branch(n))
      case 'list':
      case 'index':
        throw new ShapeError('a series is that of a scalar, not of a list')
      default:
        return binderOf(n.head) === undefined ? this.#function(n, args) : this.#bound(n)
    }
  }

  #constant(c: Expr): Series {
    return constantSeries(this.#values.isZero(c) ? zero : c, this.#top)
  }

  /** The series t. */
  #step(): Series {
    return { low: 1, terms: [num(1), ...new Array<Expr>(this.#top).fill(zero)].slice(0, Math.max(1, this.#top - 1)) }
  }

  #power(n: Call, [base, exponent]: [Series, Series]): Series {
    const { isZero, settle } = this.#values
    const [b, p] = n.args as [Expr, Expr]
    if (!contains(p, this.#x)) return powerSeries(base, p, this.#top)
    if (!contains(b, this.#x)) {
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
    const at = regular(s, n)
    if (isZero(at)) throw new DomainError(`${n} has no power series where its logarithm is infinite`, 'pole')
    return composedSeries(s, k => logarithmCoefficients(at, settle(log(at)), k), this.#top, isZero)
  }

  /** A function of the table, or an unknown one. */
  #function(n: Call, args: readonly Series[]): Series {
    const moving = n.args.flatMap((a, k) => (contains(a, this.#x) ? [k] : []))
    const [k] = moving
    if (k === undefined) return this.#constant(n)
    if (n.head === 'log' && n.args.length === 1) return this.#logarithm(args[0] as Series, n)
    const values = n.args.map((_, j) => (moving.includes(j) ? regular(args[j] as Series, n) : (n.args[j] as Expr)))
    this.#refuseKinks(n, values)
    if (moving.length > 1) return this.#byDerivatives(n, this.#x, this.#at)
    const only = call(
      n.head,
      n.args.map((a, j) => (j === k ? ARGUMENT : a)),
    )
    const at = values[k] as Expr
    const coefficients = this.#coefficients(only, at)
    if (coefficients === undefined) return this.#byDefinition(n, at)
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

  /** Where the derivatives divide by zero: by what the function is defined as, or by its values beyond the pole. */
  #byDefinition(n: Call, at: Expr): Series {
    const definition = definitionOf(n) ?? beyondPole(n, at)
    if (definition === undefined) throw new DomainError(`${n.head} has no power series at ${at}`, 'pole')
    return this.of(definition)
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
    const first = found.findIndex(c => !isZero(c))
    return first < 0 ? { low: this.#top, terms: [] } : { low: first, terms: found.slice(first) }
  }

  #derivatives(f: Expr, x: Expr, at: Expr, count: number): Expr[] | undefined {
    const put = new Map([[nameOf(x), at]])
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

  /** The case of a piecewise that holds about the point. */
  #branch(n: Call): Expr {
    for (let k = 0; k < n.args.length; k += 2) {
      const condition = n.args[k + 1]
      if (condition === undefined || this.#holds(condition)) return n.args[k] as Expr
    }
    throw new DomainError(`the piecewise has no value where ${this.#x} is ${this.#at}`, 'no-value')
  }

  #holds(condition: Expr): boolean {
    const put = new Map([[nameOf(this.#x), this.#at]])
    for (const c of postorder(condition)) {
      if (c.kind !== 'call' || !RELATIONS.has(c.head) || !contains(c, this.#x)) continue
      const gap = this.#values.settle(substitute(sub(c.args[0] as Expr, c.args[1] as Expr), put))
      if (this.#values.isZero(gap))
        throw new DomainError(`pieces meet where ${this.#x} is ${this.#at}: there is no power series`, 'not-smooth')
    }
    const found = this.#decided(substitute(condition, put))
    if (found === undefined) throw new ShapeError(`whether ${condition} holds is not known`, 'undecided')
    return found
  }

  #decided(condition: Expr): boolean | undefined {
    const settled = postorder(condition).reduce((map, c) => {
      if (c.kind === 'call' && RELATIONS.has(c.head)) {
        const [a, b] = c.args as [Expr, Expr]
        map.set(c, call(c.head, [this.#values.settle(a), this.#values.settle(b)]))
      } else if (c.kind === 'call' && c.args.length > 0 && c.args.some(a => map.get(a) !== undefined))
        map.set(
          c,
          call(
            c.head,
            c.args.map(a => map.get(a) ?? a),
          ),
        )
      return map
    }, new Map<Expr, Expr>())
    const value = settled.get(condition) ?? condition
    return isCall(value, 'true') ? true : isCall(value, 'false') ? false : undefined
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
function writtenOut(n: Call): Expr | undefined {
  try {
    return unrolled([n], new Map(), 'power series', MOST_TERMS)[0]
  } catch (error) {
    if (error instanceof DomainError || error instanceof BudgetError) return undefined
    throw error
  }
}

/** The name under which a variable is replaced. */
const nameOf = (x: Expr): string => (x.kind === 'sym' ? x.name : String(x))

/** A text of a row with arguments put in. */
const boundOf = (text: string, args: readonly Expr[]): Expr =>
  instantiate(parse(text, { bound: ARGUMENTS }), new Map(args.map((a, k) => [ARGUMENTS[k] as string, a])))

/** What the row of a function says that it is, where that is no function of itself. */
function definitionOf(f: Expr): Expr | undefined {
  const r = f.kind === 'call' ? row(f.head, f.args.length) : undefined
  const text = r && notesOf(r)?.definition
  if (text === undefined || f.kind !== 'call') return undefined
  const made = boundOf(text, f.args)
  return hasCall(made, f.head) ? undefined : made
}

/** Poles further from 0 are not looked beyond. */
const FARTHEST = 100

/** gamma(u) at 0, -1, -2 ... as gamma(u + 1)/u and so on; of a function without such a relation, or elsewhere, nothing. */
function beyondPole(n: Call, at: Expr): Expr | undefined {
  const steps = at.kind === 'num' ? 1 - (at.value.smallInt() ?? 1) : 0
  const relation = recurrenceOf(n.head)
  if (relation === undefined || relation.three || n.args.length > 1 || steps < 1 || steps > FARTHEST) return undefined
  const [u] = n.args as [Expr]
  const relating = (value: Expr, k: number): Expr =>
    instantiate(
      fold<Expr>(relation.up, (e, args) => (e.kind !== 'call' ? e : e.head === n.head ? value : withArgs(e, args))),
      new Map([['u', add(u, num(k))]]),
    )
  let value: Expr = call(n.head, [add(u, num(steps))])
  for (let k = steps - 1; k >= 0; k--) {
    // f(u + 1) = a*f(u) + b
    const b = relating(zero, k)
    value = div(sub(value, b), sub(relating(num(1), k), b))
  }
  return value
}

/** The value of a series at 0. */
function regular(s: Series, n: Call): Expr {
  if (s.low < 0) throw new DomainError(`${n.head} has no power series where its argument is infinite`, 'pole')
  return s.low === 0 ? (s.terms[0] as Expr) : zero
}
