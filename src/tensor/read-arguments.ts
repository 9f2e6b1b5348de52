/** What functions of vectors and matrices take: the checks of their arguments. */
import type { Syntax } from '../parse/syntax.js'
import type { Dim } from './node.js'
import { sizeFrom } from './read-declarations.js'
import { type Desk, described, type Operand, type Origin, refuse, sizesOf, textOf } from './read-operand.js'
import * as op from './read-operators.js'

export type Apply = (desk: Desk, args: readonly Operand[], syntax: Syntax & { kind: 'call' }) => Operand

export type Arg = Operand
export const here = (desk: Desk, syntax: Syntax): Origin => {
  const { source } = desk
  return () => textOf({ ...desk, source }, { syntax })
}

/** Refuses all but vectors. */
export function requireVector(desk: Desk, o: Operand, what: string): Dim {
  const [n, more] = sizesOf(o)
  if (n === undefined || more !== undefined) refuse(desk, o.syntax, `${described(desk, o)}: ${what} takes vectors`)
  return n
}

export function requireMatrix(desk: Desk, o: Operand, what: string): void {
  if (!op.isMatrix(o)) refuse(desk, o.syntax, `${described(desk, o)}: ${what} takes a matrix`)
}

/** A size among the arguments of ones, eye, reshape. */
export function sizeArgument(desk: Desk, o: Operand): Dim {
  const problem = o.e === undefined ? 'it is no number' : sizeFrom(o.e)
  if (typeof problem === 'string')
    refuse(
      desk,
      o.syntax,
      `${textOf(desk, o)} is no size: ${problem}`,
      'a size is a whole number, a name, or a polynomial in names',
    )
  return problem
}
