/**
 * A runner some of whose results are looked at again. An ordinary point pays one comparison a result; where one of them is suspect, the
 * point is handed to what knows better.
 */
import { arrange } from '../evaluate/outputs.js'
import type { Program, Runner } from './program.js'

/** Shapes of more parts are built from the results in order. */
const MOST_PARTS = 1000

/** Rewrites suspect results of a point. */
export type Mend = (out: Float64Array, point: Float64Array) => void

export function mended(program: Program, runner: Runner, isSuspect: (result: number) => boolean, mend: Mend): Runner {
  const size = program.tape.outputs.length
  const point = new Float64Array(program.tape.names.length)
  const { call, into, columns } = runner
  const anySuspect = (results: ArrayLike<number>): boolean => {
    for (let k = 0; k < size; k++) if (isSuspect(results[k] as number)) return true
    return false
  }
  const intoAt: Runner['intoAt'] = (out, at) => {
    runner.intoAt(out, at)
    if (anySuspect(out)) {
      for (let k = 0; k < point.length; k++) point[k] = Number(at[k])
      mend(out, point)
    }
    return out
  }
  return {
    backend: runner.backend,
    get source() {
      return runner.source
    },
    intoAt,
    ...(into !== undefined && {
      into: (out: Float64Array, ...args: number[]): Float64Array => {
        into(out, ...args)
        return anySuspect(out) ? intoAt(out, args) : out
      },
    }),
    ...(call !== undefined &&
      program.layout.nodes.length <= MOST_PARTS && {
        call: (...args: number[]): unknown => {
          const results = call(...args)
          if (!isSuspectWithin(results, isSuspect)) return results
          return arrange(program.layout, intoAt(new Float64Array(size), args))
        },
      }),
    ...(columns !== undefined && { columns: inColumns(columns, point, isSuspect, mend) }),
  }
}

/** Whether a number in a shape is suspect: arrays and objects of few parts, so that they are not deep. */
function isSuspectWithin(results: unknown, isSuspect: (result: number) => boolean): boolean {
  if (typeof results === 'number') return isSuspect(results)
  if (Array.isArray(results)) {
    for (let k = 0; k < results.length; k++) if (isSuspectWithin(results[k], isSuspect)) return true
    return false
  }
  const parts = results as Readonly<Record<string, unknown>>
  for (const key in parts) if (isSuspectWithin(parts[key], isSuspect)) return true
  return false
}

function inColumns(
  columns: NonNullable<Runner['columns']>,
  point: Float64Array,
  isSuspect: (result: number) => boolean,
  mend: Mend,
): NonNullable<Runner['columns']> {
  return (length, given, out) => {
    columns(length, given, out)
    const results = new Float64Array(out.length)
    // A point with several suspect results is mended at the first of them.
    for (const column of out)
      for (let i = 0; i < length; i++) {
        if (!isSuspect(column[i] as number)) continue
        for (let k = 0; k < point.length; k++) point[k] = (given[k] as Float64Array)[i] as number
        for (const [k, other] of out.entries()) results[k] = other[i] as number
        mend(results, point)
        for (const [k, other] of out.entries()) other[i] = results[k] as number
      }
  }
}
