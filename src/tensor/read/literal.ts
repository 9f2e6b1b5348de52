/** Literals: `[1,2;3,4]`, `[[1,2],[3,4]]` and `[a,b]`, which is a column; with vectors or matrices among the entries a block matrix. */
import { num, one } from '../../expr/build.js'
import type { Syntax } from '../../parse/syntax.js'
import { blocks } from './blocks.js'
import {
  type Context,
  type Einsum,
  einsum,
  type Operand,
  type Origin,
  orderOf,
  own,
  refuse,
  sizesOf,
  sumOf,
} from './operand.js'
import { sameShape } from './operators.js'

/** The vector or matrix with these entries, row by row. */
export function literal(
  context: Context,
  entries: readonly Operand[],
  rows: number,
  isMatrix: boolean,
  syntax: Syntax,
): Operand {
  if (entries.length === 0) refuse(context, syntax, 'an empty list is no vector')
  const stacked = stack(context, entries, rows, syntax)
  if (stacked !== undefined) return stacked
  if (entries.some(o => orderOf(o) > 0)) return blocks(context, entries, rows, syntax)
  const shape = isMatrix ? [num(rows), num(entries.length / rows)] : [num(entries.length)]
  const origin: Origin = () => 'a literal'
  const traits = { origins: shape.map(() => origin), syntax }
  const width = entries.length / rows
  const numbers = entries.flatMap(o => o.e ?? [])
  if (numbers.length === entries.length && entries.length > 1) {
    // A matrix of one column or row is that column or row.
    const narrow = isMatrix && (rows === 1 || width === 1)
    const constant = context.space.constant(narrow ? [num(entries.length)] : shape, numbers)
    return own(context, constant, { ...traits, origins: constant.shape.map(() => origin), row: narrow && rows === 1 })
  }
  const einsums = entries.map((of, k): Einsum => {
    const places = isMatrix ? [Math.floor(k / width), k % width] : [k]
    const bases = places.map((place, axis) => ({ of: unit(context, shape[axis] ?? one, place, syntax), at: [axis] }))
    return { parts: [{ of, at: [] }, ...bases], shape: [] }
  })
  return entries.length === 1
    ? einsum(context, { parts: [{ of: entries[0] as Operand, at: [] }], shape: [] }, { origins: [], syntax })
    : sumOf(context, einsums, shape, traits)
}

/** Rows one below the other, or columns side by side, all of one size: a matrix. */
function stack(context: Context, entries: readonly Operand[], rows: number, syntax: Syntax): Operand | undefined {
  const [first] = entries as [Operand]
  const below = rows === entries.length
  const fits = (o: Operand): boolean => orderOf(o) === 1 && o.row === below && sameShape(context, first, o)
  if ((!below && rows !== 1) || entries.length < 2 || !entries.every(fits)) return undefined
  const count = num(entries.length)
  const [size] = sizesOf(first) as [Einsum['shape'][number]]
  const [own, place] = below ? [1, 0] : [0, 1]
  const einsums = entries.map((of, k): Einsum => {
    const parts = [
      { of, at: [own] },
      { of: unit(context, count, k, syntax), at: [place] },
    ]
    return { parts, shape: [] }
  })
  const origin: Origin = () => 'a literal'
  return sumOf(context, einsums, below ? [count, size] : [size, count], { origins: [origin, origin], syntax })
}

/** The vector with a one at a place counted from 0. */
const unit = (context: Context, n: Einsum['shape'][number], place: number, syntax: Syntax): Operand => ({
  node: context.space.basis(n, num(place + 1)),
  indices: [],
  row: false,
  origins: [() => ''],
  syntax,
})
