/**
 * Analytic continuation of hypergeometric series: a solution of a linear differential equation is carried along a path
 * by Taylor series, each well inside the circle of convergence. The equation is a sum of t^s Q_s(theta), theta = t d/dt,
 * which needs no special cases where parameters differ by whole numbers. In double-double, so that what cancels on the
 * way does not show; method: J. van der Hoeven, "Fast evaluation of holonomic functions" (1999), with plain recurrences.
 */
import * as C from '../../number/complex.js'
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
  /** y, y', y''/2!, ... */
  readonly jet: readonly Wide[]
  /** The largest term met, relative to the smallest value on the way: times 2^-100 it bounds the relative error. */
  readonly loss: number
}

const MOST_TERMS = 5000
const ENOUGH = 1e-24

/** The power series at t, its value at 0 being 1; undefined where it does not settle. */
export function seriesAt(f: Holonomic, t: Complex): Estimate | undefined {
  const order = (f.operator[0] as Theta).length - 1
  const [first, ...rest] = f.operator as [Theta, ...Theta[]]
  const recent: Wide[] = [D.ONE_DD]
  const next = (m: number): Wide => {
    let sum = D.ZERO_DD
    for (const [s, q] of rest.entries()) {
      const c = recent[s]
      if (c !== undefined) sum = D.sub(sum, D.mul(thetaAt(q, m - s - 1), c))
    }
    const c = D.div(sum, thetaAt(first, m))
    recent.unshift(c)
    recent.length = Math.min(recent.length, rest.length)
    return c
  }
  return jetOf(m => (m === 0 ? D.ONE_DD : next(m)), D.toDD(t), order, rest.length)
}

/** The jet at distance h of the series with coefficients c(0), c(1), ..., asked for in this order. */
function jetOf(coefficient: (m: number) => Wide, h: Wide, order: number, memory: number): Estimate | undefined {
  const jet: Wide[] = new Array<Wide>(order).fill(D.ZERO_DD)
  // power[k] is h^(m - k) binomial(m, k)
  let powers: Wide[] = [D.ONE_DD, ...new Array<Wide>(order - 1).fill(D.ZERO_DD)]
  let largest = 0
  let quiet = 0
  for (let m = 0; m < MOST_TERMS; m++) {
    const c = coefficient(m)
    let small = true
    for (let k = 0; k < order; k++) {
      const term = D.mul(c, powers[k] as Wide)
      jet[k] = D.add(jet[k] as Wide, term)
      const size = D.sizeDD(term)
      if (!(size < 1e290)) return undefined
      if (k === 0) largest = Math.max(largest, size)
      if (size > ENOUGH * D.sizeDD(jet[k] as Wide)) small = false
    }
    quiet = small ? quiet + 1 : 0
    if (quiet > memory + order && m > 2 * order) return { jet, loss: largest / D.sizeDD(jet[0] as Wide) }
    powers = powers.map((p, k) => D.add(D.mul(p, h), k === 0 ? D.ZERO_DD : (powers[k - 1] as Wide)))
  }
  return undefined
}

/** Products of j consecutive whole numbers above m: (m + 1)...(m + j). */
function rising(m: number, j: number): number {
  let product = 1
  for (let i = 1; i <= j; i++) product *= m + i
  return product
}

const binomial = (n: number, k: number): number => rising(n - k, k) / rising(0, k)

/** One Taylor step from w by h, from the jet at w. */
function taylorStep(f: Holonomic, w: Complex, jet: readonly Wide[], h: Wide): Estimate | undefined {
  const order = jet.length
  // The coefficient of d^j/dt^j is a polynomial in t; local[j][i] is that of (t - w)^i.
  const local = localCoefficients(f.operator, D.toDD(w), order)
  const leading = (local[order] as Wide[])[0] as Wide
  const c: Wide[] = [...jet]
  const next = (m: number): Wide => {
    const n = m - order
    let sum = D.ZERO_DD
    for (let j = 0; j <= order; j++) {
      const row = local[j] as Wide[]
      for (let i = j === order ? 1 : 0; i < row.length && i <= n; i++) {
        const term = D.mul(row[i] as Wide, c[n - i + j] as Wide)
        sum = D.add(sum, D.mul(term, D.realDD([rising(n - i, j), 0])))
      }
    }
    return D.div(D.sub(D.ZERO_DD, sum), D.mul(leading, D.realDD([rising(n, order), 0])))
  }
  const coefficient = (m: number): Wide => {
    if (m >= c.length) c.push(next(m))
    return c[m] as Wide
  }
  return jetOf(coefficient, h, order, f.operator.length + order)
}

function localCoefficients(operator: readonly Theta[], w: Wide, order: number): Wide[][] {
  const highest = order + operator.length
  const powers: Wide[] = [D.ONE_DD]
  for (let k = 1; k <= highest; k++) powers.push(D.mul(powers[k - 1] as Wide, w))
  return Array.from({ length: order + 1 }, (_, j) => {
    const row: Wide[] = new Array<Wide>(j + operator.length).fill(D.ZERO_DD)
    for (const [s, q] of operator.entries()) {
      const a = q[j]
      if (a === undefined) continue
      for (let i = 0; i <= s + j; i++) {
        const part = D.mul(powers[s + j - i] as Wide, D.realDD([binomial(s + j, i), 0]))
        row[i] = D.add(row[i] as Wide, D.mul(a, part))
      }
    }
    return row
  })
}

/** Steps go at most this part of the way to the nearest singularity. */
const PART = 0.5
const MOST_STEPS = 600

/** The value at the end of the path, whose first point lies inside the circle of convergence about 0. */
export function continued(f: Holonomic, path: readonly Complex[]): Complex | undefined {
  const [start, ...stops] = path as [Complex, ...Complex[]]
  let state = seriesAt(f, start)
  let at = start
  let loss = state?.loss ?? Number.POSITIVE_INFINITY
  let steps = 0
  for (const stop of stops) {
    while (state !== undefined && (at.re !== stop.re || at.im !== stop.im)) {
      if (++steps > MOST_STEPS) return undefined
      const next = nearer(f, at, stop)
      // The difference of two doubles of like size is exact.
      const step = D.sub(D.toDD(next), D.toDD(at))
      state = taylorStep(f, at, state.jet, step)
      loss = Math.max(loss, state?.loss ?? Number.POSITIVE_INFINITY)
      at = next
    }
  }
  const y = state?.jet[0]
  return y !== undefined && isSound(loss) ? D.fromDD(y) : undefined
}

/** Whether what cancelled leaves twelve digits. */
export const isSound = (loss: number): boolean => loss * 2 ** -98 < 1e-13

function nearer(f: Holonomic, at: Complex, stop: Complex): Complex {
  const whole = C.sub(stop, at)
  const distance = C.abs(whole)
  const free = Math.min(C.abs(at), ...f.singularities.map(s => C.abs(C.sub(at, s))))
  const step = Math.min(PART * free, f.reach?.(C.abs(at)) ?? Number.POSITIVE_INFINITY)
  if (distance <= step) return stop
  return { re: at.re + (whole.re * step) / distance, im: at.im + (whole.im * step) / distance }
}
