/** trigExpand and trigReduce: tables, that they keep values, that one undoes the other, and that their work is bounded. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BudgetError, diff, equivalent, parse, trigExpand, trigReduce } from '../../src/index.js'
import { pick, type Random, seeded } from '../cases/random.js'

/** The input, expanded, reduced. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['sin(x + y)', 'cos(x)*sin(y) + cos(y)*sin(x)', 'sin(x + y)'],
  ['cos(x - y)', 'cos(x)*cos(y) + sin(x)*sin(y)', 'cos(x - y)'],
  ['sin(2*x)', '2*cos(x)*sin(x)', 'sin(2*x)'],
  ['cos(3*x)', '4*cos(x)^3 - 3*cos(x)', 'cos(3*x)'],
  ['sin(3*x/2)', '4*cos(x/2)^2*sin(x/2) - sin(x/2)', 'sin(3*x/2)'],
  ['sin(x + pi/4)', 'cos(x)/sqrt(2) + sin(x)/sqrt(2)', 'sin(x + pi/4)'],
  ['cos(x + pi)', '-cos(x)', 'cos(x + pi)'],
  ['tan(2*x)', '2*cos(x)*sin(x)/(2*cos(x)^2 - 1)', 'tan(2*x)'],
  ['sec(2*x)', '1/(2*cos(x)^2 - 1)', 'sec(2*x)'],
  ['sinh(2*x)', '2*cosh(x)*sinh(x)', 'sinh(2*x)'],
  ['cosh(x + y)', 'cosh(x)*cosh(y) + sinh(x)*sinh(y)', 'cosh(x + y)'],
  ['sin(x)^2', 'sin(x)^2', '1/2 - cos(2*x)/2'],
  ['sin(x)*cos(x)', 'cos(x)*sin(x)', 'sin(2*x)/2'],
  ['sin(x)*sin(y)', 'sin(x)*sin(y)', 'cos(x - y)/2 - cos(x + y)/2'],
  ['sinh(x)^2', 'sinh(x)^2', 'cosh(2*x)/2 - 1/2'],
  ['sinh(x)*sin(x)^2', 'sin(x)^2*sinh(x)', 'sinh(x)/2 - cos(2*x)*sinh(x)/2'],
  ['sin(x)*(1 + cos(x))', 'sin(x)*(1 + cos(x))', 'sin(x) + sin(2*x)/2'],
  ['(sin(x) + cos(x))^2', '(cos(x) + sin(x))^2', '1 + sin(2*x)'],
  ['cos(x)^2/sin(x)', 'cos(x)^2/sin(x)', 'cos(2*x)/(2*sin(x)) + 1/(2*sin(x))'],
  ['x*f(sin(x)^2)', 'x*f(sin(x)^2)', 'x*f(1/2 - cos(2*x)/2)'],
  ['sin(x)^2 + cos(x)^2', 'cos(x)^2 + sin(x)^2', '1'],
  ['x + 2', 'x + 2', 'x + 2'],
]

describe('multiple angles', () => {
  it.each(CASES)('%s is %s and %s', (input, expanded, reduced) => {
    expect(String(trigExpand(input))).toBe(expanded)
    expect(String(trigReduce(input))).toBe(reduced)
  })

  it.each(['sin(1001*x)', 'sin(900*x)'])('%s is too long to be expanded', text =>
    expect(() => trigExpand(text)).toThrow(BudgetError),
  )
  it.each(['cos(x)^1000', '(sin(x) + cos(y) + sin(z) + 1)^30'])('%s is too long to be reduced', text =>
    expect(() => trigReduce(text)).toThrow(BudgetError),
  )
})

const SYMBOLS = ['x', 'y', 'z']

/** An angle with whole coefficients. */
const angle = (random: Random): string =>
  Array.from(
    { length: 1 + Math.floor(random() * 2) },
    () => `${pick(random, [1, 2, 3, -1, -2])}*${pick(random, SYMBOLS)}`,
  ).join(' + ')

const wave = (random: Random, kinds: readonly string[]): string => `${pick(random, kinds)}(${angle(random)})`

function polynomial(random: Random, kinds: readonly string[]): string {
  const term = (): string =>
    `${pick(random, ['2', '-1', 'x', '1/3'])}*${Array.from({ length: 1 + Math.floor(random() * 3) }, () => wave(random, kinds)).join('*')}`
  return Array.from({ length: 1 + Math.floor(random() * 2) }, term).join(' + ')
}

const runs = (n: number): { numRuns: number } => ({ numRuns: Math.ceil(n * Number(process.env.LAW_FACTOR ?? 1)) })
const seeds = fc.integer({ min: 0, max: 2 ** 31 })

describe('laws', () => {
  const kinds = ['sin', 'cos', 'sinh', 'cosh']

  it('reducing undoes expanding: both write one polynomial in one way', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const e = parse(polynomial(seeded(seed), kinds))
        expect(String(trigReduce(trigExpand(e)))).toBe(String(trigReduce(e)))
      }),
      runs(150),
    )
  })

  it('what vanishes reduces to 0: a product of sums minus the sum of products', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = seeded(seed)
        const [a, b] = [polynomial(random, kinds), polynomial(random, kinds)]
        expect(String(trigReduce(`(${a})*(${b}) - (${String(trigExpand(a))})*(${String(trigExpand(b))})`))).toBe('0')
      }),
      runs(60),
    )
  })

  it('keep values, also of quotients and derivatives', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = seeded(seed)
        const all = [...kinds, 'tan', 'sec', 'coth', 'csc', 'tanh']
        const e = diff(`${polynomial(random, all)}/(2 + ${wave(random, kinds)})`, 'x', { simplify: false })
        for (const other of [trigExpand(e), trigReduce(e)]) {
          const { verdict, witness } = equivalent(e, other, { samples: 4 })
          expect(verdict, `${e} became ${other}: ${JSON.stringify(witness)}`).not.toBe('refuted')
        }
      }),
      runs(12),
    )
  })
})
