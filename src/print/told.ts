/** The order that a problem tells, for equal forms of it: its sums as they were written, and its letters and functions as they are met. */
import { ExprMap } from '../expr/map.js'
import { type Expr, isCall } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import { fold } from '../expr/walk.js'
import { SIGN, stepOf } from '../expr/written.js'

export class Told {
  /** The terms of sums as they were written. */
  readonly sums = new ExprMap<readonly Expr[]>()
  readonly #places = new Map<string, number>()

  /** `problem` is a written tree. */
  constructor(problem: Expr) {
    fold<Expr>(problem, (e, args) => {
      const name = e.kind === 'sym' ? e.name : e.kind === 'call' ? e.head : ''
      if (!this.#places.has(name)) this.#places.set(name, this.#places.size)
      if (e.kind !== 'call') return e
      const value = stepOf(e, args)
      // Where a function has turned the sign of the first, another one may begin.
      if (e.head === SIGN.plus && isMinus(args[0]) === isMinus(e.args[0])) this.#read(value, args)
      return value
    })
  }

  #read(value: Expr, args: readonly Expr[]): void {
    const terms = args.flatMap(a => (isCall(a, 'add') ? (this.sums.get(a) ?? a.args) : [a]))
    if (!isCall(value, 'add') || value.args.length !== terms.length || this.sums.has(value)) return
    const all = new Set(value.args)
    if (terms.every(t => all.delete(t))) this.sums.set(value, terms)
  }

  /** What was met stands in that order, and before what was not. */
  compare(a: string, b: string): number {
    const [p, q] = [this.#places.get(a), this.#places.get(b)]
    if (p === undefined || q === undefined) return p === q ? compareNames(a, b) : p === undefined ? 1 : -1
    return p - q
  }
}

/** Whether a term, written or canonical, begins with a minus sign. */
function isMinus(t: Expr | undefined): boolean {
  const c = isCall(t, 'mul') || isCall(t, SIGN.times) ? t.args[0] : t
  if (isCall(c, SIGN.over)) return isMinus(c.args[0])
  return isCall(c, SIGN.minus) || (c?.kind === 'num' && c.value.sign() < 0)
}
