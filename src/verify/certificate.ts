/**
 * A numerical certificate: two formulas are compared at sampled points in arithmetic that bounds its own rounding
 * errors, so that cancellation is told from a difference. Points lie within what was declared of the symbols: reals of
 * several scales and both signs, and complex numbers where symbols may be complex. A derivative is compared with the
 * mean of the function over a small circle (Cauchy's formula) or, off the analytic functions, with extrapolated
 * differences. `verified` is evidence at many points, not a proof, unless the difference simplified to zero.
 */

import { registerVerifier } from '../diff/verifier.js'
import { lower } from '../evaluate/lower.js'
import { run } from '../evaluate/run.js'
import type { Tape } from '../evaluate/tape.js'
import type { Assumption, Assumptions } from '../expr/assumption.js'
import { neg, sum } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import type { Complex } from '../number/complex.js'
import type { Domain } from '../simplify/facts.js'
import { simplify } from '../simplify/simplify.js'
import { type ComplexSample, measuredComplex } from './measured-complex.js'
import { byCentral } from './methods.js'
import { isAnalytic, leaves, Target } from './target.js'

export interface Certificate {
  readonly verdict: 'verified' | 'refuted' | 'unknown'
  /** One sentence for people. */
  readonly reason: string
  /** How many points decided. */
  readonly points: number
  /** Where the two differ. */
  readonly witness?: Readonly<Record<string, number | Complex>>
  /** The two values at the witness. */
  readonly values?: readonly [Complex, Complex]
}

export interface CertificateOptions {
  readonly assumptions?: Assumptions
  readonly domain?: Domain
  /** Points that are tried: 40. */
  readonly samples?: number
}

/** Fewer deciding points than this prove nothing. */
const ENOUGH = 4
/** Values that agree to this are the same; beyond what rounding explains they must differ by more to refute. */
const SAME = 1e-9
const DIFFERENT = 1e-7

/** Whether two formulas have the same values wherever both have one. */
export function equivalent(a: Expr, b: Expr, options: CertificateOptions = {}): Certificate {
  const { assumptions, domain } = options
  const difference = simplify(sum([a, neg(b)]), { ...(assumptions && { assumptions }), ...(domain && { domain }) })
  if (difference.kind === 'num' && difference.value.isZero()) {
    return { verdict: 'verified', reason: 'the difference simplifies to zero', points: 0 }
  }
  const names = [...leaves([a, b]).keys()].sort(compareNames)
  const tape = lower([a, b], names)
  const at = (point: readonly Complex[]): Pair => {
    const [left, right] = valuesAt(tape, point)
    return { left, right }
  }
  return decide(names, at, options)
}

/**
 * Whether `derivative` is the derivative of `f` by a symbol or a component such as x[1]. Nothing is simplified here: the two are compared by
 * their values alone.
 */
export function certify(f: Expr, by: Expr, derivative: Expr, options: CertificateOptions = {}): Certificate {
  const x = String(by).replaceAll(' ', '')
  const names = [...new Set([...leaves([f, derivative]).keys(), x])].sort(compareNames)
  const [function_, formula] = [lower([f], names), lower([derivative], names)]
  const index = names.indexOf(x)
  const analytic = function_.operations.every(isAnalytic)
  const at = (point: readonly Complex[]): Pair => ({
    left: analytic ? numericDerivative(function_, point, index) : realDerivative(f, names, point, x),
    right: (valuesAt(formula, point) as [Measured | undefined])[0],
  })
  return decide(names, at, options)
}

registerVerifier(certify)

/** A complex value and a bound on its error. */
interface Measured {
  readonly value: Complex
  readonly error: number
}

interface Pair {
  readonly left: Measured | undefined
  readonly right: Measured | undefined
}

function valuesAt(tape: Tape, point: readonly Complex[]): (Measured | undefined)[] {
  const exactly = (v: number): ComplexSample['re'] => ({ value: v, error: 0 })
  const registers = run(
    tape,
    measuredComplex,
    point.map(z => ({ re: exactly(z.re), im: exactly(z.im) })),
  )
  return tape.outputs.map(r => measured(registers[r] as ComplexSample))
}

function measured({ re, im }: ComplexSample): Measured | undefined {
  const error = re.error + im.error
  const finite = Number.isFinite(re.value) && Number.isFinite(im.value) && Number.isFinite(error)
  return finite ? { value: { re: re.value, im: im.value }, error } : undefined
}

function decide(
  names: readonly string[],
  at: (point: readonly Complex[]) => Pair,
  options: CertificateOptions,
): Certificate {
  const random = generator()
  const tries = options.samples ?? 40
  let agreed = 0
  let undecided = 0
  let undefinedPoints = 0
  /** Points where the values nearly agree, and rounding does not explain why they do not. */
  let between = 0
  for (let k = 0; k < tries; k++) {
    const point = names.map(name => coordinate(k, options.assumptions?.get(name), options.domain, random))
    const pair = defined(at(point), options.domain)
    if (pair === undefined) undefinedPoints++
    else {
      const { left, right } = pair
      const size = Math.max(modulus(left.value), modulus(right.value))
      const distance = Math.hypot(left.value.re - right.value.re, left.value.im - right.value.im)
      const noise = left.error + right.error
      if (distance > DIFFERENT * size + 8 * noise) return refuted(names, point, left, right)
      if (distance <= SAME * size + 8 * noise && noise <= DIFFERENT * size) agreed++
      else {
        undecided++
        if (noise <= SAME * size) between++
      }
    }
    if (names.length === 0) break
  }
  if (between === 0 && agreed >= (names.length === 0 ? 1 : ENOUGH)) {
    return { verdict: 'verified', reason: `equal at ${agreed} sampled points`, points: agreed }
  }
  const why =
    undefinedPoints > undecided
      ? 'no value at too many of the sampled points'
      : 'rounding errors hide the difference at too many points'
  return { verdict: 'unknown', reason: why, points: agreed }
}

function refuted(names: readonly string[], point: readonly Complex[], left: Measured, right: Measured): Certificate {
  const witness = Object.fromEntries(names.map((name, i) => [name, plain(point[i] as Complex)]))
  return { verdict: 'refuted', reason: 'the values differ', points: 1, witness, values: [left.value, right.value] }
}

const modulus = (z: Complex): number => Math.hypot(z.re, z.im)
const plain = (z: Complex): number | Complex => (z.im === 0 ? z.re : z)

// ── points ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Numbers in (0, 1), the same in every run (a linear congruential generator; Knuth, volume 2, 3.3.4). */
function generator(): () => number {
  let state = 12345
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 4294967296
  }
}

/** Ranges of size, taken in turn: the middling ones first, for there most functions live. */
const SCALES: readonly (readonly [number, number])[] = [
  [0.1, 0.9],
  [0.5, 2.5],
  [1, 4],
  [0.01, 0.1],
  [3, 12],
  [0.2, 0.7],
]

function coordinate(
  k: number,
  assumed: ReadonlySet<Assumption> | undefined,
  domain: Domain | undefined,
  random: () => number,
): Complex {
  const [low, high] = SCALES[k % SCALES.length] as readonly [number, number]
  const size = low + (high - low) * random()
  const sign = random()
  const has = (a: Assumption): boolean => assumed?.has(a) ?? false
  const negative = has('negative') || (!has('positive') && !has('nonnegative') && k >= SCALES.length && sign < 0.4)
  const re = (negative ? -1 : 1) * (has('integer') ? Math.max(1, Math.round(size * 3)) : size)
  const isComplex = has('complex') || (domain === 'complex' && assumed === undefined)
  return { re, im: isComplex && k % 3 > 0 ? (random() - 0.5) * 2 * high : 0 }
}

/** Over the reals a side that is not real counts as undefined, unless both are not: values may pass through complex numbers. */
function defined(pair: Pair, domain: Domain | undefined): { left: Measured; right: Measured } | undefined {
  const { left, right } = pair
  if (left === undefined || right === undefined) return undefined
  const isReal = (m: Measured): boolean => Math.abs(m.value.im) <= 8 * m.error + SAME * modulus(m.value)
  return domain !== 'complex' && isReal(left) !== isReal(right) ? undefined : { left, right }
}

// ── derivatives ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Points on the circle of Cauchy's formula; the error falls with the radius to that power. */
const NODES = 16

/** The derivative by one coordinate; two radii that disagree (a kink, a cut, a pole nearby) widen the error. */
function numericDerivative(tape: Tape, point: readonly Complex[], index: number): Measured | undefined {
  const scale = Math.max(modulus(point[index] as Complex), 0.1)
  const [near, nearer] = [1 / 32, 1 / 128].map(r => circle(tape, point, index, r * scale))
  if (near === undefined || nearer === undefined) return undefined
  const disagreement = Math.hypot(near.value.re - nearer.value.re, near.value.im - nearer.value.im)
  if (disagreement <= near.error + nearer.error) return near
  return { value: nearer.value, error: Math.max(near.error + nearer.error, disagreement) }
}

/** Off the analytic functions: differences along the real line, which know of kinks. */
function realDerivative(f: Expr, names: readonly string[], point: readonly Complex[], x: string): Measured | undefined {
  if (point.some(z => z.im !== 0)) return undefined
  const target = new Target(f, new Map(names.map((name, i) => [name, (point[i] as Complex).re])))
  const { value, error } = byCentral(target, x)
  return Number.isFinite(value) && Number.isFinite(error) ? { value: { re: value, im: 0 }, error } : undefined
}

function circle(tape: Tape, point: readonly Complex[], index: number, radius: number): Measured | undefined {
  const z = point[index] as Complex
  let [re, im, error] = [0, 0, 0]
  for (let k = 0; k < NODES; k++) {
    const angle = (2 * Math.PI * (k + 0.5)) / NODES
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    const [f] = valuesAt(tape, point.with(index, { re: z.re + radius * c, im: z.im + radius * s }))
    if (f === undefined) return undefined
    // f * e^(-i*angle), summed.
    re += f.value.re * c + f.value.im * s
    im += f.value.im * c - f.value.re * s
    error += f.error + Number.EPSILON * modulus(f.value)
  }
  const scale = NODES * radius
  return { value: { re: re / scale, im: im / scale }, error: error / scale }
}
