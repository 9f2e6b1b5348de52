/**
 * What the rules of grammar/expression.ne make of their parts, one function per kind of node. Each takes
 * constant time and allocates one object: nothing is folded or copied here, so that a list costs no more than its
 * length.
 */
import { type Case, type Definition, isSlash, type Program, type Sequence, type Syntax, type Token } from './syntax.js'

/**
 * One rule of the compiled grammar: its name, its symbols (rules in angle brackets, types of tokens), and its action.
 * Without an action it stands for its first symbol.
 */
export type CompiledRule = readonly [name: string, symbols: string, action?: Action]

/** Receives what the symbols of the rule stand for. */
export type Action = (...parts: unknown[]) => unknown

/** A function of the parts, each of which has the type that the grammar says. */
export const action = <Parts extends readonly unknown[]>(f: (...parts: Parts) => unknown): Action =>
  f as unknown as Action

type Signs = { readonly odd: boolean }

const cons = <T>(before: Sequence<T> | undefined, item: T, separator: number): Sequence<T> => ({
  before,
  item,
  size: before ? before.size + 1 : 1,
  separator,
})
const literal = (token: Token): Syntax => ({ kind: 'number', text: token.text, offset: token.offset })
const endOf = (token: Token): number => token.offset + token.length
const negates = (token: Token): boolean => token.text !== '+'

export const lone = action((result: Syntax): Program => ({ definitions: undefined, result }))
export const allDefinitions = action(
  (definitions: Sequence<Definition>): Program => ({ definitions, result: undefined }),
)
export const definitionsAndResult = action(
  (definitions: Sequence<Definition>, result: Syntax): Program => ({ definitions, result }),
)
export const definitionsAndLast = action(
  (before: Sequence<Definition>, last: Sequence<Definition>): Program => ({
    definitions: cons(before, last.item, -1),
    result: undefined,
  }),
)
export const nextDefinition = action((before: Sequence<Definition>, last: Sequence<Definition>) =>
  cons(before, last.item, -1),
)
export const definition = action((name: Token, _: Token, value: Syntax) =>
  cons<Definition>(
    undefined,
    { name: name.text, at: name.syntax as Sequence | undefined, value, offset: name.offset },
    -1,
  ),
)

export const noRows = action(() => undefined)
export const firstItem = action((item: unknown) => cons(undefined, item, -1))
export const nextItem = action((before: Sequence<unknown>, separator: Token, item: unknown) =>
  cons(before, item, separator.offset),
)

export const firstAlternative = action((condition: Syntax, then: Token) =>
  cons(undefined, { condition, value: then.syntax }, -1),
)
export const nextAlternative = action((before: Sequence<unknown>, condition: Syntax, then: Token) =>
  cons(before, { condition, value: then.syntax }, -1),
)
export const otherwise = action(
  (cases: Sequence<Case>, last: Syntax): Syntax => ({ kind: 'choice', cases, otherwise: last }),
)

export const or = action((left: Syntax, _: Token, right: Syntax): Syntax => ({ kind: 'or', left, right }))
export const and = action((left: Syntax, _: Token, right: Syntax): Syntax => ({ kind: 'and', left, right }))
export const firstNot = action((): Signs => ({ odd: true }))
export const nextNot = action((signs: Signs): Signs => ({ odd: !signs.odd }))
export const not = action((signs: Signs, of: Syntax): Syntax => ({ kind: 'not', odd: signs.odd, of }))
export const relation = action(
  (left: Syntax, sign: Token, right: Syntax): Syntax => ({ kind: 'relation', left, sign: sign.text, right }),
)
export const sum = action(
  (left: Syntax, sign: Token, right: Syntax): Syntax => ({ kind: 'sum', left, negative: negates(sign), right }),
)
export const product = action(
  (left: Syntax, sign: Token, right: Syntax): Syntax => ({
    kind: 'product',
    left,
    divide: isSlash(sign.text),
    right,
    sign: sign.text,
  }),
)
export const firstSign = action((sign: Token): Signs => ({ odd: negates(sign) }))
export const nextSign = action((signs: Signs, sign: Token): Signs => ({ odd: signs.odd !== negates(sign) }))
export const signed = action((signs: Signs, of: Syntax): Syntax => ({ kind: 'signed', negative: signs.odd, of }))

export const raise = action(
  (left: Syntax, { text }: Token, right: Syntax): Syntax => ({
    kind: 'power',
    left,
    negative: false,
    right,
    sign: text,
  }),
)
export const raiseSigned = action(
  (left: Syntax, { text }: Token, signs: Signs, right: Syntax): Syntax => ({
    kind: 'power',
    left,
    negative: signs.odd,
    right,
    sign: text,
  }),
)
const raisedTo = (left: Syntax, token: Token): Syntax => ({
  kind: 'power',
  left,
  negative: false,
  right: (token.syntax as Syntax | undefined) ?? literal(token),
  sign: '^',
})
export const superscript = action(raisedTo)
export const firstRoot = action((token: Token) => cons(undefined, token.text, -1))
export const nextRoot = action((before: Sequence<string>, token: Token) => cons(before, token.text, -1))
export const root = action((signs: Sequence<string>, of: Syntax): Syntax => ({ kind: 'root', signs, of }))
export const factorial = action((of: Syntax, mark: Token): Syntax => ({ kind: 'factorial', of, end: endOf(mark) }))
export const transpose = action((of: Syntax, mark: Token): Syntax => ({ kind: 'transpose', of, end: endOf(mark) }))

export const number = action(literal)
export const name = action(
  ({ text, offset, length }: Token): Syntax => ({ kind: 'name', name: text, offset, end: offset + length }),
)
export const inner = action((token: Token) => token.syntax)
export const index = action(
  (of: Syntax, at: Token): Syntax => ({ kind: 'index', of, at: at.syntax as Sequence, end: endOf(at) }),
)
export const all = action(({ offset }: Token): Syntax => ({ kind: 'slice', from: undefined, to: undefined, offset }))
export const range = action(
  (from: Syntax, { offset }: Token, to: Syntax): Syntax => ({ kind: 'slice', from, to, offset }),
)

/** `ln|x|`: the bars are the one argument. */
const callOf = (head: Token, operand: Token, power: string): Syntax => ({
  kind: 'call',
  name: head.text,
  args: (operand.type === 'bars' ? cons(undefined, operand.syntax, -1) : operand.syntax) as Sequence,
  power,
  offset: head.offset,
  end: endOf(operand),
})
export const call = action((head: Token, operand: Token) => callOf(head, operand, ''))
export const callRaised = action((head: Token, _: Token, power: Token, operand: Token) =>
  callOf(head, operand, power.text),
)
/** `sin²(x)`, `sinⁿ(x)`. */
export const callSuperscript = action((head: Token, power: Token, operand: Token) =>
  power.syntax === undefined ? callOf(head, operand, power.text) : raisedTo(callOf(head, operand, ''), power),
)
