/** Literals: `[1,2;3,4]`, `[[1,2],[3,4]]` and `[a,b]`, which is a column. Entries are scalars, also such as `sum(x)`. */
import { num, one } from '../expr/build.js'
import type { Syntax } from '../parse/syntax.js'
import {
  type Desk,
  described,
  einsum,
  type Operand,
  type Origin,
  orderOf,
  own,
  refuse,
  type Sketch,
  sumOf,
} from './read-operand.js'

/** The vector or matrix with these entries, row by row. */
export function literal(
  desk: Desk,
  entries: readonly Operand[],
  rows: number,
  isMatrix: boolean,
  syntax: Syntax,
): Operand {
  if (entries.length === 0) refuse(desk, syntax, 'an empty list is no vector')
  const wrong = entries.find(o => orderOf(o) > 0)
  if (wrong) refuse(desk, wrong.syntax, `${described(desk, wrong)}: the entries of a literal are scalars`)
  const shape = isMatrix ? [num(rows), num(entries.length / rows)] : [num(entries.length)]
  const origin: Origin = () => 'a literal'
  const look = { origins: shape.map(() => origin), syntax }
  if (entries.every(o => o.e !== undefined))
    return own(
      desk,
      desk.space.constant(
        shape,
        entries.map(o => o.e as NonNullable<Operand['e']>),
      ),
      look,
    )
  const width = entries.length / rows
  const sketches = entries.map((of, k): Sketch => {
    const places = isMatrix ? [Math.floor(k / width), k % width] : [k]
    const bases = places.map((place, axis) => ({ of: unit(desk, shape[axis] ?? one, place, syntax), at: [axis] }))
    return { parts: [{ of, at: [] }, ...bases], shape: [] }
  })
  return entries.length === 1
    ? einsum(desk, { parts: [{ of: entries[0] as Operand, at: [] }], shape: [] }, { origins: [], syntax })
    : sumOf(desk, sketches, shape, look)
}

/** The vector with a one at a place counted from 0. */
const unit = (desk: Desk, n: Sketch['shape'][number], place: number, syntax: Syntax): Operand => ({
  node: desk.space.basis(n, num(place + 1)),
  indices: [],
  row: false,
  origins: [() => ''],
  syntax,
})
