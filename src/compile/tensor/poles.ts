/**
 * Results at poles, which become NaN as those of scalars do: infinite entries are computed once more, each entry of a loop being looked at
 * as `evaluate` does, and those of quotients of singular matrices have no value. What has only become too large stays infinite.
 */
import { reciprocalCondition } from '../../linalg/factorisation.js'
import { interpretedScalars } from '../interpreter.js'
import { isInfinite } from '../mending.js'
import { loopRunner } from './loop-runner.js'
import { type Plan, roomFor } from './plan.js'
import type { Emitter } from './step.js'

/** Runs without code, and looks at infinite entries. */
export const LOOKING: Emitter = { loop: loop => loopRunner(loop, [], true), scalars: interpretedScalars }

/** Rewrites infinite results of a plan that has just run; `looking` makes the plan of the same tensors that looks at entries. */
export function withoutPoles(
  plan: Plan,
  out: readonly Float64Array[],
  looking: () => Plan,
  ...[arrays, scalars]: [Parameters<Plan['run']>[0], Parameters<Plan['run']>[1]]
): void {
  if (!plan.mayHavePole || !hasInfinite(out)) return
  const isSingular = !isRegular(plan)
  const again = roomFor(plan)
  looking().run(arrays, scalars, again)
  for (const [k, data] of again.entries()) {
    const to = out[k] as Float64Array
    for (let j = 0; j < data.length; j++)
      if (isInfinite(to[j] as number)) to[j] = isSingular ? NaN : (data[j] as number)
  }
}

function hasInfinite(out: readonly Float64Array[]): boolean {
  for (let k = 0; k < out.length; k++) {
    const data = out[k] as Float64Array
    for (let j = 0; j < data.length; j++) if (isInfinite(data[j] as number)) return true
  }
  return false
}

/** Whether the matrices by which something is divided are regular as far as doubles can tell. */
export function isRegular({ divisors }: Plan): boolean {
  for (const factors of divisors) if (!(reciprocalCondition(factors) >= Number.EPSILON / 2)) return false
  return true
}
