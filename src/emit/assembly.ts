/** What every text has around its function: the comment, what is included, routines and helpers, and the program. */
import { FluxionError } from '../errors.js'
import { callsIn, isStraight, type Routine, type Term } from './code.js'
import type { Language } from './language.js'
import { routineNames, routinesFor } from './library/index.js'
import { withLegalNames } from './names.js'
import type { Printer } from './print.js'

/** A function as far as its surroundings need to know it. */
export interface Described {
  readonly name: string
  readonly about: readonly string[]
  /** What stands before it, beside what the language always has. */
  readonly before?: string
}

/** The routines that terms call, and those of arrays that are called by name. */
export function routinesBeside(
  language: Language,
  terms: readonly Term[],
  others: Iterable<string>,
): readonly Routine[] {
  const needed = routinesFor(language, [...callsIn(terms), ...others], f => missing(f, language))
  const loops = needed.find(r => !isStraight(r) && r.arrays === undefined)
  if (loops !== undefined && (language.straight || language.routine === undefined)) missing(loops.name, language)
  return needed.map(r => withLegalNames(r, language))
}

function missing(f: string, language: Language): never {
  const known = new Set(routineNames())
  const why = known.has(f) ? 'needs loops there' : 'is not among its functions, nor among those that are emitted'
  throw new FluxionError('no-emission', `the function ${f} cannot be written in ${language.title}: it ${why}`)
}

/** The text around a function, with the routines and helpers that it calls; `program` makes it a whole program. */
export function assembled(
  language: Language,
  unit: Described,
  own: string,
  needed: readonly Routine[],
  printer: Printer,
  program: string | undefined,
): string {
  const main = program !== undefined
  const routines = needed.map(
    r => (r.arrays ? language.tensors?.routine?.(r, printer) : language.routine?.(r, printer)) ?? '',
  )
  const helpers = helpersIn(language, [...routines, own, program ?? ''])
  const ordered = language.unitFirst && !main ? [own, ...helpers, ...routines] : [...helpers, ...routines, own]
  const before = [language.before, unit.before].filter(t => t !== undefined)
  const gap = language.gap ?? '\n\n'
  const blocks = [
    language.comment(commented(unit.about)),
    ...(main && language.beforeMain !== undefined ? [language.beforeMain] : []),
    ...(before.length === 0 ? [] : [before.join('\n')]),
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
