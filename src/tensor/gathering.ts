/** Sums of forms written short: common factors at the ends of products, a common operand of entrywise products, a common number in front. */
import { add, mul, num, one, pow } from '../expr/build.js'
import { type Expr, factorsOf, isCall, rawCall } from '../expr/node.js'
import { numberOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import type { Rational } from '../number/rational.js'
import { ONE, ZERO } from '../number/rational.js'
import { contentOf } from './coefficient.js'
import {
  entriesOf,
  entrywise,
  lengthOf,
  negate,
  product,
  scale,
  shortest,
  signed,
  total,
  unscaled,
  unsigned,
} from './forms.js'
import { ALL, apply, filled, HEAD, isFunction, partsOf } from './heads.js'
import type { Shape } from './node.js'

/** The shortest way found to write a sum of forms; `shape` is theirs. */
export function shorter(forms: readonly Expr[], content: Rational, shape: Shape, turn: (e: Expr) => Expr): Expr {
  const best = gatheredForm(forms, content, shape)
  // With transposes throughout the transpose of the whole is shorter: (X*B + B*X)'.
  if (shape.length !== 2 || lengthOf(best) < 10) return best
  const { negative, above, below, tensor } = unscaled(best)
  const turned = rawCall(HEAD.transpose, [bare(turn(tensor))])
  const scaled = scale(mul(negative ? num(-1) : one, above, pow(below, num(-1))), turned)
  return shortest(best, scaled)
}

/** A form without the transpose around it. */
const bare = (e: Expr): Expr => (isCall(e, HEAD.transpose) ? (e.args[0] as Expr) : e)

function gatheredForm(forms: readonly Expr[], content: Rational, shape: Shape): Expr {
  const plain = total(forms)
  if (forms.length === 1 || forms.length > 60) return unsigned(plain)
  const whole = filled(shape)
  const factored = total(gathered(forms, whole))
  const flat = shape.length === 0
  const numbers = inFront(forms, num(content), whole, flat)
  return unsigned(shortest(plain, factored, numbers, inFront(forms, commonScalar(forms, flat), whole, flat)))
}

/** The scalar in front of the sum of what is left. */
function inFront(forms: readonly Expr[], c: Expr, whole: Expr, flat: boolean): Expr {
  if (c === one) return total(forms)
  const below = pow(c, num(-1))
  const rest = forms.map(f => {
    if (!flat || !isPlain(f)) return scale(below, f)
    return isCall(f, HEAD.minus) ? negate(signed(mul(below, f.args[0] as Expr))) : signed(mul(below, f))
  })
  if (flat && rest.every(isPlain)) return signed(mul(c, total(rest)))
  return scale(c, total(gathered(rest, whole)))
}

/** The factors that the scalars of all forms share, each to the power nearest to zero; the numbers in front likewise. */
function commonScalar(forms: readonly Expr[], flat: boolean): Expr {
  const all = forms.map(f => powersOf(scalarOf(f, flat)))
  const [first = [], ...others] = all
  const shared: Expr[] = []
  for (const [base, power] of first) {
    const powers = [power, ...others.map(list => list.find(([b]) => equal(b, base))?.[1] ?? ZERO)]
    if (powers.some(p => p.sign() !== power.sign())) continue
    shared.push(pow(base, num(powers.reduce((a, b) => (a.abs().compare(b.abs()) <= 0 ? a : b)))))
  }
  return mul(num(contentOf(forms.map(f => num(numberOf(scalarOf(f, flat))))).abs()), ...shared)
}

/** A scalar that is written as one, with or without its minus sign. */
const isPlain = (e: Expr): boolean => {
  const bare = isCall(e, HEAD.minus) ? (e.args[0] as Expr) : e
  return !isCall(bare, HEAD.scaled) && !isCall(bare, HEAD.product) && !isCall(bare, HEAD.sum)
}

/** The scalar in front of a form; of a scalar all of it. */
function scalarOf(form: Expr, flat: boolean): Expr {
  const { above, below, tensor } = unscaled(form)
  return mul(above, pow(below, num(-1)), flat && isPlain(tensor) ? tensor : one)
}

/** The factors of a scalar with their powers, numbers left out. */
const powersOf = (s: Expr): [base: Expr, power: Rational][] =>
  factorsOf(s)
    .filter(f => f.kind !== 'num')
    .map(f =>
      isCall(f, 'pow') && f.args[1]?.kind === 'num' ? [f.args[0] as Expr, f.args[1].value] : ([f, ONE] as const),
    ) as [Expr, Rational][]

/** Terms with a common first or last factor joined, as long as that makes the sum shorter. */
function gathered(forms: readonly Expr[], whole: Expr): readonly Expr[] {
  let best = forms
  for (;;) {
    const next = pairs(best)
      .map(([i, j]) => join(best, i, j, whole))
      .filter(f => f !== undefined)
    const shortestNext = next.reduce<readonly Expr[] | undefined>(
      (a, b) => (a === undefined || lengthOf(total(b)) < lengthOf(total(a)) ? b : a),
      undefined,
    )
    if (shortestNext === undefined || lengthOf(total(shortestNext)) >= lengthOf(total(best))) return best
    best = shortestNext
  }
}

const pairs = (forms: readonly Expr[]): [number, number][] =>
  forms.flatMap((_, i) => forms.slice(i + 1).map((_, j): [number, number] => [i, i + 1 + j]))

/** Two terms as one product, if they share a factor at an end. */
function join(forms: readonly Expr[], i: number, j: number, whole: Expr): readonly Expr[] | undefined {
  const joined = shared(forms[i] as Expr, forms[j] as Expr, whole)
  if (joined === undefined) return undefined
  return [...forms.slice(0, i), joined, ...forms.slice(i + 1, j), ...forms.slice(j + 1)]
}

function shared(a: Expr, b: Expr, whole: Expr): Expr | undefined {
  const [p, q] = [unscaled(a), unscaled(b)]
  const candidates: Expr[] = []
  const factorOf = (s: typeof p): Expr => mul(s.negative ? num(-1) : one, s.above, pow(s.below, num(-1)))
  const [u, v] = [partsOf(p.tensor), partsOf(q.tensor)]
  const same = equal(factorOf(p), factorOf(q))
  const opposite = equal(factorOf(p), mul(num(-1), factorOf(q)))
  const outer = same || opposite ? factorOf(p) : one
  const within = (s: typeof p, rest: readonly Expr[]): Expr => {
    const inner = rest.length === 0 ? undefined : product(...rest)
    const c = same ? one : opposite ? (s === p ? one : num(-1)) : factorOf(s)
    return inner === undefined ? signed(c) : scale(c, inner)
  }
  // Behind a factor the size is another one, which the form does not tell.
  const inner = isCall(whole, HEAD.filled) && whole.args.length === 1 ? filled([ALL]) : filled([])
  const most = Math.min(u.length, v.length) - 1
  const left = commonLength(u, v, most)
  const right = commonLength([...u].reverse(), [...v].reverse(), most)
  if (equal(p.tensor, q.tensor)) candidates.push(scale(add(factorOf(p), factorOf(q)), p.tensor))
  if (left > 0)
    candidates.push(
      scale(
        outer,
        product(
          ...u.slice(0, left),
          unsigned(total(gathered([within(p, u.slice(left)), within(q, v.slice(left))], inner))),
        ),
      ),
    )
  if (right > 0)
    candidates.push(
      scale(
        outer,
        product(
          unsigned(total(gathered([within(p, u.slice(0, -right)), within(q, v.slice(0, -right))], filled([])))),
          ...u.slice(-right),
        ),
      ),
    )
  candidates.push(...withOnes(p, q, outer, within, inner))
  for (const [name, size] of DIAGONALS) {
    if (!isFunction(p.tensor, name) || !isFunction(q.tensor, name)) continue
    const sides = [within(p, p.tensor.args), within(q, q.tensor.args)]
    candidates.push(scale(outer, apply(name, total(gathered(sides, filled(size))))))
  }
  const common = sharedEntrywise(scaledEntries(p.tensor, whole), scaledEntries(q.tensor, whole))
  if (common !== undefined) {
    const [f, s, t] = common
    const rest = (side: typeof p, factors: readonly Expr[]): Expr =>
      within(side, [factors.length === 0 ? whole : entrywise(factors, [])])
    const inside = total(gathered([rest(p, s), rest(q, t)], whole))
    candidates.push(scale(outer, entrywise([f, inside], [])))
  }
  return candidates.length === 0 ? undefined : shortest(...candidates.map(unsigned))
}

/** The matrix of a diagonal and the diagonal of a matrix, with the size that is in brackets. */
const DIAGONALS = [
  ['diag', [ALL]],
  ['diagonal', []],
] as const

type Side = ReturnType<typeof unscaled>

/** Sums of rows and columns are products with ones: sum(W, 1)'*ones(n)' - W'*Q is W'*(1 - Q). */
function withOnes(
  p: Side,
  q: Side,
  outer: Expr,
  within: (s: Side, rest: readonly Expr[]) => Expr,
  inner: Expr,
): Expr[] {
  const found: Expr[] = []
  for (const [a, b] of [[p, q] as const, [q, p] as const]) {
    const [u, v] = [partsOf(a.tensor), partsOf(b.tensor)]
    const join = (ones: Expr, rest: Expr): Expr => total(gathered(a === p ? [ones, rest] : [rest, ones], inner))
    const [first, second, ...more] = u
    const left = first && rowSums(first)
    const isWhole = more.length === 0 && (second === undefined || isRowOfOnes(second))
    if (left !== undefined && isWhole && v.length > 1 && equal(left, v[0] as Expr))
      found.push(scale(outer, product(left, join(within(a, [inner]), within(b, v.slice(1))))))
    const right = second && rowSums(isCall(second, HEAD.transpose) ? (second.args[0] as Expr) : second)
    const last = v.at(-1) as Expr
    const isColumn = first !== undefined && isFunction(first, 'ones') && first.args.length === 1 && more.length === 0
    if (right !== undefined && isColumn && v.length > 1 && isTransposeOf(last, right))
      found.push(scale(outer, product(join(within(a, [inner]), within(b, v.slice(0, -1))), last)))
  }
  return found
}

/** The matrix whose product with ones a form is. */
function rowSums(e: Expr): Expr | undefined {
  const inner = isCall(e, HEAD.transpose) ? (e.args[0] as Expr) : e
  const axis = isFunction(inner, 'sum') ? inner.args[1] : undefined
  if (!isFunction(inner, 'sum') || axis?.kind !== 'num') return undefined
  const columns = axis.value.num === 1
  if (columns !== (inner !== e)) return undefined
  const [matrix] = inner.args as [Expr]
  return columns ? flipped(matrix) : matrix
}

const flipped = (e: Expr): Expr => (isCall(e, HEAD.transpose) ? (e.args[0] as Expr) : rawCall(HEAD.transpose, [e]))
const isTransposeOf = (a: Expr, b: Expr): boolean => equal(a, flipped(b))
const isRowOfOnes = (e: Expr): boolean =>
  isCall(e, HEAD.transpose) &&
  isFunction(e.args[0] as Expr, 'ones') &&
  (e.args[0] as Expr & { args: Expr[] }).args.length === 1

/** The factors of an entrywise product; diag(r)*S is S times r in every column. */
function scaledEntries(e: Expr, whole: Expr): readonly Expr[] {
  const [a, b, ...more] = partsOf(e)
  const [rows, columns] = isCall(whole, HEAD.filled) ? whole.args : []
  if (a === undefined || b === undefined || more.length > 0 || rows === undefined || columns === undefined)
    return entriesOf(e)
  const vector = (d: Expr): Expr | undefined => (isFunction(d, 'diag') && d.args.length === 1 ? d.args[0] : undefined)
  const [left, right] = [vector(a), vector(b)]
  if (left !== undefined && right === undefined)
    return [...entriesOf(b), product(left, rawCall(HEAD.transpose, [apply('ones', columns)]))]
  if (right !== undefined && left === undefined) return [...entriesOf(a), product(apply('ones', rows), flipped(right))]
  return entriesOf(e)
}

function commonLength(u: readonly Expr[], v: readonly Expr[], most: number): number {
  let n = 0
  while (n < most && equal(u[n] as Expr, v[n] as Expr)) n++
  return n
}

function sharedEntrywise(a: readonly Expr[], b: readonly Expr[]): [Expr, Expr[], Expr[]] | undefined {
  const f = a.find(x => b.some(y => equal(x, y)))
  if (f === undefined || a.length + b.length < 3) return undefined
  const without = (all: readonly Expr[]): Expr[] => {
    const k = all.findIndex(x => equal(x, f))
    return [...all.slice(0, k), ...all.slice(k + 1)]
  }
  return [f, without(a), without(b)]
}
