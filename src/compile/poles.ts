/**
 * Results at poles. Arithmetic says Infinity there; a compiled function says NaN, as there is no real number. An infinite result is looked at
 * again as `evaluate` does, by which what has only become too large stays infinite. A program that has no pole pays nothing.
 */
import { floatingValues } from '../evaluate/floating.js'
import { real } from '../evaluate/real.js'
import type { Operation } from '../evaluate/tape.js'
import { elementaryOf } from './elementary.js'
import { type Mend, mended } from './mending.js'
import type { Program, Runner } from './program.js'

export function withPoles(program: Program, runner: Runner): Runner {
  if (!mayHavePole(program)) return runner
  const whole = mended(program, runner, isInfinite, atPoles(program))
  // The text of a short program looks for infinite results itself.
  return runner.backend === 'javascript' && runner.call !== undefined ? { ...whole, call: runner.call } : whole
}

/** Rewrites infinite results that are those of poles. */
export function atPoles({ tape }: Program): Mend {
  return (out, point) => {
    const values = floatingValues(tape, real, [...point], { undefined: 'nan' })
    for (const [k, value] of values.entries()) if (isInfinite(out[k] as number)) out[k] = value
  }
}

const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity

/** Whether some operation may be infinite at finite operands though nothing is too large. */
export function mayHavePole({ tape, varying }: Program): boolean {
  const positive = positiveRegisters(tape.operations)
  return tape.operations.some((o, k) => {
    if (varying[k] !== 1) return false
    if (o.op === 'div') return positive[o.b] !== POSITIVE
    if (o.op === 'pow') return positive[o.a] !== POSITIVE
    if (o.op !== 'call') return false
    const name = elementaryOf(o)
    return name === 'log' ? positive[o.args[0] as number] !== POSITIVE : name === undefined
  })
}

const NONNEGATIVE = 1
const POSITIVE = 2

/** Registers that are above zero, or at least not below it, whatever the arguments are. */
function positiveRegisters(operations: readonly Operation[]): Uint8Array {
  const signs = new Uint8Array(operations.length)
  for (const [k, o] of operations.entries()) signs[k] = signOf(o, signs)
  return signs
}

function signOf(o: Operation, signs: Uint8Array): number {
  const of = (r: number): number => signs[r] as number
  switch (o.op) {
    case 'rational':
      return o.value.sign() > 0 ? POSITIVE : o.value.sign() === 0 ? NONNEGATIVE : 0
    case 'exp':
      return POSITIVE
    case 'powInt':
      return o.n % 2 === 0 ? Math.max(of(o.a), NONNEGATIVE) : of(o.a)
    case 'sqrt':
      return Math.max(of(o.a), NONNEGATIVE)
    case 'add':
      return of(o.a) === 0 || of(o.b) === 0 ? 0 : Math.max(of(o.a), of(o.b))
    case 'mul':
      return o.a === o.b ? Math.max(of(o.a), NONNEGATIVE) : Math.min(of(o.a), of(o.b))
    case 'div':
      return Math.min(of(o.a), of(o.b))
    default:
      return 0
  }
}
