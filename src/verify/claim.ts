/**
 * A claimed derivative that doubles cannot tell from the right one: 10^16 for 10^16 + 2*x. What is left when it is taken from the
 * derivative of our own is looked at by itself; where that is not nothing, values of many digits decide.
 */
import { derivative } from '../diff/derivative.js'
import { sub, sym } from '../expr/build.js'
import { isFormalCall } from '../expr/formal.js'
import type { Expr } from '../expr/node.js'
import { isZero } from '../expr/numbers.js'
import { postorder } from '../expr/walk.js'
import { Rational } from '../number/rational.js'
import { simplify } from '../simplify/simplify.js'
import { apart, preciseAt, preciseSlope } from './many-digits.js'
import type { Finding } from './result.js'
import { leaves, Target } from './target.js'

/** What is so much less than elsewhere, or so few times its own error, is nothing. */
const NOTHING = 1e-9
const SIGNIFICANT = 1e4

/** The finding 'ok', or that the claim is wrong after all. */
export function beyondDoubles(
  f: Expr,
  claim: Expr,
  name: string,
  point: ReadonlyMap<string, number>,
  finding: Finding,
): Finding {
  const rest = simplify(sub(derivative(f, leaves(f).get(name) ?? sym(name)), claim))
  if (isZero(rest)) return finding
  if (postorder(rest).some(isFormalCall)) return finding
  const target = new Target(rest, point)
  if (target.undefinedBy() !== undefined) return finding
  const { value, error } = target.sample()
  const scale = target.slopeScale(name) * Math.max(1, Math.abs(point.get(name) ?? 0))
  if (Math.abs(value) <= Math.max(SIGNIFICANT * error, NOTHING * scale)) return finding
  const exact = new Map([...point].map(([n, x]) => [n, Rational.fromDouble(x)]))
  const [slope, claimed] = [preciseSlope(f, exact, name), preciseAt([claim], exact)?.[0]]
  if (slope === undefined || claimed === undefined) return finding
  const gap = Math.abs(slope.value.sub(claimed).div(slope.value).toNumber())
  if (gap <= 1000 * slope.error) return finding
  const [right, wrong] = apart(slope.value, claimed)
  return {
    ...finding,
    verdict: 'wrong',
    note: `to more digits the derivative is ${right}, and the claim ${wrong}`,
  }
}
