/**
 * Slopes of plane curves: dy/dx = y'/x' of a curve given by its parameter, and each higher derivative as the derivative of the one before,
 * divided by x'. A curve in polar coordinates is one of them: x = r cos(theta), y = r sin(theta).
 */
import { add, call, div, mul, sub } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { derivative, type Variable } from './derivative.js'

/** A plane curve by its velocity. */
export interface Velocity {
  readonly dx: Expr
  readonly dy: Expr
}

export const velocityOf = (x: Expr, y: Expr, t: Variable): Velocity => ({ dx: derivative(x, t), dy: derivative(y, t) })

/** The velocity of a curve r(theta). */
export function polarVelocity(r: Expr, theta: Variable): Velocity {
  const [slope, cos, sin] = [derivative(r, theta), call('cos', [theta]), call('sin', [theta])]
  return { dx: sub(mul(slope, cos), mul(r, sin)), dy: add(mul(slope, sin), mul(r, cos)) }
}

/** The derivative by x of the given order; `finish` puts what each step gives into a short form. */
export function slopeBy({ dx, dy }: Velocity, t: Variable, order: number, finish: (e: Expr) => Expr): Expr {
  let slope = finish(div(dy, dx))
  for (let k = 1; k < order; k++) slope = finish(div(derivative(slope, t), dx))
  return slope
}
