/**
 * The triangular root L of a symmetric matrix A, which chol answers: L*L' is A, inv(L)'*inv(L) its inverse, and the entries on its diagonal are
 * positive, with the root of det(A) as their product. Each identity has a value wherever the formula that it replaces has one.
 */
import { one, rational } from '../expr/build.js'
import { scale } from './algebra.js'
import { plain, whole } from './function-identities.js'
import { isOperation, type Label, type Node, type Operation } from './node.js'
import { isLone, type Product } from './product.js'

const asRoot = (node: Node): Operation | undefined => (isOperation(node, 'chol') ? node : undefined)

/** A root or its inverse: the matrix A, and the axis at which two of them meet. */
function rootOf(
  p: Product,
  node: Node,
): { square: Node; root: Operation; meets: 0 | 1; inverted: boolean } | undefined {
  const inverted = isOperation(node, 'inv')
  const root = asRoot(inverted ? node.of : node)
  if (root === undefined) return undefined
  return inverted
    ? { square: p.space.operation('inv', root.of), root, meets: 0, inverted }
    : { square: root.of, root, meets: 1, inverted }
}

/** The squares of a product that begins with a root, summed over its rows: both copies are opened, so that the roots meet. */
function squaredProduct(p: Product): boolean {
  for (const f of p.factors) {
    const [t, ...others] = f.node.kind === 'sum' && whole(f.power) === 2 ? f.node.terms : []
    if (t === undefined || others.length + t.deltas.length > 0) continue
    const meets = f.at.some((label, axis) => {
      const [g, ...more] = t.factors.filter(h => h.at.includes(axis))
      const known = g && plain(g) && more.length === 0 ? rootOf(p, g.node) : undefined
      return known !== undefined && g?.at[known.meets] === axis && isLone(p, f, label)
    })
    if (!meets) continue
    p.remove(f)
    p.factors.push({ ...f, power: one }, { ...f, power: one })
    return true
  }
  return false
}

/** `L*L'` is A, and `inv(L)'*inv(L)` is inv(A). */
function rootMeetsItself(p: Product): boolean {
  for (const f of p.factors) {
    const known = rootOf(p, f.node)
    const shared = known && (f.at[known.meets] as Label)
    if (known === undefined || shared === undefined || !p.isBound(shared) || f.at[0] === f.at[1]) continue
    const meeting = p.having(shared)
    const g = meeting.find(h => h !== f && h.node === f.node) ?? f
    const isPair = g === f ? whole(f.power) === 2 : plain(f) && plain(g) && g.at[known.meets] === shared
    if (!isPair || meeting.length !== (g === f ? 1 : 2) || g.at[0] === g.at[1]) continue
    p.remove(f, g)
    p.used.add(shared)
    const other = 1 - known.meets
    p.factors.push({ node: known.square, at: [f.at[other] as Label, g.at[other] as Label], power: one })
    return true
  }
  return false
}

/** `inv(L)*A` is L', and `inv(A)*L` is inv(L)'. */
function rootMeetsSquare(p: Product): boolean {
  for (const f of p.factors) {
    const known = rootOf(p, f.node)
    if (known === undefined || !plain(f) || f.at[0] === f.at[1]) continue
    const { root, inverted } = known
    const square = inverted ? root.of : p.space.operation('inv', root.of)
    // The rows of L, and the columns of its inverse, are those of A.
    const axis = inverted ? 1 : 0
    const shared = f.at[axis] as Label
    const g = p.having(shared).find(h => h !== f && h.node === square && plain(h) && h.at[0] !== h.at[1])
    if (g === undefined || !p.isBound(shared) || p.having(shared).length !== 2) continue
    const left = inverted ? root : p.space.operation('inv', root)
    const [outer, inner] = [g.at.find(l => l !== shared) as Label, f.at[1 - axis] as Label]
    p.remove(f, g)
    p.used.add(shared)
    p.factors.push({ node: left, at: inverted ? [outer, inner] : [inner, outer], power: one })
    return true
  }
  return false
}

/** The root whose diagonal a vector is. */
function rootOfDiagonal(node: Node): Operation | undefined {
  const [t, ...others] = node.kind === 'sum' && node.shape.length === 1 ? node.terms : []
  const [f, ...factors] = t?.factors ?? []
  const alone = f !== undefined && others.length + factors.length === 0 && t?.coefficient === one && plain(f)
  return alone && f.at[0] === f.at[1] ? asRoot(f.node) : undefined
}

/** `sum(log(diag(L)))` is logdet(A)/2. */
function logarithmsOfDiagonal(p: Product): boolean {
  for (const f of p.factors) {
    const { node } = f
    const root =
      node.kind === 'map' && node.head === 'log' && plain(f) ? rootOfDiagonal(node.args[0] as Node) : undefined
    const label = f.at[0] as Label
    if (root === undefined || !isLone(p, f, label)) continue
    p.remove(f)
    p.used.add(label)
    p.factors.push({ node: scale(p.space, rational(1, 2), p.space.operation('logdet', root.of)), at: [], power: one })
    return true
  }
  return false
}

/** Each tries one step, and tells whether the product changed. */
export const OF_ROOTS: readonly ((p: Product) => boolean)[] = [
  squaredProduct,
  rootMeetsItself,
  rootMeetsSquare,
  logarithmsOfDiagonal,
]

/** The matrix of which a matrix, or the matrix whose diagonal a vector is, is the root. */
export const squareOf = (node: Node): Node | undefined => (asRoot(node) ?? rootOfDiagonal(node))?.of
