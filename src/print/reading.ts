/**
 * The order in which people read: sums by descending degree with a positive term in front, products as number,
 * constants, letters, brackets, roots, exponentials, functions. It depends on the expression alone, never on the
 * internal order of arguments.
 */

import { binderOf } from '../expr/binders.js'
import { type Call, type Expr, isCall, mapped } from '../expr/node.js'
import { compare, compareNames } from '../expr/order.js'
import { sort } from '../expr/terms.js'
import { freeSymbols } from '../expr/walk.js'
import { row } from '../functions/table.js'
import { ONE, type Rational } from '../number/rational.js'
import { remembering } from './facts.js'
import type { SignedTerm } from './layout.js'
import { Told } from './told.js'

/** Subexpressions that are written as a name; each counts as a letter. */
export type Names = ReadonlyMap<Expr, string>

/** The classes of factors, in reading order. */
const RANK = {
  number: 0,
  surd: 1,
  constant: 2,
  symbol: 3,
  /** A bracket before a letter with a symbolic exponent that is not in it: n*(n - 1)*x^(n - 2). */
  coefficient: 4,
  tower: 5,
  polynomial: 6,
  radical: 7,
  exponential: 8,
  function: 9,
  other: 10,
} as const
type Rank = (typeof RANK)[keyof typeof RANK]

interface Facts {
  /** Total degree in symbols and components; what is not a power of those counts as 0. */
  readonly degree: number
  readonly polynomial: boolean
}
const CONSTANT: Facts = { degree: 0, polynomial: true }
const LETTER: Facts = { degree: 1, polynomial: true }
const TRANSCENDENTAL: Facts = { degree: 0, polynomial: false }
/** Degrees stay finite, so that they can be subtracted. */
const MOST = 1e300
const clamp = (x: number): number => Math.max(-MOST, Math.min(MOST, x))

interface Factor {
  readonly rank: Rank
  readonly base: Expr
  readonly exponent: Expr | undefined
}

interface Keyed {
  readonly e: Expr
  readonly key: Factor
}

const isTower = ({ key }: Keyed): boolean => key.rank === RANK.tower

interface Term extends SignedTerm {
  readonly degree: number
  /** The factors without numbers and constants; made when a comparison needs them. */
  factors: readonly Factor[] | undefined
}

/** Puts terms and factors in reading order; remembers what it learnt about subexpressions. */
export class ReadingOrder {
  readonly #names: Names
  readonly #facts: (e: Expr) => Facts
  readonly #told: Told | undefined

  /** `problem`: what tells the order, as it was written. */
  constructor(names: Names, problem?: Expr) {
    this.#names = names
    this.#told = problem && new Told(problem)
    this.#facts = remembering(e => this.#leaf(e), factsOfCall)
  }

  /** Whether a term is written with a minus sign. */
  #isNegative(e: Expr): boolean {
    if (e.kind === 'num') return e.value.sign() < 0
    if (!isCall(e, 'mul') || this.#names.has(e)) return false
    const first = e.args[0]
    return first?.kind === 'num' && first.value.sign() < 0
  }

  /** The terms of a sum as they are read. */
  terms(sum: Call): readonly SignedTerm[] {
    const told = this.#told?.sums.get(sum)
    const keys = mapped(told ?? sum.args, (of): Term => {
      return { of, negative: this.#isNegative(of), degree: this.#facts(of).degree, factors: undefined }
    })
    if (told !== undefined) return keys
    sort(keys, (a, b) => b.degree - a.degree || this.#compareTerms(a, b))
    return this.#positiveFirst(keys)
  }

  /** The factors of a product as they are read. */
  factors(factors: readonly Expr[]): Expr[] {
    if (factors.length < 2) return [...factors]
    const keyed = this.#coefficients(factors.map(e => ({ e, key: this.#factor(e) })))
    sort(
      keyed,
      ({ e: a, key: p }, { e: b, key: q }) =>
        p.rank - q.rank || isNegative(p) - isNegative(q) || this.#compareFactors(p, q) || compare(a, b),
    )
    return keyed.map(k => k.e)
  }

  #coefficients(factors: Keyed[]): Keyed[] {
    if (!factors.some(isTower)) return factors
    const towers = freeSymbols(factors.flatMap(({ key }) => (key.rank === RANK.tower ? [key.base] : [])))
    if (towers.size === 0) return factors
    const isApart = ({ e, key }: Keyed): boolean =>
      key.rank === RANK.polynomial && [...freeSymbols(e)].every(name => !towers.has(name))
    return factors.map(f => (isApart(f) ? { e: f.e, key: { ...f.key, rank: RANK.coefficient } } : f))
  }

  /** Descending; where that would begin with a minus sign, a polynomial ascends; else the first positive term goes in front. */
  #positiveFirst(keys: Term[]): Term[] {
    const constant = keys.find(k => k.of.kind === 'num')
    if (constant && !constant.negative && keys.every(k => k === constant || !this.#facts(k.of).polynomial)) {
      return [constant, ...keys.filter(k => k !== constant)]
    }
    const positive = keys.find(k => !k.negative)
    if (positive === undefined || positive === keys[0]) return keys
    const lowest = keys.reduce((a, b) => (b.degree < a.degree ? b : a))
    if (!lowest.negative && keys.every(k => this.#facts(k.of).polynomial))
      return keys.toSorted((a, b) => a.degree - b.degree)
    return [positive, ...keys.filter(k => k !== positive)]
  }

  /** Letter by letter, higher powers first; what has no letters goes last, a plain number at the very end. */
  #compareTerms(a: Term, b: Term): number {
    a.factors ??= this.#letters(a.of)
    b.factors ??= this.#letters(b.of)
    const [p, q] = [a.factors, b.factors]
    if (p.length === 0 || q.length === 0) {
      if (p.length !== q.length) return q.length - p.length
      return Number(a.of.kind === 'num') - Number(b.of.kind === 'num') || compare(a.of, b.of)
    }
    for (let k = 0; k < p.length && k < q.length; k++) {
      const order = this.#compareFactors(p[k] as Factor, q[k] as Factor, this.#told)
      if (order !== 0) return order
    }
    return p.length - q.length || compare(a.of, b.of)
  }

  #letters(term: Expr): Factor[] {
    const factors = isCall(term, 'mul') && !this.#names.has(term) ? term.args : [term]
    const keys = factors.map(e => this.#factor(e)).filter(f => f.rank > RANK.constant)
    sort(keys, (a, b) => this.#compareFactors(a, b, this.#told))
    return keys
  }

  /** `told`: of terms; letters of one product stand by their names. */
  #compareFactors(a: Factor, b: Factor, told?: Told): number {
    return a.rank - b.rank || this.#compareBases(a, b, told) || compareExponents(a.exponent, b.exponent)
  }

  #compareBases(a: Factor, b: Factor, told?: Told): number {
    if (a.base === b.base) return 0
    const named = a.rank === RANK.symbol || a.rank === RANK.function
    const sums = a.rank === RANK.polynomial || a.rank === RANK.coefficient
    const [p, q] = named ? [this.#nameOf(a.base), this.#nameOf(b.base)] : ['', '']
    const order = named ? (told?.compare(p, q) ?? compareNames(p, q)) : sums ? shifted(a.base, b.base) : 0
    return order || compare(a.base, b.base)
  }

  /** What a factor is known by: its symbol, the symbol it is a component of, its function. */
  #nameOf(e: Expr): string {
    const name = this.#names.get(e)
    if (name !== undefined) return name
    if (e.kind === 'sym') return e.name
    if (e.kind === 'num') return ''
    const of = e.head === 'index' ? e.args[0] : undefined
    return of?.kind === 'sym' ? of.name : e.head
  }

  #factor(e: Expr): Factor {
    if (this.#names.has(e) || !isCall(e, 'pow')) return { rank: this.#rank(e), base: e, exponent: undefined }
    const { 0: base, 1: exponent } = e.args as [Expr, Expr]
    return { rank: this.#powerRank(base, exponent), base, exponent }
  }

  #powerRank(base: Expr, exponent: Expr): Rank {
    const rank = this.#rank(base)
    if (rank <= RANK.constant) {
      // (-1)^n stands in front, 2^x behind.
      if (exponent.kind !== 'num') return base.kind === 'num' && base.value.sign() < 0 ? RANK.surd : RANK.exponential
      return rank === RANK.number ? RANK.surd : RANK.constant
    }
    // y*x^(y - 1): what stands before a raised expression is not read into it.
    if (rank === RANK.symbol && exponent.kind !== 'num') return RANK.tower
    const radical =
      exponent.kind === 'num' && !exponent.decimal && exponent.value.abs().num === 1 && !exponent.value.isInteger()
    return radical ? RANK.radical : rank
  }

  /** The class of a factor that is not a power (or of the base of one, powers of powers being rare). */
  #rank(e: Expr): Rank {
    if (this.#names.has(e)) return RANK.symbol
    if (e.kind === 'num') return RANK.number
    if (e.kind === 'sym' || e.head === 'index') return RANK.symbol
    if (e.head === 'add') return this.#facts(e).polynomial ? RANK.polynomial : RANK.other
    if (e.args.length === 0) return RANK.constant
    // Bars stand where brackets do: |x| before sqrt(1 - x^2).
    if (row(e.head)?.latex?.startsWith('\\left')) return RANK.polynomial
    if (binderOf(e.head) !== undefined) return RANK.other
    return e.head === 'mul' || e.head === 'pow' || e.head === 'list' ? RANK.other : RANK.function
  }

  #leaf(e: Expr): Facts | undefined {
    if (e.kind === 'num') return CONSTANT
    if (e.kind === 'sym' || this.#names.has(e) || e.head === 'index') return LETTER
    if (e.args.length > 0) return undefined
    // Complex numbers are read real part first: i counts as a function does.
    return row(e.head)?.realWhen === 'false' ? TRANSCENDENTAL : CONSTANT
  }
}

function factsOfCall({ head, args }: Call, of: (a: Expr) => Facts): Facts {
  switch (head) {
    case 'add':
    case 'mul': {
      let degree = head === 'add' ? -MOST : 0
      let polynomial = true
      for (let k = 0; k < args.length; k++) {
        const facts = of(args[k] as Expr)
        degree = head === 'add' ? Math.max(degree, facts.degree) : clamp(degree + facts.degree)
        polynomial &&= facts.polynomial
      }
      return { degree, polynomial }
    }
    case 'pow': {
      const { 0: base, 1: exponent } = args as [Expr, Expr]
      if (exponent.kind !== 'num') return TRANSCENDENTAL
      const facts = of(base)
      const natural = exponent.value.isInteger() && exponent.value.sign() > 0
      return { degree: clamp(facts.degree * clamp(exponent.value.toNumber())), polynomial: facts.polynomial && natural }
    }
    default:
      return TRANSCENDENTAL
  }
}

/** Where negative powers are written as such they follow the others: a*V^(-3). */
const isNegative = ({ exponent }: Factor): number => Number(exponent?.kind === 'num' && exponent.value.sign() < 0)

/** (x + 1)*(x - 1): of two sums that differ in a number the greater one first. */
function shifted(a: Expr, b: Expr): number {
  const [p, q] = isCall(a, 'add') && isCall(b, 'add') && a.args.length === b.args.length ? [a.args, b.args] : []
  const [m, n] = [p?.[0], q?.[0]]
  if (m?.kind !== 'num' || n?.kind !== 'num' || p?.some((x, k) => k > 0 && x !== q?.[k])) return 0
  return n.value.compare(m.value)
}

/** Higher powers first; a symbolic exponent after all numbers. */
function compareExponents(a: Expr | undefined, b: Expr | undefined): number {
  const [p, q] = [rationalOf(a), rationalOf(b)]
  if (p && q) return q.compare(p)
  if (p || q) return p ? -1 : 1
  return compare(a as Expr, b as Expr)
}

const rationalOf = (exponent: Expr | undefined): Rational | undefined =>
  exponent === undefined ? ONE : exponent.kind === 'num' ? exponent.value : undefined
