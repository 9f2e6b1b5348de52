/**
 * Which branches the compared points have reached. A formula with cases is only as well tested as its least tested
 * case: both answers of each comparison that the value depends on are wanted. What holds at single points alone
 * (an equation) is not wanted, for no random point meets it.
 */

import { recovered } from '../attempt.js'
import { DomainError } from '../errors.js'
import { complex } from '../evaluate/complex.js'
import { interval, intervalOf } from '../evaluate/interval.js'
import { run } from '../evaluate/run.js'
import { type Operation, operands, type Tape } from '../evaluate/tape.js'
import type { Complex } from '../number/complex.js'

type Select = Extract<Operation, { op: 'select' }>

/** The branches of some formulas over the same names. */
export class Coverage {
  private readonly parts: readonly { readonly tape: Tape; readonly wanted: Set<string> }[]
  /** Which branches were reached together. */
  private readonly seen = new Set<string>()

  constructor(tapes: readonly Tape[]) {
    const branching = tapes.filter(tape => tape.operations.some(o => isComparison(o) || isStep(o)))
    this.parts = branching.map(tape => ({ tape, wanted: new Set(branches(tape)) }))
  }

  /** Whether every branch was reached. */
  get complete(): boolean {
    return this.parts.every(p => p.wanted.size === 0)
  }

  /** Whether there are branches at all. */
  get any(): boolean {
    return this.parts.length > 0
  }

  /** Whether a point reaches branches that none before it reached together. */
  reachesMore(point: readonly Complex[]): boolean {
    return this.any && !this.seen.has(this.together(point).join())
  }

  /** A point that decided. */
  note(point: readonly Complex[]): void {
    if (!this.any) return
    this.seen.add(this.together(point).join())
    for (const { tape, wanted } of this.parts) for (const b of reached(tape, point)) wanted.delete(b)
  }

  private together(point: readonly Complex[]): string[] {
    return this.parts.flatMap(({ tape }, k) => reached(tape, point).map(b => `${k} ${b}`))
  }
}

const branch = (register: number, holds: boolean): string => `${register} ${holds}`
const isComparison = (o: Operation): boolean => o.op === 'lt' || o.op === 'le'

/** A function that is constant between its jumps: on which step it is, is a branch, too. */
const isStep = (o: Operation): boolean => o.op === 'call' && o.args.length > 0 && o.row.derivative.every(d => d === '0')

const sameOnBothSides = (o: Operation): boolean => isComparison(o) && operands(o)[0] === operands(o)[1]

const anything = intervalOf({ lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY }, 'x')

/** Intervals in which a function without enclosures may have any value. */
const guessing: typeof interval = {
  ...interval,
  kernel: row =>
    recovered(
      [DomainError],
      () => interval.kernel(row),
      () => () => anything,
    ),
}

/** Those that a real point may reach: not where intervals show that a comparison always holds, or never. */
function branches(tape: Tape): string[] {
  const enclosures = run(
    tape,
    guessing,
    tape.names.map(() => anything),
  )
  return tape.operations.flatMap((o, k) => {
    if (!isComparison(o)) return []
    const always = sameOnBothSides(o) ? o.op === 'le' : interval.holds(enclosures[k])
    return [true, false].filter(holds => always === undefined || always === holds).map(holds => branch(k, holds))
  })
}

/** The answers of the comparisons that the results depend on at a point. */
function reached(tape: Tape, point: readonly Complex[]): string[] {
  const values = run(tape, complex, point)
  const inUse = new Set(tape.outputs)
  const found: string[] = []
  for (let k = tape.operations.length - 1; k >= 0; k--) {
    if (!inUse.has(k)) continue
    const o = tape.operations[k] as Operation
    for (const r of o.op === 'select' ? chosen(o, values) : operands(o)) inUse.add(r)
    const holds = isComparison(o) ? complex.holds(values[k] as Complex) : undefined
    if (holds !== undefined) found.push(branch(k, holds))
    if (isStep(o)) found.push(`${k} on ${(values[k] as Complex).re}`)
  }
  return found
}

const chosen = (o: Select, values: readonly Complex[]): readonly number[] =>
  complex.holds(values[o.a] as Complex) ? [o.a, o.b] : [o.a, o.c]
