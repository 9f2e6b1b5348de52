/** A laid-out answer has the value of the canonical one and reads back as itself, whatever is typed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal } from '../../src/expr/order.js'
import { diff, evaluate, parse } from '../../src/index.js'
import { pick, type Random, seeded } from '../cases/random.js'
import { runs, scaled } from '../cases/runs.js'

const LEAVES = ['x', 'x', 'x', 'y', 'a', '1', '2', '3', '1/2', '0.5', '2.5', 'pi']
const POWERS = ['2', '3', '(-1)', '(-2)', '(1/2)', '(3/2)', '(1/3)', '(-1/2)', '0.3', 'a', '4']
const FUNCTIONS = [
  'sin',
  'cos',
  'tan',
  'exp',
  'log',
  'sqrt',
  'abs',
  'sec',
  'cot',
  'asin',
  'atan',
  'acos',
  'sinh',
  'cosh',
  'tanh',
  'cbrt',
  'asec',
  'acosh',
  'erf',
  'relu',
  'sigmoid',
  'asech',
  'sign',
]

/** A text as somebody might type it: redundant brackets, repeated letters, quotients of quotients. */
function typed(random: Random, depth: number): string {
  if (depth <= 0 || random() < 0.12) return pick(random, LEAVES)
  const part = (): string => typed(random, depth - 1)
  const kind = random()
  if (kind < 0.22) return `(${part()} + ${part()})`
  if (kind < 0.34) return `(${part()} - ${part()})`
  if (kind < 0.56) return `${part()}*${part()}`
  if (kind < 0.7) return `(${part()})/(${part()})`
  if (kind < 0.82) return `(${part()})^${pick(random, POWERS)}`
  return `${pick(random, FUNCTIONS)}(${part()})`
}

describe('laws', () => {
  it('the value is that of the canonical form, and the text reads back', () => {
    let compared = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), seed => {
        const random = seeded(seed)
        const f = typed(random, 2 + Math.floor(random() * 3))
        const [laid, raw] = [diff(f, 'x'), diff(f, 'x', { form: 'raw' })]
        expect(equal(parse(String(laid)), laid), `${f}: ${laid}`).toBe(true)
        for (let k = 0; k < 4; k++) {
          const at = { x: (random() - 0.4) * 3, y: (random() - 0.3) * 2, a: random() * 2 - 0.5 }
          const [value, u, v] = [f, raw, laid].map(e => evaluate(e, at, { undefined: 'nan' })) as [
            number,
            number,
            number,
          ]
          if (!Number.isFinite(value) || !Number.isFinite(u)) continue
          compared++
          const size = Math.max(Math.abs(u), Math.abs(v), 1e-6)
          expect(Math.abs(u - v) / size, `${f} at ${JSON.stringify(at)}: ${laid}`).toBeLessThan(1e-6)
        }
      }),
      runs(30),
    )
    expect(compared).toBeGreaterThan(scaled(30))
  })
})
