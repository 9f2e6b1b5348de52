/**
 * Numeric derivatives for certificates, each with a bound on its error: by the mean over a small circle where the
 * function is complex differentiable (Cauchy's formula; J. N. Lyness, C. B. Moler, "Numerical differentiation of analytic functions",
 * SIAM J. Numer. Anal. 4 (1967)), and by extrapolated differences along the real line. A circle counts only if the mean
 * of the function over it is its value in the middle: else a pole or a cut lies within.
 */
import { charge, run, step } from '../evaluate/run.js'
import { operands, type Tape } from '../evaluate/tape.js'
import type { NamedRow } from '../functions/row.js'
import type { Complex } from '../number/complex.js'
import { extrapolated } from './differences.js'
import { type ComplexSample, exactly, measuredComplex } from './measured-complex.js'
import type { Sample } from './sample.js'

/** A complex value and a bound on its error. */
export interface Measured {
  readonly value: Complex
  readonly error: number
}

export const modulus = (z: Complex): number => Math.hypot(z.re, z.im)
export const distance = (a: Complex, b: Complex): number => Math.hypot(a.re - b.re, a.im - b.im)

/** Finite, or undefined. */
export function measured({ re, im }: ComplexSample): Measured | undefined {
  const error = re.error + im.error
  const finite = Number.isFinite(re.value) && Number.isFinite(im.value) && Number.isFinite(error)
  return finite ? { value: { re: re.value, im: im.value }, error } : undefined
}

/** The values of the results of a tape; undefined where there is none. */
export function valuesAt(tape: Tape, point: readonly Complex[]): (Measured | undefined)[] {
  const registers = run(tape, measuredComplex, point.map(exactly))
  return tape.outputs.map(r => measured(registers[r] as ComplexSample))
}

/** The first result of a tape as a function of one argument; what does not depend on it is computed once. */
export function along(tape: Tape, point: readonly Complex[], index: number): (z: Complex) => ComplexSample {
  const registers = run(tape, measuredComplex, point.map(exactly))
  const moving: number[] = []
  const isMoving = new Set<number>()
  for (const [k, o] of tape.operations.entries()) {
    if (o.op === 'argument' ? o.index !== index : !operands(o).some(r => isMoving.has(r))) continue
    isMoving.add(k)
    moving.push(k)
  }
  const kernels = new Map<NamedRow, (...args: ComplexSample[]) => ComplexSample>()
  const kernel = (row: NamedRow): ((...args: ComplexSample[]) => ComplexSample) => {
    const known = kernels.get(row) ?? measuredComplex.kernel(row)
    kernels.set(row, known)
    return known
  }
  return z => {
    const moved = exactly(z)
    const now = (r: number): ComplexSample => registers[r] as ComplexSample
    for (const k of moving) {
      const o = tape.operations[k]
      if (o === undefined) continue
      charge(o, measuredComplex)
      registers[k] = step(o, measuredComplex, now, () => moved, kernel)
    }
    return now(tape.outputs[0] as number)
  }
}

/** Points on a circle: enough that its half tells how good the whole is. */
const NODES = 16
/** Radii relative to the coordinate, tried until one circle holds neither pole nor cut. */
const RADII = [1 / 16, 1 / 128, 1 / 2048]
const GOOD = 1e-9
/** So many times less certain than the points about it is a value on a cut. */
const ON_CUT = 1e4

/** The derivative of an analytic function by one argument; undefined where no circle is good for one. */
export function byCircle(f: (z: Complex) => ComplexSample, z: Complex): Measured | undefined {
  const middle = measured(f(z))
  if (middle === undefined) return undefined
  const scale = Math.max(modulus(z), 0.1)
  let best: Measured | undefined
  for (const r of RADII) {
    const found = circle(f, z, r * scale, middle)
    if (found !== undefined && (best === undefined || found.error < best.error)) best = found
    if (best !== undefined && best.error <= GOOD * modulus(best.value)) return best
  }
  return best
}

function circle(f: (z: Complex) => ComplexSample, z: Complex, radius: number, middle: Measured): Measured | undefined {
  const whole = [0, 0]
  const half = [0, 0]
  const mean = [0, 0]
  let noise = 0
  for (let k = 0; k < NODES; k++) {
    const angle = (2 * Math.PI * (k + 0.5)) / NODES
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    const here = measured(f({ re: z.re + radius * c, im: z.im + radius * s }))
    if (here === undefined) return undefined
    const { re, im } = here.value
    // f * e^(-i*angle), summed over all points and over every other one.
    const turned = [re * c + im * s, im * c - re * s] as const
    for (const to of k % 2 === 0 ? [whole, half] : [whole]) {
      to[0] = (to[0] as number) + turned[0]
      to[1] = (to[1] as number) + turned[1]
    }
    mean[0] = (mean[0] as number) + re / NODES
    mean[1] = (mean[1] as number) + im / NODES
    noise += (here.error + Number.EPSILON * (Math.abs(re) + Math.abs(im))) / NODES
  }
  const value = { re: (whole[0] as number) / (NODES * radius), im: (whole[1] as number) / (NODES * radius) }
  const coarse = { re: (2 * (half[0] as number)) / (NODES * radius), im: (2 * (half[1] as number)) / (NODES * radius) }
  const truncation = distance(value, coarse)
  // On a cut the value in the middle may be that of either side, and its mean tells nothing.
  if (middle.error > ON_CUT * noise) return undefined
  const off = distance({ re: mean[0] as number, im: mean[1] as number }, middle.value)
  if (off > 4 * (noise + middle.error) + 2 * radius * truncation) return undefined
  return { value, error: noise / radius + truncation }
}

/** A value less sure than that, relative to itself and to this size, shows no slope. */
const SURE = 1e-3
const LEAST_SIZE = 1e-6

/** The derivative along the real line, the values being complex: extrapolated differences of both parts. */
export function byLine(f: (z: Complex) => ComplexSample, z: Complex): Measured | undefined {
  const middle = measured(f(z))
  if (middle === undefined || middle.error > SURE * Math.max(modulus(middle.value), LEAST_SIZE)) return undefined
  const part =
    (name: 're' | 'im') =>
    (x: number): Sample =>
      f({ re: x, im: z.im })[name]
  const [re, im] = [extrapolated(part('re'), z.re), extrapolated(part('im'), z.re)]
  const value = { re: re.value, im: im.value }
  const error = re.error + im.error
  return Number.isFinite(modulus(value)) && Number.isFinite(error) ? { value, error } : undefined
}
