/**
 * A whole expression written over other functions, so that its terms may cancel: tangents and secants as sines and cosines,
 * doubled arguments as single ones, hyperbolic functions beside exponentials as exponentials, signs beside absolute values as
 * quotients, roots with the denominators taken out. Starting points only: each is worked on, and the cheapest answer is kept.
 */
import { call, half, minusOne, mul, one, pow, product, sub, two } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall, num } from '../expr/node.js'
import { postorder, rewritten } from '../expr/walk.js'
import type { Facts } from './facts.js'
import { rootsCleared } from './roots.js'

/** A function as powers of others of the same argument. */
const QUOTIENTS: ReadonlyMap<string, readonly (readonly [head: string, power: number])[]> = new Map([
  ['tan', [['sin', 1] as const, ['cos', -1] as const]],
  ['cot', [['cos', 1] as const, ['sin', -1] as const]],
  ['sec', [['cos', -1] as const]],
  ['csc', [['sin', -1] as const]],
  ['tanh', [['sinh', 1] as const, ['cosh', -1] as const]],
  ['coth', [['cosh', 1] as const, ['sinh', -1] as const]],
  ['sech', [['cosh', -1] as const]],
  ['csch', [['sinh', -1] as const]],
])

/** Functions of a doubled argument: sin(2*u) is 2*sin(u)*cos(u), cos(2*u) is 2*cos(u)^2 - 1. DLMF 4.21.27, 4.21.28, 4.35.26, 4.35.27. */
const PARTNERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ sin: 'cos', cos: 'sin', sinh: 'cosh', cosh: 'sinh' }),
)

/** Each other writing of `e`. */
export function otherBases(e: Expr, facts: Facts): Expr[] {
  const heads = new Set(postorder(e).map(n => (n.kind === 'call' ? n.head : '')))
  const found: Expr[] = []
  const has = (names: Iterable<string>): boolean => [...names].some(name => heads.has(name))
  if (has(QUOTIENTS.keys()) || has(PARTNERS.keys())) found.push(asSinesAndCosines(e))
  if (heads.has('cos') || heads.has('cosh')) found.push(asSquares(e))
  if (heads.has('sign') && heads.has('abs')) found.push(byAbs(e, facts))
  if (heads.has('lambertw')) found.push(byLambert(e))
  if (heads.has('pow')) found.push(rootsCleared(e, facts))
  return found.filter(f => f !== e)
}

const callsRewritten = (e: Expr, f: (node: Call) => Expr | undefined): Expr =>
  rewritten(e, fresh => (fresh.kind === 'call' ? f(fresh) : undefined) ?? fresh)

function asSinesAndCosines(e: Expr): Expr {
  const single = callsRewritten(e, node => {
    const parts = QUOTIENTS.get(node.head)
    return parts && product(parts.map(([head, n]) => pow(call(head, node.args), num(n))))
  })
  const seen = new ExprMap<true>()
  callsRewritten(single, node => {
    if (PARTNERS.has(node.head)) seen.set(node.args[0] as Expr, true)
    return undefined
  })
  return callsRewritten(single, node => {
    if (!PARTNERS.has(node.head)) return undefined
    const u = mul(half, node.args[0] as Expr)
    return seen.has(u) ? doubled(node.head, u) : undefined
  })
}

function doubled(head: string, u: Expr): Expr {
  const f = call(head, [u])
  const partner = PARTNERS.get(head) as string
  return head.startsWith('sin') ? product([two, f, call(partner, [u])]) : sub(mul(two, pow(f, two)), one)
}

/** e^lambertw(u) as u/lambertw(u). */
const byLambert = (e: Expr): Expr =>
  callsRewritten(e, node => {
    const [base, w] = node.args
    const isPower = isCall(node, 'pow') && isCall(base, 'e') && isCall(w, 'lambertw') && w.args.length === 1
    return isPower ? mul(w.args[0] as Expr, pow(w, minusOne)) : undefined
  })

/** 1 - cos(2*u) as 2*sin(u)^2, 1 + cos(2*u) as 2*cos(u)^2, and the same of cosh: DLMF 4.21.28, 4.35.27. */
const asSquares = (e: Expr): Expr =>
  callsRewritten(e, node => {
    const [c, term] = isCall(node, 'add') && node.args.length === 2 ? node.args : []
    if (c?.kind !== 'num' || term === undefined) return undefined
    const wave = [mul(term, pow(c, minusOne)), mul(mul(minusOne, term), pow(c, minusOne))]
    const k = wave.findIndex(w => isCall(w, 'cos') || isCall(w, 'cosh'))
    const f = wave[k] as Call | undefined
    const u = f && mul(half, f.args[0] as Expr)
    if (f === undefined || u === undefined || !isWhole(u)) return undefined
    const square = pow(call(k === 0 ? f.head : f.head.replace('cos', 'sin'), [u]), two)
    return product([c, k === 1 && f.head === 'cosh' ? num(-2) : two, square])
  })

/** Not a half of what was there. */
const isWhole = (u: Expr): boolean => !isCall(u, 'mul') || u.args[0]?.kind !== 'num' || u.args[0].value.isInteger()

/** Signs as abs(u)/u; u is real. */
const byAbs = (e: Expr, facts: Facts): Expr =>
  callsRewritten(e, node => {
    const [u] = node.args
    return isCall(node, 'sign') && u !== undefined && facts.of(u).real
      ? mul(call('abs', [u]), pow(u, minusOne))
      : undefined
  })
