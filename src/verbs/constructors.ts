/** Expressions made by hand: numbers in any form, symbols, calls of functions and operators, each checked as texts are. */
import { FluxionError, ShapeError } from '../errors.js'
import { exactValue, type Value } from '../evaluate/values.js'
import * as build from '../expr/build.js'
import { readFormal, STRUCTURE } from '../expr/formal.js'
import { type Expr, num as numNode } from '../expr/node.js'
import { type Input, isExpr, read } from '../inputs/input.js'
import { knownArity } from '../parse/names.js'
import { callable } from './verb.js'

/** A number, exactly: `num('1/3')`, `num(0.1)` (the double), `num(10n)`. */
export const num = /* @__PURE__ */ callable({ name: 'num', takes: 'value:number' }, (value: Value): Expr => {
  if (typeof value === 'number') return numNode(value)
  const e = exactValue(value, 'value')
  if (e.kind === 'num') return e
  throw new FluxionError('argument-value', `the argument value is a number, not ${e}`)
})

/** The symbol of a name; any text is one. */
export const sym = /* @__PURE__ */ callable(
  { name: 'sym', takes: 'name:text' },
  (name: string): Expr => build.sym(name),
)

/** A sum of any length. */
export const sumOf = /* @__PURE__ */ callable(
  { name: 'sumOf', takes: 'terms:inputs' },
  (terms: Input | readonly Input[]): Expr => build.sum([build.zero, ...exprs(terms)]),
)

/** A product of any length. */
export const productOf = /* @__PURE__ */ callable(
  { name: 'productOf', takes: 'factors:inputs' },
  (factors: Input | readonly Input[]): Expr => build.product([build.one, ...exprs(factors)]),
)

/** A function or operator of arguments, in canonical form: `call('pow', [sym('x'), num(2)])`. */
export const call = /* @__PURE__ */ callable(
  { name: 'call', takes: 'head:text args:inputs' },
  (head: string, args: Input | readonly Input[]): Expr => {
    const given = exprs(args)
    requireHead(head, given.length)
    return build.call(head, given)
  },
)

const exprs = (given: Input | readonly Input[]): Expr[] =>
  (Array.isArray(given) ? given : [given]).map((g: Input) => (isExpr(g) ? g : read(g, {}).e))

const NAME = /^@?\p{L}[\p{L}\p{M}\p{N}_]*('+|'\[[\d., ]+\])?$/u

/** How many operands the operators have that do not take any number. */
const OPERANDS: Readonly<Record<string, readonly [number, number]>> = {
  pow: [2, 2],
  not: [1, 1],
  ...Object.fromEntries(['lt', 'le', 'eq', 'ne', 'gt', 'ge'].map(head => [head, [2, 2]])),
  piecewise: [1, Number.POSITIVE_INFINITY],
  index: [2, Number.POSITIVE_INFINITY],
  diff: [1, Number.POSITIVE_INFINITY],
  true: [0, 0],
  false: [0, 0],
}

/** Refuses what is no name of a function, and operators with too few or too many operands. */
function requireHead(head: string, count: number): void {
  if (!NAME.test(head))
    throw new FluxionError(
      'argument-head',
      `the argument head is the name of a function, or of an operator, such as ${[...STRUCTURE].slice(0, 3).join(', ')}; not ${JSON.stringify(head.slice(0, 40))}`,
    )
  const { name, slots, own } = readFormal(head)
  const [least, most] = (!own && slots.length === 0 && (OPERANDS[name] ?? knownArity(name))) || [
    0,
    Number.POSITIVE_INFINITY,
  ]
  if (count < least || count > most)
    throw new ShapeError(`${name} does not take ${count} argument${count === 1 ? '' : 's'}`, 'argument-count')
}
