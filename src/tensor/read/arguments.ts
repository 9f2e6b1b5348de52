/** What functions of vectors and matrices take: the checks of their arguments. */
import type { Syntax } from '../../parse/syntax.js'
import type { Dim } from '../node.js'
import { sizeFrom } from './declarations.js'
import { type Context, type Operand, type Origin, refuse, sizesOf, textOf, unfit } from './operand.js'
import * as op from './operators.js'

export type Apply = (context: Context, args: readonly Operand[], syntax: Syntax & { kind: 'call' }) => Operand

export type Arg = Operand
export const here = (context: Context, syntax: Syntax): Origin => {
  const { source } = context
  return () => textOf({ ...context, source }, { syntax })
}

/** Refuses all but vectors. */
export function requireVector(context: Context, o: Operand, what: string): Dim {
  const [n, more] = sizesOf(o)
  if (n === undefined || more !== undefined) unfit(context, o, `${what} takes vectors`)
  return n
}

export function requireMatrix(context: Context, o: Operand, what: string): void {
  if (!op.isMatrix(o)) unfit(context, o, `${what} takes a matrix`)
}

/** A size among the arguments of ones, eye, reshape. */
export function sizeArgument(context: Context, o: Operand): Dim {
  const problem = o.e === undefined ? 'it is no number' : sizeFrom(o.e)
  if (typeof problem === 'string')
    refuse(
      context,
      o.syntax,
      `${textOf(context, o)} is no size: ${problem}`,
      'a size is a whole number, a name, or a polynomial in names',
    )
  return problem
}
