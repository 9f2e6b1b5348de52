/**
 * Problems in which the variable stands in one linear bracket alone, as x does in (x - m)^2*e^(x - m), or in brackets that differ from it by
 * what has none of its letters: the same problem without the shift. Invariant: with the bracket in place of the variable it is the problem again.
 */
import { derivative, type Variable } from '../diff/derivative.js'
import { add, sub, zero } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, some, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, fold, freeSymbols, postorder } from '../expr/walk.js'
import { isArithmetic, joined, minus, SIGN, withOperands } from '../expr/written.js'
import { row } from '../functions/table.js'
import type { Habits } from './habits.js'

/** More letters are more work than it is worth. */
const MOST_LETTERS = 8

export interface Shift {
  readonly of: Variable
  /** The bracket as it is written. */
  readonly bracket: Expr
  /** Its derivative, on which the variable has no part. */
  readonly slope: Expr
  /** The problem with the variable in its place. */
  readonly problem: Expr
}

/**
 * The brackets of the problem in which letters stand alone, that of the variable first; each problem is without the shifts before it. `isWanted`
 * tells the letters meant.
 */
export function shiftsOf(variable: Expr, habits: Habits, isWanted: (letter: Expr) => boolean): readonly Shift[] {
  const found: Shift[] = []
  if (!habits.hasSums) return found
  const symbols = habits.letters.filter(e => e.kind === 'sym')
  if (symbols.length > MOST_LETTERS) return found
  let rest: Expr | undefined
  for (const x of [variable as Variable, ...symbols.filter(e => !equal(e, variable))]) {
    // What the variable moves is no shift of another letter.
    const mayShift = (sum: Expr): boolean => x === variable || !contains(sum, variable)
    const parts = isWanted(x) ? (rest === undefined ? habits.parts : postorder(rest)) : []
    const shift = shiftOf(parts, x, mayShift, e => habits.canonical(e))
    if (shift === undefined) continue
    found.push(shift)
    rest = shift.problem
  }
  return found
}

/** The shift of a letter; undefined where it stands elsewhere, too, or below what is no function of the table. */
function shiftOf(
  parts: readonly Expr[],
  x: Variable,
  mayShift: (sum: Expr) => boolean,
  canonical: (e: Expr) => Expr,
): Shift | undefined {
  const brackets = bracketsOf(parts, x, mayShift, canonical)
  const [first] = brackets.keys()
  if (first === undefined) return undefined
  let bracket = first
  const value = (e: Expr): Expr => brackets.get(e) as Expr
  for (const e of brackets.keys()) if (termsOf(value(e)).length < termsOf(value(bracket)).length) bracket = e
  const letters = [...freeSymbols(value(bracket))]
  // x - m - 2*s is x - m and a step, 2*s - x + m the opposite and a step; x - b is none from x - a.
  const isStep = (e: Expr): boolean => e.kind === 'num' || !letters.some(name => freeSymbols(e).has(name))
  const steps = new Map<Expr, readonly Expr[]>()
  for (const [e, v] of brackets) {
    const [along, against] = [sub(v, value(bracket)), add(v, value(bracket))]
    if (isStep(along)) steps.set(e, [x, ...stepsIn(along)])
    else if (isStep(against)) steps.set(e, [...stepsIn(against), minus(x)])
    else return undefined
  }
  const without = fold<Expr>(parts.at(-1) as Expr, (e, args) => {
    const terms = steps.get(e)
    return terms === undefined ? withOperands(e, args) : joined(SIGN.plus, terms)
  })
  return { of: x, bracket, slope: derivative(value(bracket), x), problem: without }
}

const stepsIn = (e: Expr): readonly Expr[] => (e === zero ? [] : termsOf(e))

/** The innermost sums in which the variable stands, with their values; none where it stands elsewhere or one is not linear. */
function bracketsOf(
  parts: readonly Expr[],
  x: Variable,
  mayShift: (sum: Expr) => boolean,
  canonical: (e: Expr) => Expr,
): ReadonlyMap<Expr, Expr> {
  const sums: Expr[] = []
  // Where the variable stands outside a bracket so far: in terms that one may still take in.
  const open = new Set<Expr>()
  for (const e of parts) {
    if ((e.mask & x.mask) !== x.mask) continue
    if (equal(e, x)) open.add(e)
    if (e.kind !== 'call' || !some(e.args, a => open.has(a))) continue
    if (isCall(e, SIGN.plus) || isCall(e, 'add')) {
      if (!mayShift(e)) return NONE
      sums.push(e)
    } else if (TERMS.has(e.head)) open.add(e)
    else return NONE
  }
  const problem = parts.at(-1)
  if (sums.length === 0 || problem === undefined || open.has(problem) || sums.includes(problem)) return NONE
  if (some(parts, e => e.kind === 'call' && isUnknown(e))) return NONE
  const values = new Map(sums.map(e => [e, canonical(e)]))
  return [...values.values()].every(value => isLinear(value, x)) ? values : NONE
}

/** Whether a sum has the variable in no more than one factor of each term. */
const isLinear = (value: Expr, x: Expr): boolean =>
  isCall(value, 'add') &&
  value.args.every(t =>
    factorsOf(t)
      .filter(f => contains(f, x))
      .every((f, k) => k === 0 && equal(f, x)),
  )

const isUnknown = (e: Call): boolean => e.args.length > 0 && !isArithmetic(e) && row(e.head) === undefined

const NONE: ReadonlyMap<Expr, Expr> = new Map()

/** What the terms of a linear sum are made of. */
const TERMS: ReadonlySet<string> = new Set(['mul', SIGN.times, SIGN.minus, SIGN.over])

/** What is written with letters in place of their brackets, with the brackets. */
export const unshifted = (written: Expr, shifts: readonly Shift[]): Expr =>
  shifts.reduceRight(
    (all, { of, bracket }) => fold<Expr>(all, (e, args) => (equal(e, of) ? bracket : withOperands(e, args))),
    written,
  )
