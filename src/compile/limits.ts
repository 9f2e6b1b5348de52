/**
 * Results at points where a division by zero is only apparent, for compiled functions that were asked for them. An ordinary point pays one
 * comparison a result. Where a result is not finite the divisors are computed once more, and a limit is asked for only if one of them is
 * zero or a function is at a pole.
 */
import { interpreter } from './interpreter.js'
import type { Mending } from './mending.js'
import type { Program } from './program.js'

/** The result of that number at a point of finite coordinates, or NaN where there is no limit. */
export type LimitAt = (output: number, point: ArrayLike<number>) => number

/** Results at such points become the limits, and what is left of others what `poles` says. */
export function limitsOf(program: Program, limitAt: LimitAt, poles: Mending | undefined): Mending {
  const dividesByZero = divisorsOf(program)
  const toLimits: Mending['mend'] = (out, point) => {
    const at = Float64Array.from(point)
    if (!at.every(Number.isFinite) || !dividesByZero(at)) return
    for (const k of places) {
      if (Number.isFinite(out[k])) continue
      const limit = limitAt(k, at)
      if (!Number.isNaN(limit)) out[k] = limit
    }
  }
  const places = Int32Array.from(program.tape.outputs.keys())
  const mend: Mending['mend'] = (out, point) => {
    toLimits(out, point)
    poles?.mend(out, point)
  }
  return { suspect: 'not-finite', places, mend }
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
