/**
 * Transposes of forms: at the leaves where that is shorter. Each form is turned once, parts first, without recursion: what is nested deep is
 * made of the same parts again and again.
 */
import { append } from '../expr/args.js'
import { one } from '../expr/build.js'
import { type Call, type Expr, isCall, rawCall } from '../expr/node.js'
import { compare, equal } from '../expr/order.js'
import { fold } from '../expr/walk.js'
import { lengthOf, product, shortest } from './forms.js'
import { operationNamed } from './functions/table.js'
import { ALL, apply, filled, HEAD, isFunction } from './heads.js'

export class Transposer {
  /** The names that equal their transposes. */
  readonly #symmetric: ReadonlySet<string>
  readonly #done = new Map<Expr, Expr>()

  constructor(symmetric: ReadonlySet<string>) {
    this.#symmetric = symmetric
  }

  /** The transpose. */
  readonly turn = (e: Expr): Expr => {
    const open = [e]
    for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
      const parts = this.#done.has(next) ? [] : turnedParts(next).filter(p => !this.#done.has(p))
      append(open, parts)
      if (parts.length > 0) continue
      if (!this.#done.has(next)) this.#done.set(next, this.#transposed(next))
      open.pop()
    }
    return this.#turned(e)
  }

  /** The transpose of a part. */
  readonly #turned = (e: Expr): Expr => this.#done.get(e) as Expr

  #transposed(e: Expr): Expr {
    if (e.kind === 'sym') return this.#symmetric.has(e.name) ? e : rawCall(HEAD.transpose, [e])
    if (e.kind === 'num') return e
    switch (e.head) {
      case HEAD.transpose:
        return e.args[0] as Expr
      case HEAD.filled:
        return filled(
          e.args.length === 1 ? [one, ...e.args] : e.args[0] === one ? e.args.slice(1) : [...e.args].reverse(),
        )
      case HEAD.single:
        return e
      case HEAD.entry:
        return this.#turnedEntry(e)
      case HEAD.rows:
        return rawCall(HEAD.columns, e.args.map(this.#turned))
      case HEAD.columns:
        return rawCall(HEAD.rows, e.args.map(this.#turned))
      case HEAD.minus:
      case HEAD.power:
        return rawCall(e.head, [this.#turned(e.args[0] as Expr), ...e.args.slice(1)])
      case HEAD.scaled:
        return rawCall(HEAD.scaled, [...e.args.slice(0, 2), this.#turned(e.args[2] as Expr)])
      case HEAD.product:
        return shortest(product(...[...e.args].reverse().map(this.#turned)), rawCall(HEAD.transpose, [e]))
      case HEAD.sum:
      case HEAD.times:
      case HEAD.over: {
        // Through the operator only where no transposes are added by it.
        const inside = rawCall(e.head, e.args.map(this.#turned))
        if (isSameSum(inside, e)) return e
        return lengthOf(inside) <= lengthOf(e) ? inside : rawCall(HEAD.transpose, [e])
      }
      default:
        return this.#transposedCall(e)
    }
  }

  /** A column of a symmetric matrix as its row, and back. */
  #turnedEntry(e: Call): Expr {
    const [of, row, column] = e.args as [Expr, Expr, Expr?]
    const isOne = column !== undefined && (row === ALL) !== (column === ALL) && isSymmetricForm(of, this.#turned)
    return isOne ? rawCall(HEAD.entry, [of, column, row]) : rawCall(HEAD.transpose, [e])
  }

  #transposedCall(e: Call): Expr {
    if (isCall(e, 'list') && e.args.every(row => isCall(row, 'list'))) return turnedRows(e.args as readonly Call[])
    if (isFunction(e, 'eye')) return e
    if (isFunction(e, 'diag') && e.args.length === 1) return e
    if (isFunction(e, 'ones') || isFunction(e, 'zeros'))
      return e.args.length === 2 ? rawCall(e.head, [...e.args].reverse()) : rawCall(HEAD.transpose, [e])
    const [only] = e.args
    if (isFunction(e, 'inv')) {
      const turned = this.#turned(only as Expr)
      if (isSameSum(turned, only as Expr)) return e
      return isCall(turned, HEAD.transpose)
        ? rawCall(HEAD.transpose, [e])
        : shortest(apply('inv', turned), rawCall(HEAD.transpose, [e]))
    }
    if (isFunction(e, 'skew')) return rawCall(HEAD.minus, [e])
    if (isFunction(e, 'tril') || isFunction(e, 'triu')) {
      const other = apply(isFunction(e, 'tril') ? 'triu' : 'tril', this.#turned(only as Expr))
      return lengthOf(other) <= lengthOf(e) ? other : rawCall(HEAD.transpose, [e])
    }
    if (only !== undefined && passes(e) && isSameSum(this.#turned(only), only)) return e
    // A function entry by entry of a transpose.
    if (e.args.length === 1 && !e.head.startsWith('@') && isCall(only, HEAD.transpose))
      return rawCall(e.head, [only.args[0] as Expr])
    return rawCall(HEAD.transpose, [e])
  }
}

/** The matrix of the columns of a literal as rows. */
const turnedRows = (rows: readonly Call[]): Expr =>
  rawCall(
    'list',
    rows[0]?.args.map((_, k) =>
      rawCall(
        'list',
        rows.map(row => row.args[k] as Expr),
      ),
    ) ?? [],
  )

/** The parts whose transposes are asked for. */
function turnedParts(e: Expr): readonly Expr[] {
  if (e.kind !== 'call') return []
  switch (e.head) {
    case HEAD.transpose:
    case HEAD.filled:
    case HEAD.single:
      return []
    case HEAD.rows:
    case HEAD.columns:
    case HEAD.product:
    case HEAD.sum:
    case HEAD.times:
    case HEAD.over:
      return e.args
    case HEAD.minus:
    case HEAD.power:
    case HEAD.entry:
      return e.args.slice(0, 1)
    case HEAD.scaled:
      return e.args.slice(2)
    default:
      return ['inv', 'tril', 'triu'].some(name => isFunction(e, name)) || passes(e) ? e.args.slice(0, 1) : []
  }
}

/** Whether the function of a symmetric matrix is one. */
const passes = (e: Call): boolean =>
  e.args.length === 1 && (!e.head.startsWith('@') || operationNamed(e.head.slice(1))?.facts.transpose === 'kept')

/** Whether a form equals its transpose; of the identity a column is a unit vector, and stays one. */
export const isSymmetricForm = (of: Expr, turn: (e: Expr) => Expr): boolean =>
  !isFunction(of, 'eye') && isSameSum(turn(of), of)

/** Whether two forms are one, whatever the order of the terms of the sums in them. */
export const isSameUpToOrder = (a: Expr, b: Expr): boolean =>
  equal(a, b) || (a.size === b.size && equal(withTermsSorted(a), withTermsSorted(b)))

const withTermsSorted = (e: Expr): Expr =>
  fold<Expr>(e, (part, args) =>
    part.kind === 'call' ? rawCall(part.head, part.head === HEAD.sum ? [...args].sort(compare) : args) : part,
  )

/** Whether two forms are one, whatever the order of the terms of a sum. */
function isSameSum(a: Expr, b: Expr): boolean {
  if (equal(a, b)) return true
  if (!isCall(a, HEAD.sum) || !isCall(b, HEAD.sum) || a.args.length !== b.args.length) return false
  return a.args.every(t => b.args.some(s => equal(s, t))) && b.args.every(t => a.args.some(s => equal(s, t)))
}
