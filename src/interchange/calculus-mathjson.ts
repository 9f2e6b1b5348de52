/** Derivatives, sums, products and integrals in MathJSON: `["D", e, "x"]`, `["Apply", ["Derivative", "f"], u]`, `["Sum", e, ["Tuple", "k", a, b]]`. */
import { FluxionError } from '../errors.js'
import {
  type BinderName,
  binderOf,
  boundBy,
  byNames,
  derivativeOf,
  formalOf,
  partialOf,
  variablesOf,
  wholeOf,
  wolframBinder,
} from './calculus.js'
import { wrong } from './syntax.js'
import { type CallTerm, call, isCallOf, name, number, type Opened, type Term } from './term.js'

/** How they are put together; `isTaken`: what is no name there. */
export const calculus = (
  isTaken: (name: string) => boolean,
): Readonly<Record<string, (args: readonly Term[]) => Term>> => ({
  sum: boundBy('Tuple', isTaken)('Sum'),
  prod: boundBy('Tuple', isTaken)('Product'),
  integral: boundBy('Tuple', isTaken)('Integrate'),
  diff: args => derivedBy(args[0] as Term, variablesOf(args)),
  partial: args => {
    const p = partialOf(args)
    const by = byNames(p)
    if (by !== undefined) return derivedBy(p.of, by)
    const [order] = p.orders
    if (p.orders.length !== 1)
      throw new FluxionError(
        'no-notation',
        'compute-engine has derivatives by places of functions of one argument alone',
      )
    const f = name((p.of as Term & { readonly kind: 'apply' }).name)
    return call('Apply', [call('Derivative', order === 1 ? [f] : [f, number(order ?? 0)]), p.of.args[0] as Term])
  },
})

/** Each name as often as it is differentiated by. */
function derivedBy(e: Term, by: readonly (readonly [Term, number])[]): Term {
  return call('D', [e, ...by.flatMap(([x, n]) => Array.from({ length: n }, () => x))])
}

/** What of them a call is; undefined where it is none, or not one that is read. */
export function calculusOf(t: CallTerm, source: string): Opened<Term, Term> | undefined {
  const binder = wolframBinder(t.head)
  if (binder !== undefined) return over(binder, t, source)
  if (t.head === 'D' && t.args.length > 1) {
    const [e, ...by] = t.args
    if (by.every(x => x.kind === 'name'))
      return derivativeOf(
        e as Term,
        by.map(x => [x, 1]),
        t.at,
      )
  }
  if (t.head === 'Apply') {
    const [derived, ...args] = t.args
    const [f, order] = isCallOf(derived, 'Derivative') ? derived.args : []
    const orders = args.map(() => (order === undefined ? 1 : (wholeOf(order) ?? Number.NaN)))
    if (f?.kind === 'name' && args.length === 1) {
      const formal = formalOf(f.name, orders, args, t.at)
      if (formal !== undefined) return formal
    }
  }
  return undefined
}

/** What stands within a function of one variable, or a block, where a body is one. */
function bare(t: Term | undefined): Term | undefined {
  let inner = t
  while (inner?.kind === 'call' && /^(?:Function|Block|Hold|Delimiter)$/.test(inner.head)) inner = inner.args[0]
  return inner
}

/** `["Sum", body, ["Tuple", "k", a, b], ...]`: the last limits are those of the inner sum. */
function over(head: BinderName, t: CallTerm, source: string): Opened<Term, Term> {
  const [body, limits, ...others] = t.args
  const [index, from, to, ...more] =
    limits?.kind === 'call' && /^(?:Tuple|Triple|Limits)$/.test(limits.head) ? limits.args : []
  const k = bare(index)
  const inner = others.length === 0 ? bare(body) : { ...t, args: [body as Term, ...others] }
  if (inner === undefined || k?.kind !== 'name' || from === undefined || to === undefined || more.length > 0)
    throw wrong(
      source,
      t,
      'binder',
      `${t.head} is read with a variable and two bounds: ["${t.head}", f, ["Tuple", "k", a, b]]`,
    )
  return binderOf(head, [k, from, to, inner], t.at)
}
