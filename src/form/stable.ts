/**
 * The form "stable" as a whole: rules and weights (simplify/stable.ts), and about the points at which a sum still cancels, as
 * x - sin(x) does at 0, its power series. What a sum loses to cancellation is told by Laurent series of its terms: the lowest power of the
 * sum is higher than that of a term. The series is used as far as it needs few terms, and beyond that the sum, which no longer cancels.
 * What overflows in powers alone is scaled (simplify/scaling.ts). Invariant: the value is that of the sum to about 1e-13, on both sides of the border.
 */

import type { Values } from '../diff/series.js'
import { type Series, TooShort } from '../diff/series.js'
import { laurentSeries } from '../diff/taylor.js'
import { DomainError, ShapeError } from '../errors.js'
import { evaluate } from '../evaluate/evaluate.js'
import { smallest } from '../expr/args.js'
import { call, mul, num, one, pow, product, sub, sum, zero } from '../expr/build.js'
import { type Call, type Expr, isCall, sym } from '../expr/node.js'
import { contains, freeSymbols, postorder, withArgs } from '../expr/walk.js'
import { Rational } from '../number/rational.js'
import { Facts } from '../simplify/facts.js'
import { scaled } from '../simplify/scaling.js'
import { simplify } from '../simplify/simplify.js'
import { stable as byRules, type StableOptions } from '../simplify/stable.js'

/** Larger expressions are not searched. */
const MOST_NODES = 120
/** So many powers tell whether a sum cancels; so many are there for the series. */
const FEW = 4
const MANY: readonly number[] = [14, 26, 38]
const MOST_TERMS = 20
/** Half the widths of the intervals in which a series is tried. */
const WIDTHS: readonly Rational[] = [0, 1, 2, 3, 4, 5].map(k => Rational.of(1, 2 ** k))
/** A series is cut where its terms are smaller than this beside the first. */
const TAIL = 2 ** -56
/** By so much the terms may exceed their sum where the sum is used. */
const LOSS = 1000
/** So well the sum and its series agree on the border. */
const AGREEMENT = 1e-11

const VALUES: Values = { settle: e => (e.kind === 'num' ? e : simplify(e)), isZero: e => e === zero }

/** `stable('x/(exp(x) - 1)')` has its digits at every x. */
export function stable(e: Expr, options: StableOptions = {}): Expr {
  const written = byRules(e, options)
  if (options.domain === 'complex') return written
  const facts = new Facts(options.assumptions)
  const summed = postorder(written).length > MOST_NODES ? written : withSeries(written)
  return withParts(summed, c => (isCall(c, 'mul') ? (scaled(c, facts) ?? c) : c))
}

/** The expression with its sums as series where they cancel. */
function withSeries(e: Expr): Expr {
  const points = pointsIn(e)
  return withParts(e, c => (isCall(c, 'add') ? points.reduce((s, at) => nearPoint(s, c, at), c as Expr) : c))
}

/** The expression with other parts, the outermost first, and none in what has cases already. */
function withParts(e: Expr, other: (c: Call) => Expr): Expr {
  const made = new Map<Expr, Expr>()
  const open = (c: Call): boolean => {
    if (made.has(c) || isCall(c, 'piecewise')) return false
    const changed = other(c)
    if (changed === c) return true
    made.set(c, changed)
    return false
  }
  for (const n of postorder(e, open)) {
    if (made.has(n) || n.kind !== 'call' || n.args.every(a => (made.get(a) ?? a) === a)) continue
    made.set(
      n,
      withArgs(
        n,
        n.args.map(a => made.get(a) ?? a),
      ),
    )
  }
  return made.get(e) ?? e
}

interface Point {
  readonly x: Expr
  readonly at: Rational
}

/** Where sums may cancel: at 0, where a logarithm is 0, and where a factor a*x + b is. */
function pointsIn(e: Expr): Point[] {
  const points: Point[] = []
  const add = (x: Expr, at: Rational): void => {
    if (!points.some(p => p.x === x && p.at.equals(at))) points.push({ x, at })
  }
  for (const name of freeSymbols(e)) add(sym(name), Rational.of(0))
  for (const n of postorder(e)) {
    if (isCall(n, 'log') && n.args[0]?.kind === 'sym') add(n.args[0], Rational.ONE)
    if (!isCall(n, 'add') || n.args.length !== 2) continue
    const [b, t] = n.args as [Expr, Expr]
    const [c, x] = isCall(t, 'mul') && t.args.length === 2 ? (t.args as [Expr, Expr]) : [one, t]
    const [constant, rate] = b.kind === 'num' ? [b, c] : []
    if (constant?.kind === 'num' && rate?.kind === 'num' && x.kind === 'sym')
      add(x, constant.value.neg().div(rate.value))
  }
  return points
}

/** A sum with its series about a point, if it cancels there; `so` is what it is elsewhere. */
function nearPoint(so: Expr, s: Call, { x, at }: Point): Expr {
  if (!contains(s, x) || freeSymbols(s).size !== 1 || isLinear(s)) return so
  try {
    if (!cancels(s, x, at)) return so
    for (const top of MANY) {
      const found = cut(laurentSeries(s, x, num(at), top, VALUES), s, x, at)
      if (found !== undefined)
        return call('piecewise', [found.value, call('lt', [call('abs', [sub(x, num(at))]), num(found.width)]), so])
    }
    return so
  } catch (error) {
    // Without a series there is nothing to be done here: the sum is what it was.
    if (error instanceof DomainError || error instanceof ShapeError || error instanceof TooShort) return so
    throw error
  }
}

/** a*x + b: what cancels is exact. */
const isLinear = (s: Call): boolean =>
  s.args.every(t => t.kind !== 'call' || (isCall(t, 'mul') && t.args.every(f => f.kind !== 'call')))

/** Whether the lowest powers of the terms cancel. */
function cancels(s: Call, x: Expr, at: Rational): boolean {
  const low = (e: Expr): number => laurentSeries(e, x, num(at), FEW, VALUES).low
  return low(s) > smallest(s.args.map(low))
}

/** The series as a polynomial, and in which interval it is used. */
function cut(series: Series, s: Call, x: Expr, at: Rational): { value: Expr; width: Rational } | undefined {
  const sizes = series.terms.map(c => Math.abs(evaluate(c, {})))
  const [first] = sizes
  if (first === undefined || first === 0) return undefined
  for (const width of WIDTHS) {
    const r = width.toNumber()
    const small = sizes.map((c, k) => c * r ** k < TAIL * first)
    const last = small.lastIndexOf(false) + 1
    if (last + 2 > sizes.length || sizes.slice(0, last).filter(c => c > 0).length > MOST_TERMS) continue
    const terms = series.terms.slice(0, last)
    const value = horner(terms, series.low, sub(x, num(at)))
    if ([width, width.neg()].every(h => fits(s, value, x, at.add(h)))) return { value, width }
  }
  return undefined
}

/** Whether on the border the sum has lost little, and is what the series is. */
function fits(s: Call, series: Expr, x: Expr, at: Rational): boolean {
  const point = { [String(x)]: at.toNumber() }
  const atPoint = (e: Expr): number => evaluate(e, point, { undefined: 'nan' })
  const value = atPoint(s)
  const size = s.args.reduce((t, a) => t + Math.abs(atPoint(a)), 0)
  return size <= LOSS * Math.abs(value) && Math.abs(atPoint(series) - value) <= AGREEMENT * Math.abs(value)
}

/** t^low*(a + t*(b + t*(...))), in steps of t^2 where only every other coefficient is there. */
function horner(terms: readonly Expr[], low: number, t: Expr): Expr {
  const step = terms.every((c, k) => k % 2 === 0 || c === zero) ? 2 : 1
  let value: Expr = zero
  for (let k = terms.length - 1; k >= 0; k--) {
    if (k % step !== 0) continue
    const c = terms[k] as Expr
    value = value === zero ? c : sum([c, mul(pow(t, num(step)), value)])
  }
  return product([pow(t, num(low)), value])
}
