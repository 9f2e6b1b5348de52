/**
 * What arithmetic is built with as a text is given its meaning: the canonical constructors, or those that keep everything where it was
 * written (see expr/written.ts).
 */
import { binderOf } from '../expr/binders.js'
import { call, e, minusOne, neg, pow } from '../expr/build.js'
import { type Expr, rawCall } from '../expr/node.js'
import { joined, minus, over, power as raised, root, SIGN } from '../expr/written.js'

/** What arithmetic is built with: the canonical constructors, or those that keep it as it was written. */
export interface Constructors {
  readonly neg: (a: Expr) => Expr
  readonly sum: (terms: Expr[]) => Expr
  /** A product; `inverted` says of each factor whether it divides. */
  readonly product: (factors: Expr[], inverted: readonly boolean[], negative: boolean) => Expr
  readonly pow: (base: Expr, exponent: Expr) => Expr
  readonly call: (head: string, args: Expr[]) => Expr
}

export const canonicalConstructors: Constructors = {
  neg,
  sum: terms => call('add', terms),
  product: (factors, inverted, negative) => {
    for (let k = 0; k < factors.length; k++) if (inverted[k]) factors[k] = pow(factors[k] as Expr, minusOne)
    return call('mul', negative ? [minusOne, ...factors] : factors)
  },
  pow,
  call,
}

/** Everything stays where it stands: see expr/written.ts. What is wrong in it was refused by the canonical constructors. */
export const writtenConstructors: Constructors = {
  neg: minus,
  sum: terms => joined(SIGN.plus, terms),
  product: (factors, inverted, negative) => {
    const product = writtenProduct(factors, inverted)
    return negative ? minus(product) : product
  },
  pow: raised,
  call: (head, args) => {
    const [a, b] = args as [Expr, Expr]
    if (head === 'exp') return raised(e, a)
    if (head === 'sqrt') return root(a)
    if (head === 'log' && args.length === 2) return over(rawCall(head, [a]), rawCall(head, [b]))
    return binderOf(head)?.written(args) ?? rawCall(head, args)
  },
}

/** Factors from left to right; a divisor takes all before it, but what follows a quotient, or is 1, stands above a bar of its own: a/b*c/d. */
function writtenProduct(factors: readonly Expr[], inverted: readonly boolean[]): Expr {
  const [first, ...rest] = factors as [Expr, ...Expr[]]
  if (rest.length === 0) return first
  const row = [...factorsOf(first)]
  // The quotients in the row before its last factor.
  let quotients = row.slice(0, -1).filter(isQuotient).length
  for (const [k, f] of rest.entries()) {
    const last = row.at(-1) as Expr
    if (!inverted[k + 1]) {
      if (isQuotient(last)) quotients++
      row.push(f)
      continue
    }
    const apart = row.length > 1 && ((last.kind === 'num' && last.value.isOne()) || quotients > 0)
    if (apart) row[row.length - 1] = over(last, f)
    else {
      row.splice(0, row.length, over(joined(SIGN.times, row.slice()), f))
      quotients = 0
    }
  }
  return joined(SIGN.times, row)
}

const isQuotient = (e: Expr): boolean => e.kind === 'call' && e.head === SIGN.over

const factorsOf = (e: Expr): readonly Expr[] => (e.kind === 'call' && e.head === SIGN.times ? e.args : [e])
