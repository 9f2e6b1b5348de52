/**
 * Builds matrix notation: products without brackets, transposes at the leaves where that is shorter, scalars in front, one minus sign.
 * What is counted as short is what a reader reads: names, numbers, operators, brackets.
 */
import { append } from '../expr/args.js'
import { minusOne, mul, num, one, pow, sum } from '../expr/build.js'
import { ExprMap } from '../expr/map.js'
import { type Call, type Expr, factorsOf, isCall, rawCall } from '../expr/node.js'
import { numberOf, wholeOf } from '../expr/numbers.js'
import { equal } from '../expr/order.js'
import { Rational } from '../number/rational.js'
import { TokenCounter } from '../print/count.js'
import { spend } from '../work.js'
import { ALL, apply, euclidean, filled, functionHead, HEAD, isFunction, partsOf } from './heads.js'
import type { Shape } from './node.js'
import { STRUCTURES } from './notation.js'

/** Above this size forms are not compared: the first is taken. */
const MOST_COMPARED = 4000

/** Made when first asked, for structures are known only then. */
let counter: TokenCounter | undefined

/** The number of names, numbers, operators and brackets in the text of a form. */
export function lengthOf(e: Expr): number {
  if (e.size > MOST_COMPARED) return e.size
  counter ??= new TokenCounter(STRUCTURES)
  return counter.count(e)
}

/** The shortest; of equally short ones the first. */
export const shortest = (...forms: readonly Expr[]): Expr =>
  forms.reduce((best, e) => (lengthOf(e) < lengthOf(best) ? e : best))

/** A scalar times a tensor in parts: its sign, numerator, denominator. */
export interface Scaled {
  readonly negative: boolean
  readonly above: Expr
  readonly below: Expr
  readonly tensor: Expr
}

/** A form as a scalar times something that is none. */
export function unscaled(e: Expr): Scaled {
  if (isCall(e, HEAD.minus)) {
    const inner = unscaled(e.args[0] as Expr)
    return { ...inner, negative: !inner.negative }
  }
  if (!isCall(e, HEAD.scaled)) return { negative: false, above: one, below: one, tensor: e }
  const [above, below, tensor] = e.args as [Expr, Expr, Expr]
  return { negative: false, above, below, tensor }
}

/** Numerator and denominator of a scalar, without its sign. */
function fraction(s: Expr): { negative: boolean; above: Expr; below: Expr } {
  const factors = factorsOf(s)
  const above: Expr[] = []
  const below: Expr[] = []
  let negative = false
  for (const f of factors) {
    if (f.kind === 'num') {
      if (f.value.sign() < 0) negative = !negative
      above.push(num(Rational.of(f.value.abs().num), f.decimal))
      below.push(num(Rational.of(f.value.den)))
    } else if (isCall(f, 'pow') && f.args[1]?.kind === 'num' && f.args[1].value.sign() < 0) {
      below.push(pow(f.args[0] as Expr, mul(minusOne, f.args[1])))
    } else if (isCall(f, 'add') && f.args.every(t => numberOf(t).sign() < 0)) {
      negative = !negative
      above.push(sum(f.args.map(t => mul(minusOne, t))))
    } else above.push(f)
  }
  return { negative, above: mul(...above), below: mul(...below) }
}

/** `s*e` for a scalar s. */
export function scale(s: Expr, e: Expr): Expr {
  const inner = unscaled(e)
  const { negative, above, below } = fraction(mul(s, inner.above, pow(inner.below, minusOne)))
  const whole = scaledBy(above, below, inner.tensor)
  return negative !== inner.negative ? rawCall(HEAD.minus, [whole]) : whole
}

/** A product without a minus sign in front, where there is a cross product in it that was not written this way round. */
export function uncrossed(e: Expr, isBefore: (a: string, b: string) => boolean): Expr {
  if (!isCall(e, HEAD.minus)) return e
  const { above, below, tensor } = unscaled(e)
  const parts = partsOf(tensor)
  const k = parts.findIndex(p => isFunction(p, 'cross'))
  const [a, b] = k < 0 ? [] : (parts[k] as Call).args
  if (k < 0 || (a?.kind === 'sym' && b?.kind === 'sym' && isBefore(a.name, b.name))) return e
  const turned = parts.map((p, j) => (j === k ? (reversed(p) as Expr) : p))
  return scaledBy(above, below, turned.length === 1 ? (turned[0] as Expr) : rawCall(HEAD.product, turned))
}

/** A form without a minus sign in front, where one of its differences can be turned: -(a - b)*c is (b - a)*c. */
function withoutSign(e: Expr): Expr {
  if (!isCall(e, HEAD.minus)) return e
  const { above, below, tensor } = unscaled(e.args[0] as Expr)
  const turned = withoutMinus(above, tensor)
  if (turned === undefined) return e
  const plain = scaledBy(turned.above, below, turned.tensor)
  return opposites(plain) > opposites(e) ? e : plain
}

/** The differences of which the negative stands in the same form: a reader would take a - b and b - a for two things. */
function opposites(e: Expr): number {
  if (e.size > MOST_COMPARED) return 0
  const differences = new ExprMap<boolean>()
  const seen = new Set<Expr>()
  const pending = [e]
  for (let part = pending.pop(); part; part = pending.pop()) {
    if (part.kind !== 'call' || seen.has(part)) continue
    seen.add(part)
    if (isCall(part, HEAD.sum)) differences.set(part, true)
    append(pending, part.args)
  }
  return [...differences.keys()].filter(d => differences.has(total((d as Call).args.map(negate)))).length
}

/**
 * A form without a minus sign where one of its differences can be turned: a - (b - c)*d is a + (c - b)*d.
 */
export function unsigned(e: Expr): Expr {
  if (!isCall(e, HEAD.sum)) return withoutSign(e)
  const args = e.args.map((t, k) => (isCall(t, HEAD.minus) && (k === 0 || !crosses(t)) ? withoutSign(t) : t))
  return args.every((t, k) => t === e.args[k]) ? e : total(args)
}

/** The factors of an entrywise product; others are their own. */
export const entriesOf = (e: Expr): readonly Expr[] => (isCall(e, HEAD.times) ? e.args : [e])

/** Whether one of the factors is a cross product, which stands as it was written. */
const crosses = (e: Expr): boolean => partsOf(unscaled(e).tensor).some(f => isFunction(f, 'cross'))

function scaledBy(above: Expr, below: Expr, tensor: Expr): Expr {
  // A scalar over a vector, entry by entry: a./x.
  if (above !== one && isCall(tensor, HEAD.over) && tensor.args[0] === one)
    return scaledBy(one, below, rawCall(HEAD.over, [above, tensor.args[1] as Expr]))
  return above === one && below === one ? tensor : rawCall(HEAD.scaled, [above, below, tensor])
}

/** The minus sign of a product taken into one of its differences: -(a - b)*c is (b - a)*c. */
function withoutMinus(above: Expr, tensor: Expr): { above: Expr; tensor: Expr } | undefined {
  const parts = partsOf(tensor)
  const k = parts.findIndex(p => reversed(p) !== undefined)
  if (k >= 0) {
    const turned = parts.map((p, j) => (j === k ? (reversed(p) as Expr) : p))
    return { above, tensor: turned.length === 1 ? (turned[0] as Expr) : rawCall(HEAD.product, turned) }
  }
  const turned = reversedFactor(above)
  return turned && { above: turned, tensor }
}

/** A scalar product with one of its differences the other way round: its negative. */
function reversedFactor(e: Expr): Expr | undefined {
  const factors = factorsOf(e)
  const k = factors.findIndex(f => reversed(f) !== undefined)
  return k < 0 ? undefined : mul(...factors.map((f, j) => (j === k ? (reversed(f) as Expr) : f)))
}

/** What is the negative of itself for the negative of its first argument. */
const LINEAR = ['diag', 'diagonal', 'tril', 'triu', 'skew', 'tr', 'sum', 'vec', 'cumsum', 'reshape'] as const

/** `b - a` of `a - b`, also under a transpose or as one factor of an entrywise product. */
export function reversed(e: Expr): Expr | undefined {
  if (isCall(e, HEAD.transpose)) {
    const inner = reversed(e.args[0] as Expr)
    return inner && rawCall(HEAD.transpose, [inner])
  }
  if (isCall(e, HEAD.entry)) {
    const inner = reversed(e.args[0] as Expr)
    return inner && rawCall(HEAD.entry, [inner, ...e.args.slice(1)])
  }
  if (isFunction(e, 'cross')) return apply('cross', ...[...e.args].reverse())
  const linear = LINEAR.find(name => isFunction(e, name))
  if (linear !== undefined && isCall(e, functionHead(linear))) {
    const inner = reversed(e.args[0] as Expr)
    return inner && apply(linear, inner, ...e.args.slice(1))
  }
  if (isCall(e, HEAD.over)) {
    const above = reversed(e.args[0] as Expr)
    return above && rawCall(HEAD.over, [above, ...e.args.slice(1)])
  }
  if (isCall(e, HEAD.times) || isCall(e, HEAD.product)) {
    const k = e.args.findIndex(a => reversed(a) !== undefined)
    return k < 0
      ? undefined
      : rawCall(
          e.head,
          e.args.map((a, j) => (j === k ? (reversed(a) as Expr) : a)),
        )
  }
  if (!isCall(e, HEAD.sum)) return undefined
  if (e.args.some(t => isCall(t, HEAD.minus))) return total(e.args.map(negate))
  const turned = e.args.map(reversed)
  return turned.every(t => t !== undefined) ? total(turned as Expr[]) : undefined
}

export const negate = (e: Expr): Expr => (isCall(e, HEAD.minus) ? (e.args[0] as Expr) : rawCall(HEAD.minus, [e]))

/** A scalar form in every place of a shape; what it is divided by may be common to other terms. */
export function everywhere(e: Expr, shape: Shape): Expr {
  if (isCall(e, HEAD.minus)) return negate(everywhere(e.args[0] as Expr, shape))
  const { above, below, tensor } = unscaled(e)
  return scale(pow(below, minusOne), scale(scale(above, tensor), filled(shape)))
}

/** The product of matrices and vectors in order; powers of one matrix are written as such. */
export function product(...factors: readonly Expr[]): Expr {
  const bare = factors.map(unscaled)
  const scalar = mul(...bare.map(b => mul(b.negative ? minusOne : one, b.above, pow(b.below, minusOne))))
  const parts = bare
    .flatMap(b => partsOf(b.tensor))
    .filter(e => !isFunction(e, 'eye'))
    .map(turnedAsWhole)
  spend(parts.length)
  const whole = parts.length === 0 ? (bare[0] as Scaled).tensor : chainOf(powers(parts))
  return scale(scalar, whole)
}

/** A sum of transposes as the transpose of the sum, which stands in brackets anyway: (x' - y') is (x - y)'. */
function turnedAsWhole(e: Expr): Expr {
  if (!isCall(e, HEAD.sum)) return e
  const terms = e.args.map(t => {
    const { negative, above, below, tensor } = unscaled(t)
    if (!isCall(tensor, HEAD.transpose)) return undefined
    const whole = scaledBy(above, below, tensor.args[0] as Expr)
    return negative ? negate(whole) : whole
  })
  return terms.every(t => t !== undefined) ? rawCall(HEAD.transpose, [total(terms)]) : e
}

/** A matrix times a vector, where the matrix of a cross product makes one. */
export function applied(matrix: Expr, vector: Expr): Expr {
  const { negative, above, below, tensor } = unscaled(matrix)
  if (!isFunction(tensor, 'skew')) return product(matrix, vector)
  const [of] = tensor.args as [Expr]
  const whole = negative ? apply('cross', vector, of) : apply('cross', of, vector)
  return scale(mul(above, pow(below, minusOne)), whole)
}

/** A row times a column; of a column of the identity the entry at its place. */
export function dotted(row: Expr, column: Expr): Expr {
  const unit = isCall(row, HEAD.transpose) ? (row.args[0] as Expr) : row
  return isUnitColumn(unit) ? rawCall(HEAD.entry, [column, unit.args[2] as Expr]) : product(row, column)
}

/** A column of the identity. */
export const isUnitColumn = (e: Expr): e is Call => isCall(e, HEAD.entry) && isFunction(e.args[0] as Expr, 'eye')

const chainOf = (parts: readonly Expr[]): Expr =>
  parts.length === 1 ? (parts[0] as Expr) : rawCall(HEAD.product, parts)

/** `X*X*X` is `X^3`; transposes of vectors never stand side by side. */
function powers(parts: readonly Expr[]): Expr[] {
  const merged: { base: Expr; count: number }[] = []
  for (const part of parts) {
    const [base, count] = isCall(part, HEAD.power) ? [part.args[0] as Expr, countOf(part)] : [part, 1]
    const last = merged.at(-1)
    if (last !== undefined && equal(last.base, base)) last.count += count
    else merged.push({ base, count })
  }
  return merged.map(({ base, count }) => (count === 1 ? base : rawCall(HEAD.power, [base, num(count)])))
}

const countOf = (e: Call): number => wholeOf(e.args[1]) ?? 1

/** The sum of forms, a positive one in front where there is one. */
export function total(terms: readonly Expr[]): Expr {
  const flat = terms.flatMap(t => (isCall(t, HEAD.sum) ? t.args : [t]))
  if (flat.length === 1) return flat[0] as Expr
  const first = flat.findIndex(t => !isCall(t, HEAD.minus))
  const ordered = first > 0 ? [flat[first] as Expr, ...flat.slice(0, first), ...flat.slice(first + 1)] : flat
  return rawCall(HEAD.sum, ordered)
}

/** The entrywise product of `above` over that of `below`. */
export function entrywise(above: readonly Expr[], below: readonly Expr[]): Expr {
  const bare = above.map(unscaled)
  const scalar = mul(...bare.map(b => mul(b.negative ? minusOne : one, b.above, pow(b.below, minusOne))))
  const factors = squaresAmong(bare.flatMap(b => (isCall(b.tensor, HEAD.times) ? b.tensor.args : [b.tensor])))
  const mask = factors.findIndex(isTriangle)
  if (mask >= 0 && factors.length > 1) {
    const rest = entrywise([...factors.slice(0, mask), ...factors.slice(mask + 1)], below)
    const triangle = isFunction(factors[mask] as Expr, 'tril') ? 'tril' : 'triu'
    return scale(scalar, isFunction(rest, triangle) ? rest : apply(triangle, rest))
  }
  const top = factors.length === 0 ? one : factors.length === 1 ? (factors[0] as Expr) : rawCall(HEAD.times, factors)
  if (below.length === 0) return scale(scalar, top)
  const bottom = below.length === 1 ? (below[0] as Expr) : rawCall(HEAD.times, below)
  return scale(scalar, rawCall(HEAD.over, [top, bottom]))
}

/** Equal factors as powers: (A*x).*(A*x) is (A*x).^2. */
function squaresAmong(factors: readonly Expr[]): readonly Expr[] {
  const counts = new ExprMap<number>()
  for (const f of factors) counts.set(f, (counts.get(f) ?? 0) + 1)
  const distinct = [...counts.keys()]
  return distinct.length === factors.length ? factors : distinct.map(f => raise(f, num(counts.get(f) as number)))
}

/** The mask of a triangle. */
const isTriangle = (e: Expr): boolean =>
  (isFunction(e, 'tril') || isFunction(e, 'triu')) && isFunction(e.args[0] as Expr, 'ones')

const HALF = num(Rational.of(1, 2))

/** `e.^p`, and sqrt(e). */
export const raise = (e: Expr, p: Expr): Expr =>
  p === one ? e : equal(p, HALF) ? rawCall('pow', [e, HALF]) : rawCall(HEAD.raise, [e, p])

/** The sum of all entries; of a diagonal it is the trace, of squares a norm. */
export function sumOf(e: Expr, order: number): Expr {
  if (isCall(e, HEAD.transpose)) return sumOf(e.args[0] as Expr, order)
  if (isFunction(e, 'diagonal')) return apply('tr', e.args[0] as Expr)
  if (isFunction(e, 'abs')) return apply('normEntries', e.args[0] as Expr)
  if (isCall(e, 'abs')) return apply('norm1', e.args[0] as Expr)
  if (isCall(e, HEAD.raise) && e.args[1]?.kind === 'num' && e.args[1].value.num === 2 && e.args[1].value.den === 1)
    return pow(euclidean(e.args[0] as Expr, order), num(2))
  return apply('sum', e)
}

/** `M[:,k]` of the identity: the vector with a one at k. */
export const basisOf = (n: Expr, place: Expr): Expr => rawCall(HEAD.entry, [apply('eye', n), ALL, place])

/** A scalar with its minus sign in front. */
export function signed(e: Expr): Expr {
  const negative =
    e.kind === 'num' ? e.value.sign() < 0 : isCall(e, 'mul') && e.args[0]?.kind === 'num' && e.args[0].value.sign() < 0
  if (!negative) return e
  const positive = mul(num(-1), e)
  return reversedFactor(positive) ?? negate(positive)
}

/** An entry of a list, or a row of a list of lists as a vector; undefined where the form is none or the place no number. */
export function entryOfList(e: Expr, [first, second]: readonly Expr[]): Expr | undefined {
  const part = (list: Expr, place: Expr | undefined): Expr | undefined =>
    isCall(list, 'list') && place?.kind === 'num' ? list.args[(place.value.smallInt() ?? 0) - 1] : undefined
  const row = part(e, first)
  if (row === undefined || second === undefined) return row
  if (second === ALL) return isCall(row, 'list') ? row : undefined
  return part(row, second)
}
