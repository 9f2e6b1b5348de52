/** What Tab offers in a session: commands and names, by what stands before the word. */

import { wholeLanguage } from '../calls/language.js'
import { allRows } from '../functions/table.js'
import { FUNCTIONS } from '../tensor/read/functions.js'
import { commandOf, VERBS } from './arguments.js'
import { OPTION_ROWS } from './options.js'
import { ANSWER, COMMANDS } from './repl-session.js'

/** Those of the whole language, in which a session speaks. */
function functionNames(): readonly string[] {
  wholeLanguage()
  const names = new Set([...[...allRows()].map(r => r.name), ...FUNCTIONS.flatMap(f => f.names)])
  return [...names].filter(name => /^\w+$/u.test(name))
}

/** The words that fit, and the part of the line that they take the place of, as `node:readline` asks for. */
export function completions(line: string, names: readonly string[]): [string[], string] {
  const word = /(?:^:\w*|--[a-z-]*|[\p{L}_][\p{L}\p{M}\p{N}_]*)$/u.exec(line)?.[0] ?? ''
  const before = line.slice(0, line.length - word.length)
  const fits = (offered: readonly string[]): string[] => offered.filter(o => o.startsWith(word)).sort()
  if (word.startsWith(':')) return [fits(Object.keys(COMMANDS).map(c => c.split(' ')[0] as string)), word]
  if (word.startsWith('--')) return [fits(Object.keys(OPTION_ROWS).map(flag => `--${flag}`)), word]
  if (word === '' && before.trim() !== '') return [[], word]
  const verbs = before.trim() === '' ? VERBS.map(v => `${commandOf(v)} `) : []
  if (/^\s*help\s+$/u.test(before)) return [fits(VERBS.map(commandOf)), word]
  const own = new Set([...names, ANSWER])
  const functions = functionNames()
    .filter(f => !own.has(f))
    .map(f => `${f}(`)
  return [fits([...verbs, ...own, ...functions]), word]
}
