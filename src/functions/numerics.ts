/** The kernels of all functions of the table. Only what evaluates imports this: see `Numeric`. */
import { DomainError } from '../errors.js'
import * as bessel from './bessel.js'
import * as constants from './constants.js'
import * as elementary from './elementary.js'
import * as elliptic from './elliptic.js'
import * as hypergeometric from './hypergeometric.js'
import * as integrals from './integrals.js'
import * as learning from './learning.js'
import * as parts from './parts.js'
import * as polynomials from './polynomials.js'
import type { NamedRow, Numeric } from './row.js'
import * as special from './special.js'
import * as steps from './steps.js'
import * as zeta from './zeta.js'

const byName = new Map<string, Numeric>()
const families = [
  ...[constants, elementary, steps, learning, special, integrals, zeta, parts],
  ...[bessel, elliptic, hypergeometric, polynomials],
]
for (const { numerics } of families) {
  for (const [name, numeric] of Object.entries(numerics())) defineNumeric(name, numeric)
}

/** Adds the kernels of a function that `define` (table.ts) added. */
export function defineNumeric(name: string, numeric: Numeric): void {
  byName.set(name, numeric)
}

/** The kernels of a row, if it has any. */
export const knownNumeric = (row: NamedRow): Numeric | undefined => byName.get(row.name)

/** The kernels of a row; `DomainError` for a function that can be differentiated but has no numeric value here. */
export function numericOf(row: NamedRow): Numeric {
  const numeric = byName.get(row.name)
  if (numeric === undefined) throw new DomainError(`${row.name} cannot be evaluated in numbers`, 'no-kernel')
  return numeric
}
