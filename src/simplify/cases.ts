/**
 * Sums of piecewise functions under the same conditions as one piecewise function: what the derivative of max(x, y) by
 * something that both contain needs. Factors taken into the branches, and conditions as one writes them: x^2 < 1 for 0 < 1 - x^2.
 * Candidates only.
 */
import { call, minusOne, mul, one, product, sub, sum, zero } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { rewritten } from '../expr/walk.js'
import { type Costs, cost, hasMinus } from './cost.js'
import type { Facts } from './facts.js'

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

/**
 * Conditions and branches as one writes them. Only once all is simplified: before, max(0, 1 - x^2) and its derivative have to be seen
 * to speak of the same condition.
 */
export const casesTidied = (e: Expr, facts: Facts, costs: Costs): Expr =>
  rewritten(e, fresh => {
    const others = isCall(fresh, 'mul')
      ? factorsInBranches(fresh)
      : isCall(fresh, 'piecewise')
        ? otherwise(fresh)
        : fresh.kind === 'call'
          ? comparisons(fresh, facts)
          : []
    return others.reduce((best, other) => (cost(other, costs) < cost(best, costs) ? other : best), fresh)
  })

/** c*piecewise(1, x > 0, 0) as piecewise(c, x > 0, 0). */
function factorsInBranches(e: Call): Expr[] {
  const steps = e.args.filter(isStep)
  if (steps.length > 1) {
    const conditions = steps.map(s => s.args[1] as Expr)
    const values = product(steps.map(s => s.args[0] as Expr))
    return [product([...e.args.filter(a => !isStep(a)), call('piecewise', [values, call('and', conditions), zero])])]
  }
  const t = readTerm(e)
  if (t === undefined || t.factor === one) return []
  return [
    call(
      'piecewise',
      t.cases.args.map((a, k) => (isCondition(k, t.cases) ? a : mul(t.factor, a))),
    ),
  ]
}

/** piecewise(1, x > 0, 0): nothing but where one condition holds. */
const isStep = (e: Expr): e is Call => isCall(e, 'piecewise') && e.args.length === 3 && e.args[2] === zero

/** The condition that fails where the other holds. */
const OPPOSITE: ReadonlyMap<string, string> = new Map(Object.entries({ lt: 'ge', le: 'gt', gt: 'le', ge: 'lt' }))

/** The relation between the sides when they change places. */
const MIRRORED: ReadonlyMap<string, string> = new Map(Object.entries({ lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' }))

/** piecewise(0, x <= 0, 1) as piecewise(1, x > 0, 0); a comparison that has no answer has none either way. */
function otherwise(e: Call): Expr[] {
  const [value, condition, rest, more] = e.args
  const other = condition?.kind === 'call' ? OPPOSITE.get(condition.head) : undefined
  if (value === undefined || rest === undefined || more !== undefined || other === undefined) return []
  return [call('piecewise', [rest, call(other, (condition as Call).args), value])]
}

/** The terms of a comparison on the sides where they have no minus sign, either side first. */
function comparisons(e: Call, facts: Facts): Expr[] {
  const mirrored = MIRRORED.get(e.head)
  const [a, b] = e.args as [Expr, Expr]
  if (mirrored === undefined || !facts.of(a).real || !facts.of(b).real) return []
  if (isCall(a, 'max') && mirrored.startsWith('g'))
    return [
      call(
        'and',
        a.args.map(x => call(e.head, [x, b])),
      ),
    ]
  if (isCall(a, 'min') && mirrored.startsWith('l'))
    return [
      call(
        'and',
        a.args.map(x => call(e.head, [x, b])),
      ),
    ]
  const d = sub(a, b)
  const terms = termsOf(d)
  if (terms.length > WIDEST) return []
  const left = sum([zero, ...terms.filter(t => !hasMinus(t))])
  const right = sum([zero, ...terms.filter(hasMinus).map(t => mul(minusOne, t))])
  const [p, q] = left === zero ? [left, unscaled(right)] : right === zero ? [unscaled(left), right] : [left, right]
  return [call(e.head, [p, q]), call(mirrored, [q, p]), call(mirrored, [b, a])]
}

/** 3*x as x: it has the same sign. */
const unscaled = (e: Expr): Expr => (isCall(e, 'mul') && e.args[0]?.kind === 'num' ? product(e.args.slice(1)) : e)

const isCondition = (k: number, e: Call): boolean => k % 2 === 1 && k < e.args.length

function readTerm(term: Expr): Term | undefined {
  const factors = factorsOf(term)
  const found = factors.filter(f => isCall(f, 'piecewise'))
  const [cases] = found
  if (found.length !== 1 || !isCall(cases, 'piecewise')) return undefined
  return { cases, factor: product([one, ...factors.filter(f => f !== cases)]) }
}

const alike = (a: Term, b: Term): boolean =>
  a.cases.args.length === b.cases.args.length &&
  a.cases.args.every((c, k) => !isCondition(k, a.cases) || equal(c, b.cases.args[k] as Expr))
