/** Means: a sum over the number of its entries is written as one. */

import { div, mul, num, one, pow } from '../expr/build.js'
import { isInverse } from '../expr/factors.js'
import type { ExprMap } from '../expr/map.js'
import { type Call, type Expr, factorsOf, isCall, rawCall } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { Rational } from '../number/rational.js'
import { unscaled } from './forms.js'
import { apply, HEAD, isFunction } from './heads.js'

/** The number of entries that each sum adds up. */
export type Counts = ExprMap<Expr>

/** A term with its means named. */
export function withMeans(e: Expr, counts: Counts): Expr {
  if (isCall(e, HEAD.minus)) return rawCall(HEAD.minus, [withMeans(e.args[0] as Expr, counts)])
  if (isCall(e, HEAD.scaled)) return ofScaled(e, counts)
  return isCall(e, 'mul') ? ofProduct(e, counts) : e
}

/** How many entries the sums add up that are factors in front of forms, each number once. */
export function countsAmong(forms: readonly Expr[], counts: Counts): readonly Expr[] {
  const found = forms.flatMap(f => factorsOf(unscaled(f).above))
  const known = found.flatMap(f => (isFunction(f, 'sum') ? (counts.get(f) ?? []) : []))
  return known.filter((count, k) => !isOne(count) && known.findIndex(other => equal(other, count)) === k)
}

/** What is left of a denominator without the count; undefined where that does not divide it. */
function without(below: Expr, count: Expr): Expr | undefined {
  const rest = div(below, count)
  const factors = factorsOf(rest)
  const isWhole = factors.every(f => (f.kind === 'num' ? f.value.isInteger() : !isInverse(f)))
  return isWhole ? rest : undefined
}

/** Takes counts out of a denominator, one sum after the other. */
class Denominator {
  left: Expr
  readonly #counts: Counts

  constructor(below: Expr, counts: Counts) {
    this.left = below
    this.#counts = counts
  }

  /** The form, or the mean where it is a sum of as many entries as the denominator has as a factor. */
  readonly named = (e: Expr): Expr => {
    if (isCall(e, HEAD.transpose) || isCall(e, HEAD.product) || isCall(e, HEAD.times)) {
      const parts = e.args.map(this.named)
      return parts.some((a, k) => a !== e.args[k]) ? rawCall(e.head, parts) : e
    }
    const [base, exponent] = isCall(e, 'pow') ? (e.args as [Expr, Expr]) : [e, one]
    const count = isFunction(base, 'sum') ? this.#counts.get(base) : undefined
    const isPower = exponent.kind === 'num' && exponent.value.isInteger() && exponent.value.sign() > 0
    const rest = count !== undefined && isPower ? without(this.left, pow(count, exponent)) : undefined
    if (rest === undefined) return e
    this.left = rest
    return pow(apply('mean', ...(base as Call).args), exponent)
  }
}

function ofScaled(e: Call, counts: Counts): Expr {
  const [above, below, tensor] = e.args as [Expr, Expr, Expr]
  const denominator = new Denominator(below, counts)
  const factors = factorsOf(above).map(denominator.named)
  const named = denominator.named(tensor)
  if (denominator.left === below) return e
  const over = mul(...factors)
  return over === one && denominator.left === one ? named : rawCall(HEAD.scaled, [over, denominator.left, named])
}

function ofProduct(e: Call, counts: Counts): Expr {
  const [first] = e.args as [Expr]
  const number = first.kind === 'num' ? num(Rational.of(first.value.den)) : one
  const below = mul(number, ...e.args.filter(isInverse).map(f => pow(f, num(-1))))
  const denominator = new Denominator(below, counts)
  const above = [
    mul(first.kind === 'num' ? first : one, number),
    ...e.args.filter(f => f.kind !== 'num' && !isInverse(f)),
  ]
  const factors = above.map(denominator.named)
  return denominator.left === below ? e : mul(...factors, pow(denominator.left, num(-1)))
}
