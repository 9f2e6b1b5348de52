/**
 * Functions of the function table on tensors: entry by entry, on arguments of one shape or scalars. The formula is made of symbols by
 * the constructors of scalar expressions, so that all that is known of a function serves here too; then tensors take their places.
 */
import { call } from '../../expr/build.js'
import { readFormal } from '../../expr/formal.js'
import { type Expr, sym } from '../../expr/node.js'
import { postorder } from '../../expr/walk.js'
import { row } from '../../functions/table.js'
import { applied } from '../../parse/build.js'
import { logarithmBase } from '../../parse/names.js'
import type { Syntax } from '../../parse/syntax.js'
import { elementwise } from '../elementwise.js'
import type { Node } from '../node.js'
import { type Context, nodeOf, type Operand, refuse, scalar, textOf, unionOf } from './operand.js'
import { broadcast, isScalar, leader, like, mapped, spread } from './operators.js'

/** The function of that name, entry by entry. Raises `ShapeError` for unknown functions and for shapes that differ. */
export function entrywiseCall(context: Context, name: string, args: readonly Operand[], syntax: Syntax): Operand {
  if (isOwn(context, name)) return formula(context, args, syntax, parts => call(name, parts))
  if (row(name) === undefined && logarithmBase(name) === undefined)
    refuse(
      context,
      syntax,
      `what ${name} does to a vector or matrix is not known`,
      `declare it as a function, ${name}:function, that applies entry by entry`,
    )
  return formula(context, args, syntax, parts => applied(name, parts))
}

/** A function of the caller's own, or a derivative of one: entry by entry as all others. */
const isOwn = ({ own }: Context, head: string): boolean => own?.has(readFormal(head).name) === true

/** What a scalar formula of the operands is, entry by entry. */
export function formula(
  context: Context,
  given: readonly Operand[],
  syntax: Syntax,
  make: (parts: Expr[]) => Expr,
): Operand {
  const args = broadcast(context, given)
  const first = leader(context, args, () => undefined) ?? args[0]
  if (first === undefined || args.every(a => a.e !== undefined)) return scalar(make(args.map(a => a.e as Expr)), syntax)
  const indices = unionOf(args.map(a => a.indices))
  const values = new Map<string, Node>()
  const parts = args.map((a, k): Expr => {
    if (a.e !== undefined) return a.e
    const name = `?${k}`
    values.set(name, isScalar(a) && a.indices.length === 0 ? nodeOf(context, a) : spread(context, a, first, indices))
    return sym(name)
  })
  const e = make(parts)
  requireKnown(context, e, syntax)
  return mapped(context, elementwise(context.space, e, values), indices, like(first, syntax))
}

/** Refuses formulas with structure that is no function of numbers: lists, derivatives, unknown functions. */
function requireKnown(context: Context, e: Expr, syntax: Syntax): void {
  for (const part of postorder(e)) {
    if (part.kind !== 'call' || STRUCTURE.has(part.head) || row(part.head) !== undefined) continue
    if (isOwn(context, part.head)) continue
    refuse(context, syntax, `${textOf(context, { syntax })} cannot be taken entry by entry`)
  }
}

const STRUCTURE: ReadonlySet<string> = new Set(['add', 'mul', 'pow'])
