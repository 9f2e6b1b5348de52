/**
 * Logarithmic differentiation: the logarithm of a product of powers is a sum, whose derivative is y'/y. The laws used hold where all the
 * logarithms have values; the last line holds wherever both sides have one.
 */
import { ShapeError } from '../errors.js'
import { append } from '../expr/args.js'
import { div, half, log, one } from '../expr/build.js'
import { type Expr, isCall, rawCall } from '../expr/node.js'
import { isOne } from '../expr/numbers.js'
import { freeSymbols } from '../expr/walk.js'
import { canonical, joined, minus, over, SIGN } from '../expr/written.js'
import type { Course, ToAnswer } from './course.js'
import type { Derivation } from './derivation.js'
import { letter } from './formula.js'
import type { Line } from './line.js'
import { changed } from './notation.js'
import { open } from './step.js'

const logarithm = (e: Expr): Expr => rawCall('log', [e])

/** log(a*b) is log(a) + log(b), log(a^c) is c*log(a): as far as it goes. */
function expandedLogarithm(e: Expr): Expr {
  const terms: { readonly of: Expr; readonly negative: boolean; readonly factor: Expr | undefined }[] = []
  const pending: { of: Expr; negative: boolean; factor: Expr | undefined }[] = [
    { of: e, negative: false, factor: undefined },
  ]
  for (let top = pending.pop(); top; top = pending.pop()) {
    const { of, negative, factor } = top
    const [a, b] = (of.kind === 'call' ? of.args : []) as [Expr, Expr]
    const times = (c: Expr): Expr => (factor === undefined ? c : joined(SIGN.times, [factor, c]))
    if (isCall(of, SIGN.times) || isCall(of, 'mul'))
      append(
        pending,
        of.args.toReversed().map(f => ({ ...top, of: f })),
      )
    else if (isCall(of, SIGN.over)) pending.push({ ...top, of: b, negative: !negative }, { ...top, of: a })
    else if (isCall(of, SIGN.power) || isCall(of, 'pow')) pending.push({ ...top, of: a, factor: times(b) })
    else if (isCall(of, SIGN.root)) pending.push({ ...top, of: a, factor: times(half) })
    else if (isOne(of)) continue
    else terms.push({ of, negative, factor })
  }
  const written = terms.map(({ of, negative, factor }) => {
    const bare = isCall(of, 'e') ? factor : undefined
    const value = bare ?? (factor === undefined ? logarithm(of) : joined(SIGN.times, [factor, logarithm(of)]))
    return negative ? minus(value) : value
  })
  return joined(SIGN.plus, written)
}

/** The lines: ln y, its laws, y'/y, and y' by the answer. */
export function byLogarithm(problem: Expr, x: Expr, answer: Expr, derivation: Derivation, toAnswer: ToAnswer): Course {
  if (problem.kind !== 'call' || !SUITED.has(problem.head))
    throw new ShapeError(
      'the logarithm helps with products, quotients and powers; explain this by the rules',
      'strategy',
    )
  const y = letter('y', freeSymbols([problem, x]))
  const sum = expandedLogarithm(problem)
  const slope = div(answer, canonical(problem))
  const first: Line = {
    kind: 'algebra',
    uses: [{ id: 'logarithm' }],
    left: logarithm(y),
    state: logarithm(problem),
    marked: logarithm(problem),
  }
  const laws: Line = { kind: 'algebra', uses: [{ id: 'logarithm-laws' }], state: sum, marked: changed(sum) }
  const both: Line = {
    kind: 'calculus',
    uses: [{ id: 'both-sides' }],
    left: joined(SIGN.times, [over(one, y), open(y, x)]),
    state: open(sum, x),
    marked: open(sum, x),
  }
  const calculus = derivation.lines(both.state)
  const found = calculus.at(-1)?.state ?? both.state
  const product = joined(SIGN.times, [problem, found])
  const back: Line = {
    kind: 'algebra',
    uses: [{ id: 'multiply-back' }],
    left: open(y, x),
    state: product,
    marked: product,
  }
  const logs: readonly (readonly [Line, Expr])[] = [first, laws].map(line => [line, log(canonical(problem))])
  const slopes: readonly (readonly [Line, Expr])[] = [both, ...calculus].map(line => [line, slope])
  return {
    start: rawCall('eq', [y, problem]),
    lines: [first, laws, both, ...calculus, back, ...toAnswer(product, true)],
    values: new Map([...logs, ...slopes]),
  }
}

const SUITED: ReadonlySet<string> = new Set([SIGN.times, SIGN.over, SIGN.power, SIGN.root, 'mul', 'pow'])
