/** Places of entries in a buffer: distances along axes, and the rows and columns of a matrix that may stand anywhere. */

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

/** Entry (i, k) stands at `offset + rows[i] + columns[k]`. */
export interface Places {
  readonly offset: number
  readonly rows: Int32Array
  readonly columns: Int32Array
  /** The distance from a row, or a column, to the next, where it is always the same: these are copied faster. */
  readonly rowStep: number | undefined
  readonly columnStep: number | undefined
}

/** The places of a matrix. */
export function gridOf(offset: number, rows: Int32Array, columns: Int32Array): Places {
  return { offset, rows, columns, rowStep: stepOf(rows), columnStep: stepOf(columns) }
}

function stepOf(places: Int32Array): number | undefined {
  const step = (places[1] ?? 0) - (places[0] ?? 0)
  for (let k = 1; k < places.length; k++)
    if ((places[k] as number) - (places[k - 1] as number) !== step) return undefined
  return step
}
