/**
 * How many random cases a law draws. `npm test` draws as many as the law says; the campaign, `npm run test:laws`, ten times as many,
 * or LAW_FACTOR times.
 */
const FACTOR = Number(process.env.LAW_FACTOR ?? 1)

/** So many cases, or so many of whatever is in proportion to them. */
export const scaled = (n: number): number => Math.ceil(n * FACTOR)

/** The parameter of `fc.assert`. */
export const runs = (n: number): { readonly numRuns: number } => ({ numRuns: scaled(n) })

/** Every tenth item of a list; in the campaign, all. */
export const sampled = <T>(all: readonly T[]): readonly T[] => {
  const step = Math.max(1, Math.round(10 / FACTOR))
  return all.filter((_, k) => k % step === 0)
}

/** Lets the connection to the test runner have its turn, where all cases together take longer than it waits. */
export const turn = (): Promise<void> => new Promise(resolve => void setImmediate(resolve))
