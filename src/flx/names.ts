/**
 * The names of an expression file: which statement defines each, what each text needs of them, and in what order they first appear. Raises
 * `ModelError` for a name that is defined twice, or used before it is defined.
 */
import type { Declarations } from '../parse/declarations.js'
import { readDeclarations } from '../parse/declared-shapes.js'
import { canonicalName, pieces } from '../parse/lexer.js'
import { SHAPED } from '../parse/shaped-lexer.js'
import { placeOf, placing, type Source } from './error.js'
import type { Piece } from './piece.js'
import { type Name, problem, type Statement } from './source.js'

export type Definition = Extract<Statement, { readonly kind: 'value' | 'function' }>

/** The names in a text; undefined where letters side by side may be several, as in LaTeX. */
function wordsIn({ text, offset }: Piece): Name[] | undefined {
  if (/\\[A-Za-z]/.test(text)) return undefined
  return [...pieces(text, SHAPED)].flatMap(p => {
    // A derivative is of the function that has the name: g'(x).
    const word = p.type === 'word' || p.type === 'greek' || p.type === 'prime' ? p.text : undefined
    const name = word === undefined ? undefined : canonicalName(word)
    return name === undefined ? [] : [{ name, offset: offset + p.offset }]
  })
}

export class FileNames {
  readonly #source: Source
  readonly #definitions = new Map<string, Definition>()
  readonly #declared = new Map<string, Name>()
  /** Exports that are no names of formulas. */
  readonly #derived = new Map<string, Name>()
  readonly #lets: Piece[] = []
  readonly #order = new Map<string, number>()
  #isShaped = false

  constructor(source: Source, statements: readonly Statement[]) {
    this.#source = source
    for (const s of statements) if (s.kind === 'let') this.#declare(s.declarations)
    for (const s of statements) if (s.kind === 'value' || s.kind === 'function') this.#define(s)
    for (const s of statements) if (s.kind === 'export' && s.said !== undefined) this.#derive(s.name)
    for (const s of statements) this.#use(s)
  }

  /** Whether vectors or matrices are declared. */
  get isShaped(): boolean {
    return this.#isShaped
  }

  get definitions(): Iterable<Definition> {
    return this.#definitions.values()
  }

  definition(name: string): Definition | undefined {
    return this.#definitions.get(name)
  }

  /** The place of a name among arguments: as declared, then as they first appear. */
  rank(name: string): number {
    return this.#order.get(name.replace(/\[.*$/s, '')) ?? this.#order.size
  }

  /** The definitions that a text needs, in order, each after those that it needs itself. */
  neededBy(piece: Piece): Definition[] {
    const needed = new Set<Definition>()
    const open = [piece]
    for (let p = open.pop(); p !== undefined; p = open.pop()) {
      const at = p.offset
      const all = [...this.#definitions.values()].filter(d => d.whole.offset < at)
      const used = wordsIn(p)?.flatMap(({ name }) => this.#definitions.get(name) ?? [])
      for (const d of used ?? all) {
        if (needed.has(d) || d.body === p) continue
        needed.add(d)
        open.push(d.body)
      }
    }
    return [...this.#definitions.values()].filter(d => needed.has(d))
  }

  /** Declarations and these definitions as the option `let`: the text of the file with spaces for all else, so that offsets are the same. */
  asLet(definitions: readonly Definition[]): string {
    let text = ''
    const values = definitions.flatMap(d => (d.kind === 'value' ? [d.whole] : []))
    for (const p of [...this.#lets, ...values].sort((a, b) => a.offset - b.offset))
      text = `${text.padEnd(p.offset)}${p.text};`
    return text
  }

  #declare(piece: Piece): void {
    const readings = new Map([[piece.text, piece.offset]])
    const { declared, functions, defined, definitions }: Declarations = placing(this.#source, piece, readings, () =>
      readDeclarations(piece.text),
    )
    if (definitions.trim() !== '' || defined.length > 0) {
      const at = defined[0]?.offset ?? definitions.search(/[^\s;]/)
      const name = /^[\p{L}\p{M}\p{N}_]+/u.exec(piece.text.slice(at))?.[0] ?? ''
      const place = { name, offset: piece.offset + at }
      throw problem(
        this.#source,
        place,
        `${name} is defined among declarations; a definition stands on a line of its own`,
      )
    }
    for (const d of declared) {
      const name = { name: d.name, offset: piece.offset + d.offset }
      this.#refuseSecond(name, this.#declared.get(d.name), 'declared')
      this.#declared.set(d.name, name)
      this.#order.set(d.name, this.#order.size)
      if (d.shape !== undefined) this.#isShaped = true
    }
    for (const f of functions) this.#declared.set(f, { name: f, offset: piece.offset })
    this.#lets.push(piece)
  }

  #define(definition: Definition): void {
    const { name } = definition
    this.#refuseSecond(name, this.#definitions.get(name.name)?.name, 'defined')
    this.#refuseSecond(name, this.#declared.get(name.name), 'declared')
    this.#definitions.set(name.name, definition)
  }

  #derive(name: Name): void {
    this.#refuseSecond(name, this.#definitions.get(name.name)?.name, 'defined')
    this.#refuseSecond(name, this.#declared.get(name.name), 'declared')
    this.#refuseSecond(name, this.#derived.get(name.name), 'exported')
    this.#derived.set(name.name, name)
  }

  #refuseSecond(name: Name, first: Name | undefined, what: string): void {
    if (first === undefined) return
    const { line } = placeOf(this.#source.text, first.offset)
    throw problem(this.#source, name, `${name.name} is ${what} on line ${line} already; give it another name`)
  }

  /** Notes the names of a statement, and refuses those that are defined after it. */
  #use(s: Statement): void {
    if (s.kind === 'let' || s.kind === 'at') return
    const own = new Set(s.kind === 'function' ? s.parameters.map(p => p.name) : [])
    for (const p of s.kind === 'function' ? s.parameters : []) {
      const other = this.#definitions.get(p.name)
      if (other !== undefined) this.#refuseSecond(p, other.name, 'defined')
    }
    const text = s.kind === 'export' ? s.said?.expression : s.body
    const words = text === undefined ? [s.name] : (wordsIn(text) ?? [])
    for (const word of words) {
      const d = own.has(word.name) ? undefined : this.#definitions.get(word.name)
      if (!own.has(word.name) && this.#derived.has(word.name))
        throw problem(
          this.#source,
          word,
          `${word.name} is an export, which formulas do not use; write the derivative there, as in diff(f, x)`,
        )
      if (d === s) throw problem(this.#source, word, `${word.name} is made of itself`)
      const start = s.kind === 'export' ? s.name.offset : s.whole.offset
      if (d !== undefined && d.whole.offset > start) {
        const { line } = placeOf(this.#source.text, d.whole.offset)
        throw problem(this.#source, word, `${word.name} is defined below, on line ${line}; define it before it is used`)
      }
      if (d === undefined && !this.#order.has(word.name)) this.#order.set(word.name, this.#order.size)
    }
  }
}
