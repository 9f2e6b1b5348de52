/** Operations (functions/table.ts) where a text calls them: what they take is checked by their rows. */
import { formulaOf } from './functions/formula.js'
import type { OperationRow } from './functions/row.js'
import type { Dim, Shape } from './node.js'
import { type Apply, type Arg, here, requireMatrix } from './read-arguments.js'
import { along, axesOf, requireAxis } from './read-axes.js'
import { entrywiseCall } from './read-entrywise.js'
import {
  type Desk,
  described,
  inOrder,
  nodeOf,
  type Operand,
  type Origin,
  own,
  refuse,
  sizesOf,
  textOf,
} from './read-operand.js'
import * as op from './read-operators.js'

/** The fewest and the most arguments. */
export function argumentsOf({ takes, directed, alsoScalar, binds }: OperationRow): readonly [number, number] {
  if (alsoScalar || binds) return [1, Number.POSITIVE_INFINITY]
  const axis = takes === 'entries' || takes === 'axis' ? 1 : 0
  return [1, 1 + axis + (directed === undefined ? 0 : 1)]
}

/** What a text makes of the operation and its arguments. */
export function operation(row: OperationRow): Apply {
  switch (row.takes) {
    case 'compared':
      return (desk, args, syntax) => compared(desk, row.names[0], args, syntax)
    case 'entries':
    case 'axis':
      return (desk, args, syntax) => alongAxes(desk, row, args, syntax)
    case 'matrix':
    case 'square':
    case 'symmetric':
      return (desk, args, syntax) => ofMatrix(desk, row, args, syntax)
  }
}

/** `max(x)`, `max(X, 2)` along axes; with other arguments entry by entry. */
const compared = (desk: Desk, head: string, args: readonly Operand[], syntax: Parameters<Apply>[2]): Operand => {
  const [x, axis] = args as readonly [Arg, Arg?]
  if (args.length === 1 && !op.isScalar(x)) return along(desk, head, x, inOrder(x), syntax)
  const n = axis?.e?.kind === 'num' ? axis.e.value.smallInt() : undefined
  if (args.length === 2 && op.isMatrix(x) && (n === 1 || n === 2))
    return along(desk, head, x, axesOf(desk, x, axis), syntax)
  return entrywiseCall(desk, head, args, syntax)
}

/** Along the entries of a vector, along a named axis of a matrix. */
function alongAxes(desk: Desk, row: OperationRow, args: readonly Operand[], syntax: Parameters<Apply>[2]): Operand {
  const [head] = row.names
  const [x, ...rest] = args as [Arg, ...Arg[]]
  if (row.alsoScalar && args.every(op.isScalar)) return entrywiseCall(desk, head, args, syntax)
  const [second] = rest
  const direction = row.directed !== undefined && second !== undefined && !op.isScalar(second) ? second : undefined
  const axis = direction === undefined ? second : rest[1]
  if (row.takes === 'axis') {
    requireAxis(desk, x, axis, head)
    if (op.isScalar(x))
      return row.ofNumber === undefined
        ? refuse(desk, x.syntax, `${described(desk, x)}: ${head} takes a vector`)
        : ofNumber(desk, row.ofNumber, x, syntax)
  }
  if (direction !== undefined && !op.sameShape(desk, x, direction))
    refuse(desk, direction.syntax, `${described(desk, direction)}: a direction has the shape of what changes`)
  return along(desk, head, x, axesOf(desk, x, axis), syntax, direction)
}

function ofMatrix(desk: Desk, row: OperationRow, args: readonly Operand[], syntax: Parameters<Apply>[2]): Operand {
  const [x, direction] = args as [Arg, Arg?]
  const [head] = row.names
  requireTaken(desk, row, x)
  if (direction !== undefined && !op.sameShape(desk, x, direction))
    refuse(
      desk,
      direction.syntax,
      `${described(desk, direction)}: a direction has the shape of the matrix that changes`,
    )
  if (op.isScalar(x)) {
    if (direction !== undefined) refuse(desk, x.syntax, `${described(desk, x)}: a direction is that of a matrix`)
    if (row.ofNumber !== undefined) return ofNumber(desk, row.ofNumber, x, syntax)
  }
  for (const o of args) op.requireNoIndex(desk, o, head)
  const sizes = sizesOf(x)
  if (row.shape(sizes.map(d => desk.sizes.use(d))) === undefined)
    refuse(
      desk,
      x.syntax,
      `${described(desk, x)}: ${head} needs to know the smaller of the sizes`,
      'declare numbers, or one size for both axes',
    )
  const of = nodeOf(desk, x)
  if (row.takes === 'symmetric') {
    desk.space.orient(of)
    if (!desk.space.isSymmetric(of))
      refuse(
        desk,
        x.syntax,
        `${described(desk, x)}: ${head} takes a symmetric matrix`,
        `declare it symmetric or psd, or take the symmetric part (A + A')/2`,
      )
  }
  const node = desk.space.operation(head, of, direction && nodeOf(desk, direction))
  return own(desk, node, {
    row: node.shape.length === 1 && x.row,
    origins: originsOf(desk, x, node.shape, syntax),
    syntax,
  })
}

/** Where the axes of a result come from: those of the operand with the same size, else the call. */
function originsOf(desk: Desk, x: Operand, shape: Shape, syntax: Parameters<Apply>[2]): Origin[] {
  const names = sizesOf(x).map(d => desk.space.names([desk.sizes.use(d)]))
  const from = (d: Dim): Origin | undefined => x.origins[names.indexOf(desk.space.names([d]))]
  return shape.map(d => from(d) ?? here(desk, syntax))
}

const ofNumber = (desk: Desk, formula: string, x: Operand, syntax: Parameters<Apply>[2]): Operand =>
  own(desk, formulaOf(desk.space, formula, { u: nodeOf(desk, x) }), { origins: [], syntax })

/** Refuses what is no matrix of the kind; a number is one of one row. */
function requireTaken(desk: Desk, row: OperationRow, x: Operand): void {
  const [head] = row.names
  if (row.takes === 'matrix') {
    if (!op.isScalar(x)) requireMatrix(desk, x, head)
    return
  }
  const entrywise =
    row.directed?.commuting === undefined ? undefined : /^[a-z]+(?=\(u\)$)/.exec(row.ofNumber ?? '')?.[0]
  const hint = entrywise && `write ${entrywise}(${textOf(desk, x)}) for the function entry by entry`
  op.requireSquare(desk, x, WORDS.get(head) ?? head, hint)
}

/** How refusals call what a text calls otherwise. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['inv', 'an inverse'],
  ['det', 'a determinant'],
  ['logdet', 'a determinant'],
])
