/** Substitution: exact, simultaneous, by expressions, without touching what does not change. */
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/errors.js'
import { refuseSingular, substitute } from '../../src/evaluate/subs.js'
import { add, call, list, mul, num, pow, sym } from '../../src/expr/build.js'
import type { Call, Expr } from '../../src/expr/node.js'
import { parseProgram } from '../../src/parse/parse.js'

const read = (text: string, bound: readonly string[] = []): Expr => parseProgram(text, { bound: [...bound] }).result
const subs = (text: string, values: Record<string, string>): Expr => {
  const names = Object.keys(values)
  return substitute(read(text, names), new Map(Object.entries(values).map(([name, v]) => [name, read(v, names)])))
}

describe('substitute', () => {
  it.each<[string, Record<string, string>, string]>([
    ['-1/w^2', { w: '2' }, '-1/4'],
    ['-2/w^3', { w: '4' }, '-1/32'],
    ['x + 2*y', { x: 'y', y: 'x' }, 'y + 2*x'],
    ['x^2 + 1', { x: 'a + b' }, '(a + b)^2 + 1'],
    ['sin(x)*x', { x: '0' }, '0'],
    ['x*y', { z: '3' }, 'x*y'],
    ['piecewise(1/w, w != 0, 5)', { w: '0' }, '5'],
    ['f(x) + x', { x: '2' }, 'f(2) + 2'],
    ['e*x', { e: '3' }, '3*x'],
  ])('%s with %o is %s', (text, values, expected) => {
    expect(String(subs(text, values))).toBe(String(read(expected)))
  })

  it('components are replaced by their own name, and found in a list', () => {
    expect(String(substitute(read('x[1] + x[2]'), new Map([['x[2]', num(5)]])))).toBe(String(read('x[1] + 5')))
    expect(String(substitute(read('x[1] + x[2]'), new Map([['x', list([num(3), num(4)])]])))).toBe('7')
    expect(String(substitute(read('W[1,2]'), new Map([['W[1, 2]', num(4)]])))).toBe('4')
  })

  it('what does not contain the name stays the same object', () => {
    const untouched = read('sin(y)*log(z)')
    const e = add(untouched, sym('x'))
    expect((substitute(e, new Map([['x', num(2)]])) as Call).args).toContain(untouched)
    expect(substitute(untouched, new Map([['x', num(2)]]))).toBe(untouched)
  })

  it.each(['__proto__', 'constructor'])('%s is a name like any other', name => {
    expect(substitute(mul(num(2), sym(name)), new Map([[name, num(3)]]))).toBe(num(6))
  })

  it('a shared node is rebuilt once: 2^300 paths take 300 steps', () => {
    let e: Expr = sym('x')
    for (let k = 0; k < 300; k++) e = call('f', [e, e])
    const result = substitute(e, new Map([['x', sym('y')]])) as Call
    expect(result.args[0]).toBe(result.args[1])
  })

  it('depth is no limit', () => {
    let e: Expr = sym('x')
    for (let k = 0; k < 100_000; k++) e = call('sin', [e])
    expect(substitute(e, new Map([['x', sym('y')]])).size).toBe(100_001)
  })

  it('the variable of an unevaluated derivative is neither replaced nor captured', () => {
    const d = call('diff', [mul(sym('y'), call('f', [sym('x')])), sym('x')])
    expect(() => substitute(d, new Map([['x', num(2)]]))).toThrow(DomainError)
    expect(() => substitute(d, new Map([['y', pow(sym('x'), num(2))]]))).toThrow(DomainError)
    expect(String(substitute(d, new Map([['y', num(2)]])))).toBe(
      String(call('diff', [mul(num(2), call('f', [sym('x')])), sym('x')])),
    )
  })
})

describe('refuseSingular', () => {
  it.each<[string, Record<string, string>]>([
    ['1/w', { w: '0' }],
    ['x + 1/w', { w: '0' }],
    ['w*log(w)', { w: '0' }],
    ['sin(1/w)', { w: '0' }],
  ])('%s with %o has no value', (text, values) => {
    expect(() => refuseSingular(subs(text, values))).toThrow(
      expect.objectContaining({ name: 'DomainError', code: 'division-by-zero' }),
    )
  })

  it.each<[string, Record<string, string>]>([
    ['1/w', { w: '2' }],
    ['piecewise(1/w, x > 0, 5)', { w: '0' }],
  ])('%s with %o is left alone', (text, values) => {
    const e = subs(text, values)
    expect(refuseSingular(e)).toBe(e)
  })
})
