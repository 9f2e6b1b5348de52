/**
 * Derivatives by a real variable of re, im, conj, abs and arg of what may be complex: re(u)' is re(u'), |u|' is re(conj(u)*u')/|u|, the
 * angle moves by im(conj(u)*u')/|u|^2. Of a real u the rows of the table say the same more shortly.
 */
import { call, minusOne, num, pow, product } from '../expr/build.js'
import { type Call, type Expr, headBit, isCall, mayHave, some } from '../expr/node.js'
import { postorder, someCall } from '../expr/walk.js'

const LINEAR: ReadonlySet<string> = new Set(['re', 'im', 'conj'])
const PARTS = [...LINEAR, 'arg', 'abs'].reduce((bits, head) => bits | headBit(head), 0)
const nowhere = (): boolean => false

/** Whether an expression has such a part. */
export function hasParts(e: Expr): boolean {
  if (!mayHave(e, PARTS)) return false
  const isPart = partsIn(e)
  return someCall(e, isPart)
}

/** A power that leaves the reals, as (-8)^x. */
const leavesReals = (n: Expr): boolean => {
  const [base, exponent] = isCall(n, 'pow') ? n.args : []
  return base?.kind === 'num' && base.value.sign() < 0 && exponent?.kind !== 'num'
}

/** Tells of the calls below an expression whether they are one of them; the absolute value only of what is written with i, or as (-8)^x. */
export function partsIn(roots: Expr | readonly Expr[]): (e: Call) => boolean {
  if (!(Array.isArray(roots) ? roots : [roots as Expr]).some(e => mayHave(e, PARTS))) return nowhere
  const imaginary = new Set<Expr>()
  for (const n of postorder(roots))
    if (isCall(n, 'i') || leavesReals(n) || (n.kind === 'call' && some(n.args, a => imaginary.has(a)))) imaginary.add(n)
  return e =>
    e.args.length === 1 &&
    (LINEAR.has(e.head) || e.head === 'arg' || (e.head === 'abs' && imaginary.has(e.args[0] as Expr)))
}

/** The derivative of a part of u, given that of u. */
export function partRule(e: Call, d: Expr): Expr {
  if (LINEAR.has(e.head)) return call(e.head, [d])
  const u = e.args[0] as Expr
  const turned = product([call('conj', [u]), d])
  const size = call('abs', [u])
  return e.head === 'abs'
    ? product([call('re', [turned]), pow(size, minusOne)])
    : product([call('im', [turned]), pow(size, num(-2))])
}
