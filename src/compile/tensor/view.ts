/**
 * Where the entries of a tensor stand: a buffer, by its number, a place to begin, and for each axis the distance from an entry to
 * the next. A transpose, a diagonal, a row, or a repeated vector is another view of the same buffer.
 */

export interface View {
  readonly slot: number
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
}

/** Whether the entries stand one after another as `strides` would have it; an axis of size 1 may have any. */
export const standsAs = (view: View, strides: readonly number[]): boolean =>
  view.shape.every((size, axis) => size === 1 || view.strides[axis] === strides[axis])

/** The part of a view from those places on, counted from 0. */
export function partOf(view: View, starts: readonly number[], shape: readonly number[]): View {
  const offset = starts.reduce((sum, start, axis) => sum + start * (view.strides[axis] as number), view.offset)
  return { ...view, offset, shape }
}
