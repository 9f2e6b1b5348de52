/** What is found out about one derivative at one point, and what the search for it works on. */

import type { Side } from './differences.js'
import type { Method, Numeric } from './methods.js'
import type { Sample } from './sample.js'
import type { Target } from './target.js'
import type { Allowed, FormulaValue, Judgement, Verdict } from './verdict.js'

/** The comparison of one derivative with numbers. Numbers that do not exist are NaN. */
export interface Finding {
  readonly symbolic: number
  readonly numeric: number
  /** The estimated errors of both values together, truncation and rounding. */
  readonly uncertainty: number
  readonly method: Method
  /** The smallest step that was used; 0 for none. */
  readonly step: number
  readonly verdict: Verdict
  readonly note?: string
  /** Where there is no derivative, or the formula has no value: the derivatives from both sides. */
  readonly left?: number
  readonly right?: number
  /** On the edge of the function's domain: the side that it has values on. */
  readonly edge?: Side
  /** Where the formula has no value: what the function itself does here, in words. */
  readonly itself?: string
}

/** A function, the formula for its derivative by one variable, and the formula's value at the point. */
export interface Case {
  readonly target: Target
  readonly formula: Target
  readonly name: string
  readonly symbolic: FormulaValue
  /** The size of the function per unit of the variable. */
  readonly slopeScale: number
  readonly allowed: Allowed
}

/** A finding without a numeric derivative. */
export const without = (symbolic: number, verdict: Verdict, note: string): Finding => ({
  symbolic,
  numeric: Number.NaN,
  uncertainty: Number.NaN,
  method: 'none',
  step: 0,
  verdict,
  note,
})

/** A finding with one; the notes are joined. */
export function found(symbolic: Sample, numeric: Numeric, judgement: Judgement, note?: string): Finding {
  const notes = [note, judgement.note].filter(n => n !== undefined).join('; ')
  return {
    symbolic: symbolic.value,
    numeric: numeric.value,
    uncertainty: numeric.error + symbolic.error,
    method: numeric.method,
    step: numeric.step,
    verdict: judgement.verdict,
    ...(notes !== '' && { note: notes }),
  }
}
