/** Calls that a person takes for something plainer, wherever they stand: on the reals log(e^u) is u and cbrt(u^2) is cbrt(u)^2; abs(-3*u) is 3*abs(u). */
import { call, product } from '../expr/build.js'
import { type Call, type Expr, isCall, num } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { SIGN } from '../expr/written.js'
import type { Domain } from '../simplify/facts.js'
import { degreeOf, negated, numberTerm, one, type Sum, single, times } from './term.js'

/** What calls are read with: the draft (draft.ts). */
export interface Reader {
  readonly domain: Domain
  readonly of: (e: Expr) => Sum
  raised(s: Sum, exponent: Expr, base: Expr): Sum
}

/** What is read instead of a call; undefined where that is the call itself. */
export function plainly(e: Call, value: Call, reader: Reader): Sum | undefined {
  switch (value.head) {
    case 'log':
      return logarithm(e, reader)
    case 'abs':
    case 'sign':
      return withNumberOut(value, reader)
    default:
      return rootOfPower(value, reader)
  }
}

function logarithm({ args: [u, base] }: Call, { domain, of }: Reader): Sum | undefined {
  if (u?.kind !== 'call' || base !== undefined || domain === 'complex') return undefined
  if (u.head === 'e') return of(one)
  return (u.head === SIGN.power || u.head === 'pow') && isCall(u.args[0], 'e') ? of(u.args[1] as Expr) : undefined
}

/** A number goes out of an absolute value, and of a sign its sign. */
function withNumberOut({ head, args: [u] }: Call, { of }: Reader): Sum | undefined {
  const [n, ...others] = isCall(u, 'mul') ? u.args : []
  if (n?.kind !== 'num') return undefined
  const rest = of(call(head, [product(others)]))
  if (head === 'abs') return rest.map(t => times(numberTerm(n.value.abs(), n.decimal), t))
  return n.value.sign() < 0 ? negated(rest) : rest
}

/** On the reals cbrt(u^2) is cbrt(u)^2; it is written as the former. */
function rootOfPower(e: Call, reader: Reader): Sum | undefined {
  const n = degreeOf(e)
  if (n === undefined || n % 2 === 0 || reader.domain === 'complex') return undefined
  const inner = single(reader.of(e.args[0] as Expr))
  const k = inner && wholeOf(inner.exponent)
  if (inner === undefined || k === undefined || k === 1) return undefined
  return reader.raised(reader.of(call(e.head, [inner.unit.value, ...e.args.slice(1)])), num(k), e)
}
