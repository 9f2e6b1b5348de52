/**
 * Texts as they were written (see expr/written.ts): everything stays where it stands. What is wrong in it was refused by the canonical
 * constructors.
 */
import { binderOf } from '../expr/binders.js'
import { e } from '../expr/build.js'
import { type Expr, rawCall } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import { joined, minus, over, power as raised, root, SIGN } from '../expr/written.js'
import { build } from './build.js'
import type { Constructors } from './constructors.js'
import type { Meaning } from './meaning.js'
import type { Definition, Syntax } from './syntax.js'

/** A statement as it was written, with the values of the definitions before it put in. */
export function written(definitions: readonly Definition[], statement: Syntax, meaning: Meaning): Expr {
  const values = new Map<string, Expr>()
  const make = (s: Syntax): Expr => build(s, { ...meaning, values }, writtenConstructors)
  for (const { name, value } of definitions) if (value !== statement) values.set(name, make(value))
  return make(statement)
}

const writtenConstructors: Constructors = {
  neg: minus,
  // The value of a name among the terms, which has no bracket: a - y where a = w*x + b.
  sum: terms => joined(SIGN.plus, terms.some(isSum) ? terms.flatMap(termsOf) : terms),
  product: (factors, inverted, negative) => {
    const product = writtenProduct(factors, inverted)
    return negative ? minus(product) : product
  },
  pow: raised,
  call: (head, args) => {
    const [a, b] = args as [Expr, Expr]
    if (head === 'exp') return isOne(a) ? e : raised(e, a)
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
    const apart = row.length > 1 && (isOne(last) || quotients > 0)
    if (apart) row[row.length - 1] = over(last, f)
    else {
      row.splice(0, row.length, over(joined(SIGN.times, row.slice()), f))
      quotients = 0
    }
  }
  return joined(SIGN.times, row)
}

const isSum = (e: Expr): boolean => e.kind === 'call' && e.head === SIGN.plus
const termsOf = (e: Expr): readonly Expr[] => (e.kind === 'call' && isSum(e) ? e.args : [e])

const isQuotient = (e: Expr): boolean => e.kind === 'call' && e.head === SIGN.over

const factorsOf = (e: Expr): readonly Expr[] => (e.kind === 'call' && e.head === SIGN.times ? e.args : [e])
