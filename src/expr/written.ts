/**
 * How an expression was, or is to be, written: a tree of its own beside the canonical one, unseen by equality and rules.
 * Its heads are signs, which no function and no matrix notation has: `~+` and `~*` of operands in order, `~-` and `~√` of one,
 * `~/` and `~^` of two; everything else (functions, conditions, lists) has the heads of expressions. Nothing is computed in it but by `canonical`,
 * which answers the expression that it stands for: the one that `parse` makes of its text.
 */
import { frozen } from './args.js'
import { call, div, neg, sqrt } from './build.js'
import { Call, type Expr, Num, num, rawCall } from './node.js'
import { fold } from './walk.js'

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

/** Of texts: how they were written. Of answers: how they are laid out. Kept beside single objects, never beside interned nodes. */
const sources = new WeakMap<Expr, Expr>()
const layouts = new WeakMap<Expr, Expr>()

/** An object of its own for an expression, equal to it; symbols have but one. */
function twin(e: Expr): Expr {
  if (e.kind === 'num') return frozen(new Num(e.value, e.decimal, e.hash))
  return e.kind === 'call' ? frozen(new Call(e.head, e.args, e.hash, e.singular)) : e
}

function beside(map: WeakMap<Expr, Expr>, e: Expr, written: Expr): Expr {
  if (e.kind === 'sym' || e === written || (e.kind === 'call' && e.args.length === 0)) return e
  const own = twin(e)
  map.set(own, written)
  return own
}

/** The expression, remembering the text that it was read from. */
export const withSource = (e: Expr, written: Expr): Expr => beside(sources, e, written)

/** How the text was written that an expression was read from. */
export const sourceOf = (e: Expr): Expr | undefined => sources.get(e)

/** What a written tree stands for, printed as it is written. */
export const withLayout = (written: Expr, value = canonical(written)): Expr => beside(layouts, value, written)

/** How an answer is to be printed. */
export const layoutOf = (e: Expr): Expr | undefined => layouts.get(e)

/** How a problem was written, or else itself. */
export const writingOf = (e: Expr): Expr => sourceOf(e) ?? layoutOf(e) ?? e

/** The expression, printed as the text that it was read from. */
export function asWritten(e: Expr): Expr {
  const source = sources.get(e)
  return source === undefined ? e : beside(layouts, e, source)
}

/** The expression without what is remembered of its writing. */
export function plain(e: Expr): Expr {
  if (e.kind === 'sym' || !(sources.has(e) || layouts.has(e))) return e
  return e.kind === 'num' ? num(e.value, e.decimal) : rawCall(e.head, e.args, e.singular)
}
