/**
 * What stands before the formula of a function: `f(x, y) =`, `x ->`, `lambda x:`, `@(x)`, `f[x_] :=`, `f = lambda x:`. The first of these
 * is an equation of the grammar, in which f is a function and x a plain name; the others are taken off, for in all tongues that have them
 * they mean one thing.
 */
import { canonicalName, type Dialect, endOf, type Piece, pieceFrom } from './lexer.js'

/** A function as its header declares it. */
export interface Header {
  /** Undefined for a function without a name. */
  readonly name: string | undefined
  readonly parameters: readonly string[]
  /** Where the formula begins; undefined where the header is itself part of the grammar. */
  readonly body: number | undefined
}

/** What JavaScript has before the name of a function. */
const DECLARES: ReadonlySet<string> = new Set(['const', 'let', 'var'])

/** More pieces than any header has that a person writes. */
const LONGEST = 64

/** The header that begins at a place of the text, if there is one. */
export function readHeader(source: string, from: number, dialect: Dialect): Header | undefined {
  const start = new Scan(source, from, dialect)
  return start.definition() ?? start.named() ?? start.anonymous(undefined, 0)
}

class Scan {
  readonly #source: string
  readonly #dialect: Dialect
  #from: number
  readonly #seen: Piece[] = []

  constructor(source: string, from: number, dialect: Dialect) {
    this.#source = source
    this.#dialect = dialect
    this.#from = from
  }

  #at(k: number): Piece | undefined {
    while (this.#seen.length <= k && k < LONGEST) {
      const next = pieceFrom(this.#source, this.#from, this.#dialect)
      if (next === undefined) return undefined
      this.#seen.push(next)
      this.#from = endOf(next)
    }
    return this.#seen[k]
  }

  #is(k: number, type: string, text?: string): boolean {
    const piece = this.#at(k)
    return piece?.type === type && (text === undefined || piece.text === text)
  }

  #name(k: number): string | undefined {
    const piece = this.#at(k)
    return piece?.type === 'word' || piece?.type === 'greek' ? canonicalName(piece.text) : undefined
  }

  /** Names with commas between them, and the place behind them. */
  #names(k: number): readonly [names: string[], next: number] | undefined {
    const names = new Set<string>()
    for (let at = k; ; at += 2) {
      const name = this.#name(at)
      if (name === undefined || names.has(name)) return undefined
      names.add(name)
      if (!this.#is(at + 1, 'comma')) return [[...names], at + 1]
    }
  }

  /** The same in round brackets. */
  #bracketed(k: number): readonly [names: string[], next: number] | undefined {
    const found = this.#is(k, 'open') ? this.#names(k + 1) : undefined
    return found && this.#is(found[1], 'close') ? [found[0], found[1] + 1] : undefined
  }

  #end(k: number): number {
    const piece = this.#at(k)
    return piece ? endOf(piece) : this.#source.length
  }

  /** `f(x, y) =`, `f(x) :=`, `f[x_] :=`. */
  definition(): Header | undefined {
    const name = this.#name(0)
    if (name === undefined) return undefined
    const found = this.#bracketed(1)
    if (found) {
      const [parameters, next] = found
      if (this.#is(next, 'relation', '=')) return { name, parameters, body: undefined }
      return this.#is(next, 'assign') ? { name, parameters, body: this.#end(next) } : undefined
    }
    const blanks = this.#is(1, 'openList') ? this.#names(2) : undefined
    if (!blanks?.[0].every(p => p.length > 1 && p.endsWith('_')) || !this.#is(blanks[1], 'closeList')) return undefined
    const next = blanks[1] + 1
    if (!this.#is(next, 'assign') && !this.#is(next, 'relation', '=')) return undefined
    return { name, parameters: blanks[0].map(p => p.slice(0, -1)), body: this.#end(next) }
  }

  /** `f = lambda x:`, `f := x ->`, `f: x ->`, `const f = x =>`, `def f(x): return`. */
  named(): Header | undefined {
    const name = this.#name(0)
    if (name === undefined) return undefined
    const given = this.#is(1, 'relation', '=') || this.#is(1, 'assign') || this.#is(1, 'colon')
    if (given) return this.anonymous(name, 2)
    const own = DECLARES.has(name) && this.#is(2, 'relation', '=') ? this.#name(1) : undefined
    if (own !== undefined) return this.anonymous(own, 3)
    const function_ = name === 'def' ? this.#name(1) : undefined
    const found = function_ === undefined ? undefined : this.#bracketed(2)
    if (!found || !this.#is(found[1], 'colon') || !this.#is(found[1] + 1, 'word', 'return')) return undefined
    return { name: function_, parameters: found[0], body: this.#end(found[1] + 1) }
  }

  /** `x ->`, `(x, y) =>`, `lambda x:`, `@(x)`. */
  anonymous(name: string | undefined, k: number): Header | undefined {
    const first = this.#at(k)
    if (first?.text.startsWith('@')) return this.#handle(name, first.offset + 1)
    const lambda = this.#is(k, 'word', 'lambda') || this.#is(k, 'greek', 'λ') ? this.#names(k + 1) : undefined
    if (lambda && this.#is(lambda[1], 'colon')) return { name, parameters: lambda[0], body: this.#end(lambda[1]) }
    const found = this.#bracketed(k) ?? (this.#name(k) === undefined ? undefined : this.#names(k))
    if (!found) return undefined
    const [parameters, next] = found
    if (this.#is(next, 'arrow') && this.#pointsOn(k, next, parameters))
      return { name, parameters, body: this.#end(next) }
    const [minus, more] = [this.#at(next), this.#at(next + 1)]
    const arrow = minus?.text === '-' && more?.text === '>' && more.offset === minus.offset + 1
    return arrow ? { name, parameters, body: this.#end(next + 1) } : undefined
  }

  /** Whether the arrow is no slip of >=: `x => x**2` speaks of x again, `x => 3` may be either. */
  #pointsOn(k: number, next: number, parameters: readonly string[]): boolean {
    if (this.#at(next)?.text !== '=>' || this.#is(k, 'open')) return true
    for (let at = next + 1; this.#at(at) !== undefined; at++) if (parameters.includes(this.#name(at) ?? '')) return true
    return false
  }

  /** `@(x)` of MATLAB: the sign is in the language only where shapes are declared. */
  #handle(name: string | undefined, from: number): Header | undefined {
    const rest = new Scan(this.#source, from, this.#dialect)
    const found = rest.#bracketed(0)
    return found && { name, parameters: found[0], body: rest.#end(found[1] - 1) }
  }
}
