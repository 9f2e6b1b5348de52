/**
 * Named intermediate results that are differentiated by: q in q*z, where q = x + y. By q the derivative holds fixed what does not depend on
 * it; by x it goes through q. Answers are in terms of the other names: the value of q is put in at the end, and written as it was.
 */
import { ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { type Expr, isCall, rawCall } from '../expr/node.js'
import { contains, fold, freeSymbols } from '../expr/walk.js'
import { layoutOf, SIGN, sourceOf, withLayout, withSource } from '../expr/written.js'

/** An intermediate result that a call names as a variable; its value may hold those before it. */
export interface Intermediate {
  readonly name: string
  readonly value: Expr
  /** The value as it was written. */
  readonly written: Expr
}

export class Intermediates {
  /** In the order of their definitions. Raises `ShapeError` where one is defined by itself. */
  constructor(private readonly all: readonly Intermediate[]) {
    const seen = new Set<string>()
    for (const { name, value } of all) {
      if (seen.has(name) || freeSymbols(value).has(name))
        throw new ShapeError(`${name} has two values: differentiate by a name that has one`, 'intermediate')
      seen.add(name)
    }
  }

  get isEmpty(): boolean {
    return this.all.length === 0
  }

  /** The expression with those intermediates put in that change with the variable. */
  seenBy(e: Expr, variable: Expr): Expr {
    const moving = new Set<string>()
    for (const { name, value } of this.all) {
      if (name === nameOf(variable)) continue
      const names = freeSymbols(value)
      if (contains(value, variable) || [...names].some(n => moving.has(n))) moving.add(name)
    }
    return this.all.toReversed().reduce((f, i) => (moving.has(i.name) ? put(f, i) : f), e)
  }

  /** A derivative in terms of the other names. */
  settled(d: Expr): Expr {
    return this.all.toReversed().reduce(put, d)
  }

  /** Refuses a name after what it is made of: by x the derivative has gone through q, and knows no q. */
  requireOrder(by: readonly Expr[]): void {
    for (const [k, v] of by.entries()) {
      const own = this.all.find(i => i.name === nameOf(v))
      const whole = own && this.settled(own.value)
      const before = whole && by.slice(0, k).find(u => contains(whole, u))
      if (before !== undefined)
        throw new ShapeError(`${v} is made of ${before}: differentiate by ${v} before ${before}`, 'intermediate')
    }
  }
}

const nameOf = (x: Expr): string => (x.kind === 'sym' ? x.name : String(x))

/** The value put in for the name, in the expression and, where it is more than a number, in what is remembered of its writing. */
function put(e: Expr, { name, value, written }: Intermediate): Expr {
  const bindings = new Map([[name, value]])
  const made = substitute(e, bindings)
  if (made === e || value.kind === 'num') return made
  const [source, layout] = [sourceOf(e), layoutOf(e)]
  if (layout !== undefined || e.kind === 'sym') return withLayout(rewritten(layout ?? e, name, written))
  return source === undefined ? made : withSource(made, rewritten(source, name, written))
}

/** A written tree with another one in place of a name; a sum within a sum is one sum. */
const rewritten = (tree: Expr, name: string, by: Expr): Expr =>
  fold<Expr>(tree, (n, args) => {
    if (n.kind === 'sym' && n.name === name) return by
    if (n.kind !== 'call' || args.length === 0) return n
    const flat = isCall(n, SIGN.plus)
      ? args.flatMap((a, k) => (isCall(a, SIGN.plus) && n.args[k]?.kind === 'sym' ? a.args : [a]))
      : args
    return rawCall(n.head, flat)
  })
