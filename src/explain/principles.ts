/**
 * The first principles of rules: how each follows from the definition of the derivative as a limit. One row for a rule: difference
 * quotients in letters, each equal to the one before for every increment h, and what the last one goes to. A test compares the
 * rows with values.
 */
import { ShapeError } from '../errors.js'
import { type Expr, rawCall, sym } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { parseProgram } from '../parse/parse.js'
import type { Course } from './explain.js'
import type { Line } from './line.js'
import { changed } from './notation.js'
import { letter, open, replaced, type Step } from './step.js'

export interface Principle {
  /** What the rule is about, in letters. */
  readonly of: string
  /** Difference quotients, of one value for every h. */
  readonly quotients: readonly string[]
  /** Their limit as h goes to 0. */
  readonly limit: string
}

/** By the name of the rule; of functions of the table by `function` and their own. */
export const PRINCIPLES: ReadonlyMap<string, Principle> = new Map([
  [
    'sum',
    {
      of: 'f(x) + g(x)',
      quotients: ['((f(x+h) + g(x+h)) - (f(x) + g(x)))/h', '(f(x+h) - f(x))/h + (g(x+h) - g(x))/h'],
      limit: "f'(x) + g'(x)",
    },
  ],
  [
    'constant-multiple',
    { of: 'c*f(x)', quotients: ['(c*f(x+h) - c*f(x))/h', 'c*((f(x+h) - f(x))/h)'], limit: "c*f'(x)" },
  ],
  [
    'product',
    {
      of: 'f(x)*g(x)',
      quotients: [
        '(f(x+h)*g(x+h) - f(x)*g(x))/h',
        '(f(x+h)*g(x+h) - f(x)*g(x+h) + f(x)*g(x+h) - f(x)*g(x))/h',
        '(f(x+h) - f(x))/h*g(x+h) + f(x)*((g(x+h) - g(x))/h)',
      ],
      limit: "f'(x)*g(x) + f(x)*g'(x)",
    },
  ],
  [
    'quotient',
    {
      of: 'f(x)/g(x)',
      quotients: [
        '(f(x+h)/g(x+h) - f(x)/g(x))/h',
        '(f(x+h)*g(x) - f(x)*g(x+h))/(h*g(x+h)*g(x))',
        '((f(x+h) - f(x))/h*g(x) - f(x)*((g(x+h) - g(x))/h))/(g(x+h)*g(x))',
      ],
      limit: "(f'(x)*g(x) - f(x)*g'(x))/g(x)^2",
    },
  ],
  [
    'chain',
    {
      of: 'f(g(x))',
      quotients: ['(f(g(x+h)) - f(g(x)))/h', '(f(g(x+h)) - f(g(x)))/(g(x+h) - g(x))*((g(x+h) - g(x))/h)'],
      limit: "f'(g(x))*g'(x)",
    },
  ],
  [
    'reciprocal',
    { of: '1/x', quotients: ['(1/(x+h) - 1/x)/h', '(x - (x+h))/(h*(x+h)*x)', '-1/((x+h)*x)'], limit: '-1/x^2' },
  ],
  [
    'root',
    {
      of: 'sqrt(x)',
      quotients: [
        '(sqrt(x+h) - sqrt(x))/h',
        '((sqrt(x+h) - sqrt(x))*(sqrt(x+h) + sqrt(x)))/(h*(sqrt(x+h) + sqrt(x)))',
        '1/(sqrt(x+h) + sqrt(x))',
      ],
      limit: '1/(2*sqrt(x))',
    },
  ],
  ['exponential', { of: 'a^x', quotients: ['(a^(x+h) - a^x)/h', 'a^x*((a^h - 1)/h)'], limit: 'a^x*log(a)' }],
  ['natural-exponential', { of: 'e^x', quotients: ['(e^(x+h) - e^x)/h', 'e^x*((e^h - 1)/h)'], limit: 'e^x' }],
  [
    'function sin',
    {
      of: 'sin(x)',
      quotients: ['(sin(x+h) - sin(x))/h', 'sin(x)*((cos(h) - 1)/h) + cos(x)*(sin(h)/h)'],
      limit: 'cos(x)',
    },
  ],
  [
    'function cos',
    {
      of: 'cos(x)',
      quotients: ['(cos(x+h) - cos(x))/h', 'cos(x)*((cos(h) - 1)/h) - sin(x)*(sin(h)/h)'],
      limit: '-sin(x)',
    },
  ],
  ['function log', { of: 'log(x)', quotients: ['(log(x+h) - log(x))/h', 'log(1 + h/x)/h'], limit: '1/x' }],
])

/** The principle of a step: of a chain, that of the chain rule. */
function principleOf({ rule, of, inner }: Step): Principle {
  const head = rule === 'function' && of.kind === 'call' ? ` ${of.head}` : ''
  const found = PRINCIPLES.get(inner === undefined ? `${rule}${head}` : 'chain')
  if (found !== undefined) return found
  const names = [...PRINCIPLES.keys()].map(name => name.replace('function ', '')).join(', ')
  throw new ShapeError(`first principles are told of ${names}; explain this by the rules`, 'strategy')
}

/** A text in letters as it is written. */
function read(text: string, letters: ReadonlyMap<Expr, Expr>): Expr {
  const program = parseProgram(text, { functions: ['f', 'g'], bound: ['x', 'h', 'a', 'c'] })
  return replaced(program.source?.() ?? program.result, letters)
}

/** The first principles of the rule that a problem is differentiated by first, and that rule's instance. */
export function byPrinciples(problem: Expr, x: Expr, step: Step, finish: (from: Expr) => readonly Line[]): Course {
  const { of, quotients, limit } = principleOf(step)
  const taken = new Set([...freeSymbols([problem, x]), 'f', 'g'])
  const [h, a, c] = ['h', 'a', 'c'].map(name => letter(name, taken)) as [Expr, Expr, Expr]
  const letters = new Map<Expr, Expr>([
    [sym('x'), x],
    [sym('h'), h],
    [sym('a'), a],
    [sym('c'), c],
  ])
  const general = read(limit, letters)
  const proof = quotients.map((text, k): Line => {
    const state = read(text, letters)
    const id = k === 0 ? 'definition' : 'rearrange'
    return { kind: k === 0 ? 'calculus' : 'algebra', uses: [{ id }], limit: h, state, marked: changed(state) }
  })
  const last: Line = { kind: 'calculus', uses: [{ id: 'limit', of: h }], state: general, marked: changed(general) }
  const used: Line = {
    kind: 'calculus',
    uses: [{ id: 'use-rule' }],
    left: open(problem, x),
    state: step.instance,
    marked: step.instance,
  }
  const first = (proof[0] as Line).state
  return {
    start: rawCall('diff', [read(of, letters), x]),
    lines: [...proof, last, used, ...finish(step.instance)],
    values: new Map([...proof.map(line => [line, first] as const), [last, general]]),
  }
}
