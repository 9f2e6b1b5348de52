/**
 * The decision of a certificate: the two sides are compared at point after point, and nothing is refuted by one witness
 * alone. Where doubles leave it open many digits decide; else a second method and the points beside it must say the
 * same. The search goes on until every branch was reached, or none can be.
 */
import type { Assumptions } from '../expr/assumption.js'
import type { Complex } from '../number/complex.js'
import { Rational } from '../number/rational.js'
import type { Domain } from '../simplify/facts.js'
import type { ExactPoint } from './arbiter.js'
import type { Comparison, Pair } from './comparison.js'
import { Coverage } from './coverage.js'
import { Points, thresholds } from './points.js'
import { distance, modulus } from './slope.js'

/** What was found, and why. */
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
  /**
   * After so many milliseconds (10,000) enough points are enough, and after three times as many it is over: some special
   * functions take a second for one value. A certificate that comes sooner does not depend on time.
   */
  readonly milliseconds?: number
}

/** Fewer deciding points than this prove nothing. */
const ENOUGH = 4
/** Values that agree to this are the same; beyond what rounding explains they must differ by more to refute. */
const SAME = 1e-9
const DIFFERENT = 1e-7
/** Underflow is not noise. */
const TINY = 1e-300
/** How often many digits are asked for where doubles leave it open. */
const PRECISE = 4
/** Points of agreement that are looked at with many digits. */
const CONFIRMED = 2
/** Points of a second search, for branches that were not reached and where too few points had a value. */
const FURTHER = 400
const FURTHER_TRIALS = 60

type Outcome = 'same' | 'different' | 'open' | 'undefined'

function judged(pair: Pair | undefined): Outcome {
  if (pair === undefined) return 'undefined'
  const { left, right, scale = 0 } = pair
  const size = Math.max(modulus(left.value), modulus(right.value))
  const gap = distance(left.value, right.value)
  const noise = left.error + right.error
  if (gap > DIFFERENT * size + 8 * noise) return 'different'
  return gap <= SAME * size + 8 * noise && noise <= DIFFERENT * Math.max(size, scale) + TINY ? 'same' : 'open'
}

/** One comparison under way. */
export class Decision {
  private agreed = 0
  /** Points with values that could not be told apart. */
  private open = 0
  /** Of these, points where rounding does not explain why the values do not agree. */
  private strange = 0
  private undefinedPoints = 0
  private preciseLeft = PRECISE
  private refutation: Certificate | undefined
  private readonly coverage: Coverage
  private readonly started = Date.now()

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
    for (let k = 0; k < tries && this.refutation === undefined && !this.late; k++) this.trial(points.next())
    if (names.length > 0) this.searchFurther(points)
    return this.refutation ?? this.conclusion()
  }

  private get enough(): boolean {
    return this.agreed >= (this.comparison.names.length === 0 ? 1 : ENOUGH)
  }

  private get late(): boolean {
    const elapsed = Date.now() - this.started
    const limit = this.options.milliseconds ?? 10_000
    return elapsed > limit && (this.enough || elapsed > 3 * limit)
  }

  private searchFurther(points: Points): void {
    const beside = thresholds(this.comparison.formulas)
    let trials = FURTHER_TRIALS
    for (let k = 0; k < FURTHER && trials > 0 && this.refutation === undefined && !this.late; k++) {
      if (this.enough && !this.coverage.any) return
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
    if (outcome === 'different' || this.asksMore(outcome)) outcome = this.settled(point, pair, outcome)
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

  /** Doubles that agree, agree to 9 digits: at a few points all of them are asked for. */
  private asksMore(outcome: Outcome): boolean {
    if (outcome === 'open') return this.preciseLeft-- > 0
    return outcome === 'same' && this.agreed < CONFIRMED
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
    if (!this.enough && this.late) return unknown('the values take too long to find')
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
  if (a.equals(b)) return 'same'
  const gap = Math.abs(a.isZero() ? 1 : a.sub(b).div(a).toNumber())
  if (gap <= 1e-14) return 'same'
  return gap > 1e-11 ? 'different' : 'open'
}
