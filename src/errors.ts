/**
 * Every error that the library raises on purpose is a `FluxionError` with a stable `code`, so that a caller
 * can tell a misspelt input from a point outside a domain without reading English. Nothing here knows
 * expressions: the message is complete when it arrives. It quotes names and texts of any length; here, and nowhere else, it is made
 * short enough for people, with its advice, which stands last.
 */

/** The longest word that is shown whole, and what is shown of a longer one: its beginning and its end. */
const WORD = { whole: 240, first: 120, last: 24 }
/** The same of a message. */
const MESSAGE = { whole: 1600, first: 1000, last: 400 }

function shortened(text: string, { whole, first, last }: typeof WORD): string {
  if (text.length <= whole) return text
  // No half of a character is left at a cut.
  return `${text.slice(0, first).replace(/[\ud800-\udbff]$/, '')}...${text.slice(-last).replace(/^[\udc00-\udfff]/, '')}`
}

const LONG_WORD = new RegExp(`\\S{${WORD.whole + 1},}`, 'g')

/** What is said to people, cut where it is long. */
const bounded = (message: string): string =>
  message.length <= WORD.whole
    ? message
    : shortened(
        message.replace(LONG_WORD, word => shortened(word, WORD)),
        MESSAGE,
      )

/** The common base: `code` is stable across versions, `message` is for people. */
export class FluxionError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(bounded(message))
    this.code = code
    this.name = new.target.label
  }
  /** The name of the class, which survives minifying. */
  static readonly label: string = 'FluxionError'
}

/** What a `ParseError` knows about the place where reading stopped. */
export interface ParseDetails {
  /** The text that was read. */
  readonly source: string
  /** Zero-based UTF-16 offset of the first offending character; the length of the input for a premature end. */
  readonly offset: number
  /** How many UTF-16 units are at fault, at least 1 except at the end of the input. */
  readonly length: number
  /** A suggestion: what the writer probably meant. */
  readonly hint?: string
  /** What would have been understood at this place. */
  readonly expected?: readonly string[]
}

/** The input is not an expression of the language. */
export class ParseError extends FluxionError implements ParseDetails {
  static override readonly label: string = 'ParseError'
  readonly source: string
  readonly offset: number
  readonly length: number
  readonly hint?: string
  readonly expected?: readonly string[]
  constructor(code: string, message: string, details: ParseDetails) {
    super(code, message)
    this.source = details.source
    this.offset = details.offset
    this.length = details.length
    if (details.hint !== undefined) this.hint = bounded(details.hint)
    if (details.expected !== undefined) this.expected = details.expected
  }
}

/** An operand has a shape (number, list, matrix, relation) that the operation does not take; with its place where that is known. */
export class ShapeError extends FluxionError implements Partial<ParseDetails> {
  static override readonly label: string = 'ShapeError'
  declare readonly source?: string
  declare readonly offset?: number
  declare readonly length?: number
  declare readonly hint?: string
  constructor(message: string, code = 'shape', details?: Omit<ParseDetails, 'expected'>) {
    super(code, message)
    if (details) Object.assign(this, details, details.hint !== undefined && { hint: bounded(details.hint) })
  }
}

/** A value leaves the domain of a function: `log(-1)` over the reals, `1/0`. */
export class DomainError extends FluxionError {
  static override readonly label: string = 'DomainError'
  constructor(message: string, code = 'domain') {
    super(code, message)
  }
}

/** A name has no value. `names` are the missing ones. */
export class UnboundError extends FluxionError {
  static override readonly label: string = 'UnboundError'
  readonly names: readonly string[]
  constructor(names: readonly string[], message?: string) {
    const list = names.map(n => `"${n}"`).join(', ')
    super('unbound', message ?? `no value was given for ${list}`)
    this.names = names
  }
}

/** A limit on work, length or digits was reached; `limit` names it. */
export class BudgetError extends FluxionError {
  static override readonly label: string = 'BudgetError'
  readonly limit: string
  constructor(limit: string, message: string) {
    super('budget', message)
    this.limit = limit
  }
}
