/**
 * A verb is one row beside one function: from it the library checks calls, and the command line, its help and completion, the table of
 * README.md and the tests are made. A bundle of the function has its row with it. Nothing is registered: verbs are listed in index.ts.
 */
import { inForm } from '../answers/answers.js'
import { argument, checked } from '../calls/checked.js'
import { wholeLanguage } from '../calls/language.js'
import { FluxionError } from '../errors.js'
import { evaluate, type Point } from '../evaluate/evaluate.js'
import { hasBound, isOpenBody } from '../expr/binding.js'
import { type Expr, isExpr, methods } from '../expr/node.js'
import { compareNames, equal } from '../expr/order.js'
import { freeSymbols } from '../expr/walk.js'
import type { FormOptions } from '../inputs/input.js'
import { withShapes } from '../inputs/running.js'
import { withStated } from '../inputs/stated.js'
import { tensorVariables } from '../matrix/reading.js'
import { evaluate as evaluateShaped } from '../matrix/values.js'
import { latex } from '../print/latex/latex.js'
import { text } from '../print/text.js'
import { OPTIONS, type Signature } from '../signatures/options.js'
import { STRUCTURES } from '../tensor/notation.js'
import { isTensor } from '../tensor/tensor.js'

/** The chapters of the help. */
export const GROUPS = ['derivatives', 'forms', 'values', 'checks', 'reading'] as const

/** The method by which a document writes itself in a format. JSON is written from the object itself. */
export const DOCUMENT_FORMATS = {
  text: 'toString',
  latex: 'toLatex',
  markdown: 'toMarkdown',
  svg: 'toSvg',
  dot: 'toDot',
} as const

export interface Example {
  /** What is typed after `fluxion`. */
  readonly command: string
  /** The whole of what comes out. */
  readonly prints: string
}

/** One verb; `name` is that of the library's function. */
export interface Row extends Signature {
  /** The name on the command line; by default that of the function, which is understood there, too. */
  readonly command?: string
  readonly group: (typeof GROUPS)[number]
  /**
   * What comes out, formulas where nothing is said: an expression, or nested lists of them, which may be taken at a point; values; a
   * certificate; or a document: a text, or an object that writes itself as text, and in other formats by methods of the names in
   * DOCUMENT_FORMATS.
   */
  readonly answers: 'formula' | 'value' | 'verdict' | 'document'
  /** What it answers, in one phrase. */
  readonly about: string
  readonly examples: readonly [Example, ...Example[]]
  /** What a formula is the right-hand side of, given the names of the point: printed before it, `y = 6*x - 9`. */
  readonly left?: (problem: Expr, names: readonly string[]) => string | undefined
  /** The name of a formula in a lesson, as LaTeX, given the function and what follows it, as LaTeX, too: `\\frac{dy}{dx}`. */
  readonly symbol?: (f: string, words: readonly string[]) => string
  /** What is zero at the points that an answer holds for, as the equation of a curve: the command line says where it is not. */
  readonly holdsWhere?: (problem: Expr) => Expr
  /** It writes the expression itself, in this format. */
  readonly writes?: 'latex' | 'unicode'
  /**
   * Of verbs whose answers are derivatives: by what each answer in order is differentiated, given the variables. At a point where one
   * of them does not exist, the command line says so, and `--verify` certifies each.
   */
  readonly chains?: (variables: readonly string[]) => readonly (readonly string[])[]
}

export type Verb<F = (...args: never[]) => unknown> = F & { readonly signature: Signature; readonly row: Row }

/** What expressions of the whole library can tell of themselves; for who reads expressions before a verb is called. */
export function prepare(): void {
  if (methods.text === whole) return
  wholeLanguage()
  methods.text = whole
  methods.latex = tex
  methods.evaluate = valueAt
  methods.symbols = symbolsOf
  methods.equals = equal
  methods.form = formed
}
const formed = (e: Expr, form: string): Expr => {
  argument('option', 'form', OPTIONS.form, form)
  return inForm(e, { options: { form } as FormOptions, assumptions: new Map() })
}
const whole = (e: Expr): string => text(e, { structures: STRUCTURES })
function valueAt(e: Expr, at: Readonly<Record<string, unknown>>): unknown {
  const [f, , options] = withShapes(VALUE, [e, at, {}]) as [Expr | string, unknown, object]
  return typeof f === 'string' || isTensor(f) ? evaluateShaped(f, at, options) : evaluate(f, at as Point)
}
const VALUE: Signature = { name: 'evaluate', takes: 'f:input at:values {}' }
const symbolsOf = (e: Expr): readonly string[] =>
  isTensor(e) ? tensorVariables(e) : [...freeSymbols(e)].sort(compareNames)
const tex = (e: Expr): string => latex(e, { structures: STRUCTURES })

/** A function of the library that is no verb: what makes expressions, and what takes functions. */
export const callable = <F extends (...args: never[]) => unknown>(signature: Signature, run: F) =>
  checked(
    signature,
    ((...args) => run(...(withShapes(signature, withStated(signature, args)) as never[]))) as F,
    prepare,
  )

/** A verb. */
export function verb<F extends (...args: never[]) => unknown>(
  stated: Omit<Row, 'answers'> & Partial<Pick<Row, 'answers'>>,
  run: F,
): Verb<F> {
  const row: Row = { answers: 'formula', ...stated }
  return Object.assign(callable(row, ((...args: never[]) => closed(run(...args))) as F), { row })
}

/** An answer, or a list of answers, in which no bound variable has left its sum or integral. */
function closed<T>(answer: T): T {
  requireClosed(answer, 2)
  return answer
}

/** Refuses bodies without their binder, in lists within lists so deep. */
function requireClosed(answer: unknown, deep: number): void {
  if (Array.isArray(answer)) for (const e of answer) if (deep > 0 || !Array.isArray(e)) requireClosed(e, deep - 1)
  if (isExpr(answer) && hasBound(answer) && isOpenBody(answer))
    throw new FluxionError('bound-variable', 'a bound variable was lost on the way to this answer: please report it')
}

/** Variables with orders after them: x, 3 is x, x, x. */
export const repeated = (words: readonly string[]): string[] =>
  words.flatMap((word, k) => {
    const order = words[k + 1]
    return isOrder(word) ? [] : Array.from({ length: order && isOrder(order) ? Number(order) : 1 }, () => word)
  })

/** The derivative of y by x as a quotient of differentials, in LaTeX. */
export const leibniz = (y: string, x: string, order = '1'): string => {
  const n = order.length > 1 ? `{${order}}` : order
  return order === '1' ? `\\frac{d${y}}{d${x}}` : `\\frac{d^${n}${y}}{d${x}^${n}}`
}

/** An order of differentiation among variables. */
export const isOrder = (word: string): boolean => /^\d+$/.test(word)
