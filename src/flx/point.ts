/** The points of an expression file: the values of each `at`, and those of the exports there. */

import type { Expr } from '../expr/node.js'
import { isTensor } from '../tensor/tensor.js'
import { evaluate } from '../verbs/index.js'
import { ModelError, placing, type Source } from './error.js'
import type { Export } from './export.js'
import type { Piece } from './piece.js'
import { problem, type Statement } from './source.js'

/** A number, or an array by rows. */
export type Entries = number | readonly Entries[]

export interface Point {
  /** As it is written. */
  readonly says: string
  readonly values: ReadonlyMap<string, Entries>
  /** By the names of the exports all of whose arguments have values, and of their results. */
  readonly results: ReadonlyMap<string, ReadonlyMap<string, Entries>>
}

type AtStatement = Extract<Statement, { readonly kind: 'at' }>

/** Raises `ModelError` for values of what is no argument, and for a point where no export has a value. */
export const pointsIn = (
  source: Source,
  statements: readonly Statement[],
  exports: readonly Export[],
): readonly Point[] => statements.flatMap(s => (s.kind === 'at' ? [pointOf(source, s, exports)] : []))

function pointOf(source: Source, s: AtStatement, exports: readonly Export[]): Point {
  const values = new Map<string, Entries>()
  const known = new Set(exports.flatMap(e => e.arguments))
  for (const { name, value } of s.values) {
    if (values.has(name.name)) throw problem(source, name, `${name.name} has two values here`)
    if (!known.has(name.name))
      throw problem(source, name, `${name.name} is no argument of an export; there are ${[...known].join(', ')}`)
    values.set(name.name, entriesOf(source, value))
  }
  const ready = exports.filter(e => e.arguments.every(a => values.has(a)))
  const [first] = exports
  if (ready.length === 0 && first !== undefined) {
    const missing = first.arguments.filter(a => !values.has(a))
    const signature = `${first.name}(${first.arguments.join(', ')})`
    throw new ModelError(source, {
      code: 'unbound',
      offset: s.whole.offset,
      length: s.whole.text.split('\n')[0]?.length ?? 0,
      message: `${missing.join(', ')} has no value here, which ${signature} needs`,
    })
  }
  const readings = new Map<string, number>()
  const results = placing(source, s.whole, readings, () => new Map(ready.map(e => [e.name, resultsAt(e, values)])))
  return { says: s.whole.text.replace(/^at\s+/, '').replace(/\s+/g, ' '), values, results }
}

/** A value without names: `pi/2`, `[1, 2]`, `[1; 2]`. */
const entriesOf = (source: Source, value: Piece): Entries =>
  placing(source, value, new Map([[value.text, value.offset]]), () => evaluate(value.text) as Entries)

function resultsAt(
  { results, kind, arguments: args }: Export,
  values: ReadonlyMap<string, Entries>,
): Map<string, Entries> {
  const given = args.map(a => [a, values.get(a) as Entries] as const)
  return new Map(
    results.map(({ name, value }) => {
      const at = Object.fromEntries(kind === 'arrays' ? given.map(([a, v]) => [a, fitted(value, a, v)]) : given)
      return [name, evaluate(value, at as Record<string, never>) as Entries]
    }),
  )
}

/** A column where a vector is declared is that vector. */
function fitted(value: Expr, name: string, entries: Entries): Entries {
  const order = isTensor(value) ? value.setting.variables.get(name)?.shape.length : undefined
  const isColumn = Array.isArray(entries) && entries.every(r => Array.isArray(r) && r.length === 1)
  return order === 1 && isColumn ? (entries as readonly (readonly Entries[])[]).flat() : entries
}

/** How long the axes of an array are. */
export function extentsOf(entries: Entries): number[] {
  const extents: number[] = []
  for (let at: Entries | undefined = entries; typeof at === 'object'; at = at[0]) extents.push(at.length)
  return extents
}

/** The numbers of an array, by rows. */
export const flat = (entries: Entries): number[] => (typeof entries === 'number' ? [entries] : entries.flatMap(flat))
