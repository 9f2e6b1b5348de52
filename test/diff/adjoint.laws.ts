/** Over random expressions, the derivatives of reverse mode have the values of those of forward mode. */
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { derivative } from '../../src/diff/derivative.js'
import { gradient, hessian } from '../../src/diff/gradient.js'
import { FluxionError } from '../../src/errors.js'
import { sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { FUNCTIONS, pick, type Random, randomExpr, SLOW, seeded } from '../cases/random.js'
import { scaled } from '../cases/runs.js'

const NAMES = ['x', 'y', 'z', 'w']
const variables = NAMES.map(sym)

/** Compares all entries of two lists at random points where the function has a value; answers how many had one. */
function compared(ours: readonly Expr[], theirs: readonly Expr[], random: Random, points: number, of: Expr): number {
  const f = compile([...ours, ...theirs, of], NAMES)
  let both = 0
  for (let p = 0; p < points; p++) {
    const at = NAMES.map(() => (random() < 0.2 ? pick(random, [-2, -1, 0, 1, 2]) : 6 * random() - 3))
    const values = f(...at)
    if (!Number.isFinite(values.at(-1))) continue
    for (const [k] of ours.entries()) {
      const [a, b] = [values[k] as number, values[ours.length + k] as number]
      if (!Number.isFinite(b) || Math.abs(b) > 1e12) continue
      both++
      const close = Math.abs(a - b) <= 1e-6 * (1 + Math.abs(b))
      if (!close)
        expect.fail(
          `${of}\n by ${NAMES[k % NAMES.length]} at ${at}: ${a}, where forward mode gives ${b}\n ${ours[k]}\n ${theirs[k]}`,
        )
    }
  }
  return both
}

/** Undefined where a random expression has no derivative at all. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof FluxionError) return undefined
    throw error
  }
}

describe('the values are those of forward mode', () => {
  const quick = FUNCTIONS.filter(r => !SLOW.has(r.name))
  it.each([1, 2, 3])('over random expressions of the whole table, seed %i', seed => {
    const random = seeded(seed)
    let both = 0
    for (let k = 0; k < scaled(12); k++) {
      const e = randomExpr(random, { symbols: NAMES, depth: 3, functions: known, cases: 0.15 })
      const pair = attempt(() => [gradient(e, variables), variables.map(x => derivative(e, x))] as const)
      if (pair !== undefined) both += compared(pair[0], pair[1], random, 4, e)
    }
    expect(both).toBeGreaterThan(scaled(12))
  })

  const steps = FUNCTIONS.filter(r => ['max', 'min', 'abs', 'relu', 'clamp', 'sign', 'log', 'sin'].includes(r.name))
  it.each([11, 12, 13])('over random cases and extremes, seed %i', seed => {
    const random = seeded(seed)
    let both = 0
    for (let k = 0; k < scaled(15); k++) {
      const e = randomExpr(random, { symbols: NAMES, depth: 4, functions: steps, cases: 0.3 })
      const pair = attempt(() => [gradient(e, variables), variables.map(x => derivative(e, x))] as const)
      if (pair !== undefined) both += compared(pair[0], pair[1], random, 12, e)
    }
    expect(both).toBeGreaterThan(scaled(50))
  })

  // A derivative without a formula is a difference of values; differences of differences take seconds.
  const known = quick.filter(r => !r.derivative.includes(null))
  it.each([21, 22])('second derivatives, seed %i', seed => {
    const random = seeded(seed)
    let both = 0
    for (let k = 0; k < scaled(4); k++) {
      const e = randomExpr(random, { symbols: NAMES, depth: 3, functions: known, cases: 0.1 })
      const pair = attempt(() => {
        const first = variables.map(x => derivative(e, x))
        return [
          hessian(e, variables).flat(),
          first.flatMap((d, i) =>
            variables.map((y, j) => derivative(i <= j ? d : (first[j] as Expr), i <= j ? y : (variables[i] as Expr))),
          ),
        ] as const
      })
      if (pair !== undefined) both += compared(pair[0], pair[1], random, 3, e)
    }
    expect(both).toBeGreaterThan(scaled(10))
  })
})
