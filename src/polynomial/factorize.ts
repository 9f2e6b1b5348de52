/**
 * Irreducible factors over the integers. One variable: factors modulo a prime, lifted to a power of it (Hensel), and
 * put together (Zassenhaus; Knuth 4.6.2, Mignotte's bound). Several variables: Kronecker's substitution of powers of
 * one variable for the others, whose factors are tried. Beyond the bounds below a polynomial counts as irreducible:
 * the product of what is returned is always the polynomial.
 */
import { greatest, smallest } from '../expr/args.js'
import { gcdSmall, shrink } from '../number/integer.js'
import { cyclotomicFactors, stretched } from './cyclotomic.js'
import { type Dense, divideDense, multiplyDense } from './dense.js'
import {
  bezoutModular,
  derivativeModular,
  divideModular,
  factorModular,
  gcdModular,
  inverseModulo,
  type Modular,
} from './modular.js'
import {
  contentOf,
  degreeIn,
  dividedBy,
  divideExactly,
  fromTerms,
  isConstant,
  type Polynomial,
  type Term,
  variable,
  type Work,
} from './polynomial.js'
import { type Factorization, squareFree } from './squarefree.js'

/** Higher degrees in one variable are left unfactored. */
const HIGHEST_DEGREE = 100
/** So many modular factors have too many combinations. */
const MOST_FACTORS = 16

/** content * product of base^exponent with irreducible bases. */
export function factorize(p: Polynomial, work: Work): Factorization {
  const { content, factors } = squareFree(p, work)
  return {
    content,
    factors: factors.flatMap(({ base, exponent }) => irreducibles(base, work).map(b => ({ base: b, exponent }))),
  }
}

/** The irreducible factors of a primitive square-free polynomial. */
function irreducibles(p: Polynomial, work: Work): Polynomial[] {
  const used = Array.from({ length: p.arity }, (_, i) => i).filter(i => degreeIn(p, i) > 0)
  const [x] = used
  if (x === undefined || p.terms.length === 1) return [p]
  if (used.length > 1) return alongLine(p) ?? kronecker(p, used, work)
  const dense = toDense(p, x)
  return factorAlone(dense).map(f => fromDense(f, x, p.arity))
}

/**
 * Factors of what is a polynomial in one monomial, or quotient of two, such as x^60 - y^60 or x^24 - z^12: its exponents lie on a line.
 * Undefined for anything else.
 */
function alongLine(p: Polynomial): Polynomial[] | undefined {
  const rows = p.terms.map(t => t.exponents)
  const first = rows[0] as readonly number[]
  const last = rows.at(-1) as readonly number[]
  const whole = first.map((n, i) => n - (last[i] as number))
  const step = whole.reduce((g, n) => gcdSmall(g, Math.abs(n)), 0)
  const direction = whole.map(n => n / step)
  const axis = direction.findIndex(n => n !== 0)
  const places = rows.map(r => ((r[axis] as number) - (last[axis] as number)) / (direction[axis] as number))
  const isOnLine = (r: readonly number[], k: number): boolean =>
    Number.isInteger(k) && r.every((n, i) => n === (last[i] as number) + k * (direction[i] as number))
  if (!rows.every((r, k) => isOnLine(r, places[k] as number))) return undefined
  const least = smallest(places)
  const dense = new Array<bigint>(greatest(places) - least + 1).fill(0n)
  for (const [k, t] of p.terms.entries()) dense[(places[k] as number) - least] = BigInt(t.coefficient)
  const exponentsAt = (k: number, degree: number): number[] => direction.map(n => (n > 0 ? n * k : -n * (degree - k)))
  return factorAlone(dense).map(f =>
    fromTerms(
      p.arity,
      f.flatMap((c, k) => (c === 0n ? [] : [{ exponents: exponentsAt(k, f.length - 1), coefficient: shrink(c) }])),
    ),
  )
}

/** Factors of a primitive square-free polynomial: cyclotomic ones; of g(x^k) those of g at x^k; then whatever there is. */
function factorAlone(f: Dense): Dense[] {
  const { found, rest } = cyclotomicFactors(f)
  return [...found, ...(rest.length > 1 ? factorPowers(rest) : [])]
}

function factorPowers(f: Dense): Dense[] {
  const k = f.reduce((g, c, n) => (c === 0n ? g : gcdSmall(g, n)), 0)
  if (k <= 1 || f.length - 1 === k) return factorDense(f)
  const small = f.filter((_, n) => n % k === 0)
  const parts = factorDense(small)
  return parts.length === 1 ? factorDense(f) : parts.flatMap(g => factorDense(stretched(g, k)))
}

function toDense(p: Polynomial, x: number): Dense {
  const dense = new Array<bigint>(degreeIn(p, x) + 1).fill(0n)
  for (const t of p.terms) dense[t.exponents[x] as number] = BigInt(t.coefficient)
  return dense
}

function fromDense(f: Dense, x: number, arity: number): Polynomial {
  const terms: Term[] = f.map((c, n) => ({
    exponents: (variable(arity, x, n).terms[0] as Term).exponents,
    coefficient: shrink(c),
  }))
  return fromTerms(arity, terms)
}

// ── several variables ───────────────────────────────────────────────────────────────────────────────────────────

/** x_i becomes t^(d^i) with d above every degree: factors of the image are images of factors, or parts of them. */
function kronecker(p: Polynomial, used: readonly number[], work: Work): Polynomial[] {
  const base = 1 + greatest(used.map(i => degreeIn(p, i)))
  const weight = (exponents: readonly number[]): number =>
    used.reduce((n, i, k) => n + (exponents[i] as number) * base ** k, 0)
  const degree = greatest(p.terms.map(t => weight(t.exponents)))
  // Powers of the base may be too large to be numbers.
  if (!(degree <= HIGHEST_DEGREE)) return [p]
  const image = new Array<bigint>(degree + 1).fill(0n)
  for (const t of p.terms) image[weight(t.exponents)] = BigInt(t.coefficient)
  const lowest = image.findIndex(c => c !== 0n)
  const parts = squareFreeDense(image.slice(lowest))
  if (parts === undefined || parts.length > MOST_FACTORS) return [p]
  const pieces = [...parts, ...new Array<Dense>(lowest).fill([0n, 1n])]
  if (pieces.length > MOST_FACTORS) return [p]
  const back = (f: Dense): Polynomial => {
    const terms = f.flatMap((c, n) =>
      c === 0n ? [] : [{ exponents: unpackExponents(n, base, used, p.arity), coefficient: shrink(c) }],
    )
    return fromTerms(p.arity, terms)
  }
  return combine(p, pieces, back, work)
}

function unpackExponents(n: number, base: number, used: readonly number[], arity: number): number[] {
  const exponents = new Array<number>(arity).fill(0)
  let rest = n
  for (const i of used) {
    exponents[i] = rest % base
    rest = Math.floor(rest / base)
  }
  return exponents
}

/** Irreducible factors with repetition; undefined when there is no good prime. */
function squareFreeDense(f: Dense): Dense[] | undefined {
  const p = fromDense(f, 0, 1)
  const { factors } = squareFree(p, { terms: 200_000 })
  return factors.flatMap(({ base, exponent }) =>
    factorAlone(toDense(base, 0)).flatMap(g => new Array<Dense>(exponent).fill(g)),
  )
}

/** Tries products of ever more pieces; those that `divides` takes are used up. */
function recombine(pieces: readonly Dense[], divides: (chosen: readonly Dense[]) => boolean): void {
  let left = [...pieces]
  for (let size = 1; 2 * size <= left.length; ) {
    const hit = subsets(left.length, size).find(chosen => divides(chosen.map(i => left[i] as Dense)))
    if (hit === undefined) size++
    else left = left.filter((_, i) => !hit.includes(i))
  }
}

/** Products of pieces that divide the rest. */
function combine(p: Polynomial, pieces: readonly Dense[], back: (f: Dense) => Polynomial, work: Work): Polynomial[] {
  const found: Polynomial[] = []
  let rest = p
  recombine(pieces, chosen => {
    const candidate = primitive(back(chosen.reduce(multiplyDense)))
    const quotient = isConstant(candidate) ? undefined : divideExactly(rest, candidate, work)
    if (quotient === undefined) return false
    found.push(candidate)
    rest = quotient
    return true
  })
  return isConstant(rest) ? found : [...found, primitive(rest)]
}

const primitive = (p: Polynomial): Polynomial => dividedBy(p, contentOf(p))

function subsets(n: number, size: number): number[][] {
  if (size === 0) return [[]]
  return Array.from({ length: n }, (_, i) => i).flatMap(i => subsets(i, size - 1).map(s => [...s, i]))
}

// ── one variable ────────────────────────────────────────────────────────────────────────────────────────────────

const PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113,
]

const reduced = (f: Dense, p: number): Modular => {
  const m = BigInt(p)
  const a = f.map(c => Number(((c % m) + m) % m))
  while (a.length > 0 && a[a.length - 1] === 0) a.pop()
  return a
}

/** The irreducible factors of a primitive square-free polynomial in one variable. */
function factorDense(f: Dense): Dense[] {
  const n = f.length - 1
  if (n <= 1 || n > HIGHEST_DEGREE) return [f]
  const lead = f[n] as bigint
  let best: { p: number; factors: Modular[] } | undefined
  let tried = 0
  for (const p of PRIMES) {
    const a = reduced(f, p)
    if (a.length !== f.length || gcdModular(a, derivativeModular(a, p), p).length !== 1) continue
    const c = inverseModulo(a[n] as number, p)
    const factors = factorModular(
      a.map(x => (x * c) % p),
      p,
    )
    if (best === undefined || factors.length < best.factors.length) best = { p, factors }
    if (best.factors.length === 1) return [f]
    if (++tried === 4) break
  }
  if (best === undefined || best.factors.length > MOST_FACTORS) return [f]
  const bound = 2n * 2n ** BigInt(n) * norm(f) * absolute(lead) + 1n
  const { lifted, modulus } = lift(f, best.factors, best.p, bound)
  return zassenhaus(f, lifted, modulus)
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n)
/** At least the Euclidean norm. */
const norm = (f: Dense): bigint => f.reduce((s, c) => s + absolute(c), 0n)

const symmetric = (n: bigint, m: bigint): bigint => {
  const r = ((n % m) + m) % m
  return 2n * r > m ? r - m : r
}

/** Lifts monic factors modulo p to monic factors modulo p^k >= bound, one against the product of the rest. */
function lift(f: Dense, factors: readonly Modular[], p: number, bound: bigint): { lifted: Dense[]; modulus: bigint } {
  let modulus = BigInt(p)
  while (modulus < bound) modulus *= BigInt(p)
  const lead = f[f.length - 1] as bigint
  const inverse = inverseBig(lead, modulus)
  let rest: Dense = f.map(c => mod(c * inverse, modulus))
  const lifted: Dense[] = []
  for (let i = 0; i + 1 < factors.length; i++) {
    const others = factors.slice(i + 1).reduce((a, b) => reduced(multiplyDense(a.map(BigInt), b.map(BigInt)), p))
    const [g, h] = liftPair(rest, factors[i] as Modular, others, p, modulus)
    lifted.push(g)
    rest = h
  }
  return { lifted: [...lifted, rest], modulus }
}

const mod = (n: bigint, m: bigint): bigint => ((n % m) + m) % m

function inverseBig(a: bigint, m: bigint): bigint {
  let [r, s, t, u] = [m, mod(a, m), 0n, 1n]
  while (s !== 0n) {
    const q = r / s
    ;[r, s, t, u] = [s, r - q * s, u, t - q * u]
  }
  return mod(t, m)
}

/** f = g*h modulo p to f = G*H modulo `modulus`, all monic, one power of p at a time. */
function liftPair(f: Dense, g: Modular, h: Modular, p: number, modulus: bigint): [Dense, Dense] {
  const { s, t } = bezoutModular(g, h, p)
  let [G, H]: [Dense, Dense] = [g.map(BigInt), h.map(BigInt)]
  for (let m = BigInt(p); m < modulus; m *= BigInt(p)) {
    const product = multiplyDense(G, H)
    const error = f.map((c, i) => (c - (product[i] ?? 0n)) / m)
    const e = reduced(error, p)
    const { quotient, remainder } = divideModular(multiplyMod(t, e, p), g, p)
    const forH = addMod(multiplyMod(s, e, p), multiplyMod(quotient, h, p), p)
    G = addScaled(G, remainder, m)
    H = addScaled(H, forH, m)
  }
  return [G.map(c => mod(c, modulus)), H.map(c => mod(c, modulus))]
}

const multiplyMod = (a: Modular, b: Modular, p: number): Modular =>
  a.length === 0 || b.length === 0 ? [] : reduced(multiplyDense(a.map(BigInt), b.map(BigInt)), p)
const addMod = (a: Modular, b: Modular, p: number): Modular =>
  reduced(
    Array.from({ length: Math.max(a.length, b.length) }, (_, i) => BigInt((a[i] ?? 0) + (b[i] ?? 0))),
    p,
  )
const addScaled = (a: Dense, b: Modular, m: bigint): Dense => a.map((c, i) => c + BigInt(b[i] ?? 0) * m)

/** Products of lifted factors that divide f over the integers. */
function zassenhaus(f: Dense, factors: readonly Dense[], modulus: bigint): Dense[] {
  const found: Dense[] = []
  let rest = f
  recombine(factors, chosen => {
    const lead = rest[rest.length - 1] as bigint
    // The constant term of a factor divides that of the whole.
    const constant = symmetric(
      chosen.reduce((c, g) => mod(c * (g[0] as bigint), modulus), lead),
      modulus,
    )
    if (constant === 0n || (lead * (rest[0] as bigint)) % constant !== 0n) return false
    const candidate = primitiveDense(chosen.reduce(multiplyDense, [lead]).map(c => symmetric(c, modulus)))
    const quotient = divideDense(rest, candidate)
    if (quotient === undefined) return false
    found.push(candidate)
    rest = quotient
    return true
  })
  return rest.length > 1 ? [...found, primitiveDense(rest)] : found
}

function primitiveDense(f: Dense): Dense {
  let g = 0n
  for (const c of f) {
    let [a, b] = [g, absolute(c)]
    while (b !== 0n) [a, b] = [b, a % b]
    g = a
  }
  const s = (f[f.length - 1] as bigint) < 0n ? -g : g
  return f.map(c => c / s)
}
