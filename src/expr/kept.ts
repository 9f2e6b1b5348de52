/**
 * Sums and products that keep an operand whole where it is used elsewhere as well: x*(y*z) where y*z is shared, a + (b + c) where
 * b + c is. Canonical form would write out each of its uses. Invariant: the value is that of the canonical form; a coefficient
 * stands first and once; like terms are collected, powers of one base merged, among what is not kept; what would cancel is not kept.
 */
import { append } from './args.js'
import { isNegative, one, product, sum, zero } from './build.js'
import { type Call, type Expr, factorsOf, isCall, isValueless, type Num, part, rawCall, rawPair, some } from './node.js'
import { compare, equal } from './order.js'

interface Scaled {
  readonly coefficient: Num
  /** Undefined of a number. */
  readonly rest: Expr | undefined
}

function split(e: Expr): Scaled {
  if (e.kind === 'num') return { coefficient: e, rest: undefined }
  const first = isCall(e, 'mul') ? e.args[0] : undefined
  if (first?.kind !== 'num') return { coefficient: one, rest: e }
  const { args } = e as Call
  return { coefficient: first, rest: args.length === 2 ? (args[1] as Expr) : rawCall('mul', part(args, 1)) }
}

/** Longer products are kept even where nothing shares them: merged at each step, a chain of n factors would cost n^2. */
const LONGEST = 8

/** The product of two; those that are `kept` are not taken apart. */
export function times(a: Expr, b: Expr, kept: { readonly a?: boolean; readonly b?: boolean } = {}): Expr {
  if (a === one) return b
  if (b === one) return a
  if (!isCall(a, 'mul') && !isCall(b, 'mul')) return apart(a, b)
  const p = split(a)
  const q = split(b)
  const coefficient = numbers(p.coefficient, q.coefficient)
  if (coefficient === zero) return product([a, b])
  const whole: Call[] = []
  const factors: Expr[] = []
  const take = (rest: Expr | undefined, keep: boolean): void => {
    if (rest === undefined) return
    if (!isCall(rest, 'mul')) factors.push(rest)
    else if (keep || rest.args.length > LONGEST) whole.push(rest)
    else append(factors, rest.args)
  }
  const meet = (kept.a === true || kept.b === true) && (divides(p.rest, q.rest) || divides(q.rest, p.rest))
  take(p.rest, kept.a === true && !meet)
  take(q.rest, kept.b === true && !meet)
  // A product of products that was kept may be a factor of either.
  const nested = factors.filter(f => isCall(f, 'mul')) as Call[]
  const plain = nested.length === 0 ? factors : factors.filter(f => !isCall(f, 'mul'))
  const all = nested.length === 0 ? whole : [...whole, ...nested]
  const merged = plain.length === 0 ? one : plain.length === 1 ? (plain[0] as Expr) : product(plain)
  return all.length === 0 ? scaled(coefficient, merged) : joined(coefficient, all, merged)
}

/** The product of two that are no products. */
function apart(a: Expr, b: Expr): Expr {
  if (a.kind === 'num' && a !== zero) return b.kind === 'num' ? product([a, b]) : scaled(a, b)
  return b.kind === 'num' && b !== zero ? scaled(b, a) : product([a, b])
}

const numbers = (a: Num, b: Num): Num => (a === one ? b : b === one ? a : (product([a, b]) as Num))

/** Whether a product divides by a factor of another one: x/x is 1 in canonical form, at 0 as well. */
function divides(a: Expr | undefined, b: Expr | undefined): boolean {
  if (a === undefined || b === undefined) return false
  return some(factorsOf(a), f => {
    const by = isCall(f, 'pow') && isNegative(f.args[1] as Expr) ? (f.args[0] as Expr) : undefined
    return by !== undefined && some(factorsOf(b), g => equal(isCall(g, 'pow') ? (g.args[0] as Expr) : g, by))
  })
}

function joined(coefficient: Num, whole: readonly Call[], other: Expr): Expr {
  const { coefficient: own, rest } = split(other)
  const all = numbers(coefficient, own)
  const factors = [...whole, ...(rest === undefined ? [] : factorsOf(rest))]
  if (factors.length === 1 && all === one) return factors[0] as Expr
  factors.sort(compare)
  return rawCall('mul', all === one ? factors : [all, ...factors])
}

/** c*e; a sum stays whole. */
function scaled(c: Num, e: Expr): Expr {
  if (c === one) return e
  return isCall(e, 'add') ? rawPair('mul', c, e) : product([c, e])
}

/** A sum, or a multiple of one. */
const hasSum = (e: Expr): boolean =>
  isCall(e, 'add') || (isCall(e, 'mul') && e.args.length === 2 && e.args[0]?.kind === 'num' && isCall(e.args[1], 'add'))

/** The sum; terms that are sums themselves, or multiples of them, stay whole. */
export function total(terms: readonly Expr[]): Expr {
  if (terms.length === 1) return terms[0] as Expr
  if (!some(terms, hasSum)) return sum(terms)
  const whole = new Map<Expr, Num>()
  const plain: Expr[] = []
  for (const t of terms) {
    const { coefficient, rest } = split(t)
    if (!isCall(rest, 'add')) plain.push(t)
    else whole.set(rest, sum([whole.get(rest) ?? zero, coefficient]) as Num)
  }
  const others = plain.length === 0 ? zero : sum(plain)
  if (whole.size === 0) return others
  const kept = [...whole].filter(([e, c]) => c !== zero || isValueless(e)).map(([e, c]) => scaled(c, e))
  if (kept.length === 0) return others
  const parts = isCall(others, 'add') ? others.args : others === zero ? [] : [others]
  const all = [...parts, ...kept].map(e => ({ e, by: split(e).rest ?? e }))
  all.sort((a, b) => compare(a.by, b.by))
  return all.length === 1
    ? (all[0] as { e: Expr }).e
    : rawCall(
        'add',
        all.map(t => t.e),
      )
}
