/**
 * The rules of differentiation, each written once, over any algebra of answers: canonical expressions (derivative.ts), or terms in
 * the order in which a person writes them (the room form). What is differentiated is canonical; written-calculus.ts has the
 * signs of what is as it was written. A function's partial derivatives are the text of its row; without one the derivative stays formal: f'(x).
 */
import { ShapeError } from '../errors.js'
import { type BinderRow, binderOf } from '../expr/binders.js'
import { call, div, sub, zero } from '../expr/build.js'
import { isCondition } from '../expr/kind.js'
import { FLAT } from '../expr/limits.js'
import { type Call, type Expr, isCall, mapped, rawCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import type { NamedRow } from '../functions/row.js'
import { row } from '../functions/table.js'
import { bind, entries, templates } from './partial.js'

/** The differentiation rules by their textbook names, as explanations show them. */
export type DiffRule =
  | 'sum'
  | 'product'
  | 'quotient'
  | 'power'
  | 'exponential'
  | 'general power'
  | 'chain'
  | 'piecewise'
  | 'list'
  | BinderRow['rule']

/** What answers are made of and with. */
export interface Algebra<T> {
  readonly zero: T
  readonly one: T
  readonly isZero: (t: T) => boolean
  /** The answer that an expression itself is. */
  readonly of: (e: Expr) => T
  readonly sum: (terms: readonly T[]) => T
  readonly product: (factors: readonly T[]) => T
  readonly negative: (t: T) => T
  /** base^(exponent - 1). */
  readonly lowered: (base: Expr, exponent: Expr) => T
  readonly inverse: (e: Expr) => T
  /** The natural logarithm; 1 for e. */
  readonly log: (base: Expr) => T
  /** The partial derivative of a call by its k-th argument, or by an entry of it where that is a list. */
  readonly partial: (r: NamedRow | undefined, e: Call, k: number, entry?: number) => T
  /**
   * Whether b^(w + n) with a number n goes by b^w times b^n: repeated derivatives of x^x then have powers of one bracket, 1 + log(x),
   * instead of one for each (x - n)/x + log(x).
   */
  readonly shifts: boolean
  /** The terms of a sum that a product is multiplied out with. */
  readonly addends: (t: T) => readonly T[]
  /** The expression that an answer is. */
  readonly value: (t: T) => Expr
  /** The canonical form of what is differentiated. */
  readonly canonical: (e: Expr) => Expr
  readonly piecewise: (branches: readonly (readonly [value: T, condition: Expr])[], otherwise: T | undefined) => T
  readonly list: (items: readonly T[]) => T
  /** The items of a list; undefined for anything else. */
  readonly items: (t: T) => readonly T[] | undefined
}

export interface Step<T> {
  readonly rule: DiffRule
  readonly value: T
}

/**
 * The derivative of a call in canonical form, given those of its arguments. With `below`, which tells those of what lies deeper, the logarithm
 * of a product over an index is differentiated as the sum of logarithms.
 */
export function differentiate<T>(
  e: Call,
  d: readonly T[],
  x: Expr,
  algebra: Algebra<T>,
  below?: (e: Expr) => T,
): Step<T> {
  switch (e.head) {
    case 'add':
      return { rule: 'sum', value: algebra.sum(d.filter(t => !algebra.isZero(t))) }
    case 'mul':
      return { rule: 'product', value: productRule(e.args, d, algebra) }
    case 'pow':
      return powerRule(e, d[0] as T, d[1] as T, algebra)
    case 'list':
      return { rule: 'list', value: algebra.list(d) }
    case 'piecewise':
      return { rule: 'piecewise', value: piecewiseRule(e.args, d, algebra) }
    case 'index': {
      const isPart = equal(e.args[0] as Expr, x)
      if (d.every(algebra.isZero) && !isPart) return { rule: 'chain', value: algebra.zero }
      throw new ShapeError(
        isPart
          ? `${e} depends on ${x} as a whole: differentiate by a component, such as ${x}[1], or declare the shape of ${x}, as in let: "${x}:[${e.args.slice(1).map(() => 3)}]"`
          : `${e} has no derivative by ${x}: an index is a whole number`,
      )
    }
    case 'log': {
      const [of, base] = e.args
      const product = base === undefined && isCall(of, 'prod') ? of : undefined
      const binder = product && binderOf(product.head)
      if (binder === undefined || product === undefined || below === undefined)
        return { rule: 'chain', value: chainRule(e, d, algebra) }
      // Where there is a logarithm no factor vanishes.
      const dOf = product.args.map(a => algebra.value(below(a)))
      const slope = binder.slopeOf(product, dOf, x, algebra.canonical, () => true)
      return { rule: 'chain', value: algebra.of(div(slope, algebra.canonical(product))) }
    }
    default: {
      const binder = binderOf(e.head)
      if (binder !== undefined)
        return { rule: binder.rule, value: algebra.of(binder.slopeOf(e, d.map(algebra.value), x, algebra.canonical)) }
      return { rule: 'chain', value: isCondition(e) ? algebra.zero : chainRule(e, d, algebra) }
    }
  }
}

/** Values and conditions in turn, a default at the end. */
function piecewiseRule<T>(args: readonly Expr[], d: readonly T[], algebra: Algebra<T>): T {
  const branches: (readonly [T, Expr])[] = []
  for (let k = 0; k + 1 < args.length; k += 2) branches.push([d[k] as T, args[k + 1] as Expr])
  return algebra.piecewise(branches, args.length % 2 === 1 ? d[args.length - 1] : undefined)
}

/** Products with more factors than this that depend on the variable are split in halves. */
const WIDE = 32

export function productRule<T>(factors: readonly Expr[], d: readonly T[], algebra: Algebra<T>): T {
  const parts = mapped(factors, algebra.of)
  let moving = 0
  let last = 0
  for (let k = 0; k < d.length; k++) {
    if (algebra.isZero(d[k] as T)) continue
    moving++
    last = k
  }
  const inParts = (k: number): boolean => algebra.shifts && isShifted(factors[k] as Expr)
  if (moving === 1 && !inParts(last)) {
    parts[last] = d[last] as T
    return algebra.sum([algebra.product(parts)])
  }
  if (moving > WIDE) {
    const { product, sum } = algebra
    const join = (l: Moving<T>, r: Moving<T>): Moving<T> => {
      return { of: product([l.of, r.of]), d: sum([product([l.d, r.of]), product([l.of, r.d])]) }
    }
    const all = parts.map((of, k) => ({ of, d: d[k] as T }))
    return byHalves(all, join).d
  }
  const terms: T[] = []
  for (let k = 0; k < d.length; k++) {
    const slope = d[k] as T
    if (algebra.isZero(slope)) continue
    for (const t of inParts(k) ? algebra.addends(slope) : [slope]) {
      const term = parts.slice()
      term[k] = t
      terms.push(algebra.product(term))
    }
  }
  return algebra.sum(terms)
}

interface Moving<T> {
  readonly of: T
  readonly d: T
}

/** All parts joined, first those of each half. */
function byHalves<P>(parts: readonly P[], join: (left: P, right: P) => P): P {
  if (parts.length === 1) return parts[0] as P
  const middle = parts.length >> 1
  return join(byHalves(parts.slice(0, middle), join), byHalves(parts.slice(middle), join))
}

/** d b^c: the power rule, the exponential rule, or both by b^c = e^(c log b). */
export function powerRule<T>(e: Call, db: T, dc: T, algebra: Algebra<T>): Step<T> {
  const b = e.args[0] as Expr
  const c = e.args[1] as Expr
  const { of, product, isZero } = algebra
  if (isZero(dc)) return { rule: 'power', value: product([of(c), algebra.lowered(b, c), db]) }
  // 0^c is 0 for c > 0, and has no derivative elsewhere.
  if (isZero(db) && algebra.canonical(b) === zero) {
    const positive = call('gt', [algebra.canonical(c), zero])
    return { rule: 'exponential', value: algebra.piecewise([[algebra.zero, positive]], undefined) }
  }
  if (isZero(db)) return { rule: 'exponential', value: product([of(e), algebra.log(b), dc]) }
  const general = (w: Expr): T =>
    product([of(e), algebra.sum([product([dc, algebra.log(b)]), product([of(w), db, algebra.inverse(b)])])])
  const [n, w] = algebra.shifts ? numberApart(c) : [undefined, c]
  if (n === undefined) return { rule: 'general power', value: general(c) }
  return { rule: 'general power', value: algebra.sum([general(w), product([of(n), of(e), db, algebra.inverse(b)])]) }
}

/** b^(w + n) with a number n. */
const isShifted = (e: Expr): boolean => isCall(e, 'pow') && numberApart(e.args[1] as Expr)[0] !== undefined

/** n and w of w + n. */
function numberApart(e: Expr): readonly [n: Expr | undefined, w: Expr] {
  const n = isCall(e, 'add') ? e.args.find(t => t.kind === 'num') : undefined
  return n === undefined ? [n, e] : [n, sub(e, n)]
}

function chainRule<T>(e: Call, d: readonly T[], algebra: Algebra<T>): T {
  const r = row(e.head, e.args.length)
  // As it was written, max(x^2) is of one argument, and that argument.
  if (r?.fold && e.args.length === 1) return d[0] as T
  if (r?.fold && e.args.length > (r.idempotent ? 1 : 2)) return foldRule(r, e, d, algebra)
  const first = d[0] as T
  if (d.length === 1 && !algebra.isZero(first) && !takesList(r, e, 0))
    return algebra.sum([algebra.product([algebra.partial(r, e, 0), first])])
  const terms = d.flatMap((dk, k) => (algebra.isZero(dk) ? [] : contributions(r, e, k, dk, algebra)))
  return terms.length === 0 ? algebra.zero : algebra.sum(terms)
}

/** What an argument that moves contributes: one term, or one for each entry that moves where a list is expected. */
function contributions<T>(r: NamedRow | undefined, e: Call, k: number, dk: T, algebra: Algebra<T>): readonly T[] {
  const { product, partial, isZero } = algebra
  if (!takesList(r, e, k)) return [product([partial(r, e, k), dk])]
  entries(e.args[k] as Expr)
  return (algebra.items(dk) ?? []).flatMap((d, j) => (isZero(d) ? [] : [product([partial(r, e, k, j), d])]))
}

const takesList = (r: NamedRow | undefined, e: Call, k: number): boolean =>
  r === undefined ? isCall(e.args[k], 'list') : r.lists?.includes(k) === true

/** Of two branches the one that is not zero comes first: piecewise(1, x > 0, 0). */
function choice<T>(branches: readonly (readonly [T, Expr])[], otherwise: T, algebra: Algebra<T>): T {
  const [first] = branches
  if (first === undefined || branches.length > 1 || !algebra.isZero(first[0]))
    return algebra.piecewise(branches, otherwise)
  return algebra.piecewise([[otherwise, turned(call('not', [first[1]]))]], algebra.zero)
}

const SWAPPED: Readonly<Record<string, string>> = { lt: 'gt', gt: 'lt', le: 'ge', ge: 'le' }

/** x > 0 for 0 < x. */
function turned(condition: Expr): Expr {
  if (condition.kind !== 'call' || condition.args[0]?.kind !== 'num') return condition
  const head = SWAPPED[condition.head]
  return head === undefined ? condition : call(head, condition.args.toReversed())
}

/** Branches of an extreme of more arguments are made pair by pair: one condition would name them all. */
export const MOST_BRANCHES = 8

/**
 * max(a, b, c) is max(max(a, b), c), built up from the left, so that the first of equal arguments wins; of many arguments by halves, for
 * otherwise each would be named once more for every one after it. An extreme is one of its arguments: the first that none of those after it exceeds.
 */
function foldRule<T>(r: NamedRow, e: Call, d: readonly T[], algebra: Algebra<T>): T {
  const args = e.args.map(algebra.canonical)
  const [first, second] = templates(r) as [Expr, Expr]
  const condition = first.kind === 'call' && r.idempotent && args.length <= MOST_BRANCHES ? first.args[1] : undefined
  if (condition !== undefined) {
    const branches = args.slice(0, -1).map((a, k) => {
      const over = args.slice(k + 1).map(b => bind(condition, [a, b]))
      return [d[k] as T, over.length === 1 ? (over[0] as Expr) : call('and', over)] as const
    })
    return choice(branches, d[args.length - 1] as T, algebra)
  }
  const wide = args.length > FLAT
  const join = (v: Valued<T>, w: Valued<T>): Valued<T> => {
    const pair = [v.value, w.value]
    const [byFirst, bySecond] = [first, second].map(t => algebra.of(bind(t, pair))) as [T, T]
    const d = algebra.sum([algebra.product([byFirst, v.d]), algebra.product([bySecond, w.d])])
    return { value: wide ? rawCall(r.name, pair) : call(r.name, pair), d }
  }
  const parts = args.map((value, k) => ({ value, d: d[k] as T }))
  return (wide ? byHalves(parts, join) : parts.reduce((v, w) => join(v, w))).d
}

interface Valued<T> {
  readonly value: Expr
  readonly d: T
}
