/**
 * Unknown functions made known: each is given a smooth function with no symmetry of its own, and its formal derivatives
 * the derivatives of that. So the chain rule through f(g(x)) can be compared in numbers. Formal derivatives of functions
 * of the table stay: nothing is known of them.
 */
import { derivative } from '../diff/derivative.js'
import { substitute } from '../evaluate/subs.js'
import { add, call, mul, rational, sum, sym } from '../expr/build.js'
import { isFormalCall, readFormal, rowOf } from '../expr/formal.js'
import type { Call, Expr } from '../expr/node.js'
import { fold, postorder, withArgs } from '../expr/walk.js'

/** A name that nobody can write. */
const slot = (k: number): string => `\u0000${k}`

/** sin(u + 2v/3 + ... + 1/k) + (u + 3v/5 + ...)^2/7: another one for each k. */
function instance(k: number, arity: number): Expr {
  const weighted = (step: number): Expr =>
    sum(Array.from({ length: arity }, (_, j) => mul(rational(step, step + j), sym(slot(j)))))
  const wave = call('sin', [add(mul(rational(k + 2, k + 3), weighted(2)), rational(1, k + 2))])
  return add(wave, mul(rational(1, 7 + k), call('pow', [weighted(3), rational(2, 1)])))
}

const isUnknown = (e: Expr): e is Call => isFormalCall(e) && rowOf(readFormal((e as Call).head)) === undefined

const nameOf = (e: Call): string => `${readFormal(e.head).name} ${e.args.length}`

/** The same expressions with instances in place of unknown functions. */
export function withInstances(roots: readonly Expr[]): Expr[] {
  const unknown = postorder(roots).filter(isUnknown)
  if (unknown.length === 0) return [...roots]
  return roots.map(instances([...new Set(unknown.map(nameOf))].sort()))
}

/** Puts instances in place of unknown functions, each for all expressions that it is given: those named, then others as they come. */
export function instances(known: readonly string[] = []): (root: Expr) => Expr {
  const names = new Map(known.map((name, k) => [name, k] as const))
  const replaced = (e: Expr, args: readonly Expr[]): Expr => {
    if (e.kind !== 'call') return e
    if (!isUnknown(e)) return withArgs(e, args)
    const { slots } = readFormal(e.head)
    if (slots.some(s => s.entry !== undefined)) return withArgs(e, args)
    const k = names.get(nameOf(e)) ?? names.size
    names.set(nameOf(e), k)
    const d = slots.reduce((f, s) => derivative(f, sym(slot(s.argument - 1))), instance(k, args.length))
    return substitute(d, new Map(args.map((a, k) => [slot(k), a])))
  }
  return root => fold(root, replaced)
}
