/**
 * Long powers of one matrix. A run of more than `MOST_SINGLE` equal matrices in a product is one factor, the node of that power, which is
 * itself a product of two shorter powers: so the work on A^n does not grow with n, and the powers of A share their parts. Invariant: in a
 * canonical product no two powers of one matrix that are beside one another are apart, so that equal products stay equal nodes.
 */
import { one } from '../expr/build.js'
import { gather } from '../memo.js'
import type { Chain, DraftFactor, DraftTerm, Space } from './draft.js'
import { asTerm, type Dim, type Factor, isOperation, type Label, type Node, type Sum } from './node.js'
import type { Product } from './product.js'

/** Shorter runs stay factors. */
const MOST_SINGLE = 16

/** The terms of the power: the largest power whose exponent is a power of two times `MOST_SINGLE`, and the rest. */
export function chainTerms(space: Space, { base, exponent }: Chain): Sum['terms'] {
  let half = MOST_SINGLE
  while (2 * half < exponent) half *= 2
  const size = base.shape[0] as Dim
  const factors: Factor[] = [
    { node: powerOf(space, base, half), at: [0, 2], power: one },
    { node: powerOf(space, base, exponent - half), at: [2, 1], power: one },
  ]
  return [{ ...asTerm(base), factors, bound: [size] }]
}

/** The depth is the logarithm of the exponent. */
function powerOf(space: Space, base: Node, exponent: number): Node {
  if (exponent > MOST_SINGLE) return space.chain({ base, exponent })
  const label = (k: number): Label => (k === 0 ? 0 : k === exponent ? 1 : k + 1)
  const factors = Array.from({ length: exponent }, (_, k) => ({ node: base, at: [label(k), label(k + 1)], power: one }))
  const bound = Array.from({ length: exponent - 1 }, () => base.shape[0] as Dim)
  return space.sum(base.shape, [{ coefficient: one, factors, deltas: [], bound }])
}

/** What reaches the matrix of a power, one term for each of its places; `bar` has the axes of the result, `out` of them, then those of the power. */
export function chainSlopes(space: Space, { base, exponent }: Chain, bar: Node, out: number): DraftTerm[] {
  const [i, j, row, column] = [0, 1, 2, 3].map(k => out + k) as [Label, Label, Label, Label]
  const reaching = { node: bar, at: [...Array.from({ length: out }, (_, k) => k), row, column], power: one }
  return Array.from({ length: exponent }, (_, before) => {
    const sides = [
      { power: before, at: [row, i] as const },
      { power: exponent - 1 - before, at: [j, column] as const },
    ]
    const powers = sides.filter(s => s.power > 0)
    return {
      coefficient: one,
      factors: [reaching, ...powers.map(s => ({ node: powerOf(space, base, s.power), at: s.at, power: one }))],
      deltas: sides.filter(s => s.power === 0).map(s => s.at),
      bound: base.shape,
    }
  })
}

const powerIn = (space: Space, { node }: DraftFactor): Chain => space.chainOf(node) ?? { base: node, exponent: 1 }

/** Whether a factor is a matrix taken as it is, at two places. */
const isMatrix = (f: DraftFactor): boolean => f.power === one && f.at.length === 2 && f.at[0] !== f.at[1]

/** Makes each long run of one matrix a single factor. */
export function gatherChains(p: Product): void {
  const { space } = p
  if (p.factors.length <= MOST_SINGLE && !p.factors.some(f => space.chainOf(f.node))) return
  const having = new Map<Label, DraftFactor[]>()
  for (const f of p.factors) for (const l of f.at) gather(having, l, f)
  const seen = new Set<DraftFactor>()
  /** The factor that goes on with the same matrix where `f` ends, and the label at which that one ends. */
  const next = (f: DraftFactor, end: Label): readonly [DraftFactor, Label] | undefined => {
    const [a, b, ...others] = having.get(end) ?? []
    const g = a === f ? b : a
    if (g === undefined || g === f || others.length > 0 || !p.isBound(end) || !isMatrix(g) || seen.has(g))
      return undefined
    const { base } = powerIn(space, f)
    if (powerIn(space, g).base !== base) return undefined
    const side = g.at.indexOf(end)
    const fits = space.isSymmetric(base) || side !== f.at.indexOf(end)
    return fits ? [g, g.at[1 - side] as Label] : undefined
  }
  for (const f of [...p.factors]) {
    if (seen.has(f) || !isMatrix(f)) continue
    seen.add(f)
    const run = [f]
    const inner: Label[] = []
    const ends = [...f.at] as [Label, Label]
    for (const side of [1, 0] as const) {
      let last = f
      for (let step = next(last, ends[side]); step !== undefined; step = next(last, ends[side])) {
        inner.push(ends[side])
        ;[last, ends[side]] = step
        seen.add(last)
        run.push(last)
      }
    }
    const exponent = run.reduce((n, g) => n + powerIn(space, g).exponent, 0)
    if (run.length === 1 || exponent <= MOST_SINGLE) continue
    p.remove(...run)
    for (const l of inner) p.used.add(l)
    p.factors.push({ node: space.chain({ base: powerIn(space, f).base, exponent }), at: ends, power: one })
  }
}

/** Takes a power apart where an inverse of its matrix is in the product: they may cancel. */
export function openChains(p: Product): void {
  const chains = p.factors.filter(f => f.power === one && p.space.chainOf(f.node))
  if (chains.length === 0) return
  const matrices = p.factors.map(f => powerIn(p.space, f).base)
  const isInverse = (m: Node, of: Node): boolean => (isOperation(m, 'inv') || isOperation(m, 'adj')) && m.of === of
  for (const f of chains) {
    const { base, exponent } = powerIn(p.space, f)
    if (!matrices.some(m => isInverse(m, base) || isInverse(base, m))) continue
    p.remove(f)
    const inner = Array.from({ length: exponent - 1 }, () => p.fresh(base.shape[0] as Dim))
    const labels = [f.at[0] as Label, ...inner, f.at[1] as Label]
    p.factors.push(...labels.slice(1).map((l, k) => ({ node: base, at: [labels[k] as Label, l], power: one })))
  }
}
