/** Numbers in a problem that an answer does not repeat: `1*x`, `x + 0`, `x^1`, `x/1`, and products of whole numbers, `2*3*x`. */
import { num, one, zero } from '../expr/build.js'
import { type Call, type Expr, type Num, rawCall } from '../expr/node.js'
import { fold } from '../expr/walk.js'
import { joined, SIGN } from '../expr/written.js'

/** Whole numbers that were counted: 1.0 is a measured one. */
const isCounted = (e: Expr): e is Num => e.kind === 'num' && !e.decimal && e.value.isInteger()
const isOne = (e: Expr | undefined): boolean => e !== undefined && isCounted(e) && e.value.isOne()
const isZero = (e: Expr): boolean => isCounted(e) && e.value.isZero()

/** A written node of these operands without such numbers; undefined where it has none. */
function shortened({ head }: Call, args: readonly Expr[]): Expr | undefined {
  switch (head) {
    case SIGN.plus:
      return args.some(isZero) ? sumOf(args.filter(a => !isZero(a))) : undefined
    case SIGN.times: {
      const numbers = args.filter(isCounted)
      return numbers.length > 1 || numbers.some(n => isOne(n) || isZero(n)) ? productOf(args, numbers) : undefined
    }
    case SIGN.over:
    case SIGN.power:
      return isOne(args[1]) ? args[0] : undefined
    default:
      return undefined
  }
}

const sumOf = (args: readonly Expr[]): Expr => (args.length === 0 ? zero : joined(SIGN.plus, args))

/** The product of the numbers stands where the first of them stood. */
function productOf(args: readonly Expr[], numbers: readonly Num[]): Expr {
  const whole = numbers.reduce((n, f) => n.mul(f.value), one.value)
  if (whole.isZero()) return zero
  const rest = args.filter(a => a === numbers[0] || !isCounted(a)).flatMap(a => (isCounted(a) ? front(whole) : [a]))
  return rest.length === 0 ? one : joined(SIGN.times, rest)
}

const front = (n: Num['value']): readonly Expr[] => (n.isOne() ? [] : [num(n)])

export const isIdle = (e: Expr): boolean => e.kind === 'call' && shortened(e, e.args) !== undefined

/** A written tree without them. */
export const withoutIdle = (problem: Expr): Expr =>
  fold<Expr>(problem, (e, args) => {
    if (e.kind !== 'call') return e
    return shortened(e, args) ?? (args.every((a, k) => a === e.args[k]) ? e : rawCall(e.head, args))
  })
