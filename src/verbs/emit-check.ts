/**
 * The check of derivatives that `emit` writes beside them: how far they are from central differences. Of numbers each derivative is
 * compared; of vectors and matrices each is multiplied by a direction within what its variable is declared to be, in which no entry is 0.
 */
import type { Wanted } from '../emit/emit.js'
import type { Root } from '../emit/tensor/program.js'
import { leafName } from '../evaluate/component.js'
import { substitute } from '../evaluate/subs.js'
import { add, call, div, mul, num, one, sym } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { Rational } from '../number/rational.js'
import * as algebra from '../tensor/algebra.js'
import type { DraftFactor } from '../tensor/draft.js'
import { namesIn } from '../tensor/indices.js'
import type { Node, Shape, Variable } from '../tensor/node.js'
import type { Space } from '../tensor/space.js'
import { transfer } from '../tensor/transfer.js'

/** The step of the differences, relative to 1 + abs(x): 2^-17. */
const STEP = num(Rational.of(1, 131072))

/** The largest distance of a derivative from the central difference, relative to 1 and its size. */
export function scalarCheck(value: Wanted, slopes: readonly Wanted[], by: readonly string[]): Wanted {
  const distances: Expr[] = []
  const leaves = postorder([...value.roots, ...slopes.flatMap(s => s.roots)])
  const variables = by.map(n => leaves.find(e => leafName(e) === n))
  let functions = value.roots
  for (const { name, roots } of slopes) {
    if (name === 'hessian') functions = slopes.find(s => s.name === 'gradient')?.roots ?? functions
    for (const [k, d] of roots.entries()) {
      const f = functions[Math.floor(k / by.length)]
      const x = variables[k % by.length]
      if (f === undefined || x === undefined) continue
      const h = mul(STEP, add(one, call('abs', [x])))
      const at = (moved: Expr): Expr => substitute(f, new Map([[leafName(x) as string, moved]]))
      const slope = div(add(at(add(x, h)), mul(num(-1), at(add(x, mul(num(-1), h))))), mul(num(2), h))
      const distance = call('abs', [add(d, mul(num(-1), slope))])
      distances.push(div(distance, add(one, call('abs', [d]))))
    }
  }
  return { name: 'check', shape: [], roots: [distances.length === 0 ? num(0) : call('max', distances)] }
}

/** A derivative as a tensor. */
export interface Slope {
  readonly of: Node
  readonly by: string
  readonly node: Node
  /** What the result is called. */
  readonly name: string
  /** The order of its axes: those of the function come first in ours, then those of the variable. */
  readonly axes: readonly number[]
}

/**
 * The results, and as one more the largest distance of a derivative in a direction from the central difference, relative to 1 and its size. The
 * variables on either side and the derivatives themselves are read as they were computed: in a formula they would cancel.
 */
export function tensorCheck(
  space: Space,
  results: readonly Root[],
  slopes: readonly Slope[],
  variables: ReadonlyMap<string, Variable>,
): readonly Root[] {
  const moves = new Map([...new Set(slopes.map(s => s.by))].map(by => [by, moveOf(space, by, variables.get(by))]))
  const gaps = slopes.map(({ of, by, node, name, axes }) => {
    const { direction, sides } = moves.get(by) as Move
    const [up, down] = sides.map(side => transfer(space, of, new Map([[by, readBy(space, side, variables.get(by))]])))
    const ours = axes.map((_, axis) => axes.indexOf(axis))
    const slope = algebra.permute(space, readBy(space, { node, defines: own(name) }), ours)
    const along = inDirection(space, slope, direction, of.shape)
    const difference = algebra.add(space, of.shape, [up as Node, algebra.negate(space, down as Node)])
    const numeric = algebra.scale(space, div(one, mul(num(2), STEP)), difference)
    const gap = sizeOf(space, algebra.add(space, of.shape, [along, algebra.negate(space, numeric)]))
    const size = algebra.add(space, [], [space.scalar(one), sizeOf(space, along)])
    return algebra.times(space, [], [gap, algebra.raise(space, size, num(-1))])
  })
  const checked = new Set(slopes.map(s => s.name))
  const read = new Set(gaps.flatMap(gap => [...namesIn(gap)]))
  const [first = space.scalar(num(0)), ...others] = gaps
  return [
    ...results.map(r => (r.name !== undefined && checked.has(r.name) ? { ...r, defines: own(r.name) } : r)),
    // Not those of a variable on which nothing depends.
    ...[...moves.values()].flatMap(m => m.sides.filter(side => read.has(side.defines))),
    { name: 'check', node: others.length === 0 ? first : space.map('max', gaps) },
  ]
}

/** No name of a user ends so. */
const own = (name: string): string => `${name}=`

/** What was computed, as the variable or the scalar by which it is read. */
const readBy = (space: Space, { node, defines }: Defined, like?: Variable): Node =>
  node.shape.length === 0 ? space.scalar(sym(defines)) : space.variable(defines, node.shape, like?.properties)

type Defined = Root & { readonly defines: string }

const sizeOf = (space: Space, a: Node): Node => (a.shape.length === 0 ? space.map('abs', [a]) : algebra.norm(space, a))

/** A direction, and the values of a variable on either side. */
interface Move {
  readonly direction: Node
  readonly sides: readonly Defined[]
}

function moveOf(space: Space, name: string, variable: Variable | undefined): Move {
  const x = variable ?? space.scalar(sym(name))
  const size = algebra.add(space, x.shape, [algebra.ones(space, x.shape), space.map('abs', [x])])
  const direction = algebra.einsum(space, x.shape, [algebra.whole(size), ...patternOf(space, x.shape, variable)])
  const at = (side: '+' | '-', h: Expr): Defined => ({
    defines: `${name}${side}`,
    node: algebra.add(space, x.shape, [x, algebra.scale(space, h, direction)]),
  })
  return { direction, sides: [at('+', STEP), at('-', mul(num(-1), STEP))] }
}

/** Numbers between 1/2 and 5/2 without a pattern, as factors: one vector for each axis, the same for both of a symmetric matrix. */
function patternOf(space: Space, shape: Shape, variable: Variable | undefined): DraftFactor[] {
  const has = (...properties: readonly string[]): boolean =>
    [...(variable?.properties ?? [])].some(p => properties.includes(p))
  const vectors = shape.map((n, k) => {
    const places = space.operation('cumsum', algebra.ones(space, [n]))
    const wave = space.map(k === 0 || has('symmetric', 'psd', 'diagonal') ? 'sin' : 'cos', [places])
    const middle = space.scalar(div(num(3), num(2)))
    return algebra.factor(algebra.add(space, [n], [middle, wave]), [k])
  })
  if (has('diagonal')) return [...vectors, algebra.whole(algebra.identity(space, shape[0] as Expr))]
  return has('lower') ? [...vectors, algebra.whole(space.lowerOnes(shape))] : vectors
}

/** The product with a direction over the axes of the variable, which are the last. */
function inDirection(space: Space, slope: Node, direction: Node, shape: Shape): Node {
  const at = direction.shape.map((_, k) => shape.length + k)
  return algebra.einsum(space, shape, [algebra.whole(slope), algebra.factor(direction, at)], direction.shape)
}
