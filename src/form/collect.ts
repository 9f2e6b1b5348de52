/**
 * Sums gathered by what the variable stands in: n*(n - 1)*x^2 - 2*n*x for n^2*x^2 - n*x^2 - 2*n*x, and by brackets that the problem has:
 * 3*x*(log(x) + 1) for 2*x*(log(x) + 1) + x*log(x) + x. Nothing changes its value.
 */
import { append, greatest } from '../expr/args.js'
import { type Expr, isCall } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { contains } from '../expr/walk.js'
import { SIGN } from '../expr/written.js'
import { ZERO } from '../number/rational.js'
import { arranged, isLetterPower } from './arrange.js'
import { commonNumber, shared } from './content.js'
import { divided } from './divide.js'
import type { Draft } from './draft.js'
import {
  alike,
  coefficientOf,
  dividedBy,
  type Factor,
  factorTerm,
  merged,
  negated,
  negatedTerm,
  numberTerm,
  one,
  type Sum,
  type Term,
  times,
  type Unit,
  unity,
  withFactors,
} from './term.js'

/** What stands before a product of things with the variable in them. */
interface Group {
  readonly moving: Term
  readonly coefficient: Term[]
}

/** Coefficients in front of what the variable stands in; undefined where none of them is a sum. */
export function collected(s: Sum, draft: Draft): Sum | undefined {
  if (s.length < 3 || !draft.habits.hasCoefficients) return undefined
  const x = draft.variable
  const { coordinates } = draft.habits
  const isMoving = (f: Factor): boolean => moves(f, x) || coordinates.some(y => moves(f, y))
  // Letters stand in two terms at least.
  let others = 0
  for (const t of s) if (t.factors.some(f => f.unit.kind !== 'constant' && !isMoving(f))) others++
  if (others < 2) return undefined
  const groups: Group[] = []
  for (const t of s) {
    const [moving, still]: [Factor[], Factor[]] = [[], []]
    for (const f of t.factors) (isMoving(f) ? moving : still).push(f)
    const product = withFactors(unity, moving)
    const group = groups.find(g => alike(g.moving, product))
    if (group === undefined) groups.push({ moving: product, coefficient: [withFactors(t, still)] })
    else group.coefficient.push(withFactors(t, still))
  }
  if (groups.length < 2 || groups.length === s.length) return undefined
  const sums = groups.map(g => inFront(g.coefficient))
  // Numbers are not put before brackets with them: 2*x + 3.
  if (!sums.some(({ rest }) => rest.length > 1)) return undefined
  const brackets = sums.map(c => c.rest).filter(r => r.length > 1)
  return groups.map(({ moving }, k) => {
    const { front, rest } = sums[k] as Coefficient
    const factors = factorsOf(rest, brackets).map(r => draft.bracket(arranged(r, x)))
    for (const t of factors) for (const f of t.factors) f.unit.leads = true
    return factors.reduce(times, times(front, moving))
  })
}

/** Sums of so many terms are read as they stand. */
const EASY = 6
/** So few terms stay: as they came, out of brackets, beside a fraction. */
export const FEW = { came: 4, opened: 3, beside: 2 } as const
/** Longer sums are not gathered. */
const MOST_GATHERED = 60

/**
 * A sum of functions with polynomials before them: (x - 1)*log(x) + x^2 + 2 for x*log(x) - log(x) + x^2 + 2; undefined where none has one
 * of several terms. So `few` terms stay as they are; `below`: what the sum is divided by.
 */
export function gathered(s: Sum, draft: Draft, few: number, below: Term = unity): Sum | undefined {
  if (s.length <= few || s.length > MOST_GATHERED) return undefined
  const groups: Group[] = []
  for (const t of s) {
    const [moving, still]: [Factor[], Factor[]] = [[], []]
    for (const f of t.factors) (isPositivePower(f) ? still : moving).push(f)
    const product = withFactors(unity, moving)
    const group = groups.find(g => alike(g.moving, product))
    if (group === undefined) groups.push({ moving: product, coefficient: [withFactors(t, still)] })
    else group.coefficient.push(withFactors(t, still))
  }
  const isBar = (f: Factor): boolean => f.sign < 0 && f.unit.kind === 'sum'
  const isPlain = (g: Group): boolean => g.coefficient.length === 1 || g.moving.factors.every(isBar)
  if (groups.length < 2 || groups.every(isPlain)) return undefined
  const brackets = below.factors.flatMap(f => (f.unit.kind === 'sum' && f.sign < 0 ? [f.unit] : []))
  const terms: Term[] = []
  const met: Term[] = []
  for (const g of groups) {
    if (isPlain(g)) {
      append(
        terms,
        g.coefficient.map(t => times(t, g.moving)),
      )
      continue
    }
    const all = arranged(g.coefficient, draft.variable)
    const [front, rest] = withBrackets(shared(all), dividedBy(all, shared(all)), brackets)
    const bracket = arranged(rest, draft.variable)
    // Never 1 - x beside x - 1.
    const opposite = draft.bracket(negated(bracket))
    const isTurned = met.some(t => alike(t, opposite))
    const last = isTurned ? opposite : draft.bracket(bracket)
    met.push(last)
    terms.push([last, g.moving].reduce(times, isTurned ? negatedTerm(front) : front))
  }
  const [first] = met as [Term]
  if (met.length < groups.length || !met.every(t => alike(t, first))) return terms
  return [times(first, draft.bracket(dividedBy(terms, first)))]
}

/** A sum divided by brackets as often as that leaves no remainder, and what that puts in front. */
function withBrackets(front: Term, s: Sum, brackets: readonly Unit[]): readonly [front: Term, rest: Sum] {
  let [product, rest] = [front, s]
  for (const u of brackets) {
    for (let q = divided(rest, u.terms as Sum); q !== undefined && rest.length > 1; q = divided(rest, u.terms as Sum)) {
      product = times(product, factorTerm(u, one))
      rest = q
    }
  }
  return [product, rest]
}

/** A letter to a whole power above the bar. */
const isPositivePower = (f: Factor): boolean =>
  isLetterPower(f) && (f.power > 0 || (f.unit.kind === 'constant' && f.exponent.kind === 'num'))

/**
 * A long sum of powers of the variable and of one function by those of the variable, with the brackets of the problem that divide what stands
 * before them: (1 - log(x))^3 - 3*x*(1 - log(x))*(3 - 2*log(x)) + x^2*(11 - 6*log(x)).
 */
export function layered(s: Sum, draft: Draft): Sum | undefined {
  if (s.length <= EASY) return undefined
  const x = draft.variable
  const isPower = ({ unit, exponent }: Factor): boolean => unit.value === x && (wholeOf(exponent) ?? 0) > 0
  const units = new Set(s.flatMap(t => t.factors.filter(f => !isPower(f)).map(f => f.unit)))
  const [of] = units
  if (units.size !== 1 || of?.kind !== 'call') return undefined
  const layers: Group[] = []
  for (const t of s) {
    const power = withFactors(unity, t.factors.filter(isPower))
    const coefficient = dividedBy([t], power)[0] as Term
    const layer = layers.find(l => alike(l.moving, power))
    if (layer === undefined) layers.push({ moving: power, coefficient: [coefficient] })
    else layer.coefficient.push(coefficient)
  }
  const brackets = draft.habits.parts
    .filter(e => isCall(e, SIGN.plus))
    .map(e => draft.bracket(draft.of(e)).factors[0]?.unit)
    .filter(u => u?.kind === 'sum' && u.own && (u.terms as Sum).every(t => t.factors.every(f => f.unit === of)))
  if (layers.length < 2 || brackets.length === 0) return undefined
  const sign = degree((layers[0] as Group).moving) === 0 ? 1 : -1
  layers.sort((a, b) => sign * (degree(a.moving) - degree(b.moving)))
  return layers.map(({ moving, coefficient }) => {
    const [product, rest] = withBrackets(moving, coefficient, brackets as Unit[])
    const number = commonNumber(rest)
    return times(times(number, product), draft.bracket(arranged(dividedBy(rest, number), x)))
  })
}

/** Terms put together to the brackets that the problem has, as often as they are there. */
export function regrouped(s: Sum): Sum {
  const brackets = new Set(s.flatMap(t => t.factors.map(f => f.unit)).filter(u => u.own && u.kind === 'sum'))
  let sum = s
  for (const u of brackets) sum = regroupedBy(u, sum)
  return sum
}

function regroupedBy(bracket: Unit, s: Sum): Sum {
  const [first, ...others] = bracket.terms as Sum
  if (first === undefined || s.length <= others.length) return s
  for (const t of s) {
    const c = dividedBy([t], first)[0] as Term
    const places = others.map(b => {
      const wanted = times(c, b)
      return s.findIndex(o => coefficientOf(o).equals(coefficientOf(wanted)) && alike(o, wanted))
    })
    if (places.includes(-1)) continue
    const rest = s.filter((o, k) => o !== t && !places.includes(k))
    return regroupedBy(bracket, merged([...rest, times(c, factorTerm(bracket, one))]))
  }
  return s
}

const moves = ({ unit, exponent }: Factor, by: Expr): boolean => contains(unit.value, by) || contains(exponent, by)

interface Coefficient {
  readonly front: Term
  readonly rest: Sum
}

const degree = (t: Term): number => t.factors.reduce((n, f) => n + (wholeOf(f.exponent) ?? 0), 0)

function inFront(s: Sum): Coefficient {
  const all = merged(s)
  if (all.length < 2) return { front: all[0] ?? numberTerm(ZERO), rest: [unity] }
  const front = shared(all)
  const rest = dividedBy(all, front)
  // -(n - 1) for 1 - n.
  const degrees = rest.map(degree)
  const highest = greatest(degrees)
  const turns = rest.every((t, k) => (degrees[k] as number) < highest || t.above.sign() < 0)
  return turns ? { front: negatedTerm(front), rest: negated(rest) } : { front, rest }
}

/** A coefficient as a product, as far as the other coefficients divide it. */
function factorsOf(s: Sum, brackets: readonly Sum[]): readonly Sum[] {
  if (s.length < 2) return []
  for (const b of brackets) {
    const quotient = b.length < s.length ? divided(s, b) : undefined
    if (quotient !== undefined) return [quotient, b]
  }
  return [s]
}
