/**
 * The derivative of a problem in the pieces that the problem has: the rules of differentiation (diff/calculus.ts) over sums of terms.
 * Every part is finished as soon as a rule has made it, so that the work is that of the distinct parts.
 */
import type { Algebra } from '../diff/calculus.js'
import { partial, partialByEntry, templates } from '../diff/partial.js'
import { requirePlaces } from '../diff/variables.js'
import { differentiateWritten } from '../diff/written-calculus.js'
import { sameArgs } from '../expr/args.js'
import { call, minusOne, pow, sub, zero } from '../expr/build.js'
import { append, type Expr, isCall, mapped, num, rawCall, some, sym } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { fold, withArgs } from '../expr/walk.js'
import { SIGN } from '../expr/written.js'
import { polynomialOf } from '../simplify/orthogonal.js'
import { arranged } from './arrange.js'
import type { Draft } from './draft.js'
import { underTheSign } from './sums.js'
import { merged, negated, type Sum, single, type Term, unity, valueOfSum } from './term.js'

/** Where in a problem a derivative arises. */
export interface Stage {
  /** Whether its terms came one by one. */
  readonly joint: boolean
  /** Whether it goes into those of other parts, which are finished in turn. */
  readonly inner: boolean
  /** Whether it is what was finished before, or the opposite, or a whole number of times that. */
  readonly again: boolean
}

/** Improves an answer. Nothing where the work is more than the answer is worth. */
export type Finish = (s: Sum, stage: Stage) => Sum | undefined

export function slope(problem: Expr, draft: Draft, finish: Finish): Sum | undefined {
  const algebra = algebraOf(draft)
  const x = draft.variable
  if (x.kind === 'call') requirePlaces([draft.canonical(problem)], [x])
  const known = new Map<Expr, Sum>()
  const moves = (e: Expr): boolean => (e.mask & x.mask) === x.mask
  const isVariable = (e: Expr): boolean => moves(e) && equal(x.kind === 'call' ? draft.canonical(e) : e, x)
  const slopeOf = (e: Expr): Sum => known.get(e) ?? algebra.zero
  for (const n of draft.habits.parts) {
    if (!moves(n)) continue
    if (isVariable(n)) known.set(n, algebra.one)
    else if (n.kind === 'call' && some(n.args, a => slopeOf(a).length > 0)) {
      const d = mapped(n.args, slopeOf)
      const { rule, value } = underTheSign(n, d, draft) ?? differentiateWritten(n, d, x, algebra, slopeOf)
      const stage = {
        joint: n.head === SIGN.plus,
        inner: n !== problem,
        again: value.length === 1 && some(d, s => isMultiple(value, s)),
      }
      const finished =
        rule === 'list' || rule === 'piecewise' ? value : finish(n.head === 'add' ? arranged(value, x) : value, stage)
      if (finished === undefined) return undefined
      known.set(n, finished)
    }
  }
  return slopeOf(problem)
}

/** Whether it is another term times a whole number. */
function isMultiple([t, ...others]: Sum, [of, ...more]: Sum): boolean {
  if (t === undefined || of === undefined || others.length > 0 || more.length > 0) return false
  return t.above.isInteger() && of.above.isInteger() && t.below === of.below && sameArgs(t.factors, of.factors)
}

function algebraOf(draft: Draft): Algebra<Sum> {
  const { of } = draft
  return {
    zero: [],
    one: [unity],
    isZero: s => s.length === 0,
    of,
    sum: sums => merged(sums.length === 1 ? (sums[0] as Sum) : termsIn(sums)),
    product: draft.product,
    negative: negated,
    lowered: (base, exponent) => {
      const less = sub(draft.canonical(exponent), num(1))
      const s = of(base)
      // What is measured and does not terminate stays as it was raised: ((1 + 0.2*M^2)/1.2)^2.
      const isMeasured = s.length === 1 && !(s[0] as Term).below.isOne() && !isOne(less)
      return less.kind === 'num' && !isMeasured ? draft.raised(s, less, base) : draft.power(base, less)
    },
    inverse: e => draft.raised(of(e), minusOne, e),
    log: base => {
      const plain = draft.canonical(base)
      if (isCall(plain, 'e')) return [unity]
      const [root, power] = isCall(plain, 'pow') ? plain.args : []
      return of(root && isCall(root, 'e') && power?.kind === 'num' ? power : rawCall('log', [base]))
    },
    partial: (r, e, k, entry) => {
      const [u] = e.args as [Expr]
      // 1/u with the u that the problem has: in canonical form sqrt(2*s) is two roots, which no longer meet it.
      if (e.args.length === 1 && entry === undefined && isInverse(r && templates(r)[k]))
        return draft.raised(of(u), minusOne, u)
      const plain = rawCall(e.head, e.args.map(draft.canonical))
      const d = (): Expr => (entry === undefined ? partial(r, plain, k) : partialByEntry(plain, k, entry))
      const make = (): Expr => draft.known(r?.polynomial ? asPolynomials(d(), e.head) : d(), plain.args)
      return of(draft.partial(plain, entry === undefined ? k : `${k} ${entry}`, make))
    },
    shifts: false,
    addends: s => [s],
    value: s => (s.length === 0 ? zero : valueOfSum(s)),
    canonical: draft.canonical,
    piecewise: (branches, otherwise) => choice(branches, otherwise, draft),
    list: items => [
      draft.whole('call', call('list', items.map(valueOfSum)), rawCall('list', items.map(draft.written))),
    ],
    items: s => {
      const list = single(s)?.unit.value
      return list !== undefined && isCall(list, 'list') ? list.args.map(of) : undefined
    },
  }
}

/** The terms of several sums: `flat` of lists is several times slower. */
function termsIn(sums: readonly Sum[]): Sum {
  const terms: Term[] = []
  for (let k = 0; k < sums.length; k++) append(terms, sums[k] as Sum)
  return terms
}

/** Orthogonal polynomials of so small a degree are written out, where they are not of the kind that the problem has. */
const WRITTEN_OUT = 5

const asPolynomials = (d: Expr, kept: string): Expr =>
  fold<Expr>(d, (e, args) => {
    const f = e.kind === 'call' ? withArgs(e, args) : e
    return isCall(f, kept) ? f : (polynomialOf(f, WRITTEN_OUT) ?? f)
  })

const INVERSE = pow(sym('u'), minusOne)

/** Whether a derivative of a function of u is 1/u, as that of log. */
const isInverse = (d: Expr | undefined): boolean => d !== undefined && equal(d, INVERSE)

/** Branches with their values laid out. */
function choice(branches: readonly (readonly [Sum, Expr])[], otherwise: Sum | undefined, draft: Draft): Sum {
  const last = otherwise === undefined ? [] : [otherwise]
  const values = branches.flatMap(([s, c]) => [valueOfSum(s), draft.canonical(c)])
  const value = call('piecewise', [...values, ...last.map(valueOfSum)])
  if (!isCall(value, 'piecewise')) return draft.of(value)
  const writings = branches.flatMap(([s, c]) => [draft.written(s), draft.conditionWriting(c)])
  // Branches that the constructor united are written as it has them.
  const same = value.args.length === values.length + last.length
  const writing = same ? rawCall('piecewise', [...writings, ...last.map(draft.written)]) : value
  return [draft.whole('call', value, writing)]
}
