/**
 * The derivative of an expression by one variable, or along a direction (forward mode): one pass over the distinct nodes that depend
 * on it, so the cost grows with those. Nothing is simplified here beyond canonical form.
 */
import { ShapeError } from '../errors.js'
import { call, one, product, zero } from '../expr/build.js'
import { isCondition } from '../expr/kind.js'
import { type Call, type Expr, isCall, mapped, some } from '../expr/node.js'
import { Numbering } from '../expr/numbering.js'
import { equal } from '../expr/order.js'
import { postorder } from '../expr/walk.js'
import { type DiffRule, differentiate, type Step } from './calculus.js'
import { CANONICAL } from './canonical.js'
import { partRule, partsIn } from './parts.js'
import { branches, pointwise, settledTies } from './ties.js'
import { requirePlaces, type Variables } from './variables.js'

export type { DiffRule } from './calculus.js'

/** Told of each rule used: the node, and its derivative before any simplification. */
export type Recorder = (rule: DiffRule, of: Expr, derivative: Expr) => void

/** A symbol, or a component such as x[1]. */
export type Variable = Expr

/** d e / d x, canonical but not simplified. */
export const derivative = (e: Expr, x: Variable, record?: Recorder): Expr => derivatives([e], x, record)[0] as Expr

/** The derivatives of several expressions by one variable, in one pass. */
export function derivatives(outputs: readonly Expr[], x: Variable, record?: Recorder): Expr[] {
  const isVariable = (n: Expr): boolean => n === x || (n.hash === x.hash && equal(n, x))
  const dependent = (c: Call): boolean => (c.mask & x.mask) === x.mask && !isVariable(c)
  requirePlaces(outputs, [x])
  const isPart = partsIn(outputs)
  const slopes = new Slopes(postorder(outputs, dependent))
  let branching = false
  for (const node of slopes.nodes) {
    if (isVariable(node)) slopes.add(one)
    else if (node.kind !== 'call' || !dependent(node)) slopes.add(slopeOfConstant(node))
    else {
      const whole = isCall(node, 'piecewise') ? pointwise(node, x, f => derivative(f, x)) : undefined
      const { rule, value } = whole ? { rule: 'piecewise' as const, value: whole } : stepOf(node, slopes, x, isPart)
      slopes.add(value)
      branching ||= branches(node.head)
      if (value !== zero) record?.(rule, node, value)
    }
  }
  return outputs.map(e => {
    const d = slopes.of(e)
    const result = branching ? settledTies(e, d, x) : d
    if (isCondition(e)) throw new ShapeError(conditionRefusal(e))
    return result
  })
}

/** The derivatives of nodes, as far as they are known: in the order of the nodes. */
class Slopes {
  readonly nodes: readonly Expr[]
  readonly #places: Numbering
  readonly #slopes: Expr[] = []

  constructor(nodes: readonly Expr[]) {
    this.nodes = nodes
    this.#places = new Numbering(nodes)
  }

  /** That of the next node. */
  add(slope: Expr): void {
    this.#slopes.push(slope)
  }

  of(e: Expr): Expr {
    return this.#slopes[this.#places.of(e) as number] as Expr
  }
}

/** 0; of what has no value, such as 1/(x - x), there is no derivative either. Conditions are not differentiated. */
function slopeOfConstant(e: Expr): Expr {
  if (e.kind !== 'call' || !e.singular || isCondition(e)) return zero
  return isCall(e, 'list') ? call('list', e.args.map(slopeOfConstant)) : product([zero, e])
}

/** What is said to who differentiates a condition. */
export const conditionRefusal = (e: Expr): string =>
  isCall(e, 'eq')
    ? 'an equation has no derivative: implicit("x^2 + y^2 = 25", "y", "x") is that of what it makes of y; or differentiate its two sides'
    : 'a condition has no derivative: differentiate its two sides'

/** The derivatives of several expressions along a direction: the entry of it for each variable. Branches at single points are not looked for. */
export function tangents(outputs: readonly Expr[], variables: Variables, direction: readonly Expr[]): Expr[] {
  variables.requirePlaces(outputs)
  const isPart = partsIn(outputs)
  const dependent = (c: Call): boolean => (c.mask & variables.mask) !== 0 && variables.indexOf(c) === undefined
  const slopes = new Slopes(postorder(outputs, dependent))
  for (const node of slopes.nodes) {
    const place = variables.indexOf(node)
    if (place !== undefined) slopes.add(direction[place] as Expr)
    else if (node.kind !== 'call' || !dependent(node)) slopes.add(zero)
    else slopes.add(stepOf(node, slopes, variables.named(node), isPart).value)
  }
  return outputs.map(e => slopes.of(e))
}

/** Beyond 32 names the mask tells little: what does not depend on the variable is known by its arguments. */
const isConstant = (node: Call, below: readonly Expr[]): boolean =>
  node.head !== 'piecewise' && node.head !== 'list' && !some(below, d => d !== zero)

const CONSTANT: Step<Expr> = { rule: 'chain', value: zero }

function stepOf(node: Call, slopes: Slopes, x: Expr, isPart: (c: Call) => boolean): Step<Expr> {
  const below = mapped(node.args, a => slopes.of(a))
  if (isConstant(node, below)) return CONSTANT
  if (isPart(node)) return { rule: 'chain', value: partRule(node, below[0] as Expr) }
  return differentiate(node, below, x, CANONICAL, a => slopes.of(a))
}
