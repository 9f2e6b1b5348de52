/** What a compiled function looks like from outside: shapes, in-place forms, errors, types. */
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type CompileOptions, compile } from '../../src/compile/compile.js'
import { BudgetError, FluxionError, ShapeError, UnboundError } from '../../src/errors.js'
import { add, call, list, mul, num, pow, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { parse } from '../../src/parse/parse.js'

const [a, b, x] = [sym('a'), sym('b'), sym('x')]
const backends: CompileOptions[] = [{ backend: 'javascript' }, { backend: 'interpreter' }, { backend: 'wasm' }]

describe.each(backends)('shapes with $backend', options => {
  it('a number', () => {
    const f = compile(add(pow(a, num(2)), mul(a, b)), ['a', 'b'], options)
    expectTypeOf(f(3, 4)).toEqualTypeOf<number>()
    expect(f(3, 4)).toBe(21)
    expect(f.backend).toBe(options.backend)
  })

  it('an array', () => {
    const f = compile([add(mul(num(2), a), b), a], ['a', 'b'], options)
    expectTypeOf(f(3, 4)).toEqualTypeOf<[number, number]>()
    expect(f(3, 4)).toEqual([10, 3])
  })

  it('nested arrays and an array of unknown length', () => {
    const rows: Expr[][] = [
      [a, b],
      [b, num(1)],
    ]
    const f = compile(rows, ['a', 'b'], options)
    expectTypeOf(f(3, 4)).toEqualTypeOf<number[][]>()
    expect(f(3, 4)).toEqual([
      [3, 4],
      [4, 1],
    ])
  })

  it('an object with the same keys in the same order', () => {
    const f = compile({ f: mul(a, b), gradient: [b, a], inner: { z: a } }, ['a', 'b'], options)
    expectTypeOf(f(3, 4)).toEqualTypeOf<{ f: number; gradient: [number, number]; inner: { z: number } }>()
    expect(f(3, 4)).toEqual({ f: 12, gradient: [4, 3], inner: { z: 3 } })
    expect(Object.keys(f(3, 4))).toEqual(['f', 'gradient', 'inner'])
  })

  it('a list expression', () => {
    expect(compile(list([a, list([b, num(1)])]), ['a', 'b'], options)(3, 4)).toEqual([3, [4, 1]])
  })

  it('empty shapes', () => {
    expect(compile([], [], options)()).toEqual([])
    expect(compile({ none: {} }, [], options)()).toEqual({ none: {} })
  })

  it('keys that objects already have become own properties', () => {
    const f = compile(
      Object.fromEntries([
        ['__proto__', a],
        ['constructor', b],
        ['toString', a],
      ]),
      ['a', 'b'],
      options,
    )
    const value = f(3, 4)
    expect(Object.entries(value)).toEqual([
      ['__proto__', 3],
      ['constructor', 4],
      ['toString', 3],
    ])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it('constants need no arguments', () => {
    const f = compile({ n: call('log', [num(2)]), list: [num(1)] }, [], options)
    expect(f()).toEqual({ n: Math.LN2, list: [1] })
    expect(f.steps).toBe(0)
  })

  it('in place: into and intoAt write the results in order and answer the array', () => {
    const f = compile({ s: add(a, b), t: [mul(a, b), num(5), a] }, ['a', 'b'], options)
    const out = new Float64Array(5).fill(-1)
    expect(f.size).toBe(4)
    expect(f.into(out, 2, 3)).toBe(out)
    expect([...out]).toEqual([5, 6, 5, 2, -1])
    expect(f.intoAt(out, Float64Array.of(4, 5))).toBe(out)
    expect([...out]).toEqual([9, 20, 5, 4, -1])
  })

  it('an output array that is too short is refused', () => {
    const f = compile([a, b], ['a', 'b'], options)
    expect(() => f.into(new Float64Array(1), 1, 2)).toThrow(ShapeError)
    expect(() => f.intoAt(new Float64Array(1), [1, 2])).toThrow(ShapeError)
  })

  it.each<[string, number[], number]>([
    ['log(x)', [-1], Number.NaN],
    ['sqrt(x)', [-1], Number.NaN],
    ['1/x', [0], Number.NaN],
    ['1/x', [-0], Number.NaN],
    ['log(x)', [0], Number.NaN],
    ['log(1 + x)', [-1], Number.NaN],
    ['log(1 - x)', [1e-30], -1e-30],
    ['log(1 + x^2)', [1e200], Number.POSITIVE_INFINITY],
    ['log(1 + x)', [Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY],
    ['log(1 + x)', [-1.5], Number.NaN],
    ['2 - 2*exp(x)', [1e-30], -2e-30],
    ['exp(x) - 1', [-800], -1],
    ['exp(x) - 1', [1000], Number.POSITIVE_INFINITY],
    ['x/(exp(x) - 1)', [5e-324], 1],
    ['x/(exp(x) - 1)', [0], Number.NaN],
    ['x^(-1/2)', [0], Number.NaN],
    ['atanh(x)', [1], Number.NaN],
    ['x^y', [0, -1.5], Number.NaN],
    ['y/(1 + x^2)', [0, Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY],
    ['exp(x)', [1000], Number.POSITIVE_INFINITY],
    ['exp(x)/x', [1000], Number.POSITIVE_INFINITY],
    ['1/x^2', [1e-200], Number.POSITIVE_INFINITY],
    ['1/exp(x)', [-1000], Number.POSITIVE_INFINITY],
    ['i*x', [1], Number.NaN],
    ['piecewise(1, x > 0)', [-1], Number.NaN],
    ['piecewise(1, log(x) > 0, 2)', [-1], Number.NaN],
    ['piecewise(log(x), x > 0, 2)', [-1], 2],
    ['log(x)^y', [-1, 0], Number.NaN],
    ['x^y', [0, 0], 1],
    ['x + y', [1, Number.NaN], Number.NaN],
  ])('never throws for its values: %s at %o is %d', (text, at, expected) => {
    expect(compile(parse(text), ['x', 'y'], options)(...at)).toBe(expected)
  })

  it('text given where numbers belong is read as numbers, never joined', () => {
    const f = compile(add(a, b), ['a', 'b'], options) as unknown as (...args: unknown[]) => number
    expect(f('1', '2')).toBe(3)
    expect(f(1n, { valueOf: () => '2' })).toBe(3)
  })

  it.each([
    ['an object of values', [{ a: 1, b: 2 }]],
    ['too few', [1]],
    ['an array', [[1, 2]]],
    ['null', [1, null]],
    ['a symbol', [Symbol('a'), 1]],
    ['no object of Object', [Object.create(null), 1]],
    ['words', ['one', 2]],
    ['nothing but spaces', [' ', 2]],
    ['a truth', [true, 2]],
  ])('%s is refused', (_, values) => {
    const f = compile([add(a, b), a], ['a', 'b'], options) as unknown as {
      (...args: unknown[]): unknown
      into(out: Float64Array, ...args: unknown[]): unknown
      intoAt(out: Float64Array, point: unknown): unknown
    }
    const refusal = expect.objectContaining({ name: 'ShapeError', code: 'not-a-number' })
    const out = new Float64Array(2)
    for (const run of [() => f(...values), () => f.into(out, ...values), () => f.intoAt(out, values)])
      expect(run).toThrow(refusal as unknown as Error)
  })

  it('results do not share memory between calls', () => {
    const f = compile([a, [b]], ['a', 'b'], options)
    const first = f(1, 2)
    f(3, 4)
    expect(first).toEqual([1, [2]])
  })
})

describe('in place', () => {
  const names = Array.from({ length: 100 }, (_, k) => `a${k}`)
  const short = [parse('1/a0 + log(a1)'), parse('a0*a1')]
  const long = [...short, ...Array.from({ length: 1100 }, (_, k) => parse(`sin(a${k % 100} + ${k})`))]

  it('a long chain refuses what is no number, and reads what stands for one', () => {
    const into = compile(long, names, { backend: 'javascript' }).into as (
      out: Float64Array,
      ...at: unknown[]
    ) => unknown
    const out = new Float64Array(long.length)
    expect(() => into(out, { a0: 1 })).toThrow(/no number|not a number/)
    into(out, ...names.map(() => 2n))
    expect(out[1]).toBe(4)
  })

  it.each([
    ['javascript', short],
    ['javascript', long],
    ['wasm', short],
    ['wasm', long],
  ] as const)('%s takes arguments by their names, so that no list of them is made', (backend, roots) => {
    const { into } = compile(roots, names, { backend })
    expect(String(into)).not.toMatch(/\.\.\./)
    // All of the arguments are counted, where a rest of them is not.
    expect(into.length).toBe(101)
    const at = names.map(() => 1)
    expect([...into(new Float64Array(roots.length), ...at)].slice(0, 2)).toEqual([1, 1])
    expect([...into(new Float64Array(roots.length), 0, ...at.slice(1))].slice(0, 2)).toEqual([Number.NaN, 0])
  })

  it.each(['javascript', 'wasm', 'interpreter'] as const)('%s finds poles of a point that is written over', backend => {
    for (const roots of [short, long]) {
      const f = compile(roots, ['a0', 'a1', ...names.slice(2)], { backend })
      const memory = new Float64Array(f.size + 100).fill(1)
      memory[0] = 0
      expect(f.intoAt(memory, memory.subarray(0, 100))[0]).toBeNaN()
      memory.fill(1).set([1e-320], 0)
      expect(f.intoAt(memory, memory.subarray(0, 100))[0]).toBe(Infinity)
    }
  })
})

describe('sharing', () => {
  it('common parts of all results are computed once', () => {
    const s = call('sin', [mul(a, b)])
    expect(compile({ s, t: [add(s, num(1)), mul(num(2), s)] }, ['a', 'b']).steps).toBe(4)
  })

  it('a DAG with 2^500 paths is linear', () => {
    let e: Expr = x
    for (let k = 0; k < 500; k++) e = call('sin', [mul(e, e)])
    expect(compile(e, ['x']).steps).toBe(1000)
  })
})

describe('errors at compile time', () => {
  it('names that are not arguments', () => {
    expect(() => compile([a, b, sym('velocity')], ['a', 'velocty'])).toThrow(UnboundError)
    expect(() => compile(sym('velocity'), ['velocty'])).toThrow('did you mean "velocty"?')
  })

  it('an argument named twice', () => {
    expect(() => compile(a, ['a', 'b', 'a'])).toThrow(expect.objectContaining({ code: 'duplicate-argument' }))
    expect(() => compile(a, ['a', 'W[1,2]', 'W[1, 2]'])).toThrow(FluxionError)
  })

  it('an unknown function', () => {
    expect(() => compile(call('f', [a]), ['a'])).toThrow(UnboundError)
  })

  it.each<[string, unknown]>([
    ['a condition', call('lt', [a, b])],
    ['text', 'a + b'],
    ['null', null],
    ['a number in an array', [a, 1]],
    ['undefined in an object', { a: undefined }],
  ])('%s is not an expression to compile', (_, input) => {
    expect(() => compile(input as Expr, ['a', 'b'])).toThrow(ShapeError)
  })

  it('an array that contains itself', () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    expect(() => compile(cycle as Expr[], [])).toThrow(BudgetError)
  })
})
