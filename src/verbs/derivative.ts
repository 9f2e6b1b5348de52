/** The derivative, as a textbook prints it. */
import { answersFor } from '../answers/answers.js'
import { finished } from '../answers/composed.js'
import type { Variable } from '../diff/derivative.js'
import { distributionDerivative } from '../diff/distribution.js'
import type { Expr } from '../expr/node.js'
import { plain } from '../expr/written.js'
import {
  type Input,
  namesAmong,
  type Options,
  ordersOf,
  readFunction,
  splitOptions,
  type VariableInput,
} from '../inputs/input.js'
import * as shaped from '../matrix/derivatives.js'
import { isTensor } from '../tensor/tensor.js'
import { repeated, verb } from './verb.js'

export interface DiffOptions extends Options {
  /** As distributions: the derivative of heaviside is dirac. Jumps that cannot be written so are refused. */
  readonly distributions?: boolean
}

/**
 * The derivative: `diff('w^3', 'w')` is 3*w^2; `diff('x^2*y^3', 'x', 'y')` the mixed partial; `diff('sin(x)', 'x', 4)`
 * the fourth. Without a variable, that of the only symbol there is. Raises `ParseError`, `ShapeError`, `BudgetError`.
 */
export const diff = /* @__PURE__ */ verb(
  {
    name: 'diff',
    group: 'derivatives',
    takes: 'f:input by*:by {&slope layout distributions}',
    about: 'the derivative by each variable in turn; a number after a variable is an order',
    examples: [
      { command: 'diff "1/w" w --at w=2', prints: '-1/4' },
      { command: 'diff "sin(x)*y" x y', prints: 'cos(x)' },
      { command: 'diff "x^3" x 2', prints: '6*x' },
    ],
    chains: variables => [repeated(variables)],
  },
  (f: Input, ...rest: readonly (VariableInput | number | DiffOptions)[]): Expr => {
    const { given, options }: { given: (VariableInput | number)[]; options: DiffOptions } = splitOptions(rest)
    const names = namesAmong(given)
    const { e, assumptions, parameters, intermediates, slope } = readFunction(f, options, names)
    if (isTensor(e)) return shaped.diff(e, given, options)
    const answers = answersFor(options, assumptions)
    const by = ordersOf(e, given, parameters)
    if (intermediates.isEmpty && options.distributions !== true) {
      // The derivative of a derivative is a higher one: steps are told of what was asked for alone.
      const [of, all] = slope === undefined || options.record ? [e, by] : [slope.of, [...slope.by, ...by]]
      return answers.shaped(answers.repeated(of, all), of)
    }
    intermediates.requireOrder(by)
    const once = (f0: Expr, x: Variable): Expr => {
      const seen = intermediates.seenBy(f0, x)
      if (options.distributions)
        return finished(distributionDerivative(plain(seen), x), seen, x, { options, assumptions })
      return answers.certified(seen, x)
    }
    return answers.shaped(intermediates.settled(by.reduce(once, e)), e)
  },
)
