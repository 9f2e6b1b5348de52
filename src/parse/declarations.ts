/**
 * Declarations: what a text says about its names before it uses them. `x:positive; W:[2,3]; S in R^{n x n} symmetric; foo:function;
 * q = x + y`, with a semicolon or only a space between them. A definition extends to a semicolon or to the next declaration.
 * Shapes are taken apart here and understood in the room of tensors.
 */
import { ASSUMPTIONS, type Assumption } from '../expr/assumption.js'
import { canonicalName, type Piece, pieces } from './lexer.js'
import { parseError, quoted } from './problem.js'
import { unknownCharacter } from './refusal.js'

/** What may be declared of a vector or matrix beside its sizes. */
const PROPERTIES = ['symmetric', 'psd', 'diagonal', 'lower', 'positive', 'unit'] as const
export type Property = (typeof PROPERTIES)[number]

/** One name with what is known of it. */
export interface Declaration {
  readonly name: string
  /** Where the name stands in the text of the declarations. */
  readonly offset: number
  readonly assumptions: readonly Assumption[]
  /** The sizes as written, each a text and where it stands; undefined without a shape. */
  readonly shape: readonly Written[] | undefined
  readonly properties: readonly Property[]
}

/** A piece of the text of the declarations. */
export interface Written {
  readonly text: string
  readonly offset: number
}

/** Declarations taken apart. */
export interface Declarations {
  readonly declared: readonly Declaration[]
  /** Names of unknown functions. */
  readonly functions: readonly string[]
  /** The statements `name = expression`, with spaces in place of all else, so that offsets are those of the text. */
  readonly definitions: string
}

/** Takes declarations apart. Raises `ParseError`. */
export function readDeclarations(text: string): Declarations {
  return new Splitter(text).run()
}

class Splitter {
  readonly #text: string
  readonly #all: readonly Piece[]
  readonly #declared: Declaration[] = []
  readonly #functions: string[] = []
  #definitions = ''
  #at = 0

  constructor(text: string) {
    this.#text = text
    this.#all = [...pieces(text, 'declarations')]
  }

  run(): Declarations {
    while (this.#at < this.#all.length) {
      if (this.#type(0) === 'semicolon') this.#at++
      else if (this.#startsDeclaration()) this.#declaration()
      else if (this.#type(0) === 'word' || this.#type(0) === 'greek') this.#definition()
      else this.#refuse('a declaration')
    }
    return { declared: this.#declared, functions: this.#functions, definitions: this.#definitions }
  }

  #type(k: number): string | undefined {
    return this.#all[this.#at + k]?.type
  }

  #startsDeclaration(): boolean {
    const named = this.#type(0) === 'word' || this.#type(0) === 'greek'
    return named && (this.#type(1) === 'colon' || this.#type(1) === 'member')
  }

  #refuse(wanted: string): never {
    const piece = this.#all[this.#at]
    if (piece?.type === 'error') throw parseError(this.#text, unknownCharacter(piece))
    const offset = piece?.offset ?? this.#text.length
    const message = piece ? `${quoted(piece.text)} does not fit here` : 'the declarations end too early'
    const code = piece ? 'unexpected-name' : 'unexpected-end'
    throw parseError(this.#text, { code, offset, length: piece?.text.length ?? 0, message, expected: [wanted] })
  }

  #declaration(): void {
    const piece = this.#all[this.#at] as Piece
    const name = canonicalName(piece.text)
    if (name === undefined) throw parseError(this.#text, unknownCharacter(piece))
    const member = this.#all[this.#at + 1] as Piece
    this.#at += 2
    const shape = member.type === 'member' ? membership(member) : this.#shape()
    const words = this.#words(shape !== undefined)
    if (words.length === 1 && words[0] === 'function') this.#functions.push(name)
    else
      this.#declared.push({
        name,
        offset: piece.offset,
        assumptions: ASSUMPTIONS.filter(word => words.includes(word)),
        shape,
        properties: PROPERTIES.filter(word => words.includes(word)),
      })
  }

  /** The sizes in `[2, n+1]`, if a bracket opens: the texts between its commas. */
  #shape(): Written[] | undefined {
    if (this.#type(0) !== 'openList') return undefined
    const sizes: Written[] = []
    let from = (this.#all[this.#at++]?.offset ?? 0) + 1
    for (let depth = 0; ; this.#at++) {
      const piece = this.#all[this.#at]
      if (piece === undefined || piece.type === 'semicolon' || piece.type === 'error') this.#refuse('"]"')
      if (depth === 0 && (piece.type === 'closeList' || piece.type === 'comma')) {
        sizes.push({ text: this.#text.slice(from, piece.offset), offset: from })
        from = piece.offset + 1
        if (piece.type === 'closeList') break
      }
      depth += piece.type === 'open' ? 1 : piece.type === 'close' ? -1 : 0
    }
    this.#at++
    return sizes.length === 1 && sizes[0]?.text.trim() === '' ? [] : sizes
  }

  /** The properties after a colon or a shape, up to the next declaration, definition or semicolon; without a shape at least one. */
  #words(shaped: boolean): string[] {
    const words: string[] = []
    const known: readonly string[] = [...ASSUMPTIONS, ...(shaped ? PROPERTIES : ['function'])]
    while ((words.length === 0 && !shaped) || (this.#type(0) === 'word' && !this.#startsStatement())) {
      const word = this.#all[this.#at]?.text ?? ''
      if (!known.includes(word) || words[0] === 'function' || (word === 'function' && words.length > 0))
        this.#refuse(`one of ${[...new Set(known)].join(', ')}`)
      words.push(word)
      this.#at++
    }
    return words
  }

  #startsStatement(): boolean {
    return this.#startsDeclaration() || this.#startsDefinition()
  }

  #startsDefinition(): boolean {
    return this.#type(1) === 'relation' && this.#all[this.#at + 1]?.text === '='
  }

  /** Copies a statement at its own offset; the grammar reads it later. */
  #definition(): void {
    if (!this.#startsDefinition()) {
      this.#at++
      this.#refuse('":" or "="')
    }
    const from = this.#all[this.#at]?.offset ?? 0
    while (this.#at < this.#all.length && this.#type(0) !== 'semicolon' && !this.#startsDeclarationOutsideChoice())
      this.#at++
    const end = this.#all[this.#at]?.offset ?? this.#text.length
    const before = this.#definitions === '' ? '' : `${this.#definitions};`
    this.#definitions = before.padEnd(from) + this.#text.slice(from, end)
  }

  #startsDeclarationOutsideChoice(): boolean {
    if (!this.#startsDeclaration()) return false
    if (this.#type(1) === 'member') return true
    const known: readonly string[] = [...ASSUMPTIONS, 'function', '[']
    return known.includes(this.#all[this.#at + 2]?.text ?? '')
  }
}

/** The sizes in `in R^{2x3}`, `in R^(m × n)`, `in R^n`, `in R`. */
function membership({ text, offset }: Piece): Written[] {
  const from = text.search(/[{(]/) + 1 || text.indexOf('^') + 1
  if (from === 0) return []
  const sizes = text.slice(from).replace(/[)}]$/, '')
  const parts = sizes.split(/(\s*[×,*]\s*|\s+x\s+|(?<=\d)\s*x|(?<=^\s*[a-zA-Z])x(?=\w\s*$|\d+\s*$))/)
  const starts = parts.map((_, k) => from + offset + parts.slice(0, k).join('').length)
  return parts.flatMap((part, k) => (k % 2 === 0 ? [{ text: part, offset: starts[k] as number }] : []))
}
