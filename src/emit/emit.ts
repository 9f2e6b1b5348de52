/**
 * Expressions as text in another language: the program that compile makes, its operations as statements, the routines that the language
 * lacks, and around them the layout of its table. Raises `FluxionError` 'no-emission' for what a language cannot say.
 */
import { programOf } from '../compile/program.js'
import { FluxionError } from '../errors.js'
import { lower } from '../evaluate/lower.js'
import type { Layout } from '../evaluate/outputs.js'
import type { Expr } from '../expr/node.js'
import { assembled, routinesBeside } from './assembly.js'
import { partsOf, type Routine, type Statement, type Term, termsOf } from './code.js'
import { inlined } from './inline.js'
import type { Language, LanguageName } from './language.js'
import { TABLES } from './languages/index.js'
import { LARGEST_SINGLE } from './layout.js'
import { Names } from './names.js'
import { Printer } from './print.js'
import { statementsOf } from './statements.js'
import type { Part, Unit } from './unit.js'

/** One of the results, as expressions by rows. */
export interface Wanted {
  readonly name: Part['name']
  readonly shape: Part['shape']
  readonly roots: readonly Expr[]
}

export interface Order {
  readonly language: LanguageName
  readonly name: string
  /** The names of the arguments, in order. */
  readonly arguments: readonly string[]
  readonly wanted: readonly Wanted[]
  readonly about: readonly string[]
  readonly main: boolean
}

/** The names of results. */
const PARTS = ['value', 'gradient', 'jacobian', 'hessian', 'check']

/** The text of a unit, or of a program. */
export function emitted(order: Order): string {
  const language = TABLES[order.language]
  if (order.main && typeof language.main === 'string')
    throw new FluxionError('no-emission', `there is no program in ${language.title}: ${language.main}; leave out main`)
  const names = new Names(language, PARTS)
  const title = names.give(order.name)
  const parameters = order.arguments.map(a => parameterName(language, names, a))
  const { body, results } = computed(order, parameters, names)
  const { needed, statements, terms } = withRoutines(language, body, results, names)
  const parts = dealtOut(order.wanted, terms)
  const unit: Unit = { name: title, parameters, body: statements, parts, about: order.about }
  const printer = new Printer(language, new Map(needed.map(r => [r.name, names.give(`fx_${r.name}`)])))
  if (language.single) refuseLarge(language, [...statements.flatMap(termsOf), ...terms])
  const { main } = language
  const program = order.main && typeof main === 'function' ? main(unit, printer) : undefined
  return assembled(language, unit, language.unit(unit, printer), needed, printer, program)
}

function parameterName(language: Language, names: Names, text: string): string {
  if (language.quote === undefined) return names.give(text)
  names.take(text)
  return language.quote(text)
}

function computed(
  { wanted, arguments: args }: Order,
  parameters: readonly string[],
  names: Names,
): { readonly body: readonly Statement[]; readonly results: readonly Term[] } {
  const layout: Layout = { root: 0, nodes: [] }
  const program = programOf(
    lower(
      wanted.flatMap(w => w.roots),
      args,
    ),
    layout,
  )
  const { body, outputs } = statementsOf(program, parameters, names.local)
  return { body, results: outputs }
}

/** The routines that stand beside the unit; in languages of formulas they are put in instead. */
function withRoutines(
  language: Language,
  body: readonly Statement[],
  results: readonly Term[],
  names: Names,
): { readonly needed: readonly Routine[]; readonly statements: readonly Statement[]; readonly terms: readonly Term[] } {
  const divide = language.routine === undefined && language.routines?.includes('divide(') === true
  const needed = routinesBeside(language, [...body.flatMap(termsOf), ...results], divide ? ['divide'] : [])
  if (language.routine !== undefined) return { needed, statements: body, terms: results }
  const routines = new Map(needed.map(r => [r.name, r]))
  const put = inlined(body, results, { routines, local: names.local, divide })
  return { needed: [], statements: put.body, terms: put.results }
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
  const open = [...terms]
  for (let t = open.pop(); t !== undefined; t = open.pop()) {
    if (t.kind === 'number' && Math.abs(t.value) > LARGEST_SINGLE && Number.isFinite(t.value))
      throw new FluxionError(
        'no-emission',
        `the number ${t.value} is too large for ${language.title}, whose numbers have 24 bits`,
      )
    open.push(...partsOf(t))
  }
}
