/** What every text has around its functions: the comment, what is included, routines and helpers, and the program. */
import { FluxionError } from '../errors.js'
import { callsIn, isStraight, type Routine, type Term } from './code.js'
import type { Check, Language } from './language.js'
import { needsDoubles, routineNamed, routinesFor } from './library/index.js'
import { type Names, withLegalNames } from './names.js'
import { Printer } from './print.js'

/** One function of a text, ready to be written once it is known what routines are called. */
export interface Drafted {
  readonly name: string
  readonly about: readonly string[]
  /** What it calls: functions within terms, and routines of arrays by name. */
  readonly terms: readonly Term[]
  readonly calls: Iterable<string>
  /** What stands before it, beside what the language always has. */
  readonly before?: string
  readonly text: (print: Printer) => string
  /** Its name, arguments and results alone, in languages that write types apart. */
  readonly declaration?: string
  /** The program around it. */
  readonly main: (print: Printer) => string
}

/** Functions in one text. */
export interface Assembly {
  readonly name: string
  readonly about: readonly string[]
  readonly functions: readonly Drafted[]
  readonly main: boolean
  /** Known values of the functions, which the text compares with its own. */
  readonly checks: readonly Check[]
}

/** The routines that terms call, and those of arrays that are called by name. */
export function routinesBeside(
  language: Language,
  terms: readonly Term[],
  others: Iterable<string>,
): readonly Routine[] {
  const calls = [...callsIn(terms), ...others]
  const needed = routinesFor(language, calls, f => missing(f, language))
  const straight = language.straight || language.routine === undefined
  const cannot = (r: Routine): boolean =>
    (straight && !isStraight(r) && r.arrays === undefined) || (language.single === true && needsDoubles(r.name))
  if (needed.some(cannot)) {
    const f = calls.find(c => routinesFor(language, [c], g => missing(g, language)).some(cannot))
    missing(f as string, language)
  }
  return needed.map(r => withLegalNames(r, language))
}

function missing(f: string, language: Language): never {
  const why = !routineNamed(f)
    ? 'is not among its functions, nor among those that are emitted'
    : language.single && needsDoubles(f)
      ? 'needs numbers of 53 bits'
      : 'needs loops there'
  throw new FluxionError('no-emission', `the function ${f} cannot be written in ${language.title}: it ${why}`)
}

/** The text around functions, with the routines and helpers that they call. */
export function assembled(language: Language, names: Names, assembly: Assembly): string {
  const { functions, main } = assembly
  const needed = routinesBeside(
    language,
    functions.flatMap(f => f.terms),
    functions.flatMap(f => [...f.calls]),
  )
  const print = new Printer(language, new Map(needed.map(r => [r.name, `fx_${r.name}`])))
  const own = functions.map(f => (functions.length > 1 ? `${commented(language, f.about)}\n` : '') + f.text(print))
  const program = main ? functions.map(f => f.main(print)).join('\n') : undefined
  const routines = needed.map(r => language.routine?.(r, print) ?? '')
  const checks = assembly.checks.length === 0 ? undefined : language.check?.(assembly.checks, print, t => names.give(t))
  const helpers = helpersIn(language, [...routines, ...own, program ?? ''])
  const ordered = language.unitFirst && !main ? [...own, ...helpers, ...routines] : [...helpers, ...routines, ...own]
  const before = [...new Set([language.before, ...functions.map(f => f.before)])].filter(t => t !== undefined)
  const gap = language.gap ?? '\n\n'
  const blocks = [
    ...(main && language.beforeMain !== undefined ? [language.beforeMain] : []),
    ...(before.length === 0 ? [] : [before.join('\n')]),
    language.around?.({ name: assembly.name, functions: functions.map(f => f.name) }, ordered) ?? ordered.join(gap),
    ...(checks === undefined ? [] : [checks]),
    ...(program === undefined ? [] : [program]),
    ...(main && language.afterMain !== undefined ? [language.afterMain] : []),
  ]
  return `${commented(language, assembly.about)}\n${blocks.join(gap)}\n`
}

/** The helpers that texts call; the end of a longer name, as of an array `x_fx_floor(i)`, is no call. */
function helpersIn(language: Language, texts: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const [f, text] of Object.entries(language.helpers ?? {})) {
    const called = new RegExp(`(?<!\\w)${f}\\(`)
    if ([...texts, ...found].some(t => called.test(t))) found.unshift(text)
  }
  return found
}

/** A comment of lines that cannot end it or go on in the next line. */
const commented = (language: Language, lines: readonly string[]): string =>
  language.comment(
    lines.map(line => line.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' ').replace(/\\$/, '\\ .')),
  )
