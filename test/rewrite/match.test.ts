import { describe, expect, it } from 'vitest'
import { ParseError } from '../../src/errors.js'
import { sum, sym } from '../../src/expr/build.js'
import type { Expr } from '../../src/expr/node.js'
import { parse } from '../../src/parse/parse.js'
import { instantiate, match, matchTop } from '../../src/rewrite/match.js'
import { pack, packRule, readRule, unpack, unpackRule, VARIABLES } from '../../src/rewrite/rule.js'
import { structure } from '../cases/value.js'

const pattern = (text: string): Expr => parse(text, { bound: VARIABLES, functions: ['real', 'integer'] })
const shown = (b: ReadonlyMap<string, Expr> | undefined): Record<string, string> | undefined =>
  b && Object.fromEntries([...b].map(([name, e]) => [name, String(e)]).sort())

describe('match: the whole expression', () => {
  it.each<[string, string, Record<string, string>[]]>([
    ['u', 'x + 1', [{ u: 'x + 1' }]],
    ['3', '3', [{}]],
    ['3', '4', []],
    ['sin(u)', 'sin(x^2)', [{ u: 'x^2' }]],
    ['sin(u)', 'cos(x)', []],
    ['u^n', 'x^3', [{ u: 'x', n: '3' }]],
    ['u^n', 'x', [{ u: 'x', n: '1' }]],
    ['u^2', 'x', []],
    ['atan2(u, u)', 'atan2(x, x)', [{ u: 'x' }]],
    ['atan2(u, u)', 'atan2(x, y)', []],
    ['sin(-u)', 'sin(2*x)', []],
    ['e^(-u)', 'e^(2*x)', [{ u: '-2*x' }]],
    ['e', 'e', [{}]],
    ['e', 'pi', []],
  ])('%s with %s', (p, e, bindings) => {
    expect([...match(pattern(p), parse(e), new Map())].map(shown)).toEqual(bindings)
  })

  it('sums and products in any order', () => {
    expect([...match(pattern('sin(u)*v'), parse('y*sin(x)'), new Map())].map(shown)).toEqual([{ u: 'x', v: 'y' }])
    expect([...match(pattern('u + v'), parse('x + y'), new Map())].map(shown)).toEqual([
      { u: 'x', v: 'y' },
      { u: 'y', v: 'x' },
    ])
  })
  it('a binding given is kept to', () => {
    const given = new Map([['u', sym('x')]])
    expect([...match(pattern('sin(u)'), parse('sin(x)'), given)]).toHaveLength(1)
    expect([...match(pattern('sin(u)'), parse('sin(y)'), given)]).toHaveLength(0)
  })
})

describe('matchTop: a part of a sum or product, with the rest put back', () => {
  const rewritten = (p: string, e: string, replacement: string): string | undefined => {
    const m = matchTop(pattern(p), parse(e), () => true)
    return m && String(m.restore(instantiate(pattern(replacement), m.binding)))
  }
  it.each<[string, string, string, string | undefined]>([
    ['sin(u)^2 + cos(u)^2', 'sin(x)^2 + cos(x)^2', '1', '1'],
    ['sin(u)^2 + cos(u)^2', 'sin(x)^2 + cos(x)^2 + y', '1', '1 + y'],
    ['sin(u)^2 + cos(u)^2', '3*y*sin(x)^2 + 3*y*cos(x)^2', '1', '3*y'],
    ['sin(u)^2 + cos(u)^2', 'sin(x)^2 + cos(y)^2', '1', undefined],
    ['sin(u)^2 + cos(u)^2', '2*sin(x)^2 + cos(x)^2', '1', undefined],
    ['1 - sin(u)^2', '1 - sin(x)^2', 'cos(u)^2', 'cos(x)^2'],
    ['1 - sin(u)^2', '5 - 5*sin(x)^2', 'cos(u)^2', '5*cos(x)^2'],
    ['1 - sin(u)^2', 'y - y*sin(x)^2', 'cos(u)^2', 'y*cos(x)^2'],
    ['1 - sin(u)^2', '2 - sin(x)^2', 'cos(u)^2', undefined],
    ['sin(u)*cos(u)^(-1)', '2*y*sin(x)/cos(x)', 'tan(u)', '2*y*tan(x)'],
    ['sin(u)*cos(u)^(-1)', 'sin(x)/cos(y)', 'tan(u)', undefined],
    ['abs(u)', 'x', 'u', undefined],
  ])('%s in %s', (p, e, replacement, result) => {
    expect(rewritten(p, e, replacement)?.toString()).toBe(result === undefined ? undefined : String(parse(result)))
  })

  it('goes on where a match is not accepted', () => {
    const tried: string[] = []
    matchTop(pattern('sin(u)*cos(v)'), parse('sin(a)*sin(b)*cos(c)'), m => {
      tried.push(JSON.stringify(shown(m.binding)))
      return false
    })
    expect(tried.sort()).toEqual(['{"u":"a","v":"c"}', '{"u":"b","v":"c"}'])
  })
  it('does not search sums of hundreds of terms', () => {
    const wide = sum([...Array.from({ length: 200 }, (_, k) => sym(`x${k}`)), parse('sin(x)^2'), parse('cos(x)^2')])
    expect(matchTop(pattern('sin(u)^2 + cos(u)^2'), wide, () => true)).toBeUndefined()
  })
})

describe('instantiate', () => {
  it.each<[string, string]>([
    ['u + u', '2*x'],
    ['u*v', 'x*y'],
    ['sin(0*u)', '0'],
    ['w', 'w'],
    ['pi', 'pi'],
    ['u - u', '0'],
  ])('%s', (template, result) => {
    expect(
      String(
        instantiate(
          pattern(template),
          new Map([
            ['u', sym('x')],
            ['v', sym('y')],
          ]),
        ),
      ),
    ).toBe(result)
  })
})

describe('rules as text', () => {
  it('name, pattern, replacement, condition', () => {
    const r = readRule('test: sin(u)^n -> cos(u) when integer(n) and n >= 1')
    expect([r.name, structure(r.pattern), structure(r.replacement), structure(r.condition), r.always]).toEqual([
      'test',
      '(pow (sin u) n)',
      '(cos u)',
      '(and (integer n) (ge n 1))',
      false,
    ])
  })
  it('without a condition it is true; => is always used', () => {
    const r = readRule('test: sin(u) => u')
    expect([structure(r.condition), r.always]).toEqual(['true', true])
  })
  it.each(['sin(u) -> u', 'test: sin(u)', 'test sin(u) -> u', ''])('%j is not a rule', line =>
    expect(() => readRule(line)).toThrow(ParseError),
  )
  it('constants stay constants and variables shadow nothing', () => {
    expect(structure(readRule('test: e^(i*pi) -> u').pattern)).toBe('(pow e (mul i pi))')
  })
  it.each(['x', '3', '-2/3', 'sin(u)^2*e^(-u)', 'u >= 0', 'piecewise(u, u > 1, v)'])('packing %s and back', text => {
    const e = pattern(text)
    expect(unpack(pack(e))).toBe(e)
    expect(unpack(JSON.parse(JSON.stringify(pack(e))))).toBe(e)
  })
  it('packing a rule and back', () => {
    for (const line of ['a: sin(u) -> u when u > 0', 'b: cos(u) => 1']) {
      const r = readRule(line)
      expect(unpackRule(JSON.parse(JSON.stringify(packRule(r))))).toEqual(r)
    }
  })
})
