/** Values and refusals of every field, case by case. */
import { describe, expect, it } from 'vitest'
import { BudgetError, DomainError, FluxionError, ShapeError, UnboundError } from '../../src/errors.js'
import { type EvaluateOptions, evaluate, evaluateAll, type Point } from '../../src/evaluate/evaluate.js'
import { call, list, num, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { Rational } from '../../src/number/rational.js'
import { parseProgram } from '../../src/parse/parse.js'

const read = (text: string, at: Point = {}): Expr => parseProgram(text, { bound: Object.keys(at) }).result
const value = (text: string, at: Point = {}, options: EvaluateOptions = {}): unknown =>
  evaluate(read(text, at), at, options)

function failure(text: string, at: Point = {}, options: EvaluateOptions = {}): FluxionError {
  try {
    value(text, at, options)
  } catch (error) {
    if (error instanceof FluxionError) return error
    throw error
  }
  throw new Error(`${text} has a value`)
}

describe('real values', () => {
  it.each<[string, Point, number]>([
    ['a^2+a*b', { a: 3, b: 4 }, 21],
    ['0.3*x', { x: 3 }, 0.9],
    ['x/3', { x: 10 }, 10 / 3],
    ['2*x/3', { x: 5 }, 10 / 3],
    ['-x/7', { x: 1 }, -1 / 7],
    ['x^y', { x: 0, y: 0 }, 1],
    ['x^10', { x: 3 }, 59049],
    ['x^(-3)', { x: 2 }, 0.125],
    ['x^(5/2)', { x: 4 }, 32],
    ['x^(-3/2)', { x: 4 }, 0.125],
    ['x^100', { x: 1.5 }, 1.5 ** 100],
    ['x^(1/3)', { x: 8 }, 8 ** (1 / 3)],
    ['cbrt(x)', { x: -8 }, -2],
    ['max(x, y, 3)', { x: 1, y: 7 }, 7],
    ['min(x, y, 3)', { x: 1, y: 7 }, 1],
    ['mod(x, 3)', { x: -1 }, 2],
    ['e^x', { x: 1 }, Math.E],
    ['exp(x)', { x: 1000 }, Number.POSITIVE_INFINITY],
    ['x^2', { x: 1e200 }, Number.POSITIVE_INFINITY],
    ['1/(x*x)', { x: 1e-200 }, Number.POSITIVE_INFINITY],
    ['1/sech(x)', { x: 1000 }, Number.POSITIVE_INFINITY],
    ['sinh(x)', { x: -1000 }, Number.NEGATIVE_INFINITY],
    ['inf', {}, Number.POSITIVE_INFINITY],
    ['1/x', { x: Number.POSITIVE_INFINITY }, 0],
    ['e^(-x)/(1+e^(-x))^2', { x: -1000 }, 0],
    ['e^(-x)/(1+e^(-x))^2', { x: -400 }, Math.exp(-400)],
    ['e^(-x)/(1+e^(-x))^2', { x: 1000 }, 0],
    ['e^(2*x)/(1+e^x)^3', { x: 800 }, 0],
    ['e^(2*x)/(1+e^x)^2', { x: 800 }, 1],
    ['e^(3*x)/(1+e^x)^3', { x: 1e6 }, 1],
    ['-x', { x: 0 }, 0],
    ['x[1] + W[1,2]', { 'x[1]': 1, 'W[1, 2]': 5 }, 6],
    ['[4, 5, 6][2]', {}, 5],
    ['[[1, 2], [3, x]][2, 2]', { x: 9 }, 9],
  ])('%s at %o', (text, at, expected) => {
    expect(value(text, at)).toBe(expected)
  })

  it.each<[string, Point, number]>([
    ['piecewise(1/x, x != 0, 7)', { x: 0 }, 7],
    ['piecewise(1/x, x != 0, 7)', { x: 4 }, 0.25],
    ['piecewise(log(x), x > 0, 0)', { x: -1 }, 0],
    ['piecewise(1, x > 0 and log(x) < 1, 2)', { x: -1 }, 2],
    ['piecewise(1, x <= 0 or log(x) < 1, 2)', { x: -1 }, 1],
    ['piecewise(1, not (x >= 3), 2)', { x: 3 }, 2],
    ['piecewise(1, x < 1, 2, x < 2, 3, x < 3)', { x: 2.5 }, 3],
    ['piecewise(1, x = 2, 0)', { x: 2 }, 1],
  ])('only what is taken counts: %s at %o', (text, at, expected) => {
    expect(value(text, at)).toBe(expected)
  })

  it('lists give arrays of the same shape, and share their work', () => {
    const x = sym('x')
    expect(evaluate(list([x, list([call('sin', [x]), num(1)])]), { x: 0 })).toEqual([0, [0, 1]])
    expect(evaluateAll([x, call('pow', [x, num(2)])], { x: 3 })).toEqual([3, 9])
  })

  it.each<[string, unknown]>([
    ['a bigint', 2n],
    ['a rational', Rational.of(2)],
    ['text', '2'],
    ['text with a sign and a fraction', '+4/2'],
    ['text in scientific notation', '.2e1'],
    ['a constant expression', call('sqrt', [num(4)])],
    ['a real pair', { re: 2, im: 0 }],
  ])('a value may be %s', (_, given) => {
    expect(value('x', { x: given as number })).toBe(2)
  })

  it('a value may be an irrational constant', () => {
    expect(value('x', { x: call('pi', []) })).toBe(Math.PI)
  })
})

describe('complex values', () => {
  it.each<[string, Point, number, number]>([
    ['i + 1', {}, 1, 1],
    ['i^2', {}, -1, 0],
    ['sqrt(x)', { x: -4 }, 0, 2],
    ['log(x)', { x: -1 }, 0, Math.PI],
    ['log(-x)', { x: 1 }, 0, Math.PI],
    ['sqrt(-x)', { x: 4 }, 0, 2],
    ['x*y', { x: { re: 1, im: 2 }, y: { re: 3, im: -1 } }, 5, 5],
    ['max(x, 2)', { x: 5 }, 5, 0],
    ['piecewise(i, x > 0, 0)', { x: 1 }, 0, 1],
    ['x', { x: call('i', []) }, 0, 1],
  ])('%s at %o', (text, at, re, im) => {
    const z = value(text, at, { field: 'complex' }) as { re: number; im: number }
    expect(z.re).toBeCloseTo(re, 14)
    expect(z.im).toBeCloseTo(im, 14)
    expect(Object.is(z.im, -0) || Object.is(z.re, -0)).toBe(false)
  })
})

describe('exact values', () => {
  it.each<[string, Point, string]>([
    ['1/3 + 1/x', { x: 4 }, '7/12'],
    ['x', { x: 0.1 }, '1/10'],
    ['x^(-5)', { x: -2 }, '-1/32'],
    ['sqrt(x)*sqrt(x + 6)', { x: 2 }, '4'],
    ['abs(x)', { x: '-3/4' }, '3/4'],
    ['sigmoid(x)', { x: 0 }, '1/2'],
    ['piecewise(1/x, x != 0, 7)', { x: 0 }, '7'],
    ['e^(-x)/(1+e^(-x))^2', { x: 0 }, '1/4'],
    ['x^200', { x: 3 }, (3n ** 200n).toString()],
    ['x', { x: 12345678901234567890n }, '12345678901234567890'],
  ])('%s at %o is %s', (text, at, expected) => {
    expect(String(value(text, at, { field: 'exact' }))).toBe(expected)
  })
})

describe('an overflow, or a rounding to 0, on the way', () => {
  it.each<[string, Point, number]>([
    ['2*x/(x^2 + 1)', { x: 1e200 }, 2e-200],
    ['x^3/(x^4 + 1)', { x: 1e100 }, 1e-100],
    ['x/sqrt(x^2 + 1)', { x: -1e300 }, -1],
    ['(x^2 - 1)/(x^2 + 1)', { x: 1e200 }, 1],
    ['a*x/(b + x^2)', { x: 1e200, a: 2, b: 3 }, 2e-200],
    ['x*y*z', { x: 1e200, y: 1e200, z: 1e-300 }, 1e100],
    ['(x^2 + x^4)/x^2', { x: 1e-200 }, 1],
    ['e^x/(1 + e^x)', { x: 1000 }, 1],
    ['cosh(x)/sinh(x)', { x: 1000 }, 1],
    ['log(e^x + 1)', { x: 1000 }, 1000],
    ['gamma(x)/gamma(x - 1)', { x: 200 }, 199],
    ['atanh(tanh(x))', { x: 20 }, 20],
    ['1/(1 - tanh(x))', { x: 20 }, (Math.exp(40) + 1) / 2],
    ['1/(1 + e^x)', { x: 1000 }, 0],
    ['e^x', { x: 1000 }, Number.POSITIVE_INFINITY],
  ])('leaves %s at %o what it is', (text, at, expected) => {
    const found = value(text, at) as number
    if (expected === 0 || !Number.isFinite(expected)) expect(found).toBe(expected)
    else expect(Math.abs(found / expected - 1)).toBeLessThan(1e-14)
  })
})

describe('what has no value says why', () => {
  const cases: [string, Point, string, string][] = [
    ['log(x - 3)', { x: 2 }, 'not-real', 'log(x - 3) is not real at x - 3 = -1'],
    ['sqrt(x)', { x: -1 }, 'not-real', 'sqrt(x) is not real at x = -1'],
    ['x^(1/3)', { x: -8 }, 'not-real', 'x^(1/3) is not real at x = -8'],
    ['asin(x)', { x: 2 }, 'not-real', 'asin(x) is not real at x = 2'],
    ['x^x', { x: -0.5 }, 'not-real', 'x^x is not real'],
    ['i + x', { x: 1 }, 'not-real', "{ field: 'complex' }"],
    ['x', { x: { re: 1, im: 2 } }, 'not-real', "{ field: 'complex' }"],
    ['1/x', { x: 0 }, 'division-by-zero', 'x is 0'],
    ['1/(1 + 1/x)', { x: 0 }, 'division-by-zero', 'division by zero in 1/x'],
    ['x/(y*z)', { x: 1, y: 2, z: 0 }, 'division-by-zero', 'z is 0'],
    ['x^(-1/2)', { x: 0 }, 'division-by-zero', 'x is 0'],
    ['x^(-1/3)', { x: 0 }, 'division-by-zero', 'x is 0'],
    ['1/relu(x)', { x: -1 }, 'division-by-zero', 'relu(x) is 0'],
    ['1/(x - x*y)', { x: 2, y: 1 }, 'division-by-zero', 'is 0'],
    ['1/0', {}, 'division-by-zero', 'division by zero'],
    ['log(x)', { x: 0 }, 'division-by-zero', 'log(x) is infinite at x = 0'],
    ['cot(x)', { x: 0 }, 'division-by-zero', 'cot(x)'],
    ['atanh(x)', { x: 1 }, 'division-by-zero', 'atanh(x)'],
    ['exp(x) - exp(2*x)', { x: 1000 }, 'overflow', 'overflow'],
    ['sin(exp(x))', { x: 1000 }, 'overflow', 'overflow'],
    ['x - y', { x: Infinity, y: Infinity }, 'indeterminate', 'x - y'],
    ['inf - inf', {}, 'indeterminate', 'inf'],
    ['x', { x: Number.NaN }, 'not-a-number', 'x'],
    ['piecewise(1, x > 0)', { x: -1 }, 'no-case', 'no case'],
    ['piecewise(1/x, x = 0, 2)', { x: 0 }, 'division-by-zero', '1/x'],
    ['piecewise(1, log(x) > 0, 2)', { x: -1 }, 'not-real', 'log(x)'],
  ]
  it.each(cases)('%s at %o: %s', (text, at, code, part) => {
    const error = failure(text, at)
    expect(error).toBeInstanceOf(DomainError)
    expect(error.code).toBe(code)
    expect(error.message).toContain(part)
  })

  it.each(cases.filter(([, at]) => Object.values(at).every(v => typeof v === 'number')))(
    '%s at %o is NaN when asked',
    (text, at) => {
      expect(value(text, at, { undefined: 'nan' })).toBeNaN()
    },
  )

  it('NaN stays with the result that has none', () => {
    const x = sym('x')
    expect(evaluate(list([x, call('log', [x])]), { x: -1 }, { undefined: 'nan' })).toEqual([-1, Number.NaN])
  })

  it.each<[string, Point, string, string]>([
    ['max(x, 2)', { x: { re: 1, im: 1 } }, 'real-only', 'real arguments only at x = 1 + i'],
    ['1/x', { x: 0 }, 'division-by-zero', 'x is 0'],
    ['log(x)', { x: 0 }, 'division-by-zero', 'log(x)'],
    ['piecewise(1, x > 0, 2)', { x: { re: 1, im: 1 } }, 'unordered', 'only real numbers are ordered'],
    ["zeta'''(x)", { x: 2 }, 'no-kernel', 'no formula for that derivative of zeta'],
    ["conj'(x)", { x: 2 }, 'no-kernel', "conj'(x) has no value here"],
  ])('complex: %s at %o: %s', (text, at, code, part) => {
    const error = failure(text, at, { field: 'complex' })
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(part)])
  })

  it.each<[string, Point, string, string]>([
    ['sin(x)', { x: 1 }, 'not-rational', 'sin(1)'],
    ['e^2 + x', { x: 1 }, 'not-rational', 'e^2'],
    ['x*pi', { x: 1 }, 'not-rational', 'pi'],
    ['sqrt(x)', { x: 2 }, 'not-rational', 'sqrt(2)'],
    ['1/x', { x: 0 }, 'division-by-zero', 'division by zero'],
    ['x^100000000', { x: 2 }, 'budget', 'too many digits'],
    ['x', { x: Number.NaN }, 'not-a-number', 'x'],
    ['piecewise(1, x > 0)', { x: -1 }, 'no-case', 'no case'],
  ])('exact: %s at %o: %s', (text, at, code, part) => {
    const error = failure(text, at, { field: 'exact' })
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(part)])
  })
})

describe('names', () => {
  it('all missing names are told, with the nearest given ones', () => {
    const error = failure('sin(theta) + radius + q', { thta: 1, radiux: 2 })
    expect(error).toBeInstanceOf(UnboundError)
    expect(new Set((error as UnboundError).names)).toEqual(new Set(['theta', 'radius', 'q']))
    expect(error.message).toContain('"theta" (did you mean "thta"?)')
    expect(error.message).toContain('"radius" (did you mean "radiux"?)')
  })

  it.each([
    ['xy + 1', { x: 1, y: 2 }, '"xy" (for a product write x*y)'],
    ['alpa', { alpha: 1 }, '"alpa" (did you mean "alpha"?)'],
    ['x[1] + 1', { x: 1 }, '"x[1]" (declare the shape of x, as in let: "x:[n]")'],
    ['x', { at: 1 }, '"x"; values stand by themselves: { x: 2 }'],
  ])('%s at %j: %s', (text, at, message) => expect(failure(text, at).message).toBe(`no value was given for ${message}`))

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', name => {
    const e = call('mul', [num(2), sym(name)])
    expect(() => evaluate(e, {})).toThrow(UnboundError)
    expect(evaluate(e, Object.fromEntries([[name, 4]]))).toBe(8)
  })

  it('inherited properties are no values', () => {
    expect(() => evaluate(sym('x'), Object.create({ x: 1 }) as Point)).toThrow(UnboundError)
  })

  it('an unknown function has no value', () => {
    const error = failure('f(x)', { x: 1 })
    expect(error).toBeInstanceOf(UnboundError)
    expect((error as UnboundError).names).toEqual(['f'])
  })

  it('a formal derivative has no value', () => {
    expect(() => evaluate(call("sin'", [num(1)]))).toThrow(UnboundError)
  })

  it('an unevaluated derivative has no value', () => {
    expect(() => evaluate(call('diff', [sym('x'), sym('x')]), { x: 1 })).toThrow(DomainError)
  })

  it('a value for a constant of the expression is refused, not ignored', () => {
    expect(() => evaluate(call('e', []), { e: 3 })).toThrow(/constant/)
    expect(evaluate(sym('e'), { e: 3 })).toBe(3)
  })

  it('values beyond what the expression needs are fine', () => {
    expect(value('x', { x: 1, y: 2, pi: 3 })).toBe(1)
  })
})

describe('shapes and limits', () => {
  const x = sym('x')
  it.each<[string, () => Expr]>([
    ['a condition', () => call('lt', [x, num(2)])],
    ['a condition in a sum', () => call('add', [num(1), call('lt', [x, num(2)])])],
    ['a number as a condition', () => call('piecewise', [num(1), x, num(2)])],
    ['a list in a function', () => call('sin', [list([x])])],
    ['an index of a number', () => call('index', [call('sin', [x]), num(1)])],
  ])('%s is a ShapeError', (_, make) => {
    expect(() => evaluate(make(), { x: 1 })).toThrow(ShapeError)
  })

  it('an index outside the list', () => {
    expect(() => evaluate(call('index', [list([x]), num(2)]), { x: 1 })).toThrow(/no component 2/)
  })

  it.each([['foo'], ['1e'], [''], ['1/0x'], ['0x10']])('the text "%s" is no value', given => {
    expect(() => value('x', { x: given })).toThrow(ShapeError)
  })

  it('a value with a billion digits is refused', () => {
    expect(() => value('x', { x: '1e1000000000' })).toThrow(BudgetError)
  })

  it('a list DAG that is an astronomic tree is refused', () => {
    let e: Expr = x
    for (let k = 0; k < 100; k++) e = list([e, e])
    expect(() => evaluate(e, { x: 1 })).toThrow(BudgetError)
  })

  it('an aborted signal stops it', () => {
    expect(() => value('x', { x: 1 }, { signal: AbortSignal.abort() })).toThrow(BudgetError)
  })
})
