/** Lengths of texts without the texts: the same as counting in them, and as much work as there are new nodes. */
import { describe, expect, it } from 'vitest'
import { diff, gradient } from '../../src/index.js'
import { parse } from '../../src/parse/parse.js'
import { TokenCounter } from '../../src/print/count.js'
import { text } from '../../src/print/text.js'

const tokens = (s: string): number => s.match(/[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|\.[*/^]|\S/gu)?.length ?? 0

describe('the length of a text', () => {
  const counter = new TokenCounter(new Map())
  it.each([
    'x',
    '12.5',
    '-x',
    'a - (b - c)',
    '-(a + b)*c',
    '(a + b)^(c + d)',
    '3/2*x - 7',
    'e^(x + 1)',
    'sqrt(x)^3',
    '[x, -y]',
    'sin(x)*sin(x + y)/(1 + sin(x))',
    '(1 + sin(x))^2 - (1 + sin(x))',
    'if(x < 0, -x, x)',
    'if(x > 0 and not (y == 2), 1, 2)',
    'x!',
  ])('of %s is that of what is written', source => {
    const e = parse(source)
    expect(counter.count(e)).toBe(tokens(text(e)))
    // Once more, from what is kept.
    expect(counter.count(e)).toBe(tokens(text(e)))
  })
})

/** A network of so many layers, none of whose weights is that of another. */
function layers(n: number): { readonly loss: string; readonly weights: string[]; readonly let: string } {
  const weights = Array.from({ length: n }, (_, k) => `W${k}`)
  const output = weights.reduce((h, w) => `tanh(${w}*${h})`, 'x')
  return {
    loss: `norm2(${output} - y)^2`,
    weights,
    let: ['x:[n]', 'y:[n]', ...weights.map(w => `${w}:[n,n]`)].join('; '),
  }
}

describe('the work of a derivative', () => {
  it.each([
    [16, 350_000],
    [64, 7_200_000],
  ])('by all weights of %i layers is within %i steps', (n, steps) => {
    const { loss, weights, ...shapes } = layers(n)
    expect(gradient(loss, weights, { ...shapes, limits: { steps } })).toHaveLength(n)
  })

  it.each([
    [80, 40_000],
    [320, 120_000],
  ])('of the trace of the %i-th power is within %i steps', (n, steps) => {
    expect(String(diff(`tr(A^${n})`, 'A', { let: 'A:[n,n]', limits: { steps } }))).toBe(`${n}*(A')^${n - 1}`)
  })
})
