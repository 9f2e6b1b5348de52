/** Scalars that are sums of all entries of tensors with equally many entries, written as one: sum(x) - n*mu is sum(x - mu). */
import { div, minusOne, mul, one, pow } from '../expr/build.js'
import { isInverse } from '../expr/factors.js'
import { type Call, type Expr, factorsOf, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { lengthOf, scale, signed, total, unscaled } from './forms.js'
import { apply, HEAD, isFunction } from './heads.js'
import type { Counts } from './means.js'

/** A form as a multiple of a sum: the scalar in front, and the sum itself. */
interface Multiple {
  readonly scalar: Expr
  readonly sum: Call
}

/** Longer sums are left as they are: each multiple is tried with all others. */
const MOST_JOINED = 60

/** Scalar forms, those of them joined that come to one shorter sum. */
export function withTotals(forms: readonly Expr[], counts: Counts): readonly Expr[] {
  if (forms.length < 2 || forms.length > MOST_JOINED) return forms
  const multiples = forms.map(f => multipleOf(f, counts))
  const ways = multiples.flatMap(m => (m === undefined ? [] : [joined(forms, multiples, m, counts)]))
  return ways.reduce((best, way) => (lengthOf(total(way)) < lengthOf(total(best)) ? way : best), forms)
}

/** The forms that are multiples of what is in front of a sum, in that sum. */
function joined(
  forms: readonly Expr[],
  multiples: readonly (Multiple | undefined)[],
  { scalar, sum }: Multiple,
  counts: Counts,
): readonly Expr[] {
  const count = counts.get(sum) as Expr
  const within = forms.map((form, k) => {
    const other = multiples[k]
    if (other === undefined) return signedShare(div(scalarOf(form), mul(scalar, count)))
    const ratio = div(other.scalar, scalar)
    const isAlike = equal(counts.get(other.sum) as Expr, count) && isWhole(ratio)
    return isAlike ? scale(ratio, other.sum.args[0] as Expr) : undefined
  })
  const parts = within.filter(p => p !== undefined)
  if (parts.length < 2) return forms
  const whole = apply('sum', total(parts))
  counts.set(whole, count)
  return [scale(scalar, whole), ...forms.filter((_, k) => within[k] === undefined)]
}

/** The sum of which a form is a multiple; undefined where it is none, or how many entries it adds up is not known. */
function multipleOf(form: Expr, counts: Counts): Multiple | undefined {
  const factors = factorsOf(scalarOf(form))
  const [sum, ...others] = factors.filter(
    f => isFunction(f, 'sum') && f.args.length === 1 && counts.get(f) !== undefined,
  )
  if (sum === undefined || others.length > 0) return undefined
  return { scalar: mul(...factors.filter(f => f !== sum)), sum: sum as Call }
}

/** A scalar form as a product of scalars. */
function scalarOf(form: Expr): Expr {
  const { negative, above, below, tensor } = unscaled(form)
  const factors = [above, pow(below, minusOne), isCall(tensor, HEAD.filled) ? one : tensor]
  return mul(negative ? minusOne : one, ...factors)
}

const isWhole = (e: Expr): boolean => factorsOf(e).every(f => (f.kind === 'num' ? f.value.isInteger() : !isInverse(f)))
const signedShare = (share: Expr): Expr | undefined => (isWhole(share) ? signed(share) : undefined)
