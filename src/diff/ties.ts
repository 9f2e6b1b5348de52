/**
 * Derivatives at single points of functions with branches. A branch that holds only where x is r is no open set: its derivative
 * says nothing of the whole. And where the branches of a derivative meet, at a tie, each convention (the first argument of max wins)
 * may be the one of the other side: the derivative of relu(x) - relu(-x) is 1, at 0 as well. Where the function is continuous at
 * r and both sides give the same derivative there, that is it. Boundaries are seen where the sides of a comparison, or the argument of
 * sign, differ by a linear expression in x; others stay as they are.
 */
import { call, list, minusOne, mul, no, num, one, pow, sub, yes, zero } from '../expr/build.js'
import { RELATIONS } from '../expr/kind.js'
import { type Call, type Expr, isCall, isValueless, type Num, rawCall, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { contains, fold, postorder, withArgs } from '../expr/walk.js'
import { row } from '../functions/table.js'
import { limitAt } from './limit.js'
import { sheltered } from './shelter.js'

/** Expressions with more distinct nodes, or more places where branches meet, are left as they are. */
export const MOST_NODES = 600
const MOST_PLACES = 6

/** Whether derivatives of calls of a head may have branches. */
export function branches(head: string): boolean {
  const known = branching.get(head)
  if (known !== undefined) return known
  const texts = row(head)?.derivative ?? []
  const found = head === 'piecewise' || texts.some(d => d === '0' || (d !== null && /piecewise|sign\(/.test(d)))
  if (branching.size < 1000) branching.set(head, found)
  return found
}

const branching = new Map<string, boolean>()

// ── branches at single points ───────────────────────────────────────────────────────────────────────────────────

/** A case of a piecewise; the default has the condition `true`. */
interface Case {
  readonly value: Expr
  readonly condition: Expr
}

/**
 * The derivative of a piecewise one of whose cases holds at a single x: that of what it is put into, where the function is continuous
 * there; where it is not, or that is not known, there is no value. Undefined where there is no such case.
 */
export function pointwise(e: Call, x: Expr, slope: (e: Expr) => Expr): Expr | undefined {
  const cases = casesOf(e)
  const k = cases.findIndex(c => pointOf(c.condition, x) !== undefined)
  if (k >= 0) {
    const { value, condition } = cases[k] as Case
    const rest = piecewise(cases.toSpliced(k, 1))
    const here = call('and', [...cases.slice(0, k).map(c => call('not', [c.condition])), condition])
    return joined({ value, condition: here, rest, r: pointOf(condition, x) as Expr }, x, slope)
  }
  // if(x != r, v, w) has its single point in the default.
  const [first, last] = cases as [Case, Case]
  if (cases.length !== 2 || last.condition !== yes) return undefined
  const condition = call('not', [first.condition])
  const r = pointOf(condition, x)
  return r && joined({ value: last.value, condition, rest: first.value, r }, x, slope)
}

/** Whether some branch of an expression holds at a single x. */
export const hasPoints = (e: Expr, x: Expr): boolean =>
  postorder(e).some(
    n => (isCall(n, 'eq') || isCall(n, 'ne')) && pointOf(isCall(n, 'eq') ? n : call('not', [n]), x) !== undefined,
  )

interface Joint {
  readonly value: Expr
  readonly condition: Expr
  readonly rest: Expr
  readonly r: Expr
}

function joined({ value, condition, rest, r }: Joint, x: Expr, slope: (e: Expr) => Expr): Expr {
  const [here, there] = [put(value, x, r), put(rest, x, r)]
  const d = slope(rest)
  if (!isValueless(here) && !isValueless(there) && same(here, there)) return d
  const limit = limitAt(rest, x, r, slope)
  const inside = limit !== undefined && same(here, limit) ? limitAt(d, x, r, slope) : undefined
  return call('piecewise', inside === undefined ? [d, call('not', [condition])] : [inside, condition, d])
}

function casesOf(e: Call): Case[] {
  const cases: Case[] = []
  for (let k = 0; k < e.args.length; k += 2)
    cases.push({ value: e.args[k] as Expr, condition: (e.args[k + 1] as Expr | undefined) ?? yes })
  return cases
}

const piecewise = (cases: readonly Case[]): Expr =>
  call(
    'piecewise',
    cases.flatMap(c => (c.condition === yes ? [c.value] : [c.value, c.condition])),
  )

/** The r where a condition holds for x = r alone. */
function pointOf(condition: Expr, x: Expr): Expr | undefined {
  if (isCall(condition, 'eq')) return rootOf(sub(condition.args[0] as Expr, condition.args[1] as Expr), x)?.root
  if (!isCall(condition, 'and')) return undefined
  for (const c of condition.args) {
    const r = pointOf(c, x)
    if (r !== undefined) return r
  }
  return undefined
}

// ── ties ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The derivative d of f by x, with its values where branches meet put right. */
export function settledTies(f: Expr, slope: Expr, x: Expr): Expr {
  if (slope.kind !== 'call' || postorder([f, slope]).length > MOST_NODES) return slope
  const d = sheltered(slope)
  if (d.kind !== 'call') return d
  const nodes = postorder([f, d])
  const places = placesOf(nodes, x)
  if (places.length === 0 || places.length > MOST_PLACES) return d
  const only = places.length === 1 ? (places[0] as Expr) : undefined
  const fixed: Expr[] = []
  for (const r of places) {
    const [left, right, tie] = ([-1, 1, 0] as const).map(side => put(d, x, r, side)) as [Expr, Expr, Expr]
    if (isValueless(left) || isValueless(right) || !same(left, right) || !isContinuous(f, x, r)) continue
    const [before, after] = only === undefined ? [] : ([-1, 1] as const).map(side => beside(d, x, r, side))
    if (before !== undefined && after !== undefined && same(before, after)) return before
    if (!same(left, tie)) fixed.push(left, call('eq', [x, r]))
  }
  return fixed.length === 0 ? d : call('piecewise', [...fixed, d])
}

/** The r at which a comparison or a sign changes as x passes it. */
function placesOf(nodes: readonly Expr[], x: Expr): Expr[] {
  const found: Expr[] = []
  for (const n of nodes) {
    if (n.kind !== 'call') continue
    const g = RELATIONS.has(n.head) ? difference(n) : isCall(n, 'sign') ? (n.args[0] as Expr) : undefined
    const r = g && rootOf(g, x)?.root
    if (r !== undefined && !found.some(o => equal(o, r))) found.push(r)
  }
  return found
}

const difference = (n: Call): Expr => sub(n.args[0] as Expr, n.args[1] as Expr)

function isContinuous(f: Expr, x: Expr, r: Expr): boolean {
  const [left, right, value] = ([-1, 1, 0] as const).map(side => put(f, x, r, side)) as [Expr, Expr, Expr]
  return !isValueless(value) && same(left, value) && same(right, value)
}

const same = (a: Expr, b: Expr): boolean => equal(a, b) || sub(a, b) === zero

/** The expression at x = r, or the limit from a side as far as comparisons and signs go. */
function put(e: Expr, x: Expr, r: Expr, side: -1 | 0 | 1 = 0): Expr {
  const there = side === 0 ? e : beside(e, x, r, side)
  return fold<Expr>(there, (n, args) => (equal(n, x) ? r : n.kind === 'call' ? rebuilt(n, args) : n))
}

const rebuilt = (n: Call, args: readonly Expr[]): Expr =>
  isCall(n, 'list') ? list(args) : isNested(n) ? rawCall(n.head, args) : withArgs(n, args)

/** max(max(a, b), c), as reverse mode keeps what is long: taken together at each step it would cost the square. */
const isNested = (n: Call): boolean => row(n.head)?.idempotent === true && n.args.some(a => isCall(a, n.head))

/** The expression as it is for x on one side of r. */
function beside(e: Expr, x: Expr, r: Expr, side: -1 | 1): Expr {
  const found = fold<{ readonly is: Expr; readonly moves: boolean }>(e, (n, args) => {
    if (n.kind !== 'call' || equal(n, x)) return { is: n, moves: equal(n, x) }
    const moves = args.some(a => a.moves)
    if (!moves) return { is: n, moves }
    const fresh = rebuilt(
      n,
      args.map(a => a.is),
    )
    return { is: fresh.kind === 'call' ? decided(fresh, x, r, side) : fresh, moves }
  })
  return found.is
}

function decided(n: Call, x: Expr, r: Expr, side: -1 | 1): Expr {
  const [a, b] = n.args as [Expr, Expr]
  const signOf = (g: Expr): number | undefined => {
    const found = rootOf(g, x)
    return found !== undefined && equal(found.root, r) ? found.slope * side : undefined
  }
  if (RELATIONS.has(n.head)) {
    const sign = signOf(difference(n))
    return sign === undefined ? n : HOLDS[n.head]?.includes(sign) ? yes : no
  }
  switch (n.head) {
    case 'sign':
    case 'abs':
    case 'relu': {
      const sign = signOf(a)
      if (sign === undefined) return n
      return n.head === 'sign' ? num(sign) : n.head === 'abs' ? mul(num(sign), a) : sign > 0 ? a : zero
    }
    case 'max':
    case 'min': {
      const sign = n.args.length === 2 ? signOf(difference(n)) : undefined
      if (sign === undefined) return n
      return (n.head === 'max') === sign > 0 ? a : b
    }
    default:
      return n
  }
}

/** The signs of a - b with which each relation holds. */
const HOLDS: Readonly<Record<string, readonly number[]>> = { lt: [-1], le: [-1], gt: [1], ge: [1], eq: [], ne: [-1, 1] }

/** The zero of c*x + t, t without x, and the sign of c. */
function rootOf(g: Expr, x: Expr): { readonly root: Expr; readonly slope: number } | undefined {
  const terms = termsOf(g)
  // The term that is a multiple of x is found by a glance; whether another one contains x takes a walk.
  const term = terms.find(t => factorOf(t, x) !== undefined)
  if (term === undefined || terms.some(t => t !== term && contains(t, x))) return undefined
  const c = factorOf(term, x) as Num
  return { root: mul(sub(term, g), pow(c, minusOne)), slope: c.value.sign() }
}

/** The number c of c*x. */
function factorOf(term: Expr, x: Expr): Num | undefined {
  if (equal(term, x)) return one
  const [c, rest] = isCall(term, 'mul') && term.args.length === 2 ? term.args : []
  return c?.kind === 'num' && rest !== undefined && equal(rest, x) ? c : undefined
}
