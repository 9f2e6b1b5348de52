/**
 * Declarations: what a text says about its names before it uses them. `x, y:positive; W:[2,3]; S in R^{n x n} symmetric; foo:function;
 * q = x + y; f(t) = t^2`, with a semicolon, a comma or only a space between them. A definition extends to a semicolon outside brackets or
 * to the next declaration. Shapes are taken apart in declared-shapes.ts and understood in the room of tensors.
 */
import { ShapeError } from '../errors.js'
import { ASSUMPTIONS, type Assumption } from '../expr/assumption.js'
import { advice } from './advice.js'
import { canonicalName, type Dialect, type Piece, pieces, SCALAR } from './lexer.js'
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

/** A function with its arguments and its value, as written. */
export interface OwnFunction {
  readonly name: string
  /** Where the name stands in the text of the declarations. */
  readonly offset: number
  readonly arguments: readonly string[]
  readonly definition: string
}

/** Declarations taken apart. */
export interface Declarations {
  readonly declared: readonly Declaration[]
  /** Names of functions, unknown ones and those that are defined. */
  readonly functions: readonly string[]
  /** What is defined with arguments: `f(t) = t^2`. */
  readonly defined: readonly OwnFunction[]
  /** The statements `name = expression`, with spaces in place of all else, so that offsets are those of the text. */
  readonly definitions: string
  /** The names that these define. */
  readonly bindings: readonly string[]
}

/**
 * Reads the sizes behind the colon or the `in` that is the piece at a place, and tells the piece behind them. `refuse` says of a piece that
 * something else is wanted there.
 */
export type ShapeReader = (
  text: string,
  pieces: readonly Piece[],
  at: number,
  refuse: (at: number, wanted: string) => never,
) => { readonly sizes: readonly Written[]; readonly end: number }

/** What is known of shapes. */
export interface Shapes {
  readonly dialect: Dialect
  readonly read: ShapeReader
}

/** Takes declarations apart. Raises `ParseError`; where nothing is known of shapes `ShapeError` where one is declared. */
export const splitDeclarations = (text: string, shapes?: Shapes): Declarations => new Splitter(text, shapes).run()

class Splitter {
  readonly #text: string
  readonly #all: readonly Piece[]
  readonly #declared: Declaration[] = []
  readonly #functions: string[] = []
  readonly #defined: OwnFunction[] = []
  readonly #shapes: Shapes | undefined
  #definitions = ''
  readonly #bindings: string[] = []
  #at = 0

  constructor(text: string, shapes: Shapes | undefined) {
    this.#text = text
    this.#shapes = shapes
    this.#all = [...pieces(text, shapes?.dialect ?? SCALAR)]
  }

  run(): Declarations {
    while (this.#at < this.#all.length) {
      if (this.#type(0) === 'semicolon') this.#at++
      else if (this.#startsDeclaration()) this.#declaration()
      else if (this.#startsFunction()) this.#function()
      else if (this.#isName(0)) this.#definition()
      else this.#refuse('a declaration')
    }
    return {
      declared: this.#declared,
      functions: this.#functions,
      defined: this.#defined,
      definitions: this.#definitions,
      bindings: this.#bindings,
    }
  }

  #type(k: number): string | undefined {
    return this.#all[this.#at + k]?.type
  }

  #isName(k: number): boolean {
    return this.#type(k) === 'word' || this.#type(k) === 'greek'
  }

  /** How many pieces the names take that stand here with commas between them: `x, y`. */
  #names(): number {
    let k = this.#isName(0) ? 1 : 0
    while (k > 0 && this.#type(k) === 'comma' && this.#isName(k + 1)) k += 2
    return k
  }

  #startsDeclaration(): boolean {
    return this.#isName(0) && this.#isDeclared(this.#type(1) === 'comma' ? this.#names() : 1)
  }

  #isDeclared(k: number): boolean {
    return this.#type(k) === 'colon' || this.#type(k) === 'member'
  }

  /** Whether something is said here of the name before. */
  #isSaid(k: number): boolean {
    return this.#isDeclared(k) || this.#isEquals(k)
  }

  /** Whether a name with its arguments is defined here: `f(x, y) =`. */
  #startsFunction(): boolean {
    if (!this.#isName(0) || this.#type(1) !== 'open') return false
    let k = 2
    while (this.#isName(k) && this.#type(k + 1) === 'comma') k += 2
    return this.#isName(k) && this.#type(k + 1) === 'close' && this.#isEquals(k + 2)
  }

  #isEquals(k: number): boolean {
    return this.#type(k) === 'relation' && this.#all[this.#at + k]?.text === '='
  }

  #refuse(wanted: string, words: readonly string[] = []): never {
    const piece = this.#all[this.#at]
    if (piece?.type === 'error') throw parseError(this.#text, unknownCharacter(piece))
    const offset = piece?.offset ?? this.#text.length
    const message = piece ? `${quoted(piece.text)} does not fit here` : 'the declarations end too early'
    const code = piece ? `unexpected-${piece.type === 'number' ? 'number' : 'name'}` : 'unexpected-end'
    const hint =
      piece && advice()?.declaration(piece.text, this.#all[this.#at - 1]?.text, this.#all[this.#at + 1]?.text, words)
    throw parseError(this.#text, { code, offset, length: piece?.text.length ?? 0, message, hint, expected: [wanted] })
  }

  /** The names up to a colon or an `in` that share what is said. */
  #declaration(): void {
    const named = this.#all.slice(this.#at, this.#at + this.#names()).filter(({ type }) => type !== 'comma')
    this.#at += this.#names()
    const shape = this.#shape(named[0] as Piece)
    const words = this.#words(shape !== undefined)
    for (const piece of named) {
      const name = nameOf(piece, this.#text)
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
    this.#separator()
  }

  /** The sizes behind a colon or an `in`, if there are any. */
  #shape(name: Piece): readonly Written[] | undefined {
    const at = this.#at++
    if (this.#all[at]?.type !== 'member' && this.#type(0) !== 'openList') return undefined
    if (this.#shapes === undefined)
      throw new ShapeError(
        `${nameOf(name, this.#text)} is declared as a vector or matrix; here only scalars are understood`,
        'unsupported-shape',
      )
    const refuse = (k: number, wanted: string): never => {
      this.#at = k
      this.#refuse(wanted)
    }
    const { sizes, end } = this.#shapes.read(this.#text, this.#all, at, refuse)
    this.#at = end
    return sizes
  }

  /** A comma between statements. */
  #separator(): void {
    if (this.#type(0) === 'comma' && this.#isName(1)) this.#at++
  }

  /** The properties after a colon or a shape, up to the next declaration, definition or semicolon; without a shape at least one. */
  #words(shaped: boolean): string[] {
    const words: string[] = []
    const known: readonly string[] = [...ASSUMPTIONS, ...(shaped ? PROPERTIES : ['function'])]
    const isFresh = (k: number): boolean => {
      const { type, text = '' } = this.#all[this.#at + k] ?? {}
      return type === 'word' && known.includes(text) && !words.includes(text) && !this.#isSaid(k + 1)
    }
    // `S:[n,n]: symmetric`, `S:[n,n], symmetric, positive`.
    if (shaped && this.#type(0) === 'colon') this.#at++
    for (;;) {
      if (this.#type(0) === 'comma' && isFresh(1)) this.#at++
      const word = this.#all[this.#at]?.text ?? ''
      const isOver = this.#type(0) !== 'word' || this.#startsStatement()
      if (!isFresh(0) && isOver && (words.length > 0 || shaped)) return words
      if (!isFresh(0) || words[0] === 'function' || (word === 'function' && words.length > 0))
        this.#refuse(`one of ${[...new Set(known)].join(', ')}`, known)
      words.push(word)
      this.#at++
    }
  }

  #startsStatement(): boolean {
    return this.#startsDeclaration() || this.#startsFunction() || this.#isEquals(1)
  }

  /** Copies a statement at its own offset; the grammar reads it later. */
  #definition(): void {
    if (!this.#isEquals(1)) {
      this.#at++
      this.#refuse('":" or "="')
    }
    this.#bindings.push(nameOf(this.#all[this.#at] as Piece, this.#text))
    const { from, end } = this.#value()
    const before = this.#definitions === '' ? '' : `${this.#definitions};`
    this.#definitions = before.padEnd(from) + this.#text.slice(from, end)
  }

  #function(): void {
    const { offset } = this.#all[this.#at] as Piece
    const names: Piece[] = []
    for (; !this.#isEquals(0); this.#at++) if (this.#isName(0)) names.push(this.#all[this.#at] as Piece)
    this.#at++
    const [name = '', ...parameters] = names.map(piece => nameOf(piece, this.#text))
    const { from, end } = this.#value()
    this.#functions.push(name)
    this.#defined.push({ name, offset, arguments: parameters, definition: this.#text.slice(from, end) })
  }

  /** The places of the text from here to a semicolon or comma outside brackets, or to the next declaration. */
  #value(): { readonly from: number; readonly end: number } {
    const from = this.#all[this.#at]?.offset ?? this.#text.length
    for (let depth = 0; this.#at < this.#all.length; this.#at++) {
      const type = this.#type(0) as string
      if (depth === 0 && (SEPARATES.has(type) || this.#startsDeclarationOutsideChoice())) break
      depth = Math.max(0, depth + (OPENS.has(type) ? 1 : CLOSES.has(type) ? -1 : 0))
    }
    const end = this.#all[this.#at]?.offset ?? this.#text.length
    this.#separator()
    return { from, end }
  }

  #startsDeclarationOutsideChoice(): boolean {
    if (!this.#isName(0) || !this.#isDeclared(1)) return false
    if (this.#type(1) === 'member') return true
    const known: readonly string[] = [...ASSUMPTIONS, 'function', '[']
    return known.includes(this.#all[this.#at + 2]?.text ?? '')
  }
}

const SEPARATES: ReadonlySet<string> = new Set(['semicolon', 'comma'])
const OPENS: ReadonlySet<string> = new Set(['open', 'openList'])
const CLOSES: ReadonlySet<string> = new Set(['close', 'closeList'])

function nameOf(piece: Piece, text: string): string {
  const name = canonicalName(piece.text)
  if (name === undefined) throw parseError(text, unknownCharacter(piece))
  return name
}
