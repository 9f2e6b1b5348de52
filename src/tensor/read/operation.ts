/** Operations (functions/table.ts) where a text calls them: what they take is checked by their rows. */
import { formulaOf } from '../functions/formula.js'
import type { OperationRow } from '../functions/row.js'
import type { Dim, Shape } from '../node.js'
import { type Apply, type Arg, here, requireMatrix } from './arguments.js'
import { along, axesOf, requireAxis } from './axes.js'
import { entrywiseCall } from './entrywise.js'
import { type Context, inOrder, nodeOf, type Operand, type Origin, own, sizesOf, textOf, unfit } from './operand.js'
import * as op from './operators.js'

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
      return (context, args, syntax) => compared(context, row.names[0], args, syntax)
    case 'entries':
    case 'axis':
      return (context, args, syntax) => alongAxes(context, row, args, syntax)
    case 'matrix':
    case 'square':
    case 'symmetric':
      return (context, args, syntax) => ofMatrix(context, row, args, syntax)
  }
}

/** `max(x)`, `max(X, 2)` along axes; with other arguments entry by entry. */
const compared = (context: Context, head: string, args: readonly Operand[], syntax: Parameters<Apply>[2]): Operand => {
  const [x, axis] = args as readonly [Arg, Arg?]
  if (args.length === 1 && !op.isScalar(x)) return along(context, head, x, inOrder(x), syntax)
  const n = axis?.e?.kind === 'num' ? axis.e.value.smallInt() : undefined
  if (args.length === 2 && op.isMatrix(x) && (n === 1 || n === 2))
    return along(context, head, x, axesOf(context, x, axis), syntax)
  return entrywiseCall(context, head, args, syntax)
}

/** Along the entries of a vector, along a named axis of a matrix. */
function alongAxes(
  context: Context,
  row: OperationRow,
  args: readonly Operand[],
  syntax: Parameters<Apply>[2],
): Operand {
  const [head] = row.names
  const [x, ...rest] = args as [Arg, ...Arg[]]
  if (row.alsoScalar && args.every(op.isScalar)) return entrywiseCall(context, head, args, syntax)
  const [second] = rest
  const direction = row.directed !== undefined && second !== undefined && !op.isScalar(second) ? second : undefined
  const axis = direction === undefined ? second : rest[1]
  if (row.takes === 'axis') {
    requireAxis(context, x, axis, head)
    if (op.isScalar(x))
      return row.ofNumber === undefined
        ? unfit(context, x, `${head} takes a vector`)
        : ofNumber(context, row.ofNumber, x, syntax)
  }
  if (direction !== undefined && !op.sameShape(context, x, direction))
    unfit(context, direction, 'a direction has the shape of what changes')
  return along(context, head, x, axesOf(context, x, axis), syntax, direction)
}

function ofMatrix(
  context: Context,
  row: OperationRow,
  args: readonly Operand[],
  syntax: Parameters<Apply>[2],
): Operand {
  const [x, direction] = args as [Arg, Arg?]
  const [head] = row.names
  requireTaken(context, row, x)
  if (direction !== undefined && !op.sameShape(context, x, direction))
    unfit(context, direction, 'a direction has the shape of the matrix that changes')
  if (op.isScalar(x)) {
    if (direction !== undefined) unfit(context, x, 'a direction is that of a matrix')
    if (row.ofNumber !== undefined) return ofNumber(context, row.ofNumber, x, syntax)
  }
  for (const o of args) op.requireNoIndex(context, o, head)
  const of = nodeOf(context, x)
  if (row.takes === 'symmetric') {
    context.space.orient(of)
    if (!context.space.isSymmetric(of))
      unfit(
        context,
        x,
        `${head} takes a symmetric matrix`,
        `declare it symmetric or psd, or take the symmetric part (A + A')/2`,
      )
  }
  const node = context.space.operation(head, of, direction && nodeOf(context, direction))
  return own(context, node, {
    row: node.shape.length === 1 && x.row,
    origins: originsOf(context, x, node.shape, syntax),
    syntax,
  })
}

/** Where the axes of a result come from: those of the operand with the same size, else the call. */
function originsOf(context: Context, x: Operand, shape: Shape, syntax: Parameters<Apply>[2]): Origin[] {
  const names = sizesOf(x).map(d => context.space.names([context.sizes.use(d)]))
  const from = (d: Dim): Origin | undefined => x.origins[names.indexOf(context.space.names([d]))]
  return shape.map(d => from(d) ?? here(context, syntax))
}

const ofNumber = (context: Context, formula: string, x: Operand, syntax: Parameters<Apply>[2]): Operand =>
  own(context, formulaOf(context.space, formula, { u: nodeOf(context, x) }), { origins: [], syntax })

/** Refuses what is no matrix of the kind; a number is one of one row. */
function requireTaken(context: Context, row: OperationRow, x: Operand): void {
  const [head] = row.names
  if (row.takes === 'matrix') {
    if (!op.isScalar(x)) requireMatrix(context, x, head)
    return
  }
  const entrywise =
    row.directed?.commuting === undefined ? undefined : /^[a-z]+(?=\(u\)$)/.exec(row.ofNumber ?? '')?.[0]
  const hint = entrywise && `write ${entrywise}(${textOf(context, x)}) for the function entry by entry`
  op.requireSquare(context, x, WORDS.get(head) ?? head, hint)
}

/** How refusals call what a text calls otherwise. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['inv', 'an inverse'],
  ['det', 'a determinant'],
  ['logdet', 'a determinant'],
])
