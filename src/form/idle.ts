/**
 * Numbers of a problem that an answer does not repeat: `1*x`, `x + 0`, `x^1`, `x/1`, quotients and products of whole numbers that are shorter
 * than they are written, `4/2*x`, `2*3*x`, `sqrt(4)`; and numbers and signs stand in front: `x*2`, `y*(-x)`. Measured numbers and powers, `10^6`, stay.
 */
import { num, one, zero } from '../expr/build.js'
import { type Call, type Expr, isCall, type Num, rawCall } from '../expr/node.js'
import { fold } from '../expr/walk.js'
import { joined, minus, SIGN, stepOf, withOperands } from '../expr/written.js'

/** Whole numbers that were counted: 1.0 is a measured one. */
const isCounted = (e: Expr | undefined): e is Num => e?.kind === 'num' && !e.decimal && e.value.isInteger()
const isOne = (e: Expr | undefined): boolean => isCounted(e) && e.value.isOne()
const isZero = (e: Expr): boolean => isCounted(e) && e.value.isZero()

/** A written node of these operands without such numbers; undefined where it has none. */
function shortened(e: Call, args: readonly Expr[]): Expr | undefined {
  const [a, b] = args
  switch (e.head) {
    case SIGN.plus:
      return args.some(isZero) ? sumOf(args.filter(t => !isZero(t))) : undefined
    case SIGN.times: {
      const signs = args.filter(isMinus).length
      if (signs > 0)
        return signed(
          args.map(f => (isMinus(f) ? (f.args[0] as Expr) : f)),
          signs % 2 === 1,
        )
      const numbers = args.filter(isCounted)
      const only = numbers.length === 1 && numbers[0] !== a && a?.kind !== 'num'
      return only || numbers.length > 1 || numbers.some(n => isOne(n) || isZero(n))
        ? productOf(args, numbers)
        : undefined
    }
    case SIGN.over:
      return isOne(b) ? a : isCounted(a) && isCounted(b) ? shorter(e, args) : undefined
    case SIGN.minus:
      return a !== undefined && isZero(a) ? a : undefined
    case SIGN.root:
      return isCounted(a) ? shorter(e, args) : undefined
    case SIGN.power:
      return isOne(b) ? a : undefined
    default:
      return undefined
  }
}

const isMinus = (e: Expr): e is Call => isCall(e, SIGN.minus)

/** A product with its signs in front, and the factors of its products among its own. */
function signed(args: readonly Expr[], negative: boolean): Expr {
  const flat = args.flatMap(f => (isCall(f, SIGN.times) ? f.args : [f]))
  const product = rawCall(SIGN.times, flat) as Call
  const plain = shortened(product, flat) ?? product
  return negative ? minus(plain) : plain
}

/** The number that it is, where that is written otherwise. */
function shorter(e: Call, args: readonly Expr[]): Expr | undefined {
  const value = stepOf(e, args)
  if (value.kind !== 'num') return undefined
  const [top, bottom] = args as readonly [Num, Num | undefined]
  const same = e.head === SIGN.over && bottom !== undefined && value.value.num === top.value.num
  return same && value.value.den === bottom.value.num ? undefined : value
}

const sumOf = (args: readonly Expr[]): Expr => (args.length === 0 ? zero : joined(SIGN.plus, args))

/** The product of the numbers, and the rest. */
function productOf(args: readonly Expr[], numbers: readonly Num[]): Expr {
  const whole = numbers.reduce((n, f) => n.mul(f.value), one.value)
  if (whole.isZero()) return zero
  const rest = args.filter(a => !isCounted(a))
  const all = whole.isOne() ? rest : [num(whole), ...rest]
  return all.length === 0 ? one : joined(SIGN.times, all)
}

export const isIdle = (e: Expr): boolean => e.kind === 'call' && shortened(e, e.args) !== undefined

/** A written tree without them. */
export const withoutIdle = (problem: Expr): Expr =>
  fold<Expr>(problem, (e, args) => (e.kind === 'call' ? shortened(e, args) : undefined) ?? withOperands(e, args))
