/** The product of two, the step that is taken most often: a number and the rest, or a factor put among others. */
import { MINUS_ONE } from '../number/rational.js'
import { requireNumber } from './kind.js'
import { bounded, FLAT } from './limits.js'
import { type Call, type Expr, isCall, type Num, num, part, rawCall, rawPair } from './node.js'
import { compare } from './order.js'
import { isRoot } from './radical.js'

/** Two powers of one base as one, where that is one again. */
type Join = (a: Expr, b: Expr) => Expr | undefined

/** The product of two without lists of powers, where at most one factor meets another and is joined to it. Undefined where more may. */
export function productOfTwo(a: Expr, b: Expr, join: Join): Expr | undefined {
  if (b.kind === 'num' && b.value.isOne()) {
    requireNumber(a)
    return a
  }
  if (a.kind === 'num')
    return b.kind === 'num' ? num(bounded(a.value.mul(b.value)), a.decimal || b.decimal) : multiple(a, b)
  if (b.kind === 'num') return multiple(b, a)
  if (isCall(a, 'mul')) return isCall(b, 'mul') ? undefined : withFactor(a, b, join)
  if (isCall(b, 'mul')) return withFactor(b, a, join)
  requireNumber(a)
  requireNumber(b)
  if (isRoot(a) || isRoot(b)) return undefined
  const order = compare(baseOf(a), baseOf(b))
  if (order === 0) return join(a, b)
  return order < 0 ? rawPair('mul', a, b) : rawPair('mul', b, a)
}

export const baseOf = (e: Expr): Expr => (isCall(e, 'pow') ? (e.args[0] as Expr) : e)

/** Whether it is written below a bar: a power with a negative number as its exponent. */
export const isInverse = (e: Expr): e is Call =>
  isCall(e, 'pow') && e.args[1]?.kind === 'num' && e.args[1].value.sign() < 0

function multiple(c: Num, e: Expr): Expr | undefined {
  const { value } = c
  if (value.isZero()) return undefined
  if (isCall(e, 'mul')) return multipleOfProduct(c, e)
  requireNumber(e)
  if (value.isOne()) return e
  if (isRoot(e) || (isCall(e, 'add') && value.equals(MINUS_ONE))) return undefined
  return rawPair('mul', c, e)
}

function multipleOfProduct(c: Num, e: Call): Expr | undefined {
  const { args } = e
  if (!isPlainProduct(e)) return undefined
  const first = args[0] as Expr
  if (first.kind !== 'num') return rawCall('mul', c.value.isOne() ? args : [c, ...args])
  const all = num(bounded(c.value.mul(first.value)), c.decimal || first.decimal)
  const only = args.length === 2 ? (args[1] as Expr) : undefined
  if (all.value.isOne()) return only ?? rawCall('mul', part(args, 1))
  if (isCall(only, 'add') && all.value.equals(MINUS_ONE)) return undefined
  return only === undefined ? rawCall('mul', [all, ...part(args, 1)]) : rawPair('mul', all, only)
}

/** Whether its factors stay as they are when another one comes to them: no roots of numbers, no products that were kept whole (kept.ts). */
function isPlainProduct({ args }: Call): boolean {
  const first = args[0] as Expr
  if (args.length > FLAT || (first.kind === 'num' && first.value.isZero())) return false
  for (let k = 0; k < args.length; k++) {
    const a = args[k] as Expr
    if (a.kind === 'call' && (a.head === 'mul' || isRoot(a))) return false
  }
  return true
}

/** A factor put into a sorted product by bisection. */
function withFactor(e: Call, f: Expr, join: Join): Expr | undefined {
  requireNumber(f)
  if (isRoot(f) || !isPlainProduct(e)) return undefined
  const { args } = e
  const base = baseOf(f)
  let low = args[0]?.kind === 'num' ? 1 : 0
  let high = args.length
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compare(baseOf(args[middle] as Expr), base)
    if (order === 0) {
      const one = join(args[middle] as Expr, f)
      return one && rawCall('mul', [...part(args, 0, middle), one, ...part(args, middle + 1)])
    }
    if (order < 0) low = middle + 1
    else high = middle
  }
  return rawCall('mul', [...part(args, 0, low), f, ...part(args, low)])
}

/** A power with an even whole exponent. */
export const isEvenPower = (e: Expr): boolean => isWholePower(e) && BigInt((e.args[1] as Num).value.num) % 2n === 0n

/** A power with a whole exponent. */
export const isWholePower = (e: Expr): e is Call & { readonly head: 'pow' } =>
  isCall(e, 'pow') && e.args[1]?.kind === 'num' && e.args[1].value.isInteger()
