/**
 * What a person may have done who claims a wrong derivative: a sign, a factor, an inner derivative left out, the derivative by another
 * variable, a transpose. Each is looked for by values, at the point and, where the claim is a formula, at other points near it; the
 * first that explains all of them is named as likely, never as certain.
 */

import { gradient } from '../diff/gradient.js'
import { isOpenBody } from '../expr/binding.js'
import { isCondition } from '../expr/kind.js'
import type { Expr } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import { postorder } from '../expr/walk.js'
import type { Misrule } from './misrule.js'
import { leaves } from './target.js'

/** The values of expressions at a point. */
export type Values = (roots: readonly Expr[]) => readonly number[]

const CLOSE = 1e-6

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), Math.abs(b))

/** The ratio is that everywhere it was looked at. */
const always = (pairs: readonly Pair[], ratio: number): boolean =>
  pairs.every(({ claimed, right }) => isClose(claimed, ratio * right))

/** A claimed value and the right one, at one point. */
export interface Pair {
  readonly claimed: number
  readonly right: number
}

const FACTORS: readonly (readonly [ratio: number, says: string])[] = [
  [-1, 'the sign is the opposite'],
  [1 / 2, 'a factor 2 is missing'],
  [2, 'a factor 2 is too many'],
  [-1 / 2, 'the sign is the opposite, and a factor 2 is missing'],
  [-2, 'the sign is the opposite, and a factor 2 is too many'],
  [1 / 3, 'a factor 3 is missing'],
  [3, 'a factor 3 is too many'],
]

/** A factor by which a claim is off, the same at every point. */
export function factorOf(pairs: readonly Pair[]): string | undefined {
  if (pairs.some(p => p.right === 0 || !Number.isFinite(p.claimed))) return undefined
  return FACTORS.find(([ratio]) => always(pairs, ratio))?.[1]
}

/** Inner functions looked at. */
const MOST_INNER = 40

/** The inner function whose derivative by the variable is missing in the claim. `points` evaluate expressions at the points of `pairs`. */
export function chainOf(f: Expr, name: string, pairs: readonly Pair[], points: readonly Values[]): string | undefined {
  if (pairs.some(p => p.right === 0 || !Number.isFinite(p.claimed))) return undefined
  const x = leaves(f).get(name)
  if (x === undefined) return undefined
  const inner = postorder(f).filter(
    e =>
      e !== f &&
      e !== x &&
      e.kind === 'call' &&
      !isCondition(e) &&
      e.head !== 'list' &&
      !isOpenBody(e) &&
      leaves(e).has(name),
  )
  for (const u of inner.slice(0, MOST_INNER)) {
    const [slope] = gradient(u, [x]) as [Expr]
    if (isOne(slope)) continue
    const explains = pairs.every(({ claimed, right }, k) => {
      const [v = Number.NaN] = points[k]?.([slope]) ?? []
      // A claim of 1 would be explained by any factor that is the whole.
      return isClose(claimed * v, right) && !isClose(v, right)
    })
    if (explains) return `the inner derivative of ${u} by ${name}, which is ${slope}, is missing`
  }
  return undefined
}

/** The mistaken rule by which a claim comes out that is not the right one. */
export function ruleOf(
  candidates: readonly Misrule[],
  pairs: readonly Pair[],
  points: readonly Values[],
): string | undefined {
  const values = points.map(at => at(candidates.map(c => c.slope)))
  const explains = (k: number): boolean =>
    pairs.every(({ claimed, right }, j) => {
      const value = values[j]?.[k] ?? Number.NaN
      return isClose(claimed, value) && !isClose(value, right)
    })
  return candidates.find((_, k) => explains(k))?.says
}

/** One entry with the names of what it is of. */
export interface NamedPair extends Pair {
  readonly variable: string
  readonly output: string
}

const ENTRY = /^(.*)\[(\d+),(\d+)\]$/s

/** A claim for a whole that is the right one transposed, or has the derivatives of two variables exchanged. */
export function exchangeOf(pairs: readonly NamedPair[]): string | undefined {
  const wrong = pairs.filter(p => !isClose(p.claimed, p.right))
  if (wrong.length < 2) return undefined
  const find = (variable: string, output: string): NamedPair | undefined =>
    pairs.find(p => p.variable === variable && p.output === output)
  const transposed = wrong.every(p => {
    const [, name, row, column] = ENTRY.exec(p.variable) ?? []
    const other = name === undefined ? undefined : find(`${name}[${column},${row}]`, p.output)
    return other !== undefined && isClose(p.claimed, other.right)
  })
  if (transposed) return 'the matrix is transposed'
  const jacobian = wrong.every(p => {
    const entry = /\[(\d+)\]$/.exec(p.variable)?.[1]
    const other = entry === undefined ? undefined : find(p.variable.replace(/\[\d+\]$/, `[${p.output}]`), entry)
    return other !== undefined && isClose(p.claimed, other.right)
  })
  if (jacobian) return 'the Jacobian is transposed'
  const [a, b] = wrong
  const swapped =
    wrong.length === 2 && a && b && a.output === b.output && isClose(a.claimed, b.right) && isClose(b.claimed, a.right)
  return swapped ? `the derivatives by ${a.variable} and ${b.variable} are exchanged` : undefined
}
