/**
 * Block matrices: `[A, b; c', d]`, blocks side by side of one height, rows of blocks of one width, one below the other. Scalars are blocks of
 * one row and one column. A block matrix is the sum of its blocks, each placed at its rows and columns.
 */
import { add, num, one, zero } from '../../expr/build.js'
import { wholeOf } from '../../expr/numbers.js'
import { equal } from '../../expr/order.js'
import type { Syntax } from '../../parse/syntax.js'
import type { Dim } from '../node.js'
import {
  type Context,
  described,
  type Einsum,
  type Operand,
  type Origin,
  orderOf,
  type Part,
  plane,
  refuse,
  sumOf,
  textOf,
  unfit,
} from './operand.js'
import { polynomial } from './sizes.js'

/** A block, and where its first row and column stand. */
interface Block {
  readonly of: Operand
  readonly size: readonly [Dim, Dim]
  readonly from: readonly [Dim, Dim]
}

/** The matrix of these blocks, row by row, in so many rows. Raises `ShapeError` where heights or widths differ. */
export function blocks(context: Context, entries: readonly Operand[], rows: number, syntax: Syntax): Operand {
  const width = entries.length / rows
  const sum = (a: Dim, b: Dim): Dim => polynomial(add(context.sizes.known(a), context.sizes.known(b)))
  const placed: Block[] = []
  let below: Dim = zero
  let across: Dim | undefined
  for (let k = 0; k < entries.length; k += width) {
    const line = entries.slice(k, k + width)
    const [height] = planeOf(context, line[0] as Operand)
    let right: Dim = zero
    for (const of of line) {
      const size = planeOf(context, of)
      if (!context.sizes.same(height, size[0])) refuseHeights(context, line[0] as Operand, of, width)
      placed.push({ of, size, from: [below, right] })
      right = sum(right, size[1])
    }
    if (across !== undefined && !context.sizes.same(across, right))
      refuse(context, (line[0] as Operand).syntax, `the rows of blocks differ in width: ${across} and ${right} columns`)
    across ??= right
    below = sum(below, height)
  }
  const whole = [below, across as Dim] as const
  const origin: Origin = () => 'a literal'
  const einsums = placed.map(block => einsumOf(context, block, whole))
  const row = wholeOf(whole[0]) === 1
  return sumOf(context, einsums, whole, { origins: [origin, origin], syntax, row })
}

function planeOf(context: Context, o: Operand): readonly [Dim, Dim] {
  const size = plane(o)
  return size ?? unfit(context, o, 'a block has rows and columns, and no more axes')
}

function refuseHeights(context: Context, a: Operand, b: Operand, width: number): never {
  const advice =
    width === 2 && orderOf(a) + orderOf(b) > 0
      ? `; [${textOf(context, a)}; ${textOf(context, b)}] is one below the other`
      : ''
  return refuse(
    context,
    b.syntax,
    `${described(context, a)}, ${described(context, b)}: blocks side by side have as many rows${advice}`,
  )
}

/** The block at its rows and columns, zero elsewhere. */
function einsumOf(context: Context, { of, size, from }: Block, whole: readonly [Dim, Dim]): Einsum {
  const parts: Part[] = []
  const bound: Dim[] = []
  /** The label of an axis of the block. */
  const label = (axis: 0 | 1): number => {
    const n = size[axis]
    if (equal(context.sizes.known(whole[axis]), context.sizes.known(n))) return axis
    const l = bound.push(n) + 1
    const [total, part, offset] = [whole[axis], n, from[axis]].map(d => context.sizes.use(d)) as [Dim, Dim, Dim]
    parts.push({ of: standing(context.space.placement(total, part, offset), of.syntax), at: [axis, l] })
    return l
  }
  const order = orderOf(of)
  const own: readonly (0 | 1)[] = order === 2 ? [0, 1] : order === 0 ? [] : [of.row ? 1 : 0]
  const at = own.map(label)
  for (const axis of ([0, 1] as const).filter(k => !own.includes(k))) {
    if (wholeOf(context.sizes.known(whole[axis])) === 1) continue
    const node = context.space.basis(context.sizes.use(whole[axis]), polynomial(add(from[axis], num(1))))
    parts.push({ of: standing(node, of.syntax), at: [axis] })
  }
  return { parts: [{ of, at }, ...parts], shape: [], bound, coefficient: one }
}

/** A node whose axes are all its own, also those of size 1. */
const standing = (node: Operand['node'], syntax: Syntax): Operand => ({
  node,
  indices: [],
  row: false,
  origins: [() => '', () => ''],
  syntax,
})
