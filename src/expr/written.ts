/**
 * How an expression was, or is to be, written: a tree of its own beside the canonical one, unseen by equality and rules.
 * Its heads are signs, which no function and no matrix notation has: `~+` and `~*` of operands in order, `~-` and `~√` of one,
 * `~/` and `~^` of two; everything else (functions, conditions, lists) has the heads of expressions. Nothing is computed in it but by `canonical`,
 * which answers the expression that it stands for: the one that `parse` makes of its text.
 */
import { frozen, sameArgs } from './args.js'
import { call, div, neg, sqrt } from './build.js'
import { Call, type Expr, Num, num, rawCall, writings } from './node.js'
import { fold } from './walk.js'
import type { Origin, Writing } from './writing.js'

/** The signs of written trees. */
export const SIGN = { plus: '~+', minus: '~-', times: '~*', over: '~/', power: '~^', root: '~√' } as const

export const minus = (a: Expr): Expr => rawCall(SIGN.minus, [a])
export const over = (a: Expr, b: Expr): Expr => rawCall(SIGN.over, [a, b])
export const power = (a: Expr, b: Expr): Expr => rawCall(SIGN.power, [a, b])
export const root = (a: Expr): Expr => rawCall(SIGN.root, [a])

/** The operands joined by a sign; of one operand, that operand. */
export const joined = (sign: typeof SIGN.plus | typeof SIGN.times, operands: readonly Expr[]): Expr =>
  operands.length === 1 ? (operands[0] as Expr) : rawCall(sign, operands)

const ARITHMETIC: ReadonlySet<string> = new Set(['add', 'mul', 'pow', ...Object.values(SIGN)])

/** A sum, product, quotient, power or root, canonical or written. */
export const isArithmetic = (e: Call): boolean => ARITHMETIC.has(e.head)

/** A node of a written tree with other operands; the same object where nothing changed. */
export const withOperands = (e: Expr, operands: readonly Expr[]): Expr =>
  e.kind !== 'call' || sameArgs(e.args, operands) ? e : rawCall(e.head, operands)

/** The expression that a written tree stands for. */
export function canonical(written: Expr): Expr {
  return fold<Expr>(written, (e, args) => (e.kind === 'call' ? stepOf(e, args) : e))
}

/** What one step of a written tree stands for, given what its operands do. */
export function stepOf(e: Call, args: readonly Expr[]): Expr {
  const [a, b] = args as [Expr, Expr]
  switch (e.head) {
    case SIGN.plus:
      return call('add', args)
    case SIGN.times:
      return call('mul', args)
    case SIGN.minus:
      return neg(a)
    case SIGN.over:
      return div(a, b)
    case SIGN.power:
      return call('pow', args)
    case SIGN.root:
      return sqrt(a)
    default:
      return args.length === 0 ? e : call(e.head, args)
  }
}

/** An object of its own for an expression, equal to it and with its writing: nodes of the table are shared, and have none. Symbols have but one. */
function beside(e: Expr, writing: Writing<Expr>): Expr {
  if (e.kind === 'sym' || (e.kind === 'call' && e.args.length === 0)) return e
  const own = frozen(
    e.kind === 'num' ? new Num(e.value, e.decimal, e.hash) : new Call(e.head, e.args, e.hash, e.singular),
  )
  writings.set(own, writing)
  return own
}

/** How a text was written, found out when first asked for: many expressions are never asked. */
class TextWriting implements Writing<Expr> {
  readonly of = 'text'
  #tree: Expr | (() => Expr)

  constructor(tree: Expr | (() => Expr)) {
    this.#tree = tree
  }

  get tree(): Expr {
    if (typeof this.#tree === 'function') this.#tree = this.#tree()
    return this.#tree
  }
}

function treeOf(e: Expr, of: Writing<Expr>['of']): Expr | undefined {
  const writing = writings.get(e)
  return writing?.of === of ? writing.tree : undefined
}

/** The expression, remembering the text that it was read from, or how to find out how that is written. */
export function withSource(e: Expr, tree: Expr | (() => Expr)): Expr {
  // Numbers are told by identity where they are written as they are.
  if (typeof tree === 'function' && e.kind === 'num') return withSource(e, tree())
  return e === tree ? e : beside(e, new TextWriting(tree))
}

/** How the text was written that an expression was read from. */
export const sourceOf = (e: Expr): Expr | undefined => treeOf(e, 'text')

/** What a written tree stands for, printed as it is written. */
export const withLayout = (tree: Expr, value = canonical(tree)): Expr =>
  value === tree ? value : beside(value, { of: 'answer', tree })

/** How an answer is to be printed. */
export const layoutOf = (e: Expr): Expr | undefined => treeOf(e, 'answer')

/** A derivative that remembers what it was taken of: its own derivative is a higher one of that. */
export function withOrigin(e: Expr, origin: Origin<Expr>): Expr {
  // Numbers are told by identity.
  if (e.kind === 'num') return e
  const { of = 'nothing', tree = e } = writings.get(e) ?? {}
  return beside(e, { of, tree, origin })
}

/** What a derivative was taken of. */
export const originOf = (e: Expr): Origin<Expr> | undefined => writings.get(e)?.origin

/** How a problem was written, or else itself. */
export const writingOf = (e: Expr): Expr => sourceOf(e) ?? layoutOf(e) ?? e

/** An equal form of an expression, printed in the order that its writing tells, if it has one. */
export function inOrderOf(e: Expr, problem: Expr): Expr {
  const tree = writings.get(problem)?.tree
  return tree === undefined || layoutOf(e) !== undefined ? e : beside(plain(e), { of: 'order', tree })
}

/** What tells the order of an equal form. */
export const orderOf = (e: Expr): Expr | undefined => treeOf(e, 'order')

/** The expression, printed as the text that it was read from. */
export function asWritten(e: Expr): Expr {
  const source = sourceOf(e)
  return source === undefined ? e : withLayout(source, e)
}

/** The expression without what is remembered of its writing. */
export function plain(e: Expr): Expr {
  if (e.kind === 'sym' || writings.get(e) === undefined) return e
  return e.kind === 'num' ? num(e.value, e.decimal) : rawCall(e.head, e.args, e.singular)
}
