/**
 * What a session knows by name: values (`q = x + y`), functions (`f(x) = x^2`) and shapes and assumptions (`W:[2,3]`). A value is kept as
 * it was written and means what its names mean when it is used; the definitions are therefore put in order, each after those it is made of.
 */
import { UsageError } from './usage.js'

const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_]*/u.source
const VALUE = new RegExp(`^(${NAME})\\s*=(?![=>])\\s*(.+)$`, 'su')
const FUNCTION = new RegExp(`^(${NAME})\\(\\s*(${NAME}(?:\\s*,\\s*${NAME})*)\\s*\\)\\s*=(?![=>])\\s*(.+)$`, 'su')
const DECLARATION = new RegExp(`^(${NAME})\\s*:(?!=)\\s*(.+)$`, 'su')

export type Definition =
  | { readonly kind: 'value'; readonly name: string; readonly text: string }
  | { readonly kind: 'function'; readonly name: string; readonly parameters: readonly string[]; readonly text: string }
  | { readonly kind: 'declaration'; readonly name: string; readonly text: string }

/** The definition that a line is, if it is one. A name on both sides states an equation. */
export function definitionIn(line: string): Definition | undefined {
  const of = FUNCTION.exec(line)
  if (of?.[1] && of[2] && of[3] && !namesIn(of[3]).has(of[1]))
    return { kind: 'function', name: of[1], parameters: of[2].split(',').map(p => p.trim()), text: of[3].trim() }
  const value = VALUE.exec(line)
  if (value?.[1] && value[2] && !namesIn(value[2]).has(value[1]))
    return { kind: 'value', name: value[1], text: value[2].trim() }
  const declared = DECLARATION.exec(line)
  if (declared?.[1] && declared[2]) return { kind: 'declaration', name: declared[1], text: line.trim() }
  return undefined
}

export const namesIn = (text: string): Set<string> => new Set(text.match(new RegExp(NAME, 'gu')) ?? [])

/** How the language calls the arguments of functions of one's own. */
const ARGUMENTS = ['u', 'v', 'w'] as const

export class Definitions {
  readonly #all = new Map<string, Definition>()

  get names(): readonly string[] {
    return [...this.#all.keys()]
  }

  /** Raises `UsageError` where a name would be made of itself. */
  set(definition: Definition): void {
    const before = this.#all.get(definition.name)
    this.#all.set(definition.name, definition)
    try {
      this.#ordered()
    } catch (error) {
      this.#restore(definition.name, before)
      throw error
    }
  }

  #restore(name: string, before: Definition | undefined): void {
    if (before === undefined) this.#all.delete(name)
    else this.#all.set(name, before)
  }

  /** The same with one more, to see whether it is understood. */
  with(definition: Definition): Definitions {
    const all = new Definitions()
    for (const d of this.#all.values()) all.set(d)
    all.set(definition)
    return all
  }

  delete(name: string): boolean {
    return this.#all.delete(name)
  }

  toString(): string {
    return [...this.#all.values()].map(shown).join('\n')
  }

  /** The options of the command line that say the same, of what a text needs. */
  argumentsFor(text: string): string[] {
    const needed = this.#neededBy(text)
    const all = this.#ordered().filter(d => needed.has(d.name))
    const lets = all.filter(d => d.kind !== 'function').map(shown)
    const values = new Map<string, string>()
    for (const d of all) if (d.kind === 'value') values.set(d.name, `(${replaced(d.text, word => values.get(word))})`)
    const functions = all.flatMap(d => (d.kind === 'function' ? ['--function', `${d.name}=${bodyOf(d, values)}`] : []))
    return [...(lets.length > 0 ? ['--let', lets.join('; ')] : []), ...functions]
  }

  #neededBy(text: string): Set<string> {
    const needed = new Set<string>()
    const open = [...namesIn(text)]
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const own = this.#all.get(name)
      if (own === undefined || needed.has(name)) continue
      needed.add(name)
      open.push(...namesIn(own.text))
    }
    return needed
  }

  #ordered(): Definition[] {
    const left = new Map(this.#all)
    const done: Definition[] = []
    while (left.size > 0) {
      const next = [...left.values()].find(d =>
        [...namesIn(d.text)].every(n => (n === d.name && d.kind === 'declaration') || !left.has(n)),
      )
      if (next === undefined) throw new UsageError(`${[...left.keys()].join(' and ')} would be made of themselves`)
      done.push(next)
      left.delete(next.name)
    }
    return done
  }
}

function shown(d: Definition): string {
  switch (d.kind) {
    case 'value':
      return `${d.name} = ${d.text}`
    case 'function':
      return `${d.name}(${d.parameters.join(', ')}) = ${d.text}`
    case 'declaration':
      return d.text
    default:
      return d satisfies never
  }
}

/**
 * The body in the names that the language gives arguments, with the values of other names put in. Raises `UsageError` where the names of
 * arguments are taken.
 */
function bodyOf(
  { name, parameters, text }: Definition & { readonly kind: 'function' },
  values: ReadonlyMap<string, string>,
): string {
  if (parameters.length > ARGUMENTS.length) throw new UsageError(`${name} has more than ${ARGUMENTS.length} arguments`)
  const isOther = (word: string): boolean => !parameters.includes(word)
  const whole = [...namesIn(text)].filter(isOther).map(word => values.get(word) ?? word)
  const taken = ARGUMENTS.find(a => whole.some(part => namesIn(part).has(a)))
  if (taken !== undefined) throw new UsageError(`in ${name} the letter ${taken} is no argument: use another letter`)
  return replaced(text, word => (isOther(word) ? values.get(word) : ARGUMENTS[parameters.indexOf(word)]))
}

const replaced = (text: string, by: (word: string) => string | undefined): string =>
  text.replace(new RegExp(NAME, 'gu'), word => by(word) ?? word)
