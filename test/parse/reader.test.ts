/** How texts are read, and where and how wrong ones are refused: the tables of test/cases/syntax.ts. */
import { describe, expect, test } from 'vitest'
import { BudgetError, ParseError } from '../../src/errors.js'
import { parse } from '../../src/parse/parse.js'
import { ERRORS, READINGS } from '../cases/syntax.js'
import { shapeOf } from './shape.js'

/** The error of a text that must have one. */
function errorOf(text: string): ParseError {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
  throw new Error(`${JSON.stringify(text)} was accepted`)
}

describe('readings', () => {
  test.each(READINGS)('%j is %s', (text, reading) => expect(shapeOf(text)).toBe(reading))
})

describe('errors', () => {
  test.each([...ERRORS.map(([text, offset, code, hint]) => [text, offset, code, hint] as const)])(
    '%j fails at %i: %s',
    (text, offset, code, hint) => {
      const error = errorOf(text)
      expect([error.code, error.offset]).toEqual([code, offset])
      if (hint !== undefined) expect(error.hint).toContain(hint)
      expect(error.source).toBe(text)
      expect(error.offset + error.length).toBeLessThanOrEqual(text.length)
      expect(error.length === 0).toBe(offset === text.length)
    },
  )
})

describe('what the caller declares', () => {
  test('a bound name is a plain symbol before a bracket', () => {
    expect(shapeOf('rate(x+1)', { bound: ['rate'] })).toBe('(* rate (+ x 1))')
    expect(shapeOf('f(x)', { bound: ['f'] })).toBe('(* f x)')
    expect(shapeOf('sin + sin(x)', { bound: ['sin'] })).toBe('(+ sin (* sin x))')
    expect(shapeOf('d/dx', { bound: ['d', 'dx'] })).toBe('(/ d dx)')
  })
  test('a declared function applies', () => {
    expect(shapeOf('foo(x) foo(y, z)', { functions: ['foo'] })).toBe('(* (foo x) (foo y z))')
    expect(() => shapeOf('foo x', { functions: ['foo'] })).toThrow(/brackets/)
  })
})

describe('messages', () => {
  test('show the line with a caret, and what was expected', () => {
    expect(errorOf('x + * y').message).toBe('"*" does not fit here; expected an expression\n  x + * y\n      ^')
    expect(errorOf('(x').message).toBe('the text ends too early; the "(" at 0 is still open; expected ")"\n  (x\n    ^')
    expect(errorOf('x + * y').expected).toEqual(['an expression'])
  })
  test('show only the line of the problem, and only a window of it', () => {
    expect(errorOf('x +\ny + * z\n+ 1').message.split('\n').slice(1)).toEqual(['  y + * z', '      ^'])
    const long = errorOf(`${'x + '.repeat(1e5)}* ${' + x'.repeat(1e5)}`)
    expect(long.message.length).toBeLessThan(300)
    const [line = '', caret = ''] = long.message.split('\n').slice(1)
    expect(line[caret.indexOf('^')]).toBe('*')
  })
  test('escape what cannot be seen or would drive a terminal', () => {
    const message = errorOf('x + \u001b[31m').message
    expect(message).toContain('\\u{1b}')
    expect(message).not.toContain('\u001b')
    const [line = '', caret = ''] = errorOf('x\u202e').message.split('\n').slice(1)
    expect(line.slice(caret.indexOf('^'))).toBe('\\u{202e}')
  })
  test('name the code point', () => expect(errorOf('x\u20131').message).toContain('U+2013'))
  test('never quote a long name in full', () => {
    expect(errorOf(`${'x'.repeat(1e6)}(1)`).message.length).toBeLessThan(400)
  })
})

describe('limits', () => {
  test('of length', () => expect(() => parse('x+1', { limits: { length: 2 } })).toThrow(BudgetError))
  test('of depth', () => expect(() => parse('((x))', { limits: { depth: 1 } })).toThrow(BudgetError))
  test('of digits', () => expect(() => parse('1234', { limits: { digits: 3 } })).toThrow(BudgetError))
})
