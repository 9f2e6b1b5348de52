/**
 * The inputs of mathjs' own public tests of `derivative` (test/unit-tests/function/algebra/derivative.test.js), with what these expect and
 * what we answer. There the answers are compared before they are simplified; ours are always in canonical form.
 */

/** Input, the text that mathjs expects without simplifying, and our text where it is another one. All by x. */
export const DERIVATIVES: readonly (readonly [input: string, theirs: string, ours?: string])[] = [
  ['1', '0'],
  ['10000000', '0'],
  ['2x', '2 * 1', '2'],
  ['x', '1'],
  ['(1)', '(0)', '0'],
  ['(x)', '(1)', '1'],
  ['f(x) = 5x + x + 2', '5 * 1 + 1 + 0', '6'],
  ['f(x) = 5 + 2', '0'],
  ['f(y) = 5y + 2', '0'],
  ['1 + 2', '0'],
  ['-100^2 + 3*3/2 - 12', '0'],
  ['-4x', '-4 * 1', '-4'],
  ['+4x', '+4 * 1', '4'],
  ['5x + x + 2', '5 * 1 + 1 + 0', '6'],
  ['5x - x - 2', '5 * 1 - 1 - 0', '4'],
  ['2(x + x)', '2 * (1 + 1)', '4'],
  ['(x + x)*2', '2 * (1 + 1)', '4'],
  ['5x*3x', '5 * 1 * 3 x + 5 x * 3 * 1', '30 * x'],
  ['7x / 2', '7 * 1 / 2', '7 / 2'],
  ['5 / (3x)', '-5 * (3 * 1) / (3 x) ^ 2', '-5 / (3 * x ^ 2)'],
  [
    '(2x) / (3x + 2)',
    '((2 * 1) * (3 x + 2) - (2 x) * (3 * 1 + 0)) / (3 x + 2) ^ 2',
    '2 / (3 * x + 2) - 6 * x / (3 * x + 2) ^ 2',
  ],
  ['0^(2^x + x^3 + 2)', '0', '(2 ^ x + x ^ 3 + 2 > 0) ? 0 : NaN'],
  ['1^(2^x + x^3 + 2)', '0'],
  ['10^(2x + 2)', '10 ^ (2 x + 2) * log(10) * (2 * 1 + 0)', '200 * 10 ^ (2 * x) * log(10)'],
  ['(x^x^x^x)^0', '0'],
  ['(x+2)^1', '(1 + 0)', '1'],
  ['2x^2', '2 * 2 * 1 * x ^ (2 - 1)', '4 * x'],
  ['2x^-2', '2 * -2 * 1 * x ^ (-2 - 1)', '-4 / x ^ 3'],
  [
    '(x^3 + x)^(5x + 2)',
    '(x ^ 3 + x) ^ (5 x + 2) * ((3 * 1 * x ^ (3 - 1) + 1) * (5 x + 2) / (x ^ 3 + x) + (5 * 1 + 0) * log((x ^ 3 + x)))',
    '2 * (x ^ 3 + x) ^ (5 * x + 1) * (3 * x ^ 2 + 1) + (x ^ 3 + x) ^ (5 * x + 2) * (5 * x * (3 * x ^ 2 + 1) / (x ^ 3 + x) + 5 * log(x ^ 3 + x))',
  ],
  ['-x', '-1'],
  ['1 - (-x)', '0 - (-1)', '1'],
  ['cbrt(6x)', '6 * 1 / (3 * (6 x) ^ (2 / 3))', '2 / cbrt(6 * x) ^ 2'],
  ['sqrt(6x)', '6 * 1 / (2 * sqrt(6 x))', 'sqrt(3) / (sqrt(2) * sqrt(x))'],
  ['nthRoot(6x)', '6 * 1 / (2 * sqrt(6 x))', 'sqrt(3) / (sqrt(2) * sqrt(x))'],
  ['nthRoot(6x, 3)', '1 / 3 * 6 * 1 * (6 x) ^ (1 / 3 - 1)', '2 / nthRoot(6 * x, 3) ^ 2'],
  [
    'nthRoot((6x), (2x))',
    '(6 x) ^ (1 / (2 x)) * ((6 * 1) * 1 / (2 x) / (6 x) + (0 * (2 x) - 1 * (2 * 1)) / (2 x) ^ 2 * log((6 x)))',
    'nthRoot(6 * x, 2 * x) / (2 * x ^ 2) - log(6 * x) * nthRoot(6 * x, 2 * x) / (2 * x ^ 2)',
  ],
  ['log((6*x))', '(6 * 1) / (6 * x)', '1 / x'],
  ['log10((6x))', '(6 * 1) / ((6 x) * log(10))', '1 / (x * log(10))'],
  ['log((6x), 10)', '(6 * 1) / ((6 x) * log(10))', '1 / (x * log(10))'],
  [
    'log((2x), (3x))',
    '((2 * 1) / (2 x) * log((3 x)) - log((2 x)) * (3 * 1) / (3 x)) / log((3 x)) ^ 2',
    '1 / (x * log(3 * x)) - log(2 * x) / (x * log(3 * x) ^ 2)',
  ],
  ['log(x)', '1 / x'],
  ['sin(2x)', '2 * 1 * cos(2 x)', '2 * cos(2 * x)'],
  ['cos(2x)', '2 * 1 * -sin(2 x)', '-2 * sin(2 * x)'],
  ['tan(2x)', '2 * 1 * sec(2 x) ^ 2', '2 * sec(2 * x) ^ 2'],
  ['sec(2x)', '2 * 1 * sec(2 x) * tan(2 x)', '2 * sec(2 * x) * tan(2 * x)'],
  ['csc(2x)', '-(2 * 1) * csc(2 x) * cot(2 x)', '-2 * cot(2 * x) * csc(2 * x)'],
  ['cot((2x))', '-(2 * 1) * csc((2 x)) ^ 2', '-2 * csc(2 * x) ^ 2'],
  ['asin((2x))', '(2 * 1) / sqrt(1 - (2 x) ^ 2)', '2 / sqrt(1 - 4 * x ^ 2)'],
  ['acos((2x))', '-(2 * 1) / sqrt(1 - (2 x) ^ 2)', '-2 / sqrt(1 - 4 * x ^ 2)'],
  ['atan((2x))', '(2 * 1) / ((2 x) ^ 2 + 1)', '2 / (4 * x ^ 2 + 1)'],
  ['asec((2x))', '(2 * 1) / (abs((2 x)) * sqrt((2 x) ^ 2 - 1))', '1 / (2 * x ^ 2 * sqrt(1 - 1 / (4 * x ^ 2)))'],
  ['acsc((2x))', '-(2 * 1) / (abs((2 x)) * sqrt((2 x) ^ 2 - 1))', '-1 / (2 * x ^ 2 * sqrt(1 - 1 / (4 * x ^ 2)))'],
  ['acot((2x))', '-(2 * 1) / ((2 x) ^ 2 + 1)', '-2 / (4 * x ^ 2 + 1)'],
  ['sinh(2x)', '2 * 1 * cosh(2 x)', '2 * cosh(2 * x)'],
  ['cosh(2x)', '2 * 1 * sinh(2 x)', '2 * sinh(2 * x)'],
  ['tanh(2x)', '2 * 1 * sech(2 x) ^ 2', '2 * sech(2 * x) ^ 2'],
  ['sech(2x)', '-(2 * 1) * sech(2 x) * tanh(2 x)', '-2 * sech(2 * x) * tanh(2 * x)'],
  ['csch(2x)', '-(2 * 1) * csch(2 x) * coth(2 x)', '-2 * coth(2 * x) * csch(2 * x)'],
  ['coth(2x)', '-(2 * 1) * csch(2 x) ^ 2', '-2 * csch(2 * x) ^ 2'],
  ['asinh((2x))', '(2 * 1) / sqrt((2 x) ^ 2 + 1)', '2 / sqrt(4 * x ^ 2 + 1)'],
  ['acosh((2x))', '(2 * 1) / sqrt((2 x) ^ 2 - 1)', '2 / (sqrt(2 * x - 1) * sqrt(2 * x + 1))'],
  ['atanh((2x))', '(2 * 1) / (1 - (2 x) ^ 2)', '2 / (1 - 4 * x ^ 2)'],
  [
    'asech((2x))',
    '-(2 * 1) / ((2 x) * sqrt(1 - (2 x) ^ 2))',
    '-1 / (2 * x ^ 2 * sqrt(1 / (2 * x) - 1) * sqrt(1 + 1 / (2 * x)))',
  ],
  ['acsch((2x))', '-(2 * 1) / (abs((2 x)) * sqrt((2 x) ^ 2 + 1))', '-1 / (2 * x ^ 2 * sqrt(1 + 1 / (4 * x ^ 2)))'],
  ['acoth((2x))', '-(2 * 1) / (1 - (2 x) ^ 2)', '2 / (1 - 4 * x ^ 2)'],
  ['abs(2x)', '2 * 1 * abs(2 x) / (2 x)', '2 * sign(2 * x)'],
  ['pow(0, 2^x + x^3 + 2)', '0', '(2 ^ x + x ^ 3 + 2 > 0) ? 0 : NaN'],
  ['pow(1, 2^x + x^3 + 2)', '0'],
  ['pow(10, 2x + 2)', '10 ^ (2 x + 2) * log(10) * (2 * 1 + 0)', '200 * 10 ^ (2 * x) * log(10)'],
  ['pow(x^x^x^x, 0)', '0'],
  ['pow(x + 2, 1)', '1 + 0', '1'],
  ['2 * pow(x, 2)', '2 * 2 * 1 * x ^ (2 - 1)', '4 * x'],
  ['2 * pow(x, -2)', '2 * -2 * 1 * x ^ (-2 - 1)', '-4 / x ^ 3'],
  [
    'pow(x^3 + x, 5x + 2)',
    '(x ^ 3 + x) ^ (5 x + 2) * ((3 * 1 * x ^ (3 - 1) + 1) * (5 x + 2) / (x ^ 3 + x) + (5 * 1 + 0) * log(x ^ 3 + x))',
    '2 * (x ^ 3 + x) ^ (5 * x + 1) * (3 * x ^ 2 + 1) + (x ^ 3 + x) ^ (5 * x + 2) * (5 * x * (3 * x ^ 2 + 1) / (x ^ 3 + x) + 5 * log(x ^ 3 + x))',
  ],
  ['exp(2x)', '2 * 1 * exp(2 x)', '2 * exp(2 * x)'],
  ['x + y', '1 + 0', '1'],
  ['x + log(y)*y', '1 + 0', '1'],
  ['x + y + z', '1 + 0 + 0', '1'],
  ['x + log(y)*z', '1 + 0', '1'],
  ['x + log(y)*x', '1 + log(y) * 1', '1 + log(y)'],
  ['x^2 + x*y + y^2', '2 * 1 * x ^ (2 - 1) + y * 1 + 0', '2 * x + y'],
  ['2x^3', '2 * 3 * 1 * x ^ (3 - 1)', '6 * x ^ 2'],
]

/** Answers of another value, each with its reason. */
export const OTHER_VALUES: ReadonlyMap<string, string> = new Map([
  ['acoth((2x))', 'the derivative of acoth(u) is 1/(1 - u^2); mathjs has its sign wrong'],
])

/** With simplifying, which is the default. */
export const SIMPLIFIED: readonly (readonly [input: string, theirs: string, ours?: string])[] = [
  ['2x', '2'],
  ['x^2', '2 * x'],
  // Products have a sign of their own in our nodes: 2 x is 2 * x.
  ['sin(2x)', '2 * cos(2 x)', '2 * cos(2 * x)'],
]

/** What mathjs refuses: with the code of our error, or with our answer and why there is one. */
export const REFUSED: readonly (readonly [input: string, variable: string, ours: string, reason: string])[] = [
  ['x << 2', 'x', 'unknown-function', 'refused by both; mathjs raises an Error'],
  ['subset(x)', 'x', 'unknown-function', 'refused by both; mathjs raises an Error'],
  ['sqrt()', 'x', 'argument-count', 'refused by both; mathjs raises a TypeError'],
  ['sqrt(12, 2x)', 'x', 'argument-count', 'refused by both; mathjs raises a TypeError'],
  ['42', '42', 'argument-variable', 'refused by both; mathjs raises a TypeError'],
  ['[1, 2; 3, 4]', 'x', '[[0, 0], [0, 0]]', 'we differentiate lists entry by entry'],
  ['x + [1, 2; 3, 4]', 'x', 'list', 'refused by both; mathjs raises a TypeError'],
]
