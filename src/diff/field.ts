/** Divergence, curl and Laplacian in Cartesian coordinates. */
import { sub, sum } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { countNodes } from '../expr/walk.js'
import { derivative, type Variable } from './derivative.js'
import { diagonal } from './gradient.js'

export const divergenceOf = (field: readonly Expr[], by: readonly Variable[]): Expr =>
  sum(field.map((f, k) => derivative(f, by[k] as Variable)))

/** Of a plane field the only component, along the normal. */
export const planeCurl = ([p, q]: readonly [Expr, Expr], [x, y]: readonly [Variable, Variable]): Expr =>
  sub(derivative(q, x), derivative(p, y))

export function curlOf(
  [p, q, r]: readonly [Expr, Expr, Expr],
  [x, y, z]: readonly [Variable, Variable, Variable],
): readonly [Expr, Expr, Expr] {
  return [planeCurl([q, r], [y, z]), planeCurl([r, p], [z, x]), planeCurl([p, q], [x, y])]
}

/** Beyond so many nodes derivatives keep what they share. */
const LARGEST = 300

export const laplacianOf = (f: Expr, by: readonly Variable[]): Expr =>
  sum(countNodes(f) > LARGEST ? diagonal(f, by) : by.map(x => derivative(derivative(f, x), x)))
