/** Tensors by the classes of their axes: where the entries stand that a product needs. */
import type { PlacedAccess } from './loop.js'
import type { View } from './view.js'

/** Whether every place of a loop needs another entry. */
export function covers(at: readonly number[], domain: ReadonlySet<number>): boolean {
  return at.length === domain.size && new Set(at).size === at.length && at.every(c => domain.has(c))
}

/** The entries of a tensor whose axes are of these classes; `~k` is the fixed index k. */
export function accessOf(view: View, at: readonly number[]): PlacedAccess {
  const strides = new Map<number, number>()
  let { offset } = view
  for (const [axis, c] of at.entries()) {
    const step = view.strides[axis] as number
    if (c < 0) offset += ~c * step
    else strides.set(c, (strides.get(c) ?? 0) + step)
  }
  return { slot: view.slot, offset, strides }
}

/** Entries by classes as a tensor whose axes are of these classes. */
export function viewOf(
  { slot, offset, strides }: PlacedAccess,
  axes: readonly number[],
  shape: readonly number[],
): View {
  return { slot, offset, shape, strides: axes.map(c => strides.get(c) ?? 0) }
}

/** Groups of factors that a class joins directly or through others. */
export function connected<F extends { readonly at: readonly number[] }>(
  factors: readonly F[],
  joins: (c: number) => boolean,
): F[][] {
  let groups: { readonly classes: ReadonlySet<number>; readonly factors: F[] }[] = []
  for (const f of factors) {
    const classes = f.at.filter(joins)
    const touched = groups.filter(g => classes.some(c => g.classes.has(c)))
    const united = {
      classes: new Set([...classes, ...touched.flatMap(g => [...g.classes])]),
      factors: [...touched.flatMap(g => g.factors), f],
    }
    groups = [...groups.filter(g => !touched.includes(g)), united]
  }
  return groups.map(g => g.factors)
}
