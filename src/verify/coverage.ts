/**
 * Which branches the compared points have reached. A formula with cases is only as well tested as its least tested
 * case: a branch counts when it was in use, and both answers of each condition in use are wanted. What holds at single
 * points alone (an equation) is not wanted, for no random point meets it.
 */
import { complex } from '../evaluate/complex.js'
import { interval, intervalOf } from '../evaluate/interval.js'
import { run } from '../evaluate/run.js'
import { type Operation, operands, type Tape } from '../evaluate/tape.js'
import type { Complex } from '../number/complex.js'

type Select = Extract<Operation, { op: 'select' }>

/** The branches of some formulas over the same names. */
export class Coverage {
  private readonly parts: readonly { readonly tape: Tape; readonly wanted: Set<string> }[]

  constructor(tapes: readonly Tape[]) {
    this.parts = tapes.map(tape => ({ tape, wanted: new Set(branches(tape)) }))
  }

  /** Whether every branch was reached. */
  get complete(): boolean {
    return this.parts.every(p => p.wanted.size === 0)
  }

  /** Whether a point reaches a branch that none before it did. */
  reachesMore(point: readonly Complex[]): boolean {
    return this.parts.some(({ tape, wanted }) => wanted.size > 0 && reached(tape, point).some(b => wanted.has(b)))
  }

  /** A point that decided. */
  note(point: readonly Complex[]): void {
    for (const { tape, wanted } of this.parts) {
      if (wanted.size > 0) for (const b of reached(tape, point)) wanted.delete(b)
    }
  }
}

const branch = (select: number, taken: boolean): string => `${select} ${taken}`

/** Those that a real point may reach: not where intervals show that a condition always holds, or never. */
function branches(tape: Tape): string[] {
  if (!tape.operations.some(o => o.op === 'select')) return []
  const everywhere = tape.names.map(name => intervalOf({ lo: -Infinity, hi: Infinity }, name))
  const enclosures = run(tape, interval, everywhere)
  const thin = new Set<number>()
  const found: string[] = []
  for (const [k, o] of tape.operations.entries()) {
    if (o.op === 'eq' || (['not', 'and', 'or'].includes(o.op) && operands(o).some(r => thin.has(r)))) thin.add(k)
    if (o.op !== 'select' || thin.has(o.a)) continue
    const always = interval.holds(enclosures[o.a])
    for (const taken of [true, false]) if (always === undefined || always === taken) found.push(branch(k, taken))
  }
  return found
}

/** The branches in use at a point: those that the outputs depend on. */
function reached(tape: Tape, point: readonly Complex[]): string[] {
  const values = run(tape, complex, point)
  const inUse = new Set(tape.outputs)
  const found: string[] = []
  for (let k = tape.operations.length - 1; k >= 0; k--) {
    if (!inUse.has(k)) continue
    const o = tape.operations[k] as Operation
    for (const r of o.op === 'select' ? chosen(o, values) : operands(o)) inUse.add(r)
    const condition = o.op === 'select' ? complex.holds(values[o.a] as Complex) : undefined
    if (condition !== undefined) found.push(branch(k, condition))
  }
  return found
}

const chosen = (o: Select, values: readonly Complex[]): readonly number[] =>
  complex.holds(values[o.a] as Complex) ? [o.a, o.b] : [o.a, o.c]
