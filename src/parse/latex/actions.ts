/**
 * What the rules of grammar/latex.ne make of their parts. What means the same in both languages is an action of
 * actions.ts; here is what only LaTeX writes.
 */
import { action } from '../actions.js'
import { elements, isSlash, type Program, type Sequence, type Syntax, sequence } from '../syntax.js'
import { callOf, groupOf, powerOf, quotientOf } from './syntax.js'
import { type LatexToken, MARKS } from './token.js'

// What is made here hides what has its name there.
export * from '../actions.js'

/** One row of a case distinction; without a condition the value for all else. */
export interface Branch {
  readonly value: Syntax
  readonly condition: Syntax | undefined
}

/** An operator before its argument, perhaps raised to a power. */
interface Operation {
  readonly operator: LatexToken
  readonly power: Syntax | undefined
}

export const nothing = action(() => undefined)
export const whole = action((token: LatexToken) => token.syntax as Syntax | Program)

export const branch = action((value: Syntax, _: LatexToken, condition: Syntax): Branch => ({ value, condition }))
export const branchIf = action(
  (value: Syntax, _: LatexToken, _if: LatexToken, condition: Syntax): Branch => ({ value, condition }),
)
export const last = action((value: Syntax): Branch => ({ value, condition: undefined }))

/** A power, or what else a superscript says where shapes are declared: a transpose, a power entry by entry. */
function raised(left: Syntax, token: LatexToken): Syntax {
  const exponent = token.syntax as Syntax
  const end = token.offset + token.length
  switch (token.text) {
    case MARKS.transpose:
      return { kind: 'transpose', of: left, end }
    case MARKS.inverseTranspose:
      return { kind: 'transpose', of: callOf('inv', [left], token), end }
    case MARKS.pseudoinverse:
      return callOf('pinv', [left], token)
    case MARKS.entrywise:
      return groupOf({ kind: 'power', left, negative: false, right: exponent, sign: '.^' }, token)
    default:
      return powerOf(left, exponent, token)
  }
}

export const raise = action(raised)
export const slice = action(
  ({ offset }: LatexToken): Syntax => ({ kind: 'slice', from: undefined, to: undefined, offset }),
)
export const sliceBetween = action(
  (from: Syntax, { offset }: LatexToken, to: Syntax): Syntax => ({ kind: 'slice', from, to, offset }),
)
export const raiseFactorial = action((of: Syntax, { offset, length }: LatexToken, token: LatexToken) =>
  raised({ kind: 'factorial', of, end: offset + length }, token),
)
export const infix = action((left: Syntax, sign: LatexToken, right: Syntax) => callOf(sign.text, [left, right], sign))

/** `t^2, t^3` without brackets. */
export const firstItems = action((first: Syntax, _: LatexToken, item: Syntax): Sequence | undefined =>
  sequence([first, item]),
)
export const listOfItems = action((items: Sequence): Syntax => {
  const rows = sequence([items])
  return { kind: 'list', rows }
})

/** `a \Big/ bc`: all that stands on either side. */
export const quotient = action((above: Syntax, bar: LatexToken, below: Syntax) =>
  quotientOf(groupOf(above, bar), groupOf(below, bar), bar),
)

/** The base of `\log_b x` stands below. */
const applied = (head: LatexToken, args: readonly Syntax[]): Syntax =>
  callOf(head.text, head.base === undefined ? args : [...args, head.base], head)

const argumentsOf = (token: LatexToken): Syntax[] => token.syntax as Syntax[]
export const call = action((head: LatexToken, args: LatexToken) => applied(head, argumentsOf(args)))
export const callRaised = action((head: LatexToken, exponent: LatexToken, args: LatexToken) =>
  powerOf(applied(head, argumentsOf(args)), exponent.syntax as Syntax, exponent),
)

export const head = action((operator: LatexToken): Operation => ({ operator, power: undefined }))
export const headRaised = action(
  (operator: LatexToken, exponent: LatexToken): Operation => ({ operator, power: exponent.syntax as Syntax }),
)
export const nextOperator = action(
  (before: Sequence<unknown>, item: unknown): Sequence<unknown> => ({
    before,
    item,
    size: before.size + 1,
    separator: -1,
  }),
)

/** `\ln\sin x`: the last operator stands before the operand. */
const operated = (operations: Sequence<Operation>, operand: Syntax): Syntax =>
  elements(operations).reduceRight((of, { operator, power: exponent }) => {
    const value = applied(operator, [of])
    return exponent === undefined ? value : powerOf(value, exponent, operator)
  }, operand)
export const operation = action(operated)
export const operationSigned = action((operations: Sequence<Operation>, sign: LatexToken, operand: Syntax) =>
  operated(operations, { kind: 'signed', negative: sign.text === '-', of: operand }),
)

/** `\sum_{i}\sum_{j=1}^{n}`: the last one is carried out first. */
const summedOver = (sums: Sequence<LatexToken>, operand: Syntax): Syntax =>
  elements(sums).reduceRight(
    (of, { text, by = [], from, to, ...at }) =>
      callOf(text, [...by, ...(from && to ? [from, to] : []), of], { offset: at.offset, length: at.length }),
    operand,
  )
export const summation = action(summedOver)

/** `\sum_i a_i\sum_j b_j`: the first sum takes the second along. */
export const summedProduct = action(
  (sums: Sequence<LatexToken>, left: Syntax, sign: LatexToken, right: Syntax): Syntax =>
    summedOver(sums, { kind: 'product', left, divide: isSlash(sign.text), right, sign: sign.text }),
)

/** `\frac{d}{dx}\frac{d}{dy}`: the last one is carried out first. */
export const derivation = action((operators: Sequence<LatexToken>, operand: Syntax) =>
  elements(operators).reduceRight((of, operator) => callOf('diff', [of, ...(operator.by ?? [])], operator), operand),
)
