/** Laws of the formats of other tools: what is written is read back as the same expression, or as one with the same values. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/evaluate/evaluate.js'
import { arity } from '../../src/functions/row.js'
import { convert, parse } from '../../src/index.js'
import { INTERCHANGE } from '../../src/interchange/formats/index.js'
import { Spelling, type Vocabulary } from '../../src/interchange/spelling.js'
import { WRITTEN_FORMATS } from '../../src/signatures/options.js'
import { FUNCTIONS, randomExpr, SLOW, seeded } from '../cases/random.js'
import { runs } from '../cases/runs.js'

const seeds = fc.integer({ min: 0, max: 2 ** 31 })

/** Whose first arguments, where they are numbers, decide between two names: expint(1, x) is expint(x). */
const SEVERAL = new Set(['root', 'expint', 'polygamma', 'lowergamma', 'uppergamma'])

/** Unknown functions differentiated, sums, products, integrals, around random parts. */
const OPEN = [
  ...["f'(A)", "A*f''(B) + f(A)", 'diff(g(x, y), x, 2, y)*A', 'sum(k, 1, n, k*A^k + B)', 'prod(i, m, n, i + A)'],
  ...['integral(t, A, B, t*A)', 'sum(k, 1, n, integral(t, 0, k, t^k*A))', 'sum(e, 1, 9, f(e*A))', '[[A, B], [B, x]]'],
]

describe.each(WRITTEN_FORMATS)('%s', format => {
  const spelling = new Spelling(INTERCHANGE[format].vocabulary as Vocabulary)
  const fate = (r: (typeof FUNCTIONS)[number]) => spelling.fate(r.name, Math.max(arity(r)[0], r.fold ? 2 : 0))

  it('is read back as the same expression', () => {
    const functions = FUNCTIONS.filter(r => fate(r) === 'named' && !SEVERAL.has(r.name) && r.name !== 'hypergeom')
    fc.assert(
      fc.property(seeds, seed => {
        const e = randomExpr(seeded(seed), { symbols: ['x', 'y', 'alpha'], depth: 4, functions })
        const text = convert(e, format)
        expect(String(parse(text, { syntax: format })), text).toBe(String(e))
      }),
      runs(300),
    )
  })

  it('reads back what is not carried out', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...OPEN), (seed, frame) => {
        const functions = FUNCTIONS.filter(r => fate(r) === 'named' && !SEVERAL.has(r.name) && r.name !== 'hypergeom')
        const part = (k: number) => String(randomExpr(seeded(seed + k), { symbols: ['x', 'y'], depth: 2, functions }))
        const e = parse(frame.replaceAll('A', `(${part(0)})`).replaceAll('B', `(${part(1)})`))
        const text = convert(e, format)
        expect(parse(text, { syntax: format }).equals(e), text).toBe(true)
      }),
      runs(200),
    )
  })

  it('is read back with the same values', () => {
    const functions = FUNCTIONS.filter(r => typeof fate(r) === 'string' && !SLOW.has(r.name))
    let compared = 0
    fc.assert(
      fc.property(seeds, seed => {
        const e = randomExpr(seeded(seed), { symbols: ['x', 'y'], depth: 2, functions })
        const at = { x: 0.73, y: 1.31 }
        const [a, b] = [e, parse(convert(e, format), { syntax: format })].map(f =>
          evaluate(f, at, { undefined: 'nan' }),
        )
        if (!Number.isFinite(a) || !Number.isFinite(b)) return
        compared++
        expect(Math.abs((a as number) - (b as number))).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(a as number)))
      }),
      runs(200),
    )
    expect(compared).toBeGreaterThan(50)
  })
})
