/** Runs a tape in any field: the reference that every faster backend is compared with. */
import type { NamedRow } from '../functions/row.js'
import { glance, spend, working } from '../work.js'
import type { Field } from './field.js'
import type { Operation, Tape } from './tape.js'

/**
 * The value of every register, and of those that are `skipped` nothing. Operations never throw; a `signal` that is aborted raises a
 * `BudgetError`.
 */
export function run<T>(
  tape: Tape,
  field: Field<T>,
  args: readonly T[],
  signal?: AbortSignal,
  skipped?: Uint8Array,
): T[] {
  const registers: T[] = []
  const value = (register: number): T => registers[register] as T
  const argument = (index: number): T => args[index] as T
  const kernel = kernelsOf(field)
  return working(signal === undefined ? {} : { signal }, () => {
    for (const o of tape.operations) {
      charge(o, field)
      if (skipped?.[registers.length] === 1) {
        registers.push(field.nothing())
        continue
      }
      registers.push(step(o, field, value, argument, kernel))
    }
    return registers
  })
}

/** Operations that one value of a function takes as long as. */
const CALL = 2

/** Spends what an operation takes, before it is done. */
export function charge<T>(o: Operation, { steps = 1 }: Field<T>): void {
  if (o.op !== 'call') spend(steps)
  else {
    spend(CALL * steps)
    glance()
  }
}

type Kernels<T> = (row: NamedRow) => (...args: T[]) => T

function kernelsOf<T>(field: Field<T>): Kernels<T> {
  const known = new Map<NamedRow, (...args: T[]) => T>()
  return row => {
    const kernel = known.get(row) ?? field.kernel(row)
    known.set(row, kernel)
    return kernel
  }
}

/** The result of one operation, given how to read a register and an argument. */
export function step<T>(
  o: Operation,
  field: Field<T>,
  value: (register: number) => T,
  argument: (index: number) => T,
  kernel: Kernels<T> = row => field.kernel(row),
): T {
  switch (o.op) {
    case 'rational':
      return field.rational(o.value)
    case 'named':
      return field.named(o.row)
    case 'truth':
      return field.truth(o.value)
    case 'nothing':
      return field.nothing()
    case 'argument':
      return argument(o.index)
    case 'neg':
    case 'sqrt':
    case 'exp':
    case 'not':
      return field[o.op](value(o.a))
    case 'powInt':
      return field.powInt(value(o.a), o.n)
    case 'call':
      return kernel(o.row)(...o.args.map(value))
    case 'select':
      return field.select(value(o.a), value(o.b), value(o.c))
    default:
      return field[o.op](value(o.a), value(o.b))
  }
}
