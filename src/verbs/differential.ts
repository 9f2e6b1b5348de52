/** Total differentials. */
import { answersFor } from '../answers/answers.js'
import { listed, requireScalar } from '../answers/composed.js'
import { ShapeError } from '../errors.js'
import { zero } from '../expr/build.js'
import { type Expr, isCall, sym } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import { freeSymbols } from '../expr/walk.js'
import { joined, minus, SIGN, withLayout, writingOf } from '../expr/written.js'
import { type Input, nameOf, type Options, readFunction, type VariableInput, variablesOf } from '../inputs/input.js'
import * as shaped from '../matrix/expansions.js'
import { isTensor } from '../tensor/tensor.js'
import { verb } from './verb.js'

/**
 * The differential: `differential('x^2*y')` is 2*x*y*dx + x^2*dy, where dx and dy are names, of the shapes of x and y. By all names unless
 * variables are given.
 * Raises `ShapeError` where the function has a name such as dx itself.
 */
export const differential = /* @__PURE__ */ verb(
  {
    name: 'differential',
    group: 'derivatives',
    takes: 'f:input variables?:variables {&slope}',
    about: 'the differential: each partial derivative times dx, dy and so on',
    symbol: f => `d\\left(${f}\\right)`,
    examples: [
      { command: 'differential "x^2*y"', prints: '2*x*y*dx + x^2*dy' },
      { command: 'differential "x\'*A*x" x --let "A:[n,n] symmetric; x:[n]"', prints: "2*x'*A*dx" },
    ],
  },
  (f: Input, variables?: readonly VariableInput[], options: Options = {}): Expr => {
    const { e, assumptions, parameters } = readFunction(f, options, variables?.map(nameOf))
    if (isTensor(e)) return shaped.differential(e, variables, options)
    if (isCall(e, 'list')) return listed(e.args.map(part => differential(part, variables, options)))
    requireScalar(e, 'differential')
    const by = variablesOf(e, variables, parameters)
    const answers = answersFor(options, assumptions)
    const taken = freeSymbols(e)
    const terms = by.flatMap(x => {
      const slope = answers.shaped(answers.certified(e, x), e)
      return slope === zero ? [] : [timesStep(writingOf(slope), stepOf(x, taken))]
    })
    return terms.length === 0 ? zero : withLayout(joined(SIGN.plus, terms))
  },
)

function stepOf(x: Expr, taken: ReadonlySet<string>): Expr {
  const name = `d${x}`
  if (x.kind !== 'sym') throw new ShapeError(`a differential is by names, not by ${x}`, 'variable')
  if (taken.has(name)) throw new ShapeError(`${name} is a name of the function itself`, 'variable')
  return sym(name)
}

/** A coefficient before its differential. */
function timesStep(c: Expr, step: Expr): Expr {
  if (isOne(c)) return step
  if (isCall(c, SIGN.minus)) return minus(timesStep(c.args[0] as Expr, step))
  return joined(SIGN.times, isCall(c, SIGN.times) ? [...c.args, step] : [c, step])
}
