/**
 * Trigonometric functions at multiples of pi whose cosine people know: sin(pi/6) is 1/2, where the double next to pi/6 has another sine.
 * All come from the values of the cosine in the first quadrant. Invariant: exact; what is not known, or infinite, stays.
 */
import { num, pow, turnsOf } from '../expr/build.js'
import type { Call, Expr } from '../expr/node.js'
import { row } from '../functions/table.js'
import { ONE, Rational } from '../number/rational.js'
import { parse } from '../parse/parse.js'

/** A number by its sign and its square, which is rational where the number itself may be a root. */
export interface Rooted {
  readonly negative: boolean
  readonly square: Rational
}

const HALF = Rational.of(1, 2)
const TWO = Rational.of(2)

/** The functions by their sine and cosine: numerator, then denominator. */
const QUOTIENTS: Readonly<Record<string, (sine: Rooted, cosine: Rooted) => readonly [Rooted, Rooted]>> = {
  sin: sine => [sine, UNITY],
  cos: (_, cosine) => [cosine, UNITY],
  tan: (sine, cosine) => [sine, cosine],
  cot: (sine, cosine) => [cosine, sine],
  sec: (_, cosine) => [UNITY, cosine],
  csc: sine => [UNITY, sine],
}

const UNITY: Rooted = { negative: false, square: ONE }

/** The value of a function of the table at q*pi. */
export function atAngle(e: Call): Rooted | undefined {
  const quotient = e.mask === 0 && Object.hasOwn(QUOTIENTS, e.head) ? QUOTIENTS[e.head] : undefined
  const turns = quotient && turnsOf(e.args[0] as Expr)
  if (turns === undefined) return undefined
  const [cosine, sine] = [cosineAt(turns), cosineAt(HALF.sub(turns))]
  const [above, below] = (cosine && sine && quotient?.(sine, cosine)) ?? []
  if (above === undefined || below === undefined || below.square.isZero()) return undefined
  return { negative: above.negative !== below.negative, square: above.square.div(below.square) }
}

/** cos(q*pi), brought to the first quadrant. */
function cosineAt(q: Rational): Rooted | undefined {
  const around = q.sub(TWO.mul(Rational.of(q.div(TWO).floor())))
  const up = around.compare(ONE) > 0 ? TWO.sub(around) : around
  const negative = up.compare(HALF) > 0
  const square = squareAt(negative ? ONE.sub(up) : up)
  return square && { negative: negative && !square.isZero(), square }
}

const squares = new Map<string, Rational | undefined>()

/** The square of the cosine at an angle of the first quadrant, by the table. */
function squareAt(q: Rational): Rational | undefined {
  if (!q.isZero() && q.num !== 1) return undefined
  const key = q.isZero() ? '0' : `pi/${q.den}`
  if (!squares.has(key)) {
    const text = row('cos', 1)?.values?.[key]
    const square = text === undefined ? undefined : pow(parse(text), num(TWO))
    squares.set(key, square?.kind === 'num' ? square.value : undefined)
  }
  return squares.get(key)
}
