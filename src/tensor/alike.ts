/**
 * Terms that are alike but for one matrix are one: numbers are added entry by entry, and a sum stands beside its transpose as what the two
 * come to where that is shorter. The sum of what the terms stand for stays the same.
 */
import { add, div, mul, num, one } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isNumber } from '../expr/numbers.js'
import { commonFactor, ONE } from '../number/rational.js'
import type { DraftTerm, Space } from './draft.js'
import type { Constant, Factor, Label, Sum, Term } from './node.js'

/** A term with the one factor in which it differs from others. */
interface Held {
  readonly term: Term
  readonly f: Factor
}

/** The terms with the numbers of those added that are alike but for them; undefined where none are. */
export function withNumbersAdded(space: Space, terms: readonly Term[]): readonly DraftTerm[] | undefined {
  return joinedBy(space, terms, isLiteral, addedNumbers)
}

/** The terms with a sum and its transpose as one where that has fewer terms than the two; undefined where there are none. */
export function withTransposesAdded(space: Space, terms: readonly Term[]): readonly DraftTerm[] | undefined {
  return joinedBy(space, terms, isSquareSum, addedTranspose)
}

const isOnce = (f: Factor): boolean => f.power === one && new Set(f.at).size === f.at.length
const isLiteral = (f: Factor): boolean => f.node.kind === 'constant' && f.at.length <= 2 && isOnce(f)
const isSquareSum = (f: Factor): boolean =>
  f.node.kind === 'sum' && f.node.terms.length > 1 && f.at.length === 2 && isOnce(f)

function joinedBy(
  space: Space,
  terms: readonly Term[],
  differs: (f: Factor) => boolean,
  join: (space: Space, a: Held, b: Held) => DraftTerm | undefined,
): readonly DraftTerm[] | undefined {
  const kept: DraftTerm[] = []
  const found = new Map<string, { k: number; held: Held }>()
  let joined = false
  for (const term of terms) {
    const f = term.factors.find(differs)
    const key = f && keyWithout(space, term, f)
    const old = key === undefined ? undefined : found.get(key)
    const sum = f && old && join(space, old.held, { term, f })
    if (old !== undefined && sum !== undefined) {
      kept[old.k] = sum
      const merged = sum.factors.find(g => differs(g as Factor)) as Factor | undefined
      if (merged === undefined) found.delete(key as string)
      else old.held = { term: sum as Term, f: merged }
      joined = true
      continue
    }
    if (f !== undefined && old === undefined) found.set(key as string, { k: kept.length, held: { term, f } })
    kept.push(term)
  }
  return joined ? kept : undefined
}

/** What a term is without one factor, but for its coefficient: equal keys are alike. */
function keyWithout(space: Space, t: Term, f: Factor): string {
  const others = t.factors.filter(g => g !== f).map(g => `${g.node.id}^${space.name(g.power)}@${g.at.join(',')}`)
  return `${[...f.at].sort().join(',')}|${others.join(';')}|${t.deltas.join(';')}|${space.names(t.bound)}`
}

const areTurned = (a: Factor, b: Factor): boolean => a.at.length === 2 && a.at[0] === b.at[1] && a.at[0] !== b.at[0]

/** `c*A + d*B` for numbers A and B, where d is a number times c. */
function addedNumbers(space: Space, a: Held, b: Held): DraftTerm | undefined {
  const ratio = div(b.term.coefficient, a.term.coefficient)
  if (!isNumber(ratio)) return undefined
  const [own, rest] = isNumber(a.term.coefficient) ? [a.term.coefficient.value, one] : [ONE, a.term.coefficient]
  const theirs = own.mul(ratio.value)
  const common = commonFactor([own, theirs])
  const [p, q] = [own.div(common), theirs.div(common)]
  const [x, y] = [a.f.node as Constant, b.f.node as Constant]
  const turned = areTurned(a.f, b.f) ? transposedEntries(y) : y.entries
  const entries = x.entries.map((e, k) => add(mul(num(p), e), mul(num(q), turned[k] as Expr)))
  const zero = entries.every(e => isNumber(e) && e.value.isZero())
  const f: Factor = { ...a.f, node: space.constant(x.shape, entries) }
  const coefficient = zero ? num(0) : mul(num(common), rest)
  return { ...a.term, coefficient, factors: a.term.factors.map(g => (g === a.f ? f : g)) }
}

function transposedEntries({ shape, entries }: Constant): readonly Expr[] {
  const [rows, columns] = shape.map(d => (isNumber(d) ? (d.value.smallInt() ?? 0) : 0)) as [number, number]
  return Array.from({ length: rows * columns }, (_, k) => entries[(k % rows) * columns + Math.floor(k / rows)] as Expr)
}

/** `c*(M + M')` of c*M and c*M', and likewise their difference, where that has fewer terms. */
function addedTranspose(space: Space, a: Held, b: Held): DraftTerm | undefined {
  if (a.f.node !== b.f.node || !areTurned(a.f, b.f)) return undefined
  const ratio = div(b.term.coefficient, a.term.coefficient)
  if (!isNumber(ratio) || !ratio.value.abs().isOne()) return undefined
  const node = a.f.node as Sum
  const turned = (at: readonly Label[], coefficient: Expr): DraftTerm => ({
    coefficient,
    factors: [{ node, at, power: one }],
    deltas: [],
    bound: [],
  })
  const whole = space.sum(node.shape, [turned([0, 1], one), turned([1, 0], ratio)])
  if (whole.kind === 'sum' && whole.terms.length >= 2 * node.terms.length) return undefined
  return { ...a.term, factors: a.term.factors.map(g => (g === a.f ? { ...a.f, node: whole } : g)) }
}
