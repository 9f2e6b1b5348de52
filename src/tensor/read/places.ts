/**
 * What stands in the brackets of an index: `W[i,j]`, `x[2]`, `W[1,:]`, `x[2:3]`, and `delta(i,j)`. An index gives its axis its name; a
 * place is a product with a basis vector; a range a product with a matrix of ones and zeros.
 */
import { add, neg, num, one, zero } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { wholeOf } from '../../expr/numbers.js'
import type { Syntax } from '../../parse/syntax.js'
import { text } from '../../print/text.js'
import type { Dim, Node } from '../node.js'
import { isAtLeastZero } from '../placements.js'
import {
  type Axis,
  type Context,
  described,
  einsum,
  type Index,
  nodeOf,
  type Operand,
  type Origin,
  orderOf,
  type Part,
  refuse,
  scalar,
  sizesOf,
  textOf,
} from './operand.js'
import { polynomial, sizeText } from './sizes.js'

/** One place: an index with what is added to it, a number or size, `:`, or `from:to`. */
export type Place =
  | { readonly kind: 'index'; readonly index: Index; readonly by: Expr; readonly syntax: Syntax }
  | { readonly kind: 'at'; readonly e: Expr; readonly syntax: Syntax }
  | { readonly kind: 'all'; readonly syntax: Syntax }
  | { readonly kind: 'range'; readonly from: Expr; readonly to: Expr; readonly syntax: Syntax }

/** `base[places]`. Raises `ShapeError` for a wrong number of places, places outside, and sizes that clash. */
export function entry(
  context: Context,
  base: Operand,
  places: readonly Place[],
  syntax: Syntax,
  clash: Clash,
): Operand {
  const sizes = sizesOf(base)
  if (places.length !== sizes.length)
    refuse(context, syntax, wrongNumber(context, base, places.length), placesHint(context, base))
  const kept: number[] = places.flatMap((p, k) => (p.kind === 'all' || p.kind === 'range' ? [k] : []))
  const parts: Part[] = []
  const bound: Dim[] = []
  const shape: Dim[] = []
  const at = places.map((place, k): Axis => {
    const size = sizes[k] as Dim
    if (place.kind === 'index' && runsThrough(context, place, size))
      return named(context, place, size, base.origins[k] as Origin, clash)
    if (place.kind === 'all') return shape.push(size) - 1
    const label = kept.length + bound.push(size) - 1
    if (place.kind === 'index') {
      const of = passage(context, place, size, base.origins[k] as Origin, clash)
      parts.push({ of, at: [label, place.index] })
    } else if (place.kind === 'range') {
      const { of, length } = selection(context, place, size)
      parts.push({ of, at: [label, shape.push(length) - 1] })
    } else parts.push({ of: basis(context, place, size), at: [label] })
    return label
  })
  const row = orderOf(base) === 1 ? base.row : kept[0] === 1
  return einsum(
    context,
    { parts: [{ of: base, at }, ...parts], shape, bound },
    { row, origins: kept.map(k => base.origins[k] as Origin), syntax },
  )
}

const wrongNumber = (context: Context, base: Operand, n: number): string =>
  `${described(context, base)}: ${n === 1 ? 'one place is' : `${n} places are`} no way to name an entry`

function placesHint(context: Context, base: Operand): string | undefined {
  const text = textOf(context, base)
  const order = orderOf(base)
  if (order === 0) return `declare ${text} with a shape`
  return order === 1
    ? `write ${text}[i]`
    : order === 2
      ? `write ${text}[i,j], ${text}[i,:] for a row, ${text}[:,j] for a column`
      : undefined
}

/** Called where an index has two sizes: answers nothing, it raises. */
export type Clash = (index: Index, size: Dim, origin: Origin, syntax: Syntax) => never

type Named = Place & { readonly kind: 'index' }

/** Whether an index runs through a whole axis from its first place: always, where no range is stated of it. */
const runsThrough = ({ sizes }: Context, { index, by }: Named, size: Dim): boolean =>
  by === zero && (index.first === undefined || (index.first === one && sizes.same(index.size, size)))

/** The places of an axis that an index runs through, each a row: they lie in the axis for all sizes, or are refused. */
function passage(context: Context, { index, by, syntax }: Named, size: Dim, origin: Origin, clash: Clash): Operand {
  const { space, sizes } = context
  if (index.first === undefined)
    return refuse(
      context,
      syntax,
      `how far ${index.name} runs is not stated`,
      `write sum(${index.name}, 1, n - 1, ...), or [${index.name}:n-1;] in front of the text`,
    )
  const [n, length] = [size, index.size].map(d => sizes.use(d)) as [Dim, Dim]
  const before = polynomial(add(index.first, by, neg(one)))
  const end = polynomial(add(before, length))
  if (!isAtLeastZero(before) || !isAtLeastZero(polynomial(add(n, neg(end))))) {
    // A sum between numbers is written out, and refused for a place of its own.
    if (index.range || before === zero) clash(index, size, origin, syntax)
    const there = origin()
    const runs = `${textOf(context, { syntax })} runs from ${sizeText(polynomial(add(before, one)))} to ${sizeText(end)}`
    refuse(context, syntax, `${runs} here, and the axis has the places 1 to ${sizeText(n)}${there && ` (${there})`}`)
  }
  return { node: space.placement(n, length, before), indices: [], row: false, origins: [nowhere, nowhere], syntax }
}

/** The index, of which the axis now tells how far it runs. */
function named(context: Context, { index, syntax }: Named, size: Dim, origin: Origin, clash: Clash): Index {
  if (!context.sizes.same(index.size, size)) clash(index, size, origin, syntax)
  index.from ??= origin
  return index
}

/** Refuses a place outside the axis, as far as numbers tell. */
function checked(context: Context, e: Expr, size: Dim, syntax: Syntax): Expr {
  const n = wholeOf(e)
  const most = wholeOf(context.sizes.known(size))
  if (e.kind === 'num' && n === undefined) refuse(context, syntax, `a place is a whole number, not ${text(e)}`)
  if (n !== undefined && (n < 1 || (most !== undefined && n > most)))
    refuse(
      context,
      syntax,
      `there is no place ${n} among ${sizeText(context.sizes.known(size))}`,
      'places are counted from 1',
    )
  return e
}

const nowhere: Origin = () => ''

function basis(context: Context, { e, syntax }: Place & { kind: 'at' }, size: Dim): Operand {
  const node = context.space.basis(context.sizes.use(size), checked(context, e, size, syntax))
  // Not `own`: an axis of size 1 must stay one here.
  return { node, indices: [], row: false, origins: [nowhere], syntax }
}

/**
 * A range: its length, and the placement that puts it where it was. It may be empty for some sizes, as x[2:n] is for n = 1: there it has no
 * value.
 */
interface Selection {
  readonly of: Operand
  readonly length: Dim
}

function selection(context: Context, place: Place & { kind: 'range' }, size: Dim): Selection {
  const [from, to] = [place.from, place.to].map(e => checked(context, e, size, place.syntax)) as [Expr, Expr]
  const whole = polynomial(add(to, num(1), neg(from)))
  const length = wholeOf(whole)
  const { space, sizes } = context
  const n = sizes.use(size)
  if (length !== undefined && length < 1) refuse(context, place.syntax, `the range ${textOf(context, place)} is empty`)
  refuseBackwards(context, whole, place.syntax)
  const node = space.placement(n, sizes.use(whole), polynomial(add(from, neg(one))))
  return { length: whole, of: { node, indices: [], row: false, origins: [nowhere, nowhere], syntax: place.syntax } }
}

/** Refuses a range of a length that is 1 at most. */
export function refuseBackwards(context: Context, length: Dim, syntax: Syntax): void {
  const [spare, lack] = [add(length, neg(one)), add(one, neg(length))].map(polynomial) as [Expr, Expr]
  if (!isAtLeastZero(spare) && isAtLeastZero(lack))
    refuse(context, syntax, `the range ${textOf(context, { syntax })} runs backwards`, 'the smaller place stands first')
}

/** `delta(i,j)`: 1 where both are the same place, else 0. */
export function delta(context: Context, a: Place, b: Place, syntax: Syntax, clash: Clash): Operand {
  const traits = { origins: [], syntax }
  for (const place of [a, b])
    if (place.kind === 'index' && place.by !== zero)
      refuse(context, place.syntax, 'delta compares indices as they are', 'write the sum without it')
  if (a.kind === 'index' && b.kind === 'index') {
    if (!context.sizes.same(a.index.size, b.index.size)) clash(b.index, a.index.size, a.index.from ?? nowhere, syntax)
    const from = a.index.from ?? b.index.from
    a.index.from ??= from
    b.index.from ??= from
    const deltas = a.index === b.index ? [] : [[a.index, b.index] as const]
    return einsum(context, { parts: [], shape: [], deltas, indices: [a.index, b.index] }, traits)
  }
  if (a.kind === 'at' && b.kind === 'at') {
    const same = numbersOf(a, b)
    if (same === undefined)
      refuse(
        context,
        syntax,
        'these are no places that can be compared',
        'write delta(i, j) for indices of a sum or of the header [i,j;]',
      )
    return scalar(same ? one : zero, syntax)
  }
  const [index, at] = a.kind === 'index' ? [a, b] : [b, a]
  if (index.kind !== 'index' || at.kind !== 'at') refuse(context, syntax, 'delta compares two places: delta(i, j)')
  return einsum(
    context,
    { parts: [{ of: basis(context, at, index.index.size), at: [index.index] }], shape: [] },
    traits,
  )
}

const numbersOf = (a: Place & { kind: 'at' }, b: Place & { kind: 'at' }): boolean | undefined =>
  a.e.kind === 'num' && b.e.kind === 'num' ? a.e.value.equals(b.e.value) : undefined

/** The sum over an index. Raises if the size is open: nothing in the text says how far the index runs. */
export function summed(context: Context, o: Operand, index: Index, syntax: Syntax): Operand {
  const order = orderOf(o)
  const coefficient = o.indices.includes(index) ? one : context.sizes.use(index.size)
  const over = o.indices.includes(index) ? [index] : []
  const parts = [{ of: o, at: Array.from({ length: order }, (_, k) => k) }]
  return einsum(context, { parts, shape: sizesOf(o), over, coefficient }, { row: o.row, origins: o.origins, syntax })
}

/** The node whose axes are those of the given indices, in that order. The operand has no own axes and no other indices. */
export function collected(context: Context, o: Operand, indices: readonly Index[]): Node {
  const shape = indices.map(index => context.sizes.use(index.size))
  const at = o.indices.map(index => indices.indexOf(index))
  return context.space.sum(shape, [
    { coefficient: one, factors: [{ node: nodeOf(context, o), at, power: one }], deltas: [], bound: [] },
  ])
}
