/**
 * Derivatives as distributions: those of heaviside, step and sign have Dirac's delta where the function jumps. Jumps that are not written so
 * (of floor, of a piecewise) are refused rather than dropped. Source: any text on generalised functions; f(x)*dirac(x - a) is f(a)*dirac(x - a).
 */
import { DomainError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { call, div, mul, neg, num, product, sub, zero } from '../expr/build.js'
import { readFormal, unknownNamed, writeFormal } from '../expr/formal.js'
import { type Call, type Expr, isCall, isValueless, rawCall, termsOf } from '../expr/node.js'
import { contains, fold, postorder, withArgs } from '../expr/walk.js'
import { derivative, type Variable } from './derivative.js'

/** The height of the jump at 0. */
const JUMPS: ReadonlyMap<string, number> = new Map([
  ['heaviside', 1],
  ['step', 1],
  ['sign', 2],
])

/** Functions with jumps, or with derivatives in cases, that are written in no deltas. */
const OTHERS: ReadonlySet<string> = new Set('floor ceil round trunc frac mod piecewise max min clamp'.split(' '))

/** The functions in an expression of which the ordinary derivative by these variables in turn drops a jump. */
export function jumpingIn(f: Expr, chain: readonly Variable[]): readonly string[] {
  const heads = postorder(f).flatMap(n =>
    n.kind === 'call' && JUMPS.has(n.head) && chain.some(x => contains(n, x)) ? [n.head] : [],
  )
  return heads.length === 0 || isContinuous(f, chain) ? [] : [...new Set(heads)]
}

/** Whether the derivatives have no deltas: in `x*sign(x)` the jump is at a zero. False where that cannot be told. */
function isContinuous(f: Expr, chain: readonly Variable[]): boolean {
  let e = f
  for (const x of chain) {
    if (postorder(e).some(n => hasOtherJump(n, x))) return false
    e = distributionDerivative(e, x)
    if (postorder(e).some(n => isCall(n, 'dirac'))) return false
  }
  return true
}

const hasOtherJump = (n: Expr, x: Variable): n is Call => n.kind === 'call' && OTHERS.has(n.head) && contains(n, x)

/** The derivative by a variable, with deltas. Raises `DomainError` for jumps of another kind. */
export function distributionDerivative(f: Expr, x: Variable): Expr {
  for (const n of postorder(f))
    if (hasOtherJump(n, x))
      throw new DomainError(`the jumps of ${n.head} are not written with dirac: write heaviside`, 'no-distribution')
  const marked = fold<Expr>(f, (n, args) => {
    if (n.kind !== 'call' || args.length === 0) return n
    return JUMPS.has(n.head) && contains(n, x) ? rawCall(writeFormal(unknownNamed(n.head), 1), args) : withArgs(n, args)
  })
  return sifted(unmarked(derivative(marked, x)), x)
}

/** Unknown functions back to those of the table, and their derivatives to deltas. */
const unmarked = (e: Expr): Expr =>
  fold<Expr>(e, (n, args) => {
    if (n.kind !== 'call' || args.length === 0) return n
    const { name, own, slots } = readFormal(n.head)
    const jump = own === true ? JUMPS.get(name) : undefined
    if (jump === undefined) return withArgs(n, args)
    return slots.length === 0 ? call(name, args) : mul(num(jump), call('dirac', args))
  })

/** Where a delta is a factor, the others have their values at its place. */
function sifted(e: Expr, x: Variable): Expr {
  const terms = termsOf(e)
  return call(
    'add',
    terms.map(t => siftedTerm(t, x)),
  )
}

function siftedTerm(t: Expr, x: Variable): Expr {
  const factors = isCall(t, 'mul') ? t.args : []
  const delta = factors.find(f => isCall(f, 'dirac') && contains(f, x))
  const place = delta?.kind === 'call' ? zeroOf(delta.args[0] as Expr, x) : undefined
  if (delta === undefined || place === undefined || x.kind !== 'sym') return t
  const others = substitute(product(factors.filter(f => f !== delta)), new Map([[x.name, place]]))
  return isValueless(others) ? t : mul(others, delta)
}

/** The zero of what is linear in a variable. */
function zeroOf(u: Expr, x: Variable): Expr | undefined {
  const slope = derivative(u, x)
  if (slope === zero || contains(slope, x)) return undefined
  const rest = sub(u, mul(slope, x))
  return contains(rest, x) ? undefined : neg(div(rest, slope))
}
