/**
 * The functions that a program calls: elementary ones, which the module contains, and imported ones, kernels of the table and what
 * elementary functions leave to others. All are known before a body is written, as bodies call them by number.
 */
import type { Operation } from '../../evaluate/tape.js'
import { numericOf } from '../../functions/numerics.js'
import type { NamedRow } from '../../functions/row.js'
import type { AlgorithmName } from '../../number/elementary/algorithms.js'
import { elementaryOf, globalOf, KERNELS } from '../elementary.js'
import type { Program } from '../program.js'
import { arityOf } from './elementary.js'

type Kernel = (...args: number[]) => number

/** Functions of Math that are instructions of one or two values. */
const INSTRUCTIONS = {
  'Math.abs': ['abs', 1],
  'Math.ceil': ['ceil', 1],
  'Math.floor': ['floor', 1],
  'Math.trunc': ['trunc', 1],
  'Math.sqrt': ['sqrt', 1],
  'Math.min': ['min', 2],
  'Math.max': ['max', 2],
} as const

type Instruction = (typeof INSTRUCTIONS)[keyof typeof INSTRUCTIONS][0]

/** Calls of more arguments pass them through the memory. */
export const MOST_ARGUMENTS = 8

export interface Import {
  readonly run: Kernel
  readonly arity: number
}

/** A call of another row: an instruction, a function of its arguments, or one that finds so many in the memory. */
export type Callee =
  | { readonly instruction: Instruction }
  | { readonly index: number }
  | { readonly index: number; readonly through: number }

export class Imports {
  /** In the order of their numbers. */
  readonly all: Import[] = []
  /** The elementary functions, likewise; they come after the imports. */
  readonly elementary: AlgorithmName[] = []
  /** The most arguments that pass through the memory at once. */
  scratch = 0
  private readonly numbers = new Map<Kernel, Map<number, number>>()

  /** `at` finds the arguments of calls with many. */
  constructor(
    { tape, varying }: Program,
    private readonly at: () => Float64Array,
  ) {
    for (const [k, o] of tape.operations.entries()) if (varying[k]) this.meet(o)
  }

  private meet(o: Operation): void {
    const called = elementaryOf(o)
    if (called !== undefined) this.contain(called)
    else if (o.op === 'call') this.callee(o.row, o.args.length)
  }

  /** Sine and cosine are there together as well. */
  private contain(name: AlgorithmName): void {
    if (this.elementary.includes(name)) return
    this.elementary.push(name)
    this.beyond(name)
    const other = name === 'sin' ? 'cos' : name === 'cos' ? 'sin' : undefined
    if (other !== undefined && this.elementary.includes(other)) this.contain('sincos')
  }

  /** What an elementary function calls outside of its range, a function for each result. */
  beyond(name: AlgorithmName): readonly number[] {
    const names = name === 'sincos' ? (['sin', 'cos'] as const) : [name]
    return names.map(n => this.number(KERNELS[n] as Kernel, arityOf(n), KERNELS[n] as Kernel))
  }

  callee(row: NamedRow, count: number): Callee {
    const name = globalOf(row, count)
    const [instruction, most] = INSTRUCTIONS[name as keyof typeof INSTRUCTIONS] ?? []
    if (instruction !== undefined && count === most) return { instruction }
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

/** `Math.asin` of 'Math.asin', a text of the table. */
const globalFunction = (name: string): Kernel =>
  (Math as unknown as Readonly<Record<string, Kernel>>)[name.slice('Math.'.length)] as Kernel
