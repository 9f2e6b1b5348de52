/**
 * A scalar at a point, as numeric methods see it: a function of one variable at a time, in measured doubles and
 * in measured complex numbers, with what is known of its kinks and of its domain around the point.
 */

import { recovered } from '../attempt.js'
import { DomainError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { floatingValues } from '../evaluate/evaluate.js'
import { lower } from '../evaluate/lower.js'
import { real } from '../evaluate/real.js'
import { run } from '../evaluate/run.js'
import { isTruth, type Operation, type Tape } from '../evaluate/tape.js'
import type { Expr } from '../expr/node.js'
import { postorder } from '../expr/walk.js'
import { isAnalyticRow, nativeOf, numericOf } from '../functions/numerics.js'
import type { Complex } from '../number/complex.js'
import { foresee } from '../work.js'
import { finestStep, type RealFunction, type SampledFunction, type Side, widestStep } from './differences.js'
import { common, type Kink, Kinks, type Pieces } from './kinks.js'
import { measured } from './measured.js'
import { type ComplexSample, measuredComplex } from './measured-complex.js'
import { plainAlong } from './plain.js'
import type { Sample } from './sample.js'

/** The leaves that need a value, by name: symbols and components such as x[1]. */
export function leaves(roots: Expr | readonly Expr[]): Map<string, Expr> {
  const found = new Map<string, Expr>()
  for (const e of postorder(roots, c => c.mask !== 0 && leafName(c) === undefined)) {
    const name = e.kind === 'sym' && e.level > 0 ? undefined : leafName(e)
    if (name !== undefined) found.set(name, e)
  }
  return found
}

/** Fewer times the finest step than this leave no room for differences. */
const LEAST = 8
/** Steps grow by this factor until a kink is met, and then by 2. */
const GROWTH = 16

/** Differences take about so many values at least. */
const EVALUATIONS = 16

/** Parts of a step at which pieces are looked for: one alone might be told by chance. */
const HIDING_PLACES = [1, 0.71, 0.47, 0.29]

const beside = (x: number, h: number, side: Side): number => (side === 'left' ? x - h : x + h)

/** An expression compiled for one point. */
export class Target {
  /** Whether every step is complex differentiable wherever it is defined. */
  readonly analytic: boolean
  /** Whether only functions of JavaScript are used, whose accuracy is beyond doubt. */
  readonly native: boolean
  private readonly names: readonly string[]
  private readonly places: ReadonlyMap<string, number>
  private readonly args: readonly number[]
  private readonly tape: Tape
  private readonly root: Expr
  private found: Kinks | undefined
  private readonly reaches = new Map<string, number | undefined>()
  private readonly limit: Sample | undefined

  /** `point` has a value for every leaf of the scalar `e`; `limit` is the value at it where a division by zero is only apparent. */
  constructor(
    e: Expr,
    private readonly point: ReadonlyMap<string, number>,
    limit?: number,
  ) {
    this.limit = limit === undefined ? undefined : { value: limit, error: Number.EPSILON * Math.abs(limit) }
    this.names = [...point.keys()]
    this.places = new Map(this.names.map((name, k) => [name, k]))
    this.args = [...point.values()]
    this.tape = lower([e], this.names)
    this.root = e
    this.native = this.tape.operations.every(o => o.op !== 'call' || nativeOf(o.row) !== undefined)
    this.analytic = this.tape.operations.every(isAnalytic)
  }

  /** Looked for when they are asked for: those of a formula seldom are. */
  private get kinks(): Kinks {
    this.found ??= new Kinks(this.root, this.names)
    return this.found
  }

  /** Refuses now what differences by so many variables are sure to take too long for. */
  foresee(variables: number): void {
    if (!this.analytic) foresee(variables * EVALUATIONS * this.tape.operations.length * (measured.steps ?? 1))
  }

  /** Why there is no finite value at the point; undefined where there is one. */
  undefinedBy(): DomainError | undefined {
    if (this.limit !== undefined) return undefined
    const [value] = recovered(
      [DomainError],
      () => floatingValues(this.tape, real, this.args),
      error => [error],
    )
    if (value instanceof DomainError) return value
    return Number.isFinite(value) ? undefined : new DomainError('the value overflows', 'overflow')
  }

  /** The value at the point with its rounding error, the coordinates having a relative error; NaN where there is none. */
  sample(spread = 0): Sample {
    if (this.limit !== undefined) return this.limit
    return this.output(
      run(
        this.tape,
        measured,
        this.args.map(value => ({ value, error: spread * Math.abs(value) })),
      ),
    )
  }

  /** The coordinate; 0 for a variable that does not occur. */
  coordinate(name: string): number {
    return this.point.get(name) ?? 0
  }

  /** Where a variable stands; -1 where it does not. */
  private placeOf(name: string): number {
    return this.places.get(name) ?? -1
  }

  /** The function of one variable, the others fixed; its values have a relative error where it counts. */
  along(name: string, spread = 0): SampledFunction {
    const k = this.placeOf(name)
    const fixed = this.args.map(value => ({ value, error: 0 }))
    return x => {
      if (this.limit !== undefined && x === this.args[k]) return this.limit
      const moved = { value: x, error: spread * Math.abs(x) }
      return this.output(run(this.tape, measured, k < 0 ? fixed : fixed.with(k, moved)))
    }
  }

  /** The same in plain doubles, with powers by `Math.pow`. */
  plainAlong(name: string): RealFunction {
    const k = this.placeOf(name)
    const f = plainAlong(this.tape, this.args, k)
    const { limit } = this
    return limit === undefined ? f : x => (x === this.args[k] ? limit.value : f(x))
  }

  /** The same in the complex plane. */
  complexAlong(name: string): (z: Complex) => ComplexSample {
    const k = this.placeOf(name)
    const exact = (value: number): Sample => ({ value, error: 0 })
    const fixed = this.args.map(x => ({ re: exact(x), im: exact(0) }))
    return z =>
      this.output(run(this.tape, measuredComplex, k < 0 ? fixed : fixed.with(k, { re: exact(z.re), im: exact(z.im) })))
  }

  private output<T>(registers: readonly T[]): T {
    return registers[this.tape.outputs[0] as number] as T
  }

  /** The kinks at the point that moving this variable crosses. */
  kinksAlong(name: string): Kink[] {
    const symbol = name.replace(/\[.*$/s, '')
    const moving = new Set<Expr>()
    const kinks = this.kinks.at(this.point)
    for (const n of postorder(kinks.map(k => k.boundary)))
      if (n.kind === 'sym' ? n.name === symbol : n.kind === 'call' && n.args.some(a => moving.has(a))) moving.add(n)
    return kinks.filter(k => moving.has(k.boundary))
  }

  /** The widest step up to which the function is defined on both sides and no kink lies between; undefined where there is none. */
  reach(name: string): number | undefined {
    if (!this.reaches.has(name))
      this.reaches.set(name, this.widest(name, ['left', 'right'], this.pieces(name, this.coordinate(name))))
    return this.reaches.get(name)
  }

  /** The same on one side alone, where the point itself may be a kink. */
  reachOn(name: string, side: Side): number | undefined {
    return this.widest(name, [side], undefined)
  }

  /** Whether rounding hides the pieces on one side, so that nothing can be said of them. */
  isHidden(name: string, side: Side, reach: number): boolean {
    if (this.kinks.none) return false
    const x = this.coordinate(name)
    return HIDING_PLACES.some(part => this.kinks.hidden(new Map(this.point).set(name, beside(x, part * reach, side))))
  }

  private widest(name: string, sides: readonly Side[], start: Pieces | undefined): number | undefined {
    const f = this.along(name)
    const x = this.coordinate(name)
    const finest = LEAST * finestStep(x)
    for (let h = this.untilKink(name, sides, start); h >= finest; h /= 2) {
      if (sides.every(side => Number.isFinite(f(beside(x, h, side)).value))) return h
    }
    return undefined
  }

  /** A step within the piece, grown from the finest one: kinks may lie as densely as those of floor(1/x) near 0. */
  private untilKink(name: string, sides: readonly Side[], start: Pieces | undefined): number {
    const x = this.coordinate(name)
    if (this.kinks.none) return widestStep(x)
    let h = finestStep(x) / 2
    foresee((Math.log2(widestStep(x) / h) / Math.log2(GROWTH)) * sides.length * this.kinks.steps)
    let pieces: Pieces = start ?? new Map()
    for (const factor of [GROWTH, 2]) {
      for (let next = h * factor; next <= widestStep(x); next *= factor) {
        const further: Pieces | undefined = this.extended(
          pieces,
          name,
          sides.map(side => beside(x, next, side)),
        )
        if (further === undefined) break
        pieces = further
        h = next
      }
    }
    return h
  }

  /** The same pieces at all of these coordinates, or undefined. */
  private extended(pieces: Pieces, name: string, coordinates: readonly number[]): Pieces | undefined {
    let all: Pieces | undefined = pieces
    for (const t of coordinates) all = all && common(all, this.pieces(name, t))
    return all
  }

  private pieces(name: string, x: number): Pieces {
    return this.kinks.pieces(new Map(this.point).set(name, x))
  }

  /** The size of the function around the point, per unit of the variable: what a derivative that is 0 is compared with. */
  slopeScale(name: string): number {
    const x = this.coordinate(name)
    const f = this.along(name)
    const sizes = [x - widestStep(x), x, x + widestStep(x)].map(t => Math.abs(f(t).value)).filter(Number.isFinite)
    // Of three the one between: neither a zero at the point nor a pole beside it.
    const size = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0
    return size / Math.max(1, Math.abs(x))
  }
}

export function isAnalytic(o: Operation): boolean {
  if (o.op === 'named' || o.op === 'call') return isAnalyticRow(o.row) && numericOf(o.row).complex !== undefined
  return o.op !== 'nothing' && o.op !== 'select' && !isTruth(o)
}
