/** Slopes by differences, for comparison with derivatives: of real functions, evaluated by value.ts. */
import { expect } from 'vitest'
import { complex } from '../../src/number/complex.js'
import { isDefined, type Point, structure, type Tree, type Value, valueAt } from './value.js'

/** Ridders' extrapolation of central differences: the slope with an estimate of its error. */
export function slope(f: (h: number) => number): Value {
  const table: number[][] = []
  let best = { value: Number.NaN, error: Number.POSITIVE_INFINITY }
  for (let i = 0, h = 0.03; i < 10; i++, h /= 1.6) {
    const line = [(f(h) - f(-h)) / (2 * h)]
    for (let j = 1, factor = 1.6 ** 2; j <= i; j++, factor *= 1.6 ** 2) {
      const [a, b] = [line[j - 1] as number, table[i - 1]?.[j - 1] as number]
      const next = (a * factor - b) / (factor - 1)
      line.push(next)
      const error = Math.max(Math.abs(next - a), Math.abs(next - b))
      if (error < best.error) best = { value: next, error }
    }
    table.push(line)
  }
  return { z: complex(best.value), error: best.error }
}

/** Both one-sided difference quotients agree with the central one: not a kink, nor next to one. */
function isSmooth(f: (h: number) => number, value: number): boolean {
  const h = 1e-5
  const sides = [(f(h) - f(0)) / h, (f(0) - f(-h)) / h]
  return sides.every(s => Math.abs(s - value) < 1e-3 * (1 + Math.abs(value)))
}

/**
 * Compares a claimed derivative with the slope at a real point; fails the test where they differ. 'incomparable': no
 * real value there, a kink, or differences too rough. 'undefined': a slope, but the derivative has no value.
 */
export function compareWithSlope(e: Tree, claimed: Tree, by: string, at: Point): 'same' | 'incomparable' | 'undefined' {
  const x = at.get(by)
  if (x === undefined) throw new Error(`no value for ${by}`)
  const f = (h: number): number => {
    const { z, error } = valueAt(e, new Map([...at, [by, complex(x.re + h)]]))
    const known = error < 1e-9 * (1 + Math.abs(z.re))
    return known && Math.abs(z.im) <= error + 1e-13 * Math.abs(z.re) ? z.re : Number.NaN
  }
  const want = slope(f)
  const size = Math.abs(want.z.re) + 1e-4 * Math.abs(f(0))
  // Beyond this a double has no fraction left, and floor and its kin look smooth.
  if (!(Math.abs(f(0)) < 1e12)) return 'incomparable'
  if (!isDefined(want) || !(want.error < 1e-7 * size + 1e-10) || !isSmooth(f, want.z.re)) return 'incomparable'
  const got = valueAt(claimed, at)
  if (!isDefined(got)) return 'undefined'
  if (got.error > 1e-7 * size) return 'incomparable'
  const close = Math.abs(got.z.re - want.z.re) <= 2e-6 * size + 1e-9 && Math.abs(got.z.im) <= 1e-6 * size + 1e-9
  if (!close) {
    const shown = [JSON.stringify([...at]), JSON.stringify(got), JSON.stringify(want)]
    expect.fail(
      `${structure(e)}\n by ${by} is claimed to be ${structure(claimed)}\n at, claimed, slope: ${shown.join(' ')}`,
    )
  }
  return 'same'
}
