/** The positional names of emitted code: x0 for an argument, t7 for a register, f2 for a function passed in, numerals; elementary functions by
 * their names. */
import { KERNELS, type KernelName } from './elementary.js'
import type { Program } from './program.js'

type Kernel = (...args: number[]) => number

export class Naming {
  /** The functions that the text calls, by their names. */
  readonly functions = new Map<string, Kernel>()
  private readonly names = new Map<Kernel, string>()

  constructor(private readonly program: Program) {}

  readonly local = (register: number): string => {
    const o = this.program.tape.operations[register]
    return o?.op === 'argument' ? `x${o.index}` : `t${register}`
  }

  readonly register = (register: number): string => {
    const value = this.constant(register)
    return value === undefined ? this.local(register) : numeral(value)
  }

  readonly constant = (register: number): number | undefined =>
    this.program.varying[register] ? undefined : this.program.constants[register]

  readonly kernel = (f: Kernel): string => {
    const name = this.names.get(f) ?? `f${this.names.size}`
    this.names.set(f, name)
    this.functions.set(name, f)
    return name
  }

  readonly elementary = (name: KernelName): string => {
    this.functions.set(name, KERNELS[name])
    return name
  }
}

/** A double as a numeral that reads back to the same bits; bracketed where a minus sign could join another. */
export function numeral(x: number): string {
  if (Number.isNaN(x)) return 'NaN'
  const text = Object.is(x, -0) ? '-0' : String(x)
  return text.startsWith('-') ? `(${text})` : text
}
