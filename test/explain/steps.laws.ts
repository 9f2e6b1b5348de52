/**
 * Every line of an explanation is an equality. Here that is asserted without the derivatives of the library: each derivative that a line
 * leaves to be taken is a difference quotient, and the line must have the value of the difference quotient of the problem.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FluxionError } from '../../src/errors.js'
import { evaluate } from '../../src/evaluate/evaluate.js'
import type { Level } from '../../src/explain/derivation.js'
import { openIn, replaced } from '../../src/explain/step.js'
import { type Call, type Expr, num, sym } from '../../src/expr/node.js'
import { canonical } from '../../src/expr/written.js'
import { parse } from '../../src/index.js'
import { Rational } from '../../src/number/rational.js'
import { explain } from '../../src/verbs/explain.js'
import { FUNCTIONS, SLOW } from '../cases/random.js'
import { runs, scaled } from '../cases/runs.js'

const x = sym('x')

const unary = ['sin', 'cos', 'tan', 'exp', 'log', 'sqrt', 'atan', 'sinh', 'tanh', 'abs', 'sigmoid', 'cbrt', 'asin']
const leaf = fc.oneof(
  { weight: 5, arbitrary: fc.constant('x') },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 7 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('1/2', '0.5', 'pi', 'e') },
)
/** Problems as people write them: with brackets, signs, quotients and powers where they stand. */
const problems: fc.Arbitrary<string> = fc.letrec<{ e: string }>(tie => ({
  e: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(${a}) + (${b})`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(${a}) - (${b})`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(${a})*(${b})`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(${a})/(${b})`),
    fc.tuple(tie('e'), fc.constantFrom('2', '3', '-1', '-2', '1/2', '5')).map(([a, n]) => `(${a})^(${n})`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(${a})^(${b})`),
    fc.tuple(fc.constantFrom(...unary), tie('e')).map(([f, a]) => `${f}(${a})`),
    tie('e').map(a => `-(${a})`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `max(${a}, ${b})`),
  ),
})).e

const STEP = 1e-3

/** The derivative by differences of the fourth order; NaN where the function has no values around the point. */
function slope(e: Expr, at: number): number {
  const f = (h: number): number => evaluate(e, { x: at + h }, { undefined: 'nan' })
  return (8 * (f(STEP) - f(-STEP)) - (f(2 * STEP) - f(-2 * STEP))) / (12 * STEP)
}

/** A line with its open derivatives by differences. */
function lineValue(state: Expr, at: number): number {
  const parts = new Map<Expr, Expr>()
  for (const d of openIn(state)) {
    const value = slope(canonical((d as Call).args[0] as Expr), at)
    if (!Number.isFinite(value)) return Number.NaN
    parts.set(d, num(Rational.fromDouble(value)))
  }
  return evaluate(canonical(replaced(state, parts)), { x: at }, { undefined: 'nan' })
}

describe('every line equals the derivative', () => {
  it.each<Level>(['brief', 'standard', 'full'])('%s', level => {
    let lines = 0
    let compared = 0
    fc.assert(
      fc.property(problems, fc.integer({ min: 3, max: 40 }), (text, tenths) => {
        const problem = parse(text)
        if (problem.kind === 'call' && problem.singular) return
        const explanation = explain(problem, x, { level })
        // Kinks of problems with small numbers lie elsewhere.
        const at = tenths / 13 + 0.0137
        const wanted = slope(problem, at)
        if (!Number.isFinite(wanted) || Math.abs(wanted) > 1e6) return
        // At kinks and near poles differences of two widths tell apart what they are worth.
        const rough = (evaluate(problem, { x: at + STEP }) - evaluate(problem, { x: at - STEP })) / (2 * STEP)
        if (Math.abs(rough - wanted) > 1e-4 * (1 + Math.abs(wanted))) return
        for (const line of explanation.lines) {
          lines++
          const found = lineValue(line.state, at)
          if (!Number.isFinite(found)) continue
          compared++
          const error = Math.abs(found - wanted) / (1 + Math.abs(wanted))
          if (error > 2e-4) expect.fail(`${text} at x=${at}: ${found} is not ${wanted} in\n${explanation}`)
        }
      }),
      runs(20),
    )
    expect(lines).toBeGreaterThan(scaled(5))
    expect(compared / lines).toBeGreaterThan(0.9)
  })
})

describe('every function of the table, by each of its arguments', () => {
  it('has steps that are equal', async () => {
    const counts = { verified: 0, unknown: 0 }
    const doubtful: string[] = []
    for (const { name, args } of FUNCTIONS.filter(r => !SLOW.has(r.name))) {
      const [least = 1] = [args].flat()
      for (let k = 0; k < least; k++) {
        const places = Array.from({ length: least }, (_, j) => (j === k ? 'x^2/3 + 1/5' : '3/4'))
        const text = `${name}(${places.join(', ')})`
        try {
          for (const { verdict } of explain(text, x).toJSON().lines) counts[verdict]++
        } catch (error) {
          if (!(error instanceof FluxionError) || error.code === 'refuted') doubtful.push(`${text}: ${error}`)
        }
        await new Promise<void>(resolve => void setImmediate(resolve))
      }
    }
    expect(doubtful).toEqual([])
    expect(counts.verified / (counts.verified + counts.unknown)).toBeGreaterThan(0.9)
  })
})
