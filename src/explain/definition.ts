/**
 * The derivative by its definition, the limit of difference quotients, for polynomials and quotients of them: the difference is worked
 * out as one fraction in lowest terms, from which the increment cancels.
 */
import { ShapeError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { div, isNegative, neg, sub, zero } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { contains, freeSymbols, postorder } from '../expr/walk.js'
import { canonical, isArithmetic, joined, minus, over, SIGN } from '../expr/written.js'
import { cancel, collect, expand, together } from '../simplify/algebra.js'
import type { Course } from './explain.js'
import type { Line } from './line.js'
import { changed } from './notation.js'
import { letter, open, replaced } from './step.js'

/** The lines: the definition, the function put in, the difference, the increment cancelled, and the limit. */
export function byDefinition(problem: Expr, x: Expr, answer: Expr): Course {
  requireRational(problem, x)
  const h = letter('h', freeSymbols([problem, x]))
  const plain = canonical(problem)
  const moved = joined(SIGN.plus, [x, h])
  const shifted = canonical(moved)
  const quotient = over(joined(SIGN.plus, [replaced(problem, new Map([[x, moved]])), minus(problem)]), h)
  const difference = sub(substitute(plain, new Map([[String(x), shifted]])), plain)
  const worked = isPolynomial(plain, x) ? expand(difference) : together(difference)
  const reduced = cancel(div(difference, h))
  const shown = isPolynomial(plain, x) ? collect(reduced, h) : together(reduced)
  const at = canonical(substitute(shown, new Map([[String(h), zero]])))
  const limit = (uses: Line['uses'], state: Expr): Line => ({
    kind: 'calculus',
    uses,
    limit: h,
    state,
    marked: changed(state),
  })
  const lines: Line[] = [
    limit([{ id: 'definition' }], quotient),
    limit([{ id: 'difference' }], over(rising(worked, h, x), h)),
    limit([{ id: 'cancel-increment', of: h }], rising(shown, h, x)),
    { kind: 'calculus', uses: [{ id: 'limit', of: h }], state: at, marked: changed(at) },
  ]
  const before = div(difference, h)
  const values = new Map(lines.slice(0, 3).map(line => [line, before] as const))
  const last: Line[] =
    String(at) === String(answer)
      ? []
      : [{ kind: 'algebra', uses: [{ id: 'simplify' }], state: answer, marked: answer }]
  return { start: open(problem, x), lines: [...lines, ...last], values }
}

/** Sums, products and whole powers of the variable alone. */
function requireRational(problem: Expr, x: Expr): void {
  const odd = postorder(problem).find(n => {
    if (n.kind !== 'call' || !contains(n, x) || n === x) return false
    if (isCall(n, SIGN.power) || isCall(n, 'pow')) {
      const exponent = canonical(n.args[1] as Expr)
      return exponent.kind !== 'num' || !exponent.value.isInteger()
    }
    return !isArithmetic(n) || n.head === SIGN.root
  })
  if (odd !== undefined || x.kind !== 'sym')
    throw new ShapeError(
      'the definition by limits is told of polynomials and quotients of polynomials; explain this by the rules',
      'strategy',
    )
}

/** Whether nothing is divided by what holds the variable. */
const isPolynomial = (e: Expr, x: Expr): boolean =>
  !postorder(e).some(
    n => isCall(n, 'pow') && n.args[1]?.kind === 'num' && n.args[1].value.sign() < 0 && contains(n.args[0] as Expr, x),
  )

/** A sum by rising powers of the increment, and falling ones of the variable: 3*x^2 + 3*h*x + h^2. */
function rising(e: Expr, h: Expr, x: Expr): Expr {
  if (!isCall(e, 'add')) return e
  const terms = e.args.toSorted((a, b) => degree(a, h) - degree(b, h) || degree(b, x) - degree(a, x))
  return joined(
    SIGN.plus,
    terms.map(t => (isNegative(t) ? minus(neg(t)) : t)),
  )
}

function degree(term: Expr, by: Expr): number {
  const factors = isCall(term, 'mul') ? term.args : [term]
  return Math.max(...factors.map(f => (f === by ? 1 : isCall(f, 'pow') && f.args[0] === by ? Number(f.args[1]) : 0)))
}
