/**
 * What may be done to a sum of terms without changing its value where it has one: brackets opened, and some of them put together again.
 */
import { append, type Expr } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { regrouped } from './collect.js'
import { partnersUnited } from './partners.js'
import { type Factor, merged, one, type Sum, type Term, times, type Unit, withFactors, without } from './term.js'

/** Products of brackets are opened up to so many terms. */
const MOST_TERMS = 60
/** Nor are more of them opened in one product. */
const MOST_BRACKETS = 12

/** A bracket with a whole positive power, which can be opened. */
export const opens = (f: Factor): boolean => f.power > 0 && f.unit.kind === 'sum'

/**
 * The answer's own brackets opened, where brackets of the problem then stand in several terms, and put together to those again:
 * x^2*(log(x) + 1)^3 + 3*x*(log(x) + 1); and, where one is raised elsewhere, that opened as well: (1 - log(x))^2 - 3*x + 2*x*log(x).
 */
export function reopened(s: Sum): readonly Sum[] {
  if (!s.some(t => t.factors.some(f => opens(f) && !f.unit.own)) || ownIn(s) < 2) return []
  const outer = openedOf(s, f => !f.unit.own)
  const anew = outer && openedOf(outer, f => f.exponent === one && hasRaised(f.unit))
  if (anew === s || anew === undefined) return []
  const powers = new Map<Unit, readonly Expr[]>()
  for (const { factors } of anew)
    for (const { unit, exponent } of factors) {
      const others = powers.get(unit) ?? []
      if (unit.kind === 'sum' && !others.some(e => equal(e, exponent))) powers.set(unit, [...others, exponent])
    }
  const repeated = [...powers].filter(([, exponents]) => exponents.length > 1)
  if (repeated.length === 0) return []
  const raised = new Set(
    repeated.flatMap(([unit, exponents]) => (exponents.some(e => (wholeOf(e) ?? 0) > 1) ? [unit] : [])),
  )
  const once = openedOf(anew, f => f.exponent === one && raised.has(f.unit))
  return once === undefined || once === anew ? [regrouped(anew)] : [regrouped(anew), once]
}

/**
 * A product with its bracket opened, where that takes something from below a bar in each term: 1/x + cot(x) for
 * (sin(x) + x*cos(x))/(x*sin(x)).
 */
export function dividedOut(t: Term): Sum | undefined {
  const [f, ...more] = t.factors.filter(g => opens(g) && !g.unit.own)
  if (f === undefined || f.exponent !== one || more.length > 0) return undefined
  const rest = without(t, [f])
  const bars = countBars(rest)
  const meets = (g: Factor): boolean => rest.factors.some(h => h.unit === g.unit && h.sign !== g.sign)
  if (!(f.unit.terms as Sum).every(u => u.factors.some(meets))) return undefined
  const terms: Term[] = []
  for (const u of f.unit.terms as Sum) {
    const product = times(rest, u)
    if (countBars(product) >= bars + countBars(u)) return undefined
    terms.push(product)
  }
  return terms
}

const countBars = (t: Term): number => t.factors.reduce((n, f) => (f.sign < 0 ? n + 1 : n), 0)

/** Whether a bracket has brackets in it that are raised. */
const hasRaised = (u: Unit): boolean =>
  (u.terms as Sum).some(t => t.factors.some(f => f.unit.kind === 'sum' && f.power > 1))

/** How often brackets of the problem stand in a sum, and in the brackets that are not. */
const ownIn = (s: Sum): number => {
  let n = 0
  for (const t of s)
    for (const f of t.factors)
      if (f.unit.kind === 'sum') n += f.unit.own ? 1 : opens(f) ? ownIn(f.unit.terms as Sum) : 0
  return n
}

/** Some brackets opened, as long as there are any; undefined where that would be too much. */
function openedOf(s: Sum, chosen: (f: Factor) => boolean): Sum | undefined {
  let sum = s
  const isChosen = (f: Factor): boolean => opens(f) && chosen(f)
  while (sum.some(t => t.factors.some(isChosen))) {
    const products = sum.map(t => openedTerm(t, isChosen))
    if (!products.every(p => p !== undefined)) return undefined
    sum = merged(products.flat())
    if (sum.length > MOST_TERMS) return undefined
  }
  return sum === s ? s : partnersUnited(sum)
}

/** Whether a sum has brackets that can be opened. */
export function hasBrackets(s: Sum): boolean {
  for (const t of s) for (const f of t.factors) if (opens(f)) return true
  return false
}

/** All brackets opened; undefined where that would be too much. */
export function opened(s: Sum, most = Number.POSITIVE_INFINITY): Sum | undefined {
  if (!hasBrackets(s)) return partnersUnited(merged(s))
  if (most < Number.POSITIVE_INFINITY && countOpened(s) > most) return undefined
  const out: Term[] = []
  for (const t of s) {
    const product = openedTerm(t)
    if (product === undefined) return undefined
    append(out, product)
    if (out.length > MOST_TERMS * 4) return undefined
  }
  return partnersUnited(merged(out))
}

/** The terms of a bracket with all their own brackets opened; undefined where that would be too much. */
export function openedIn(unit: Unit): Sum | undefined {
  if (unit.opened === undefined) unit.opened = opened(unit.terms as Sum) ?? null
  return unit.opened ?? undefined
}

/** How many terms come out of all brackets before like ones are united. */
function countOpened(s: Sum): number {
  let count = 0
  for (const t of s) {
    let n = 1
    for (const f of t.factors) if (opens(f)) n *= countOpened(f.unit.terms as Sum) ** (wholeOf(f.exponent) as number)
    count += n
  }
  return count
}

/** A product with those brackets opened that are `chosen`. */
function openedTerm(t: Term, chosen = opens): Sum | undefined {
  const [brackets, others]: [Factor[], Factor[]] = [[], []]
  let count = 0
  for (const f of t.factors) {
    if (chosen(f)) {
      brackets.push(f)
      count += wholeOf(f.exponent) as number
    } else others.push(f)
  }
  if (brackets.length === 0) return [t]
  if (count > MOST_BRACKETS) return undefined
  let product: Sum = [withFactors(t, others)]
  for (const { unit, exponent } of brackets) {
    // A bracket may itself hold brackets.
    const inner = chosen === opens ? openedIn(unit) : (unit.terms as Sum)
    const n = wholeOf(exponent) as number
    if (inner === undefined || n > MOST_TERMS) return undefined
    for (let k = 0; k < n; k++) {
      if (product.length * inner.length > MOST_TERMS * 4) return undefined
      const next: Term[] = []
      for (const p of product) for (const q of inner) next.push(times(p, q))
      product = merged(next)
      if (product.length > MOST_TERMS) return undefined
    }
  }
  // What came out of brackets may hold powers of brackets again.
  return chosen === opens && hasBrackets(product) ? opened(product) : product
}
