/** Functions at multiples of pi: what people know is met in every field, although no double is quite there. */
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/errors.js'
import { evaluate } from '../../src/evaluate/evaluate.js'
import { substitute } from '../../src/evaluate/subs.js'
import { parse } from '../../src/parse/parse.js'

describe('at multiples of pi', () => {
  const rows: readonly (readonly [string, Record<string, string | number>, number])[] = [
    ['sin(pi/6)', {}, 0.5],
    ['sin(30*pi/180)', {}, 0.5],
    ['cos(pi/3)', {}, 0.5],
    ['cos(2*pi/3)', {}, -0.5],
    ['cos(pi/2)', {}, 0],
    ['sin(pi)', {}, 0],
    ['sin(-7*pi/6)', {}, 0.5],
    ['tan(pi/4)', {}, 1],
    ['tan(3*pi/4)', {}, -1],
    ['cot(pi/2)', {}, 0],
    ['sec(pi/3)', {}, 2],
    ['csc(-pi/6)', {}, -2],
    ['sin(pi/3)', {}, Math.sqrt(0.75)],
    ['cos(5*pi/4)', {}, -Math.SQRT1_2],
    ['sin(10^30*pi + pi/6)', {}, 0.5],
    ['x*sin(pi/6)', { x: 2 }, 1],
    ['sin(x)', { x: 'pi' }, 0],
    ['sin(x)/x', { x: 'pi' }, 0],
    ['cos(2*x)', { x: '-pi/4' }, 0],
    ['if(sin(x) >= 0, 1, 2)', { x: 'pi' }, 1],
    ['sin(pi/5)', {}, Math.sin(Math.PI / 5)],
    ['sin(3)', {}, Math.sin(3)],
  ]
  it.each(rows)('%s at %j is %d in every field', (text, values, expected) => {
    const e = parse(text)
    const at = Object.fromEntries(Object.entries(values).map(([x, v]) => [x, parse(String(v))]))
    const { lo, hi } = evaluate(e, at, { field: 'interval' })
    expect(evaluate(e, at)).toBe(expected)
    expect(evaluate(substitute(e, new Map(Object.entries(at))))).toBe(expected)
    expect(evaluate(e, at, { field: 'complex' })).toEqual({ re: expected, im: 0 })
    expect(evaluate(e, at, { precision: 30 }).toNumber()).toBeCloseTo(expected, 15)
    expect(lo <= expected && expected <= hi).toBe(true)
  })

  it.each([
    ['tan(x)', 'pi/2'],
    ['sec(x)', '-3*pi/2'],
    ['1/sin(x)', '3*pi'],
    ['cot(2*x)', 'pi'],
  ])('%s is infinite at %s', (text, x) => {
    expect(() => evaluate(parse(text), { x: parse(x) })).toThrow(DomainError)
  })
})
