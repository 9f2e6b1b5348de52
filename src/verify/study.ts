/**
 * Difference quotients looked at by themselves: at several steps side by side, the change of a function beside its differential, and how
 * the error goes with the step: truncation falls with it, rounding rises, and between the two lies the best step.
 */
import { central, forward, type RealFunction } from './differences.js'

export const QUOTIENTS = { forward, central } as const
export type QuotientName = keyof typeof QUOTIENTS

/** One quotient at one step. */
export interface StepEntry {
  readonly step: number
  readonly method: QuotientName
  /** The function at x + step. */
  readonly moved: number
  readonly numeric: number
  /** What rounding may have done to it; digits below this are noise. */
  readonly noise: number
  /** |derivative - numeric|. */
  readonly error: number
}

/** The change of a function for a change of one variable, and what the derivative foretells of it. */
export interface Change {
  readonly delta: number
  readonly change: number
  readonly differential: number
}

/** A function along one variable, with its derivative there. */
export interface Line {
  readonly f: RealFunction
  readonly x: number
  readonly slope: number
}

function entry({ f, x, slope }: Line, method: QuotientName, step: number): StepEntry {
  const numeric = QUOTIENTS[method](f, x, step)
  const size = Math.max(...[f(x - step), f(x), f(x + step)].map(Math.abs).filter(Number.isFinite), 0)
  const width = method === 'central' ? 2 * step : step
  // One rounding of each value, and what rounding of x + h does to the function, which is as much for a smooth one.
  const noise = (Number.EPSILON * (size + Math.abs(slope * x))) / width
  return { step, method, moved: f(x + step), numeric, noise, error: Math.abs(slope - numeric) }
}

/** The quotients of the methods asked for, at each step. */
export const atSteps = (line: Line, steps: readonly number[], methods: readonly QuotientName[]): StepEntry[] =>
  steps.flatMap(step => methods.map(method => entry(line, method, step)))

export const changeBy = ({ f, x, slope }: Line, delta: number): Change => ({
  delta,
  change: f(x + delta) - f(x),
  differential: slope * delta,
})

/** How the error of one quotient goes with the step. */
export interface Convergence {
  readonly method: QuotientName
  readonly entries: readonly StepEntry[]
  /** The entry of the least error. */
  readonly best: StepEntry | undefined
}

/** Steps from 1 down to 10^-15, four to a power of ten. */
const STEPS = Array.from({ length: 61 }, (_, k) => 10 ** (-k / 4))

export function convergenceOf(line: Line): Convergence[] {
  return (Object.keys(QUOTIENTS) as QuotientName[]).map(method => {
    const entries = atSteps(line, STEPS, [method]).filter(e => Number.isFinite(e.error))
    return { method, entries, best: bestOf(entries) }
  })
}

/**
 * Rounding errors jump up and down by chance, down to nothing: that entry is the best whose neighbours are good as well, by the geometric
 * mean of three.
 */
function bestOf(entries: readonly StepEntry[]): StepEntry | undefined {
  const size = (e: StepEntry | undefined): number =>
    e === undefined ? 0 : Math.log(Math.max(e.error, LEAST * e.noise))
  let best: { readonly entry: StepEntry; readonly mean: number } | undefined
  for (const [k, e] of entries.entries()) {
    if (k === 0 || k === entries.length - 1) continue
    const mean = size(entries[k - 1]) + size(e) + size(entries[k + 1])
    if (best === undefined || mean < best.mean) best = { entry: e, mean }
  }
  return best?.entry ?? entries[0]
}

/** An error below so much of the noise is luck. */
const LEAST = 0.1
