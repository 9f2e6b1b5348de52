/**
 * Functions of one symmetric matrix commute: inv(sqrtm(E^2))*E is E*inv(sqrtm(E^2)). Two of them side by side stand in one order, which what
 * is around them decides, so that terms that differ in it are alike.
 */
import { one } from '../expr/build.js'
import type { DraftFactor, Space } from './draft.js'
import { operationRow } from './functions/table.js'
import type { Label, Node } from './node.js'
import type { Product } from './product.js'

/** The matrix of which a symmetric matrix is shown to be a function; itself where it shows nothing. */
function generatorOf(space: Space, node: Node): Node {
  let m = node
  for (;;) {
    m = space.chainOf(m)?.base ?? m
    if (m.kind === 'operation' && m.direction === undefined && operationRow(m.head).facts.symmetric === 'kept') m = m.of
    else {
      const [t, ...others] = m.kind === 'sum' ? m.terms : []
      const [f, ...rest] = t?.factors ?? []
      const isPower = f !== undefined && rest.length > 0 && rest.every(g => g.node === f.node)
      const isChain = t?.deltas.length === 0 && t.bound.length === rest.length && isPower
      if (f === undefined || others.length > 0 || !isChain || f.at.length !== 2) return m
      m = f.node
    }
  }
}

/** Whether a factor is a symmetric matrix, taken as it is. */
const isMatrix = (p: Product, f: DraftFactor): boolean =>
  f.power === one && f.at.length === 2 && f.at[0] !== f.at[1] && p.space.isSymmetric(f.node)

/** Puts two that commute into their order; true if they stood in the other. */
export function commuted(p: Product): boolean {
  for (const f of p.factors) {
    if (f.node.kind !== 'operation' || !isMatrix(p, f)) continue
    const of = generatorOf(p.space, f.node)
    if (of === f.node || !p.space.isSymmetric(of)) continue
    const isFunction = (g: DraftFactor): boolean => isMatrix(p, g) && generatorOf(p.space, g.node) === of
    for (const shared of f.at) {
      const [g, ...others] = p.having(shared).filter(h => h !== f)
      if (g === undefined || others.length > 0 || !p.isBound(shared) || !isFunction(g) || g.node === f.node) continue
      const [a, b] = [f, g].map(h => h.at.find(l => l !== shared) as Label) as [Label, Label]
      const around = (l: Label): DraftFactor[] => p.having(l).filter(h => h !== f && h !== g)
      if (a === b || [a, b].some(l => around(l).some(isFunction))) continue
      const [x, y] = [a, b].map(l => rank(p, l, around(l))) as [number, number]
      if (x === y || x < y === f.node.id < g.node.id) continue
      p.remove(f, g)
      p.factors.push({ ...f, at: [shared, b] }, { ...g, at: [a, shared] })
      return true
    }
  }
  return false
}

/** Axes of the result in order, then what is summed over by what stands at it. */
const rank = (p: Product, l: Label, around: readonly DraftFactor[]): number =>
  p.isBound(l) ? p.order + Math.min(...around.map(f => f.node.id)) : l
