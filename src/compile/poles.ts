/**
 * Results at poles. Arithmetic says Infinity there; a compiled function says NaN, as there is no real number. An infinite result is looked at
 * again as `evaluate` does, by which what has only become too large stays infinite. A program that has no pole pays nothing.
 */
import { floatingValues } from '../evaluate/floating.js'
import { real } from '../evaluate/real.js'
import { type Operation, operands } from '../evaluate/tape.js'
import { elementaryOf } from './elementary.js'
import { isInfinite, type Mending } from './mending.js'
import type { Program } from './program.js'

/** What rewrites infinite results that are those of poles; undefined for a program without. */
export function polesOf(program: Program): Mending | undefined {
  const { tape } = program
  const mayBe = withPole(program)
  const places = Int32Array.from(tape.outputs.keys()).filter(k => mayBe[tape.outputs[k] as number] === 1)
  if (places.length === 0) return undefined
  const mend: Mending['mend'] = (out, point) => {
    const values = floatingValues(tape, real, Array.from(point), { undefined: 'nan' })
    for (const k of places) if (isInfinite(out[k] as number)) out[k] = values[k] as number
  }
  return { suspect: 'infinite', places, mend }
}

/** 1 for registers that depend on an operation that may be infinite at finite operands though nothing is too large. */
function withPole({ tape, varying, constants }: Program): Uint8Array {
  const positive = positiveRegisters(tape.operations)
  const found = new Uint8Array(tape.operations.length)
  for (let k = 0; k < tape.operations.length; k++) {
    const o = tape.operations[k] as Operation
    const own = varying[k] === 1 ? mayHavePole(o, positive) : isInfinite(constants[k] as number)
    if (own || operands(o).some(r => found[r] === 1)) found[k] = 1
  }
  return found
}

function mayHavePole(o: Operation, positive: Uint8Array): boolean {
  if (o.op === 'div') return positive[o.b] !== POSITIVE
  if (o.op === 'pow') return positive[o.a] !== POSITIVE
  if (o.op !== 'call') return false
  const name = elementaryOf(o)
  const sign = positive[o.args[0] as number]
  return name === 'log' ? sign !== POSITIVE : name === 'log1p' ? sign === 0 : name === undefined
}

const NONNEGATIVE = 1
const POSITIVE = 2

/** Registers that are above zero, or at least not below it, whatever the arguments are. */
function positiveRegisters(operations: readonly Operation[]): Uint8Array {
  const signs = new Uint8Array(operations.length)
  for (let k = 0; k < operations.length; k++) signs[k] = signOf(operations[k] as Operation, signs)
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
