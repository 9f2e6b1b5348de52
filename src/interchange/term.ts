/**
 * The neutral tree between expressions and the notations of other tools: numbers, names, texts and calls, and nothing that any one of them
 * means by these. The same kinds of node hold our own operations (`add`, `div`, `besselj`) and those of a foreign language (`Plus`,
 * `Divide`, `BesselJ`); spelling.ts turns one vocabulary into the other. Trees may share parts; nothing here recurses.
 */
import { FluxionError } from '../errors.js'
import { spend } from '../work.js'

export type Term =
  /** Digits without a sign: `12`, `0.5`, `1e-3`. */
  | { readonly kind: 'number'; readonly text: string; readonly at?: number }
  /** A symbol, or a constant. Which of the two is known of what was made from an expression, and of what a caller declares. */
  | { readonly kind: 'name'; readonly name: string; readonly constant?: boolean; readonly at?: number }
  /** A text in quotes. */
  | { readonly kind: 'text'; readonly text: string; readonly at?: number }
  | { readonly kind: 'call'; readonly head: string; readonly args: readonly Term[]; readonly at?: number }
  /** A function that is none of either language's own. */
  | { readonly kind: 'apply'; readonly name: string; readonly args: readonly Term[]; readonly at?: number }

export type CallTerm = Term & { readonly kind: 'call' }

export const number = (text: string | number): Term => ({ kind: 'number', text: String(text) })
export const name = (of: string): Term => ({ kind: 'name', name: of })
/** A constant of a foreign language. */
export const constant = (of: string): Term => ({ kind: 'name', name: of, constant: true })
export const call = (head: string, args: readonly Term[] = []): CallTerm => ({ kind: 'call', head, args })

/** Whether a term is a call of that head. */
export const isCallOf = <H extends string>(t: Term | undefined, head: H): t is CallTerm & { readonly head: H } =>
  t?.kind === 'call' && t.head === head

/** Whether a term is a whole number without a sign. */
export const isWhole = (t: Term | undefined): t is Term & { readonly kind: 'number'; readonly text: `${bigint}` } =>
  t?.kind === 'number' && /^\d+$/.test(t.text)

/** The parts that a node is made from, and how. */
export interface Opened<S, T> {
  readonly parts: readonly S[]
  readonly combine: (done: readonly T[]) => T
}

interface Frame<S, T> extends Opened<S, T> {
  readonly node: S
  readonly done: T[]
}

/** Translates a tree from the root down and puts it together from the leaves up, each object once, without recursion. */
export function translate<S extends object, T>(root: S, open: (node: S) => Opened<S, T>): T {
  const known = new Map<S, T>()
  const around = new Set<S>([root])
  const stack: Frame<S, T>[] = [{ node: root, done: [], ...open(root) }]
  for (;;) {
    const top = stack[stack.length - 1] as Frame<S, T>
    const next = top.parts[top.done.length]
    if (next !== undefined) {
      const old = known.get(next)
      if (old !== undefined) top.done.push(old)
      else {
        if (around.has(next)) throw new FluxionError('cycle', 'this contains itself')
        around.add(next)
        stack.push({ node: next, done: [], ...open(next) })
      }
      continue
    }
    spend(1)
    const value = top.combine(top.done)
    known.set(top.node, value)
    around.delete(top.node)
    stack.pop()
    const parent = stack[stack.length - 1]
    if (parent === undefined) return value
    parent.done.push(value)
  }
}

/** Texts one after the other. `join` would copy all of them at every level of a deep tree. */
export const joined = (parts: readonly string[], by = ', '): string =>
  parts.reduce((all, part, k) => (k === 0 ? part : all + by + part), '')

export const leaf = <T>(value: T): { readonly parts: readonly never[]; readonly combine: () => T } => ({
  parts: [],
  combine: () => value,
})

/** The arguments of a piecewise: each value with its condition, and what is left for all others. */
export function casesOf(args: readonly Term[]): {
  readonly pairs: readonly (readonly [value: Term, condition: Term])[]
  readonly otherwise: Term | undefined
} {
  const count = args.length >> 1
  const pairs = Array.from({ length: count }, (_, k) => [args[2 * k] as Term, args[2 * k + 1] as Term] as const)
  return { pairs, otherwise: args[2 * count] }
}
