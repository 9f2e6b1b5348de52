/**
 * Derivatives of high order by one variable. What products of powers are made of is numbered once, each with its own derivative, and
 * from order to order only coefficients and exponents move. Invariant: the answer is the canonical form that one derivative after the
 * other has (derivative.ts); where the rules of canonical form would do more than add exponents, there is none.
 */

import { binderOf } from '../expr/binders.js'
import { num, one, pow, product, sum, zero } from '../expr/build.js'
import { baseOf } from '../expr/factors.js'
import { isCondition } from '../expr/kind.js'
import { bounded } from '../expr/limits.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, factorsOf, isCall, isValueless, type Num, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { isRoot } from '../expr/radical.js'
import { someCall } from '../expr/walk.js'
import { ONE, Rational, ZERO } from '../number/rational.js'
import { spend } from '../work.js'
import { derivative, type Variable } from './derivative.js'
import { hasParts } from './parts.js'
import { oneByOne } from './resolve.js'
import { branches } from './ties.js'

/** More kinds of factors are left to the rules. */
const MOST_ATOMS = 24
/** Exponents are counted in parts of one. */
const PARTS = 12
const LARGEST_EXPONENT = 1 << 20

/** A coefficient, and the exponents of the atoms by their numbers; those that are missing are 0. */
interface Monomial {
  coefficient: Rational
  readonly exponents: readonly number[]
  /** The sum of the weights of its exponents: that of a product is the sum of those of its factors. */
  readonly key: number
  /** Another one of the same key. */
  readonly next: Monomial | undefined
}

const weightOf = (atom: number): number => Math.imul(atom + 1, 0x9e3779b1) | 1

/** Orders from here on are worth numbering what a derivative is made of. */
const HIGH = 3

/** The derivative by each variable in turn, in canonical form: at once where that may be. */
export const inTurn = (e: Expr, by: readonly Variable[]): Expr => atOnce(e, by) ?? oneByOne(e, by)

/** The derivative of high order by one variable; undefined where it is for the rules, one after the other. */
export function atOnce(e: Expr, by: readonly Variable[]): Expr | undefined {
  const [x] = by
  return x !== undefined && by.length >= HIGH && by.every(y => y === x) ? higherDerivative(e, x, by.length) : undefined
}

/** The n-th derivative, in canonical form; undefined where it is for the rules. */
export function higherDerivative(e: Expr, x: Variable, n: number): Expr | undefined {
  if (isValueless(e) || hasParts(e) || someCall(e, isSpecial)) return undefined
  const ring = new Ring(x)
  let terms = ring.read(e)
  for (let k = 0; k < n && ring.fits; k++) terms = ring.slopeOf(terms)
  return ring.fits ? ring.write(terms) : undefined
}

const isSpecial = (c: Call): boolean =>
  branches(c.head) || isCondition(c) || binderOf(c.head) !== undefined || c.head === 'list' || c.head === 'index'

class Ring {
  /** Whether canonical form has done no more than add exponents. */
  fits = true
  readonly #x: Variable
  readonly #atoms: Expr[] = []
  /** The numbers of atoms by their bases. */
  readonly #numbers = new ExprMap<number>()
  readonly #slopes: (Monomial | undefined)[] = []

  constructor(x: Variable) {
    this.#x = x
  }

  read(e: Expr): readonly Monomial[] {
    return termsOf(e).map(t => this.#monomial(t))
  }

  slopeOf(terms: readonly Monomial[]): readonly Monomial[] {
    const heads = new Map<number, Monomial>()
    const all: Monomial[] = []
    for (const t of terms) {
      for (let k = 0; k < t.exponents.length && this.fits; k++) {
        const power = t.exponents[k] as number
        const slope = power === 0 ? CONSTANT : this.#slope(k)
        if (slope.coefficient.isZero()) continue
        const exponents = productOf(t.exponents, slope.exponents)
        exponents[k] = (exponents[k] as number) - PARTS
        const key = (t.key + slope.key - Math.imul(weightOf(k), PARTS)) | 0
        const scale = power === PARTS ? slope.coefficient : slope.coefficient.mul(Rational.of(power, PARTS))
        const coefficient = t.coefficient.mul(scale)
        spend(1 + exponents.length)
        const first = heads.get(key)
        const old = likeOne(first, exponents)
        if (old !== undefined) old.coefficient = bounded(old.coefficient.add(coefficient))
        else {
          const fresh = { coefficient: bounded(coefficient), exponents, key, next: first }
          this.fits &&= this.#isPlain(exponents)
          heads.set(key, fresh)
          all.push(fresh)
        }
      }
    }
    return all.filter(t => !t.coefficient.isZero())
  }

  write(terms: readonly Monomial[]): Expr {
    const written = terms.map(({ coefficient, exponents }) => {
      const powers = exponents.map((q, k) => pow(this.#atoms[k] as Expr, num(Rational.of(q, PARTS))))
      return product([num(coefficient), ...powers.filter(p => p !== one)])
    })
    return written.length === 0 ? zero : sum(written)
  }

  /** Not a multiple of a sum, which would be distributed, nor a power of a power, which is one of its base. */
  #isPlain(exponents: readonly number[]): boolean {
    let factors = 0
    let sums = 0
    for (let k = 0; k < exponents.length; k++) {
      const q = exponents[k] as number
      if (q === 0) continue
      const atom = this.#atoms[k] as Expr
      if (Math.abs(q) > LARGEST_EXPONENT || (q !== PARTS && isCall(atom, 'pow'))) return false
      factors++
      if (q === PARTS && isCall(atom, 'add')) sums++
    }
    return factors !== 1 || sums === 0
  }

  /** The derivative of an atom. */
  #slope(atom: number): Monomial {
    const old = this.#slopes[atom]
    if (old !== undefined) return old
    const d = this.#monomial(derivative(this.#atoms[atom] as Expr, this.#x))
    this.#slopes[atom] = d
    return d
  }

  #monomial(e: Expr): Monomial {
    let coefficient = ONE
    let key = 0
    const exponents: number[] = []
    for (const f of factorsOf(e)) {
      if (f.kind === 'num') {
        coefficient = coefficient.mul(f.value)
        this.fits &&= !f.decimal
        continue
      }
      const exponent = isCall(f, 'pow') ? (f.args[1] as Expr) : one
      const isPower = isCall(f, 'pow') && exponent.kind === 'num' && !isRoot(f)
      const parts = isPower ? partsOf(exponent) : PARTS
      const atom = this.#number(isPower ? (f.args[0] as Expr) : f)
      if (atom === undefined || parts === undefined) {
        this.fits = false
        continue
      }
      while (exponents.length <= atom) exponents.push(0)
      exponents[atom] = parts
      key = (key + Math.imul(weightOf(atom), parts)) | 0
    }
    return { coefficient, exponents, key, next: undefined }
  }

  /** The number of an atom; undefined of what is none, and beside another of the same base, with which it would be united. */
  #number(e: Expr): number | undefined {
    if (e.kind === 'num' || isValueless(e) || isCall(e, 'mul') || isCall(e, 'i')) return undefined
    // Roots of several numbers may meet.
    const base = isRoot(e) ? one : baseOf(e)
    const old = this.#numbers.get(base)
    if (old !== undefined) return equal(this.#atoms[old] as Expr, e) ? old : undefined
    if (this.#atoms.length === MOST_ATOMS) return undefined
    this.#numbers.set(base, this.#atoms.length)
    this.#atoms.push(e)
    return this.#atoms.length - 1
  }
}

const CONSTANT: Monomial = { coefficient: ZERO, exponents: [], key: 0, next: undefined }

/** A number in parts of one; undefined of what is not whole then. */
function partsOf({ value, decimal }: Num): number | undefined {
  return decimal ? undefined : value.mul(Rational.of(PARTS)).smallInt()
}

function productOf(a: readonly number[], b: readonly number[]): number[] {
  const exponents = a.slice()
  for (let k = 0; k < b.length; k++) exponents[k] = (exponents[k] ?? 0) + (b[k] as number)
  return exponents
}

/** The one with those exponents, among monomials of one key. */
function likeOne(first: Monomial | undefined, exponents: readonly number[]): Monomial | undefined {
  let t = first
  while (t !== undefined && !areEqual(t.exponents, exponents)) t = t.next
  return t
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  for (let k = Math.max(a.length, b.length) - 1; k >= 0; k--) if ((a[k] ?? 0) !== (b[k] ?? 0)) return false
  return true
}
