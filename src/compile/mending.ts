/**
 * Results that are looked at again. An ordinary point pays one comparison a result; where one of them is suspect, the point is handed to
 * what knows better. Backends that emit code write the comparison into it, so that nothing is allocated at an ordinary point.
 */
import type { Runner } from './program.js'

/** Which results are suspect: those that are infinite, or all that are no finite numbers. */
export type Suspect = 'infinite' | 'not-finite'

export interface Mending {
  readonly suspect: Suspect
  /** The results that may be suspect. */
  readonly places: Int32Array
  /** Rewrites suspect results of a point. */
  readonly mend: (out: Float64Array, point: ArrayLike<number>) => void
}

export const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity
const isNotFinite = (x: number): boolean => !Number.isFinite(x)

const TESTS = { infinite: isInfinite, 'not-finite': isNotFinite } as const

/** The test of a result, as JavaScript. */
export const suspectText = (suspect: Suspect, result: string): string =>
  suspect === 'infinite' ? `Math.abs(${result}) === Infinity` : `!(Math.abs(${result}) < Infinity)`

/** Answers the results of a point, mended if one of them is suspect; only then the point is asked for. */
export type Finish = (out: Float64Array, pointOf: () => ArrayLike<number>) => Float64Array

export function finishing(mending: Mending | undefined): Finish {
  if (mending === undefined) return out => out
  const { suspect, places, mend } = mending
  const isSuspect = TESTS[suspect]
  return (out, pointOf) => {
    for (let k = 0; k < places.length; k++)
      if (isSuspect(out[places[k] as number] as number)) {
        mend(out, pointOf())
        return out
      }
    return out
  }
}

type Columns = NonNullable<Runner['columns']>

/** The results at many points, each suspect point mended once. */
export function mendedColumns({ suspect, places, mend }: Mending, columns: Columns): Columns {
  const isSuspect = TESTS[suspect]
  return (count, given, out) => {
    columns(count, given, out)
    const point = new Float64Array(given.length)
    const results = new Float64Array(out.length)
    let done: Uint8Array | undefined
    for (const place of places) {
      const column = out[place] as Float64Array
      for (let i = 0; i < count; i++) {
        if (!isSuspect(column[i] as number)) continue
        done ??= new Uint8Array(count)
        if (done[i] === 1) continue
        done[i] = 1
        for (let k = 0; k < point.length; k++) point[k] = (given[k] as Float64Array)[i] as number
        for (const [k, other] of out.entries()) results[k] = other[i] as number
        mend(results, point)
        for (const [k, other] of out.entries()) other[i] = results[k] as number
      }
    }
  }
}
