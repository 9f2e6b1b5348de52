/**
 * The algebra of derivatives as a person writes them down when a rule is used (see diff/calculus.ts): nothing is simplified but factors
 * of one and terms of zero, and what divides stands below a bar; of fractions whose denominators are powers of one expression
 * the sum is one fraction, as the quotient rule has it.
 */

import type { Algebra } from '../diff/calculus.js'
import { bind, partial, partialByEntry, templates } from '../diff/partial.js'
import { greatest } from '../expr/args.js'
import { half, isNegative, neg, one, sub, zero } from '../expr/build.js'
import { type Call, type Expr, isCall, isValueless, type Num, num, rawCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains } from '../expr/walk.js'
import { canonical, joined, minus, over, power, root, SIGN } from '../expr/written.js'
import { HALF, MINUS_ONE, Rational } from '../number/rational.js'

/** A product: its sign, and what stands above and below the bar. */
export interface Writing {
  readonly negative: boolean
  readonly above: readonly Expr[]
  readonly below: readonly Expr[]
}

const ZERO: Writing = { negative: false, above: [zero], below: [] }
const ONE: Writing = { negative: false, above: [], below: [] }

const isZero = (t: Writing): boolean => t.above.length === 1 && t.above[0] === zero
const isOpen = (e: Expr): boolean => isCall(e, 'diff')

function of(e: Expr): Writing {
  if (e === zero) return ZERO
  if (e === one) return ONE
  if (isCall(e, SIGN.minus)) return turned(of(e.args[0] as Expr))
  if (isNegative(e) && !isCall(e, 'add')) return turned(of(neg(e)))
  return { negative: false, above: [e], below: [] }
}

const turned = (t: Writing): Writing => (isZero(t) ? t : { ...t, negative: !t.negative })

function product(factors: readonly Writing[]): Writing {
  // Of what has no value, nothing is dropped.
  const lost = factors.some(f => [...f.above, ...f.below].some(isValueless))
  if (!lost && factors.some(isZero)) return ZERO
  return {
    negative: factors.filter(f => f.negative).length % 2 === 1,
    above: factors.flatMap(f => f.above),
    below: factors.flatMap(f => f.below),
  }
}

function sum(terms: readonly Writing[]): Writing {
  const [first] = terms
  if (first === undefined) return ZERO
  if (terms.length === 1) return first
  const [base] = first.below
  const most = greatest(terms.map(t => t.below.length))
  if (base === undefined || !terms.every(t => t.below.length > 0 && t.below.every(b => equal(b, base))))
    return of(joined(SIGN.plus, terms.map(written)))
  const above = terms.map(t => {
    const missing = new Array<Expr>(most - t.below.length).fill(base)
    return written({ ...t, above: [...t.above, ...missing], below: [] })
  })
  return { negative: false, above: [joined(SIGN.plus, above)], below: new Array<Expr>(most).fill(base) }
}

/** The expression, in the order in which the rule has it; derivatives that are still to be taken stand beside a fraction. */
export function written(t: Writing): Expr {
  if (t.below.length === 0) return signed(t.negative, t.above.length === 0 ? one : joined(SIGN.times, t.above))
  const apart = t.above.filter(isOpen)
  const above = t.above.filter(e => !isOpen(e)).flatMap(e => (isRatio(e) ? numerator(e) : [e]))
  const below = [...t.above.filter(isRatio).map(n => num(Rational.of(n.value.den))), ...t.below]
  const whole = over(above.length === 0 ? one : joined(SIGN.times, above), powers(below))
  return signed(t.negative, apart.length === 0 ? whole : joined(SIGN.times, [whole, ...apart]))
}

const signed = (negative: boolean, e: Expr): Expr => (negative ? minus(e) : e)
const isRatio = (e: Expr): e is Num => e.kind === 'num' && !e.decimal && e.value.den !== 1
const numerator = (e: Num): readonly Expr[] => (e.value.num === 1 ? [] : [num(Rational.of(e.value.num))])

/** Factors, with neighbours that are the same as a power. */
function powers(factors: readonly Expr[]): Expr {
  const groups: { base: Expr; count: number }[] = []
  for (const base of factors) {
    const last = groups.at(-1)
    if (last !== undefined && equal(last.base, base)) last.count++
    else groups.push({ base, count: 1 })
  }
  return joined(
    SIGN.times,
    groups.map(g => (g.count === 1 ? g.base : power(g.base, num(g.count)))),
  )
}

function lowered(base: Expr, exponent: Expr): Writing {
  const less = sub(canonical(exponent), one)
  if (less.kind !== 'num') return of(power(base, less))
  if (less === zero) return ONE
  if (less === one) return of(base)
  if (less.value.equals(HALF.mul(MINUS_ONE))) return { ...ONE, below: [root(base)] }
  return of(power(base, less))
}

/** The rules of calculus.ts over this algebra answer what stands in a line of a derivation. */
export const WRITTEN: Algebra<Writing> = {
  zero: ZERO,
  one: ONE,
  isZero,
  of,
  sum,
  product,
  negative: turned,
  lowered,
  inverse: e => ({ ...ONE, below: [e] }),
  log: base => (isCall(base, 'e') ? ONE : of(rawCall('log', [base]))),
  partial: (r, e, k, entry) => {
    const template = r?.exceptions === undefined && r !== undefined && entry === undefined ? templates(r)[k] : undefined
    // The text of the row with the arguments as they were written, unless it depends on what they are.
    if (template !== undefined) return of(bind(template, e.args))
    const plain = rawCall(e.head, e.args.map(canonical))
    return of(entry === undefined ? partial(r, plain, k) : partialByEntry(plain, k, entry))
  },
  shifts: false,
  addends: t => [t],
  value: t => canonical(written(t)),
  canonical,
  piecewise: (branches, otherwise) =>
    of(
      rawCall('piecewise', [
        ...branches.flatMap(([value, condition]) => [written(value), canonical(condition)]),
        ...(otherwise ? [written(otherwise)] : []),
      ]),
    ),
  list: items => of(rawCall('list', items.map(written))),
  items: t => {
    const [only] = t.above
    return t.below.length === 0 && isCall(only, 'list') ? only.args.map(of) : undefined
  },
}

/**
 * A quotient whose numerator is constant, as people differentiate it: a/(b*u) as a/b*(1/u), and a/u^n as a*u^(-n). Undefined for others,
 * and for 1/u.
 */
export function withoutBar(e: Call, x: Expr): Expr | undefined {
  const [above, below] = e.args as [Expr, Expr]
  if (e.head !== SIGN.over || below.kind !== 'call' || contains(above, x)) return undefined
  const factors = isCall(below, SIGN.times) || isCall(below, 'mul') ? below.args : [below]
  const moving = factors.filter(u => contains(u, x))
  const [u] = moving
  if (u === undefined || moving.length > 1) return undefined
  const fixed = factors.filter(f => f !== u)
  const front = fixed.length === 0 ? above : ratio(above, joined(SIGN.times, fixed))
  const inverse = inversePower(u)
  if (inverse === undefined && fixed.length === 0) return undefined
  const back = inverse ?? over(one, u)
  return equal(canonical(front), one) ? back : joined(SIGN.times, [front, back])
}

const ratio = (a: Expr, b: Expr): Expr =>
  a.kind === 'num' && b.kind === 'num' ? num(a.value.div(b.value)) : over(a, b)

/** 1/b^n as b^(-n). */
function inversePower(u: Expr): Expr | undefined {
  if (isCall(u, SIGN.root)) return power(u.args[0] as Expr, neg(half))
  if (!isCall(u, SIGN.power) && !isCall(u, 'pow')) return undefined
  const [base, n] = u.args as [Expr, Expr]
  return power(base, n.kind === 'num' ? neg(n) : rawCall(SIGN.minus, [n]))
}
