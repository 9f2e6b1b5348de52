/** What people ask a computer algebra system to simplify, by kind: the answer that they expect. */
import { describe, expect, it } from 'vitest'
import { equivalent, simplify } from '../../src/index.js'

const KINDS: Readonly<Record<string, readonly (readonly [input: string, answer: string])[]>> = {
  'imaginary arguments': [
    ['cos(i*x)', 'cosh(x)'],
    ['sin(2*i*x)', 'i*sinh(2*x)'],
    ['tanh(-i*x)', '-i*tan(x)'],
    ['e^(i*x) + e^(-i*x)', '2*cos(x)'],
    ['(e^(i*x) - e^(-i*x))/(2*i)', 'sin(x)'],
    ['cos(i*x*y)', 'cosh(x*y)'],
  ],
  'quotients of complex numbers': [
    ['(1 + i)/(1 - i)', 'i'],
    ['1/(1 + i)', '(1 - i)/2'],
    ['(2 + 3*i)/(1 - 2*i)^2', '-(18 + i)/25'],
    ['x/(1 + i)', 'x*(1 - i)/2'],
  ],
  'quotients of logarithms': [
    ['log(8)/log(2)', '3'],
    ['log(9)/log(27)', '2/3'],
    ['x*log(4)/log(2)', '2*x'],
    ['log(1/8)/log(2)', '-3'],
    ['log(6)/log(2)', 'log(6)/log(2)'],
  ],
  'logarithms with a common factor': [
    ['log(x^2*y) - log(y)', 'log(x^2)'],
    ['log(2*x) - log(x)', 'log(2)'],
    ['log(x*y) - log(y)', 'log(x*y) - log(y)'],
  ],
  'powers of one exponent': [
    ['2^x*3^x', '6^x'],
    ['3^w/2^w', '(3/2)^w'],
    ['4^x/2^x', '2^x'],
    ['(1/2)^(-x)', '2^x'],
    ['2^(-x)', '2^(-x)'],
    ['x^n*y^n', 'x^n*y^n'],
  ],
  'what cancels where it is as long': [
    ['(x^3 - 8)/(x - 2)', 'x^2 + 2*x + 4'],
    ['(x^3 + 1)/(x + 1)', 'x^2 - x + 1'],
    ['factorial(n + 2)/factorial(n)', '(n + 2)*(n + 1)'],
    ['1/(x + 1)', '1/(x + 1)'],
  ],
  'values at constants': [
    ['asin(sqrt(3)/2)', 'pi/3'],
    ['sec(pi/4)', 'sqrt(2)'],
    ['cosh(log(2))', '5/4'],
  ],
  'sums of sigmoids': [['sigmoid(x) + sigmoid(-x)', '1']],
  exponents: [['e^(2*(-x - y)) + e^(-2*x - 2*y)', '2*e^(-2*x - 2*y)']],
}

describe.each(Object.entries(KINDS))('%s', (_, cases) => {
  it.each(cases)('%s is %s', (input, answer) => {
    expect(String(simplify(input))).toBe(answer)
    expect(equivalent(input, answer).verdict).not.toBe('refuted')
  })
})
