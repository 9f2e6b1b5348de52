/** Derivatives by several variables: gradient, Jacobian (outputs as rows), Hessian. */
import { ShapeError } from '../errors.js'
import { sum, zero } from '../expr/build.js'
import { type Expr, isCall } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { derivative, type Recorder, type Variable } from './derivative.js'

/** How each entry is finished, e.g. by simplification. */
export type Finish = (e: Expr) => Expr

/** The partial derivatives of a scalar, in the order of the variables. */
export function gradient(e: Expr, variables: readonly Variable[], finish: Finish, record?: Recorder): Expr[] {
  if (isCall(e, 'list')) throw new ShapeError('the gradient is that of a scalar; a list has a jacobian')
  const parts = partsOf(e)
  return variables.map(x => finish(derivative(parts(x), x, record)))
}

/** A sum with more terms than this is taken apart, so that each variable costs only the terms that it occurs in. */
const WIDE = 64

/** The part of an expression that depends on a variable: of a wide sum, the terms that contain it. */
function partsOf(e: Expr): (x: Variable) => Expr {
  if (!isCall(e, 'add') || e.args.length <= WIDE) return () => e
  const terms = new Map<string, Expr[]>()
  for (const term of e.args) {
    for (const name of freeSymbols(term)) {
      const found = terms.get(name)
      if (found === undefined) terms.set(name, [term])
      else found.push(term)
    }
  }
  return x => sum([zero, ...[...freeSymbols(x)].flatMap(name => terms.get(name) ?? [])])
}

/** One row per output, one column per variable. */
export function jacobian(outputs: readonly Expr[], variables: readonly Variable[], finish: Finish): Expr[][] {
  return outputs.map(f => {
    if (isCall(f, 'list')) throw new ShapeError('the jacobian is that of a list of scalars, not of a matrix')
    return variables.map(x => finish(derivative(f, x)))
  })
}

/** The matrix of second derivatives; symmetric, so only one triangle is computed. */
export function hessian(e: Expr, variables: readonly Variable[], finish: Finish): Expr[][] {
  const first = gradient(e, variables, finish)
  const upper = variables.map((_, i) => variables.slice(i).map(y => finish(derivative(first[i] as Expr, y))))
  return variables.map((_, i) => variables.map((__, j) => (upper[Math.min(i, j)] as Expr[])[Math.abs(i - j)] as Expr))
}
