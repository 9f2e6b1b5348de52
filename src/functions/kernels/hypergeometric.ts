/**
 * The generalised hypergeometric function pFq of complex doubles. Sums that end and power series in double-double;
 * Kummer's and Pfaff's transformations (DLMF 13.2.39, 15.8.1); everything else by continuation along a path
 * (continuation.ts). For p = q + 1 the cut runs from 1 to infinity; on it the value is the limit from below. At z = 1
 * only 2F1 has a value (Gauss, DLMF 15.4.20). NaN for p > q + 1 unless the sum ends, and wherever fewer than about 12
 * digits would be left (very large parameters or, for p <= q, arguments).
 */
import * as C from '../../number/complex.js'
import { besselI } from './bessel.js'
import * as D from './complex-double-double.js'
import { continued, type Holonomic, isSound, seriesAt, thetaProduct } from './continuation.js'
import { gammaComplex } from './gamma-complex.js'
import { isPole } from './gamma-quotient.js'

type Complex = C.Complex

/** A parameter above that is as good as 0: then all terms but the first vanish beside it. */
export const flushed = (a: Complex): Complex => (C.abs(a) < 1e-150 ? { re: 0, im: 0 } : a)

/** Parameters that stand above and below cancel. */
function cancelled(above: readonly Complex[], below: readonly Complex[]): [Complex[], Complex[]] {
  const [a, b] = [[...above], [...below]]
  for (let k = a.length - 1; k >= 0; k--) {
    const j = b.findIndex(x => C.same(x, a[k] as Complex) && !isPole(x))
    if (j >= 0) {
      a.splice(k, 1)
      b.splice(j, 1)
    }
  }
  return [a, b]
}

/** pFq(above; below; z); exactly real where all arguments are and z is off the cut. */
export function hypergeometric(above: readonly Complex[], below: readonly Complex[], z: Complex): Complex {
  const value = principal(above, below, z)
  const real = [...above, ...below, z].every(x => x.im === 0) && (above.length <= below.length || z.re < 1)
  return real ? { re: value.re, im: 0 } : value
}

function principal(above: readonly Complex[], below: readonly Complex[], z: Complex): Complex {
  const [a, b] = cancelled(above.map(flushed), below)
  if (![...a, ...b, z].every(x => Number.isFinite(x.re) && Number.isFinite(x.im))) return C.NOTHING
  const end = Math.min(...a.filter(isPole).map(x => -x.re))
  const pole = Math.min(...b.filter(isPole).map(x => -x.re))
  if (pole < Number.POSITIVE_INFINITY && !(end <= pole)) return C.NOTHING
  if (end < Number.POSITIVE_INFINITY) return finiteSum(a, b, z, end)
  if (z.re === 0 && z.im === 0) return C.ONE
  if (a.length > b.length + 1) return C.NOTHING
  return a.length === b.length + 1 ? balanced(a, b, z) : confluent(a, b, z)
}

const LONGEST_SUM = 10_000

/** The sum of the terms up to z^n. */
function finiteSum(a: readonly Complex[], b: readonly Complex[], z: Complex, n: number): Complex {
  if (n > LONGEST_SUM) return C.NOTHING
  let term = D.ONE_DD
  let sum = D.ONE_DD
  let largest = 1
  for (let k = 0; k < n; k++) {
    for (const x of a) term = D.mul(term, D.shiftDD(D.toDD(x), k))
    let under: D.ComplexDD = D.realDD([k + 1, 0])
    for (const x of b) under = D.mul(under, D.shiftDD(D.toDD(x), k))
    term = D.div(D.mul(term, D.toDD(z)), under)
    sum = D.add(sum, term)
    largest = Math.max(largest, D.sizeDD(term))
  }
  const size = D.sizeDD(sum)
  return size === 0 || isSound(largest / size) ? D.fromDD(sum) : C.NOTHING
}

/** The differential equation of pFq, DLMF 16.8.3. */
function equation(a: readonly Complex[], b: readonly Complex[]): Holonomic {
  const left = thetaProduct(D.ONE_DD, [D.ZERO_DD, ...b.map(x => D.shiftDD(D.toDD(x), -1))])
  const right = thetaProduct(D.realDD([-1, 0]), a.map(D.toDD))
  const excess = b.length + 1 - a.length
  if (excess === 0) return { operator: [left, right], singularities: [C.ONE] }
  // Solutions grow as exp(excess*z^(1/excess)): a step must not span more than a few powers of e.
  return { operator: [left, right], singularities: [], reach: r => 8 * Math.max(r, 1) ** (1 - 1 / excess) }
}

const series = (f: Holonomic, z: Complex): Complex | undefined => {
  const found = seriesAt(f, z)
  return found !== undefined && isSound(found.loss) ? D.fromDD(found.jet[0] as D.ComplexDD) : undefined
}

/** Inside this circle the power series is summed. */
const INSIDE = 0.75

/** p = q + 1. */
function balanced(a: readonly Complex[], b: readonly Complex[], z: Complex): Complex {
  const [first, second] = a as [Complex, Complex]
  const [c] = b as [Complex]
  const rest = C.sub(C.ONE, z)
  if (a.length === 1) return C.pow(rest, C.neg(first))
  if (a.length === 2 && rest.re === 0 && rest.im === 0) return gauss(first, second, c)
  if (C.abs(z) <= INSIDE) {
    const value = series(equation(a, b), z)
    if (value !== undefined) return value
  }
  const turned = C.div(z, C.sub(z, C.ONE))
  if (a.length === 2 && C.abs(turned) <= INSIDE) {
    const value = pfaff(first, second, c, rest, turned)
    if (value !== undefined) return value
  }
  if (rest.re === 0 && rest.im === 0) return C.NOTHING
  // Straight from 0, or past 1 on the argument's side of the cut.
  const past = C.abs(z) >= 1 && Math.abs(C.arg(z)) < 0.5
  const start = past ? { re: 0, im: z.im > 0 ? 0.5 : -0.5 } : C.scale(0.5 / C.abs(z), z)
  return continued(equation(a, b), [start, z]) ?? C.NOTHING
}

/** (1 - z)^(-a) 2F1(a, c - b; c; z/(z - 1)); undefined where that sum cancels. */
function pfaff(a: Complex, b: Complex, c: Complex, rest: Complex, turned: Complex): Complex | undefined {
  const other = C.sub(c, b)
  const value = isPole(other)
    ? finiteSum([a, other], [c], turned, -other.re)
    : series(equation([a, other], [c]), turned)
  return value === undefined || Number.isNaN(value.re) ? undefined : C.mul(C.pow(rest, C.neg(a)), value)
}

/** 2F1 at 1. */
function gauss(a: Complex, b: Complex, c: Complex): Complex {
  const excess = C.sub(C.sub(c, a), b)
  if (excess.re <= 0) return C.NOTHING
  return gammaQuotient([c, excess], [C.sub(c, a), C.sub(c, b)])
}

/** Products of gamma over products of gamma; 0 where one below has a pole. */
export function gammaQuotient(above: readonly Complex[], below: readonly Complex[]): Complex {
  if (above.some(isPole)) return C.NOTHING
  if (below.some(isPole)) return { re: 0, im: 0 }
  const top = above.map(gammaComplex).reduce(C.mul, C.ONE)
  return C.div(top, below.map(gammaComplex).reduce(C.mul, C.ONE))
}

/** The largest modulus of excess*z^(1/excess) up to which a path is followed: about one step for every 8. */
const FARTHEST = 2000

/** p <= q: entire in z. */
function confluent(a: readonly Complex[], b: readonly Complex[], z: Complex): Complex {
  if (b.length === 0) return C.exp(z)
  const [first] = a
  const [c] = b as [Complex]
  if (a.length === 1 && b.length === 1 && first !== undefined && C.abs(z) > FAR_KUMMER) {
    const value = farKummer(first, c, z)
    if (value !== undefined) return value
  }
  if (a.length === 1 && b.length === 1 && first !== undefined && z.re < 0) {
    return C.mul(C.exp(z), hypergeometric([C.sub(c, first)], b, C.neg(z)))
  }
  const excess = b.length + 1 - a.length
  const growth = excess * C.abs(z) ** (1 / excess)
  if (growth < 60) {
    const value = series(equation(a, b), z)
    if (value !== undefined) return value
  }
  if (a.length === 0 && b.length === 1 && c.im === 0) return fromBessel(c, z)
  if (!(growth < FARTHEST)) return C.NOTHING
  const start = C.scale((8 / excess) ** excess / C.abs(z), z)
  return continued(equation(a, b), [start, z]) ?? C.NOTHING
}

/** Beyond this the two expansions of 1F1 are tried. */
const FAR_KUMMER = 200

/** 1F1 for large |z|, DLMF 13.7.2; undefined where the terms do not get small enough. */
function farKummer(a: Complex, b: Complex, z: Complex): Complex | undefined {
  const rest = C.sub(b, a)
  const grown = expansion(rest, C.sub(C.ONE, a), z)
  const decayed = expansion(a, C.sub(C.ONE, rest), C.neg(z))
  if (grown === undefined || decayed === undefined) return undefined
  const large = C.mul(C.mul(C.exp(z), C.pow(z, C.neg(rest))), C.mul(gammaQuotient([b], [a]), grown))
  const small = C.mul(C.pow(C.neg(z), C.neg(a)), C.mul(gammaQuotient([b], [rest]), decayed))
  return C.add(large, small)
}

/** The sum of (a)_s (b)_s/(s! z^s) to the last bit; undefined where that cannot be had. */
function expansion(a: Complex, b: Complex, z: Complex): Complex | undefined {
  const over = C.inverse(z)
  let term = C.ONE
  let sum = C.ONE
  for (let s = 0; s < 100; s++) {
    const factor = C.mul({ re: a.re + s, im: a.im }, { re: b.re + s, im: b.im })
    term = C.mul(C.scale(1 / (s + 1), C.mul(factor, over)), term)
    sum = C.add(sum, term)
    if (C.abs(term) > 4) return undefined
    if (C.abs(term) <= 2 ** -54 * C.abs(sum)) return sum
  }
  return undefined
}

/** 0F1(; c; z) = gamma(c) z^((1 - c)/2) I(c - 1, 2 sqrt(z)), DLMF 10.39.9. */
function fromBessel(c: Complex, z: Complex): Complex {
  const root = C.sqrt(z)
  const power = C.pow(root, { re: 1 - c.re, im: 0 })
  return C.mul(C.mul(gammaComplex(c), power), besselI({ re: c.re - 1, im: 0 }, C.scale(2, root)))
}
