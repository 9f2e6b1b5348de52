/** The verb `explain`: the steps of a derivative. */
import { answersFor, known } from '../answers.js'
import { ShapeError } from '../errors.js'
import type { Level } from '../explain/derivation.js'
import { explain as explainExpr, type Strategy } from '../explain/explain.js'
import type { Explanation } from '../explain/explanation.js'
import type { Language } from '../explain/words.js'
import type { Expr } from '../expr/node.js'
import { canonical, sourceOf, withSource } from '../expr/written.js'
import { type Input, nameOf, type Options, ordersOf, readFunction, type VariableInput } from '../input.js'
import { tensorCalls } from '../matrix.js'
import { verb } from './verb.js'

export interface ExplainOptions {
  /** `'brief'`: three to six lines; `'standard'` (the default): a rule a line; `'full'`: every rule. */
  readonly level?: Level
  /** The language of the words: `'en'`, `'ru'` or `'ko'`. */
  readonly language?: Language
  /** By the rules (the default), by the `'logarithm'`, or by the `'definition'` as a limit, for polynomials and their quotients. */
  readonly strategy?: Strategy
}

/**
 * The steps of a derivative, from the computation itself: `explain('sin(x^2)', 'x')` prints them as text; `toLatex()`, `toMarkdown()` and
 * `toJSON()` are the others. Raises what `diff` raises, and `BudgetError` where there are too many steps.
 */
export const explain = /* @__PURE__ */ verb(
  {
    name: 'explain',
    answers: 'document',
    group: 'derivatives',
    takes: 'f:input x?:variable {& level language strategy}',
    about: 'the steps of a derivative, rule by rule',
    examples: [
      {
        command: 'explain "sin(x^2)" x --level brief',
        prints: [
          'd/dx(sin(x^2))',
          '  = cos(x^2)*d/dx(x^2)    chain rule, derivative of sin(x), u = x^2',
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
          '  = 2*x                                  перейти к пределу при h → 0',
        ].join('\n'),
      },
    ],
  },
  (f: Input, x?: VariableInput, options: Options & ExplainOptions = {}): Explanation => {
    if (tensorCalls([f], options))
      throw new ShapeError(
        'steps are told of scalars; of a vector or matrix ask for those of a component',
        'unsupported-shape',
      )
    const { e, assumptions, parameters } = readFunction(f, options, x === undefined ? [] : [nameOf(x)])
    const [by] = ordersOf(e, x === undefined ? [] : [x], parameters) as [Expr]
    const answers = answersFor(options, assumptions)
    const { level = 'standard', language = 'en', strategy = 'rules', domain = 'real', names } = options
    return explainExpr(sourceOf(e) ?? e, by, {
      level,
      language,
      strategy,
      domain,
      assumptions,
      derivative: of => answers.derivative(withSource(canonical(of), of), by),
      known: known(options),
      names,
    })
  },
)
