/**
 * What a person may have done who claims a wrong derivative by a vector or matrix: a factor, a matrix that should be transposed or should not,
 * one that is missing. Each is tried on the right formula; one whose entries are all those claimed is named as likely.
 */

import { attempted } from '../attempt.js'
import { FluxionError } from '../errors.js'
import { minusOne, mul, one, sub } from '../expr/build.js'
import { add, negate, times } from '../tensor/algebra.js'
import { derivative } from '../tensor/derivative.js'
import { type Factor, type Node, nodesOf, type Term, type Variable } from '../tensor/node.js'
import { Tensor } from '../tensor/tensor.js'
import { withParts } from '../tensor/transfer.js'
import { factorOf } from '../verify/mistake.js'
import type { By } from './reading.js'

/** More ways to change a formula are not tried. */
const MOST_TRIED = 60
const CLOSE = 1e-6
/** Means of more are not thought of: nearly every large ratio is near to a whole number. */
const MOST_ENTRIES = 1000

/** The formula of the right derivative, changed, and what then would be the mistake. */
interface Change {
  readonly text: string
  readonly says: string
}

/** A wrong derivative, and what then would be the mistake. */
interface Slip {
  readonly slope: Node
  readonly says: string
}

/** `valuesOf` are the entries of a formula in the place of the right one; undefined where it has another shape. */
export function mistakeOf(
  t: Tensor,
  { x, entry }: By,
  right: Tensor,
  claimed: Float64Array,
  own: Float64Array,
  valuesOf: (formula: string | Tensor) => Float64Array | undefined,
): string | undefined {
  const factor = wholeFactor(claimed, own)
  if (factor !== undefined) return factor
  const formulas = changes(right).map(({ text, says }) => ({ formula: text, says }))
  const isWhole = x.kind === 'variable' && entry === undefined
  const slips = [...(isWhole ? underived(t, x) : []), ...lostTerms(right), ...lostFactors(right)].map(s => ({
    formula: right.with(s.slope),
    says: s.says,
  }))
  for (const { formula, says } of [...formulas.slice(0, MOST_TRIED), ...slips.slice(0, MOST_TRIED)]) {
    // A formula whose sizes do not fit is no explanation.
    const values = attempted([FluxionError], () => valuesOf(formula))
    if (values !== undefined && isSame(values, claimed) && !isSame(values, own)) return says
  }
  return undefined
}

/** A factor by which all entries are off; that of a mean is the number of its entries. */
function wholeFactor(claimed: Float64Array, own: Float64Array): string | undefined {
  const pairs = [...own].map((right, k) => ({ claimed: claimed[k] as number, right })).filter(p => p.right !== 0)
  const [first] = pairs
  if (first === undefined || [...own].some((right, k) => right === 0 && claimed[k] !== 0)) return undefined
  const known = factorOf(pairs)
  if (known !== undefined || pairs.length < 2) return known
  const ratio = first.claimed / first.right
  if (!pairs.every(p => Math.abs(p.claimed - ratio * p.right) <= CLOSE * Math.abs(p.claimed))) return undefined
  const [above, below] = [ratio, 1 / ratio].map(Math.round) as [number, number]
  if (Math.max(above, below) > MOST_ENTRIES) return undefined
  if (above > 1 && Math.abs(ratio - above) <= CLOSE * above) return `a factor 1/${above} is missing, as that of a mean`
  if (below > 1 && Math.abs(1 / ratio - below) <= CLOSE * below) return `a factor ${below} is missing`
  return undefined
}

/** A name in a formula, with its mark of transposition and the star after it. */
const NAMES = /([\p{L}_][\p{L}\p{N}_]*)('?)(\*?)/gu

/** The right formula with one matrix transposed, without one factor, with two neighbours exchanged, or with another variable in one place. */
function changes(right: Tensor): Change[] {
  const text = String(right)
  const { variables } = right.setting
  const spots = [...text.matchAll(NAMES)].flatMap(({ 0: all, 1: name = '', 2: mark = '', 3: star = '', index }) => {
    const variable = variables.get(name)
    return variable === undefined
      ? []
      : [{ variable, name, written: name + mark, mark, star, index, end: index + all.length }]
  })
  const put = (from: number, to: number, by: string): string => text.slice(0, from) + by + text.slice(to)
  const found = (is: string, right: string): string => `${is} stands where ${right} belongs: ${text}`
  const transposed = spots
    .filter(s => s.variable.shape.length === 2)
    .map(s => [s, s.mark === '' ? `${s.name}'` : s.name] as const)
    .map(([s, by]): Change => ({ text: put(s.index, s.end, by + s.star), says: found(by, s.written) }))
  const exchanged = spots.flatMap((s, k): Change[] => {
    const next = spots[k + 1]
    if (s.star === '' || next?.index !== s.end) return []
    const turned = `${next.written}*${s.written}`
    return [{ text: put(s.index, next.end, turned + next.star), says: found(turned, `${s.written}*${next.written}`) }]
  })
  const missing = spots
    .filter(s => s.star !== '')
    .map((s): Change => ({ text: put(s.index, s.end, ''), says: `the factor ${s.written} is missing: ${text}` }))
  const others = spots.flatMap(s =>
    [...variables.values()]
      .filter(v => v !== s.variable && v.shape.length === s.variable.shape.length)
      .map((v): Change => ({ text: put(s.index, s.end, v.name + s.mark + s.star), says: found(v.name, s.name) })),
  )
  return [...transposed, ...exchanged, ...missing, ...others]
}

/** The right derivative without one term of one of its sums, or with the sign of one turned. */
function lostTerms(right: Tensor): Slip[] {
  const { space } = right.setting
  return nodesOf([right.node]).flatMap((node): Slip[] => {
    if (node.kind !== 'sum' || node.terms.length < 2) return []
    const put = (terms: readonly Term[]): Node =>
      withParts(space, right.node, new Map([[node, space.sum(node.shape, terms)]]))
    return node.terms.flatMap((term, k): Slip[] => {
      const rest = node.terms.filter((_, j) => j !== k)
      const written = new Tensor(space.sum(node.shape, [term]), right.setting)
      const turned = { ...term, coefficient: mul(minusOne, term.coefficient) }
      return [
        { slope: put(rest), says: `the term ${written} is missing: ${right}` },
        { slope: put([...rest, turned]), says: `the sign of the term ${written} is the opposite: ${right}` },
      ]
    })
  })
}

/** The right derivative without one factor of one of its terms, or with another power of it. Names alone are tried as text (`changes`). */
function lostFactors(right: Tensor): Slip[] {
  const { space } = right.setting
  const whole = String(right)
  return nodesOf([right.node]).flatMap((node): Slip[] => {
    if (node.kind !== 'sum') return []
    return node.terms.flatMap((term, k): Slip[] =>
      term.factors.flatMap((factor, j): Slip[] => {
        if (factor.node.kind === 'variable' && factor.power === one) return []
        const others = term.factors.filter((_, i) => i !== j)
        const put = (factors: readonly Factor[]): Node =>
          withParts(
            space,
            right.node,
            new Map([[node, space.sum(node.shape, node.terms.with(k, { ...term, factors }))]]),
          )
        const powers = factor.power === one ? [] : [sub(factor.power, one)]
        const name = String(new Tensor(factor.node, right.setting))
        const isFree = factor.at.every(l => l < node.shape.length || others.some(o => o.at.includes(l)))
        return [
          ...(isFree ? [{ slope: put(others), says: `a factor made of ${name} is missing: ${whole}` }] : []),
          ...powers.map(power => ({
            slope: put(term.factors.with(j, { ...factor, power })),
            says: `the power of ${name} is ${factor.power}, not ${power}: ${whole}`,
          })),
        ]
      }),
    )
  })
}

/** The derivative where that of one function of entries was forgotten: f stands in the place of f', or 1 does. */
function underived(t: Tensor, x: Variable): Slip[] {
  const { space } = t.setting
  return nodesOf([t.node]).flatMap((node): Slip[] => {
    const [of, ...others] = node.kind === 'map' ? node.args : []
    if (of === undefined || others.length > 0 || !nodesOf([of]).includes(x)) return []
    // In the place of g(u) a line in u, with a slope to choose and the value g(u).
    const [value, slope] = ['`value', '`slope'].map(name => space.variable(name, of.shape)) as [Node, Node]
    const line = add(space, of.shape, [value, times(space, of.shape, [slope, of])])
    const changed = derivative(space, withParts(space, t.node, new Map([[node, line]])), x)
    const withSlope = (chosen: Node): Node => {
      const start = add(space, of.shape, [node, negate(space, times(space, of.shape, [chosen, of]))])
      const parts: [Node, Node][] = [
        [value, start],
        [slope, chosen],
      ]
      return withParts(space, changed, new Map(parts))
    }
    const ones = space.sum(of.shape, [{ coefficient: one, factors: [], deltas: [], bound: [] }])
    const name = new Tensor(node, t.setting)
    return [
      { slope: withSlope(node), says: `${name} stands as it was, without its derivative` },
      { slope: withSlope(ones), says: `the derivative of ${name} by ${new Tensor(of, t.setting)} is missing` },
    ]
  })
}

const isSame = (a: Float64Array, b: Float64Array): boolean => {
  const size = Math.max(...a.map(Math.abs), ...b.map(Math.abs))
  return a.length === b.length && a.every((x, k) => Math.abs(x - (b[k] as number)) <= CLOSE * size)
}
