/**
 * The decision of a certificate: the two sides are compared at point after point, and nothing is refuted by one witness
 * alone. Where doubles leave it open many digits decide; else a second method and the points beside it must say the
 * same. The search goes on until every branch was reached, or none can be.
 */
import type { Assumptions } from '../expr/assumption.js'
import type { Complex } from '../number/complex.js'
import { Rational } from '../number/rational.js'
import type { Domain } from '../simplify/facts.js'
import { heed, stepsLeft } from '../work.js'
import type { Comparison, Pair, SurePair } from './comparison.js'
import { Coverage } from './coverage.js'
import type { Equations } from './equations.js'
import { apart, type ExactPoint } from './many-digits.js'
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
  /** The same where both are one double: real, with as many digits as show the difference. */
  readonly digits?: readonly [string, string]
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
/** So many times its error, and a difference is none of rounding. */
const SIGNIFICANT = 1e6
/** How often many digits are asked for where doubles leave it open. */
const PRECISE = 4
/** Points of agreement that are looked at with many digits. */
const CONFIRMED = 2
/** Points of a second search, for branches that were not reached and where too few points had a value. */
const FURTHER = 400
const FURTHER_TRIALS = 60

/** Parts of the steps that are left to the call. */
const HASTE = 1 / 4
const PATIENCE = 1 / 2

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
  /** There is a branch under an equation that could not be solved. */
  private unmet = false
  private refutation: Certificate | undefined
  private readonly coverage: Coverage
  private readonly points: Points
  private readonly started = Date.now()
  private readonly steps = stepsLeft()

  constructor(
    private readonly comparison: Comparison,
    private readonly options: CertificateOptions,
  ) {
    this.coverage = new Coverage(comparison.tapes)
    this.points = new Points(comparison.names, options.assumptions, options.domain, comparison.formulas)
  }

  certificate(): Certificate {
    const { names } = this.comparison
    const tries = names.length === 0 ? 1 : (this.options.samples ?? 40)
    for (let k = 0; k < tries && this.refutation === undefined && !this.late; k++) this.trial(this.points.next())
    if (names.length > 0) this.searchFurther()
    if (this.comparison.equations !== undefined) this.atEquations(this.comparison.equations)
    return this.refutation ?? this.conclusion()
  }

  private get enough(): boolean {
    return this.agreed >= (this.comparison.names.length === 0 ? 1 : ENOUGH)
  }

  /** Steps and time tell alike: enough points are enough after some of what there is, and after more it is over. */
  private get late(): boolean {
    const used = 1 - stepsLeft() / this.steps
    if (used > (this.enough ? HASTE : PATIENCE)) return true
    const elapsed = Date.now() - this.started
    const limit = this.options.milliseconds ?? 10_000
    return elapsed > limit && (this.enough || elapsed > 3 * limit)
  }

  private searchFurther(): void {
    const beside = thresholds(this.comparison.formulas)
    let trials = FURTHER_TRIALS
    for (let k = 0; k < FURTHER && trials > 0 && this.refutation === undefined && !this.late; k++) {
      if (this.enough && !this.coverage.any) return
      const point = this.points.further(beside)
      if (this.enough && !this.coverage.reachesMore(point)) continue
      trials--
      this.trial(point)
    }
  }

  /** Where an equation holds that a branch stands under: no other point would meet it. */
  private atEquations(equations: Equations): void {
    for (let k = 0; k < equations.count && this.refutation === undefined && !this.late; k++) {
      const found = equations.solutions(k, this.points.next())
      if (found.length === 0) this.unmet = true
      for (const point of found) this.trial(point)
    }
  }

  private trial(point: readonly Complex[]): void {
    const pair = this.comparison.at(point)
    if (pair === undefined) {
      this.undefinedPoints++
      return
    }
    let outcome = this.cancelled(point, judged(pair), pair)
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

  /** Values that agree beside large terms they have in common may still differ by what is left when these cancel. */
  private cancelled(point: readonly Complex[], outcome: Outcome, { left, right }: Pair): Outcome {
    if (outcome !== 'same' && outcome !== 'open') return outcome
    const rest = this.comparison.difference?.(point)
    if (rest === undefined) return outcome
    if (modulus(rest.value) > SIGNIFICANT * rest.error + TINY) return 'different'
    // Zeros of which one at least may have vanished in an underflow.
    const size = Math.max(modulus(left.value), modulus(right.value))
    return size === 0 && left.error + right.error > 0 ? 'open' : outcome
  }

  /** Doubles that agree, agree to 9 digits: at a few points all of them are asked for. */
  private asksMore(outcome: Outcome): boolean {
    if (outcome === 'open') return this.preciseLeft-- > 0
    return outcome === 'same' && this.agreed < CONFIRMED
  }

  /** A second opinion: many digits where they can be had, else another method and the neighbourhood. */
  private settled(point: readonly Complex[], pair: Pair, outcome: Outcome): Outcome {
    const exact = this.exactly(point)
    const sure = exact && this.comparison.precise(exact, this.digitsFor(point, pair))
    if (sure !== undefined) return compared(sure)
    if (outcome !== 'different') return outcome
    // What is left of the two when they cancel has been seen.
    if (judged(pair) !== 'different') return 'different'
    // Beside a whole number that bounds a sum there is none that has a value.
    const isWhole = this.comparison.names.map(this.points.isWhole)
    const moved = (factor: number): readonly Complex[] =>
      point.map((z, k) => (isWhole[k] ? z : { re: z.re * factor, im: z.im * factor }))
    const others = [point, ...NEARBY.map(moved)]
    const seen = others.map((p, k) => judged(k === 0 ? this.comparison.again(p) : this.comparison.at(p)))
    const constant = this.comparison.names.length === 0 || pair.left.error + pair.right.error === 0
    return constant || seen.every(o => o === 'different') ? 'different' : 'open'
  }

  /** So many that what is left of the two when they cancel shows in their values; undefined for the usual number. */
  private digitsFor(point: readonly Complex[], { left, right }: Pair): number | undefined {
    const rest = this.comparison.difference?.(point)
    if (rest === undefined || modulus(rest.value) <= SIGNIFICANT * rest.error + TINY) return undefined
    const size = Math.max(modulus(left.value), modulus(right.value))
    return 30 + Math.max(0, Math.ceil(Math.log10(size / modulus(rest.value))))
  }

  private exactly(point: readonly Complex[]): ExactPoint | undefined {
    if (point.some(z => z.im !== 0)) return undefined
    return new Map(
      this.comparison.names.map((name, k) => {
        heed()
        return [name, Rational.fromDouble((point[k] as Complex).re)]
      }),
    )
  }

  private refuted(point: readonly Complex[], { left, right }: Pair): Certificate {
    const witness = Object.fromEntries(this.comparison.names.map((name, k) => [name, plain(point[k] as Complex)]))
    const isSame = left.value.re === right.value.re && left.value.im === right.value.im
    const rest = isSame ? this.comparison.difference?.(point)?.value : undefined
    // Both are the same double.
    const reason = rest === undefined ? 'the values differ' : `the values differ by ${modulus(rest).toPrecision(3)}`
    const exact = isSame ? this.exactly(point) : undefined
    const sure = exact && this.comparison.precise(exact, this.digitsFor(point, { left, right }))?.values
    const digits = sure && !sure[0].equals(sure[1]) ? { digits: apart(...sure) } : {}
    return { verdict: 'refuted', reason, points: 1, witness, values: [left.value, right.value], ...digits }
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
    if (this.unmet)
      return unknown(`equal at ${points} sampled points, but a branch stands under an equation that none meets`)
    if (!this.coverage.complete) return unknown(`equal at ${points} sampled points, but none lies in every branch`)
    return { verdict: 'verified', reason: `equal at ${points} sampled ${points === 1 ? 'point' : 'points'}`, points }
  }
}

/** Where a witness must hold as well, relative to it. */
const NEARBY = [1.003, 0.996]

const plain = (z: Complex): number | Complex => (z.im === 0 ? z.re : z)

/** Values that differ by more than their errors, and well more, are different. */
function compared({ values: [a, b], error }: SurePair): Outcome {
  if (a.equals(b)) return 'same'
  const gap = Math.abs(a.isZero() ? 1 : a.sub(b).div(a).toNumber())
  if (gap <= 10 * error) return 'same'
  return gap > 1000 * error ? 'different' : 'open'
}
