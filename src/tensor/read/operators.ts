/**
 * The operators: sums, the matrix product, entrywise operators, powers, transposes, `A\b`. Each checks its shapes and says of operands
 * that do not fit what would. Rules of section 4 of the language: `*` is the product of matrices and of scalars, `.*` entry by entry,
 * a scalar is added to every entry.
 */

import { BudgetError } from '../../errors.js'
import { add, half, minusOne, neg, pow } from '../../expr/build.js'
import { type Expr, isCall } from '../../expr/node.js'
import { wholeOf } from '../../expr/numbers.js'
import { equal } from '../../expr/order.js'
import type { Syntax } from '../../parse/syntax.js'
import type { Dim } from '../node.js'
import {
  aligned,
  type Context,
  described,
  type Einsum,
  einsum,
  inOrder,
  nodeOf,
  type Operand,
  type Origin,
  orderOf,
  own,
  plane,
  refuse,
  renamed,
  scalar,
  scaled,
  sizesOf,
  sumOf,
  type Traits,
  textOf,
  unfit,
  unionOf,
} from './operand.js'
import { sizeText } from './sizes.js'

/** The highest power of a matrix that is written out, and the most tensors in one product. */
export const MOST_FACTORS = 1000

export const isScalar = (o: Operand): boolean => orderOf(o) === 0
export const isVector = (o: Operand): boolean => orderOf(o) === 1
export const isMatrix = (o: Operand): boolean => orderOf(o) === 2

/** The look of a result that has the axes of an operand. */
export const like = ({ row, origins }: Operand, syntax: Syntax): Traits => ({ row, origins, syntax })

/** Whether two operands have the same own axes. */
export function sameShape(context: Context, a: Operand, b: Operand): boolean {
  const [p, q] = [sizesOf(a), sizesOf(b)]
  if (p.length !== q.length || (p.length === 1 && a.row !== b.row)) return false
  return p.every((d, k) => context.sizes.same(d, q[k] as Dim))
}

/** The one that says what shape an entrywise result has: the first that is no scalar. All others must fit it. */
export function leader(
  context: Context,
  all: readonly Operand[],
  hint: (a: Operand, b: Operand) => string | undefined,
): Operand | undefined {
  const first = all.find(o => !isScalar(o))
  for (const o of all) {
    if (first === undefined || isScalar(o) || o === first || sameShape(context, first, o)) continue
    clash(context, first, o, hint(first, o))
  }
  return first
}

function clash(context: Context, a: Operand, b: Operand, hint: string | undefined): never {
  const message = `${described(context, a)}, and ${described(context, b)}: they have not the same shape`
  refuse(context, b.syntax, message, hint)
}

/**
 * Operands for an entrywise operation: beside a matrix a row is repeated for each of its rows, and a column for each of its columns. Beside
 * a square matrix the name of a vector alone is refused, for NumPy would repeat it as a row.
 */
export function broadcast(context: Context, all: readonly Operand[]): readonly Operand[] {
  const matrix = all.find(isMatrix)
  if (matrix === undefined || !all.some(isVector)) return all
  const [m, n] = sizesOf(matrix) as [Dim, Dim]
  return all.map(o => {
    const [size] = sizesOf(o)
    if (!isVector(o) || size === undefined || !context.sizes.same(size, o.row ? n : m)) return o
    if (!o.row && o.node?.kind === 'variable' && agree(context, m, n)) return o
    return einsum(context, { parts: [{ of: o, at: [o.row ? 1 : 0] }], shape: [m, n] }, like(matrix, o.syntax))
  })
}

/** How to write a vector beside a matrix whose rows or columns it could be. */
function repeatedHint(context: Context, a: Operand, b: Operand): string | undefined {
  const [matrix, vector] = isMatrix(a) ? [a, b] : [b, a]
  if (!isMatrix(matrix) || !isVector(vector)) return undefined
  const [m, n] = sizesOf(matrix) as [Dim, Dim]
  const text = factorText(context, vector)
  const [size] = sizesOf(vector) as [Dim]
  const column = vector.row ? `(${text})'` : text
  const rows = agree(context, size, n) ? `ones(${sizeText(m)})*${vector.row ? text : `${text}'`}` : undefined
  const columns = agree(context, size, m) ? `${column}*ones(${sizeText(n)})'` : undefined
  const ways = [rows, columns].filter(w => w !== undefined)
  return ways.length === 0
    ? undefined
    : `write ${ways.join(' for each row, ')}${ways.length === 2 ? ' for each column' : ''}`
}

// ── sums ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A term of a sum and whether it is subtracted. */
export interface Signed {
  readonly of: Operand
  readonly negative: boolean
}

export function sum(context: Context, given: readonly Signed[], syntax: Syntax): Operand {
  const all = broadcast(
    context,
    given.map(t => t.of),
  )
  const terms = given.map((t, k) => ({ ...t, of: all[k] as Operand }))
  const first = leader(context, all, (a, b) => repeatedHint(context, a, b) ?? transposedHint(context, a, b, '+'))
  const plain = terms.filter(t => t.of.e !== undefined)
  const constant = add(...plain.map(t => (t.negative ? neg(t.of.e as Expr) : (t.of.e as Expr))))
  if (plain.length === terms.length) return scalar(constant, syntax)
  const einsums = terms
    .filter(t => t.of.e === undefined)
    .map(({ of, negative }): Einsum => {
      return { parts: [{ of, at: inOrder(of) }], shape: [], ...(negative && { coefficient: minusOne }) }
    })
  if (plain.length > 0) einsums.push({ parts: [], shape: [], coefficient: constant })
  const traits = first === undefined ? { origins: [], syntax } : like(first, syntax)
  return sumOf(context, einsums, first === undefined ? [] : sizesOf(first), traits)
}

function transposedHint(context: Context, a: Operand, b: Operand, sign: string): string | undefined {
  const [p, q] = [plane(a), plane(b)]
  if (!p || !q || !agree(context, p[0], q[1]) || !agree(context, p[1], q[0])) return undefined
  return `write ${factorText(context, a)} ${sign} ${flipped(context, b)}`
}

/** Whether two sizes are known to be the same. */
export function agree(context: Context, a: Dim, b: Dim): boolean {
  if (context.sizes.isOpen(a) || context.sizes.isOpen(b)) return false
  return context.sizes.same(a, b)
}

export const negated = (context: Context, o: Operand, syntax: Syntax): Operand => {
  return o.e === undefined ? scaled(context, o, minusOne, syntax) : scalar(neg(o.e), syntax)
}

/** Entry by entry. */
export function entrywise(context: Context, left: Operand, right: Operand, syntax: Syntax, sign: string): Operand {
  const [a, b] = broadcast(context, [left, right]) as [Operand, Operand]
  const first =
    leader(context, [a, b], (x, y) => repeatedHint(context, x, y) ?? transposedHint(context, x, y, sign)) ?? a
  const parts = [a, b].map(of => ({ of, at: inOrder(of) }))
  return einsum(context, { parts, shape: sizesOf(first) }, like(first, syntax))
}

// ── transposes, inverses, powers ────────────────────────────────────────────────────────────────────────────────

export function transposed(context: Context, o: Operand, syntax: Syntax): Operand {
  switch (orderOf(o)) {
    case 0:
      return renamed(o, syntax)
    case 1:
      return { ...o, row: !o.row, syntax }
    case 2: {
      const [m, n] = sizesOf(o) as [Dim, Dim]
      return einsum(
        context,
        { parts: [{ of: o, at: [1, 0] }], shape: [n, m] },
        { origins: [...o.origins].reverse(), syntax },
      )
    }
    default:
      return refuse(
        context,
        syntax,
        `${described(context, o)}: only a matrix has a transpose`,
        'write [j,i,k;] T[i,j,k] for other orders of the axes',
      )
  }
}

/** Refuses what is no square matrix; a number is one of one row. */
export function requireSquare(context: Context, o: Operand, what: string, hint?: string): void {
  const p = plane(o)
  if (p && !isVector(o) && context.sizes.same(p[0], p[1])) return
  unfit(context, o, `${what} needs a square matrix`, hint)
}

/** Refuses what depends on an index, where the operation cannot be done for each place. */
export function requireNoIndex(context: Context, o: Operand, what: string): void {
  const [index] = o.indices
  if (index) refuse(context, o.syntax, `${what} of a matrix for each ${index.name} cannot be written here`)
}

export function inverse(context: Context, o: Operand, syntax: Syntax): Operand {
  requireSquare(context, o, 'an inverse')
  if (isScalar(o)) return raised(context, o, minusOne, syntax)
  requireNoIndex(context, o, 'the inverse')
  return own(context, context.space.operation('inv', nodeOf(context, o)), like(o, syntax))
}

/** Entry by entry to a scalar power. */
export function raised(context: Context, o: Operand, power: Expr, syntax: Syntax): Operand {
  if (o.e !== undefined) return scalar(pow(o.e, power), syntax)
  return einsum(context, { parts: [{ of: o, at: inOrder(o), power }], shape: sizesOf(o) }, like(o, syntax))
}

/** `a.^b`: both may be scalars or of one shape. */
export function raisedEntrywise(context: Context, left: Operand, right: Operand, syntax: Syntax): Operand {
  if (right.e !== undefined) return raised(context, left, right.e, syntax)
  const [a, b] = broadcast(context, [left, right]) as [Operand, Operand]
  const first = leader(context, [a, b], (x, y) => transposedHint(context, x, y, '.^')) ?? a
  const indices = unionOf([a.indices, b.indices])
  const exponent = isScalar(b) && indices.length === 0 ? nodeOf(context, b) : spread(context, b, first, indices)
  if (a.e !== undefined && isCall(a.e, 'e'))
    return mapped(context, context.space.map('exp', [exponent]), indices, like(first, syntax))
  const base = isScalar(a) && indices.length === 0 ? nodeOf(context, a) : spread(context, a, first, indices)
  return mapped(context, context.space.map('pow', [base, exponent]), indices, like(first, syntax))
}

/** The node over the given indices and the own axes of `first`; a scalar without indices stays one. */
export function spread(
  context: Context,
  o: Operand,
  first: Operand,
  indices: readonly (typeof o.indices)[number][],
): Node0 {
  if (isScalar(o) && o.indices.length === 0) return nodeOf(context, o)
  if (orderOf(o) === orderOf(first)) return aligned(context, o, indices)
  const widened = einsum(context, { parts: [{ of: o, at: [] }], shape: sizesOf(first) }, like(first, o.syntax))
  return aligned(context, widened, indices)
}
type Node0 = ReturnType<typeof nodeOf>

/** The operand for a node over indices and own axes. */
export const mapped = (context: Context, node: Node0, indices: Operand['indices'], traits: Traits): Operand => {
  const o: Operand = { node, indices, row: traits.row ?? false, origins: traits.origins, syntax: traits.syntax }
  return indices.length > 0 ? o : own(context, node, traits)
}

/** `a^b`: a scalar base and exponent, or a whole power of a square matrix; `transpose` for the exponent T that is no name of the text. */
export function power(context: Context, a: Operand, b: Operand, syntax: Syntax): Operand {
  if (!isScalar(b))
    unfit(
      context,
      b,
      'an exponent is a scalar',
      `write ${factorText(context, a)}.^${factorText(context, b)} for powers entry by entry${isMatrix(b) && a.e && isCall(a.e, 'e') ? `, expm(${textOf(context, b)}) for the exponential of a matrix` : ''}`,
    )
  if (isScalar(a)) return raisedEntrywise(context, a, b, syntax)
  const n = wholeOf(b.e)
  const hint = `write ${factorText(context, a)}.^${factorText(context, b)} for powers entry by entry`
  if (n === undefined) {
    const root =
      b.e !== undefined && equal(b.e, half) && isMatrix(a)
        ? `, sqrtm(${textOf(context, a)}) for the square root of a matrix`
        : ''
    refuse(context, syntax, `${described(context, a)}: it can be raised to a whole number only`, hint + root)
  }
  requireSquare(context, a, 'a power', hint)
  if (Math.abs(n) > MOST_FACTORS)
    throw new BudgetError('factors', `the power ${n} of a matrix is too high; the limit is ${MOST_FACTORS}`)
  const base = n < 0 ? inverse(context, a, a.syntax) : a
  return wholePower(context, base, Math.abs(n), syntax)
}

function wholePower(context: Context, a: Operand, n: number, syntax: Syntax): Operand {
  const size = sizesOf(a)[0] as Dim
  const traits = like(a, syntax)
  if (n === 0) return einsum(context, { parts: [], shape: [size, size], deltas: [[0, 1]], indices: a.indices }, traits)
  const label = (k: number): number => (k === 0 ? 0 : k === n ? 1 : k + 1)
  const parts = Array.from({ length: n }, (_, k) => ({ of: a, at: [label(k), label(k + 1)] }))
  return einsum(context, { parts, shape: [size, size], bound: Array.from({ length: n - 1 }, () => size) }, traits)
}

/** The identity of a size. */
export const identity = (context: Context, n: Dim, origin: Origin, syntax: Syntax): Operand =>
  einsum(context, { parts: [], shape: [n, n], deltas: [[0, 1]] }, { origins: [origin, origin], syntax })

// ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────

const PRIMARY: ReadonlySet<Syntax['kind']> = new Set([
  'name',
  'number',
  'group',
  'list',
  'abs',
  'call',
  'index',
  'transpose',
])

export function factorText(context: Context, o: Operand): string {
  const text = textOf(context, o)
  return PRIMARY.has(o.syntax.kind) ? text : `(${text})`
}

/** The text of its transpose. */
export function flipped(context: Context, o: Operand): string {
  return o.syntax.kind === 'transpose'
    ? factorText(context, { ...o, syntax: o.syntax.of })
    : `${factorText(context, o)}'`
}
