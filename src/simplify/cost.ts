/**
 * What a reader reads: leaves, operators and function names; parentheses are free. A subtraction, a division and a
 * leading minus are one operator each, e^u counts as a function of u, a square root as a function, and a negative
 * power as a quotient. It is counted on the tree that would be printed, from the DAG. Short forms that nobody writes (faults.ts)
 * count as more than what one writes for them.
 */
import { type Call, type Expr, factorsOf, isCall } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import { postorder } from '../expr/walk.js'
import { gcdSmall } from '../number/integer.js'
import type { Rational } from '../number/rational.js'
import { heed } from '../work.js'
import { bracketed, chargeFor, denominatorIn, isBelow } from './faults.js'

/** Costs of the nodes met so far. */
export type Costs = Map<Expr, number>

/** The cost of an expression; `costs` remembers those below it. */
export function cost(e: Expr, costs: Costs): number {
  const old = costs.get(e)
  if (old !== undefined) return old
  if (e.kind === 'call' && e.args.every(a => costs.has(a))) return remember(e, costs)
  for (const node of postorder(e, c => !costs.has(c))) {
    heed()
    if (!costs.has(node)) costs.set(node, costOf(node, costs))
  }
  return costs.get(e) as number
}

function remember(e: Expr, costs: Costs): number {
  const c = costOf(e, costs)
  costs.set(e, c)
  return c
}

const sizeOfNumber = (q: Rational): number => (q.sign() < 0 ? 1 : 0) + (q.isInteger() ? 1 : 3)

function costOf(e: Expr, costs: Costs): number {
  if (e.kind === 'num') return e.decimal ? 1 : sizeOfNumber(e.value)
  if (e.kind === 'sym') return 1
  switch (e.head) {
    case 'add':
      return sumCost(e, costs)
    case 'mul':
      return quotientCost(e.args, costs)
    case 'pow':
      return quotientCost([e], costs) + bracketCost(e.args[1] as Expr, costs)
    case 'and':
    case 'or':
      return total(e.args, costs) + e.args.length - 1
    case 'piecewise':
      return total(e.args, costs) + 1 + (isZero(e.args[0]) ? BACKWARD : 0)
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return total(e.args, costs) + 1 + (e.args[0]?.kind === 'num' ? BACKWARD : 0)
    case 'cbrt':
      return total(e.args, costs) + 1 + (isRootedNumber(e.args[0] as Expr) ? NESTED_ROOT : 0)
    default:
      return total(e.args, costs) + 1 + e.args.reduce((s, a) => s + bracketCost(a, costs), 0)
  }
}

/** What a product such as x*(x + 3) is charged as an argument, an exponent or a term of a sum. */
function bracketCost(e: Expr, costs: Costs): number {
  const found = bracketed(e)
  return found === undefined ? 0 : chargeFor(found, f => known(f, costs))
}

/** piecewise(1, x > 0, 0) is better than piecewise(0, 0 >= x, 1). */
const BACKWARD = 1 / 64

const known = (e: Expr, costs: Costs): number => costs.get(e) ?? cost(e, costs)

const total = (args: readonly Expr[], costs: Costs): number => args.reduce((s, a) => s + known(a, costs), 0)

/** A minus sign before a sum is better outside the brackets: of two forms as long, -1/(x + 1) and not 1/(-x - 1). */
const LEADING_MINUS = 1 + 1 / 64

/** A product with a sum in it is better not a term of another sum: of two forms as long, 6*(x - 1)*(x - 2) and not 6*x*(x - 3) + 12. */
const NESTED = 1 / 256

const isNested = (term: Expr): boolean => factorsOf(term).some(f => isCall(isCall(f, 'pow') ? f.args[0] : f, 'add'))

/** Two fractions with one denominator are better one: (x*cos(x) - sin(x))/x^2 and not cos(x)/x - sin(x)/x^2. */
const SPLIT = 1 / 64

function splitBars(e: Call): number {
  const seen = new Set<number>()
  let split = 0
  for (const t of e.args) {
    for (const f of factorsOf(t)) {
      if (!isBelow(f)) continue
      const { hash } = (f as Call).args[0] as Expr
      if (seen.has(hash)) split = SPLIT
      seen.add(hash)
    }
  }
  return split
}

/** A minus sign of a term is the operator between two terms; only if all are negative does one lead. */
function sumCost(e: Call, costs: Costs): number {
  let sum = e.args.length - 1
  let leading = 1
  for (const a of e.args) {
    const minus = hasMinus(a)
    sum += known(a, costs) - (minus ? 1 : 0) + (isNested(a) ? NESTED + bracketCost(a, costs) : 0)
    if (!minus) leading = 0
  }
  return sum + leading * LEADING_MINUS + splitBars(e)
}

/** Whether a term is written with a minus sign. */
export const hasMinus = (e: Expr): boolean => {
  const c = isCall(e, 'mul') ? (e.args[0] as Expr) : e
  return c.kind === 'num' && c.value.sign() < 0
}

/** Factors above and below the bar, one operator between any two, and "1 /" where nothing is above. */
function quotientCost(factors: readonly Expr[], costs: Costs): number {
  let sum = 0
  let above = 0
  let below = 0
  for (const f of factors) {
    if (f.kind === 'num') {
      const c = f.value.abs()
      if (f.value.sign() < 0) sum++
      if (f.decimal || c.num !== 1) {
        above++
        sum++
      }
      if (!f.decimal && !c.isInteger()) {
        below++
        sum++
      }
    } else {
      const part = powerCost(f, costs)
      sum += part.cost
      if (part.below) below++
      else above++
    }
  }
  for (const f of factors) sum += fractionCost(f, below > 0, costs)
  if (factors.length > 1 && factors.some(hasContent) && factors.every(isAlgebraic)) sum += CONTENT
  return sum + above + below - 1 + (above === 0 ? 2 : 0) + (factors.some(maybeCancels) ? BAR : 0)
}

/** A number that all terms of a bracket share stands before it: 2*n*(2*n - 1) and not n*(4*n - 2). */
const CONTENT = 2 + 1 / 64

/** A number, a letter, a sum, or a power of these. */
function isAlgebraic(f: Expr): boolean {
  const base = isCall(f, 'pow') && f.args[1]?.kind === 'num' ? (f.args[0] as Expr) : f
  return base.kind !== 'call' || base.head === 'add'
}

function hasContent(f: Expr): boolean {
  if (!isCall(f, 'add')) return false
  let content = 0
  for (const t of f.args) {
    const c = isCall(t, 'mul') ? (t.args[0] as Expr) : t
    const n = c.kind === 'num' && !c.decimal ? c.value.abs().smallInt() : undefined
    content = gcdSmall(content, n ?? 1)
    if (content === 1) return false
  }
  return content > 1
}

/** Of two forms as long one without a bar: x^2 + 2*x + 4 and not (x^3 - 8)/(x - 2), (n + 1)*(n + 2) and not (n + 2)!/n!. */
const BAR = 1 / 512

const maybeCancels = (f: Expr): boolean => {
  const base = isBelow(f) ? (f as Call).args[0] : undefined
  return isCall(base, 'add') || isCall(base, 'factorial')
}

/** A fraction in a sum beside others: of two forms as long 1/x + 1/(2*(x + 1)), and not (3 + 2/x)*e^x. */
const COMPOUND = 1 / 128

/** What a sum with a fraction in it is charged as a factor: where there is a bar, about what one bar for both would take. */
function fractionCost(f: Expr, bar: boolean, costs: Costs): number {
  const [base, exponent] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f]
  if (exponent !== undefined && !(exponent.kind === 'num' && exponent.value.isInteger())) return 0
  const inner = denominatorIn(base)
  if (inner === undefined) return 0
  const size = inner.reduce((s, d) => s + known(d, costs) + 1, 0)
  return bar ? ((base as Call).args.length - 1) * size + 1 : COMPOUND
}

/** A root below a root of a number: (1 + sqrt(3))/sqrt(2) and not sqrt(2 + sqrt(3)). */
const NESTED_ROOT = 4

const isRootedNumber = (e: Expr): boolean =>
  e.mask === 0 &&
  isCall(e, 'add') &&
  e.args.some(t => factorsOf(t).some(f => isCall(f, 'pow') && f.args[0]?.kind === 'num'))

function powerCost(f: Expr, costs: Costs): { cost: number; below: boolean } {
  if (!isCall(f, 'pow')) return { cost: known(f, costs), below: false }
  const [base, exponent] = f.args as [Expr, Expr]
  if (isCall(base, 'e')) return { cost: known(exponent, costs) + 1, below: false }
  const b = known(base, costs)
  if (exponent.kind !== 'num') return { cost: b + known(exponent, costs) + 1, below: false }
  const q = exponent.value.abs()
  const below = exponent.value.sign() < 0
  if (q.isOne()) return { cost: b, below }
  if (q.num === 1 && q.den === 2) return { cost: b + 1 + (isRootedNumber(base) ? NESTED_ROOT : 0), below }
  return { cost: b + 1 + (exponent.decimal ? 1 : sizeOfNumber(q)), below }
}
