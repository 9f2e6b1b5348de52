/** Identities of the Levi-Civita symbol, of which cross products are made: a product of two is a sum of deltas. */
import { minusOne, mul, num, one, sub, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import type { DraftFactor, DraftTerm, Space } from './draft.js'
import { isLeviCivita, PLACES, THREE } from './levi-civita.js'
import type { Label, Node } from './node.js'
import type { Product } from './product.js'

/** The labels with the k-th first: the symbol stays what it is where its axes go round. */
const from = (at: readonly Label[], k: number): readonly [Label, Label, Label] =>
  [0, 1, 2].map(j => at[(j + k) % 3]) as unknown as readonly [Label, Label, Label]

const symbolsIn = (p: Product): DraftFactor[] => p.factors.filter(f => isLeviCivita(f.node))

/** Two axes at one place. */
function repeated(p: Product): boolean {
  const f = symbolsIn(p).find(g => new Set(g.at).size < 3)
  if (f === undefined) return false
  p.remove(f)
  p.times(zero)
  return true
}

/** The sum over l of e_lab*e_lcd is delta_ac*delta_bd - delta_ad*delta_bc. */
function pair(p: Product): boolean {
  const symbols = symbolsIn(p).flatMap(f => (f.power === one ? [f] : [f, f]))
  for (const [k, f] of symbols.entries()) {
    for (const g of symbols.slice(k + 1)) {
      const shared = f.at.find(l => p.isBound(l) && g.at.includes(l) && p.having(l).every(h => h === f || h === g))
      if (shared === undefined) continue
      const [a, b] = [f, g].map(({ at }) => from(at, at.indexOf(shared)).slice(1)) as [Label[], Label[]]
      p.remove(f, g)
      p.used.add(shared)
      p.factors.push({ node: deltas(p.space), at: [...a, ...b], power: one })
      return true
    }
  }
  return false
}

function deltas(space: Space): Node {
  const term = (coefficient: Expr, joined: DraftTerm['deltas']): DraftTerm => ({
    coefficient,
    factors: [],
    deltas: joined,
    bound: [],
  })
  return space.sum(Array<Expr>(4).fill(THREE), [
    term(one, [
      [0, 2],
      [1, 3],
    ]),
    term(minusOne, [
      [0, 3],
      [1, 2],
    ]),
  ])
}

/** The entries of a vector that is known as numbers or scalars. */
function entriesOf({ node, power }: DraftFactor): readonly Expr[] | undefined {
  if (power !== one || node.shape.length !== 1) return undefined
  if (node.kind === 'constant') return node.entries
  const { place } = node.kind === 'basis' ? node : { place: undefined }
  return place?.kind === 'num' ? PLACES.map(k => num(place.value.toNumber() === k + 1 ? 1 : 0)) : undefined
}

/** The cross product of two vectors whose entries are known. */
function ofEntries(p: Product): boolean {
  for (const f of symbolsIn(p).filter(g => g.power === one)) {
    for (const k of PLACES) {
      const [third, ...others] = from(f.at, k)
      const vectors = others.map(l => {
        const [v, ...more] = p.having(l).filter(g => g !== f)
        return v !== undefined && more.length === 0 && p.isBound(l) ? v : undefined
      })
      const [x, y] = vectors.map(v => v && entriesOf(v))
      if (x === undefined || y === undefined) continue
      const entries = PLACES.map(i => {
        const [a, b] = [(i + 1) % 3, (i + 2) % 3]
        return sub(mul(x[a] as Expr, y[b] as Expr), mul(x[b] as Expr, y[a] as Expr))
      })
      p.remove(f, ...(vectors as DraftFactor[]))
      for (const l of others) p.used.add(l)
      p.factors.push({ ...vectorOf(p, entries), at: [third] })
      return true
    }
  }
  return false
}

/** A vector by its entries; one with a single entry as that times a unit vector. */
function vectorOf(p: Product, entries: readonly Expr[]): Omit<DraftFactor, 'at'> {
  const [k, ...others] = PLACES.filter(i => !isZero(entries[i] as Expr))
  if (others.length > 0) return { node: p.space.constant([THREE], entries), power: one }
  p.times(k === undefined ? zero : (entries[k] as Expr))
  return { node: p.space.basis(THREE, num((k ?? 0) + 1)), power: one }
}

/** Each tries one step, and tells whether the product changed. */
export const OF_CROSS_PRODUCTS = [repeated, pair, ofEntries] as const
