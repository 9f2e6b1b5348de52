/** Derivatives, sums, products and integrals in Wolfram Language: `f'[x]`, `Derivative[1, 0][f][x, y]`, `D[e, {x, 2}]`, `Sum[e, {k, a, b}]`. */
import {
  binderOf,
  boundBy,
  countedIn,
  derivativeOf,
  formalOf,
  orderedName,
  partialOf,
  variablesOf,
  wolframBinder,
} from './calculus.js'
import { wrong } from './syntax.js'
import { type CallTerm, call, isCallOf, type Opened, type Term } from './term.js'

/** How they are put together; `isTaken`: what is no name there. */
export const calculus = (
  isTaken: (name: string) => boolean,
): Readonly<Record<string, (args: readonly Term[]) => Term>> => ({
  sum: boundBy('List', isTaken)('Sum'),
  prod: boundBy('List', isTaken)('Product'),
  integral: boundBy('List', isTaken)('Integrate'),
  diff: args => call('D', [args[0] as Term, ...variablesOf(args).map(countedIn('List'))]),
  partial: args => {
    const { of, orders } = partialOf(args)
    const name = (of as Term & { readonly kind: 'apply' }).name
    const [only = 0, ...others] = orders
    const isPrime = others.length === 0 && only <= 2
    return {
      kind: 'apply',
      name: isPrime ? name + "'".repeat(only) : `Derivative[${orders.join(', ')}][${name}]`,
      args: of.args,
    }
  },
})

/** `Sum[body, {k, a, b}, {j, c, d}]`: the last limits are those of the inner sum; `{k, n}` begins at 1. */
export function over(t: CallTerm, source: string): Opened<Term, Term> | undefined {
  const head = wolframBinder(t.head)
  if (head === undefined) return undefined
  const [body, limits, ...others] = t.args
  const [k, ...bounds] = isCallOf(limits, 'List') ? limits.args : []
  const one: Term = { kind: 'number', text: '1' }
  const [from, to, ...more] = bounds.length === 1 && head !== 'integral' ? [one, ...bounds] : bounds
  if (body === undefined || k?.kind !== 'name' || from === undefined || to === undefined || more.length > 0)
    throw wrong(source, t, 'binder', `${t.head} is read with a variable and two bounds: ${t.head}[f, {k, a, b}]`)
  const inner = others.length === 0 ? body : { ...t, args: [body, ...others] }
  return binderOf(head, [k, from, to, inner], t.at)
}

/** `D[f[x, y], {x, 2}, y]`. */
export function derivative(t: CallTerm, source: string): Opened<Term, Term> {
  const [e, ...others] = t.args
  const by = others.flatMap(other => {
    const ordered = orderedName(other, 'List')
    if (ordered === undefined) throw wrong(source, other, 'derivative', 'derivatives are by names: x, or {x, 2}')
    return [ordered]
  })
  if (e === undefined || by.length === 0)
    throw wrong(source, t, 'derivative', 'it is not said by what this is differentiated', 'write D[f[x], x]')
  return derivativeOf(e, by, t.at)
}

/** `Derivative[1, 0][f][x, y]`. */
export function atPlaces(t: CallTerm): Opened<Term, Term> | undefined {
  const [operator, ...args] = t.args
  const [derived, f] = isCallOf(operator, 'Apply') ? operator.args : []
  if (!isCallOf(derived, 'Derivative') || f?.kind !== 'name' || !/^\p{Ll}[\p{L}\p{N}]*$/u.test(f.name)) return undefined
  const orders = derived.args.map(n => (n.kind === 'number' ? Number(n.text) : Number.NaN))
  return formalOf(f.name, orders, args, t.at)
}
