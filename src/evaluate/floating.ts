/** Runs a tape in a field that has values for "none", and reports what has no value, as an error or as none. */
import { Diagnosis } from './diagnosis.js'
import type { Floating } from './field.js'
import { run } from './run.js'
import type { Tape } from './tape.js'

/** What to do where there is no value, and what stops a long run. */
export interface FloatingOptions {
  /** `'nan'`: none (NaN) instead of a `DomainError`. */
  readonly undefined?: 'error' | 'nan'
  /** Stops a long evaluation with a `BudgetError`. */
  readonly signal?: AbortSignal
}

/** What comes of a result whose value an overflow has changed on the way; undefined where nothing better is known. */
export type Again<T> = (result: number) => T | undefined

/** The values of the results. Raises `DomainError` for the first that has none, unless the options say otherwise. */
export function floatingValues<T>(
  tape: Tape,
  field: Floating<T>,
  args: readonly T[],
  options: FloatingOptions = {},
  again: Again<T> = () => undefined,
): T[] {
  const registers = run(tape, field, args, options.signal)
  const values = tape.outputs.map(r => registers[r] as T)
  if (registers.every(x => field.status(x) === 'finite')) return values
  const diagnosis = new Diagnosis(tape, field, registers)
  return values.map((value, k) => {
    const output = tape.outputs[k] as number
    const better = diagnosis.isLost(output) ? again(k) : undefined
    if (better !== undefined) return better
    const error = diagnosis.error(output)
    if (error !== undefined && options.undefined !== 'nan') throw error
    return error === undefined ? value : field.nothing()
  })
}
