/**
 * THE TABLE: every function that is known, looked up by name or by synonym. A `Map`, never a plain object: a name typed by a user must
 * not find `constructor`. Elementary functions and activations are always there; the whole library puts in the others before it does anything (calls/language.ts).
 */
import { constants } from './constants.js'
import { elementary } from './elementary.js'
import { hyperbolic } from './hyperbolic.js'
import { learning } from './learning.js'
import { arity, type Family, type FunctionRow, type NamedRow } from './row.js'
import { steps } from './steps.js'
import { trigonometric } from './trigonometric.js'

const byName = new Map<string, NamedRow>()
const bySynonym = new Map<string, NamedRow>()
const byForm = new Map<NamedRow, ReadonlyMap<number, NamedRow>>()
const families = new Set<Family>()
for (const family of [constants, elementary, trigonometric, hyperbolic, steps, learning]) include(family)

function include(family: Family): void {
  if (families.has(family)) return
  families.add(family)
  for (const [name, row] of Object.entries(family)) define(name, row)
}

/** Adds families of functions; those that are there stay as they are. */
export function extend(more: readonly Family[]): void {
  for (const family of more) include(family)
}

/** Adds a function under its name and synonyms; the name must be new. */
export function define(name: string, row: FunctionRow): void {
  if (bySynonym.has(name)) throw new TypeError(`the function ${name} is defined twice`)
  const named: NamedRow = { args: row.derivative.length, ...row, name }
  byName.set(name, named)
  for (const key of [name, ...(row.aliases ?? [])]) bySynonym.set(key, named)
  if (row.byArity !== undefined) byForm.set(named, formsOf(named))
}

/** One row for each number of arguments, each complete and without further forms. */
function formsOf(row: NamedRow): ReadonlyMap<number, NamedRow> {
  const { byArity, ...first } = row
  const [least, most] = arity(first)
  const forms = new Map<number, NamedRow>()
  for (let count = least; count <= most; count++) forms.set(count, first)
  for (const [count, form] of Object.entries(byArity ?? {})) {
    forms.set(Number(count), { ...form, name: row.name, args: Number(count) })
  }
  return forms
}

/**
 * The row of a function by its canonical name or a synonym: `row('ln')` is that of `log`. With the number of arguments
 * it is the row of that form: `row('elliptice', 2)` is that of the incomplete integral.
 */
export function row(name: string, count?: number): NamedRow | undefined {
  const named = bySynonym.get(name)
  if (named === undefined || count === undefined) return named
  return byForm.get(named)?.get(count) ?? named
}

/** Every row once, in the order of the table. */
export const allRows = (): Iterable<NamedRow> => byName.values()

/** Every form of every row: `allRows`, but with a row for each meaning where the number of arguments decides. */
export function* allForms(): Iterable<NamedRow> {
  for (const named of allRows()) yield* new Set(byForm.get(named)?.values() ?? [named])
}

/** Every name that is understood, synonyms included. */
export const allNames = (): Iterable<string> => bySynonym.keys()
