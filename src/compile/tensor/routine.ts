/** Loops that sum a product of two tensors over their common labels, as products of matrices, or of a matrix and a vector. */
import { TILE } from '../../linalg/module.js'
import { collapse, gridOf, type Places, placesOf } from '../../linalg/places.js'
import { multiplyVector } from '../../linalg/vector-product.js'
import type { Pass, PlacedAccess } from './loop.js'
import { productStep } from './product-step.js'
import { kernelStep, type Step } from './step.js'

/** The labels of a pair: in both and kept, in both and summed over, in one only. */
interface Roles {
  readonly batch: readonly number[]
  readonly contracted: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
}

/** The step of a routine that does what a pass does, for two factors with these labels; undefined where there is none. */
export function routineStep(
  { extents, summed, target }: Pick<Pass, 'extents' | 'summed' | 'target'>,
  [x, y]: readonly [PlacedAccess, PlacedAccess],
): Step | undefined {
  const labels = [...extents.keys()]
  const [inX, inY] = [x, y].map(access => new Set(access.strides.keys())) as [Set<number>, Set<number>]
  const shared = labels.filter(c => inX.has(c) && inY.has(c))
  const roles = {
    batch: shared.filter(c => !summed.has(c)),
    contracted: shared.filter(c => summed.has(c)),
    left: labels.filter(c => inX.has(c) && !inY.has(c)),
    right: labels.filter(c => inY.has(c) && !inX.has(c)),
  }
  const { left, right, contracted, batch } = roles
  const alone = [...left, ...right]
  if (contracted.length === 0 || alone.some(c => summed.has(c)) || labels.length > shared.length + alone.length)
    return undefined
  const extent = (c: number): number => extents.get(c) as number
  if (left.length > 0 && right.length > 0) {
    const [m, n] = [left, right].map(classes => classes.reduce((p, c) => p * extent(c), 1)) as [number, number]
    // The wider side gives the columns: tiles are wider than high.
    return waste(n, m) < waste(m, n)
      ? matrices(y, x, target, { ...roles, left: right, right: left }, extent)
      : matrices(x, y, target, roles, extent)
  }
  if (batch.length > 0 || alone.length === 0) return undefined
  return left.length > 0
    ? matrixVector(x, y, target, { left, contracted }, extent)
    : matrixVector(y, x, target, { left: right, contracted }, extent)
}

type Extent = (c: number) => number

const stridesOf = (access: PlacedAccess, labels: readonly number[]): number[] =>
  labels.map(c => access.strides.get(c) ?? 0)

function matrices(
  x: PlacedAccess,
  y: PlacedAccess,
  z: PlacedAccess,
  { batch, contracted, left, right }: Roles,
  extent: Extent,
): Step {
  const places = (access: PlacedAccess, some: readonly number[]): Int32Array =>
    placesOf(some.map(extent), stridesOf(access, some))
  const grid = (access: PlacedAccess, rows: readonly number[], columns: readonly number[]): Places =>
    gridOf(access.offset, places(access, rows), places(access, columns))
  return productStep({
    slots: [x.slot, y.slot, z.slot],
    grids: [grid(x, left, contracted), grid(y, contracted, right), grid(z, left, right)],
    starts: [places(x, batch), places(y, batch), places(z, batch)],
    scale: 1,
  })
}

/** Where the places of the rows and columns are regular. */
function matrixVector(
  x: PlacedAccess,
  v: PlacedAccess,
  y: PlacedAccess,
  { left, contracted }: Pick<Roles, 'left' | 'contracted'>,
  extent: Extent,
): Step | undefined {
  const line = (access: PlacedAccess, labels: readonly number[]) =>
    collapse(labels.map(extent), stridesOf(access, labels))
  const [rows, columns, from, to] = [line(x, left), line(x, contracted), line(v, contracted), line(y, left)]
  if (rows === undefined || columns === undefined || from === undefined || to === undefined) return undefined
  const grid = { offset: x.offset, rows: rows.size, row: rows.step, columns: columns.size, column: columns.step }
  const source = { offset: v.offset, step: from.step }
  const target = { offset: y.offset, step: to.step }
  return kernelStep('vector', [x.slot, v.slot], y.slot, rows.size * columns.size, buffers => {
    const [p, q, r] = [x, v, y].map(s => buffers[s.slot]) as [Float64Array, Float64Array, Float64Array]
    multiplyVector(p, grid, q, source, r, target)
  })
}

/** The entries that a product computes, filled up to whole tiles. */
const waste = (rows: number, columns: number): number =>
  Math.ceil(rows / TILE.rows) * TILE.rows * Math.ceil(columns / TILE.columns) * TILE.columns
