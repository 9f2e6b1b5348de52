/**
 * What is said of points at which a function has no derivative, or might have none: kinks, jumps, edges of the domain, poles, values of
 * their own; and of their smooth neighbours.
 */
import { describe, expect, it } from 'vitest'
import { check } from '../../src/index.js'

/** The function, the point, the verdict, and what begins its note; nothing where there is no note. */
const POINTS: readonly (readonly [f: string, x: number, verdict: string, note: string])[] = [
  ['abs(x)', 0, 'kink', 'at the kink of abs(x): from the left -1, from the right 1'],
  ['sign(x)', 0, 'kink', 'at the kink of sign(x): from the left a jump, from the right a jump'],
  ['floor(x)', 1, 'kink', 'at the kink of floor(x): from the left a jump, from the right 0'],
  ['ceil(x)', 2, 'kink', 'at the kink of ceil(x): from the left 0, from the right a jump'],
  ['round(x)', 0.5, 'kink', 'at the kink of round(x): from the left a jump, from the right 0'],
  ['frac(x)', 1, 'kink', 'at the kink of frac(x): from the left a jump, from the right 1'],
  ['max(x,0)', 0, 'kink', 'at the kink of max(x, 0): from the left 0, from the right 1'],
  ['max(x,-x)', 0, 'kink', 'at the kink of max(x, -x): from the left -1, from the right 1'],
  ['min(x,x^2)', 1, 'kink', 'at the kink of min(x, x^2): from the left 2, from the right 1'],
  ['relu(x)', 0, 'kink', 'at the kink of relu(x): from the left 0, from the right 1'],
  ['clamp(x,0,1)', 1, 'kink', 'at the kink of clamp(x, 0, 1): from the left 1, from the right 0'],
  ['clamp(x,0,1)', 0, 'kink', 'at the kink of clamp(x, 0, 1): from the left 0, from the right 1'],
  ['if(x>0,x,0)', 0, 'kink', 'at the kink of piecewise(x, x > 0, 0): from the left 0, from the right 1'],
  ['if(x>0,x^2,0)', 0, 'ok', 'smooth at the kink of piecewise(x^2, x > 0, 0)'],
  ['if(x>=0,1,0)', 0, 'kink', 'at the kink of piecewise(1, x >= 0, 0): from the left a jump, from the right 0'],
  ['if(x>0,x^2,x^3)', 0, 'ok', 'smooth at the kink of piecewise(x^2, x > 0, x^3)'],
  ['piecewise(x,x<1,2-x)', 1, 'kink', 'at the kink of piecewise(x, x < 1, 2 - x): from the left 1, from the right -1'],
  [
    'sqrt(x)',
    0,
    'undefined',
    'division by zero in 1/(2*sqrt(x)): x is 0; from the left: no value, from the right: infinity',
  ],
  [
    'cbrt(x)',
    0,
    'undefined',
    'division by zero in 1/(3*cbrt(x)^2): cbrt(x) is 0; from the left: infinity, from the right: infinity',
  ],
  [
    'x^(2/3)',
    0,
    'undefined',
    'division by zero in 1/x^(1/3): x is 0; from the left: no value, from the right: infinity',
  ],
  ['x^(4/3)', 0, 'uncertain', 'at the edge of the domain: only from the right'],
  ['x^(3/2)', 0, 'ok', 'at the edge of the domain: only from the right'],
  ['sqrt(x)^2', 0, 'ok', ''],
  ['sqrt(x^3)', 0, 'undefined', 'division by zero in 3*x^2/(2*sqrt(x^3)): x is 0'],
  [
    'sqrt(x^4)',
    0,
    'undefined',
    'division by zero in 2*x^3/sqrt(x^4): x is 0; the function itself has the derivative 0 here',
  ],
  [
    'asin(x)',
    1,
    'undefined',
    'division by zero in 1/sqrt(1 - x^2): 1 - x^2 is 0; from the left: infinity, from the right: no value',
  ],
  [
    'acos(x)',
    -1,
    'undefined',
    'division by zero in -1/sqrt(1 - x^2): 1 - x^2 is 0; from the left: no value, from the right: -infinity',
  ],
  [
    'acosh(x)',
    1,
    'undefined',
    'division by zero in 1/(sqrt(x - 1)*sqrt(x + 1)): x - 1 is 0; from the left: no value, from the right: infinity',
  ],
  ['atanh(x)', 1, 'undefined', 'atanh(x) is infinite at x = 1'],
  ['log(x)', 0, 'undefined', 'log(x) is infinite at x = 0'],
  ['1/x', 0, 'undefined', 'division by zero in 1/x: x is 0'],
  ['sqrt(x^2)', 0, 'kink', 'from the left -1, from the right 1'],
  ['x*abs(x)', 0, 'ok', 'smooth at the kink of abs(x)'],
  ['abs(x)^3', 0, 'ok', 'smooth at the kink of abs(x)'],
  ['sin(abs(x))', 0, 'kink', 'at the kink of abs(x): from the left -1, from the right 1'],
  ['cos(abs(x))', 0, 'ok', 'smooth at the kink of abs(x)'],
  ['abs(sin(x))', 0, 'kink', 'at the kink of abs(sin(x)): from the left -1, from the right 1'],
  ['exp(-abs(x))', 0, 'kink', 'at the kink of abs(x): from the left 1, from the right -1'],
  ['log(abs(x))', 0, 'undefined', 'log(abs(x)) is infinite at abs(x) = 0'],
  ['x^x', 0, 'undefined', 'log(x) is infinite at x = 0; from the left: no value, from the right: -infinity'],
  ['x*log(x)', 0, 'undefined', 'log(x) is infinite at x = 0'],
  ['abs(x)/x', 0, 'undefined', 'division by zero in abs(x)/x: x is 0'],
  ['sin(x)/x', 0, 'undefined', 'division by zero in sin(x)/x: x is 0'],
  ['mod(x,2)', 2, 'kink', 'at the kink of mod(x, 2): from the left a jump, from the right 1'],
  ['mod(x,2)', 1, 'ok', ''],
  ['trunc(x)', 1, 'kink', 'at the kink of trunc(x): from the left a jump, from the right 0'],
  ['trunc(x)', 0, 'ok', ''],
  ['step(x)', 0, 'kink', 'at the kink of step(x): from the left 0, from the right a jump'],
  ['elu(x)', 0, 'ok', ''],
  ['leakyrelu(x)', 0, 'kink', 'at the kink of leakyrelu(x): from the left 0.01, from the right 1'],
  ['softsign(x)', 0, 'ok', ''],
  ['max(x,x)', 0, 'ok', ''],
  ['max(x,2*x)', 0, 'kink', 'at the kink of max(x, 2*x): from the left 1, from the right 2'],
  ['min(x,0,x^2)', 0, 'kink', 'at the kink of min(x, 0, x^2): from the left 1, from the right 0'],
  ['abs(x-1)+abs(x+1)', 1, 'kink', 'at the kink of abs(x - 1): from the left 0, from the right 2'],
  ['abs(x)+abs(-x)', 0, 'kink', 'at the kink of abs(x): from the left -2, from the right 2'],
  ['atan2(x,-1)', 0, 'kink', 'at the kink of atan2(x, -1): from the left a jump, from the right -1'],
  ['acot(x)', 0, 'kink', 'at the kink of acot(x): from the left a jump, from the right -1'],
  [
    'asec(x)',
    1,
    'undefined',
    'division by zero in 1/(x^2*sqrt(1 - 1/x^2)): 1 - 1/x^2 is 0; from the left: no value, from the right: infinity',
  ],
  [
    'root(x,4)',
    0,
    'undefined',
    'division by zero in 1/(4*root(x, 4)^3): root(x, 4) is 0; from the left: no value, from the right: infinity',
  ],
  [
    'abs(x)^(1/2)',
    0,
    'undefined',
    'division by zero in sign(x)/(2*sqrt(abs(x))): abs(x) is 0; from the left: -infinity, from the right: infinity',
  ],
  ['abs(x)^1.5', 0, 'ok', 'smooth at the kink of abs(x)^1.5, abs(x)'],
  ['sign(x)^2', 0, 'kink', 'at the kink of sign(x): from the left a jump, from the right a jump'],
  ['gamma(x)', 0, 'undefined', 'gamma(x) has no value at x = 0'],
  ['zeta(x)', 1, 'undefined', 'zeta(x) has no value at x = 1'],
  ['sinc(x)', 0, 'ok', ''],
  ['max(abs(x),x^2)', 0, 'kink', 'at the kink of max(abs(x), x^2), abs(x): from the left -1, from the right 1'],
  ['li(x)', 1, 'undefined', 'li(x) is infinite at x = 1'],
  ['sum(k,1,3,abs(x-k))', 2, 'kink', 'at the kink of abs(x - 2): from the left -1, from the right 1'],
  ['factorial(x)', -1, 'undefined', 'x! has no value at x = -1'],
  [
    'if(x=0,5,x)',
    0,
    'undefined',
    'no case of piecewise(1, x != 0) holds; from the left: a jump, from the right: a jump',
  ],
  [
    'if(x=0,0,x^2*sin(1/x))',
    0,
    'undefined',
    'no case of piecewise(2*x*sin(1/x) - cos(1/x), x != 0) holds; the function itself has the derivative',
  ],
  [
    'if(abs(x)<1,x,sign(x))',
    1,
    'kink',
    'at the kink of piecewise(x, abs(x) < 1, sign(x)): from the left 1, from the right 0',
  ],
]

describe('points without derivatives', () => {
  it.each(POINTS)('%s at %d: %s, %s', (f, x, verdict, note) => {
    const [by] = check(f, { at: { x } }).variables
    expect(by?.verdict).toBe(verdict)
    if (note === '') expect(by?.note).toBeUndefined()
    else expect(by?.note?.startsWith(note), by?.note).toBe(true)
  })
})

it.each([
  ['a list', '[x, 2*x]', '[1,2]'],
  ['lists in a list', '[[x], [x^2]]', '[[1],[1]]'],
  [
    '4000 lists, one in the other',
    `${'['.repeat(4000)}x${']'.repeat(4000)}`,
    `${'['.repeat(4000)}1${']'.repeat(4000)}`,
  ],
])('the value of %s is told', (_, f, value) => {
  expect(String(check(f, { at: { x: 1 } }))).toContain(`value ${value} at x = 1`)
})
