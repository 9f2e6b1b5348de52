/**
 * Results at points where a division by zero is only apparent, for compiled functions that were asked for them. An ordinary point pays one
 * comparison a result. Where a result is not finite the divisors are computed once more, and a limit is asked for only if one of them is
 * zero or a function is at a pole.
 */
import { arrange } from '../evaluate/outputs.js'
import { interpreter } from './interpreter.js'
import type { Program, Runner } from './program.js'

/** The result of that number at a point of finite coordinates, or NaN where there is no limit. */
export type LimitAt = (output: number, point: ArrayLike<number>) => number

/** A runner whose results at such points are the limits. Its source is that of the program. */
export function withLimits(program: Program, runner: Runner, limitAt: LimitAt): Runner {
  const size = program.tape.outputs.length
  const point = new Float64Array(program.tape.names.length)
  const dividesByZero = divisorsOf(program)
  const mend = (out: Float64Array, coordinate: (k: number) => number): void => {
    for (let k = 0; k < point.length; k++) point[k] = coordinate(k)
    if (!areFinite(point, point.length) || !dividesByZero(point)) return
    for (let k = 0; k < size; k++) {
      if (Number.isFinite(out[k])) continue
      const limit = limitAt(k, point)
      if (!Number.isNaN(limit)) out[k] = limit
    }
  }
  const { call, columns } = runner
  const intoAt: Runner['intoAt'] = (out, at) => {
    runner.intoAt(out, at)
    if (!areFinite(out, size)) mend(out, k => at[k] as number)
    return out
  }
  const isFlat = program.layout.nodes.every(node => node.keys === undefined) && program.layout.nodes.length <= 1
  return {
    backend: runner.backend,
    get source() {
      return runner.source
    },
    intoAt,
    ...(call !== undefined &&
      isFlat && {
        call: (...args: number[]): unknown => {
          const results = call(...args)
          if (Array.isArray(results) ? areFinite(results, size) : Number.isFinite(results)) return results
          return arrange(program.layout, intoAt(new Float64Array(size), args))
        },
      }),
    ...(columns !== undefined && { columns: inColumns(columns, mend) }),
  }
}

type Mend = (out: Float64Array, coordinate: (k: number) => number) => void

function areFinite(results: ArrayLike<number>, size: number): boolean {
  for (let k = 0; k < size; k++) if (!Number.isFinite(results[k])) return false
  return true
}

function inColumns(columns: NonNullable<Runner['columns']>, mend: Mend): NonNullable<Runner['columns']> {
  return (length, given, out) => {
    columns(length, given, out)
    const results = new Float64Array(out.length)
    for (let i = 0; i < length; i++) {
      if (out.every(column => Number.isFinite(column[i]))) continue
      for (const [k, column] of out.entries()) results[k] = column[i] as number
      mend(results, k => (given[k] as Float64Array)[i] as number)
      for (const [k, column] of out.entries()) column[i] = results[k] as number
    }
  }
}

/** Whether a divisor is zero at a point, or a function has a pole there. */
function divisorsOf(program: Program): (point: Float64Array) => boolean {
  const { operations } = program.tape
  const divisors = operations.flatMap(o => (o.op === 'div' ? [o.b] : o.op === 'pow' ? [o.a] : []))
  const poles = operations.flatMap((o, k) => (o.op === 'call' ? [k] : []))
  const intoAt = interpreter({ ...program, tape: { ...program.tape, outputs: [...divisors, ...poles] } })
  const values = new Float64Array(divisors.length + poles.length)
  return point => {
    intoAt(values, point)
    for (const [k, value] of values.entries())
      if (k < divisors.length ? value === 0 : Math.abs(value) === Number.POSITIVE_INFINITY) return true
    return false
  }
}
