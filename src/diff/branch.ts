/** The case of a piecewise that holds about a point, in exact values. */
import { DomainError, ShapeError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { substitute } from '../evaluate/subs.js'
import { call, sub } from '../expr/build.js'
import { RELATIONS } from '../expr/kind.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { contains, postorder } from '../expr/walk.js'
import type { Values } from './series.js'

/** The case of a piecewise that holds about the point. */
export function branchAt(n: Call, x: Expr, at: Expr, values: Values): Expr {
  for (let k = 0; k < n.args.length; k += 2) {
    const condition = n.args[k + 1]
    if (condition === undefined || holds(condition, x, at, values)) return n.args[k] as Expr
  }
  throw new DomainError(`the piecewise has no value where ${x} is ${at}`, 'no-value')
}

function holds(condition: Expr, x: Expr, at: Expr, { settle, isZero }: Values): boolean {
  const put = new Map([[leafName(x) as string, at]])
  for (const c of postorder(condition)) {
    if (c.kind !== 'call' || !RELATIONS.has(c.head) || !contains(c, x)) continue
    const gap = settle(substitute(sub(c.args[0] as Expr, c.args[1] as Expr), put))
    if (isZero(gap)) throw new DomainError(`pieces meet where ${x} is ${at}: there is no power series`, 'not-smooth')
  }
  const found = decided(substitute(condition, put), settle)
  if (found === undefined) throw new ShapeError(`whether ${condition} holds is not known`, 'undecided')
  return found
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
