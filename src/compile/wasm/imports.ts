/** The functions that a module calls: those of Math, kernels, and calls with many arguments, which find them in the memory. */
import { numericOf } from '../../functions/numerics.js'
import type { NamedRow } from '../../functions/row.js'
import { globalOf } from '../statement.js'
import { OP } from './opcode.js'

type Kernel = (...args: number[]) => number

/** Functions of Math that are instructions. */
const INSTRUCTIONS: Readonly<Record<string, number>> = {
  'Math.abs': OP['f64.abs'],
  'Math.ceil': OP['f64.ceil'],
  'Math.floor': OP['f64.floor'],
  'Math.trunc': OP['f64.trunc'],
  'Math.sqrt': OP['f64.sqrt'],
  'Math.min': OP['f64.min'],
  'Math.max': OP['f64.max'],
}
const BINARY: readonly number[] = [OP['f64.min'], OP['f64.max']]

/** Calls of more arguments pass them through the memory. */
export const MOST_ARGUMENTS = 8

export interface Import {
  readonly run: Kernel
  readonly arity: number
}

/** A call of a row: one instruction, a function of its arguments, or one that finds so many in the memory. */
export type Callee =
  | { readonly instruction: number }
  | { readonly index: number }
  | { readonly index: number; readonly through: number }

export class Imports {
  /** In the order of their numbers. */
  readonly all: Import[] = []
  /** The most arguments that pass through the memory at once. */
  scratch = 0
  private readonly numbers = new Map<Kernel, Map<number, number>>()
  private readonly at: () => Float64Array

  /** `at` finds the arguments of calls with many. */
  constructor(at: () => Float64Array) {
    this.at = at
  }

  /** `Math.exp` and `Math.pow` are known to engines, which then call no JavaScript. */
  readonly exp = (): number => this.number(Math.exp, 1, Math.exp)
  readonly pow = (): number => this.number(Math.pow, 2, Math.pow)

  callee(row: NamedRow, count: number): Callee {
    const name = globalOf(row, count)
    const instruction = name === undefined ? undefined : INSTRUCTIONS[name]
    if (instruction !== undefined && count === (BINARY.includes(instruction) ? 2 : 1)) return { instruction }
    const f = name === undefined ? numericOf(row).real : globalFunction(name)
    if (count <= MOST_ARGUMENTS) return { index: this.number(f, count, f) }
    this.scratch = Math.max(this.scratch, count)
    return { index: this.number(f, -count, () => f(...this.at().subarray(0, count)), 0), through: count }
  }

  private number(f: Kernel, key: number, run: Kernel, arity = key): number {
    const known = this.numbers.get(f)?.get(key)
    if (known !== undefined) return known
    const number = this.all.push({ run, arity }) - 1
    this.numbers.set(f, new Map([...(this.numbers.get(f) ?? []), [key, number]]))
    return number
  }
}

/** `Math.sin` of 'Math.sin', a text of the table. */
const globalFunction = (name: string): Kernel =>
  (Math as unknown as Readonly<Record<string, Kernel>>)[name.slice('Math.'.length)] as Kernel
