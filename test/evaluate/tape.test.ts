/** The lowering: which operations an expression becomes, and that each is there once. */
import { describe, expect, it } from 'vitest'
import { Assembler } from '../../src/evaluate/assembler.js'
import { lower } from '../../src/evaluate/lower.js'
import { real } from '../../src/evaluate/real.js'
import { run } from '../../src/evaluate/run.js'
import { operands, type Tape } from '../../src/evaluate/tape.js'
import { add, call, mul, num, sum, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { freeSymbols } from '../../src/expr/walk.js'
import { parse } from '../../src/parse/parse.js'

const tapeOf = (...roots: Expr[]): Tape => lower(roots, [...freeSymbols(roots)])
const work = (tape: Tape): string =>
  tape.operations
    .map(o => (o.op === 'call' ? o.row.name : o.op))
    .filter(op => !['argument', 'rational'].includes(op))
    .sort()
    .join(' ')

describe('operations', () => {
  it('are those that are written where values have digits to spare', () => {
    const tape = lower([parse('log(1 + x)'), parse('e^x - 1')], ['x'], 'literal')
    expect(work(tape)).toBe('add add exp log')
  })

  it.each([
    ['x*y^(-2)', 'div powInt'],
    ['x/(y*z)', 'div mul'],
    ['x/(3*y)', 'div mul'],
    ['1/x', 'div'],
    ['(x + 1)/y', 'add div'],
    ['(x + 1)*(z + 1)/y', 'add add div mul'],
    ['-1/x', 'div'],
    ['-x', 'neg'],
    ['a - b - c', 'sub sub'],
    ['b - a', 'sub'],
    ['-a - b', 'neg sub'],
    ['x/2', 'mul'],
    ['x/3', 'div'],
    ['sqrt(x)', 'sqrt'],
    ['1/sqrt(x)', 'div sqrt'],
    ['x^(3/2)', 'mul sqrt'],
    ['x^(1/3)', 'pow'],
    ['x^y', 'pow'],
    ['2^x', 'pow'],
    ['exp(-x)', 'exp neg'],
    ['cbrt(x)', 'cbrt'],
    ['max(x, y, z)', 'max max'],
    ['x > y', undefined],
    ['piecewise(1, x > y, 2)', 'lt select'],
    ['piecewise(1, x != y, 2)', 'eq not select'],
    ['e^(-x)/(1+e^(-x))^2', 'add div exp neg sigmoid'],
    ['e^x/(1+e^x)', 'sigmoid'],
    ['log(1 + x)', 'log1p'],
    ['log(1 - x)', 'log1p neg'],
    ['log(1 + x^2)', 'log1p powInt'],
    ['log(2 + x)', 'add log'],
    ['log(1 + x + y)', 'add add log'],
    ['log(1 + x, 2)', 'div log log1p'],
    ['e^x - 1', 'expm1'],
    ['1 - e^x', 'expm1 neg'],
    ['2 - 2*e^x', 'expm1 mul'],
    ['e^x + 1', 'add exp'],
    ['e^x - 2', 'add exp'],
    ['e^x - 1 + y', 'add add exp'],
    ['2*e^x - 1', 'add exp mul'],
    ['x/(e^x - 1)', 'div expm1'],
    ['e^(2*x)/(1+e^x)', 'add div exp exp mul'],
  ])('%s: %s', (text, expected) => {
    if (expected === undefined) expect(() => tapeOf(parse(text))).toThrow('condition')
    else expect(work(tapeOf(parse(text)))).toBe(expected)
  })

  it('what several results share is there once', () => {
    expect(work(tapeOf(parse('sin(x*y) + 1'), parse('cos(x*y)'), parse('x*y')))).toBe('add cos mul sin')
    expect(work(tapeOf(parse('x/(y*z)'), parse('w/(y*z)')))).toBe('div div mul')
  })

  it('operands come before their results, and every result is needed', () => {
    const tape = tapeOf(parse('sin(x)^3*exp(-y)/(x + y)^2 - piecewise(log(x), x > 0, 1/y)'))
    const read = new Set(tape.outputs)
    for (const [k, o] of tape.operations.entries()) {
      for (const r of operands(o)) {
        expect(r).toBeLessThan(k)
        read.add(r)
      }
    }
    expect(read.size).toBe(tape.operations.length)
    expect(tape.origins).toHaveLength(tape.operations.length)
  })
})

describe('products of the same factors', () => {
  const [a, b, c] = [0, 1, 2]
  type Lines = readonly [above: readonly number[], below: readonly number[]]
  it.each<[Lines, Lines, boolean]>([
    [[[a, b], []], [[b, a], []], true],
    [[[a, b, c], []], [[c, a, b], []], true],
    [[[a], [b]], [[a], [b]], true],
    [[[a], [b]], [[b], [a]], false],
    [[[a], [b]], [[a, b], []], false],
    [[[a, b], [c]], [[b, a], [c]], true],
    [[[a, b], [c]], [[a, c], [b]], false],
    [[[a], [b, c]], [[a], [c, b]], true],
    [[[a], [b, c]], [[a, b], [c]], false],
    [[[a, a], []], [[a], [a]], false],
    [[[a, b], []], [[a, b, b], []], false],
  ])('%j and %j: one register: %s', (p, q, same) => {
    const tape = new Assembler(8)
    for (const index of [a, b, c]) tape.emit({ op: 'argument', index }, sym(`x${index}`))
    const [r, s] = [p, q].map(([above, below]) => tape.quotient(above, below, sym('x0')))
    expect(r === s).toBe(same)
  })
})

describe('long sums', () => {
  it('take one operation per term, and round like the logarithm of their length', () => {
    const n = 100_000
    const names = Array.from({ length: n }, (_, k) => `a${k}`)
    const tape = lower([sum(names.map(sym))], names)
    expect(tape.operations).toHaveLength(2 * n - 1)
    const registers = run(
      tape,
      real,
      names.map(() => 0.1),
    )
    expect(Math.abs((registers[tape.outputs[0] as number] as number) - n / 10)).toBeLessThan(1e-10)
  })
})

describe('depth and size', () => {
  it('a chain of 100,000 sines is 100,000 operations', () => {
    let e: Expr = sym('x')
    for (let k = 0; k < 100_000; k++) e = call('sin', [e])
    expect(tapeOf(e).operations).toHaveLength(100_001)
  })

  it('a DAG with 2^1000 paths is 2000 operations', () => {
    let e: Expr = sym('x')
    for (let k = 0; k < 1000; k++) e = add(mul(e, e), num(1))
    expect(tapeOf(e).operations.length).toBe(2002)
  })
})
