/**
 * Numeric derivatives of plain functions: forward, central and complex-step differences, with a step that was
 * given or well chosen, and extrapolation to step 0 with an estimate of the error that remains. Where a step is given
 * the quotient is formed by exactly the textbook's operations, so that it agrees to the last digit.
 * Sources: C. J. F. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", Adv. Eng. Software 4 (1982);
 * W. Squire and G. Trapp, "Using complex variables to estimate derivatives of real functions", SIAM Review 40 (1998).
 */
import { append, greatest } from '../expr/args.js'
import { rounding, type Sample } from './sample.js'

/** A numeric derivative, an estimate of its error (truncation and rounding), and the smallest step that it used. */
export interface Estimate extends Sample {
  readonly step: number
}

/** A real function of one variable. */
export type RealFunction = (x: number) => number

/** The same with bounds on its rounding errors; NaN where it has no value. */
export type SampledFunction = (x: number) => Sample

/** The side of a point from which a function is seen. */
export type Side = 'left' | 'right'

/** (f(x + h) - f(x))/h. Without a step: sqrt(eps) relative to x, rounded so that x + h is exact. */
export const forward = (f: RealFunction, x: number, h = exactStep(x, forwardStep(x))): number => (f(x + h) - f(x)) / h

/** (f(x + h) - f(x - h))/(2h). Without a step: extrapolated, see `extrapolated`. */
export function central(f: RealFunction, x: number, h?: number): number {
  if (h === undefined) return extrapolated(sampled(f, x), x).value
  return (f(x + h) - f(x - h)) / (2 * h)
}

/** The step of a forward difference that balances truncation and rounding for a function of scale 1. */
export const forwardStep = (x: number): number => Math.sqrt(Number.EPSILON) * Math.max(1, Math.abs(x))

/** 2^-100 of the size of x, a power of two; of 1 at 0. */
export const imaginaryStep = (x: number): number => {
  const size = x === 0 ? 0 : Math.floor(Math.log2(Math.abs(x)))
  return 2 ** Math.max(-1000, size - 100)
}

/** The step nearest to h for which x + h is a double. */
export const exactStep = (x: number, h: number): number => x + h - x

/** Where extrapolation starts when nothing is known of the function. */
export const widestStep = (x: number): number => Math.max(1, Math.abs(x)) / 16

/**
 * A plain function with an estimate of its rounding errors around x: a few units in the last place of its largest value
 * so far, or the noise seen in it, whichever is more. What is lost to cancellation without a trace stays unseen.
 */
export function sampled(f: RealFunction, x: number): SampledFunction {
  const noise = noiseOf(f, x)
  let largest = 0
  return t => {
    const value = f(t)
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value))
    return { value, error: Math.max(noise, rounding(largest, 2 * Number.EPSILON)) }
  }
}

/** The noise in f: fourth differences at a spacing where those of a smooth function vanish (More and Wild, 2011). */
export function noiseOf(f: RealFunction, x: number): number {
  const spacing = 2 ** -30 * Math.max(1, Math.abs(x))
  const values = Array.from({ length: 9 }, (_, k) => f(x + (k - 4) * spacing))
  const fourth = values.slice(4).map((e, k) => {
    const [a, b, c, d] = values.slice(k, k + 4) as [number, number, number, number]
    return Math.abs(a - 4 * b + 6 * c - 4 * d + e)
  })
  return 4 * (greatest(fourth.filter(Number.isFinite), 0) / Math.sqrt(70))
}

/** The central difference extrapolated to step 0, from steps `first`, `first`/2, ... */
export function extrapolated(f: SampledFunction, x: number, first = widestStep(x)): Estimate {
  return limit(h => quotient(f(x - h), f(x + h), x + h - (x - h)), finestStep(x), first, 2)
}

/** The derivative from one side, extrapolated in the same way; `at` is the value at x, or its limit from there. */
export function oneSided(f: SampledFunction, x: number, side: Side, first = widestStep(x)): Estimate {
  const at = f(x)
  if (side === 'left') return limit(h => quotient(f(x - h), at, x - (x - h)), finestStep(x), first, 1)
  return limit(h => quotient(at, f(x + h), x + h - x), finestStep(x), first, 1)
}

/** (b - a)/width with the error of both. */
export function quotient(a: Sample, b: Sample, width: number): Sample {
  const value = (b.value - a.value) / width
  return { value, error: (a.error + b.error) / width + rounding(value, 2 * Number.EPSILON) }
}

/** The finest step that is tried: some hundred spacings of the doubles at x; near 0, what still resolves scale 1. */
export const finestStep = (x: number): number => (x === 0 ? 2 ** -60 : 2 ** -44 * Math.abs(x))

/** Steps of a search for the best one, and columns of its table. */
const ROWS = 64
const COLUMNS = 7
/** Good enough to stop: what is left is then checked at much finer steps. */
const ENOUGH = 1e-11

interface Row extends Sample {
  readonly step: number
  /** The best extrapolation that ends in this row. */
  readonly best: Sample
}

/**
 * The limit of q(h) as h goes to 0, where q has an expansion in h^power. Each row halves the step, each column
 * removes one more term. The estimate that claims the least error is taken, but no estimate may contradict
 * what finer steps show: an oscillation that the wide steps alias does not pass for convergence.
 */
function limit(q: (h: number) => Sample, finest: number, first: number, power: 1 | 2): Estimate {
  const rows: Row[] = []
  let previous: Sample[] = []
  let h = 2 ** Math.floor(Math.log2(first))
  for (let k = 0; k < ROWS && h >= finest && h > 0; k++, h /= 2) {
    const here = q(h)
    if (!Number.isFinite(here.value) || !Number.isFinite(here.error)) {
      previous = []
      continue
    }
    const columns = extrapolate(here, previous, power)
    const best = bestColumn(columns, previous)
    rows.push({ ...here, step: h, best })
    if (best.error <= ENOUGH * Math.abs(best.value)) {
      const finer = probes(q, h)
      const confirmed = contradiction(rows.at(-1) as Row, finer) <= best.error
      append(rows, finer)
      if (confirmed) break
    }
    previous = columns
  }
  return leastContradicted(rows)
}

function extrapolate(here: Sample, previous: readonly Sample[], power: number): Sample[] {
  const columns = [here]
  for (let j = 1; j <= Math.min(previous.length, COLUMNS); j++) {
    const [a, b] = [columns[j - 1] as Sample, previous[j - 1] as Sample]
    const c = 2 ** (power * j)
    columns.push({ value: a.value + (a.value - b.value) / (c - 1), error: (c * a.error + b.error) / (c - 1) })
  }
  return columns
}

/** The column whose neighbours differ least from it, rounding included. */
function bestColumn(columns: readonly Sample[], previous: readonly Sample[]): Sample {
  let best: Sample = { value: (columns[0] as Sample).value, error: Number.POSITIVE_INFINITY }
  for (let j = 1; j < columns.length; j++) {
    const { value, error } = columns[j] as Sample
    const left = Math.abs(value - (columns[j - 1] as Sample).value)
    const above = Math.abs(value - (previous[j - 1] as Sample).value)
    const total = Math.max(left, above) + error
    if (total < best.error) best = { value, error: total }
  }
  return best
}

/** Much finer steps, and no powers of 2: they confirm an estimate that seems to be good enough. */
function probes(q: (h: number) => Sample, h: number): Row[] {
  return [0.0073, 0.00011].flatMap(factor => {
    const here = q(h * factor)
    const best = { value: here.value, error: Number.POSITIVE_INFINITY }
    return Number.isFinite(here.value) && Number.isFinite(here.error) ? [{ ...here, step: h * factor, best }] : []
  })
}

function leastContradicted(rows: readonly Row[]): Estimate {
  let best: Estimate = { value: Number.NaN, error: Number.POSITIVE_INFINITY, step: 0 }
  for (const row of rows) {
    if (row.best.error >= best.error) continue
    const error = Math.max(row.best.error, contradiction(row, rows))
    if (error < best.error) best = { value: row.best.value, error, step: row.step }
  }
  return best
}

/** How far finer differences lie from the estimate beyond their rounding and the truncation that is left in them. */
function contradiction(row: Row, rows: readonly Row[]): number {
  const truncation = Math.abs(row.value - row.best.value)
  let worst = 0
  for (const r of rows) {
    if (r.step >= row.step) continue
    worst = Math.max(worst, Math.abs(r.value - row.best.value) - r.error - truncation * (r.step / row.step))
  }
  return worst
}
