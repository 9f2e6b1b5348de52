/**
 * Unknown functions made known: each is given a smooth function with no symmetry of its own, and its formal derivatives
 * the derivatives of that. So the chain rule through f(g(x)) can be compared in numbers. Formal derivatives of functions
 * of the table stay: nothing is known of them. Components that run, `x[i]` within a sum over i, are values of an unknown function of i, and so
 * are the others of that name then.
 */
import { derivative } from '../diff/derivative.js'
import { substitute } from '../evaluate/subs.js'
import { add, call, mul, rational, sum, sym } from '../expr/build.js'
import { isFormalCall, readFormal, rowOf } from '../expr/formal.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
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

/** A component of a symbol. */
const isComponent = (e: Expr): e is Call => isCall(e, 'index') && e.args[0]?.kind === 'sym'

const isRunning = (e: Expr): boolean => isComponent(e) && e.args.slice(1).some(k => k.kind !== 'num')

/** The name of what stands for a value that nobody gives, with the number of its arguments. */
const nameOf = (e: Call): string =>
  isFormalCall(e) ? `${readFormal(e.head).name} ${e.args.length}` : `${e.args[0]}[ ${e.args.length - 1}`

/** The same expressions with instances in place of unknown functions. */
export function withInstances(roots: readonly Expr[]): Expr[] {
  const unknown = postorder(roots).filter(e => isUnknown(e) || isRunning(e))
  if (unknown.length === 0) return [...roots]
  return roots.map(instances([...new Set((unknown as Call[]).map(nameOf))].sort()))
}

/** Puts instances in place of unknown functions, each for all expressions that it is given: those named, then others as they come. */
export function instances(known: readonly string[] = []): (root: Expr) => Expr {
  const names = new Map(known.map((name, k) => [name, k] as const))
  const instanceOf = (e: Call, arity: number): Expr => {
    const k = names.get(nameOf(e)) ?? names.size
    names.set(nameOf(e), k)
    return instance(k, arity)
  }
  const at = (f: Expr, args: readonly Expr[]): Expr => substitute(f, new Map(args.map((a, k) => [slot(k), a])))
  const replaced = (e: Expr, args: readonly Expr[]): Expr => {
    if (e.kind !== 'call') return e
    if (isRunning(e) || (isComponent(e) && names.has(nameOf(e))))
      return at(instanceOf(e, args.length - 1), args.slice(1))
    if (!isUnknown(e)) return withArgs(e, args)
    const { slots } = readFormal(e.head)
    if (slots.some(s => s.entry !== undefined)) return withArgs(e, args)
    const d = slots.reduce((f, s) => derivative(f, sym(slot(s.argument - 1))), instanceOf(e, args.length))
    return at(d, args)
  }
  return root => fold(root, replaced)
}
