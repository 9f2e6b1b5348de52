/** Square roots beside each other, as they are read. */
import { type Call, type Expr, isCall, rawCall } from '../expr/node.js'
import { row } from '../functions/table.js'
import { HALF } from '../number/rational.js'

/** sqrt(2)*sqrt(pi) is read as sqrt(2*pi): a positive number and one positive constant. */
export function mergeSurds(factors: readonly Expr[]): readonly Expr[] {
  if (!factors.some(isSquareRoot)) return factors
  const number = factors.findIndex(f => isSquareRoot(f) && f.args[0]?.kind === 'num' && f.args[0].value.sign() > 0)
  const constant = factors.findIndex(f => isSquareRoot(f) && isPositiveConstant(f.args[0]))
  if (number < 0 || constant < 0) return factors
  const [n, c] = [factors[number] as Call, factors[constant] as Call]
  const merged = rawCall('pow', [rawCall('mul', [n.args[0] as Expr, c.args[0] as Expr]), n.args[1] as Expr])
  return factors.flatMap((f, k) => (k === number ? [merged] : k === constant ? [] : [f]))
}

const isSquareRoot = (e: Expr): e is Call => {
  const exponent = isCall(e, 'pow') ? e.args[1] : undefined
  return exponent?.kind === 'num' && exponent.value.equals(HALF) && !exponent.decimal
}

const isPositiveConstant = (e: Expr | undefined): boolean =>
  e?.kind === 'call' && e.args.length === 0 && e.head !== 'e' && row(e.head)?.sign === 'positive'
