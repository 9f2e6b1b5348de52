/**
 * The two ways of writing derivatives of unknown functions, each turned into the other where both mean the same: `f'(x)` is the
 * derivative of f(x) by x; `f'(g(x))` is not that of f(g(x)), and `g'[1](x, x)` not that of g(x, x).
 */
import { isFormalCall, readFormal, writeFormal } from '../expr/formal.js'
import { type Call, type Expr, rawCall } from '../expr/node.js'
import { isFormalLetter } from '../parse/names.js'
import type { LayoutOf } from './layout.js'

/** `f''(x)` as the second derivative of f(x) by x, if it is that. */
export function asQuotient(e: Call): LayoutOf<'derivative'> | undefined {
  const formal = readFormal(e.head)
  const { slots } = formal
  const distinct = new Set(e.args.filter(x => x.kind === 'sym'))
  if (slots.length === 0 || distinct.size < e.args.length) return undefined
  const by = slots.map(({ argument }) => e.args[argument - 1] as Expr)
  return {
    kind: 'derivative',
    of: rawCall(writeFormal({ ...formal, slots: [] }, e.args.length), e.args),
    by,
    compact: true,
  }
}

/** An order that is still written out in a head. */
const HIGHEST = 1000

/** The second derivative of f(x) by x as `f''(x)`, if f has one argument and that is x. */
export function asPrimes(of: Expr, by: readonly Expr[]): Call | undefined {
  const [x, ...others] = isFormalCall(of) && of.kind === 'call' ? of.args : []
  if (x?.kind !== 'sym' || others.length > 0 || by.some(v => v.kind !== 'num' && v !== x)) return undefined
  const order = by.reduce((n, v) => (v.kind === 'num' ? n + v.value.toNumber() - 1 : n + 1), 0)
  if (order > HIGHEST) return undefined
  const formal = readFormal((of as Call).head)
  const all = [...formal.slots, ...Array.from({ length: order }, () => ({ argument: 1 }))]
  return rawCall(writeFormal({ ...formal, slots: all }, 1), [x])
}

/** The mark behind the name of a derivative in text: primes or slots, and `^(4)` for a letter that is a function to every reader. */
export function markOf(head: string, count: number): string {
  const { name, slots } = readFormal(head)
  const byOne = count === 1 && slots.length > 3 && slots.length < 1000 && slots.every(s => s.entry === undefined)
  if (byOne && isFormalLetter(name, UNDECLARED)) return `^(${slots.length})`
  return slots.length === 0 ? '' : head.slice(head.indexOf("'"))
}

const UNDECLARED = { bound: new Set<string>(), functions: new Set<string>() }
