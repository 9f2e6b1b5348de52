/**
 * Whether two formulas of vectors and matrices agree: their difference vanishes in canonical form, or their values agree at random
 * arrays, with another size for every size symbol. Arrays honour the declared properties; scalars and entries are tried positive first, so
 * that logarithms and roots have values, then of either sign.
 */

import { attempted } from '../attempt.js'
import { evaluateTensor, type Kept, type TensorPoint } from '../compile/tensor/evaluate.js'
import { BudgetError, DomainError, ShapeError } from '../errors.js'
import { greatest } from '../expr/args.js'
import type { Expr } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { add, negate } from '../tensor/algebra.js'
import type { Space } from '../tensor/draft.js'
import { namesIn } from '../tensor/indices.js'
import { type Node, nodesOf, type Variable } from '../tensor/node.js'
import { rewrittenEntries } from '../tensor/skeleton.js'
import { lengthsOf, sizeAt } from '../tensor/values.js'
import type { Certificate } from './decision.js'
import { instances } from './unknown-functions.js'

/** How many points are compared, and how many are tried. */
const POINTS = 8
const TRIES = 40
/** Agreement to this is called equal, a difference above the other is a refutation: relative to the size of the values. */
const EQUAL = 1e-8
const DIFFERENT = 1e-5

/** The certificate for two tensors of one space. Raises `ShapeError` for different shapes. */
export function equivalentTensors(space: Space, a: Node, b: Node): Certificate {
  if (space.names(a.shape) !== space.names(b.shape))
    throw new ShapeError(
      `tensors of the shapes [${a.shape.join(',')}] and [${b.shape.join(',')}] cannot be compared`,
      'shape',
    )
  const difference = add(space, a.shape, [a, negate(space, b)])
  if (difference.kind === 'sum' && difference.terms.length === 0)
    return { verdict: 'verified', reason: 'the difference vanishes in canonical form', points: 0 }
  const [left, right] = withInstances(space, [a, b]) as [Node, Node]
  return sampled(left, right)
}

/** Tensors with instances in place of unknown functions. */
function withInstances(space: Space, roots: readonly Node[]): Node[] {
  const known = instances()
  return roots.map(root => rewrittenEntries(space, root, known))
}

function sampled(a: Node, b: Node): Certificate {
  const random = generator(0x9e3779b9)
  const kept: Kept = new Map()
  let points = 0
  for (let k = 0; k < TRIES && points < POINTS; k++) {
    const point = randomPoint([a, b], random, k)
    const values = valuesAt(a, b, kept, point)
    if (values === undefined) continue
    const gap = relativeGap(values[0], values[1])
    if (gap > DIFFERENT)
      return {
        verdict: 'refuted',
        reason: `they differ by ${gap.toPrecision(2)}, relative to their size`,
        points,
        witness: point,
      } as Certificate
    if (gap > EQUAL)
      return { verdict: 'unknown', reason: `they differ by ${gap.toPrecision(2)}, which rounding may explain`, points }
    points++
  }
  if (points === 0) return { verdict: 'unknown', reason: 'no point was found where both have values', points }
  return { verdict: 'verified', reason: `the values agree at ${points} points`, points }
}

// ── derivatives ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Disagreement with differences that rounding may explain, and that it may not. */
const NEAR = 1e-6
const FAR = 1e-4

/**
 * The certificate that a derivative, with the axes of the function f and then those of x, is that by x: it agrees with differences of f along
 * random directions within what x is declared to be, at random arrays.
 */
export function certifyTensor(space: Space, function_: Node, x: Variable | string, derivative: Node): Certificate {
  const [f, d] = withInstances(space, [function_, derivative]) as [Node, Node]
  const random = generator(0x51ed270b)
  const kept: Kept = new Map()
  const roots = typeof x === 'string' ? [f, d] : [f, d, x]
  let points = 0
  for (let k = 0; k < TRIES && points < POINTS; k++) {
    const point = { ...(typeof x === 'string' && { [x]: 0.3 + random() }), ...randomPoint(roots, random, k) }
    // A shorter step may stay on one side of a kink.
    const gap = [1e-3, 1e-5].map(h => slopeGap(f, x, d, kept, point, h, random)).reduce(smaller)
    if (gap === undefined) continue
    const by = gap.toPrecision(2)
    if (gap > FAR) return { verdict: 'refuted', reason: `differences of values differ from it by ${by}`, points }
    if (gap > NEAR) return { verdict: 'unknown', reason: `it differs from differences of values by ${by}`, points }
    points++
  }
  if (points === 0) return { verdict: 'unknown', reason: 'no point was found where both have values', points }
  return { verdict: 'verified', reason: `agrees with differences of values at ${points} points`, points }
}

const smaller = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b)

/** How far d times a direction is from the difference of f along it, relative to their size. */
function slopeGap(
  f: Node,
  x: Variable | string,
  d: Node,
  kept: Kept,
  point: TensorPoint,
  h: number,
  random: () => number,
): number | undefined {
  const name = typeof x === 'string' ? x : x.name
  const base = flat(point[name] as number | Rows)
  const direction = directionOf(x, point[name] as number | Rows, random)
  const moved = (k: number): TensorPoint => ({ ...point, [name]: shifted(point[name] as Rows, direction, k * h) })
  const pairs = [1, 2].map(k => valuesAt(f, f, kept, moved(k), moved(-k)))
  const slope = valuesAt(d, d, kept, point)
  const [near, far] = pairs
  if (near === undefined || far === undefined || slope === undefined) return undefined
  const numeric = near[0].map((v, k) => {
    const [a, b, c, e] = [v, near[1][k], far[0][k], far[1][k]] as [number, number, number, number]
    return (8 * (a - b) - (c - e)) / (12 * h)
  })
  const width = base.length
  const along = flat(direction)
  const symbolic = numeric.map((_, k) => along.reduce((s, v, j) => s + v * (slope[0][k * width + j] as number), 0))
  const size = greatest(near[0].map(Math.abs), 1)
  const scale = Math.max(...numeric.map(Math.abs), ...symbolic.map(Math.abs), size * 1e-3)
  return greatest(numeric.map((v, k) => Math.abs(v - (symbolic[k] as number)))) / scale
}

/** A direction within what is declared: symmetric, diagonal, lower. */
function directionOf(x: Variable | string, value: number | Rows, random: () => number): number | Rows {
  const entry = (): number => 2 * random() - 1
  if (typeof x === 'string' || typeof value === 'number') return 1
  const kept = [...x.properties].flatMap(p =>
    p === 'psd' ? ['symmetric' as const] : p === 'positive' || p === 'unit' ? [] : [p],
  )
  return randomArray({ ...x, properties: new Set(kept) }, lengthsOf(value), entry)
}

/** No tensor has so many axes. */
const MOST_AXES = 64

const flat = (value: number | Rows): number[] => ([value] as unknown[]).flat(MOST_AXES) as number[]

const shifted = (value: number | Rows, direction: number | Rows, h: number): number | Rows =>
  typeof value === 'number'
    ? value + h * (direction as number)
    : value.map((v, k) => shifted(v, (direction as Rows)[k] as number | Rows, h))

/** Both at a point, or undefined where one has no value. */
function valuesAt(
  a: Node,
  b: Node,
  kept: Kept,
  point: TensorPoint,
  other: TensorPoint = point,
): readonly [Float64Array, Float64Array] | undefined {
  const value = (n: Node, at: TensorPoint): Float64Array =>
    asArray(evaluateTensor(n, at, { flat: true, kept }) as Float64Array | number)
  return attempted([DomainError, BudgetError], () => [value(a, point), value(b, other)] as const)
}

const asArray = (x: Float64Array | number): Float64Array => (typeof x === 'number' ? Float64Array.of(x) : x)

function relativeGap(x: Float64Array, y: Float64Array): number {
  const scale = Math.max(...x.map(Math.abs), ...y.map(Math.abs), Number.MIN_VALUE)
  return greatest(x.map((v, k) => Math.abs(v - (y[k] as number)))) / scale
}

/** A small generator of even numbers in [0, 1): results are the same in every run. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Values for all names; early tries are positive. */
function randomPoint(roots: readonly Node[], random: () => number, attempt: number): TensorPoint {
  const nodes = nodesOf(roots)
  const variables = nodes.filter((n): n is Variable => n.kind === 'variable')
  const sizes = new Map<string, number>()
  // Rising in one attempt, falling in the next: X'*X has an inverse for tall matrices only, X*X' for wide ones.
  const names = [...sizeNames(nodes)]
  for (const [k, name] of names.entries()) sizes.set(name, 2 + (attempt % 2 === 0 ? k : names.length - 1 - k))
  const value = (): number => (attempt < TRIES / 4 ? 0.3 + random() : 2 * random() - 1)
  const point = new Map<string, TensorPoint[string]>()
  for (const root of roots) for (const name of namesIn(root)) point.set(name, sizes.get(name) ?? value())
  for (const v of variables)
    point.set(
      v.name,
      randomArray(
        v,
        v.shape.map(d => sizeOf(d, sizes)),
        value,
      ),
    )
  return Object.fromEntries(point)
}

function sizeNames(nodes: readonly Node[]): Set<string> {
  const names = new Set<string>()
  for (const n of nodes) for (const d of n.shape) for (const name of freeSymbols(d)) names.add(name)
  return names
}

function sizeOf(d: Expr, sizes: ReadonlyMap<string, number>): number {
  const value = sizeAt(d, sizes)
  return value.kind === 'num' ? value.value.toNumber() : 1
}

/** An array of any number of axes. */
type Rows = readonly (number | Rows)[]

/** An array with the declared properties. */
function randomArray(v: Variable, shape: readonly number[], value: () => number): Rows {
  const [m = 1, n, ...more] = shape
  const has = (p: 'symmetric' | 'psd' | 'diagonal' | 'lower' | 'positive' | 'unit'): boolean => v.properties.has(p)
  const entry = (): number => {
    const x = value()
    return has('unit') ? Math.min(0.9, Math.abs(x) * 0.7) : has('positive') ? Math.abs(x) + 0.1 : x
  }
  if (n === undefined) return Array.from({ length: m }, entry)
  if (more.length > 0) return Array.from({ length: m }, () => randomArray(v, shape.slice(1), value))
  const a = Array.from({ length: m }, (_, i) => Array.from({ length: n }, (_, j) => entry() + (i === j ? 0.5 : 0)))
  const at = (i: number, j: number): number => a[i]?.[j] ?? 0
  const made = (f: (i: number, j: number) => number): number[][] => a.map((row, i) => row.map((_, j) => f(i, j)))
  if (has('diagonal')) return made((i, j) => (i === j ? at(i, j) : 0))
  if (has('lower')) return made((i, j) => (j <= i ? at(i, j) : 0))
  if (has('psd')) return made((i, j) => a.reduce((s, _, k) => s + at(i, k) * at(j, k), i === j ? 0.1 : 0))
  return has('symmetric') ? made((i, j) => (at(i, j) + at(j, i)) / 2) : a
}
