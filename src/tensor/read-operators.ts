/**
 * The operators: sums, the matrix product, entrywise operators, powers, transposes, `A\b`. Each checks its shapes and says of operands
 * that do not fit what would. Rules of section 4 of the language: `*` is the product of matrices and of scalars, `.*` entry by entry,
 * a scalar is added to every entry.
 */

import { BudgetError } from '../errors.js'
import { add, half, minusOne, neg, num, pow } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import type { Syntax } from '../parse/syntax.js'
import type { Dim } from './node.js'
import {
  aligned,
  type Desk,
  described,
  einsum,
  inOrder,
  type Look,
  nodeOf,
  type Operand,
  type Origin,
  orderOf,
  own,
  plane,
  refuse,
  renamed,
  type Sketch,
  scalar,
  scaled,
  sizesOf,
  sumOf,
  textOf,
  unionOf,
} from './read-operand.js'
import { sizeText } from './read-sizes.js'

/** The highest power of a matrix that is written out, and the most tensors in one product. */
export const MOST_FACTORS = 1000

export const isScalar = (o: Operand): boolean => orderOf(o) === 0
export const isVector = (o: Operand): boolean => orderOf(o) === 1
export const isMatrix = (o: Operand): boolean => orderOf(o) === 2

/** The look of a result that has the axes of an operand. */
export const like = ({ row, origins }: Operand, syntax: Syntax): Look => ({ row, origins, syntax })

/** Whether two operands have the same own axes. */
export function sameShape(desk: Desk, a: Operand, b: Operand): boolean {
  const [p, q] = [sizesOf(a), sizesOf(b)]
  if (p.length !== q.length || (p.length === 1 && a.row !== b.row)) return false
  return p.every((d, k) => desk.sizes.same(d, q[k] as Dim))
}

/** The one that says what shape an entrywise result has: the first that is no scalar. All others must fit it. */
export function leader(
  desk: Desk,
  all: readonly Operand[],
  hint: (a: Operand, b: Operand) => string | undefined,
): Operand | undefined {
  const first = all.find(o => !isScalar(o))
  for (const o of all) {
    if (first === undefined || isScalar(o) || o === first || sameShape(desk, first, o)) continue
    clash(desk, first, o, hint(first, o))
  }
  return first
}

function clash(desk: Desk, a: Operand, b: Operand, hint: string | undefined): never {
  const message = `${described(desk, a)}, and ${described(desk, b)}: they have not the same shape`
  refuse(desk, b.syntax, message, hint)
}

/**
 * Operands for an entrywise operation: beside a matrix a row is repeated for each of its rows, and a column for each of its columns. Beside
 * a square matrix the name of a vector alone is refused, for NumPy would repeat it as a row.
 */
export function broadcast(desk: Desk, all: readonly Operand[]): readonly Operand[] {
  const matrix = all.find(isMatrix)
  if (matrix === undefined || !all.some(isVector)) return all
  const [m, n] = sizesOf(matrix) as [Dim, Dim]
  return all.map(o => {
    const [size] = sizesOf(o)
    if (!isVector(o) || size === undefined || !desk.sizes.same(size, o.row ? n : m)) return o
    if (!o.row && o.node?.kind === 'variable' && agree(desk, m, n)) return o
    return einsum(desk, { parts: [{ of: o, at: [o.row ? 1 : 0] }], shape: [m, n] }, like(matrix, o.syntax))
  })
}

/** How to write a vector beside a matrix whose rows or columns it could be. */
function repeatedHint(desk: Desk, a: Operand, b: Operand): string | undefined {
  const [matrix, vector] = isMatrix(a) ? [a, b] : [b, a]
  if (!isMatrix(matrix) || !isVector(vector)) return undefined
  const [m, n] = sizesOf(matrix) as [Dim, Dim]
  const text = factorText(desk, vector)
  const [size] = sizesOf(vector) as [Dim]
  const column = vector.row ? `(${text})'` : text
  const rows = agree(desk, size, n) ? `ones(${sizeText(m)})*${vector.row ? text : `${text}'`}` : undefined
  const columns = agree(desk, size, m) ? `${column}*ones(${sizeText(n)})'` : undefined
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

export function sum(desk: Desk, given: readonly Signed[], syntax: Syntax): Operand {
  const all = broadcast(
    desk,
    given.map(t => t.of),
  )
  const terms = given.map((t, k) => ({ ...t, of: all[k] as Operand }))
  const first = leader(desk, all, (a, b) => repeatedHint(desk, a, b) ?? transposedHint(desk, a, b, '+'))
  const plain = terms.filter(t => t.of.e !== undefined)
  const constant = add(...plain.map(t => (t.negative ? neg(t.of.e as Expr) : (t.of.e as Expr))))
  if (plain.length === terms.length) return scalar(constant, syntax)
  const sketches = terms
    .filter(t => t.of.e === undefined)
    .map(({ of, negative }): Sketch => {
      return { parts: [{ of, at: inOrder(of) }], shape: [], ...(negative && { coefficient: minusOne }) }
    })
  if (plain.length > 0) sketches.push({ parts: [], shape: [], coefficient: constant })
  const look = first === undefined ? { origins: [], syntax } : like(first, syntax)
  return sumOf(desk, sketches, first === undefined ? [] : sizesOf(first), look)
}

function transposedHint(desk: Desk, a: Operand, b: Operand, sign: string): string | undefined {
  const [p, q] = [plane(a), plane(b)]
  if (!p || !q || !agree(desk, p[0], q[1]) || !agree(desk, p[1], q[0])) return undefined
  return `write ${factorText(desk, a)} ${sign} ${flipped(desk, b)}`
}

/** Whether two sizes are known to be the same. */
export function agree(desk: Desk, a: Dim, b: Dim): boolean {
  if (desk.sizes.isOpen(a) || desk.sizes.isOpen(b)) return false
  return desk.sizes.same(a, b)
}

export const negated = (desk: Desk, o: Operand, syntax: Syntax): Operand => {
  return o.e === undefined ? scaled(desk, o, minusOne, syntax) : scalar(neg(o.e), syntax)
}

/** Entry by entry. */
export function entrywise(desk: Desk, left: Operand, right: Operand, syntax: Syntax, sign: string): Operand {
  const [a, b] = broadcast(desk, [left, right]) as [Operand, Operand]
  const first = leader(desk, [a, b], (x, y) => repeatedHint(desk, x, y) ?? transposedHint(desk, x, y, sign)) ?? a
  const parts = [a, b].map(of => ({ of, at: inOrder(of) }))
  return einsum(desk, { parts, shape: sizesOf(first) }, like(first, syntax))
}

// ── transposes, inverses, powers ────────────────────────────────────────────────────────────────────────────────

export function transposed(desk: Desk, o: Operand, syntax: Syntax): Operand {
  switch (orderOf(o)) {
    case 0:
      return renamed(o, syntax)
    case 1:
      return { ...o, row: !o.row, syntax }
    case 2: {
      const [m, n] = sizesOf(o) as [Dim, Dim]
      return einsum(
        desk,
        { parts: [{ of: o, at: [1, 0] }], shape: [n, m] },
        { origins: [...o.origins].reverse(), syntax },
      )
    }
    default:
      return refuse(
        desk,
        syntax,
        `${described(desk, o)}: only a matrix has a transpose`,
        'write [j,i,k;] T[i,j,k] for other orders of the axes',
      )
  }
}

/** Refuses what is no square matrix; a number is one of one row. */
export function requireSquare(desk: Desk, o: Operand, what: string, hint?: string): void {
  const p = plane(o)
  if (p && !isVector(o) && desk.sizes.same(p[0], p[1])) return
  refuse(desk, o.syntax, `${described(desk, o)}: ${what} needs a square matrix`, hint)
}

/** Refuses what depends on an index, where the operation cannot be done for each place. */
export function requireNoIndex(desk: Desk, o: Operand, what: string): void {
  const [index] = o.indices
  if (index) refuse(desk, o.syntax, `${what} of a matrix for each ${index.name} cannot be written here`)
}

export function inverse(desk: Desk, o: Operand, syntax: Syntax): Operand {
  requireSquare(desk, o, 'an inverse')
  if (isScalar(o)) return raised(desk, o, minusOne, syntax)
  requireNoIndex(desk, o, 'the inverse')
  return own(desk, desk.space.operation('inv', nodeOf(desk, o)), like(o, syntax))
}

/** Entry by entry to a scalar power. */
export function raised(desk: Desk, o: Operand, power: Expr, syntax: Syntax): Operand {
  if (o.e !== undefined) return scalar(pow(o.e, power), syntax)
  return einsum(desk, { parts: [{ of: o, at: inOrder(o), power }], shape: sizesOf(o) }, like(o, syntax))
}

/** `a.^b`: both may be scalars or of one shape. */
export function raisedEntrywise(desk: Desk, left: Operand, right: Operand, syntax: Syntax): Operand {
  if (right.e !== undefined) return raised(desk, left, right.e, syntax)
  const [a, b] = broadcast(desk, [left, right]) as [Operand, Operand]
  const first = leader(desk, [a, b], (x, y) => transposedHint(desk, x, y, '.^')) ?? a
  const indices = unionOf([a.indices, b.indices])
  const exponent = isScalar(b) && indices.length === 0 ? nodeOf(desk, b) : spread(desk, b, first, indices)
  if (a.e !== undefined && isCall(a.e, 'e'))
    return mapped(desk, desk.space.map('exp', [exponent]), indices, like(first, syntax))
  const base = isScalar(a) && indices.length === 0 ? nodeOf(desk, a) : spread(desk, a, first, indices)
  return mapped(desk, desk.space.map('pow', [base, exponent]), indices, like(first, syntax))
}

/** The node over the given indices and the own axes of `first`; a scalar without indices stays one. */
export function spread(desk: Desk, o: Operand, first: Operand, indices: readonly (typeof o.indices)[number][]): Node0 {
  if (isScalar(o) && o.indices.length === 0) return nodeOf(desk, o)
  if (orderOf(o) === orderOf(first)) return aligned(desk, o, indices)
  const widened = einsum(desk, { parts: [{ of: o, at: [] }], shape: sizesOf(first) }, like(first, o.syntax))
  return aligned(desk, widened, indices)
}
type Node0 = ReturnType<typeof nodeOf>

/** The operand for a node over indices and own axes. */
export const mapped = (desk: Desk, node: Node0, indices: Operand['indices'], look: Look): Operand => {
  const o: Operand = { node, indices, row: look.row ?? false, origins: look.origins, syntax: look.syntax }
  return indices.length > 0 ? o : own(desk, node, look)
}

/** `a^b`: a scalar base and exponent, or a whole power of a square matrix; `transpose` for the exponent T that is no name of the text. */
export function power(desk: Desk, a: Operand, b: Operand, syntax: Syntax): Operand {
  if (!isScalar(b))
    refuse(
      desk,
      b.syntax,
      `${described(desk, b)}: an exponent is a scalar`,
      `write ${factorText(desk, a)}.^${factorText(desk, b)} for powers entry by entry${isMatrix(b) && a.e && isCall(a.e, 'e') ? `, expm(${textOf(desk, b)}) for the exponential of a matrix` : ''}`,
    )
  if (isScalar(a)) return raisedEntrywise(desk, a, b, syntax)
  const n = b.e?.kind === 'num' ? b.e.value.smallInt() : undefined
  const hint = `write ${factorText(desk, a)}.^${factorText(desk, b)} for powers entry by entry`
  if (n === undefined) {
    const root =
      b.e !== undefined && equal(b.e, half) && isMatrix(a)
        ? `, sqrtm(${textOf(desk, a)}) for the square root of a matrix`
        : ''
    refuse(desk, syntax, `${described(desk, a)}: it can be raised to a whole number only`, hint + root)
  }
  requireSquare(desk, a, 'a power', hint)
  if (Math.abs(n) > MOST_FACTORS)
    throw new BudgetError('factors', `the power ${n} of a matrix is too high; the limit is ${MOST_FACTORS}`)
  const base = n < 0 ? inverse(desk, a, a.syntax) : a
  return wholePower(desk, base, Math.abs(n), syntax)
}

function wholePower(desk: Desk, a: Operand, n: number, syntax: Syntax): Operand {
  const size = sizesOf(a)[0] as Dim
  const look = like(a, syntax)
  if (n === 0) return einsum(desk, { parts: [], shape: [size, size], deltas: [[0, 1]], indices: a.indices }, look)
  const label = (k: number): number => (k === 0 ? 0 : k === n ? 1 : k + 1)
  const parts = Array.from({ length: n }, (_, k) => ({ of: a, at: [label(k), label(k + 1)] }))
  return einsum(desk, { parts, shape: [size, size], bound: Array.from({ length: n - 1 }, () => size) }, look)
}

/** The identity of a size. */
export const identity = (desk: Desk, n: Dim, origin: Origin, syntax: Syntax): Operand =>
  einsum(desk, { parts: [], shape: [n, n], deltas: [[0, 1]] }, { origins: [origin, origin], syntax })

export const numberOf = (n: number, syntax: Syntax): Operand => scalar(num(n), syntax)

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

/** The text of an operand as a factor. */
export function factorText(desk: Desk, o: Operand): string {
  const text = textOf(desk, o)
  return PRIMARY.has(o.syntax.kind) ? text : `(${text})`
}

/** The text of its transpose. */
export function flipped(desk: Desk, o: Operand): string {
  return o.syntax.kind === 'transpose' ? factorText(desk, { ...o, syntax: o.syntax.of }) : `${factorText(desk, o)}'`
}
