/** Derivatives written inside an expression, `diff(x^3, x)` or `diff(f, x, 2)`, are carried out. */
import { ShapeError } from '../errors.js'
import { requireOrder } from '../expr/limits.js'
import { type Expr, isCall, isExpr } from '../expr/node.js'
import { fold, hasCall, withArgs } from '../expr/walk.js'
import { derivative, type Variable } from './derivative.js'

/** The derivative by one variable after the other. */
type InTurn = (e: Expr, by: readonly Variable[]) => Expr

export const oneByOne: InTurn = (e, by) => by.reduce((d, x) => derivative(d, x), e)

/** The expression without unevaluated derivatives; high orders may be taken at once (higher.ts). */
export function resolve(e: Expr, inTurn = oneByOne): Expr {
  if (!hasCall(e, 'diff')) return e
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== 'call') return node
    return isCall(node, 'diff') ? carryOut(args, inTurn) : withArgs(node, args)
  })
}

function carryOut(args: readonly Expr[], inTurn: InTurn): Expr {
  const [f, ...by] = args
  if (f === undefined || by.length === 0) throw new ShapeError('diff takes an expression and a variable: diff(x^3, x)')
  return inTurn(f, orders(by))
}

/** The variables in order, each as often as it is meant: x, 2, y is x, x, y. */
export function orders(by: readonly Expr[]): Variable[] {
  const variables: Variable[] = []
  for (const [k, x] of by.entries()) {
    if (x.kind === 'num') {
      const n = x.value.smallInt()
      const last = variables.at(-1)
      if (n === undefined || n < 0 || last === undefined || by[k - 1]?.kind === 'num') {
        throw new ShapeError(`the order of a derivative is a whole number after a variable, not ${x}`)
      }
      requireOrder(n)
      variables.pop()
      for (let j = 0; j < n; j++) variables.push(last)
    } else if (isVariable(x)) variables.push(x)
    else throw noVariable(x)
  }
  return variables
}

/** What is said to who names something else. */
export function noVariable(x: unknown, e = x): ShapeError {
  const name = isExpr(e) && isCall(e, 'index') ? e.args[0] : undefined
  const advice = name === undefined ? '' : `; for ${x} declare the shape of ${name}, as in let: "${name}:[n]"`
  return new ShapeError(`${x} is no variable: a variable is a name, or a component such as x[1]${advice}`)
}

/** A name, or a component with constant indices. */
export function isVariable(x: Expr): boolean {
  if (x.kind === 'sym') return true
  return isCall(x, 'index') && x.args[0]?.kind === 'sym' && x.args.slice(1).every(k => k.kind === 'num')
}
