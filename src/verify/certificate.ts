/**
 * A numerical certificate: whether two formulas have the same values, or one is the derivative of the other, told by
 * sampled points in arithmetic that bounds its own rounding errors. Values may pass through complex numbers.
 * `verified` is evidence at many points, in every branch, and not a proof, unless the difference simplified to zero;
 * `refuted` has a witness.
 */

import { recovered } from '../attempt.js'
import { DomainError, ShapeError, UnboundError } from '../errors.js'
import { append } from '../expr/args.js'
import { neg, sum } from '../expr/build.js'
import { isFormalCall } from '../expr/formal.js'
import { type Expr, isCall } from '../expr/node.js'
import { countNodes, postorder } from '../expr/walk.js'
import { simplify } from '../simplify/simplify.js'
import { foresee } from '../work.js'
import { equality, slopes } from './comparison.js'
import { type Certificate, type CertificateOptions, Decision } from './decision.js'
import { withInstances } from './unknown-functions.js'

export type { Certificate, CertificateOptions } from './decision.js'

/**
 * Whether two formulas have the same values wherever both have one; lists entry by entry. Raises `ShapeError` for
 * conditions, and for lists of different shapes.
 */
export function equivalent(a: Expr, b: Expr, options: CertificateOptions = {}): Certificate {
  return combined(entries(a, b).map(([left, right]) => compareFormulas(left, right, options)))
}

function compareFormulas(a: Expr, b: Expr, options: CertificateOptions): Certificate {
  const { assumptions, domain } = options
  const difference = simplify(sum([a, neg(b)]), { ...(assumptions && { assumptions }), ...(domain && { domain }) })
  if (difference.kind === 'num') {
    return difference.value.isZero()
      ? { verdict: 'verified', reason: 'the difference simplifies to zero', points: 0 }
      : { verdict: 'refuted', reason: `the difference is ${difference} everywhere`, points: 0, witness: {} }
  }
  return known(() => {
    const [left, right, less] = closed(withInstances([a, b, difference])) as [Expr, Expr, Expr]
    return new Decision(equality([left, right], domain, less), options).certificate()
  })
}

/**
 * Whether `derivative` is the derivative of `f` by a symbol or a component such as x[1]. Nothing is simplified here:
 * the two are compared by their values alone, lists entry by entry. Raises `ShapeError` for conditions, and for lists
 * of different shapes.
 */
export function certify(f: Expr, by: Expr, derivative: Expr, options: CertificateOptions = {}): Certificate {
  return combined(entries(f, derivative).map(([g, d]) => compareSlopes(g, by, d, options)))
}

/** Steps that the values of one node take at the least, at all the points where the two are compared. */
const NODE = 1000

function compareSlopes(f: Expr, by: Expr, derivative: Expr, options: CertificateOptions): Certificate {
  foresee(NODE * countNodes([f, derivative]))
  return known(() => {
    const [function_, claimed] = closed(withInstances([f, derivative])) as [Expr, Expr]
    return new Decision(slopes(function_, by, claimed, options.domain), options).certificate()
  })
}

/** A derivative without a closed form has a value by differences only, whose error has no bound. */
function closed(roots: readonly Expr[]): readonly Expr[] {
  const open = postorder(roots).find(isFormalCall)
  if (open !== undefined) throw new DomainError(`there is no formula for ${open}`, 'no-kernel')
  return roots
}

/** What stands at the same places of two lists of the same shape; two scalars are one such place. */
function entries(a: Expr, b: Expr): (readonly [Expr, Expr])[] {
  const found: (readonly [Expr, Expr])[] = []
  const open: (readonly [Expr, Expr])[] = [[a, b]]
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [left, right] = pair
    if (!isCall(left, 'list') && !isCall(right, 'list')) found.push(pair)
    else if (isCall(left, 'list') && isCall(right, 'list') && left.args.length === right.args.length)
      append(open, left.args.map((e, k) => [e, right.args[k] as Expr] as const).reverse())
    else throw new ShapeError('lists of different shapes cannot be compared')
  }
  return found
}

/** The certificate about a function of which only derivatives are stated. */
export const withoutValue = (name: string): Certificate => ({
  verdict: 'unknown',
  reason: `of ${name} only derivatives are stated, and no value`,
  points: 0,
})

/** One certificate for several: as bad as the worst, by as few points as the least. */
export function combined(certificates: readonly Certificate[]): Certificate {
  const worst = (['refuted', 'unknown'] as const).flatMap(v => certificates.find(c => c.verdict === v) ?? [])[0]
  const sampled = certificates.filter(c => c.points > 0).sort((a, b) => a.points - b.points)[0]
  return (
    worst ?? sampled ?? certificates[0] ?? { verdict: 'verified', reason: 'there is nothing to compare', points: 0 }
  )
}

/** What has no value anywhere, or none that is known, cannot be compared. */
const known = (decide: () => Certificate): Certificate =>
  recovered([DomainError, UnboundError], decide, ({ message }) => ({ verdict: 'unknown', reason: message, points: 0 }))
