/** How calls say what they take. Pure data; the options there are, and their kinds, are in signatures.ts. */

/** A function that people call: its arguments by name and kind, and its options. */
export interface Signature {
  readonly name: string
  /**
   * As in `'f:input x?:variable by*:by {& samples at!}'`: `?` means that an argument may be left out, `*` that there may be any number;
   * options in braces come last, `&` among them means those of every function, `!` that it must be given, and `language=target` that it
   * is of a kind of its own, one of OTHER_KINDS.
   */
  readonly takes: string
}

/** The options of every function. */
export const COMMON =
  'asked bound domain form functions layout let limits names record rules signal simplify syntax verify' as const

/** What `limits` may hold; all are numbers from 0 up. */
export const LIMITS = ['length', 'digits', 'depth', 'characters', 'nodes', 'steps', 'milliseconds'] as const
