/**
 * Products as one quotient: x*y^(-2) is x/(y*y), x/3 divides by 3. A rational coefficient p/q with small parts is
 * p above and q below the line (so 3*x/10 at x = 3 is 0.9), any other the nearest constant. A logistic quotient
 * e^(mu)/(1 + e^u)^n is rewritten as sigmoid(u)^m/(1 + e^u)^(n-m), which does not overflow where it has a value.
 */

import { append } from '../expr/args.js'
import type { Call, Expr } from '../expr/node.js'
import { isCall } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { row } from '../functions/table.js'
import { ONE, type Rational } from '../number/rational.js'
import type { Assembler } from './assembler.js'
import { exponentOf } from './near-one.js'

/** Where the values of expressions are, and what puts more there. */
export interface Registers {
  readonly tape: Assembler
  /** The register of a number. */
  number(e: Expr): number
  /** A whole number as a constant. */
  constant(value: number): number
  /** a^n for a whole n >= 0; undefined for n = 0, the empty product. */
  power(a: number, n: number, e: Expr): number | undefined
}

/** Parts of a coefficient below this are written above and below the line. */
const SMALL = 2 ** 31
/** Products of more factors are not searched for logistic quotients, and longer denominators are not taken apart: each of a chain has the one before. */
const FEW = 32

/** Registers above and below the line of a fraction, and its sign. */
interface Fraction {
  readonly above: number[]
  readonly below: number[]
  negative: boolean
}

/** The register of a product node. */
export function lowerProduct(e: Call, to: Registers): number {
  const fraction: Fraction = { above: [], below: [], negative: false }
  const first = e.args[0] as Expr
  const factors = first.kind === 'num' ? e.args.slice(1) : e.args
  if (first.kind === 'num') placeCoefficient(first.value, first, fraction, to)
  for (const f of placeLogistic(factors, e, fraction, to)) place(to.number(f), fraction, to)
  return finish(fraction, e, to)
}

function placeCoefficient(c: Rational, e: Expr, f: Fraction, to: Registers): void {
  const [p, q] = [Number(c.num), Number(c.den)]
  const binary = q <= SMALL && Number.isInteger(Math.log2(q)) && Math.abs(p) <= Number.MAX_SAFE_INTEGER
  if (!binary && Math.abs(p) < SMALL && q < SMALL) {
    if (Math.abs(p) !== 1) f.above.push(to.constant(p))
    f.below.push(to.constant(q))
    f.negative = p === -1
  } else if (p === -1 && q === 1) f.negative = true
  else f.above.push(to.number(e))
}

/** Puts a factor that is 1/d below the line. */
function place(register: number, f: Fraction, to: Registers): void {
  const o = to.tape.at(register)
  if (o.op === 'div' && o.a === to.constant(1)) f.below.push(o.b)
  else if (o.op === 'product' && o.below.length <= FEW && o.above.length === 1 && o.above[0] === to.constant(1))
    append(f.below, o.below)
  else f.above.push(register)
}

function finish(f: Fraction, e: Expr, to: Registers): number {
  const { tape } = to
  const signed = f.above.length === 0 && f.negative
  const above = f.above.length > 0 ? f.above : [to.constant(signed ? -1 : 1)]
  const quotient = tape.quotient(above, f.below, e)
  return f.negative && !signed ? tape.emit({ op: 'neg', a: quotient }, e) : quotient
}

/** Places the factors of a logistic quotient, if there is one; answers the factors that remain. */
function placeLogistic(factors: readonly Expr[], e: Expr, fraction: Fraction, to: Registers): readonly Expr[] {
  const sigmoid = row('sigmoid')
  if (factors.length > FEW || sigmoid === undefined) return factors
  for (const below of factors) {
    const logistic = readLogistic(below)
    if (logistic === undefined) continue
    const { u, base, n } = logistic
    for (const above of factors) {
      const m = multiple(exponentOf(above), u)
      if (m === undefined || m < 1 || m > n) continue
      const s = to.tape.emit({ op: 'call', row: sigmoid, args: [to.number(u)] }, e)
      fraction.above.push(to.power(s, m, e) as number)
      const rest = to.power(to.number(base), n - m, e)
      if (rest !== undefined) fraction.below.push(rest)
      return factors.filter(f => f !== above && f !== below)
    }
  }
  return factors
}

/** (1 + e^u)^(-n) for a whole n >= 1. */
function readLogistic(e: Expr): { readonly u: Expr; readonly base: Expr; readonly n: number } | undefined {
  if (!isCall(e, 'pow')) return undefined
  const [base, exponent] = e.args as readonly [Expr, Expr]
  if (!isCall(base, 'add') || base.args.length !== 2 || exponent.kind !== 'num') return undefined
  const n = exponent.value.neg().smallInt()
  const [one, power] = base.args
  const u = exponentOf(power)
  return n !== undefined && n >= 1 && u !== undefined && isOne(one) ? { u, base, n } : undefined
}

/** The whole number m with w = m*u. */
function multiple(w: Expr | undefined, u: Expr): number | undefined {
  if (w === undefined) return undefined
  const [a, b] = [scaled(w), scaled(u)]
  if (a.rest.length !== b.rest.length || b.coefficient.isZero()) return undefined
  if (!a.rest.every((f, k) => equal(f, b.rest[k] as Expr))) return undefined
  return a.coefficient.div(b.coefficient).smallInt()
}

function scaled(e: Expr): { readonly coefficient: Rational; readonly rest: readonly Expr[] } {
  if (e.kind === 'num') return { coefficient: e.value, rest: [] }
  if (!isCall(e, 'mul')) return { coefficient: ONE, rest: [e] }
  const c = e.args[0]
  return c?.kind === 'num' ? { coefficient: c.value, rest: e.args.slice(1) } : { coefficient: ONE, rest: e.args }
}
