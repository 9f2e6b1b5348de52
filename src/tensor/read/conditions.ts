/**
 * Comparisons and choices entry by entry: `if(x > 0, x, 0)`, `x > 0 ? x : 0`. A condition on scalars alone does not choose between
 * vectors or matrices.
 */
import { RELATIONS } from '../../parse/build.js'
import type { Syntax } from '../../parse/syntax.js'
import type { Frame, Walk } from './frame.js'
import { type Context, nodeOf, type Operand, refuse, textOf, unionOf } from './operand.js'
import { broadcast, isScalar, leader, like, mapped, spread } from './operators.js'

/** Refuses a condition where a number is wanted, and the reverse. */
export function checkKind(context: Context, o: Operand, wanted: 'may' | 'must' | undefined): void {
  if (o.condition && wanted === undefined)
    refuse(
      context,
      o.syntax,
      `${textOf(context, o)} is a condition, where a number is needed`,
      'write if(condition, 1, 0)',
    )
  if (!o.condition && wanted === 'must')
    refuse(
      context,
      o.syntax,
      `${textOf(context, o)} is no condition on entries`,
      'compare entries, as in x > 0; a scalar multiplies: if(t > 0, 1, 0)*x',
    )
}

/** A node over the operands, which have one shape or are scalars. */
function together(context: Context, head: string, given: readonly Operand[], syntax: Syntax): Operand {
  const args = broadcast(context, given)
  const first = leader(context, args, () => undefined) ?? (args[0] as Operand)
  const indices = unionOf(args.map(a => a.indices))
  const nodes = args.map(a =>
    isScalar(a) && a.indices.length === 0 ? nodeOf(context, a) : spread(context, a, first, indices),
  )
  return mapped(context, context.space.map(head, nodes), indices, like(first, syntax))
}

/** A comparison, or conditions joined. */
export const condition = (context: Context, head: string, args: readonly Operand[], syntax: Syntax): Operand => ({
  ...together(context, head, args, syntax),
  condition: true,
})

/** `a < b < c` is a < b and b < c. */
export function relation(walk: Walk, s: Syntax & { kind: 'relation' }): Frame {
  const parts: Syntax[] = []
  const heads: string[] = []
  let left: Syntax = s
  for (; left.kind === 'relation'; left = left.left) {
    parts.push(left.right)
    heads.push(RELATIONS.get(left.sign) as string)
  }
  parts.push(left)
  parts.reverse()
  heads.reverse()
  const combine = (sides: readonly Operand[]): Operand => {
    const links = heads.map((head, k) => condition(walk, head, [sides[k] as Operand, sides[k + 1] as Operand], s))
    return links.length === 1 ? (links[0] as Operand) : condition(walk, 'and', links, s)
  }
  return { built: [], next: built => parts[built.length], combine }
}

/** Values and conditions in turn, and at the end a value. */
export function choice(walk: Walk, parts: readonly Syntax[], s: Syntax): Frame {
  if (parts.length % 2 === 0)
    return {
      built: [],
      next: () => undefined,
      combine: () => refuse(walk, s, 'a choice ends with a value for all other cases'),
    }
  return {
    built: [],
    next: built => parts[built.length],
    combine: built => together(walk, 'piecewise', built, s),
    condition: place => (place % 2 === 1 ? 'must' : undefined),
  }
}
