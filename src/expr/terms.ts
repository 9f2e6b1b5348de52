/**
 * The terms of sums: a coefficient and the rest, by which they are sorted and like ones found. And the sum of two, the step that is taken
 * most often. Nothing is made here for the sake of a comparison.
 */
import { ONE, type Rational } from '../number/rational.js'
import { requireNumber } from './kind.js'
import { bounded, FLAT } from './limits.js'
import { type Call, type Expr, HUGE, hugeSize, isCall, type Num, num, part, rawCall, rawPair, some } from './node.js'
import { compare } from './order.js'
import { isRoot, rootsApart } from './radical.js'

export interface Term {
  coefficient: Rational
  decimal: boolean
  /** What is multiplied by the coefficient, in a form that like terms share; where `tail`, all but its first factor. */
  readonly rest: Expr
  readonly tail: boolean
  /** The size of the rest. */
  readonly size: number
  /** The term as it came, while nothing was merged into it. */
  whole: Expr | undefined
}

/** The terms of a multiple of a sum. */
export const addendsOf = ({ rest, tail }: Term): readonly Expr[] | undefined =>
  !tail && isCall(rest, 'add') ? rest.args : undefined

/** The sum of two where nothing in them meets, without lists of terms. Undefined where something may. */
export function sumOfTwo(a: Expr, b: Expr): Expr | undefined {
  if (a.kind === 'num') return b.kind === 'num' ? sumOfNumbers(a, b) : withNumber(a, b)
  if (b.kind === 'num') return withNumber(b, a)
  if (isCall(a, 'add')) return isCall(b, 'add') ? undefined : insert(a, b)
  if (isCall(b, 'add')) return insert(b, a)
  const order = orderOfTerms(a, b)
  if (order === 0) return undefined
  return order < 0 ? rawPair('add', a, b) : rawPair('add', b, a)
}

const sumOfNumbers = (a: Num, b: Num): Num => num(bounded(a.value.add(b.value)), a.decimal || b.decimal)

/** 0 where two terms cannot stand side by side as they are. */
function orderOfTerms(a: Expr, b: Expr): number {
  requireNumber(a)
  requireNumber(b)
  const p = split(a)
  const q = split(b)
  return addendsOf(p) === undefined && addendsOf(q) === undefined ? compareRests(p, q) : 0
}

function withNumber(c: Num, e: Expr): Expr | undefined {
  if (c.value.isZero()) return undefined
  if (!isCall(e, 'add')) {
    requireNumber(e)
    return addendsOf(split(e)) === undefined ? rawPair('add', c, e) : undefined
  }
  const first = e.args[0] as Expr
  if (e.args.length > FLAT || some(e.args, isSumInside)) return undefined
  if (first.kind !== 'num') return rawCall('add', [c, ...e.args])
  const all = sumOfNumbers(c, first)
  if (!all.value.isZero()) return rawCall('add', [all, ...part(e.args, 1)])
  return e.args.length === 2 ? (e.args[1] as Expr) : rawCall('add', part(e.args, 1))
}

/** A sum, or a multiple of one, that was kept whole in a sum: see kept.ts. */
const isSumInside = (e: Expr): boolean =>
  isCall(e, 'add') || (isCall(e, 'mul') && e.args.length === 2 && isCall(e.args[1], 'add'))

/**
 * The common step of a sum that grows term by term: a new term into a sorted sum by bisection. Undefined where
 * that is not what is asked, or the sum has a like term.
 */
function insert(a: Call, b: Expr): Expr | undefined {
  if (a.args.length > FLAT) return undefined
  const term = split(b)
  if (addendsOf(term) !== undefined) return undefined
  let low = a.args[0]?.kind === 'num' ? 1 : 0
  let high = a.args.length
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compareRests(split(a.args[middle] as Expr), term)
    if (order === 0) return undefined
    if (order < 0) low = middle + 1
    else high = middle
  }
  return rawCall('add', [...part(a.args, 0, low), b, ...part(a.args, low)])
}

/** Coefficient and the rest of a term. */
export function split(e: Expr): Term {
  if (!isCall(e, 'mul')) {
    return isRoot(e) ? splitRoots(e, [e]) : unscaled(e)
  }
  if (some(e.args, isRoot)) return splitRoots(e, e.args)
  const c = e.args[0] as Expr
  if (c.kind !== 'num') return unscaled(e)
  const { value: coefficient, decimal } = c
  if (e.args.length > 2) return { coefficient, decimal, rest: e, tail: true, size: sizeOfTail(e), whole: e }
  const rest = e.args[1] as Expr
  return { coefficient, decimal, rest, tail: false, size: rest.size, whole: e }
}

const unscaled = (e: Expr): Term => ({ coefficient: ONE, decimal: false, rest: e, tail: false, size: e.size, whole: e })

/** The size of a product without its first factor. */
function sizeOfTail({ args }: Call): number {
  let size = 1
  for (let i = 1; i < args.length; i++) size += (args[i] as Expr).size
  return size < HUGE ? size : hugeSize(part(args, 1))
}

function splitRoots(e: Expr, factors: readonly Expr[]): Term {
  const { coefficient, decimal, all } = rootsApart(factors)
  const rest = all.length === 1 ? (all[0] as Expr) : rawCall('mul', all)
  return { coefficient, decimal, rest, tail: false, size: rest.size, whole: e }
}

/** The rest as an expression: for what is only compared it is not made. */
export const restOf = ({ rest, tail }: Term): Expr => (tail ? rawCall('mul', part((rest as Call).args, 1)) : rest)

/** The order of the rests, as `compare` has it. */
export function compareRests(a: Term, b: Term): number {
  if (!a.tail && !b.tail) return compare(a.rest, b.rest)
  const x = a.rest
  const y = b.rest
  if (x.kind !== 'call') return -1
  if (y.kind !== 'call') return 1
  const p = a.tail ? 1 : 0
  const q = b.tail ? 1 : 0
  if (a.size !== b.size) return a.size - b.size
  if (x.head !== y.head) return x.head < y.head ? -1 : 1
  if (x.args.length - p !== y.args.length - q) return x.args.length - p - (y.args.length - q)
  for (let i = p; i < x.args.length; i++) {
    const order = compare(x.args[i] as Expr, y.args[i - p + q] as Expr)
    if (order !== 0) return order
  }
  return 0
}

/** Longer lists are left to the engine, whose sort takes a while to begin. */
const SHORT = 12

/** Sorts in place; what is equal keeps its order. */
export function sort<T>(list: T[], order: (a: T, b: T) => number): void {
  if (list.length > SHORT) {
    list.sort(order)
    return
  }
  for (let i = 1; i < list.length; i++) {
    const item = list[i] as T
    let k = i
    for (; k > 0 && order(list[k - 1] as T, item) > 0; k--) list[k] = list[k - 1] as T
    list[k] = item
  }
}
