/**
 * The product of two matrices as a step, and the step that it becomes where a loop does nothing but copy the result, or a multiple
 * of it: the product is then written where the copy would stand, and no buffer is passed over twice.
 */
import type { Places } from '../../linalg/places.js'
import { engine, multiply } from '../../linalg/product.js'
import { turnsOf } from './loop.js'
import { kernelStep, type Scale, type Slot, type Step } from './step.js'

export interface Product {
  /** The buffers of the factors and of the result. */
  readonly slots: readonly [number, number, number]
  readonly grids: readonly [Places, Places, Places]
  /** For each turn of the axes that all three have, where their matrices begin. */
  readonly starts: readonly [Int32Array, Int32Array, Int32Array]
  readonly scale: Scale
}

export function productStep(product: Product): Step {
  const { slots, grids, starts, scale } = product
  const [x, y, z] = slots
  const [a, b, c] = grids
  const [fromA, fromB, toC] = starts
  const work = a.rows.length * a.columns.length * b.columns.length * toC.length
  const step = kernelStep('product', [x, y], z, work, (buffers, scalars) => {
    const [p, q, r] = slots.map(slot => buffers[slot]) as [Float64Array, Float64Array, Float64Array]
    const factor = typeof scale === 'number' ? scale : (scalars[scale.scalar] as number)
    for (let t = 0; t < toC.length; t++)
      multiply(p, moved(a, fromA[t]), q, moved(b, fromB[t]), r, moved(c, toC[t]), engine(), factor)
  })
  return scale === 1
    ? { ...step, scaledTo: (slot, by) => productStep({ ...product, slots: [x, y, slot], scale: by }) }
    : step
}

const moved = (p: Places, by: number | undefined): Places =>
  by === 0 ? p : { ...p, offset: p.offset + (by as number) }

/** The steps with each loop that is only a multiple of the result of a step joined to that step. */
export function withoutCopies(steps: readonly Step[], slots: readonly Slot[]): Step[] {
  const writers = byWriter(steps)
  const readers = countReaders(steps)
  const gone = new Set<Step>()
  const joined = new Map<Step, Step>()
  for (const step of steps) {
    const copy = copyOf(step, slots)
    const [source, ...others] = copy === undefined ? [] : (writers.get(copy.from) ?? [])
    if (copy === undefined || source?.scaledTo === undefined || others.length > 0) continue
    if (readers.get(copy.from) !== 1 || source.reads.some(slot => (writers.get(slot)?.length ?? 0) > 1)) continue
    gone.add(source)
    joined.set(step, source.scaledTo(step.writes, copy.scale))
  }
  return steps.flatMap(step => (gone.has(step) ? [] : [joined.get(step) ?? step]))
}

/** A loop that writes the whole of a buffer of this plan, times a number, to the same places of another. */
function copyOf({ loop }: Step, slots: readonly Slot[]): { readonly from: number; readonly scale: Scale } | undefined {
  const [load, ...others] = loop?.loads ?? []
  if (loop === undefined || load === undefined || others.length > 0 || loop.mode === 'add') return undefined
  const { target } = loop
  const source = slots[load.slot] as Slot
  const same = load.offset + target.offset === 0 && load.strides.every((s, k) => s === target.strides[k])
  const whole = source.kind === 'temporary' && turnsOf(loop) === source.length && !loop.reduced.includes(true)
  const scale = scaleOf(loop)
  return same && whole && scale !== undefined ? { from: load.slot, scale } : undefined
}

/** The number by which a loop multiplies the one entry that it reads; undefined where it does something else. */
function scaleOf({ program, loads, scalars }: NonNullable<Step['loop']>): Scale | undefined {
  const { tape, varying, constants } = program
  const [result] = tape.outputs as readonly [number]
  const scale = (k: number): Scale | undefined => {
    const o = tape.operations[k]
    if (varying[k] !== 1) return constants[k]
    return o?.op === 'argument' && o.index >= loads.length
      ? { scalar: scalars[o.index - loads.length] as number }
      : undefined
  }
  const isEntry = (k: number): boolean => {
    const o = tape.operations[k]
    return o?.op === 'argument' && o.index < loads.length
  }
  if (isEntry(result)) return 1
  const o = tape.operations[result]
  if (o?.op === 'neg') return isEntry(o.a) ? -1 : undefined
  if (o?.op !== 'mul') return undefined
  return isEntry(o.a) ? scale(o.b) : isEntry(o.b) ? scale(o.a) : undefined
}

function byWriter(steps: readonly Step[]): ReadonlyMap<number, readonly Step[]> {
  const writers = new Map<number, Step[]>()
  for (const step of steps) writers.set(step.writes, [...(writers.get(step.writes) ?? []), step])
  return writers
}

function countReaders(steps: readonly Step[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const step of steps) for (const slot of new Set(step.reads)) counts.set(slot, (counts.get(slot) ?? 0) + 1)
  return counts
}
