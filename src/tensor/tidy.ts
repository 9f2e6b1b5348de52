/**
 * Answers made shorter: where products of sums share entries with their neighbours, they are multiplied out, and kept so if that leaves
 * less: y.*s(-z) + s(z).*(y - 1) is y - s(z) for the sigmoid s. Bounded: large tensors stay as they are.
 */

import { minusOne, mul, one } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { wholeOf } from '../expr/numbers.js'
import { negate } from './algebra.js'
import { withTransposesAdded } from './alike.js'
import type { DraftFactor, DraftTerm, Space } from './draft.js'
import type { Factor, Label, Node, Shape, Sum, Term } from './node.js'
import { nodesOf, partsOf } from './node.js'
import { transferParts } from './transfer.js'

/** Above so many nodes nothing is tried; above so many products a sum is not multiplied out. */
const MOST_NODES = 300
const MOST_TERMS = 40

/** An equal tensor, no longer than the one given. */
export function tidy(space: Space, root: Node): Node {
  return nodesOf([root]).length > MOST_NODES ? root : remade(space, root, shorter)
}

/** The tensor with each of its sums made in another way, parts first. */
function remade(space: Space, root: Node, make: (space: Space, node: Sum) => Node): Node {
  const made = new Map<Node, Node>()
  for (const node of nodesOf([root])) {
    const rebuilt = transferParts(space, node, part => made.get(part) as Node)
    made.set(node, rebuilt.kind === 'sum' ? make(space, rebuilt) : rebuilt)
  }
  return made.get(root) as Node
}

function shorter(space: Space, node: Sum): Node {
  const added = withTransposesAdded(space, node.terms)
  if (added !== undefined) return space.sum(node.shape, added)
  if (!isEntangled(node)) return node
  const drafts = multipliedOut(space, node)
  if (drafts === undefined) return node
  const flat = space.sum(node.shape, drafts)
  const terms = flat.kind === 'sum' ? flat.terms.length : 1
  if (terms > node.terms.length) return node
  const [before, after] = [weight(node), weight(flat)]
  return after < before || (after === before && spreads(flat) < spreads(node)) ? flat : node
}

/** The tensor with all products and powers of sums in it multiplied out, where that leaves not too many terms. */
export const withoutProducts = (space: Space, root: Node): Node =>
  remade(space, root, (_, node) => {
    const drafts = expanded(space, node.shape, withoutPowers(node), new Set())
    return drafts === undefined ? node : space.sum(node.shape, drafts)
  })

/** The terms with whole powers of sums as products. */
const withoutPowers = (node: Sum): readonly Term[] =>
  node.terms.map(t => ({
    ...t,
    factors: t.factors.flatMap(f => {
      const power = wholeOf(f.power) ?? 1
      const isSum = f.node.kind === 'sum' && f.node.terms.length > 1
      return isSum && power > 1 && power <= MOST_TERMS
        ? Array.from({ length: power }, () => ({ ...f, power: one }))
        : [f]
    }),
  }))

/** The tensor with inner products that share a factor as one: log(p)'*w - log(q)'*w is (log(p) - log(q))'*w. */
export const withInnerProductsGathered = (space: Space, root: Node): Node => remade(space, root, gathered)

function gathered(space: Space, node: Sum): Node {
  const products = node.shape.length === 0 ? node.terms.map(innerProduct) : []
  const dots = products.filter(t => t !== undefined)
  if (dots.length < 2 || dots.length > MOST_TERMS) return node
  const pairs = dots.flatMap((t, k) => dots.slice(k + 1).map(u => shared(t, u)))
  const common = pairs.reduce((best, c) => (c.length > best.length ? c : best), [])
  const group = dots.filter(t => shared(t, { ...t, factors: common }).length === common.length)
  const [first] = group
  if (common.length === 0 || first === undefined) return node
  const rest = group.map(
    (t): DraftTerm => ({ ...t, factors: t.factors.filter(f => !common.some(isLike(f))), bound: [] }),
  )
  const whole = { node: space.sum(first.bound, rest), at: [0], power: one }
  const others = node.terms.filter((_, k) => !group.some(t => t === products[k]))
  return space.sum([], [...others, { ...first, coefficient: one, factors: [...common, whole] }])
}

/** The term of a number that is the sum over the places of several vectors; an entry, x[2], is none. */
function innerProduct({ coefficient, factors: [f, ...others] }: Term): Term | undefined {
  if (f === undefined || others.length > 0 || f.power !== one || f.node.kind !== 'sum') return undefined
  const [t, ...more] = f.node.terms
  if (t === undefined || more.length > 0 || coefficient.kind !== 'num') return undefined
  const isDot =
    t.bound.length === 1 && t.deltas.length === 0 && t.factors.every(g => g.at.length === 1 && g.node.kind !== 'basis')
  return isDot ? { ...t, coefficient: mul(coefficient, t.coefficient) } : undefined
}

const isLike =
  (f: DraftFactor) =>
  (g: DraftFactor): boolean =>
    f.node === g.node && f.power === g.power

/** The factors that two inner products have in common, unless they differ in a number alone. */
const shared = (t: Term, u: Term): readonly Factor[] =>
  t.bound[0] === u.bound[0] ? t.factors.filter(f => u.factors.some(isLike(f))) : []

/** The sums among the factors. */
const spreads = (node: Node): number =>
  node.kind === 'sum' ? node.terms.flatMap(t => t.factors).filter(isSpread).length : 0

/** Terms, factors and nodes below, each once. */
function weight(root: Node): number {
  let n = 0
  for (const node of nodesOf([root]))
    n += 1 + (node.kind === 'sum' ? node.terms.reduce((s, t) => s + 1 + t.factors.length, 0) : 0)
  return n
}

/** Whether a sum inside a product has parts in common with another term. */
function isEntangled(node: Sum): boolean {
  const inner = node.terms.map(t => new Set(t.factors.filter(isSpread).flatMap(f => partsOf(f.node))))
  // In how many of the terms each part is.
  const times = new Map<Node, number>()
  for (const [k, t] of node.terms.entries()) {
    const own = new Set([...(inner[k] ?? []), ...t.factors.flatMap(f => [f.node, ...reflections(f.node)])])
    for (const part of own) times.set(part, (times.get(part) ?? 0) + 1)
  }
  return inner.some(parts => [...parts].some(part => (times.get(part) ?? 0) > 1)) || hasReflection(node)
}

const isSpread = (f: Factor): boolean => f.node.kind === 'sum' && f.node.terms.length > 1 && f.power === one

/** For sigmoid(u), the arguments by which its mirror image is told. */
const reflections = (node: Node): readonly Node[] => (isSigmoid(node) ? node.args : [])

const isSigmoid = (node: Node): node is Node & { readonly kind: 'map' } =>
  node.kind === 'map' && node.head === 'sigmoid'

/** The sigmoids whose mirror image stands in another term. */
function mirrored(space: Space, node: Sum): Set<Node> {
  const all = new Set(node.terms.flatMap(t => t.factors.map(f => f.node)).filter(isSigmoid))
  const found = new Set<Node>()
  for (const s of all) {
    const image = mirrorOf(space, s)
    if (all.has(image as Node & { kind: 'map' }) && !found.has(image)) found.add(isTurned(s) ? s : image)
  }
  return found
}

const hasReflection = (node: Sum): boolean =>
  node.terms.flatMap(t => t.factors).filter(f => isSigmoid(f.node) && f.power === one).length > 1

/** Whether the argument begins with a minus sign. */
function isTurned(s: Node): boolean {
  const u = isSigmoid(s) ? s.args[0] : undefined
  const first = u?.kind === 'sum' ? u.terms[0]?.coefficient : undefined
  return first?.kind === 'num'
    ? first.value.sign() < 0
    : first?.kind === 'call' && first.args[0]?.kind === 'num' && first.args[0].value.sign() < 0
}

/** sigmoid(-u) of sigmoid(u). */
const mirrorOf = (space: Space, s: Node & { readonly kind: 'map' }): Node =>
  space.map('sigmoid', [negate(space, s.args[0] as Node)])

/** All products of sums multiplied out, and sigmoid(-u) as 1 - sigmoid(u) beside sigmoid(u). */
function multipliedOut(space: Space, node: Sum): DraftTerm[] | undefined {
  const plain = expanded(space, node.shape, node.terms, new Set())
  const flat = plain && space.sum(node.shape, plain)
  const turned = flat?.kind === 'sum' ? mirrored(space, flat) : new Set<Node>()
  return turned.size === 0 ? plain : expanded(space, node.shape, node.terms, turned)
}

function expanded(
  space: Space,
  shape: Shape,
  terms: readonly Term[],
  turned: ReadonlySet<Node>,
): DraftTerm[] | undefined {
  const drafts: DraftTerm[] = []
  for (const t of terms) {
    let partial: DraftTerm[] = [{ ...t, factors: [] }]
    for (const f of t.factors) {
      const choices = alternatives(space, f, turned)
      partial = partial.flatMap(p => choices.map(c => joined(p, c, shape.length)))
      if (partial.length > MOST_TERMS) return undefined
    }
    drafts.push(...partial)
    if (drafts.length > MOST_TERMS) return undefined
  }
  return drafts
}

/** A factor as the terms whose sum it is; the labels beyond the axes of the whole are counted from `base`. */
interface Choice {
  readonly coefficient: Expr
  readonly factors: readonly DraftFactor[]
  readonly deltas: DraftTerm['deltas']
  /** Labels from `order` on are those of the term itself. */
  readonly bound: readonly Expr[]
  /** The axes of the factor. */
  readonly at: readonly Label[]
}

function alternatives(space: Space, f: Factor, turned: ReadonlySet<Node>): readonly Choice[] {
  const whole: Choice = {
    coefficient: one,
    factors: [{ ...f, at: f.at.map((_, k) => k) }],
    deltas: [],
    bound: [],
    at: f.at,
  }
  if (turned.has(f.node) && f.power === one && isSigmoid(f.node)) {
    const image = { node: mirrorOf(space, f.node), at: f.at.map((_, k) => k), power: one }
    return [
      { ...whole, factors: [] },
      { ...whole, coefficient: minusOne, factors: [image] },
    ]
  }
  if (!isSpread(f) || f.node.kind !== 'sum') return [whole]
  const inner = f.node.terms.map((t): Choice => ({ ...t, at: f.at }))
  return inner.flatMap(c => mirroredChoice(space, c, turned))
}

/** sigmoid(-u) inside a sum, likewise. */
function mirroredChoice(space: Space, c: Choice, turned: ReadonlySet<Node>): readonly Choice[] {
  const f = c.factors.find(g => turned.has(g.node) && g.power === one)
  if (f === undefined || !isSigmoid(f.node)) return [c]
  const rest = c.factors.filter(g => g !== f)
  return [
    { ...c, factors: rest },
    { ...c, coefficient: mul(minusOne, c.coefficient), factors: [...rest, { ...f, node: mirrorOf(space, f.node) }] },
  ]
}

/** A product with one more factor chosen: its labels follow those of the product. */
function joined(p: DraftTerm, c: Choice, order: number): DraftTerm {
  const base = order + p.bound.length - c.at.length
  const label = (l: Label): Label => (l < c.at.length ? (c.at[l] as Label) : base + l)
  return {
    coefficient: mul(p.coefficient, c.coefficient),
    factors: [...p.factors, ...c.factors.map(f => ({ ...f, at: f.at.map(label) }))],
    deltas: [...p.deltas, ...c.deltas.map(([a, b]) => [label(a), label(b)] as const)],
    bound: [...p.bound, ...c.bound],
  }
}
