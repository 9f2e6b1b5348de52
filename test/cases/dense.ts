/** Random expressions made of few functions of few arguments, so that identities apply; and other ways to spell an expression. */
import { add, call, mul, neg, num, pow, rational, sum, sym } from '../../src/expr/build.js'
import { type Expr, isCall } from '../../src/expr/node.js'
import { fold, rebuild, withArgs } from '../../src/expr/walk.js'
import { pick, type Random } from './random.js'

const GROUPS: readonly (readonly string[])[] = [
  ['sin', 'cos', 'tan', 'sec', 'csc', 'cot'],
  ['sinh', 'cosh', 'tanh', 'sech', 'csch', 'coth', 'exp'],
  ['abs', 'sign', 'max', 'min', 'sqrt', 'heaviside', 'relu'],
  ['log', 'exp', 'sqrt', 'abs'],
  ['asin', 'acos', 'atan', 'sqrt', 'sin', 'cos', 'tan'],
  ['sigmoid', 'tanh', 'exp', 'softplus', 'sinh', 'cosh'],
  ['erf', 'erfc', 'exp', 'sqrt'],
  ['gamma', 'factorial', 'digamma', 'loggamma', 'beta', 'binomial'],
  ['floor', 'ceil', 'frac', 'abs', 'lambertw', 'exp'],
]
const BINARY = new Set(['max', 'min', 'beta', 'binomial'])
const [x, y] = [sym('x'), sym('y')]
const ARGUMENTS = [
  y,
  mul(num(2), x),
  neg(x),
  add(x, num(1)),
  pow(x, num(2)),
  mul(x, y),
  mul(rational(1, 2), x),
  add(x, neg(y)),
]
const EXPONENTS = [num(2), num(-1), num(3), num(-2), rational(1, 2), rational(-1, 2)]

/** An expression in x and y. */
export function denseExpr(random: Random): Expr {
  const group = pick(random, GROUPS)
  const args = [x, pick(random, ARGUMENTS)]
  const leaf = (): Expr => {
    const head = pick(random, group)
    const u = pick(random, args)
    return call(head, BINARY.has(head) ? [u, pick(random, [num(0), num(1), ...args])] : [u])
  }
  const pool = [leaf(), leaf(), leaf(), random() < 0.5 ? x : leaf(), random() < 0.5 ? num(1) : y]
  const draw = (depth: number): Expr => {
    if (depth === 0) return pick(random, pool)
    const kind = random()
    const below = (): Expr => draw(depth - 1)
    if (kind < 0.35)
      return sum(
        Array.from({ length: 2 + Math.floor(random() * 2) }, () =>
          mul(num(pick(random, [1, -1, 1, 2, -2, 3])), below()),
        ),
      )
    if (kind < 0.7) return mul(below(), below())
    if (kind < 0.9) return pow(below(), pick(random, EXPONENTS))
    return call(
      pick(
        random,
        group.filter(h => !BINARY.has(h)),
      ),
      [below()],
    )
  }
  return draw(2 + Math.floor(random() * 2))
}

/** The same with numbers and signs multiplied into its sums, or taken out of them. */
export function otherwiseSpelt(e: Expr, random: Random): Expr {
  return fold<Expr>(e, (node, args) => {
    if (node.kind !== 'call') return node
    const same = withArgs(node, args)
    const kind = random()
    if (isCall(same, 'add') && kind < 0.4) {
      const c = pick(random, [2, 3, 5, -1, -2])
      return mul(rational(1, c), sum(same.args.map(a => mul(num(c), a))))
    }
    const at = isCall(same, 'mul') ? same.args.findIndex(a => isCall(a, 'add')) : -1
    if (!isCall(same, 'mul') || at < 0 || kind < 0.3) return same
    const inner = same.args[at] as Expr & { readonly args: readonly Expr[] }
    return call('mul', [num(-1), ...same.args.with(at, sum(inner.args.map(neg)))])
  })
}

/** The expression with other names. */
export const renamed = (e: Expr, names: Readonly<Record<string, string>>): Expr =>
  rebuild(e, leaf => (leaf.kind === 'sym' ? sym(names[leaf.name] ?? leaf.name) : leaf))
