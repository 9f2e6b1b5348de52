/**
 * The derivative by its definition, the limit of difference quotients, for polynomials and quotients of them: the difference is worked
 * out as one fraction in lowest terms, from which the increment cancels. A difference of square roots of such is first multiplied by its
 * conjugate.
 */

import { ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { greatest } from '../expr/args.js'
import { add, div, half, isNegative, mul, neg, one, sub, sum, zero } from '../expr/build.js'
import { isInverse } from '../expr/factors.js'
import { type Expr, factorsOf, isCall, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, freeSymbols, postorder } from '../expr/walk.js'
import { canonical, isArithmetic, joined, minus, over, root, SIGN } from '../expr/written.js'
import { cancel, collect, expand, together } from '../simplify/algebra.js'
import type { Course } from './course.js'
import { letter } from './formula.js'
import type { Line } from './line.js'
import { changed } from './notation.js'
import { open, replaced } from './step.js'

/** The lines: the definition, the function put in, the difference, the increment cancelled, and the limit. */
export function byDefinition(problem: Expr, x: Expr, answer: Expr): Course {
  const plain = canonical(problem)
  if (x.kind !== 'sym') refuse()
  const terms = termsOf(plain)
  const roots = terms.flatMap(t => rootIn(t, x) ?? [])
  const rest = sum(terms.filter(t => rootIn(t, x) === undefined))
  requireRational(roots.length === 0 ? problem : rest, x)
  const h = letter('h', freeSymbols([problem, x]))
  const quotient = over(joined(SIGN.plus, [moved(problem, x, h), minus(problem)]), h)
  const before = div(change(plain, x, h), h)
  const parts = [
    ...(equal(rest, zero) && roots.length > 0 ? [] : [rationalPart(rest, x, h)]),
    ...roots.map(r => rootPart(r, x, h)),
  ]
  const shown = (stage: keyof Part): Expr =>
    joined(
      SIGN.plus,
      parts.map(p => p[stage]),
    )
  const limit = (uses: Line['uses'], state: Expr): Line => ({
    kind: 'calculus',
    uses,
    limit: h,
    state,
    marked: changed(state),
  })
  const at = canonical(substitute(canonical(shown('cancelled')), new Map([[String(h), zero]])))
  const toDifference = [
    limit([{ id: 'definition' }], quotient),
    ...(roots.some(r => r.isBelow) ? [limit([{ id: 'common-denominator' }], shown('fraction'))] : []),
    ...(roots.length > 0 ? [limit([{ id: 'conjugate' }], shown('conjugate'))] : []),
    limit([{ id: 'difference' }], shown('worked')),
    limit([{ id: 'cancel-increment', of: h }], shown('cancelled')),
  ]
  const last: Line[] =
    String(at) === String(answer)
      ? []
      : [{ kind: 'algebra', uses: [{ id: 'simplify' }], state: answer, marked: answer }]
  return {
    start: open(problem, x),
    lines: [
      ...toDifference,
      { kind: 'calculus', uses: [{ id: 'limit', of: h }], state: at, marked: changed(at) },
      ...last,
    ],
    values: new Map(toDifference.map(line => [line, before] as const)),
  }
}

const change = (f: Expr, x: Expr, h: Expr): Expr => sub(substitute(f, new Map([[String(x), add(x, h)]])), f)

/** f(x + h), as it is written. */
const moved = (f: Expr, x: Expr, h: Expr): Expr => replaced(f, new Map([[x, joined(SIGN.plus, [x, h])]]))

/** Difference quotients of a term, one equal to the other. */
interface Part {
  readonly fraction: Expr
  readonly conjugate: Expr
  readonly worked: Expr
  readonly cancelled: Expr
}

/** Of a polynomial or a quotient of such: the difference is worked out, the increment cancels. */
function rationalPart(f: Expr, x: Expr, h: Expr): Part {
  const { worked, cancelled } = workedOut(f, x, h)
  const quotient = over(joined(SIGN.plus, [moved(f, x, h), minus(f)]), h)
  return { fraction: quotient, conjugate: quotient, worked: over(worked, h), cancelled }
}

/** The difference as one fraction, and the same divided by the increment. */
function workedOut(f: Expr, x: Expr, h: Expr): { readonly worked: Expr; readonly cancelled: Expr } {
  const difference = change(f, x, h)
  const reduced = cancel(div(difference, h))
  const [worked, cancelled] = isPolynomial(f, x)
    ? [expand(difference), collect(reduced, h)]
    : [together(difference), together(reduced)]
  return { worked: rising(worked, h, x), cancelled: rising(cancelled, h, x) }
}

/** A constant times a square root, or divided by one. */
interface RootTerm {
  readonly factor: Expr
  readonly radicand: Expr
  readonly isBelow: boolean
}

/** The square root that a term is, times what does not depend on the variable. */
function rootIn(term: Expr, x: Expr): RootTerm | undefined {
  const factors = factorsOf(term)
  const [only, ...others] = factors.filter(f => contains(f, x))
  if (!isCall(only, 'pow') || others.length > 0) return undefined
  const [radicand, exponent] = only.args as [Expr, Expr]
  if (exponent !== half && !equal(exponent, neg(half))) return undefined
  requireRational(radicand, x)
  return { factor: mul(...factors.filter(f => f !== only)), radicand, isBelow: exponent !== half }
}

/** Times its conjugate, a difference of roots is one without roots. */
function rootPart({ factor, radicand, isBelow }: RootTerm, x: Expr, h: Expr): Part {
  const [after, now] = [moved(radicand, x, h), radicand].map(root) as [Expr, Expr]
  const isTurned = isBelow !== isNegative(factor)
  const [a, b] = isTurned ? [now, after] : [after, now]
  const conjugate = joined(SIGN.plus, [a, b])
  const { worked, cancelled } = workedOut(mul(factor, isBelow ? neg(radicand) : radicand), x, h)
  const below = isBelow ? [after, now] : []
  const size = isNegative(factor) ? neg(factor) : factor
  const scaled = (e: readonly Expr[]): Expr => product(equal(size, one) ? e : [size, ...e])
  const fraction = (above: Expr, under: readonly Expr[]): Expr => over(above, product(under))
  const difference = joined(SIGN.plus, [a, minus(b)])
  return {
    fraction: fraction(scaled([difference]), [h, ...below]),
    conjugate: fraction(scaled([difference, conjugate]), [h, ...below, conjugate]),
    worked: fraction(worked, [h, ...below, conjugate]),
    cancelled: fraction(cancelled, [...below, conjugate]),
  }
}

const product = (factors: readonly Expr[]): Expr => joined(SIGN.times, factors)

/** Sums, products and whole powers of the variable alone. */
function requireRational(problem: Expr, x: Expr): void {
  const odd = postorder(problem).find(n => {
    if (n.kind !== 'call' || !contains(n, x) || n === x) return false
    if (isCall(n, SIGN.power) || isCall(n, 'pow')) {
      const exponent = canonical(n.args[1] as Expr)
      return exponent.kind !== 'num' || !exponent.value.isInteger()
    }
    return !isArithmetic(n) || n.head === SIGN.root
  })
  if (odd !== undefined) refuse()
}

function refuse(): never {
  throw new ShapeError(
    'the definition by limits is told of polynomials, their quotients, and sums of these with square roots of such; ask for the strategy principles, which derives the rule itself, or explain this by the rules',
    'strategy',
  )
}

/** Whether nothing is divided by what holds the variable. */
const isPolynomial = (e: Expr, x: Expr): boolean =>
  !postorder(e).some(n => isInverse(n) && contains(n.args[0] as Expr, x))

/** A sum by rising powers of the increment, and falling ones of the variable: 3*x^2 + 3*h*x + h^2. */
function rising(e: Expr, h: Expr, x: Expr): Expr {
  if (!isCall(e, 'add')) return e
  const terms = e.args.toSorted((a, b) => degree(a, h) - degree(b, h) || degree(b, x) - degree(a, x))
  return joined(
    SIGN.plus,
    terms.map(t => (isNegative(t) ? minus(neg(t)) : t)),
  )
}

function degree(term: Expr, by: Expr): number {
  const factors = factorsOf(term)
  return greatest(factors.map(f => (f === by ? 1 : isCall(f, 'pow') && f.args[0] === by ? Number(f.args[1]) : 0)))
}
