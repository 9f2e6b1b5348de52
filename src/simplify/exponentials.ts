/**
 * Products of exponentials and powers of sums of exponentials as weights between 0 and 1. A sum s = a*e^u + b*e^v + ... of positive
 * terms is e^L with L = logsumexp(u + log(a), v + log(b), ...), so that a product of such powers is one e^(w - n*L), and that of a sum
 * of two terms is sigmoid(u - v)^k*sigmoid(v - u)^(n - k) where w = k*u + (n - k)*v. No part of these overflows where the value does not.
 */
import { add, call, e as E, half, log, minusOne, mul, num, one, pow, product, sub, sum, zero } from '../expr/build.js'
import { type Call, type Expr, factorsOf, isCall, termsOf } from '../expr/node.js'
import { equal } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import { Rational } from '../number/rational.js'
import type { Facts } from './facts.js'

export const isExponential = (e: Expr | undefined): e is Call => isCall(e, 'pow') && isCall(e.args[0], 'e')

/** A term with cosh(u) or sinh(u) as two terms with e^u and e^(-u). */
export function asExponentials(term: Expr): readonly Expr[] {
  const f = factorsOf(term).find((g): g is Call => isCall(g, 'cosh') || isCall(g, 'sinh'))
  if (f === undefined) return [term]
  const [u] = f.args as [Expr]
  const rest = product([half, ...factorsOf(term).filter(g => g !== f)])
  const back = mul(rest, pow(E, mul(minusOne, u)))
  return [mul(rest, pow(E, u)), f.head === 'cosh' ? back : mul(minusOne, back)]
}

/** logsumexp(u, v, w) - u as logsumexp(0, v - u, w - u): what is left of the difference is not lost. */
export function shifted(e: Call): Expr | undefined {
  for (const t of e.args) {
    const [c, l] = scaled(t)
    const by = isCall(l, 'logsumexp') ? l.args.find(u => e.args.some(s => equal(s, mul(num(c.neg()), u)))) : undefined
    if (by === undefined || by.mask === 0) continue
    const others = e.args.filter(s => s !== t && !equal(s, mul(num(c.neg()), by)))
    const parts = (l as Call).args.map(u => sub(u, by))
    const [first, ...more] = parts.filter(u => u !== zero)
    const soft = first !== undefined && more.length === 0 && parts.length === 2
    return sum([...others, mul(num(c), soft ? call('softplus', [first]) : call('logsumexp', parts))])
  }
  return undefined
}

/** The logarithm of a sum of positive terms, at least one of them an exponential; undefined for any other expression. */
export function logOfSum(s: Expr, facts: Facts): Expr | undefined {
  if (!isCall(s, 'add') || !s.args.some(t => factorsOf(t).some(f => isExponential(f) || isCall(f, 'cosh'))))
    return undefined
  const logs: Expr[] = []
  for (const t of s.args.flatMap(asExponentials)) {
    const exponent = sum([zero, ...factorsOf(t).flatMap(f => (isExponential(f) ? [f.args[1] as Expr] : []))])
    const c = product([one, ...factorsOf(t).filter(f => !isExponential(f))])
    if (!facts.of(exponent).real || facts.prove(call('gt', [c, zero])) !== true) return undefined
    logs.push(c === one ? exponent : add(exponent, log(c)))
  }
  const others = logs.filter(l => l !== zero)
  if (others.length === 1 && logs.length === 2) return call('softplus', others)
  return call('logsumexp', logs)
}

/** s^q for a sum of exponentials s, unless it is a whole power that can as well be multiplied out. */
export function powerOfSum(e: Call, facts: Facts): Expr | undefined {
  const [s, q] = e.args as [Expr, Expr]
  if (q.kind !== 'num' || (q.value.isInteger() && q.value.sign() > 0)) return undefined
  const l = logOfSum(s, facts)
  return l && weight(mul(q, l))
}

/** e^w with the sums of two exponentials in w as sigmoids. */
export function weight(w: Expr): Expr {
  for (const t of termsOf(w)) {
    const [c, l] = scaled(t)
    // sigmoid(w)^(1/2) would be 0 where its root need not be.
    const pair = c.sign() < 0 && c.isInteger() ? arguments2(l) : undefined
    if (pair === undefined) continue
    const [u, v] = pair
    const n = c.neg()
    const rest = sub(sub(w, t), mul(num(n), v))
    const k = clamped(multipleOf(rest, sub(u, v)), n)
    const left = sub(rest, mul(num(k), sub(u, v)))
    // What is left must not grow where the weights vanish: it does not, where it is about something else.
    if (v !== zero && shareSymbols(left, sub(u, v))) continue
    return product([weights(sub(u, v), k, n), weight(left)])
  }
  return pow(E, w)
}

/** sigmoid(w)^k*sigmoid(-w)^(n - k) */
const weights = (w: Expr, k: Rational, n: Rational): Expr =>
  mul(pow(call('sigmoid', [w]), num(k)), pow(call('sigmoid', [mul(minusOne, w)]), num(n.sub(k))))

/** u and v of logsumexp(u, v), and of softplus(u), which is logsumexp(u, 0). */
function arguments2(l: Expr): readonly [Expr, Expr] | undefined {
  if (isCall(l, 'softplus')) return [l.args[0] as Expr, zero]
  return isCall(l, 'logsumexp') && l.args.length === 2 ? (l.args as [Expr, Expr]) : undefined
}

function scaled(t: Expr): readonly [Rational, Expr] {
  const [c, ...others] = factorsOf(t)
  return isCall(t, 'mul') && c?.kind === 'num' ? [c.value, product(others)] : [Rational.ONE, t]
}

/** How often w is in v, by its first term that is no number. */
function multipleOf(v: Expr, w: Expr): Rational {
  const terms = spread(w)
  const first = terms.find(t => t.mask !== 0) ?? (terms[0] as Expr)
  const [c, part] = scaled(first)
  for (const t of spread(v)) {
    const [d, other] = scaled(t)
    if (equal(part, other)) return d.div(c)
  }
  return Rational.ZERO
}

/** The terms of 2*(u + v) are 2*u and 2*v. */
function spread(v: Expr): readonly Expr[] {
  const [c, s] = scaled(v)
  return isCall(s, 'add') ? s.args.map(t => mul(num(c), t)) : [v]
}

const clamped = (k: Rational, n: Rational): Rational => (k.sign() < 0 ? Rational.ZERO : k.compare(n) > 0 ? n : k)

const shareSymbols = (a: Expr, b: Expr): boolean => {
  const names = freeSymbols(b)
  return [...freeSymbols(a)].some(name => names.has(name))
}

/** A product with its exponential and what decreases beside it, such as sigmoid(u)^n or expm1(u)^(-n), put together. */
export function balanced(e: Call): Expr {
  const exponential = e.args.find(isExponential)
  if (exponential === undefined) return e
  let w = exponential.args[1] as Expr
  const others = e.args.filter(f => f !== exponential)
  const settled = others.map(f => {
    const turn = turning(f)
    const share = turn ? clamped(multipleOf(w, turn.by), turn.n) : Rational.ZERO
    const k = turn?.whole ? Rational.of(share.floor()) : share
    if (turn === undefined || k.isZero()) return f
    w = sub(w, mul(num(k), turn.by))
    return turn.with(k)
  })
  return w === exponential.args[1] ? e : product([...settled, pow(E, w)])
}

/** One factor of a product: it times e^(k*by) is `with(k)`, for k up to n, or for whole k alone. */
interface Turning {
  readonly by: Expr
  readonly n: Rational
  readonly whole: boolean
  readonly with: (k: Rational) => Expr
}

export function turning(f: Expr): Turning | undefined {
  const [base, q] = isCall(f, 'pow') ? (f.args as [Expr, Expr]) : [f, one]
  if (q.kind !== 'num' || base.kind !== 'call') return undefined
  if (base.head === 'sigmoid' && q.value.sign() > 0) {
    const u = base.args[0] as Expr
    return { by: mul(minusOne, u), n: q.value, whole: false, with: k => weights(mul(minusOne, u), k, q.value) }
  }
  if (base.head === 'erfc' && q.value.isOne()) {
    const u = base.args[0] as Expr
    return { by: mul(u, u), n: Rational.ONE, whole: true, with: () => call('erfcx', [u]) }
  }
  const other = q.value.sign() < 0 && q.value.isInteger() ? turned(base) : undefined
  if (other === undefined) return undefined
  const n = q.value.neg()
  return { by: other.by, n, whole: true, with: k => mul(pow(other.value, num(k.neg())), pow(base, num(k.sub(n)))) }
}

/** e^(-by) times a function or a sum of two terms: expm1(u) becomes -expm1(-u), erfc(u) erfcx(u), a + b*e^u a*e^(-u) + b. */
function turned(base: Call): { readonly by: Expr; readonly value: Expr } | undefined {
  if (isCall(base, 'expm1')) {
    const by = base.args[0] as Expr
    return { by, value: mul(minusOne, call('expm1', [mul(minusOne, by)])) }
  }
  if (isCall(base, 'erfc')) {
    const u = base.args[0] as Expr
    return { by: mul(minusOne, mul(u, u)), value: call('erfcx', [u]) }
  }
  if (!isCall(base, 'add') || base.args.length !== 2) return undefined
  const grows = base.args.flatMap(factorsOf).filter(isExponential)
  const by = grows.length === 1 ? ((grows[0] as Call).args[1] as Expr) : undefined
  return by && { by, value: sum(base.args.map(t => mul(t, pow(E, mul(minusOne, by))))) }
}
