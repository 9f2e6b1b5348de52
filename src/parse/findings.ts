/** What is found wrong with a text that is right as syntax, and what some would read differently. */
import type { Problem } from './problem.js'

/** So many doubts are told of. */
const MOST_WARNINGS = 20

export class Findings {
  readonly warnings: Problem[] = []
  #late: Problem | undefined

  /** The leftmost problem that is not one of syntax. */
  get late(): Problem | undefined {
    return this.#late
  }

  postpone(problem: Problem | undefined): void {
    if (problem && (this.#late === undefined || problem.offset < this.#late.offset)) this.#late = problem
  }

  warn(...warnings: readonly (Problem | undefined)[]): void {
    for (const warning of warnings) if (warning && this.warnings.length < MOST_WARNINGS) this.warnings.push(warning)
  }
}
