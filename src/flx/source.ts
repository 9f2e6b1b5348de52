/**
 * The statements of an expression file, one a line or parted by semicolons; a line goes on as problems do (parse/lines.ts), and what
 * follows `#` is a remark:
 *
 *     let W:[2,3]; x positive      declarations of the library
 *     q = w*x + b                  a named result
 *     f(x, y) = x*q                a function
 *     export f                     what others may call
 *     export slope = gradient f by w, x
 *     at w = 1, x = 2              values
 *
 * Every offset is one of the file; remarks are spaces.
 */
import { canonicalName, pieces } from '../parse/lexer.js'
import { problemsIn } from '../parse/lines.js'
import { isConstantName, knownArity } from '../parse/names.js'
import { quoted } from '../parse/problem.js'
import { SHAPED } from '../parse/shaped-lexer.js'
import { closest } from '../parse/spelling.js'
import { splitStatements } from '../parse/statements.js'
import { ModelError, type Source } from './error.js'
import { BY, type Said, saidIn } from './export.js'
import { type Piece, partsAtCommas, partsOf, trimmed } from './piece.js'

/** A name and where it stands. */
export interface Name {
  readonly name: string
  readonly offset: number
}

export type Statement = { readonly whole: Piece } & (
  | { readonly kind: 'let'; readonly declarations: Piece }
  | { readonly kind: 'value'; readonly name: Name; readonly body: Piece }
  | { readonly kind: 'function'; readonly name: Name; readonly parameters: readonly Name[]; readonly body: Piece }
  /** Of a definition by its name, or of a verb. */
  | { readonly kind: 'export'; readonly name: Name; readonly said: Said | undefined }
  | { readonly kind: 'at'; readonly values: readonly { readonly name: Name; readonly value: Piece }[] }
)

/** The words that statements begin with, and the one before variables. */
const KEYWORDS = ['let', 'export', 'at'] as const
const RESERVED: readonly string[] = [...KEYWORDS, BY]

const HINT =
  'a statement is as q = x + y, f(x) = x^2, let x:positive, export f, export g = gradient f by x, or at x = 1'

/** The text with spaces in place of remarks, of the mark at its start and of carriage returns. */
const plain = (text: string): string =>
  text.replace(/#.*/g, remark => ' '.repeat(remark.length)).replace(/^\uFEFF|\r/g, ' ')

/** The statements of a file. Raises `ModelError` for what is none. */
export function statementsIn(source: Source): Statement[] {
  const text = plain(source.text)
  const starts = [0, ...[...text.matchAll(/\n/g)].map(m => m.index + 1)]
  const wholes = problemsIn(text).flatMap(({ line, last }) => {
    const offset = starts[line - 1] as number
    const whole = trimmed({ text: text.slice(offset, starts[last] ?? text.length), offset })
    refuseUnfinished(source, whole)
    // Declarations have semicolons of their own.
    return keywordOf(whole.text) === 'let' ? [whole] : partsOf(whole, t => splitStatements(t, ';'))
  })
  const isName = namesIn(wholes)
  return wholes.flatMap(whole => statementsOf(source, whole, isName))
}

/** A line that goes on in one that is a statement of its own: a bracket is open, or an operator stands at its end. */
function refuseUnfinished(source: Source, { text, offset }: Piece): void {
  const next = /\n[ \t]*(?=(?:let|export|at)[ \t]+[^\s=(])/.exec(text)
  if (next === null) return
  throw new ModelError(source, {
    code: 'unexpected-end',
    offset: offset + text.slice(0, next.index).trimEnd().length,
    length: 0,
    message: 'the statement is not finished, and the next line is another one',
    hint: 'close what is open, or complete the operation',
  })
}

/** Tells the names that a file declares or defines. */
function namesIn(wholes: readonly Piece[]): (name: string) => boolean {
  const names = new Set<string>()
  for (const { text } of wholes) {
    const isLet = keywordOf(text) === 'let'
    const found = isLet ? text.match(/[A-Za-z]+(?=\s*:)/g) : text.match(/^(?:export\s+)?[A-Za-z]+(?=\s*=|\s*\()/)
    for (const name of found ?? []) names.add(name.replace(/^export\s+/, ''))
  }
  return name => names.has(name)
}

function keywordOf(text: string): (typeof KEYWORDS)[number] | undefined {
  const word = /^(\p{L}+)(?=\s+[^\s=(]|\s*$)/u.exec(text)?.[1]
  return KEYWORDS.find(k => k === word)
}

function statementsOf(source: Source, whole: Piece, isName: (name: string) => boolean): readonly Statement[] {
  const keyword = keywordOf(whole.text)
  const rest = trimmed({ text: whole.text.slice(keyword?.length ?? 0), offset: whole.offset + (keyword?.length ?? 0) })
  switch (keyword) {
    case 'let':
      return [{ kind: 'let', whole, declarations: rest }]
    case 'export':
      return exportsOf(source, whole, rest, isName)
    case 'at':
      return [{ kind: 'at', whole, values: partsAtCommas(rest).map(part => valueIn(source, part)) }]
    case undefined:
      return [definitionOf(source, whole, isName)]
    default:
      return keyword satisfies never
  }
}

/** What stands on both sides of the first lone equals sign, with the names on the left: `f(x, y)` are three. */
interface Sides {
  readonly names: readonly Name[]
  readonly isCall: boolean
  readonly right: Piece
}

function sidesOf({ text, offset }: Piece): Sides | undefined {
  const names: Name[] = []
  let form = ''
  for (const piece of pieces(text, SHAPED)) {
    if (piece.type === 'relation') {
      if (piece.text !== '=' || !/^n(?:\((?:n,)*n\))?$/.test(form)) return undefined
      const right = trimmed({ text: text.slice(piece.offset + 1), offset: offset + piece.offset + 1 })
      return { names, isCall: form.length > 1, right }
    }
    const name = piece.type === 'word' || piece.type === 'greek' ? canonicalName(piece.text) : undefined
    if (name === undefined && !/^[(),]$/.test(piece.text)) return undefined
    if (name !== undefined) names.push({ name, offset: offset + piece.offset })
    form += name === undefined ? piece.text : 'n'
  }
  return undefined
}

function definitionOf(source: Source, whole: Piece, isName: (name: string) => boolean): Statement {
  const sides = sidesOf(whole)
  const [name, ...parameters] = sides?.names ?? []
  if (sides === undefined || name === undefined) refuse(source, whole)
  requireBody(source, sides.right, name)
  requireName(source, name)
  const said = saidIn(source, sides.right, isName)
  if (said !== undefined) {
    const verb = sides.right.text.slice(0, said.length)
    const hint = `as in export ${name.name} = ${sides.right.text.replace(/\s+/g, ' ')}`
    const span = { offset: sides.right.offset, length: said.length }
    throw new ModelError(source, { code: 'verb', ...span, message: `the verb ${verb} stands in exports alone`, hint })
  }
  if (!sides.isCall) return { kind: 'value', whole, name, body: sides.right }
  if (knownArity(name.name) !== undefined)
    throw problem(source, name, `${name.name} is a function of the library; give yours another name`)
  for (const [k, p] of parameters.entries()) {
    requireName(source, p)
    if (parameters.findIndex(q => q.name === p.name) < k)
      throw problem(source, p, `${name.name} has two arguments ${p.name}`)
  }
  return { kind: 'function', whole, name, parameters, body: sides.right }
}

/** `export f = x^2` and `export f(x) = x^2` define f and export it. */
function exportsOf(source: Source, whole: Piece, rest: Piece, isName: (name: string) => boolean): readonly Statement[] {
  const lone = canonicalName(rest.text)
  if (lone !== undefined && lone !== '')
    return [{ kind: 'export', whole, name: { name: lone, offset: rest.offset }, said: undefined }]
  const sides = sidesOf(rest)
  const [name] = sides?.names ?? []
  if (sides === undefined || name === undefined)
    throw new ModelError(source, {
      code: 'statement',
      ...spanOf(rest.text === '' ? whole : rest),
      message: rest.text === '' ? 'export of nothing' : `${quoted(rest.text)} has no name`,
      hint: 'export is as in export f, export g = x*f, export slope = gradient f by x; each on a line of its own',
    })
  // The name of a derivative may be that of its verb: gradient = gradient f.
  const said = saidIn(source, sides.right, n => n !== name.name && isName(n))
  if (said === undefined || sides.isCall) {
    const definition = definitionOf(source, rest, isName)
    return [definition, { kind: 'export', whole, name, said: undefined }]
  }
  requireName(source, name)
  return [{ kind: 'export', whole, name, said }]
}

function valueIn(source: Source, part: Piece): { readonly name: Name; readonly value: Piece } {
  const at = part.text.indexOf('=')
  const name = trimmed({ text: part.text.slice(0, Math.max(0, at)), offset: part.offset })
  const value = trimmed({ text: part.text.slice(at + 1), offset: part.offset + at + 1 })
  const second = /(?<![<>=!])=/u.exec(value.text)
  if (at < 0 || name.text === '' || value.text === '' || second !== null)
    throw new ModelError(source, {
      code: 'statement',
      ...spanOf(part),
      message: `${quoted(part.text)} gives no value`,
      hint: 'values are parted by commas, as in at x = 1, y = pi/2, W = [[1,2],[3,4]]',
    })
  return { name: { name: canonicalName(name.text) ?? name.text.replace(/\s+/g, ''), offset: name.offset }, value }
}

function refuse(source: Source, whole: Piece): never {
  const word = /^\p{L}+/u.exec(whole.text)?.[0] ?? ''
  const near = closest(word, KEYWORDS)
  throw new ModelError(source, {
    code: 'statement',
    ...spanOf(whole),
    message: `${quoted(whole.text)} is no statement of an expression file`,
    hint: near === undefined || near === word ? HINT : `did you mean ${near}?`,
  })
}

function requireBody(source: Source, right: Piece, { name }: Name): void {
  if (right.text !== '') return
  throw new ModelError(source, {
    code: 'unexpected-end',
    offset: right.offset,
    length: 0,
    message: `nothing stands after ${name} =`,
    hint: `write the expression on the same line, as in ${name} = x + y`,
  })
}

function requireName(source: Source, name: Name): void {
  if (RESERVED.includes(name.name))
    throw problem(source, name, `${name.name} is a word of expression files; choose another name`)
  if (isConstantName(name.name))
    throw problem(source, name, `${name.name} is a constant of the library; choose another name`)
}

export const problem = (source: Source, { name, offset }: Name, message: string): ModelError =>
  new ModelError(source, { code: 'name', offset, length: name.length, message })

const spanOf = ({ text, offset }: Piece): { readonly offset: number; readonly length: number } => ({
  offset,
  length: text.split('\n')[0]?.length ?? 0,
})
