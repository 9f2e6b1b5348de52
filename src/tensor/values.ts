/** Arrays given for tensors, exactly: entries in reading order, and the sizes that follow from them. */
import { ShapeError } from '../errors.js'
import { exactValue, type Value } from '../evaluate/values.js'
import { num, sub } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import { rebuild } from '../expr/walk.js'
import type { Dim, Variable } from './node.js'

/** An array of exact entries. */
export interface ArrayValue {
  readonly shape: readonly number[]
  readonly entries: readonly Expr[]
  /** The place of entry k in reading order, counted from 1. */
  readonly place: (k: number) => number[]
}

/** Lists within lists as a shape and its entries in order, where `row` tells the parts of a list. Raises `ShapeError` for ragged ones. */
export function unnested<T>(
  name: string,
  value: T,
  row: (part: T) => readonly T[] | undefined,
): { readonly shape: readonly number[]; readonly entries: readonly T[] } {
  const shape: number[] = []
  let level: readonly T[] = [value]
  for (;;) {
    const rows = level.map(row)
    const [first] = rows
    if (first === undefined) return { shape, entries: level }
    const size = first.length
    if (size === 0 || rows.some(r => r?.length !== size))
      throw new ShapeError(`the rows of ${name} differ in length, or are empty`, 'ragged')
    shape.push(size)
    level = rows.flatMap(r => r as readonly T[])
  }
}

/** Nested arrays, typed arrays, or what has `toArray()`. Raises `ShapeError` for ragged arrays. */
export function arrayValue(name: string, value: unknown): ArrayValue {
  const { shape, entries: level } = unnested(name, value, rowOf)
  const entries = level.map((v, k) => exactValue(v as Value, `${name}, entry ${k + 1}`))
  return { shape, entries, place: k => placeOf(k, shape) }
}

/** The entries of an array of any kind; undefined of anything else. */
export function rowOf(given: unknown): readonly unknown[] | undefined {
  const v =
    typeof given === 'object' && given !== null && 'toArray' in given && typeof given.toArray === 'function'
      ? given.toArray()
      : given
  if (ArrayBuffer.isView(v) && !(v instanceof DataView)) return [...(v as unknown as Iterable<unknown>)]
  return Array.isArray(v) ? v : undefined
}

function placeOf(k: number, shape: readonly number[]): number[] {
  const place: number[] = []
  for (let axis = shape.length - 1, rest = k; axis >= 0; axis--) {
    place[axis] = (rest % (shape[axis] as number)) + 1
    rest = Math.floor(rest / (shape[axis] as number))
  }
  return place
}

/** The size symbols that arrays fix. Raises `ShapeError` where two disagree, or where an array does not fit. */
export function sizesOf(
  variables: ReadonlyMap<string, Variable>,
  arrays: ReadonlyMap<string, Pick<ArrayValue, 'shape'>>,
): Map<string, number> {
  const sizes = new Map<string, number>()
  const origin = new Map<string, string>()
  const pairs = [...arrays].flatMap(([name, { shape }]) => {
    const wanted = variables.get(name)?.shape ?? []
    if (wanted.length !== shape.length)
      throw new ShapeError(`${name} has ${wanted.length} axes, its value ${shape.length}`, 'shape')
    return wanted.map((size, k) => ({ name, size, given: shape[k] as number }))
  })
  for (const { name, size, given } of pairs) {
    if (size.kind !== 'sym') continue
    const old = sizes.get(size.name)
    if (old !== undefined && old !== given)
      throw new ShapeError(
        `the size ${size.name} is ${old} in ${origin.get(size.name)}, and ${given} in ${name}`,
        'shape',
      )
    sizes.set(size.name, given)
    origin.set(size.name, name)
  }
  for (const { name, size, given } of pairs) requireSize(name, size, given, sizes)
  return sizes
}

/** A size where those are known. */
export const sizeAt = (size: Dim, sizes: ReadonlyMap<string, number>): Dim =>
  rebuild(size, leaf => (leaf.kind === 'sym' && sizes.has(leaf.name) ? num(sizes.get(leaf.name) as number) : leaf))

function requireSize(name: string, size: Dim, given: number, sizes: ReadonlyMap<string, number>): void {
  const difference = sub(sizeAt(size, sizes), num(given))
  if (isZero(difference)) return
  throw new ShapeError(`${name} has the size ${size}, and its value ${given}`, 'shape')
}

/** The lengths of nested lists, the outermost first, as those of the first entry say. */
export function lengthsOf(value: unknown): number[] {
  const lengths: number[] = []
  for (let level = value; Array.isArray(level); level = level[0]) lengths.push(level.length)
  return lengths
}
