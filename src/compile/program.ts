/**
 * What a backend gets to run over doubles: the tape, which registers depend on the arguments, and the values of
 * those that do not, computed once. A backend turns a program into a `Runner`; every backend gives the same bits.
 * Small programs become one JavaScript function, long ones WebAssembly, or a chain of functions of JavaScript where that is forbidden;
 * the interpreter serves where no code may be generated.
 */
import { ShapeError } from '../errors.js'
import type { Layout } from '../evaluate/outputs.js'
import { real } from '../evaluate/real.js'
import { run } from '../evaluate/run.js'
import { type Operation, operands, type Tape } from '../evaluate/tape.js'

export interface Program {
  readonly tape: Tape
  readonly layout: Layout
  /** 1 for each register that depends on an argument. */
  readonly varying: Uint8Array
  /** The values of the other registers. */
  readonly constants: Float64Array
  /** The number of operations that a call performs. */
  readonly steps: number
}

/** A program ready to run. */
export interface Runner {
  readonly backend: 'javascript' | 'wasm' | 'interpreter'
  /** The program as JavaScript, for reading. */
  readonly source: string
  /** Writes the results at a point into `out` (long enough) and answers it. Allocates nothing. */
  readonly intoAt: (out: Float64Array, point: ArrayLike<number>) => Float64Array
  /** The same with the arguments one by one, where the backend has a form without an argument array. */
  readonly into?: (out: Float64Array, ...args: number[]) => Float64Array
  /** The results in their shape, where the backend builds it itself. */
  readonly call?: (...args: number[]) => unknown
  /** The results at many points, from columns of that length to columns, where the backend has a loop. */
  readonly columns?: (count: number, columns: readonly Float64Array[], out: readonly Float64Array[]) => void
}

/** Separates what is computed once from what every call computes. */
export function programOf(tape: Tape, layout: Layout): Program {
  const { operations } = tape
  const varying = new Uint8Array(operations.length)
  let steps = 0
  for (let k = 0; k < operations.length; k++) {
    const o = operations[k] as Operation
    if (o.op === 'argument' || operands(o).some(r => varying[r] === 1)) {
      varying[k] = 1
      if (o.op !== 'argument') steps++
    }
  }
  return { tape, layout, varying, steps, constants: Float64Array.from(run(tape, real, [], undefined, varying)) }
}

/** Text, and the functions that it calls, by name. */
export interface Emitted {
  readonly text: string
  readonly functions: ReadonlyMap<string, unknown>
}

/** The number that a value stands for which is not one, by the place of its argument: `2n`, `'1.5'`, a big number. NaN where nothing asks
 * for it. Raises `ShapeError`. */
export const givenTo =
  ({ tape: { names, operations } }: Program) =>
  (value: unknown, k: number): number => {
    const plain = typeof value === 'object' && value !== null && 'valueOf' in value ? value.valueOf() : value
    const isNumeric = typeof plain === 'bigint' || (typeof plain === 'string' && plain.trim() !== '')
    const number = typeof plain === 'number' ? plain : isNumeric ? Number(plain) : NaN
    const isUsed = (): boolean => operations.some(o => o.op === 'argument' && o.index === k)
    if (typeof plain === 'number' || !Number.isNaN(number) || !isUsed()) return number
    const what =
      value === undefined ? `there is no value for ${names[k]}` : `the value given for ${names[k]} is not a number`
    throw new ShapeError(
      `${what}: a compiled function takes numbers, here for ${listed(names)} in this order`,
      'not-a-number',
    )
  }

export type Given = ReturnType<typeof givenTo>

/** An argument as a number, as JavaScript: engines that have seen numbers alone find nothing to do here. */
export const givenText = (x: string, k: number): string => `typeof ${x} === 'number' ? ${x} : given(${x}, ${k})`

/** Writes the arguments of a point into memory, so far from each other. */
export function placeArguments(
  memory: Float64Array,
  point: ArrayLike<number>,
  count: number,
  stride: number,
  given: Given,
): void {
  for (let k = 0; k < count; k++) {
    const value = point[k]
    memory[k * stride] = typeof value === 'number' ? value : given(value, k)
  }
}

/** No message names more. */
const MOST_NAMED = 10
const listed = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')}, ...` : names.join(', ')

/** The error for an output array without room for all results. */
export function tooShort(length: number, size: number): ShapeError {
  return new ShapeError(`the output array has ${length} elements and needs ${size}`, 'output-length')
}
