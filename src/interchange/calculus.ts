/**
 * What is not carried out, as terms: sums and products over an index and integrals, `sum(k, a, b, body)` with the name that they bind;
 * derivatives of expressions, `diff(e, x, 2, y)`; partial derivatives of functions by the places of their arguments,
 * `partial(f(u, v), 1, 2)`. Formats differ in how they write these; what is shared stands here.
 */
import { append } from '../expr/args.js'
import { formalDerivative, STRUCTURE } from '../expr/formal.js'
import { requireOrder } from '../expr/limits.js'
import {
  type CallTerm,
  call,
  isCallOf,
  isWhole,
  leaf,
  name,
  number,
  type Opened,
  type Term,
  translate,
} from './term.js'

export const BINDERS = ['sum', 'prod', 'integral'] as const
export type BinderName = (typeof BINDERS)[number]

/** A function at its arguments, and how often it is differentiated by each of them. */
export interface Partial {
  readonly of: Term & { readonly args: readonly Term[] }
  readonly orders: readonly number[]
}

export function partialOf([of, ...places]: readonly Term[]): Partial {
  const inner = of as Partial['of']
  const found = places.map(p => (p.kind === 'number' ? Number(p.text) : 0))
  return { of: inner, orders: inner.args.map((_, k) => found.filter(p => p === k + 1).length) }
}

/** The names that a term holds. */
function namesIn(root: Term): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set<Term>()
  const open = [root]
  for (let t = open.pop(); t !== undefined; t = open.pop()) {
    if (seen.has(t)) continue
    seen.add(t)
    if (t.kind === 'name' && t.constant !== true) found.add(t.name)
    if (t.kind === 'call' || t.kind === 'apply') append(open, t.args)
  }
  return found
}

/** Each name that is differentiated by, with its order, where arguments are names of their own: else they say nothing of places. */
export function byNames({ of, orders }: Partial): readonly (readonly [Term, number])[] | undefined {
  const by: [Term, number][] = []
  for (const [k, order] of orders.entries()) {
    const x = of.args[k] as Term
    if (order === 0) continue
    if (x.kind !== 'name' || x.constant === true) return undefined
    if (of.args.some((a, l) => l !== k && namesIn(a).has(x.name))) return undefined
    by.push([x, order])
  }
  return by
}

/** As many new names as there are arguments to differentiate by. */
export function freshNames({ of, orders }: Partial, stem: string): readonly (string | undefined)[] {
  const taken = namesIn(of)
  let count = 0
  return orders.map(order => {
    if (order === 0) return undefined
    do count++
    while (taken.has(`${stem}${count}`))
    return `${stem}${count}`
  })
}

/** The parts of a binder, under another name for what it binds where that name is taken in the language. */
function withFreeName(
  [k, from, to, body]: readonly Term[],
  isTaken: (name: string) => boolean,
): readonly [Term, Term, Term, Term] {
  const parts = [k, from, to, body] as readonly [Term, Term, Term, Term]
  const old = parts[0].kind === 'name' ? parts[0].name : ''
  if (!isTaken(old)) return parts
  const used = namesIn(parts[3])
  let count = 1
  while (used.has(`${old}${count}`) || isTaken(`${old}${count}`)) count++
  const fresh = name(`${old}${count}`)
  const renamed = translate<Term, Term>(parts[3], t => {
    if (t.kind === 'name' && t.constant !== true && t.name === old) return leaf(fresh)
    return t.kind === 'call' || t.kind === 'apply' ? { parts: t.args, combine: args => ({ ...t, args }) } : leaf(t)
  })
  return [fresh, parts[1], parts[2], renamed]
}

/** How a language writes a binder, with its name and bounds in brackets of their own: `Sum[body, {k, a, b}]`. */
export const boundBy =
  (bracket: string, isTaken: (name: string) => boolean = () => false) =>
  (head: string) =>
  (args: readonly Term[]): Term => {
    const [k, a, b, body] = withFreeName(args, isTaken)
    return call(head, [body, call(bracket, [k, a, b])])
  }

/** What is differentiated by, with its order in the brackets of a language: `x`, `(x, 2)`. */
export const countedIn =
  (bracket: string) =>
  ([x, n]: readonly [Term, number]): Term =>
    n === 1 ? x : call(bracket, [x, number(n)])

/** The binders by the names that Wolfram Language gave them, and compute-engine took over. */
const WOLFRAM_BINDERS: ReadonlyMap<string, BinderName> = new Map([
  ['Sum', 'sum'],
  ['Product', 'prod'],
  ['Integrate', 'integral'],
])
export const wolframBinder = (head: string): BinderName | undefined => WOLFRAM_BINDERS.get(head)

/** What `diff(e, x, 2, y)` differentiates by, with orders. */
export function variablesOf([, ...by]: readonly Term[]): readonly (readonly [Term, number])[] {
  const found: [Term, number][] = []
  for (const t of by) {
    const last = found[found.length - 1]
    if (isWhole(t) && last !== undefined) last[1] = Number(t.text)
    else found.push([t, 1])
  }
  return found
}

/** What becomes a binder of ours; the parts are in our order. */
export const binderOf = (head: BinderName, of: readonly [Term, Term, Term, Term], at = 0): Opened<Term, Term> => ({
  parts: of,
  combine: args => ({ ...call(head, args), at }),
})

/** A derivative of ours by names, with their orders. */
export const derivativeOf = (e: Term, by: readonly (readonly [Term, number])[], at = 0): Opened<Term, Term> => ({
  parts: [e, ...by.map(([x]) => x)],
  combine: ([inner, ...names]) => ({
    ...derivativeTerm(
      inner as Term,
      names.map((x, k) => [x, by[k]?.[1] ?? 1]),
    ),
    at,
  }),
})

export const derivativeTerm = (e: Term, by: readonly (readonly [Term, number])[]): CallTerm =>
  call('diff', [e, ...by.flatMap(([x, n]) => (n === 1 ? [x] : [x, number(n)]))])

/** The function of that name, differentiated by its arguments so often, at arguments. */
export function formalOf(
  of: string,
  orders: readonly number[],
  args: readonly Term[],
  at = 0,
): Opened<Term, Term> | undefined {
  if (orders.length !== args.length || orders.some(n => !(Number.isInteger(n) && n >= 0)) || STRUCTURE.has(of))
    return undefined
  requireOrder(orders.reduce((n, order) => n + order, 0))
  let head = of
  for (const [k, order] of orders.entries())
    for (let n = 0; n < order; n++) head = formalDerivative(head, { argument: k + 1 }, args.length)
  return { parts: args, combine: done => ({ kind: 'apply', name: head, args: done, at }) }
}

/** A whole number without a sign; undefined for anything else. */
export const wholeOf = (t: Term | undefined): number | undefined => (isWhole(t) ? Number(t.text) : undefined)

/** A name, or a name and its order in the brackets of a language: `x`, `(x, 2)`. */
export function orderedName(t: Term, bracket: string): readonly [Term, number] | undefined {
  if (t.kind === 'name') return [t, 1]
  const [x, n] = isCallOf(t, bracket) ? t.args : []
  const order = wholeOf(n)
  return x?.kind === 'name' && order !== undefined && (t as CallTerm).args.length === 2 ? [x, order] : undefined
}
