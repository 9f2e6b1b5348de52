/** The canonical constructor of binders: what is empty, constant or a sum of numbers is what it comes to; the rest stays formal. */

import { ShapeError } from '../errors.js'
import { ONE, Rational } from '../number/rational.js'
import { spend } from '../work.js'
import { add, mul, pow, product } from './arithmetic.js'
import type { Make } from './binders.js'
import { type BinderAlgebra, type BinderRow, binderOf } from './binders.js'
import { dependsOn, leveled, requireVariable, spareSym, withSymbol } from './binding.js'
import { requireNumber } from './kind.js'
import { BOUND, type Expr, givenName, isCall, isValueless, num, rawCall, type Sym, termsOf } from './node.js'
import { equal } from './order.js'
import { restOf, split } from './terms.js'

/** The most terms that are added up as numbers. */
const MOST_TERMS = 1000

const minusOne = num(-1)

/** What a second index is called beside the first. */
const beside = (variable: Sym): string => (givenName(variable) === 'j' ? 'k' : 'j')

/** A binder with the factors before it that do not depend on its variable, where it is linear: sum(i, 1, n, 2*x*i) is 2*x*sum(i, 1, n, i). */
export function outside(head: string, variable: Sym, from: Expr, to: Expr, body: Expr, call: Make): Expr {
  const inner = factorsWith(body, variable)
  const isLinear = binderOf(head)?.isLinear === true && isCall(body, 'mul') && !isValueless(body)
  if (!isLinear || inner.length === 0 || inner.length === body.args.length)
    return call(head, [variable, from, to, body])
  const others = body.args.filter(f => !inner.includes(f))
  return product([...others, call(head, [variable, from, to, product(inner)])])
}

const factorsWith = (body: Expr, variable: Sym): Expr[] =>
  isCall(body, 'mul') ? body.args.filter(f => dependsOn(f, variable)) : []

/** The arithmetic of expressions for the rows of binders.ts, over the variable of a binder. */
export function binderAlgebra(variable: Sym, call: Make, isNonzero: (e: Expr) => boolean = () => false): BinderAlgebra {
  return {
    zero: num(0),
    one: num(1),
    add: (...terms) => terms.reduce((a, b) => add(a, b)),
    sub: (a, b) => add(a, mul(minusOne, b)),
    mul: (...factors) => factors.reduce((a, b) => mul(a, b)),
    div: (a, b) => mul(a, pow(b, minusOne)),
    pow: (a, b) => pow(a, b),
    over: (head, from, to, body) => repeated(head, variable, from, to, body, call),
    fresh: (head, from, to, body, around) => {
      const index = spareSym(beside(variable), from, to, ...around)
      return call(head, [index, from, to, body(index)])
    },
    at: (body, value) => withSymbol(body, variable, value, call),
    isNonzero,
    few: fewBetween,
  }
}

/** The same; what does not depend on the index stands as often as there are terms. */
function repeated(head: string, variable: Sym, from: Expr, to: Expr, body: Expr, call: Make): Expr {
  const row = binderOf(head)
  const length = add(to, mul(minusOne, from), num(1))
  return row?.over === 'integers' && row.isLinear && !dependsOn(body, variable) && !isValueless(body) && isCount(length)
    ? row.constant(binderAlgebra(variable, call), body, length)
    : outside(head, variable, from, to, body, call)
}

/** Whether a number of terms is not negative where names in it are natural numbers: n, m + n - 2, not n - 3. */
export function isCount(length: Expr): boolean {
  let least = Rational.ZERO
  for (const t of termsOf(length)) {
    const term = split(t)
    if (t.kind !== 'num' && (term.coefficient.sign() < 0 || restOf(term).kind !== 'sym')) return false
    least = least.add(t.kind === 'num' ? t.value : term.coefficient)
  }
  return least.sign() >= 0
}

/** A product of so many is written out where it is differentiated. */
const MOST_WRITTEN = 5

export function fewBetween(from: Expr, to: Expr): readonly Expr[] | undefined {
  if (from.kind !== 'num' || to.kind !== 'num') return undefined
  const [a, b] = [from.value.toNumber(), to.value.toNumber()]
  if (!Number.isInteger(a) || !Number.isInteger(b) || b - a >= MOST_WRITTEN) return undefined
  return Array.from({ length: Math.max(0, b - a + 1) }, (_, k) => num(a + k))
}

/** A binder with its body as it was written. */
export function asWritten(head: string, args: readonly Expr[]): Expr {
  const [given, from, to, open] = requireVariable(head, args)
  const [variable, body] = leveled(given, open, rawCall)
  return rawCall(head, [variable, from, to, body])
}

/** The binder over a variable, in canonical form. */
export function bind(row: BinderRow, args: readonly Expr[], call: Make): Expr {
  const [given, from, to, open] = requireVariable(row.name, args)
  for (const part of [from, to, open]) requireNumber(part)
  const [variable, body] = leveled(given, open, call)
  const whole = (): Expr => rawCall(row.name, [variable, from, to, body])
  if ([from, to, body].some(isValueless) && !(isInfinite(from) || isInfinite(to))) return whole()
  if (isNeutral(row, body)) return body
  const length = lengthOf(row, from, to)
  if (length?.value.isZero()) return num(row.neutral)
  const algebra = binderAlgebra(variable, call)
  if (!dependsOn(body, variable) && !isValueless(body)) {
    if (length !== undefined) return row.constant(algebra, body, length)
    if (row.over === 'reals' && !isValueless(from) && !isValueless(to))
      return row.constant(algebra, body, algebra.sub(to, from))
  }
  const isNumeric = length !== undefined && row.joined !== undefined && (body.mask & ~BOUND) === 0
  return (isNumeric ? added(row, algebra, from, length.value, body) : undefined) ?? whole()
}

const isInfinite = (e: Expr): boolean =>
  isCall(e, 'inf') || (isCall(e, 'mul') && e.args.length === 2 && isCall(e.args[1], 'inf'))

const isNeutral = (row: BinderRow, body: Expr): boolean =>
  body.kind === 'num' && body.value.equals(row.neutral === 0 ? Rational.ZERO : ONE)

/** How many terms an index runs through, 0 where there are none; the length 0 of an integral between equal bounds. Undefined otherwise. */
function lengthOf(row: BinderRow, from: Expr, to: Expr): (Expr & { kind: 'num' }) | undefined {
  if (row.over === 'reals') return equal(from, to) && !isValueless(from) ? num(0) : undefined
  for (const bound of [from, to])
    if (bound.kind === 'num' && !bound.value.isInteger())
      throw new ShapeError(`the index of ${row.name} runs over whole numbers, not to ${bound.value}`, 'index-bound')
  const gap = add(to, mul(minusOne, from))
  if (gap.kind !== 'num') return undefined
  if (!gap.value.isInteger()) return undefined
  return gap.value.sign() < 0 ? num(0) : num(gap.value.add(ONE))
}

/** The number that a short sum of numbers is; undefined where a term is none. */
function added(row: BinderRow, algebra: BinderAlgebra, from: Expr, length: Rational, body: Expr): Expr | undefined {
  const count = length.smallInt()
  if (count === undefined || count > MOST_TERMS || from.kind !== 'num') return undefined
  let value: Expr = num(row.neutral)
  for (let k = 0; k < count; k++) {
    spend(1)
    const term = algebra.at(body, num(from.value.add(Rational.of(k))))
    if (term.kind !== 'num' || row.joined === undefined) return undefined
    value = row.joined(algebra, value, term)
    if (value.kind !== 'num') return undefined
  }
  return value
}
