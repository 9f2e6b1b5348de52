/**
 * A session: what was defined, the last answer, and what an input answers. It knows no terminal; computations are done by a calculator,
 * which may run elsewhere. An input that fails changes nothing.
 */
import { type Definition, Definitions, definitionIn, namesIn } from './repl-definitions.js'
import { lineOf } from './repl-words.js'
import type { Result } from './result.js'
import { UsageError } from './usage.js'

/** Does what the command line does. */
export type Calculate = (argv: readonly string[]) => Promise<Result>

/** Seconds that an input may take. */
export const SECONDS = 30

/** What the last answer is called. */
export const ANSWER = 'ans'

export const COMMANDS = {
  ':help': 'this',
  ':latex': 'answers as LaTeX, or again as text',
  ':names': 'what is defined',
  ':forget NAME': 'undefine a name',
  ':quit': 'leave; so does Ctrl-D',
} as const

const HELP = `2x + x                 an expression, simplified
diff x^2*sin(x) x      a command with its words and options, as after fluxion; "help diff" tells more
q = x + y              a definition; q, f(x) = x^2, W:[2,3] and x:positive stay
diff ans x             ${ANSWER} is the last answer

${Object.entries(COMMANDS)
  .map(([name, about]) => `${name.padEnd(23)}${about}`)
  .join('\n')}

An input goes on while brackets are open or a line ends with an operator; a blank line ends it.
Tab completes commands, options, functions and names. Ctrl-C stops an input or a computation,
which may take ${SECONDS} seconds: --timeout SECONDS sets more.`

/** What is answered, and whether the session goes on. */
export interface Reply extends Result {
  readonly isOver?: true
}

const says = (output: string, shows: Result['shows'] = 'answer'): Reply => ({
  status: 0,
  output,
  diagnostics: '',
  shows,
})
const complains = (diagnostics: string): Reply => ({ status: 2, output: '', diagnostics, shows: 'answer' })

export class Session {
  readonly #calculate: Calculate
  readonly #seen = new Set<string>()
  #definitions = new Definitions()
  #last: string | undefined
  #isLatex = false

  constructor(calculate: Calculate) {
    this.#calculate = calculate
  }

  /** The names that were written or defined. */
  get names(): readonly string[] {
    return [...new Set([...this.#definitions.names, ...this.#seen])]
  }

  async answer(input: string): Promise<Reply> {
    const text = input.trim()
    if (text === '') return says('')
    if (text.startsWith(':')) return this.#command(text)
    try {
      const definition = definitionIn(text)
      return definition === undefined ? await this.#evaluate(text) : await this.#define(definition)
    } catch (error) {
      if (error instanceof UsageError) return complains(`fluxion: ${error.message}`)
      throw error
    }
  }

  #command(text: string): Reply {
    const [name = '', ...words] = text.split(/\s+/u)
    switch (name) {
      case ':help':
      case ':h':
      case ':?':
        return says(HELP)
      case ':latex':
        this.#isLatex = !this.#isLatex
        return says(this.#isLatex ? 'answers are LaTeX' : 'answers are text')
      case ':names':
        return says(String(this.#definitions) || 'nothing is defined')
      case ':forget': {
        const unknown = words.find(word => !this.#definitions.delete(word))
        return unknown === undefined ? says('') : complains(`fluxion: ${unknown} is not defined`)
      }
      case ':quit':
      case ':q':
      case ':exit':
        return { ...says(''), isOver: true }
      default:
        return complains(`fluxion: there is no ${name}; ${Object.keys(COMMANDS).join(', ')}`)
    }
  }

  /** What was defined is used later; what cannot be understood is refused now. */
  async #define(definition: Definition): Promise<Reply> {
    const { kind, name } = definition
    if (name === ANSWER) throw new UsageError(`${ANSWER} is the last answer; give it another name: q = ${ANSWER}`)
    // The last answer changes; the definition means this one.
    const last = kind === 'value' && namesIn(definition.text).has(ANSWER) ? this.#last : undefined
    const fixed =
      last === undefined ? definition : { ...definition, text: definition.text.replace(/\bans\b/gu, () => `(${last})`) }
    const next = this.#definitions.with(fixed)
    const probe = kind === 'function' ? `${name}(${definition.parameters.join(', ')})` : name
    const read = await this.#calculate(['simplify', probe, ...next.argumentsFor(probe), '--timeout', String(SECONDS)])
    if (read.status !== 0) return { ...read, output: '' }
    this.#definitions = next
    if (kind === 'declaration') return says(fixed.text)
    return says(`${probe} = ${read.output}`)
  }

  async #evaluate(text: string): Promise<Reply> {
    const { verb, words, options } = lineOf(text)
    if (verb === 'help') return this.#calculate(['help', ...words])
    const typed = [verb ?? 'simplify', ...words, ...options]
    const argv = [...typed, ...this.#contextOf(typed)]
    const isFormat = options.some(o => o.startsWith('--format'))
    const plain = await this.#calculate(argv)
    const { meaning } = plain
    if (plain.status !== 2) for (const name of namesIn(words.join(' '))) this.#seen.add(name)
    if (meaning !== undefined) this.#last = meaning
    if (this.#isLatex && !isFormat && plain.output !== '') {
      const latex = await this.#calculate([...argv, '--format', 'latex'])
      // What has no LaTeX, such as a verdict, stays as it is.
      return latex.status === 2 ? plain : latex
    }
    const value = verb === undefined && !isFormat && plain.status === 0 ? await this.#valueOf(plain) : undefined
    return value === undefined ? plain : { ...plain, output: `${plain.output}\n  = ${value}` }
  }

  /** A number for an answer that is one, but is not written as one: sqrt(2). */
  async #valueOf({ meaning }: Result): Promise<string | undefined> {
    if (meaning === undefined || !/\p{L}/u.test(meaning)) return undefined
    const { status, output } = await this.#calculate(['eval', meaning, '--timeout', String(SECONDS)])
    return status === 0 && output !== meaning ? output : undefined
  }

  /** What is defined, with the last answer where a text has it. */
  #withLast(text: string): Definitions {
    if (this.#last === undefined || !namesIn(text).has(ANSWER)) return this.#definitions
    return this.#definitions.with({ kind: 'value', name: ANSWER, text: this.#last })
  }

  /** The options that stand for what is known; those of the line come first. */
  #contextOf(typed: readonly string[]): string[] {
    const text = typed.join(' ')
    const known = this.#withLast(text).argumentsFor(text)
    return typed.some(word => word.startsWith('--timeout')) ? known : [...known, '--timeout', String(SECONDS)]
  }
}
