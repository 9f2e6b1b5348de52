/**
 * Products: the product of matrices with its rows, columns and scalars, and those that are written beside it (`.*`, `./`, `@`, `\\`, `⊗`).
 * What does not fit is refused with what would.
 */
import { BudgetError } from '../../errors.js'
import { div, minusOne, one } from '../../expr/build.js'
import { wholeOf } from '../../expr/numbers.js'
import type { Syntax } from '../../parse/syntax.js'
import type { Dim } from '../node.js'
import { Chain } from './chain.js'
import {
  type Context,
  described,
  einsum,
  inOrder,
  type Operand,
  orderOf,
  plane,
  refuse,
  sizesOf,
  textOf,
  unfit,
} from './operand.js'
import {
  agree,
  entrywise,
  factorText,
  flipped,
  inverse,
  isScalar,
  isVector,
  MOST_FACTORS,
  raised,
  sameShape,
} from './operators.js'
import { sizeText } from './sizes.js'

/** A factor with the sign before it: `*` (or nothing), `/`, `.*`, `./`, `@`, `\`, and the signs that stand for them. */
export interface Link {
  readonly of: Operand
  readonly sign: string
  /** The product up to and with this factor. */
  readonly syntax: Syntax
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['÷', '/'],
  ['∕', '/'],
  ['⊙', '.*'],
  ['∘', '.*'],
  ['⊘', './'],
])
/** The products that no chain takes and that are functions as well. */
export interface Functions {
  readonly kron: (a: Operand, b: Operand, syntax: Syntax) => Operand
  readonly cross: (a: Operand, b: Operand, syntax: Syntax) => Operand
}

/** A product from left to right. */
export function product(context: Context, first: Operand, links: readonly Link[], functions: Functions): Operand {
  let chain = new Chain(context, first)
  let before = first
  for (const { of, sign: written, syntax } of links) {
    if (before.row && before.node?.kind === 'variable' && of.node?.kind === 'variable')
      context.space.wroteBefore(before.node, of.node)
    before = of
    if (chain.length >= MOST_FACTORS)
      throw new BudgetError('factors', `a product has more than ${MOST_FACTORS} matrices`)
    const sign = SIGNS.get(written) ?? written
    if (!taken(chain, of, sign)) chain = new Chain(context, joined(context, chain.whole(), of, sign, syntax, functions))
    chain.syntax = syntax
  }
  return chain.whole()
}

/** Whether the factor could be joined to the chain. */
function taken(chain: Chain, b: Operand, sign: string): boolean {
  switch (sign) {
    case '@':
    case '\\':
    case '⊗':
      return false
    case '/':
    case './':
      if (b.e !== undefined) chain.scale(div(one, b.e))
      return b.e !== undefined || ((sign === './' || isScalar(b)) && chain.timesEntries(b, true))
    case '.*':
      if (b.e !== undefined) chain.scale(b.e)
      return b.e !== undefined || chain.timesEntries(b, false)
    default:
      if (b.e !== undefined) chain.scale(b.e)
      if (b.e !== undefined) return true
      return chain.order === 0 || isScalar(b) ? chain.timesEntries(b, false) : chain.timesMatrix(b)
  }
}

/** The products that no chain takes, and the refusal of those that do not fit. */
function joined(context: Context, a: Operand, b: Operand, sign: string, syntax: Syntax, functions: Functions): Operand {
  switch (sign) {
    case './':
      return entrywise(context, a, raised(context, b, minusOne, b.syntax), syntax, './')
    case '.*':
      return entrywise(context, a, b, syntax, '.*')
    case '/':
      return unfit(context, b, 'it cannot divide', divisionHint(context, a, b))
    case '\\':
      return solved(context, a, b, syntax)
    case '⊗':
      return functions.kron(a, b, syntax)
    case '@':
      return numpyProduct(context, a, b, syntax)
    case '×':
      return isVector(a) && isVector(b) && a.row === b.row && wholeOf(sizesOf(a)[0] as Dim) === 3
        ? functions.cross(a, b, syntax)
        : multiplied(context, a, b, syntax)
    case '·':
    case '⋅':
      return isVector(a) && isVector(b) && a.row === b.row && sameShape(context, a, b)
        ? contracted(context, a, b, syntax)
        : multiplied(context, a, b, syntax)
    default:
      return multiplied(context, a, b, syntax)
  }
}

function divisionHint(context: Context, a: Operand, b: Operand): string {
  const [l, r] = [factorText(context, a), factorText(context, b)]
  const shape = sizesOf(b)
  const square = shape.length === 2 && agree(context, shape[0] as Dim, shape[1] as Dim)
  return `write ${l}./${r} to divide entry by entry${square ? `, ${l}*inv(${textOf(context, b)}) for the inverse` : ''}`
}

/** The product of matrices, of which some may be rows, columns or scalars. */
export function multiplied(context: Context, a: Operand, b: Operand, syntax: Syntax): Operand {
  if (isScalar(a) || isScalar(b)) return entrywise(context, a, b, syntax, '*')
  const [p, q] = [plane(a), plane(b)]
  if (!p || !q)
    refuse(
      context,
      syntax,
      `${described(context, p ? b : a)}: a matrix product takes at most two axes`,
      'write a sum over indices: sum(k, T[i,j,k]*x[k])',
    )
  const outer = isVector(a) && !a.row && isVector(b) && b.row
  if (!outer && (wholeOf(p[1]) === 1 || wholeOf(q[0]) === 1 || !context.sizes.same(p[1], q[0])))
    mismatch(context, a, b, p, q)
  return outer ? outerOf(context, a, b, syntax) : contracted(context, a, b, syntax)
}

/** Sums over the last axis of `a` and the first of `b`. */
export function contracted(context: Context, a: Operand, b: Operand, syntax: Syntax): Operand {
  const [s, t] = [sizesOf(a), sizesOf(b)]
  const left = s.slice(0, -1)
  const right = t.slice(1)
  const inner = left.length + right.length
  const parts = [
    { of: a, at: [...left.keys(), inner] },
    { of: b, at: [inner, ...[...right.keys()].map(k => k + left.length)] },
  ]
  const origins = [...a.origins.slice(0, -1), ...b.origins.slice(1)]
  const row = left.length === 0 && right.length === 1
  return einsum(context, { parts, shape: [...left, ...right], bound: [s.at(-1) as Dim] }, { row, origins, syntax })
}

/** Every entry of the one times every entry of the other. */
export function outerOf(context: Context, a: Operand, b: Operand, syntax: Syntax): Operand {
  const offset = orderOf(a)
  const parts = [
    { of: a, at: inOrder(a) },
    { of: b, at: inOrder(b).map(k => k + offset) },
  ]
  return einsum(
    context,
    { parts, shape: [...sizesOf(a), ...sizesOf(b)] },
    { origins: [...a.origins, ...b.origins], syntax },
  )
}

type Plane = readonly [Dim, Dim]

function mismatch(context: Context, a: Operand, b: Operand, p: Plane, q: Plane): never {
  const sides = isVector(a) && isVector(b) && a.row === b.row
  const kind = a.row ? 'rows' : 'columns'
  const why = sides
    ? `two ${kind} have no matrix product`
    : `the sizes ${sizeText(context.sizes.known(p[1]))} and ${sizeText(context.sizes.known(q[0]))} between them differ`
  const fits = [
    ...(sameShape(context, a, b) ? [`${factorText(context, a)}.*${factorText(context, b)}`] : []),
    ...(agree(context, p[0], q[0]) ? [`${flipped(context, a)}*${factorText(context, b)}`] : []),
    ...(agree(context, p[1], q[1]) ? [`${factorText(context, a)}*${flipped(context, b)}`] : []),
    ...(agree(context, q[1], p[0]) && !sides ? [`${factorText(context, b)}*${factorText(context, a)}`] : []),
  ]
  const hint = fits.length === 0 ? undefined : `what fits: ${fits.join(', ')}`
  refuse(context, b.syntax, `${described(context, a)}, and ${described(context, b)}: ${why}`, hint)
}

/** NumPy's `@`: of two vectors the dot product, of a vector and a matrix the product with its rows. */
function numpyProduct(context: Context, a: Operand, b: Operand, syntax: Syntax): Operand {
  if (isScalar(a) || isScalar(b))
    refuse(context, syntax, `@ multiplies matrices, and ${described(context, isScalar(a) ? a : b)}`, 'write *')
  if (!isVector(a) || a.row || b.row) return multiplied(context, a, b, syntax)
  const [p, q] = [plane(a) as Plane, plane(b)]
  if (!q || !context.sizes.same(p[0], q[0])) mismatch(context, a, b, p, q ?? p)
  return { ...contracted(context, a, b, syntax), row: false }
}

/** `A\b` is inv(A)*b. */
function solved(context: Context, a: Operand, b: Operand, syntax: Syntax): Operand {
  if (isScalar(a)) return entrywise(context, raised(context, a, minusOne, a.syntax), b, syntax, '\\')
  return multiplied(context, inverse(context, a, a.syntax), b, syntax)
}
