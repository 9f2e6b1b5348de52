/** What a run of the command ends with. */
import type { Shows } from './colour.js'

export type Status = 0 | 1 | 2

export interface Result {
  readonly status: Status
  readonly output: string
  readonly diagnostics: string
  /** What the output is, for its colours. */
  readonly shows: Shows
  /** Of formulas and values, in a session: the text that means them. */
  readonly meaning?: string
  /** The file whose changes ask for another run. */
  readonly watch?: string
}
