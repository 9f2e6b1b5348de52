import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.js'
import { add, call, e, i, mul, num, pi, pow, rational, sym } from '../../src/expr/build.js'
import { rawCall } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { parse } from '../../src/parse/parse.js'
import { text, textShared } from '../../src/print/text.js'

const x = sym('x')

describe('names that the language does not have are quoted, and so never read as something else', () => {
  test.each([
    ['a b', '`a b`'],
    ['', '``'],
    ['1x', '`1x`'],
    ['x+y', '`x+y`'],
    ['a`b', '`a``b`'],
    ['and', '`and`'],
    ['true', '`true`'],
    ['θ', '`θ`'],
    ['x\u200b', '`x\u200b`'],
    ['x'.repeat(5000), `\`${'x'.repeat(5000)}\``],
  ])('%j', (name, expected) => {
    expect(text(sym(name))).toBe(expected)
    expect(() => parse(expected)).toThrow(ParseError)
  })

  test('also those of functions', () => {
    expect(text(call("a b'", [x]))).toBe("`a b`'(x)")
  })
})

describe('a symbol named like a constant', () => {
  test.each([
    [mul(sym('e'), pow(e, x)), 'e*exp(x)'],
    [add(sym('e'), e), 'e + exp(1)'],
  ])('%#: %s', (expression, expected) => {
    expect(text(expression)).toBe(expected)
    expect(equal(parse(expected, { bound: ['e'] }), expression)).toBe(true)
  })

  test.each([[add(sym('i'), i)], [add(sym('pi'), pi)]])(
    '%#: the constant is refused rather than read as the symbol',
    expression => {
      expect(() => parse(text(expression))).toThrow(ParseError)
    },
  )
})

describe('what is not canonical is still read in the right order', () => {
  test.each([
    [rawCall('pow', [num(-2), num(2)]), '(-2)^2'],
    [rawCall('pow', [rational(1, 2), num(2)]), '(1/2)^2'],
    [rawCall('mul', [x, num(-2)]), '(-2)*x'],
    [rawCall('add', [x, rawCall('add', [x, num(1)])]), 'x + (x + 1)'],
    [rawCall('mul', [num(2), rawCall('mul', [x, x])]), '2*(x*x)'],
    [rawCall('pow', [rawCall('pow', [x, num(2)]), num(3)]), '(x^2)^3'],
  ])('%#', (expression, expected) => {
    expect(text(expression).replaceAll(' ', '')).toBe(expected.replaceAll(' ', ''))
  })
})

describe('the shared form', () => {
  test.each([
    ['(sin(x)^2 + 1)*sin(x)*e^(sin(x)^2 + 1)', 't1 = sin(x); t2 = t1^2 + 1; t1*t2*e^t2'],
    ['t1*sin(x) + e^sin(x)', 't2 = sin(x); t1*t2 + e^t2'],
    ['x*(x + y) + e^(x + y)*sin(x)', 't1 = x + y; t1*x + e^t1*sin(x)'],
    ['x^2*y + e^(x^2)', 'x^2*y + e^(x^2)'],
    ['-x + e^(-x)*sin(-x)', undefined],
  ])('%s', (input, expected) => {
    const shared = textShared(parse(input))
    if (expected !== undefined) expect(shared).toBe(expected)
    expect(equal(parse(shared), parse(input))).toBe(true)
  })

  test('uses no name of a function', () => {
    const e = parse('t1(sin(x))*e^sin(x)', { functions: ['t1'] })
    expect(textShared(e)).toBe('t2 = sin(x); e^t2*t1(t2)')
  })

  test('is an option of text, too', () => {
    expect(text(parse('sin(x)*e^sin(x)'), { shared: true })).toBe('t1 = sin(x); t1*e^t1')
  })
})

test('the printer is what String uses', () => {
  expect(String(parse('w*w'))).toBe('w^2')
  expect(JSON.stringify({ d: parse('w*w') })).toBe('{"d":"w^2"}')
})
