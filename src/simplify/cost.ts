/**
 * What a reader reads: leaves, operators and function names; parentheses are free. A subtraction, a division and a
 * leading minus are one operator each, e^u counts as a function of u, a square root as a function, and a negative
 * power as a quotient. It is counted on the tree that would be printed, from the DAG.
 */
import { type Call, type Expr, isCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import type { Rational } from '../number/rational.js'

/** Costs of the nodes met so far. */
export type Costs = Map<Expr, number>

/** The cost of an expression; `costs` remembers those below it. */
export function cost(e: Expr, costs: Costs): number {
  const old = costs.get(e)
  if (old !== undefined) return old
  if (e.kind === 'call' && e.args.every(a => costs.has(a))) return remember(e, costs)
  for (const node of postorder(e, c => !costs.has(c))) if (!costs.has(node)) costs.set(node, costOf(node, costs))
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
      return quotientCost([e], costs)
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
    default:
      return total(e.args, costs) + 1
  }
}

/** piecewise(1, x > 0, 0) is better than piecewise(0, 0 >= x, 1). */
const BACKWARD = 1 / 64

const isZero = (e: Expr | undefined): boolean => e?.kind === 'num' && e.value.isZero()

const known = (e: Expr, costs: Costs): number => costs.get(e) ?? cost(e, costs)

const total = (args: readonly Expr[], costs: Costs): number => args.reduce((s, a) => s + known(a, costs), 0)

/** A minus sign before a sum is better outside the brackets: of two forms as long, -1/(x + 1) and not 1/(-x - 1). */
const LEADING_MINUS = 1 + 1 / 64

/** A product with a sum in it is better not a term of another sum: of two forms as long, 6*(x - 1)*(x - 2) and not 6*x*(x - 3) + 12. */
const NESTED = 1 / 256

const isNested = (term: Expr): boolean => isCall(term, 'mul') && term.args.some(f => isCall(f, 'add'))

/** A minus sign of a term is the operator between two terms; only if all are negative does one lead. */
function sumCost(e: Call, costs: Costs): number {
  let sum = e.args.length - 1
  let leading = 1
  for (const a of e.args) {
    const minus = hasMinus(a)
    sum += known(a, costs) - (minus ? 1 : 0) + (isNested(a) ? NESTED : 0)
    if (!minus) leading = 0
  }
  return sum + leading * LEADING_MINUS
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
      sum += part.cost + (hasFraction(f) ? COMPOUND : 0)
      if (part.below) below++
      else above++
    }
  }
  return sum + above + below - 1 + (above === 0 ? 2 : 0)
}

/** A fraction within a fraction: of two forms as long 1/x + 1/(2*(x + 1)), and not (3 + 2/x)/(2*(x + 1)). */
const COMPOUND = 1 / 128

const hasFraction = (e: Expr): boolean =>
  isCall(e, 'add') && e.args.some(t => (isCall(t, 'mul') ? t.args.some(isBelow) : isBelow(t)))

const isBelow = (e: Expr): boolean => isCall(e, 'pow') && e.args[1]?.kind === 'num' && e.args[1].value.sign() < 0

function powerCost(f: Expr, costs: Costs): { cost: number; below: boolean } {
  if (!isCall(f, 'pow')) return { cost: known(f, costs), below: false }
  const [base, exponent] = f.args as [Expr, Expr]
  if (isCall(base, 'e')) return { cost: known(exponent, costs) + 1, below: false }
  const b = known(base, costs)
  if (exponent.kind !== 'num') return { cost: b + known(exponent, costs) + 1, below: false }
  const q = exponent.value.abs()
  const below = exponent.value.sign() < 0
  if (q.isOne()) return { cost: b, below }
  if (q.num === 1 && q.den === 2) return { cost: b + 1, below }
  return { cost: b + 1 + (exponent.decimal ? 1 : sizeOfNumber(q)), below }
}
