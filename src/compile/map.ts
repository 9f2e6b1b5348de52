/**
 * A compiled function at many points: columns of arguments to columns of results. The loop is within the generated code where the
 * backend has one; otherwise point by point. Columns may be written over: one that shares memory with the results is copied first.
 */
import { ShapeError } from '../errors.js'
import { type Mending, mendedColumns } from './mending.js'
import type { Program, Runner } from './program.js'

/** One column per argument, in order; or the points one after another in one array. */
export type Points = readonly ArrayLike<number>[] | Float64Array

/** Points that are taken apart at once. */
const BLOCK = 1024

export interface Mapped {
  /**
   * The results at many points. `map(columns)` takes one column per argument, in order, and answers one per result. `map(points)` takes
   * one array of the points one after another, and answers the results likewise. Both write into `out` where it is given. Raises
   * `ShapeError` for columns of other numbers and lengths.
   */
  (columns: readonly ArrayLike<number>[], out?: readonly Float64Array[]): readonly Float64Array[]
  (points: Float64Array, out?: Float64Array): Float64Array
}

export function mapped(program: Program, runner: Runner, mending: Mending | undefined): Mapped {
  const args = program.tape.names.length
  const size = program.tape.outputs.length
  const { columns } = runner
  const inside = mending && columns ? mendedColumns(mending, columns) : columns
  const run = inside ?? pointwise(args, size, runner)
  function map(given: Points, out?: readonly Float64Array[] | Float64Array): readonly Float64Array[] | Float64Array {
    return given instanceof Float64Array
      ? interleaved(given, out as Float64Array)
      : inColumns(given, out as readonly Float64Array[])
  }
  function inColumns(given: readonly ArrayLike<number>[], out?: readonly Float64Array[]): readonly Float64Array[] {
    requireList(given, args, 'arguments')
    const count = (given[0] ?? out?.[0])?.length
    if (count === undefined)
      throw new ShapeError('a function without arguments has no points to be mapped over', 'column-count')
    const results = out ?? Array.from({ length: size }, () => new Float64Array(count))
    requireList(results, size, 'results')
    for (const [k, column] of given.entries()) requireColumn(column, count, `column ${k} of the arguments`)
    for (const [k, column] of results.entries()) {
      if (!(column instanceof Float64Array))
        throw new ShapeError(`column ${k} of the results is no Float64Array`, 'column-kind')
      requireColumn(column, count, `column ${k} of the results`)
    }
    const buffers = new Set(results.map(column => column.buffer))
    run(
      count,
      given.map(column => readable(column, buffers)),
      results,
    )
    return results
  }
  function interleaved(given: Float64Array, out?: Float64Array): Float64Array {
    const count = given.length / args
    if (!Number.isInteger(count))
      throw new ShapeError(`${given.length} numbers are no points of ${args} arguments each`, 'column-length')
    const results = out ?? new Float64Array(count * size)
    if (!(results instanceof Float64Array)) throw new ShapeError('the results are no Float64Array', 'column-kind')
    requireColumn(results, count * size, 'the array of results')
    takenApart(readable(given, new Set([results.buffer])), results, { count, args, size }, run)
    return results
  }
  return map as Mapped
}

type Columns = NonNullable<Runner['columns']>

/** The loop for a backend that has none. */
function pointwise(args: number, size: number, { intoAt }: Runner): Columns {
  const point = new Float64Array(args)
  const result = new Float64Array(size)
  return (count, columns, out) => {
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < args; k++) point[k] = (columns[k] as Float64Array)[i] as number
      intoAt(result, point)
      for (let k = 0; k < size; k++) (out[k] as Float64Array)[i] = result[k] as number
    }
  }
}

/** Points one after another, through columns of a block of them. */
function takenApart(
  points: Float64Array,
  results: Float64Array,
  { count, args, size }: { readonly count: number; readonly args: number; readonly size: number },
  run: Columns,
): void {
  const length = Math.min(BLOCK, count)
  const columns = Array.from({ length: args }, () => new Float64Array(length))
  const out = Array.from({ length: size }, () => new Float64Array(length))
  for (let start = 0; start < count; start += length) {
    const n = Math.min(length, count - start)
    for (const [k, column] of columns.entries())
      for (let i = 0, from = start * args + k; i < n; i++, from += args) column[i] = points[from] as number
    run(n, columns, out)
    for (const [k, column] of out.entries())
      for (let i = 0, to = start * size + k; i < n; i++, to += size) results[to] = column[i] as number
  }
}

/** A column that stays as it is while the results are written. */
function readable(column: ArrayLike<number>, written: ReadonlySet<ArrayBufferLike>): Float64Array {
  if (!(column instanceof Float64Array)) return Float64Array.from(column)
  return written.has(column.buffer) ? column.slice() : column
}

function requireList(columns: readonly unknown[], count: number, what: string): void {
  if (!Array.isArray(columns) || columns.length !== count) {
    const found = Array.isArray(columns) ? `${columns.length} columns` : 'no list of columns'
    throw new ShapeError(`${found} are given, where there are ${count} ${what}`, 'column-count')
  }
}

function requireColumn(column: unknown, count: number, what: string): void {
  if (typeof column !== 'object' || column === null || (column as ArrayLike<number>).length !== count) {
    const length = typeof column === 'object' ? (column as ArrayLike<number> | null)?.length : undefined
    throw new ShapeError(`${what} has ${length ?? 'no'} elements, where ${count} are needed`, 'column-length')
  }
}
