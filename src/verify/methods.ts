/** The numeric derivative of a target along one variable, by the method that was asked for, with its own errors. */
import { DomainError } from '../errors.js'
import {
  central,
  type Estimate,
  exactStep,
  extrapolated,
  forward,
  forwardStep,
  imaginaryStep,
  noiseOf,
  quotient,
  type RealFunction,
  type SampledFunction,
} from './differences.js'
import { rounding } from './sample.js'
import type { Target } from './target.js'

/** How a numeric derivative was found; 'one-sided' at kinks and edges, 'none' where there is no numeric derivative. */
export type Method = 'complex' | 'central' | 'forward' | 'one-sided' | 'none'

/** A numeric derivative whose error is told apart into rounding and the rest. */
export interface Numeric extends Estimate {
  readonly method: Method
  /** The part of the error that rounding explains. */
  readonly rounding: number
  /** Made with a step that was given, hence with a truncation error that is no fault. */
  readonly fixed: boolean
}

/** The forward difference; its truncation is estimated by halving the step. */
export function forwardAt(f: SampledFunction, plain: RealFunction, x: number, step?: number): Numeric {
  const h = step ?? exactStep(x, forwardStep(x))
  const at = (k: number): Estimate => ({ ...quotient(f(x), f(x + k), k), step: k })
  return fixedStep('forward', forward(plain, x, h), at(h), at(h / 2), 3)
}

/** The central difference: with the given step, else extrapolated from steps within reach, which cross no kink. */
export function centralAt(f: SampledFunction, plain: RealFunction, x: number, step?: number, reach?: number): Numeric {
  if (step === undefined) return settled(f, x, reach)
  const at = (k: number): Estimate => ({ ...quotient(f(x - k), f(x + k), 2 * k), step: k })
  return fixedStep('central', central(plain, x, step), at(step), at(step / 2), 2)
}

/** The same of a target along a variable. */
export const byForward = (target: Target, name: string, step?: number): Numeric =>
  forwardAt(target.along(name), target.plainAlong(name), target.coordinate(name), step)

export function byCentral(target: Target, name: string, step?: number): Numeric {
  const reach = step === undefined ? target.reach(name) : undefined
  return centralAt(target.along(name), target.plainAlong(name), target.coordinate(name), step, reach)
}

function settled(f: SampledFunction, x: number, reach?: number): Numeric {
  const estimate = extrapolated(f, x, reach)
  return { ...estimate, method: 'central', rounding: estimate.error, fixed: false }
}

/** The extrapolated central difference of a function whose rounding errors are those seen in it, where they are larger. */
export function byNoisyCentral(target: Target, name: string): Numeric {
  const f = target.along(name)
  const noise = seenNoise(target, name)
  const noisy: SampledFunction = x => {
    const { value, error } = f(x)
    return { value, error: Math.max(error, noise) }
  }
  return settled(noisy, target.coordinate(name), target.reach(name))
}

/** The noise in a target along a variable. */
export function seenNoise(target: Target, name: string): number {
  const f = target.along(name)
  return noiseOf(x => f(x).value, target.coordinate(name))
}

/** Half the step shows the truncation: twice the difference (4/3 for a central one) to first order, taken half as large again. */
function fixedStep(method: Method, value: number, whole: Estimate, half: Estimate, factor: number): Numeric {
  const truncation = factor * Math.abs(whole.value - half.value)
  const noise = whole.error + half.error
  return { value, error: truncation + noise, rounding: whole.error, step: whole.step, method, fixed: true }
}

/** The complex step. Raises `DomainError` where a part of the function is not complex differentiable. */
export function byComplexStep(target: Target, name: string, step?: number): Numeric {
  if (!target.analytic) {
    throw new DomainError(
      'the complex step needs a complex differentiable function: abs, max, conditions and the like are not',
      'not-analytic',
    )
  }
  const x = target.coordinate(name)
  const F = target.complexAlong(name)
  const at = (h: number): Estimate => {
    const { im } = F({ re: x, im: h })
    const value = im.value / h
    return { value, error: im.error / h + rounding(value), step: h }
  }
  const h = step ?? imaginaryStep(x)
  const whole = at(h)
  return { ...fixedStep('complex', whole.value, whole, at(h / 2), 2), fixed: step !== undefined }
}

/** Whether the complex function continues the real one: the same branch, the same value at the point. */
export function continues(target: Target, name: string): boolean {
  const x = target.coordinate(name)
  const { re, im } = target.complexAlong(name)({ re: x, im: imaginaryStep(x) })
  const { value, error } = target.sample()
  return Math.abs(re.value - value) <= 10 * (re.error + error) + 1e-12 * Math.abs(value) && Number.isFinite(im.value)
}
