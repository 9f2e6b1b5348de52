/**
 * THE TABLE: every function that the library knows, looked up by name or by synonym. A `Map`, never a plain
 * object: a name typed by a user must not find `constructor`.
 */
import { constants } from './constants.js'
import { elementary } from './elementary.js'
import { learning } from './learning.js'
import type { FunctionRow, NamedRow } from './row.js'
import { special } from './special.js'
import { steps } from './steps.js'

const byName = new Map<string, NamedRow>()
const bySynonym = new Map<string, NamedRow>()
for (const family of [constants, elementary, steps, learning, special]) {
  for (const [name, row] of Object.entries(family)) define(name, row)
}

/** Adds a function under its name and synonyms; the name must be new. */
export function define(name: string, row: FunctionRow): void {
  if (bySynonym.has(name)) throw new TypeError(`the function ${name} is defined twice`)
  const named: NamedRow = { ...row, name }
  byName.set(name, named)
  for (const key of [name, ...(row.aliases ?? [])]) bySynonym.set(key, named)
}

/** The row of a function by its canonical name or a synonym: `row('ln')` is that of `log`. */
export function row(name: string): NamedRow | undefined {
  return bySynonym.get(name)
}

/** Every row once, in the order of the table. */
export function allRows(): Iterable<NamedRow> {
  return byName.values()
}

/** Every name that is understood, synonyms included. */
export function allNames(): Iterable<string> {
  return bySynonym.keys()
}
