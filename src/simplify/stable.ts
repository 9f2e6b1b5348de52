/**
 * The form "stable": an equal expression that neither overflows nor cancels where its value need not, for floating point arithmetic.
 * From the leaves up, sums of exponentials become softplus, logsumexp and weights (weights.ts), sums beside weights are multiplied out,
 * and the rules of rules/stable.ts are used, always. It starts from what `simplify` answers.
 */
import type { Assumptions } from '../expr/assumption.js'
import { call, e as E, minusOne, mul, num, one, pow, product, sum, zero } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, factorsOf, isCall, termsOf } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import { rewritten } from '../expr/walk.js'
import { ONE, type Rational, ZERO } from '../number/rational.js'
import { instantiate, matchTop } from '../rewrite/match.js'
import { heads, type Rule, readRules } from '../rewrite/rule.js'
import { stable as lines } from '../rules/stable.js'
import { byDifference, conjugate } from './differences.js'
import {
  asExponentials,
  balanced,
  isExponential,
  logOfSum,
  powerOfSum,
  shifted,
  turning,
  weight,
} from './exponentials.js'
import { type Domain, Facts } from './facts.js'
import { simplify } from './simplify.js'

/** How often one node may change. */
const ROUNDS = 8
/** Sums with more terms are not multiplied out. */
const WIDEST = 12

let written: readonly Rule[] | undefined
/** The rules of this form. */
export const stableRules = (): readonly Rule[] => (written ??= readRules(lines))

export interface StableOptions {
  readonly assumptions?: Assumptions
  readonly domain?: Domain
}

/** `stable(1/(1 + e^(-x)))` is sigmoid(x), and `stable(log(1 + e^x))` softplus(x). */
export function stable(e: Expr, options: StableOptions = {}): Expr {
  const facts = new Facts(options.assumptions, options.domain)
  return rewritten(simplify(e, options), fresh => settled(fresh, facts))
}

function settled(e: Expr, facts: Facts): Expr {
  let result = e
  for (let round = 0; round < ROUNDS && result.kind === 'call'; round++) {
    const next =
      byShape(result, facts) ?? byRule(result, facts) ?? byDifference(result, facts) ?? conjugate(result, facts)
    if (next === undefined || next === result) break
    result = next
  }
  return result
}

function byShape(e: Call, facts: Facts): Expr | undefined {
  const [u] = e.args
  if (isCall(e, 'log') && u !== undefined) return logOfSum(u, facts) ?? logOnePlus(u) ?? logOfProduct(u, facts)
  if (isExponential(e)) return changed(e, weight(e.args[1] as Expr))
  if (isCall(e, 'pow')) return powerOfSum(e, facts)
  if (isCall(e, 'add')) return shifted(e)
  if (isCall(e, 'mul')) return changed(e, balanced(e)) ?? decoded(e) ?? multipliedOut(e, facts)
  return undefined
}

/** A product whose exponential turns out to be a weight. */
function decoded(e: Call): Expr | undefined {
  const exponential = e.args.find(isExponential)
  const value = exponential && weight(exponential.args[1] as Expr)
  if (value === undefined || value === exponential) return undefined
  return product([value, ...e.args.filter(f => f !== exponential)])
}

const changed = (before: Expr, after: Expr): Expr | undefined => (after === before ? undefined : after)

/** log(1 + u + v) as log1p(u + v). */
function logOnePlus(u: Expr): Expr | undefined {
  const [first, ...others] = isCall(u, 'add') ? u.args : []
  const startsWithOne = isOne(first)
  return startsWithOne && others.length > 1 ? call('log1p', [sum(others)]) : undefined
}

/** log(a*b^q) as log(a) + q*log(b) for factors b > 0, where one of them may be too large or too small to be written. */
function logOfProduct(u: Expr, facts: Facts): Expr | undefined {
  if (!isCall(u, 'mul') && !isCall(u, 'pow')) return undefined
  const factors = factorsOf(u)
  if (!factors.some(f => isExponential(f) || isWeight(f) || logOfSum(baseOf(f), facts) !== undefined)) return undefined
  const positive = factors.filter(f => facts.prove(call('gt', [f, zero])) === true)
  const rest = factors.filter(f => !positive.includes(f))
  const isApart = ([base, q]: readonly [Expr, Expr]): boolean =>
    facts.prove(call('gt', [base, zero])) === true && facts.of(q).real
  if (positive.length === 0 || isExponential(u) || (factors.length === 1 && !isApart(split(u)))) return undefined
  const logs = positive.map(f => {
    const [base, q] = split(f)
    if (base === E) return q
    return isApart([base, q]) ? mul(q, settled(call('log', [base]), facts)) : settled(call('log', [f]), facts)
  })
  return sum([...logs, ...(rest.length === 0 ? [] : [settled(call('log', [product(rest)]), facts)])])
}

/** Base and exponent. */
const split = (f: Expr): readonly [Expr, Expr] => (isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, one])

const baseOf = (f: Expr): Expr => split(f)[0]

function byRule(e: Call, facts: Facts): Expr | undefined {
  const present = heads(e)
  for (const rule of stableRules()) {
    if ((rule.heads & present) !== rule.heads) continue
    let result: Expr | undefined
    matchTop(rule.pattern, e, m => {
      if (facts.prove(instantiate(rule.condition, m.binding)) !== true) return false
      result = m.restore(instantiate(rule.replacement, m.binding))
      return true
    })
    if (result !== undefined) return result
  }
  return undefined
}

/** Whether a factor may vanish where an exponential grows. */
const isWeight = (f: Expr): boolean => turning(f) !== undefined || (isExponential(f) && f.args.some(hasLogsumexp))

const hasLogsumexp = (v: Expr): boolean =>
  termsOf(v)
    .flatMap(factorsOf)
    .some(f => isCall(f, 'logsumexp') || isCall(f, 'softplus'))

const hasExponentials = (f: Expr): boolean =>
  isCall(f, 'add') &&
  f.args.some(t => factorsOf(t).some(g => isExponential(g) || isCall(g, 'sinh') || isCall(g, 'cosh')))

/** Whether a function that grows beyond doubles is below the bar and in a term of the sum: (x*erfcx(x) - 1)/erfcx(x)^2. */
const growsBelow = (f: Expr, sum: Call): boolean => {
  const [base, q] = split(f)
  return (
    isCall(base, 'erfcx') && q.kind === 'num' && q.value.sign() < 0 && sum.args.some(t => factorsOf(t).includes(base))
  )
}

/** The factor to be multiplied into the weights beside it. */
const weighted = (e: Call): Expr | undefined =>
  e.args.some(isWeight)
    ? e.args.find(f => isCall(f, 'sinh') || isCall(f, 'cosh') || hasExponentials(f))
    : e.args.find(f => e.args.some(isExponential) && isCall(f, 'add') && f.args.some(t => factorsOf(t).some(isWeight)))

/**
 * A weight times a sum with exponentials, or the other way round: 1 + (x + 1)*e^(-x) overflows where sigmoid(x)^2 vanishes.
 */
function multipliedOut(e: Call, facts: Facts): Expr | undefined {
  const scaled = e.args.find((f): f is Call => isCall(f, 'add') && e.args.some(g => growsBelow(g, f)))
  const grown = scaled ?? weighted(e)
  if (grown?.kind !== 'call' || grown.args.length > WIDEST) return undefined
  const others = e.args.filter(f => f !== grown)
  const parts = termsOf(grown).flatMap(asExponentials)
  const terms = parts.map(t => settled(product([t, ...others]), facts))
  return collected(sum(terms), facts)
}

/** What all terms share taken out, so that no term is left with a larger power than it had. */
function collected(e: Expr, facts: Facts): Expr {
  if (!isCall(e, 'add')) return e
  const terms = e.args.map(powers)
  const shared = [...(terms[0] as ExprMap<Rational>).entries()].flatMap(([base, q]) => {
    const all = [q, ...terms.slice(1).map(t => t.get(base) ?? ZERO)]
    return all.every(x => x.sign() === q.sign()) ? [pow(base, num(nearest(all)))] : []
  })
  const inside = sum(e.args.map(t => product([t, ...shared.map(f => pow(f, minusOne))])))
  return product([...shared, settled(inside, facts)])
}

/** Of numbers of one sign the one nearest to 0. */
const nearest = (qs: readonly Rational[]): Rational => qs.reduce((a, b) => (a.abs().compare(b.abs()) <= 0 ? a : b))

/** The factors of a term with rational exponents. */
function powers(term: Expr): ExprMap<Rational> {
  const map = new ExprMap<Rational>()
  for (const f of factorsOf(term)) {
    if (f.kind === 'num') continue
    const q = isCall(f, 'pow') ? f.args[1] : undefined
    if (isCall(f, 'pow') && q?.kind === 'num' && f.args[0]?.kind !== 'num') map.set(f.args[0] as Expr, q.value)
    else map.set(f, ONE)
  }
  return map
}
