/**
 * Brings one product into canonical form. Products within products are taken apart, deltas rename labels, equal entries become
 * powers, what is summed over on its own becomes a scalar factor, known identities are used (identities.ts), and the labels get
 * canonical names. Invariant of the result: no factor is a plain product, no delta joins a bound label, no bound label is idle.
 */

import { DomainError } from '../errors.js'
import { append } from '../expr/args.js'
import { add, mul, num, one, pow, rational } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isInteger, isPositive, isZero } from '../expr/numbers.js'
import { spend } from '../work.js'
import { gatherChains, openChains } from './chains.js'
import { contentOf, divideBy, raisedBy } from './coefficient.js'
import { distributed } from './distribution.js'
import type { DraftFactor, DraftTerm, Space } from './draft.js'
import { identify } from './identities.js'
import { ordered } from './labels.js'
import type { Dim, Factor, Label, Node, Shape, Sum, Term } from './node.js'
import { components, finish, Product, symmetryOf } from './product.js'
import { withoutIdleAxes } from './repeated.js'

/** The work of a factor here, in steps. */
const STEPS = 16

/** The canonical terms whose sum is the product; none if it is zero, several where it is a multiple of a sum. */
export function normalize(space: Space, shape: Shape, draft: DraftTerm): Term[] {
  if (isZero(draft.coefficient)) return []
  spend(STEPS * (1 + draft.factors.length))
  const spread = distributed(shape.length, draft)
  if (spread !== undefined) return spread.flatMap(d => normalize(space, shape, d))
  const p = new Product(space, shape, draft)
  if (!takeIn(p, draft.factors)) return []
  for (;;) {
    join(p)
    if (!merge(p)) return []
    if (!identify(p)) break
    // What an identity put in may be a product itself.
    const factors = p.factors
    p.factors = []
    if (!takeIn(p, factors)) return []
  }
  countIdle(p)
  gatherChains(p)
  // A multiple of a sum may have come out of it.
  const late = distributed(p.order, p.draft())
  if (late !== undefined) return late.flatMap(d => normalize(space, shape, d))
  if (separate(p)) return normalize(space, shape, p.draft())
  return isZero(p.coefficient) ? [] : [finish(p)]
}

/** Adds factors, those that are products themselves in parts; false if the product is zero. */
function takeIn(p: Product, factors: readonly DraftFactor[]): boolean {
  const pending = [...factors].reverse()
  for (let f = pending.pop(); f; f = pending.pop()) {
    if (isZero(f.power)) continue
    const { node } = f
    if (node.kind === 'basis' || node.kind === 'placement') p.factors.push({ ...f, power: one })
    else if (node.kind !== 'sum') p.factors.push(f)
    else if (node.terms.length === 0) {
      if (!isPositive(f.power)) throw new DomainError('division by a tensor that is zero', 'division-by-zero')
      return false
    } else if (p.space.chainOf(node)) p.factors.push(f)
    else if (node.terms.length > 1) pushAtom(p, f, node)
    else append(pending, opened(p, f, node, node.terms[0] as Term, factors.length === 1))
  }
  openChains(p)
  return true
}

/** A sum as a factor: without the number that all its terms share, and the way round in which it is known. */
function pushAtom(p: Product, given: DraftFactor, sum: Sum): void {
  const thin = withoutIdleAxes(p.space, sum)
  const node = thin?.node ?? sum
  const f = thin === undefined ? given : { ...given, node, at: thin.axes.map(axis => given.at[axis] as Label) }
  const shared = contentOf(coefficientsOf(node))
  // A negative number cannot leave a power that is not whole.
  const content = isInteger(f.power) ? shared : shared.abs()
  if (content.isOne()) p.factors.push(oriented(p.space, f))
  else {
    p.times(pow(num(content), f.power))
    const terms = node.terms.map(t => ({ ...t, coefficient: divideBy(t.coefficient, content) }))
    p.factors.push(oriented(p.space, { ...f, node: p.space.sum(node.shape, terms) }))
  }
}

/** The coefficients of a sum, the one first whose sign is that of the sum: that of the number in 1 - u^2. */
function coefficientsOf({ terms }: Sum): Expr[] {
  const all = terms.map(t => t.coefficient)
  const k = terms.findIndex(t => t.factors.length + t.deltas.length + t.bound.length === 0)
  const [other] = terms.filter((_, j) => j !== k)
  const [square, ...more] = other?.factors ?? []
  const even = square !== undefined && more.length === 0 && square.power.kind === 'num' && isEven(square.power)
  return k > 0 && terms.length === 2 && even ? all.reverse() : all
}

const isEven = (p: Expr): boolean => isInteger(mul(p, rational(1, 2)))

function oriented(space: Space, f: DraftFactor): DraftFactor {
  if (f.at.length !== 2) return f
  const { node, swapped } = space.orient(f.node)
  return swapped ? { node, at: [f.at[1] as Label, f.at[0] as Label], power: f.power } : f
}

/** A scalar that is summed over as a whole: it stays one factor. */
const isComponent = (node: Sum, t: Term): boolean =>
  node.shape.length === 0 && t.bound.length > 0 && t.coefficient === one

/** A product that sums over more labels than that, or has more factors, is not taken apart beside others. */
const MOST_INLINED = 40
const MOST_TOGETHER = 80

/** The parts of a product raised to a power that are to be taken in next; what stays whole is pushed at once. */
function opened(p: Product, f: DraftFactor, node: Sum, t: Term, alone: boolean): DraftFactor[] {
  if (isComponent(node, t)) {
    p.factors.push(f)
    return []
  }
  // A long product stays one factor beside others, so that products of products do not grow without end.
  const isLong = t.bound.length > MOST_INLINED || t.factors.length > MOST_TOGETHER
  const long = !alone && isLong && f.at.length > 0
  if (f.power === one && long && t.deltas.length > 0) return undiagonal(p, f, node, t)
  if (f.power === one && !long) return inlined(p, f, t)
  if (t.bound.length > 0 || f.power === one) {
    pushWhole(p, f, node, t)
    return []
  }
  if (t.deltas.length > 0 && !isPositive(f.power)) {
    p.factors.push(oriented(p.space, f))
    return []
  }
  return raised(p, f, node, t)
}

function inlined(p: Product, f: DraftFactor, t: Term): DraftFactor[] {
  const own = t.bound.map(size => p.fresh(size))
  const label = (l: Label): Label => (l < f.at.length ? (f.at[l] as Label) : (own[l - f.at.length] as Label))
  p.times(t.coefficient)
  append(
    p.deltas,
    t.deltas.map(([a, b]) => [label(a), label(b)] as const),
  )
  return t.factors.map(g => ({ ...g, at: g.at.map(label) }))
}

/** A long product on a diagonal: the entries of the diagonal as one factor, and the deltas. */
function undiagonal(p: Product, f: DraftFactor, { shape }: Sum, t: Term): DraftFactor[] {
  const joined = new Set(t.deltas.map(([, b]) => b))
  const kept = shape.map((_, axis) => axis).filter(axis => !joined.has(axis))
  const places = new Map(kept.map((axis, k) => [axis, k]))
  const label = (l: Label): Label => places.get(l) ?? l - joined.size
  const own = p.space.sum(
    kept.map(axis => shape[axis] as Dim),
    [{ ...t, coefficient: one, deltas: [], factors: t.factors.map(g => ({ ...g, at: g.at.map(label) })) }],
  )
  p.times(t.coefficient)
  append(
    p.deltas,
    t.deltas.map(([a, b]) => [f.at[a] as Label, f.at[b] as Label] as const),
  )
  return [{ node: own, at: kept.map(axis => f.at[axis] as Label), power: one }]
}

/** A contraction under a power cannot be taken apart; its coefficient can. */
function pushWhole(p: Product, f: DraftFactor, node: Sum, t: Term): void {
  const free = isInteger(f.power) || isPositive(t.coefficient)
  if (!free || t.coefficient === one) {
    p.factors.push(oriented(p.space, f))
    return
  }
  p.times(raisedBy(t.coefficient, f.power, p.space.isSize))
  p.factors.push(oriented(p.space, { ...f, node: p.space.sum(node.shape, [{ ...t, coefficient: one }]) }))
}

/** `(a*b)^p` without contraction: what may leave the power does. */
function raised(p: Product, f: DraftFactor, node: Sum, t: Term): DraftFactor[] {
  const label = (l: Label): Label => f.at[l] as Label
  const part = (g: Factor): DraftFactor => ({ node: g.node, at: g.at.map(label), power: mul(g.power, f.power) })
  if (isInteger(f.power) || (t.factors.length === 0 && t.deltas.length === 0)) {
    append(
      p.deltas,
      t.deltas.map(([a, b]) => [label(a), label(b)] as const),
    )
    p.times(raisedBy(t.coefficient, f.power, p.space.isSize))
    return t.factors.map(part)
  }
  const free = t.deltas.length > 0 ? [] : t.factors.filter(g => p.space.isNonnegative(g.node))
  const tied = t.factors.filter(g => !free.includes(g))
  const leaves = isPositive(t.coefficient) || tied.length === 0
  const inside = leaves ? one : t.coefficient
  const outside = leaves ? t.coefficient : one
  const plain = tied.length === 1 && tied[0]?.power === one && inside === one && t.deltas.length === 0
  if (free.length === 0 && outside === one && !plain) {
    p.factors.push(oriented(p.space, f))
    return []
  }
  p.times(raisedBy(outside, f.power, p.space.isSize))
  if (tied.length === 0 || plain) return t.factors.map(part)
  const rest = p.space.sum(node.shape, [{ ...t, coefficient: inside, factors: tied }])
  return [...free.map(part), { ...f, node: rest }]
}

/** Deltas join labels: those that join a bound label are used up. */
function join(p: Product): void {
  const parent = p.sizes.map((_, l) => l)
  const find = (l: Label): Label => {
    let root = l
    while (parent[root] !== root) root = parent[root] as Label
    return root
  }
  for (const [a, b] of p.deltas) {
    const [x, y] = [find(a), find(b)]
    // Axes of the result have the smallest numbers, so that they are kept.
    if (x !== y) parent[Math.max(x, y)] = Math.min(x, y)
  }
  p.factors = p.factors.map(f => ({ ...f, at: f.at.map(find) }))
  p.deltas = p.shape.flatMap((_, l) => (find(l) === l ? [] : [[find(l), l] as const]))
  for (const l of p.sizes.keys()) if (p.isBound(l) && find(l) !== l) p.used.add(l)
}

/** A label that occurs in no factor repeats the product as often as its size says. */
function countIdle(p: Product): void {
  const occurring = new Set(p.factors.flatMap(f => f.at))
  for (const [label, size] of p.sizes.entries()) {
    if (!p.isBound(label) || p.used.has(label) || occurring.has(label)) continue
    p.used.add(label)
    p.times(size)
  }
}

/** Equal entries become powers; false if the product is zero. */
function merge(p: Product): boolean {
  const found = new Map<string, DraftFactor>()
  for (const f of p.factors) {
    // What changes its sign where axes are exchanged is another entry then.
    const symmetry = symmetryOf(p.space, f)
    const { at } = ordered(symmetry === 'odd' ? 'none' : symmetry, f.at)
    const key = `${f.node.id}@${at.join(',')}`
    const old = found.get(key)
    const ones = f.node.kind === 'basis' || f.node.kind === 'placement'
    const power = old === undefined ? f.power : ones ? one : add(old.power, f.power)
    found.set(key, { node: f.node, at, power })
  }
  p.factors = [...found.values()].filter(f => !isZero(f.power))
  return !hasClash(p)
}

/** Two different places of one axis: the product is zero. */
function hasClash(p: Product): boolean {
  const places = new Map<Label, Expr>()
  for (const { node, at } of p.factors) {
    if (node.kind !== 'basis' || node.place.kind !== 'num') continue
    const old = places.get(at[0] as Label)
    if (old !== undefined && old !== node.place) return true
    places.set(at[0] as Label, node.place)
  }
  return false
}

/**
 * What hangs together through bound labels alone becomes a scalar factor. True if that may have to be taken apart in turn: the sum of
 * the entries of a sum is a sum.
 */
function separate(p: Product): boolean {
  const closed = components(p).filter(c => c.every(f => f.at.length > 0 && f.at.every(p.isBound)))
  let again = false
  for (const part of closed) {
    p.remove(...part)
    for (const l of part.flatMap(f => f.at)) p.used.add(l)
    const spread =
      part.length === 1 && part[0]?.node.kind === 'sum' && part[0].node.terms.length > 1 && part[0].power === one
    const draft = componentDraft(p, part)
    const whole = spread ? undefined : component(p.space, draft)
    if (whole !== undefined) p.times(whole.coefficient)
    const node = whole?.node ?? p.space.sum([], [draft])
    p.factors.push({ node, at: [], power: one })
    again ||= spread
  }
  if (closed.length > 0) merge(p)
  return again
}

function componentDraft(p: Product, part: readonly DraftFactor[]): DraftTerm {
  const labels = [...new Set(part.flatMap(f => f.at))]
  const name = new Map(labels.map((l, k) => [l, k]))
  const factors = part.map(f => ({ ...f, at: f.at.map(l => name.get(l) as Label) }))
  return { coefficient: one, factors, deltas: [], bound: labels.map(l => p.sizes[l] as Dim) }
}

/** A product summed over all its labels, as one scalar node, and the number that it is to be multiplied by. Its factors are in canonical form already. */
function component(space: Space, draft: DraftTerm): { readonly node: Node; readonly coefficient: Expr } {
  const p = new Product(space, [], draft)
  p.factors = [...draft.factors]
  const { coefficient, ...term } = finish(p)
  const key = term.factors.map(f => `${f.node.id}^${space.name(f.power)}@${f.at.join(',')}`).join(';')
  const node = space.intern<Sum>(`k${key}|${space.names(term.bound)}`, {
    kind: 'sum',
    shape: [],
    terms: [{ ...term, coefficient: one }],
  })
  return { node, coefficient }
}
