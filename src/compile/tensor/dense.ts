/**
 * Values of tensors as callers give and get them. Inside, the entries of a tensor are a Float64Array in reading order, the last
 * axis fastest, beside the sizes of its axes. Given may be nested arrays, typed arrays, or objects with `toArray()` (the matrices of
 * mathjs); a flat array for several axes takes its sizes from the declaration. Every entry is looked at: no hole, no text.
 */
import { BudgetError, ShapeError } from '../../errors.js'

/** What a caller may give for a tensor: nested arrays of numbers, a typed array, or what has `toArray()`. */
export type TensorValue =
  | number
  | readonly TensorValue[]
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | Uint8ClampedArray
  | { toArray(): unknown }

/** A result: a number for a scalar, nested arrays for a tensor. */
export type Nested = number | Nested[]

/** Entries in reading order; the shape is undefined for a flat array that stands for several axes. */
export interface Given {
  readonly shape: readonly number[] | undefined
  readonly data: Float64Array
}

/** No tensor, given or computed, may have more entries. */
export const MOST_ENTRIES = 1e8

/** The number of entries of a shape. */
export const entriesOf = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1)

/** Refuses a shape with too many entries, before anything is allocated. */
export function requireEntries(shape: readonly number[], what: string): number {
  const entries = entriesOf(shape)
  if (entries <= MOST_ENTRIES) return entries
  throw new BudgetError('entries', `${what} would have ${entries} entries; at most ${MOST_ENTRIES} are computed`)
}

/** Reads a value for a tensor with that many axes. Raises `ShapeError` for ragged arrays and for what is no number. */
export function readGiven(name: string, value: unknown, order: number): Given {
  const plain = hasToArray(value) ? value.toArray() : value
  if (plain instanceof Float64Array) return { shape: order === 1 ? [plain.length] : undefined, data: plain }
  if (isTyped(plain)) return { shape: order === 1 ? [plain.length] : undefined, data: Float64Array.from(plain) }
  if (order === 0) return { shape: [], data: Float64Array.of(number(plain, name)) }
  return nested(name, plain, order)
}

function nested(name: string, value: unknown, order: number): Given {
  const shape: number[] = []
  let rows: readonly ArrayLike<unknown>[] = [row(value, name, order, 0)]
  for (let axis = 0; ; axis++) {
    const size = rows[0]?.length ?? 0
    for (const r of rows) if (r.length !== size) throw ragged(name, axis, size, r.length)
    shape.push(size)
    requireEntries(shape, name)
    // Without rows there is no telling how long they are.
    if (size === 0 && axis < order - 1) return { shape: undefined, data: new Float64Array(0) }
    if (axis === order - 1) return { shape, data: fill(rows, size, name) }
    rows = rows.flatMap(r => Array.from(r, item => row(item, name, order, axis + 1)))
  }
}

function fill(rows: readonly ArrayLike<unknown>[], size: number, name: string): Float64Array {
  const data = new Float64Array(rows.length * size)
  let next = 0
  for (const r of rows) for (let k = 0; k < size; k++) data[next++] = number(r[k], name)
  return data
}

function row(value: unknown, name: string, order: number, axis: number): ArrayLike<unknown> {
  if (Array.isArray(value) || isTyped(value)) return value
  throw new ShapeError(`${name} has ${axes(order)}, and the value given for it has ${axis === 0 ? 'none' : axes(axis)}`)
}

const axes = (n: number): string => (n === 1 ? '1 axis' : `${n} axes`)

function number(value: unknown, name: string): number {
  if (typeof value === 'number') return value
  if (Array.isArray(value) || isTyped(value))
    throw new ShapeError(`the value given for ${name} is nested more deeply than ${name} has axes`)
  throw new ShapeError(`an entry of the value given for ${name} is not a number`, 'not-a-number')
}

const ragged = (name: string, axis: number, size: number, other: number): ShapeError =>
  new ShapeError(
    `the rows of the value given for ${name} differ in length: ${size} and ${other} along axis ${axis + 1}`,
  )

const hasToArray = (value: unknown): value is { toArray(): unknown } =>
  typeof value === 'object' && value !== null && 'toArray' in value && typeof value.toArray === 'function'

function isTyped(value: unknown): value is Float64Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) && typeof (value as Float64Array)[0] !== 'bigint'
}

/** Entries in reading order as nested arrays; a number for no axes. */
export function toNested(shape: readonly number[], data: ArrayLike<number>): Nested {
  const width = shape.at(-1)
  if (width === undefined) return data[0] as number
  const outer = shape.slice(0, -1)
  const blank = blankRow(width)
  let items: Nested[] = Array.from({ length: entriesOf(outer) }, (_, k) => rowAt(blank, data, k * width))
  for (let axis = outer.length - 1; axis >= 0; axis--)
    items = inRows(items, shape[axis] as number, entriesOf(shape.slice(0, axis)))
  return items[0] as Nested
}

/** What rows are copied from: no whole numbers and no holes, so that engines keep the entries of the copies as plain doubles. */
function blankRow(width: number): number[] {
  const row: number[] = []
  for (let k = 0; k < width; k++) row.push(0.5)
  return row
}

function rowAt(blank: readonly number[], data: ArrayLike<number>, from: number): number[] {
  const row = blank.slice()
  for (let k = 0; k < row.length; k++) row[k] = data[from + k] as number
  return row
}

function inRows(items: readonly Nested[], size: number, rows: number): Nested[] {
  return Array.from({ length: rows }, (_, k) => items.slice(k * size, (k + 1) * size))
}
