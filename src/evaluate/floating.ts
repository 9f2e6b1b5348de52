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

/** The values of the results. Raises `DomainError` for the first that has none, unless the options say otherwise. */
export function floatingValues<T>(
  tape: Tape,
  field: Floating<T>,
  args: readonly T[],
  options: FloatingOptions = {},
): T[] {
  const registers = run(tape, field, args, options.signal)
  const values = tape.outputs.map(r => registers[r] as T)
  if (registers.every(x => field.status(x) === 'finite')) return values
  const diagnosis = new Diagnosis(tape, field, registers)
  return values.map((value, k) => {
    const error = diagnosis.error(tape.outputs[k] as number)
    if (error !== undefined && options.undefined !== 'nan') throw error
    return error === undefined ? value : field.nothing()
  })
}
