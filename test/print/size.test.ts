/** Deep, wide and shared expressions: no recursion, output and work linear, refusal before the work. */
import { describe, expect, test } from 'vitest'
import { BudgetError } from '../../src/errors.js'
import { add, call, list, mul, num, pow, sum, sym } from '../../src/expr/build.js'
import { type Expr, rawCall } from '../../src/expr/node.js'
import { Rational } from '../../src/number/rational.js'
import { latex, latexShared } from '../../src/print/latex/latex.js'
import { aligned } from '../../src/print/latex/lines.js'
import { Presentation } from '../../src/print/presentation.js'
import { text, textShared } from '../../src/print/text.js'
import { unicode } from '../../src/print/unicode.js'

const x = sym('x')
/** A stack holds some ten thousand frames. */
const DEPTH = 12_000

function nested(step: (e: Expr) => Expr, depth = DEPTH): Expr {
  let e: Expr = x
  for (let k = 0; k < depth; k++) e = step(e)
  return e
}

describe('12,000 levels', () => {
  test.each<[string, (e: Expr) => Expr, string, string]>([
    ['sin', e => call('sin', [e]), 'sin(', '\\sin('],
    ['a power', e => pow(sym('a'), e), 'a^(', 'a^{'],
    ['a fraction', e => add(num(1), pow(add(x, e), num(-1))), '1 + 1/(', '1+\\cfrac{'],
    ['a list', e => list([e]), '[', '\\begin{bmatrix}'],
    ['a condition', e => call('piecewise', [e, call('gt', [x, num(0)]), num(1)]), 'piecewise(', '\\begin{cases}'],
    ['an exponential', e => pow(call('e', []), e), 'e^(', 'e^{'],
    ['a derivative', e => call('diff', [e, x]), 'diff(', '\\frac{d}{dx}'],
  ])('%s', (_, step, begin, beginLatex) => {
    const e = nested(step)
    expect(text(e).startsWith(begin)).toBe(true)
    expect(latex(e).startsWith(beginLatex)).toBe(true)
    expect(unicode(e).length).toBeGreaterThan(DEPTH)
  })

  test('in other styles', () => {
    const e = nested(f => add(num(1), pow(add(x, f), num(-1))))
    for (const style of [{ lines: aligned(60) }, { inline: true }, { fractions: 'power' }] as const)
      expect(latex(e, style).length).toBeGreaterThan(DEPTH)
  })
})

test('a sum of 20,000 terms', () => {
  const terms = Array.from({ length: 20_000 }, (_, k) => sym(`x${k}`))
  const e = sum(terms)
  expect(text(e)).toBe(terms.map(t => t.name).join(' + '))
  expect(latex(e).startsWith('x_{0}+x_{1}+')).toBe(true)
})

test('an integer of 300,000 digits', () => {
  const digits = `1${'0'.repeat(299_999)}`
  expect(text(num(Rational.of(BigInt(digits))))).toBe(digits)
})

describe('a shared expression', () => {
  const doubled = (depth: number): Expr => nested(e => call('f', [e, e]), depth)

  test.each([[30], [2000]])('2^%i nodes are refused with advice', depth => {
    const refusal = expect.objectContaining({ code: 'budget', message: expect.stringContaining('shared: true') })
    expect(() => text(doubled(depth))).toThrow(refusal)
    expect(() => latex(doubled(depth))).toThrow(refusal)
  })

  test.each([
    ['text', textShared],
    ['LaTeX', latexShared],
  ] as const)('its shared form is linear: %s', (_, print) => {
    const length = (depth: number): number => print(doubled(depth)).length
    expect(length(20_000) / length(2000)).toBeLessThan(12)
  })
})

test.each([
  [{ characters: 9 }, 'characters'],
  [{ nodes: 3 }, 'nodes'],
])('the limit %j', (limits, limit) => {
  const e = mul(x, call('sin', [add(x, num(1))]))
  expect(() => text(e, { limits })).toThrow(expect.objectContaining({ limit }))
  expect(() => latex(e, { limits })).toThrow(BudgetError)
  expect(text(e, { limits: { characters: 12, nodes: 7 } })).toBe('x*sin(x + 1)')
})

test('each node of a tree is laid out a bounded number of times', () => {
  const count = (depth: number): number => {
    let layouts = 0
    const original = Presentation.prototype.layout
    Presentation.prototype.layout = function (...args) {
      layouts++
      return original.apply(this, args)
    }
    try {
      latex(nested(e => rawCall('add', [rawCall('mul', [x, rawCall('pow', [e, num(-2)])]), num(1)]), depth))
    } finally {
      Presentation.prototype.layout = original
    }
    return layouts
  }
  expect(count(4000) / count(1000)).toBeLessThan(4.1)
})
