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
    ['sinh(log(x))', 'x/2 - 1/(2*x)'],
    ['cosh(log(2*x)) - sinh(log(2*x))', '1/(2*x)'],
    ['tanh(log(1 + e^x))', 'tanh(log(1 + e^x))'],
    ['atan(1/2) + atan(1/3)', 'pi/4'],
    ['4*atan(1/5) - atan(1/239)', 'pi/4'],
    ['atan(1) + atan(2) + atan(3)', 'pi'],
    ['-atan(2) - atan(3) - x', '-x - 3*pi/4'],
    ['atan(1/2)/2 + atan(1/3)/2', 'pi/8'],
    ['atan(1/2) + atan(1/4)', 'atan(1/2) + atan(1/4)'],
    ['atan(1/2) + atan(0.2)', 'atan(1/2) + atan(0.2)'],
    ['cbrt(16)', '2*cbrt(2)'],
    ['cbrt(-16/27)', '-2*cbrt(2)/3'],
    ['root(64, 5) + x', 'x + 2*root(2, 5)'],
    ['cbrt(12)', 'cbrt(12)'],
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
