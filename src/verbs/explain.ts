/** The verb `explain`: the steps of a derivative. */
import { answersFor, known } from '../answers/answers.js'
import type { Variable } from '../diff/derivative.js'
import { FluxionError, ShapeError } from '../errors.js'
import type { Level } from '../explain/derivation.js'
import { explain as explainExpr, type Strategy } from '../explain/explain.js'
import { Explanation } from '../explain/explanation.js'
import { byMatrices } from '../explain/matrices.js'
import type { Language } from '../explain/words.js'
import { type Expr, sym } from '../expr/node.js'
import { canonical, layoutOf, sourceOf, withSource } from '../expr/written.js'
import {
  type Input,
  namesAmong,
  type Options,
  ordersOf,
  readFunction,
  splitOptions,
  type VariableInput,
} from '../inputs/input.js'
import { certificate as certificateOf } from '../matrix/certifying.js'
import { diff } from '../matrix/derivatives.js'
import { shaped } from '../matrix/forms.js'
import { readBy, unique } from '../matrix/reading.js'
import { isTensor, type Tensor } from '../tensor/tensor.js'
import { verb } from './verb.js'

export interface ExplainOptions {
  /** `'brief'`: three to six lines; `'standard'` (the default): a rule a line; `'full'`: every rule. */
  readonly level?: Level
  /** The language of the words: `'en'`, `'ru'` or `'ko'`. */
  readonly language?: Language
  /**
   * By the rules (the default), by the `'logarithm'`, by the `'definition'` as a limit (of polynomials and their quotients), or by the
   * first `'principles'` of the rule that is used first.
   */
  readonly strategy?: Strategy
}

/**
 * The steps of a derivative, from the computation itself: `explain('sin(x^2)', 'x')` prints them as text, `explain('x^2*y', 'x', 'y')` those of
 * one derivative after the other; `toLatex()`, `toMarkdown()` and
 * `toJSON()` are the others. Raises what `diff` raises, and `BudgetError` where there are too many steps.
 */
export const explain = /* @__PURE__ */ verb(
  {
    name: 'explain',
    answers: 'document',
    group: 'derivatives',
    takes: 'f:input by*:by {&slope layout level language strategy}',
    about: 'the steps of a derivative, rule by rule',
    examples: [
      {
        command: 'explain "sin(x^2)" x --level brief',
        prints: [
          'd/dx(sin(x^2))',
          '  = cos(x^2)*d/dx(x^2)    chain rule, derivative of sin(u), u = x^2',
          '  = cos(x^2)*(2*x)        power rule',
          '  = 2*x*cos(x^2)          put factors together',
        ].join('\n'),
      },
      {
        command: 'explain "x^2" x --strategy definition --language ru',
        prints: [
          'd/dx(x^2)',
          '  = lim(h -> 0) (((x + h)^2 - x^2)/h)    определение производной',
          '  = lim(h -> 0) ((2*h*x + h^2)/h)        вычислить разность',
          '  = lim(h -> 0) (2*x + h)                сократить на h',
          '  = 2*x                                  устремить h к 0',
        ].join('\n'),
      },
      {
        command: 'explain "x^3" x 2 --level brief',
        prints: [
          'd/dx(x^3)',
          '  = 3*x^2           power rule',
          '',
          'd/dx(3*x^2)',
          '  = 6*x             constant factor; power rule',
        ].join('\n'),
      },
    ],
  },
  (f: Input, ...rest: readonly (VariableInput | number | (Options & ExplainOptions))[]): Explanation => {
    const { given, options }: { given: (VariableInput | number)[]; options: Options & ExplainOptions } =
      splitOptions(rest)
    const asked = namesAmong(given)
    const { e, assumptions, parameters } = readFunction(f, options, asked)
    if (isTensor(e)) return explainTensor(e, given, options)
    const answers = answersFor(options, assumptions)
    const { level = 'standard', language = 'en', strategy = 'rules', domain = 'real', names } = options
    const steps = (problem: Expr, by: Variable): Explanation =>
      explainExpr(problem, by, {
        level,
        language,
        strategy,
        domain,
        assumptions,
        derivative: of => {
          const f = withSource(canonical(of), of)
          return answers.shaped(answers.certified(f, by), f)
        },
        known: known(options),
        names,
      })
    const by = ordersOf(e, given, parameters)
    if (by.length === 0) throw new FluxionError('nothing-to-explain', 'a derivative of order 0 takes no steps')
    return inTurn(sourceOf(e) ?? e, by, steps)
  },
)

/** The derivative by each variable in turn: each is that of the answer before. */
function inTurn(
  problem: Expr,
  by: readonly Variable[],
  steps: (problem: Expr, by: Variable) => Explanation,
): Explanation {
  const parts: Explanation[] = []
  let of = problem
  for (const x of by) {
    const part = steps(of, x)
    parts.push(part)
    of = layoutOf(part.answer) ?? part.answer
  }
  return parts.reduceRight((next, part) => part.followedBy(next))
}

/** Of vectors and matrices. Raises `ShapeError` for strategies, which are of scalars. */
function explainTensor(
  f: Tensor,
  given: readonly (VariableInput | number)[],
  options: Options & ExplainOptions,
): Explanation {
  const { level = 'standard', language = 'en', strategy = 'rules', names } = options
  const [x, ...more] = given
  if (typeof x === 'number' || more.length > 0)
    throw new ShapeError('vectors and matrices are explained by one variable, once', 'unsupported-shape')
  if (strategy !== 'rules') throw new ShapeError('vectors and matrices are explained by the rules alone', 'strategy')
  const variables = x === undefined ? [] : [x]
  const t = shaped(f, options)
  const answer = diff(f, variables, options)
  const by = x === undefined ? unique(t) : readBy(t, x)
  if (by.entry !== undefined)
    throw new ShapeError(`explain by ${by.x.name} as a whole: its entries are told one by one`, 'unsupported-shape')
  const certificate = certificateOf(f, by.x.name, undefined, options)
  if (certificate.verdict === 'refuted') throw new FluxionError('refuted', certificate.reason)
  const { start, lines } = byMatrices(t, by.x, answer, level)
  const verdict = certificate.verdict
  return new Explanation({
    problem: t,
    variable: sym(by.x.name),
    start,
    lines,
    verdicts: lines.map(() => verdict),
    answer,
    level,
    language,
    strategy,
    sign: '∂',
    ...(names && { names }),
  })
}
