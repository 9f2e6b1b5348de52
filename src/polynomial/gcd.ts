/**
 * Greatest common divisors of polynomials over the integers. First the heuristic one: put a large integer in for a
 * variable, take the gcd of the images, and read the polynomial off the digits of the result; a trial division proves
 * it (Char, Geddes, Gonnet, GCDHEU, J. Symbolic Computation 7, 1989). Where that fails, primitive remainders.
 */
import { absInt, gcdInt, type Integer, shrink } from '../number/integer.js'
import {
  coefficientsIn,
  constant,
  contentOf,
  degreeIn,
  dividedBy,
  divideExactly,
  fromTerms,
  height,
  isConstant,
  isZero,
  minus,
  negative,
  type Polynomial,
  scaled,
  spend,
  substituted,
  type Term,
  times,
  variable,
  type Work,
} from './polynomial.js'

/** The greatest common divisor, its first coefficient positive. */
export function gcd(p: Polynomial, q: Polynomial, work: Work): Polynomial {
  if (isZero(p)) return positive(q)
  if (isZero(q)) return positive(p)
  const [cp, cq] = [contentOf(p), contentOf(q)]
  const content = gcdInt(cp, cq)
  const [a, b] = [dividedBy(p, cp), dividedBy(q, cq)]
  if (isConstant(a) || isConstant(b)) return constant(p.arity, content)
  const shared = commonMonomial(a, b)
  const [u, v] = [divideExactly(a, shared, work) as Polynomial, divideExactly(b, shared, work) as Polynomial]
  const core = disjoint(u, v) ? constant(p.arity, 1) : (heuristic(u, v, work) ?? primitiveGcd(u, v, work))
  return scaled(positive(times(shared, core, work)), content)
}

const positive = (p: Polynomial): Polynomial => ((p.terms[0]?.coefficient ?? 0) < 0 ? negative(p) : p)

/** No variable in common: then the gcd of two primitive polynomials is 1. */
function disjoint(p: Polynomial, q: Polynomial): boolean {
  for (let i = 0; i < p.arity; i++) if (degreeIn(p, i) > 0 && degreeIn(q, i) > 0) return false
  return true
}

function commonMonomial(p: Polynomial, q: Polynomial): Polynomial {
  const least = (f: Polynomial): number[] =>
    f.terms.reduce(
      (m, t) => m.map((n, i) => Math.min(n, t.exponents[i] as number)),
      [...(f.terms[0] as Term).exponents],
    )
  const [a, b] = [least(p), least(q)]
  return { arity: p.arity, terms: [{ exponents: a.map((n, i) => Math.min(n, b[i] as number)), coefficient: 1 }] }
}

/** A variable that occurs in either; -1 where there is none. */
const mainVariable = (p: Polynomial, q: Polynomial): number => {
  for (let i = 0; i < p.arity; i++) if (degreeIn(p, i) > 0 || degreeIn(q, i) > 0) return i
  return -1
}

const TRIES = 6
/** Integers beyond this many bits cost more than the other method. */
const MOST_BITS = 20_000

function heuristic(f: Polynomial, g: Polynomial, work: Work): Polynomial | undefined {
  const [cf, cg] = [contentOf(f), contentOf(g)]
  if (isZero(f) || isZero(g)) return positive(isZero(f) ? g : f)
  const found = heuristicPrimitive(dividedBy(f, cf), dividedBy(g, cg), work)
  return found && scaled(found, gcdInt(cf, cg))
}

function heuristicPrimitive(p: Polynomial, q: Polynomial, work: Work): Polynomial | undefined {
  const x = mainVariable(p, q)
  if (x < 0) return constant(p.arity, 1)
  const small = (h: Integer): bigint => BigInt(absInt(h))
  const [hp, hq] = [small(height(p)), small(height(q))]
  let point = 2n * (hp < hq ? hp : hq) + 29n
  const degree = Math.max(degreeIn(p, x), degreeIn(q, x))
  for (let k = 0; k < TRIES; k++) {
    if (point.toString(2).length * degree > MOST_BITS) return undefined
    const image = heuristic(substituted(p, x, point, work), substituted(q, x, point, work), work)
    if (image === undefined) return undefined
    const candidate = fromDigits(image, x, point, work)
    const g = positive(dividedBy(candidate, contentOf(candidate)))
    if (divideExactly(p, g, work) !== undefined && divideExactly(q, g, work) !== undefined) return g
    point = (point * 73794n) / 27011n
  }
  return undefined
}

/** The polynomial whose value at `point` is `image`, with coefficients at most half of it. */
function fromDigits(image: Polynomial, x: number, point: bigint, work: Work): Polynomial {
  let result: Term[] = []
  let rest = image
  for (let n = 0; !isZero(rest); n++) {
    spend(work, rest.terms.length)
    const digits = fromTerms(
      rest.arity,
      rest.terms.map(t => ({ ...t, coefficient: symmetric(BigInt(t.coefficient), point) })),
    )
    result = result.concat(digits.terms.map(t => ({ exponents: t.exponents.with(x, n), coefficient: t.coefficient })))
    rest = dividedBy(minus(rest, digits), shrink(point))
  }
  return fromTerms(image.arity, result)
}

/** The remainder of least absolute value. */
function symmetric(n: bigint, modulus: bigint): Integer {
  const r = ((n % modulus) + modulus) % modulus
  return shrink(2n * r > modulus ? r - modulus : r)
}

/** Euclid with primitive remainders in the main variable; contents by recursion on the others. */
function primitiveGcd(p: Polynomial, q: Polynomial, work: Work): Polynomial {
  const x = mainVariable(p, q)
  if (x < 0) return constant(p.arity, gcdInt(contentOf(p), contentOf(q)))
  const [cp, cq] = [contentIn(p, x, work), contentIn(q, x, work)]
  const content = gcd(cp, cq, work)
  let [a, b] = [divideExactly(p, cp, work) as Polynomial, divideExactly(q, cq, work) as Polynomial]
  if (degreeIn(a, x) < degreeIn(b, x)) [a, b] = [b, a]
  while (!isZero(b)) {
    if (degreeIn(b, x) === 0) return content
    const r = pseudoRemainder(a, b, x, work)
    a = b
    b = isZero(r) ? r : (divideExactly(r, contentIn(r, x, work), work) as Polynomial)
  }
  return times(content, a, work)
}

/** The gcd of the coefficients of the powers of x. */
function contentIn(p: Polynomial, x: number, work: Work): Polynomial {
  let g = constant(p.arity, 0)
  for (const c of coefficientsIn(p, x)) g = gcd(g, c, work)
  return g
}

/** The remainder of lc(b)^k * a by b in x. */
function pseudoRemainder(a: Polynomial, b: Polynomial, x: number, work: Work): Polynomial {
  const n = degreeIn(b, x)
  const lead = coefficientsIn(b, x)[n] as Polynomial
  let r = a
  for (let d = degreeIn(r, x); d >= n && !isZero(r); d = degreeIn(r, x)) {
    const top = coefficientsIn(r, x)[d] as Polynomial
    r = minus(times(lead, r, work), times(times(top, variable(a.arity, x, d - n), work), b, work))
  }
  return r
}
