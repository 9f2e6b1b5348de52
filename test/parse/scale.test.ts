/**
 * Size: the work of the parser grows with the length of the text and with nothing else, whatever is nested or repeated,
 * and no depth exhausts the stack. Work is counted in steps of the parser, never in time.
 */
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.js'
import { equal } from '../../src/expr/order.js'
import { parse } from '../../src/parse/parse.js'
import { read } from '../../src/parse/reader.js'

const names = { bound: new Set<string>(), functions: new Set<string>() }
const steps = (text: string): number => read(text, names, { length: 1e8, depth: 1e6 }).steps

/** Texts by their size. */
const FAMILIES: Readonly<Record<string, (n: number) => string>> = {
  'x^x^...': n => Array(n).fill('x').join('^'),
  'x^-x^-...': n => Array(n).fill('x').join('^-'),
  'long sums': n => Array(n).fill('x').join('+'),
  'long products': n => Array(n).fill('x').join('*'),
  'implicit products': n => Array(n).fill('x').join(' '),
  'long argument lists': n => `max(${Array(n).fill('x').join(',')})`,
  'long lists': n => `[${Array(n).fill('x').join(',')}]`,
  matrices: n => `[${Array(n).fill('x,y').join(';')}]`,
  'deep brackets': n => `${'('.repeat(n)}x${')'.repeat(n)}`,
  'deep lists': n => `${'['.repeat(n)}x${']'.repeat(n)}`,
  'nested calls': n => `${'sin('.repeat(n)}x${')'.repeat(n)}`,
  'sums nested to the left': n => `${'('.repeat(n)}x${'+y)'.repeat(n)}`,
  'sums nested to the right': n => `${'x+('.repeat(n)}x${')'.repeat(n)}`,
  'deep unary minus': n => `${'-'.repeat(n)}x^2^2*y`,
  'minus and brackets': n => `${'-('.repeat(n)}x${')'.repeat(n)}`,
  'deep not': n => `${'not '.repeat(n)}x`,
  roots: n => `${'√'.repeat(n)}x`,
  'ternaries to the right': n => `${'x > 1 ? y : '.repeat(n)}z`,
  'ternaries in the middle': n => `${'x ? '.repeat(n)}x${' : y'.repeat(n)}`,
  bars: n => Array(n).fill('|x|').join('+'),
  'nested bars': n => `${'|x*'.repeat(n)}x${'|'.repeat(n)}`,
  indices: n => `x${'[1]'.repeat(n)}`,
  relations: n => Array(n).fill('x').join(' < '),
  'and, or': n => Array(n).fill('x and y').join(' or '),
  statements: n => Array.from({ length: n }, (_, k) => `q${k} = x`).join(';'),
}

describe('the work is linear', () => {
  test.each(Object.entries(FAMILIES))('%s', (_, text) => {
    const ratio = steps(text(2000)) / steps(text(1000))
    expect(ratio).toBeGreaterThan(1.8)
    expect(ratio).toBeLessThan(2.2)
  })
})

describe('deep and long texts parse', () => {
  const n = 20_000
  test('20,000 brackets', () => expect(parse(FAMILIES['deep brackets']?.(n) ?? '')).toBe(parse('x')))
  test('20,000 nested sines', () => expect(parse(FAMILIES['nested calls']?.(n) ?? '')).toMatchObject({ head: 'sin' }))
  test('a typed sum of 100,000 terms', () => {
    const sum = parse(Array.from({ length: 5 * n }, (_, k) => `x${k}`).join('+'))
    expect(sum.kind === 'call' && sum.args.length).toBe(5 * n)
  })
  test('20,000 arguments', () => {
    const max = parse(`f(${Array.from({ length: n }, (_, k) => `x${k}`).join(',')})`)
    expect(max.kind === 'call' && max.args.length).toBe(n)
  })
  test('a tower of 20,000 powers', () => expect(parse(FAMILIES['x^x^...']?.(n) ?? '')).toMatchObject({ head: 'pow' }))
  test('a sum of 20,000 terms in nested brackets is one sum', () => {
    expect(parse(FAMILIES['sums nested to the left']?.(n) ?? '')).toBe(parse(`x + ${n}*y`))
    expect(parse(FAMILIES['sums nested to the right']?.(n) ?? '')).toBe(parse(`${n + 1}*x`))
  })
  test('20,000 signs', () => expect(parse(`${'-'.repeat(n + 1)}x`)).toBe(parse('-x')))
  test('a name of a million letters', () => expect(parse('x'.repeat(1e6))).toMatchObject({ name: 'x'.repeat(1e6) }))
  test('a number of 100,000 digits', () => expect(parse('9'.repeat(100_000))).toMatchObject({ kind: 'num' }))
  test('20,000 statements share their values', () => {
    const text = Array.from({ length: 20_000 }, (_, k) => `q${k + 1} = sin(q${k})`).join(';')
    expect(parse(text)).toMatchObject({ head: 'sin' })
  })
})

describe('deep and long texts fail as they should', () => {
  test.each([
    ['brackets', '('.repeat(100_000), 100_000, 'unexpected-end'],
    ['bars', '|'.repeat(100_001), 100_001, 'unexpected-end'],
    ['calls', 'sin('.repeat(100_000), 400_000, 'unexpected-end'],
    ['conditions', 'x?'.repeat(100_000), 200_000, 'unexpected-end'],
    ['an early mistake before many brackets', `x x^*${'('.repeat(100_000)}`, 4, 'unexpected-operator'],
    ['a late closing bracket', `${'('.repeat(100_000)}]`, 100_000, 'unexpected-bracket'],
  ])('%s', (_, text, offset, code) => {
    let error: unknown
    try {
      parse(text)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(ParseError)
    expect(error).toMatchObject({ offset, code })
  })

  test('exponents are checked before they are computed', () => {
    expect(() => parse('1e999999999')).toThrow(/exponent/)
    expect(() => parse('1e-999999999')).toThrow(/exponent/)
    expect(() => parse('9'.repeat(100_001))).toThrow(/digits/)
    expect(() => parse(Array(1000).fill('1e99999').join(','))).toThrow()
    expect(() => parse(`[${Array(1000).fill('1e99999').join(',')}]`)).toThrow(/together/)
    expect(equal(parse('1e400'), parse('10^400'))).toBe(true)
  })
})
