/** trigExpand and trigReduce: tables, that they keep values, and that their work is bounded. */
import { describe, expect, it } from 'vitest'
import { BudgetError, trigExpand, trigReduce } from '../../src/index.js'

/** The input, expanded, reduced. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['sin(x + y)', 'cos(y)*sin(x) + cos(x)*sin(y)', 'sin(x + y)'],
  ['cos(x - y)', 'cos(x)*cos(y) + sin(x)*sin(y)', 'cos(x - y)'],
  ['sin(2*x)', '2*cos(x)*sin(x)', 'sin(2*x)'],
  ['cos(3*x)', '4*cos(x)^3 - 3*cos(x)', 'cos(3*x)'],
  ['sin(3*x/2)', '4*cos(x/2)^2*sin(x/2) - sin(x/2)', 'sin(3*x/2)'],
  ['sin(x + pi/4)', 'sin(x)/sqrt(2) + cos(x)/sqrt(2)', 'sin(x + pi/4)'],
  ['cos(x + pi)', '-cos(x)', 'cos(x + pi)'],
  ['tan(2*x)', '2*cos(x)*sin(x)/(2*cos(x)^2 - 1)', 'tan(2*x)'],
  ['sec(2*x)', '1/(2*cos(x)^2 - 1)', 'sec(2*x)'],
  ['sinh(2*x)', '2*cosh(x)*sinh(x)', 'sinh(2*x)'],
  ['cosh(x + y)', 'cosh(x)*cosh(y) + sinh(x)*sinh(y)', 'cosh(x + y)'],
  ['sin(x)^2', 'sin(x)^2', '1/2 - cos(2*x)/2'],
  ['sin(x)*cos(x)', 'cos(x)*sin(x)', 'sin(2*x)/2'],
  ['sin(x)*sin(y)', 'sin(x)*sin(y)', 'cos(x - y)/2 - cos(x + y)/2'],
  ['sinh(x)^2', 'sinh(x)^2', 'cosh(2*x)/2 - 1/2'],
  ['sinh(x)*sin(x)^2', 'sin(x)^2*sinh(x)', 'sinh(x)/2 - cos(2*x)*sinh(x)/2'],
  ['sin(x)*(1 + cos(x))', 'sin(x)*(1 + cos(x))', 'sin(x) + sin(2*x)/2'],
  ['(sin(x) + cos(x))^2', '(sin(x) + cos(x))^2', '1 + sin(2*x)'],
  ['cos(x)^2/sin(x)', 'cos(x)^2/sin(x)', 'cos(2*x)/(2*sin(x)) + 1/(2*sin(x))'],
  ['x*f(sin(x)^2)', 'x*f(sin(x)^2)', 'x*f(1/2 - cos(2*x)/2)'],
  ['sin(x)^2 + cos(x)^2', 'sin(x)^2 + cos(x)^2', '1'],
  ['x + 2', 'x + 2', 'x + 2'],
]

describe('multiple angles', () => {
  it.each(CASES)('%s is %s and %s', (input, expanded, reduced) => {
    expect(String(trigExpand(input))).toBe(expanded)
    expect(String(trigReduce(input))).toBe(reduced)
  })

  it.each(['sin(1001*x)', 'sin(900*x)'])('%s is too long to be expanded', text =>
    expect(() => trigExpand(text)).toThrow(BudgetError),
  )
  it.each(['cos(x)^1000', '(sin(x) + cos(y) + sin(z) + 1)^30'])('%s is too long to be reduced', text =>
    expect(() => trigReduce(text)).toThrow(BudgetError),
  )
})
