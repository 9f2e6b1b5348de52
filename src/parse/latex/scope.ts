/**
 * What names mean in one text, and what was found wrong with it that is not a matter of syntax. A symbol is read in one font
 * only: `x` and `\mathbf{x}` would be one name for two things.
 */

import type { Declared } from '../declared.js'
import type { Problem } from '../problem.js'
import { PARTIAL } from './derivatives.js'
import { writtenNames } from './symbols.js'
import type { Head, LatexToken } from './token.js'

const NONE: ReadonlySet<string> = new Set()

export class LatexScope {
  readonly declared: Declared & { readonly bound: Set<string> }
  /** The functions of vectors and matrices where shapes are declared, as the other functions say what they know of names. */
  readonly table: Declared | undefined
  readonly #written: ReadonlyMap<string, string | undefined>
  readonly #styles = new Map<string, string>()
  readonly #heads = new Map<string, Head>()
  readonly #differentials = new Map<number, Problem>()
  /** Functions of the table by a letter that can be nothing else in this text. */
  readonly #sure = new Map<string, LatexToken>()
  readonly #symbols = new Set<string>()
  readonly #doubts = new Map<string, Problem>()
  readonly #factors = new Map<string, Problem>()
  #late: Problem | undefined
  /** The indices of the sums and products so far. */
  readonly indices = new Set<string>()
  /** Where the sums stand of which it is not said from where to where they run. */
  readonly unsaid = new Set<number>()
  /** The names used since the last line of an environment. */
  used = new Set<string>()

  constructor(declared: Declared) {
    this.declared = { ...declared, bound: new Set(declared.bound) }
    this.table = declared.shaped && { bound: NONE, functions: NONE, shaped: declared.shaped }
    this.#written = writtenNames(declared)
  }

  /** The leftmost problem that is not one of syntax. */
  get late(): Problem | undefined {
    for (const problem of this.#differentials.values()) this.postpone(problem)
    for (const [name, problem] of this.#doubts) if (!this.#sure.has(name)) this.postpone(problem)
    for (const [name, problem] of this.#factors) if (!this.#symbols.has(name)) this.postpone(problem)
    for (const [name, token] of this.#sure) if (this.#symbols.has(token.text)) this.postpone(bothUses(token, name))
    return this.#late
  }

  /** A letter that is a function of the table, and then nothing else in this text. */
  isFunction(name: string, token: LatexToken): void {
    if (!this.#sure.has(name)) this.#sure.set(name, token)
  }

  /** A letter that is a function of the table here only if it is one elsewhere. */
  doubt(name: string, problem: Problem): void {
    if (!this.#doubts.has(name)) this.#doubts.set(name, problem)
  }

  /** A letter before a bracket that is a factor only if the letter is a symbol elsewhere. */
  unlessSymbol(name: string, problem: Problem): void {
    if (!this.#factors.has(name)) this.#factors.set(name, problem)
  }

  /** Tokens that have become a derivative. */
  claim(...parts: readonly (readonly LatexToken[])[]): void {
    for (const { offset } of parts.flat()) this.#differentials.delete(offset)
  }

  postpone(problem: Problem | undefined): void {
    if (problem && (this.#late === undefined || problem.offset < this.#late.offset)) this.#late = problem
  }

  /** What a name without a subscript is written as: one object for all its places. */
  head(key: string, kind: Head['kind']): Head {
    const at = `${kind} ${key}`
    const known = this.#heads.get(at)
    if (known) return known
    const head: Head = { key, kind, sub: undefined, primes: 0 }
    this.#heads.set(at, head)
    return head
  }

  /** The token with the name that the caller has for what is written so. */
  named(token: LatexToken): LatexToken {
    const name = this.#written.get(token.text)
    return name === undefined ? token : { ...token, text: name }
  }

  /** Looks at the tokens of a level that is complete: names that cannot stand alone, and fonts. */
  settle(tokens: readonly LatexToken[]): void {
    for (const [k, token] of tokens.entries()) {
      if (token.issue) this.postpone(token.issue)
      if (token.type !== 'name') continue
      this.used.add(token.text)
      if (!token.unsure) this.#symbols.add(token.text)
      const differential = tokens[k + 1]?.type === 'beside' && tokens[k + 2]?.type === 'name'
      if (token.text === PARTIAL) this.#differentials.set(token.offset, strayPartial(token))
      else if (differential && DIFFERENTIALS.has(token.text) && !this.declared.bound.has(token.text))
        this.#differentials.set(token.offset, strayDifferential(token, tokens[k + 2] as LatexToken))
      else if (token.style !== undefined) this.#settleStyle(token, token.style)
    }
  }

  #settleStyle(token: LatexToken, style: string): void {
    const other = this.#styles.get(token.text)
    if (other === undefined) this.#styles.set(token.text, style)
    else if (other !== style) {
      const { offset, length, text } = token
      const hint = 'give one of them a name: names: { v: "\\\\mathbf{v}" }'
      const message = `${text} is written here in two ways, which would be one name`
      this.postpone({ code: 'ambiguous-name', offset, length, message, hint })
    }
  }
}

const bothUses = ({ offset, length, text }: LatexToken, name: string): Problem => ({
  code: 'ambiguous-call',
  offset,
  length,
  message: `${text} is a symbol elsewhere in this text, and here it may be the function ${name}`,
  hint: `declare the function ${name} or the symbol ${text}; \\operatorname{${name}} is always the function`,
})

/** Letters that make one name with the next for most people: dx, \Delta x. */
const DIFFERENTIALS: ReadonlySet<string> = new Set(['d', 'Delta'])

const strayDifferential = ({ offset, length, text }: LatexToken, next: LatexToken): Problem => ({
  code: 'ambiguous-name',
  offset,
  length: next.offset + next.length - offset || length,
  message: `${text} and ${next.text} may be one name, a product, or part of a derivative`,
  hint: `declare ${text} as a symbol for the product, or give both a name: names: { h: '\\\\Delta x' }`,
})

const strayPartial = ({ offset, length }: LatexToken): Problem => ({
  code: 'unknown-command',
  offset,
  length,
  message: 'this ∂ belongs to no derivative',
  hint: 'write \\frac{\\partial}{\\partial x} or \\partial_x before what is differentiated',
})
