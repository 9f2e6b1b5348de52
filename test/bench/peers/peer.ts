/** What a system can do, for the benchmark: what is missing is a dash in the table. */

/** Expressions of a system. */
export interface Peer<E> {
  readonly parse: (text: string) => E
  readonly derivative: (e: E, x: string) => E
  readonly print: (e: E) => string
  /** All derivatives of the first or second order at once, where the system has such. */
  readonly gradient?: (e: E, by: readonly string[]) => unknown
  readonly hessian?: (e: E, by: readonly string[]) => unknown
  /** A function in numbers of values for the names. */
  readonly compiled?: (es: readonly E[], names: readonly string[]) => (point: readonly number[]) => unknown
  /** Definitions and a function of the last. */
  readonly program?: (steps: readonly string[], f: string) => E
  /** A function of one variable at many points. */
  readonly mapped?: (e: E, x: string) => (points: Float64Array) => unknown
}
