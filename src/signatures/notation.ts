/** How calls say what they take. Pure data; the options there are, and their kinds, are in options.ts. */

/** A function that people call: its arguments by name and kind, and its options. */
export interface Signature {
  readonly name: string
  /**
   * As in `'f:input x?:variable by*:by {& samples at!}'`: `?` means that an argument may be left out, `*` that there may be any number;
   * options in braces come last, words that begin with `&` among them mean those of SHARED, `!` that it must be given, and `language=target` that it
   * is of a kind of its own, one of OTHER_KINDS.
   */
  readonly takes: string
}

/** The options that many functions share: of what reads, of what answers formulas, and of what takes derivatives, which does both. */
const READING = 'asked bound functions let limits names signal syntax'
const FORMS = 'domain form'
const SLOPES = 'record rules simplify verify'
export const SHARED = {
  '&': READING,
  '&form': `${READING} ${FORMS}`,
  '&slope': `${READING} ${FORMS} ${SLOPES}`,
} as const

/** What an option goes with, where a function does not take it. */
export const PLACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FORMS.split(' ').map(option => [option, 'functions that answer formulas, as simplify does'])),
  ...Object.fromEntries(SLOPES.split(' ').map(option => [option, 'functions that take derivatives, as diff does'])),
  layout: 'derivatives by vectors and matrices: those of diff, gradient, jacobian, hessian, implicit and inverse',
}

/** What `limits` may hold; all are numbers from 0 up. */
export const LIMITS = ['length', 'digits', 'depth', 'characters', 'nodes', 'steps', 'milliseconds'] as const
