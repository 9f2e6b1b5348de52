/**
 * Differences that cancel in floating point, written so that they do not: of values of one function at arguments that are close to each
 * other as they are written (rules/stable.ts), and of roots. What is left is the difference of the arguments, made symbolically.
 */
import { call, minusOne, mul, neg, num, pow, product, sub, sum, zero } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, sym } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains } from '../expr/walk.js'
import { Rational, TWO } from '../number/rational.js'
import { instantiate, type Match, matchTop } from '../rewrite/match.js'
import { heads, type Rule, readRules } from '../rewrite/rule.js'
import { differences } from '../rules/stable.js'
import { expand, together } from './algebra.js'
import type { Facts } from './facts.js'
import { simplify } from './simplify.js'

/** In longer sums no pairs are looked for. */
const MOST_TERMS = 8

let written: readonly Rule[] | undefined
/** The rules of differences, in which w is u - v. */
const differenceRules = (): readonly Rule[] => (written ??= readRules(differences))

const W = sym('w')

/** A difference, or a quotient, of values at close arguments. */
export function byDifference(e: Call, facts: Facts): Expr | undefined {
  if (isCall(e, 'mul')) return byRules(e, facts)
  if (!isCall(e, 'add') || e.args.length > MOST_TERMS || e.mask === 0) return undefined
  for (const [i, a] of e.args.entries()) {
    for (const b of e.args.slice(i + 1)) {
      const pair = unlike(a, b)
      if (pair === undefined) continue
      const better = byRules(pair.difference, facts) ?? turned(byRules(neg(pair.difference) as Call, facts))
      if (better !== undefined) return sum([mul(pair.common, better), ...e.args.filter(t => t !== a && t !== b)])
    }
  }
  return undefined
}

const turned = (e: Expr | undefined): Expr | undefined => e && neg(e)

/** Two terms as c*(p - q), with nothing in common. */
function unlike(a: Expr, b: Expr): { readonly common: Expr; readonly difference: Call } | undefined {
  const [c, d] = [a, b].map(coefficientOf) as [Rational, Rational]
  if (!c.equals(d.neg())) return undefined
  const others = factorsOf(b)
  const shared = factorsOf(a).filter(f => f.kind !== 'num' && others.some(g => equal(f, g)))
  const common = product([num(c), ...shared])
  const [p, q] = [a, b].map(t => product([t, pow(common, minusOne)])) as [Expr, Expr]
  const difference = sum([p, q])
  return isCall(difference, 'add') && difference.args.length === 2 ? { common, difference } : undefined
}

function coefficientOf(t: Expr): Rational {
  const first = factorsOf(t)[0] as Expr
  return first.kind === 'num' ? first.value : Rational.ONE
}

function byRules(e: Call, facts: Facts): Expr | undefined {
  const present = heads(e)
  for (const rule of differenceRules()) {
    if ((rule.heads & present) !== rule.heads) continue
    let result: Expr | undefined
    const accept = (m: Match): boolean => {
      const [u, v] = [m.binding.get('u'), m.binding.get('v')]
      if (u === undefined || v === undefined || u.mask === 0 || v.mask === 0) return false
      const w = expand(sub(u, v))
      if ((contains(rule.replacement, W) && !isShort(w, u, v)) || !facts.of(u).real || !facts.of(v).real) return false
      result = m.restore(instantiate(rule.replacement, new Map(m.binding).set('w', w)))
      return true
    }
    if (matchTop(rule.pattern, e, accept) !== undefined) return result
  }
  return undefined
}

/** Whether the difference of arguments says less than they do; x and 2*x are as far from each other as from 0. */
const isShort = (w: Expr, u: Expr, v: Expr): boolean =>
  w.size <= u.size + v.size && (w.kind === 'num' || mul(w, pow(u, minusOne)).kind !== 'num')

/**
 * a + b as (a^2 - b^2)/(a - b) where one of them has a root, the squares have none and cancel as they are written; used where a and b have
 * opposite signs.
 */
export function conjugate(e: Call, facts: Facts): Expr | undefined {
  const [a, b] = e.args as [Expr, Expr]
  if (!isCall(e, 'add') || e.args.length !== 2 || ![a, b].some(hasRoot) || e.mask === 0) return undefined
  const squares = [a, b].map(t => product(factorsOf(t).map(f => pow(f, num(TWO)))))
  if (squares.some(hasRoot)) return undefined
  const signs = product([a, b].map(signPart))
  if (!facts.of(signs).real) return undefined
  const difference = simplify(together(sub(squares[0] as Expr, squares[1] as Expr)))
  // 1 - x is as good as sqrt(x) - 1 is bad.
  const most = squares.some(s => s.kind === 'num') ? 3 : 1
  if (difference.size > squares.reduce((n, s) => n + s.size, most)) return undefined
  const better = mul(difference, pow(sub(a, b), minusOne))
  const opposite = call('lt', [signs, zero])
  return facts.prove(opposite) === true ? better : call('piecewise', [better, opposite, e])
}

/** Whether a root that is no number is among the factors. */
const hasRoot = (t: Expr): boolean => factorsOf(t).some(f => isRoot(f) && f.kind === 'call' && f.mask !== 0)

const isRoot = (f: Expr): boolean => isCall(f, 'pow') && f.args[1]?.kind === 'num' && f.args[1].value.den === 2

/** The factors of a term that have to do with its sign: roots are positive. */
const signPart = (t: Expr): Expr =>
  product(factorsOf(t).flatMap(f => (isRoot(f) ? [] : [f.kind === 'num' ? num(Rational.of(f.value.sign())) : f])))
