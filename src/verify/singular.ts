/** Points where there may be no derivative: kinks, edges of the domain, and points where the formula has no value. */
import type { DomainError } from '../errors.js'
import { shortText } from '../evaluate/wording.js'
import type { Side } from './differences.js'
import type { Kink } from './kinks.js'
import type { Numeric } from './methods.js'
import { agree, describe, jumps, type OneSide, sideOf, slope } from './one-sided.js'
import { type Case, type Finding, found, without } from './result.js'
import type { Sample } from './sample.js'
import type { Target } from './target.js'
import { brief, judge } from './verdict.js'

const NOTHING: Sample = { value: Number.NaN, error: 0 }

const bothSides = (target: Target, name: string): readonly [OneSide, OneSide] => [
  sideOf(target, name, 'left'),
  sideOf(target, name, 'right'),
]

/** The mean of both sides; what is left of their difference is error. */
function merge(left: Numeric, right: Numeric): Numeric {
  const error = Math.max(left.error, right.error, Math.abs(left.value - right.value) / 2)
  return {
    ...left,
    value: (left.value + right.value) / 2,
    error,
    rounding: error,
    step: Math.min(left.step, right.step),
  }
}

const hasSlope = ({ kind }: OneSide): boolean => kind === 'finite' || kind === 'infinite'

/** The formula has no value: the numbers say what the function itself does here. */
export function undefinedFormula(target: Target, name: string, error: DomainError): Finding {
  const [left, right] = bothSides(target, name)
  const sides = { left: slope(left), right: slope(right) }
  if (left.kind === 'finite' && right.kind === 'finite') {
    if (!agree(left.derivative, right.derivative, target.slopeScale(name))) {
      return {
        ...without(Number.NaN, 'kink', `from the left ${describe(left)}, from the right ${describe(right)}`),
        ...sides,
      }
    }
    const both = merge(left.derivative, right.derivative)
    const itself = `the function itself has the derivative ${brief(both.value)} here`
    return { ...found(NOTHING, both, { verdict: 'undefined' }, `${error.message}; ${itself}`), ...sides, itself }
  }
  if (![left, right].some(hasSlope)) return { ...without(Number.NaN, 'undefined', error.message), ...sides }
  const itself = `from the left: ${describe(left)}, from the right: ${describe(right)}`
  const edge = left.kind === 'outside' ? 'right' : right.kind === 'outside' ? 'left' : undefined
  return {
    ...without(Number.NaN, 'undefined', `${error.message}; ${itself}`),
    ...sides,
    itself,
    ...(edge !== undefined && { edge }),
  }
}

/** On a kink the sides decide: where they agree, the function is smooth after all. */
export function atKink(c: Case, kinks: readonly Kink[]): Finding {
  const [left, right] = bothSides(c.target, c.name)
  if (left.kind === 'outside' || right.kind === 'outside') return atEdge(c)
  const where = `at the kink of ${named(kinks)}`
  if (left.kind === 'unclear' || right.kind === 'unclear')
    return jumps(c.target, c.name) ? jumping(c, where) : unclear(c)
  if (left.kind === 'finite' && right.kind === 'finite' && agree(left.derivative, right.derivative, c.slopeScale)) {
    return smooth(c, merge(left.derivative, right.derivative), where)
  }
  return kinked(c, left, right, `${where}: `)
}

/** More kinks at one point are not named. */
const MOST_NAMED = 3

function named(kinks: readonly Kink[]): string {
  const all = [...new Set(kinks.map(k => k.of))]
  const names = [...new Set(all.slice(0, MOST_NAMED).map(shortText))].join(', ')
  return all.length > MOST_NAMED ? `${names} and ${all.length - MOST_NAMED} more` : names
}

const unclear = (c: Case): Finding =>
  without(c.symbolic.value, 'uncertain', 'from one side at least no derivative could be had: kinks may lie too densely')

/** On a jump rounding may hide the value at the point, as of floor(x) at 1: the coordinate is then taken as it is. */
function jumping(c: Case, where: string): Finding {
  const [left, right] = (['left', 'right'] as const).map(side => sideOf(c.target, c.name, side, 0)) as [
    OneSide,
    OneSide,
  ]
  if (left.kind !== 'unclear' && right.kind !== 'unclear') return kinked(c, left, right, `${where}: `)
  return without(c.symbolic.value, 'kink', `${where}: the function jumps`)
}

function kinked(c: Case, left: OneSide, right: OneSide, where: string): Finding {
  const note = `${where}from the left ${describe(left)}, from the right ${describe(right)}${outlier(c, left, right)}`
  return { ...without(c.symbolic.value, 'kink', note), left: slope(left), right: slope(right) }
}

/** Both sides have the same derivative. */
const smooth = (c: Case, both: Numeric, where: string): Finding => judged(c, both, ['left', 'right'], `smooth ${where}`)

/** Judges by one-sided derivatives. A formula that is right beside the point may still go by its convention on it. */
function judged(c: Case, numeric: Numeric, sides: readonly Side[], note: string): Finding {
  const finding = found(c.symbolic, numeric, judge(c.symbolic, numeric, c.slopeScale, c.allowed), note)
  if (finding.verdict !== 'wrong' || !rightBeside(c, numeric.value, sides)) return finding
  return { ...finding, verdict: 'kink', note: `${note}, but the formula is right only beside it` }
}

/** Whether the formula has nearly this value a little to the sides. */
function rightBeside({ target, formula, name, slopeScale }: Case, value: number, sides: readonly Side[]): boolean {
  const x = target.coordinate(name)
  const f = formula.along(name)
  const near = 1e-3 * Math.max(Math.abs(value), slopeScale)
  const distance = 1e-7 * Math.max(1, Math.abs(x))
  return sides.every(side => Math.abs(f(side === 'left' ? x - distance : x + distance).value - value) <= near)
}

/** Says so where the formula's value does not lie between the two derivatives. */
function outlier({ symbolic }: Case, left: OneSide, right: OneSide): string {
  if (left.kind !== 'finite' || right.kind !== 'finite') return ''
  const [a, b] = [left.derivative, right.derivative]
  const slack = symbolic.error + a.error + b.error + 1e-6 * Math.max(Math.abs(a.value), Math.abs(b.value))
  const [low, high] = [Math.min(a.value, b.value) - slack, Math.max(a.value, b.value) + slack]
  return symbolic.value >= low && symbolic.value <= high ? '' : `; ${brief(symbolic.value)} is not between them`
}

/** On the edge of the domain one side is left to compare with. */
export function atEdge(c: Case): Finding {
  const [left, right] = bothSides(c.target, c.name)
  if (left.kind !== 'outside' && right.kind !== 'outside')
    return without(c.symbolic.value, 'uncertain', 'a kink or a pole is too near to step around')
  const [side, from]: [OneSide, Side] = left.kind === 'outside' ? [right, 'right'] : [left, 'left']
  if (side.kind === 'outside') {
    return without(
      c.symbolic.value,
      'undefined',
      `the function has no values beside ${c.name} = ${c.target.coordinate(c.name)}`,
    )
  }
  const note = `at the edge of the domain: only from the ${from}`
  const finding =
    side.kind === 'finite'
      ? judged(c, side.derivative, [from], note)
      : without(c.symbolic.value, side.kind === 'infinite' ? 'undefined' : 'uncertain', `${note}, ${describe(side)}`)
  return { ...finding, edge: from }
}

/** A kink that no row announces, as of sqrt(x^2): both sides have derivatives, and they differ. */
export function unforeseenKink(c: Case): Finding | undefined {
  const [left, right] = bothSides(c.target, c.name)
  if (left.kind !== 'finite' || right.kind !== 'finite') return undefined
  return agree(left.derivative, right.derivative, c.slopeScale) ? undefined : kinked(c, left, right, '')
}
