/** Depth and length cost no more than they must, and hostile LaTeX is read or refused: no recursion, no quadratic work. */
import { describe, expect, test } from 'vitest'
import { FluxionError, ParseError } from '../../../src/errors.js'
import { readLatex } from '../../../src/parse/latex/read.js'
import { parse } from '../../../src/parse/parse.js'

const LIMITS = { length: 1e7, depth: 1e6 }
const NAMES = { bound: new Set<string>(), functions: new Set<string>() }
const steps = (text: string): number => readLatex(text, NAMES, LIMITS).steps
const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}x${close.repeat(depth)}`

describe('work is linear', () => {
  test.each([
    ['braces', (n: number) => nested('{', '}', n)],
    ['brackets', (n: number) => nested('\\left(', '\\right)', n)],
    ['fractions', (n: number) => nested('\\frac{1}{', '}', n)],
    ['roots', (n: number) => nested('\\sqrt{', '}', n)],
    ['powers', (n: number) => nested('x^{', '}', n)],
    ['functions', (n: number) => nested('\\sin(', ')', n)],
    ['operators', (n: number) => `${'\\sin '.repeat(n)}x`],
    ['bars', (n: number) => nested('|', '|', n)],
    ['derivatives', (n: number) => `${'\\frac{d}{dx}'.repeat(n)}x`],
    ['sums', (n: number) => `x${'+x'.repeat(n)}`],
    ['products', (n: number) => `x${'y'.repeat(n)}`],
    ['cells', (n: number) => `\\begin{matrix}${'x&'.repeat(n)}x\\end{matrix}`],
    ['arguments', (n: number) => `\\max(${'x,'.repeat(n)}x)`],
    ['brackets behind letters', (n: number) => `x${'(x'.repeat(n)}${')'.repeat(n)}`],
    ['brackets behind an operator', (n: number) => `\\sin x${'(x)'.repeat(n)}`],
    ['quotients of functions', (n: number) => `x${'+\\sin x/x'.repeat(n)}`],
    ['unit vectors', (n: number) => `\\mathbf{i}${'+x\\mathbf{i}'.repeat(n)}`],
    ['multiples of vectors', (n: number) => `${nested('2(', ')', n).replace('x', '\\mathbf{i}')}`],
    ['lists', (n: number) => `x${', x'.repeat(n)}`],
    ['digits in groups', (n: number) => `\\max(1${',100'.repeat(n)})`],
    ['divisions', (n: number) => `${'{x\\over'.repeat(n)} x${'}'.repeat(n)}`],
  ] as const)('in %s', (_, text) => {
    const [small, large] = [steps(text(250)), steps(text(1000))]
    expect(large / small).toBeLessThan(4.1)
  })
})

describe('length', () => {
  test.each([
    ['a term of a vector', (n: number) => `${'x'.repeat(n)}\\mathbf{i}`],
    ['what stands above a bar', (n: number) => `{${'x'.repeat(n)}\\over 2}`],
  ])('%s with 20,000 factors', (_, text) => {
    expect(readLatex(text(20_000), NAMES, LIMITS).program.result).toBeDefined()
  })
})

describe('depth', () => {
  test.each([
    ['{', '}'],
    ['\\left(', '\\right)'],
    ['\\frac{', '}{2}'],
    ['|', '|'],
  ])('12,000 of %s', (open, close) => {
    expect(['sym', 'call']).toContain(parse(nested(open, close, 12_000), { syntax: readLatex }).kind)
  })

  test.each(['(', '{', '|', '\\frac{', '\\sqrt[', 'x^{', '\\begin{cases}', '\\text{', '\\sin^', '$', '\\left', '_'])(
    '12,000 of %j, never closed',
    open => {
      expect(() => parse(open.repeat(12_000), { syntax: readLatex })).toThrow(ParseError)
    },
  )
})

describe('hostile texts', () => {
  test.each(
    [
      '\\operatorname{constructor}(x)',
      '\\constructor',
      '\\begin{__proto__}x\\end{__proto__}',
      '\\begin{constructor}x\\end{constructor}',
      '\\hasOwnProperty(x)',
      '\\text{__proto__}(x)',
      'x\0',
      '\ud800',
      '\\u{0}',
      '1'.repeat(200_000),
      `x_{${'a'.repeat(200_000)}`,
    ].map(text => [text.slice(0, 40), text] as const),
  )('%j is refused', (_, text) => {
    expect(() => parse(text, { syntax: readLatex })).toThrow(FluxionError)
  })

  test.each([
    ['\\mathrm{constructor}', 'constructor'],
    ['x_{constructor}', 'x_constructor'],
    ['\\mathrm{\\_\\_proto\\_\\_}', '__proto__'],
  ])('%s is a name', (text, name) => {
    expect(String(parse(text, { syntax: readLatex }))).toBe(name)
  })

  test('a message shows only a window of the text', () => {
    const text = `${'x+'.repeat(1e5)}\\foo${'+x'.repeat(1e5)}`
    expect(() => parse(text, { syntax: readLatex })).toThrow(expect.objectContaining({ offset: 2e5 }))
    try {
      parse(text, { syntax: readLatex })
    } catch (error) {
      expect(String(error).length).toBeLessThan(400)
    }
  })
})
