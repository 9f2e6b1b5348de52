/**
 * How a problem is written: what it has and how, which factor it puts first, what it raises to negative powers. Read once from
 * the problem as it was written (expr/written.ts) or, without a text, from its canonical form.
 */
import { append } from '../expr/args.js'
import { distributed, isNegative } from '../expr/build.js'
import { readFormal } from '../expr/formal.js'
import { ExprMap, LateMap } from '../expr/map.js'
import { type Call, type Expr, isCall, isValueless, mapped, type Sym, some } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, postorder, rebuild } from '../expr/walk.js'
import { isArithmetic, SIGN, stepOf } from '../expr/written.js'
import { row } from '../functions/table.js'
import { HALF, type Rational } from '../number/rational.js'
import type { Domain } from '../simplify/facts.js'
import { spend } from '../work.js'
import { Exponents, timesOf } from './exponents.js'
import { isQuotientOfDecimals, type Unit } from './term.js'

function namesOf(es: readonly Expr[]): string[] {
  const names: string[] = []
  for (const e of es) if (e.kind === 'sym') names.push(e.name)
  return names
}

/** What tells the order of letters where the problem does not: what it is a derivative of, and all that is differentiated by. */
export interface Order {
  readonly from?: Expr
  readonly by?: readonly Expr[]
  /** What it is differentiated by in turn. */
  readonly inTurn?: readonly Expr[]
}

export class Habits {
  readonly domain: Domain
  /** Whether some part of the problem has no value: 1/0. */
  readonly valueless: boolean = false
  /** Whether the problem has an inverse secant or the like: their derivatives have the absolute value of the argument. */
  readonly hasInverseSecant: boolean = false
  /** The distinct parts of the problem, each after its own. */
  readonly parts: readonly Expr[]
  readonly #values: Map<Expr, Expr>
  readonly #own = new ExprMap<Expr>()
  readonly #interchanges = new LateMap<Expr, Map<Expr, boolean>>()
  /** The sums that the problem has. */
  readonly #sums: Call[] = []
  readonly exponents = new Exponents()
  /** Unknown functions in order. */
  #places: Map<string, number> | undefined
  /** What the problem raises to negative powers, and to which. */
  readonly #lowered = new LateMap<Unit, Expr[]>()
  readonly #powers = new LateMap<Unit, true>()
  readonly #followers = new LateMap<Unit, Set<Unit>>()
  /** The same of letters, in what the problem is derived from. */
  readonly #letters = new LateMap<string, Set<string>>()
  /** What is differentiated by, as far as that is known: no coefficients. */
  readonly coordinates: readonly Expr[]
  /** Whether the problem has several letters, of which some may be coefficients. */
  readonly hasCoefficients: boolean
  /** What has letters in the order in which they are to be met. */
  readonly letters: readonly Expr[]
  /** The same of arguments: where it has sin(x)*e^y, cos(x) stands before e^y as well. */
  readonly #placesAfter = new LateMap<number, Set<number>>()

  /** `values` are canonical forms of what was read before, to be shared with problems that have parts in common. */
  constructor(
    problem: Expr,
    domain: Domain,
    order: Order = {},
    parts: readonly Expr[] = postorder(problem),
    values = new Map<Expr, Expr>(),
  ) {
    this.domain = domain
    this.#values = values
    this.parts = parts
    let unknown = false
    for (const e of parts) {
      if (e.kind !== 'call' || e.args.length === 0) continue
      const value = this.canonical(e)
      if (isValueless(value)) this.valueless = true
      if ((value.kind === 'call' || isQuotientOfDecimals(value)) && !this.#own.has(value)) {
        this.#own.set(value, e)
        if (isCall(value, 'add')) this.#sums.push(value)
      }
      if (INVERSE_SECANTS.has(e.head)) this.hasInverseSecant = true
      if (isPower(e)) this.#readExponent(e.args[1] as Expr)
      unknown ||= unknownName(e) !== ''
    }
    if (unknown) this.#nameFunctions(problem)
    this.letters = this.#orderLetters(order)
    this.coordinates = [...(order.by ?? []), ...(order.inTurn ?? [])]
    this.hasCoefficients = namesOf(parts).length > 1 && mayBeCoefficients(parts, namesOf(this.coordinates))
  }

  /** An exponent is met in its one form, and written as it was: 0.5*(x + 1). */
  #readExponent(e: Expr): void {
    const value = distributed(this.canonical(e))
    this.exponents.read(value)
    if (value.kind === 'call' && !this.#own.has(value)) this.#own.set(value, e)
  }

  /** What depends on the units that the problem was read into: `unitsOf` tells those of a factor. */
  learn(unitsOf: (e: Expr) => readonly Unit[]): void {
    for (const e of this.parts) {
      if (e.kind !== 'call') continue
      if (e.head === SIGN.times) this.#inSequence(unitsIn(e.args, unitsOf))
      if (e.head !== SIGN.power) continue
      const exponent = this.canonical(e.args[1] as Expr)
      const isHalf = exponent.kind === 'num' && exponent.value.abs().equals(HALF)
      if (!isHalf && !isNegative(exponent)) continue
      const [unit, ...others] = unitsOf(e.args[0] as Expr)
      if (unit === undefined || others.length > 0) continue
      if (isNegative(exponent)) this.#lowered.set(unit, [...(this.#lowered.get(unit) ?? []), exponent])
      if (isHalf) this.#powers.set(unit, true)
    }
  }

  /** The order of letters alone: as in the products of what the problem is derived from, else as the variables are given. */
  #orderLetters({ from, by }: Order): readonly Expr[] {
    if (from === undefined && by === undefined) return []
    const older = from === undefined ? [] : postorder(from)
    const { parts } = this
    const products = older.filter(hasLetter)
    for (const e of parts) if (hasLetter(e)) products.push(e)
    if (from !== undefined) for (const e of products) inSequence(namesOf(e.args), this.#letters)
    if (by === undefined) return older
    // A letter before a bracket stands before the letters in it.
    const within = new LateMap<string, Set<string>>()
    const letters = by.length < 2 ? [] : by.filter(x => x.kind === 'sym')
    const variables: ReadonlySet<Expr> = new Set(letters)
    for (const { args } of letters.length === 0 ? [] : products) {
      // Where a letter stands again, nothing follows that did not before.
      const starts = new Set<Sym>()
      for (let k = 0; k + 1 < args.length; k++) if (variables.has(args[k] as Expr)) starts.add(args[k] as Sym)
      if (starts.size === 0) continue
      spend(letters.length * args.length)
      const ends = letters.map(x => args.findLastIndex(f => contains(f, x)))
      for (const f of starts) {
        const k = args.indexOf(f)
        const after = letters.filter((x, at) => x !== f && (ends[at] as number) > k)
        inSequence(namesOf([f, ...after]), within, 1)
      }
    }
    const names = namesOf(by)
    inSequence(names, this.#letters, names.length - 1, within)
    if (within.isEmpty) return [...older, ...(lettersBy(parts, by) ?? [])]
    const places = new Map(names.map((name, at) => [name, at]))
    const told = names.some((v, k) => [...(within.get(v) ?? [])].some(u => (places.get(u) as number) < k))
    return told ? older : [...older, ...(lettersBy(parts, by) ?? [])]
  }

  #inSequence(units: readonly Unit[]): void {
    if (units.length < 2) return
    inSequence(units, this.#followers)
    inSequence(
      units.map(u => u.place),
      this.#placesAfter,
    )
  }

  /** Unknown functions from the outside in, as they are read. */
  #nameFunctions(problem: Expr): void {
    const places = new Map<string, number>()
    this.#places = places
    const seen = new Set<Expr>()
    const pending = [problem]
    for (let e = pending.pop(); e; e = pending.pop()) {
      if (e.kind !== 'call' || seen.has(e)) continue
      seen.add(e)
      const name = unknownName(e)
      if (name !== '' && !places.has(name)) places.set(name, places.size)
      append(pending, e.args.toReversed())
    }
  }

  /** The canonical form of a part of the problem. */
  canonical(e: Expr): Expr {
    if (e.kind !== 'call' || e.args.length === 0) return e
    const old = this.#values.get(e)
    if (old !== undefined) return old
    let k = 0
    while (k < e.args.length && this.#isKnown(e.args[k] as Expr)) k++
    if (k === e.args.length) return this.#step(e)
    for (const n of postorder(e, c => !this.#isKnown(c))) if (!this.#isKnown(n)) this.#step(n as Call)
    return this.#values.get(e) as Expr
  }

  /** What was written for a value, which is then not computed from it again. */
  noted(written: Expr, value: Expr): Expr {
    if (written.kind === 'call') this.#values.set(written, value)
    return written
  }

  #isKnown(e: Expr): boolean {
    return e.kind !== 'call' || e.args.length === 0 || this.#values.has(e)
  }

  /** The canonical form of a call from those of its arguments. */
  #step(e: Call): Expr {
    const value = stepOf(
      e,
      mapped(e.args, a => (a.kind === 'call' ? (this.#values.get(a) ?? a) : a)),
    )
    this.#values.set(e, value)
    return value
  }

  /** Whether the problem is the same when two letters change places. */
  interchanges(u: Unit, v: Unit): boolean {
    const [a, b] = [u.value, v.value]
    if (a.kind !== 'sym' || b.kind !== 'sym') return false
    const known = this.#interchanges.get(a)?.get(b)
    if (known !== undefined) return known
    const problem = this.canonical(this.parts.at(-1) as Expr)
    const swapped = rebuild(problem, e => (e === a ? b : e === b ? a : e))
    const others = this.#interchanges.get(a) ?? new Map<Expr, boolean>()
    this.#interchanges.set(a, others.set(b, equal(swapped, problem)))
    return others.get(b) as boolean
  }

  /** Whether the problem has a sum. */
  get hasSums(): boolean {
    return this.#sums.length > 0
  }

  /** How the problem writes a value that it has. */
  writing(value: Expr): Expr | undefined {
    return this.#own.get(value)
  }

  /** Whether the problem may have the opposite of a sum; what is false is certain. */
  mayHaveOpposite(of: Call): boolean {
    const { args, mask } = of
    const turns = isNegative(args[0] as Expr)
    return some(
      this.#sums,
      s => s.args.length === args.length && s.mask === mask && s !== of && isNegative(s.args[0] as Expr) !== turns,
    )
  }

  /** How many times a sum of the problem a sum is: 2*x + 2*y is 2 times x + y. None begins with a minus sign; a - 1 is not -(1 - a). */
  multipleOf(of: Expr): Rational | undefined {
    for (const s of this.#sums) {
      const n = isNegative(s) ? undefined : timesOf(of, s)
      if (n !== undefined && (!n.neg().isOne() || isNegative(of))) return n
    }
    return undefined
  }

  /** Whether the problem writes powers of it with a negative exponent that does not depend on the variable, not below a bar. */
  lowers(unit: Unit, variable: Expr): boolean {
    return this.#lowered.get(unit)?.some(exponent => !contains(exponent, variable)) ?? false
  }

  /** Whether the problem writes square roots of it as powers. */
  powers(unit: Unit): boolean {
    return this.#powers.get(unit) === true
  }

  /** Whether one letter stands before another. */
  letterPrecedes(a: Unit, b: Unit): boolean | undefined {
    const [p, q] = [a.value, b.value]
    if (p.kind !== 'sym' || q.kind !== 'sym') return undefined
    return this.#letters.get(p.name)?.has(q.name) ? true : this.#letters.get(q.name)?.has(p.name) ? false : undefined
  }

  /** Whether one factor stands before another: as in the problem's products, unknown functions as it names them. */
  precedes(a: Unit, b: Unit): boolean | undefined {
    if (this.#followers.get(a)?.has(b)) return true
    if (this.#followers.get(b)?.has(a)) return false
    if (this.#placesAfter.get(a.place)?.has(b.place)) return true
    if (this.#placesAfter.get(b.place)?.has(a.place)) return false
    if (this.#places === undefined) return undefined
    const [p, q] = [this.#places.get(unknownName(a.value)), this.#places.get(unknownName(b.value))]
    return p === undefined || q === undefined || p === q ? undefined : p < q
  }
}

/** Whether letters are none of those that are differentiated by, or some part has no letter: sqrt(3). */
const mayBeCoefficients = (parts: readonly Expr[], moving: readonly string[]): boolean =>
  moving.length === 0 ||
  some(parts, e => (e.kind === 'sym' ? !moving.includes(e.name) : e.kind === 'call' && e.mask === 0))

/** Whether it is a product with a letter among its factors. */
const hasLetter = (e: Expr): e is Call => isCall(e, SIGN.times) && some(e.args, f => f.kind === 'sym')

/**
 * The letters as they are met, those of the variables in the order of these; undefined where a sum of letters tells another order. The
 * parts are distinct, and of a small problem.
 */
function lettersBy(parts: readonly Expr[], by: readonly Expr[]): readonly Expr[] | undefined {
  const met = parts.filter(e => e.kind === 'sym')
  const given = by.filter(x => x.kind === 'sym' && met.includes(x)) as Sym[]
  let next = 0
  const ordered = met.map(e => (given.includes(e) ? (given[next++] as Sym) : e))
  for (const e of parts) {
    if (!isCall(e, SIGN.plus)) continue
    let last = 0
    for (const a of e.args) {
      if (a.kind !== 'sym') continue
      const at = ordered.findIndex(o => o.name === a.name)
      if (at < last) return undefined
      last = at
    }
  }
  return ordered
}

/** The units of factors, each where it first stands. */
function unitsIn(factors: readonly Expr[], unitsOf: (e: Expr) => readonly Unit[]): readonly Unit[] {
  const units: Unit[] = []
  for (let k = 0; k < factors.length; k++) for (const u of unitsOf(factors[k] as Expr)) units.push(u)
  for (let k = 1; k < units.length; k++) if (units.indexOf(units[k] as Unit) < k) return [...new Set(units)]
  return units
}

/** Longer products tell no order, for each two of them would be noted. */
const LONGEST_TELLING = 256

/** Notes of the first of them what follows each, unless they were met, or are to be, in the opposite order. */
function inSequence<T>(
  items: readonly T[],
  followers: LateMap<T, Set<T>>,
  first = items.length - 1,
  against: LateMap<T, Set<T>> = followers,
): void {
  if (first >= LONGEST_TELLING) {
    const distinct = [...new Set(items)]
    if (distinct.length <= LONGEST_TELLING) inSequence(distinct, followers, distinct.length - 1, against)
    return
  }
  spend(first * (items.length >> 3))
  for (let k = 0; k < first; k++) {
    const u = items[k] as T
    const after = followers.get(u) ?? new Set<T>()
    followers.set(u, after)
    for (let j = k + 1; j < items.length; j++) {
      const v = items[j] as T
      if (u !== v && !followers.get(v)?.has(u) && !against.get(v)?.has(u)) after.add(v)
    }
  }
}

const INVERSE_SECANTS: ReadonlySet<string> = new Set(['asec', 'acsc', 'asech', 'acsch'])

const isPower = (e: Expr): boolean => isCall(e, SIGN.power) || isCall(e, 'pow')

/** The name of a function that is not of the table; of anything else nothing. */
const unknownName = (e: Expr): string =>
  e.kind === 'call' && e.args.length > 0 && !isArithmetic(e) && row(e.head) === undefined ? readFormal(e.head).name : ''
