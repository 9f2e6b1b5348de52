/**
 * The two ways of writing derivatives of unknown functions, each turned into the other where both mean the same: `f'(x)` is the
 * derivative of f(x) by x; `f'(g(x))` is not that of f(g(x)), and `g'[1](x, x)` not that of g(x, x).
 */
import { isFormalCall, isFormalDerivative, readFormal, writeFormal } from '../expr/formal.js'
import { type Call, type Expr, rawCall } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import type { LayoutOf } from './layout.js'

/** `f''(x)` as the second derivative of f(x) by x, if it is that. */
export function asQuotient(e: Call): LayoutOf<'derivative'> | undefined {
  if (!isFormalDerivative(e.head)) return undefined
  const { name, slots } = readFormal(e.head)
  const by: Expr[] = []
  for (const { argument, entry } of slots) {
    const x = e.args[argument - 1]
    const others = e.args.filter((_, k) => k !== argument - 1)
    if (x?.kind !== 'sym' || entry !== undefined || freeSymbols(others).has(x.name)) return undefined
    by.push(x)
  }
  return { kind: 'derivative', of: rawCall(name, e.args), by, compact: true }
}

/** The second derivative of f(x) by x as `f''(x)`, if f has one argument and that is x. */
export function asPrimes(of: Expr, by: readonly Expr[]): Call | undefined {
  if (!isFormalCall(of) || of.kind !== 'call' || of.args.length !== 1) return undefined
  const [x] = of.args
  if (x?.kind !== 'sym' || by.some(v => v.kind !== 'num' && v !== x)) return undefined
  const order = by.reduce((n, v) => (v.kind === 'num' ? n + v.value.toNumber() - 1 : n + 1), 0)
  const { name, slots } = readFormal(of.head)
  const all = [...slots, ...Array.from({ length: order }, () => ({ argument: 1 }))]
  return rawCall(writeFormal({ name, slots: all }, 1), of.args)
}
