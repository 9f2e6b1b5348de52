/** The words after a verb, read by its row: which are names of variables, which are arguments, and what is refused. */
import { type Parameter, parametersOf, plainName } from '../calls/checked.js'
import { splitAtCommas } from '../parse/statements.js'
import { commandOf } from '../verbs/list.js'
import { isOrder, type Row, type Verb } from '../verbs/verb.js'
import { assignments } from './options.js'
import { UsageError } from './usage.js'

const isSeveral = (p: Parameter, last: boolean): boolean => p.kind === 'by' || (p.kind === 'variables' && last)

/** The words that name variables. */
export function namesAmong(verb: Verb, words: readonly string[]): readonly string[] {
  const names: string[] = []
  const left = words.slice(1)
  const { args } = parametersOf(verb.row)
  for (const [k, p] of args.slice(1).entries()) {
    if (isSeveral(p, k === args.length - 2)) return [...names, ...namesIn(left)]
    if (isPoint(p)) continue
    const word = left.shift()
    if (word !== undefined && p.kind === 'variable') names.push(word)
    if (word !== undefined && p.kind === 'place')
      names.push(...splitAtCommas(word).map(part => (part.split('=')[0] as string).trim()))
    if (word !== undefined && p.kind === 'variables') names.push(...splitAtCommas(word))
  }
  return takesVariables(verb) ? [...names, ...namesIn(left)] : names
}

/** Whether words after the arguments are the variables of an option. */
const takesVariables = (verb: Verb): boolean => parametersOf(verb.row).options?.includes('variables') === true

/** Names, and orders, separated by commas. Raises `UsageError` for what is no name. */
function namesIn(words: readonly string[]): string[] {
  const names = words.flatMap(splitAtCommas).filter(word => word.trim() !== '')
  const wrong = names.find(name => name.includes('='))
  if (names.length > 1 && /^(?:wrt|by)$/.test(names[0] as string))
    throw new UsageError(`leave out ${names[0]}: variables stand behind the expression, as in fluxion diff "x^2*y" x`)
  if (wrong !== undefined) throw new UsageError(`${wrong} is no name of a variable; values are given by --at x=2,y=1/3`)
  return names
}

/** The words where names of variables, or none, would stand, that give names values instead: `x=2`. */
export function valuesAmong(verb: Verb, words: readonly string[]): readonly string[] {
  const { args } = parametersOf(verb.row)
  const places = args.filter((p, k) => !isPoint(p) && !(k > 0 && isSeveral(p, k === args.length - 1)))
  return words.slice(places.length).filter(word => VALUE.test(word))
}

const VALUE = /^[\p{L}_][\p{L}\p{N}_]*\s*=(?![=>])/u

/** Names that are given as LaTeX have one spelling from here on. */
export const withPlainNames = (word: string): string =>
  word.includes('\\') ? splitAtCommas(word).map(plainName).join(',') : word

/** What `--at` gives. */
export const isPoint = (p: Parameter): boolean => p.kind === 'values' && p.name === 'at'

/** The arguments that the words are, by the row of the verb. Raises `UsageError` where they are too few or too many. */
export function argumentsOf(
  verb: Verb,
  text: string,
  words: readonly string[],
  at: () => object,
): { readonly args: readonly unknown[]; readonly variables: readonly string[] } {
  const left = words.slice(1)
  const [, ...rest] = parametersOf(verb.row).args
  const read: unknown[] = [text]
  for (const [k, p] of rest.entries()) {
    if (isPoint(p)) read.push(at())
    else if (isSeveral(p, k === rest.length - 1)) {
      const all = namesIn(left.splice(0))
      if (p.kind === 'by') read.push(...all.map(v => (isOrder(v) ? Number(v) : v)))
      else read.push(all.length === 0 && p.often === '?' ? undefined : all)
    } else {
      const word = left.shift()
      if (word === undefined && p.often === '') throw new UsageError(usage(verb))
      read.push(word === undefined ? undefined : argumentOf(p, word))
    }
  }
  const variables = namesIn(left)
  if (variables.length > 0 && !takesVariables(verb))
    throw new UsageError(`${usage(verb)}; there is no place for ${left.join(' ')}`)
  return { args: read, variables }
}

function argumentOf(p: Parameter, word: string): unknown {
  switch (p.kind) {
    case 'variables':
      return splitAtCommas(word)
    case 'list':
      return splitAtCommas(word.trim().replace(/^\[(.*)\]$/su, '$1'))
    case 'values':
      return Object.fromEntries(assignments([word], p.name, p.name === 'range' ? 'x=-3..3' : 'x=0,y=pi/2'))
    case 'count': {
      if (!isOrder(word)) throw new UsageError(`the ${p.name} is a whole number, not ${word}`)
      return Number(word)
    }
    default:
      return word
  }
}

/** `collect takes EXPRESSION VARIABLE: fluxion collect "a*x + b*x" x`. */
function usage(verb: Verb): string {
  const [example] = verb.row.examples
  return `${commandOf(verb)} takes ${placesOf(verb.row)}: fluxion ${example.command}`
}

/** What the words of a verb stand for. */
export function placesOf(row: Row): string {
  const { args } = parametersOf(row)
  const places = args.flatMap((p, k) => {
    if (isPoint(p)) return []
    const name = k === 0 ? 'EXPRESSION' : (PLACES[p.kind] ?? p.name.toUpperCase())
    const several = isSeveral(p, k === args.length - 1)
    return [p.often === '' ? name : `[${name}${several ? '...' : ''}]`]
  })
  return [...places, ...(parametersOf(row).options?.includes('variables') ? ['[VARIABLE...]'] : [])].join(' ')
}

const PLACES: Readonly<Record<string, string>> = {
  by: 'VARIABLE',
  variables: 'VARIABLE',
  variable: 'VARIABLE',
  place: 'VARIABLE',
}
