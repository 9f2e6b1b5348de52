/**
 * The algebra between the last line of calculus and the answer, and its names. The forms are those of the room form: what the
 * pieces are when products are in order and like terms united, and the answer itself.
 */
import { append } from '../expr/args.js'
import { isNegative, neg, one } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, isCall, rawCall } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder } from '../expr/walk.js'
import { canonical, isArithmetic, SIGN } from '../expr/written.js'
import { cleared } from '../form/clear.js'
import { Draft } from '../form/draft.js'
import { Habits } from '../form/habits.js'
import { merged } from '../form/term.js'
import type { Domain } from '../simplify/facts.js'
import type { Line } from './line.js'
import { changed, lineText } from './notation.js'
import type { AlgebraId } from './words.js'

/** Larger lines go to the answer in one step. */
const LARGEST = 400

/** The lines from an expression without derivatives to the answer, both as they are written; one line where that is wanted. */
export function tidying(
  problem: Expr,
  x: Expr,
  from: Expr,
  answer: Expr,
  domain: Domain,
  known: (e: Expr) => Expr,
  direct = false,
): readonly Line[] {
  const united = direct || from.size > LARGEST ? from : inOrder(problem, x, from, domain, known)
  const lines: Line[] = []
  let before = from
  for (const after of [united, answer]) {
    if (lineText(after) === lineText(before)) continue
    lines.push({ kind: 'algebra', uses: [{ id: nameOf(before, after) }], state: after, marked: marked(before, after) })
    before = after
  }
  return lines
}

/** Products in order, numbers in front, like factors and like terms united. */
function inOrder(problem: Expr, x: Expr, e: Expr, domain: Domain, known: (e: Expr) => Expr): Expr {
  // What has no value is for the canonical form.
  if (postorder(e).some(n => n.kind === 'call' && PLAIN.has(n.head)) || new Habits(e, domain).valueless) return e
  const draft = Draft.of(x, new Habits(problem, domain), known)
  return draft.written(merged(draft.of(e).map(t => cleared(t, draft))))
}

/** What the draft moves as a whole: it has nothing to add. */
const PLAIN: ReadonlySet<string> = new Set(['list', 'piecewise'])

/** The terms of a sum and of sums in it, without their signs. */
function termsOf(e: Expr): readonly Expr[] {
  const terms: Expr[] = []
  const pending = [e]
  for (let t = pending.pop(); t; t = pending.pop()) {
    if (isCall(t, SIGN.plus) || isCall(t, 'add')) append(pending, t.args.toReversed())
    else if (isCall(t, SIGN.minus)) pending.push(t.args[0] as Expr)
    else terms.push(t)
  }
  return terms
}

const isBar = (e: Expr): e is Call => isCall(e, SIGN.over)
const bare = (e: Expr): Expr => (isCall(e, SIGN.minus) ? bare(e.args[0] as Expr) : e)
const factorsOf = (e: Expr): readonly Expr[] => (isCall(e, SIGN.times) || isCall(e, 'mul') ? e.args : [e])
const hasBar = (e: Expr): boolean => factorsOf(bare(e)).some(isBar)
const hasSum = (e: Expr): boolean => factorsOf(bare(e)).some(f => termsOf(f).length > 1)

const above = (e: Expr): Expr => (isBar(e) ? (e.args[0] as Expr) : e)

/** Whether a product with a sum became one with another sum. */
const isNewSum = (before: Expr, after: Expr): boolean =>
  hasSum(before) && hasSum(after) && factorsOf(bare(after)).length > 1 && hasNewSum(before, after)

function hasNewSum(before: Expr, after: Expr): boolean {
  const old = new ExprMap<true>()
  for (const sum of sumsIn(before)) old.set(sum, true)
  return sumsIn(after).some(sum => !old.has(sum) && !old.has(neg(sum)))
}

const sumsIn = (e: Expr): readonly Expr[] => postorder(canonical(e)).filter(n => isCall(n, 'add'))

/** Whether a term of a sum is a sum with a sign of its own: a - (b + c). */
const hasNestedSum = (e: Expr): boolean => isCall(e, SIGN.plus) && e.args.some(t => isCall(bare(t), SIGN.plus))

/** The functions in an expression. */
const functionsIn = (e: Expr): ReadonlySet<string> =>
  new Set(postorder(e).flatMap(n => (n.kind === 'call' && n.args.length > 0 && !isArithmetic(n) ? [n.head] : [])))

/** What was done, by what stands there before and after. */
function nameOf(before: Expr, after: Expr): AlgebraId {
  const apart = isCall(before, 'list') || isCall(before, 'piecewise') ? entriesApart(before, after) : undefined
  if (apart !== undefined) return nameOf(...apart)
  const [heads, found] = [functionsIn(before), functionsIn(after)]
  if ([...found].some(h => !heads.has(h)) || [...heads].some(h => !found.has(h))) return 'identity'
  const [b, a] = [bare(before), bare(after)]
  const [from, to] = [termsOf(b), termsOf(a)]
  if (isBar(a) && from.length > 1 && from.some(hasBar)) return 'common-denominator'
  if (isBar(a) && isBar(b) && equal(canonical(a.args[1] as Expr), canonical(b.args[1] as Expr)))
    return nameOf(b.args[0] as Expr, a.args[0] as Expr)
  if (isBar(a) && isBar(b) && termsOf(above(a)).length > 1 && termsOf(above(a)).length === termsOf(above(b)).length)
    return 'cancel'
  if (from.length === 1 && to.length === 1 && isNewSum(above(b), above(a))) return 'factor'
  if (from.some(hasSum) && !to.some(hasSum)) return 'expand'
  if (hasNestedSum(b) && to.length >= from.length) return 'expand'
  if (to.length < from.length && to.some(hasSum) && !from.some(hasSum)) return 'factor'
  if (from.length === 1 && to.length === 1 && isBar(a) && hasSum(b) && !isBar(b)) return 'common-denominator'
  if (from.length > 1 && to.length === 1) return hasSum(a) ? 'factor' : 'collect-terms'
  if (to.length > from.length) return to.some(hasBar) && from.some(isBar) ? 'split-fraction' : 'expand'
  if (to.length < from.length) return 'collect-terms'
  if (to.length > 1 && !sameTerms(from, to)) return 'simplify'
  return nameOfFactors(before, after)
}

/** What was done to factors: a sum that is new was worked out; what stood above and below a bar, and does no longer, was cancelled. */
function nameOfFactors(before: Expr, after: Expr): AlgebraId {
  if (hasNewSum(before, after)) return 'simplify'
  return hasCommonFactor(before) && !hasCommonFactor(after) ? 'cancel' : 'collect-factors'
}

/** Whether a product or quotient has a factor above a bar that stands below one, too. */
function hasCommonFactor(e: Expr): boolean {
  return postorder(e).some(n => {
    if (!isBar(n) && !isCall(n, SIGN.times)) return false
    const above = new ExprMap<true>()
    const below = new ExprMap<true>()
    const pending: (readonly [Expr, boolean])[] = [[n, true]]
    for (let next = pending.pop(); next; next = pending.pop()) {
      const [part, isAbove] = [bare(next[0]), next[1]]
      const [first, second] = part.kind === 'call' ? part.args : []
      if (isBar(part)) pending.push([first as Expr, isAbove], [second as Expr, !isAbove])
      else if (factorsOf(part).length > 1)
        append(
          pending,
          factorsOf(part).map(f => [f, isAbove] as const),
        )
      else if (isCall(part, SIGN.power) || isCall(part, 'pow'))
        pending.push([first as Expr, isAbove !== isNegative(second as Expr)])
      else (isAbove ? above : below).set(canonical(part), true)
    }
    return [...above.keys()].some(factor => factor !== one && below.has(factor))
  })
}

/** The first entries that are written differently. */
function entriesApart(before: Call, after: Expr): readonly [Expr, Expr] | undefined {
  if (after.kind !== 'call' || after.head !== before.head || after.args.length !== before.args.length) return undefined
  const k = before.args.findIndex((e, j) => lineText(e) !== lineText(after.args[j] as Expr))
  return k < 0 ? undefined : [before.args[k] as Expr, after.args[k] as Expr]
}

/** Whether the terms are the same, but for their signs and how they are written. */
function sameTerms(a: readonly Expr[], b: readonly Expr[]): boolean {
  const values = new ExprMap<true>()
  for (const t of a) values.set(canonical(t), true)
  return b.map(canonical).every(t => values.has(t) || values.has(neg(t)))
}

/** The terms that were not there before are marked; where that is all of it, nothing is. */
function marked(before: Expr, after: Expr): Expr {
  if (!isCall(after, SIGN.plus)) return after
  const old = new Set(isCall(before, SIGN.plus) ? before.args : [before])
  const fresh = after.args.filter(t => !old.has(t))
  return fresh.length === after.args.length ? after : withMarks(after, new Set(fresh))
}

const withMarks = (sum: Call, fresh: ReadonlySet<Expr>): Expr => {
  const args = sum.args.map(t => {
    if (!fresh.has(t)) return t
    return t.kind === 'call' && t.head === SIGN.minus ? rawCall(t.head, [changed(t.args[0] as Expr)]) : changed(t)
  })
  return rawCall(sum.head, args)
}
