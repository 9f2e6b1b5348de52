/** The derivative, as a textbook prints it. */
import { answersFor } from '../answers.js'
import type { Expr } from '../expr/node.js'
import {
  type Input,
  nameOf,
  type Options,
  ordersOf,
  readFunction,
  splitOptions,
  tensorCalls,
  type VariableInput,
} from '../input.js'
import { repeated, verb } from './verb.js'

/**
 * The derivative: `diff('w^3', 'w')` is 3*w^2; `diff('x^2*y^3', 'x', 'y')` the mixed partial; `diff('sin(x)', 'x', 4)`
 * the fourth. Without a variable, that of the only symbol there is. Raises `ParseError`, `ShapeError`, `BudgetError`.
 */
export const diff = /* @__PURE__ */ verb(
  {
    name: 'diff',
    answers: 'formula',
    group: 'derivatives',
    takes: 'f:input by*:by {&}',
    about: 'the derivative by each variable in turn; a number after a variable is an order',
    examples: [
      { command: 'diff "1/w" w --at w=2', prints: '-1/4' },
      { command: 'diff "sin(x)*y" x y', prints: 'cos(x)' },
      { command: 'diff "x^3" x 2', prints: '6*x' },
    ],
    chains: variables => [repeated(variables)],
  },
  (f: Input, ...rest: readonly (VariableInput | number | Options)[]): Expr => {
    const { given, options } = splitOptions(rest)
    const names = given.filter((g): g is VariableInput => typeof g !== 'number').map(nameOf)
    const tensors = tensorCalls([f], options, names)
    if (tensors) return tensors.diff(f, given, options)
    const { e, assumptions, parameters } = readFunction(f, options, names)
    const answers = answersFor(options, assumptions)
    return answers.shaped(answers.repeated(e, ordersOf(e, given, parameters)))
  },
)
