/**
 * Analytic continuation of hypergeometric series: a solution of a linear differential equation is carried along a path
 * by Taylor series, each well inside the circle of convergence. The equation is a sum of t^s Q_s(theta), theta = t d/dt,
 * which needs no special cases where parameters differ by whole numbers. In double-double, so that what cancels on the
 * way does not show; method: J. van der Hoeven, "Fast evaluation of holonomic functions" (1999), with plain recurrences.
 */
import * as C from '../../number/complex.js'
import { spend } from '../../work.js'
import * as D from './complex-double-double.js'

type Complex = C.Complex
type Wide = D.ComplexDD

/** A polynomial in theta by its coefficients in 1, theta, theta(theta - 1), ...: these are t^j d^j/dt^j. */
export type Theta = readonly Wide[]

/** `factor` times the product of (theta + s) over the shifts. */
export function thetaProduct(factor: Wide, shifts: readonly Wide[]): Theta {
  let poly: Wide[] = [factor]
  for (const s of shifts) {
    poly = Array.from({ length: poly.length + 1 }, (_, j) => {
      const raised = poly[j - 1] ?? D.ZERO_DD
      const kept = poly[j]
      return kept === undefined ? raised : D.add(raised, D.mul(D.shiftDD(s, j), kept))
    })
  }
  return poly
}

/** The sum of two polynomials in theta. */
export function thetaSum(a: Theta, b: Theta): Theta {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, j) => D.add(a[j] ?? D.ZERO_DD, b[j] ?? D.ZERO_DD))
}

/** The value of the polynomial at a whole number. */
function thetaAt(poly: Theta, m: number): Wide {
  let sum = D.ZERO_DD
  for (let j = poly.length - 1; j >= 0; j--) sum = D.add(poly[j] as Wide, D.mul(sum, D.realDD([m - j, 0])))
  return sum
}

/** A power series in t that solves an equation, and where it may be continued. */
export interface Holonomic {
  /** Q_0, Q_1, ...; Q_0 has the full degree. */
  readonly operator: readonly Theta[]
  /** Singular points other than 0. */
  readonly singularities: readonly Complex[]
  /** The longest step at a point of that modulus, where growth and not a singularity limits it. */
  readonly reach?: (modulus: number) => number
}

/** Values with what was lost in them. */
export interface Estimate {
  /** y, y'*scale, y''*scale^2/2!, ...: scaled, so that nothing overflows near a singular point. */
  readonly jet: readonly Wide[]
  readonly scale: Wide
  /** The largest term met, relative to the value: times 2^-100 it bounds the relative error. */
  readonly loss: number
}

const MOST_TERMS = 5000
const ENOUGH = 1e-21

/** The power series at t, its value at 0 being 1; undefined where it does not settle. */
export function seriesAt(f: Holonomic, t: Complex): Estimate | undefined {
  const [first, ...rest] = f.operator as [Theta, ...Theta[]]
  const scale = D.toDD(t)
  const powers = powersOf(scale, rest.length)
  const recent: Wide[] = []
  const term = (m: number): Wide => {
    let sum = D.ZERO_DD
    for (const [s, q] of rest.entries()) {
      const c = recent[s]
      if (c !== undefined) sum = D.sub(sum, D.mul(D.mul(thetaAt(q, m - s - 1), c), powers[s + 1] as Wide))
    }
    const c = m === 0 ? D.ONE_DD : D.div(sum, thetaAt(first, m))
    recent.unshift(c)
    recent.length = Math.min(recent.length, rest.length)
    return c
  }
  return summed(term, first.length - 1, scale, rest.length)
}

/** 1, z, ..., z^n. */
function powersOf(z: Wide, n: number): Wide[] {
  const powers: Wide[] = [D.ONE_DD]
  for (let k = 1; k <= n; k++) powers.push(D.mul(powers[k - 1] as Wide, z))
  return powers
}

/** The scaled jet from the terms of a series, asked for in order; `memory` small ones in a row end it. */
function summed(term: (m: number) => Wide, order: number, scale: Wide, memory: number): Estimate | undefined {
  const jet: Wide[] = new Array<Wide>(order).fill(D.ZERO_DD)
  let largest = 0
  let quiet = 0
  for (let m = 0; m < MOST_TERMS; m++) {
    spend(order * memory)
    const c = term(m)
    const size = D.sizeDD(c)
    if (!(size < 1e290)) return undefined
    largest = Math.max(largest, size)
    let small = true
    let binomial = 1
    for (let k = 0; k < order && k <= m; k++) {
      jet[k] = D.add(jet[k] as Wide, D.scale(binomial, c))
      if (size * binomial > ENOUGH * D.sizeDD(jet[k] as Wide)) small = false
      binomial = (binomial * (m - k)) / (k + 1)
    }
    quiet = small ? quiet + 1 : 0
    if (quiet > memory + order && m > 2 * order) return { jet, scale, loss: largest / D.sizeDD(jet[0] as Wide) }
  }
  return undefined
}

/** (m + 1)...(m + j). */
function rising(m: number, j: number): number {
  let product = 1
  for (let i = 1; i <= j; i++) product *= m + i
  return product
}

const choose = (n: number, k: number): number => rising(n - k, k) / rising(0, k)

function taylorStep(f: Holonomic, w: Complex, state: Estimate, h: Wide): Estimate | undefined {
  const order = state.jet.length
  const local = localCoefficients(f.operator, D.toDD(w), h, order)
  const ratio = powersOf(D.div(h, state.scale), order)
  const c = state.jet.map((y, k) => D.mul(y, ratio[k] as Wide))
  const [leading, ...others] = local as [Wide[], ...Wide[][]]
  const next = (n: number): Wide => {
    let sum = D.ZERO_DD
    for (const [k, row] of others.entries()) {
      // All parts that meet the coefficient k + 1 places before the one wanted.
      const shift = order - k - 1
      const known = c[n + shift]
      if (known === undefined) continue
      let factor = D.ZERO_DD
      for (let j = Math.max(0, shift); j <= order; j++) {
        const part = row[j]
        if (part !== undefined) factor = D.add(factor, D.scale(rising(n + shift - j, j), part))
      }
      sum = D.sub(sum, D.mul(factor, known))
    }
    return D.div(sum, D.scale(rising(n, order), leading[order] as Wide))
  }
  const term = (m: number): Wide => {
    if (m >= c.length) c.push(next(m - order))
    return c[m] as Wide
  }
  return summed(term, order, h, f.operator.length + order)
}

/**
 * The equation at w in units of h: entry [order - j + i][j] is the coefficient of (t - w)^i d^j/dt^j, times
 * h^(i - j + order). Rows are by the index that they meet, the leading coefficient's first.
 */
function localCoefficients(operator: readonly Theta[], w: Wide, h: Wide, order: number): Wide[][] {
  const powers = powersOf(w, order + operator.length)
  const units = powersOf(h, 2 * order + operator.length)
  const rows: Wide[][] = Array.from({ length: 2 * order + operator.length }, () => [])
  for (const [s, q] of operator.entries()) {
    for (const [j, a] of q.entries()) {
      for (let i = 0; i <= s + j; i++) {
        const at = order - j + i
        const local = D.mul(D.scale(choose(s + j, i), D.mul(a, powers[s + j - i] as Wide)), units[at] as Wide)
        const row = rows[at] as Wide[]
        row[j] = D.add(row[j] ?? D.ZERO_DD, local)
      }
    }
  }
  return rows
}

/** Steps go at most this part of the way to the nearest singularity: once, and a second time to see what rounding did. */
const PART = 0.5
const OTHER_PART = 0.43
const MOST_STEPS = 600

/**
 * The value at the end of the path, whose first point lies inside the circle of convergence about 0. Where the solution
 * falls beside others that grow, rounding grows with them, which no single term shows: so two runs from
 * different points with different steps have to agree.
 */
export function continued(f: Holonomic, path: readonly Complex[]): Complex | undefined {
  const value = followed(f, path, PART)
  const inside = path.map((z, k) => (k === 0 ? { re: 0.8 * z.re, im: 0.8 * z.im } : z))
  const other = value && followed(f, inside, OTHER_PART)
  if (value === undefined || other === undefined) return undefined
  return C.abs(C.sub(value, other)) <= 1e-12 * C.abs(value) ? value : undefined
}

function followed(f: Holonomic, path: readonly Complex[], part: number): Complex | undefined {
  const [start, ...stops] = path as [Complex, ...Complex[]]
  let state = seriesAt(f, start)
  let at = start
  let loss = state?.loss ?? Number.POSITIVE_INFINITY
  let steps = 0
  for (const stop of stops) {
    while (state !== undefined && (at.re !== stop.re || at.im !== stop.im)) {
      if (++steps > MOST_STEPS) return undefined
      const next = nearer(f, at, stop, part)
      // The difference of two doubles of like size is exact.
      const step = D.sub(D.toDD(next), D.toDD(at))
      state = taylorStep(f, at, state, step)
      loss = Math.max(loss, state?.loss ?? Number.POSITIVE_INFINITY)
      at = next
    }
  }
  const y = state?.jet[0]
  return y !== undefined && isSound(loss) ? D.fromDD(y) : undefined
}

/** Whether what cancelled leaves twelve digits. */
export const isSound = (loss: number): boolean => loss * 2 ** -98 < 1e-13

function nearer(f: Holonomic, at: Complex, stop: Complex, part: number): Complex {
  const whole = C.sub(stop, at)
  const distance = C.abs(whole)
  const free = Math.min(C.abs(at), ...f.singularities.map(s => C.abs(C.sub(at, s))))
  const step = Math.min(part * free, 2 * part * (f.reach?.(C.abs(at)) ?? Number.POSITIVE_INFINITY))
  if (distance <= step) return stop
  return { re: at.re + (whole.re * step) / distance, im: at.im + (whole.im * step) / distance }
}
