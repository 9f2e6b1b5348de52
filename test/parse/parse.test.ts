/** What texts mean: the expressions built from them, exactly; definitions, declarations and options. */
import { describe, expect, test } from 'vitest'
import { BudgetError, FluxionError, ParseError, ShapeError } from '../../src/errors.js'
import { add, call, i, inf, mul, no, num, pi, pow, rational, sym, yes } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { equal } from '../../src/expr/order.js'
import { parse, parseProgram } from '../../src/parse/parse.js'

const [x, y] = [sym('x'), sym('y')]
const e = call('e', [])

const MEANINGS: readonly (readonly [string, Expr])[] = [
  ['2x', mul(num(2), x)],
  ['x - y', add(x, mul(num(-1), y))],
  ['x/y', mul(x, pow(y, num(-1)))],
  ['a/b c', mul(sym('a'), pow(sym('b'), num(-1)), sym('c'))],
  ['-x^2', mul(num(-1), pow(x, num(2)))],
  ['2^3^2', num(512)],
  ['(2^3)^2', num(64)],
  ['2^-1', rational(1, 2)],
  ['x^-y^2', pow(x, mul(num(-1), pow(y, num(2))))],
  ['exp(x)', pow(e, x)],
  ['e^x', pow(e, x)],
  ['sqrt(x)', pow(x, rational(1, 2))],
  ['√x', pow(x, rational(1, 2))],
  ['∛x', call('cbrt', [x])],
  ['∜x', call('root', [x, num(4)])],
  ['ln(x)', call('log', [x])],
  ['log_2(x)', mul(call('log', [x]), pow(call('log', [num(2)]), num(-1)))],
  ['log_b(x)', call('log', [x, sym('b')])],
  ['log(x, b)', call('log', [x, sym('b')])],
  ['arcsin(x)', call('asin', [x])],
  ['sin^2(x)', pow(call('sin', [x]), num(2))],
  ['|x|', call('abs', [x])],
  ['5!', num(120)],
  ['-3!', num(-6)],
  ['n!', call('factorial', [sym('n')])],
  ['½ + .5', num(1)],
  ['⅔', rational(2, 3)],
  ['0.1 + 0.2', rational(3, 10)],
  ['1e-3', rational(1, 1000)],
  ['00012', num(12)],
  ['2πr', mul(num(2), pi, sym('r'))],
  ['i^2', num(-1)],
  ['2i', mul(num(2), i)],
  ['∞', inf],
  ['E + I', add(sym('E'), sym('I'))],
  ['true', yes],
  ['1 > 2', no],
  ['x < y', call('lt', [x, y])],
  ['x = y', call('eq', [x, y])],
  ['x ≠ y', call('ne', [x, y])],
  ['1 < x <= 2', call('and', [call('lt', [num(1), x]), call('le', [x, num(2)])])],
  ['not x < y', call('not', [call('lt', [x, y])])],
  ['x > 1 ? x : y', call('piecewise', [x, call('gt', [x, num(1)]), y])],
  ['if(x > 1, x, y)', call('piecewise', [x, call('gt', [x, num(1)]), y])],
  [
    'a > 1 ? x : b > 1 ? y : 0',
    call('piecewise', [x, call('gt', [sym('a'), num(1)]), y, call('gt', [sym('b'), num(1)]), num(0)]),
  ],
  ['[1,2;3,4]', call('list', [call('list', [num(1), num(2)]), call('list', [num(3), num(4)])])],
  ['[1;2]', call('list', [call('list', [num(1)]), call('list', [num(2)])])],
  ['[[1,2],[3,4]]', parse('[1,2;3,4]')],
  ['[]', call('list', [])],
  ['W[1,2]', call('index', [sym('W'), num(1), num(2)])],
  ['diff(x^3, x)', call('diff', [pow(x, num(3)), x])],
  ["f'(x)", call("f'", [x])],
  ["f'[1](x)", call("f'", [x])],
  ["f'[1,1,1,1](x)", call("f'[1,1,1,1]", [x])],
  ["g'[2,1](x, y)", call("g'[1,2]", [x, y])],
  ['q = x + y; q*z', mul(add(x, y), sym('z'))],
  // A line that ends between two operands ends a statement.
  ['q = x + y\nq*z', mul(add(x, y), sym('z'))],
  ['q = x +\n  y\r\nq*z', mul(add(x, y), sym('z'))],
  ['q = (x\n y)\nq', mul(x, y)],
  ['q = x; q = q + 1; q', add(x, num(1))],
  ['e = 3; 2e', num(6)],
]

describe('meanings', () => {
  test.each(MEANINGS)('%s', (text, meaning) => expect(equal(parse(text), meaning)).toBe(true))
})

describe('numbers', () => {
  test('remember that they were written with decimals', () => {
    expect(parse('0.1')).toMatchObject({ decimal: true })
    expect(parse('1e-3')).toMatchObject({ decimal: true })
    expect(parse('1e3')).toMatchObject({ decimal: false })
    expect(parse('½')).toMatchObject({ decimal: false })
  })
  test('are exact', () => {
    expect(parse('9007199254740993')).toMatchObject({ value: { num: 9007199254740993n } })
    expect(equal(parse('1e-400'), parse('10^-400'))).toBe(true)
  })
  test('0/0 and 1/0 are read without complaint', () => {
    expect(() => parse('0/0 + 1/0')).not.toThrow()
  })
})

describe('definitions', () => {
  test('are kept in order, with earlier names replaced', () => {
    const { bindings, result } = parseProgram('q = x + y; f = q*z')
    expect(bindings.map(b => b.name)).toEqual(['q', 'f'])
    expect(bindings[0]?.value).toBe(add(x, y))
    expect(result).toBe(bindings[1]?.value)
  })
  test('share their value', () => {
    const { result } = parseProgram('q = sin(x); cos(q) + exp(q)')
    expect(result).toBe(parse('cos(sin(x)) + exp(sin(x))'))
  })
  test('one equation is no definition', () => {
    const { bindings, result } = parseProgram('q = x')
    expect(bindings).toEqual([])
    expect(result).toBe(call('eq', [sym('q'), x]))
  })
})

describe('bound names', () => {
  test('shadow constants and functions', () => {
    expect(parse('2e', { bound: ['e'] })).toBe(mul(num(2), sym('e')))
    expect(parse('i^2', { bound: ['i'] })).toBe(pow(sym('i'), num(2)))
    expect(parse('gamma(x+1)', { bound: ['gamma'] })).toBe(mul(sym('gamma'), add(x, num(1))))
  })
  test('declared functions stay formal', () => {
    expect(parse('foo(x)', { functions: ['foo'] })).toBe(call('foo', [x]))
  })
})

describe('declarations', () => {
  test('assumptions, functions and definitions, separated by semicolons or spaces', () => {
    const { declarations, bindings, result } = parseProgram('foo(q) + t', {
      let: 't:positive real n:integer; foo:function q = t + n; r = q > 0 ? 1 : 2',
    })
    expect(declarations).toMatchObject([
      { name: 't', offset: 0, assumptions: ['real', 'positive'], shape: undefined },
      { name: 'n', offset: 16, assumptions: ['integer'], shape: undefined },
    ])
    expect(bindings.map(b => b.name)).toEqual(['q', 'r'])
    expect(result).toBe(add(call('foo', [add(sym('t'), sym('n'))]), sym('t')))
  })
  test('a definition extends to the next declaration', () => {
    const { bindings, declarations } = parseProgram('q', { let: 'q = x + y x:real' })
    expect(bindings[0]?.value).toBe(add(x, y))
    expect(declarations).toMatchObject([{ name: 'x', assumptions: ['real'] }])
  })
  test('a declared name is a plain symbol', () => {
    expect(parse('e(x)', { let: 'e:real' })).toBe(mul(sym('e'), x))
    expect(parse('θ', { let: 'θ:positive' })).toBe(sym('theta'))
  })
  test('the text may use and shadow definitions', () => {
    expect(parse('q = q + 1; 2q', { let: 'q = x' })).toBe(mul(num(2), add(x, num(1))))
    expect(parse('rate(x)', { let: 'rate = 2' })).toBe(mul(num(2), x))
  })
  test('of shapes are refused where only scalars are understood', () => {
    expect(() => parse('W*x', { let: 'W:[2,3]; x:[3]' })).toThrow(ShapeError)
  })
  test.each([
    ['x:', 2, 'unexpected-end'],
    ['x:red', 2, 'unexpected-name'],
    ['x:real red', 7, 'unexpected-name'],
    ['x:real; x', 9, 'unexpected-end'],
    ['x', 1, 'unexpected-end'],
    ['x y:real', 2, 'unexpected-name'],
    ['f:function real', 11, 'unexpected-name'],
    ['x:real; #', 8, 'unexpected-character'],
    ['x:real; @', 8, 'unexpected-character'],
    ['x:real; q = 2 * ; y:real', 16, 'unexpected-end'],
    ['q = 2 * ; r = 1', 8, 'unexpected-character'],
    ['x:real; q = y *', 15, 'unexpected-end'],
    ['x:real; q = 2 3', 14, 'unexpected-number'],
    ['2:real', 0, 'unexpected-number'],
  ])('%j fails at %i: %s', (text, offset, code) => {
    let error: unknown
    try {
      parse('x', { let: text })
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(ParseError)
    expect(error).toMatchObject({ offset, code, source: text })
  })
})

test('an aborted signal stops before any work', () => {
  expect(() => parse('x', { signal: AbortSignal.abort() })).toThrow(BudgetError)
})

test('names of Object.prototype reach nothing', () => {
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'valueOf']) {
    expect(parse(name)).toBe(sym(name))
    expect(parse(`${name} = 2; ${name}*3`)).toBe(num(6))
    expect(() => parse(`${name}(x)`)).toThrow(FluxionError)
    expect(parse(`${name}(x)`, { functions: [name] })).toBe(call(name, [x]))
  }
})
