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

/** The distances of a tensor in reading order, the last axis fastest. */
export function readingStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length)
  let step = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step
    step *= shape[axis] as number
  }
  return strides
}

/** The distances with the first axis fastest. */
export const columnStrides = (shape: readonly number[]): number[] => readingStrides([...shape].reverse()).reverse()

/** Whether the entries stand one after another as `strides` would have it; an axis of size 1 may have any. */
export const standsAs = (view: View, strides: readonly number[]): boolean =>
  view.shape.every((size, axis) => size === 1 || view.strides[axis] === strides[axis])

/** The places of all entries of some axes, in reading order of those axes. */
export function placesOf(sizes: readonly number[], strides: readonly number[]): Int32Array {
  let places = Int32Array.of(0)
  for (const [axis, size] of sizes.entries()) {
    const step = strides[axis] as number
    const finer = new Int32Array(places.length * size)
    for (let k = 0; k < finer.length; k++) finer[k] = (places[Math.floor(k / size)] as number) + (k % size) * step
    places = finer
  }
  return places
}

/** Some axes as a single one, where the distances allow it. */
export function collapse(
  sizes: readonly number[],
  strides: readonly number[],
): { size: number; step: number } | undefined {
  let [size, step] = [1, 0]
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    const [n, s] = [sizes[axis] as number, strides[axis] as number]
    if (n === 1) continue
    if (size === 1) step = s
    else if (s !== step * size) return undefined
    size *= n
  }
  return { size, step }
}
