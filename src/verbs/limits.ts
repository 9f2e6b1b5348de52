/**
 * What `compile` does with `removable`: the limits of its results, found exactly at the coordinate where something divides by zero. What
 * divides must be a function of one argument each, or never zero, so that no limit is taken along one way where another one differs.
 */

import type { Setting } from '../answers/answers.js'
import { exactIn } from '../answers/composed.js'
import { attempted } from '../attempt.js'
import type { LimitAt } from '../compile/limits.js'
import { leavesOf, movingAt, withoutRemovable } from '../diff/removable.js'
import { FluxionError, ShapeError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { evaluate } from '../evaluate/evaluate.js'
import { exactNumber } from '../evaluate/values.js'
import { type Expr, isCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { plain } from '../expr/written.js'

/** Limits kept for one compiled function; beyond that they are found anew. */
const MOST_KEPT = 1000

/** The limits of results that are computed from arguments of these names. Raises `ShapeError` for divisors of several arguments. */
export function limitsOf(roots: readonly Expr[], names: readonly string[], setting: Setting): LimitAt {
  const functions = roots.map(plain)
  for (const f of functions) refuseSeveral(f, names)
  const values = exactIn(setting)
  const kept = new Map<string, Expr | undefined>()
  const found = (f: Expr, key: string, point: ReadonlyMap<string, Expr>): Expr | undefined => {
    if (kept.has(key)) return kept.get(key)
    if (kept.size >= MOST_KEPT) kept.clear()
    const limit = attempted([FluxionError], () => withoutRemovable(f, point, values))
    kept.set(key, limit)
    return limit
  }
  return (output, coordinates) => {
    const f = functions[output] as Expr
    const point = new Map(names.map((name, k) => [name, exactNumber(coordinates[k] as number, name)]))
    const [name, ...others] = movingAt(f, point).keys()
    if (others.length > 0) return Number.NaN
    // A divisor that only rounding makes zero: the function has a value.
    if (name === undefined)
      return (
        attempted([FluxionError], () => Number(evaluate(f, Object.fromEntries(point), { precision: 17 }))) ?? Number.NaN
      )
    const limit = found(f, `${output} ${name} ${point.get(name)}`, point)
    return limit === undefined ? Number.NaN : evaluate(limit, Object.fromEntries(point), { undefined: 'nan' })
  }
}

function refuseSeveral(f: Expr, given: readonly string[]): void {
  const names = new Set(given)
  for (const n of postorder(f)) {
    if (!isCall(n, 'pow')) continue
    const [base, exponent] = n.args as [Expr, Expr]
    if (exponent.kind === 'num' && exponent.value.sign() > 0) continue
    const inside = leavesOf(base)
      .map(x => leafName(x) as string)
      .filter(x => names.has(x))
    if (inside.length < 2 || isNeverZero(base)) continue
    throw new ShapeError(
      `removable: the divisor ${base} depends on ${inside.join(' and ')}, and where it is zero a limit may depend on the way there; put in values for all but one, or compile without removable`,
      'several-variables',
    )
  }
}

/** Whether bounds of the value over all numbers leave out zero. */
function isNeverZero(base: Expr): boolean {
  const everywhere = { lo: -Number.MAX_VALUE, hi: Number.MAX_VALUE }
  const at = Object.fromEntries(leavesOf(base).map(x => [leafName(x) as string, everywhere]))
  const bounds = attempted([FluxionError], () => evaluate(base, at, { field: 'interval' }))
  return bounds !== undefined && (bounds.lo > 0 || bounds.hi < 0)
}
