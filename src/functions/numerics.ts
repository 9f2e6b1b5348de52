/** The practice of all functions of the table: kernels and kinks. Only what evaluates, checks or compiles imports this. */
import { DomainError } from '../errors.js'
import { practice as bessel } from './bessel.js'
import { practice as constants } from './constants.js'
import { practice as elementary } from './elementary.js'
import { practice as elliptic } from './elliptic.js'
import { practice as hyperbolic } from './hyperbolic.js'
import { practice as hypergeometric } from './hypergeometric.js'
import { practice as integrals } from './integrals.js'
import { practice as learning } from './learning.js'
import { practice as parts } from './parts.js'
import { practice as polynomials } from './polynomials.js'
import type { NamedRow, Notes, Numeric, Practice } from './row.js'
import { practice as special } from './special.js'
import { practice as steps } from './steps.js'
import { practice as trigonometric } from './trigonometric.js'
import { practice as zeta } from './zeta.js'

const families = [
  ...[constants, elementary, trigonometric, hyperbolic, steps, learning, special, integrals, zeta, parts],
  ...[bessel, elliptic, hypergeometric, polynomials],
]

let table: Map<string, Practice> | undefined
const byName = (): Map<string, Practice> =>
  (table ??= new Map(families.flatMap(practice => Object.entries(practice()))))

const byRow = new WeakMap<NamedRow, Practice>()

/** Gives a row its practice: one that stands in no table, or was added to it. */
export function definePracticeOf(row: NamedRow, practice: Practice): void {
  byRow.set(row, practice)
}

const practiceOf = (row: NamedRow): Practice | undefined => byRow.get(row) ?? byName().get(row.name)

/** What is known of a row beside itself and its kernels; of a form, what is known of that form alone. */
export function notesOf(row: NamedRow): Notes | undefined {
  const practice = practiceOf(row)
  const form = typeof row.args === 'number' ? practice?.byArity?.[row.args] : undefined
  return form ?? practice
}

/** The function of JavaScript that computes a row, if there is one: `Math.sin`. */
export function nativeOf(row: NamedRow): string | undefined {
  const practice: Practice | undefined = notesOf(row)
  if (practice?.js !== undefined || practice?.real === undefined) return practice?.js
  const { name } = practice.real
  return Math[name as keyof Math] === practice.real ? `Math.${name}` : undefined
}

/** Whether a function is complex differentiable, cuts aside. */
export const isAnalyticRow = (row: NamedRow): boolean => notesOf(row)?.analytic === undefined

const hasKernel = (p: Practice | undefined): p is Practice & Numeric => p?.real !== undefined

/** The kernels of a row, if it has any. */
export function knownNumeric(row: NamedRow): Numeric | undefined {
  const practice = practiceOf(row)
  return hasKernel(practice) ? practice : undefined
}

/** The kernels of a row; `DomainError` for a function that can be differentiated but has no numeric value here. */
export function numericOf(row: NamedRow): Numeric {
  const practice = practiceOf(row)
  if (hasKernel(practice)) return practice
  throw new DomainError(`${row.name} cannot be evaluated in numbers`, 'no-kernel')
}
