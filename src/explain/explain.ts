/**
 * A derivative explained: lines of calculus (derivation.ts), lines of algebra to the answer (tidying.ts), each compared with the answer
 * by values at sampled points. What is refuted is not told: `FluxionError` with the code `refuted`.
 */
import { derivative } from '../diff/derivative.js'
import { FluxionError } from '../errors.js'
import { append } from '../expr/args.js'
import type { Assumptions } from '../expr/assumption.js'
import type { Expr } from '../expr/node.js'
import { freeSymbols } from '../expr/walk.js'
import { canonical, layoutOf } from '../expr/written.js'
import type { Domain } from '../simplify/facts.js'
import { certify, equivalent } from '../verify/certificate.js'
import type { Course, ToAnswer } from './course.js'
import { byDefinition } from './definition.js'
import { Derivation, type Level, operand } from './derivation.js'
import { Explanation, type StepTree, type Verdict } from './explanation.js'
import type { Line } from './line.js'
import { byLogarithm } from './logarithm.js'
import { lineText } from './notation.js'
import { byPrinciples } from './principles.js'
import { closed, open, type Step } from './step.js'
import { tidying } from './tidying.js'
import type { Language } from './words.js'

const STRATEGIES = ['rules', 'logarithm', 'definition', 'principles'] as const
export type Strategy = (typeof STRATEGIES)[number]

export interface ExplainSettings {
  readonly level: Level
  readonly language: Language
  readonly strategy: Strategy
  readonly domain: Domain
  readonly assumptions: Assumptions
  /** The derivative of a part, as it is handed out. */
  readonly derivative: (of: Expr) => Expr
  /** Puts in what is known of the caller's functions. */
  readonly known: (e: Expr) => Expr
  /** LaTeX for symbols. */
  readonly names?: Readonly<Record<string, string>> | undefined
}

/** How an answer is written. */
const writing = (e: Expr): Expr => layoutOf(e) ?? e

/** Explains the derivative of a problem, as it was written, by a variable. */
export function explain(problem: Expr, x: Expr, settings: ExplainSettings): Explanation {
  const { level, language, strategy, names } = settings
  const answer = settings.derivative(problem)
  const derivation = new Derivation(problem, x, level, of => writing(settings.derivative(of)))
  const course = courseOf(problem, x, answer, derivation, settings)
  const verdicts = course.lines.map(line => verdictOf(line, course.values?.get(line), { problem, x, answer }, settings))
  return new Explanation({
    problem,
    variable: x,
    start: course.start,
    lines: course.lines,
    verdicts,
    tree: strategy === 'rules' ? treeOf(problem, derivation, settings) : undefined,
    answer,
    level,
    language,
    strategy,
    sign: freeSymbols(problem).size > 1 ? '∂' : 'd',
    ...(names && { names }),
  })
}

function courseOf(problem: Expr, x: Expr, answer: Expr, derivation: Derivation, settings: ExplainSettings): Course {
  const { strategy, level } = settings
  const toAnswer = (from: Expr, direct: boolean): readonly Line[] =>
    tidying(problem, x, from, writing(answer), settings.domain, settings.known, direct)
  switch (strategy) {
    case 'rules':
      return byRules(open(problem, x), derivation, toAnswer, level)
    case 'logarithm':
      return byLogarithm(problem, x, answer, derivation, toAnswer)
    case 'definition':
      return byDefinition(problem, x, writing(answer))
    case 'principles': {
      const step = derivation.steps.of(problem)
      if (followsAtOnce(step)) return byDefinition(problem, x, writing(answer))
      return byPrinciples(problem, x, step, from => {
        const calculus = derivation.lines(from)
        return [...calculus, ...toAnswer(calculus.at(-1)?.state ?? from, level === 'brief')]
      })
    }
    default:
      return strategy satisfies never
  }
}

/** Whether a step follows from the definition itself: the variable, what does not depend on it, and its low powers. */
function followsAtOnce({ rule, of, inner }: Step): boolean {
  if (rule === 'variable' || rule === 'constant') return true
  const exponent = rule === 'power' && inner === undefined && of.kind === 'call' ? of.args[1] : undefined
  const n = exponent && canonical(exponent)
  return n?.kind === 'num' && n.value.isInteger() && Math.abs(n.value.toNumber()) <= MOST_EXPANDED
}

/** Higher powers of sums fill more than a line. */
const MOST_EXPANDED = 6

function byRules(start: Expr, derivation: Derivation, toAnswer: ToAnswer, level: Level): Course {
  const calculus = derivation.lines(start)
  return { start, lines: [...calculus, ...toAnswer(calculus.at(-1)?.state ?? start, level === 'brief')] }
}

/**
 * Whether a line has the value that it is to have, as far as values tell. A derivative need only be right where the function is real:
 * where the two differ, its differences decide.
 */
function verdictOf(line: Line, value: Expr | undefined, whole: Whole, settings: ExplainSettings): Verdict {
  const { problem, x, answer } = whole
  const options = { assumptions: settings.assumptions, domain: settings.domain, samples: SAMPLES }
  const state = closed(line.state, of => derivative(canonical(of), x))
  const found = equivalent(state, canonical(value ?? answer), options)
  const last =
    found.verdict === 'refuted' && value === undefined ? certify(canonical(problem), x, state, options) : found
  if (last.verdict === 'refuted')
    throw new FluxionError('refuted', `the step to ${lineText(line.state)} does not hold: ${last.reason}`)
  return last.verdict
}

/** What is explained. */
interface Whole {
  readonly problem: Expr
  readonly x: Expr
  readonly answer: Expr
}

/** Points at which a line is compared. */
const SAMPLES = 12

/** The steps as a tree; those of parts that occur twice are one object. */
function treeOf(problem: Expr, derivation: Derivation, settings: ExplainSettings): StepTree {
  const { steps } = derivation
  const done = new Map<Expr, StepTree>()
  const pending = [problem]
  for (let of = pending.at(-1); of; of = pending.at(-1)) {
    const step = steps.of(of)
    const below = step.open.map(operand)
    const missing = below.filter(b => !done.has(b))
    if (missing.length > 0) {
      append(pending, missing)
      continue
    }
    pending.pop()
    done.set(of, {
      step,
      use: derivation.use(step),
      result: writing(settings.derivative(of)),
      steps: below.map(b => done.get(b) as StepTree),
    })
  }
  return done.get(problem) as StepTree
}
