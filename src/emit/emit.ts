/**
 * Expressions as text in another language: the program that compile makes, its operations as statements, the routines that the language
 * lacks, and around them the layout of its table. Raises `FluxionError` 'no-emission' for what a language cannot say.
 */
import { programOf } from '../compile/program.js'
import { FluxionError } from '../errors.js'
import { lower, type Style } from '../evaluate/lower.js'
import type { Layout } from '../evaluate/outputs.js'
import type { Expr } from '../expr/node.js'
import { assembled, type Drafted, routinesBeside } from './assembly.js'
import { type Statement, type Term, termsOf, withParts } from './code.js'
import { inlined } from './inline.js'
import type { Language } from './language.js'
import { type LanguageName, TABLES } from './languages/index.js'
import { LARGEST_SINGLE } from './layout.js'
import { Names } from './names.js'
import { statementsOf } from './statements.js'
import type { Part, Unit } from './unit.js'

/** One of the results, as expressions by rows. */
export interface Wanted {
  readonly name: Part['name']
  readonly shape: Part['shape']
  readonly roots: readonly Expr[]
}

export interface Order {
  /** By its name, or a table that is made for this text. */
  readonly language: LanguageName | Language
  readonly name: string
  /** The names of the arguments, in order. */
  readonly arguments: readonly string[]
  readonly wanted: readonly Wanted[]
  readonly about: readonly string[]
  readonly main: boolean
}

/** The names of results. */
export const PARTS = ['value', 'gradient', 'jacobian', 'hessian', 'check']

/** The text of a unit, or of a program. */
export function emitted(order: Order): string {
  const language = typeof order.language === 'string' ? TABLES[order.language] : order.language
  const names = new Names(language, PARTS)
  const { about, main } = order
  const draft = drafted(order, language, names.give(order.name), names)
  return assembled(language, names, { name: draft.name, about, functions: [draft], main, checks: [] })
}

/** One function, whose name is given. */
export function drafted(order: Omit<Order, 'language'>, language: Language, name: string, names: Names): Drafted {
  const { main } = language
  if (order.main && typeof main === 'string')
    throw new FluxionError('no-emission', `there is no program in ${language.title}: ${main}; leave out main`)
  const parameters = order.arguments.map(a => parameterName(language, names, a))
  const computation = computed(order, parameters, names, styleOf(language))
  const { body, results } = language.routine === undefined ? withoutRoutines(language, computation, names) : computation
  const terms = [...body.flatMap(termsOf), ...results]
  if (language.single) refuseLarge(language, terms)
  const unit: Unit = {
    ...{ name, parameters, arguments: order.arguments, body, about: order.about },
    parts: dealtOut(order.wanted, results),
  }
  return {
    ...unit,
    terms: language.routine === undefined ? [] : terms,
    calls: [],
    text: print => language.unit(unit, print),
    ...(language.declaration && { declaration: language.declaration(unit) }),
    main: print => (typeof main === 'function' ? main(unit, print) : ''),
  }
}

/** A language that lacks the functions would have them spelled out in place of one logarithm. */
const styleOf = ({ functions }: Language): Style =>
  'log1p' in functions && 'expm1' in functions ? 'accurate' : 'literal'

interface Computed {
  readonly body: readonly Statement[]
  readonly results: readonly Term[]
}

function parameterName(language: Language, names: Names, text: string): string {
  if (language.quote === undefined) return names.give(text)
  return language.quote(names.give(text))
}

function computed(
  { wanted, arguments: args }: Pick<Order, 'wanted' | 'arguments'>,
  parameters: readonly string[],
  names: Names,
  style: Style,
): Computed {
  const layout: Layout = { root: 0, nodes: [] }
  const program = programOf(
    lower(
      wanted.flatMap(w => w.roots),
      args,
      style,
    ),
    layout,
  )
  const { body, outputs } = statementsOf(program, parameters, names.local)
  return { body, results: outputs }
}

/** In languages of formulas routines are put in where they are called. */
function withoutRoutines(language: Language, { body, results }: Computed, names: Names): Computed {
  const needed = routinesBeside(language, [...body.flatMap(termsOf), ...results], [])
  const routines = new Map(needed.map(r => [r.name, r]))
  return inlined(body, results, { routines, local: names.local, namesDivisors: language.quotient !== undefined })
}

/** The results by their parts. */
function dealtOut(wanted: readonly Wanted[], terms: readonly Term[]): readonly Part[] {
  let at = 0
  return wanted.map(({ name, shape, roots }) => {
    at += roots.length
    return { name, shape, entries: terms.slice(at - roots.length, at) }
  })
}

function refuseLarge(language: Language, terms: readonly Term[]): void {
  for (const t of withParts(terms)) {
    if (t.kind === 'number' && Math.abs(t.value) > LARGEST_SINGLE && Number.isFinite(t.value))
      throw new FluxionError(
        'no-emission',
        `the number ${t.value} is too large for ${language.title}, whose numbers have 24 bits`,
      )
  }
}
