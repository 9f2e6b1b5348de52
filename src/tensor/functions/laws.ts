/** Identities of the inverse, the adjugate and determinants: of multiples, products, Kronecker products and scaled rows. */
import { DomainError } from '../../errors.js'
import { minusOne, mul, num, one, pow, rational, sub } from '../../expr/build.js'
import type { Expr } from '../../expr/node.js'
import { isZero } from '../../expr/numbers.js'
import { einsum, factor, negate, raise, scale, transpose, whole } from '../algebra.js'
import { squareOf } from '../cholesky.js'
import { contentOf, divideBy } from '../coefficient.js'
import type { DraftFactor, Space } from '../draft.js'
import { type Dim, isLower, isOperation, type Label, type Node, type Sum, type Term } from '../node.js'
import { isSingular } from '../rank.js'

const onlyTerm = (node: Node): Term | undefined =>
  node.kind === 'sum' && node.terms.length === 1 ? node.terms[0] : undefined

/** The matrices whose product a term is, in order, if it is a chain of square ones. */
function chain(space: Space, node: Node, t: Term): Node[] | undefined {
  if (t.deltas.length > 0 || t.factors.length < 2 || t.factors.length !== t.bound.length + 1) return undefined
  const size = space.names(node.shape.slice(0, 1))
  const at = new Map<Label, Set<DraftFactor>>()
  for (const f of t.factors) {
    if (f.at.length !== 2 || f.power !== one || f.node.shape.some(d => space.names([d]) !== size)) return undefined
    for (const l of f.at) at.set(l, (at.get(l) ?? new Set()).add(f))
  }
  const found: Node[] = []
  for (let label = 0; found.length < t.factors.length; ) {
    const [f] = at.get(label) ?? []
    if (f === undefined) return undefined
    for (const l of f.at) at.get(l)?.delete(f)
    const forward = f.at[0] === label
    found.push(forward ? f.node : transpose(space, f.node))
    label = (forward ? f.at[1] : f.at[0]) as number
  }
  return found
}

const range2 = [0, 1] as const

/** f of a chain of square matrices is the chain of f of each, the other way round. */
function reversedChain(space: Space, of: Node, head: 'inv' | 'adj'): Node | undefined {
  const t = onlyTerm(of)
  const links = t && chain(space, of, t)
  if (t === undefined || links === undefined) return undefined
  const n = of.shape[0] as Dim
  const last = links.length - 1
  const label = (k: number): number => (k === 0 ? 0 : k === links.length ? 1 : k + 1)
  const factors = links.map((_, k) => ({
    node: space.operation(head, links[last - k] as Node),
    at: [label(k), label(k + 1)],
    power: one,
  }))
  const coefficient = multipleOf(head, t.coefficient, n)
  return space.sum(of.shape, [{ coefficient, factors, deltas: [], bound: Array.from({ length: last }, () => n) }])
}

/** The power of c in front of f(c*A). */
const powerOf = (head: 'inv' | 'adj', n: Dim): Expr => (head === 'inv' ? minusOne : sub(n, one))

/** What of c is in front of f(c*A). */
const multipleOf = (head: 'inv' | 'adj', c: Expr, n: Dim): Expr => (c === one ? one : pow(c, powerOf(head, n)))

/** f(c*A) for a scalar c, which is a coefficient and factors that are scalars. */
function ofMultiple(space: Space, of: Node, head: 'inv' | 'adj'): Node | undefined {
  const t = onlyTerm(of)
  const scalars = t?.factors.filter(f => f.at.length === 0) ?? []
  if (t === undefined || isZero(t.coefficient) || (t.coefficient === one && scalars.length === 0)) return undefined
  const n = of.shape[0] as Dim
  const rest = space.sum(of.shape, [{ ...t, coefficient: one, factors: t.factors.filter(f => f.at.length > 0) }])
  const inFront = scalars.map(f => ({ ...f, power: mul(f.power, powerOf(head, n)) }))
  const coefficient = multipleOf(head, t.coefficient, n)
  return einsum(space, of.shape, [whole(space.operation(head, rest)), ...inFront], [], { coefficient })
}

/** The inverse of a sum whose terms have one number in front: of (A + B)/2. */
function ofMean(space: Space, of: Node): Node | undefined {
  const terms = of.kind === 'sum' && of.terms.length > 1 ? of.terms : []
  const content = contentOf(terms.map(t => t.coefficient)).abs()
  const isShared = terms.every(t => t.coefficient.kind === 'num' && t.coefficient.value.abs().compare(content) === 0)
  if (content.isOne() || !isShared) return undefined
  const rest = space.sum(
    of.shape,
    terms.map(t => ({ ...t, coefficient: divideBy(t.coefficient, content) })),
  )
  return scale(space, num(content.inverse()), space.operation('inv', rest))
}

/** `diag(a)*M*diag(b)`: the vectors at either side of a matrix, with their powers. */
function withoutScales(space: Space, of: Node): { inner: Node; scales: readonly DraftFactor[] } | undefined {
  const t = onlyTerm(of)
  if (t === undefined || t.deltas.length > 0) return undefined
  const isScale = (f: DraftFactor): boolean => f.at.length === 1 && (f.at[0] as Label) < 2
  const scales = t.factors.filter(isScale)
  const rest = t.factors.filter(f => !isScale(f))
  const spans = range2.every(l => rest.some(f => f.at.includes(l)))
  if (scales.length === 0 || !spans) return undefined
  return { inner: space.sum(of.shape, [{ ...t, factors: rest }]), scales }
}

/** The factors A and B of kron(A, B), both square. */
function kroneckerFactors(space: Space, of: Node): readonly [Node, Node] | undefined {
  if (of.kind !== 'reshape' || of.shape.length !== 2) return undefined
  const t = onlyTerm(of.of)
  if (t === undefined || t.factors.length !== 2 || t.bound.length + t.deltas.length > 0 || of.of.shape.length !== 4)
    return undefined
  const side = (a: Label, b: Label): Node | undefined => {
    const f = t.factors.find(g => g.at.includes(a) && g.at.includes(b) && g.at.length === 2 && g.power === one)
    const square = f && space.names(f.node.shape.slice(0, 1)) === space.names(f.node.shape.slice(1))
    return f && square ? (f.at[0] === a ? f.node : transpose(space, f.node)) : undefined
  }
  const [fast, slow] = [side(0, 2), side(1, 3)]
  return fast && slow && t.coefficient === one ? [slow, fast] : undefined
}

function inverseOfKronecker(space: Space, of: Node): Node | undefined {
  const parts = kroneckerFactors(space, of)
  if (parts === undefined || of.kind !== 'reshape') return undefined
  const [slow, fast] = parts.map(p => space.operation('inv', p)) as [Node, Node]
  const factors = [
    { node: fast, at: [0, 2], power: one },
    { node: slow, at: [1, 3], power: one },
  ]
  const product = space.sum(of.of.shape, [{ coefficient: one, factors, deltas: [], bound: [] }])
  return space.reshape(product, of.shape)
}

export function inverseOf(space: Space, of: Node): Node | undefined {
  if (isOperation(of, 'inv')) return of.of
  if (isSingular(of))
    throw new DomainError(
      `the ${of.shape.join('x')} matrix that is inverted has fewer independent columns than that, whatever its entries are: it is singular (pinv is defined)`,
      'singular',
    )
  const scaled = withoutScales(space, of)
  if (scaled !== undefined) {
    const inverted = { node: space.operation('inv', scaled.inner), at: range2, power: one }
    const scales = scaled.scales.map(f => ({ ...f, at: [1 - (f.at[0] as Label)], power: mul(minusOne, f.power) }))
    return space.sum(of.shape, [{ coefficient: one, factors: [inverted, ...scales], deltas: [], bound: [] }])
  }
  return (
    ofMultiple(space, of, 'inv') ??
    ofMean(space, of) ??
    reversedChain(space, of, 'inv') ??
    inverseOfKronecker(space, of)
  )
}

export function adjugateOf(space: Space, of: Node): Node | undefined {
  return ofMultiple(space, of, 'adj') ?? reversedChain(space, of, 'adj')
}

export function determinantOf(space: Space, head: 'det' | 'logdet', of: Node): Node | undefined {
  if (isOperation(of, 'inv')) {
    const d = space.operation(head, of.of)
    return head === 'det' ? raise(space, d, minusOne) : negate(space, d)
  }
  const square = squareOf(of)
  if (square !== undefined) return halved(space, head, square)
  const parts = kroneckerFactors(space, of)
  if (parts !== undefined && head === 'det') return determinantOfKronecker(space, ...parts)
  const t = onlyTerm(of)
  return t?.coefficient.kind === 'num' && t.coefficient !== one ? ofScaled(space, head, of as Sum, t) : undefined
}

/** Of the triangular root of a matrix the root of its determinant. */
function halved(space: Space, head: 'det' | 'logdet', square: Node): Node {
  const d = space.operation(head, square)
  return head === 'det' ? raise(space, d, rational(1, 2)) : scale(space, rational(1, 2), d)
}

/** The product of the entries on the diagonal of such a root is its determinant. */
export function productOf(space: Space, of: Node): Node | undefined {
  const square = squareOf(of)
  return square && of.shape.length === 1 ? halved(space, 'det', square) : undefined
}

/** `det(kron(A, B))` is det(A)^n*det(B)^m for m rows of A and n of B. The logarithms of the two may have no value where that of the whole has one. */
function determinantOfKronecker(space: Space, a: Node, b: Node): Node {
  const power = (of: Node, size: Dim): DraftFactor => ({ node: space.operation('det', of), at: [], power: size })
  const factors = [power(a, b.shape[0] as Dim), power(b, a.shape[0] as Dim)]
  return space.sum([], [{ coefficient: one, factors, deltas: [], bound: [] }])
}

/** `det(c*A)` is `c^n*det(A)`. */
function ofScaled(space: Space, head: 'det' | 'logdet', node: Sum, t: Term): Node | undefined {
  const n = node.shape[0] as Dim
  const rest = (): Node => space.operation(head, space.sum(node.shape, [{ ...t, coefficient: one }]))
  if (head === 'det') return scale(space, pow(t.coefficient, n), rest())
  if (t.coefficient.kind === 'num' && t.coefficient.value.sign() < 0) return undefined
  const logarithm: Expr = mul(n, logOf(space, t.coefficient))
  return space.sum(
    [],
    [
      { coefficient: one, factors: [{ node: rest(), at: [], power: one }], deltas: [], bound: [] },
      { coefficient: logarithm, factors: [], deltas: [], bound: [] },
    ],
  )
}

function logOf(space: Space, e: Expr): Expr {
  const node = space.map('log', [space.scalar(e)])
  return node.kind === 'sum' ? (node.terms[0]?.coefficient ?? num(0)) : num(0)
}

/** The lower triangle of a matrix that has no other entries, and the diagonal of its transpose. */
export function triangleOf(space: Space, of: Node): Node | undefined {
  if (isLower(of) || isOperation(of, 'tril')) return of
  const turned = transpose(space, of)
  if (!isLower(turned)) return undefined
  return space.sum(of.shape, [{ coefficient: one, factors: [factor(of, range2)], deltas: [range2], bound: [] }])
}
