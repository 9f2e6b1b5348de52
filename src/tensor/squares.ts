/** Sums of squares of entries, which are squares of Euclidean norms. */
import { mul, num, one } from '../expr/build.js'
import { isInteger, wholeOf } from '../expr/numbers.js'
import { HALF } from '../number/rational.js'
import type { Factor, Label, Term } from './node.js'

/** The factor of which the terms are the sum of the squares of all entries. */
export function squared([t, ...others]: readonly Term[]): Factor | undefined {
  const [f, ...factors] = t?.factors ?? []
  if (t === undefined || f === undefined || others.length + factors.length > 0 || t.coefficient !== one)
    return undefined
  const whole = f.at.length === t.bound.length && new Set(f.at).size === f.at.length
  return whole && f.at.length > 0 && isInteger(f.power) && f.power.value.num === 2 ? f : undefined
}

/** The entrywise product, its axes free, of which the terms are the sum of the squares of all entries: x.*y of sum(x.^2.*y.^2). */
export function squaredProduct([t, ...others]: readonly Term[]): Term | undefined {
  const [first] = t?.factors ?? []
  if (t === undefined || first === undefined || others.length > 0 || t.coefficient !== one) return undefined
  const { at } = first
  const isWhole = at.length === t.bound.length && at.every((l: Label, k) => l === k)
  const isSquare = (f: Factor): boolean => (wholeOf(f.power) ?? 1) % 2 === 0 && f.at.join() === at.join()
  if (!isWhole || at.length === 0 || !t.factors.every(isSquare)) return undefined
  const factors = t.factors.map(f => ({ ...f, power: mul(f.power, num(HALF)) }))
  return { coefficient: one, factors, deltas: [], bound: [] }
}
