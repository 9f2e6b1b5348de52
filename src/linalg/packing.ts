/**
 * Copies rows and columns of matrices into blocks that lie together, in the order in which a tile reads them, and the sums of tiles
 * back to their places. Places that follow each other at one distance are copied faster.
 */
import type { Places } from './places.js'

/** A way to multiply packed blocks, and the memory that it works on. */
export interface Engine {
  readonly name: 'wasm' | 'javascript'
  readonly tile: { readonly rows: number; readonly columns: number }
  readonly a: Float64Array
  readonly b: Float64Array
  readonly c: Float64Array
  readonly multiply: (blocks: number, panels: number, depth: number, first: boolean) => void
}

/** What is done with sums: they are written times this number, or subtracted from what stands in their places. */
export type Update = number | 'subtract'

/** Rows in blocks as high as a tile, inner index by inner index; rows beyond the last are zeros. */
export function packRows(
  e: Engine,
  from: Float64Array,
  a: Places,
  i: number,
  rows: number,
  p: number,
  depth: number,
): void {
  const [high, to] = [e.tile.rows, e.a]
  const step = a.columnStep
  const column = a.offset + (a.columns[p] as number)
  let r = 0
  if (step !== undefined && high === 2)
    for (; r + 8 <= rows; r += 8) packEightRows(to, r * depth, from, a.rows, i + r, column, step, depth)
  for (let t = r * depth; r < rows; r += high, t += high * depth) {
    for (let q = 0; q < high; q++) {
      if (r + q >= rows) {
        for (let d = 0; d < depth; d++) to[t + d * high + q] = 0
        continue
      }
      const row = a.offset + (a.rows[i + r + q] as number)
      for (let d = 0, at = t + q; d < depth; d++, at += high)
        to[at] = from[row + (a.columns[p + d] as number)] as number
    }
  }
}

/** Four blocks of two rows at once, so that neighbours in either direction are read together. */
function packEightRows(
  to: Float64Array,
  t: number,
  from: Float64Array,
  rows: Int32Array,
  first: number,
  column: number,
  step: number,
  depth: number,
): void {
  const block = 2 * depth
  const r0 = rows[first] as number
  const r1 = rows[first + 1] as number
  const r2 = rows[first + 2] as number
  const r3 = rows[first + 3] as number
  const r4 = rows[first + 4] as number
  const r5 = rows[first + 5] as number
  const r6 = rows[first + 6] as number
  const r7 = rows[first + 7] as number
  let at = column
  for (let d = 0; d < depth; d++) {
    to[t] = from[at + r0] as number
    to[t + 1] = from[at + r1] as number
    to[t + block] = from[at + r2] as number
    to[t + block + 1] = from[at + r3] as number
    to[t + 2 * block] = from[at + r4] as number
    to[t + 2 * block + 1] = from[at + r5] as number
    to[t + 3 * block] = from[at + r6] as number
    to[t + 3 * block + 1] = from[at + r7] as number
    t += 2
    at += step
  }
}

/** Columns in panels as wide as a tile, inner index by inner index; columns beyond the last are zeros. */
export function packColumns(
  e: Engine,
  from: Float64Array,
  b: Places,
  p: number,
  depth: number,
  j: number,
  columns: number,
): void {
  const [wide, to] = [e.tile.columns, e.b]
  const [down, across] = [b.rowStep, b.columnStep]
  let t = 0
  for (let s = 0; s < columns; s += wide) {
    if (down !== undefined && across !== undefined && wide === 8 && s + 8 <= columns) {
      packEight(to, t, from, b.offset + (b.rows[p] as number) + (b.columns[j + s] as number), down, across, depth)
      t += 8 * depth
      continue
    }
    const there = Math.min(wide, columns - s)
    for (let d = 0; d < depth; d++, t += wide) {
      const row = b.offset + (b.rows[p + d] as number)
      for (let q = 0; q < there; q++) to[t + q] = from[row + (b.columns[j + s + q] as number)] as number
      for (let q = there; q < wide; q++) to[t + q] = 0
    }
  }
}

/** Eight columns that are `across` apart, row by row. */
function packEight(
  to: Float64Array,
  t: number,
  from: Float64Array,
  start: number,
  down: number,
  across: number,
  depth: number,
): void {
  let at = start
  for (let d = 0; d < depth; d++) {
    to[t] = from[at] as number
    to[t + 1] = from[at + across] as number
    to[t + 2] = from[at + 2 * across] as number
    to[t + 3] = from[at + 3 * across] as number
    to[t + 4] = from[at + 4 * across] as number
    to[t + 5] = from[at + 5 * across] as number
    to[t + 6] = from[at + 6 * across] as number
    to[t + 7] = from[at + 7 * across] as number
    t += 8
    at += down
  }
}

/** The sums from their tiles to their places. */
export function unpack(
  e: Engine,
  to: Float64Array,
  c: Places,
  i: number,
  rows: number,
  j: number,
  columns: number,
  update: Update,
): void {
  const { rows: high, columns: wide } = e.tile
  const step = c.columnStep
  let t = 0
  for (let s = 0; s < columns; s += wide) {
    const width = Math.min(wide, columns - s)
    const first = c.offset + (c.columns[j + s] as number)
    for (let r = 0; r < rows; r += high, t += high * wide) {
      const height = Math.min(high, rows - r)
      for (let q = 0; q < height; q++) {
        const row = c.rows[i + r + q] as number
        const from = t + q * wide
        if (update === 'subtract') unpackNegative(to, row + c.offset, c.columns, j + s, e.c, from, width)
        else if (step === 1 && width === 8) unpackEight(to, row + first, e.c, from, update)
        else if (step !== undefined) unpackRow(to, row + first, step, e.c, from, width, update)
        else unpackScattered(to, row + c.offset, c.columns, j + s, e.c, from, width, update)
      }
    }
  }
}

function unpackEight(to: Float64Array, at: number, from: Float64Array, t: number, scale: number): void {
  to[at] = scale * (from[t] as number)
  to[at + 1] = scale * (from[t + 1] as number)
  to[at + 2] = scale * (from[t + 2] as number)
  to[at + 3] = scale * (from[t + 3] as number)
  to[at + 4] = scale * (from[t + 4] as number)
  to[at + 5] = scale * (from[t + 5] as number)
  to[at + 6] = scale * (from[t + 6] as number)
  to[at + 7] = scale * (from[t + 7] as number)
}

function unpackRow(
  to: Float64Array,
  start: number,
  step: number,
  from: Float64Array,
  t: number,
  width: number,
  scale: number,
): void {
  let at = start
  for (let w = 0; w < width; w++) {
    to[at] = scale * (from[t + w] as number)
    at += step
  }
}

function unpackScattered(
  to: Float64Array,
  row: number,
  columns: Int32Array,
  first: number,
  from: Float64Array,
  t: number,
  width: number,
  scale: number,
): void {
  for (let w = 0; w < width; w++) to[row + (columns[first + w] as number)] = scale * (from[t + w] as number)
}

function unpackNegative(
  to: Float64Array,
  row: number,
  columns: Int32Array,
  first: number,
  from: Float64Array,
  t: number,
  width: number,
): void {
  for (let w = 0; w < width; w++) {
    const at = row + (columns[first + w] as number)
    to[at] = (to[at] as number) - (from[t + w] as number)
  }
}
