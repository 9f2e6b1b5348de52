/** How calls say what they take. Pure data; the options there are, and their kinds, are in options.ts. */

/** A function that people call: its arguments by name and kind, and its options. */
export interface Signature {
  readonly name: string
  /**
   * As in `'f:input x?:variable by*:by {& samples at!}'`: `?` means that an argument may be left out, `*` that there may be any number;
   * options in braces come last, words that begin with `&` among them mean those of SHARED, and `!` that it must be given.
   */
  readonly takes: string
  /** The kinds of options that are others here than everywhere. */
  readonly kinds?: Readonly<Record<string, string>>
}

/** The options that many functions share: of what reads, of what answers formulas, of what takes derivatives, which does both; and of what writes LaTeX. */
const READING = 'asked bound functions let limits names signal syntax'
export const FORMS = 'domain form'
export const SLOPES = 'record rules simplify verify'
export const SHARED = {
  '&': READING,
  '&form': `${READING} ${FORMS}`,
  '&slope': `${READING} ${FORMS} ${SLOPES}`,
  '&latex': 'shared multiply inline lines fractions roots derivatives upright inverse bold',
} as const

/** What `limits` may hold; all are numbers from 0 up. */
export const LIMITS = ['length', 'digits', 'depth', 'characters', 'nodes', 'steps', 'milliseconds'] as const
