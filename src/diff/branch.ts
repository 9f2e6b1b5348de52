/** The case of a piecewise that holds about a point, in exact values. */
import { DomainError, ShapeError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { substitution } from '../evaluate/subs.js'
import { call, sub } from '../expr/build.js'
import { RELATIONS } from '../expr/kind.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import type { Values } from './series.js'

/** The point about which cases are looked for. Conditions within conditions are looked at once. */
export class Branches {
  readonly #place: string
  readonly #put: (e: Expr) => Expr
  readonly #values: Values
  /** Nothing in these meets at the point. */
  readonly #apart = new Set<Expr>()

  constructor(x: Expr, at: Expr, values: Values) {
    this.#place = `${x} is ${at}`
    this.#put = substitution(new Map([[leafName(x) as string, at]]))
    this.#values = values
  }

  /** The case of a piecewise that holds about the point. */
  of(n: Call): Expr {
    for (let k = 0; k < n.args.length; k += 2) {
      const condition = n.args[k + 1]
      if (condition === undefined || this.#holds(condition)) return n.args[k] as Expr
    }
    throw new DomainError(`the piecewise has no value where ${this.#place}`, 'no-value')
  }

  #holds(condition: Expr): boolean {
    const { settle, isZero } = this.#values
    for (const c of postorder(condition, e => !this.#apart.has(e))) {
      if (this.#apart.has(c)) continue
      if (c.kind === 'call' && RELATIONS.has(c.head) && this.#put(c) !== c) {
        const gap = settle(this.#put(sub(c.args[0] as Expr, c.args[1] as Expr)))
        if (isZero(gap))
          throw new DomainError(`pieces meet where ${this.#place}: there is no power series`, 'not-smooth')
      }
      this.#apart.add(c)
    }
    const found = decided(this.#put(condition), settle)
    if (found === undefined) throw new ShapeError(`whether ${condition} holds is not known`, 'undecided')
    return found
  }
}

function decided(condition: Expr, settle: Values['settle']): boolean | undefined {
  const settled = postorder(condition).reduce((map, c) => {
    if (c.kind === 'call' && RELATIONS.has(c.head)) {
      const [a, b] = c.args as [Expr, Expr]
      map.set(c, call(c.head, [settle(a), settle(b)]))
    } else if (c.kind === 'call' && c.args.length > 0 && c.args.some(a => map.get(a) !== undefined))
      map.set(
        c,
        call(
          c.head,
          c.args.map(a => map.get(a) ?? a),
        ),
      )
    return map
  }, new Map<Expr, Expr>())
  const value = settled.get(condition) ?? condition
  return isCall(value, 'true') ? true : isCall(value, 'false') ? false : undefined
}
