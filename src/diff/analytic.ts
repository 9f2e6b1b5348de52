/** What has a derivative where variables may be complex: an analytic function of them. */
import { DomainError } from '../errors.js'
import type { Call, Expr } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder } from '../expr/walk.js'
import { notesOf } from '../functions/numerics.js'
import { row } from '../functions/table.js'
import type { Facts } from '../simplify/facts.js'
import type { Variable } from './derivative.js'
import { partsIn } from './parts.js'

/**
 * Refuses what has no derivative by a complex variable, as abs(z), and what has none by a real one where others are complex, as max(x, z):
 * `DomainError`. Parts of complex numbers have one by a real variable: diff/parts.ts.
 */
export function requireAnalytic(f: Expr, by: readonly Variable[], facts: Facts): void {
  if (facts.allReal) return
  const nodes = postorder(f)
  const mayBeComplex = (e: Expr): boolean => !facts.of(e).real
  const leaf = nodes.find(n => n.kind === 'sym' && mayBeComplex(n))
  if (leaf === undefined) return
  const isPart = partsIn(f)
  const ofComplex = dependents(nodes, n => n.kind === 'sym' && mayBeComplex(n))
  for (const x of by) {
    const moving = dependents(nodes, n => equal(n, x))
    const isOpen = (a: Expr): boolean => ofComplex.has(a) && mayBeComplex(a)
    const refused = nodes.find(
      n =>
        n.kind === 'call' &&
        isRough(n) &&
        n.args.some(a => moving.has(a)) &&
        (mayBeComplex(x) || (!isPart(n) && n.args.some(isOpen))),
    )
    if (refused === undefined) continue
    const variable = mayBeComplex(x) ? `the complex variable ${x}` : `${x} where ${leaf} is complex`
    throw new DomainError(`${refused} has no derivative by ${variable}`, 'not-analytic')
  }
}

/** Not complex differentiable. */
function isRough(n: Call): boolean {
  const r = row(n.head, n.args.length)
  return r !== undefined && notesOf(r)?.analytic === false
}

/** The nodes that are such leaves or stand above them. */
function dependents(nodes: readonly Expr[], isLeaf: (e: Expr) => boolean): ReadonlySet<Expr> {
  const found = new Set<Expr>()
  for (const n of nodes) if (isLeaf(n) || (n.kind === 'call' && n.args.some(a => found.has(a)))) found.add(n)
  return found
}
