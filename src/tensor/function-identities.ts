/** Identities among functions applied entry by entry that stand side by side in a product. */
import { add, call, exp, mul, num, one, pow, sym, zero } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { isInteger, isNumber, wholeOf } from '../expr/numbers.js'
import { simplify } from '../simplify/simplify.js'
import { add as addition, einsum, factor, negate } from './algebra.js'
import type { DraftFactor } from './draft.js'
import { elementwise } from './elementwise.js'
import { countOf, type Dim, isOperation, type Node } from './node.js'
import type { Product } from './product.js'
import { isLogistic, uniform } from './shapes.js'

/** Whether the factor is to the power one. */
export const plain = (f: DraftFactor): boolean => f.power === one

/** The integer that a power is, or 0. */
export const whole = (power: Expr): number => (isInteger(power) ? (power.value.smallInt() ?? 0) : 0)

/** `1/(1 + exp(u))` is sigmoid(-u), and `exp(-u)*sigmoid(u)` is sigmoid(-u). */
function sigmoidShape(p: Product): boolean {
  for (const f of p.factors) {
    const n = whole(f.power)
    const u = n < 0 ? isLogistic(f.node) : undefined
    if (u !== undefined) {
      p.remove(f)
      p.factors.push({ node: p.space.map('sigmoid', [negate(p.space, u)]), at: f.at, power: num(-n) })
      return true
    }
    if (f.node.kind === 'map' && f.node.head === 'sigmoid' && n > 0 && reflect(p, f)) return true
  }
  return false
}

function reflect(p: Product, f: DraftFactor): boolean {
  const minus = negate(p.space, (f.node as Node & { kind: 'map' }).args[0] as Node)
  const e = p.factors.find(
    g =>
      g.node.kind === 'map' &&
      g.node.head === 'exp' &&
      g.node.args[0] === minus &&
      whole(g.power) > 0 &&
      g.at.every((l, k) => l === f.at[k]),
  )
  if (e === undefined) return false
  const n = Math.min(whole(f.power), whole(e.power))
  p.remove(f, e)
  p.factors.push(
    { ...f, power: num(whole(f.power) - n) },
    { ...e, power: num(whole(e.power) - n) },
    { ...f, node: p.space.map('sigmoid', [minus]), power: num(n) },
  )
  return true
}

/** `u.*u.^v` is u.^(v + 1). */
function powersOfOneBase(p: Product): boolean {
  for (const f of p.factors) {
    if (f.node.kind !== 'map' || f.node.head !== 'pow' || !plain(f)) continue
    const [base, exponent] = f.node.args as [Node, Node]
    const g = p.factors.find(h => h.node === base && isNumber(h.power) && areAlike(f, h))
    if (g === undefined) continue
    p.remove(f, g)
    const more = addition(p.space, f.node.shape, [exponent, p.space.scalar(g.power)])
    p.factors.push({ ...f, node: p.space.map('pow', [base, more]) })
    return true
  }
  return false
}

/** Functions of one argument side by side, as the rules for scalars have them: sinh(u)/cosh(u) is tanh(u). */
function functionsOfOneArgument(p: Product): boolean {
  const isFunction = (f: DraftFactor): boolean =>
    f.node.kind === 'map' && f.node.args.length === 1 && whole(f.power) !== 0
  for (const f of p.factors.filter(g => isFunction(g) && whole(g.power) < 0)) {
    const [u] = (f.node as Node & { kind: 'map' }).args as [Node]
    const same = p.factors.filter(
      g => isFunction(g) && g.node.kind === 'map' && g.node.args[0] === u && g.at.every((l, k) => l === f.at[k]),
    )
    if (same.length < 2) continue
    const product = mul(...same.map(g => pow(applied((g.node as Node & { kind: 'map' }).head), g.power)))
    const simple = simplify(product)
    if (simple.size >= product.size) continue
    p.remove(...same)
    p.factors.push({ ...f, node: elementwise(p.space, simple, new Map([[ARGUMENT.name, u]])), power: one })
    return true
  }
  return false
}

const ARGUMENT = sym('`u')
const applied = (head: string): Expr => (head === 'exp' ? exp(ARGUMENT) : call(head, [ARGUMENT]))

const areAlike = (f: DraftFactor, g: DraftFactor): boolean =>
  g.at.length === f.at.length && g.at.every((l, k) => l === f.at[k])

/** `abs(u)^2` is u^2, `sign(u)*abs(u)` is u, `sign(u)*u` is abs(u), and so with their powers: sign(u)/abs(u) is 1/u. */
function signAndSize(p: Product): boolean {
  for (const f of p.factors) {
    if (f.node.kind !== 'map') continue
    const [u] = f.node.args as [Node]
    const n = whole(f.power)
    if (f.node.head === 'abs' && n !== 0 && n % 2 === 0) {
      p.remove(f)
      p.factors.push({ ...f, node: u })
      return true
    }
    if (f.node.head !== 'sign' || !plain(f)) continue
    const size = p.space.map('abs', [u])
    for (const [of, other] of [[size, u] as const, [u, size] as const]) {
      const g = p.factors.find(h => h.node === of && whole(h.power) !== 0 && areAlike(f, h))
      if (g === undefined) continue
      const sign = whole(g.power) < 0 ? -1 : 1
      p.remove(f, g)
      p.factors.push({ ...g, power: add(g.power, num(-sign)) }, { ...f, node: other, power: num(sign) })
      return true
    }
  }
  return false
}

/** `max(0, u)` beside the step of u, which is one wherever it is not zero itself; likewise min(0, u). */
function clampBesideStep(p: Product): boolean {
  for (const f of p.factors) {
    if (f.node.kind !== 'map' || !CLAMPS.has(f.node.head) || whole(f.power) < 1) continue
    const bound = f.node.args.findIndex(a => uniform(a) === zero)
    const u = f.node.args[1 - bound]
    if (bound < 0 || u === undefined) continue
    const [inside, outside] = [u, negate(p.space, u)].map(v => p.space.map('step', [v])) as [Node, Node]
    const [on, off] = f.node.head === 'max' ? [inside, outside] : [outside, inside]
    const complement = addition(p.space, on.shape, [p.space.scalar(one), negate(p.space, off)])
    const turned = negate(p.space, complement)
    const g = p.factors.find(h => [on, off, complement, turned].includes(h.node) && plain(h) && areAlike(f, h))
    if (g === undefined) continue
    p.remove(g)
    if (g.node === off) p.times(zero)
    if (g.node === turned) p.times(num(-1))
    return true
  }
  return false
}

const CLAMPS: ReadonlySet<string> = new Set(['max', 'min'])

/** A function that is one number all along its diagonal, as those of the identity are. */
function functionOnDiagonal(p: Product): boolean {
  for (const f of p.factors) {
    if (f.node.kind !== 'map' || f.at.length !== 2 || f.at[0] !== f.at[1]) continue
    const { head, args, shape } = f.node
    const n = shape.slice(0, 1)
    const diagonals = args.map(a => (a.shape.length === 2 ? einsum(p.space, n, [factor(a, [0, 0])]) : a))
    const value = diagonals.every(d => uniform(d) !== undefined) ? uniform(p.space.map(head, diagonals)) : undefined
    if (value === undefined) continue
    p.remove(f)
    p.times(pow(value, f.power))
    return true
  }
  return false
}

/** Of more entries the product of the others is left as the function that it is. */
const MOST_OTHERS = 6

/** The product of the other entries at a known place among few: `prodothers(x)[2]` is x[1]*x[3]. */
function productOfOthers(p: Product): boolean {
  for (const f of p.factors) {
    const [label, ...more] = f.at
    if (!isOperation(f.node, 'prodothers') || !plain(f) || label === undefined || more.length > 0) continue
    const [unit, ...others] = p.having(label).filter(g => g !== f)
    const place = unit?.node.kind === 'basis' ? wholeOf(unit.node.place) : undefined
    const size = p.sizes[label] as Dim
    const count = countOf(size)
    if (!p.isBound(label) || unit === undefined || place === undefined || others.length > 0) continue
    if (count === 0 || count > MOST_OTHERS) continue
    p.remove(f, unit)
    p.used.add(label)
    for (let k = 1; k <= count; k++) {
      if (k === place) continue
      const at = [p.fresh(size)]
      p.factors.push({ node: f.node.of, at, power: one }, { node: p.space.basis(size, num(k)), at, power: one })
    }
    return true
  }
  return false
}

/** Each tries one step, and tells whether the product changed. */
export const OF_FUNCTIONS = [
  sigmoidShape,
  powersOfOneBase,
  functionsOfOneArgument,
  signAndSize,
  clampBesideStep,
  functionOnDiagonal,
  productOfOthers,
] as const
