/** A bracket that is being read, with the tokens in it so far. */
import type { Piece } from './lexer.js'
import type { Token } from './syntax.js'

/** A bracket that is open. */
export interface Level {
  readonly type: 'program' | 'group' | 'arguments' | 'index' | 'list' | 'bars' | 'branch'
  /** The bracket itself; undefined for the whole text. */
  readonly open: Piece | undefined
  readonly tokens: Token[]
  /** Where the current statement starts among the tokens. */
  statement: number
  /** What the function before the bracket takes. */
  readonly arity: readonly [number, number] | undefined
  /** The binder before the bracket, and its variable once that was read; `hides`: a name that had no other meaning before. */
  readonly binder?: string | undefined
  variable?: { readonly name: string; readonly hides: boolean }
}
