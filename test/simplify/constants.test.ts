/** Values of functions at constants, and the law that they are the values. */
import { describe, expect, it } from 'vitest'
import { evaluate, parse, simplify } from '../../src/index.js'
import { withKnownConstants } from '../../src/simplify/constants.js'

describe('values of functions at constants', () => {
  it.each([
    ['sec(pi/6)', '2/sqrt(3)'],
    ['csc(-pi/3)', '-2/sqrt(3)'],
    ['cot(pi/4)', '1'],
    ['cot(pi/2)', '0'],
    ['atan(sqrt(3))', 'pi/3'],
    ['asin(-sqrt(3)/2)', '-pi/3'],
    ['acos(1/sqrt(2))', 'pi/4'],
    ['asec(2)', 'pi/3'],
    ['acot(sqrt(3))', 'pi/6'],
    ['atan2(1, 1)', 'pi/4'],
    ['sinh(log(2))', '3/4'],
    ['tanh(log(3))', '4/5'],
    ['x + asin(sqrt(3)/2)', 'x + pi/3'],
    ['asin(3/5)', 'asin(3/5)'],
    ['asin(2)', 'asin(2)'],
    ['sec(x)', 'sec(x)'],
    ['sec(pi/7)', 'sec(pi/7)'],
  ])('%s is %s', (text, answer) => {
    const found = simplify(withKnownConstants(parse(text)))
    expect(String(found)).toBe(answer)
    const at = { x: 0.3 }
    const value = evaluate(text, at, { undefined: 'nan' })
    if (!Number.isNaN(value)) expect(evaluate(found, at)).toBeCloseTo(value, 12)
  })
})
