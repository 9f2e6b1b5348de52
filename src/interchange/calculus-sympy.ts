/** Derivatives, sums, products and integrals in SymPy: `Derivative(f(x), (x, 2))`, `Subs(...)`, `Sum(body, (k, a, b))`. */
import {
  type BinderName,
  binderOf,
  boundBy,
  byNames,
  countedIn,
  derivativeOf,
  formalOf,
  freshNames,
  orderedName,
  partialOf,
  variablesOf,
  wholeOf,
} from './calculus.js'
import { wrong } from './syntax.js'
import { type CallTerm, call, isCallOf, name, type Opened, type Term } from './term.js'

const bound = boundBy('Tuple')
const counted = countedIn('Tuple')

/** How they are put together. */
export const CALCULUS: Readonly<Record<string, (args: readonly Term[]) => Term>> = {
  sum: bound('Sum'),
  prod: bound('Product'),
  integral: bound('Integral'),
  diff: args => call('Derivative', [args[0] as Term, ...variablesOf(args).map(counted)]),
  partial: args => {
    const p = partialOf(args)
    const by = byNames(p)
    if (by !== undefined) return call('Derivative', [p.of, ...by.map(counted)])
    // As SymPy says it: the derivative by new names, and then the arguments in their places.
    const names = freshNames(p, '_xi_').map(n => (n === undefined ? undefined : name(n)))
    const inner = { ...p.of, args: p.of.args.map((a, k) => names[k] ?? a) }
    const pairs = names.flatMap((n, k) => (n === undefined ? [] : [[n, k] as const]))
    const tuple = (of: readonly Term[]): Term => (of.length === 1 ? (of[0] as Term) : call('Tuple', of))
    return call('Subs', [
      call('Derivative', [inner, ...pairs.map(([n, k]) => counted([n, p.orders[k] as number]))]),
      tuple(pairs.map(([n]) => n)),
      tuple(pairs.map(([, k]) => p.of.args[k] as Term)),
    ])
  },
}

/** What of them a call is; undefined where it is none. */
export function calculusOf(t: CallTerm, source: string): Opened<Term, Term> | undefined {
  switch (t.head) {
    case 'Derivative':
    case 'diff':
      return derivative(t, source)
    case 'Subs':
      return substituted(t, source)
    case 'DiracDelta':
      return ofDelta(t)
    case 'Integral':
      return over('integral', t, source)
    case 'Sum':
      return over('sum', t, source)
    case 'Product':
      return over('prod', t, source)
    default:
      return undefined
  }
}

/** `DiracDelta(x, 2)` is its derivative of that order. */
function ofDelta({ args: [x, n], at }: CallTerm): Opened<Term, Term> | undefined {
  const order = wholeOf(n)
  return x?.kind === 'name' && order !== undefined ? derivativeOf(call('DiracDelta', [x]), [[x, order]], at) : undefined
}

/** `Derivative(f(x, y), (x, 2), y)`, also `diff(f(x, y), x, 2, y)`. */
function derivative(t: CallTerm, source: string): Opened<Term, Term> {
  const [e, ...others] = t.args
  const by: [Term, number][] = []
  for (const other of others) {
    const order = wholeOf(other)
    const last = by[by.length - 1]
    const ordered = orderedName(other, 'Tuple')
    if (order !== undefined && last !== undefined) last[1] = order
    else if (ordered !== undefined) by.push([...ordered])
    else throw wrong(source, other, 'derivative', 'derivatives are by names: x, or (x, 2)')
  }
  if (e === undefined || by.length === 0)
    throw wrong(source, t, 'derivative', 'it is not said by what this is differentiated', 'write Derivative(f(x), x)')
  return derivativeOf(e, by, t.at)
}

const items = (t: Term | undefined): readonly Term[] => (isCallOf(t, 'Tuple') ? t.args : t === undefined ? [] : [t])

/** `Subs(Derivative(f(xi), xi), xi, u)`: the derivative of f, at u. Other replacements are not read. */
function substituted(t: CallTerm, source: string): Opened<Term, Term> {
  const [inner, variables, values] = t.args
  const [of, ...by] = isCallOf(inner, 'Derivative') ? inner.args : []
  const [callee, args] = calledIn(of)
  const ordered = by.map(b => orderedName(b, 'Tuple'))
  const place = (x: Term | undefined): number => args.findIndex(a => a.kind === 'name' && isNamed(x, a.name))
  const orders = args.map((_, k) => ordered.reduce((n, o) => n + (o !== undefined && place(o[0]) === k ? o[1] : 0), 0))
  const replaced = new Map(items(variables).map((x, k) => [place(x), items(values)[k]] as const))
  const isOwn = (counts: readonly number[]): boolean =>
    byNames({ of: { kind: 'apply', name: callee ?? '', args }, orders: counts }) !== undefined
  const isRead =
    ordered.every(o => o !== undefined && place(o[0]) >= 0) &&
    !replaced.has(-1) &&
    replaced.size === items(values).length &&
    isOwn(orders.map((n, k) => n + (replaced.has(k) ? 1 : 0)))
  const given = args.map((a, k) => replaced.get(k) ?? a)
  const found = isRead && callee !== undefined ? formalOf(callee, orders, given, t.at) : undefined
  if (found === undefined)
    throw wrong(source, t, 'unknown-function', 'Subs is read of derivatives of unknown functions alone')
  return found
}

const isNamed = (t: Term | undefined, of: string): boolean => t?.kind === 'name' && t.name === of

/** The name of an unknown function, and its arguments. */
function calledIn(t: Term | undefined): readonly [name: string | undefined, args: readonly Term[]] {
  if (isCallOf(t, 'Apply')) {
    const [callee, ...args] = t.args
    const [given] = isCallOf(callee, 'Function') ? callee.args : []
    return [given?.kind === 'text' ? given.text : undefined, args]
  }
  return t?.kind === 'call' && /^[fgh]$/.test(t.head) ? [t.head, t.args] : [undefined, []]
}

/** `Sum(body, (k, a, b), (j, c, d))`: the first limits are those of the inner sum. */
function over(head: BinderName, t: CallTerm, source: string): Opened<Term, Term> {
  const [body, ...limits] = t.args
  const [k, from, to, ...more] = items(limits[limits.length - 1])
  if (body === undefined || k?.kind !== 'name' || from === undefined || to === undefined || more.length > 0)
    throw wrong(source, t, 'binder', `${t.head} is read with a variable and two bounds: ${t.head}(f, (k, a, b))`)
  const [first, last] = [wholeOf(from), wholeOf(to)]
  if (head !== 'integral' && first !== undefined && last !== undefined && last < first - 1)
    throw wrong(source, t, 'binder', 'SymPy counts from the larger to the smaller bound backwards: here that is empty')
  const inner = limits.length === 1 ? body : { ...t, args: [body, ...limits.slice(0, -1)] }
  return binderOf(head, [k, from, to, inner], t.at)
}
