/**
 * The commands of a block: one a line, as after `fluxion`. A line goes on in the next while a quotation is open or where it ends with a
 * backslash; lines that begin with # are remarks. `let q = x + y` defines a name for the commands that follow in the lesson, and goes
 * with those that use it.
 */
import { append } from '../expr/args.js'
import { splitStatements } from '../parse/statements.js'

export interface Command {
  readonly text: string
  readonly words: readonly string[]
  /** From the first line of the block, counted from 0. */
  readonly line: number
}

export function commandsIn(source: string): Command[] {
  const commands: { text: string; line: number; open: boolean }[] = []
  for (const [line, raw] of source.split('\n').entries()) {
    const last = commands.at(-1)
    if (last?.open) {
      last.text += `\n${raw}`
      last.open = isOpen(last.text)
    } else if (raw.trim() !== '' && !raw.trimStart().startsWith('#')) {
      commands.push({ text: raw.trim(), line, open: isOpen(raw) })
    }
  }
  return commands.map(({ text, line }) => {
    const whole = text.replace(/\\\n\s*/g, ' ')
    return { text: whole, line, words: wordsOf(whole).words }
  })
}

const isOpen = (text: string): boolean => text.trimEnd().endsWith('\\') || wordsOf(text).open

/** Words as a shell takes them: quotations, single or double, that begin a word or the value of an option, are one word. */
export function wordsOf(text: string): { readonly words: readonly string[]; readonly open: boolean } {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (const c of text) {
    if (quote !== undefined) {
      if (c === quote) quote = undefined
      else word = (word ?? '') + c
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if ((c === '"' || c === "'") && (word === undefined || word.endsWith('='))) {
      quote = c
      word ??= ''
    } else word = (word ?? '') + c
  }
  if (word !== undefined) words.push(word)
  return { words, open: quote !== undefined }
}

/** A definition or a declaration, under the name that it is of. */
interface Definition {
  readonly name: string
  readonly text: string
}

const NAME = /^\s*([\p{L}_][\p{L}\p{N}_]*)/u
const NAMES = /[\p{L}_][\p{L}\p{N}_]*/gu

/** The definitions of a lesson so far. Of a name that is defined anew the last one holds. */
export class Definitions {
  readonly #all = new Map<string, Definition[]>()

  /** Takes the statements of a line `let ...`. */
  add(text: string): void {
    const fresh = new Map<string, Definition[]>()
    for (const statement of statementsOf(text)) {
      const name = NAME.exec(statement)?.[1]
      if (name !== undefined) fresh.set(name, [...(fresh.get(name) ?? []), { name, text: statement.trim() }])
    }
    for (const [name, definitions] of fresh) {
      this.#all.delete(name)
      this.#all.set(name, definitions)
    }
  }

  /** What the words use, directly or through one another, as the value of `--let`; undefined where it is nothing. */
  for(words: readonly string[]): string | undefined {
    const used = new Set<string>()
    // What the words define or give a value keeps what is declared of it.
    const holds = ({ name, text }: Definition): boolean => !/^[^=]*=(?!=)/.test(text) || !isGiven(name, words)
    const open = words.flatMap(word => word.match(NAMES) ?? [])
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const definitions = this.#all.get(name)
      if (definitions === undefined || used.has(name)) continue
      used.add(name)
      append(
        open,
        definitions.flatMap(d => d.text.match(NAMES) ?? []),
      )
    }
    const texts = [...this.#all].flatMap(([name, ds]) => (used.has(name) ? ds.filter(holds).map(d => d.text) : []))
    return texts.length === 0 ? undefined : texts.join('; ')
  }
}

/** Whether the words themselves define the name, or give it a value. */
const isGiven = (name: string, words: readonly string[]): boolean =>
  words.some(word =>
    word
      .split(/[,;\n]/)
      .some(part => NAME.exec(part)?.[1] === name && /^\s*[=:](?!=)/.test(part.trimStart().slice(name.length))),
  )

/** Statements, of which declarations may stand apart by spaces as well: `W:[2,3] x:[n]`. */
const statementsOf = (text: string): string[] =>
  splitStatements(text).flatMap(part =>
    part.includes('=') ? [part] : part.trim().split(/\s+(?=[\p{L}_][\p{L}\p{N}_]*\s*:)/u),
  )
