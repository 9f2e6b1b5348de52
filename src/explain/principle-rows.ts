/**
 * The first principles of rules: how each follows from the definition of the derivative as a limit. One row for a rule: difference
 * quotients in letters, each equal to the one before for every increment h, and what the last one goes to. A test compares the
 * rows with values.
 */
export interface Principle {
  /** What the rule is about, in letters. */
  readonly of: string
  /** Difference quotients, of one value for every h. */
  readonly quotients: readonly string[]
  /** Their limit as h goes to 0. */
  readonly limit: string
  /** The limit without what was needed on the way. */
  readonly rearranged?: string
}

type Row = readonly [rule: string, principle: Principle]

/** A function of the table; the first difference quotient is that of the definition. */
const known = (name: string, limit: string, ...quotients: readonly string[]): Row => [
  `function ${name}`,
  { of: `${name}(x)`, quotients: [`(${name}(x+h) - ${name}(x))/h`, ...quotients], limit },
]

/** The inverse of a function: its difference quotient is one over that of the function. */
function inverse(name: string, of: string, limit: string, rearranged: string): Row {
  const change = `${name}(x+h) - ${name}(x)`
  const back = `${of}(${name}(x+h)) - ${of}(${name}(x))`
  const [rule, principle] = known(name, limit, `(${change})/(${back})`, `1/((${back})/(${change}))`)
  return [rule, { ...principle, rearranged }]
}

const FUNCTIONS: readonly Row[] = [
  known('sin', 'cos(x)', 'sin(x)*((cos(h) - 1)/h) + cos(x)*(sin(h)/h)'),
  known('cos', '-sin(x)', 'cos(x)*((cos(h) - 1)/h) - sin(x)*(sin(h)/h)'),
  known('log', '1/x', 'log(1 + h/x)/h'),
  known(
    'tan',
    '1/cos(x)^2',
    '(sin(x+h)*cos(x) - cos(x+h)*sin(x))/(h*cos(x+h)*cos(x))',
    'sin(h)/h*(1/(cos(x+h)*cos(x)))',
  ),
  known(
    'cot',
    '-1/sin(x)^2',
    '(cos(x+h)*sin(x) - sin(x+h)*cos(x))/(h*sin(x+h)*sin(x))',
    '-sin(h)/h*(1/(sin(x+h)*sin(x)))',
  ),
  known(
    'sec',
    'sin(x)/cos(x)^2',
    '(cos(x) - cos(x+h))/(h*cos(x+h)*cos(x))',
    'sin(h/2)/(h/2)*(sin(x + h/2)/(cos(x+h)*cos(x)))',
  ),
  known(
    'csc',
    '-cos(x)/sin(x)^2',
    '(sin(x) - sin(x+h))/(h*sin(x+h)*sin(x))',
    '-sin(h/2)/(h/2)*(cos(x + h/2)/(sin(x+h)*sin(x)))',
  ),
  inverse('asin', 'sin', '1/cos(asin(x))', '1/sqrt(1 - x^2)'),
  inverse('acos', 'cos', '-1/sin(acos(x))', '-1/sqrt(1 - x^2)'),
  inverse('atan', 'tan', '1/(1 + tan(atan(x))^2)', '1/(1 + x^2)'),
  known('sinh', 'cosh(x)', 'sinh(x)*((cosh(h) - 1)/h) + cosh(x)*(sinh(h)/h)'),
  known('cosh', 'sinh(x)', 'cosh(x)*((cosh(h) - 1)/h) + sinh(x)*(sinh(h)/h)'),
  known(
    'tanh',
    '1/cosh(x)^2',
    '(sinh(x+h)*cosh(x) - cosh(x+h)*sinh(x))/(h*cosh(x+h)*cosh(x))',
    'sinh(h)/h*(1/(cosh(x+h)*cosh(x)))',
  ),
  inverse('asinh', 'sinh', '1/cosh(asinh(x))', '1/sqrt(1 + x^2)'),
  inverse('atanh', 'tanh', '1/(1 - tanh(atanh(x))^2)', '1/(1 - x^2)'),
  known('abs', 'x/abs(x)', '((x+h)^2 - x^2)/(h*(abs(x+h) + abs(x)))', '(2*x + h)/(abs(x+h) + abs(x))'),
  known('log2', '1/(x*log(2))', 'log(1 + h/x)/(h*log(2))'),
  known('log10', '1/(x*log(10))', 'log(1 + h/x)/(h*log(10))'),
]

const RULES: Readonly<Record<string, Principle>> = {
  sum: {
    of: 'f(x) + g(x)',
    quotients: ['((f(x+h) + g(x+h)) - (f(x) + g(x)))/h', '(f(x+h) - f(x))/h + (g(x+h) - g(x))/h'],
    limit: "f'(x) + g'(x)",
  },
  'constant-multiple': {
    of: 'c*f(x)',
    quotients: ['(c*f(x+h) - c*f(x))/h', 'c*((f(x+h) - f(x))/h)'],
    limit: "c*f'(x)",
  },
  product: {
    of: 'f(x)*g(x)',
    quotients: [
      '(f(x+h)*g(x+h) - f(x)*g(x))/h',
      '(f(x+h)*g(x+h) - f(x)*g(x+h) + f(x)*g(x+h) - f(x)*g(x))/h',
      '(f(x+h) - f(x))/h*g(x+h) + f(x)*((g(x+h) - g(x))/h)',
    ],
    limit: "f'(x)*g(x) + f(x)*g'(x)",
  },
  quotient: {
    of: 'f(x)/g(x)',
    quotients: [
      '(f(x+h)/g(x+h) - f(x)/g(x))/h',
      '(f(x+h)*g(x) - f(x)*g(x+h))/(h*g(x+h)*g(x))',
      '((f(x+h) - f(x))/h*g(x) - f(x)*((g(x+h) - g(x))/h))/(g(x+h)*g(x))',
    ],
    limit: "(f'(x)*g(x) - f(x)*g'(x))/g(x)^2",
  },
  chain: {
    of: 'f(g(x))',
    quotients: ['(f(g(x+h)) - f(g(x)))/h', '(f(g(x+h)) - f(g(x)))/(g(x+h) - g(x))*((g(x+h) - g(x))/h)'],
    limit: "f'(g(x))*g'(x)",
  },
  reciprocal: {
    of: '1/x',
    quotients: ['(1/(x+h) - 1/x)/h', '(x - (x+h))/(h*(x+h)*x)', '-1/((x+h)*x)'],
    limit: '-1/x^2',
  },
  root: {
    of: 'sqrt(x)',
    quotients: [
      '(sqrt(x+h) - sqrt(x))/h',
      '((sqrt(x+h) - sqrt(x))*(sqrt(x+h) + sqrt(x)))/(h*(sqrt(x+h) + sqrt(x)))',
      '1/(sqrt(x+h) + sqrt(x))',
    ],
    limit: '1/(2*sqrt(x))',
  },
  power: {
    of: 'x^n',
    quotients: [
      '((x+h)^n - x^n)/h',
      'x^(n-1)*(((1 + h/x)^n - 1)/(h/x))',
      'x^(n-1)*((e^(n*log(1 + h/x)) - 1)/(n*log(1 + h/x)))*(n*log(1 + h/x)/(h/x))',
    ],
    limit: 'n*x^(n-1)',
  },
  'general-power': {
    of: 'f(x)^g(x)',
    quotients: [
      '(f(x+h)^g(x+h) - f(x)^g(x))/h',
      '(e^(g(x+h)*log(f(x+h))) - e^(g(x)*log(f(x))))/h',
      '(e^(g(x+h)*log(f(x+h))) - e^(g(x)*log(f(x))))/(g(x+h)*log(f(x+h)) - g(x)*log(f(x)))*((g(x+h)*log(f(x+h)) - g(x)*log(f(x)))/h)',
    ],
    limit: "f(x)^g(x)*(g'(x)*log(f(x)) + g(x)*(f'(x)/f(x)))",
  },
  exponential: { of: 'a^x', quotients: ['(a^(x+h) - a^x)/h', 'a^x*((a^h - 1)/h)'], limit: 'a^x*log(a)' },
  'natural-exponential': { of: 'e^x', quotients: ['(e^(x+h) - e^x)/h', 'e^x*((e^h - 1)/h)'], limit: 'e^x' },
}

/** By the name of the rule; of functions of the table by `function` and their own. */
export const PRINCIPLES: ReadonlyMap<string, Principle> = new Map([...Object.entries(RULES), ...FUNCTIONS])
