/**
 * Declarations: what a text says about its names before it uses them. `x:positive; foo:function; q = x + y`,
 * with a semicolon or only a space between them. A definition extends to a semicolon or to the next `name:`.
 */
import { ShapeError } from '../errors.js'
import { ASSUMPTIONS, type Assumption } from '../expr/assumption.js'
import { canonicalName, type Piece, pieces } from './lexer.js'
import { parseError, quoted } from './problem.js'
import { unknownCharacter } from './refusal.js'

/** One name with what is known of it. */
export interface Declaration {
  readonly name: string
  readonly assumptions: readonly Assumption[]
}

/** Declarations taken apart. */
export interface Declarations {
  readonly declared: readonly Declaration[]
  /** Names of unknown functions. */
  readonly functions: readonly string[]
  /** The statements `name = expression`, with spaces in place of all else, so that offsets are those of the text. */
  readonly definitions: string
}

/** Takes declarations apart. Raises `ParseError`, and `ShapeError` for a shape, which scalars do not have. */
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
    this.#all = [...pieces(text)]
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
    return (this.#type(0) === 'word' || this.#type(0) === 'greek') && this.#type(1) === 'colon'
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
    this.#at += 2
    if (this.#type(0) === 'openList')
      throw new ShapeError(`shapes are not supported yet: ${name} cannot be a vector or matrix`, 'unsupported-shape')
    const words = this.#words()
    if (words.length === 1 && words[0] === 'function') this.#functions.push(name)
    else this.#declared.push({ name, assumptions: words as Assumption[] })
  }

  /** The properties after a colon: at least one, up to the next declaration, definition or semicolon. */
  #words(): string[] {
    const words: string[] = []
    while (words.length === 0 || (this.#type(0) === 'word' && this.#type(1) !== 'colon' && !this.#startsDefinition())) {
      const word = this.#all[this.#at]?.text ?? ''
      const known = (ASSUMPTIONS as readonly string[]).includes(word) || (word === 'function' && words.length === 0)
      if (!known || words[0] === 'function') this.#refuse(`one of ${ASSUMPTIONS.join(', ')}, function`)
      words.push(word)
      this.#at++
    }
    return words
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
    return (
      this.#startsDeclaration() &&
      (ASSUMPTIONS as readonly string[]).concat('function', '[').includes(this.#all[this.#at + 2]?.text ?? '')
    )
  }
}
