/**
 * Expressions as text in another language: the program that compile makes, its operations as statements, the routines that the language
 * lacks, and around them the layout of its table. Raises `FluxionError` 'no-emission' for what a language cannot say.
 */
import { programOf } from '../compile/program.js'
import { FluxionError } from '../errors.js'
import { lower } from '../evaluate/lower.js'
import type { Layout } from '../evaluate/outputs.js'
import type { Expr } from '../expr/node.js'
import { callsIn, isStraight, type Routine, type Statement, type Term, termsOf } from './code.js'
import { inlined } from './inline.js'
import type { Language, LanguageName } from './language.js'
import { TABLES } from './languages/index.js'
import { LARGEST_SINGLE } from './layout.js'
import { routineNames, routinesFor } from './library/index.js'
import { Names, withLegalNames } from './names.js'
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
  return assembled(language, unit, needed, printer, order)
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
  const calls = [...callsIn([...body.flatMap(termsOf), ...results]), ...(divide ? ['divide'] : [])]
  const needed = routinesFor(language, calls, f => missing(f, language))
  const loops = needed.find(r => !isStraight(r))
  if (loops !== undefined && (language.straight || language.routine === undefined)) missing(loops.name, language)
  if (language.routine !== undefined)
    return { needed: needed.map(r => withLegalNames(r, language)), statements: body, terms: results }
  const routines = new Map(needed.map(r => [r.name, r]))
  const put = inlined(body, results, { routines, local: names.local, divide })
  return { needed: [], statements: put.body, terms: put.results }
}

function missing(f: string, language: Language): never {
  const known = new Set(routineNames())
  const why = known.has(f) ? 'needs loops there' : 'is not among its functions, nor among those that are emitted'
  throw new FluxionError('no-emission', `the function ${f} cannot be written in ${language.title}: it ${why}`)
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
    if (t.kind === 'binary') open.push(t.a, t.b)
    else if (t.kind === 'call') open.push(...t.args)
    else if (t.kind === 'negate') open.push(t.a)
    else if (t.kind === 'choose') open.push(t.test.a, t.test.b, t.yes, t.no)
  }
}

function assembled(
  language: Language,
  unit: Unit,
  needed: readonly Routine[],
  printer: Printer,
  { main }: Order,
): string {
  const routines = needed.map(r => language.routine?.(r, printer) ?? '')
  const own = language.unit(unit, printer)
  const helpers = helpersIn(language, [...routines, own])
  const ordered = language.unitFirst && !main ? [own, ...helpers, ...routines] : [...helpers, ...routines, own]
  const program = main && typeof language.main === 'function' ? language.main(unit, printer) : undefined
  const gap = language.gap ?? '\n\n'
  const blocks = [
    language.comment(commented(unit.about)),
    ...(main && language.beforeMain !== undefined ? [language.beforeMain] : []),
    ...(language.before === undefined ? [] : [language.before]),
    language.around?.(unit, ordered) ?? ordered.join(gap),
    ...(program === undefined ? [] : [program]),
    ...(main && language.afterMain !== undefined ? [language.afterMain] : []),
  ]
  const [comment = '', ...rest] = blocks
  return `${comment}\n${rest.join(gap)}\n`
}

/** The helpers that texts call. */
function helpersIn(language: Language, texts: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const [f, text] of Object.entries(language.helpers ?? {}))
    if ([...texts, ...found].some(t => t.includes(`${f}(`))) found.unshift(text)
  return found
}

/** Lines that cannot end a comment or go on in the next line. */
const commented = (lines: readonly string[]): string[] =>
  lines.map(line => line.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' ').replace(/\\$/, '\\ .'))
