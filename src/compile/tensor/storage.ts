/**
 * Which steps are needed, and which buffers can be one: a buffer that is not read any more is used again for the next tensor of the
 * same length. Nothing is allocated before the sum of all is known to be within the limit.
 */
import { BudgetError } from '../../errors.js'
import type { Slot, Step } from './step.js'

/** All buffers of a plan together may hold so many numbers. */
const MOST_STORED = 2e8

/** The steps that an output depends on, in order. */
export function neededSteps(steps: readonly Step[], slots: readonly Slot[]): Step[] {
  const needed = new Set(slots.flatMap((slot, k) => (slot.kind === 'output' ? [k] : [])))
  const kept: Step[] = []
  for (const step of [...steps].reverse()) {
    if (!needed.has(step.writes)) continue
    kept.push(step)
    for (const slot of step.reads) needed.add(slot)
  }
  return kept.reverse()
}

/** A buffer for each slot; inputs and outputs, which the caller gives, are empty here. */
export function allocate(steps: readonly Step[], slots: readonly Slot[]): Float64Array[] {
  const lastUse = new Map<number, number>()
  for (const [k, step] of steps.entries()) for (const slot of [...step.reads, step.writes]) lastUse.set(slot, k)
  const lengths: number[] = []
  const placeOf = new Map<number, number>()
  const free = new Map<number, number[]>()
  for (const [k, step] of steps.entries()) {
    if (slots[step.writes]?.kind === 'temporary' && !placeOf.has(step.writes)) {
      const length = (slots[step.writes] as Slot).length
      placeOf.set(step.writes, free.get(length)?.pop() ?? lengths.push(length) - 1)
    }
    for (const slot of new Set([...step.reads, step.writes])) {
      const place = placeOf.get(slot)
      if (place === undefined || lastUse.get(slot) !== k) continue
      const length = lengths[place] as number
      free.set(length, [...(free.get(length) ?? []), place])
    }
  }
  const total = lengths.reduce((sum, n) => sum + n, 0)
  if (total > MOST_STORED)
    throw new BudgetError(
      'entries',
      `the intermediate tensors would have ${total} entries; at most ${MOST_STORED} are stored`,
    )
  const buffers = lengths.map(n => new Float64Array(n))
  const empty = new Float64Array(0)
  return slots.map((slot, k) => (slot.kind === 'constant' ? slot.data : (buffers[placeOf.get(k) ?? -1] ?? empty)))
}
