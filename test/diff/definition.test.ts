/** Functions of the caller's own: by a definition, or by their derivatives alone. */
import { describe, expect, it } from 'vitest'
import { ShapeError } from '../../src/errors.js'
import { diff, evaluate, type FunctionDefinition, gradient, parse, simplify, subs, text } from '../../src/index.js'

type Functions = Readonly<Record<string, FunctionDefinition>>
const swish2 = { swish2: { definition: 'u*sigmoid(2*u)' } }
const foo = { foo: { derivative: ['foo(u)*(1 - foo(u))'] } }
const two: Functions = { square: 'u^2', norm: 'square(u) + square(v)' }

describe('functions with a definition', () => {
  it.each<[string, string, Functions, string]>([
    ['swish2(x)', 'x', swish2, 'sigmoid(2*x)*(1 + 2*x*(1 - sigmoid(2*x)))'],
    ['swish2(x)', 'x', { swish2: 'u*sigmoid(2*u)' }, 'sigmoid(2*x)*(1 + 2*x*(1 - sigmoid(2*x)))'],
    ['norm(x, 3*y)', 'y', two, '18*y'],
    ['norm(x, norm(x, x))', 'x', two, '16*x^3 + 2*x'],
    ["square'(x)", 'x', two, '2'],
    ["norm'[2](x, y)", 'y', two, '2'],
    ['diff(square(t), t)*x', 'x', two, '2*t'],
    ['line(x)', 'x', { line: 'a*u + b' }, 'a'],
    ['g(y, x)', 'y', { g: { definition: 'x^2*y + u', arguments: ['x', 'y'] } }, '2*x*y'],
    ["g'[2](x, 1)", 'x', { g: { definition: 'x^2*y', arguments: ['x', 'y'] } }, '2*x'],
    ['one(x, y)', 'y', { one: { definition: 'a^2', arguments: ['a', 'b'] } }, '0'],
    ['many(1, 2, 3, 4, 5, 6, x)', 'x', { many: { definition: 'a*g', arguments: [...'abcdefg'] } }, '1'],
  ])('the derivative of %s by %s', (f, x, functions, answer) => expect(String(diff(f, x, { functions }))).toBe(answer))

  it('are understood everywhere', () => {
    expect(String(parse('norm(x, y)', { functions: two }))).toBe('x^2 + y^2')
    expect(String(simplify('norm(sin(x), cos(x))', { functions: two }))).toBe('1')
    expect(text(gradient('norm(x, y)', ['x', 'y'], { functions: two }))).toBe('[2*x, 2*y]')
    expect(evaluate('norm(x, 2)', { x: 'square(3)' }, { functions: two })).toBe(85)
    expect(String(subs('norm(x, y)', { x: 'square(y)' }, { functions: two }))).toBe('y^4 + y^2')
  })
  it('keep away from the names of the arguments', () =>
    expect(String(diff('norm(v, u)', 'u', { functions: two }))).toBe('2*u'))
})

describe('functions with derivatives alone', () => {
  it.each<[string, readonly (string | number)[], Functions, string]>([
    ['foo(x)', ['x'], foo, 'foo(x)*(1 - foo(x))'],
    ['foo(x)', ['x', 2], foo, 'foo(x)*(1 - foo(x))*(1 - 2*foo(x))'],
    ['foo(x^2)', ['x'], foo, '2*x*foo(x^2)*(1 - foo(x^2))'],
    ["foo'(x)", ['x'], foo, 'foo(x)*(1 - foo(x))*(1 - 2*foo(x))'],
    ['area(x, y)', ['x', 'y'], { area: { derivative: ['v', 'u'] } }, '1'],
    ['half(x, y)', ['y'], { half: { derivative: ['v'] } }, 'half takes 1 argument, not 2'],
  ])('the derivative of %s by %j', (f, by, functions, answer) => {
    const found = (() => {
      try {
        return String(diff(f, ...by, { functions }))
      } catch (error) {
        return (error as Error).message
      }
    })()
    expect(found).toBe(answer)
  })
  it('names alone stay formal', () => expect(String(diff('foo(x)', 'x', { functions: ['foo'] }))).toBe("foo'(x)"))
})

describe('refused', () => {
  it.each<[string, Functions, RegExp]>([
    ['a name of the library', { sin: 'u' }, /sin is a function of the library/],
    ['what is no name', { 'a b': 'u' }, /no name/],
    ['a prototype', { __proto__x: 'u' }, /no name/],
    ['a definition in terms of itself', { a: 'a(u)' }, /not known before/],
    ['a definition in terms of a later one', { a: 'b(u)', b: 'u' }, /not known before/],
    ['a derivative in terms of itself', { a: { derivative: ["a'(u)"] } }, /not known before/],
    ['another number of arguments', { f: 'u + v' }, /f takes 2 arguments, not 1/],
  ])('%s', (_, functions, message) => {
    const refusal = (): unknown => diff('f(x)', 'x', { functions })
    expect(refusal).toThrow(ShapeError)
    expect(refusal).toThrow(message)
  })
  it('`constructor` is a name like any other', () =>
    expect(String(diff('constructor(x)', 'x', { functions: { constructor: 'u^3' } as unknown as Functions }))).toBe(
      '3*x^2',
    ))
})
