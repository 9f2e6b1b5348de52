/**
 * Sums of piecewise functions under the same conditions as one piecewise function: what the derivative of max(x, y) by
 * something that both contain needs. Candidates only.
 */
import { call, mul, one, product, sum } from '../expr/build.js'
import { type Call, type Expr, isCall } from '../expr/node.js'
import { equal } from '../expr/order.js'

const WIDEST = 24

/** A term as factor times cases. */
interface Term {
  readonly cases: Call
  readonly factor: Expr
}

/** The sum with all terms under the same conditions taken into one. */
export function mergedCases(e: Call): Expr[] {
  if (!isCall(e, 'add') || e.args.length > WIDEST) return []
  const terms = e.args.map(readTerm)
  const first = terms.find((t, k) => t !== undefined && terms.some((u, j) => j > k && u !== undefined && alike(t, u)))
  if (first === undefined) return []
  const same = terms.filter((t): t is Term => t !== undefined && alike(first, t))
  const rest = e.args.filter((_, k) => !same.includes(terms[k] as Term))
  const branches = first.cases.args.map((a, k) =>
    isCondition(k, first.cases) ? a : sum(same.map(t => mul(t.factor, t.cases.args[k] as Expr))),
  )
  return [sum([...rest, call('piecewise', branches)])]
}

const isCondition = (k: number, e: Call): boolean => k % 2 === 1 && k < e.args.length

function readTerm(term: Expr): Term | undefined {
  const factors = isCall(term, 'mul') ? term.args : [term]
  const found = factors.filter(f => isCall(f, 'piecewise'))
  const [cases] = found
  if (found.length !== 1 || !isCall(cases, 'piecewise')) return undefined
  return { cases, factor: product([one, ...factors.filter(f => f !== cases)]) }
}

const alike = (a: Term, b: Term): boolean =>
  a.cases.args.length === b.cases.args.length &&
  a.cases.args.every((c, k) => !isCondition(k, a.cases) || equal(c, b.cases.args[k] as Expr))
