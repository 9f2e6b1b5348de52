/**
 * Identities among the factors of a product: an inverse meets its matrix, a softmax sums to one, an exponential over the sum of
 * exponentials is a softmax, a product that has a name under a power joins it. Each function tries one and tells whether the
 * product changed; term.ts calls them until none applies.
 */
import { add, div, neg, num, one, pow, sum } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isNumber, isPositive } from '../expr/numbers.js'
import { permute } from './algebra.js'
import { OF_ROOTS } from './cholesky.js'
import { commuted } from './commuting.js'
import { OF_CROSS_PRODUCTS } from './crossing.js'
import type { DraftFactor, DraftTerm } from './draft.js'
import { embed } from './embedding.js'
import { OF_FUNCTIONS, plain, whole } from './function-identities.js'
import { operationRow } from './functions/table.js'
import { isLower, isOperation, type Label, type Node, type Operation, type Term } from './node.js'
import { OF_PLACEMENTS } from './placements.js'
import { isLone, type Product } from './product.js'
import { projected } from './pseudoinverse.js'
import { openShared } from './reshape.js'
import { summedExponential, uniform } from './shapes.js'

type Identity = (p: Product) => boolean

/** One step; false when nothing applies. */
export const identify = (p: Product): boolean => IDENTITIES.some(identity => identity(p))

/** The entries of a softmax sum to one, and so do those of a vector with a single one. */
function sumOfDistribution(p: Product): boolean {
  for (const f of p.factors) {
    const { node } = f
    const last = f.at.at(-1)
    const sums = node.kind === 'basis' || isDistribution(node)
    if (!sums || !plain(f) || last === undefined || !isLone(p, f, last)) continue
    p.remove(f)
    p.used.add(last)
    return true
  }
  return false
}

/** A sum weighted by a distribution, a term at a time where one of them is the same all along the axis: that is its own mean. */
function meanOfSum(p: Product): boolean {
  for (const f of p.factors) {
    const label = f.at.at(-1)
    if (!isDistribution(f.node) || !plain(f) || label === undefined || !p.isBound(label)) continue
    const [g, ...others] = p.having(label).filter(h => h !== f)
    if (g?.node.kind !== 'sum' || others.length > 0 || !plain(g) || new Set(g.at).size < g.at.length) continue
    const axis = g.at.indexOf(label)
    const isSame = (t: Term): boolean => t.factors.every(h => !h.at.includes(axis)) && !t.deltas.flat().includes(axis)
    if (g.node.terms.length < 2 || !g.node.terms.some(isSame)) continue
    const kept = [...new Set([...f.at, ...g.at])].filter(l => l !== label)
    const at = (l: Label): Label => (l === label ? kept.length : kept.indexOf(l))
    const order = g.at.length
    const inner = (l: Label): Label => (l < order ? at(g.at[l] as Label) : l - order + kept.length + 1)
    const terms = g.node.terms.map(
      (t): DraftTerm => ({
        coefficient: t.coefficient,
        factors: [{ ...f, at: f.at.map(at) }, ...t.factors.map(h => ({ ...h, at: h.at.map(inner) }))],
        deltas: t.deltas.map(([a, b]) => [inner(a), inner(b)] as const),
        bound: [p.sizes[label] as Expr, ...t.bound],
      }),
    )
    const shape = kept.map(l => p.sizes[l] as Expr)
    p.remove(f, g)
    p.used.add(label)
    p.factors.push({ node: p.space.sum(shape, terms), at: kept, power: one })
    return true
  }
  return false
}

const isDistribution = (node: Node): boolean =>
  node.kind === 'operation' && node.direction === undefined && operationRow(node.head).facts.distribution === true

/** `inv(A)*A` and `A*inv(A)` are the identity, and with adj they are det(A) times that. */
function inverseMeetsMatrix(p: Product): boolean {
  for (const f of p.factors) {
    if (!(isOperation(f.node, 'inv') || isOperation(f.node, 'adj')) || !plain(f)) continue
    const [i, j] = f.at as [Label, Label]
    const turns = p.space.isSymmetric(f.node) ? [[i, j] as const, [j, i] as const] : [[i, j] as const]
    for (const [row, column] of turns) if (cancel(p, f, row, column)) return true
  }
  return false
}

/** Looks for the matrix on either side of its inverse f[row, column]. */
function cancel(p: Product, f: DraftFactor, row: Label, column: Label): boolean {
  const matrix = (f.node as Operation).of
  // inv[row, column] * A[column, k] is delta(row, k); A[k, row] * inv[row, column] is delta(k, column).
  for (const [shared, kept, side] of [[column, row, 0] as const, [row, column, 1] as const]) {
    if (!p.isBound(shared) || shared === kept) continue
    const found = embed(p, matrix, side === 0 ? [shared, undefined] : [undefined, shared], [f])
    if (found === undefined) continue
    const other = found.at[1 - side] as Label
    const outside = p.factors.filter(g => g !== f && !found.factors.includes(g))
    if (outside.some(g => g.at.includes(shared)) || other === shared) continue
    p.remove(f, ...found.factors)
    for (const l of [shared, ...found.inner]) p.used.add(l)
    p.times(div(one, found.coefficient))
    p.deltas.push([kept, other])
    if (isOperation(f.node, 'adj')) p.factors.push({ node: p.space.operation('det', matrix), at: [], power: one })
    return true
  }
  return false
}

/** A contraction that stands in the product under a power takes in its copies: `(A*x) * (A*x)^(-1)` is 1. */
function joinContraction(p: Product): boolean {
  for (const f of p.factors) {
    if (f.node.kind !== 'sum' || f.node.terms.length !== 1 || f.at.length === 0) continue
    if (f.node.terms[0]?.deltas.length !== 0) continue
    const found = embed(p, f.node, f.at, [f])
    if (found === undefined) continue
    p.remove(f, ...found.factors)
    for (const l of found.inner) p.used.add(l)
    p.times(div(one, found.coefficient))
    p.factors.push({ ...f, power: add(f.power, one) })
    return true
  }
  return false
}

/** `exp(z) / sum(exp(z))` is softmax(z). */
function softmaxShape(p: Product): boolean {
  for (const d of p.factors) {
    const below = -whole(d.power)
    const found = below > 0 ? summedExponential(d.node) : undefined
    if (found === undefined) continue
    const { exponential, labels, axis } = found
    const e = p.factors.find(
      f =>
        f.node === exponential &&
        whole(f.power) > 0 &&
        f.at.every((l, k) => k === axis || l === d.at[labels[k] as number]),
    )
    if (e === undefined || exponential.kind !== 'map') continue
    const n = Math.min(below, whole(e.power))
    p.remove(d, e)
    const z = exponential.args[0] as Node
    const moved = [...e.at.keys()].filter(k => k !== axis).concat(axis)
    const soft = p.space.operation('softmax', permute(p.space, z, moved))
    p.factors.push(
      { ...d, power: num(n - below) },
      { ...e, power: num(whole(e.power) - n) },
      { node: soft, at: moved.map(k => e.at[k] as Label), power: num(n) },
    )
    return true
  }
  return false
}

/** A label that only one sum has is summed over in each of its terms: the sum of (x - a) is that of x less that of a. */
function spreadLone(p: Product): boolean {
  for (const f of p.factors) {
    if (f.node.kind !== 'sum' || f.node.terms.length < 2 || !plain(f) || new Set(f.at).size < f.at.length) continue
    const slot = f.at.findIndex(l => isLone(p, f, l))
    if (slot < 0 || f.at.length === 1) continue
    const kept = f.at.filter((_, k) => k !== slot)
    const at = f.at.map((_, k) => (k === slot ? kept.length : k < slot ? k : k - 1))
    const shape = f.node.shape.filter((_, k) => k !== slot)
    const bound = [f.node.shape[slot] as Expr]
    const node = p.space.sum(shape, [
      { coefficient: one, factors: [{ node: f.node, at, power: one }], deltas: [], bound },
    ])
    p.remove(f)
    p.used.add(f.at[slot] as Label)
    p.factors.push({ node, at: kept, power: one })
    return true
  }
  return false
}

/** Beside a single one on an axis of the result, other entries along it are those at its place: e_k.*x is x[k]*e_k. */
function takeAtPlace(p: Product): boolean {
  for (const f of p.factors) {
    const [label] = f.at
    if (f.node.kind !== 'basis' || label === undefined || p.isBound(label)) continue
    const others = p.having(label).filter(g => g !== f && g.node.kind !== 'basis')
    if (others.length === 0) continue
    const chosen = p.fresh(p.sizes[label] as Expr)
    p.remove(...others)
    p.factors.push(...others.map(g => ({ ...g, at: g.at.map(l => (l === label ? chosen : l)) })), {
      ...f,
      at: [chosen],
    })
    return true
  }
  return false
}

/** Ones on and below the diagonal, zeros above. */
const isMask = (node: Node): boolean => isOperation(node, 'tril') && uniform(node.of) === one

/** The lower triangle of a lower matrix is the matrix, and that of its transpose the diagonal. */
function maskOfLower(p: Product): boolean {
  for (const f of p.factors) {
    if (!isMask(f.node)) continue
    const [i, j] = f.at as [Label, Label]
    // The mask has ones on its diagonal.
    if (i === j) {
      p.remove(f)
      return true
    }
    const lower = p.factors.filter(g => g.at.length === 2 && isPositive(g.power) && isLower(g.node))
    const isTurned = lower.some(g => g.at[0] === j && g.at[1] === i)
    if (!isTurned && !lower.some(g => g.at[0] === i && g.at[1] === j)) continue
    p.remove(f)
    if (isTurned) p.deltas.push([i, j])
    return true
  }
  return false
}

/** A sum that is one number all along its diagonal, as 2*tril(ones(n, n)) - eye(n) is. */
function numberOnDiagonal(p: Product): boolean {
  for (const f of p.factors) {
    const [i, j] = f.at
    if (f.node.kind !== 'sum' || f.at.length !== 2 || i === undefined || i !== j) continue
    if (!f.node.terms.every(t => t.bound.length === 0 && t.factors.every(g => isMask(g.node)))) continue
    p.remove(f)
    p.times(pow(sum(f.node.terms.map(t => t.coefficient)), f.power))
    return true
  }
  return false
}

/** On the diagonal the inverse of a lower matrix has the reciprocals. */
function diagonalOfInverse(p: Product): boolean {
  const f = p.factors.find(g => isOperation(g.node, 'inv') && g.at[0] === g.at[1] && isLower(g.node))
  if (f === undefined) return false
  p.remove(f)
  p.factors.push({ node: (f.node as Operation).of, at: f.at, power: neg(f.power) })
  return true
}

/** Columns at right angles to one another, of length one: V'*V is the identity, and of a square V also V*V'. */
function orthonormalColumns(p: Product): boolean {
  for (const f of p.factors) {
    const { node } = f
    const known = node.kind === 'operation' && operationRow(node.head).facts.orthonormal === true
    if (!known || !plain(f) || node.direction !== undefined) continue
    const square = p.space.names(node.shape.slice(0, 1)) === p.space.names(node.shape.slice(1))
    for (const side of square ? [0, 1] : [0]) {
      const shared = f.at[side] as Label
      const g = p.factors.find(h => h !== f && h.node === node && plain(h) && h.at[side] === shared)
      if (g === undefined || !p.isBound(shared) || p.having(shared).length !== 2 || f.at[0] === f.at[1]) continue
      p.remove(f, g)
      p.used.add(shared)
      p.deltas.push([f.at[1 - side] as Label, g.at[1 - side] as Label])
      return true
    }
  }
  return false
}

/** c where a scalar is c times another. */
function multipleOf(node: Node, of: Node): Expr | undefined {
  if (node === of) return one
  const [t, ...others] = node.kind === 'sum' ? node.terms : []
  const [f, ...factors] = t?.factors ?? []
  const alone = others.length + factors.length === 0 && f?.node === of && plain(f) && node.shape.length === 0
  return alone && t?.bound.length === 0 ? t.coefficient : undefined
}

/** `adj(A)/det(A)` is inv(A): neither has a value where A is singular. */
function adjugateOverDeterminant(p: Product): boolean {
  for (const f of p.factors) {
    if (!isOperation(f.node, 'adj') || !plain(f)) continue
    const det = p.space.operation('det', f.node.of)
    const d = p.factors.find(
      g => multipleOf(g.node, det) !== undefined && isNumber(g.power) && g.power.value.sign() < 0,
    )
    const multiple = d && multipleOf(d.node, det)
    if (d === undefined || multiple === undefined) continue
    p.remove(f, d)
    p.times(div(one, multiple))
    p.factors.push({ ...d, power: add(d.power, one) }, { ...f, node: p.space.operation('inv', f.node.of) })
    return true
  }
  return false
}

/** The trace of a Kronecker product is a trace over both pairs of axes. */
function traceOfReshape(p: Product): boolean {
  for (const f of p.factors) {
    const { node } = f
    const [i, j] = f.at
    if (node.kind !== 'reshape' || f.at.length !== 2 || i === undefined || i !== j || !plain(f)) continue
    if (!p.isBound(i) || p.having(i).length > 1 || !splitsEvenly(p, node.of)) continue
    const half = node.of.shape.length / 2
    const labels = node.of.shape.slice(0, half).map(size => p.fresh(size))
    p.remove(f)
    p.used.add(i)
    p.factors.push({ node: node.of, at: [...labels, ...labels], power: one })
    return true
  }
  return false
}

/** Whether the second half of the axes has the sizes of the first. */
function splitsEvenly(p: Product, node: Node): boolean {
  const half = node.shape.length / 2
  return Number.isInteger(half) && p.space.names(node.shape.slice(0, half)) === p.space.names(node.shape.slice(half))
}

const IDENTITIES: readonly Identity[] = [
  sumOfDistribution,
  meanOfSum,
  ...OF_CROSS_PRODUCTS,
  ...OF_PLACEMENTS,
  openShared,
  spreadLone,
  takeAtPlace,
  maskOfLower,
  numberOnDiagonal,
  diagonalOfInverse,
  inverseMeetsMatrix,
  projected,
  ...OF_ROOTS,
  joinContraction,
  softmaxShape,
  ...OF_FUNCTIONS,
  orthonormalColumns,
  adjugateOverDeterminant,
  traceOfReshape,
  commuted,
]
