/**
 * Results at points where a division by zero is only apparent, for compiled functions that were asked for them. An ordinary point pays one
 * comparison a result. Where a result is not finite the divisors are computed once more, and a limit is asked for only if one of them is
 * zero or a function is at a pole.
 */
import { interpreter } from './interpreter.js'
import { mended } from './mending.js'
import type { Program, Runner } from './program.js'

/** The result of that number at a point of finite coordinates, or NaN where there is no limit. */
export type LimitAt = (output: number, point: ArrayLike<number>) => number

/** A runner whose results at such points are the limits. Its source is that of the program. */
export function withLimits(program: Program, runner: Runner, limitAt: LimitAt): Runner {
  const dividesByZero = divisorsOf(program)
  const isSuspect = (result: number): boolean => !Number.isFinite(result)
  return mended(program, runner, isSuspect, (out, point) => {
    if (!point.every(Number.isFinite) || !dividesByZero(point)) return
    for (let k = 0; k < program.tape.outputs.length; k++) {
      if (!isSuspect(out[k] as number)) continue
      const limit = limitAt(k, point)
      if (!Number.isNaN(limit)) out[k] = limit
    }
  })
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
