/** The kernels of all functions of the table. Only what evaluates imports this: see `Numeric`. */
import * as constants from './constants.js'
import * as elementary from './elementary.js'
import * as learning from './learning.js'
import type { NamedRow, Numeric } from './row.js'
import * as special from './special.js'
import * as steps from './steps.js'

const byName = new Map<string, Numeric>()
for (const { numerics } of [constants, elementary, steps, learning, special]) {
  for (const [name, numeric] of Object.entries(numerics)) defineNumeric(name, numeric)
}

/** Adds the kernels of a function that `define` (table.ts) added. */
export function defineNumeric(name: string, numeric: Numeric): void {
  byName.set(name, numeric)
}

/** The kernels of a row. A row without any is a mistake of the table, found by its tests. */
export function numericOf(row: NamedRow): Numeric {
  const numeric = byName.get(row.name)
  if (numeric === undefined) throw new TypeError(`the function ${row.name} has no kernel`)
  return numeric
}
