/** What an export says of a derivative: a verb of the library with an expression and what it is by, `gradient f by w, x`. */

import { type Parameter, parametersOf } from '../calls/checked.js'
import type { Expr } from '../expr/node.js'
import { quoted } from '../parse/problem.js'
import { closest } from '../parse/spelling.js'
import { commandOf, VERBS, verbNamed } from '../verbs/list.js'
import { isOrder, type Verb } from '../verbs/verb.js'
import { ModelError, type Source } from './error.js'
import { type Piece, partsAtCommas, trimmed } from './piece.js'

/** The word before variables. */
export const BY = 'by'

export interface Said {
  readonly verb: Verb
  /** Of the word for it. */
  readonly length: number
  readonly expression: Piece
  readonly whole: string
  /** What the verb is by, as it is written. */
  readonly by: readonly string[]
}

/** One result of an export; several where a derivative is by several arrays. */
export interface Result {
  readonly name: string
  readonly value: Expr
}

export interface Export {
  readonly name: string
  /** What the file says of it: `sigmoid(q)`, `gradient f by w, x`. */
  readonly says: string
  /** Of numbers alone, or also of vectors and matrices. */
  readonly statement: Piece
  readonly kind: 'numbers' | 'arrays'
  /** In the order of the function, then of the declarations, then as they first appear in the file. */
  readonly arguments: readonly string[]
  readonly results: readonly Result[]
}

/** Kinds of arguments that names and orders can be. */
const NAMED: readonly string[] = ['by', 'variable', 'variables', 'count']

/** Verbs that answer formulas and take nothing but an expression, names and orders. */
const isExportable = ({ row }: Verb): boolean => {
  const { args } = parametersOf(row)
  return row.answers === 'formula' && row.writes === undefined && args.slice(1).every(p => NAMED.includes(p.kind))
}

/** An operator after a word: the word is a name. A bracket at once makes a call of the language. */
const GOES_ON = /^(?:\(|\s*(?:[-+*/^,=<>&)\]}!|';]|\.[*/^']|$))/u

/** Undefined for an expression alone. `isName` tells names of the file, which are no verbs there. */
export function saidIn(source: Source, body: Piece, isName: (name: string) => boolean): Said | undefined {
  const [word = ''] = /^[A-Za-z]+/.exec(body.text) ?? []
  const verb = verbNamed(word)
  const rest = body.text.slice(word.length)
  if (verb === undefined || isName(word) || GOES_ON.test(rest)) {
    const at = placeOfBy(body.text)
    if (at !== undefined) refuseBy(source, body, word, at)
    if (verb === undefined && !isName(word) && !GOES_ON.test(rest)) refuseNear(source, body, word)
    return undefined
  }
  if (!isExportable(verb)) {
    const hint = `an export is an expression, or one of ${namesOfVerbs().join(', ')}`
    throw new ModelError(source, {
      code: 'verb',
      offset: body.offset,
      length: word.length,
      message: `${word} makes no function`,
      hint,
    })
  }
  const at = placeOfBy(rest)
  const start = body.offset + word.length
  const expression = trimmed({ text: rest.slice(0, at), offset: start })
  const by = at === undefined ? [] : partsAtCommas({ text: rest.slice(at + BY.length), offset: start + at + BY.length })
  const empty = expression.text === '' ? expression : by.find(b => b.text === '')
  if (empty !== undefined)
    throw new ModelError(source, {
      code: 'unexpected-end',
      offset: empty.offset,
      length: 0,
      message: 'something is missing here',
      hint: `as in export g = ${commandOf(verb)} f by x, y`,
    })
  return { verb, length: word.length, whole: body.text, expression, by: by.map(b => b.text) }
}

const namesOfVerbs = (): string[] => VERBS.filter(isExportable).map(commandOf)

/** A misspelt verb before an expression would be a factor. */
function refuseNear(source: Source, body: Piece, word: string): void {
  if (word.length <= 3) return
  const near = closest(word, [...namesOfVerbs(), ...VERBS.filter(isExportable).map(v => v.row.name)])
  if (near === undefined) return
  throw new ModelError(source, {
    code: 'verb',
    offset: body.offset,
    length: word.length,
    message: `there is no verb ${word}; did you mean ${near}? A product is written ${word}*...`,
  })
}

/** Where the word stands outside of brackets, the last time. */
function placeOfBy(text: string): number | undefined {
  let found: number | undefined
  for (const { index } of text.matchAll(/(?<=\s)by(?=\s|$)/g)) {
    const before = text.slice(0, index)
    const count = (pattern: RegExp): number => before.match(pattern)?.length ?? 0
    if (count(/[([{]/g) === count(/[)\]}]/g)) found = index
  }
  return found
}

function refuseBy(source: Source, body: Piece, word: string, at: number): never {
  throw new ModelError(source, {
    code: 'verb',
    offset: body.offset,
    length: Math.max(1, word.length),
    message: `${quoted(word || body.text)} is no verb, but ${quoted(body.text.slice(at))} follows`,
    hint: 'as in gradient f by x, y; diff f by x; hessian f by x, y',
  })
}

/** Calls the verb on a text; of a function with one argument, or of several where the verb takes them, by these where nothing is said. */
export function called(said: Said, text: string, parameters: readonly string[], options: object): unknown {
  const { verb } = said
  const isOne = parametersOf(verb.row).args.every(p => p.kind !== 'variables')
  const left = [...(said.by.length === 0 && (!isOne || parameters.length === 1) ? parameters : said.by)]
  const take = (p: Parameter): unknown[] => {
    switch (p.kind) {
      case 'by':
        return left.splice(0).map(v => (isOrder(v) ? Number(v) : v))
      case 'variables':
        return [left.length === 0 ? undefined : left.splice(0)]
      case 'count':
        return [left.length === 0 ? undefined : Number(left.shift())]
      default:
        return [left.shift()]
    }
  }
  const args = parametersOf(verb.row).args.slice(1).flatMap(take)
  return (verb as unknown as (...all: unknown[]) => unknown)(text, ...args, options)
}
