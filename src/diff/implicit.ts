/**
 * Derivatives of what an equation F = 0 makes a function of the others: dy/dx = -F_x/F_y, and from it the higher ones, each by
 * d/dx = partial by x + y' * partial by y. Source: any calculus text; the theorem of implicit functions.
 */
import { add, div, mul, neg, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { derivative, type Variable } from './derivative.js'

/** The slope of y by x where F is 0. Undefined where F does not depend on y. */
export function implicitSlope(f: Expr, y: Variable, x: Variable): Expr | undefined {
  const below = derivative(f, y)
  return below === zero ? undefined : neg(div(derivative(f, x), below))
}

/** The derivative of g(x, y(x)) by x, where y has that slope. */
export const along = (g: Expr, y: Variable, x: Variable, slope: Expr): Expr =>
  add(derivative(g, x), mul(slope, derivative(g, y)))
