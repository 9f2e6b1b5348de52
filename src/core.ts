/**
 * The small core, for pages that count every byte: reading, differentiating, printing. Answers are in canonical form: like terms and powers
 * are collected and numbers are exact, but no shorter form is looked for. All else is as in the whole library.
 */
import { checked } from './checked.js'
import { derivative } from './diff/derivative.js'
import type { Expr } from './expr/node.js'
import { type Input, nameOf, type Options, ordersOf, readFunction, splitOptions, type VariableInput } from './input.js'

/**
 * The derivative in canonical form: `diff('w^3', 'w')` is 3*w^2. Variables and orders as in the whole library; raises what it raises.
 */
export const diff = /* @__PURE__ */ checked(
  'diff',
  (f: Input, ...rest: readonly (VariableInput | number | Options)[]): Expr => {
    const { given, options } = splitOptions(rest)
    const names = given.filter((g): g is VariableInput => typeof g !== 'number').map(nameOf)
    const { e, parameters } = readFunction(f, options, names)
    return ordersOf(e, given, parameters).reduce((g, x) => derivative(g, x, options.record), e)
  },
)

export { type Input, type Options, parse, type VariableInput } from './api.js'
export * from './errors.js'
export type { Call, Expr, Num, Sym } from './expr/node.js'
export { latex, text } from './printing.js'
