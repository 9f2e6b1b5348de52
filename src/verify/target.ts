/**
 * A scalar at a point, as numeric methods see it: a function of one variable at a time, in measured doubles and
 * in measured complex numbers, with what is known of its kinks and of its domain around the point.
 */

import { DomainError } from '../errors.js'
import { leafName } from '../evaluate/component.js'
import { floatingValues } from '../evaluate/evaluate.js'
import { lower } from '../evaluate/lower.js'
import { real } from '../evaluate/real.js'
import { run } from '../evaluate/run.js'
import type { Operation, Tape } from '../evaluate/tape.js'
import type { Expr } from '../expr/node.js'
import { freeSymbols, postorder } from '../expr/walk.js'
import { numericOf } from '../functions/numerics.js'
import type { Complex } from '../number/complex.js'
import { finestStep, type SampledFunction, type Side, widestStep } from './differences.js'
import { type Kink, Kinks } from './kinks.js'
import { measured } from './measured.js'
import { type ComplexSample, measuredComplex } from './measured-complex.js'
import type { Sample } from './sample.js'

/** The leaves that need a value, by name: symbols and components such as x[1]. */
export function leaves(roots: Expr | readonly Expr[]): Map<string, Expr> {
  const found = new Map<string, Expr>()
  for (const e of postorder(roots, c => c.mask !== 0 && leafName(c) === undefined)) {
    const name = leafName(e)
    if (name !== undefined) found.set(name, e)
  }
  return found
}

/** An expression compiled for one point. */
export class Target {
  /** Whether every step is complex differentiable wherever it is defined. */
  readonly analytic: boolean
  private readonly point: ReadonlyMap<string, number>
  private readonly names: readonly string[]
  private readonly args: readonly number[]
  private readonly tape: Tape
  private readonly kinks: Kinks

  /** `point` has a value for every leaf of the scalar `e`. */
  constructor(e: Expr, point: ReadonlyMap<string, number>) {
    this.point = point
    this.names = [...point.keys()]
    this.args = [...point.values()]
    this.tape = lower([e], this.names)
    this.kinks = new Kinks(e, this.names)
    this.analytic = this.tape.operations.every(isAnalytic)
  }

  /** Why there is no finite value at the point; undefined where there is one. */
  undefinedBy(): DomainError | undefined {
    try {
      const [value] = floatingValues(this.tape, real, this.args)
      return Number.isFinite(value) ? undefined : new DomainError('the value overflows', 'overflow')
    } catch (error) {
      if (error instanceof DomainError) return error
      throw error
    }
  }

  /** The value at the point with its rounding error, the coordinates having a relative error; NaN where there is none. */
  sample(spread = 0): Sample {
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

  /** The function of one variable, the others fixed. */
  along(name: string): SampledFunction {
    const k = this.names.indexOf(name)
    const fixed = this.args.map(value => ({ value, error: 0 }))
    return x => this.output(run(this.tape, measured, k < 0 ? fixed : fixed.with(k, { value: x, error: 0 })))
  }

  /** The same in the complex plane. */
  complexAlong(name: string): (z: Complex) => ComplexSample {
    const k = this.names.indexOf(name)
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
    return this.kinks.at(this.point).filter(k => freeSymbols(k.boundary).has(symbol))
  }

  /** The widest step up to which the function is defined on both sides and no kink lies between; undefined where there is none. */
  reach(name: string): number | undefined {
    const x = this.coordinate(name)
    return this.widest(name, h => this.pieces(name, x - h) === this.pieces(name, x + h), ['left', 'right'])
  }

  /** The same on one side alone, where the point itself may be a kink. */
  reachOn(name: string, side: Side): number | undefined {
    const x = this.coordinate(name)
    const sign = side === 'left' ? -1 : 1
    const nearby = this.pieces(name, x + sign * finestStep(x))
    return this.widest(name, h => this.pieces(name, x + sign * h) === nearby, [side])
  }

  private widest(name: string, whole: (h: number) => boolean, sides: readonly Side[]): number | undefined {
    const f = this.along(name)
    const x = this.coordinate(name)
    const defined = (h: number): boolean => sides.every(s => Number.isFinite(f(s === 'left' ? x - h : x + h).value))
    for (let h = widestStep(x); h >= 8 * finestStep(x); h /= 2) if (defined(h) && whole(h)) return h
    return undefined
  }

  private pieces(name: string, x: number): string {
    return this.kinks.none ? '' : this.kinks.pieces(new Map(this.point).set(name, x))
  }

  /** The size of the function around the point, per unit of the variable: what a derivative that is 0 is compared with. */
  slopeScale(name: string): number {
    const x = this.coordinate(name)
    const f = this.along(name)
    const sizes = [x - widestStep(x), x, x + widestStep(x)].map(t => Math.abs(f(t).value)).filter(Number.isFinite)
    return Math.max(0, ...sizes) / Math.max(1, Math.abs(x))
  }
}

function isAnalytic(o: Operation): boolean {
  switch (o.op) {
    case 'truth':
    case 'nothing':
    case 'select':
    case 'lt':
    case 'le':
    case 'eq':
    case 'and':
    case 'or':
    case 'not':
      return false
    case 'named':
    case 'call':
      return o.row.analytic !== false && numericOf(o.row).complex !== undefined
    default:
      return true
  }
}
