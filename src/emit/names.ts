/**
 * The names of a text. What a user calls something becomes a legal name of the language: letters, digits and single underlines of ASCII,
 * no word that the language keeps, and no name twice. Text that cannot be a name never gets into a text.
 */
import { heed } from '../work.js'
import { name, namesSet, type Routine, type Statement, type Test } from './code.js'
import { arrayName, renamed } from './inline.js'
import type { Language } from './language.js'

/** Names may be longer nowhere: Fortran and MATLAB end at 63. */
const LONGEST = 40

/** Letters that are written in ASCII by their accents alone: é is e. */
const ACCENTS = /\p{M}+/gu

export class Names {
  private readonly taken = new Set<string>()
  /** What the functions of this text call their own. */
  private readonly within = new Set<string>()
  private outer: Names | undefined
  private locals = 0

  constructor(
    private readonly language: Language,
    used: Iterable<string>,
  ) {
    for (const word of [...language.words.trim().split(/\s+/), ...used]) this.taken.add(this.key(word))
  }

  private key(text: string): string {
    return this.language.caseless ? text.toLowerCase() : text
  }

  private free(text: string): boolean {
    const key = this.key(text)
    return !this.taken.has(key) && !this.within.has(key) && this.language.taken?.test(text) !== true
  }

  /** The names of one function of several: none of those that are given so far, but for some; another one may have the same. */
  scope(free: readonly string[] = []): Names {
    const inner = new Names(this.language, this.taken)
    for (const word of free) inner.taken.delete(this.key(word))
    inner.outer = this
    return inner
  }

  /** A new name, as close to the text as can be. Those with fx_ in front are functions of the text. */
  give(text: string): string {
    heed()
    const plain = plainName(text).replace(/^fx_/i, 'x_fx_')
    let found = plain
    for (let k = 1; !this.free(found); k++) found = k === 1 ? `${plain}_` : `${plain}_${k}`
    this.take(found)
    return found
  }

  /** Keeps a text from being given. */
  take(text: string): void {
    this.taken.add(this.key(text))
    this.outer?.within.add(this.key(text))
  }

  /** A name for an intermediate result. */
  readonly local = (): string => {
    let found: string
    // t1 looks like a cell in a spreadsheet.
    const stem = this.language.taken?.test('t1') ? 't_' : 't'
    do found = `${stem}${++this.locals}`
    while (!this.free(found))
    this.take(found)
    return found
  }
}

/** Letters, digits and single underlines, a letter first. */
function plainName(text: string): string {
  const ascii = text.normalize('NFKD').replace(ACCENTS, '')
  const spelt = [...ascii].map(c =>
    /[A-Za-z0-9]/.test(c) ? c : /[\p{L}\p{N}]/u.test(c) ? `_u${c.codePointAt(0)?.toString(16)}_` : '_',
  )
  const joined = spelt.join('').replace(/_+/g, '_').replace(/^_|_$/g, '').slice(0, LONGEST).replace(/_$/, '')
  if (joined === '') return 'x'
  return /^[A-Za-z]/.test(joined) ? joined : `x${joined}`
}

/** A routine whose own names are none of the words of the language. */
export function withLegalNames(routine: Routine, language: Language): Routine {
  const words = new Set(language.words.trim().split(/\s+/))
  const own = [...routine.parameters, ...namesSet(routine.body).keys()].filter(n => words.has(n))
  if (own.length === 0) return routine
  const known = new Map(own.map(n => [n, name(`${n}_`)]))
  const to = (n: string): string => (known.has(n) ? `${n}_` : n)
  const inTest = (t: Test): Test => ({ ...t, a: renamed(t.a, known), b: renamed(t.b, known) })
  const statement = (s: Statement): Statement => {
    switch (s.kind) {
      case 'set':
        return { kind: 'set', name: to(s.name), value: renamed(s.value, known) }
      case 'store':
        return {
          ...s,
          array: arrayName(s.array, known),
          index: renamed(s.index, known),
          value: renamed(s.value, known),
        }
      case 'do':
        return { kind: 'do', call: renamed(s.call, known) }
      case 'return':
        return { kind: 'return', value: renamed(s.value, known) }
      case 'while':
        return { kind: 'while', test: inTest(s.test), body: s.body.map(statement) }
      case 'if':
        return { kind: 'if', test: inTest(s.test), yes: s.yes.map(statement), no: s.no.map(statement) }
    }
  }
  const arrays = routine.arrays && { arrays: new Set([...routine.arrays].map(to)) }
  return { name: routine.name, parameters: routine.parameters.map(to), ...arrays, body: routine.body.map(statement) }
}
