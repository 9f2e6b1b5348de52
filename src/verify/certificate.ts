/**
 * A numerical certificate: two formulas are compared at sampled points in arithmetic that bounds its own rounding
 * errors, so that cancellation is told from a difference; where it cannot be, many digits decide. Values may pass
 * through complex numbers. A derivative is compared with numeric ones (see slope.ts). Nothing is refuted by one witness
 * alone: a second method and the points beside it must say the same. `verified` is evidence at many points, in
 * every branch, and not a proof, unless the difference simplified to zero.
 */
import { registerVerifier } from '../diff/verifier.js'
import { DomainError, UnboundError } from '../errors.js'
import { lower } from '../evaluate/lower.js'
import type { Tape } from '../evaluate/tape.js'
import type { Assumptions } from '../expr/assumption.js'
import { neg, sum } from '../expr/build.js'
import type { Expr } from '../expr/node.js'
import { compareNames } from '../expr/order.js'
import type { Complex } from '../number/complex.js'
import { Rational } from '../number/rational.js'
import type { Domain } from '../simplify/facts.js'
import { simplify } from '../simplify/simplify.js'
import { type ExactPoint, preciseAt, preciseSlope } from './arbiter.js'
import { Coverage } from './coverage.js'
import { withInstances } from './instance.js'
import { byCentral } from './methods.js'
import { Points, thresholds } from './points.js'
import { along, byCircle, byLine, distance, type Measured, measured, modulus, valuesAt } from './slope.js'
import { isAnalytic, leaves, Target } from './target.js'

export interface Certificate {
  readonly verdict: 'verified' | 'refuted' | 'unknown'
  /** One sentence for people. */
  readonly reason: string
  /** How many points decided. */
  readonly points: number
  /** Where the two differ. */
  readonly witness?: Readonly<Record<string, number | Complex>>
  /** The two values at the witness; for a derivative the numeric one and the claimed one. */
  readonly values?: readonly [Complex, Complex]
}

export interface CertificateOptions {
  readonly assumptions?: Assumptions
  readonly domain?: Domain
  /** Points that are tried: 40. */
  readonly samples?: number
}

/** Whether two formulas have the same values wherever both have one. Raises `ShapeError` for lists and conditions. */
export function equivalent(a: Expr, b: Expr, options: CertificateOptions = {}): Certificate {
  const { assumptions, domain } = options
  const difference = simplify(sum([a, neg(b)]), { ...(assumptions && { assumptions }), ...(domain && { domain }) })
  if (difference.kind === 'num' && difference.value.isZero()) {
    return { verdict: 'verified', reason: 'the difference simplifies to zero', points: 0 }
  }
  return known(() => new Decision(equality(withInstances([a, b]), options), options).certificate())
}

/**
 * Whether `derivative` is the derivative of `f` by a symbol or a component such as x[1]. Nothing is simplified here:
 * the two are compared by their values alone. Raises `ShapeError` for lists and conditions.
 */
export function certify(f: Expr, by: Expr, derivative: Expr, options: CertificateOptions = {}): Certificate {
  const [function_, claimed] = withInstances([f, derivative]) as [Expr, Expr]
  return known(() => new Decision(slopes(function_, by, claimed, options), options).certificate())
}

registerVerifier(certify)

/** What has no value anywhere, or none that is known, cannot be compared. */
function known(decide: () => Certificate): Certificate {
  try {
    return decide()
  } catch (error) {
    if (error instanceof DomainError || error instanceof UnboundError)
      return { verdict: 'unknown', reason: error.message, points: 0 }
    throw error
  }
}

// ── what is compared ────────────────────────────────────────────────────────────────────────────────────────────

interface Pair {
  readonly left: Measured
  readonly right: Measured
}

/** Two formulas over the same names, and ways to find their values. */
interface Comparison {
  readonly names: readonly string[]
  readonly formulas: readonly Expr[]
  readonly tapes: readonly Tape[]
  /** The values at a point, or undefined where one has none that counts. */
  at(point: readonly Complex[]): Pair | undefined
  /** The same by another method, where there is one. */
  again(point: readonly Complex[]): Pair | undefined
  /** The same to many digits, where they can be had. */
  precise(point: ExactPoint): readonly Rational[] | undefined
}

const namesOf = (roots: readonly Expr[], more: readonly string[] = []): string[] =>
  [...new Set([...leaves(roots).keys(), ...more])].sort(compareNames)

/** An imaginary part that rounding explains. */
const isReal = (m: Measured): boolean => Math.abs(m.value.im) <= 8 * m.error + 1e-9 * modulus(m.value)

/** Over the reals a formula has no value where it is not real; where neither is real, both may be compared all the same. */
function equality(formulas: readonly Expr[], { domain }: CertificateOptions): Comparison {
  const names = namesOf(formulas)
  const tape = lower(formulas, names)
  const at = (point: readonly Complex[]): Pair | undefined => {
    const [left, right] = valuesAt(tape, point)
    if (left === undefined || right === undefined) return undefined
    return domain !== 'complex' && isReal(left) !== isReal(right) ? undefined : { left, right }
  }
  return { names, formulas, tapes: [tape], at, again: at, precise: point => preciseAt(formulas, point) }
}

/** Over the reals a derivative must be real where the function and its slope are; where they are not, it counts if it is not, either. */
function slopes(f: Expr, by: Expr, claimed: Expr, { domain }: CertificateOptions): Comparison {
  const x = String(by).replaceAll(' ', '')
  const names = namesOf([f, claimed], [x])
  const [tape, formula] = [lower([f], names), lower([claimed], names)]
  const index = names.indexOf(x)
  const analytic = tape.operations.every(isAnalytic)
  const paired =
    (slope: (point: readonly Complex[]) => Measured | undefined) =>
    (point: readonly Complex[]): Pair | undefined => {
      const [right] = valuesAt(formula, point)
      const left = right && slope(point)
      if (left === undefined || right === undefined) return undefined
      return domain !== 'complex' && !isReal(left) && isReal(right) ? undefined : { left, right }
    }
  const circle = (point: readonly Complex[]): Measured | undefined => {
    const z = point[index] as Complex
    const function_ = along(tape, point, index)
    return byCircle(function_, z) ?? byLine(function_, z)
  }
  const line = (point: readonly Complex[]): Measured | undefined =>
    byLine(along(tape, point, index), point[index] as Complex)
  const kinked = (point: readonly Complex[]): Measured | undefined => byPieces(f, names, point, x)
  return {
    names,
    formulas: [f, claimed],
    tapes: [tape, formula],
    at: paired(analytic ? circle : kinked),
    again: paired(analytic ? line : kinked),
    precise: point => {
      const right = preciseAt([claimed], point)?.[0]
      const left = right && preciseSlope(f, point, x)
      return left && right && [left, right]
    },
  }
}

/** Off the analytic functions: differences along the real line, which know of kinks. */
function byPieces(f: Expr, names: readonly string[], point: readonly Complex[], x: string): Measured | undefined {
  if (point.some(z => z.im !== 0)) return undefined
  const target = new Target(f, new Map(names.map((name, i) => [name, (point[i] as Complex).re])))
  const { value, error } = byCentral(target, x)
  return measured({ re: { value, error }, im: { value: 0, error: 0 } })
}

// ── the decision ────────────────────────────────────────────────────────────────────────────────────────────────

/** Fewer deciding points than this prove nothing. */
const ENOUGH = 4
/** Values that agree to this are the same; beyond what rounding explains they must differ by more to refute. */
const SAME = 1e-9
const DIFFERENT = 1e-7
/** How often many digits are asked for where doubles leave it open. */
const PRECISE = 4
/** Points of a second search, for branches that were not reached and where too few points had a value. */
const FURTHER = 400
const FURTHER_TRIALS = 60

type Outcome = 'same' | 'different' | 'open' | 'undefined'

function judged(pair: Pair | undefined): Outcome {
  if (pair === undefined) return 'undefined'
  const { left, right } = pair
  const size = Math.max(modulus(left.value), modulus(right.value))
  const gap = distance(left.value, right.value)
  const noise = left.error + right.error
  if (gap > DIFFERENT * size + 8 * noise) return 'different'
  return gap <= SAME * size + 8 * noise && noise <= DIFFERENT * size ? 'same' : 'open'
}

class Decision {
  private agreed = 0
  /** Points with values that could not be told apart. */
  private open = 0
  /** Of these, points where rounding does not explain why the values do not agree. */
  private strange = 0
  private undefinedPoints = 0
  private preciseLeft = PRECISE
  private refutation: Certificate | undefined
  private readonly coverage: Coverage

  constructor(
    private readonly comparison: Comparison,
    private readonly options: CertificateOptions,
  ) {
    this.coverage = new Coverage(comparison.tapes)
  }

  certificate(): Certificate {
    const { names } = this.comparison
    const points = new Points(names, this.options.assumptions, this.options.domain)
    const tries = names.length === 0 ? 1 : (this.options.samples ?? 40)
    for (let k = 0; k < tries && this.refutation === undefined; k++) this.trial(points.next())
    if (names.length > 0) this.searchFurther(points)
    return this.refutation ?? this.conclusion()
  }

  private get enough(): boolean {
    return this.agreed >= (this.comparison.names.length === 0 ? 1 : ENOUGH)
  }

  private searchFurther(points: Points): void {
    const beside = thresholds(this.comparison.formulas)
    let trials = FURTHER_TRIALS
    for (let k = 0; k < FURTHER && trials > 0 && this.refutation === undefined; k++) {
      if (this.enough && this.coverage.complete) return
      const point = points.further(beside)
      if (this.enough && !this.coverage.reachesMore(point)) continue
      trials--
      this.trial(point)
    }
  }

  private trial(point: readonly Complex[]): void {
    const pair = this.comparison.at(point)
    let outcome = judged(pair)
    if (outcome === 'undefined') this.undefinedPoints++
    if (pair === undefined || outcome === 'undefined') return
    if (outcome === 'different' || (outcome === 'open' && this.preciseLeft-- > 0))
      outcome = this.settled(point, pair, outcome)
    if (outcome === 'same') {
      this.agreed++
      this.coverage.note(point)
    } else if (outcome === 'different') this.refutation ??= this.refuted(point, pair)
    else {
      this.open++
      const size = Math.max(modulus(pair.left.value), modulus(pair.right.value))
      if (pair.left.error + pair.right.error <= SAME * size) this.strange++
    }
  }

  /** A second opinion: many digits where they can be had, else another method and the neighbourhood. */
  private settled(point: readonly Complex[], pair: Pair, outcome: Outcome): Outcome {
    const exact = this.exactly(point)
    const sure = exact && this.comparison.precise(exact)
    if (sure !== undefined) return compared(sure as readonly [Rational, Rational])
    if (outcome !== 'different') return outcome
    const others = [point, ...NEARBY.map(factor => point.map(z => ({ re: z.re * factor, im: z.im * factor })))]
    const seen = others.map((p, k) => judged(k === 0 ? this.comparison.again(p) : this.comparison.at(p)))
    const constant = this.comparison.names.length === 0 || pair.left.error + pair.right.error === 0
    return constant || seen.every(o => o === 'different') ? 'different' : 'open'
  }

  private exactly(point: readonly Complex[]): ExactPoint | undefined {
    if (point.some(z => z.im !== 0)) return undefined
    return new Map(this.comparison.names.map((name, k) => [name, Rational.fromDouble((point[k] as Complex).re)]))
  }

  private refuted(point: readonly Complex[], { left, right }: Pair): Certificate {
    const witness = Object.fromEntries(this.comparison.names.map((name, k) => [name, plain(point[k] as Complex)]))
    return { verdict: 'refuted', reason: 'the values differ', points: 1, witness, values: [left.value, right.value] }
  }

  private conclusion(): Certificate {
    const { agreed: points } = this
    const unknown = (reason: string): Certificate => ({ verdict: 'unknown', reason, points })
    if (this.strange > 0) return unknown('the values nearly agree at some points, and rounding does not explain it')
    if (!this.enough) {
      return this.undefinedPoints > this.open
        ? unknown('no value at too many of the sampled points')
        : unknown('rounding errors hide the difference at too many points')
    }
    if (!this.coverage.complete) return unknown(`equal at ${points} sampled points, but none lies in every branch`)
    return { verdict: 'verified', reason: `equal at ${points} sampled ${points === 1 ? 'point' : 'points'}`, points }
  }
}

/** Where a witness must hold as well, relative to it. */
const NEARBY = [1.003, 0.996]

const plain = (z: Complex): number | Complex => (z.im === 0 ? z.re : z)

/** Two values each digit of which is sure; those of a derivative agree to about 20. */
function compared([a, b]: readonly [Rational, Rational]): Outcome {
  const gap = Math.abs(a.sub(b).toNumber())
  const size = Math.max(Math.abs(a.toNumber()), Math.abs(b.toNumber()))
  if (gap <= 1e-14 * size) return 'same'
  return gap > 1e-11 * size ? 'different' : 'open'
}
