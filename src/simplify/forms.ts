/**
 * Other ways to write a node. Near forms are one step away and taken only where they are cheaper at once; far forms rewrite a
 * whole rational expression and may have to be worked on before they are. All are equal to the node wherever both are defined.
 */

import { isNegative, neg, pow } from '../expr/build.js'
import { baseOf, isWholePower } from '../expr/factors.js'
import { type Call, type Expr, factorsOf, isCall, num } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { postorder } from '../expr/walk.js'
import { MINUS_ONE } from '../number/rational.js'
import { type Reading, toFraction, writings } from '../polynomial/fraction.js'
import type { Work } from '../polynomial/polynomial.js'
import { havePartners } from '../polynomial/squares.js'
import { apart } from './algebra.js'
import { otherBases } from './bases.js'
import { mergedCases } from './cases.js'
import { byNeighbours } from './contiguous.js'
import { hasMinus } from './cost.js'
import { factorings, refactorings } from './factor.js'
import type { Facts } from './facts.js'
import { withoutHorner } from './faults.js'
import { asWaves } from './product-to-sum.js'
import { relatedForms } from './related.js'
import { cubeRootsOut, inverseHyperbolic, rootWritings } from './roots.js'
import {
  distributions,
  fractionsGathered,
  groupings,
  matchedSigns,
  minusOut,
  multipliedPairs,
  opened,
  shared,
  withinDenominators,
} from './shared-factors.js'
import { turns } from './shifts.js'
import { branchForms } from './sign-cases.js'

/** Terms that may be made for the forms of one reading. */
const PATIENCE = 8_000
/** Larger expressions (as trees) are not tried as they were at first. */
const LARGEST_ORIGIN = 150

/** Forms one step away. */
export function nearForms(e: Call, facts: Facts): Expr[] {
  switch (e.head) {
    case 'add':
      return [
        ...factorings(e),
        ...groupings(e),
        ...fractionsGathered(e),
        ...mergedCases(e),
        ...opened(e),
        ...unnested(e),
      ]
    case 'mul':
      return [
        ...refactorings(e),
        ...distributions(e),
        ...shared(e),
        ...matchedSigns(e),
        ...multipliedPairs(e),
        ...minusOut(e),
        ...withinDenominators(e),
        ...rootWritings(e, facts),
      ]
    case 'pow':
      return [...refactorings(e), ...minusOut(e), ...rootWritings(e, facts), ...invertedBase(e)]
    case 'piecewise':
      return branchForms(e, facts)
    default:
      return [...turns(e, facts), ...inverseHyperbolic(e, facts), ...cubeRootsOut(e)]
  }
}

/** (3/2)^x for (2/3)^(-x). */
function invertedBase(e: Call): Expr[] {
  const [base, exponent] = e.args as [Expr, Expr]
  const isPositive = base.kind === 'num' && !base.decimal && base.value.sign() > 0
  return isPositive && isNegative(exponent) ? [pow(num(base.value.inverse()), neg(exponent))] : []
}

const unnested = (e: Call): Expr[] => [withoutHorner(e)].filter(f => f !== undefined)

/**
 * Forms of a whole rational expression. Its parts have each found their shortest form, such as sqrt(1 - x^2) for sqrt(1 - x)*sqrt(1 + x),
 * which may keep the whole from cancelling: so the expression that it was at first is tried as well.
 */
export function farForms(e: Call, origin: Expr, facts: Facts, allowance: Work): Expr[] {
  if (!isCall(e, 'add') && !isCall(e, 'mul') && !isCall(e, 'pow')) return []
  const bases = [e, ...byNeighbours(e), ...otherBases(e, facts)]
  const reducible = origin.size <= LARGEST_ORIGIN && !equal(origin, e)
  return [
    ...bases.slice(1),
    ...relatedForms(e, facts),
    ...(isCall(e, 'add') ? [] : rootWritings(e, facts)),
    ...wavesOf(e),
    ...partialFractions(e),
    ...[e, ...(reducible ? [origin] : [])].flatMap(f => (isCall(f, 'mul') ? shared(f) : [])),
    ...[...bases, ...(reducible ? [origin] : [])].flatMap(f => normalForms(f, allowance)),
  ]
}

/** Larger quotients are not taken apart. */
const LARGEST_QUOTIENT = 40

/** 1/x + 1/(2*(x + 1)) for a quotient in one letter with several simple factors below. */
function partialFractions(e: Call): Expr[] {
  if (!isCall(e, 'mul') || e.size > LARGEST_QUOTIENT) return []
  const below = e.args.filter(f => isCall(f, 'pow') && f.args[1]?.kind === 'num' && f.args[1].value.equals(MINUS_ONE))
  const nodes = postorder(e)
  const [x, ...others] = nodes.filter(n => n.kind === 'sym')
  const rational = nodes.every(n => n.kind !== 'call' || n.head === 'add' || n.head === 'mul' || isWholePower(n))
  return below.length > 1 && x !== undefined && others.length === 0 && rational ? [apart(e, x)] : []
}

const wavesOf = (e: Expr): Expr[] => [asWaves(e)].filter(w => w !== undefined)

/**
 * Whether exponentials with negative exponents may be turned round. Not where e^(-x) stands once or twice and is
 * not subtracted: that is as familiar as e^x, and who writes e^(-x)/(1 + e^(-x))^2 gets it back.
 */
function mayTurn(nodes: readonly Expr[]): boolean {
  const calls = nodes.filter(n => n.kind === 'call')
  const reciprocals = calls.flatMap(n => n.args.filter(isReciprocal))
  const plain = (f: Expr): boolean => (f as Call).args[1]?.size === MINUS_SYMBOL && isCall((f as Call).args[0], 'e')
  const differs = (n: Call): boolean => n.head === 'add' && n.args.some(isReciprocal) && n.args.some(hasMinus)
  return reciprocals.length > FAMILIAR || reciprocals.some(f => !plain(f)) || calls.some(differs)
}

const FAMILIAR = 2
/** The size of -x, as a tree; no other negative exponent is as small but a number. */
const MINUS_SYMBOL = 3

/** A sum with a square root among its terms. */
const isRootedSum = (e: Expr): boolean => isCall(e, 'add') && e.args.some(hasRoot)

const hasRoot = (term: Expr): boolean =>
  factorsOf(term).some(
    f => isCall(f, 'pow') && f.args[0]?.kind !== 'num' && f.args[1]?.kind === 'num' && f.args[1].value.den === 2,
  )

const isReciprocal = (e: Expr): boolean =>
  isCall(e, 'pow') && e.args[1]?.kind !== 'num' && isNegative(e.args[1] as Expr)

/** The quotient of polynomials in lowest terms, written in several ways. What it takes comes off the allowance. */
function normalForms(e: Expr, allowance: Work): Expr[] {
  if (!hasSum(e)) return []
  const nodes = postorder(e)
  // Decimal fractions would come back as fractions.
  if (nodes.some(n => n.kind === 'num' && n.decimal)) return []
  const upright: Reading[] = mayTurn(nodes) ? [{ upright: true }, {}] : [{}]
  const both = havePartners(new Set(nodes.map(n => (n.kind === 'call' ? n.head : ''))))
  const readings = [
    ...upright,
    ...(both ? [{ other: true }] : []),
    ...(nodes.some(isRootedSum) ? [{ rational: true }] : []),
  ]
  return readings.flatMap(r => {
    const given = Math.min(PATIENCE, allowance.terms)
    const work = { terms: given }
    const fraction = toFraction(e, work, r)
    const forms = fraction === undefined ? [] : writings(fraction, work)
    allowance.terms -= given - Math.max(0, work.terms)
    return both ? [...forms, ...forms.slice(0, 1).flatMap(wavesOf)] : forms
  })
}

/** Without a sum there is nothing to cancel that the canonical form has not cancelled. */
const hasSum = (e: Expr): boolean => isCall(e, 'add') || factorsOf(e).some(f => isCall(baseOf(f), 'add'))
