/** The first principles of the rule that a problem is differentiated by first (principle-rows.ts), and that rule used on the problem. */
import { ShapeError } from '../errors.js'
import { type Expr, rawCall, sym } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { parseProgram } from '../parse/parse.js'
import { written } from '../parse/written.js'
import type { Course } from './course.js'
import { letter } from './formula.js'
import type { Line } from './line.js'
import { changed } from './notation.js'
import { PRINCIPLES, type Principle } from './principle-rows.js'
import { open, replaced, type Step } from './step.js'

const FUNCTION = 'function '

/** The principle of a step: of a chain, that of the chain rule. */
function principleOf({ rule, of, inner }: Step): Principle {
  const name = rule === 'function' && of.kind === 'call' ? `${FUNCTION}${of.head}` : rule
  const found = PRINCIPLES.get(inner === undefined ? name : 'chain')
  if (found !== undefined) return found
  const names = [...PRINCIPLES.keys()]
    .filter(name => name.startsWith(FUNCTION))
    .map(name => name.slice(FUNCTION.length))
  throw new ShapeError(
    `first principles are told of sums, products, quotients, powers, roots and of ${names.join(', ')}; explain this by the rules`,
    'strategy',
  )
}

/** What stands for the increment and for constants. */
const LETTERS = ['h', 'a', 'c', 'n'] as const

/** A text in letters as it is written. */
function read(text: string, letters: ReadonlyMap<Expr, Expr>): Expr {
  const program = parseProgram(text, { functions: ['f', 'g'], bound: ['x', ...LETTERS] }, { written })
  return replaced(program.source?.() ?? program.result, letters)
}

/** The first principles of the rule that a problem is differentiated by first, and that rule's instance. */
export function byPrinciples(problem: Expr, x: Expr, step: Step, finish: (from: Expr) => readonly Line[]): Course {
  const { of, quotients, limit, rearranged } = principleOf(step)
  const taken = new Set([...freeSymbols([problem, x]), 'f', 'g'])
  // The n of x^n is the n of the rule.
  const own = new Set(problem.kind === 'call' ? problem.args.filter(arg => arg !== x).map(String) : [])
  const chosen = LETTERS.map(name => (own.has(name) && name !== 'h' ? sym(name) : letter(name, taken)))
  const letters = new Map<Expr, Expr>([
    [sym('x'), x],
    ...LETTERS.map((name, k) => [sym(name), chosen[k] as Expr] as const),
  ])
  const [h] = chosen as [Expr]
  const general = read(limit, letters)
  const proof = quotients.map((text, k): Line => {
    const state = read(text, letters)
    const id = k === 0 ? 'definition' : 'rearrange'
    return { kind: k === 0 ? 'calculus' : 'algebra', uses: [{ id }], limit: h, state, marked: changed(state) }
  })
  const last: Line = { kind: 'calculus', uses: [{ id: 'limit', of: h }], state: general, marked: changed(general) }
  const tidied = (rearranged === undefined ? [] : [read(rearranged, letters)]).map(
    (state): Line => ({ kind: 'algebra', uses: [{ id: 'rearrange' }], state, marked: changed(state) }),
  )
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
    lines: [...proof, last, ...tidied, used, ...finish(step.instance)],
    values: new Map([
      ...proof.map(line => [line, first] as const),
      ...[last, ...tidied].map(line => [line, general] as const),
    ]),
  }
}
