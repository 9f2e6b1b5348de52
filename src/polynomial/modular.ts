/**
 * Polynomials in one variable over the integers modulo a prime: dense arrays of numbers, constant first, no leading
 * zero, so the zero polynomial is empty. Factors of a square-free polynomial by Berlekamp's algorithm (Knuth, The Art
 * of Computer Programming, volume 2, 4.6.2), which is deterministic and quick for the small primes used here.
 */

/** Coefficients from the constant up, each in 0 ... p - 1. */
export type Modular = readonly number[]

const trimmed = (a: number[]): Modular => {
  while (a.length > 0 && a[a.length - 1] === 0) a.pop()
  return a
}

export function inverseModulo(a: number, p: number): number {
  let [r, s, t, u] = [p, a % p, 0, 1]
  while (s !== 0) {
    const q = Math.floor(r / s)
    ;[r, s, t, u] = [s, r - q * s, u, t - q * u]
  }
  return ((t % p) + p) % p
}

function multiplyModular(a: Modular, b: Modular, p: number): Modular {
  if (a.length === 0 || b.length === 0) return []
  const c = new Array<number>(a.length + b.length - 1).fill(0)
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++) c[i + j] = ((c[i + j] as number) + (a[i] as number) * (b[j] as number)) % p
  return trimmed(c)
}

const subtractModular = (a: Modular, b: Modular, p: number): Modular =>
  trimmed(Array.from({ length: Math.max(a.length, b.length) }, (_, i) => ((a[i] ?? 0) - (b[i] ?? 0) + p) % p))

export function divideModular(a: Modular, b: Modular, p: number): { quotient: Modular; remainder: Modular } {
  const r = [...a]
  const q = new Array<number>(Math.max(0, a.length - b.length + 1)).fill(0)
  const lead = inverseModulo(b[b.length - 1] as number, p)
  for (let k = a.length - b.length; k >= 0; k--) {
    const c = ((r[k + b.length - 1] as number) * lead) % p
    q[k] = c
    if (c !== 0) for (let j = 0; j < b.length; j++) r[k + j] = ((r[k + j] as number) + (p - c) * (b[j] as number)) % p
  }
  return { quotient: trimmed(q), remainder: trimmed(r) }
}

const monic = (a: Modular, p: number): Modular => {
  const c = inverseModulo(a[a.length - 1] as number, p)
  return a.map(x => (x * c) % p)
}

export function gcdModular(a: Modular, b: Modular, p: number): Modular {
  let [x, y] = [a, b]
  while (y.length > 0) [x, y] = [y, divideModular(x, y, p).remainder]
  return x.length === 0 ? x : monic(x, p)
}

/** s and t with s*a + t*b = 1, for coprime a and b; deg s < deg b. */
export function bezoutModular(a: Modular, b: Modular, p: number): { s: Modular; t: Modular } {
  let [r0, r1] = [a, b]
  let [s0, s1]: [Modular, Modular] = [[1], []]
  let [t0, t1]: [Modular, Modular] = [[], [1]]
  while (r1.length > 0) {
    const { quotient, remainder } = divideModular(r0, r1, p)
    ;[r0, r1] = [r1, remainder]
    ;[s0, s1] = [s1, subtractModular(s0, multiplyModular(quotient, s1, p), p)]
    ;[t0, t1] = [t1, subtractModular(t0, multiplyModular(quotient, t1, p), p)]
  }
  const c = [inverseModulo(r0[0] as number, p)]
  return { s: multiplyModular(s0, c, p), t: multiplyModular(t0, c, p) }
}

export const derivativeModular = (a: Modular, p: number): Modular =>
  trimmed(a.slice(1).map((c, i) => (c * (i + 1)) % p))

/** The monic irreducible factors of a monic square-free polynomial. */
export function factorModular(f: Modular, p: number): Modular[] {
  const kernel = berlekampKernel(f, p)
  let factors: Modular[] = [f]
  for (const v of kernel) {
    if (factors.length === kernel.length) break
    factors = factors.flatMap(g => (g.length <= 2 ? [g] : splitBy(g, v, p)))
  }
  return factors
}

/** The factors gcd(g, v - c) for c = 0 ... p - 1. */
function splitBy(g: Modular, v: Modular, p: number): Modular[] {
  const parts: Modular[] = []
  let rest = g
  for (let c = 0; c < p && rest.length > 1; c++) {
    const d = gcdModular(rest, subtractModular(v, trimmed([c]), p), p)
    if (d.length > 1) {
      parts.push(d)
      rest = divideModular(rest, d, p).quotient
    }
  }
  return parts
}

/** A basis of the polynomials v with v^p = v modulo f. */
function berlekampKernel(f: Modular, p: number): Modular[] {
  const n = f.length - 1
  const rows: number[][] = []
  const step = divideModular([...new Array<number>(p).fill(0), 1], f, p).remainder
  let power: Modular = [1]
  for (let i = 0; i < n; i++) {
    rows.push(Array.from({ length: n }, (_, j) => ((power[j] ?? 0) - (i === j ? 1 : 0) + p) % p))
    power = divideModular(multiplyModular(power, step, p), f, p).remainder
  }
  return nullSpace(rows, p).map(v => trimmed([...v]))
}

/** Vectors v with v * rows = 0: columns are eliminated, and what they were made of is carried along. */
function nullSpace(rows: number[][], p: number): number[][] {
  const n = rows.length
  const work = rows.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))])
  let rank = 0
  for (let column = 0; column < n; column++) {
    const pivot = work.findIndex((row, i) => i >= rank && row[column] !== 0)
    if (pivot < 0) continue
    const chosen = work[pivot] as number[]
    work[pivot] = work[rank] as number[]
    const c = inverseModulo(chosen[column] as number, p)
    work[rank] = chosen.map(x => (x * c) % p)
    for (let i = rank + 1; i < n; i++) {
      const row = work[i] as number[]
      const m = row[column] as number
      if (m !== 0) work[i] = row.map((x, j) => (x + (p - m) * ((work[rank] as number[])[j] as number)) % p)
    }
    rank++
  }
  return work.slice(rank).map(row => row.slice(n))
}
