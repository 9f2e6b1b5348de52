/** How the error of difference quotients goes with the step, as a figure: both axes logarithmic, the best steps marked. */
import { type Axis, type Figure, shortNumber } from '../plot/figure.js'
import type { Convergence, StepEntry } from './study.js'

const MARKS = { forward: '×', central: '○' } as const

/** Errors of exactly 0 have no place on a logarithmic axis: they stand at its foot. */
const foot = (entries: readonly StepEntry[]): number => {
  const errors = entries.map(e => e.error).filter(e => e > 0)
  return errors.length === 0 ? Number.EPSILON : Math.min(...errors)
}

const powerBelow = (x: number): number => 10 ** Math.floor(Math.log10(x) + 1e-9)
const powerAbove = (x: number): number => 10 ** Math.ceil(Math.log10(x) - 1e-9)

function axis(label: string, values: readonly number[]): Axis {
  const from = powerBelow(Math.min(...values))
  const to = powerAbove(Math.max(...values))
  return { label, scale: 'log', from, to: to > from ? to : 10 * from }
}

export function convergenceFigure(all: readonly Convergence[], variable: string): Figure {
  const entries = all.flatMap(c => c.entries)
  const least = foot(entries)
  const errorOf = (e: StepEntry): number => Math.max(e.error, least)
  return {
    title: `error of difference quotients by ${variable} against the step`,
    x: axis('step h', entries.length === 0 ? [1e-15, 1] : entries.map(e => e.step)),
    y: axis('error', entries.length === 0 ? [1e-15, 1] : entries.map(errorOf)),
    curves: all.map(c => ({
      name: `${c.method} difference`,
      style: 'line' as const,
      mark: MARKS[c.method],
      pieces: [c.entries.map(e => ({ x: e.step, y: errorOf(e) }))],
    })),
    spots: all.flatMap(({ best, method }) =>
      best === undefined
        ? []
        : [{ x: best.step, y: errorOf(best), label: `best ${method}: h = ${shortNumber(best.step, 2)}` }],
    ),
  }
}
