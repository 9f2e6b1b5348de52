/**
 * The limit of a function at a point: the constant term of its power series, and where it has none that of its series on each side on
 * which it is real, as of x*log(x) at 0. Both sides must agree. Raises the `DomainError` of the power series where there is no limit.
 */
import { DomainError } from '../errors.js'
import { substitute } from '../evaluate/subs.js'
import { div, minusOne, sub, zero } from '../expr/build.js'
import { type Expr, sym } from '../expr/node.js'
import { contains } from '../expr/walk.js'
import { coefficient, type Series, TooShort, topOf, type Values } from './series.js'
import { Finer, LOGARITHM, Outside, type Side, UNKNOWN } from './side.js'
import { Expansion, MORE, taylorCoefficients } from './taylor.js'

/** No finer powers than those of such a root. */
const FINEST = 24

/** Goes to 0 from above as the logarithm goes to minus infinity. */
const SLOW = sym('[slow]')

export function seriesLimit(f: Expr, x: Expr, at: Expr, values: Values): Expr {
  try {
    return taylorCoefficients(f, x, at, 0, values)[0] as Expr
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const sides = ([1, -1] as const).map(sign => limitFrom(f, x, at, sign, values))
    const [first, second] = sides.filter(s => s !== 'outside')
    if (first === undefined || sides.includes(undefined)) throw error
    if (second !== undefined && !values.isZero(values.settle(sub(first, second)))) throw error
    return first
  }
}

/** The limit on one side; undefined where none is found. */
function limitFrom(f: Expr, x: Expr, at: Expr, sign: 1 | -1, values: Values): Expr | 'outside' | undefined {
  try {
    return constantTerm(seriesFrom(f, x, at, { sign, root: 1 }, values), values)
  } catch (error) {
    if (error instanceof Outside) return 'outside'
    if (error instanceof DomainError || error instanceof TooShort || error instanceof Finer) return undefined
    throw error
  }
}

function seriesFrom(f: Expr, x: Expr, at: Expr, side: Side, { settle, isZero }: Values): Series {
  const values: Values = { settle, isZero: c => isZero(c) || (contains(c, LOGARITHM) && settle(c) === zero) }
  for (const more of MORE) {
    try {
      const s = new Expansion(x, at, side.root * (1 + more) + 1, values, side).of(f)
      if (topOf(s) > 0 || s.terms.length > 0) return s
    } catch (error) {
      if (error instanceof Finer && side.root * error.times <= FINEST)
        return seriesFrom(f, x, at, { ...side, root: side.root * error.times }, values)
      if (!(error instanceof TooShort)) throw error
    }
  }
  throw new TooShort('a limit')
}

function constantTerm(s: Series, values: Values): Expr | 'outside' | undefined {
  if (s.low < 0 || topOf(s) <= 0) return undefined
  const c = values.settle(coefficient(s, 0))
  if (contains(c, UNKNOWN)) return undefined
  if (!contains(c, LOGARITHM)) return c
  return limitFrom(substitute(c, new Map([[LOGARITHM.name, div(minusOne, SLOW)]])), SLOW, zero, 1, values)
}
